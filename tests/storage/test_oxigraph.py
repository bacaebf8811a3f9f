"""What Oxigraph does with the graphs of a store, in memory and on disk: replace, note and drop, in one step."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgov.errors import KgovError
from kgov.storage.disk import DiskStore
from kgov.storage.memory import MemoryStore
from kgov.storage.oxigraph import OxigraphStore
from kgov.storage.store import MODEL, Holding, list_holding
from kgov.storage.terms import Blank, Iri, Text, Triple

P = Iri("urn:test:p")
EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?o"


def said(*values: str) -> list[Triple]:
    return [(Iri("urn:test:s"), P, Text(value)) for value in values]


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OxigraphStore]:
    if request.param == "memory":
        yield MemoryStore()
    else:
        disk = DiskStore(tmp_path / "store", writing=True)
        yield disk
        disk.close()


def test_a_replaced_list_has_the_new_triples_and_the_new_note_only(store: OxigraphStore) -> None:
    store.replace(list_holding("lista å.xlsx", "1"), said("a", 'b"\n\\'))
    other = store.replace(list_holding("other.ttl", "3"), said("c"))
    second = store.replace(list_holding("lista å.xlsx", "2"), said("b"))
    assert store.triples(second.graph) == said("b")
    assert set(store.holdings().values()) == {second, other}
    assert store.graphs() == sorted([second.graph, other.graph])
    assert {row[2] for row in store.select(EVERYTHING).rows} == {"b", "c"}


def test_a_graph_of_the_model_keeps_its_name(store: OxigraphStore) -> None:
    first, second = Holding("urn:test:norm", MODEL, "1", "old"), Holding("urn:test:norm", MODEL, "1", "new")
    store.replace(first, said("a"))
    assert store.replace(second, said("b")) == second
    assert store.holdings() == {"urn:test:norm": second} and store.triples("urn:test:norm") == said("b")


def test_a_note_adds_nothing_to_any_answer(store: OxigraphStore) -> None:
    store.replace(list_holding("a", "1"), said("a"))
    assert store.select(EVERYTHING).rows == [(Iri("urn:test:s"), P, Text("a"))]
    assert len(store) == 1 and "holding" not in store.trig()


def test_a_refused_replacement_leaves_what_was(store: OxigraphStore) -> None:
    for first, refused in (
        (list_holding("a", "1"), list_holding("a", "2")),
        (Holding("urn:test:norm", MODEL, "1", "1"), Holding("urn:test:norm", MODEL, "1", "2")),
    ):
        store.replace(first, said("a"))
        with pytest.raises((SyntaxError, ValueError)):
            store.replace(refused, [(Iri("not an IRI"), P, Text("b"))])
    assert {holding.digest for holding in store.holdings().values()} == {"1"}
    assert store.triples() == said("a")


def test_a_dropped_graph_leaves_no_note(store: OxigraphStore) -> None:
    kept = store.replace(list_holding("a", "1"), [])
    assert store.graphs() == [kept.graph]
    store.drop(kept.graph)
    assert store.graphs() == [] and store.holdings() == {}


def test_a_blank_node_comes_out_as_it_went_in(store: OxigraphStore) -> None:
    triples: list[Triple] = [(Blank("f00n0"), P, Blank("f00n1"))]
    store.replace(list_holding("a", "1"), triples)
    assert store.triples() == triples
    assert store.select(EVERYTHING).rows == [triples[0]]
    assert store.construct("CONSTRUCT WHERE { ?s ?p ?o }") == triples
    assert "_:" in store.trig() and "urn:kgov:blank" not in store.trig()


def test_what_was_written_is_there_for_many_readers(tmp_path: Path) -> None:
    writer = DiskStore(tmp_path / "store", writing=True)
    writer.replace(list_holding("a", "1"), said("a"))
    writer.close()
    first, second = DiskStore(tmp_path / "store"), DiskStore(tmp_path / "store")
    assert first.triples() == second.triples() == said("a")


@pytest.mark.parametrize("busy", [True, False], ids=["writer", "reader"])
def test_a_writer_is_alone(tmp_path: Path, busy: bool) -> None:
    DiskStore(tmp_path / "store", writing=True).close()
    held = DiskStore(tmp_path / "store", writing=busy)
    for writing in (True, False) if busy else (True,):
        with pytest.raises(KgovError) as refused:
            DiskStore(tmp_path / "store", writing=writing)
        assert "process" in refused.value.problem.sv and refused.value.advice
    held.close()
    DiskStore(tmp_path / "store", writing=True).close()


def test_a_folder_that_is_no_store_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").write_text("x")
    ox.Store(str(tmp_path / "foreign"))
    for name in ("typo", "other", "foreign"):
        for writing in (False, True) if name != "typo" else (False,):
            with pytest.raises(KgovError, match=r"is no store|does not exist"):
                DiskStore(tmp_path / name, writing=writing)
    assert not (tmp_path / "typo").exists()
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["file"]


def test_what_a_stopped_writer_left_is_neither_read_nor_kept(tmp_path: Path) -> None:
    writer = DiskStore(tmp_path / "store", writing=True)
    kept = writer.replace(list_holding("a", "1"), said("a"))
    writer.add(said("half"), kept.graph.removesuffix("1") + "2")
    writer.close()
    reader = DiskStore(tmp_path / "store")
    assert reader.triples() == said("a") and len(reader.select(EVERYTHING)) == 1
    assert "half" not in reader.trig() and reader.graphs() == [kept.graph]
    reader.close()
    DiskStore(tmp_path / "store", writing=True).close()
    assert len(DiskStore(tmp_path / "store")) == 1


def test_a_writer_that_is_killed_leaves_the_old_list_or_the_new(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    writer = DiskStore(folder, writing=True)
    writer.replace(list_holding("a", "old"), said("old"))
    writer.close()
    program = (
        "import sys, itertools; from pathlib import Path; from kgov.storage.disk import DiskStore\n"
        "from kgov.storage.store import list_holding; from kgov.storage.terms import Iri, Text\n"
        "store = DiskStore(Path(sys.argv[1]), writing=True)\n"
        "for n in itertools.count():\n"
        "    store.replace(list_holding('a', str(n)), [(Iri(f'urn:s{i}'), Iri('urn:p'), Text(str(n))) for i in range(300)])\n"
        "    print(n, flush=True)\n"
    )
    for round_ in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        for _ in range(3 + round_):
            child.stdout.readline()
        child.kill()
        said_done = child.stdout.read().split()
        child.stdout.close()
        child.wait()
        reader = DiskStore(folder)
        [holding] = reader.holdings().values()
        values = {str(o) for _, _, o in reader.triples()}
        assert values == {holding.digest} and len(reader.triples()) == 300
        assert not said_done or int(holding.digest) >= int(said_done[-1])
        reader.close()
