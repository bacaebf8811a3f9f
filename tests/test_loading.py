"""``kgov load``: each list whole or not at all, whatever happens, and told apart from the others."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import EXAMPLES
from running import ROOT, Result, in_process

from kgov import KgovError
from kgov.answers.loading import Manner, counts, lists_of, load_lists, load_model
from kgov.language import Both
from kgov.storage import streaming
from kgov.storage.disk import DiskStore
from kgov.storage.endpoint import EndpointStore
from kgov.storage.memory import MemoryStore
from kgov.storage.reading import read
from kgov.storage.server import Server
from kgov.storage.store import MODEL, Holding, Store

#: Files are read as users' are, each in a process of its own.
IN_CHILDREN = True

EX = "https://example.org/"
NORM = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/kgov/def/Duty>"


@pytest.fixture
def kgov(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Result]:
    return in_process(capsys, monkeypatch, tmp_path)


@pytest.fixture(autouse=True)
def small_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """To load the model is the slow part, and has a test of its own."""
    monkeypatch.setattr("kgov.cli.loading.load_model", one_graph_of_the_model)


def one_graph_of_the_model(store: Store) -> None:
    if not store.holdings():
        store.replace(Holding("urn:test:model", MODEL, "0", "0"), [])


def silent(_: Both) -> None:
    return None


def lines(number: int, word: str) -> str:
    return "".join(f'<{EX}{n}> <{EX}p> "{word} {n}" .\n' for n in range(number))


def written(folder: Path, name: str, text: str) -> str:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def names_and_counts(folder: Path) -> dict[str, int]:
    until = time.monotonic() + 5
    while True:
        try:
            store = DiskStore(folder)
            break
        except KgovError:  # a child of a killed process is a moment later in ending
            if time.monotonic() > until:
                raise
    number = counts(store)
    found = {name: number[held.graph] for name, held in lists_of(store).items()}
    store.close()
    return found


# ---- what an analyst does


def test_the_same_file_again_is_nothing_to_do_and_another_replaces_only_when_told(
    kgov: Callable[..., Result], tmp_path: Path
) -> None:
    first, other = written(tmp_path, "a.ttl", lines(3, "x")), written(tmp_path, "b.ttl", lines(2, "y"))
    done = kgov("load", first, other, "--store", "S", "--format", "json")
    assert [one["outcome"] for one in json.loads(done.out)] == ["new", "new"]
    done = kgov("load", first, other, "--store", "S", "--format", "json")
    assert [one["outcome"] for one in json.loads(done.out)] == ["unchanged", "unchanged"]
    written(tmp_path, "a.ttl", lines(5, "z"))
    done = kgov("load", first, "--store", "S")
    assert done.code == 2 and "--replace" in done.err
    assert names_and_counts(tmp_path / "S") == {"a.ttl": 3, "b.ttl": 2}
    done = kgov("load", first, "--store", "S", "--replace", "--format", "json")
    assert json.loads(done.out)[0]["outcome"] == "replaced"
    assert names_and_counts(tmp_path / "S") == {"a.ttl": 5, "b.ttl": 2}
    assert kgov("load", "--store", "S", "--remove", "b.ttl").code == 0
    assert names_and_counts(tmp_path / "S") == {"a.ttl": 5}
    assert kgov("load", "--store", "S", "--remove", "b.ttl").code == 2


def test_what_cannot_be_read_is_told_and_the_rest_is_loaded(
    kgov: Callable[..., Result], tmp_path: Path
) -> None:
    good, bad = written(tmp_path, "a.ttl", lines(3, "x")), written(tmp_path, "b.ttl", "<a> <b> .")
    done = kgov("load", bad, good, "none.ttl", "--store", "S", "--lang", "en")
    assert done.code == 2 and "b.ttl:1" in done.err and "none.ttl: the file does not exist" in done.err
    assert [line.split() for line in done.out.splitlines()[1:]] == [
        ["b.ttl", "not", "loaded"],
        ["a.ttl", "loaded", "3"],
        ["none.ttl", "not", "loaded"],
    ]
    assert names_and_counts(tmp_path / "S") == {"a.ttl": 3}


def test_workbooks_and_rdf_files_lie_side_by_side(kgov: Callable[..., Result], tmp_path: Path) -> None:
    wanted = [str(EXAMPLES / "kronoberg-grupper.xlsx"), str(EXAMPLES / "kronoberg-grupper.ttl")]
    assert kgov("load", *wanted, "--store", "S").code == 0
    assert set(names_and_counts(tmp_path / "S")) == {"kronoberg-grupper.xlsx", "kronoberg-grupper.ttl"}


def test_two_lists_of_one_name_are_not_mixed_up(kgov: Callable[..., Result], tmp_path: Path) -> None:
    one, two = (
        written(tmp_path / "x", "a.ttl", lines(1, "x")),
        written(tmp_path / "y", "a.ttl", lines(2, "y")),
    )
    done = kgov("load", one, two, "--store", "S")
    assert done.code == 2 and "--name" in done.err
    assert kgov("load", one, "--store", "S", "--name", "x").code == 0
    assert kgov("load", two, "--store", "S", "--name", "y").code == 0
    assert names_and_counts(tmp_path / "S") == {"x": 1, "y": 2}


def test_the_overview_names_the_model_and_each_list(kgov: Callable[..., Result], tmp_path: Path) -> None:
    kgov("load", written(tmp_path, "a.ttl", lines(3, "x")), "--store", "S")
    told = kgov("load", "--list", "--store", "S").out.splitlines()
    assert told[1].startswith("(modellen)") and told[2].split()[:2] == ["a.ttl", "3"]
    listed = json.loads(kgov("load", "--list", "--store", "S", "--format", "json").out)
    assert listed[-1]["kind"] == "list" and len(listed[-1]["digest"]) == 64


def test_without_a_store_nothing_is_done(kgov: Callable[..., Result]) -> None:
    done = kgov("load", "a.ttl")
    assert done.code == 2 and "--store" in done.err


def test_the_model_is_renewed_where_its_files_are_others(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    assert load_model(store) and not load_model(store)
    first = set(store.holdings())
    monkeypatch.setattr("kgov.resources.digest", lambda: "other")
    assert load_model(store) and set(store.holdings()) == first


# ---- on a server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EndpointStore]:
    """Oxigraph's own server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("oxigraph")
    folder = tmp_path_factory.mktemp("server") / "db"
    process = subprocess.Popen(
        [str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield EndpointStore(Server(f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/update"))
    process.kill()
    process.wait()


@pytest.mark.parametrize("large", [0, 10**9], ids=["streamed", "whole"])
def test_a_server_takes_lists_as_a_folder_does(
    server: EndpointStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, large: int
) -> None:
    monkeypatch.setattr("kgov.answers.loading.LARGE", large)
    text = lines(700, f"å {large}") + lines(2, f"å {large}") + f"<{EX}a> <{EX}p> [ <{EX}q> 1.0 ] .\n"
    path = written(tmp_path, "a.ttl", text)
    memory = MemoryStore()
    for store in (memory, server):
        outcomes = list(load_lists(store, [path], Manner(replace=True), silent))
        assert [outcome.error for outcome in outcomes] == [None]
    found = sorted(map(str, server.triples(lists_of(server)["a.ttl"].graph)))
    assert len(found) == 702 and found == sorted(map(str, memory.triples()))
    assert counts(server)[lists_of(server)["a.ttl"].graph] == 702
    again = list(load_lists(server, [path], Manner(), silent))
    assert [(one.outcome, one.triples) for one in again] == [("unchanged", 702)]


# ---- large files


@pytest.fixture
def streamed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("kgov.answers.loading.LARGE", 0)
    yield


def into_memory(*paths: str) -> tuple[MemoryStore, list[KgovError | None]]:
    store = MemoryStore()
    return store, [outcome.error for outcome in load_lists(store, paths, Manner(), silent)]


def test_a_streamed_file_gives_the_same_triples(streamed: None, tmp_path: Path) -> None:
    text = lines(3, "x") + f'<{EX}a> <{EX}p> [ <{EX}q> ( 1 "två"@sv "a\\nb" ) ] . _:n <{EX}p> _:n .'
    path = written(tmp_path, "a.ttl", "\ufeff" + text)
    store, errors = into_memory(path)
    assert errors == [None]
    source = read(path)
    assert sorted(map(str, store.triples())) == sorted(map(str, source.triples))
    assert lists_of(store)["a.ttl"].digest == source.digest


@pytest.mark.parametrize(
    ("line", "place", "reason"),
    [
        ('<urn:s> <urn:p> "2026-02-30"^^<http://www.w3.org/2001/XMLSchema#date> .', 3, "not a date"),
        ("<urn:s> <urn:p> <javascript:alert(1)> .", 3, "IRI cannot be used"),
        ("<urn:kgov:blank:x> <urn:p> 1 .", 3, "IRI cannot be used"),
        ('<urn:s> <urn:p> "a\\u202Eb" .', None, "control characters"),
        ("<urn:s> <urn:p> .", 3, "cannot be read"),
        ("<urn:s> <urn:p> << <urn:a> <urn:b> <urn:c> >> .", None, ""),
        ("<urn:s> <https://w3id.org/kgov/def/notATerm> 1 .", 3, "does not exist"),
        (f"<urn:s> {NORM} . <urn:t> {NORM} .", 3, "belongs to the norm"),
    ],
)
def test_what_is_refused_in_a_large_file_is_named(
    streamed: None, tmp_path: Path, line: str, place: int | None, reason: str
) -> None:
    path = written(tmp_path, "a.ttl", lines(2, "x") + line + "\n")
    store, (error,) = into_memory(path)
    assert error and reason in error.problem.en
    assert error.where == (f"{path}:{place}" if place else error.where)
    assert len(store) == 0 and not lists_of(store)


def test_norm_is_found_however_much_else_is_said_of_ours(streamed: None, tmp_path: Path) -> None:
    """A class of the norm may be met first where it is harmless: every claim that follows is still seen."""
    text = f"<urn:s> <urn:p> <https://w3id.org/kgov/def/Duty> .\n<urn:t> {NORM} .\n"
    _, (error,) = into_memory(written(tmp_path, "a.nt", text))
    assert error and "belongs to the norm" in error.problem.en


def test_little_is_remembered_of_a_large_file(
    streamed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "_REMEMBERED", 10)
    store, errors = into_memory(written(tmp_path, "a.nt", lines(500, "x")))
    assert errors == [None] and len(store) == 500
    monkeypatch.setattr(streaming, "_KEPT", 3)
    text = "".join(f"<urn:s> <urn:p{n}> <https://w3id.org/kgov/id/x{n}> .\n" for n in range(5))
    _, (error,) = into_memory(written(tmp_path, "b.nt", text))
    assert error and "100,000" in error.problem.en


def test_a_large_list_is_taken_away_piece_by_piece(
    streamed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgov.storage.oxigraph._REMOVED", 10)
    monkeypatch.setattr("kgov.storage.oxigraph._PIECE", 1000)
    store = DiskStore(tmp_path / "S", writing=True)
    for word in ("x", "y"):
        path = written(tmp_path, "a.nt", lines(95, word) + f'<{EX}n> <{EX}p> "_: \\"" .\n')
        outcomes = list(load_lists(store, [path], Manner(replace=True), silent))
        assert outcomes[0].error is None and len(store) == 96
    store.drop(lists_of(store)["a.nt"].graph)
    assert len(store) == 0 and not store.graphs()
    store.close()


def test_a_file_that_changes_while_it_is_read_is_refused(
    streamed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "digest_of", lambda path: "0" * 64)
    _, (error,) = into_memory(written(tmp_path, "a.nt", lines(5, "x")))
    assert error and "changed" in error.problem.en


# ---- faults


SCRIPT = """
import sys
import kgov.answers.loading as loading
loading.load_model = lambda store: None
loading.LARGE = int(sys.argv[1])
from kgov.cli.main import main
main(sys.argv[2:])
"""


def loading(
    large: int, *arguments: str, preexec_fn: Callable[[], None] | None = None
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(large), "load", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=preexec_fn,
    )


def finished(process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Exit code and what was said on standard error."""
    _, said = process.communicate(timeout=60)
    return process.returncode, said


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise")
def test_a_load_that_is_killed_leaves_each_list_old_or_new(tmp_path: Path) -> None:
    store, sizes = tmp_path / "S", {"a.nt": (4000, 3000), "b.nt": (1500, 2500)}
    paths = [written(tmp_path, name, lines(old, "old")) for name, (old, _) in sizes.items()]
    assert finished(loading(0, *paths, "--store", str(store))) == (0, b"")
    for name, (_, new) in sizes.items():
        written(tmp_path, name, lines(new, "new"))
    begun = time.monotonic()
    copy = tmp_path / "T"
    subprocess.run(["cp", "-r", str(store), str(copy)], check=True)
    assert finished(loading(0, *paths, "--replace", "--store", str(copy))) == (0, b"")
    whole = time.monotonic() - begun
    chance = random.Random(6)
    for kill in range(20):
        process = loading(0 if kill % 2 else 10**9, *paths, "--replace", "--store", str(store))
        time.sleep(chance.uniform(0.25, 1.1) * whole)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        held = names_and_counts(store)
        assert set(held) == set(sizes)
        for name, number in held.items():
            assert number in sizes[name], (kill, held)
            sizes[name] = (
                (new, new) if number == (new := sizes[name][1]) else sizes[name]
            )  # what is new stays
        if held == {name: new for name, (_, new) in sizes.items()}:
            for name, (_, new) in list(sizes.items()):
                sizes[name] = (new, new + 700)
                written(tmp_path, name, lines(new + 700, f"again {kill}"))
    assert finished(loading(0, *paths, "--replace", "--store", str(store))) == (0, b"")
    assert names_and_counts(store) == {name: new for name, (_, new) in sizes.items()}


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_a_full_disk_is_told_and_what_was_loaded_stays(tmp_path: Path) -> None:
    store = tmp_path / "S"
    first, second = written(tmp_path, "a.nt", lines(100, "x")), written(tmp_path, "b.nt", lines(60_000, "y"))
    assert finished(loading(0, first, "--store", str(store))) == (0, b"")

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    code, said = finished(loading(0, second, "--store", str(store), preexec_fn=full))
    assert code == 2 and b"Traceback" not in said, said
    assert names_and_counts(store) == {"a.nt": 100}
    assert finished(loading(0, second, "--store", str(store))) == (0, b"")
    assert names_and_counts(store) == {"a.nt": 100, "b.nt": 60_000}


def test_a_store_that_another_process_holds_is_left_alone(
    kgov: Callable[..., Result], tmp_path: Path
) -> None:
    held = DiskStore(tmp_path / "S", writing=True)
    done = kgov("load", written(tmp_path, "a.ttl", lines(1, "x")), "--store", "S")
    held.close()
    assert done.code == 2 and "annan process" in done.err
    assert names_and_counts(tmp_path / "S") == {}


def test_a_folder_that_may_not_be_written_is_told(
    kgov: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)  # to root every folder is writable
    done = kgov("load", str(EXAMPLES / "kronoberg-grupper.ttl"), "--store", "R/S")
    assert done.code == 2 and "R/S" in done.err and "Permission denied" in done.err
