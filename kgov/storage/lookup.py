"""Looking up what is said of a thing and what points at it, and remembering what was touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import pyoxigraph as ox

Node = ox.NamedNode | ox.BlankNode | ox.Literal


class Lookup:
    """One look through a store.

    Args:
        store: where to look.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._said: dict[Node, dict[str, list[Node]]] = {}
        self._quads: dict[Node, list[ox.Quad]] = {}
        self._pointing: dict[tuple[Node, str | None], list[Node]] = {}
        self.touched: set[Node] = set()
        #: Where some ways lead from a thing; whoever follows them remembers it here.
        self.followed: dict[Any, Collection[Node]] = {}

    @staticmethod
    def name(node: Node) -> str:
        """The IRI of a thing, or the label of a blank node."""
        return str(node.value)

    def step(self, node: Node, inverse: bool, predicates: frozenset[str] | None) -> Iterable[Node]:
        """Where one property leads from a thing. What has the property is touched."""
        if inverse:
            found = [
                end
                for predicate in (predicates if predicates is not None else (None,))
                for end in self._inverse(node, predicate)
            ]
            self.touched.update(found)
            return found
        said = self._said.get(node)
        if said is None:
            said = self._outgoing(node)
        if predicates is None:
            if said:
                self.touched.add(node)
            return [end for ends in said.values() for end in ends]
        if len(predicates) == 1:
            (predicate,) = predicates
            if predicate not in said:
                return ()
            self.touched.add(node)
            return said[predicate]
        found = [end for predicate in predicates for end in said.get(predicate, ())]
        if found:
            self.touched.add(node)
        return found

    def having(self, predicate: str, value: str | None) -> Iterator[tuple[Node, Node]]:
        """All things with a property, and its values."""
        wanted = None if value is None else ox.NamedNode(value)
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), wanted, None):
            self.touched.add(quad.subject)
            yield quad.subject, quad.object

    def quads(self) -> Iterator[ox.Quad]:
        """All that is said of what was touched."""
        for node in self.touched:
            if node not in self._quads:
                self._outgoing(node)
            yield from self._quads[node]

    def _outgoing(self, node: Node) -> dict[str, list[Node]]:
        said: dict[str, list[Node]] = {}
        quads: list[ox.Quad] = []
        if not isinstance(node, ox.Literal):
            quads += self._store.quads_for_pattern(node, None, None, None)
            for quad in quads:
                said.setdefault(quad.predicate.value, []).append(quad.object)
        self._said[node] = said
        self._quads[node] = quads
        return said

    def _inverse(self, node: Node, predicate: str | None) -> list[Node]:
        key = (node, predicate)
        if key not in self._pointing:
            by = None if predicate is None else ox.NamedNode(predicate)
            self._pointing[key] = [
                quad.subject for quad in self._store.quads_for_pattern(None, by, node, None)
            ]
        return self._pointing[key]
