"""The publication for machines: data beside the pages, catalogue, specification, tables, and rules for web servers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgov.model.knowledge import Knowledge
from kgov.publish.addresses import Addresses
from kgov.publish.choice import Choice
from kgov.publish.machines import (
    catalogue,
    changes,
    question_results,
    redirects,
    siblings,
    sitemap,
    specification,
    tables,
    void,
    wholes,
)
from kgov.publish.machines.described import Described
from kgov.publish.machines.publisher import Publisher


def files(
    knowledge: Knowledge,
    addresses: Addresses,
    choice: Choice,
    publisher: Publisher | None = None,
    pages: Iterable[str] = (),
    described: Described | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Every file for machines, as path and content.

    Args:
        knowledge: the knowledge, already without what is not to be published.
        addresses: the things that are published.
        choice: the date, and where the site will lie.
        publisher: who publishes; without one there is no catalogue, see ``publisher.not_written``.
        pages: the pages that are not of a thing, as they are called in the folder of each language.
        described: what belongs to which thing, where it is at hand already.
    """
    described = described or Described(knowledge, addresses)
    yield from siblings.files(described)
    yield from wholes.files(described)
    yield from tables.files(knowledge, addresses)
    yield from question_results.files(knowledge, addresses, choice)
    yield from specification.files(described, choice)
    if publisher:
        yield from catalogue.files(catalogue.datasets(knowledge, addresses, described), publisher, choice)
    yield from void.files(described, choice)
    yield from changes.files(described, choice, publisher)
    yield from sitemap.files(addresses, choice, pages)
    yield from redirects.files(described, choice)
