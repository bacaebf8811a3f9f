"""The canonical form says what RDFC-1.0 says, and is bounded where that is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_graphs import by_the_standard, datasets, shuffled

from kgov import KgovError
from kgov.storage import canonical as canonical_module
from kgov.storage.canonical import canonical, line
from kgov.storage.quads import Quad
from kgov.storage.terms import Blank, Iri

P = Iri("https://example.org/p")
Edges = list[tuple[int, int]]


def _form(quads: list[Quad]) -> list[str]:
    return [line(quad) for quad in canonical(quads)]


def _graph(edges: Edges) -> list[Quad]:
    return [(Blank(f"n{one}"), P, Blank(f"n{other}"), None) for one, other in edges]


def _ring(size: int, start: int = 0) -> Edges:
    pairs = [(start + number, start + (number + 1) % size) for number in range(size)]
    return pairs + [(other, one) for one, other in pairs]


@settings(max_examples=300, deadline=None)
@given(datasets, datasets, st.integers(0, 99))
def test_the_verdict_is_that_of_the_standard(one: list[Quad], other: list[Quad], seed: int) -> None:
    again = shuffled(one, seed)
    assert _form(again) == _form(one)
    for changed in (other, again[1:], [*again, *other[:1]]):
        assert (_form(changed) == _form(one)) == (by_the_standard(changed) == by_the_standard(one))


def test_what_only_the_whole_tells_apart_is_told_apart() -> None:
    # Every node has two neighbours in both; no look around a single node tells them apart.
    assert _form(_graph(_ring(6))) != _form(_graph([*_ring(3), *_ring(3, 3)]))


@pytest.mark.parametrize(
    "edges",
    [
        [(number, number + 1) for number in range(2000)],
        [(one, other) for one in range(12) for other in range(12) if one != other],
        _ring(60),
        [pair for start in range(0, 600, 3) for pair in _ring(3, start)],
        [(0, number) for number in range(1, 500)],
    ],
    ids=["chain", "all with all", "ring", "many rings", "star"],
)
def test_what_keeps_the_standard_busy_without_end_is_settled(edges: Edges) -> None:
    begin = time.process_time()
    assert _form(shuffled(_graph(edges), 1)) == _form(_graph(edges))
    assert time.process_time() - begin < 20


def test_a_graph_that_costs_too_many_looks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    edges = [(one, other) for one in range(16) for other in range(16) if one != other]
    canonical(_graph(edges))
    monkeypatch.setattr(canonical_module, "LOOKS", 1000)
    monkeypatch.setattr(canonical_module, "LOOKS_EACH", 1)
    with pytest.raises(KgovError, match="16 blank nodes are so alike"):
        canonical(_graph(edges))


def test_a_graph_whose_nodes_look_alike_and_are_not_has_one_form() -> None:
    # The Frucht graph: every node has three neighbours, and no two can change places.
    chords = (-5, -2, -4, 2, 5, -2, 2, 5, -2, -5, 4, 2)
    edges = _ring(12) + [(node, (node + chord) % 12) for node, chord in enumerate(chords)]
    assert len({tuple(_form(shuffled(_graph(edges), seed))) for seed in range(10)}) == 1
