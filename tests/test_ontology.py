"""The ontology and the code lists: complete texts, unique labels, OWL 2 RL, one base IRI."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from conftest import ROOT
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kgov.namespaces import BASE, ONTOLOGY, PREFIXES, shorten

HEADER = URIRef(ONTOLOGY)
KG, KGC = PREFIXES["kg"], PREFIXES["kgc"]

#: What may be said with OWL: declarations, and what OWL 2 RL knows of named classes and properties.
#: No class expressions: they need blank nodes, which the ontology has none of.
OWL_TERMS = {
    OWL.Ontology,
    OWL.versionInfo,
    OWL.versionIRI,
    OWL.deprecated,
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.TransitiveProperty,
    OWL.SymmetricProperty,
    OWL.disjointWith,
}
#: Datatypes of the OWL 2 RL datatype map that the ontology needs; xsd:date is in no OWL 2 datatype map.
DATATYPES = {XSD.boolean, XSD.integer, XSD.string, XSD.dateTime, RDFS.Literal}
SORTS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}


def parse(*folders: str) -> Graph:
    graph = Graph()
    for folder in folders:
        for path in sorted((ROOT / folder).glob("*.ttl")):
            graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return parse("ontology")


@pytest.fixture(scope="module")
def codes() -> Graph:
    return parse("ontology/codes")


# ---- what is looked for; each gives the faults of a graph, so that the tests can be tested


def languages(graph: Graph, thing: Node, name: URIRef) -> list[str]:
    """The languages of a text that is not empty."""
    texts = [text for text in graph.objects(thing, name) if isinstance(text, Literal) and str(text).strip()]
    return sorted(text.language or "" for text in texts)


def terms(graph: Graph) -> list[Node]:
    return sorted({s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(KG)})


def incomplete_terms(graph: Graph) -> list[tuple[str, str]]:
    faults = []
    for term in terms(graph):
        for name in (SKOS.prefLabel, SKOS.definition, SKOS.example):
            if languages(graph, term, name) != ["en", "sv"]:
                faults.append((shorten(str(term)), shorten(str(name))))
        comments = languages(graph, term, RDFS.comment)
        if comments not in ([], ["en", "sv"]) or not (comments or list(graph.objects(term, DCTERMS.source))):
            faults.append((shorten(str(term)), "source or comment"))
        if list(graph.objects(term, RDFS.isDefinedBy)) != [HEADER]:
            faults.append((shorten(str(term)), "rdfs:isDefinedBy"))
        if len(SORTS & set(graph.objects(term, RDF.type))) != 1:
            faults.append((shorten(str(term)), "rdf:type"))
    return faults


def shared_labels(graph: Graph, things: list[Node]) -> list[Literal]:
    labels = Counter(label for thing in things for label in graph.objects(thing, SKOS.prefLabel))
    return sorted(label for label, count in labels.items() if count > 1)  # type: ignore[type-var]


def beyond_rl(graph: Graph) -> list[str]:
    faults = set()
    for triple in graph:
        for node in triple:
            if isinstance(node, rdflib.BNode):
                faults.add("blank node")
            elif isinstance(node, URIRef) and node.startswith(str(OWL)) and node not in OWL_TERMS:
                faults.add(shorten(str(node)))
    declared = {s for sort in SORTS for s in graph.subjects(RDF.type, sort)}
    for place in (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf):
        for _, target in graph.subject_objects(place):
            if target not in declared and target not in DATATYPES:
                faults.add(f"{shorten(str(place))} {shorten(str(target))}")
    for sort, kinds in ((OWL.ObjectProperty, False), (OWL.DatatypeProperty, True)):
        for term in graph.subjects(RDF.type, sort):
            for target in graph.objects(term, RDFS.range):
                if (target in DATATYPES) != kinds:
                    faults.add(f"range of {shorten(str(term))}")
    return sorted(faults)


def incomplete_concepts(graph: Graph) -> list[tuple[str, str]]:
    faults = []
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    coded = {s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(KGC)}
    faults += [(shorten(str(thing)), "rdf:type") for thing in sorted(coded - schemes - concepts)]
    for thing in sorted(schemes | concepts):
        for name in (SKOS.prefLabel, SKOS.definition):
            if languages(graph, thing, name) != ["en", "sv"]:
                faults.append((shorten(str(thing)), shorten(str(name))))
        if list(graph.objects(thing, RDFS.isDefinedBy)) != [HEADER]:
            faults.append((shorten(str(thing)), "rdfs:isDefinedBy"))
    for concept in sorted(concepts):
        own = set(graph.objects(concept, SKOS.inScheme))
        broader = set(graph.objects(concept, SKOS.broader))
        if len(own) != 1 or not own <= schemes:
            faults.append((shorten(str(concept)), "skos:inScheme"))
        if any(set(graph.objects(wider, SKOS.inScheme)) != own for wider in broader):
            faults.append((shorten(str(concept)), "skos:broader"))
        if (set(graph.objects(concept, SKOS.topConceptOf)) == own) == bool(broader):
            faults.append((shorten(str(concept)), "top or broader"))
    for scheme in sorted(schemes):
        members = list(graph.subjects(SKOS.inScheme, scheme))
        if not members:
            faults.append((shorten(str(scheme)), "empty"))
        faults += [(shorten(str(scheme)), str(label)) for label in shared_labels(graph, members)]
    return faults


PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


def wrong_prefixes(text: str) -> list[tuple[str, str]]:
    """Prefixes of ours bound to another IRI, and IRIs of ours under another prefix."""
    names = {iri: name for name, iri in PREFIXES.items()}
    return [
        (name, iri)
        for name, iri in PREFIX.findall(text)
        if PREFIXES.get(name, iri) != iri
        or names.get(iri, name) != name
        or (iri.startswith(BASE) and iri not in names)
        or "w3id.org/kgov" in iri.replace(BASE, "")
    ]


# ---- the ontology and the code lists


def test_terms_are_complete(ontology: Graph) -> None:
    assert len(terms(ontology)) > 200
    assert incomplete_terms(ontology) == []


def test_labels_are_unique(ontology: Graph) -> None:
    assert shared_labels(ontology, terms(ontology)) == []


def test_there_is_one_ontology(ontology: Graph, codes: Graph) -> None:
    assert list((ontology + codes).subjects(RDF.type, OWL.Ontology)) == [HEADER]
    assert not ONTOLOGY.endswith(("/", "#"))
    for name in (DCTERMS.title, DCTERMS.description):
        assert languages(ontology, HEADER, name) == ["en", "sv"]
    assert list(ontology.objects(HEADER, OWL.versionInfo)) and list(ontology.objects(HEADER, DCTERMS.license))


def test_only_owl_rl_is_used(ontology: Graph) -> None:
    assert beyond_rl(ontology) == []


def test_terms_stand_in_the_modules_and_codes_in_the_code_lists(ontology: Graph, codes: Graph) -> None:
    assert terms(codes) == []
    assert not [s for s in ontology.subjects() if s.startswith(KGC)]


def test_code_lists_are_complete(codes: Graph) -> None:
    assert len(set(codes.subjects(RDF.type, SKOS.Concept))) > 200
    assert incomplete_concepts(codes) == []


FILES = sorted(
    path.relative_to(ROOT)
    for folder in ("ontology", "shapes", "data", "queries", "tests")
    for ending in ("ttl", "rq")
    for path in (ROOT / folder).rglob(f"*.{ending}")
)


def test_every_prefix_is_the_one_of_the_package() -> None:
    assert len(FILES) > 80
    wrong = {str(path): wrong_prefixes((ROOT / path).read_text(encoding="utf-8")) for path in FILES}
    assert {path: found for path, found in wrong.items() if found} == {}


def test_the_base_stands_once_in_the_package() -> None:
    holders = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "kgov").rglob("*.py")
        if "w3id.org/kgov" in path.read_text(encoding="utf-8")
    ]
    assert holders == ["kgov/namespaces.py"]


# ---- the tests can fail

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
GOOD = {
    "a": "owl:Class",
    "skos:prefLabel": "'vagn'@sv, 'cart'@en",
    "skos:definition": "'d'@sv, 'd'@en",
    "skos:example": "'e'@sv, 'e'@en",
    "rdfs:comment": "'c'@sv, 'c'@en",
    "rdfs:isDefinedBy": f"<{ONTOLOGY}>",
}


def graph_of(*things: tuple[str, dict[str, str | None]]) -> Graph:
    text = HEAD
    for name, changes in things:
        parts = {**GOOD, **changes}
        text += f"{name} " + " ; ".join(f"{key} {value}" for key, value in parts.items() if value) + " .\n"
    return Graph().parse(data=text)


def test_a_good_term_has_no_fault() -> None:
    graph = graph_of(("kg:Cart", {}))
    assert incomplete_terms(graph) == beyond_rl(graph) == shared_labels(graph, terms(graph)) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"skos:prefLabel": "'vagn'@sv"}, "skos:prefLabel"),
        ({"skos:definition": "'d'@sv, ' '@en"}, "skos:definition"),
        ({"skos:definition": "'d'@sv, 'd'@en, 'f'@en"}, "skos:definition"),
        ({"skos:example": None}, "skos:example"),
        ({"rdfs:comment": None}, "source or comment"),
        ({"rdfs:comment": "'c'@sv", "dcterms:source": "kgs:KR-01"}, "source or comment"),
        ({"rdfs:isDefinedBy": None}, "rdfs:isDefinedBy"),
        ({"rdfs:isDefinedBy": f"<{ONTOLOGY}/>"}, "rdfs:isDefinedBy"),
        ({"a": None}, "rdf:type"),
        ({"a": "owl:ObjectProperty, owl:DatatypeProperty"}, "rdf:type"),
    ],
)
def test_an_incomplete_term_is_caught(changes: dict[str, str | None], fault: str) -> None:
    assert incomplete_terms(graph_of(("kg:Cart", changes))) == [("kg:Cart", fault)]


def test_a_shared_label_is_caught() -> None:
    graph = graph_of(("kg:Cart", {}), ("kg:Wagon", {"skos:prefLabel": "'vagn'@sv, 'wagon'@en"}))
    assert shared_labels(graph, terms(graph)) == [Literal("vagn", lang="sv")]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"owl:unionOf": "kg:Cart"}, "owl:unionOf"),
        ({"rdfs:subClassOf": "owl:Thing"}, "owl:Thing"),
        ({"owl:disjointUnionOf": "kg:Cart"}, "owl:disjointUnionOf"),
        ({"rdfs:subClassOf": "[ a owl:Class ]"}, "blank node"),
        ({"rdfs:subClassOf": "kg:Undeclared"}, "rdfs:subClassOf kg:Undeclared"),
        ({"a": "owl:DatatypeProperty", "rdfs:range": "xsd:date"}, "rdfs:range xsd:date"),
        ({"a": "owl:ObjectProperty", "rdfs:range": "xsd:string"}, "range of kg:Cart"),
    ],
)
def test_what_is_beyond_rl_is_caught(changes: dict[str, str | None], fault: str) -> None:
    assert fault in beyond_rl(graph_of(("kg:Cart", changes)))


CONCEPT: dict[str, str | None] = {
    "a": "skos:Concept",
    "skos:inScheme": "kgc:carts",
    "skos:topConceptOf": "kgc:carts",
    "skos:prefLabel": "'kärra'@sv, 'barrow'@en",
}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, None),
        ({"skos:definition": "'d'@sv"}, ("kgc:cart-x", "skos:definition")),
        ({"rdfs:isDefinedBy": None}, ("kgc:cart-x", "rdfs:isDefinedBy")),
        ({"skos:inScheme": "kgc:cats", "skos:topConceptOf": "kgc:cats"}, ("kgc:cart-x", "skos:inScheme")),
        ({"skos:topConceptOf": None}, ("kgc:cart-x", "top or broader")),
        ({"skos:topConceptOf": None, "skos:broader": "kgc:cat"}, ("kgc:cart-x", "skos:broader")),
        ({"skos:prefLabel": "'dragkärra'@sv, 'handcart'@en"}, ("kgc:carts", "handcart")),
        ({"a": "skos:Konzept"}, ("kgc:cart-x", "rdf:type")),
    ],
)
def test_an_incomplete_concept_is_caught(
    changes: dict[str, str | None], fault: tuple[str, str] | None
) -> None:
    scheme: dict[str, str | None] = {"a": "skos:ConceptScheme"}
    other = {**CONCEPT, "skos:prefLabel": "'skottkärra'@sv, 'handcart'@en"}
    found = incomplete_concepts(
        graph_of(("kgc:carts", scheme), ("kgc:cart-x", {**CONCEPT, **changes}), ("kgc:cart-y", other))
    )
    assert found == [fault] if fault else found == []


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("@prefix kg: <https://w3id.org/kgov/def/> .", True),
        ("PREFIX kg: <https://w3id.org/kgov/def/>", True),
        ("@prefix ex: <https://example.org/> .", True),
        ("@prefix kg: <https://w3id.org/kgov/def#> .", False),
        ("PREFIX kg: <http://w3id.org/kgov/def/>", False),
        ("@prefix k: <https://w3id.org/kgov/def/> .", False),
        ("@prefix old: <http://w3id.org/kgov/old/> .", False),
        ("@prefix new: <https://w3id.org/kgov/new/> .", False),
        ("@prefix skos: <http://www.w3.org/2004/02/skos/> .", False),
    ],
)
def test_a_wrong_prefix_is_caught(text: str, good: bool) -> None:
    assert (wrong_prefixes(text) == []) == good


def test_files_are_found() -> None:
    assert Path("ontology/kgov.ttl") in FILES and Path("queries/norm/link-incomplete.rq") in FILES
