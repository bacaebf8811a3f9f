"""What differs between two graphs, value by value, whatever their blank nodes are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgov.storage.blank_pairs import common_names, most_alike
from kgov.storage.canonical import canonical, line
from kgov.storage.nesting import Inner, Nested, Properties, Value, key_of, nest, said
from kgov.storage.quads import Graph, Quad, by_graph, renamed
from kgov.storage.rdf_files import graph_order, shared_blanks
from kgov.storage.terms import Blank, Iri, Text


@dataclass(frozen=True)
class Change:
    """A value that was added, removed or changed.

    Args:
        graph: the graph, None for the one without a name.
        thing: what it is said of; None where that has no name and nothing points at it.
        path: the property, and before it those that lead to it by way of blank nodes.
        old: the value before, None where it was added.
        new: the value now, None where it was removed.
    """

    graph: Graph
    thing: Iri | Blank | None
    path: tuple[Iri, ...]
    old: Value | None
    new: Value | None


def compare(old: Sequence[Quad], new: Sequence[Quad]) -> list[Change]:
    """What differs between two graphs; nothing where they differ in the names of blank nodes alone.

    Raises:
        KgovError: so many blank nodes are alike that they cannot be told apart in reasonable time.
    """
    if [line(quad) for quad in canonical(old)] == [line(quad) for quad in canonical(new)]:
        return []
    ours, theirs = common_names(old, new)
    before, after = _things(renamed(old, ours)), _things(renamed(new, theirs))
    found: list[Change] = []
    for graph in sorted(before.keys() | after.keys(), key=graph_order):
        one, other = before.get(graph, []), after.get(graph, [])
        known, there = (
            {thing.subject: thing for thing in side if thing.is_pointed_at} for side in (one, other)
        )
        for subject in dict.fromkeys([*known, *there]):
            found += _properties(
                (graph, subject),
                (),
                *(side[subject].properties if subject in side else () for side in (known, there)),
            )
        loose = [
            tuple(_as_value(thing) for thing in side if not thing.is_pointed_at) for side in (one, other)
        ]
        found += _values((graph, None), (), loose[0], loose[1])
    return found


def _things(quads: Sequence[Quad]) -> dict[Graph, list[Nested]]:
    graphs = by_graph(quads)
    shared = shared_blanks(graphs)
    names = {term: term for quad in quads for term in quad if isinstance(term, Blank)}
    return {graph: nest(triples, names=names, shared=shared) for graph, triples in graphs.items()}


def _as_value(thing: Nested) -> Inner:
    return Inner(thing.properties, said(thing.properties))


Where = tuple[Graph, Iri | Blank | None]


def _properties(where: Where, path: tuple[Iri, ...], old: Properties, new: Properties) -> Iterator[Change]:
    before, after = dict(old), dict(new)
    for predicate in dict.fromkeys([*before, *after]):
        yield from _values(where, (*path, predicate), before.get(predicate, ()), after.get(predicate, ()))


def _values(
    where: Where, path: tuple[Iri, ...], old: Sequence[Value], new: Sequence[Value]
) -> Iterator[Change]:
    gone, fresh = _less(old, new), _less(new, old)
    for one, other in _inner_pairs(gone, fresh):
        _drop(gone, one)
        _drop(fresh, other)
        yield from _properties(where, path, one.properties, other.properties)
    is_single = len(old) == len(new) == 1
    for value in list(gone):
        other_value = next(
            (there for there in fresh if is_single or _is_same_slot(value, gone, there, fresh)), None
        )
        if other_value is not None:
            _drop(gone, value)
            _drop(fresh, other_value)
            yield Change(*where, path, value, other_value)
    yield from (Change(*where, path, value, None) for value in gone)
    yield from (Change(*where, path, None, value) for value in fresh)


def _less(values: Sequence[Value], others: Sequence[Value]) -> list[Value]:
    """The values that are not among others, each as often as it is more."""
    there = Counter(key_of(value) for value in others)
    left = []
    for value in values:
        there[key_of(value)] -= 1
        if there[key_of(value)] < 0:
            left.append(value)
    return left


def _drop(values: list[Value], value: Value) -> None:
    del values[next(index for index, one in enumerate(values) if one is value)]


def _inner_pairs(old: Sequence[Value], new: Sequence[Value]) -> list[tuple[Inner, Inner]]:
    """Blank nodes in the same place that have most in common: they were changed, not replaced."""
    ours, theirs = (
        {Blank(str(number)): value for number, value in enumerate(side) if isinstance(value, Inner)}
        for side in (old, new)
    )
    pairs = most_alike(*({name: _words(value) for name, value in side.items()} for side in (ours, theirs)))
    return [(ours[one], theirs[other]) for one, other in pairs]


def _words(value: Inner) -> Counter[str]:
    return Counter(f"{predicate} {key_of(one)}" for predicate, values in value.properties for one in values)


def _is_same_slot(value: Value, gone: Sequence[Value], other: Value, fresh: Sequence[Value]) -> bool:
    """Whether a text takes the place of another: of several, the only ones in that language that differ."""
    if not isinstance(value, Text) or not isinstance(other, Text) or not value.lang:
        return False
    return value.lang == other.lang and all(
        sum(isinstance(one, Text) and one.lang == value.lang for one in side) == 1 for side in (gone, fresh)
    )
