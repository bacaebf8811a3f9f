"""RDF files as they stand: their statements with their graphs, their prefixes, and the lines with comments.

Nothing is refused for what it says, only for what cannot be read; a reader of lists asks for more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kgov.errors import KgovError
from kgov.language import Both
from kgov.namespaces import PREFIXES
from kgov.storage import reading
from kgov.storage.canonical import canonical, line
from kgov.storage.child import confined
from kgov.storage.json_ld import check_json
from kgov.storage.nesting import natural, nest
from kgov.storage.oxigraph import from_term, to_quad
from kgov.storage.quads import Graph, Quad, blanks_of, by_graph, in_one_graph
from kgov.storage.terms import Blank, Iri, Text
from kgov.storage.turtle_writing import prefixes_used, write_graphs

#: What has the form that ``formatted`` writes, and so can be rewritten in its place.
WRITTEN = {".ttl": "turtle", ".turtle": "turtle", ".n3": "turtle", ".trig": "trig"}
_TOKENS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"' r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\s]*>|\\.|(?P<comment>#[^\n]*)",
    re.DOTALL,
)  # fmt: skip


@dataclass(frozen=True)
class RdfFile:
    """An RDF file that was read.

    Args:
        name: the file as the user named it.
        text: what stands in it.
        syntax: turtle, trig, ntriples, nquads, rdfxml or jsonld.
        quads: its statements.
        prefixes: the prefixes that it declares.
    """

    name: str
    text: str
    syntax: str
    quads: list[Quad]
    prefixes: Mapping[str, str]

    @property
    def comments(self) -> list[int]:
        """The lines, from 1, on which a comment stands."""
        if self.syntax in ("rdfxml", "jsonld"):
            return []
        starts = [match.start() for match in _TOKENS.finditer(self.text) if match["comment"]]
        found, line, last = [], 1, 0
        for start in starts:
            line, last = line + self.text.count("\n", last, start), start
            found.append(line)
        return found


def read_rdf(path: str, syntax: str | None = None) -> RdfFile:
    """Read an RDF file, or standard input where the path is ``-``.

    Args:
        path: file path or ``-``.
        syntax: by file ending if not given.

    Raises:
        KgovError: it cannot be read, with file and line; or it names something relative to where it lies.
    """
    opened = reading.opened(path, syntax)
    quads, prefixes = confined(opened.name, reading.limits_of(opened), reading.TOO_MUCH, _parsed, opened)
    return RdfFile(opened.name, opened.text, opened.syntax, quads, prefixes)


def _parsed(opened: reading.Opened) -> tuple[list[Quad], dict[str, str]]:
    """The statements of a file and its prefixes; to be called where a crash does no harm."""
    if opened.syntax == "rdfxml":
        quads = in_one_graph(reading.parse_xml(opened.text, opened.name))
        _refuse_relative(quads, opened.name)
        return quads, {}
    try:
        if opened.syntax == "jsonld":
            check_json(opened.text, opened.name)
        parser = ox.parse(
            opened.text.encode(), format=reading.OXIGRAPH[opened.syntax], rename_blank_nodes=True
        )
        return [to_quad(quad) for quad in dict.fromkeys(parser)], dict(parser.prefixes)
    except (KgovError, MemoryError):
        raise
    except Exception as error:  # any parser failure is the file's, never the program's
        raise reading.unreadable(opened.name, error, getattr(error, "lineno", None)) from None


def _refuse_relative(quads: Iterable[Quad], name: str) -> None:
    for term in (term for quad in quads for term in quad if isinstance(term, Iri)):
        try:
            from_term(term)
        except ValueError:
            term = Iri("urn:kgov:input")
        if term.startswith("urn:kgov:input"):
            raise KgovError(
                Both(
                    "filen namnger saker efter var den ligger (relativa adresser)",
                    "the file names things by where it lies (relative addresses)",
                ),
                Both("Ange xml:base i filen.", "State xml:base in the file."),
                where=name,
            )


def formatted(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> str:
    """Statements in the one form for files under version control: Turtle, or TriG where graphs have names.

    The same statements give the same text, in whatever order and under whatever names for blank nodes they come.

    Args:
        quads: the statements.
        prefixes: names for namespaces that go before ours.

    Raises:
        KgovError: so many blank nodes are alike that they cannot be told apart in reasonable time.
    """
    every = canonical(quads)
    graphs = by_graph(every)
    names = {blank: blank for quad in every for blank in blanks_of(quad)}
    nested = [
        (graph, nest(graphs[graph], names=names, shared=shared_blanks(graphs)))
        for graph in sorted(graphs, key=graph_order)
    ]
    return write_graphs(nested, _chosen(every, prefixes), by_line=True)


def shared_blanks(graphs: Mapping[Graph, Iterable[tuple[object, ...]]]) -> frozenset[Blank]:
    """The blank nodes that more than one graph speaks of, or that name a graph."""
    seen: dict[Blank, set[Graph]] = {}
    for graph, triples in graphs.items():
        for triple in triples:
            for term in triple:
                if isinstance(term, Blank):
                    seen.setdefault(term, set()).add(graph)
    named = {graph for graph in graphs if isinstance(graph, Blank)}
    return frozenset(named | {node for node, where in seen.items() if len(where) > 1})


def graph_order(graph: Graph) -> tuple[object, ...]:
    """What graphs are put in order by: the one without a name, then names, then blank nodes."""
    return graph is not None, isinstance(graph, Blank), *natural(graph or "")


def _chosen(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes of the file that are used; then ours, where a name and a namespace are left."""
    iris = dict.fromkeys(
        iri
        for quad in quads
        for term in quad
        for iri in (
            [term] if isinstance(term, Iri) else [Iri(term.datatype)] if isinstance(term, Text) else []
        )
    )
    used = prefixes_used(iris, prefixes)
    chosen = {name: iri for name, iri in prefixes.items() if name in used}
    ours = {n: iri for n, iri in PREFIXES.items() if n not in chosen and iri not in chosen.values()}
    return chosen | ours


def rewritten(file: RdfFile) -> str:
    """A file in the one form, read again before it is handed out: it says what the file says, and nothing else.

    Raises:
        KgovError: it holds no statements, or cannot be told in Turtle.
    """
    if not file.quads:
        raise KgovError(
            Both("filen innehåller inga uppgifter", "the file holds no statements"),
            Both("Kontrollera att det är rätt fil.", "Check that it is the right file."),
            where=file.name,
        )
    text = formatted(file.quads, file.prefixes)
    again = ox.parse(text.encode(), format=ox.RdfFormat.TRIG, rename_blank_nodes=True)
    if list(map(line, canonical(map(to_quad, again)))) != list(map(line, canonical(file.quads))):
        raise KgovError(
            Both(
                "filen kan inte skrivas om utan att ändras", "the file cannot be rewritten without a change"
            ),
            where=file.name,
        )
    return text
