"""A record in parts: some bodies at a time, each part with all that the rules can read of its bodies.

A part is judged by itself, in another process or on another machine: it is a few names, and quads. Together the parts
give what the whole gives, since what a rule can read is found from the shapes and the view queries themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kgov.answers.findings import Finding
from kgov.answers.validation import Judge, axioms, published_shapes
from kgov.answers.view import BODIES, OWNER, REGISTERED, registered_bodies, registered_owners, written
from kgov.model.knowledge import Knowledge
from kgov.model.stored import in_memory
from kgov.reasoning.reach import Look, reach
from kgov.reasoning.shapes import SUBCLASS, TYPE
from kgov.reasoning.stages import Stage, stages
from kgov.storage.lookup import Lookup
from kgov.storage.memory import MemoryStore
from kgov.storage.oxigraph import OxigraphStore
from kgov.storage.source import Source
from kgov.storage.terms import Iri, Triple, named_blank

PARTS = ("norm", "open", "codes", "rules", "ontology")


@dataclass(frozen=True)
class Part:
    """Some bodies and owners, and all that the rules can read of them.

    Args:
        things: the bodies and owners.
        quads: the entries as N-Quads, each list in its own graph.
    """

    things: tuple[Iri, ...]
    quads: bytes


class Division:
    """How a record is divided.

    Args:
        knowledge: the model with the lists at hand.
        as_of: the date judged.
    """

    def __init__(self, knowledge: Knowledge, as_of: date) -> None:
        if not isinstance(knowledge.store, OxigraphStore):
            knowledge = in_memory(knowledge)
        assert isinstance(knowledge.store, OxigraphStore)
        self.store = knowledge.store
        self.knowledge = knowledge.need(*PARTS)
        self.as_of = as_of
        self.norm = Lookup(in_process("norm"))
        self._stages: dict[frozenset[Iri], Stage] = {}
        self._above: dict[str, set[str]] = {}
        for lower, p, upper in axioms():
            if p == SUBCLASS:
                self._above.setdefault(str(lower), set()).add(str(upper))

    @cached_property
    def lists(self) -> list[Source]:
        """The lists without their entries, each with the graph that it lies in."""
        return [
            Source(
                one.name,
                one.text,
                triples=[],
                places=one.places,
                rows=one.rows,
                asked=one.asked,
                digest=one.digest,
                graph=self.knowledge.list_graph(one),
            )
            for one in self.knowledge.lists
        ]

    @cached_property
    def things(self) -> list[Iri]:
        """The bodies and the owners that the lists speak of, in order."""
        return sorted({*self.bodies, *registered_owners(self._registered)})

    @cached_property
    def bodies(self) -> set[Iri]:
        """The bodies that the lists speak of."""
        return registered_bodies(self._registered)

    @cached_property
    def _registered(self) -> list[Triple]:
        return list(written(self.knowledge, self.as_of, [BODIES])[BODIES])

    def forget_things(self) -> None:
        """Find the bodies and owners anew when they are next asked for: the lists were changed."""
        for name in ("things", "bodies", "_registered"):
            self.__dict__.pop(name, None)

    def parts(self, size: int, things: Sequence[Iri] | None = None) -> Iterator[Part]:
        """The record in parts.

        Args:
            size: how many bodies there are in each part.
            things: the bodies and owners wanted; all unless given.
        """
        wanted = self.things if things is None else things
        for start in range(0, len(wanted), size):
            yield self.part(wanted[start : start + size])

    def look(self) -> Look:
        """A look through the record as it is now."""
        return Look(Lookup(self.store), self.norm)

    def part(self, things: Sequence[Iri], look: Look | None = None) -> Part:
        """The part of some bodies and owners.

        Args:
            things: the bodies and owners.
            look: a look through the record, where one is at hand.
        """
        look = look or self.look()
        lookup = look.record
        lookup.touched = set()
        for thing in things:
            for focus in (thing, *self._seats.get(thing, ())):
                stage = self._stage(lookup, focus)
                if stage is not None:
                    look.from_things(stage, [str(focus)])
        for apart in reach().apart:
            apart.run_apart(lookup)
        return Part(tuple(things), lookup.quads({one.graph for one in self.lists}))

    def touched_by(self, entries: Iterable[Triple]) -> set[Iri]:
        """The bodies and owners whose verdicts can rest on some entries of this record.

        Args:
            entries: what was added, or is about to be taken away.
        """
        return self.reached_by(by_subject(entries), self.look()).intersection(self.things)

    def reached_by(self, entries: Mapping[str, Collection[str]], look: Look) -> set[Iri]:
        """The same of the properties of each thing, with whatever else the paths may begin from.

        Args:
            entries: the properties of each thing of which something was said.
            look: a look through the record.
        """
        found: set[str] = set()
        for node, predicates in entries.items():
            things = look.back_to_things(self._all_stages, node, predicates)
            if things is None:
                return set(self.things)
            found |= things
        bodies = {body for body, seats in self._seats.items() if found.intersection(seats)}
        return bodies | {Iri(thing) for thing in found}

    @cached_property
    def _all_stages(self) -> Stage:
        return stages(published_shapes(), sorted(published_shapes().rules))

    @cached_property
    def _seats(self) -> dict[Iri, list[Iri]]:
        """The seats and groups of seats of each body that rules may judge by themselves."""
        found: dict[Iri, list[Iri]] = {}
        for things in (self.knowledge.seats, self.knowledge.seat_groups):
            for seat, thing in things.items():
                for body in thing.iris("kg:isSeatIn"):
                    found.setdefault(body, []).append(seat)
        return found

    def _stage(self, lookup: Lookup, focus: Iri) -> Stage | None:
        """Where the paths of the rules on a thing begin; None where no rule is on it."""
        classes = {str(REGISTERED), str(OWNER), str(focus)}
        queue = list(lookup.said(str(focus)).get(TYPE, ()))
        while queue:
            name = queue.pop()
            if name not in classes:
                classes.add(name)
                queue += self._above.get(name, ())
        shapes = published_shapes()
        rules = frozenset(
            iri for iri, rule in shapes.rules.items() if any(node in classes for _, node in rule.targets)
        )
        if not rules:
            return None
        if rules not in self._stages:
            self._stages[rules] = stages(shapes, sorted(rules))
        return self._stages[rules]


class _Taken(Source):
    """A list of which a store holds a part; its triples are read when they are asked for, as long as they are there."""

    def __init__(self, source: Source, store: OxigraphStore) -> None:
        self.__dict__.update({name: value for name, value in vars(source).items() if name != "triples"})
        self._store = store

    @cached_property
    def triples(self) -> list[Triple]:  # type: ignore[override]
        return self._store.triples(self.graph)


class PartJudge:
    """Judges parts, one after the other, with the model read once.

    Args:
        as_of: the date judged.
        engine: one of ``shacl.ENGINES``.
        lists: the lists that the parts come from, without their entries.
    """

    def __init__(self, as_of: date, engine: str, lists: Sequence[Source]) -> None:
        self._store = in_process(*PARTS)
        self._before = Knowledge(self._store, PARTS)
        self.as_of = as_of
        self.engine = engine
        self._lists = lists

    def findings(self, part: Part) -> list[Finding]:
        """The findings on the bodies and owners of a part, in order."""
        return Judge(self.knowledge_of(part), self.as_of, self.engine, part.things).findings()

    def knowledge_of(self, part: Part) -> Knowledge:
        """The model with a part in the place of the lists, until another part is taken."""
        self._store.take(part.quads, [source.graph for source in self._lists])
        knowledge = self._before = Knowledge(self._store, PARTS).with_model_of(self._before)
        knowledge.lists += [_Taken(source, self._store) for source in self._lists]
        return knowledge


def by_subject(entries: Iterable[Triple]) -> dict[str, set[str]]:
    """The properties of each thing of which some entries say something."""
    found: dict[str, set[str]] = {}
    for s, p, _ in entries:
        found.setdefault(str(named_blank(s)), set()).add(str(p))
    return found


def in_process(*parts: str) -> OxigraphStore:
    """A store in memory with some parts of the model."""
    store = MemoryStore()
    Knowledge(store).need(*parts)
    return store
