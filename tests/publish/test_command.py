"""``kgov publish`` and ``kgov preview`` as they are typed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Result, in_process
from sites import EXAMPLES

from kgov.publish.writing import Written

LIST = str(EXAMPLES / "sodra-rsg-lakemedel.ttl")
DAY = ("--as-of", "2026-11-22")
Run = Callable[..., Result]


@pytest.fixture
def kgov(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    return in_process(capsys, monkeypatch, tmp_path)


def test_a_site_is_written_and_told_of(kgov: Run, tmp_path: Path):
    result = kgov("publish", "ut", LIST, "--owner", "sodra", "--zip", *DAY)
    assert result.code == 0, result.err
    assert "kgov preview ut" in result.err and "påhittade exempeldata" in result.err
    assert (tmp_path / "ut" / "sv" / "id" / "sodra-rsg-lakemedel.html").is_file()
    assert (tmp_path / "ut" / "webbplats.zip").is_file()
    assert sorted(os.listdir(tmp_path)) == ["ut"]
    assert b"Traceback" not in result.err.encode()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("ut", "--owner", "norrland"), "okänd ägare"),
        (("ut", "--base", "javascript:alert(1)"), "ingen webbadress"),
        (("ut", "--base", "https://a.se/?x=1"), "ingen webbadress"),
        (("ut", "--as-of", "i går"), "inget datum"),
        (("ut", "finns-inte.ttl"), "filen finns inte"),
        (("ut", LIST, "--persons", "named"), "inget beslut"),
        (("ut", LIST, "--persons", "alla"), "ogiltigt värde"),
    ],
)
def test_what_cannot_be_published_is_said_and_nothing_written(
    kgov: Run, tmp_path: Path, arguments: tuple[str, ...], problem: str
):
    result = kgov("publish", *arguments)
    assert result.code == 2
    assert problem in result.err and "Traceback" not in result.err
    assert os.listdir(tmp_path) == []


def test_what_is_settled_is_read_from_the_settings(kgov: Run, tmp_path: Path):
    (tmp_path / "kgov.toml").write_text(
        'lists = ["list.ttl"]\n[publish]\nbase = "https://kunskap.example.se/x"\ncontact = "Kunskapsstaben"\nemail = "kunskap@example.se"\n'
        '[[publish.named]]\nbody = "sodra-rsg-lakemedel"\nlegal-basis = "förtroendeuppdrag"\n'
        'decision = "HS-7"\nreview = 2027-01-31\n',
        encoding="utf-8",
    )
    (tmp_path / "list.ttl").write_bytes(Path(LIST).read_bytes())
    result = kgov("publish", "ut", "--owner", "sodra", "--persons", "named", *DAY)
    assert result.code == 0, result.err
    assert "example.org" not in result.err
    page = (tmp_path / "ut/sv/id/sodra-rsg-lakemedel.html").read_text(encoding="utf-8")
    assert "Exempelperson" in page and "HS-7" in page
    assert 'Säg till Kunskapsstaben <a href="mailto:kunskap@example.se">kunskap@example.se</a>.' in page


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("publish = 1", "publish ska vara"),
        ("[publish]\nbas = 'x'", "okänd inställning under publish: bas"),
        ("[publish]\nbase = 3", "base ska vara text"),
        ("[publish]\nas-of = '2026-11-22'", "as-of ska vara ett datum"),
        ("[publish]\nas-of = 2026-11-22T10:00:00", "as-of ska vara ett datum"),
        ("[publish]\nsuppressed = 'x'", "suppressed ska vara en lista"),
        ("[publish]\nnamed = 3", "named ska vara"),
        ("[[publish.named]]\nbody = 'orebro-rmks'", "saknar legal-basis"),
        (
            "[[publish.named]]\nbody='a'\nlegal-basis='b'\ndecision='c'\nreview='2027-01-01'",
            "review ska vara ett datum",
        ),
    ],
)
def test_settings_that_mean_nothing_are_refused(kgov: Run, tmp_path: Path, text: str, problem: str):
    (tmp_path / "kgov.toml").write_text(text, encoding="utf-8")
    result = kgov("publish", "ut")
    assert result.code == 2
    assert problem in result.err and "kgov.toml" in result.err


def test_the_day_is_the_one_chosen_or_settled_or_the_newest_of_the_lists(
    kgov: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("kgov.publish.writing.write_site", lambda folder, files: Written(0, True))
    said = [kgov("publish", "ut", LIST, "--owner", "sodra").err]
    (tmp_path / "kgov.toml").write_text("[publish]\nas-of = 2026-05-02\n", encoding="utf-8")
    said.append(kgov("publish", "ut", LIST, "--owner", "sodra").err)
    said.append(kgov("publish", "ut", LIST, "--owner", "sodra", "--as-of", "2026-03-01").err)
    assert "Läget den 2026-11-20: den senaste dagen i underlaget." in said[0]
    assert "Läget den 2026-05-02 (as-of i kgov.toml)." in said[1]
    assert "Läget den 2026-03-01." in said[2]


def test_only_a_site_of_ours_is_shown(kgov: Run, tmp_path: Path):
    (tmp_path / "x").mkdir()
    result = kgov("preview", "x")
    assert result.code == 2
    assert "ingen webbplats från kgov" in result.err


def started(*arguments: str, cwd: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kgov", *arguments],
        cwd=cwd,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "KGOV_LANG": "en"},
    )


@pytest.mark.skipif(os.name == "nt", reason="signals of another sort")
def test_a_preview_serves_the_site_to_this_computer(tmp_path: Path):
    folder = tmp_path / "site"
    (folder / "sv").mkdir(parents=True)
    (folder / ".kgov-site").write_text("index.html\n")
    (folder / "index.html").write_text("here")
    running = started("preview", "site", "--port", "0", cwd=tmp_path)
    try:
        assert running.stderr
        told = running.stderr.readline()
        address = told.split(" at ")[1].split()[0]
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address) as answer:
            assert answer.read() == b"here"
    finally:
        running.send_signal(signal.SIGINT)
    _, rest = running.communicate(timeout=10)
    assert running.returncode == 0, rest


@pytest.mark.skipif(os.name == "nt", reason="signals of another sort")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_clears_away_what_it_began(tmp_path: Path, number: int):
    running = started("publish", "ut", cwd=tmp_path)
    until = time.monotonic() + 60
    while not list(tmp_path.glob(".ut.*/*/sv/*.html")) and time.monotonic() < until:
        time.sleep(0.02)
    running.send_signal(number)
    running.communicate(timeout=30)
    assert running.returncode not in (0, -number), "it ended in order"
    assert os.listdir(tmp_path) == []
