"""Which ways upwards lose a step when a body ceases or a seat is empty. The ways are those of ``kgov chain``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgov.answers.lookup import BODIES
from kgov.answers.paths import Matters, Step, Upwards, chain
from kgov.language import Both, join
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand, local_name
from kgov.storage.terms import Iri

APPOINTED_BY = expand("kgc:link-appointed-by")
FORWARD = "direction-forward"


@dataclass(frozen=True)
class Loss:
    """What the way upwards from a body loses.

    ``steps`` are gone; ``carried`` stand in the documents, but nobody takes them while a seat or an office is
    empty. ``unreached`` is what was reached only through them, ``reports_to`` what is left of the reporting, and
    ``matters`` those whose way loses a step. ``whole`` says that the body itself ceases.
    """

    start: Iri
    steps: tuple[Step, ...] = ()
    carried: tuple[Step, ...] = ()
    unreached: tuple[Iri, ...] = ()
    reports_to: tuple[Step, ...] = ()
    matters: tuple[Iri, ...] = ()
    whole: bool = False

    @property
    def is_next(self) -> bool:
        """Whether it is the first step of the way that is lost."""
        return any(step.distance == 1 for step in self.steps)


class Losses:
    """The losses of all bodies that a change concerns.

    Args:
        knowledge: the model with the lists as they are.
        closed: the bodies, kinds and units that cease.
        empty: for each body the seats and offices that nobody has any more.
        absent: bodies of the lists that are not there on the day anyhow.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        closed: Iterable[Iri],
        empty: dict[Iri, set[Iri]],
        absent: Iterable[Iri] = (),
    ) -> None:
        self.knowledge = knowledge
        self.upwards = Upwards(knowledge)
        self.matters = Matters(knowledge)
        self.closed = set(closed)
        self.empty = empty
        self.absent = set(absent)

    def all(self) -> list[Loss]:
        """Every loss: of the bodies that cease, of those next to them, and of those whose way leads through them."""
        spoken_for = {kind for body in self.closed for kind in self.knowledge.kinds_of(body)}
        found = [loss for body in sorted(self.closed - spoken_for) if (loss := self._whole(body))]
        found += [loss for body in sorted(self.empty) if (loss := self._uncarried(body))]
        if self.closed:
            found += [loss for start in self._starts() if (loss := self._loss(start))]
        return found

    # ---- what a way consists of

    def _steps(self, start: Iri) -> list[Step]:
        way = chain(self.knowledge, start)
        return [
            step
            for step in (*way.hops, *way.continues, *way.supplements)
            if not {step.start, step.end, step.via} & self.absent
        ]

    def _starts(self) -> list[Iri]:
        """The things of the owners concerned; a kind speaks for itself only where no list has a body of it."""
        owners = {self.owner(body) for body in self.closed}
        spoken_for = {kind for body in self.knowledge.registered for kind in self.knowledge.kinds_of(body)}
        return [
            iri
            for iri in self.knowledge.entities
            if self.owner(iri) in owners and iri not in self.closed | self.absent | spoken_for
        ]

    def owner(self, iri: Iri) -> Iri | None:
        """The region or healthcare region that a body belongs to, by itself or through its kind."""
        for me in self.upwards.selves(iri):
            for owner in self.knowledge.thing(me).iris("kg:hasOwner"):
                return owner
        return None

    def ceased_for(self, start: Iri) -> set[Iri]:
        """What is gone as seen from a body: what is closed, and the seats in it."""
        gone = set(self.closed)
        thing = self.knowledge.registered.get(start)
        related = set(thing.iris("kg:relatesTo")) if thing else set()
        for body in self.closed:
            kinds = set(self.knowledge.kinds_of(body))
            left = {other for other in related - gone if kinds & set(self.knowledge.kinds_of(other))}
            theirs = {body, *kinds} if body in related and not left else {body}
            gone |= {iri for iri, seat in self.knowledge.seats.items() if theirs & set(seat.bodies)}
        return gone

    # ---- losses

    def _whole(self, body: Iri) -> Loss | None:
        """What a body that ceases carried upwards itself."""
        steps = [step for step in self._steps(body) if step.distance == 1 and self._carries(step)]
        return Loss(body, steps=tuple(steps), whole=True) if steps else None

    def _carries(self, step: Step) -> bool:
        kind = self.knowledge.concepts[step.kind]
        leads = local_name(str(kind.one("kg:leadsUp")))
        return step.end is not None and step.kind != APPOINTED_BY and leads == FORWARD

    def _uncarried(self, body: Iri) -> Loss | None:
        empty = self.empty[body]
        steps = [
            step
            for step in self._steps(body)
            if step.distance == 1 and {step.start, step.via} & empty and step.kind != APPOINTED_BY
        ]
        if not steps:
            return None
        kept = [step for step in self._steps(body) if step not in steps]
        return Loss(
            body,
            carried=tuple(steps),
            matters=self._matters(body, steps),
            reports_to=tuple(step for step in kept if self._is_report(step, body)),
        )

    def _loss(self, start: Iri) -> Loss | None:
        gone = self.ceased_for(start)
        steps = self._steps(start)
        lost = [step for step in steps if {step.start, step.end, step.via} & gone]
        direct = [step for step in lost if step.distance == 1]
        if not lost or not (direct or self._is_body(start)):
            return None
        kept = [step for step in steps if step not in lost]
        before, after = self._reached(start, steps), self._reached(start, kept)
        return Loss(
            start,
            steps=tuple(direct or [step for step in lost if step.end in self.closed]),
            unreached=tuple(
                node for node in before if node not in after and node not in gone and self._is_group(node)
            ),
            reports_to=tuple(step for step in kept if self._is_report(step, start)),
            matters=self._matters(start, direct) if direct else (),
        )

    def _is_report(self, step: Step, start: Iri) -> bool:
        return step.distance == 1 and local_name(step.kind) == "link-reports-to" and step.demanded

    def _is_body(self, iri: Iri) -> bool:
        seats = self.upwards.seats_of(iri)
        return bool(seats) or iri in self.knowledge.kinds or iri in self.knowledge.registered

    def _is_group(self, iri: Iri) -> bool:
        """Whether it is a body or a kind of body, and not an office or a seat."""
        thing = self.knowledge.thing(iri)
        return (
            bool({*thing.types, *thing.iris("rdfs:subClassOf")} & BODIES) or iri in self.knowledge.registered
        )

    def _reached(self, start: Iri, steps: list[Step]) -> list[Iri]:
        """The nodes that steps lead to from a start, in their order."""
        reached = [start]
        for node in reached:
            mine = {*self.upwards.selves(node), *self.upwards.seats_of(node)}
            for step in steps:
                if step.start in mine and step.end is not None and step.end not in reached:
                    reached.append(step.end)
        return reached[1:]

    def _matters(self, start: Iri, steps: Iterable[Step]) -> tuple[Iri, ...]:
        """The matters whose way takes one of these steps."""
        taken = {step.edge for step in steps}
        return tuple(
            matter
            for matter in self.matters.of(start)
            if any(step.edge in taken for step in self.matters.way(start, matter).hops)
        )


def said(
    knowledge: Knowledge, steps: Iterable[Step], unnamed: Iri | None = None
) -> list[tuple[Both, tuple[str, ...]]]:
    """Steps in words, each line with its statements.

    Several verbs between the same two stand in one line, and so do several seats with the same verb.

    Args:
        knowledge: the model.
        steps: the steps, in their order.
        unnamed: a start that the reader knows, left out of its own lines.
    """
    pairs: dict[tuple[Iri, Iri | None, Both], list[Step]] = {}
    for step in steps:
        pairs.setdefault((step.start, step.end, step.condition), []).append(step)
    lines: dict[tuple[Both, Iri | None, Both], tuple[list[Iri], list[str]]] = {}
    for (start, end, condition), group in pairs.items():
        phrase = join(list(dict.fromkeys(step.phrase for step in group)))
        starts, statements = lines.setdefault((phrase, end, condition), ([], []))
        starts.append(start)
        statements += [statement for step in group for statement in step.statements]
    return [
        (_line(knowledge, [s for s in starts if s != unnamed], *key), tuple(dict.fromkeys(statements)))
        for key, (starts, statements) in lines.items()
    ]


def _line(knowledge: Knowledge, starts: list[Iri], phrase: Both, end: Iri | None, condition: Both) -> Both:
    there = (
        knowledge.thing(end).spoken if end else Both("en mottagare som inte namnges", "an unnamed receiver")
    )
    who = join([knowledge.thing(start).spoken for start in starts])
    text = Both("{who} {phrase} {there}", "{who} {phrase} {there}").fill(who=who, phrase=phrase, there=there)
    note = Both(f" ({condition.sv})", f" ({condition.en})") if condition.sv else condition
    return Both((text.sv + note.sv).strip(), (text.en + note.en).strip())
