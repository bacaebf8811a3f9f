"""The pages of everything that has no page of its own sort: links, duties, permissions, rulings and the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kgov.language import Both
from kgov.model.things import Thing
from kgov.namespaces import PREFIXES, expand
from kgov.publish.edition import Edition, Page
from kgov.storage.terms import Iri

LINK = expand("kg:Link")


def pages(edition: Edition, others: Collection[str]) -> Iterator[Page]:
    """A page for each thing that has none yet.

    Args:
        edition: what is published.
        others: the things that have a page already.
    """
    for iri, thing in edition.things.items():
        if iri not in others:
            yield _page(edition, thing)


def _page(edition: Edition, thing: Thing) -> Page:
    sorts = [iri for iri in sorted(thing.types) if iri.startswith(PREFIXES["kg"])] or sorted(thing.types)
    link = edition.knowledge.links.get(thing.iri)
    values = {
        "thing": thing,
        "sorts": sorts,
        "link": link,
        "phrase": edition.thing(link.kind).text("kg:hasForwardPhrase") if link else Both("", ""),
        "facts": edition.facts(thing, but=("dcterms:source", "dcterms:description", "rdfs:isDefinedBy")),
        "uses": edition.uses(thing.iri),
        "sources": edition.sources(thing),
    }
    label = edition.label(thing.iri)
    return Page(
        edition.addresses[thing.iri].stem,
        "thing.html",
        label,
        values,
        _section(thing),
        _sorted(edition, sorts),
        thing.iri,
    )


def _section(thing: Thing) -> str:
    return "bodies" if thing.iri.startswith(PREFIXES["kgd"]) else ""


def _sorted(edition: Edition, sorts: list[Iri]) -> Both:
    return edition.label(sorts[0]) if sorts else Both("", "")
