"""How far a rule sees: which entries of a record can take part in what the rules say of a body.

The rules judge the view, and the view is what the queries write. So a rule's path leads, step by step, back through the
queries into the record. Nothing is written down by hand here: the paths come from the shapes, and the patterns from the
queries in ``queries/view/``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kgov.reasoning.stages import Move, Stage, before_each
from kgov.reasoning.walk_plans import walks
from kgov.reasoning.walks import Walk, follow
from kgov.storage.lookup import Lookup
from kgov.storage.query_algebra import reading
from kgov.storage.query_patterns import Edge, Group, Reading, Step, Ways
from kgov.storage.query_text import named


class Producer(NamedTuple):
    """How a step of the view comes about.

    Args:
        walk: the patterns behind it.
        end: the place of what it leads to.
        via: the place of what has the property in the record, where the query takes it over as it is.
    """

    walk: Walk
    end: str
    via: str


class Reach:
    """What the view queries read, turned so that it can be followed from any thing of the view."""

    def __init__(self) -> None:
        self.readings: list[Reading] = [reading(query.id, query.text) for query in named("view")]
        self._walks: dict[tuple[int, str], tuple[Group, list[Walk]]] = {}
        self._producers: dict[Move, list[Producer]] = {}
        self._along: dict[Move, Ways] = {}
        self._reading_of: dict[str, list[tuple[Reading, str, tuple[Step, ...]]]] = {}
        self._producing_from: dict[tuple[Move, frozenset[str]], list[Producer]] = {}
        self._beginning: dict[tuple[int, frozenset[str]], bool] = {}

    def producers(self, move: Move) -> list[Producer]:
        """The walks that find what a step of the view leads to."""
        if move not in self._producers:
            self._producers[move] = list(self._producing(*move))
        return self._producers[move]

    def _producing(self, inverse: bool, predicate: str) -> Iterator[Producer]:
        for one in self.readings:
            for subject, written, value in one.template:
                if not written.startswith("?") and written != predicate:
                    continue
                where = one.where.writing(written, predicate)
                if where is None:
                    continue
                edges = (edge for group in where.all_groups() for edge in group.edges)
                via = next((edge.subject for edge in edges if _takes_over(edge, written, value)), "")
                start, end = (via or value, subject) if inverse else (subject, value)
                if start is not None and start.startswith("?"):
                    yield from (Producer(walk, end or "", via) for walk in self.walks(where, start))

    def walks(self, where: Group, start: str) -> list[Walk]:
        """The walks through a query from a variable."""
        key = (id(where), start)
        if key not in self._walks:
            self._walks[key] = (where, list(walks(where, start)))
        return self._walks[key][1]

    def reading_of(self, predicates: Collection[str]) -> list[tuple[Reading, str, tuple[Step, ...]]]:
        """The queries that read some properties: each with a variable, and the way to it from what has the property."""
        found: dict[tuple[str, str, tuple[Step, ...]], Reading] = {}
        for predicate in predicates:
            if predicate not in self._reading_of:
                self._reading_of[predicate] = list(self._reading(predicate))
            found.update({(one.id, variable, way): one for one, variable, way in self._reading_of[predicate]})
        return [(one, variable, way) for (_, variable, way), one in found.items()]

    def _reading(self, predicate: str) -> Iterator[tuple[Reading, str, tuple[Step, ...]]]:
        for one in self.readings:
            for group in one.where.all_groups():
                for edge in (*group.edges, *group.denied):
                    for way in edge.ways if edge.subject.startswith("?") else ():
                        for number, step in enumerate(way):
                            if step.predicates is None or predicate in step.predicates:
                                taken = way[: number + 1] if step.inverse else way[:number]
                                yield one, edge.subject, tuple(back.turned() for back in reversed(taken))

    def producing(self, move: Move, signature: frozenset[str]) -> list[Producer]:
        """The walks that may find something from a thing with these properties and classes."""
        key = (move, signature)
        if key not in self._producing_from:
            self._producing_from[key] = [
                producer
                for producer in self.producers(move)
                if (producer.via and move[0]) or self.may_begin(producer.walk, signature)
            ]
        return self._producing_from[key]

    def along(self, move: Move) -> Ways:
        """A step as the record itself may have it."""
        if move not in self._along:
            self._along[move] = ((Step(move[0], frozenset([move[1]])),),)
        return self._along[move]

    def may_begin(self, walk: Walk, signature: frozenset[str]) -> bool:
        """Whether a walk may begin at a thing with these properties and classes."""
        key = (id(walk), signature)
        if key not in self._beginning:
            self._beginning[key] = walk.may_begin(signature)
        return self._beginning[key]

    @property
    def apart(self) -> list[Walk]:
        """The patterns that hang together with nothing a step starts from, of all steps asked for so far."""
        found = {}
        for producers in self._producers.values():
            for producer in producers:
                for apart in producer.walk.apart:
                    found[repr((apart.seed, apart.part))] = apart
        return list(found.values())


def _takes_over(edge: Edge, written: str, value: str | None) -> bool:
    """Whether a pattern is what the query writes, with whatever property it has."""
    return written.startswith("?") and edge.property == written and edge.object == value


@lru_cache(maxsize=8)
def _before(root: Stage) -> tuple[dict[int, tuple[Stage, list[tuple[Stage, Move]]]], frozenset[Move]]:
    """What leads to each stage, and all steps."""
    before = before_each(root)
    return before, frozenset(move for stage, _ in before.values() for move in stage.on)


@cache
def reach() -> Reach:
    """The reach of the published view queries; made once."""
    return Reach()


class Look:
    """One look through a record and the norm, from the things that rules judge.

    Args:
        record: where the record and the norm lie.
        norm: where the norm alone lies.
    """

    def __init__(self, record: Lookup, norm: Lookup) -> None:
        self.record = record
        self.norm = norm
        self._reach = reach()
        self._steps: dict[tuple[Move, str], set[str]] = {}
        self._runs: dict[tuple[int, str], list[set[str]] | None] = {}
        self._on: dict[tuple[int, frozenset[str], bool], list[tuple[Move, Stage, list[Producer]]]] = {}
        self._in_norm = norm.names

    def step(self, move: Move, node: str, producers: Sequence[Producer]) -> set[str]:
        """What a step of the view leads to from a thing."""
        key = (move, node)
        found = self._steps.get(key)
        if found is not None:
            return found
        along = self._reach.along(move)
        found = self._steps[key] = set(follow(self.norm, node, along) if node in self._in_norm else ())
        inverse = move[0]
        for producer in producers:
            if not (producer.via and inverse):
                found.update(self._ends(producer, node, None if inverse else along))
                continue
            for start in follow(self.record, node, along):
                if self._reach.may_begin(producer.walk, self.record.signature(start)):
                    found.update(self._ends(producer, start, None))
        return found

    def _ways_on(self, stage: Stage, node: str) -> list[tuple[Move, Stage, list[Producer]]]:
        """The steps that lead on from a stage for a thing like this."""
        signature = self.record.signature(node)
        is_norm = node in self._in_norm
        key = (id(stage), signature, is_norm)
        if key not in self._on:
            self._on[key] = [
                (move, then, producers)
                for move, then in stage.on.items()
                if (producers := self._reach.producing(move, signature)) or is_norm
            ]
        return self._on[key]

    def _ends(self, producer: Producer, start: str, along: Ways | None) -> Iterable[str]:
        """What the patterns lead to; what is taken over is read from the record itself."""
        run = self._run(producer, start)
        if run is None:
            return ()
        places = producer.walk.places
        if along is None or not producer.via:
            return run[places[producer.end]] if producer.end in places else ()
        held = run[places[producer.via]] if producer.via in places else ()
        return [end for one in held for end in follow(self.record, one, along)]

    def _run(self, producer: Producer, node: str) -> list[set[str]] | None:
        key = (id(producer.walk), node)
        if key not in self._runs:
            self._runs[key] = producer.walk.run(self.record, node)
        return self._runs[key]

    def from_things(self, root: Stage, things: Collection[str]) -> None:
        """Touch all that the paths read from some things."""
        seen: set[tuple[int, str]] = set()
        queue = [(root, thing) for thing in things]
        while queue:
            stage, node = queue.pop()
            if (id(stage), node) in seen:
                continue
            seen.add((id(stage), node))
            if node.startswith('"'):
                continue
            self.record.touched.add(node)  # what it is called belongs to what is said of it
            for move, then, producers in self._ways_on(stage, node):
                queue += [(then, end) for end in self.step(move, node, producers)]

    def back_to_things(self, root: Stage, node: str, predicates: Collection[str]) -> set[str] | None:
        """The things from which the paths may read an entry.

        Args:
            root: the paths.
            node: the subject of the entry.
            predicates: its properties.

        Returns:
            Everything that a path may have begun from, at times more than what did; None where every path reads it.
        """
        before, moves = _before(root)
        touching = self._touching(node, predicates, moves)
        if touching is None:
            return None
        queue = [
            (stage, start) for move, start in touching for stage, _ in before.values() if move in stage.on
        ]
        seen: set[tuple[int, str]] = set()
        things: set[str] = set()
        while queue:
            stage, one = queue.pop()
            if (id(stage), one) in seen:
                continue
            seen.add((id(stage), one))
            if stage is root:
                things.add(one)
            for parent, (inverse, predicate) in before[id(stage)][1]:
                back = (not inverse, predicate)
                producers = self._reach.producing(back, self.record.signature(one))
                queue += [(parent, end) for end in self.step(back, one, producers)]
        return things

    def _touching(
        self, node: str, predicates: Collection[str], moves: Collection[Move]
    ) -> set[tuple[Move, str]] | None:
        """The steps of the view that an entry may take part in, each with what it starts from; None for all."""
        found: set[tuple[Move, str]] = set()
        for one, walk, run in self._taking_part(node, predicates):
            for subject, written, value in one.template:
                for end, other, inverse in ((subject, value, False), (value, subject, True)):
                    steps = {(inverse, move) for move in one.may_write(written)}.intersection(moves)
                    if end in walk.places:
                        found.update((step, begun) for begun in run[walk.places[end]] for step in steps)
                    elif steps and end and end.startswith("?") and other in walk.places:
                        return None  # it is brought together with everything there is
        return found

    def _taking_part(
        self, node: str, predicates: Collection[str]
    ) -> Iterator[tuple[Reading, Walk, list[set[str]]]]:
        """The queries that an entry may take part in, each with a walk and what it leads to."""
        for one, variable, way in self._reach.reading_of(predicates):
            for start in follow(self.record, node, (way,)):
                for walk in self._reach.walks(one.where, variable):
                    run = self._run(Producer(walk, "", ""), start)
                    if run is not None:
                        yield one, walk, run

    def queries_of(self, entries: Mapping[str, Collection[str]]) -> set[str]:
        """The queries that some entries can take part in, by id.

        Args:
            entries: the properties of each thing of which something is said.
        """
        return {
            one.id
            for node, predicates in entries.items()
            for one, _, _ in self._taking_part(node, predicates)
        }
