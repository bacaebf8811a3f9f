"""Shared fixtures: the model on two engines, and the example lists."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgov import resources
from kgov.answers import questions
from kgov.model.knowledge import Knowledge
from kgov.storage import rdf_files, reading, spreadsheets
from kgov.storage.memory import MemoryStore
from kgov.storage.reading import read
from kgov.storage.reference import ReferenceStore

pytest_plugins = ["grounds_agree"]
if os.environ.get("KGOV_THROUGH_WORKBOOKS"):
    pytest_plugins.append("through_workbooks")

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "data" / "examples"


@pytest.fixture(scope="module", autouse=True)
def _in_this_process(request: pytest.FixtureRequest) -> Iterator[None]:
    """Read files here and not in a process for each, which takes long where there are many.

    The process of its own has tests of its own: their modules say IN_CHILDREN.
    """
    with pytest.MonkeyPatch.context() as patch:
        for module in (questions, rdf_files, reading, spreadsheets) if not in_children(request) else ():
            patch.setattr(
                module, "confined", lambda where, limits, advice, function, *given: function(*given)
            )
        yield
    gc.collect()  # models and stores hold each other, and what they hold is large


def in_children(request: pytest.FixtureRequest) -> bool:
    return getattr(request.module, "IN_CHILDREN", False)


@pytest.fixture(scope="session")
def model() -> Knowledge:
    """The whole model in the default store; tests must not change it."""
    return Knowledge().need(*resources.PARTS)


@pytest.fixture(scope="session")
def reference() -> Knowledge:
    """The whole model in rdflib, the judge of the default store; tests must not change it."""
    return Knowledge(ReferenceStore()).need(*resources.PARTS)  # type: ignore[arg-type]


def with_lists(store: str, *names: str) -> Knowledge:
    """A fresh model with lists: names of example files, or paths."""
    knowledge = Knowledge(MemoryStore() if store == "memory" else ReferenceStore())  # type: ignore[arg-type]
    knowledge.need(*resources.PARTS)
    for name in names:
        path = EXAMPLES / name if not Path(name).exists() else Path(name)
        knowledge.add_list(read(str(path)))
    return knowledge
