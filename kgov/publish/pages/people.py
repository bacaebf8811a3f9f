"""Who sits where, as far as it was chosen to publish it."""

from __future__ import annotations

from dataclasses import dataclass

from kgov.answers.said import Said
from kgov.model.things import Thing
from kgov.namespaces import expand
from kgov.publish.edition import Edition
from kgov.storage.terms import Iri

MEMBERSHIP = expand("kg:Membership")


@dataclass(frozen=True)
class Holding:
    """A seat of a body and who holds it.

    Args:
        seat: the seat; None for members of whom no seat is said.
        number: how many hold it.
        vacant: whether the list says that it is empty.
        members: those who are named, each with the membership.
    """

    seat: Iri | None
    number: int
    vacant: bool
    members: tuple[tuple[Iri, Thing], ...]


def holders(edition: Edition, body: Thing, said: Said) -> list[Holding]:
    """The seats of a body of which a list says something."""
    if not edition.has_lists:
        return []
    memberships = [edition.thing(iri) for iri in edition.pointing(body.iri, "org:organization")]
    by_seat: dict[Iri | None, list[Thing]] = {}
    for membership in memberships:
        if MEMBERSHIP in membership.types:
            seats = membership.iris("kg:takesSeat")
            by_seat.setdefault(seats[0] if seats else None, []).append(membership)
    found = []
    seats_of_body: list[Iri | None] = [one.seat.iri for one in said.seats]
    for seat in [*seats_of_body, *(seat for seat in by_seat if seat not in seats_of_body)]:
        held = by_seat.get(seat, [])
        vacant = seat is not None and bool(edition.pointing(seat, "kg:isVacancyOf"))
        members = tuple((person, one) for one in held for person in one.iris("org:member"))
        if held or vacant:
            found.append(Holding(seat, len(held), vacant, members))
    return found
