"""A command imports no more than it needs. How long it takes is a benchmark's matter, not a test's."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("rdflib", "pyshacl", "owlrl", "SPARQLWrapper", "jinja2", "xlsxwriter", "icalendar")

PROGRAM = """
import sys
from kgov.cli.main import main
try:
    main({arguments!r})
except SystemExit as stop:
    code = stop.code
print("LOADED", code, *sorted({{name.split(".")[0] for name in sys.modules}}))
"""


def _loaded(*arguments: str) -> tuple[int, set[str]]:
    program = PROGRAM.format(arguments=list(arguments))
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("LOADED"))
    _, code, *modules = line.split()
    return int(code), set(modules)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("chain", "orebro-lag"),
        ("escalate", "orebro-rmks", "--matter", "strategic"),
        ("show", "orebro-rmks"),
        ("bodies",),
        ("explain", "KR-18"),
        ("calendar", "orebro-rmks"),
        ("coverage",),
        ("query", "mirrors-of-a-programme-area"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_no_slow_library_is_imported_in_vain(arguments: tuple[str, ...]) -> None:
    code, modules = _loaded(*arguments)
    assert code == 0
    assert not modules & set(HEAVY)


def test_help_reads_no_graph() -> None:
    _, modules = _loaded("--help")
    assert "pyoxigraph" not in modules


def test_validation_does_import_the_engine() -> None:
    _, modules = _loaded("validate", "data/examples/orebro-rmks.ttl", "--as-of", "2026-11-22")
    assert not modules & set(HEAVY)
