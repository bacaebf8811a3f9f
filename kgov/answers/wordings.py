"""Which wordings hold on a date: a rule is judged only while its document and its statement are in force.

The documents that were read carry no date, and hold until a list says otherwise. A list may record a version of
a document: one in which no statement is revised is the version that was read, and gives the date from which it
holds; one with a revised statement replaces the wording of that statement.
"""

from __future__ import annotations

from datetime import date

from kgov.model.knowledge import Knowledge
from kgov.model.things import Thing
from kgov.storage.terms import Iri


def _begun(version: Thing, as_of: date) -> bool:
    first = version.one("kg:validFrom")
    return first is None or str(first) <= as_of.isoformat()


def out_of_force(knowledge: Knowledge, as_of: date) -> dict[Iri, Thing]:
    """The rules that do not hold on a date. Of rules on months and years the view says for which periods they hold.

    Args:
        knowledge: the model with the lists at hand.
        as_of: the date judged.

    Returns:
        For each such rule the document version that is not in force yet, or that has replaced the wording.
    """
    versions = knowledge.of(Thing, "kg:DocumentVersion")
    if not versions:
        return {}
    replaced: dict[Iri, Thing] = {}
    revising: set[Iri] = set()
    for later in knowledge.of(Thing, "kg:Statement").values():
        revised = later.iris("prov:wasRevisionOf")
        for iri in later.iris("dcterms:isPartOf") if revised else []:
            revising.add(iri)
            if iri in versions and _begun(versions[iri], as_of):
                replaced.update(dict.fromkeys(revised, versions[iri]))
    coming: dict[Iri, Thing] = {}
    for iri, version in versions.items():
        if iri not in revising and not _begun(version, as_of):
            coming.update(dict.fromkeys(version.iris("dcterms:isVersionOf"), version))
    found = {}
    for rule in knowledge.rules.values():
        causes = [replaced[s] for s in rule.iris("dcterms:source") if s in replaced]
        causes += [coming[d] for d in rule.iris("rdfs:isDefinedBy") if d in coming]
        if causes:
            found[rule.iri] = causes[0]
    return found
