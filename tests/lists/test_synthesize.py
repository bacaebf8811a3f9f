"""``kgov synthesize``: files whole or not at all, in the form asked for."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Result, in_process, own_process

Run = Callable[..., Result]
SMALL = ("synthesize", "--years", "2", "--triples", "4000")


@pytest.fixture
def kgov(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """The command, run in the folder of the test."""
    return in_process(capsys, monkeypatch, tmp_path)


def test_what_is_expected_is_written_as_csv_and_json_alike(kgov: Run, tmp_path: Path) -> None:
    for name in ("väntat.csv", "väntat.json"):
        done = kgov(*SMALL, "-o", "land.nt", "--expected", name)
        assert done.code == 0, done.err
        assert "kgov validate land.nt --as-of 2026-11-22" in done.err
    text = (tmp_path / "väntat.csv").read_text("utf-8")
    heading, *rows = csv.reader(text.removeprefix("\ufeff").splitlines(), delimiter=";")
    said = json.loads((tmp_path / "väntat.json").read_text("utf-8"))
    assert heading == ["regel", "grupp", "gäller", "period", "utfall", "id"]
    assert rows
    assert rows == [[*list(row.values())[:4], "inte uppfylld", row["id"]] for row in said]
    assert {row["outcome"] for row in said} == {"violated"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["land.nt", "väntat.csv", "väntat.json"]


def test_no_faults_give_an_empty_list(kgov: Run, tmp_path: Path) -> None:
    kgov(*SMALL, "--faults", "0", "-o", "land.nt", "--expected", "väntat.json")
    assert json.loads((tmp_path / "väntat.json").read_text("utf-8")) == []


def test_standard_output_gets_the_same_bytes_as_a_file(tmp_path: Path) -> None:
    to_file = own_process(*SMALL, "-o", "land.nt", cwd=tmp_path)
    shown = own_process(*SMALL, cwd=tmp_path)
    assert shown.out == (tmp_path / "land.nt").read_text("utf-8")
    assert to_file.out == ""
    assert "Påhittade exempeldata" in shown.err


def test_an_older_file_stays_as_it_was_when_the_new_one_cannot_be_finished(kgov: Run, tmp_path: Path) -> None:
    (tmp_path / "land.nt").write_text("kvar\n")
    done = kgov(*SMALL, "-o", "land.nt", "--expected", "saknas/väntat.csv")
    assert done.code == 2
    assert "saknas/väntat.csv" in done.err.replace(os.sep, "/")
    assert (tmp_path / "land.nt").read_text() == "kvar\n"
    assert [path.name for path in tmp_path.iterdir()] == ["land.nt"]


def test_the_same_file_twice_is_refused(kgov: Run, tmp_path: Path) -> None:
    done = kgov(*SMALL, "-o", "land.nt", "--expected", f".{os.sep}land.nt")
    assert done.code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal to send")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing(tmp_path: Path, number: int) -> None:
    command = [sys.executable, "-m", "kgov", "synthesize", "--triples", "50000000", "-o", "land.nt"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    run = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE)
    try:
        while not (tmp_path / "land.nt.part").exists():
            assert run.poll() is None
        run.send_signal(number)
        said = run.communicate(timeout=20)[1].decode("utf-8")
    finally:
        run.kill()
    assert run.returncode == 2
    assert "Avbrutet" in said
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs a device to write to")
def test_a_device_is_written_to_and_not_replaced(kgov: Run) -> None:
    assert kgov(*SMALL, "-o", os.devnull).code == 0
    assert Path(os.devnull).is_char_device()


def test_a_number_that_makes_no_sense_ends_with_advice(kgov: Run) -> None:
    done = kgov("--lang", "en", "synthesize", "--regions", "22")
    assert (done.code, done.out) == (2, "")
    assert "Give a whole number from 1 to 21." in done.err
