"""Addresses for all that a test publishes."""

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.publish.addresses import Addresses
from kgov.storage.terms import Iri


def addresses_of(knowledge: Knowledge) -> Addresses:
    """An address for everything that the knowledge says something of."""
    triples = knowledge.need(*resources.PARTS).store.triples()
    return Addresses({subject for subject, _, _ in triples if isinstance(subject, Iri)})
