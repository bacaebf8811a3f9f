"""Which engine judges: the fast one where it is known to be right, else pySHACL, and never silence."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest
import rdflib
from rdflib.compare import isomorphic

import kgov
from kgov.answers.validation import published_shapes
from kgov.errors import KgovError
from kgov.namespaces import PREFIXES
from kgov.reasoning import fast_shacl, shacl
from kgov.storage.reference import to_graph, to_term
from kgov.storage.terms import Iri, Triple

HEAD = (
    "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    + "@prefix ex: <https://example.org/> .\n"
)
HELPERS = """
kgr:always a sh:NodeShape .
ex:known a sh:NodeShape ; sh:property [ sh:path ex:known ; sh:hasValue true ] .
"""
RULE = """
ex:{name} a sh:{sort}Shape ; {target} ; {more}
    sh:severity sh:Warning ; sh:message "fel"@sv , "wrong"@en ;
    kg:appliesWhen kgr:always ; kg:isDueWhen kgr:always ; kg:isKnownWhen ex:known ;
    kg:isClearWhen kgr:always ; kg:isMetWhen ex:{name}-met ;
    sh:or ( [ sh:not kgr:always ] [ sh:not kgr:always ] [ sh:not ex:known ] [ sh:not kgr:always ] ex:{name}-met ) .
ex:{name}-met a sh:NodeShape ; {met} .
"""
DATA = """
ex:Small rdfs:subClassOf ex:Thing .
ex:one a ex:Thing ; ex:known true ; ex:p 1 , 2 ; ex:q 2 ; ex:r ex:two ; ex:t "Å\\"\\n"@sv-SE .
ex:two a ex:Small ; ex:known true ; ex:p 3 ; ex:q 1 ; ex:r ex:one , _:b , "text" ; ex:flag "1"^^xsd:boolean .
ex:three a ex:Small ; ex:known true ; ex:r ex:four ; ex:t "abc" ; ex:flag true ; ex:q 5 .
ex:four a ex:Other ; ex:known true ; ex:r ex:one ; ex:p "01"^^xsd:integer ; ex:u ex:two , ex:three .
ex:five a ex:Thing ; ex:r ex:five ; ex:u ex:one .
_:b a ex:Thing ; ex:known true ; ex:p 7 ; ex:t "xyz"@en .
"""
THINGS = "sh:targetClass ex:Thing"


def shapes(
    met: str, target: str = THINGS, more: str = "", sort: str = "Node", names: tuple[str, ...] = ("rule",)
) -> str:
    """Rules of one form, as Turtle."""
    return HELPERS + "".join(
        RULE.format(name=name, met=met, target=target, more=more, sort=sort) for name in names
    )


def graph(turtle: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=HEAD + turtle, format="turtle")


def triples(turtle: str) -> list[Triple]:
    return [(to_term(s), Iri(p), to_term(o)) for s, p, o in graph(turtle)]  # type: ignore[misc]


RECORD = triples(DATA)  # once, for each reading gives the blank node another label


def judge(rules: str, engine: str) -> shacl.Judged:
    return shacl.judge(RECORD, shacl.Shapes(triples(rules)), [], engine=engine)


#: For every construct that the fast engine is trusted with, a constraint that some nodes meet and some do not.
CONSTRUCTS = {
    "property": "sh:property [ sh:path ex:p ; sh:minCount 1 ]",
    "path": "sh:property [ sh:path ( ex:r ex:p ) ; sh:minCount 1 ]",
    "inversePath": "sh:property [ sh:path [ sh:inversePath ex:r ] ; sh:minCount 1 ]",
    "alternativePath": "sh:property [ sh:path [ sh:alternativePath ( ex:q ex:t ) ] ; sh:maxCount 1 ; sh:minCount 1 ]",
    "zeroOrMorePath": "sh:property [ sh:path ( [ sh:zeroOrMorePath ex:u ] ex:p ) ; sh:minCount 1 ]",
    "oneOrMorePath": "sh:property [ sh:path [ sh:oneOrMorePath ex:r ] ; sh:hasValue ex:five ]",
    "zeroOrOnePath": "sh:property [ sh:path ( [ sh:zeroOrOnePath ex:r ] ex:p ) ; sh:minCount 3 ]",
    "node": "sh:node [ sh:property [ sh:path ex:t ; sh:minCount 1 ] ]",
    "not": "sh:not [ sh:property [ sh:path ex:t ; sh:minCount 1 ] ]",
    "and": "sh:and ( [ sh:property [ sh:path ex:t ; sh:minCount 1 ] ] [ sh:property [ sh:path ex:p ; sh:minCount 1 ] ] )",
    "or": "sh:or ( [ sh:property [ sh:path ex:t ; sh:minCount 2 ] ] [ sh:property [ sh:path ex:q ; sh:hasValue 1 ] ] )",
    "xone": "sh:xone ( [ sh:property [ sh:path ex:t ; sh:minCount 1 ] ] [ sh:property [ sh:path ex:p ; sh:minCount 1 ] ] )",
    "class": "sh:property [ sh:path ex:r ; sh:class ex:Thing ]",
    "datatype": "sh:property [ sh:path ex:t ; sh:datatype xsd:string ]",
    "nodeKind": "sh:property [ sh:path ex:r ; sh:nodeKind sh:IRI ]",
    "in": "sh:property [ sh:path ex:p ; sh:in ( 1 2 ) ]",
    "hasValue": "sh:property [ sh:path ex:flag ; sh:hasValue true ]",
    "pattern": 'sh:property [ sh:path ex:t ; sh:pattern "^[a-w]" ]',
    "flags": 'sh:property [ sh:path ex:t ; sh:pattern "^A" ; sh:flags "i" ]',
    "minLength": "sh:property [ sh:path ex:t ; sh:minLength 4 ]",
    "maxLength": "sh:property [ sh:path ex:r ; sh:maxLength 23 ]",
    "minCount": "sh:property [ sh:path ex:p ; sh:minCount 2 ]",
    "maxCount": "sh:property [ sh:path ex:p ; sh:maxCount 1 ]",
    "qualifiedValueShape": "sh:property [ sh:path ex:r ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:property [ sh:path ex:p ; sh:minCount 1 ] ] ]",
    "qualifiedMinCount": "sh:property [ sh:path ex:r ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class ex:Other ] ]",
    "qualifiedMaxCount": "sh:property [ sh:path ex:r ; sh:qualifiedMaxCount 0 ; sh:qualifiedValueShape [ sh:class ex:Thing ] ]",
    "minInclusive": "sh:property [ sh:path ex:p ; sh:minInclusive 2 ]",
    "maxInclusive": "sh:property [ sh:path ex:p ; sh:maxInclusive 2 ]",
    "minExclusive": "sh:property [ sh:path ex:p ; sh:minExclusive 2 ]",
    "maxExclusive": "sh:property [ sh:path ex:q ; sh:maxExclusive 2 ]",
    "equals": "sh:property [ sh:path ex:p ; sh:equals ex:q ]",
    "disjoint": "sh:property [ sh:path ex:p ; sh:disjoint ex:q ]",
    "lessThan": "sh:property [ sh:path ex:p ; sh:lessThan ex:q ]",
    "lessThanOrEquals": "sh:property [ sh:path ex:p ; sh:lessThanOrEquals ex:q ]",
}
TARGETS = {
    "targetClass": "sh:targetClass ex:Thing",
    "targetNode": "sh:targetNode ex:one , ex:five , ex:nowhere",
    "targetSubjectsOf": "sh:targetSubjectsOf ex:u",
    "targetObjectsOf": "sh:targetObjectsOf ex:r",
}


def test_what_cannot_be_compared_is_the_known_difference() -> None:
    """When pySHACL mends this, the note in the fast engine goes too."""
    rules = shapes("sh:property [ sh:path ex:q ; sh:maxInclusive 2 ]", "sh:targetNode ex:day")
    data = triples('ex:day ex:known true ; ex:q "2026-01-01"^^xsd:date .')
    found = {
        engine: [
            holds["met"]
            for holds in shacl.judge(data, shacl.Shapes(triples(rules)), [], engine=engine).holds.values()
        ]
        for engine in ("fast", "pyshacl")
    }
    assert found == {"fast": [False], "pyshacl": [True]}


def test_every_construct_that_is_trusted_is_tried() -> None:
    assert {name.replace(PREFIXES["sh"], "") for name in fast_shacl.KNOWN} == {*CONSTRUCTS, *TARGETS}


@pytest.mark.parametrize("name", CONSTRUCTS)
@pytest.mark.parametrize("path", ["", "ex:r", "[ sh:inversePath ex:u ]"])
def test_a_construct_means_the_same_in_both(name: str, path: str) -> None:
    more, sort = (f"sh:path {path} ;", "Property") if path else ("", "Node")
    rules = shapes(CONSTRUCTS[name], more=more, sort=sort)
    fast, reference = judge(rules, "fast"), judge(rules, "pyshacl")
    assert fast.holds == reference.holds and fast.violated == reference.violated
    if not path:
        assert {holds["met"] for holds in fast.holds.values()} == {True, False}, "proves nothing"
        assert fast.violated


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_means_the_same_in_both(name: str) -> None:
    rules = shapes(CONSTRUCTS["minCount"], TARGETS[name])
    fast, reference = judge(rules, "fast"), judge(rules, "pyshacl")
    assert fast.holds == reference.holds and fast.violated == reference.violated
    assert fast.holds
    if name == "targetNode":  # of a blank node pySHACL adds what the data say of it
        assert isomorphic(to_graph(fast.report), to_graph(reference.report))


@pytest.mark.parametrize("path", ["", "ex:r"])
def test_equal_rules_keep_their_names(path: str) -> None:
    more, sort = (f"sh:path {path} ;", "Property") if path else ("", "Node")
    never = "sh:property [ sh:path ex:none ; sh:minCount 1 ]"
    rules = shapes(never, more=more, sort=sort, names=("one", "two", "three"))
    rules += RULE.format(name="four", met=never, target="sh:targetNode ex:four", more="", sort="Node")
    fast, reference = judge(rules, "fast"), judge(rules, "pyshacl")
    assert fast.holds == reference.holds and fast.violated == reference.violated
    assert len({place.rule for place in fast.violated}) == 4


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_rules_that_share_a_helper_keep_their_targets(engine: str) -> None:
    rules = shapes(CONSTRUCTS["minCount"], names=("all",))
    rules += RULE.format(
        name="one", met=CONSTRUCTS["minCount"], target="sh:targetNode ex:four", more="", sort="Node"
    )
    found = judge(rules, engine).holds
    five = shacl.Place(Iri("https://example.org/all"), *[Iri("https://example.org/five")] * 2)
    assert found[five]["known"] is False  # a helper of both rules, and five is a target of the first alone
    assert {place.focus for place in found if place.rule.endswith("one")} == {"https://example.org/four"}


#: What the fast engine refuses, and the word by which it says so.
REFUSED = {
    "an unknown construct": (
        shapes("sh:property [ sh:path ex:t ; sh:uniqueLang true ; sh:minCount 1 ]"),
        "sh:uniqueLang",
    ),
    "a closed shape": (shapes("sh:closed true"), "sh:closed"),
    "a misspelt term": (shapes("sh:property [ sh:path ex:p ; sh:minCuont 1 ]"), "sh:minCuont"),
    "a deactivated rule": (shapes("sh:nodeKind sh:IRI", more="sh:deactivated false ;"), "sh:deactivated"),
    "a constraint beside the form": (
        shapes("sh:nodeKind sh:IRI", more="sh:nodeKind sh:IRI ;"),
        "sh:nodeKind",
    ),
    "another form": (shapes("sh:nodeKind sh:IRI").replace("[ sh:not ex:known ]", "ex:known"), "sh:or"),
    "a target that is no rule's": (
        shapes("sh:nodeKind sh:IRI") + "ex:x sh:targetNode ex:one ; sh:nodeKind sh:Literal .",
        "sh:targetNode",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_proven_is_refused(name: str) -> None:
    rules, word = REFUSED[name]
    with pytest.raises(KgovError) as caught:
        judge(rules, "fast")
    assert word in caught.value.problem.sv and word in caught.value.problem.en


@pytest.mark.parametrize("name", ["an unknown construct", "a closed shape", "a target that is no rule's"])
def test_auto_leaves_it_to_pyshacl(name: str) -> None:
    rules, _ = REFUSED[name]
    auto = judge(rules, "auto")
    assert auto.violated == judge(rules, "pyshacl").violated
    assert auto.violated, "an unknown construct must not pass for conforming"


def test_auto_takes_the_fast_engine_for_the_published_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kgov.reasoning.reference_shacl", None)
    data = triples("kgd:orebro-rmks a kg:RegisteredBody .")
    assert shacl.judge(data, published_shapes(), []).holds


@pytest.fixture
def without_pyshifty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delitem(sys.modules, fast_shacl.NATIVE, raising=False)
    monkeypatch.setattr(fast_shacl, "find_spec", lambda name: None)
    yield


@pytest.mark.usefixtures("without_pyshifty")
def test_without_pyshifty_pyshacl_judges() -> None:
    rules = shapes(CONSTRUCTS["minCount"])
    assert judge(rules, "auto").violated
    with pytest.raises(KgovError, match="pyshifty"):
        judge(rules, "fast")


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(KgovError, match="warp"):
        judge(shapes("sh:nodeKind sh:IRI"), "warp")


def test_the_library_takes_an_engine() -> None:
    data = rdflib.Graph()
    with pytest.raises(KgovError, match="warp"):
        kgov.validate(to_graph(triples("kgd:orebro-rmks a kg:Council .")) + data, engine="warp")


def test_lexical_forms_and_labels_come_through() -> None:
    rules = shapes("sh:hasValue ex:none", "sh:targetObjectsOf ex:t , ex:p , ex:r , ex:flag , ex:q")
    fast, reference = judge(rules, "fast"), judge(rules, "pyshacl")
    seen = {place.focus.n3().lower() for place in fast.holds}
    assert seen == {place.focus.n3().lower() for place in reference.holds}
    assert any(re.match('"å', text) for text in seen) and any(text.startswith("_:") for text in seen)
