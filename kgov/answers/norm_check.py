"""Check of the norm itself: is every fact complete and cited, does no way lead round in a circle, and does it
keep the rules that a document makes for what the documents say?

Each check is a question in ``queries/norm`` that gives one row per fault; none is good. Cycles are walked
here, because a property path gives a set and not the way. The rules that read the norm are SHACL like all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kgov import resources
from kgov.answers.findings import outcome_of
from kgov.answers.validation import axioms, published_shapes
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule
from kgov.namespaces import expand
from kgov.reasoning import shacl
from kgov.storage import query_text
from kgov.storage.query_text import Query
from kgov.storage.terms import Iri, Term

#: Kinds of link whose end is above their start.
UPWARD = ("reports-to", "works-on-assignment-of", "part-of")
#: Kinds of link whose start, the decider, is above their end, the governed.
DOWNWARD = ("sets-up", "closes", "sets-assignment-of", "sets-members-of", "steers", "organises")


@dataclass(frozen=True)
class Fault:
    """Something wrong with the norm: the check that found it, the thing, and what it clashes with."""

    check: Query
    thing: Iri
    other: Iri | None


def check_norm(knowledge: Knowledge) -> list[Fault]:
    """All faults of the norm, by check and thing; empty when the norm is complete and cited."""
    knowledge.need(*resources.PARTS)
    faults = []
    for check in query_text.named("norm"):
        for row in knowledge.select(check.text):
            other = row.get("other")
            faults.append(Fault(check, Iri(str(row["thing"])), None if other is None else Iri(str(other))))
    return faults


def rules_on_the_norm(knowledge: Knowledge, engine: str = "auto") -> list[tuple[Rule, Term, str]]:
    """The rules that judge what the documents say, and not a list.

    Args:
        knowledge: the model; what is loaded in it is judged, so that a changed norm can be too.
        engine: as for ``kgov.check``.

    Returns:
        Rule, the thing or value judged, and the outcome, in the order of the rules.
    """
    knowledge.need("norm", "rules")
    own = {rule.iri: rule for rule in knowledge.rules.values() if rule.flag("kg:readsNorm")}
    judged = shacl.judge(knowledge.store.triples(), published_shapes(), axioms(), engine=engine)
    found = [
        (own[place.rule], place.value, outcome_of(holds))
        for place, holds in judged.holds.items()
        if place.rule in own
    ]
    return sorted(found, key=lambda row: (row[0].id, str(row[1])))


def _above(knowledge: Knowledge) -> dict[Iri, set[Iri]]:
    """What stands directly above each body or kind; a body stands under its kind, whose norm holds for it."""
    upward = {expand(f"kgc:link-{name}") for name in UPWARD}
    downward = {expand(f"kgc:link-{name}") for name in DOWNWARD}
    above: dict[Iri, set[Iri]] = {}
    for link in knowledge.links.values():
        if link.kind in upward:
            above.setdefault(link.start, set()).add(link.end)
        elif link.kind in downward:
            above.setdefault(link.end, set()).add(link.start)
    for body in knowledge.registered:
        above.setdefault(body, set()).update(knowledge.kinds_of(body))
    return above


def _without_dead_ends(above: Mapping[Iri, set[Iri]]) -> dict[Iri, set[Iri]]:
    """Only the nodes from which one can go on for ever: none unless there is a cycle."""
    left = {node: set(higher) for node, higher in above.items()}
    while True:
        kept = {node: higher & left.keys() for node, higher in left.items() if higher & left.keys()}
        if kept == left:
            return left
        left = kept


def cycles(knowledge: Knowledge) -> list[list[Iri]]:
    """Ways upwards that come back to where they started, each as the nodes in the order they are passed.

    Reporting, assignment, part-of and deciding are taken together: what decides about a body must not
    report to it. Every node that lies on some cycle need not be listed, but where there is a cycle, one is.
    """
    left = _without_dead_ends(_above(knowledge))
    found = []
    while left:
        way = [min(left)]
        while (higher := min(left[way[-1]])) not in way:
            way.append(higher)
        cycle = way[way.index(higher) :]
        found.append(cycle)
        left[cycle[-1]].discard(higher)
        left = _without_dead_ends(left)
    return found
