"""All that the pages share: every thing with its properties, its name, its address, and what points to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kgov.answers.paths import Matters
from kgov.answers.said import Sayings
from kgov.language import NOTHING, Both, Lang, swedish_key
from kgov.model.knowledge import BODY_CLASSES
from kgov.model.things import Properties, Thing
from kgov.namespaces import PREFIXES, expand, local_name, shorten
from kgov.publish.addresses import Addresses
from kgov.publish.browser.page import Tool
from kgov.publish.charts import Chart, Charts
from kgov.publish.choice import Choice
from kgov.publish.machines.described import Described
from kgov.publish.redaction import Publication
from kgov.storage.terms import Iri, Term, Text

SOURCE = expand("dcterms:source")
IDENTIFIER = expand("dcterms:identifier")
#: Things that one calls by an id and a name.
NUMBERED = {expand(f"kg:{name}") for name in ("Statement", "Rule", "Gap", "Interpretation")}

#: What the properties of other vocabularies are called.
BORROWED = {
    "rdf:type": Both("slag", "sort"),
    "rdfs:label": Both("namn", "name"),
    "rdfs:comment": Both("anmärkning", "remark"),
    "rdfs:isDefinedBy": Both("hör till", "belongs to"),
    "rdfs:subClassOf": Both("är ett slag av", "is a sort of"),
    "rdfs:subPropertyOf": Both("är ett slag av", "is a sort of"),
    "rdfs:domain": Both("sägs om", "is said of"),
    "rdfs:range": Both("värdet är", "its value is"),
    "dcterms:source": Both("textställe", "statement"),
    "dcterms:isPartOf": Both("ingår i", "is part of"),
    "dcterms:identifier": Both("id", "id"),
    "dcterms:description": Both("beskrivning", "description"),
    "dcterms:title": Both("titel", "title"),
    "dcterms:date": Both("datum", "date"),
    "dcterms:issued": Both("utgiven", "issued"),
    "dcterms:isVersionOf": Both("är en version av", "is a version of"),
    "skos:inScheme": Both("ingår i kodlistan", "is in the code list"),
    "skos:topConceptOf": Both("överst i kodlistan", "at the top of the code list"),
    "skos:broader": Both("överordnad kod", "broader code"),
    "skos:altLabel": Both("kallas också", "also called"),
    "skos:prefLabel": Both("namn", "name"),
    "skos:definition": Both("definition", "definition"),
    "skos:example": Both("exempel", "example"),
    "org:member": Both("ledamot", "member"),
    "org:organization": Both("grupp", "body"),
    "prov:wasRevisionOf": Both("ändrar", "revises"),
    "sh:targetClass": Both("gäller alla", "concerns every"),
    "sh:targetNode": Both("gäller", "concerns"),
    "sh:node": Both("bygger på", "builds on"),
    "sh:severity": Both("allvar", "severity"),
    "owl:inverseOf": Both("omvänd mot", "inverse of"),
}


@dataclass(frozen=True)
class Page:
    """A page, the same in both languages until it is written.

    Args:
        stem: where it lies within the pages of a language, without ending.
        template: its template.
        title: its heading.
        values: what the template asks for.
        section: the stem of the overview that it belongs to.
        summary: one sentence on what it is, for search engines.
        about: the thing that it is the page of.
        tool: what of the tools in the reader's browser stands on it: the tool, and the question that it opens with.
        charts: the charts on it, each by the place in the template, made for a language and the path of the page.
    """

    stem: str
    template: str
    title: Both
    values: Mapping[str, Any] = field(default_factory=dict)
    section: str = ""
    summary: Both = NOTHING
    about: Iri | None = None
    tool: tuple[Tool, str] | None = None
    charts: Mapping[str, Callable[[Lang, str], Chart]] = field(default_factory=dict)


class Edition:
    """What is published, indexed once for all pages.

    Args:
        publication: what may be published.
        choice: what was chosen.
    """

    def __init__(self, publication: Publication, choice: Choice) -> None:
        self.publication = publication
        self.knowledge = publication.knowledge
        self.choice = choice
        told: dict[Iri, Properties] = {}
        self.inbound: dict[Iri, list[tuple[Iri, str]]] = {}
        tongues: dict[str, set[str]] = {"sv": set(), "en": set()}
        for s, p, o in sorted(
            self.knowledge.store.triples(), key=lambda triple: (triple[0], triple[1], triple[2])
        ):
            if isinstance(s, Iri):
                told.setdefault(s, {}).setdefault(p, []).append(o)
                if isinstance(o, Iri):
                    self.inbound.setdefault(o, []).append((s, p))
            if isinstance(o, Text) and o.lang in tongues:
                tongues[o.lang].add(str(o))
        self.things = {iri: Thing(iri, properties) for iri, properties in told.items()}
        swedish, english = tongues["sv"], tongues["en"]
        self.lone = dict.fromkeys(swedish - english, "sv") | dict.fromkeys(english - swedish, "en")
        self.addresses = Addresses(self.things)
        self.charts = Charts(self.knowledge, self.addresses, self.lone)
        self.described = Described(self.knowledge, self.addresses)
        self.labels: dict[str, Both] = {iri: self._label(thing) for iri, thing in self.things.items()}
        self.labels |= {expand(name): text for name, text in BORROWED.items()}

    @property
    def has_lists(self) -> bool:
        """Whether anything of a list is published."""
        return bool(self.knowledge.lists)

    @cached_property
    def body_classes(self) -> set[str]:
        """The classes of groups of people with an assignment."""
        return {expand(f"kg:{name}") for name in BODY_CLASSES}

    @cached_property
    def sayings(self) -> Sayings:
        return Sayings(self.knowledge, self.charts.upwards)

    @cached_property
    def matters(self) -> Matters:
        return Matters(self.knowledge, self.charts.upwards)

    def _label(self, thing: Thing) -> Both:
        label = thing.label
        if label.sv == local_name(thing.iri):
            title = thing.text("dcterms:title")
            label = title if title.sv else Both(shorten(thing.iri), shorten(thing.iri))
        if thing.types & NUMBERED:
            number = str(thing.one("dcterms:identifier") or local_name(thing.iri))
            return Both(f"{number}: {label.sv}", f"{number}: {label.en}")
        return label

    @cached_property
    def spoken(self) -> dict[str, Both]:
        """What bodies, offices and seats are called in a sentence."""
        return {iri: thing.spoken for iri, thing in (self.knowledge.entities | self.knowledge.seats).items()}

    def label(self, iri: str) -> Both:
        """What a thing is called; a term of another vocabulary by its prefixed name."""
        return self.labels.get(iri) or Both(shorten(iri), shorten(iri))

    def thing(self, iri: Iri) -> Thing:
        """A thing with all that is said of it."""
        return self.things.get(iri) or Thing(iri, {})

    def of_class(self, *names: str) -> list[Thing]:
        """The things of some classes, in Swedish order of their names."""
        wanted = {expand(f"kg:{name}") for name in names}
        return self.in_order(thing for thing in self.things.values() if thing.types & wanted)

    def of_class_iris(self, *names: str) -> list[Iri]:
        """The IRIs of the things of some classes."""
        return [thing.iri for thing in self.of_class(*names)]

    @cached_property
    def bodies_with_seats(self) -> list[Iri]:
        """The bodies and kinds of body whose composition a document tells, in order."""
        return sorted({body for seat in self.knowledge.seats.values() for body in seat.bodies})

    @cached_property
    def rule_order(self) -> list[Iri]:
        """All rules in the order of their ids."""
        return sorted(self.knowledge.rules, key=lambda iri: self.knowledge.rules[iri].id)

    def in_order(self, things: Iterable[Thing]) -> list[Thing]:
        """Things in Swedish order of their names."""
        return sorted(things, key=lambda thing: (swedish_key(self.label(thing.iri).sv), thing.iri))

    def pointing(self, iri: Iri, *names: str) -> list[Iri]:
        """What points to a thing by some properties, given as prefixed names."""
        wanted = {expand(name) for name in names}
        return sorted({s for s, p in self.inbound.get(iri, []) if p in wanted})

    def open_in(self, sort: str, statements: Iterable[Iri]) -> list[Thing]:
        """The questions of interpretation or the gaps that some statements leave, by id."""
        wanted = expand(sort)
        found = {iri for statement in statements for iri in self.pointing(statement, "dcterms:source")}
        things = [self.things[iri] for iri in found if wanted in self.things[iri].types]
        return sorted(things, key=lambda thing: thing.iri)

    def sources(self, thing: Thing) -> list[Iri]:
        """The statements that a thing rests on and that are published."""
        return [iri for iri in thing.iris("dcterms:source") if iri in self.things]

    def owner_of(self, thing: Thing) -> Iri | None:
        """Whose a thing is: as it is said, or as it is said of the kind that it is of."""
        for holder in (thing, *(self.thing(kind) for kind in sorted(thing.types & self.knowledge.kinds))):
            owners = holder.iris("kg:hasOwner")
            if owners:
                return owners[0]
        return None

    def facts(self, thing: Thing, but: Iterable[str] = ()) -> list[tuple[str, list[Term]]]:
        """All that is said of a thing, by property, without names, classes and what is shown otherwise."""
        left_out = {
            expand(name) for name in (*but, "rdf:type", "rdfs:label", "skos:prefLabel", "kg:accountsFor")
        }
        return [
            (predicate, [value for value in values if isinstance(value, Iri | Text)])
            for predicate, values in thing.properties.items()
            if predicate not in left_out and any(isinstance(value, Iri | Text) for value in values)
        ]

    def uses(self, iri: Iri, most: int = 40) -> list[tuple[str, list[Iri], int]]:
        """What points to a thing, by property: the first of them in order, and how many there are."""
        found: dict[str, list[Iri]] = {}
        for subject, predicate in self.inbound.get(iri, []):
            if predicate != PREFIXES["rdf"] + "type" or subject.startswith(PREFIXES["kgd"]):
                found.setdefault(predicate, []).append(subject)
        return [
            (predicate, sorted(set(found[predicate]))[:most], len(set(found[predicate])))
            for predicate in sorted(found)
        ]
