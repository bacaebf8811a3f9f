"""The data beside each page: Turtle and JSON-LD of the thing, and what the head of the page says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgov.publish.addresses import LANGUAGES, link
from kgov.publish.machines import jsonld
from kgov.publish.machines.described import Described
from kgov.storage.nesting import nest
from kgov.storage.terms import Iri
from kgov.storage.turtle_writing import write as write_turtle

#: The media type of each file ending.
MEDIA_TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "csv": "text/csv",
    "json": "application/json",
    "rq": "application/sparql-query",
    "atom": "application/atom+xml",
}


@dataclass(frozen=True)
class Alternate:
    """Another form of a page: ``<link rel="alternate" href type hreflang>``.

    Args:
        href: the relative link from the page.
        kind: the media type.
        lang: the language of a page; data have none.
    """

    href: str
    kind: str
    lang: str = ""


def files(described: Described) -> Iterator[tuple[str, bytes]]:
    """The Turtle and the JSON-LD of every published thing of which something is said."""
    for thing in described.things:
        address = described.addresses[thing]
        nested = nest(described.of(thing), thing)
        yield address.data("ttl"), write_turtle(nested).encode()
        yield address.data("jsonld"), jsonld.write(nested).encode()


def head(described: Described, thing: Iri) -> str:
    """The JSON-LD of a thing as a ``script`` element for the head of its page; empty where nothing is said of it."""
    nested = nest(described.of(thing), thing)
    return jsonld.script(nested) if nested else ""


def alternates(described: Described, thing: Iri, lang: str) -> list[Alternate]:
    """The other forms of the page of a thing: in each language, and as data."""
    address = described.addresses[thing]
    page = address.page(lang)
    pages = [Alternate(link(page, address.page(other)), MEDIA_TYPES["html"], other) for other in LANGUAGES]
    data = [Alternate(link(page, address.data(ending)), MEDIA_TYPES[ending]) for ending in ("ttl", "jsonld")]
    return pages + (data if thing in described.things else [])
