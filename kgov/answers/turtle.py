"""Turtle: the standard SHACL report, triples at hand, and the model bundled for other engines."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from rdflib import RDF, SH, Literal, URIRef

from kgov import resources
from kgov.answers.findings import OUTCOMES, SHOWN, Report
from kgov.errors import KgovError
from kgov.language import Both
from kgov.namespaces import PREFIXES, expand
from kgov.storage.nesting import nest
from kgov.storage.reference import to_graph
from kgov.storage.source import Source
from kgov.storage.terms import Iri, Triple
from kgov.storage.turtle_writing import write


def as_turtle(report: Report, everything: bool = False) -> str:
    """The standard validation report, and the other outcomes beside it as assessments."""
    graph = to_graph([])
    graph += report.graph
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    kg = rdflib.Namespace(PREFIXES["kg"])
    shown = OUTCOMES if everything else SHOWN
    for finding in report.findings:
        if finding.outcome == "violated" or finding.outcome not in shown:
            continue
        node = URIRef(f"urn:kgov:assessment:{finding.id}")
        graph.add((node, RDF.type, kg.Assessment))
        graph.add((node, SH.sourceShape, URIRef(finding.rule.iri)))
        graph.add((node, SH.focusNode, URIRef(str(finding.focus))))
        graph.add((node, SH.value, URIRef(str(finding.value))))
        graph.add((node, kg.hasOutcome, URIRef(expand(f"kgc:outcome-{finding.outcome}"))))
        graph.add((node, kg.hasFingerprint, Literal(finding.id)))
        if finding.reason:
            graph.add((node, kg.hasReason, URIRef(expand(f"kgc:reason-{finding.reason}"))))
    return graph.serialize(format="turtle")


def turtle(triples: Iterable[Triple]) -> str:
    """Triples as Turtle with our prefixes."""
    return write(nest(triples), by_line=True)


def list_text(sources: Iterable[Source]) -> str:
    """Lists as Turtle, the same each time; what came from a workbook has its row as a comment."""
    rows: dict[str, str] = {}
    triples: list[Triple] = []
    for source in sources:
        for triple, place in source.places.items():
            if triple[0] not in rows or triple[1] == expand("rdf:type"):
                rows[triple[0]] = f"{source.name}, {place.sheet}, {place.row}"
        triples += source.triples
    return write(nest(triples), by_line=True, notes=rows)


BUNDLES = {"rules": ("rules",), "ontology": ("ontology", "codes"), "norm": ("norm",)}


def bundle_text(part: str) -> str:
    """One file that holds all rules, the whole ontology or the whole norm, for any engine."""
    if part not in BUNDLES:
        raise KgovError(Both(f"okänd del: {part}", f"unknown part: {part}"))
    graph = to_graph([])
    for name in BUNDLES[part]:
        for path in resources.files(name):
            graph.parse(path, format="turtle")
    return graph.serialize(format="turtle")


def rules_text(rules: Iterable[Iri]) -> str:
    """The rules named, with the helper shapes that they use, as one file for any engine."""
    every = to_graph([])
    for path in resources.files("rules"):
        every.parse(path, format="turtle")
    kept = to_graph([])
    waiting: list[rdflib.term.Node] = [URIRef(rule) for rule in rules]
    seen: set[rdflib.term.Node] = set()
    while waiting:
        shape = waiting.pop()
        if shape in seen:
            continue
        seen.add(shape)
        for predicate, value in every.predicate_objects(shape):
            kept.add((shape, predicate, value))
            if isinstance(value, rdflib.BNode) or str(value).startswith(PREFIXES["kgr"]):
                waiting.append(value)
    return kept.serialize(format="turtle")
