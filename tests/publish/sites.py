"""Sites in memory, and a list that wishes the reader ill."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from kgov.lists.reading import read_list
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.publish.choice import Choice
from kgov.publish.redaction import redact
from kgov.publish.site import Details, Site
from kgov.storage.terms import Iri

DAY = date(2026, 11, 22)
EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"
SODRA = Iri(expand("kgd:sodra-sjukvardsregionen"))

HOSTILE = """
@prefix ex: <https://example.org/underlag/orebro/> .
@prefix kg: <https://w3id.org/kgov/def/> .
@prefix kgd: <https://w3id.org/kgov/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/underlag/..%2f..%2fetc%2fpasswd> a kgd:orebro-lag ;
    rdfs:label "<script>alert(1)</script>{{ 7*7 }}{% raw %}"@sv .
<https://example.org/a/../../b> a kgd:orebro-lag ; rdfs:label "\\"><img src=x onerror=alert(1)>" .
ex:Lag-A a kgd:orebro-lag ; rdfs:label "LAG Å stort"@sv .
ex:lag-a a kgd:orebro-lag ; rdfs:label "LAG å litet"@sv .
<https://example.org/b/l\u00e4> a kgd:orebro-lag ; rdfs:label "en form"@sv .
<https://example.org/b/la\u0308> a kgd:orebro-lag ; rdfs:label "en annan form"@sv .
<urn:example:lag:1> a kgd:orebro-lag ; rdfs:label "ingen webbadress"@sv .
"""


def knowledge(*files: Path) -> Knowledge:
    """The model with lists."""
    model = Knowledge().need("norm", "codes")
    for file in files:
        model.add_list(read_list(str(file), model))
    return model


def site(model: Knowledge, **chosen: object) -> Site:
    """A site of a model."""
    choice = Choice(DAY, "https://example.org/", **chosen)  # type: ignore[arg-type]
    publication = redact(model, choice)
    return Site(publication, choice, Details(documents=tuple(publication.knowledge.documents)))


@cache
def whole() -> dict[str, bytes]:
    """The site of all documents, without lists."""
    return dict(site(knowledge()).files())


@cache
def small() -> dict[str, bytes]:
    """The site of one owner, without lists."""
    return dict(site(knowledge(), owner=SODRA).files())
