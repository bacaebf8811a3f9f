"""Changes of the record, as pure functions: triples and a day in, the triples after the change out.

No file is touched. What a change does not decide is left as it stands, so that the rules can say what is then
wrong: a working group that relates to a closed programme area still does so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kgov.answers.whatif.record import Node, Places, Record
from kgov.namespaces import expand
from kgov.storage.source import Source
from kgov.storage.terms import Iri, Term, Text, Triple, date_term

#: The name of what a change adds on its own, beside the files of the user.
ADDED = "<whatif>"

#: What was decided for a membership in one body and says nothing of a membership in another.
DECIDED = (
    "kg:mandateFrom",
    "kg:mandateThrough",
    "kg:isAppointedBy",
    "kg:consulted",
    "kg:isRecommendedBy",
    "kg:isReconciledWith",
    "kg:restsOn",
)


@dataclass(frozen=True)
class Vacate:
    """A seat is left empty. ``only`` names the entries of the list that are meant where several have the seat."""

    seat: Iri
    body: Iri
    only: tuple[Iri, ...] = ()


@dataclass(frozen=True)
class Remove:
    """A person leaves all seats and offices; ``name`` is what the user called the person."""

    person: Iri
    name: str


@dataclass(frozen=True)
class Close:
    """A body, a kind of body or a unit ceases to exist."""

    body: Iri


@dataclass(frozen=True)
class Merge:
    """A body is merged into another, and ceases to exist."""

    body: Iri
    into: Iri


@dataclass(frozen=True)
class Rename:
    """A body or unit takes another name."""

    thing: Iri
    name: str


Change = Vacate | Remove | Close | Merge | Rename


def apply(triples: Iterable[Triple], change: Change, day: date, places: Places) -> list[Triple]:
    """The record after a change.

    Args:
        triples: the record before it.
        change: what changes.
        day: the first day on which the change holds.
        places: what the norm says of seats and kinds.
    """
    record = Record(triples)
    match change:
        case Vacate():
            _vacate(record, change, day, places)
        case Remove():
            _remove(record, change.person, day, places)
        case Close():
            for body in (change.body, *instances_of(change.body, places)):
                _close(record, body, day, places)
        case Merge():
            _merge(record, change, day, places)
        case Rename():
            _rename(record, change)
    return record.triples


def instances_of(kind: Iri, places: Places) -> list[Iri]:
    """The bodies at hand of a kind; none of what is itself a body."""
    return sorted(Iri(body) for body, kinds in places.kinds.items() if kind in kinds)


def rewritten(sources: Sequence[Source], triples: Iterable[Triple]) -> list[Source]:
    """The lists as they would be: each keeps its name and its text, so that places in it can still be named.

    Args:
        sources: the lists as they are.
        triples: the record after all changes.
    """
    wanted = dict.fromkeys(triples)
    known = {triple for source in sources for triple in source.triples}
    fresh = [triple for triple in wanted if triple not in known]
    result = []
    for source in sources:
        subjects = {triple[0] for triple in source.triples}
        mine = [triple for triple in fresh if triple[0] in subjects]
        fresh = [triple for triple in fresh if triple[0] not in subjects]
        result.append(source.saying([t for t in source.triples if t in wanted] + mine))
    return [*result, Source(ADDED, "", fresh)] if fresh else result


def holders(record: Record, seat: Iri, body: Iri, day: date, places: Places) -> list[Node]:
    """The memberships in force on a day that have a seat in a body."""
    return [
        m
        for m in record.having("kg:takesSeat", seat)
        if record.in_force(m, day) and record.body_of(m, places) == body
    ]


def _vacate(record: Record, change: Vacate, day: date, places: Places) -> None:
    for membership in holders(record, change.seat, change.body, day, places):
        if not change.only or membership in change.only:
            record.end(membership, day)
    _declare_vacant(record, change.seat, day, places)


def _declare_vacant(record: Record, seat: Iri, day: date, places: Places) -> None:
    """State that a seat is empty, until the day before somebody is known to take it.

    Only for a seat in a body that the norm names: a seat in every body of a kind is one term for all of them.
    """
    bodies = places.bodies.get(seat, frozenset())
    if any(record.in_force(m, day) for m in record.having("kg:takesSeat", seat)):
        return
    if not bodies or bodies & places.all_kinds:
        return
    if any(record.in_force(v, day) for v in record.having("kg:isVacancyOf", seat)):
        return
    vacancy = Iri(f"{seat}/vacancy/{day}")
    record.put(vacancy, "rdf:type", Iri(expand("kg:Vacancy")))
    record.put(vacancy, "kg:isVacancyOf", seat)
    record.put(vacancy, "kg:validFrom", date_term(day))
    coming = [record.first_day(m) for m in record.having("kg:takesSeat", seat)]
    later = sorted(first for first in coming if first is not None and first > day.isoformat())
    if later:
        last = date.fromisoformat(later[0]) - timedelta(days=1)
        record.put(vacancy, "kg:validThrough", date_term(last))


def _remove(record: Record, person: Iri, day: date, places: Places) -> None:
    seats: list[Iri] = []
    for membership in record.having("org:member", person):
        if record.in_force(membership, day):
            seats += record.seats_of(membership)
        record.end(membership, day)
    for holding in record.having("kg:isHeldBy", person):
        record.end(holding, day)
    for seat in seats:
        _declare_vacant(record, seat, day, places)


def _close(record: Record, body: Iri, day: date, places: Places) -> None:
    ending = [m for m in record.memberships_in(body, places) if record.is_open(m, day)]
    left = {
        (person, seat)
        for m in ending
        for person in record.values(m, "org:member")
        for seat in record.seats_of(m)
    }
    for membership in ending:
        record.end(membership, day)
    kept = {
        (person, seat)
        for m in record.instances("kg:Membership")
        if record.in_force(m, day)
        for person in record.values(m, "org:member")
        for seat in record.seats_of(m)
    }
    for holding in record.instances("kg:OfficeHolding"):
        if rests_on(record, holding, body, left - kept):
            record.end(holding, day)
    if body not in places.all_kinds:
        record.end(body, day)


def rests_on(record: Record, holding: Term, body: Iri, left: set[tuple[Term, Iri]]) -> bool:
    """Whether an office is held only through a body: it is in it, or it is the seat that its holder leaves."""
    if any(value == body for _, _, value in record.about(holding)):
        return True
    offices = record.values(holding, "kg:holdsOffice")
    return any((p, office) in left for p in record.values(holding, "kg:isHeldBy") for office in offices)


def _merge(record: Record, change: Merge, day: date, places: Places) -> None:
    into = places.selves(change.into)
    there = {
        person
        for m in record.memberships_in(change.into, places)
        if record.in_force(m, day)
        for person in record.values(m, "org:member")
    }
    for membership in record.memberships_in(change.body, places):
        if not record.is_open(membership, day) or set(record.values(membership, "org:member")) & there:
            continue
        _move(record, membership, change, day, places, into)
    _close(record, change.body, day, places)


def _move(
    record: Record, membership: Node, change: Merge, day: date, places: Places, into: frozenset[Term]
) -> None:
    """Let a membership go on in the other body, without the decisions that were taken for the first one."""
    first = record.first_day(membership)
    if first is None or first < day.isoformat():
        past = Iri(f"{membership}/before/{day}")
        for _, predicate, value in record.about(membership):
            record.add((past, predicate, value))
        record.end(past, day)
        for decision in record.having("kg:appoints", membership):
            record.take_back([t for t in record.about(decision) if t[2] == membership])
            record.put(decision, "kg:appoints", past)
        record.drop(membership, "kg:validFrom")
        record.put(membership, "kg:validFrom", date_term(day))
    record.drop(membership, "org:organization", *DECIDED)
    record.put(membership, "org:organization", change.into)
    if not all(places.bodies.get(seat, frozenset()) & into for seat in record.seats_of(membership)):
        record.drop(membership, "kg:takesSeat")


def _rename(record: Record, change: Rename) -> None:
    """Only what a list itself calls the thing: the names in the documents are theirs."""
    labels = record.values(change.thing, "rdfs:label")
    record.drop(change.thing, "rdfs:label")
    for lang in sorted({label.lang for label in labels if isinstance(label, Text)}):
        record.put(change.thing, "rdfs:label", Text(change.name, lang))
