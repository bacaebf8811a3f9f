"""What a change would mean: rules, ways upwards, who must act, and what is not said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kgov.answers.findings import Report
from kgov.answers.lookup import Hit, find_word
from kgov.answers.whatif.acting import Act, Acting, once
from kgov.answers.whatif.changes import (
    Change,
    Close,
    Merge,
    Remove,
    Rename,
    Vacate,
    apply,
    instances_of,
    rewritten,
)
from kgov.answers.whatif.losses import Loss, Losses
from kgov.answers.whatif.outcomes import Shifts, compare, judged
from kgov.answers.whatif.record import Places, Record
from kgov.answers.whatif.silence import Silence, Silences
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.storage.terms import Iri, Term


@dataclass
class Answer:
    """What changes would mean on a day: ``tried`` says how each was made on the copy of the record."""

    on: date
    as_of: date
    changes: Sequence[Change]
    before: Report | None
    after: Report | None
    shifts: Shifts = field(default_factory=Shifts)
    losses: list[Loss] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    tried: list[Both] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    unseen: list[Both] = field(default_factory=list)
    mentions: list[Hit] = field(default_factory=list)

    @property
    def breaks(self) -> bool:
        """Whether a rule would no longer hold or be known to hold, or the way of a body that remains lose a step."""
        return bool(self.shifts.worse or any(not loss.whole for loss in self.losses))


def whatif(knowledge: Knowledge, changes: Sequence[Change], on: date, as_of: date | None = None) -> Answer:
    """What changes would mean, compared with the record as it is.

    Args:
        knowledge: the model with the lists at hand; it is left as it is.
        changes: what changes, in order.
        on: the first day on which the changes hold.
        as_of: the day judged, both without and with the changes; the same day unless given.
    """
    return _Inquiry(knowledge, changes, on, as_of or on).answer()


class _Inquiry:
    """One run: the record before and after, and what follows from the difference."""

    def __init__(self, knowledge: Knowledge, changes: Sequence[Change], on: date, as_of: date) -> None:
        self.knowledge = knowledge.need("norm", "codes", "open", "rules", "ontology")
        self.changes = changes
        self.on = on
        self.as_of = as_of
        self.places = Places.of(knowledge)
        triples = [triple for source in knowledge.lists for triple in source.triples]
        self.before = Record(triples)
        for change in changes:
            triples = apply(triples, change, on, self.places)
        self.after = Record(triples)
        self.closed = self._closed()
        self.acting = Acting(knowledge, self.closed)
        self.silences = Silences(knowledge, self.before, self.places, on, self.acting)
        self.left = self._left()
        self.emptied = {
            body: empty
            for body, seats in self.left.items()
            if (empty := {seat for seat in seats if not self._is_taken(seat, body)})
        }
        self.groundless = self._groundless()

    def answer(self) -> Answer:
        """All parts of the answer."""
        before = judged(self.knowledge, self.as_of)
        after = judged(self._changed(), self.as_of) if before else None
        result = Answer(self.on, self.as_of, self.changes, before, after)
        if before is not None:
            result.shifts = compare(before.findings, after.findings if after else [])
        result.losses = Losses(self.knowledge, self.closed, self.emptied, self._absent()).all()
        result.acts = once([*self._deciders(), *self._followers()])
        result.silences = list(dict.fromkeys(self._unsaid()))
        result.unseen = self._unseen(before)
        result.mentions = self._mentions()
        result.tried = self._tried() if self.knowledge.lists else []
        return result

    # ---- what differs

    def _changed(self) -> Knowledge:
        changed = Knowledge()
        for source in rewritten(self.knowledge.lists, self.after.triples):
            changed.add_list(source)
        return changed

    def _closed(self) -> set[Iri]:
        bodies = [change.body for change in self.changes if isinstance(change, Close | Merge)]
        return {thing for body in bodies for thing in (body, *instances_of(body, self.places))}

    def _absent(self) -> list[Iri]:
        """Bodies of the lists that have ended or not begun on the day."""
        return [iri for iri in self.knowledge.registered if not self.before.in_force(iri, self.on)]

    def _left(self) -> dict[Iri, set[Iri]]:
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

    def _groundless(self) -> list[tuple[Iri, Iri]]:
        """Seats whose holder sits there by an office that ends: the seat and its body."""
        found = []
        for membership in self.after.instances("kg:Membership"):
            body = self.after.body_of(membership, self.places)
            if not self.after.in_force(membership, self.on) or not isinstance(body, Iri):
                continue
            for holding in self.after.values(membership, "kg:isSeatedAs"):
                if self.before.in_force(holding, self.on) and not self._still_held(holding):
                    found += [(seat, body) for seat in self.after.seats_of(membership)]
        return list(dict.fromkeys(found))

    def _still_held(self, holding: Term) -> bool:
        return bool(self.after.about(holding)) and self.after.in_force(holding, self.on)

    # ---- who acts, what is not said

    def _deciders(self) -> list[Act]:
        acts: list[Act] = []
        for change in self.changes:
            if isinstance(change, Close | Merge):
                acts += self.acting.closing(change.body)
            if isinstance(change, Merge):
                acts += self.acting.setting_members(change.into)
        return acts + [act for body, seats in self.left.items() for act in self._appointing(body, seats)]

    def _appointing(self, body: Iri, seats: set[Iri]) -> list[Act]:
        acts = [act for seat in sorted(seats) for act in self.acting.appointing(seat, body)]
        return acts + [act for act in self.acting.setting_members(body) if seats]

    def _followers(self) -> list[Act]:
        acts = [
            act
            for body in sorted(self.closed)
            if body in self.places.all_kinds or self.silences.related(body) or not self.knowledge.lists
            for act in self.acting.standing_in(body)
        ]
        for seat, body in self.groundless:
            acts += self.acting.appointing(seat, body)
        return acts

    def _unsaid(self) -> list[Silence]:
        found: list[Silence] = []
        for change in self.changes:
            match change:
                case Close():
                    found += self.silences.closing(change.body)
                    for body in instances_of(change.body, self.places):
                        found += self.silences.closing(body)
                case Merge():
                    found += self.silences.merging(change.body, change.into)
                case Rename():
                    found += self.silences.renaming(change.thing)
                case Vacate() | Remove():
                    pass
        for body, seats in self.left.items():
            for seat in sorted(seats):
                found += self.silences.emptying(seat, body)
        found += self.silences.papers(sorted(self.closed))
        return found + [self.silences.losing_ground(seat) for seat, _ in self.groundless]

    def _unseen(self, before: Report | None) -> list[Both]:
        """What the list leaves out, so that the answer may be incomplete."""
        if not self.knowledge.lists:
            return [
                Both(
                    "Inget underlag är angivet: inga regler har prövats, och vilka som sitter på platserna är okänt.",
                    "No list is given: no rules have been judged, and who has the seats is not known.",
                )
            ]
        found = []
        if before is None:
            found.append(
                Both(
                    "Underlaget nämner ingen grupp som någon regel kan prövas för den dagen.",
                    "The list names no body that a rule can be judged for on that day.",
                )
            )
        lapsed = (
            {f.rule.id for f in before.findings if f.reason == "completeness-lapsed"} if before else set()
        )
        if lapsed:
            found.append(
                Both(
                    f"Uppgifter om fullständighet har hunnit bli äldre än tolv månader den dagen: "
                    f"{len(lapsed)} regler kan inte bedömas ens utan ändringen.",
                    f"Declarations of completeness are more than twelve months old on that day: "
                    f"{len(lapsed)} rules cannot be judged even without the change.",
                )
            )
        return found + [text for body in sorted(self.closed) for text in self._untied(body)]

    def _untied(self, body: Iri) -> list[Both]:
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

    def _mentions(self) -> list[Hit]:
        """Where the old name stands in the model of the documents."""
        things = [change.thing for change in self.changes if isinstance(change, Rename)]
        names = dict.fromkeys(self.knowledge.thing(thing).spoken.sv for thing in things)
        return list(dict.fromkeys(hit for name in names for hit in find_word(self.knowledge, name)))

    # ---- how it was tried

    def _tried(self) -> list[Both]:
        """How the changes were made on the copy, in numbers: no person is named."""
        day = self.on.isoformat()
        ended = [
            sum(
                self.before.is_open(node, self.on) and not self._still_open(node)
                for node in self.before.instances(sort)
            )
            for sort in ("kg:Membership", "kg:OfficeHolding")
        ]
        moved = sum(
            self.before.body_of(m, self.places) != self.after.body_of(m, self.places)
            for m in self.before.instances("kg:Membership")
            if self._still_open(m)
        )
        vacant = len(self.after.instances("kg:Vacancy")) - len(self.before.instances("kg:Vacancy"))
        parts = [
            (
                ended[0],
                Both(f"platser som någon lämnar: {ended[0]}", f"seats that somebody leaves: {ended[0]}"),
            ),
            (ended[1], Both(f"funktioner som upphör: {ended[1]}", f"offices that end: {ended[1]}")),
            (
                moved,
                Both(
                    f"ledamöter som sitter i den andra gruppen från den {day}, utan de beslut som gällde den första: "
                    f"{moved}",
                    f"members who sit in the other body from {day}, without the decisions on the first: {moved}",
                ),
            ),
            (
                vacant,
                Both(
                    f"platser som uppges vakanta från den {day}: {vacant}",
                    f"seats stated to be vacant from {day}: {vacant}",
                ),
            ),
        ]
        return [text for number, text in parts if number]

    def _still_open(self, node: Term) -> bool:
        return bool(self.after.about(node)) and self.after.is_open(node, self.on)
