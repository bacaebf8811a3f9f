"""Following a query from one of its variables: all that can be brought together with it is found, and not much more."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kgov.namespaces import sparql_prologue
from kgov.reasoning.walk_plans import walks
from kgov.storage.lookup import Lookup
from kgov.storage.memory import MemoryStore
from kgov.storage.query_algebra import reading
from kgov.storage.query_patterns import Edge, Group, Step, Ways

EX = "https://example.org/"
PREFIXES = sparql_prologue() + f"PREFIX ex: <{EX}>\n"
DATA = """
ex:group a ex:Local ; ex:mirrors ex:national .
ex:national a ex:National .
ex:kind a ex:Kind .
ex:m1 ex:in ex:national ; ex:who ex:anna ; ex:since 2020 .
ex:m2 ex:in ex:group ; ex:who ex:bo .
ex:m3 ex:in ex:kind ; ex:who ex:eva .
ex:plan ex:planOf ex:group ; ex:says ex:something .
ex:version a ex:Version ; ex:of ex:document .
"""


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    store = MemoryStore()
    store.take(
        ox.serialize(
            (quad for quad in ox.parse(PREFIXES + DATA, format=ox.RdfFormat.TURTLE)),
            format=ox.RdfFormat.N_QUADS,
        )
        or b"",
        (),
    )
    return Lookup(store)


def found(lookup: Lookup, where: str, variable: str, start: str) -> dict[str, set[str]]:
    """What stands for each variable when a thing stands for one of them, from all walks that can begin there."""
    query = reading("test", f"{PREFIXES} CONSTRUCT {{ ?a ex:b ?c }} WHERE {{ {where} }}")
    together: dict[str, set[str]] = {}
    for walk in walks(query.where, variable):
        run = walk.run(lookup, EX + start)
        for name, place in walk.places.items() if run else ():
            together.setdefault(name, set()).update(
                end.removeprefix(EX) for end in (run or [])[place] if end.startswith(EX)
            )
    return together


def test_a_chain_is_followed_both_ways(lookup: Lookup) -> None:
    where = "?membership ex:in ?body ; ex:who ?person"
    assert found(lookup, where, "?body", "group")["?person"] == {"bo"}
    assert found(lookup, where, "?person", "anna")["?body"] == {"national"}
    assert found(lookup, where, "?person", "nobody") == {}


def test_two_things_of_the_same_possible_name_are_not_one(lookup: Lookup) -> None:
    """A name that may be the person or nothing, and another that may be the body or nothing, tie nothing together."""
    where = """
      ?there ex:who ?person ; ex:in ?other .
      OPTIONAL { ?body ex:mirrors ?other }
      BIND ( IF ( BOUND(?body), ?person, ?nothing ) AS ?shared )
      BIND ( IF ( BOUND(?body), ?other, ?nothing ) AS ?national )"""
    assert found(lookup, where, "?body", "group")["?person"] == {"anna"}
    assert found(lookup, where, "?body", "group")["?shared"] == {"anna"}


def one(name: str) -> Ways:
    return ((Step(False, frozenset([EX + name])),),)


def test_what_may_be_one_of_two_things_is_taken_for_neither(lookup: Lookup) -> None:
    """Else the patterns of the thing that it is not would have to hold, and what hangs on it would be lost."""
    edges = [Edge("?membership", one("in"), "?name"), Edge("?version", one("of"), "?document")]
    group = Group(edges=edges, names={"?name": {"?version", "?plan"}})
    group.edges.append(Edge("?plan", one("says"), "?what"))
    (walk,) = walks(group, "?membership")
    run = walk.run(lookup, EX + "m2")
    assert run is not None and run[walk.places["?name"]] == {EX + "group"}


def test_a_name_leads_to_whatever_it_may_be(lookup: Lookup) -> None:
    where = """
      ?membership ex:who ?person .
      OPTIONAL { ?membership ex:in ?stated }
      OPTIONAL { ?plan ex:planOf ?derived ; ex:says ?person }
      BIND ( COALESCE(?stated, ?derived) AS ?body )"""
    assert found(lookup, where, "?body", "group")["?person"] == {"bo"}
    assert found(lookup, where, "?person", "anna")["?body"] == {"national"}


def test_what_is_named_after_a_thing_is_followed_as_that_thing(lookup: Lookup) -> None:
    where = "?membership ex:in ?body . BIND ( IRI(CONCAT(STR(?body), '/year/', '2026')) AS ?year )"
    assert found(lookup, where, "?year", "group")["?membership"] == {"m2"}


def test_what_must_not_hold_is_left_out(lookup: Lookup) -> None:
    where = "?membership ex:in ?body . FILTER NOT EXISTS { ?body a ex:Kind }"
    assert found(lookup, where, "?body", "kind") == {}
    assert found(lookup, where, "?body", "group")["?membership"] == {"m2"}


def test_what_must_not_exist_is_touched_all_the_same(lookup: Lookup) -> None:
    """Whether it exists decides the answer, so that it belongs to what is read."""
    where = "?membership ex:in ?body . FILTER NOT EXISTS { ?plan ex:planOf ?body ; ex:says ?what }"
    lookup.touched.clear()
    found(lookup, where, "?membership", "m2")
    assert EX + "plan" in lookup.touched


def test_each_branch_is_followed_by_itself(lookup: Lookup) -> None:
    where = "{ ?thing ex:in ?body } UNION { ?thing ex:planOf ?body . ?thing ex:says ?what }"
    assert found(lookup, where, "?body", "group")["?thing"] == {"m2", "plan"}
    assert found(lookup, where, "?what", "something")["?body"] == {"group"}


def test_only_the_properties_that_values_gives_are_followed(lookup: Lookup) -> None:
    where = "VALUES ?property { ex:who } ?membership ex:in ?body ; ?property ?value"
    assert found(lookup, where, "?body", "group")["?value"] == {"bo"}


def test_what_hangs_together_with_nothing_is_walked_apart(lookup: Lookup) -> None:
    where = "?membership ex:in ?body . OPTIONAL { ?version a ex:Version ; ex:of ?document }"
    query = reading("test", f"{PREFIXES} CONSTRUCT {{ ?a ex:b ?c }} WHERE {{ {where} }}")
    (walk,) = walks(query.where, "?body")
    lookup.touched.clear()
    (apart,) = walk.apart
    apart.run_apart(lookup)
    assert lookup.touched == {EX + "version"}


@pytest.mark.parametrize(
    "path", ["ex:in/ex:mirrors", "ex:in|ex:planOf", "ex:in?", "^ex:who/ex:in", "ex:mirrors+"]
)
def test_paths_lead_where_the_engine_says_they_lead(lookup: Lookup, path: str) -> None:
    for start in ("m2", "plan", "anna", "group"):
        answer = lookup._store.select(f"{PREFIXES} SELECT ?end WHERE {{ ex:{start} {path} ?end }}")
        wanted = {str(row[0]).removeprefix(EX) for row in answer.rows}
        assert found(lookup, f"?start {path} ?end", "?start", start).get("?end", set()) == wanted
