"""The paths that a shape reads, on shapes small enough to see through."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kgov.namespaces import expand, sparql_prologue
from kgov.reasoning.shapes import HELPERS, TYPE, Shapes
from kgov.reasoning.stages import Stage, before_each, stages
from kgov.storage.oxigraph import to_term
from kgov.storage.terms import Iri

EX = "https://example.org/"
MET = f"<{HELPERS['met']}>"


def read(shape: str, path: str = "") -> Stage:
    """The stages of a rule of which only one helper asks for something."""
    helpers = " ; ".join(f"<{link}> ex:always" for name, link in HELPERS.items() if name != "met")
    judged = f"sh:path {path} ;" if path else ""
    text = (
        f"{sparql_prologue()} PREFIX ex: <{EX}> ex:rule sh:targetClass ex:Body ; {judged} {helpers} ; {MET} ex:met ."
        f"ex:always a sh:NodeShape . ex:met {shape} ."
    )
    shapes = Shapes(
        (to_term(quad.subject), Iri(quad.predicate.value), to_term(quad.object))  # type: ignore[misc]
        for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)
    )
    return stages(shapes, [Iri(EX + "rule")])


def written(stage: Stage, depth: int = 4) -> set[str]:
    """The paths from a stage as one writes them."""
    found = set()
    for (inverse, predicate), then in stage.on.items():
        step = f"{'^' if inverse else ''}{predicate.removeprefix(EX)}"
        found |= {f"{step}/{rest}" for rest in written(then, depth - 1)} if then.on and depth else {step}
    return found


@pytest.mark.parametrize(
    ("shape", "paths"),
    [
        ("sh:property [ sh:path ex:a ; sh:minCount 1 ]", {"a"}),
        ("sh:property [ sh:path ( ex:a [ sh:inversePath ex:b ] ) ]", {"a/^b"}),
        ("sh:property [ sh:path [ sh:inversePath ( ex:a ex:b ) ] ]", {"^b/^a"}),
        ("sh:property [ sh:path [ sh:alternativePath ( ex:a ex:b ) ] ]", {"a", "b"}),
        ("sh:property [ sh:path ( [ sh:zeroOrOnePath ex:a ] ex:b ) ]", {"a/b", "b"}),
        ("sh:property [ sh:path ex:a ; sh:equals ex:b ]", {"a", "b"}),
        ("sh:property [ sh:path ex:a ; sh:disjoint ex:b ]", {"a", "b"}),
        ("sh:property [ sh:path ex:a ; sh:lessThanOrEquals ex:b ]", {"a", "b"}),
        ("sh:property [ sh:path ex:a ; sh:class ex:Sort ]", {f"a/{TYPE}"}),
        ("sh:property [ sh:path ex:a ; sh:property [ sh:path ex:b ] ]", {"a/b"}),
        ("sh:property [ sh:path ex:a ; sh:qualifiedValueShape [ sh:property [ sh:path ex:b ] ] ]", {"a/b"}),
        ("sh:property [ sh:path ex:a ; sh:node [ sh:not [ sh:property [ sh:path ex:b ] ] ] ]", {"a/b"}),
        ("sh:or ( [ sh:property [ sh:path ex:a ] ] [ sh:property [ sh:path ex:b ] ] )", {"a", "b"}),
        ("sh:and ( [ sh:property [ sh:path ex:a ] ] )", {"a"}),
        ("sh:xone ( [ sh:property [ sh:path ex:a ] ] )", {"a"}),
        ("sh:in ( ex:a )", set()),
    ],
)
def test_every_construct_is_read(shape: str, paths: set[str]) -> None:
    assert written(read(shape)) == paths | {TYPE}  # every rule looks at the classes of what it judges


def test_a_helper_is_read_from_where_the_path_of_its_rule_leads() -> None:
    assert written(read("sh:property [ sh:path ex:b ]", "( ex:a ex:m )")) == {"a/m/b", TYPE}


def test_what_is_followed_on_and_on_leads_back_to_itself() -> None:
    root = read("sh:property [ sh:path ( [ sh:oneOrMorePath ex:a ] ex:b ) ]")
    after = root.on[False, EX + "a"]
    assert (False, EX + "a") in after.on and (False, EX + "b") in after.on


def test_the_stages_before_each_are_known() -> None:
    root = read("sh:property [ sh:path ( ex:a ex:b ) ]")
    middle = root.on[False, EX + "a"]
    end = middle.on[False, EX + "b"]
    assert before_each(root)[id(end)] == (end, [(middle, (False, EX + "b"))])
    assert before_each(root)[id(root)][1] == []
    assert expand("rdf:type") == TYPE
