"""The view: what holds on the date judged, computed from the record by portable CONSTRUCT queries."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.storage.lines import Lines
from kgov.storage.oxigraph import triples_of
from kgov.storage.query_text import named
from kgov.storage.terms import Iri, Triple, date_term

REGISTERED = Iri(expand("kg:RegisteredBody"))
OWNER = Iri(expand("kg:RegisteredOwner"))
TYPE = Iri(expand("rdf:type"))
#: The query that says which bodies and owners there are.
BODIES = "view-bodies"


def view(knowledge: Knowledge, as_of: date) -> list[Triple]:
    """What the lists say on a date, as one plain graph.

    Args:
        knowledge: the model with the lists at hand.
        as_of: the date judged, first and last day of every period included.

    Returns:
        Triples in a fixed order; memberships and offices in force, months of the calendar,
        rulings in force, what is declared complete. The rules judge this graph and the norm.
    """
    return list(view_lines(knowledge, as_of))


def view_lines(knowledge: Knowledge, as_of: date) -> Lines:
    """The view with the line of each triple, as an engine reads it."""
    return Lines().joined(*written(knowledge, as_of).values()).in_order()


def written(knowledge: Knowledge, as_of: date, queries: Collection[str] | None = None) -> dict[str, Lines]:
    """What each query of the view writes, by its id.

    Args:
        knowledge: the model with the lists at hand.
        as_of: the date judged.
        queries: the ids of those wanted; all unless given.
    """
    knowledge.need("norm", "open", "codes")
    return {
        query.id: Lines(knowledge.construct(query.fill({"asOf": [date_term(as_of)]})))
        for query in named("view")
        if queries is None or query.id in queries
    }


def registered_bodies(triples: list[Triple]) -> set[Iri]:
    """The bodies that the lists speak of."""
    return {Iri(s) for s, p, o in triples if p == TYPE and o == REGISTERED and isinstance(s, Iri)}


def registered_owners(triples: list[Triple]) -> set[Iri]:
    """The regions and healthcare regions that the lists themselves speak of."""
    return {Iri(s) for s, p, o in triples if p == TYPE and o == OWNER and isinstance(s, Iri)}


@cache
def norm_triples() -> tuple[Triple, ...]:
    """The norm as data: what the documents prescribe. Rules read it beside the view. Read once."""
    return tuple(triple for path in resources.files("norm") for triple in triples_of(path))


@cache
def norm_lines() -> Lines:
    """The norm with the line of each triple; not to be changed."""
    return Lines(norm_triples())
