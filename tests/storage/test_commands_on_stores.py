"""Commands that take their lists from a store: the same answers, and one clear sentence where it cannot be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLES, ROOT
from running import Result, in_process
from servers import free_port

from kgov import resources
from kgov.model.stored import put_model
from kgov.storage.disk import DiskStore
from kgov.storage.reading import read
from kgov.storage.store import MODEL, Holding, list_holding

LISTS = [str(EXAMPLES / name) for name in ("orebro-lag-fel.ttl", "orebro-rmks-fel.ttl")]
DAY = ("--as-of", "2026-11-22")
#: Commands, and whether they take their lists as arguments or with ``--with``.
COMMANDS = [
    (("validate", *DAY, "--format", "json"), False),
    (("validate", *DAY, "--format", "csv", "--all"), False),
    (("view", *DAY), False),
    (("rules", *DAY), False),
    (("calendar", *DAY), False),
    (("whatif", "--close", "orebro-rmks", "--on", "2026-11-22"), False),
    (("bodies",), True),
    (("show", "orebro-rmks"), True),
    (("chain", "orebro-rmks"), True),
    (("escalate", "orebro-rmks", "--matter", "strategic"), True),
    (("explain", "OR-33"), True),
    (("query", "seats-of-a-body", "--param", "body=orebro-rmks", "--inferred"), True),
    (("query", "SELECT ?s ?o WHERE { ?s org:organization ?o } ORDER BY ?s ?o"), True),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in a folder, with the model and two lists."""
    folder = tmp_path_factory.mktemp("stores") / "store"
    writer = DiskStore(folder, writing=True)
    put_model(writer)
    for path in LISTS:
        source = read(path)
        writer.replace(list_holding(source.name, source.digest), source.triples)
    writer.close()
    return folder


@pytest.fixture
def kgov(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Result]:
    return in_process(capsys, monkeypatch, tmp_path)


@pytest.mark.parametrize(
    ("command", "named"), COMMANDS, ids=[" ".join(command[:2]) for command, _ in COMMANDS]
)
def test_a_command_answers_the_same_from_a_store(
    kgov: Callable[..., Result], store: Path, command: tuple[str, ...], named: bool
) -> None:
    files = [word for path in LISTS for word in (("--with", path) if named else (path,))]
    here, there = kgov(*command, *files), kgov(*command, "--store", str(store))
    assert there.code == here.code < 2
    assert there.out == here.out and here.out


def test_a_site_is_the_same_from_a_store(kgov: Callable[..., Result], store: Path, tmp_path: Path) -> None:
    choice = ("--owner", "orebro", *DAY)
    assert kgov("publish", "a", *choice, *LISTS).code == 0
    assert kgov("publish", "b", *choice, "--store", str(store)).code == 0
    a, b = (
        {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()}
        for name in "ab"
    )
    assert sorted(a) == sorted(b)
    assert [path for path in a if a[path] != b[path]] == []


def refused(result: Result, *words: str) -> None:
    assert result.code == 2 and result.out == "" and "Traceback" not in result.err
    assert all(word in result.err for word in words), result.err


@pytest.mark.parametrize(("lang", "word"), [("sv", "finns inte"), ("en", "does not exist")])
def test_a_folder_that_is_not_there(
    kgov: Callable[..., Result], tmp_path: Path, lang: str, word: str
) -> None:
    refused(kgov("validate", "--store", "typo", "--lang", lang), word, "kgov load")
    assert not (tmp_path / "typo").exists()


def test_a_server_that_is_not_there(kgov: Callable[..., Result]) -> None:
    refused(
        kgov("bodies", "--endpoint", f"http://127.0.0.1:{free_port()}/q", "--lang", "en"), "cannot be reached"
    )


def test_files_and_a_store_together(kgov: Callable[..., Result], store: Path) -> None:
    refused(kgov("validate", LISTS[0], "--store", str(store)), "inte båda")
    refused(kgov("validate", "--endpoint", "http://localhost/", "--store", str(store)), "inte båda")
    refused(kgov("validate", "--update-endpoint", "http://localhost/"), "--endpoint")


def test_a_store_with_the_model_of_another_program(
    kgov: Callable[..., Result], store: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(store, other)
    writer = DiskStore(other, writing=True)
    graph, noted = next((g, h) for g, h in writer.holdings().items() if h.kind == MODEL)
    writer.replace(Holding(graph, MODEL, noted.name, "0" * 64), writer.triples(graph)[:3])
    writer.close()
    refused(kgov("chain", "orebro-rmks", "--store", "other"), "inte den som kgov nu har", "kgov load")
    writer = DiskStore(other, writing=True)
    assert put_model(writer) and {h.digest for h in writer.holdings().values() if h.kind == MODEL} == {
        resources.digest()
    }
    writer.close()
    assert kgov("chain", "orebro-rmks", "--store", "other").code == 0


def test_a_store_without_a_model(kgov: Callable[..., Result], tmp_path: Path) -> None:
    DiskStore(tmp_path / "empty", writing=True).close()
    refused(kgov("validate", "--store", "empty"), "inget som kgov har laddat")


def test_a_store_that_is_being_written(kgov: Callable[..., Result], store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "busy")
    writer = DiskStore(tmp_path / "busy", writing=True)
    refused(kgov("validate", "--store", "busy", "--lang", "en"), "another process is writing")
    writer.close()


def test_the_place_can_be_settled(kgov: Callable[..., Result], store: Path, tmp_path: Path) -> None:
    settings = tmp_path / "kgov.toml"
    settings.write_text(f'store = "{store.as_posix()}"\n')
    named = kgov("validate", *DAY, "--store", str(store))
    assert kgov("validate", *DAY).out == named.out
    assert kgov("validate", *DAY, LISTS[0]).out != named.out  # a file that is named goes first
    settings.write_text('[endpoint]\nquery = "http://127.0.0.1:1/q"\ndeadline = 2\n')
    refused(kgov("bodies"), "127.0.0.1:1")
    for wrong in (
        'lists = "a.ttl"\nstore = "b"\n',
        "[endpoint]\npassword = 'x'\n",
        "endpoint = 1\n",
        "[endpoint]\ndeadline = -1\n",
    ):
        settings.write_text(wrong)
        refused(kgov("bodies"), "kgov.toml")


def test_a_folder_that_can_only_be_read(store: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "store"
        shutil.copytree(store, folder)
        os.chmod(place, 0o755)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        program = (
            "import os, sys; from pathlib import Path; from kgov.errors import KgovError; from kgov.storage.disk import DiskStore\n"
            "if hasattr(os, 'geteuid') and os.geteuid() == 0: os.setuid(65534)\n"
            "print(len(DiskStore(Path(sys.argv[1]))) > 1000)\n"
            "try: DiskStore(Path(sys.argv[1]), writing=True)\n"
            "except KgovError as error: print(error.problem.en)\n"
        )
        try:
            done = subprocess.run(
                [sys.executable, "-c", program, str(folder)],
                capture_output=True,
                text=True,
                cwd="/",
                env={"PYTHONPATH": str(ROOT)},
            )
        finally:
            for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
                path.chmod(0o755)
        assert done.stdout.splitlines()[0] == "True", done.stderr
        assert done.stdout.splitlines()[1].startswith("the store cannot be used")
