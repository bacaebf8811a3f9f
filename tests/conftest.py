"""Shared fixtures: the model on two engines, and the example lists."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.storage.memory import MemoryStore
from kgov.storage.reading import read
from kgov.storage.reference import ReferenceStore

pytest_plugins = ["grounds_agree"]
if os.environ.get("KGOV_THROUGH_WORKBOOKS"):
    pytest_plugins.append("through_workbooks")

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "data" / "examples"


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
