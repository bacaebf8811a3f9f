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
    instances_of,
    rewritten,
)
from kgov.answers.whatif.losses import Loss, Losses
from kgov.answers.whatif.outcomes import Shifts, compare, judged
from kgov.answers.whatif.silence import Silence, Silences
from kgov.answers.whatif.trial import Trial
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.storage.terms import Iri


@dataclass
class Answer:
    """What changes would mean on a day.

    ``before`` and ``after`` are None where nothing could be judged; ``unseen`` is what the list leaves out,
    ``mentions`` where an old name stands, and ``tried`` how the changes were made on the copy, in numbers.
    """

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
    """One run: what follows from the difference that the changes make."""

    def __init__(self, knowledge: Knowledge, changes: Sequence[Change], on: date, as_of: date) -> None:
        self.knowledge = knowledge.need("norm", "codes", "open", "rules", "ontology")
        self.changes = changes
        self.on = on
        self.as_of = as_of
        self.trial = Trial(knowledge, changes, on)
        self.acting = Acting(knowledge, self.trial.closed)
        self.silences = Silences(knowledge, self.trial.before, self.trial.places, on, self.acting)

    def answer(self) -> Answer:
        """All parts of the answer."""
        before = judged(self.knowledge, self.as_of)
        after = judged(self._changed(), self.as_of) if before else None
        result = Answer(self.on, self.as_of, self.changes, before, after)
        if before is not None:
            result.shifts = compare(before.findings, after.findings if after else [])
        result.losses = Losses(self.knowledge, self.trial.closed, self.trial.emptied, self.trial.absent).all()
        result.acts = once([*self._deciders(), *self._followers()])
        result.silences = list(dict.fromkeys(self._unsaid()))
        result.unseen = self._unseen(before)
        result.mentions = self._mentions()
        result.tried = self.trial.in_numbers()
        return result

    def _changed(self) -> Knowledge:
        changed = Knowledge()
        for source in rewritten(self.knowledge.lists, self.trial.after.triples):
            changed.add_list(source)
        return changed

    # ---- who acts, what is not said

    def _deciders(self) -> list[Act]:
        acts: list[Act] = []
        for change in self.changes:
            if isinstance(change, Close | Merge):
                acts += self.acting.closing(change.body)
            if isinstance(change, Merge):
                acts += self.acting.setting_members(change.into)
        return acts + [
            act for body, seats in self.trial.left.items() for act in self._appointing(body, seats)
        ]

    def _appointing(self, body: Iri, seats: set[Iri]) -> list[Act]:
        acts = [act for seat in sorted(seats) for act in self.acting.appointing(seat, body)]
        return acts + [act for act in self.acting.setting_members(body) if seats]

    def _followers(self) -> list[Act]:
        acts = [
            act
            for body in sorted(self.trial.closed)
            if body in self.trial.places.all_kinds or self.silences.related(body) or not self.knowledge.lists
            for act in self.acting.standing_in(body)
        ]
        for seat, body in self.trial.groundless:
            acts += self.acting.appointing(seat, body)
        return acts

    def _unsaid(self) -> list[Silence]:
        found: list[Silence] = []
        for change in self.changes:
            match change:
                case Close():
                    found += self.silences.closing(change.body)
                    for body in instances_of(change.body, self.trial.places):
                        found += self.silences.closing(body)
                case Merge():
                    found += self.silences.merging(change.body, change.into)
                case Rename():
                    found += self.silences.renaming(change.thing)
                case Vacate() | Remove():
                    pass
        for body, seats in self.trial.left.items():
            for seat in sorted(seats):
                found += self.silences.emptying(seat, body)
        found += self.silences.papers(sorted(self.trial.closed))
        return found + [self.silences.losing_ground(seat) for seat, _ in self.trial.groundless]

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
        return found + [text for body in sorted(self.trial.closed) for text in self.trial.untied(body)]

    def _mentions(self) -> list[Hit]:
        """Where the old name stands in the model of the documents."""
        things = [change.thing for change in self.changes if isinstance(change, Rename)]
        names = dict.fromkeys(self.knowledge.thing(thing).spoken.sv for thing in things)
        return list(dict.fromkeys(hit for name in names for hit in find_word(self.knowledge, name)))
