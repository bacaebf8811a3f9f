"""The reference store: rdflib. Slower, and the judge that the default store says the same."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins import sparql

from kgov.namespaces import PREFIXES
from kgov.storage.quads import Quad, in_one_graph
from kgov.storage.table import Table
from kgov.storage.terms import Blank, Iri, Term, Text, Triple

# rdflib rewrites literals it can parse and fetches FROM graphs unless told not to.
rdflib.NORMALIZE_LITERALS = False
sparql.SPARQL_LOAD_GRAPHS = False
logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # a malformed IRI is refused with file and line

#: What rdflib calls the graph without a name.
_UNNAMED = (None, DATASET_DEFAULT_GRAPH_ID)


def to_term(node: object) -> Term:
    """A kgov term of an rdflib term."""
    if isinstance(node, rdflib.URIRef):
        return Iri(node)
    if isinstance(node, rdflib.BNode):
        return Blank(node)
    assert isinstance(node, rdflib.Literal)
    if node.language:
        return Text(str(node), node.language, PREFIXES["rdf"] + "langString")
    return Text(str(node), datatype=str(node.datatype or PREFIXES["xsd"] + "string"))


def from_term(term: Term) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    """An rdflib term of a kgov term; plain strings carry no datatype, as parsers leave them."""
    if isinstance(term, Iri):
        return rdflib.URIRef(term)
    if isinstance(term, Blank):
        return rdflib.BNode(term)
    if term.lang:
        return rdflib.Literal(str(term), lang=term.lang)
    if term.datatype == PREFIXES["xsd"] + "string":
        return rdflib.Literal(str(term))
    return rdflib.Literal(str(term), datatype=rdflib.URIRef(term.datatype))


def to_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """A plain rdflib graph of triples, with our prefixes bound."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    for s, p, o in triples:
        graph.add((from_term(s), rdflib.URIRef(p), from_term(o)))
    return graph


def to_triples(graph: rdflib.Graph) -> list[Triple]:
    """The triples of an rdflib graph."""
    return [(to_term(s), Iri(str(p)), to_term(o)) for s, p, o in graph]  # type: ignore[misc]


def to_quads(graph: rdflib.Graph) -> list[Quad]:
    """The statements of an rdflib graph; those of a dataset each with the graph that it stands in."""
    if not isinstance(graph, rdflib.Dataset):
        return in_one_graph(to_triples(graph))
    return [
        (to_term(s), Iri(str(p)), to_term(o), None if name in _UNNAMED else to_term(name))  # type: ignore[misc]
        for s, p, o, name in graph.quads()
    ]


class InOrder(rdflib.Graph):
    """A graph that remembers its triples in the order in which a file tells them."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Triple] = []

    def add(self, triple: Any) -> InOrder:
        """Add a triple, as rdflib's readers do."""
        s, p, o = triple
        if triple not in self:  # as Python values, a text and an IRI may be equal
            self.told.append((to_term(s), Iri(str(p)), to_term(o)))  # type: ignore[arg-type]
        return super().add(triple)


class ReferenceStore:
    """The same interface as the memory store, on an rdflib dataset."""

    name = "rdflib"

    def __init__(self) -> None:
        self._data = rdflib.Dataset(default_union=True)

    def load(self, path: Path, graph: str) -> None:
        """Read one of the model's own Turtle files into a named graph."""
        self._data.graph(rdflib.URIRef(graph)).parse(path, format="turtle")

    def add(self, triples: Iterable[Triple], graph: str) -> None:
        """Add triples to a named graph."""
        target = self._data.graph(rdflib.URIRef(graph))
        for s, p, o in triples:
            target.add((from_term(s), rdflib.URIRef(p), from_term(o)))

    def select(self, query: str) -> Table:
        """The rows of a SELECT query."""
        result = self._data.query(query, initNs=PREFIXES)
        return Table(
            [str(variable) for variable in result.vars or []],
            [
                tuple(None if v is None else to_term(v) for v in row)  # type: ignore[union-attr]
                for row in result
            ],
        )

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT query."""
        result = self._data.query(query, initNs=PREFIXES)
        assert result.graph is not None
        return to_triples(result.graph)

    def describes(self, iri: str) -> bool:
        """Whether anything is said of a thing."""
        return (rdflib.URIRef(iri), None, None) in self._data

    def lacking(self, triples: Iterable[Triple]) -> list[Triple]:
        """Those of some triples that are not there."""
        there = set(self.triples())
        return [triple for triple in triples if triple not in there]

    def triples(self, graph: str | None = None) -> list[Triple]:
        """All triples, or those of one named graph."""
        source = self._data.graph(rdflib.URIRef(graph)) if graph else self._data
        return [
            (to_term(s), Iri(str(p)), to_term(o))  # type: ignore[misc]
            for s, p, o in source.triples((None, None, None))
        ]
