"""What a store in memory and one on disk have in common: Oxigraph, one named graph per source, queries over their union."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kgov.errors import KgovError
from kgov.language import Both
from kgov.namespaces import PREFIXES
from kgov.storage.canonical import canonical_names
from kgov.storage.lines import LineReader
from kgov.storage.quads import Quad, blanks_of
from kgov.storage.store import MODEL, Holding, version_after
from kgov.storage.table import Table
from kgov.storage.terms import BLANKS, Blank, Iri, Term, Text, Triple, named_blank

T = TypeVar("T")
#: So many bytes of a large file are taken in at a time, about 300,000 triples.
_PIECE = 32 * 1024 * 1024
#: So many triples are taken away in one step.
_REMOVED = 50_000
#: The name of an empty graph that says what is known of another begins so.
_NOTE = "urn:kgov:holding:"


def _note(holding: Holding) -> str:
    return _NOTE + quote(holding.text(), safe="")


def _dropped(holding: Holding) -> str:
    return f"DROP SILENT GRAPH <{_note(holding)}> ;"


def to_term(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    """A kgov term of an Oxigraph term; ValueError for a triple used as a term (RDF 1.2)."""
    if isinstance(node, ox.NamedNode):
        return Iri(node.value)
    if isinstance(node, ox.BlankNode):
        return Blank(node.value)
    if isinstance(node, ox.Triple):
        raise ValueError("a triple stands where a term is expected (RDF 1.2)")
    return Text(node.value, node.language or "", node.datatype.value)


def _kept(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    """The term that a store keeps: a blank node again where it was given a name."""
    if isinstance(node, ox.NamedNode) and node.value.startswith(BLANKS):
        return Blank(node.value[len(BLANKS) :])
    return to_term(node)


def _blank_again(node: T) -> T | ox.BlankNode:
    if isinstance(node, ox.NamedNode) and node.value.startswith(BLANKS):
        return ox.BlankNode(node.value[len(BLANKS) :])
    return node


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


class OxigraphStore:
    """Named graphs in Oxigraph; SELECT and CONSTRUCT over their union, GRAPH for provenance.

    What is known of a graph stands in the name of an empty graph, so that it changes in one step with the graph and
    adds no triple to any answer.

    Args:
        store: Oxigraph's own store.
    """

    name = "oxigraph"
    place: Both | None = None

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._lines = LineReader()

    def reopened(self) -> OxigraphStore:
        """The same store, as a process that was doubled from this one can use it."""
        return self

    def load(self, path: Path, graph: str) -> None:
        """Read one of the model's own Turtle files into a named graph."""
        self._store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))

    def add(self, triples: Iterable[Triple], graph: str) -> None:
        """Add triples to a named graph; blank nodes get names, so that rows come in one order from every store."""
        name = ox.NamedNode(graph)
        self._store.bulk_extend(
            ox.Quad(from_term(named_blank(s)), ox.NamedNode(p), from_term(named_blank(o)), name)  # type: ignore[arg-type]
            for s, p, o in triples
        )

    def _run(self, query: str) -> object:
        try:
            return self._store.query(query, prefixes=PREFIXES, **self._dataset())
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

    def _dataset(self) -> dict[str, Any]:
        """What Oxigraph is to take as the default graph: the union of all graphs, which it is quickest at."""
        return {"use_default_graph_as_union": True}

    def select(self, query: str) -> Table:
        """The rows of a SELECT query; an ASK query gives one row ``answer``."""
        result = self._run(query)
        if isinstance(result, ox.QueryBoolean):
            answer = Text("true" if result else "false", datatype=PREFIXES["xsd"] + "boolean")
            return Table(["answer"], [(answer,)])
        if isinstance(result, ox.QueryTriples):
            rows = [(_kept(t.subject), _kept(t.predicate), _kept(t.object)) for t in result]
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
                    terms[node] = _kept(node)
                row.append(terms[node])
            table.rows.append(tuple(row))
        return table

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT query."""
        result = self._run(query)
        assert isinstance(result, ox.QueryTriples)
        return self._lines.triples(result.serialize(format=ox.RdfFormat.N_TRIPLES) or b"")

    def triples(self, graph: str | None = None) -> list[Triple]:
        """All triples, or those of one named graph."""
        if graph:
            written = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
            return self._lines.triples(written or b"")
        found = self._store.quads_for_pattern(None, None, None, None)
        unique = dict.fromkeys((q.subject, q.predicate, q.object) for q in found)
        return [(_kept(s), Iri(p.value), _kept(o)) for s, p, o in unique]  # type: ignore[misc]

    def graphs(self) -> list[str]:
        """The names of the graphs, in order."""
        return sorted(name for name in self._names() if not name.startswith(_NOTE))

    def _names(self) -> list[str]:
        return [name.value for name in self._store.named_graphs()]

    def trig(self) -> str:
        """Everything with its named graphs as TriG, the same text each time."""
        found = [
            ox.Quad(_blank_again(q.subject), q.predicate, _blank_again(q.object), q.graph_name)
            for graph in self.graphs()
            for q in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        ]
        names = canonical_names(quad for quad in map(to_quad, found) if blanks_of(quad))

        def named(node: Any) -> Any:
            return ox.BlankNode(names[Blank(node.value)]) if isinstance(node, ox.BlankNode) else node

        quads = (ox.Quad(named(q.subject), q.predicate, named(q.object), q.graph_name) for q in found)
        written = ox.serialize(sorted(quads, key=str), format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
        assert written is not None
        return written.decode()

    def lacking(self, triples: Iterable[Triple]) -> list[Triple]:
        """Those of some triples that are not there."""
        return [triple for triple in triples if not self._has(triple)]

    def _has(self, triple: Triple) -> bool:
        s, p, o = (from_term(named_blank(term)) for term in triple)
        return next(iter(self.find(s, p, o)), None) is not None  # type: ignore[arg-type]

    def describes(self, iri: str) -> bool:
        """Whether anything is said of a thing."""
        return next(iter(self.find(ox.NamedNode(iri), None, None)), None) is not None

    def find(
        self,
        subject: ox.NamedNode | ox.BlankNode | None,
        predicate: ox.NamedNode | None,
        value: ox.NamedNode | ox.BlankNode | ox.Literal | None,
    ) -> Iterable[ox.Quad]:
        """The statements of a pattern, as Oxigraph has them."""
        return self._store.quads_for_pattern(subject, predicate, value, None)

    def take(self, quads: bytes, graphs: Iterable[str]) -> None:
        """Put statements, given as N-Quads, in the place of some graphs."""
        for graph in graphs:
            self._store.remove_graph(ox.NamedNode(graph))
        self._store.bulk_load(input=quads, format=ox.RdfFormat.N_QUADS)

    def change(self, graph: str, added: Iterable[Triple], removed: Iterable[Triple]) -> None:
        """Take triples from a named graph and add others; all of it, or nothing where a term is malformed.

        Raises:
            ValueError: a term is malformed.
        """
        name = ox.NamedNode(graph)

        def quad(triple: Triple) -> ox.Quad:
            s, p, o = (from_term(named_blank(term)) for term in triple)
            return ox.Quad(s, p, o, name)  # type: ignore[arg-type]

        gone, come = [quad(triple) for triple in removed], [quad(triple) for triple in added]
        for one in gone:
            self._store.remove(one)
        for one in come:
            self._store.add(one)

    def __len__(self) -> int:
        return len(self._store)

    def replace(self, holding: Holding, triples: Iterable[Triple] | Path) -> Holding:
        """Put triples in place of what the store has of a source, and note the holding, in one step."""
        if holding.kind == MODEL and not isinstance(
            triples, Path
        ):  # its graphs keep their names, and are small enough for one transaction
            lines = (f"{named_blank(s).n3()} {p.n3()} {named_blank(o).n3()} .\n" for s, p, o in triples)
            old = self.holdings().get(holding.graph)
            self._store.update(
                f"{_dropped(old) if old else ''} DROP SILENT GRAPH <{holding.graph}> ;"
                f"INSERT DATA {{ GRAPH <{holding.graph}> {{ {''.join(lines)} }} }} ; CREATE GRAPH <{_note(holding)}>"
            )
            return holding
        before = [
            old for old in self.holdings().values() if (old.kind, old.name) == (holding.kind, holding.name)
        ]
        new = version_after(holding, self._names())
        if isinstance(triples, Path):
            self._add_copy(triples, new.graph)
        else:
            self.add(triples, new.graph)
        notes = " ".join(map(_dropped, before))
        self._store.update(f"{notes} CREATE SILENT GRAPH <{new.graph}> ; CREATE GRAPH <{_note(new)}>")
        for old in before:
            self._remove(old.graph)
        return new

    def _remove(self, graph: str) -> None:
        """Take away a graph that no note names, piece by piece: all at once would need much memory."""
        name = ox.NamedNode(graph)
        left = iter(self._store.quads_for_pattern(None, None, None, name))
        while len(part := list(islice(left, _REMOVED))) == _REMOVED:
            lines = "".join(f"{quad.triple} .\n" for quad in part if "_:" not in str(quad.triple))
            self._store.update(f"DELETE DATA {{ GRAPH <{graph}> {{ {lines} }} }}")
        self._store.remove_graph(name)

    def _add_copy(self, copy: Path, graph: str) -> None:
        """Take in a file of N-Triples without blank nodes, piece by piece: Oxigraph needs much memory for each."""
        with copy.open("rb") as lines:
            while piece := lines.read(_PIECE) + lines.readline():
                self._store.bulk_load(piece, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))

    def drop(self, graph: str) -> None:
        """Take away the note of a graph, and then the graph."""
        old = self.holdings().get(graph)
        if old:
            self._store.update(_dropped(old))
        self._remove(graph)

    def holdings(self) -> dict[str, Holding]:
        """The graphs that were put there by ``replace``, by name and in order."""
        notes = (name.removeprefix(_NOTE) for name in self._names() if name.startswith(_NOTE))
        found = [Holding.of_text(unquote(note)) for note in notes]
        return {holding.graph: holding for holding in sorted(found, key=lambda holding: holding.graph)}
