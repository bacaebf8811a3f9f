"""Ways through a record: from one variable of a query to all that its patterns can bring together with it.

A walk starts at a thing in the place of one variable and follows the patterns, each variable once. What it touches is
all that can take part in an answer with that thing in that place; at times more, never less, for filters are left aside.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from kgov.storage.lookup import TYPE, Lookup
from kgov.storage.query_patterns import Step, Ways

OF_CLASS = Step(False, frozenset([TYPE]))


@dataclass(frozen=True)
class Op:
    """One pattern, followed.

    Args:
        start: the place it is followed from.
        ways: the ways it may take.
        end: the place that it leads to, or None where it is only looked at.
        wanted: the things that it must lead to, where the pattern names them.
        must: whether a thing that has nothing there is out.
        denied: whether it is the other way round: a thing that has something there is out.
    """

    start: int
    ways: Ways
    end: int | None
    wanted: frozenset[str] | None
    must: bool
    denied: bool

    @cached_property
    def plain(self) -> str | None:
        """The property, where the pattern is one step from subject to object, as most are."""
        if len(self.ways) != 1 or len(self.ways[0]) != 1:
            return None
        (step,) = self.ways[0]
        if step.inverse or step.many or step.predicates is None or len(step.predicates) != 1:
            return None
        return next(iter(step.predicates))


@dataclass
class Part:
    """Patterns that hold together, in the order in which they are followed.

    Args:
        items: a pattern; a list of parts of which one must hold; or a part that may hold.
    """

    items: list[Op | list[Part] | Part] = field(default_factory=list)


@dataclass(frozen=True)
class Seed:
    """Where patterns begin that hang together with nothing else: with everything that has one of these properties."""

    predicates: frozenset[str]
    value: str | None
    subject: int
    object: int | None


@dataclass
class Walk:
    """A query from one of its variables.

    Args:
        anchor: the variable.
        places: the place of each variable.
        part: the patterns.
        seed: where it begins, if it has no anchor.
        apart: walks through what hangs together with nothing here.
    """

    anchor: str
    places: dict[str, int] = field(default_factory=dict)
    part: Part = field(default_factory=Part)
    seed: Seed | None = None
    apart: list[Walk] = field(default_factory=list)

    def place(self, variable: str) -> int:
        """The place of a variable."""
        return self.places.setdefault(variable, len(self.places))

    def run(self, lookup: Lookup, start: str) -> list[set[str]] | None:
        """What stands in each place when a thing stands in that of the anchor; None where it cannot stand there."""
        found: list[set[str]] = [set() for _ in self.places]
        found[self.places[self.anchor]].add(start)
        return found if _follow(self.part, lookup, found) else None

    def may_begin(self, signature: frozenset[str]) -> bool:
        """Whether a thing with these properties and classes may stand in the place of the anchor."""
        return _may_begin(self.part, self.places[self.anchor], signature)

    def run_apart(self, lookup: Lookup) -> None:
        """Touch what the patterns bring together that begin anywhere."""
        assert self.seed is not None
        found: list[set[str]] = [set() for _ in self.places]
        for predicate in self.seed.predicates:
            for subject, value in lookup.having(predicate, self.seed.value):
                lookup.touched.add(subject)
                found[self.seed.subject].add(subject)
                if self.seed.object is not None:
                    found[self.seed.object].add(value)
        _follow(self.part, lookup, found)


def _follow(part: Part, lookup: Lookup, found: list[set[str]]) -> bool:
    """Follow the patterns of a part; False where one that must hold does not."""
    for item in part.items:
        if isinstance(item, Op):
            if not _holds(item, lookup, found):
                return False
        elif isinstance(item, Part):
            _follow(item, lookup, found[:])
        else:
            held = [_follow(branch, lookup, found[:]) for branch in item]
            if not any(held):
                return False
    return True


def _may_begin(part: Part, place: int, signature: frozenset[str]) -> bool:
    for item in part.items:
        if isinstance(item, list):
            if not any(_may_begin(branch, place, signature) for branch in item):
                return False
        elif isinstance(item, Op) and item.must and item.start == place and not _may_hold(item, signature):
            return False
    return True


def _may_hold(op: Op, signature: frozenset[str]) -> bool:
    """Whether the first step of a pattern can be taken from a thing, by its properties and classes alone."""
    firsts = [way[0] if way else None for way in op.ways]
    if op.denied:
        return not (op.wanted and firsts == [OF_CLASS] and len(op.ways[0]) == 1 and op.wanted & signature)
    if any(first is None or first.inverse or first.predicates is None for first in firsts):
        return True
    if not any(first and first.predicates and first.predicates & signature for first in firsts):
        return False
    return not (op.wanted and firsts == [OF_CLASS] and len(op.ways[0]) == 1) or bool(op.wanted & signature)


def _holds(op: Op, lookup: Lookup, found: list[set[str]]) -> bool:
    stay = set()
    plain = op.plain
    for node in found[op.start]:
        ends: Collection[str]
        if plain is None:
            ends = follow(lookup, node, op.ways)
        elif ends := lookup.said(node).get(plain, ()):
            lookup.touched.add(node)
        if op.wanted is not None:
            ends = op.wanted.intersection(ends)
        if bool(ends) != op.denied:
            stay.add(node)
        if op.end is not None:
            found[op.end].update(ends)
    if op.must:
        found[op.start] = stay
        return bool(stay)
    return True


def follow(lookup: Lookup, node: str, ways: Ways) -> Collection[str]:
    """Where some ways lead from a thing; each thing with an answer on the way is touched."""
    if len(ways) == 1:
        (way,) = ways
        return _step(lookup, node, way[0]) if len(way) == 1 else _along(lookup, node, way)
    return {end for way in ways for end in _along(lookup, node, way)}


def _along(lookup: Lookup, node: str, way: tuple[Step, ...]) -> Collection[str]:
    reached: Collection[str] = (node,)
    for step in way:
        reached = {end for one in reached for end in _step(lookup, one, step)}
    return reached


def _step(lookup: Lookup, node: str, step: Step) -> Collection[str]:
    if step.many:
        return _onwards(lookup, node, step)
    if step.inverse:
        back = [lookup.pointing(node, predicate) for predicate in step.predicates or (None,)]
        found = back[0] if len(back) == 1 else [end for ends in back for end in ends]
        lookup.touched.update(found)
        return found
    said = lookup.said(node)
    if not said:
        return ()
    if step.predicates is None:
        found = [end for ends in said.values() for end in ends]
    elif len(step.predicates) == 1:
        (predicate,) = step.predicates
        if predicate not in said:
            return ()
        lookup.touched.add(node)
        return said[predicate]
    else:
        found = [end for predicate in step.predicates if predicate in said for end in said[predicate]]
    if found:
        lookup.touched.add(node)
    return found


def _onwards(lookup: Lookup, node: str, step: Step) -> set[str]:
    """A step followed on and on."""
    reached: set[str] = set()
    queue = [node]
    once = step._replace(many=False)
    while queue:
        for end in _step(lookup, queue.pop(), once):
            if end not in reached:
                reached.add(end)
                queue.append(end)
    return reached
