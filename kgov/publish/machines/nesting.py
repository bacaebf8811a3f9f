"""Triples as things with their properties: blank nodes and lists stand where they are used, all in a fixed order.

Whatever a writer makes of this is the same each time, also where a store gives blank nodes new names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from kgov.namespaces import PREFIXES, shorten
from kgov.publish.machines.blank_names import lasting_names
from kgov.storage.terms import Blank, Iri, Text, Triple

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
    """A thing with its properties."""

    subject: Iri | Blank
    properties: Properties


def nest(triples: Iterable[Triple], first: Iri | None = None) -> list[Nested]:
    """The things that triples describe, in order.

    Args:
        triples: what is said; the names of blank nodes do not matter.
        first: the thing that comes first.
    """
    described = _by_subject(triples)
    awkward = _awkward(described)
    if awkward:
        names = lasting_names(described, awkward)
        described = _by_subject(
            (names.get(s, s), p, names.get(o, o)) for own in described.values() for s, p, o in own
        )
        awkward = set(names.values())
    nested = {subject for subject in described if isinstance(subject, Blank) and subject not in awkward}
    writer = _Nesting(described, nested)
    subjects = sorted(
        (subject for subject in described if subject not in nested), key=lambda s: (s != first, s)
    )
    return [Nested(subject, writer.properties(subject)) for subject in subjects]


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
        for _, predicate, value in self._described[subject]:
            values.setdefault(predicate, []).append(self._value(value))
        return tuple((p, _in_order(values[p])) for p in sorted(values, key=_property_order))

    def _value(self, value: Iri | Blank | Text) -> Value:
        if not isinstance(value, Blank) or value not in self._nested:
            return value
        if _is_list(self._described, value):
            items = self._items(value)
            return Listed(items, f"( {' '.join(_key(item) for item in items)} )")
        inner = self.properties(value)
        told = " ; ".join(f"{p} {' , '.join(_key(v) for v in values)}" for p, values in inner)
        return Inner(inner, f"[ {told} ]")

    def _items(self, head: Blank) -> tuple[Value, ...]:
        found: list[Value] = []
        node: object = head
        while isinstance(node, Blank):
            told = {predicate: value for _, predicate, value in self._described[node]}
            found.append(self._value(told[FIRST]))
            node = told[REST]
        return tuple(found)


def _by_subject(triples: Iterable[Triple]) -> dict[Iri | Blank, list[Triple]]:
    described: dict[Iri | Blank, list[Triple]] = {}
    for triple in dict.fromkeys(triples):
        described.setdefault(triple[0], []).append(triple)
    return described


def _awkward(described: dict[Iri | Blank, list[Triple]]) -> set[Blank]:
    """The blank nodes that cannot stand in the one place where they are used, and so need a name."""
    used = Counter(o for own in described.values() for _, _, o in own if isinstance(o, Blank))
    blanks = {subject for subject in described if isinstance(subject, Blank)}
    awkward = {node for node in blanks | set(used) if used[node] > 1 or node not in described}
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


@cache
def _property_order(predicate: Iri) -> tuple[int, str]:
    return (_FIRST.index(predicate) if predicate in _FIRST else len(_FIRST)), shorten(predicate)


def _in_order(values: list[Value]) -> tuple[Value, ...]:
    return tuple(sorted(values, key=_key) if len(values) > 1 else values)


def _key(value: Value) -> str:
    """What values are put in order by: names, then texts in Swedish and English, then what has no name."""
    if isinstance(value, Iri):
        return f"0{value}"
    if isinstance(value, Text):
        return f"1{_LANGUAGES.get(value.lang, '3')}{value.n3()}"
    return f"2{value}" if isinstance(value, Blank) else f"3{value.key}"
