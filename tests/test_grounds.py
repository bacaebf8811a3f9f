"""Why a shape holds or fails: the facts, counts and values asked for, on shapes small enough to see through."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kgov.namespaces import sparql_prologue
from kgov.reasoning.grounds import Fact, UnknownConstruct, Wanted, Witness
from kgov.reasoning.routes import UnknownPath
from kgov.reasoning.shapes import Shapes
from kgov.storage.oxigraph import to_term
from kgov.storage.terms import Iri, Term, Text, Triple

EX = "https://example.org/"
PREFIXES = sparql_prologue() + f"PREFIX ex: <{EX}>\n"
DATA = """
ex:group ex:member ex:a, ex:b, ex:c .
ex:a ex:role ex:chair ; ex:appointed ex:board .
ex:b ex:role ex:plain ; ex:appointed ex:director ; ex:days 12 .
ex:c ex:role ex:plain ; ex:from "2026-01-02"^^xsd:date ; ex:to "2026-01-01"^^xsd:date .
ex:board a ex:Board . ex:Board rdfs:subClassOf ex:Party .
ex:loop ex:next ex:loop .
"""


def triples(text: str) -> list[Triple]:
    found = []
    for quad in ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE):
        subject = to_term(quad.subject)
        assert not isinstance(subject, Text)
        found.append((subject, Iri(quad.predicate.value), to_term(quad.object)))
    return found


def witness(shape: str, nearest: bool = False) -> Witness:
    said: dict[Term, list[tuple[Iri, Term]]] = {}
    said_by: dict[Term, list[tuple[Iri, Term]]] = {}
    for s, p, o in triples(DATA):
        said.setdefault(s, []).append((p, o))
        said_by.setdefault(o, []).append((p, s))
    shapes = Shapes(triples(f"ex:shape {shape} ."))
    return Witness(shapes, (said,), (said_by,), {ex("role")}, nearest)


def ex(name: str) -> Iri:
    return Iri(EX + name)


def grounds(shape: str, node: str = "group", nearest: bool = False):  # type: ignore[no-untyped-def]
    return witness(shape, nearest).grounds(ex(node), ex("shape"))


@pytest.mark.parametrize(
    ("node", "shape", "holds"),
    [
        ("a", "sh:property [ sh:path ex:role ; sh:hasValue ex:chair ]", True),
        ("b", "sh:property [ sh:path ex:role ; sh:hasValue ex:chair ]", False),
        ("a", "sh:in ( ex:a ex:b )", True),
        ("c", "sh:in ( ex:a ex:b )", False),
        ("group", "sh:property [ sh:path ex:member ; sh:minCount 3 ; sh:maxCount 3 ]", True),
        ("group", "sh:property [ sh:path ex:member ; sh:minCount 4 ]", False),
        ("group", "sh:property [ sh:path ex:member ; sh:maxCount 2 ]", False),
        ("a", "sh:property [ sh:path ( [ sh:inversePath ex:member ] ex:member ) ; sh:minCount 3 ]", True),
        (
            "a",
            "sh:property [ sh:path [ sh:alternativePath ( ex:role ex:appointed ) ] ; sh:minCount 2 ]",
            True,
        ),
        ("a", "sh:property [ sh:path ex:appointed ; sh:class ex:Party ]", True),
        ("b", "sh:property [ sh:path ex:appointed ; sh:class ex:Party ]", False),
        ("loop", "sh:property [ sh:path [ sh:zeroOrMorePath ex:next ] ; sh:maxCount 1 ]", True),
        ("b", "sh:property [ sh:path ex:days ; sh:minInclusive 12 ; sh:maxInclusive 12 ]", True),
        ("b", "sh:property [ sh:path ex:days ; sh:maxExclusive 12 ]", False),
        ("c", "sh:property [ sh:path ex:from ; sh:maxInclusive 12 ]", False),
        ("c", "sh:property [ sh:path ex:from ; sh:lessThanOrEquals ex:to ]", False),
        ("c", "sh:property [ sh:path ex:to ; sh:lessThanOrEquals ex:from ]", True),
        ("c", "sh:property [ sh:path ex:from ; sh:disjoint ex:to ]", True),
        ("c", "sh:property [ sh:path ex:from ; sh:equals ex:to ]", False),
        ("a", "sh:and ( [ sh:class ex:Party ] [ sh:in ( ex:a ) ] )", False),
        ("a", "sh:or ( [ sh:class ex:Party ] [ sh:in ( ex:a ) ] )", True),
        ("a", "sh:not [ sh:class ex:Party ]", True),
    ],
)
def test_each_construct_holds_as_shacl_says(node: str, shape: str, holds: bool) -> None:
    assert witness(shape).holds(ex(node), ex("shape")) is holds


def test_a_wrong_value_is_told_with_the_one_asked_for() -> None:
    found = grounds("sh:property [ sh:path ex:appointed ; sh:hasValue ex:director ]", "a")
    assert list(found.facts) == [Fact(ex("a"), ex("appointed"), ex("board"))]
    assert list(found.wanted) == [Wanted(ex("a"), ex("appointed"), ex("director"))]


def test_a_value_that_is_not_there_is_a_fact_without_value() -> None:
    found = grounds("sh:property [ sh:path ex:appointed ; sh:minCount 1 ]", "c")
    assert list(found.facts) == [Fact(ex("c"), ex("appointed"))]


def test_the_value_asked_for_stands_at_the_end_of_the_way_and_not_in_its_class() -> None:
    shape = (
        "sh:property [ sh:path ( ex:member ex:appointed [ sh:zeroOrMorePath rdf:type ] ) ; sh:hasValue ex:x ]"
    )
    assert {(wanted.node, wanted.predicate) for wanted in grounds(shape).wanted} == {
        (ex(name), ex("appointed")) for name in ("a", "b", "c")
    }


def test_a_count_tells_who_counts_and_why_the_others_do_not() -> None:
    shape = "sh:property [ sh:path ex:member ; sh:qualifiedMinCount 3 ; sh:qualifiedValueShape [ sh:property [ sh:path ex:appointed ; sh:minCount 1 ] ] ]"
    found = grounds(shape)
    (tally,) = found.tallies
    assert (tally.limit, tally.at_least, set(tally.counted)) == (3, True, {ex("a"), ex("b")})
    assert tally.others == ((ex("c"), (Fact(ex("c"), ex("appointed")),)),)
    assert Fact(ex("c"), ex("appointed")) in found.facts


def test_too_many_are_told_by_those_that_count() -> None:
    shape = "sh:property [ sh:path ex:member ; sh:qualifiedMaxCount 1 ; sh:qualifiedValueShape [ sh:property [ sh:path ex:role ; sh:hasValue ex:plain ] ] ]"
    found = grounds(shape)
    assert {fact.node for fact in found.facts if fact.predicate == ex("role")} == {ex("b"), ex("c")}


def test_where_too_few_count_one_of_another_sort_is_no_reason() -> None:
    """The chair is appointed by another; that the plain members are no chairs is not why."""
    sort = "[ sh:property [ sh:path ex:role ; sh:hasValue ex:chair ] ; sh:property [ sh:path ex:appointed ; sh:hasValue ex:director ] ]"
    shape = f"sh:property [ sh:path ex:member ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape {sort} ]"
    told = {fact for fact in grounds(shape).facts if fact.predicate != ex("member")}
    assert told == {Fact(ex("a"), ex("appointed"), ex("board"))}


def test_the_nearest_of_several_ways_is_told() -> None:
    """Of two ways that fail, the one that fails in less says what to change."""
    plain = "[ sh:property [ sh:path ex:role ; sh:hasValue ex:plain ] ; sh:property [ sh:path ex:days ; sh:minCount 1 ] ]"
    chair = "[ sh:property [ sh:path ex:role ; sh:hasValue ex:chair ] ; sh:property [ sh:path ex:days ; sh:minCount 1 ] ]"
    shape = f"sh:or ( {plain} {chair} )"
    assert list(grounds(shape, "a", nearest=True).facts) == [Fact(ex("a"), ex("days"))]
    assert Fact(ex("a"), ex("role"), ex("chair")) in grounds(shape, "a").facts


def test_what_makes_a_negation_hold_is_why_the_other_fails() -> None:
    shape = "sh:not [ sh:property [ sh:path ex:role ; sh:hasValue ex:chair ] ]"
    assert list(grounds(shape, "b").facts) == [Fact(ex("b"), ex("role"), ex("plain"))]


def test_texts_for_people_demand_nothing() -> None:
    assert witness('sh:severity sh:Info ; sh:message "x" ; sh:in ( ex:a )').holds(ex("a"), ex("shape"))


def test_an_unknown_construct_or_path_is_never_passed_over() -> None:
    with pytest.raises(UnknownConstruct, match="pattern"):
        witness('sh:property [ sh:path ex:role ; sh:pattern "x" ]').holds(ex("a"), ex("shape"))
    with pytest.raises(UnknownPath):
        witness("sh:property [ sh:path [ sh:oneOrMorePath ex:role ] ; sh:minCount 1 ]").holds(
            ex("a"), ex("shape")
        )
