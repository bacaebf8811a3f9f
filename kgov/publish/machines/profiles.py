"""The rules of one document as an application profile that any SHACL engine can use, by DIGG's rules AP-1 to AP-15.

A rule is a public shape and belongs to the profile. The shapes within it are private: they have no name, or are
helpers, and say so by the severity ``sh:Info``, which changes no outcome since only the rule itself is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kgov.namespaces import PREFIXES, local_name
from kgov.publish.machines.described import Described
from kgov.publish.machines.names import name
from kgov.storage.nesting import FIRST, REST, TYPE
from kgov.storage.terms import Blank, Iri, Triple

#: The profile of the rules that are ours and hold for every list.
CORE = "core"
_SHAPE_OF = {name(f"sh:{word}") for word in ("property", "node", "not", "qualifiedValueShape")}
_SHAPES_OF = {name(f"sh:{word}") for word in ("or", "and", "xone")}
_TERM_OF = {name(f"sh:{word}") for word in ("class", "targetClass")}
_PATH, _SEVERITY, _INFO = name("sh:path"), name("sh:severity"), name("sh:Info")


@dataclass(frozen=True)
class Profile:
    """The rules of one document, or of our own.

    Args:
        name: the short name of the document, or ``core``.
        iri: the specification, which is the application profile too.
        rules: the rules.
        triples: the shapes, with all that they need.
    """

    name: str
    iri: Iri
    rules: tuple[Iri, ...]
    triples: tuple[Triple, ...]

    @cached_property
    def public(self) -> list[Iri]:
        """The shapes that DIGG's rules call public: those with a name and the severity of a violation."""
        violation = name("sh:Violation")
        return sorted(
            s for s, p, o in self.triples if p == _SEVERITY and o == violation and isinstance(s, Iri)
        )

    @cached_property
    def terms(self) -> list[Iri]:
        """The classes and properties that the shapes refer to."""
        return sorted(set(_terms(self.triples)))

    @cached_property
    def codes(self) -> list[Iri]:
        """The codes that the shapes refer to."""
        return sorted({o for _, _, o in self.triples if isinstance(o, Iri) and o.startswith(PREFIXES["kgc"])})


def profiles(described: Described) -> list[Profile]:
    """A profile for each document that has rules, and one for the rules of our own."""
    rules_of: dict[str, list[Iri]] = {}
    for thing in described.things:
        own = {(p, o) for _, p, o in described.of(thing) if p in (TYPE, name("rdfs:isDefinedBy"))}
        if (TYPE, name("kg:Rule")) in own:
            document = min((str(o) for p, o in own if p == name("rdfs:isDefinedBy")), default="")
            is_ours = not document.startswith(PREFIXES["kgdoc"])
            rules_of.setdefault(CORE if is_ours else local_name(document), []).append(thing)
    return [_profile(described, short, rules) for short, rules in sorted(rules_of.items())]


def _profile(described: Described, short: str, rules: list[Iri]) -> Profile:
    iri = name(f"kgspec:{short}")
    triples = dict.fromkeys(triple for rule in rules for triple in described.of(rule, helpers=True))
    triples.update(dict.fromkeys((rule, name("rdfs:isDefinedBy"), iri) for rule in rules))
    graded = {s for s, p, _ in triples if p == _SEVERITY}
    for shape in _inner_shapes(list(triples)):
        if shape not in graded:
            triples[(shape, _SEVERITY, _INFO)] = None
    return Profile(short, iri, tuple(rules), tuple(triples))


def _inner_shapes(triples: list[Triple]) -> Iterator[Blank]:
    """The shapes without a name."""
    told: dict[Iri | Blank, dict[Iri, object]] = {}
    for s, p, o in triples:
        told.setdefault(s, {})[p] = o
    for _, p, o in triples:
        if isinstance(o, Blank) and p in _SHAPE_OF:
            yield o
        if p in _SHAPES_OF:
            node: object = o
            while isinstance(node, Blank):
                item = told.get(node, {}).get(FIRST)
                if isinstance(item, Blank):
                    yield item
                node = told.get(node, {}).get(REST)


def _terms(triples: tuple[Triple, ...]) -> Iterator[Iri]:
    own: dict[object, list[Triple]] = {}
    for triple in triples:
        own.setdefault(triple[0], []).append(triple)
    waiting: list[object] = []
    for _, p, o in triples:
        if p in _TERM_OF and isinstance(o, Iri):
            yield o
        if p == _PATH:
            waiting.append(o)
    for value in waiting:  # grows while it is read: a path may be made of paths
        if isinstance(value, Blank):
            waiting += [o for _, p, o in own.get(value, []) if o != name("rdf:nil")]
        elif isinstance(value, Iri):
            yield value
