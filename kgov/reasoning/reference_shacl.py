"""The reference engine: the only module that knows pySHACL. Slow, and right by definition."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable, Iterator
from functools import partial

import pyshacl
import rdflib
from rdflib import RDF, SH, URIRef

from kgov.reasoning.judged import Judged, Place, Row, holding
from kgov.reasoning.shapes import PROBE, TARGETS, Shapes
from kgov.storage.reference import to_graph, to_term, to_triples
from kgov.storage.terms import Iri, Triple


def judge(
    data: Iterable[Triple], shapes: Shapes, axioms: Iterable[Triple], only: Collection[Iri] | None
) -> Judged:
    """Judge a graph with pySHACL: by the rules themselves, and by the probes beside them."""
    graph = to_graph([*shapes.triples, *shapes.probe_triples()])
    if only is not None:
        keep = {*only, *shapes.probes_of(only)}
        for target in map(URIRef, TARGETS):
            for shape in set(graph.subjects(target)):
                if str(shape) not in keep:
                    graph.remove((shape, target, None))
    with warnings.catch_warnings():
        warnings.simplefilter("error", category=UserWarning)
        _, report, _ = pyshacl.validate(
            to_graph([*shapes.reads(data), *axioms]), shacl_graph=graph, inference="none", inplace=True
        )
    rdflib.NORMALIZE_LITERALS = False  # pySHACL leaves it on, and "01" would become "1" from here on
    assert isinstance(report, rdflib.Graph)
    found = list(_rows(report))
    holds = holding((row for _, row in found), shapes, only)
    violated = {Place(Iri(shape), *where) for _, (shape, *where) in found if not shape.startswith(PROBE)}
    probes = {result for result, (shape, *_) in found if shape.startswith(PROBE)}
    return Judged(holds, violated, partial(_without, report, probes))


def _rows(report: rdflib.Graph) -> Iterator[tuple[rdflib.term.Node, Row]]:
    root = report.value(predicate=RDF.type, object=SH.ValidationReport)
    for result in report.objects(root, SH.result):  # details of nested shapes hang below these
        focus = to_term(report.value(result, SH.focusNode))
        raw = report.value(result, SH.value)
        shape = str(report.value(result, SH.sourceShape))
        yield result, (shape, focus, focus if raw is None else to_term(raw))


def _without(report: rdflib.Graph, probes: set[rdflib.term.Node]) -> list[Triple]:
    """The report with the results of the probes taken out, and ``sh:conforms`` set to what remains."""
    kept = to_graph([])
    root = report.value(predicate=RDF.type, object=SH.ValidationReport)
    assert root is not None
    queue = [result for result in report.objects(root, SH.result) if result not in probes]
    kept.add((root, RDF.type, SH.ValidationReport))
    kept.add((root, SH.conforms, rdflib.Literal(not queue)))
    for result in queue:
        kept.add((root, SH.result, result))
    seen: set[rdflib.term.Node] = set()
    while queue:
        node = queue.pop()
        if node in seen:
            continue
        seen.add(node)
        for predicate, value in report.predicate_objects(node):
            kept.add((node, predicate, value))
            if isinstance(value, rdflib.BNode):
                queue.append(value)
    return to_triples(kept)
