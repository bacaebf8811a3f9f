"""The standard validation report of rules in the form of this project, from the places they are violated at.

It is the graph that pySHACL would write: a rule has one constraint, its ``sh:or``, so that a place says it all.
"""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from rdflib import RDF, SH, BNode, Literal, URIRef

from kgov.reasoning.judged import Place
from kgov.reasoning.shapes import SH as SHACL
from kgov.reasoning.shapes import Shapes
from kgov.storage.reference import from_term, to_graph
from kgov.storage.terms import Blank, Iri, Term

MESSAGE, SEVERITY = Iri(SHACL + "message"), Iri(SHACL + "severity")


def report_graph(shapes: Shapes, violated: Iterable[Place]) -> rdflib.Graph:
    """The report on these violations."""
    graph = to_graph([])
    root = BNode()
    graph.add((root, RDF.type, SH.ValidationReport))
    places = list(violated)
    graph.add((root, SH.conforms, Literal(not places)))
    paths: dict[Iri, rdflib.term.Node] = {}
    for place in places:
        result = BNode()
        graph.add((root, SH.result, result))
        graph.add((result, RDF.type, SH.ValidationResult))
        graph.add((result, SH.sourceShape, URIRef(place.rule)))
        graph.add((result, SH.sourceConstraintComponent, SH.OrConstraintComponent))
        graph.add((result, SH.focusNode, from_term(place.focus)))
        graph.add((result, SH.value, from_term(place.value)))
        severity = shapes.one(place.rule, SEVERITY) or Iri(SHACL + "Violation")
        graph.add((result, SH.resultSeverity, from_term(severity)))
        for message in shapes.of(place.rule).get(MESSAGE, []):
            graph.add((result, SH.resultMessage, from_term(message)))
        path = shapes.rules[place.rule].path
        if path is not None:
            if place.rule not in paths:
                paths[place.rule] = _copy(shapes, path, graph)
            graph.add((result, SH.resultPath, paths[place.rule]))
    return graph


def _copy(shapes: Shapes, part: Term, into: rdflib.Graph) -> rdflib.term.Node:
    """A path, with new blank nodes."""
    if not isinstance(part, Blank):
        return from_term(part)
    node = BNode()
    for predicate, values in shapes.of(part).items():
        for value in values:
            into.add((node, URIRef(predicate), _copy(shapes, value, into)))
    return node
