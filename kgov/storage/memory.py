"""The default store: Oxigraph in memory, one named graph per source, queries over their union."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kgov.errors import KgovError
from kgov.language import Both
from kgov.namespaces import PREFIXES
from kgov.storage.canonical import canonical_names
from kgov.storage.quads import Quad, blanks_of
from kgov.storage.table import Table
from kgov.storage.terms import Blank, Iri, Term, Text, Triple

_NODES: dict[str, ox.NamedNode] = {}


def to_term(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    """A kgov term of an Oxigraph term; ValueError for a triple used as a term (RDF 1.2)."""
    if isinstance(node, ox.NamedNode):
        return Iri(node.value)
    if isinstance(node, ox.BlankNode):
        return Blank(node.value)
    if isinstance(node, ox.Triple):
        raise ValueError("a triple stands where a term is expected (RDF 1.2)")
    return Text(node.value, node.language or "", node.datatype.value)


def from_term(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """An Oxigraph term of a kgov term; ValueError if an IRI or language tag is not well formed."""
    if isinstance(term, Iri):
        return ox.NamedNode(term)
    if isinstance(term, Blank):
        return ox.BlankNode(term)
    if term.lang:
        return ox.Literal(str(term), language=term.lang)
    return ox.Literal(str(term), datatype=ox.NamedNode(term.datatype))


def to_quad(quad: ox.Quad) -> Quad:
    """A statement of Oxigraph with its graph; ValueError for a triple used as a term (RDF 1.2)."""
    graph = None if isinstance(quad.graph_name, ox.DefaultGraph) else to_term(quad.graph_name)
    return to_term(quad.subject), Iri(quad.predicate.value), to_term(quad.object), graph  # type: ignore[return-value]


def triples_of(path: Path, keep: Callable[[str], bool] | None = None) -> list[Triple]:
    """The triples of one of the model's own Turtle files as they stand there, without a store.

    Args:
        path: the file.
        keep: which properties are wanted; all unless given.
    """
    found: list[Triple] = []
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
        predicate = quad.predicate.value
        if keep is None or keep(predicate):
            found.append((to_term(quad.subject), Iri(predicate), to_term(quad.object)))  # type: ignore[arg-type]
    return found


class MemoryStore:
    """Named graphs in memory; SELECT and CONSTRUCT over their union, GRAPH for provenance."""

    name = "memory"

    def __init__(self) -> None:
        self._store = ox.Store()

    def load(self, path: Path, graph: str) -> None:
        """Read one of the model's own Turtle files into a named graph."""
        self._store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))

    def add(self, triples: Iterable[Triple], graph: str) -> None:
        """Add triples to a named graph."""
        name = ox.NamedNode(graph)
        self._store.bulk_extend(
            ox.Quad(from_term(s), ox.NamedNode(p), from_term(o), name)  # type: ignore[arg-type]
            for s, p, o in triples
        )

    def _run(self, query: str) -> object:
        try:
            return self._store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        except SyntaxError as error:
            reason = str(error).partition(": expected")[0]  # what may stand there can fill a page
            place = re.fullmatch(r"error at (\d+):(\d+)", reason)
            sv, en = (
                (
                    f"fel på rad {place[1]}, tecken {place[2]}",
                    f"fault at line {place[1]}, character {place[2]}",
                )
                if place
                else (reason, reason)
            )
            raise KgovError(
                Both(f"frågan kan inte läsas: {sv}", f"the query cannot be read: {en}"),
                Both(
                    "Rätta SPARQL-texten på den plats som anges.",
                    "Correct the SPARQL text at the place named.",
                ),
            ) from None

    def select(self, query: str) -> Table:
        """The rows of a SELECT query; an ASK query gives one row ``answer``."""
        result = self._run(query)
        if isinstance(result, ox.QueryBoolean):
            answer = Text("true" if result else "false", datatype=PREFIXES["xsd"] + "boolean")
            return Table(["answer"], [(answer,)])
        if isinstance(result, ox.QueryTriples):
            rows = [(to_term(t.subject), to_term(t.predicate), to_term(t.object)) for t in result]
            return Table(
                ["subject", "predicate", "object"],
                sorted(rows, key=lambda row: tuple(term.n3() for term in row if term is not None)),
            )
        assert isinstance(result, ox.QuerySolutions)
        columns = [variable.value for variable in result.variables]
        terms: dict[object, Term | None] = {None: None}  # the same few terms fill most cells
        table = Table(columns)
        for solution in result:
            row: list[Term | None] = []
            for node in solution:
                if node not in terms:
                    terms[node] = to_term(node)
                row.append(terms[node])
            table.rows.append(tuple(row))
        return table

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT query."""
        result = self._run(query)
        assert isinstance(result, ox.QueryTriples)
        return [
            (to_term(t.subject), Iri(t.predicate.value), to_term(t.object))  # type: ignore[misc]
            for t in result
        ]

    def triples(self, graph: str | None = None) -> list[Triple]:
        """All triples, or those of one named graph."""
        name = ox.NamedNode(graph) if graph else None
        found = self._store.quads_for_pattern(None, None, None, name)
        unique = dict.fromkeys((q.subject, q.predicate, q.object) for q in found)
        return [(to_term(s), Iri(p.value), to_term(o)) for s, p, o in unique]  # type: ignore[misc]

    def graphs(self) -> list[str]:
        """The names of the graphs, in order."""
        return sorted(name.value for name in self._store.named_graphs())

    def trig(self) -> str:
        """Everything with its named graphs as TriG, the same text each time."""
        names = canonical_names(quad for quad in map(to_quad, self._store) if blanks_of(quad))

        def named(node: Any) -> Any:
            return ox.BlankNode(names[Blank(node.value)]) if isinstance(node, ox.BlankNode) else node

        quads = (
            ox.Quad(named(q.subject), q.predicate, named(q.object), named(q.graph_name)) for q in self._store
        )
        written = ox.serialize(sorted(quads, key=str), format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
        assert written is not None
        return written.decode()

    def describes(self, iri: str) -> bool:
        """Whether anything is said of a thing."""
        return (
            next(iter(self._store.quads_for_pattern(ox.NamedNode(iri), None, None, None)), None) is not None
        )

    def __len__(self) -> int:
        return len(self._store)
