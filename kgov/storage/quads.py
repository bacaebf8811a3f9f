"""Statements with the graph that they stand in, as files with named graphs hold them."""

from __future__ import annotations

from collections.abc import Iterable

from kgov.storage.terms import Blank, Iri, Term, Triple

#: None is the graph without a name.
Graph = Iri | Blank | None
Quad = tuple[Iri | Blank, Iri, Term, Graph]


def in_one_graph(triples: Iterable[Triple]) -> list[Quad]:
    """Triples as statements of the graph without a name."""
    return [(s, p, o, None) for s, p, o in triples]


def by_graph(quads: Iterable[Quad]) -> dict[Graph, list[Triple]]:
    """The triples of each graph."""
    graphs: dict[Graph, list[Triple]] = {}
    for s, p, o, graph in quads:
        graphs.setdefault(graph, []).append((s, p, o))
    return graphs


def blanks_of(quad: Quad) -> list[Blank]:
    """The blank nodes of a statement, each once."""
    return list(dict.fromkeys(term for term in quad if isinstance(term, Blank)))


def renamed(quads: Iterable[Quad], names: dict[Blank, Blank]) -> list[Quad]:
    """Statements with other names for blank nodes."""

    def of(term: Term | None) -> Term | None:
        return names.get(term, term) if isinstance(term, Blank) else term

    return [(of(s), p, of(o), of(graph)) for s, p, o, graph in quads]  # type: ignore[misc]
