"""The data as if more were declared complete: to say why an answer is missing, and what would settle it."""

from __future__ import annotations

from collections.abc import Collection

from kgov.answers.evidence import PERIOD
from kgov.answers.findings import Declared
from kgov.namespaces import expand
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


def as_if_complete(data: Collection[Triple], declared: Collection[Declared]) -> list[Triple]:
    """The data with more declarations of completeness.

    Args:
        data: the view and the norm.
        declared: bodies or owners, each with an aspect; for a calendar or documents all periods are meant.

    Returns:
        The data in which each of these is complete. In a complete list an empty seat is vacant, so that
        a rule may also turn out not to apply.
    """

    def said(triple: Triple) -> Triple:
        s, p, o = triple
        aspect = OF_PERIOD.get(p)
        return (s, p, YES) if aspect and (body_of_period(s), aspect) in declared else (s, p, o)

    return [*map(said, data), *((thing, LISTED, aspect) for thing, aspect in declared)]
