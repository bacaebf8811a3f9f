"""kgov: the assignments of Swedish health-care knowledge governance as a knowledge graph.

The public surface is small, and each name is imported when it is first used:

>>> import kgov
>>> model = kgov.load()
>>> way = kgov.chain(model, kgov.find(model, "orebro-rmks"))
>>> way.summary.en.split(".")[0]
'RMKS reports to HSLG'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_WHERE = {
    "load": "kgov.answers.library",
    "find": "kgov.answers.library",
    "view": "kgov.answers.library",
    "validate": "kgov.answers.library",
    "check": "kgov.answers.library",
    "diff": "kgov.answers.library",
    "ask": "kgov.answers.questions",
    "chain": "kgov.answers.paths",
    "escalate": "kgov.answers.paths",
    "coverage": "kgov.answers.coverage",
    "KgovError": "kgov.errors",
}

__all__ = [
    "KgovError",
    "__version__",
    "ask",
    "chain",
    "check",
    "coverage",
    "diff",
    "escalate",
    "find",
    "load",
    "validate",
    "view",
]

if TYPE_CHECKING:
    from kgov.answers.coverage import coverage
    from kgov.answers.library import check, diff, find, load, validate, view
    from kgov.answers.paths import chain, escalate
    from kgov.answers.questions import ask
    from kgov.errors import KgovError


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'kgov' has no attribute {name!r}")
