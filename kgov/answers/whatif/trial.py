"""The trial: the changes made on a copy of the record, and what differs from the record as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from kgov.answers.whatif.changes import Change, Close, Merge, Vacate, apply, instances_of
from kgov.answers.whatif.record import Places, Record
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.storage.terms import Iri, Term

#: What a change does to the copy: memberships and offices ended, members moved, vacancies stated.
NUMBERS = (
    Both("platser som någon lämnar: {n}", "seats that somebody leaves: {n}"),
    Both("funktioner som upphör: {n}", "offices that end: {n}"),
    Both(
        "ledamöter som sitter i den andra gruppen från den {day}, utan de beslut som gällde den första: {n}",
        "members who sit in the other body from {day}, without the decisions on the first: {n}",
    ),
    Both("platser som uppges vakanta från den {day}: {n}", "seats stated to be vacant from {day}: {n}"),
)


class Trial:
    """The record before and after changes.

    Args:
        knowledge: the model with the lists as they are.
        changes: what changes, in order.
        on: the first day on which the changes hold.
    """

    def __init__(self, knowledge: Knowledge, changes: Sequence[Change], on: date) -> None:
        self.knowledge = knowledge
        self.changes = changes
        self.on = on
        self.places = Places.of(knowledge)
        triples = [triple for source in knowledge.lists for triple in source.triples]
        self.before = Record(triples)
        for change in changes:
            triples = apply(triples, change, on, self.places)
        self.after = Record(triples)

    @cached_property
    def closed(self) -> set[Iri]:
        """The bodies, kinds and units that cease."""
        bodies = [change.body for change in self.changes if isinstance(change, Close | Merge)]
        return {thing for body in bodies for thing in (body, *instances_of(body, self.places))}

    @cached_property
    def absent(self) -> list[Iri]:
        """Bodies of the lists that have ended or not begun on the day."""
        return [iri for iri in self.knowledge.registered if not self.before.in_force(iri, self.on)]

    @cached_property
    def left(self) -> dict[Iri, set[Iri]]:
        """The seats that somebody leaves, by the body they are in; not those in a body that ceases."""
        left: dict[Iri, set[Iri]] = {}
        for membership in self.before.instances("kg:Membership"):
            body = self.before.body_of(membership, self.places)
            if not isinstance(body, Iri) or body in self.closed:
                continue
            if self.before.in_force(membership, self.on) and not self._sits_there(membership, body):
                left.setdefault(body, set()).update(self.before.seats_of(membership))
        for change in self.changes:
            if isinstance(change, Vacate) and not self._known_empty(change.seat):
                left.setdefault(change.body, set()).add(change.seat)
        return left

    @cached_property
    def emptied(self) -> dict[Iri, set[Iri]]:
        """The seats that nobody has any more, by the body they are in."""
        return {
            body: empty
            for body, seats in self.left.items()
            if (empty := {seat for seat in seats if not self._is_taken(seat, body)})
        }

    def _sits_there(self, membership: Term, body: Iri) -> bool:
        """Whether a membership goes on in the same body after the change."""
        goes_on = bool(self.after.about(membership)) and self.after.in_force(membership, self.on)
        return goes_on and self.after.body_of(membership, self.places) == body

    def _known_empty(self, seat: Iri) -> bool:
        return any(self.before.in_force(v, self.on) for v in self.before.having("kg:isVacancyOf", seat))

    def _is_taken(self, seat: Iri, body: Iri) -> bool:
        return any(
            self.after.in_force(m, self.on) and self.after.body_of(m, self.places) == body
            for m in self.after.having("kg:takesSeat", seat)
        )

    @cached_property
    def groundless(self) -> list[tuple[Iri, Iri]]:
        """Seats whose holder sits there by an office that ends: the seat and its body."""
        found = []
        for membership in self.after.instances("kg:Membership"):
            body = self.after.body_of(membership, self.places)
            if not self.after.in_force(membership, self.on) or not isinstance(body, Iri):
                continue
            for holding in self.after.values(membership, "kg:isSeatedAs"):
                held = self.before.about(holding) and self.before.in_force(holding, self.on)
                if held and not self._still_held(holding):
                    found += [(seat, body) for seat in self.after.seats_of(membership)]
        return list(dict.fromkeys(found))

    def _still_held(self, holding: Term) -> bool:
        return bool(self.after.about(holding)) and self.after.in_force(holding, self.on)

    def untied(self, body: Iri) -> list[Both]:
        """Holders of an office that is a seat in a closed kind of body, where the list does not say in which body."""
        found = []
        kinds = self.places.kinds.get(body, frozenset())
        offices = [seat for seat, bodies in self.places.bodies.items() if kinds & bodies]
        for office in offices:
            for holding in self.before.having("kg:holdsOffice", office):
                if not self.before.in_force(holding, self.on) or self._tie(holding, office):
                    continue
                for membership in self.before.having("kg:isSeatedAs", holding):
                    for seat in self.before.seats_of(membership):
                        found.append(
                            Both(
                                "Den som har platsen ”{seat}” sitter där som {office}, men underlaget säger inte "
                                "i vilken grupp.",
                                "The one who has the seat “{seat}” sits there as {office}, but the list does not "
                                "say of which body.",
                            ).fill(
                                seat=self.knowledge.thing(seat).spoken,
                                office=self.knowledge.thing(Iri(office)).spoken,
                            )
                        )
        return list(dict.fromkeys(found))

    def _tie(self, holding: Term, office: Term) -> bool:
        """Whether a membership in the lists says in which body the office is held."""
        persons = set(self.before.values(holding, "kg:isHeldBy"))
        return any(
            persons & set(self.before.values(m, "org:member"))
            for m in self.before.having("kg:takesSeat", office)
            if self.before.in_force(m, self.on)
        )

    def in_numbers(self) -> list[Both]:
        """How the changes were made on the copy, in numbers: no person is named."""
        members = self.before.instances("kg:Membership")
        open_before = [m for m in members if self.before.is_open(m, self.on)]
        held_before = [
            h for h in self.before.instances("kg:OfficeHolding") if self.before.is_open(h, self.on)
        ]
        numbers = (
            sum(not self._still_open(m) for m in open_before),
            sum(not self._still_open(h) for h in held_before),
            sum(
                self._still_open(m)
                and self.before.body_of(m, self.places) != self.after.body_of(m, self.places)
                for m in members
            ),
            len(self.after.instances("kg:Vacancy")) - len(self.before.instances("kg:Vacancy")),
        )
        return [
            text.fill(n=number, day=self.on) for number, text in zip(numbers, NUMBERS, strict=True) if number
        ]

    def _still_open(self, node: Term) -> bool:
        return bool(self.after.about(node)) and self.after.is_open(node, self.on)
