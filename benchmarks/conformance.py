"""The W3C test suite of SHACL on the two engines, row by row.

    python benchmarks/conformance.py FOLDER   # FOLDER is data-shapes-test-suite/tests of a copy of w3c/data-shapes

Every test that the suite names is run as the engine reads it: one graph of data, one of shapes. A test is passed where
the results are those expected: focus, path, value, shape, constraint component and severity, with blank nodes alike;
a test that must fail is passed where the engine refuses it. kgov itself gives the fast engine no construct outside a
list that its own tests hold against pySHACL; this says how the engines fare with all the others.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pyshacl
import rdflib
import shifty
from rdflib import RDF, SH, Graph, Namespace, URIRef
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
#: What makes two results the same; the rest of a result is for readers.
PARTS = (
    SH.focusNode,
    SH.resultPath,
    SH.value,
    SH.sourceShape,
    SH.sourceConstraintComponent,
    SH.resultSeverity,
)
Rows = Counter[tuple[str, ...]]


@dataclass(frozen=True)
class Test:
    """One test: its name, its graphs, and the results expected; None where it must fail."""

    name: str
    data: Graph
    shapes: Graph
    expected: Rows | None


def main() -> None:
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "manifest.ttl").is_file():
        sys.exit(__doc__)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    rdflib.NORMALIZE_LITERALS = False
    engines: dict[str, Callable[[Test], Rows | None]] = {
        f"pyshifty {version('pyshifty')}": by_shifty,
        f"pySHACL {version('pyshacl')}": by_pyshacl,
    }
    for part in ("core", "sparql"):
        tests = list(tests_of(Path(sys.argv[1]).resolve() / part / "manifest.ttl"))
        for engine, judge in engines.items():
            failed = [test.name for test in tests if judge(test) != test.expected]
            passed = f"{part}: {engine} passes {len(tests) - len(failed)} of {len(tests)}"
            print(passed + (f"; not {', '.join(failed)}" if failed else ""))


def tests_of(manifest: Path) -> Iterator[Test]:
    """The tests that a manifest and all that it includes name."""
    graph = parsed(manifest)
    for one in graph.objects(predicate=MF.include):
        yield from tests_of(path_of(one))
    for first in graph.objects(predicate=MF.entries):
        for entry in graph.items(first):
            action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
            data, shapes = (
                parsed(path_of(graph.value(action, part))) for part in (SHT.dataGraph, SHT.shapesGraph)
            )
            expected = None if result == SHT.Failure else rows(graph, result)
            yield Test(Path(str(entry)).name, data, shapes, expected)


def path_of(iri: Node | None) -> Path:
    """The file that an IRI within the suite names."""
    return Path(str(iri).removeprefix("file://"))


def parsed(path: Path) -> Graph:
    return Graph(identifier=URIRef(path.as_uri())).parse(path, format="turtle", publicID=path.as_uri())


def rows(graph: Graph, report: Node | None) -> Rows:
    """The results of a report, blank nodes alike."""
    return Counter(
        tuple("" if value is None else shown(value) for value in (graph.value(result, p) for p in PARTS))
        for result in graph.objects(report, SH.result)
    )


def shown(value: Node) -> str:
    return "_" if isinstance(value, rdflib.BNode) else value.n3()


def reported(graph: Graph) -> Rows:
    return rows(graph, graph.value(predicate=RDF.type, object=SH.ValidationReport))


def by_shifty(test: Test) -> Rows | None:
    """What the fast engine finds; None where it refuses."""
    try:
        _, report, _ = shifty.validate(
            test.data, test.shapes, graph_mode="data", infer=False, on_unsupported="error"
        )
    except (ValueError, RuntimeError):
        return None
    return reported(report)


def by_pyshacl(test: Test) -> Rows | None:
    """What the reference finds; None where it refuses."""
    try:
        _, report, _ = pyshacl.validate(test.data, shacl_graph=test.shapes, advanced=False)
    except Exception:  # a refusal, whatever its kind
        return None
    return reported(report) if isinstance(report, Graph) else None


if __name__ == "__main__":
    main()
