"""The README and the pages under ``docs/`` tell the truth: commands run, excerpts are real, links lead somewhere.

In a ``console`` block a line ``$ …`` is a command and what follows is an excerpt of its answer: every line of it
must come in the real answer, in that order; ``…`` stands for what is left out. The exit code is 0, or
what the command's comment says (``# exit code 1``, ``# slutkod 1``).
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import EXAMPLES, ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
EXIT = re.compile(r"\s+# (?:exit code|slutkod) (\d)$")
PROGRAMS = ("kgov", "pyshacl")
WRITES = {"bundle", "load", "publish", "template", "-o", "--output"}


@dataclass
class Command:
    """A command of a page, the excerpt under it, and the environment that the page has set by then."""

    words: list[str]
    code: int
    line: int
    environment: dict[str, str]
    shown: list[str] = field(default_factory=list)


def commands(text: str) -> list[Command]:
    """The commands in the console blocks of a page, in order."""
    found: list[Command] = []
    environment: dict[str, str] = {}
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1)) + 1
        lines = iter(enumerate(block[1].splitlines(), first))
        inside = False
        for number, line in lines:
            if not line.startswith("$ "):
                assert inside or not line.strip(), f"line {number}: an answer without a command"
                if inside:
                    found[-1].shown.append(line)
                continue
            code = EXIT.search(line)
            typed = EXIT.sub("", line.removeprefix("$ "))
            while typed.count("'") % 2:
                typed += "\n" + next(lines)[1]
            words = shlex.split(typed)
            inside = words[0] in PROGRAMS
            if inside:
                found.append(Command(words, int(code[1]) if code else 0, number, dict(environment)))
            else:
                assert words[0] == "export", (
                    f"line {number}: {words[0]} is not run by the tests; use a sh block"
                )
                name, _, value = words[1].partition("=")
                environment[name] = value
    return found


def run(command: Command, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as ``python -m`` in a folder."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KGOV_")}
    environment |= {
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "100",
    } | command.environment
    return subprocess.run(
        [sys.executable, "-m", *command.words],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def first_untrue(shown: list[str], answer: str) -> str | None:
    """The first line of an excerpt that the answer does not have where it should, or None."""
    lines = [line.rstrip() for line in answer.splitlines()]
    at, skips = 0, True
    for line in shown:
        if line.strip() == "…":
            skips = True
            continue
        end = len(lines) if skips else at + 1
        if line.rstrip() not in lines[at:end]:
            return line
        at, skips = lines.index(line.rstrip(), at) + 1, False
    return None


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "page", [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))], ids=name_of
)
def test_commands_run_and_say_what_is_shown(page: Path, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "data" / "examples")
    wrote = False
    for command in commands(page.read_text(encoding="utf-8")):
        wrote = wrote or bool(WRITES & set(command.words))
        done = run(command, tmp_path if wrote else ROOT)
        place = f"{name_of(page)}:{command.line}: {' '.join(command.words)}"
        assert done.returncode == command.code, f"{place}\n{done.stdout}\n{done.stderr}"
        answer = done.stdout + done.stderr
        assert first_untrue(command.shown, answer) is None, f"{place}\nnot there: {command.shown}\n{answer}"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if ">>> " in page.read_text(encoding="utf-8")], ids=name_of
)
def test_examples_in_python_give_what_they_show(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)
    said: list[str] = []
    outcome = doctest.DocTestRunner().run(test, out=said.append)
    assert test.examples and not outcome.failed, "".join(said)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    broken = []
    for target in LINK.findall(text):
        path, _, heading = target.partition("#")
        if re.match(r"[a-z]+:", path):
            continue
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (heading and heading not in headings(file)):
            broken.append(target)
    assert not broken


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {
        re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")
        for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }


def test_both_readmes_name_each_other_and_show_commands() -> None:
    pages = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.sv.md")}
    assert "(README.sv.md)" in pages["README.md"].split("\n## ")[0]
    assert "(README.md)" in pages["README.sv.md"].split("\n## ")[0]
    shown = {word for text in pages.values() for command in commands(text) for word in command.words[:2]}
    assert {"chain", "escalate", "show", "explain", "validate", "query", "bundle", "view"} <= shown


def test_an_untrue_page_is_caught(tmp_path: Path) -> None:
    page = "```console\n$ export KGOV_LANG=en\n$ kgov show rsn # exit code 0\nlevel: moon\n```\n"
    (command,) = commands(page)
    assert (command.words, command.code, command.line) == (["kgov", "show", "rsn"], 0, 3)
    assert command.environment == {"KGOV_LANG": "en"}
    answer = run(command, tmp_path).stdout
    assert first_untrue(command.shown, answer) == "level: moon"
    assert first_untrue(["a", "b"], "a\nx\nb") == "b"
    assert first_untrue(["a", "…", "b"], "a\nx\nb") is None
    assert run(Command(["kgov", "show", "no-such-body"], 0, 1, {}), tmp_path).returncode == 2
