"""Ways upwards: the reporting chain of a body, and the way of a matter.

Nothing is bridged. A step rests on a link that a statement makes; where the documents are silent, the
silence is part of the answer. Steps are edges ordered by their distance from the start; cycles and forks
are walked once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kgov.errors import KgovError
from kgov.language import Both, join
from kgov.model.knowledge import Knowledge
from kgov.model.things import Gap, Link, Provision, Thing
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


Edge = tuple[Iri, Iri, Iri | None, tuple[str, ...]]


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
    """The steps that lead upwards from any node, read from the links, seats and levels of the model."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.by_start: dict[Iri, list[Link]] = {}
        self.by_end: dict[Iri, list[Link]] = {}
        for link in knowledge.links.values():
            self.by_start.setdefault(link.start, []).append(link)
            self.by_end.setdefault(link.end, []).append(link)

    # ---- what stands for what

    def selves(self, node: Iri) -> list[Iri]:
        """A node and the kinds it is of: a norm for a kind holds for its bodies."""
        return [node, *self.knowledge.kinds_of(node)]

    def seats_of(self, node: Iri) -> list[Iri]:
        """The seats in a body or in its kind."""
        selves = set(self.selves(node))
        return [iri for iri, seat in self.knowledge.seats.items() if selves & set(seat.bodies)]

    def direction(self, link: Link) -> str:
        kind = self.knowledge.concepts[link.kind]
        return local_name(str(kind.one("kg:leadsUp"))).removeprefix("direction-")

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
        steps = []
        for me in self.selves(node):
            for link in self.links_from(node, me):
                if link.kind == REPORTS_TO and not link.is_permission:
                    for end, moved in self.bodies_meant(node, link.end):
                        steps.append(self.step(node, link, end, False, distance, moved))
        return sorted(steps, key=lambda step: (step.status == "interpreted", str(step.end)))

    def others(self, node: Iri, distance: int, known: Iterable[Iri] = ()) -> list[Step]:
        """All other links that lead upwards, each by its verb."""
        steps: list[Step] = []
        upward_ends = set(known)
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
        for iri, seat in self.knowledge.seats.items():
            for filler in seat.filled_by:
                if filler not in mine:
                    continue
                for body in seat.bodies:
                    if body in self.selves(node) or not (self.is_higher(node, body) or body in upward):
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

    def silence(self, node: Iri) -> list[Gap]:
        """The recorded gaps on the way upwards from a node."""
        selves = set(self.selves(node))
        return [
            gap
            for gap in self.knowledge.gaps.values()
            if gap.is_upward and selves & set(gap.iris("kg:stopsAt"))
        ]


def _unknown_receiver(knowledge: Knowledge, node: Iri) -> Gap:
    name = knowledge.thing(node).spoken
    label = Both(f"vem {name.sv} rapporterar till", f"whom {name.en} reports to")
    return computed_gap(node, label)


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


def chain(knowledge: Knowledge, start: Iri) -> Way:
    """The reporting chain of a body, the other links upwards, and what the documents do not say.

    Args:
        knowledge: the model, with the lists at hand.
        start: IRI of a body, kind, unit or office.

    Returns:
        A way whose ``hops`` are links of the reporting kind only. It is never empty: where nothing is
        said, that is a gap of the answer.
    """
    upwards = Upwards(knowledge)
    hops: list[Step] = []
    depth = {start: 0}
    for node in (order := [start]):
        for step in upwards.reporting(node, depth[node] + 1):
            if step.status == "supplemented":
                continue
            if step not in hops:
                hops.append(step)
            if step.end is not None and step.end not in depth:
                depth[step.end] = depth[node] + 1
                order.append(step.end)
    in_chain = list(order)
    hops.sort(key=lambda step: step.distance)
    continues: list[Step] = []
    seen: set[Edge] = set()
    queue = [(node, depth[node] + 1) for node in in_chain]
    while queue:
        queue.sort(key=lambda item: item[1])  # what the chain reached later must not come before nearer nodes
        node, distance = queue.pop(0)
        later = [] if node in in_chain else upwards.reporting(node, distance)
        for step in [*later, *upwards.others(node, distance)]:
            if step.edge in seen or step.status == "supplemented":
                continue
            seen.add(step.edge)
            continues.append(step)
            if step.end is not None and step.end not in depth:
                depth[step.end] = distance
                order.append(step.end)
                if not is_national(knowledge, step.end):
                    queue.append((step.end, distance + 1))
    gaps: list[Gap] = []
    for node in order:
        found = upwards.silence(node)
        ends_here = node in in_chain and not any(step.start == node for step in hops)
        recorded = any(local_name(str(gap.one("kg:hasGapKind"))) == "gap-reporting-line" for gap in found)
        if ends_here and not recorded and (node == start or not is_national(knowledge, node)):
            gaps.append(_unknown_receiver(knowledge, node))
        gaps += [gap for gap in found if gap not in gaps]
    supplements = _supplements(upwards, depth, [*hops, *continues])
    summary, ends = _chain_sentence(knowledge, start, hops, continues, in_chain)
    return Way(
        start=start,
        matter=None,
        type="handed-on" if hops else "receiver-not-stated",
        summary=summary,
        ends_because=ends,
        hops=hops,
        continues=continues,
        gaps=gaps,
        supplements=supplements,
    )


def _supplements(upwards: Upwards, depth: dict[Iri, int], stated: list[Step]) -> list[Step]:
    """What the owner has added from the nodes reached, and what is said from where that leads."""
    told = {step.edge for step in stated}
    found: dict[Edge, Step] = {}
    added: set[Iri] = set()
    queue = sorted(depth.items(), key=lambda item: item[1])
    while queue:
        node, distance = queue.pop(0)
        for step in [*upwards.reporting(node, distance + 1), *upwards.others(node, distance + 1)]:
            known = step.edge in told or node not in added
            if step.edge in found or (step.status != "supplemented" and known):
                continue
            found[step.edge] = step
            if step.end is not None and step.end not in depth and step.end not in added:
                added.add(step.end)
                queue.append((step.end, distance + 1))
        queue.sort(key=lambda item: item[1])
    return list(found.values())


def _names(knowledge: Knowledge, nodes: Iterable[Iri]) -> list[Both]:
    return [knowledge.thing(node).spoken for node in dict.fromkeys(nodes)]


def _telling(step: Step) -> int:
    return TELLING.index(step.kind) if step.kind in TELLING else len(TELLING)


def _capital(text: Both) -> Both:
    return Both(text.sv[:1].upper() + text.sv[1:], text.en[:1].upper() + text.en[1:])


def _chain_sentence(
    knowledge: Knowledge,
    start: Iri,
    hops: list[Step],
    continues: list[Step],
    in_chain: list[Iri],
) -> tuple[Both, Both]:
    me = knowledge.thing(start).spoken
    sentences: list[Both] = []
    if hops:
        first = [
            Both(
                f"{name.sv} ({step.condition.sv})" if step.status == "interpreted" else name.sv,
                f"{name.en} ({step.condition.en})" if step.status == "interpreted" else name.en,
            )
            for step in hops
            if step.start == start and step.end is not None
            for name in [knowledge.thing(step.end).spoken]
        ]
        sentences.append(
            Both("{me} rapporterar till {them}.", "{me} reports to {them}.").fill(me=me, them=join(first, OR))
        )
    ends = [node for node in in_chain if not any(step.start == node for step in hops)]
    silent = [node for node in ends if node == start or not is_national(knowledge, node)]
    because = Both(
        "Vem {them} rapporterar till säger dokumenten inte.",
        "The documents do not say whom {them} reports to.",
    ).fill(them=join(_names(knowledge, silent), OR))
    if silent:
        sentences.append(because)
        for node in silent:
            near = next(
                (
                    step
                    for step in sorted(continues, key=_telling)
                    if step.start == node and step.end is not None and step.demanded
                ),
                None,
            )
            if near is not None and near.end is not None:
                sentences.append(
                    Both("{me} {phrase} {them}.", "{me} {phrase} {them}.").fill(
                        me=knowledge.thing(node).spoken,
                        phrase=near.phrase,
                        them=knowledge.thing(near.end).spoken,
                    )
                )
                break
    else:
        because = Both("Den nationella nivån är nådd.", "The national level is reached.")
    sentences = [_capital(sentence) for sentence in sentences]
    if continues:
        sentences.append(Both("Vidare uppåt finns andra samband.", "Further up there are other links."))
    return (
        Both(" ".join(s.sv for s in sentences), " ".join(s.en for s in sentences)),
        _capital(because),
    )


# ---- the way of a matter

TYPES = {
    "handed-on": Both("lämnas vidare", "handed on"),
    "settled": Both("avgörs eller hanteras här", "settled or handled here"),
    "received": Both("tas emot här", "received here"),
    "receiver-not-stated": Both("dokumenten säger inte vem som tar emot", "the documents name no receiver"),
    "not-stated": Both("dokumenten säger ingenting", "the documents say nothing"),
}


class Matters:
    """Which matters the documents support for a body, and the way each takes."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.upwards = Upwards(knowledge)
        self.provisions: list[Provision] = [
            *knowledge.duties.values(),
            *knowledge.permissions.values(),
            *knowledge.rules.values(),
        ]

    def of(self, body: Iri) -> dict[Iri, str]:
        """The matters of a body, each with its type."""
        mine = {*self.upwards.selves(body), *self.upwards.seats_of(body)}
        found: set[Iri] = set()
        for link in self.knowledge.links.values():
            if {link.start, link.end} & mine:
                found.update(link.matters)
        for provision in self.provisions:
            if mine & {*provision.bearers, *provision.iris("kg:hasCounterparty")}:
                found.update(provision.matters)
        return {matter: self.way(body, matter).type for matter in sorted(found)}

    def _steps(self, node: Iri, matter: Iri, distance: int) -> list[Step]:
        """The steps of a matter from a node.

        Who sets up, closes or appoints to a body on the way is that body's own affair, not the way of the matter.
        """
        steps = []
        at_start = distance == 1
        for me in [*self.upwards.selves(node), *self.upwards.seats_of(node)]:
            holder = node if me not in self.knowledge.seats else me
            for link in self.upwards.links_from(node, me):
                if link.kind == APPOINTED_BY and not at_start:
                    continue
                if matter in link.matters and self.upwards.direction(link) == "forward":
                    for end, moved in self.upwards.bodies_meant(node, link.end):
                        steps.append(self.upwards.step(holder, link, end, False, distance, moved))
            for link in self.upwards.by_end.get(me, []) if at_start else []:
                if matter in link.matters and self.upwards.direction(link) == "backward":
                    for end, moved in self.upwards.bodies_meant(node, link.start):
                        steps.append(self.upwards.step(holder, link, end, True, distance, moved))
        return list(dict.fromkeys(steps))

    def _settling(self, node: Iri, matter: Iri) -> list[tuple[Iri, Both, tuple[str, ...]]]:
        """What is done with the matter at a node: by whom, what, on which statement."""
        selves = set(self.upwards.selves(node))
        mine = selves | set(self.upwards.seats_of(node))
        found: list[tuple[Iri, Both, tuple[str, ...]]] = []
        for provision in self.provisions:
            bearers = mine & set(provision.bearers)
            if matter in provision.matters and bearers:
                bearer = node if bearers & selves else min(bearers)
                found.append((bearer, provision.label, tuple(provision.statements)))
        told = {statement for _, _, statements in found for statement in statements}
        for me in mine:
            for link in self.upwards.links_from(node, me):
                if (
                    matter in link.matters
                    and self.upwards.direction(link) != "forward"
                    and not told & set(link.statements)
                ):
                    what = Both("{phrase} {end}", "{phrase} {end}").fill(
                        phrase=self.knowledge.concepts[link.kind].text("kg:hasForwardPhrase"),
                        end=self.knowledge.thing(link.end).spoken,
                    )
                    holder = node if me not in self.knowledge.seats else me
                    found.append((holder, what, tuple(link.statements)))
        return sorted(dict.fromkeys(found), key=lambda item: (item[2], item[0]))

    def way(self, body: Iri, matter: Iri) -> Way:
        """The way of a matter from a body: steps, who settles it, what is not said."""
        hops: list[Step] = []
        order, frontier, distance = [body], [body], 0
        while frontier:
            distance += 1
            reached = []
            for node in frontier:
                for step in self._steps(node, matter, distance):
                    if step.end == node or step in hops:
                        continue
                    hops.append(step)
                    if step.end is not None and step.end not in order:
                        order.append(step.end)
                        reached.append(step.end)
            frontier = reached
        hops.sort(key=lambda step: (step.distance, not step.demanded, step.statements))
        settled = list(dict.fromkeys(item for node in order for item in self._settling(node, matter)))
        mine = {*self.upwards.selves(body), *self.upwards.seats_of(body)}
        lacking = [
            provision
            for provision in self.provisions
            if matter in provision.matters
            and mine & set(provision.bearers)
            and provision.flag("kg:lacksReceiver")
        ]
        gaps = self._gaps(order, matter)
        received = any(
            matter in link.matters and link.end in mine and self.upwards.direction(link) != "backward"
            for link in self.knowledge.links.values()
        ) or any(
            matter in provision.matters and mine & set(provision.iris("kg:hasCounterparty"))
            for provision in self.provisions
        )
        if any(step.end is not None for step in hops):
            kind = "handed-on"
        elif hops or lacking:
            kind = "receiver-not-stated"
        elif any(node in mine for node, _, _ in settled):
            kind = "settled"
        elif received:
            kind = "received"
        else:
            kind = "not-stated"
        summary, because = self._sentence(body, matter, kind, hops, settled, order)
        return Way(
            start=body,
            matter=matter,
            type=kind,
            summary=summary,
            ends_because=because,
            hops=[step for step in hops if step.status != "supplemented"],
            settled=settled,
            gaps=gaps,
            supplements=[step for step in hops if step.status == "supplemented"],
        )

    def _gaps(self, order: list[Iri], matter: Iri) -> list[Gap]:
        about = {
            local_name(statement)
            for source in (*self.knowledge.links.values(), *self.provisions)
            if matter in source.iris("kg:concernsMatter")
            for statement in source.iris("dcterms:source")
        }
        found: list[Gap] = []
        for gap in self.knowledge.gaps.values():
            nodes = {self_ for node in order for self_ in self.upwards.selves(node)}
            if about & set(gap.statements) and nodes & {*gap.concerns, *gap.iris("kg:stopsAt")}:
                found.append(gap)
        for node in order[1:]:
            found += [gap for gap in self.upwards.silence(node) if gap not in found]
        return found

    def _at(
        self, node: Iri, settled: list[tuple[Iri, Both, tuple[str, ...]]]
    ) -> list[tuple[Iri, Both, tuple[str, ...]]]:
        """What is done with the matter at a node: by itself first, then by those who hold its seats."""
        seats = set(self.upwards.seats_of(node))
        return [item for item in settled if item[0] == node] + [item for item in settled if item[0] in seats]

    def _sentence(
        self,
        body: Iri,
        matter: Iri,
        kind: str,
        hops: list[Step],
        settled: list[tuple[Iri, Both, tuple[str, ...]]],
        order: list[Iri],
    ) -> tuple[Both, Both]:
        knowledge = self.knowledge
        me = knowledge.thing(body).spoken
        what = knowledge.thing(matter).label
        parts = [
            _capital(
                Both("{what}, {me}: {kind}.", "{what}, {me}: {kind}.").fill(
                    what=what, me=me, kind=TYPES[kind]
                )
            )
        ]
        for step in hops[:3]:
            target = (
                knowledge.thing(step.end).spoken
                if step.end is not None
                else Both("en mottagare som inte namnges", "a receiver that is not named")
            )
            sentence = Both("{me} {phrase} {them}{when}.", "{me} {phrase} {them}{when}.").fill(
                me=knowledge.thing(step.start).spoken,
                phrase=step.phrase,
                them=target,
                when=Both(
                    f" ({step.condition.sv})" if step.condition.sv else "",
                    f" ({step.condition.en})" if step.condition.en else "",
                ),
            )
            parts.append(_capital(sentence))
        onward = {owner_of(knowledge, step.start) for step in hops if step.end is not None}
        ends = [node for node in order if node not in onward]
        silent = [node for node in ends if not self._at(node, settled)]
        last = next((self._at(node, settled) for node in reversed(ends) if node not in silent), [])
        because = Both("", "")
        if kind == "not-stated":
            because = Both(
                "Dokumenten säger inget om detta för {me}.", "The documents say nothing of this for {me}."
            ).fill(me=me)
        elif kind == "receiver-not-stated":
            because = Both("Mottagaren är inte angiven.", "The receiver is not stated.")
        elif last:
            because = Both("{them}: {what}.", "{them}: {what}.").fill(
                them=knowledge.thing(last[0][0]).spoken, what=last[0][1]
            )
        if silent and kind in ("handed-on", "settled", "received"):
            after = Both(
                "Vad som sedan händer hos {them} säger dokumenten inte.",
                "What then happens at {them} the documents do not say.",
            ).fill(them=join(_names(knowledge, silent), OR))
            because = Both(
                f"{_capital(because).sv} {after.sv}".strip(), f"{_capital(because).en} {after.en}".strip()
            )
        parts.append(_capital(because))
        return Both(" ".join(p.sv for p in parts), " ".join(p.en for p in parts)), _capital(because)


def escalate(knowledge: Knowledge, body: Iri, matter: Iri | None = None, to: Iri | None = None) -> Way:
    """The way of a matter upwards from a body, mixing kinds of link.

    Args:
        knowledge: the model, with the lists at hand.
        body: where the matter starts.
        matter: code of the matter; without it, all links upwards are walked.
        to: a body or level; only the steps on the way there are kept.

    Raises:
        KgovError: the matter is not known.
    """
    if matter is not None:
        if matter not in knowledge.concepts:
            raise KgovError(
                Both(f"okänt ärendeslag: {local_name(matter)}", f"unknown matter: {local_name(matter)}")
            )
        way = Matters(knowledge).way(body, matter)
        return _towards(knowledge, way, to) if to else way
    whole = chain(knowledge, body)
    whole.hops = sorted([*whole.hops, *whole.continues], key=lambda step: step.distance)
    whole.continues = []
    return _towards(knowledge, whole, to) if to else whole


def _towards(knowledge: Knowledge, way: Way, goal: Iri) -> Way:
    """Keep the steps on a shortest way to a body or level; say so where none leads there."""

    def arrives(node: Iri) -> bool:
        if node == goal:
            return True
        thing: Thing = knowledge.thing(node)
        return goal in thing.all("kg:hasLevel")

    previous: dict[Iri, tuple[Iri, Step]] = {}
    reached = [way.start]
    for node in reached:
        for step in sorted(way.hops, key=_telling):
            if step.end is None or step.end in previous or step.end == way.start:
                continue
            holder = owner_of(knowledge, step.start)
            if node in (step.start, holder) or holder in knowledge.kinds_of(node):
                previous[step.end] = node, step
                reached.append(step.end)
    goals = [node for node in reached[1:] if arrives(node)]
    name = knowledge.thing(goal).spoken
    if not goals:
        way.gaps = [
            computed_gap(
                way.start,
                Both(
                    f"något samband från {knowledge.thing(way.start).spoken.sv} till {name.sv}",
                    f"any link from {knowledge.thing(way.start).spoken.en} to {name.en}",
                ),
            ),
            *way.gaps,
        ]
        way.ends_because = Both(
            f"Inget angivet samband leder till {name.sv}.", f"No stated link leads to {name.en}."
        )
        way.summary = Both(
            f"{way.ends_because.sv} Här är de samband som finns.",
            f"{way.ends_because.en} Here are the links there are.",
        )
        return way
    steps: list[Step] = []
    node = goals[0]
    while node != way.start:
        node, step = previous[node]
        steps.insert(0, step)
    way.hops = steps
    way.ends_because = Both(f"Vägen når {name.sv}.", f"The way reaches {name.en}.")
    listed = "; ".join
    way.summary = Both(
        "Vägen: " + listed(_say(knowledge, s).sv for s in steps) + ".",
        "The way: " + listed(_say(knowledge, s).en for s in steps) + ".",
    )
    return way


def _say(knowledge: Knowledge, step: Step) -> Both:
    end = knowledge.thing(step.end).spoken if step.end is not None else Both("?", "?")
    return Both("{a} {p} {b}", "{a} {p} {b}").fill(a=knowledge.thing(step.start).spoken, p=step.phrase, b=end)


def as_json(knowledge: Knowledge, way: Way) -> dict[str, object]:
    """The form of ``kgov chain`` and ``kgov escalate`` in JSON."""

    def name(iri: Iri | None) -> str | None:
        return None if iri is None else knowledge.thing(iri).short

    def step(item: Step) -> dict[str, object]:
        return {
            "from": name(item.start),
            "from_label": knowledge.thing(item.start).label.as_dict(),
            "kind": local_name(item.kind).removeprefix("link-"),
            "verb": item.phrase.as_dict(),
            "to": name(item.end),
            "to_label": knowledge.thing(item.end).label.as_dict() if item.end else None,
            "via": name(item.via),
            "condition": item.condition.as_dict() if item.condition.sv else None,
            "statements": list(item.statements),
            "status": item.status,
            "distance": item.distance,
        }

    return {
        "from": name(way.start),
        "matter": local_name(way.matter).removeprefix("matter-") if way.matter else None,
        "type": way.type,
        "summary": way.summary.as_dict(),
        "hops": [step(item) for item in way.hops],
        "continues": [step(item) for item in way.continues],
        "settled": [
            {"at": name(node), "what": what.as_dict(), "statements": list(statements)}
            for node, what, statements in way.settled
        ],
        "gaps": [
            {
                "id": str(gap.one("dcterms:identifier") or ""),
                "missing": gap.label.as_dict(),
                "text": gap.text("dcterms:description").as_dict(),
                "might_be_answered_by": gap.text("kg:mightBeAnsweredBy").as_dict()
                if gap.one("kg:mightBeAnsweredBy")
                else None,
                "from": [name(node) for node in gap.iris("kg:stopsAt")],
                "statements": gap.statements,
            }
            for gap in way.gaps
        ],
        "supplements": [step(item) for item in way.supplements],
        "ends_because": way.ends_because.as_dict(),
    }
