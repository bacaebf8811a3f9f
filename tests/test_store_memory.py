"""What every Oxigraph store does with its graphs: replace, note and drop, in one step."""

from __future__ import annotations

import pytest

from kgov.storage.memory import MemoryStore
from kgov.storage.store import Holding, list_holding
from kgov.storage.terms import Iri, Text, Triple

P = Iri("urn:test:p")


def said(*values: str) -> list[Triple]:
    return [(Iri("urn:test:s"), P, Text(value)) for value in values]


def test_a_replaced_graph_has_the_new_triples_and_the_new_note_only() -> None:
    store = MemoryStore()
    first, second = list_holding("lista å.xlsx", "1"), list_holding("lista å.xlsx", "2")
    store.replace(first, said("a", 'b"\n\\'))
    store.replace(list_holding("other.ttl", "3"), said("c"))
    store.replace(second, said("b"))
    assert store.triples(second.graph) == said("b")
    assert list(store.holdings().values()) == sorted(
        [second, list_holding("other.ttl", "3")], key=lambda holding: holding.graph
    )
    assert store.graphs() == sorted(store.holdings())


def test_a_note_adds_nothing_to_any_answer() -> None:
    noted, plain = MemoryStore(), MemoryStore()
    noted.replace(Holding("urn:test:g", "list", "a", "1"), said("a"))
    plain.add(said("a"), "urn:test:g")
    query = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
    assert noted.select(query) == plain.select(query)
    assert len(noted) == len(plain) == 1 and noted.trig() == plain.trig()


def test_a_refused_replacement_leaves_the_old_graph() -> None:
    store = MemoryStore()
    store.replace(list_holding("a", "1"), said("a"))
    with pytest.raises(SyntaxError):
        store.replace(list_holding("a", "2"), [(Iri("not an IRI"), P, Text("b"))])
    assert [holding.digest for holding in store.holdings().values()] == ["1"]
    assert store.triples() == said("a")


def test_a_dropped_graph_leaves_no_note() -> None:
    store = MemoryStore()
    store.replace(list_holding("a", "1"), [])
    assert store.graphs() == [list_holding("a", "1").graph]
    store.drop(list_holding("a", "1").graph)
    assert store.graphs() == [] and store.holdings() == {}
