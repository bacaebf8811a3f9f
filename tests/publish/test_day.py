"""The day of a site: of what was recorded, never of what lies ahead, and never of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.publish.day import newest_day
from kgov.storage.source import Source
from kgov.storage.terms import Iri, Term, Text, Triple, date_term

EX = "https://example.org/underlag/"


def said(name: str, **values: Term) -> list[Triple]:
    names = {
        "a": "rdf:type",
        "on": "dcterms:date",
        "status": "kg:hasMeetingStatus",
        "until": "kg:validThrough",
    }
    return [(Iri(EX + name), Iri(expand(names[key])), value) for key, value in values.items()]


def iri(name: str) -> Iri:
    return Iri(expand(name))


DECIDED = said("decision", a=iri("kg:Appointment"), on=date_term("2026-02-20"), until=date_term("2028-01-01"))
HELD = said("a", a=iri("kg:Meeting"), status=iri("kgc:meeting-held"), on=date_term("2026-03-10"))
PLANNED = said("b", a=iri("kg:Meeting"), status=iri("kgc:meeting-planned"), on=date_term("2026-12-08"))
UNSAID = said("c", a=iri("kg:Meeting"), on=date_term("2026-12-09"))
NO_DATE = said("d", a=iri("kg:Appointment"), on=Text("i våras"))


@pytest.mark.parametrize(
    ("triples", "day"),
    [
        (DECIDED, (date(2026, 2, 20), True)),
        ([*HELD, *DECIDED], (date(2026, 3, 10), True)),
        ([*DECIDED, *PLANNED, *UNSAID, *NO_DATE], (date(2026, 2, 20), True)),
        ([*PLANNED, *NO_DATE], (date(2026, 11, 22), False)),
        ([], (date(2026, 11, 22), False)),
    ],
)
def test_the_newest_day(triples: list[Triple], day: tuple[date, bool]) -> None:
    model = Knowledge().need("norm", "codes")
    if triples:
        model.add_list(Source("list", "", triples))
    assert newest_day(model) == day
