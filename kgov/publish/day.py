"""The day that a site speaks of where no other is chosen: it follows from what is published, never from the calendar."""

from __future__ import annotations

from datetime import date

from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.storage.terms import Term

DATE, TYPE, MEETING = expand("dcterms:date"), expand("rdf:type"), expand("kg:Meeting")
STATUS, HELD = expand("kg:hasMeetingStatus"), expand("kgc:meeting-held")
ONTOLOGY, ISSUED = expand("kg:").rstrip("/"), expand("dcterms:issued")


def newest_day(knowledge: Knowledge) -> tuple[date, bool]:
    """The newest day on which something in the lists was decided, declared or held; else that of the model's version.

    A meeting that was not held, and the days from and until which something is to be in force, may lie ahead: they
    do not count.

    Returns:
        The day, and whether it is of the lists.
    """
    known = [day for day in map(_date, _recorded(knowledge)) if day]
    if known:
        return max(known), True
    header = knowledge.need("ontology").store.triples()
    return next(day for s, p, o in header if s == ONTOLOGY and p == ISSUED and (day := _date(o))), False


def _recorded(knowledge: Knowledge) -> list[Term]:
    said = [triple for source in knowledge.lists for triple in source.triples]
    meetings = {s for s, p, o in said if p == TYPE and o == MEETING}
    ahead = meetings - {s for s, p, o in said if p == STATUS and o == HELD}
    return [o for s, p, o in said if p == DATE and s not in ahead]


def _date(term: Term) -> date | None:
    try:
        return date.fromisoformat(str(term))
    except ValueError:
        return None
