"""Worked examples of the rules: what invented lists say where a rule is not met, and where it is.

They are read on the page of a rule and nowhere else: no data, index or catalogue of a site holds them. The file is
written by ``make rule-examples`` from the example lists, as the rules judge them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kgov import resources
from kgov.language import Both

#: The outcomes that an example is given of, in the order in which a page shows them.
SHOWN = ("violated", "satisfied")


@dataclass(frozen=True)
class Example:
    """What an invented list says that settles a rule.

    Args:
        outcome: ``violated`` or ``satisfied``.
        about: what was judged.
        says: the values of the list that settle it, as a part of a sentence.
    """

    outcome: str
    about: Both
    says: Both


def file() -> Path:
    """Where the examples are kept."""
    return resources.folder("data") / "examples" / "rules.json"


@cache
def rule_examples() -> Mapping[str, list[Example]]:
    """The examples of each rule, by its id; a rule that the example lists show nothing of has none."""
    kept = json.loads(file().read_text(encoding="utf-8"))
    return {
        rule: [
            Example(outcome, Both(**told[outcome]["about"]), Both(**told[outcome]["says"]))
            for outcome in SHOWN
            if outcome in told
        ]
        for rule, told in kept.items()
    }
