"""``kgov whatif``: what a change would mean, before it is made."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from kgov.cli import options
from kgov.cli.output import as_json as dump
from kgov.cli.output import say, write
from kgov.cli.settings import settings
from kgov.cli.stores import stores
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.storage.terms import Iri

if TYPE_CHECKING:
    from kgov.answers.whatif import Change


def _several(name: str, metavar: tuple[str, str], sv: str, en: str, target: str) -> options.Decorator:
    return click.option(name, target, multiple=True, metavar=say(*metavar), help=say(sv, en))


@click.command(
    help=say(
        "Visa vad som händer om en plats blir tom, en person slutar, eller en grupp avvecklas, slås samman eller "
        "byter namn: vilka regler som bryts, vilka vägar som förlorar ett steg, vem som måste agera och vad "
        "dokumenten inte säger. Ingen fil ändras. Flera ändringar kan prövas på en gång. "
        "Slutkod 0: inget går fel, 1: något går fel, 2: gick inte att köra.",
        "Show what happens if a seat becomes empty, a person leaves, or a body is closed, merged or renamed: "
        "which rules break, which ways lose a step, who must act and what the documents do not say. No file is "
        "changed. Several changes can be tried at once. "
        "Exit code 0: nothing goes wrong, 1: something does, 2: could not run.",
    )
)
@click.argument("files", nargs=-1, metavar=say("[FIL]...", "[FILE]..."))
@_several(
    "--vacate",
    ("PLATS", "SEAT"),
    "En plats blir tom. Finns den i flera grupper: PLATS@GRUPP.",
    "A seat becomes empty. Where several bodies have it: SEAT@BODY.",
    "vacated",
)
@_several(
    "--remove",
    ("PERSON", "PERSON"),
    "En person lämnar alla platser och funktioner.",
    "A person leaves all seats and offices.",
    "removed",
)
@_several("--close", ("GRUPP", "BODY"), "En grupp avvecklas.", "A body is closed.", "closed")
@_several(
    "--merge",
    ("GRUPP", "BODY"),
    "En grupp slås samman med en annan (--into).",
    "A body is merged into another (--into).",
    "merged",
)
@_several("--into", ("GRUPP", "BODY"), "Den grupp som finns kvar.", "The body that remains.", "into")
@_several(
    "--rename",
    ("GRUPP", "BODY"),
    "En grupp eller enhet byter namn (--to).",
    "A body or unit takes another name (--to).",
    "renamed",
)
@_several("--to", ("NAMN", "NAME"), "Det nya namnet.", "The new name.", "names")
@click.option(
    "--on",
    "on",
    metavar=say("DATUM", "DATE"),
    help=say("Första dag med ändringen; annars i dag.", "First day of the change; otherwise today."),
)
@click.option(
    "--as-of",
    "as_of",
    metavar=say("DATUM", "DATE"),
    help=say("Den dag som bedöms; annars samma som --on.", "The day judged; otherwise that of --on."),
)
@stores()
@options.encoding()
@options.form("text", "json")
@options.output_to()
@options.language()
def whatif(
    files: tuple[str, ...],
    on: str | None,
    as_of: str | None,
    form: str,
    to: str | None,
    **wanted: tuple[str, ...],
) -> None:
    """Try changes on a copy of the lists."""
    first = options.the_day(on)
    judged = options.the_day(as_of) if as_of else first
    _refuse(wanted, first, judged)
    from kgov.answers import whatif as trying

    model = options.knowledge(files)
    answer = trying.whatif(model, _changes(model, wanted, first), first, judged)
    if form == "json":
        write(dump(trying.as_json(model, answer)), to)
    else:
        from kgov.cli.whatif_text import text

        write(text(model, answer), to)
    if answer.breaks:
        sys.exit(1)


def _refuse(wanted: dict[str, tuple[str, ...]], first: date, judged: date) -> None:
    """Stop where the options do not make a change, or the day judged lies before it."""
    for one, other, name, partner in (
        ("merged", "into", "--merge", "--into"),
        ("renamed", "names", "--rename", "--to"),
    ):
        if len(wanted[one]) != len(wanted[other]):
            raise KgovError(
                Both(f"{name} och {partner} hör ihop", f"{name} and {partner} belong together"),
                Both(f"Ange ett {partner} för varje {name}.", f"Give one {partner} for each {name}."),
            )
    if not any(wanted.values()):
        raise KgovError(
            Both("ingen ändring är angiven", "no change is given"),
            Both(
                "Ange --vacate, --remove, --close, --merge eller --rename.",
                "Give --vacate, --remove, --close, --merge or --rename.",
            ),
        )
    if judged < first:
        raise KgovError(
            Both("den dag som bedöms ligger före ändringen", "the day judged lies before the change"),
            Both(
                "Ange --as-of samma dag som --on eller senare.", "Give --as-of on the day of --on or later."
            ),
        )


def _changes(model: Knowledge, wanted: dict[str, tuple[str, ...]], day: date) -> list[Change]:
    """The changes that the options name, in the order vacate, remove, merge, close, rename."""
    from kgov.answers import whatif as trying

    record = trying.Record(triple for source in model.lists for triple in source.triples)
    places, owner = trying.Places.of(model), settings().owner

    def there(text: str) -> Iri:
        return trying.body_there(model, record, text, day, owner)

    changes: list[Change] = [
        trying.Vacate(*trying.seat_named(model, record, places, seat, day, owner))
        for seat in wanted["vacated"]
    ]
    changes += [trying.Remove(trying.person_named(record, name), name) for name in wanted["removed"]]
    for one, other in zip(wanted["merged"], wanted["into"], strict=True):
        if there(one) == there(other):
            raise KgovError(
                Both(f"{one} kan inte slås samman med sig själv", f"{one} cannot be merged into itself")
            )
        changes.append(trying.Merge(there(one), there(other)))
    changes += [trying.Close(there(body)) for body in wanted["closed"]]
    changes += [
        trying.Rename(there(thing), name)
        for thing, name in zip(wanted["renamed"], wanted["names"], strict=True)
    ]
    return changes
