"""What a chart of ways is about: who leads to whom by which steps, and where the documents fall silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kgov.answers.paths import Step, Upwards, Way, computed_gap
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Gap
from kgov.publish.charts.families import family_of
from kgov.publish.charts.labels import BODIES, MUNICIPAL, thing_sort
from kgov.storage.terms import Iri

Relation = tuple[Iri, Iri, str]  # from, to, family

#: As many things that are alike in everything are drawn as one.
LEAST_ALIKE = 4


@dataclass(frozen=True)
class Silence:
    """What the documents do not say at a node: the open point or the step that names no receiver."""

    text: Both
    gap: Gap | None = None
    step: Step | None = None


@dataclass
class Sketch:
    """Nodes in the order in which they are told, the steps between them, and the silences."""

    start: Iri | None = None
    nodes: dict[Iri, None] = field(default_factory=dict)
    relations: dict[Relation, list[Step]] = field(default_factory=dict)
    silences: dict[Iri, list[Silence]] = field(default_factory=dict)
    inner: dict[Iri, list[Step]] = field(default_factory=dict)

    def add_node(self, node: Iri) -> None:
        self.nodes.setdefault(node)

    def add_silence(self, node: Iri, silence: Silence) -> None:
        mine = self.silences.setdefault(node, [])
        if silence not in mine:
            mine.append(silence)


class Sketcher:
    """Makes sketches of one model; what is found for a node is kept for the next chart."""

    def __init__(self, knowledge: Knowledge, upwards: Upwards | None = None) -> None:
        self.knowledge = knowledge
        self.upwards = upwards or Upwards(knowledge)
        self._seats: dict[Iri, set[Iri]] = {}

    def of_way(self, way: Way) -> Sketch:
        """The way from a body, and what leads to the body from below.

        How the members of groups further up are appointed is left out: it is those groups' own affair.
        """
        sketch = Sketch(start=way.start, nodes={way.start: None})
        depth = {way.start: 0}
        steps = sorted([*way.hops, *way.continues, *way.supplements], key=lambda step: step.distance)
        for step in steps:
            if step.distance > 1 and self._family(step) == "appoint":
                continue
            for node in self._holders(step, depth):
                self._add(sketch, node, step)
                if step.end is not None:
                    depth.setdefault(self._body(step.end), depth[node] + 1)
        for gap in way.gaps:
            self._add_gap(sketch, gap)
        reached = set(sketch.nodes)
        for node, step in self._into.get(way.start, []):
            if node not in reached:
                self._add(sketch, node, step)
        return sketch

    def of_nodes(
        self, nodes: Iterable[Iri], families: set[str], statements: set[str] | None = None
    ) -> Sketch:
        """The steps upwards from all nodes given.

        Args:
            nodes: where steps start; those that are groups are shown even where nothing leads from them.
            families: which steps are shown.
            statements: ids of statements; only what rests on them is shown. Without it, everything.
        """
        sketch = Sketch()
        nodes = list(nodes)
        ranks = [self.knowledge.level_rank(node) for node in nodes if self._is_body(node)]
        lowest = max((rank for rank in ranks if rank is not None), default=None)
        bodies = Counter(kind for node in nodes for kind in self.knowledge.kinds_of(node))
        for node in nodes:
            if bodies[node] >= LEAST_ALIKE:  # its bodies are drawn, and all that holds for it with them
                continue
            steps = [
                step
                for step in self.steps(node)
                if self._family(step) in families
                and (statements is None or statements & set(step.statements))
            ]
            for step in steps:
                self._add(sketch, node, step)
            silent = [
                gap
                for gap in self.upwards.silence(node)
                if statements is None or statements & set(gap.statements)
            ]
            if statements is None and not steps and not silent and self._should_lead_on(node, lowest):
                sketch.add_node(node)
                silent = [computed_gap(node, unreported(self.knowledge.thing(node).spoken))]
            for gap in silent:
                if node not in sketch.nodes and self._is_body(node):
                    sketch.add_node(node)
                self._add_gap(sketch, gap, node)
        return sketch

    @cached_property
    def _into(self) -> dict[Iri, list[tuple[Iri, Step]]]:
        """For every thing, the steps that lead to it, and where each starts."""
        found: dict[Iri, list[tuple[Iri, Step]]] = {}
        for node in self.knowledge.entities:
            for step in self.steps(node):
                if step.end is not None:
                    found.setdefault(self._body(step.end), []).append((node, step))
        return found

    def steps(self, node: Iri) -> list[Step]:
        """The steps upwards that start at a node."""
        return [*self.upwards.reporting(node, 1), *self.upwards.others(node, 1)]

    # ---- parts

    def _add(self, sketch: Sketch, node: Iri, step: Step) -> None:
        sketch.add_node(node)
        if step.end is None:
            text = unnamed(self.knowledge.thing(node).spoken, step)
            sketch.add_silence(node, Silence(text, step=step))
            return
        end = self._body(step.end)
        if end == node:
            sketch.inner.setdefault(node, []).append(step)
            return
        sketch.add_node(end)
        steps = sketch.relations.setdefault((node, end, self._family(step)), [])
        if step not in steps:
            steps.append(step)

    def _add_gap(self, sketch: Sketch, gap: Gap, node: Iri | None = None) -> None:
        """Say a silence at the node given, at those it is recorded for, or else where the way starts."""
        stops = set(gap.iris("kg:stopsAt"))
        nodes = [one for one in sketch.nodes if stops & set(self.upwards.selves(one))]
        if node is not None:
            nodes = [one for one in [node] if one in sketch.nodes]
        elif not nodes and sketch.start is not None:
            nodes = [sketch.start]
        for one in nodes:
            sketch.add_silence(one, Silence(gap.label, gap=gap))

    def _holders(self, step: Step, depth: dict[Iri, int]) -> list[Iri]:
        """The nodes reached that a step starts at: itself, or those with the seat."""
        if step.start not in self.knowledge.seats:
            return [step.start] if step.start in depth else []
        return [node for node in depth if depth[node] < step.distance and step.start in self._seats_of(node)]

    def _seats_of(self, node: Iri) -> set[Iri]:
        if node not in self._seats:
            self._seats[node] = set(self.upwards.seats_of(node))
        return self._seats[node]

    def _body(self, iri: Iri) -> Iri:
        seat = self.knowledge.seats.get(iri)
        return seat.bodies[0] if seat else iri

    def _family(self, step: Step) -> str:
        return family_of(self.knowledge, step.kind)

    def _should_lead_on(self, node: Iri, lowest: int | None) -> bool:
        """Whether silence about a node is worth a word: a group of the lowest level, and not a municipal one."""
        municipal = Iri(MUNICIPAL) in self.knowledge.thing(node).iris("kg:hasLevel")
        return self._is_body(node) and not municipal and self.knowledge.level_rank(node) == lowest

    def _is_body(self, node: Iri) -> bool:
        thing = self.knowledge.thing(node)
        above = set(thing.iris("rdfs:subClassOf"))
        return bool((thing.types | above) & BODIES or thing.types & self.knowledge.kinds)


def unnamed(name: Both, step: Step) -> Both:
    """What is not said by a step that names no receiver, and when the step is taken."""
    text = Both("vem {me} {phrase}", "whom {me} {phrase}").fill(me=name, phrase=step.phrase)
    when = step.condition
    return Both(f"{text.sv} ({when.sv})", f"{text.en} ({when.en})") if when.sv else text


def unreported(name: Both) -> Both:
    """What is not said of a group that nothing leads on from."""
    return Both(f"vem {name.sv} rapporterar till", f"whom {name.en} reports to")


def blocks_of(sketch: Sketch, knowledge: Knowledge) -> list[list[Iri]]:
    """The nodes of a sketch in blocks: those alike in kind, level and every link are one block, if they are many.

    Two nodes are alike when they lead to the same nodes, or to nodes that are alike, by the same families, and the
    same leads to them, and the documents are silent about the same.
    """
    mark: dict[Iri, object] = {
        node: (node == sketch.start, thing_sort(knowledge, knowledge.thing(node)), knowledge.level_rank(node))
        for node in sketch.nodes
    }
    count = 0
    while True:
        names = {value: index for index, value in enumerate(dict.fromkeys(mark.values()))}
        kinds = {node: names[mark[node]] for node in sketch.nodes}
        if len(names) == count:
            break
        count = len(names)
        mark = _surroundings(sketch, kinds)
    tied = {node for one, other, _ in sketch.relations if kinds[one] == kinds[other] for node in (one, other)}
    sizes = Counter(kinds.values())
    blocks: dict[object, list[Iri]] = {}
    for node in sketch.nodes:
        alone = node in tied or sizes[kinds[node]] < LEAST_ALIKE
        blocks.setdefault(node if alone else kinds[node], []).append(node)
    return list(blocks.values())


def _surroundings(sketch: Sketch, kinds: dict[Iri, int]) -> dict[Iri, object]:
    """For every node what tells it from others: what it is, what is around it, and what is not said of it."""
    around: dict[Iri, set[object]] = {node: set() for node in sketch.nodes}
    for start, end, family in sketch.relations:
        around[start].add(("to", family, kinds[end]))
        around[end].add(("from", family, kinds[start]))
    for node, silences in sketch.silences.items():
        around[node] |= {silent_sort(silence) for silence in silences}
    return {node: (kinds[node], frozenset(around[node])) for node in sketch.nodes}


def silent_sort(silence: Silence) -> object:
    """What makes a silence the same for two nodes: the open point, or the kind of step without receiver."""
    return silence.gap.iri if silence.gap else silence.step and silence.step.kind
