"""A record in parts: some bodies at a time, each part with all that the rules can read of its bodies.

A part is judged by itself, anywhere: it is a few bodies, and quads. Together the parts give what the whole gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pyoxigraph as ox

from kgov.answers.findings import Finding
from kgov.answers.validation import Judge, axioms, published_shapes
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.reasoning.reach import Look, Stage, reach, stages
from kgov.reasoning.shapes import SUBCLASS, TYPE
from kgov.storage.lookup import Lookup
from kgov.storage.memory import MemoryStore
from kgov.storage.query_text import named
from kgov.storage.source import Source
from kgov.storage.terms import Iri, date_term

LIST = "urn:kgov:list:"
SEAT_OF = expand("kg:isSeatIn")


@dataclass(frozen=True)
class Part:
    """Some bodies and owners, and all that the rules can read of them, as N-Quads."""

    things: tuple[Iri, ...]
    quads: bytes


class Division:
    """How a record is divided.

    Args:
        knowledge: the model with the lists at hand.
        as_of: the date judged.
    """

    def __init__(self, knowledge: Knowledge, as_of: date) -> None:
        self.knowledge = knowledge.need("norm", "open", "codes", "rules", "ontology")
        self.as_of = as_of
        self._norm = Lookup(Knowledge().need("norm").store._store)
        self._stages: dict[frozenset[Iri], Stage] = {}
        self._above: dict[str, set[str]] = {}
        for lower, p, upper in axioms():
            if p == SUBCLASS:
                self._above.setdefault(str(lower), set()).add(str(upper))

    @cached_property
    def things(self) -> list[Iri]:
        """The bodies and the owners that the lists speak of, in order."""
        bodies = next(query for query in named("view") if query.id == "view-bodies")
        found = self.knowledge.construct(bodies.fill({"asOf": [date_term(self.as_of)]}))
        marks = {expand("kg:RegisteredBody"), expand("kg:RegisteredOwner")}
        return sorted({Iri(s) for s, p, o in found if p == TYPE and o in marks and isinstance(s, Iri)})

    def parts(self, size: int) -> Iterator[Part]:
        """The record in parts of so many bodies each."""
        for start in range(0, len(self.things), size):
            yield self.part(self.things[start : start + size])

    def part(self, things: Sequence[Iri]) -> Part:
        """The part of some bodies and owners."""
        lookup = Lookup(self.knowledge.store._store)
        look = Look(lookup, self._norm)
        for thing in things:
            for focus in (thing, *self._seats.get(thing, ())):
                stage = self._stage(lookup, focus)
                if stage is not None:
                    look.from_things(stage, [str(focus)])
        for apart in reach().apart:
            apart.run_apart(lookup)
        quads = (quad for quad in lookup.quads() if quad.graph_name.value.startswith(LIST))
        return Part(tuple(things), ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")

    @cached_property
    def _seats(self) -> dict[Iri, list[Iri]]:
        """The seats and groups of seats of each body that rules judge by themselves."""
        found: dict[Iri, list[Iri]] = {}
        for things in (self.knowledge.seats, self.knowledge.seat_groups):
            for seat, thing in things.items():
                for body in thing.iris("kg:isSeatIn"):
                    found.setdefault(body, []).append(seat)
        return found

    def _stage(self, lookup: Lookup, focus: Iri) -> Stage | None:
        """Where the paths of the rules on a thing begin; None where no rule is on it."""
        classes = {expand("kg:RegisteredBody"), expand("kg:RegisteredOwner"), str(focus)}
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


class PartJudge:
    """Judges parts, one after the other, with the model read once."""

    def __init__(self, as_of: date, engine: str = "auto", sources: Iterable[Source] = ()) -> None:
        self._base = Knowledge().need("norm", "open", "codes", "rules", "ontology")
        self.as_of = as_of
        self.engine = engine
        self._sources = list(sources)

    def knowledge(self, part: Part) -> Knowledge:
        """The model with a part of the record."""
        store = self._base.store
        for graph in store.graphs():
            if graph.startswith(LIST):
                store._store.remove_graph(ox.NamedNode(graph))
        store._store.bulk_load(input=part.quads, format=ox.RdfFormat.N_QUADS)
        knowledge = Knowledge(store, ["norm", "open", "codes", "rules", "ontology"])
        for number, source in enumerate(self._sources, 1):
            knowledge.lists.append(replace(source, triples=store.triples(f"{LIST}{number}")))
        return knowledge

    def judge(self, part: Part) -> list[Finding]:
        """The findings on the bodies of a part."""
        wanted = set(part.things)
        return [finding for finding in Judge(self.knowledge(part), self.as_of, self.engine).run().findings if finding.body in wanted]


__all__ = ["Division", "MemoryStore", "Part", "PartJudge"]
