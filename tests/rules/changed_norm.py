"""A changed copy of the norm, judged with no list at all: what the rules that read the norm make of it."""

from __future__ import annotations

from collections.abc import Callable

from kgov.answers.findings import outcome_of
from kgov.answers.validation import axioms, published_shapes
from kgov.answers.view import norm_triples
from kgov.namespaces import expand, local_name
from kgov.reasoning import shacl
from kgov.storage.terms import Iri, Triple

Change = Callable[[list[Triple]], list[Triple]]


def norm_outcomes(*changes: Change) -> dict[str, set[str]]:
    """Rule, then the outcomes, on a changed copy of the norm, with no list at all."""
    triples = list(norm_triples())
    for change in changes:
        triples = change(triples)
    judged: dict[str, set[str]] = {}
    for place, holds in shacl.judge(triples, published_shapes(), axioms()).holds.items():
        judged.setdefault(local_name(place.rule), set()).add(outcome_of(holds))
    return judged


def cut(name: str) -> Change:
    """Take a link or a body out of the norm."""
    iri = expand(f"kgd:{name}")

    def change(triples: list[Triple]) -> list[Triple]:
        kept = [triple for triple in triples if triple[0] != iri]
        assert len(kept) < len(triples)
        return kept

    return change


def put(subject: str, predicate: str, value: str) -> Change:
    added = (Iri(expand(subject)), Iri(expand(predicate)), Iri(expand(value)))
    return lambda triples: [*triples, added]


def turned(link: str, predicate: str, value: str) -> Change:
    """Another value of a property of a link of the norm."""
    subject, prop = expand(f"kgd:{link}"), expand(predicate)
    return lambda triples: [
        (s, p, Iri(expand(value))) if (s, p) == (subject, prop) else (s, p, o) for s, p, o in triples
    ]
