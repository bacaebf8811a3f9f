"""The pages of the ontology: classes, properties and code lists, each with its use and an example from the data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgov.language import Both
from kgov.model.things import Thing
from kgov.namespaces import ONTOLOGY, PREFIXES, expand, shorten
from kgov.publish.edition import Edition, Page
from kgov.storage.terms import Iri, Term

CLASS, OBJECT, DATA = (expand(f"owl:{name}") for name in ("Class", "ObjectProperty", "DatatypeProperty"))
CONCEPT, SCHEME = expand("skos:Concept"), expand("skos:ConceptScheme")
SORTS = {
    CLASS: Both("klass", "class"),
    OBJECT: Both("egenskap som leder till en sak", "property that leads to a thing"),
    DATA: Both("egenskap med ett värde", "property with a value"),
}
#: How many examples of a use are shown.
FEW = 5


def pages(edition: Edition) -> Iterator[Page]:
    """A page for the ontology, each term, each code list and each code."""
    uses = _uses(edition)
    for iri, thing in edition.things.items():
        if iri == ONTOLOGY:
            yield _ontology(edition, thing)
        elif iri.startswith(PREFIXES["kg"]):
            yield _term(edition, thing, uses)
        elif SCHEME in thing.types:
            yield _scheme(edition, thing)
        elif CONCEPT in thing.types:
            yield _concept(edition, thing)


def _uses(edition: Edition) -> dict[str, list[tuple[Iri, Term]]]:
    """Where each property of ours is used in the data, and how often: the last entry counts the rest."""
    found: dict[str, list[tuple[Iri, Term]]] = {}
    for iri, thing in edition.things.items():
        for predicate, values in thing.properties.items():
            if predicate.startswith(PREFIXES["kg"]):
                found.setdefault(predicate, []).extend((iri, value) for value in values)
    return found


def terms_by_sort(edition: Edition) -> list[tuple[Both, list[Thing]]]:
    """Classes and properties, in Swedish order."""
    titles = {
        CLASS: Both("Klasser", "Classes"),
        OBJECT: Both("Egenskaper mellan saker", "Properties between things"),
        DATA: Both("Egenskaper med värden", "Properties with values"),
    }
    ours = [thing for iri, thing in edition.things.items() if iri.startswith(PREFIXES["kg"])]
    return [(title, edition.in_order(t for t in ours if sort in t.types)) for sort, title in titles.items()]


def _term(edition: Edition, thing: Thing, uses: dict[str, list[tuple[Iri, Term]]]) -> Page:
    is_class = CLASS in thing.types
    used: list[Any] = (
        [(iri, None) for iri in edition.pointing(thing.iri, "rdf:type")]
        if is_class
        else uses.get(thing.iri, [])
    )
    above = "rdfs:subClassOf" if is_class else "rdfs:subPropertyOf"
    values = {
        "thing": thing,
        "curie": shorten(thing.iri),
        "sort": next((text for sort, text in SORTS.items() if sort in thing.types), Both("", "")),
        "above": _above(edition, thing, above),
        "below": edition.pointing(thing.iri, above),
        "of_class": edition.pointing(thing.iri, "rdfs:domain") if is_class else [],
        "to_class": edition.pointing(thing.iri, "rdfs:range") if is_class else [],
        "domain": thing.iris("rdfs:domain"),
        "range": thing.iris("rdfs:range"),
        "examples": used[:FEW],
        "count": len(used),
        "is_class": is_class,
        "sources": edition.sources(thing),
        "shapes": [
            iri for iri in edition.pointing(thing.iri, "sh:targetClass") if iri in edition.knowledge.rules
        ],
    }
    return Page(
        edition.addresses[thing.iri].stem,
        "term.html",
        edition.label(thing.iri),
        values,
        "terms",
        thing.text("skos:definition"),
        thing.iri,
    )


def _above(edition: Edition, thing: Thing, name: str) -> list[list[Iri]]:
    """The ways upwards in the hierarchy, each from the top down to the term itself."""
    parents = [parent for parent in thing.iris(name) if parent != thing.iri]
    if not parents:
        return [[thing.iri]]
    return [[*way, thing.iri] for parent in parents for way in _above(edition, edition.thing(parent), name)]


def _scheme(edition: Edition, thing: Thing) -> Page:
    codes = [edition.thing(iri) for iri in edition.pointing(thing.iri, "skos:inScheme")]
    above = {code.iri: [iri for iri in code.iris("skos:broader") if iri != code.iri] for code in codes}
    below: dict[Iri, list[Thing]] = {}
    for code in codes:
        for parent in above[code.iri]:
            below.setdefault(parent, []).append(code)
    values = {
        "thing": thing,
        "curie": shorten(thing.iri),
        "codes": [code for code in codes if not above[code.iri]],
        "below": below,
        "count": len(codes),
        "properties": edition.pointing(thing.iri, "rdfs:range"),
    }
    return Page(
        edition.addresses[thing.iri].stem,
        "scheme.html",
        edition.label(thing.iri),
        values,
        "terms",
        Both("Kodlista med {n} koder.", "Code list with {n} codes.").fill(n=len(codes)),
        thing.iri,
    )


def _concept(edition: Edition, thing: Thing) -> Page:
    structural = {expand(name) for name in ("skos:broader", "skos:inScheme", "skos:topConceptOf", "rdf:type")}
    uses = [(p, s, n) for p, s, n in edition.uses(thing.iri) if p not in structural]
    values = {
        "thing": thing,
        "curie": shorten(thing.iri),
        "schemes": thing.iris("skos:inScheme"),
        "broader": thing.iris("skos:broader"),
        "narrower": edition.pointing(thing.iri, "skos:broader"),
        "facts": edition.facts(
            thing,
            but=(
                *("skos:broader", "skos:inScheme", "skos:topConceptOf", "skos:definition", "skos:altLabel"),
                *("skos:example", "rdfs:isDefinedBy", "dcterms:source"),
            ),
        ),
        "uses": uses,
        "sources": edition.sources(thing),
    }
    return Page(
        edition.addresses[thing.iri].stem,
        "concept.html",
        edition.label(thing.iri),
        values,
        "terms",
        thing.text("skos:definition"),
        thing.iri,
    )


def _ontology(edition: Edition, thing: Thing) -> Page:
    values = {"thing": thing, "groups": terms_by_sort(edition)}
    return Page(
        edition.addresses[thing.iri].stem,
        "ontology.html",
        edition.label(thing.iri),
        values,
        "terms",
        thing.text("dcterms:description"),
        thing.iri,
        charts={"classes": edition.charts.classes, "properties": edition.charts.properties},
    )
