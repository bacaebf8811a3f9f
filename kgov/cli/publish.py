"""``kgov publish`` and ``kgov preview``: the model and the lists as a site of files, and a look at it."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from kgov.cli import options
from kgov.cli.output import pick, say, tell
from kgov.cli.settings import settings
from kgov.cli.stores import stores
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.names import find_one
from kgov.storage.terms import Iri

#: Where a site lies whose owner has not said where it will lie.
NOWHERE = "https://example.org/"


@click.command(
    help=say(
        "Skriv en webbplats i en mapp: en sida för varje grupp, funktion, regel, textställe, begrepp och fråga, på "
        "svenska och engelska. Den går att lägga på vilken webbserver som helst, och att läsa direkt ur mappen. "
        "Underlag kan tas med; personer namnges inte om inget annat är beslutat.",
        "Write a site into a folder: a page for every body, office, rule, statement, term and question, in Swedish and "
        "English. It can be put on any web server, and be read straight from the folder. Lists can be taken in; "
        "persons are not named unless that is decided.",
    )
)
@click.argument("folder", metavar=say("MAPP", "DIR"), type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, metavar=say("[UNDERLAG]...", "[LIST]..."))
@click.option(
    "--owner",
    metavar=say("ÄGARE", "OWNER"),
    help=say("Bara en region eller sjukvårdsregion.", "Only one region or healthcare region."),
)
@click.option(
    "--base",
    metavar=say("ADRESS", "ADDRESS"),
    help=say(
        "Var webbplatsen kommer att ligga. Namnen på sakerna ändras inte.",
        "Where the site will lie. The names of things do not change.",
    ),
)
@click.option(
    "--persons",
    type=click.Choice(["none", "roles", "named"]),
    default="roles",
    show_default=True,
    help=say(
        "Vad som sägs om vem som sitter var: inget, om platsen är tillsatt, eller namn där det är beslutat.",
        "What is said of who sits where: nothing, whether the seat is filled, or names where that is decided.",
    ),
)
@click.option(
    "--outcomes",
    type=click.Choice(["none", "summary", "full"]),
    default="none",
    show_default=True,
    help=say(
        "Vad som visas av prövningen mot reglerna: inget, antal för varje grupp, eller allt.",
        "What is shown of the check against the rules: nothing, counts for each body, or everything.",
    ),
)
@click.option(
    "--zip",
    "zipped",
    is_flag=True,
    help=say(
        "Lägg också hela webbplatsen som en zip-fil i mappen.",
        "Also put the whole site as a zip file in the folder.",
    ),
)
@options.as_of(
    say(
        "den i kgov.toml, eller den senaste dagen i underlaget",
        "that of kgov.toml, or the newest day of the lists",
    )
)
@stores()
@options.language()
def publish(
    folder: Path,
    files: tuple[str, ...],
    owner: str | None,
    base: str | None,
    persons: str,
    outcomes: str,
    zipped: bool,
    as_of: str | None,
) -> None:
    """The site."""
    from kgov.publish.choice import Choice
    from kgov.publish.machines.publisher import not_written, publisher_of
    from kgov.publish.redaction import redact
    from kgov.publish.site import ZIP, Site
    from kgov.publish.writing import with_zip, write_site

    model = options.knowledge(files)
    chosen = settings().publishing
    day, why = _day(model, as_of)
    tell(why)
    whose = _owner(model, owner)
    choice = Choice(day, _base(base or chosen.base), whose, persons, outcomes)
    publication = redact(model, choice, chosen.permits(model), chosen.suppressed)
    for note in publication.notes:
        tell(pick(note))
    publisher = publisher_of(chosen.publisher, chosen.file)
    details = _details(model, publication.knowledge, choice, ZIP if zipped else "")
    site = Site(publication, choice, details, publisher)
    gc.freeze()  # what is read stays; what each page needs is cleared away
    gc.enable()
    with _stoppable(), _bar(site.size) as progress:
        made = site.files(progress)
        written = write_site(folder, with_zip(made, ZIP) if zipped else made)
    if not written.in_one_step:
        tell(
            say(
                "Mappen kunde inte bytas i ett steg; filerna ersattes en och en, startsidan sist.",
                "The folder could not be swapped in one step; the files were replaced one by one, the start page last.",
            )
        )
    if publication.is_example:
        tell(
            say(
                "Varje sida och fil är märkt: påhittade exempeldata.",
                "Every page and file is marked: invented example data.",
            )
        )
    lacking = not_written(chosen.publisher)
    if lacking:
        tell(pick(lacking))
    if choice.base == NOWHERE:
        tell(
            say(
                f"Var webbplatsen ska ligga är inte angivet (--base); där det behövs står {NOWHERE}.",
                f"Where the site will lie is not given (--base); where it is needed it says {NOWHERE}.",
            )
        )
    tell(
        say(
            f"Skrev {written.files} filer i {folder}. Se dem: kgov preview {folder}",
            f"Wrote {written.files} files in {folder}. See them: kgov preview {folder}",
        )
    )


@click.command(
    help=say(
        "Visa en webbplats som kgov publish har skrivit, på den egna datorn. Avsluta med Ctrl-C.",
        "Show a site that kgov publish wrote, on your own computer. End with Ctrl-C.",
    )
)
@click.argument("folder", metavar=say("MAPP", "DIR"), type=click.Path(path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help=say("Port; 0 tar en ledig.", "Port; 0 takes a free one."),
)
@options.language()
def preview(folder: Path, port: int) -> None:
    """A look at the site."""
    from kgov.publish.place import is_site
    from kgov.publish.preview import server

    if not is_site(folder):
        raise KgovError(
            Both("mappen har ingen webbplats från kgov", "the folder holds no site of kgov"),
            Both(f"Skriv den först: kgov publish {folder}", f"Write it first: kgov publish {folder}"),
            where=str(folder),
        )
    with server(folder, port) as running:
        tell(
            say(
                f"Visar {folder} på {running.address} (Ctrl-C avslutar)",
                f"Showing {folder} at {running.address} (Ctrl-C ends)",
            )
        )
        with _stoppable():
            try:
                running.serve_forever()
            except KeyboardInterrupt:
                tell("")


def _day(model: Knowledge, text: str | None) -> tuple[date, str]:
    """The day that the site speaks of, and a sentence on why: the same for the same input on any day."""
    from kgov.publish.day import newest_day

    settled = settings().publishing.as_of
    if text is not None:
        return (day := options.the_day(text)), say(f"Läget den {day}.", f"As of {day}.")
    if settled is not None:
        return settled, say(
            f"Läget den {settled} (as-of i kgov.toml).", f"As of {settled} (as-of in kgov.toml)."
        )
    day, is_of_lists = newest_day(model)
    why = say("den senaste dagen i underlaget", "the newest day of the lists")
    if not is_of_lists:
        why = say("dagen för modellens version", "the day of the model's version")
    ahead = say(" Den har inte kommit än: stämmer underlaget?", " It has not come yet: is the list right?")
    told = say(
        f"Läget den {day}: {why}. Välj en annan dag med --as-of.",
        f"As of {day}: {why}. Choose another day with --as-of.",
    )
    return day, told + (ahead if day > date.today() else "")


def _owner(model: Knowledge, name: str | None) -> Iri | None:
    """The owner that a name means, among those whose documents are read."""
    if name is None:
        return None
    model.need("statements")
    among = {
        owner: model.thing(owner)
        for document in model.documents.values()
        for owner in document.iris("kg:hasOwner")
    }
    short = [iri for iri, thing in among.items() if name.casefold() in thing.short.split("-")]
    return short[0] if len(short) == 1 else find_one(model, name, among, what=Both("ägare", "owner"))


def _base(text: str) -> str:
    """Where the site will lie, ending with a slash."""
    from kgov.publish.templating import WEB

    base = text or NOWHERE
    if not WEB.match(base) or "?" in base or "#" in base:
        raise KgovError(
            Both(f"”{base}” är ingen webbadress", f"“{base}” is not a web address"),
            Both(
                "Skriv till exempel https://kunskap.region.se/uppdrag/.",
                "Write for instance https://kunskap.region.se/uppdrag/.",
            ),
        )
    return base if base.endswith("/") else base + "/"


def _details(model: Knowledge, published: Knowledge, choice: Any, zipped: str) -> Any:
    """What the pages tell of the publication itself."""
    from kgov.answers.validation import hashes
    from kgov.publish.site import Details

    digests = hashes(model)
    return Details(
        model=digests.pop("model"),
        lists=tuple(digests.values()),
        documents=tuple(published.documents),
        owner=choice.owner,
        contact=settings().publishing.contact,
        email=settings().publishing.email,
        zip=zipped,
    )


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let Ctrl-C and the end of a session stop the work in order, so that what was begun is cleared away."""

    def stop(number: int, _: Any) -> None:
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _bar(size: int) -> Iterator[Callable[[], None]]:
    """A bar on the terminal that fills while pages are made; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    done = 0
    with click.progressbar(length=size, label=say("Gör sidor", "Making pages"), file=sys.stderr) as bar:

        def progress() -> None:
            nonlocal done
            done += 1
            if done % 50 == 0:
                bar.update(50)

        yield progress
