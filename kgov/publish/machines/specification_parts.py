"""The vocabularies and code lists of the model, each as a data set of its own, as DIGG's rules want them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kgov.language import Both
from kgov.model.things import both
from kgov.namespaces import ONTOLOGY, PREFIXES, local_name
from kgov.publish.choice import Choice
from kgov.publish.machines import wholes
from kgov.publish.machines.described import Described
from kgov.publish.machines.names import in_both, name
from kgov.publish.machines.profiles import Profile, profiles
from kgov.storage.nesting import TYPE
from kgov.storage.terms import Iri, Triple

FOLDER = "spec"
FOUNDATION = name("kgspec:terms")
#: Specifications of others whose terms the rules may use: name, address, and where the terms can be had.
OTHERS = {
    "org": ("The Organization Ontology", "https://www.w3.org/TR/vocab-org/"),
    "prov": ("PROV-O: The PROV Ontology", "https://www.w3.org/TR/prov-o/"),
    "skos": ("SKOS Simple Knowledge Organization System", "https://www.w3.org/TR/skos-reference/"),
    "dcterms": ("DCMI Metadata Terms", "https://www.dublincore.org/specifications/dublin-core/dcmi-terms/"),
    "foaf": ("FOAF Vocabulary Specification", "http://xmlns.com/foaf/spec/"),
    "cv": ("Core Criterion and Core Evidence Vocabulary", "https://semiceu.github.io/CCCEV/releases/2.00/"),
    "rdf": ("RDF 1.1 Concepts and Abstract Syntax", "https://www.w3.org/TR/rdf11-concepts/"),
    "rdfs": ("RDF Schema 1.1", "https://www.w3.org/TR/rdf-schema/"),
    "owl": ("OWL 2 Web Ontology Language", "https://www.w3.org/TR/owl2-overview/"),
}


@dataclass(frozen=True)
class Part:
    """A vocabulary or a code list: a resource with the file that it can be had in, and who introduced it."""

    short: str
    subject: Iri
    standard: str
    title: Both
    artifact: Iri
    introduced_by: Iri


def path(short: str) -> str:
    """Where a specification, a code list or the kinds of a document lie in the site."""
    return f"{FOLDER}/{short}.ttl"


class Parts:
    """What the specifications are made of.

    Args:
        described: what is published.
        choice: where the site will lie.
    """

    def __init__(self, described: Described, choice: Choice) -> None:
        self.described = described
        self._base = choice.base

    @cached_property
    def profiles(self) -> list[Profile]:
        """The rules of each document, and our own."""
        return profiles(self.described)

    @cached_property
    def ontology(self) -> list[Triple]:
        """The triples of the ontology."""
        return self.described.parts.get("ontology", [])

    @cached_property
    def schemes(self) -> dict[Iri, Iri]:
        """The code list of each code, and of each code list itself."""
        found: dict[Iri, Iri] = {}
        for s, p, o in self.described.parts.get("codes", []):
            if p == name("skos:inScheme") and isinstance(s, Iri) and isinstance(o, Iri):
                found[s] = o
            if p == TYPE and o == name("skos:ConceptScheme") and isinstance(s, Iri):
                found[s] = s
        return found

    @cached_property
    def kinds(self) -> dict[str, list[Iri]]:
        """The kinds that each document speaks of, which are classes."""
        found: dict[str, list[Iri]] = {}
        for part, triples in self.described.parts.items():
            if part not in ("ontology", "codes", "rules"):
                kinds = {
                    s for s, p, o in triples if p == TYPE and o == name("owl:Class") and isinstance(s, Iri)
                }
                if kinds:
                    found[part] = sorted(kinds)
        return found

    @cached_property
    def datasets(self) -> dict[str, list[Triple]]:
        """The triples of each code list and of the kinds of each document, by short name."""
        found: dict[str, list[Triple]] = {}
        for triple in self.described.parts.get("codes", []):
            scheme = self.schemes.get(triple[0])  # type: ignore[arg-type]
            if scheme:
                found.setdefault(f"code-{local_name(scheme)}", []).append(triple)
        for part, kinds in self.kinds.items():
            found[f"{part}-kinds"] = list(self._vocabulary_of(part, kinds))
        return found

    def _vocabulary_of(self, part: str, kinds: list[Iri]) -> Iterator[Triple]:
        vocabulary = name(f"kgspec:{part}-kinds")
        yield vocabulary, TYPE, name("owl:Ontology")
        for text in in_both(*self._title_of_kinds(part)):
            yield vocabulary, name("dcterms:title"), text
        wanted = {name(word) for word in ("rdf:type", "rdfs:label", "rdfs:subClassOf", "skos:altLabel")}
        for kind in kinds:
            yield from (t for t in self.described.of(kind) if t[0] == kind and t[1] in wanted)
            yield kind, name("rdfs:isDefinedBy"), vocabulary

    @cached_property
    def ours(self) -> list[Part]:
        """Our vocabularies and code lists, with the specification that introduces each."""
        return [*self._vocabularies(), *self._code_lists()]

    def _vocabularies(self) -> Iterator[Part]:
        title = Both("Begrepp för kunskapsstyrning", "Terms for knowledge governance")
        file = Iri(self._base + wholes.path("ontology", "ttl"))
        if self.ontology:
            yield Part("vocabulary", Iri(ONTOLOGY), "inspec:RDFS", title, file, FOUNDATION)
        with_rules = {profile.name for profile in self.profiles}
        for part in self.kinds:
            short = f"{part}-kinds"
            introduced_by = name(f"kgspec:{part}") if part in with_rules else FOUNDATION
            file = Iri(self._base + path(short))
            yield Part(
                short, name(f"kgspec:{short}"), "inspec:RDFS", self._title_of_kinds(part), file, introduced_by
            )

    def _code_lists(self) -> Iterator[Part]:
        for scheme in sorted(set(self.schemes.values())):
            short = f"code-{local_name(scheme)}"
            file = Iri(self._base + path(short))
            yield Part(short, scheme, "inspec:SKOS", self.label(scheme), file, FOUNDATION)

    def used(self, profile: Profile) -> list[Part]:
        """The vocabularies and code lists that a profile refers to or introduces; last those of others."""
        subjects = {self.schemes[code] for code in profile.codes if code in self.schemes}
        kind_of = {kind: name(f"kgspec:{part}-kinds") for part, kinds in self.kinds.items() for kind in kinds}
        subjects |= {kind_of[term] for term in profile.terms if term in kind_of}
        if any(term.startswith(PREFIXES["kg"]) for term in profile.terms):
            subjects.add(Iri(ONTOLOGY))
        found = [part for part in self.ours if part.subject in subjects or part.introduced_by == profile.iri]
        for prefix, (title, address) in OTHERS.items():
            if any(term.startswith(PREFIXES[prefix]) for term in profile.terms):
                space = Iri(PREFIXES[prefix])
                found.append(Part(prefix, space, "inspec:RDFS", Both(title, title), space, Iri(address)))
        return found

    def label(self, iri: Iri) -> Both:
        """The name of a thing that is published; empty for one of which nothing is said."""
        labels = (name("rdfs:label"), name("skos:prefLabel"))
        return both(o for s, p, o in self.described.of(iri) if s == iri and p in labels)

    def _title_of_kinds(self, part: str) -> Both:
        document = self.label(Iri(PREFIXES["kgdoc"] + part))
        if not document.sv:
            return Both(
                "Slag av grupp och funktion på nationell nivå", "Kinds of body and office at national level"
            )
        return Both(
            f"Slag av grupp, enhet och funktion. {document.sv}",
            f"Kinds of body, unit and office. {document.en}",
        )
