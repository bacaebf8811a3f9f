"""``kgov diff`` and ``kgov format``: what differs between two graphs, and the one form of a file under version control."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kgov.answers.difference import Changed, Difference, Told, difference, written
from kgov.cli import options
from kgov.cli.checking import input_format
from kgov.cli.output import as_csv, as_json, faint, heading, pick, say, tell, width, wrap, write
from kgov.cli.settings import settings
from kgov.errors import KgovError
from kgov.language import Both
from kgov.lists.statements import statements
from kgov.model.knowledge import Knowledge
from kgov.namespaces import shorten
from kgov.storage.rdf_files import WRITTEN, RdfFile, read_rdf, rewritten

_WORDS = {
    "added": Both("tillagd", "added"),
    "removed": Both("borttagen", "removed"),
    "changed": Both("ändrad", "changed"),
}


@click.command(
    help=say(
        "Visa vad som skiljer två underlag eller grafer: filer eller mappar. Avslutas med 0 om inget skiljer, annars 1.",
        "Show what differs between two lists or graphs: files or folders. Ends with 0 where nothing differs, else with 1.",
    )
)
@click.argument("old", metavar=say("GAMMAL", "OLD"))
@click.argument("new", metavar=say("NY", "NEW"))
@click.option("--summary", is_flag=True, help=say("Visa bara antalen.", "Show the counts only."))
@options.form("text", "json", "csv")
@options.encoding()
@options.output_to()
@options.language()
def diff(old: str, new: str, summary: bool, form: str, to: str | None) -> int:
    """What differs."""
    model = Knowledge().need("norm", "codes")
    encoding = click.get_current_context().meta.get(options.ENCODING)
    before, after = (statements(path, model, settings().origin, encoding) for path in (old, new))
    found = difference(before, after, model)
    if form == "json":
        things = {} if summary else {"things": [thing.as_json() for thing in found.things]}
        answer = {"old": old, "new": new, "equal": found.is_empty, "summary": found.counts, **things}
        write(as_json(answer), to)
    elif form == "csv":
        write(as_csv(*(_counted(found) if summary else _rows(found))), to)
    else:
        write(_text(found, summary), to)
    return 0 if found.is_empty else 1


def _summary(found: Difference) -> str:
    if found.is_empty:
        return say("Ingen skillnad.", "No difference.")
    counts = found.counts
    return say(
        "{added} tillagda, {removed} borttagna och {changed} ändrade uppgifter. Saker som berörs: {things}.",
        "Statements added: {added}, removed: {removed}, changed: {changed}. Things concerned: {things}.",
    ).format(**counts)


def _text(found: Difference, summary: bool) -> str:
    lines = [_summary(found)]
    graph: object = None
    for thing in () if summary else found.things:
        if thing.graph != graph:
            graph = thing.graph
            lines += ["", heading(say(f"I GRAFEN {shorten(graph)}", f"IN THE GRAPH {shorten(graph)}"))]
        lines += ["", _title(thing), *(_line(told) for told in thing.changes)]
    return "\n".join(lines)


def _title(thing: Changed) -> str:
    name = f"{pick(thing.sort)} {pick(thing.label)}".strip()
    state = "" if thing.what == "changed" else f" ({pick(_WORDS[thing.what])})"
    title = f"{name[:1].upper() + name[1:]}{state}"
    address = shorten(thing.iri)
    space = "  " if len(title) + len(address) + 2 <= width() else "\n  "
    return heading(title) + (space + faint(address) if address else "")


def _line(told: Told) -> str:
    sign = {"added": "+ ", "removed": "- ", "changed": "~ "}[told.what]
    value = {"added": pick(told.new), "removed": pick(told.old)}.get(
        told.what, f"{pick(told.old)} → {pick(told.new)}"
    )
    note = f"  ({pick(told.note)})" if told.note.sv else ""
    name = f"{pick(told.path)}: " if told.path.sv else ""
    return wrap(f"{name}{value}{note}".replace("\n", " ⏎ "), 2, sign)


def _counted(found: Difference) -> tuple[list[str], list[list[str]]]:
    return list(found.counts), [[str(count) for count in found.counts.values()]]


def _rows(found: Difference) -> tuple[list[str], list[list[str]]]:
    headings = [
        say("graf", "graph"),
        say("sak", "thing"),
        say("sort", "sort"),
        say("namn", "name"),
        say("ändring", "change"),
        say("egenskap", "property"),
        say("före", "old"),
        say("nu", "new"),
        say("anmärkning", "note"),
    ]
    return headings, [
        [
            str(thing.graph or ""),
            thing.iri,
            pick(thing.sort),
            pick(thing.label),
            pick(_WORDS[told.what]),
            pick(told.path),
            "" if told.change.old is None else written(told.change.old),
            "" if told.change.new is None else written(told.change.new),
            pick(told.note),
        ]
        for thing in found.things
        for told in thing.changes
    ]


@click.command(
    help=say(
        "Skriv Turtle och TriG i en bestämd form för versionshantering; annan RDF skrivs om till den. "
        "Samma uppgifter ger samma text, i vilken ordning de än står.",
        "Write Turtle and TriG in one fixed form for version control; other RDF is turned into it. "
        "The same statements give the same text, in whatever order they stand.",
    )
)
@click.argument("files", nargs=-1, required=True, metavar=say("FIL...", "FILE..."))
@click.option(
    "--check",
    is_flag=True,
    help=say(
        "Ändra inget; nämn de filer som skulle ändras och avsluta då med 1.",
        "Change nothing; name the files that would change, and end with 1 then.",
    ),
)
@click.option(
    "--drop-comments",
    is_flag=True,
    help=say(
        "Skriv om även filer med kommentarer; de går förlorade.",
        "Rewrite files with comments too; they are lost.",
    ),
)
@input_format()
@options.output_to()
@options.language()
def format(
    files: tuple[str, ...], check: bool, drop_comments: bool, syntax: str | None, to: str | None
) -> int:
    """One form."""
    if (to or any(not _in_place(file) for file in files)) and not check and len(files) > 1:
        raise KgovError(
            Both(
                "bara en fil i taget kan skrivas någon annanstans",
                "only one file at a time can be written elsewhere",
            ),
            Both("Turtle och TriG skrivs om på plats.", "Turtle and TriG are rewritten in place."),
        )
    read = [read_rdf(file, syntax) for file in files]
    texts = [rewritten(file) for file in read]  # all are read before any is written
    if check:
        return _checked(read, texts, drop_comments)
    places = [to or (file if _in_place(file) else None) for file in files]
    for file, place in zip(read, places, strict=True):
        if place and _is_same(place, file.name) and file.comments and not drop_comments:
            raise _commented(file)
        if (
            place
            and WRITTEN.get(Path(place).suffix.lower()) == "turtle"
            and any(quad[3] for quad in file.quads)
        ):
            raise KgovError(
                Both("grafer med namn ryms inte i Turtle", "graphs with names do not fit in Turtle"),
                Both("Skriv till en fil som slutar på .trig.", "Write to a file that ends in .trig."),
                where=file.name,
            )
    for file, text, place in zip(read, texts, places, strict=True):
        if place and _is_same(place, file.name):
            if text == file.text:
                continue
        elif file.comments:
            tell(f"{file.name}: {say('kommentarer är utelämnade', 'comments are left out')} ({_lines(file)})")
        write(text, place)
    return 0


def _in_place(file: str) -> bool:
    return file != "-" and Path(file).suffix.lower() in WRITTEN


def _is_same(place: str, name: str) -> bool:
    return Path(place).exists() and Path(name).exists() and Path(place).samefile(name)


def _checked(read: Sequence[RdfFile], texts: Sequence[str], drop_comments: bool) -> int:
    changed = [file for file, text in zip(read, texts, strict=True) if file.text != text]
    for file in changed:
        held = (
            "" if drop_comments or not file.comments else say(", men har kommentarer", ", but has comments")
        )
        held += f" ({_lines(file)})" if held else ""
        tell(say(f"{file.name} skulle ändras{held}", f"{file.name} would change{held}"))
    return 1 if changed else 0


def _commented(file: RdfFile) -> KgovError:
    return KgovError(
        Both(
            f"filen har kommentarer som skulle gå förlorade ({_lines(file)})",
            f"the file has comments that would be lost ({_lines(file)})",
        ),
        Both(
            "Skriv till en annan fil med -o, eller ange --drop-comments.",
            "Write to another file by -o, or give --drop-comments.",
        ),
        where=file.name,
    )


def _lines(file: RdfFile) -> str:
    shown = ", ".join(map(str, file.comments[:10]))
    more = len(file.comments) - 10
    return say("rad ", "line ") + shown + (say(f" och {more} till", f" and {more} more") if more > 0 else "")
