"""What is taken of a list besides people: bodies, and what an owner has added or settled.

Only what is named here is taken, never "all but".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgov.model.knowledge import BODY_CLASSES, Knowledge
from kgov.namespaces import expand
from kgov.publish.record import SYNTHETIC, TYPE, Record, Said
from kgov.publish.scope import OWNER
from kgov.storage.terms import Iri, Term, Text, Triple

#: What is taken from a list of each sort of thing, besides its class and ``kg:isSynthetic``.
TAKEN: dict[str, tuple[str, ...]] = {
    "kg:Link": (
        *("rdfs:label", "kg:leadsFrom", "kg:hasLinkKind", "kg:leadsTo", "kg:goesVia", "kg:holdsWhen"),
        *("kg:hasStrength", "kg:hasStatus", "kg:concernsMatter", "kg:validFrom", "kg:validThrough"),
    ),
    "kg:Supplement": (
        *("rdfs:label", "dcterms:title", "kg:supplements", "kg:hasDiaryNumber", "kg:isDecidedBy"),
        "dcterms:date",
    ),
    "kg:Ruling": (
        *("rdfs:label", "kg:settles", "kg:choosesReading", "kg:isRuledFor", "kg:isDecidedBy"),
        *("kg:hasDiaryNumber", "dcterms:date", "kg:validFrom", "kg:validThrough"),
    ),
    "kg:DocumentVersion": (
        *("rdfs:label", "dcterms:isVersionOf", "kg:hasDiaryNumber", "kg:isDecidedBy", "dcterms:date"),
        *("kg:validFrom", "kg:validThrough"),
    ),
    "kg:Statement": (
        *("rdfs:label", "dcterms:identifier", "dcterms:description", "dcterms:isPartOf", "kg:hasStrength"),
        *("prov:wasRevisionOf", "kg:standsInSection", "kg:hasTreatment"),
    ),
}
OF_A_BODY = (
    *("rdfs:label", "skos:altLabel", "kg:hasOwner", "kg:relatesTo", "kg:hasLevel", "kg:hasLevelBasis"),
    *("kg:validFrom", "kg:validThrough", "kg:isOrganisedBy"),
)


def listed_bodies(record: Record, owner: Iri | None, published: Knowledge) -> list[Triple]:
    """What is taken of bodies, supplements, rulings and versions of documents.

    Args:
        record: what the lists say.
        owner: the one owner whose bodies are published, or None for all.
        published: the model that is published.
    """
    kinds = record.knowledge.kinds
    taken = dict(_chosen(record, owner))
    known = {*taken, *kinds}
    found: list[Triple] = []
    for iri, (types, properties) in taken.items():
        found += [(iri, TYPE, Iri(sort)) for sort in sorted(types)]
        for predicate, values in sorted(record.said[iri].items()):
            if predicate in properties or predicate == SYNTHETIC:
                found += [(iri, Iri(predicate), o) for o in values if _may_stand(o, known, published)]
    return found


def _chosen(record: Record, owner: Iri | None) -> Iterator[tuple[Iri, tuple[set[Term], frozenset[str]]]]:
    """The things that are taken, each with its classes and the properties that are taken of it."""
    sorts = {Iri(expand(f"kg:{name}")) for name in BODY_CLASSES} | record.knowledge.kinds
    allowed = {Iri(expand(name)): frozenset(map(expand, names)) for name, names in TAKEN.items()}
    of_a_body = frozenset(map(expand, OF_A_BODY))
    for iri, said in sorted(record.said.items()):
        types = set(said.get(TYPE, []))
        if iri in record.persons:
            continue
        if types & sorts and _is_own(record, owner, said, types):
            yield iri, (types & sorts, of_a_body)
            continue
        found = [sort for sort in allowed if sort in types]
        if found:
            yield iri, ({found[-1]}, allowed[found[-1]])


def _is_own(record: Record, owner: Iri | None, said: Said, types: Iterable[Term]) -> bool:
    """Whether a body belongs to the owner that is published."""
    if owner is None:
        return True
    kinds = (record.knowledge.thing(sort) for sort in types if isinstance(sort, Iri))
    return owner in (said.get(OWNER, []) or [o for kind in kinds for o in kind.iris("kg:hasOwner")])


def _may_stand(term: Term, known: set[Iri], published: Knowledge) -> bool:
    """Whether a value may stand: a text, or a thing that is published too."""
    return isinstance(term, Text) or (
        isinstance(term, Iri) and (term in known or published.store.describes(term))
    )
