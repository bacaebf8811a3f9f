"""The view: what holds on the date judged, computed from the record by portable CONSTRUCT queries."""

from __future__ import annotations

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
    knowledge.need("norm", "open", "codes")
    found = Lines()
    for query in named("view"):
        found.add(knowledge.construct(query.fill({"asOf": [date_term(as_of)]})))
    return found.in_order()


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
