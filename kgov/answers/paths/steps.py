"""Steps upwards: which links, seats and levels lead from a node to the next.

Nothing is bridged. A step rests on a link that a statement makes; an end that no document names is no end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kgov.answers.indexing import Index, concerning, index
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Gap, Link
from kgov.namespaces import expand, local_name
from kgov.storage.terms import Iri, Text

REPORTS_TO = expand("kgc:link-reports-to")

SITS_IN = expand("kgc:link-sits-in")

APPOINTED_BY = expand("kgc:link-appointed-by")

NATIONAL = 1

NO_CONDITION = Both("", "")

ONE_OF_SEVERAL = Both(
    "kan; platsen kan också fyllas på annat sätt", "may; the seat can be filled otherwise too"
)

OR = Both("eller", "or")

Edge = tuple[Iri, Iri, Iri | None, tuple[str, ...]]

#: Which link upwards says most where no reporting is stated; others follow in the order of the model.
TELLING = [
    Iri(expand(f"kgc:link-{name}"))
    for name in (
        "works-on-assignment-of",
        "sets-up",
        "hands-over-notes-to",
        "prepares-for",
        "anchors-with",
        "organises",
    )
]


def _both_parts(word: str, rest: str) -> str:
    return f"{word}; {rest}" if rest else word


@dataclass(frozen=True)
class Step:
    """One step: from a node to a node, by a link that a statement makes.

    ``end`` is None where the documents name no receiver; ``status`` is then ``gap``.
    """

    start: Iri
    end: Iri | None
    kind: Iri
    phrase: Both
    via: Iri | None
    condition: Both
    statements: tuple[str, ...]
    status: str
    distance: int
    demanded: bool = True

    @property
    def edge(self) -> Edge:
        """What makes a step another one: two statements may tie the same two by the same verb."""
        return self.start, self.kind, self.end, self.statements


@dataclass
class Way:
    """A chain or the way of a matter, with what continues upwards and what the documents leave out."""

    start: Iri
    matter: Iri | None
    type: str
    summary: Both
    ends_because: Both
    hops: list[Step] = field(default_factory=list)
    continues: list[Step] = field(default_factory=list)
    settled: list[tuple[Iri, Both, tuple[str, ...]]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    supplements: list[Step] = field(default_factory=list)


class Upwards:
    """The steps that lead upwards from any node, read from the links, seats and levels of the model.

    What is found for a node is kept: the ways of many bodies meet further up.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.by_start: dict[Iri, list[Link]] = {}
        self.by_end: dict[Iri, list[Link]] = {}
        for link in knowledge.links.values():
            if not (link.iris("kg:leadsFrom") and link.iris("kg:leadsTo")):
                continue  # where only some of the model is published, an end can be left out
            self.by_start.setdefault(link.start, []).append(link)
            self.by_end.setdefault(link.end, []).append(link)
        self._seats_in: dict[Iri, list[Iri]] = {}
        self._fills: dict[Iri, list[Iri]] = {}
        for iri, seat in knowledge.seats.items():
            for body in seat.bodies:
                self._seats_in.setdefault(body, []).append(iri)
            for filler in seat.filled_by:
                self._fills.setdefault(filler, []).append(iri)
        self._directions: dict[Iri, str] = {}
        self._seats_of: dict[Iri, list[Iri]] = {}
        self._reporting: dict[tuple[Iri, int], list[Step]] = {}
        self._others: dict[tuple[Iri, int], list[Step]] = {}

    # ---- what stands for what

    def selves(self, node: Iri) -> list[Iri]:
        """A node and the kinds it is of: a norm for a kind holds for its bodies."""
        return [node, *self.knowledge.kinds_of(node)]

    def seats_of(self, node: Iri) -> list[Iri]:
        """The seats in a body or in its kind, in the order of the model; a list of the caller's own."""
        if node not in self._seats_of:
            found = (self._seats_in.get(one, []) for one in self.selves(node))
            self._seats_of[node] = sorted({seat for seats in found for seat in seats})
        return self._seats_of[node][:]

    def direction(self, link: Link) -> str:
        if link.kind not in self._directions:
            kind = self.knowledge.concepts[link.kind]
            self._directions[link.kind] = local_name(str(kind.one("kg:leadsUp"))).removeprefix("direction-")
        return self._directions[link.kind]

    def is_higher(self, node: Iri, other: Iri) -> bool:
        """Whether another node stands in a higher band; unknown levels are never higher."""
        mine, theirs = self.knowledge.level_rank(node), self.knowledge.level_rank(other)
        return mine is not None and theirs is not None and theirs < mine

    def bodies_meant(self, node: Iri, target: Iri) -> list[tuple[Iri, bool]]:
        """The bodies that a link's end stands for: those the record ties to the node, else the end itself.

        A link from kind to kind becomes a step from body to body only where the record names the other.
        """
        thing = self.knowledge.registered.get(node)
        if target in self.knowledge.kinds and thing is not None:
            named = [
                other for other in thing.iris("kg:relatesTo") if target in self.knowledge.kinds_of(other)
            ]
            if named:
                return [(other, True) for other in named]
        return [(target, False)]

    def links_from(self, node: Iri, me: Iri) -> list[Link]:
        """Links that start at a node or, through its kind, hold for it; exemptions are respected."""
        return [link for link in self.by_start.get(me, []) if node not in link.iris("kg:exempts")]

    # ---- steps

    def step(self, node: Iri, link: Link, end: Iri, backward: bool, distance: int, moved: bool) -> Step:
        kind = self.knowledge.concepts[link.kind]
        phrase = kind.text("kg:hasBackwardPhrase" if backward else "kg:hasForwardPhrase")
        condition = link.condition
        if link.is_permission and "vid behov" not in condition.sv:
            condition = Both(_both_parts("kan", condition.sv), _both_parts("may", condition.en))
        unnamed = expand("kg:UnnamedParty") in self.knowledge.thing(end).types
        statements = tuple(link.statements) or self.knowledge.supplement_marks(link.iri)
        derived = moved or node not in (link.start, link.end)
        status = "derived" if derived and link.status == "stated" else link.status
        return Step(
            start=node,
            end=None if unnamed else end,
            kind=link.kind,
            phrase=phrase,
            via=link.via,
            condition=condition,
            statements=statements,
            status="gap" if unnamed else status,
            distance=distance,
            demanded=not link.is_permission,
        )

    def reporting(self, node: Iri, distance: int) -> list[Step]:
        """Reports to: links of the reporting kind that are demanded, and nothing else."""
        place = node, distance
        if place not in self._reporting:
            self._reporting[place] = self._reports(node, distance)
        return self._reporting[place][:]

    def _reports(self, node: Iri, distance: int) -> list[Step]:
        steps = []
        for me in self.selves(node):
            for link in self.links_from(node, me):
                if link.kind == REPORTS_TO and not link.is_permission:
                    for end, moved in self.bodies_meant(node, link.end):
                        steps.append(self.step(node, link, end, False, distance, moved))
        return sorted(steps, key=lambda step: (step.status == "interpreted", str(step.end)))

    def others(self, node: Iri, distance: int) -> list[Step]:
        """All other links that lead upwards, each by its verb."""
        place = node, distance
        if place not in self._others:
            self._others[place] = self._by_verb(node, distance)
        return self._others[place][:]

    def _by_verb(self, node: Iri, distance: int) -> list[Step]:
        steps: list[Step] = []
        upward_ends: set[Iri] = set()
        sideways: list[tuple[Link, Iri, bool, Iri]] = []
        for me in [*self.selves(node), *self.seats_of(node)]:
            holder = node if me not in self.knowledge.seats else me
            for link in self.links_from(node, me):
                if link.kind == REPORTS_TO and not link.is_permission:
                    upward_ends.add(link.end)
                    continue
                direction = self.direction(link)
                if direction == "forward":
                    for end, moved in self.bodies_meant(node, link.end):
                        steps.append(self.step(holder, link, end, False, distance, moved))
                        upward_ends.add(end)
                elif direction == "by-level":
                    sideways.append((link, link.end, False, holder))
            for link in self.by_end.get(me, []):
                direction = self.direction(link)
                if direction == "backward":
                    start = link.start
                    for end, moved in self.bodies_meant(node, start):
                        steps.append(self.step(holder, link, end, True, distance, moved))
                        upward_ends.add(end)
                elif direction == "by-level":
                    sideways.append((link, link.start, True, holder))
        for link, end, backward, holder in sideways:
            if self.is_higher(node, end):
                steps.append(self.step(holder, link, end, backward, distance, False))
        steps += self._seats_elsewhere(node, distance, upward_ends)
        return list(dict.fromkeys(steps))

    def _seats_elsewhere(self, node: Iri, distance: int, upward: set[Iri]) -> list[Step]:
        """Through whom a body sits in another one: an office or seat of its own fills a seat there."""
        mine: dict[Iri, Iri] = {}
        for own in self.seats_of(node):
            mine[own] = own
            offices = self.knowledge.seats[own].filled_by
            if len(offices) == 1:
                mine[offices[0]] = own
        mine[node] = node
        steps = []
        selves = self.selves(node)
        for iri in sorted({seat for filler in mine for seat in self._fills.get(filler, [])}):
            seat = self.knowledge.seats[iri]
            for filler in seat.filled_by:
                if filler not in mine:
                    continue
                for body in seat.bodies:
                    if body in selves or not (self.is_higher(node, body) or body in upward):
                        continue
                    phrase = self.knowledge.concepts[Iri(SITS_IN)].text("kg:hasForwardPhrase")
                    alone = len(seat.filled_by) == 1
                    steps.append(
                        Step(
                            start=mine[filler],
                            end=body,
                            kind=Iri(SITS_IN),
                            phrase=phrase,
                            via=None if alone else iri,
                            condition=NO_CONDITION if alone else ONE_OF_SEVERAL,
                            statements=tuple(seat.statements),
                            status="stated",
                            distance=distance,
                            demanded=alone,
                        )
                    )
        return steps

    @cached_property
    def _stops(self) -> Index[Gap]:
        upward = [gap for gap in self.knowledge.gaps.values() if gap.is_upward]
        return index(upward, lambda gap: gap.iris("kg:stopsAt"))

    def silence(self, node: Iri) -> list[Gap]:
        """The recorded gaps on the way upwards from a node."""
        return concerning(self._stops, self.selves(node))


def computed_gap(node: Iri, label: Both) -> Gap:
    """A gap that no open point records, seen because a way stops there."""
    return Gap(
        Iri(""),
        {
            expand("rdfs:label"): [Text(label.sv, "sv"), Text(label.en, "en")],
            expand("kg:stopsAt"): [node],
            expand("kg:hasGapKind"): [Iri(expand("kgc:gap-reporting-line"))],
        },
    )


def owner_of(knowledge: Knowledge, node: Iri) -> Iri:
    """The body that a seat is in, or the node itself."""
    seat = knowledge.seats.get(node)
    return seat.bodies[0] if seat else node


def is_national(knowledge: Knowledge, node: Iri) -> bool:
    """Whether a node stands at the national level and at no other."""
    return knowledge.level_rank(node) == NATIONAL and len(knowledge.thing(node).all("kg:hasLevel")) < 2


def telling(step: Step) -> int:
    return TELLING.index(step.kind) if step.kind in TELLING else len(TELLING)


def names_of(knowledge: Knowledge, nodes: Iterable[Iri]) -> list[Both]:
    return [knowledge.thing(node).spoken for node in dict.fromkeys(nodes)]
