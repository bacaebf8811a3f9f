"""The data as if more were declared complete: to say why an answer is missing, and what would settle it."""

from __future__ import annotations

from collections.abc import Collection, Set

from kgov.answers.evidence import PERIOD
from kgov.answers.findings import Declared
from kgov.namespaces import expand
from kgov.storage.lines import Lines
from kgov.storage.terms import Iri, Term, Text, Triple

LISTED = Iri(expand("kg:isListedComplete"))
YES = Text("true", datatype=expand("xsd:boolean"))
#: What the view says of a month or a year, and the aspect that its body would declare.
OF_PERIOD = {
    expand("kg:hasCompleteCalendar"): Iri(expand("kgc:aspect-calendar")),
    expand("kg:hasCompleteDocuments"): Iri(expand("kgc:aspect-documents")),
}


def body_of_period(period: Term) -> Iri:
    """The body that a month or a year belongs to."""
    return Iri(PERIOD.sub("", str(period)))


def bodies_of_periods(data: Collection[Triple]) -> set[Iri]:
    """The bodies whose months or years are judged."""
    return {body_of_period(s) for s, p, _ in data if p in OF_PERIOD}


def as_if_complete(data: Lines, declared: Collection[Declared]) -> Lines:
    """The data with more declarations of completeness.

    Args:
        data: the view and the norm.
        declared: bodies or owners, each with an aspect; for a calendar or documents all periods are meant.

    Returns:
        The data in which each of these is complete. In a complete list an empty seat is vacant, so that
        a rule may also turn out not to apply.
    """
    at_hand = declared if isinstance(declared, Set) else set(declared)
    others: list[Triple] = [(thing, LISTED, aspect) for thing, aspect in declared]

    def stays(triple: Triple) -> bool:
        s, p, _ = triple
        aspect = OF_PERIOD.get(p)
        if aspect is None or (body_of_period(s), aspect) not in at_hand:
            return True
        others.append((s, p, YES))
        return False

    kept = data.where(stays)
    kept.add(others)
    return kept
