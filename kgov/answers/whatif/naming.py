"""The things that a user names in a change: a seat, a person, a body; candidates where the name is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date

from kgov.answers.whatif.changes import holders
from kgov.answers.whatif.record import Places, Record
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.names import find_one
from kgov.namespaces import local_name
from kgov.storage.terms import Iri, Term


def body_named(knowledge: Knowledge, text: str, owner: str | None = None) -> Iri:
    """A body, kind or unit by its name in the documents or in a list; there the last part of its address serves too.

    Raises:
        KgovError: no such thing, or several.
    """
    found = [iri for iri in knowledge.entities if local_name(iri).casefold() == text.strip().casefold()]
    return found[0] if len(found) == 1 else find_one(knowledge, text, owner=owner)


def body_there(knowledge: Knowledge, record: Record, text: str, day: date, owner: str | None = None) -> Iri:
    """A body that is there on a day.

    Raises:
        KgovError: no such body, or the list says that it has ended, or that it begins later.
    """
    body = body_named(knowledge, text, owner)
    if record.in_force(body, day):
        return body
    label = knowledge.thing(body).label
    first, last = record.first_day(body), record.last_day(body)
    ended = last is not None and last < day.isoformat()
    raise KgovError(
        Both(
            f"{label.sv} finns inte den {day}: "
            + (f"sista dag är {last}" if ended else f"första dag är {first}"),
            f"{label.en} is not there on {day}: "
            + (f"its last day is {last}" if ended else f"its first day is {first}"),
        ),
        Both("Välj en annan dag med --on.", "Choose another day with --on."),
    )


def person_named(record: Record, text: str) -> Iri:
    """A person of the lists by id or name. Names are compared, but only ids are ever given back.

    Raises:
        KgovError: no such person, or several.
    """
    wanted = text.strip().casefold()
    persons = {
        iri
        for iri in (
            *record.instances("kg:Person"),
            *(person for m in record.instances("kg:Membership") for person in record.values(m, "org:member")),
            *(p for h in record.instances("kg:OfficeHolding") for p in record.values(h, "kg:isHeldBy")),
        )
        if isinstance(iri, Iri)
    }
    named: dict[Iri, set[str]] = {
        iri: {iri.casefold(), local_name(iri).casefold(), *_labels(record, iri)} for iri in persons
    }
    found = sorted(iri for iri, names in named.items() if wanted in names)
    if len(found) == 1:
        return found[0]
    if found:
        raise KgovError(
            Both(f"”{text}” kan vara flera: {_ids(found).sv}", f"“{text}” may be several: {_ids(found).en}"),
            Both("Ange numret på personen i underlaget.", "Give the id of the person in the list."),
        )
    near = difflib.get_close_matches(wanted, {name for names in named.values() for name in names}, n=5)
    close = sorted(iri for iri, names in named.items() if names & set(near))
    raise KgovError(
        Both(f"okänd person: {text}", f"unknown person: {text}"),
        Both(f"Menar du {_ids(close).sv}?", f"Did you mean {_ids(close).en}?")
        if close
        else Both(
            "Ange personens nummer eller namn som det står i underlaget.",
            "Give the id or the name of the person as it stands in the list.",
        ),
    )


def _labels(record: Record, iri: Iri) -> set[str]:
    return {str(label).casefold() for label in record.values(iri, "rdfs:label")}


def _ids(things: Iterable[Term]) -> Both:
    names = [local_name(str(thing)) for thing in things]
    return Both(" eller ".join(names), " or ".join(names))


def seat_named(
    knowledge: Knowledge, record: Record, places: Places, text: str, day: date, owner: str | None = None
) -> tuple[Iri, Iri, tuple[Iri, ...]]:
    """A seat as the user names it: ``SEAT``, ``SEAT@BODY``, or the entry in a list of whoever has it.

    Returns:
        The seat, the body it is a seat in, and the entries meant where the user named one of several.

    Raises:
        KgovError: no such seat, or it is a seat in several bodies, or several have it.
    """
    entry = _entry_named(record, text)
    if entry is not None:
        seats, body = record.seats_of(entry), record.body_of(entry, places)
        if seats and isinstance(body, Iri):
            return seats[0], body, (entry,)
    name, _, where = text.partition("@")
    seat = find_one(knowledge, name, among=knowledge.seats, owner=owner, what=Both("plats", "seat"))
    body = body_named(knowledge, where, owner) if where else _only_body(knowledge, record, places, seat, day)
    if not places.bodies[seat] & places.selves(body):
        seat_label, label = knowledge.thing(seat).label, knowledge.thing(body).label
        raise KgovError(
            Both(
                f"{seat_label.sv} är ingen plats i {label.sv}", f"{seat_label.en} is not a seat in {label.en}"
            )
        )
    having = holders(record, seat, body, day, places)
    if len(having) > 1:
        entries = sorted(local_name(str(m)) for m in having)
        raise KgovError(
            Both(
                f"{len(having)} har den platsen: {', '.join(entries)}",
                f"{len(having)} have that seat: {', '.join(entries)}",
            ),
            Both("Ange en av dem i stället för platsen.", "Give one of them in place of the seat."),
        )
    return seat, body, ()


def _entry_named(record: Record, text: str) -> Iri | None:
    """A membership of the lists, by its address or the last part of it."""
    wanted = text.strip().casefold()
    found = [
        m
        for m in record.instances("kg:Membership")
        if isinstance(m, Iri) and wanted in (m.casefold(), local_name(m).casefold())
    ]
    return found[0] if len(found) == 1 else None


def _only_body(knowledge: Knowledge, record: Record, places: Places, seat: Iri, day: date) -> Iri:
    """The one body where somebody has a seat that exists in every body of a kind; else the kind itself."""
    stated = sorted(places.bodies[seat])
    if not set(stated) & places.all_kinds:
        return stated[0]
    filled = {
        body
        for m in record.having("kg:takesSeat", seat)
        if record.in_force(m, day) and isinstance(body := record.body_of(m, places), Iri)
    }
    if len(filled) > 1:
        short = knowledge.thing(seat).short
        names = sorted(f"{short}@{local_name(body)}" for body in filled)
        raise KgovError(
            Both(
                f"platsen finns i {len(filled)} grupper i underlaget",
                f"the seat is there in {len(filled)} bodies of the list",
            ),
            Both("Ange en av dem:\n  " + "\n  ".join(names), "Give one of them:\n  " + "\n  ".join(names)),
        )
    return filled.pop() if filled else stated[0]
