"""Looking up what is said of a thing and what points at it, and remembering what was touched.

Things are named by plain strings here, for they are asked for a great many times: an IRI by itself, a blank node with
``_:`` before it, a literal in quotation marks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from kgov.namespaces import PREFIXES
from kgov.storage.oxigraph import OxigraphStore, from_term
from kgov.storage.terms import Triple, named_blank

TYPE = PREFIXES["rdf"] + "type"
NOTHING: Mapping[str, Sequence[str]] = {}


class Lookup:
    """One look through a store.

    Args:
        store: where to look.
    """

    def __init__(self, store: OxigraphStore) -> None:
        self._store = store
        self._said: dict[str, Mapping[str, Sequence[str]]] = {}
        self._quads: dict[str, list[ox.Quad]] = {}
        self._pointing: dict[str, dict[str | None, list[str]]] = {}
        self._signatures: dict[str, frozenset[str]] = {}
        self.touched: set[str] = set()

    def said(self, node: str) -> Mapping[str, Sequence[str]]:
        """The values of each property of a thing."""
        found = self._said.get(node)
        return self._read(node) if found is None else found

    def pointing(self, node: str, predicate: str | None) -> list[str]:
        """What has a thing as a value, by one property or by any."""
        pointing = self._pointing.setdefault(node, {})
        found = pointing.get(predicate)
        if found is None:
            by = None if predicate is None else ox.NamedNode(predicate)
            found = pointing[predicate] = [
                _name(quad.subject) for quad in self._store.find(None, by, _term(node))
            ]
        return found

    def having(self, predicate: str, value: str | None) -> Iterator[tuple[str, str]]:
        """All things with a property, and its values."""
        wanted = None if value is None else ox.NamedNode(value)
        for quad in self._store.find(None, ox.NamedNode(predicate), wanted):
            yield _name(quad.subject), _name(quad.object)

    def signature(self, node: str) -> frozenset[str]:
        """The properties that a thing has, and its classes: things with the same go the same ways."""
        if node not in self._signatures:
            said = self.said(node)
            self._signatures[node] = frozenset(said).union(said.get(TYPE, ()))
        return self._signatures[node]

    @cached_property
    def names(self) -> frozenset[str]:
        """Everything that the store says something of, or points at."""
        quads = list(self._store.find(None, None, None))
        return frozenset(_name(end) for quad in quads for end in (quad.subject, quad.object))

    def quads(self, graphs: Collection[str]) -> bytes:
        """All that some graphs say of what was touched, as N-Quads."""
        found = (quad for node in sorted(self.touched) for quad in self._of(node))
        kept = (quad for quad in found if str(quad.graph_name)[1:-1] in graphs)
        return ox.serialize(kept, format=ox.RdfFormat.N_QUADS) or b""

    def forget(self, entries: Iterable[Triple]) -> set[str]:
        """Look up anew what was changed when it is next asked for.

        Args:
            entries: what was added or taken away.

        Returns:
            The names of their subjects and values.
        """
        ends = [tuple(_name(from_term(named_blank(term))) for term in (s, o)) for s, _, o in entries]
        for subject, value in ends:
            for found in (self._said, self._quads, self._signatures):
                found.pop(subject, None)
            self._pointing.pop(value, None)
        return {end for pair in ends for end in pair}

    def _of(self, node: str) -> list[ox.Quad]:
        self.said(node)
        return self._quads[node]

    def _read(self, node: str) -> Mapping[str, Sequence[str]]:
        said: dict[str, list[str]] = {}
        quads = [] if node.startswith('"') else list(self._store.find(_term(node), None, None))
        for quad in quads:
            predicate = quad.predicate.value
            if predicate in said:
                said[predicate].append(_name(quad.object))
            else:
                said[predicate] = [_name(quad.object)]
        self._said[node] = said
        self._quads[node] = quads
        return said


def _name(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term.value if isinstance(term, ox.NamedNode) else term)


def _term(name: str) -> Any:
    if name.startswith("_:"):
        return ox.BlankNode(name[2:])
    if name.startswith('"'):
        (quad,) = ox.parse(f"<urn:x> <urn:x> {name} .", format=ox.RdfFormat.N_TRIPLES)
        return quad.object
    return ox.NamedNode(name)
