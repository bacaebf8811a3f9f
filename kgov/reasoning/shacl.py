"""The SHACL engine: the only module that knows pySHACL.

The six outcomes need more than violations. Beside the rules, the engine therefore runs probes: for each rule and
each of its helper shapes a shape with the rule's own target and path that fails where the helper does not
hold. All are plain SHACL Core, so any conforming engine would give the same rows.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pyshacl
import rdflib
from rdflib import RDF, RDFS, SH, URIRef

from kgov.namespaces import PREFIXES
from kgov.storage.reference import to_graph, to_term
from kgov.storage.terms import Iri, Term, Triple

KG = rdflib.Namespace(PREFIXES["kg"])
PROBE = "urn:kgov:probe:"
ALWAYS = URIRef(PREFIXES["kgr"] + "always")
HELPERS = {
    "applies": KG.appliesWhen,
    "due": KG.isDueWhen,
    "known": KG.isKnownWhen,
    "clear": KG.isClearWhen,
    "met": KG.isMetWhen,
}
TARGETS = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
CORE_ONLY = {SH.sparql, SH.rule, SH.js, SH.target}


@dataclass(frozen=True)
class Place:
    """Where a rule was judged: the rule, the focus it targets, and the value its path leads to."""

    rule: Iri
    focus: Term
    value: Term


@dataclass
class Judged:
    """What the engine found: for every place, which helpers hold; the violations; the W3C report."""

    holds: dict[Place, dict[str, bool]]
    violated: set[Place]
    report: rdflib.Graph
    conforms: bool
    text: str


def _copy_target(shapes: rdflib.Graph, rule: URIRef, probe: URIRef, into: rdflib.Graph) -> None:
    path = shapes.value(rule, SH.path)
    into.add((probe, RDF.type, SH.PropertyShape if path is not None else SH.NodeShape))
    for target in TARGETS:
        for node in shapes.objects(rule, target):
            into.add((probe, target, node))
    if path is not None:
        into.add((probe, SH.path, path))


def executable_rules(shapes: rdflib.Graph) -> list[URIRef]:
    """The rules that have a constraint, in the order of their names."""
    return sorted(rule for rule in set(shapes.subjects(KG.isMetWhen)) if isinstance(rule, URIRef))


def with_probes(shapes: rdflib.Graph) -> rdflib.Graph:
    """The rules, and a probe for each helper of each rule, and one that names every place judged."""
    whole = rdflib.Graph()
    whole += shapes
    for rule in executable_rules(shapes):
        everywhere = URIRef(f"{PROBE}all:{rule}")
        _copy_target(shapes, rule, everywhere, whole)
        whole.add((everywhere, SH["not"], ALWAYS))
        for name, link in HELPERS.items():
            helper = shapes.value(rule, link)
            assert helper is not None, f"{rule} lacks {name}"
            if helper == ALWAYS:
                continue
            probe = URIRef(f"{PROBE}{name}:{rule}")
            _copy_target(shapes, rule, probe, whole)
            whole.add((probe, SH.node, helper))
    return whole


def _that_shapes_read(data: Iterable[Triple], shapes: rdflib.Graph) -> Iterable[Triple]:
    """The data without properties that no shape names; a closed shape reads them all."""
    if (None, SH.closed, None) in shapes:
        return data
    named = {str(node) for node in shapes.objects() if isinstance(node, URIRef)}
    named |= {str(RDF.type), str(RDFS.subClassOf)}
    return (triple for triple in data if triple[1] in named)


def judge(
    data: Iterable[Triple],
    shapes: rdflib.Graph,
    axioms: Iterable[Triple],
    only: Collection[tuple[str, Iri]] | None = None,
) -> Judged:
    """Judge a graph by the rules.

    Args:
        data: the view and the norm.
        shapes: rules and helpers.
        axioms: the ontology.
        only: helpers of rules; where given, only their probes are run, without the rules.
    """
    foreign = CORE_ONLY & set(shapes.predicates())
    if foreign:
        raise ValueError(f"not SHACL Core: {sorted(foreign)}")
    graph = with_probes(shapes)
    if only is not None:
        keep = {f"{PROBE}{name}:{rule}" for name, rule in only} | {f"{PROBE}all:{rule}" for _, rule in only}
        for subject in set(graph.subjects(RDF.type)) - set(map(URIRef, keep)):
            for target in TARGETS:
                graph.remove((subject, target, None))
    with warnings.catch_warnings():
        warnings.simplefilter("error", category=UserWarning)
        _, report, _ = pyshacl.validate(
            to_graph([*_that_shapes_read(data, shapes), *axioms]),
            shacl_graph=graph,
            inference="none",
            inplace=True,
        )
    assert isinstance(report, rdflib.Graph)
    places: dict[Place, dict[str, bool]] = {}
    failed: list[tuple[str, Place]] = []
    violated: set[Place] = set()
    probes: list[rdflib.term.Node] = []
    root = report.value(predicate=RDF.type, object=SH.ValidationReport)
    for result in report.objects(root, SH.result):  # details of nested shapes hang below these
        shape = str(report.value(result, SH.sourceShape))
        focus = to_term(report.value(result, SH.focusNode))
        raw = report.value(result, SH.value)
        value = focus if raw is None else to_term(raw)
        if shape.startswith(PROBE):
            name, _, rule = shape.removeprefix(PROBE).partition(":")
            place = Place(Iri(rule), focus, value)
            probes.append(result)
            if name == "all":
                places[place] = dict.fromkeys(HELPERS, True)
            else:
                failed.append((name, place))
        else:
            violated.add(Place(Iri(shape), focus, value))
    for name, place in failed:
        places[place][name] = False
    clean = _without(report, probes)
    conforms = not violated
    return Judged(places, violated, clean, conforms, "")


def _without(report: rdflib.Graph, probes: list[rdflib.term.Node]) -> rdflib.Graph:
    """The report with the results of the probes taken out, and ``sh:conforms`` set to what remains."""
    kept = to_graph([])
    drop = set(probes)
    root = report.value(predicate=RDF.type, object=SH.ValidationReport)
    assert root is not None
    queue = [result for result in report.objects(root, SH.result) if result not in drop]
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
    return kept
