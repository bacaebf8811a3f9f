"""The report on a list that a test writes: made once for the same list and day, and kept without what it came from."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import kgov
from kgov.answers.findings import Report


@cache
def judged(text: str, as_of: str, engine: str = "auto") -> Report:
    """The findings on a list in Turtle; its graph and its view would hold the whole model, and are let go."""
    report = whole(text, as_of, engine)
    return replace(report, build_report=_let_go, build_view=_let_go, judged_if=_let_go)


def whole(text: str, as_of: str, engine: str = "auto") -> Report:
    """The report with all that it can be asked for."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.ttl"
        path.write_text(text, encoding="utf-8")
        return kgov.check(path, as_of=date.fromisoformat(as_of), engine=engine)


def _let_go(*_: Any) -> Any:
    raise AssertionError("a kept report has its findings alone")
