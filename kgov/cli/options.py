"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from kgov.cli.output import rows_read, say
from kgov.cli.settings import settings
from kgov.cli.stores import opened, stores
from kgov.errors import KgovError
from kgov.model.knowledge import Knowledge
from kgov.storage.source import Source

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
#: Where the encoding of CSV files is kept while a command runs.
ENCODING = "kgov.encoding"


def output_to() -> Decorator:
    return click.option(
        "-o",
        "--output",
        "to",
        metavar="FIL" if say("sv", "en") == "sv" else "FILE",
        help=say("Skriv till en fil.", "Write to a file."),
    )


def form(*choices: str) -> Decorator:
    return click.option(
        "--format",
        "form",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help=say("Form på svaret.", "Form of the answer."),
    )


def lists() -> Decorator:
    """The lists to take along, and how they are saved."""
    chosen = click.option(
        "--with",
        "files",
        multiple=True,
        metavar="FIL" if say("sv", "en") == "sv" else "FILE",
        help=say("Ta med ett underlag (kan upprepas).", "Include a list (may be repeated)."),
    )
    return lambda command: chosen(stores()(encoding()(command)))


def language() -> Decorator:
    """``--lang`` after the command too; it was read before the arguments were."""
    return click.option(
        "--lang", type=click.Choice(["sv", "en"]), expose_value=False, help=say("Språk.", "Language.")
    )


def as_of(otherwise: str = "") -> Decorator:
    """The date asked about; ``otherwise`` says which it is where none is given, if it is not today."""
    day = otherwise or say("i dag", "today")
    return click.option(
        "--as-of",
        "as_of",
        metavar="DATUM" if say("sv", "en") == "sv" else "DATE",
        help=say(
            f"Läget den dagen (ÅÅÅÅ-MM-DD); annars {day}.", f"As of that day (YYYY-MM-DD); otherwise {day}."
        ),
    )


def the_day(text: str | None) -> date:
    """The date asked about; today if none is given."""
    if text is None:
        return date.today()
    from kgov.answers.questions import parse_date

    return parse_date(text)


def encoding() -> Decorator:
    """How the lists of a command are saved; ``with_lists`` finds it, so that no command has to pass it on."""
    return click.option(
        "--encoding",
        expose_value=False,
        callback=lambda context, _, value: context.meta.update({ENCODING: value}),
        metavar="KODNING" if say("sv", "en") == "sv" else "ENCODING",
        help=say(
            "Teckenkodning för CSV-filer som inte är UTF-8, till exempel cp1252.",
            "Character encoding of CSV files that are not UTF-8, for instance cp1252.",
        ),
    )


def documents() -> Decorator:
    return click.option(
        "--documents",
        metavar=say("MAPP", "DIR"),
        type=click.Path(path_type=Path),
        help=say(
            "Mapp med dokumenten som text, för att visa passagen.",
            "Folder with the documents as text, to show the passage.",
        ),
    )


def knowledge(
    files: tuple[str, ...] = (), syntax: str | None = None, parts: tuple[str, ...] = ("norm", "codes")
) -> Knowledge:
    """The model with the lists named; else with those of a store, or of kgov.toml."""
    store = opened(files=files)
    if store is None:
        return with_lists(Knowledge().need(*parts), files, syntax)
    from kgov.model.stored import stored  # start-up counts

    return stored(store, _read_again)


def _read_again(name: str) -> Source | None:
    """A list that a store was loaded with, from its file, if that can still be read."""
    from kgov.lists.reading import read_list

    if not Path(name).exists():
        return None
    try:
        encoding = click.get_current_context().meta.get(ENCODING)
        return read_list(name, Knowledge().need("norm", "codes"), settings().origin, encoding=encoding)
    except KgovError:
        return None


def with_lists(model: Knowledge, files: tuple[str, ...] = (), syntax: str | None = None) -> Knowledge:
    """Add the lists named to a model, or those of kgov.toml: RDF files and workbooks alike."""
    chosen = files or tuple(str(path) for path in settings().lists)
    if chosen:
        from kgov.lists.reading import gathered, read_list

        encoding = click.get_current_context().meta.get(ENCODING)
        for file in gathered(chosen, syntax):
            with rows_read(file[0]) as progress:
                source = read_list(file, model, settings().origin, syntax, encoding, progress)
            check_terms(model, source)
            model.add_list(source)
    return model


def check_terms(model: Knowledge, source: Any) -> None:
    """Refuse a list that uses a term of ours that does not exist; tell what was left aside."""
    from kgov.answers import vocabulary
    from kgov.cli.output import pick, tell

    for note in source.notes:
        tell(f"{source.name}: {pick(note)}")
    vocabulary.check_terms(source, model)
