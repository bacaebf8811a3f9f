"""Wherever a test judges, the grounds of a finding rest on the same verdicts as the engine's."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pytest

from kgov.answers.account import norm_both_ways
from kgov.answers.validation import Judge
from kgov.reasoning.grounds import Witness
from kgov.reasoning.judged import Judged
from kgov.storage.terms import Iri, Triple


def disagreements(judge: Judge, data: Collection[Triple], judged: Judged) -> Iterator[str]:
    """The places and helpers where the engine and the walk through the shapes do not say the same."""
    said, said_by = norm_both_ways(judge.axioms)
    to: dict = {}
    back: dict = {}
    for s, p, o in judge.view:
        to.setdefault(s, []).append((p, o))
        back.setdefault(o, []).append((p, s))
    witness = Witness(judge.shapes, (to, said), (back, said_by))
    for place, holds in judged.holds.items():
        for name, helper in judge.shapes.rules[place.rule].helpers.items():
            if witness.holds(place.value, helper) != holds[name]:
                yield f"{name} of {place.rule} at {place.value}: the engine says {holds[name]}"


@pytest.fixture(autouse=True, scope="session")
def _agree() -> Iterator[None]:
    """Each run over the lists as they are is compared."""
    whole = Judge._judge

    def compared(self: Judge, data: list[Triple], only: Collection[Iri] | None = None) -> Judged:
        judged = whole(self, data, only)
        if only is None and data is self.data:
            assert not list(disagreements(self, data, judged))
        return judged

    Judge._judge = compared  # type: ignore[method-assign]
    yield
    Judge._judge = whole  # type: ignore[method-assign]
