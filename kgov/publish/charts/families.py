"""The families of links that a chart tells apart, and what is said of each."""

from __future__ import annotations

from kgov.model.knowledge import Knowledge
from kgov.namespaces import local_name
from kgov.storage.terms import Iri

#: Family of a chart by family of link in the model.
OF_MODEL = {
    "link-family-reporting": "report",
    "link-family-handover": "handover",
    "link-family-assignment": "assign",
    "link-family-decision": "assign",
    "link-family-appointment": "appoint",
    "link-family-membership": "seat",
}
ORDER = ("report", "handover", "assign", "seat", "appoint", "contact", "silent")


def family_of(knowledge: Knowledge, kind: Iri) -> str:
    """The family of a kind of link: what is not reporting, handing over, deciding or sitting is contact."""
    concept = knowledge.concepts[kind]
    names = [local_name(broader) for broader in concept.iris("skos:broader")]
    return next((OF_MODEL[name] for name in names if name in OF_MODEL), "contact")
