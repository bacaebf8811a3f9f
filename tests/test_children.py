"""Input made to kill: a file or query that crashes, fills the memory or never ends is refused, and the program lives on."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from running import Result, in_process

from kgov import KgovError, resources
from kgov.answers.questions import ask_text
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.storage import child, confinement
from kgov.storage.confinement import MB, Limits
from kgov.storage.disk import DiskStore
from kgov.storage.reading import read
from kgov.storage.store import list_holding
from kgov.storage.terms import XSD, Iri, Text

#: Files are read as users' are, each in a process of its own.
IN_CHILDREN = True
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes all of it away")
ADVICE = Both("råd", "advice")
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.org/">{}</rdf:RDF>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
PARENTHESES = "SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }"
DOUBLED = (
    "SELECT ?x34 { BIND('aaaaaaaaaa' AS ?x0)"
    + "".join(f" BIND(CONCAT(?x{n - 1},?x{n - 1}) AS ?x{n})" for n in range(1, 35))
    + " }"
)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def kgov(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Result]:
    return in_process(capsys, monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """A model of a few hundred triples, enough for a query that does not end."""
    found = Knowledge(loaded=("statements", "rules", "open", "norm"))
    return found.need("codes", "ontology")


def refused(path: Path, text: str) -> str:
    """What is said of a file that cannot be read."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KgovError) as caught:
        read(str(path))
    assert caught.value.where.startswith(str(path))  # type: ignore[union-attr]
    return caught.value.problem.en


# ---- files


@pytest.mark.parametrize("depth", [101, 4000])
def test_json_nested_deep_is_refused_before_it_is_parsed(tmp_path: Path, depth: int) -> None:
    text = '{"@id":"urn:x","urn:p":' * depth + "1" + "}" * depth
    assert refused(tmp_path / "a.jsonld", text) == "JSON nested more than 100 deep"


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    assert "DOCTYPE" in refused(tmp_path / "a.rdf", LAUGHS + RDF.format("&a9;"))


def test_a_comment_that_can_be_read_in_many_ways_costs_no_time(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / "a.ttl", "<!---->" * 60 + "x")


def test_turtle_may_nest_as_deep_as_it_likes(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    depth = 20_000
    path.write_text("<urn:a> <urn:p> " + "[ <urn:p> " * depth + "1" + " ]" * depth + " .")
    assert len(read(str(path)).triples) == depth + 1


def test_a_text_beyond_the_limit_of_the_parser_is_named(tmp_path: Path) -> None:
    said = refused(tmp_path / "a.ttl", '<urn:a> <urn:p> "' + "x" * 17 * MB + '" .')
    assert said == "a text is longer than 16 MB"


@linux
def test_a_parser_that_crashes_takes_only_its_own_process_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgov.storage.reading.check_json", lambda text, name: None)
    depth = 6000
    said = refused(tmp_path / "a.jsonld", '{"@id":"urn:x","urn:p":' * depth + "1" + "}" * depth)
    assert "crash" in said or "memory" in said


# ---- queries


@linux
def test_a_query_that_crashes_the_engine_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(KgovError, match="crash") as caught:
        ask_text(knowledge, PARENTHESES)
    assert caught.value.where == Both("frågan", "the query")


@linux
def test_a_query_that_fills_the_memory_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(KgovError, match="too much memory"):
        child.confined("x", Limits(memory=200 * MB), ADVICE, knowledge.store.select, DOUBLED)


def test_a_query_that_does_not_end_is_stopped(knowledge: Knowledge) -> None:
    begun = time.monotonic()
    with pytest.raises(KgovError, match=r"too long \(more than 0\.5 s\)"):
        ask_text(knowledge, ENDLESS, 0.5)
    assert time.monotonic() - begun < 10


def test_the_time_of_a_query_is_an_option(kgov: Callable[..., Result]) -> None:
    done = kgov("query", ENDLESS, "--timeout", "0.2")
    assert done.code == 2 and "0.2 s" in done.err and not done.out


def test_a_function_the_engine_does_not_know_is_a_clear_error(knowledge: Knowledge) -> None:
    with pytest.raises(KgovError, match="cannot be answered"):
        ask_text(knowledge, "SELECT * { FILTER(<urn:f>(1)) }")


def test_a_store_on_disk_is_asked_in_the_same_way(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "S", writing=True)
    store.replace(list_holding("a", "1"), [(Iri("urn:s"), Iri("urn:p"), Text("x"))])
    store.close()
    model = Knowledge(DiskStore(tmp_path / "S"), loaded=resources.PARTS)
    assert ask_text(model, "SELECT ?o { ?s ?p ?o }").rows == [(Text("x"),)]
    with pytest.raises(KgovError, match="crash"):
        ask_text(model, PARENTHESES)
    assert ask_text(model, "ASK { ?s ?p ?o }").rows == [(Text("true", datatype=XSD + "boolean"),)]


def test_a_store_in_memory_reaches_a_child_that_begins_anew(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    here = ask_text(knowledge, query)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert ask_text(knowledge, query) == here


# ---- the child itself


@linux
def test_an_answer_that_grows_too_large_is_cut_off() -> None:
    with pytest.raises(KgovError, match="answer grows too large"):
        child.confined("x", Limits(answer=1000), ADVICE, str.ljust, "x", 5000)


@linux
def test_memory_in_the_child_is_limited() -> None:
    with pytest.raises(KgovError, match="too much memory"):
        child.confined("x", Limits(memory=64 * MB), ADVICE, bytearray, 256 * MB)


def connected(port: int) -> str:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return "connected"
    except OSError as error:
        return type(error).__name__


@linux
@pytest.mark.skipif(not confinement.can_close_the_network(), reason="the kernel cannot")
def test_no_child_reaches_the_network_or_starts_a_program() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert connected(port) == "connected"
        assert child.confined("x", Limits(), ADVICE, connected, port) == "PermissionError"
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        with pytest.raises(RuntimeError, match="not permitted"):  # past the filter that looks at the text
            child.confined("x", Limits(), ADVICE, service_alone, query)
    with pytest.raises(RuntimeError, match="PermissionError"):
        child.confined("x", Limits(), ADVICE, os.execv, sys.executable, [sys.executable])


def service_alone(query: str) -> int:
    return len(list(ox.Store().query(query)))  # type: ignore[arg-type]


class Harmful:
    """What a parser that was taken over might answer."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


@linux
def test_nothing_is_run_that_an_answer_carries() -> None:
    with pytest.raises(pickle.UnpicklingError, match=r"posix\.system"):
        child.confined("x", Limits(), ADVICE, Harmful)


def test_a_fault_of_the_program_is_no_fault_of_the_file() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        child.confined("x", Limits(), ADVICE, divmod, 1, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise")
def test_a_child_that_begins_anew_answers_and_is_limited_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert child.confined("x", Limits(), ADVICE, divmod, 7, 2) == (3, 1)
    with pytest.raises(KgovError, match="too long"):
        child.confined("x", Limits(seconds=1), ADVICE, time.sleep, 30)


@linux
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_child_ends_with_its_parent(tmp_path: Path, end: signal.Signals) -> None:
    note = tmp_path / "child"
    script = (
        "import os, sys, time; from kgov.storage import child; from kgov.storage.confinement import Limits\n"
        "def work(note):\n    open(note, 'w').write(str(os.getpid()))\n    time.sleep(60)\n"
        "child.confined('x', Limits(), None, work, sys.argv[1])"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(note)], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 20
    while not (note.exists() and note.read_text()) and time.monotonic() < until:
        time.sleep(0.01)
    number = int(note.read_text())
    parent.send_signal(end)
    parent.wait(20)
    while Path(f"/proc/{number}").exists() and time.monotonic() < until:
        if "Z" in Path(f"/proc/{number}/stat").read_text().split()[2]:
            return  # dead, and only waiting for whoever collects it
        time.sleep(0.01)
    assert not Path(f"/proc/{number}").exists()


# ---- what is told


@linux
def test_a_missing_protection_is_told_in_one_line(
    kgov: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confinement, "can_close_the_network", lambda: True)
    assert kgov("--version").out.count("\n") == 1
    monkeypatch.setattr(confinement, "can_close_the_network", lambda: False)
    assert kgov("--version").out.splitlines()[1].endswith("saknas på den här datorn: stängt nät.")
