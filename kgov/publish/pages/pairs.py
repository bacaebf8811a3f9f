"""Pages that set two bodies side by side which the national system calls the same, each in its owner's assignment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from kgov.answers.said import Said
from kgov.language import Both, swedish_key
from kgov.model.things import Link, Provision, Thing
from kgov.namespaces import expand, local_name
from kgov.publish.edition import Edition, Page
from kgov.storage.terms import Iri

T = TypeVar("T")
#: What bears the same name everywhere. Councils and committees are alike in form only, and are not compared.
COMPARED = ("RegionalCollaborationGroup", "RegionalProgrammeArea", "LocalProgrammeArea", "LocalWorkingGroup")


@dataclass(frozen=True)
class Line:
    """One thing that is said of one of two bodies.

    Args:
        thing: the seat, duty, rule, permission or link that says it, with its sources.
        about: what is named: the thing itself, or what a link leads to; None where that is not named.
        said: what it is called, where that is not the name of what is named.
        strength: how strongly something is asked, or None.
    """

    thing: Thing
    about: Iri | None
    said: Both | None = None
    strength: Iri | None = None


Row = tuple[Both, tuple[list[Line], list[Line]]]


def pairs(edition: Edition) -> list[tuple[Iri, Iri]]:
    """The bodies that can be set side by side: of one such sort, with different owners, and something said of both."""
    found = []
    for sort in COMPARED:
        told = [iri for iri in sorted(edition.knowledge.entities) if _is_told(edition, iri, sort)]
        kinds = {kind for iri in told for kind in edition.knowledge.kinds_of(iri)}
        bodies = [iri for iri in told if iri not in kinds]  # what is said of a kind is said of its body
        found += [
            (one, other)
            for one, other in combinations(bodies, 2)
            if _owner(edition, one) != _owner(edition, other)
        ]
    return found


def stem(pair: tuple[Iri, Iri]) -> str:
    """Where the page of two bodies lies."""
    return f"compare/{local_name(pair[0])}_{local_name(pair[1])}"


def pages(edition: Edition) -> Iterator[Page]:
    """A page for each pair."""
    for pair in pairs(edition):
        said = (edition.sayings.of(pair[0]), edition.sayings.of(pair[1]))
        values = {
            "pair": pair,
            "owners": [_owner(edition, iri) for iri in pair],
            "levels": [_levels(edition, iri) for iri in pair],
            "parts_of_pair": [(title, rows) for title, rows in _parts(edition, said) if rows],
            "gaps": [one.gaps for one in said],
        }
        one, other = (edition.label(iri) for iri in pair)
        title = Both(f"{one.sv} och {other.sv}", f"{one.en} and {other.en}")
        yield Page(stem(pair), "pair.html", title, values, "compare")


def _is_told(edition: Edition, iri: Iri, sort: str) -> bool:
    """Whether a document says something of a body, or kind of body, of a sort."""
    thing = edition.thing(iri)
    kinds = [edition.thing(kind) for kind in edition.knowledge.kinds_of(iri)]
    sorts = {*thing.types, *(above for one in (thing, *kinds) for above in one.iris("rdfs:subClassOf"))}
    if Iri(expand(f"kg:{sort}")) not in sorts or not edition.sources(thing):
        return False
    said = edition.sayings.of(iri)
    return bool(said.seats or any(said.asked) or said.outward)


def _owner(edition: Edition, iri: Iri) -> Iri | None:
    return edition.owner_of(edition.thing(iri))


def _levels(edition: Edition, iri: Iri) -> list[Iri]:
    holders = (iri, *edition.knowledge.kinds_of(iri))
    return sorted({level for holder in holders for level in edition.thing(holder).iris("kg:hasLevel")})


def _parts(edition: Edition, said: tuple[Said, Said]) -> Iterator[tuple[Both, list[Row]]]:
    """What is said of the two, part by part; what is said in the same words stands in one row."""

    def rows(
        of: Callable[[Said], Iterable[T]], head: Callable[[T], Both], line: Callable[[T], Line]
    ) -> list[Row]:
        found: dict[Both, tuple[list[Line], list[Line]]] = {}
        for side, one in enumerate(said):
            for item in of(one):
                found.setdefault(head(item), ([], []))[side].append(line(item))
        return sorted(found.items(), key=lambda row: swedish_key(row[0].sv))

    def seat_line(seat: Thing) -> Line:
        return Line(seat, seat.iri, seat.label)

    def asked_line(item: Provision) -> Line:
        return Line(item, item.iri, item.label, next(iter(item.iris("kg:hasStrength")), None))

    def phrase(name: str) -> Callable[[Link], Both]:
        return lambda link: edition.thing(link.kind).text(name)

    yield (
        Both("Platser", "Seats"),
        rows(
            lambda one: [s.seat for s in one.seats],
            lambda seat: edition.label(next(iter(seat.iris("kg:hasRole")), "")),
            seat_line,
        ),
    )
    yield (
        Both("Ska, bör och kan", "Must, should and may"),
        rows(
            lambda one: [item for items in one.asked for item in items],
            lambda item: edition.label(item.verb or ""),
            asked_line,
        ),
    )
    yield (
        Both("Samband från gruppen", "Links from the body"),
        rows(lambda one: one.outward, phrase("kg:hasForwardPhrase"), lambda link: Line(link, link.end)),
    )
    yield (
        Both("Samband till gruppen", "Links to the body"),
        rows(
            lambda one: [*one.appoints, *one.inward],
            phrase("kg:hasBackwardPhrase"),
            lambda link: Line(link, link.start),
        ),
    )
