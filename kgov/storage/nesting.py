"""Triples as things with their properties: blank nodes and lists stand where they are used, all in a fixed order.

Whatever a writer makes of this is the same each time, also where a store gives blank nodes new names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import TypeVar

from kgov.namespaces import PREFIXES, shorten
from kgov.storage.blank_names import lasting_names
from kgov.storage.terms import Blank, Iri, Term, Text, Triple

TYPE = Iri(PREFIXES["rdf"] + "type")
FIRST, REST, NIL = (Iri(PREFIXES["rdf"] + name) for name in ("first", "rest", "nil"))
#: Properties that come first, in this order.
_FIRST = [
    TYPE,
    *(Iri(PREFIXES[prefix] + name) for prefix, name in (
        ("dcterms", "identifier"), ("rdfs", "label"), ("skos", "prefLabel"), ("skos", "altLabel"),
        ("dcterms", "title"), ("skos", "definition"), ("dcterms", "description"),
    )),
]  # fmt: skip
_LANGUAGES = {"sv": "0", "en": "1", "": "2"}
#: Blank nodes within blank nodes, deeper than this, get names instead.
DEEPEST = 40
T = TypeVar("T", bound=Term)
_NUMBER = re.compile("[0-9]+")


@dataclass(frozen=True)
class Inner:
    """A blank node in its place."""

    properties: Properties
    key: str = field(repr=False)


@dataclass(frozen=True)
class Listed:
    """An RDF list in its place."""

    items: tuple[Value, ...]
    key: str = field(repr=False)


Value = Iri | Blank | Text | Inner | Listed
Properties = tuple[tuple[Iri, tuple[Value, ...]], ...]


@dataclass(frozen=True)
class Nested:
    """A thing with its properties; one that nothing else points at needs no name."""

    subject: Iri | Blank
    properties: Properties
    is_pointed_at: bool = True


def nest(
    triples: Iterable[Triple],
    first: Iri | None = None,
    names: Mapping[Blank, Blank] | None = None,
    shared: Set[Blank] = frozenset(),
) -> list[Nested]:
    """The things that triples describe, in order.

    Args:
        triples: what is said; the names of blank nodes do not matter.
        first: the thing that comes first.
        names: names for the blank nodes that cannot stand in their place; made here where none are given.
        shared: blank nodes that are used elsewhere too, and so keep a name.
    """
    described = _by_subject(triples)
    awkward = _awkward(described, shared)
    if awkward:
        chosen: Mapping[Term, Blank] = (
            lasting_names(described, awkward) if names is None else {n: names[n] for n in awkward}
        )
        described = _by_subject(
            (_named(s, chosen), p, _named(o, chosen)) for own in described.values() for s, p, o in own
        )
        awkward = set(chosen.values())
        shared = {chosen[node] for node in shared if node in chosen}
    used = {o for own in described.values() for _, _, o in own if isinstance(o, Blank)}
    nested = (used | {subject for subject in described if isinstance(subject, Blank)}) - awkward
    writer = _Nesting(described, nested)
    used |= shared
    things = [
        Nested(subject, writer.properties(subject), isinstance(subject, Iri) or subject in used)
        for subject in described
        if subject not in nested
    ]
    return sorted(things, key=lambda thing: _subject_order(thing, first))


def natural(text: str) -> tuple[str, str]:
    """What texts are put in order by: numbers in them count as numbers, so that 2 comes before 10."""
    return _NUMBER.sub(_counted, text), text


def _counted(match: re.Match[str]) -> str:
    digits = match[0].lstrip("0")
    return f"{len(digits):04}{digits}"


def flat(things: Iterable[Nested]) -> list[Triple]:
    """The triples of things in order, with names for the blank nodes that are the same each time."""
    found: list[Triple] = []
    count = 0

    def add(subject: Iri | Blank, properties: Properties) -> None:
        for predicate, values in properties:
            for value in values:
                found.append((subject, predicate, term(value)))

    def fresh() -> Blank:
        nonlocal count
        count += 1
        return Blank(f"n{count}")

    def term(value: Value) -> Iri | Blank | Text:
        if isinstance(value, Inner):
            node = fresh()
            add(node, value.properties)
            return node
        if isinstance(value, Listed):
            nodes = [fresh() for _ in value.items]
            rests: list[Iri | Blank] = [*nodes[1:], NIL]
            for node, item, rest in zip(nodes, value.items, rests, strict=True):
                found.extend([(node, FIRST, term(item)), (node, REST, rest)])
            return nodes[0]
        return value

    for thing in things:
        add(thing.subject, thing.properties)
    return found


class _Nesting:
    def __init__(self, described: dict[Iri | Blank, list[Triple]], nested: set[Blank]) -> None:
        self._described = described
        self._nested = nested

    def properties(self, subject: Iri | Blank) -> Properties:
        values: dict[Iri, list[Value]] = {}
        for _, predicate, value in self._described.get(subject, []):
            values.setdefault(predicate, []).append(self._value(value))
        return tuple(
            (p, tuple(sorted(values[p], key=lambda value: natural(key_of(value)))))
            for p in sorted(values, key=_property_order)
        )

    def _value(self, value: Iri | Blank | Text) -> Value:
        if not isinstance(value, Blank) or value not in self._nested:
            return value
        if _is_list(self._described, value):
            items = self._items(value)
            return Listed(items, f"( {' '.join(key_of(item) for item in items)} )")
        inner = self.properties(value)
        return Inner(inner, f"[ {said(inner)} ]")

    def _items(self, head: Blank) -> tuple[Value, ...]:
        found: list[Value] = []
        node: object = head
        while isinstance(node, Blank):
            told = {predicate: value for _, predicate, value in self._described[node]}
            found.append(self._value(told[FIRST]))
            node = told[REST]
        return tuple(found)


def _named(term: T, chosen: Mapping[Term, Blank]) -> T | Blank:
    # A text of the same letters is equal to a name as a string.
    return chosen.get(term, term) if isinstance(term, Blank) else term


def _by_subject(triples: Iterable[Triple]) -> dict[Iri | Blank, list[Triple]]:
    described: dict[Iri | Blank, list[Triple]] = {}
    # An IRI and a text of the same letters are equal as strings.
    for triple in {(*triple, type(triple[2])): triple for triple in triples}.values():
        described.setdefault(triple[0], []).append(triple)
    return described


def _awkward(described: dict[Iri | Blank, list[Triple]], shared: Set[Blank]) -> set[Blank]:
    """The blank nodes that cannot stand in the one place where they are used, and so need a name."""
    used = Counter(o for own in described.values() for _, _, o in own if isinstance(o, Blank))
    blanks = {subject for subject in described if isinstance(subject, Blank)}
    awkward = {node for node in blanks | set(used) if used[node] != 1 or node in shared}
    for own in described.values():
        awkward |= {
            o for _, p, o in own if p == REST and isinstance(o, Blank) and not _is_list(described, o)
        }  # fmt: skip
    level: list[Iri | Blank] = [*(subject for subject in described if isinstance(subject, Iri)), *awkward]
    reached, depth = set(level), 0
    while level:
        following: list[Iri | Blank] = []
        for subject in level:  # grows while it is read: the rest of a list lies no deeper than its beginning
            for _, predicate, value in described.get(subject, []):
                if isinstance(value, Blank) and value not in reached:
                    reached.add(value)
                    (level if predicate == REST else following).append(value)
        level, depth = following, depth + 1
        if depth == DEEPEST:
            awkward |= {node for node in level if isinstance(node, Blank)}
            depth = 0
    return awkward | (blanks - reached)


def _is_list(described: dict[Iri | Blank, list[Triple]], node: object) -> bool:
    own = described.get(node, []) if isinstance(node, Blank) else []
    return node == NIL or (len(own) == 2 and {predicate for _, predicate, _ in own} == {FIRST, REST})


def _property_order(predicate: Iri) -> tuple[object, ...]:
    return (_FIRST.index(predicate) if predicate in _FIRST else len(_FIRST)), *natural(shorten(predicate))


def _subject_order(thing: Nested, first: Iri | None) -> tuple[object, ...]:
    """Names, then blank nodes; those that nothing points at by what is said of them."""
    if thing.is_pointed_at:
        return thing.subject != first, isinstance(thing.subject, Blank), *natural(thing.subject)
    return True, True, *natural(f"{said(thing.properties)} {thing.subject}")


def said(properties: Properties) -> str:
    """What is said of a thing in one text, the same for two things of which the same is said."""
    return " ; ".join(f"{p} {' , '.join(key_of(v) for v in values)}" for p, values in properties)


def key_of(value: Value) -> str:
    """What values are put in order by: names, then texts in Swedish and English, then what has no name."""
    if isinstance(value, Iri):
        return f"0{value}"
    if isinstance(value, Text):
        return f"1{_LANGUAGES.get(value.lang, '3')}{value.n3()}"
    return f"2{value}" if isinstance(value, Blank) else f"3{value.key}"
