"""Closed vocabulary: every name used in a Turtle, query or program file is defined; a misspelt one fails.

A misspelt ``sh:`` term passes every SHACL engine, and a misspelt property just finds nothing. This test
is the guard against both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from rdflib import namespace

from kgov.model.knowledge import Knowledge
from kgov.namespaces import BASE, ONTOLOGY, PREFIXES, expand, shorten
from kgov.storage.reading import read
from kgov.storage.terms import Iri, Text

FOLDERS = ("ontology", "shapes", "data", "queries", "tests")
OURS = ("kg", "kgc", "kgd", "kgs", "kgr", "kgdoc")

#: SHACL Core, terms of shapes graphs and of reports; nothing of SHACL-SPARQL or Advanced Features.
SHACL_CORE = """
    NodeShape PropertyShape Shape targetClass targetNode targetObjectsOf targetSubjectsOf deactivated
    message severity Info Warning Violation name description order group PropertyGroup defaultValue
    path inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath property node
    class datatype nodeKind BlankNode IRI Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral
    minCount maxCount minExclusive minInclusive maxExclusive maxInclusive
    minLength maxLength pattern flags languageIn uniqueLang equals disjoint lessThan lessThanOrEquals
    not and or xone qualifiedValueShape qualifiedValueShapesDisjoint qualifiedMinCount qualifiedMaxCount
    closed ignoredProperties hasValue in
    ValidationReport ValidationResult conforms result focusNode resultPath value sourceShape
    sourceConstraintComponent resultSeverity resultMessage detail
"""

#: The terms that really exist in a vocabulary of others; rdflib carries closed lists of them.
EXISTING: dict[str, Callable[[str], bool]] = {
    "org": namespace.ORG.__contains__,
    "prov": namespace.PROV.__contains__,
    "skos": namespace.SKOS.__contains__,
    "dcterms": namespace.DCTERMS.__contains__,
    "foaf": namespace.FOAF.__contains__,
    "vann": namespace.VANN.__contains__,
    "owl": namespace.OWL.__contains__,
    "rdf": namespace.RDF.__contains__,
    "rdfs": namespace.RDFS.__contains__,
    "xsd": namespace.XSD.__contains__,
    "cv": {"Requirement", "ReferenceFramework"}.__contains__,
    "sh": set(SHACL_CORE.split()).__contains__,
}
#: Namespaces that are nobody's vocabulary: examples, programs and licences.
FREE = ("https://example.org/", "urn:", "http://creativecommons.org/")


def files(*endings: str) -> list[Path]:
    return sorted(
        path for folder in FOLDERS for ending in endings for path in (ROOT / folder).rglob(f"*.{ending}")
    )


@pytest.fixture(scope="module")
def defined(model: Knowledge) -> set[str]:
    """Every IRI of ours that is defined, each in the place where its sort belongs."""
    graphs = {
        "ontology": "kg",
        "ontology/codes": "kgc",
        "shapes/*": "kgr",
        "data/*": "kgd kgdoc kgs",
        "data/*/*": "kgd kgdoc kgs",
    }
    found = {ONTOLOGY}
    for pattern, prefixes in graphs.items():
        bases = tuple(PREFIXES[name] for name in prefixes.split())
        for path in ROOT.glob(f"{pattern}/*.ttl"):
            if path.parent.name != "examples":
                triples = read(str(path)).triples
                found.update(s for s, p, _ in triples if p == expand("rdf:type") and s.startswith(bases))
    statements = {iri for iri in found if iri.startswith(PREFIXES["kgs"])}
    assert statements == set(model.statements)
    return found


def is_known(iri: str, defined: set[str]) -> bool:
    """Whether an IRI of ours is defined, or one of a known vocabulary exists."""
    if iri.startswith(BASE):
        return iri in defined
    prefix, _, local = shorten(iri).partition(":")
    return iri == PREFIXES[prefix] or EXISTING[prefix](local) if prefix in EXISTING else True


def unknown_in_turtle(path: Path, defined: set[str]) -> list[str]:
    """What a Turtle file uses and nobody has defined; predicates and classes must be of a known vocabulary."""
    faults = set()
    for s, p, o in read(str(path)).triples:
        used = [term for term in (s, p, o) if isinstance(term, Iri)]
        if isinstance(o, Text):
            used.append(Iri(o.datatype))
        faults.update(term for term in used if not is_known(term, defined))
        for term in (p, o) if p == expand("rdf:type") else (p,):
            if isinstance(term, Iri) and not term.startswith((*PREFIXES.values(), *FREE)):
                faults.add(term)
    return sorted(shorten(term) for term in faults)


TOKEN = re.compile(
    r"""(?P<text>\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"|<(?P<iri>[^<>\"{}|^`\\\s]*:[^<>\"{}|^`\\\s]*)>"
    r"|(?P<comment>\#[^\n]*)"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<name>(?<![\w:])[A-Za-z][\w-]*:(?:[A-Za-z0-9_](?:[\w.-]*[\w-])?)?)"
    r"|(?P<default>(?<![\w:]):[A-Za-z]\w*)",
    re.DOTALL,
)
DECLARED = re.compile(r"^\s*PREFIX\s+(\w+):\s*<([^>]*)>[ \t]*$", re.IGNORECASE | re.MULTILINE)


def names_in_query(text: str) -> Iterator[str]:
    """The IRIs and prefixed names of a query, outside strings and comments."""
    for match in TOKEN.finditer(DECLARED.sub("", text)):
        if match["iri"]:
            yield match["iri"]
        elif match["name"] or match["default"]:
            yield match["name"] or match["default"]


def unknown_in_query(text: str, defined: set[str]) -> list[str]:
    """What a query uses and nobody has defined, and prefixes that it does not declare where it declares any."""
    declared = dict(DECLARED.findall(text))
    faults = set()
    for name in names_in_query(text):
        prefix, _, local = name.partition(":")
        if local.startswith("//") or name.startswith(FREE):
            known = is_known(name, defined)
        elif prefix in PREFIXES:
            known = is_known(PREFIXES[prefix] + local, defined) and (not declared or prefix in declared)
        else:
            known = declared.get(prefix, "").startswith(FREE)
        if not known:
            faults.add(shorten(name))
    return sorted(faults)


def unknown_in_python(text: str, defined: set[str]) -> list[str]:
    """Prefixed names of ours in a program, but those that are put together while it runs."""
    pattern = re.compile(rf"(?<![\w:])({'|'.join(OURS)}):([A-Za-z][\w-]*\w)(?![\w-]*[{{-])")
    return sorted(
        {
            f"{prefix}:{local}"
            for prefix, local in pattern.findall(text)
            if PREFIXES[prefix] + local not in defined
        }
    )


def gather(paths: Iterable[Path], faults: Callable[[Path], list[str]]) -> dict[str, list[str]]:
    found = {path.relative_to(ROOT).as_posix(): faults(path) for path in paths}
    return {path: names for path, names in found.items() if names}


def test_turtle_files_use_defined_names_only(defined: set[str]) -> None:
    paths = files("ttl")
    assert len(paths) > 50
    assert gather(paths, lambda path: unknown_in_turtle(path, defined)) == {}


def test_queries_use_defined_names_only(defined: set[str]) -> None:
    paths = files("rq")
    assert len(paths) > 35
    assert gather(paths, lambda path: unknown_in_query(path.read_text(encoding="utf-8"), defined)) == {}


def test_the_program_uses_defined_names_only(defined: set[str]) -> None:
    paths = [*(ROOT / "kgov").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    assert gather(paths, lambda path: unknown_in_python(path.read_text(encoding="utf-8"), defined)) == {}


# ---- the test of the test

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
TURTLE = {
    "kgd:orebro-rmks kg:hasLevel kgc:level-region .": [],
    "kgd:orebro-rmks kg:hasLevell kgc:level-region .": ["kg:hasLevell"],
    "kgd:orebro-rmks kg:hasLevel kgc:level-regional .": ["kgc:level-regional"],
    "kgd:orebro-rmsk kg:hasLevel kgc:level-region .": ["kgd:orebro-rmsk"],
    "kgd:orebro-rmks dcterms:source kgs:OR-999 .": ["kgs:OR-999"],
    "kgr:KR-18 dcterms:isPartOf kgdoc:kronoberg .": ["kgdoc:kronoberg"],
    "kgr:KR-99 sh:minCount 1 .": ["kgr:KR-99"],
    "kgr:KR-18 sh:minCont 1 .": ["sh:minCont"],
    "kgr:KR-18 sh:sparql [] .": ["sh:sparql"],
    "kgr:KR-18 sh:severity sh:Warn .": ["sh:Warn"],
    "kgd:orebro-rmks org:reportTo kgd:orebro-hslg .": ["org:reportTo"],
    "kgd:orebro-rmks prov:wasRevisedBy kgd:orebro-hslg .": ["prov:wasRevisedBy"],
    "kgc:level-region skos:label 'x' .": ["skos:label"],
    "kgd:orebro-rmks dcterms:sources kgs:OR-01 .": ["dcterms:sources"],
    "kgd:orebro-rmks kg:hasCount '1'^^xsd:int8 .": ["xsd:int8"],
    "kgd:orebro-rmks <https://w3id.org/kgov/definition/x> 1 .": [f"{BASE}definition/x"],
    "kgd:orebro-rmks <http://www.w3.org/ns/orgs#reportsTo> 1 .": ["http://www.w3.org/ns/orgs#reportsTo"],
    "kgd:orebro-rmks a <http://www.w3.org/ns/organisation> .": ["http://www.w3.org/ns/organisation"],
    "<https://example.org/x> a kg:Person ; rdfs:seeAlso <https://www.regionorebrolan.se/> .": [],
}


@pytest.mark.parametrize("text", TURTLE)
def test_an_unknown_name_in_turtle_is_caught(text: str, defined: set[str], tmp_path: Path) -> None:
    path = tmp_path / "planted.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    assert unknown_in_turtle(path, defined) == TURTLE[text]


QUERIES = {
    "SELECT ?x { ?x a kg:Link ; ^kg:leadsFrom/kg:leadsTo|kg:goesVia ?y }": [],
    "SELECT ?x { ?x a kg:Lnk }": ["kg:Lnk"],
    "SELECT ?x { ?x ^kg:leadFrom/kg:leadsTo|kg:goVia ?y }": ["kg:goVia", "kg:leadFrom"],
    "SELECT ?x { ?x (kg:isPartOff)* ?y }": ["kg:isPartOff"],
    "SELECT ?x { VALUES ?x { kgd:orebro-rmsk } }": ["kgd:orebro-rmsk"],
    "SELECT ?x { ?x a kg:Link } # kg:Lnk": [],
    '#+ question-en: kg:Lnk\nSELECT ?x { ?x rdfs:label "kg:Lnk # kg:" . }': [],
    'SELECT ?x { ?x rdfs:label "a # b" ; a kg:Lnk }': ["kg:Lnk"],
    "SELECT ?x { ?x rdfs:label 'it\\'s' ; a kg:Lnk }": ["kg:Lnk"],
    "SELECT ?x { ?x a <http://www.w3.org/ns/org#Organisation> ; a kg:Lnk }": ["kg:Lnk", "org:Organisation"],
    "SELECT ?x { FILTER ( ?x<?y && ?y>?x ) ?x a kg:Lnk }": ["kg:Lnk"],
    "SELECT ?x { FILTER ( xsd:integer(?x) = 1 ) }": [],
    "SELECT ?x { FILTER ( xsd:integr(?x) = 1 ) }": ["xsd:integr"],
    "SELECT ?x { ?x sh:minCont 1 }": ["sh:minCont"],
    "SELECT ?x { ?x nope:thing :other }": [":other", "nope:thing"],
    "PREFIX kg: <https://w3id.org/kgov/def/>\nSELECT ?x { ?x a kg:Link }": [],
    "PREFIX kg: <https://w3id.org/kgov/def/>\nSELECT ?x { ?x a kg:Link ; rdfs:label ?y }": ["rdfs:label"],
}


@pytest.mark.parametrize("text", QUERIES)
def test_an_unknown_name_in_a_query_is_caught(text: str, defined: set[str]) -> None:
    assert unknown_in_query(text, defined) == QUERIES[text]


def test_an_unknown_name_in_the_program_is_caught(defined: set[str]) -> None:
    text = 'thing.one("kg:hasLevell"); expand(f"kgc:link-{name}"); expand("kgc:link-reports-to"); "kg:{name}"'
    assert unknown_in_python(text, defined) == ["kg:hasLevell"]
