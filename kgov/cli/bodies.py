"""``kgov bodies``, ``kgov show`` and ``kgov find``: what there is, one of them, and where a word stands."""

from __future__ import annotations

import click

from kgov.answers.lookup import card, find_word, overview
from kgov.cli import options
from kgov.cli.output import as_json, cited, faint, heading, pick, say, table, tell, wrap, write
from kgov.cli.output import show as show_table
from kgov.cli.settings import settings
from kgov.language import swedish_key
from kgov.model.names import find_one


@click.command(
    help=say(
        "Lista grupper, funktioner och enheter i modellen.",
        "List the bodies, offices and units of the model.",
    )
)
@click.argument("word", required=False, metavar=say("[ORD]", "[WORD]"))
@click.option(
    "--owner",
    metavar=say("ÄGARE", "OWNER"),
    help=say("Bara en region eller sjukvårdsregion.", "Only one region or healthcare region."),
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help=say("Även enheter, funktioner och yttre parter.", "Units, offices and outside parties too."),
)
@options.lists()
@options.form("text", "json", "csv")
@options.output_to()
@options.language()
def bodies(
    word: str | None, owner: str | None, everything: bool, files: tuple[str, ...], form: str, to: str | None
) -> None:
    """List what can be named."""
    model = options.knowledge(files)
    rows = []
    for entry in overview(model, everything):
        cells = [entry.short, pick(entry.label), pick(entry.sort), pick(entry.level), pick(entry.owner)]
        if word and word.casefold() not in " ".join(cells).casefold():
            continue
        if (
            owner
            and owner.casefold() not in (entry.owner_short.casefold(), pick(entry.owner).casefold())
            and not entry.short.startswith(owner)
        ):
            continue
        rows.append(cells)
    mine = settings().owner or ""
    rows.sort(
        key=lambda row: (not (mine and row[0].startswith(mine)), swedish_key(row[4]), swedish_key(row[1]))
    )
    if not rows:
        tell(say("Inget hittades. Visa allt med --all.", "Nothing was found. Show everything with --all."))
    if form != "text":
        show_table(
            [
                say("kortnamn", "short name"),
                say("namn", "name"),
                say("slag", "sort"),
                say("nivå", "level"),
                say("hör till", "belongs to"),
            ],
            rows,
            form,
            to,
            keys=["name", "label", "sort", "level", "owner"],
        )
        return
    out = []
    for belongs in dict.fromkeys(row[4] for row in rows):
        out.append(heading(belongs.upper()))
        mine_rows = [row for row in rows if row[4] == belongs]
        out.append(
            table(
                [say("kortnamn", "short name"), say("namn", "name"), say("nivå", "level")],
                [
                    [row[0], _without_owner(row[1]) + (" *" if row[2].startswith(_KIND) else ""), row[3]]
                    for row in mine_rows
                ],
            )
        )
        out.append("")
    out.append(
        wrap(
            say(
                "* ett slag av grupp: dokumenten talar om alla grupper av slaget.",
                "* a kind of body: the documents speak of every body of the kind.",
            )
        )
    )
    write("\n".join(out), to)


_KIND = ("slag av ", "kind of ")


def _without_owner(name: str) -> str:
    """The name without its owner in brackets, where the owner stands in the heading."""
    head, bracket, _ = name.rpartition(" (")
    return head if bracket and "." not in head else name


@click.command(
    help=say(
        "Visa vad dokumenten säger om en grupp eller funktion.",
        "Show what the documents say of a body or an office.",
    )
)
@click.argument("name", metavar=say("GRUPP|FUNKTION", "BODY|OFFICE"))
@options.lists()
@options.form("text", "json")
@options.output_to()
@options.language()
def show(name: str, files: tuple[str, ...], form: str, to: str | None) -> None:
    """One body or office."""
    model = options.knowledge(files)
    iri = find_one(model, name, among=model.entities | model.seats, owner=settings().owner)
    result = card(model, iri)
    if form == "json":
        write(as_json(result.as_json()), to)
        return
    out = [heading(pick(result.title)), faint(result.short)]
    for title, lines in result.sections:
        out += ["", heading(pick(title).upper())]
        out += [cited(pick(text), sources, 2, "· ") for text, sources in lines]
    write("\n".join(out), to)


@click.command(
    help=say(
        "Sök ett ord i textställen, samband, namn och luckor.",
        "Search a word in statements, links, names and gaps.",
    )
)
@click.argument("word", metavar=say("ORD", "WORD"))
@options.form("text", "json", "csv")
@options.output_to()
@options.language()
def find(word: str, form: str, to: str | None) -> None:
    """Where a word stands."""
    model = options.knowledge()
    rows = [[hit.id, pick(hit.sort), pick(hit.text)] for hit in find_word(model, word)]
    if not rows:
        tell(say(f"”{word}” finns inte i modellen.", f"“{word}” is not in the model."))
    show_table(
        [say("id", "id"), say("vad", "what"), say("text", "text")],
        rows,
        form,
        to,
        keys=["id", "sort", "text"],
    )
