"""The ontology and the rules as interoperable specifications by DIGG's rules, version 1.1.

One foundational specification holds the terms and the code lists. Each document whose rules are published has a
profile, and so have our own rules. How each of DIGG's rules is kept stands in ``docs/specification.md``.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgov.language import Both
from kgov.namespaces import ONTOLOGY, PREFIXES, local_name
from kgov.publish.choice import Choice
from kgov.publish.machines import wholes
from kgov.publish.machines.described import Described
from kgov.publish.machines.names import LICENCE, in_both, name
from kgov.publish.machines.names import PREFIXES as ALL_PREFIXES
from kgov.publish.machines.profiles import CORE, Profile
from kgov.publish.machines.siblings import MEDIA_TYPES
from kgov.publish.machines.specification_parts import FOUNDATION, Part, Parts, path
from kgov.storage.nesting import TYPE, nest
from kgov.storage.terms import Iri, Text, Triple

#: The file that describes all specifications.
PACKAGE = "specification"
ABOUT_CORE = (
    Both("Regler för alla listor", "Rules for every list"),
    Both(
        "Regler som inte kommer ur något dokument och som gäller alla listor, oavsett ägare.",
        "Rules that come from no document and hold for every list, whoever owns it.",
    ),
)
ABOUT_DOCUMENT = Both(
    "Det som dokumentet föreskriver och en lista kan visa, som regler i SHACL. Reglerna är en läsning av dokumentet; "
    "textstället bakom varje regel anges.",
    "What the document lays down and a list can show, as rules in SHACL. The rules are a reading of the document; the "
    "statement behind each rule is named.",
)
_ROLES = {
    "inspec:SHACL": ("schema", "constraints"),
    "inspec:RDFS": ("schema", "vocabulary"),
    "inspec:SKOS": ("vocabulary",),
}


def files(described: Described, choice: Choice) -> Iterator[tuple[str, bytes]]:
    """The code lists, the kinds of each document, the profiles, and what describes them all.

    Args:
        described: what is published.
        choice: where the site will lie.
    """
    parts = Parts(described, choice)
    for short, triples in parts.datasets.items():
        yield path(short), wholes.write(nest(triples, name(f"kgspec:{short}")), "ttl", ALL_PREFIXES)
    told = list(_foundation(parts))
    yield path(local_name(FOUNDATION)), wholes.write(nest(told, FOUNDATION), "ttl", ALL_PREFIXES)
    for profile in parts.profiles:
        own = list(_profile(profile, parts, choice))
        told += own
        yield (
            path(profile.name),
            wholes.write(nest([*own, *profile.triples], profile.iri), "ttl", ALL_PREFIXES),
        )
    whole = nest(told, FOUNDATION)
    for ending in ("ttl", "rdf"):
        yield f"{PACKAGE}.{ending}", wholes.write(whole, ending, ALL_PREFIXES)


def _foundation(parts: Parts) -> Iterator[Triple]:
    yield FOUNDATION, TYPE, name("dcterms:Standard")
    kept = {name(word) for word in ("dcterms:title", "dcterms:description", "owl:versionInfo")}
    yield from ((FOUNDATION, p, o) for s, p, o in parts.ontology if s == Iri(ONTOLOGY) and p in kept)
    yield from _common(FOUNDATION)
    for part in parts.ours:
        if part.introduced_by == FOUNDATION:
            yield from _resource(FOUNDATION, part)
    for s, p, o in parts.ontology:
        if p == name("rdfs:isDefinedBy") and o == Iri(ONTOLOGY) and isinstance(s, Iri):
            yield FOUNDATION, name("inspec:introduces"), s


def _profile(profile: Profile, parts: Parts, choice: Choice) -> Iterator[Triple]:
    title, about = _told(profile, parts)
    yield profile.iri, TYPE, name("prof:Profile")
    for text in in_both(*title):
        yield profile.iri, name("dcterms:title"), text
    for text in in_both(*about):
        yield profile.iri, name("dcterms:description"), text
    yield from _common(profile.iri)
    file = Iri(choice.base + path(profile.name))
    yield from _resource(profile.iri, Part("profile", profile.iri, "inspec:SHACL", title, file, profile.iri))
    for part in parts.used(profile):
        yield from _resource(profile.iri, part)
    for shape in profile.public:
        yield profile.iri, name("dcterms:hasPart"), shape
    introduced = parts.kinds.get(profile.name, [])
    for term in profile.terms:
        yield profile.iri, name("inspec:introduces" if term in introduced else "inspec:reuses"), term


def _told(profile: Profile, parts: Parts) -> tuple[Both, Both]:
    if profile.name == CORE:
        return ABOUT_CORE
    document = parts.label(Iri(PREFIXES["kgdoc"] + profile.name))
    return Both(f"Regler ur {document.sv}", f"Rules from {document.en}"), ABOUT_DOCUMENT


def _common(specification: Iri) -> Iterator[Triple]:
    yield specification, name("dcterms:conformsTo"), name("inspec:PROF")
    yield specification, name("dcterms:license"), LICENCE
    for keyword in in_both("kunskapsstyrning", "knowledge governance"):
        yield specification, name("dcat:keyword"), keyword


def _resource(specification: Iri, part: Part) -> Iterator[Triple]:
    """A part of a specification; one that another specification introduced says so."""
    iri = Iri(f"{specification}#{part.short}")
    yield specification, name("prof:hasResource"), iri
    yield iri, TYPE, name("prof:ResourceDescriptor")
    sv, en = in_both(*part.title)
    for text in (en,) if str(sv) == str(en) else (sv, en):
        yield iri, name("dcterms:title"), text
    yield iri, name("dcterms:conformsTo"), name(part.standard)
    yield iri, name("dcterms:subject"), part.subject
    yield iri, name("prof:hasArtifact"), part.artifact
    if part.artifact.endswith(".ttl"):
        yield iri, name("dcterms:format"), Text(MEDIA_TYPES["ttl"])
    for role in _ROLES[part.standard]:
        yield iri, name("prof:hasRole"), name(f"role:{role}")
    if part.introduced_by != specification:
        yield iri, name("prof:isInheritedFrom"), part.introduced_by
