"""The form of the rules: six outcomes by design, SHACL Core only, and complete words."""

from __future__ import annotations

import importlib.util
import itertools
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import rdflib
from conftest import ROOT
from rdflib import DCTERMS, RDF, RDFS, SH, BNode, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kgov import resources
from kgov.answers.findings import OUTCOMES, outcome_of
from kgov.namespaces import PREFIXES, expand, local_name

KG = rdflib.Namespace(PREFIXES["kg"])
KGC = rdflib.Namespace(PREFIXES["kgc"])

#: The part of SHACL Core that the rules may use; each word here runs alike in every engine that was tried.
CORE = {
    *(SH.targetNode, SH.targetClass, SH.path, SH.inversePath, SH.zeroOrMorePath, SH.alternativePath),
    *(SH.severity, SH.message, SH["or"], SH["not"], SH["and"], SH.node, SH.property, SH["in"]),
    *(SH.minCount, SH.maxCount, SH.hasValue, SH.disjoint, SH.equals, SH.lessThanOrEquals, SH["class"]),
    *(SH.minExclusive, SH.maxExclusive),
    *(SH.minInclusive, SH.maxInclusive),
    *(SH.qualifiedValueShape, SH.qualifiedMinCount, SH.qualifiedMaxCount),
}
#: What defines the rules of our own, in place of a document.
OWN = URIRef(PREFIXES["kg"].rstrip("/"))
TARGETS = {SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf}
SEVERITY = {
    KGC["strength-ska"]: SH.Violation,
    KGC["strength-indicative"]: SH.Violation,
    KGC["strength-ska-softened"]: SH.Warning,
    KGC["strength-bor"]: SH.Warning,
    KGC["strength-efterstravas"]: SH.Warning,
    KGC["strength-forvantas"]: SH.Warning,
    KGC["strength-kan"]: SH.Info,
    KGC["strength-vid-behov"]: SH.Info,
}
#: Applies, due, known, clear: each fails in the rule by its negation. Then what must be met.
GUARDS = (KG.appliesWhen, KG.isDueWhen, KG.isKnownWhen, KG.isClearWhen)
WORDS = (RDFS.label, SH.message, KG.hasRemedy, KG.isJudgedBy, KG.isSatisfiedWhen)


def parse(part: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in resources.files(part):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return parse("rules")


@pytest.fixture(scope="module")
def statements() -> rdflib.Graph:
    return parse("statements")


def executable_rules(shapes: rdflib.Graph) -> list[URIRef]:
    """The rules that have a constraint, in the order of their names."""
    return sorted(rule for rule in set(shapes.subjects(KG.isMetWhen)) if isinstance(rule, URIRef))


# ---- what is looked for; each gives the faults of a graph, so that the tests can be tested


def faults_of_form(shapes: rdflib.Graph, rule: Node) -> list[str]:
    """Where an executable rule departs from the one form that gives six outcomes."""
    faults = []
    helpers = [list(shapes.objects(rule, link)) for link in (*GUARDS, KG.isMetWhen)]
    if any(len(found) != 1 or not isinstance(found[0], URIRef) for found in helpers):
        return ["each of the five helpers is named once, by its IRI"]
    named = [found[0] for found in helpers]
    lists = list(shapes.objects(rule, SH["or"]))
    if len(lists) != 1:
        return ["one sh:or"]
    members = list(Collection(shapes, lists[0]))
    if len(members) != 5:
        faults.append("five alternatives")
    for member, helper in zip(members[:4], named, strict=False):
        if not isinstance(member, BNode) or list(shapes.predicate_objects(member)) != [(SH["not"], helper)]:
            faults.append(f"[ sh:not {local_name(helper)} ]")
    if members[-1] != named[-1]:
        faults.append("met stands last")
    allowed = {SH["or"], SH.severity, SH.message, SH.path, *TARGETS}
    used = {p for p in shapes.predicates(rule) if str(p).startswith(str(SH))}
    if used - allowed:
        faults.append(f"no other constraint: {sorted(used - allowed)}")
    targets = [(target, node) for target in TARGETS for node in shapes.objects(rule, target)]
    if len(targets) != 1 and {target for target, _ in targets} != {SH.targetClass}:
        faults.append("one target, or the classes of several kinds")
    sort = SH.PropertyShape if (rule, SH.path, None) in shapes else SH.NodeShape
    if {SH.PropertyShape, SH.NodeShape} & set(shapes.objects(rule, RDF.type)) != {sort}:
        faults.append(f"a {local_name(sort)}")
    return faults


def faults_of_words(shapes: rdflib.Graph, statements: rdflib.Graph, rule: Node) -> list[str]:
    """What a rule lacks in words, source or severity."""
    faults = []
    for word in WORDS:
        texts = [
            text for text in shapes.objects(rule, word) if isinstance(text, Literal) and str(text).strip()
        ]
        if sorted(text.language or "" for text in texts) != ["en", "sv"]:
            faults.append(f"{local_name(word)} once in each language")
    sources = list(shapes.objects(rule, DCTERMS.source))
    identifier = str(shapes.value(rule, DCTERMS.identifier))
    if identifier != local_name(str(rule)):
        faults.append("the identifier is that of the IRI")
    if (rule, RDFS.isDefinedBy, OWN) in shapes:
        return [*faults, *faults_of_own(shapes, rule)]
    if not sources or any((source, RDF.type, KG.Statement) not in statements for source in sources):
        return [*faults, "rests on a statement"]
    if identifier not in {local_name(str(source)) for source in sources}:
        faults.append("is named after its statement")
    strength = {node for source in sources for node in statements.objects(source, KG.hasStrength)}
    if set(shapes.objects(rule, KG.hasStrength)) != strength:
        faults.append("has the strength of its statement")
    if [SEVERITY.get(node) for node in shapes.objects(rule, KG.hasStrength)] != list(
        shapes.objects(rule, SH.severity)
    ):
        faults.append("has the severity of its strength")
    return faults


def faults_of_own(shapes: rdflib.Graph, rule: Node) -> list[str]:
    """A rule of our own rests on its reason: no statement asks for it, and no verb gives it a strength."""
    faults = []
    if not str(shapes.value(rule, DCTERMS.identifier)).startswith("KG-"):
        faults.append("is numbered among our own")
    reasons = [text.language for text in shapes.objects(rule, RDFS.comment) if isinstance(text, Literal)]
    if sorted(language or "" for language in reasons) != ["en", "sv"]:
        faults.append("says its reason once in each language")
    if list(shapes.objects(rule, DCTERMS.source)) or list(shapes.objects(rule, KG.hasStrength)):
        faults.append("claims no statement and no strength")
    if list(shapes.objects(rule, SH.severity)) != [SH.Violation]:
        faults.append("has a severity")
    return faults


def helpers(shapes: rdflib.Graph) -> set[Node]:
    """Named shapes that are no rules."""
    named = set(shapes.subjects(RDF.type, SH.NodeShape)) | set(shapes.subjects(RDF.type, SH.PropertyShape))
    return {node for node in named if not list(shapes.objects(node, KG.isMetWhen))}


# ---- the tests


def test_there_are_rules(shapes: rdflib.Graph) -> None:
    rules = set(shapes.subjects(RDF.type, KG.Rule))
    assert set(executable_rules(shapes)) == rules
    own = {rule for rule in rules if (rule, RDFS.isDefinedBy, OWN) in shapes}
    assert (len(rules - own), len(own)) == (103, 7)


def test_every_executable_rule_has_the_form(shapes: rdflib.Graph) -> None:
    found = {local_name(rule): faults_of_form(shapes, rule) for rule in executable_rules(shapes)}
    assert {rule: faults for rule, faults in found.items() if faults} == {}


def test_every_executable_rule_is_a_rule_with_words(shapes: rdflib.Graph) -> None:
    assert {rule for rule in executable_rules(shapes) if (rule, RDF.type, KG.Rule) not in shapes} == set()


def test_every_rule_has_words_source_and_severity(shapes: rdflib.Graph, statements: rdflib.Graph) -> None:
    rules = sorted(set(shapes.subjects(RDF.type, KG.Rule)))
    found = {local_name(str(rule)): faults_of_words(shapes, statements, rule) for rule in rules}
    assert {rule: faults for rule, faults in found.items() if faults} == {}


def test_helpers_are_named_have_no_target_and_weigh_nothing(shapes: rdflib.Graph) -> None:
    found = helpers(shapes)
    assert found
    for helper in found:
        assert isinstance(helper, URIRef), helper
        assert list(shapes.objects(helper, SH.severity)) == [SH.Info], helper
        assert not TARGETS & set(shapes.predicates(helper)), helper
        assert not list(shapes.objects(helper, SH.message)), helper


def test_every_helper_serves_a_rule(shapes: rdflib.Graph) -> None:
    reached: set[Node] = set(executable_rules(shapes))
    queue = list(reached)
    while queue:
        for node in shapes.objects(queue.pop()):
            if node not in reached and not isinstance(node, Literal):
                reached.add(node)
                queue.append(node)
    assert helpers(shapes) - reached == set()


def test_every_helper_that_is_named_exists(shapes: rdflib.Graph) -> None:
    links = (SH.node, SH["not"], SH.qualifiedValueShape, *GUARDS, KG.isMetWhen)
    named = {node for link in links for node in shapes.objects(None, link) if isinstance(node, URIRef)}
    for alternatives in shapes.objects(None, SH["or"]):
        named |= {node for node in Collection(shapes, alternatives) if isinstance(node, URIRef)}
    assert named <= helpers(shapes)


def test_only_rules_have_targets(shapes: rdflib.Graph) -> None:
    aimed = {subject for target in TARGETS for subject in shapes.subjects(target)}
    assert aimed == set(executable_rules(shapes))


def test_shacl_core_only(shapes: rdflib.Graph) -> None:
    used = {p for p in shapes.predicates() if str(p).startswith(str(SH))}
    assert used <= CORE
    assert used >= {SH["or"], SH["not"], SH.path, SH.hasValue}


def depth(shapes: rdflib.Graph, shape: Node) -> int:
    """How many shapes stand in one another, from this one on."""
    within = [
        node
        for link in (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
        for node in shapes.objects(shape, link)
    ]
    for link in (SH["or"], SH["and"]):
        for alternatives in shapes.objects(shape, link):
            within += Collection(shapes, alternatives)
    return 1 + max((depth(shapes, node) for node in within), default=0)


def test_no_rule_is_deeper_than_pyshacl_goes_unasked(shapes: rdflib.Graph) -> None:
    deep = {local_name(rule): depth(shapes, rule) for rule in executable_rules(shapes)}
    assert {rule: levels for rule, levels in deep.items() if levels > 15} == {}


# ---- a fault in the form is caught

PATTERN = """
kgr:X-1 a kg:Rule, sh:NodeShape ; sh:targetNode kgd:x ; sh:severity sh:Violation ; kg:needsComplete kgc:aspect-members ;
    kg:appliesWhen kgr:a ; kg:isDueWhen kgr:d ; kg:isKnownWhen kgr:k ; kg:isClearWhen kgr:c ; kg:isMetWhen kgr:m ;
    sh:or ( [ sh:not kgr:a ] [ sh:not kgr:d ] [ sh:not kgr:k ] [ sh:not kgr:c ] kgr:m ) .
"""
SPOILT = [
    ("", "", 0),
    (" [ sh:not kgr:d ]", "", 1),
    ("[ sh:not kgr:k ] [ sh:not kgr:c ]", "[ sh:not kgr:c ] [ sh:not kgr:k ]", 1),
    ("[ sh:not kgr:a ]", "kgr:a", 1),
    ("[ sh:not kgr:a ]", "[ sh:not kgr:a ; sh:node kgr:d ]", 1),
    ("kgr:m )", "kgr:k )", 1),
    ("kgr:m )", "[ sh:not kgr:m ] )", 1),
    ("kg:isKnownWhen kgr:k ;", "", 1),
    ("sh:targetNode kgd:x ;", "", 1),
    ("sh:targetNode kgd:x ;", "sh:targetNode kgd:x ; sh:closed true ;", 1),
    ("sh:NodeShape", "sh:PropertyShape", 1),
    # A rule that one entry settles needs no complete list; one that governs two kinds has a class for each.
    ("kg:needsComplete kgc:aspect-members ;", "", 0),
    ("sh:targetNode kgd:x ;", "sh:targetClass kgd:x, kgd:y ;", 0),
    ("sh:targetNode kgd:x ;", "sh:targetNode kgd:x, kgd:y ;", 1),
    ("sh:targetNode kgd:x ;", "sh:targetNode kgd:x ; sh:targetClass kgd:y ;", 1),
]


@pytest.mark.parametrize(("old", "new", "count"), SPOILT)
def test_a_fault_in_the_form_is_caught(old: str, new: str, count: int) -> None:
    assert old in PATTERN
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    graph = rdflib.Graph().parse(data=prefixes + PATTERN.replace(old, new, 1), format="turtle")
    assert bool(faults_of_form(graph, URIRef(PREFIXES["kgr"] + "X-1"))) == bool(count)


COMMON = [*WORDS, DCTERMS.identifier, SH.severity]


@pytest.mark.parametrize(
    ("name", "word"),
    [("OR-33", word) for word in (*COMMON, DCTERMS.source, KG.hasStrength)]
    + [("KG-01", word) for word in (*COMMON, RDFS.comment, RDFS.isDefinedBy)],
)
def test_a_rule_without_one_of_its_words_is_caught(
    name: str, word: URIRef, shapes: rdflib.Graph, statements: rdflib.Graph
) -> None:
    rule = URIRef(PREFIXES["kgr"] + name)
    assert not faults_of_words(shapes, statements, rule)
    spoilt = rdflib.Graph()
    for triple in shapes.triples((rule, None, None)):
        if triple[1] != word:
            spoilt.add(triple)
    assert faults_of_words(spoilt, statements, rule)


@pytest.mark.parametrize("claim", [(DCTERMS.source, "kgs:OR-33"), (KG.hasStrength, "kgc:strength-ska")])
def test_a_rule_of_our_own_that_claims_a_document_is_caught(
    claim: tuple[URIRef, str], shapes: rdflib.Graph, statements: rdflib.Graph
) -> None:
    rule = URIRef(PREFIXES["kgr"] + "KG-01")
    spoilt = rdflib.Graph()
    for triple in shapes.triples((rule, None, None)):
        spoilt.add(triple)
    spoilt.add((rule, claim[0], URIRef(expand(claim[1]))))
    assert faults_of_words(spoilt, statements, rule)


# ---- the generated file


def seat_rules() -> ModuleType:
    spec = importlib.util.spec_from_file_location("seat_rules", ROOT / "tools" / "seat_rules.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_seat_rules_are_as_generated() -> None:
    done = subprocess.run(
        [sys.executable, "tools/seat_rules.py", "--check"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.returncode == 0


def test_a_seat_rule_changed_by_hand_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = seat_rules()
    changed = tmp_path / "rmks-seats.ttl"
    changed.write_text(tool.write().replace("kgd:orebro-hslg", "kgd:orebro-hs-direktor", 1), encoding="utf-8")
    monkeypatch.setattr(tool, "TARGET", changed)
    monkeypatch.setattr(sys, "argv", ["seat_rules.py", "--check"])
    assert tool.main() == 1


# ---- the order of the outcomes

HELPERS = ("applies", "due", "known", "clear", "met")
#: The table of design, section 4: the first line that fits. A dot is either.
TABLE = [
    ("0....", "inapplicable"),
    ("1.1.1", "satisfied"),
    ("10...", "pending"),
    ("110..", "missing"),
    ("11100", "unclear"),
    ("11110", "violated"),
]


@pytest.mark.parametrize("bits", ["".join(bits) for bits in itertools.product("01", repeat=5)])
def test_outcome(bits: str) -> None:
    expected = next(
        outcome
        for pattern, outcome in TABLE
        if all(wanted in (".", bit) for wanted, bit in zip(pattern, bits, strict=True))
    )
    holds = {name: bit == "1" for name, bit in zip(HELPERS, bits, strict=True)}
    assert outcome_of(holds) == expected
    # The rule itself fails only where all four hold and it is not met: the shape and the table agree.
    assert (expected == "violated") == (bits == "11110")


def test_the_table_gives_each_outcome() -> None:
    assert sorted(outcome for _, outcome in TABLE) == sorted(OUTCOMES)
