"""Typed views of what the graph holds. Each knows its label, its statements and its properties."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kgov.language import Both
from kgov.namespaces import PREFIXES, expand, local_name
from kgov.storage.terms import Iri, Term, Text, python_value

Properties = dict[str, list[Term]]

#: Comes after every text.
END = chr(sys.maxunicode) * 2
SOURCE = expand("dcterms:source")
TYPE = expand("rdf:type")


def both(terms: Iterable[Term]) -> Both:
    """The Swedish and English text among literals; an untagged one serves for both.

    Of several in one language it is the first by code point, in whatever order they come.
    """
    found: dict[str, str] = {}
    for term in terms:
        if isinstance(term, Text) and str(term) < found.get(term.lang, END):
            found[term.lang] = str(term)
    untagged = found.get("", "")
    sv, en = found.get("sv", untagged), found.get("en", untagged)
    return Both(sv or en, en or sv)


@dataclass(eq=False)
class Thing:
    """A thing of the graph with all its properties, which are all there before anything is asked."""

    iri: Iri
    properties: Properties = field(repr=False)
    _sorted: dict[str, list[Iri]] = field(init=False, repr=False, default_factory=dict)

    def all(self, name: str) -> list[Term]:
        """All values of a property given as prefixed name."""
        return self.properties.get(expand(name), [])

    def iris(self, name: str) -> list[Iri]:
        """All values of a property that are IRIs, sorted; a list of the caller's own."""
        if name not in self._sorted:
            self._sorted[name] = sorted(term for term in self.all(name) if isinstance(term, Iri))
        return self._sorted[name][:]

    def one(self, name: str) -> Term | None:
        """One value of a property, or None; of several always the same, in whatever order they come."""
        values = self.all(name)
        return min(values, key=lambda term: term.n3()) if len(values) > 1 else next(iter(values), None)

    def text(self, name: str) -> Both:
        """The text of a property in both languages."""
        return both(self.all(name))

    def flag(self, name: str) -> bool:
        """Whether a boolean property is true; absent is false here, and nowhere proof of anything."""
        return python_value(self.one(name)) is True

    def number(self, name: str) -> int | None:
        """An integer property, or None."""
        value = python_value(self.one(name))
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    @property
    def short(self) -> str:
        """The short name by which a user calls the thing."""
        return local_name(self.iri) if self.iri.startswith(PREFIXES["kgd"][:-3]) else str(self.iri)

    @cached_property
    def types(self) -> frozenset[Iri]:
        return frozenset(term for term in self.all("rdf:type") if isinstance(term, Iri))

    @cached_property
    def label(self) -> Both:
        text = self.text("rdfs:label")
        if not text.sv:
            text = self.text("skos:prefLabel")
        name = local_name(self.iri)
        return text if text.sv else Both(name, name)

    @cached_property
    def spoken(self) -> Both:
        """The name as one says it in a sentence: the abbreviation where there is one, no brackets."""
        return Both(_spoken(self.label.sv), _spoken(self.label.en))

    @property
    def statements(self) -> list[str]:
        """Ids of the statements the thing rests on."""
        return sorted(local_name(term) for term in self.iris("dcterms:source"))


def _spoken(label: str) -> str:
    name = label.split(" (")[0]
    head, comma, tail = name.rpartition(", ")
    if comma and tail.isupper() and len(tail) <= 6:
        return tail
    return (
        name
        if not comma or ":" in name
        else (head if tail[:1].islower() and tail.startswith("the ") else name)
    )


class Link(Thing):
    """A link from one thing to another, of a kind, as a statement says it."""

    @cached_property
    def start(self) -> Iri:
        return self.iris("kg:leadsFrom")[0]

    @cached_property
    def end(self) -> Iri:
        return self.iris("kg:leadsTo")[0]

    @cached_property
    def kind(self) -> Iri:
        return self.iris("kg:hasLinkKind")[0]

    @cached_property
    def via(self) -> Iri | None:
        found = self.iris("kg:goesVia")
        return found[0] if found else None

    @cached_property
    def condition(self) -> Both:
        return self.text("kg:holdsWhen")

    @property
    def matters(self) -> list[Iri]:
        return self.iris("kg:concernsMatter")

    @cached_property
    def is_permission(self) -> bool:
        """True for *kan* and *vid behov*: what may be done, never what is demanded."""
        return local_name(str(self.one("kg:hasStrength"))) in ("strength-kan", "strength-vid-behov")

    @cached_property
    def status(self) -> str:
        return local_name(str(self.one("kg:hasStatus"))).removeprefix("status-")


class Seat(Thing):
    """A place in a body or in every body of a kind."""

    @property
    def bodies(self) -> list[Iri]:
        return self.iris("kg:isSeatIn")

    @property
    def filled_by(self) -> list[Iri]:
        return self.iris("kg:isFilledBy")


class Provision(Thing):
    """A duty, a permission or a rule."""

    @property
    def bearers(self) -> list[Iri]:
        return self.iris("kg:hasBearer")

    @property
    def matters(self) -> list[Iri]:
        return self.iris("kg:concernsMatter")

    @property
    def verb(self) -> Iri | None:
        found = self.iris("kg:hasVerb")
        return found[0] if found else None

    @property
    def strength(self) -> str:
        return local_name(str(self.one("kg:hasStrength"))).removeprefix("strength-")


class Rule(Provision):
    """A demand on the record, with message, remedy and, where it is executable, a shape."""

    @property
    def id(self) -> str:
        return str(self.one("dcterms:identifier"))

    @property
    def is_executable(self) -> bool:
        return bool(self.iris("kg:isMetWhen"))


class Gap(Thing):
    """What the documents do not say."""

    @property
    def concerns(self) -> list[Iri]:
        return self.iris("kg:concerns")

    @property
    def is_upward(self) -> bool:
        return self.flag("kg:isUpward")


class Statement(Thing):
    """A statement of a document: place, strength, restatement, and what it became."""

    @property
    def id(self) -> str:
        return str(self.one("dcterms:identifier"))

    @property
    def position(self) -> int:
        return self.number("kg:hasPosition") or 0

    @property
    def treatment(self) -> str:
        return local_name(str(self.one("kg:hasTreatment"))).removeprefix("treatment-")

    @property
    def document(self) -> Iri:
        return self.iris("dcterms:isPartOf")[0]
