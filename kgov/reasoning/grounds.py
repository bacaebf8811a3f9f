"""Why a shape holds at a node, or does not: the values that settle it.

An engine says what holds, and not on what ground. This walks a shape beside the data and gathers what settles it:
the values that are there or are lacking, and for a count which things count and which do not. It decides nothing:
the verdict is the engine's. It knows what of SHACL Core the rules use, and a test proves that it agrees with the
engines wherever they judge.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from kgov.reasoning.routes import Fact, Reached, Routes, Said
from kgov.reasoning.shapes import NOTES, PATH, SH, SUBCLASS, TARGETS, TYPE, Shapes
from kgov.storage.terms import Iri, Term, Text, python_value


@dataclass(frozen=True)
class Wanted:
    """A value that would have made a shape hold."""

    node: Term
    predicate: Iri
    value: Term


@dataclass(frozen=True)
class Tally:
    """A count that settles something.

    Args:
        limit: the number asked for.
        at_least: whether that is the fewest allowed; else the most.
        counted: the things that count.
        others: the things that do not, each with what settles that.
    """

    limit: int
    at_least: bool
    counted: tuple[Term, ...]
    others: tuple[tuple[Term, tuple[Fact, ...]], ...]


@dataclass
class Grounds:
    """What settles whether a shape holds, in the order of the shape and without repetition."""

    facts: dict[Fact, None] = field(default_factory=dict)
    wanted: dict[Wanted, None] = field(default_factory=dict)
    tallies: dict[Tally, None] = field(default_factory=dict)

    def add(self, other: Grounds) -> None:
        """Take up what another part rests on."""
        self.facts.update(other.facts)
        self.wanted.update(other.wanted)
        self.tallies.update(other.tallies)

    def note(self, facts: Iterable[Fact]) -> None:
        """Take up facts."""
        self.facts.update(dict.fromkeys(facts))


#: One demand of a shape on a node: whether it is met, and what settles that, gathered only when it is asked for.
Demand = tuple[bool, Callable[[], Grounds]]


#: What makes a demand of a node, and the value that the shape gives it.
Constraint = tuple[Callable[..., Demand], Term]


class UnknownConstruct(Exception):
    """A construct of SHACL that no rule uses."""


class Witness:
    """Gathers the grounds of shapes over one set of data.

    Args:
        shapes: the rules and helper shapes.
        said: what is said of each node, in as many parts as the data have.
        said_by: the same, read backwards.
        sorting: the properties that say of what sort a thing is. Where a count is too low, a thing of another sort
            is no reason, unless all are.
        nearest: of several ways in which a shape could hold and does not, tell of those that fail in least.
    """

    def __init__(
        self,
        shapes: Shapes,
        said: tuple[Said, ...],
        said_by: tuple[Said, ...],
        sorting: Collection[Iri] = (TYPE,),
        nearest: bool = False,
    ) -> None:
        self.shapes = shapes
        self.sorting = sorting
        self.nearest = nearest
        self.routes = Routes(shapes, said, said_by)
        self._held: dict[tuple[Term, Term], bool] = {}
        self._parts: dict[Term, tuple[list[Constraint], list[Constraint]]] = {}

    def holds(self, node: Term, shape: Term) -> bool:
        """Whether a shape holds at a node.

        Raises:
            UnknownConstruct: the shape uses a construct that no rule uses.
        """
        key = (node, shape)
        if key not in self._held:
            self._held[key] = all(met for met, _ in self._demands(node, shape))
        return self._held[key]

    def grounds(self, node: Term, shape: Term) -> Grounds:
        """What settles that a shape holds, or else what of it fails and why."""
        demands = list(self._demands(node, shape))
        holds = all(met for met, _ in demands)
        found = Grounds()
        for met, gather in demands:
            if met == holds:
                found.add(gather())
        return found

    def _demands(self, node: Term, shape: Term) -> Iterator[Demand]:
        each, whole = self._constraints(shape)
        reached = self.routes.of_shape(node, shape)
        for demand, argument in each:
            for value, steps in reached.values.items():
                yield demand(self, value, steps, argument)
        for demand, argument in whole:
            yield demand(self, node, shape, reached, argument)

    def _constraints(self, shape: Term) -> tuple[list[Constraint], list[Constraint]]:
        """What a shape demands of each value, and of all together."""
        if shape not in self._parts:
            each: list[Constraint] = []
            whole: list[Constraint] = []
            self._parts[shape] = each, whole
            for predicate, arguments in self.shapes.of(shape).items():
                name = predicate.removeprefix(SH)
                if predicate in SILENT or name == predicate:
                    continue
                if name in OF_EACH:
                    each += [(OF_EACH[name], argument) for argument in arguments]
                elif name in OF_ALL:
                    whole.append((OF_ALL[name], arguments[0]))
                else:
                    raise UnknownConstruct(predicate)
        return self._parts[shape]

    # ---- demands on each value

    def _shape(self, value: Term, steps: tuple[Fact, ...], shape: Term) -> Demand:
        return self.holds(value, shape), lambda: self._with(steps, [(value, shape)])

    def _not(self, value: Term, steps: tuple[Fact, ...], shape: Term) -> Demand:
        return not self.holds(value, shape), lambda: self._with(steps, [(value, shape)])

    def _or(self, value: Term, steps: tuple[Fact, ...], head: Term) -> Demand:
        ways = [(value, shape) for shape in self.shapes.members(head) if shape is not None]
        held = [way for way in ways if self.holds(*way)]
        return bool(held), lambda: self._with(steps, held or self._nearest(ways))

    def _nearest(self, ways: list[tuple[Term, Term]]) -> list[tuple[Term, Term]]:
        if not self.nearest:
            return ways
        failed = [sum(not met for met, _ in self._demands(*way)) for way in ways]
        return [way for way, number in zip(ways, failed, strict=True) if number == min(failed)]

    def _and(self, value: Term, steps: tuple[Fact, ...], head: Term) -> Demand:
        parts = [(value, shape) for shape in self.shapes.members(head) if shape is not None]
        failed = [part for part in parts if not self.holds(*part)]
        return not failed, lambda: self._with(steps, failed or parts)

    def _in(self, value: Term, steps: tuple[Fact, ...], head: Term) -> Demand:
        return value in self.shapes.members(head), lambda: self._with(steps, [])

    def _class(self, value: Term, steps: tuple[Fact, ...], sort: Term) -> Demand:
        queue, seen = self.routes.values(value, TYPE), set()
        while queue:
            at = queue.pop()
            if at not in seen:
                seen.add(at)
                queue += self.routes.values(at, SUBCLASS)
        return sort in seen, lambda: self._with(steps, [])

    def _with(self, steps: tuple[Fact, ...], parts: list[tuple[Term, Term]]) -> Grounds:
        found = Grounds()
        found.note(steps)
        for value, shape in parts:
            found.add(self.grounds(value, shape))
        return found

    # ---- demands on all values together

    def _has_value(self, node: Term, shape: Term, reached: Reached, value: Term) -> Demand:
        def gather() -> Grounds:
            found = Grounds()
            if value in reached.values:
                found.note(reached.values[value])
                return found
            found.note(_all_steps(reached))
            for last in _last_steps(reached):
                found.wanted[Wanted(last.node, last.predicate, value)] = None
            return found

        return value in reached.values, gather

    def _min_count(self, node: Term, shape: Term, reached: Reached, limit: Term) -> Demand:
        return len(reached.values) >= int(limit), lambda: _noted(_all_steps(reached))

    def _max_count(self, node: Term, shape: Term, reached: Reached, limit: Term) -> Demand:
        return len(reached.values) <= int(limit), lambda: _noted(_all_steps(reached))

    def _qualified(self, shape: Term, reached: Reached, limit: int, at_least: bool) -> Demand:
        sort = self.shapes.of(shape)[QUALIFIED][0]
        counted = [value for value in reached.values if self.holds(value, sort)]
        met = len(counted) >= limit if at_least else len(counted) <= limit

        def gather() -> Grounds:
            apart = {value: self.grounds(value, sort) for value in reached.values if value not in counted}
            found = Grounds()
            found.note(reached.ends if not reached.values else ())
            telling = {value: self.grounds(value, sort) for value in counted} if met == at_least else apart
            for value, why in (self._of_the_sort(telling) if telling is apart else telling).items():
                found.note(reached.values[value])
                found.add(why)
            others = tuple((value, tuple(why.facts)) for value, why in apart.items())
            found.tallies[Tally(limit, at_least, tuple(counted), others)] = None
            return found

        return met, gather

    def _of_the_sort(self, apart: dict[Term, Grounds]) -> dict[Term, Grounds]:
        """Of the things that do not count those that are of the right sort; all of them where none is."""
        near = {
            value: why
            for value, why in apart.items()
            if not any(fact.predicate in self.sorting for fact in why.facts)
        }
        return near or apart

    def _qualified_min(self, node: Term, shape: Term, reached: Reached, limit: Term) -> Demand:
        return self._qualified(shape, reached, int(limit), True)

    def _qualified_max(self, node: Term, shape: Term, reached: Reached, limit: Term) -> Demand:
        return self._qualified(shape, reached, int(limit), False)

    def _disjoint(self, node: Term, shape: Term, reached: Reached, other: Term) -> Demand:
        values = self.routes.values(node, Iri(other))
        shared = reached.values.keys() & set(values)
        return not shared, lambda: _noted([*_all_steps(reached), *_stated(node, Iri(other), values)])

    def _equals(self, node: Term, shape: Term, reached: Reached, other: Term) -> Demand:
        values = self.routes.values(node, Iri(other))
        return reached.values.keys() == set(values), lambda: _noted(
            [*_all_steps(reached), *_stated(node, Iri(other), values)]
        )

    def _less_than_or_equals(self, node: Term, shape: Term, reached: Reached, other: Term) -> Demand:
        values = self.routes.values(node, Iri(other))
        pairs = [(_order(low), _order(high)) for low in reached.values for high in values]
        met = all(low[0] == high[0] and low <= high for low, high in pairs)
        return met, lambda: _noted([*_all_steps(reached), *_stated(node, Iri(other), values)])


def _order(term: Term) -> tuple[str, object]:
    """A literal as something to compare with others of its datatype; dates compare as they are written."""
    return getattr(term, "datatype", ""), python_value(term)


def _bound(fits: Callable[[object, object], bool]) -> Callable[..., Demand]:
    """A demand that each value lies on one side of a limit; a value of another datatype does not."""

    def demand(witness: Witness, value: Term, steps: tuple[Fact, ...], limit: Term) -> Demand:
        is_number = isinstance(value, Text) and _order(value)[0] == _order(limit)[0]
        return is_number and fits(python_value(value), python_value(limit)), lambda: _noted(steps)

    return demand


def _all_steps(reached: Reached) -> list[Fact]:
    return [*(fact for steps in reached.values.values() for fact in steps), *reached.ends]


def _last_steps(reached: Reached) -> list[Fact]:
    """The step that ends each way, and that would have had to end elsewhere; a step to what sort a thing is does not."""
    ways = [
        [fact for fact in steps if fact.predicate not in (TYPE, SUBCLASS)]
        for steps in reached.values.values()
    ]
    return [*(way[-1] for way in ways if way), *(end for end in reached.ends if not end.of_others)]


def _stated(node: Term, predicate: Iri, values: list[Term]) -> list[Fact]:
    return [Fact(node, predicate, value) for value in values] or [Fact(node, predicate)]


def _noted(facts: Iterable[Fact]) -> Grounds:
    found = Grounds()
    found.note(facts)
    return found


QUALIFIED = Iri(SH + "qualifiedValueShape")
#: What stands in a shape and demands nothing by itself.
SILENT = {*NOTES, *TARGETS, TYPE, PATH, QUALIFIED}
OF_EACH: dict[str, Callable[..., Demand]] = {
    "property": Witness._shape,
    "node": Witness._shape,
    "not": Witness._not,
    "or": Witness._or,
    "and": Witness._and,
    "in": Witness._in,
    "class": Witness._class,
    "minInclusive": _bound(lambda value, limit: value >= limit),  # type: ignore[operator]
    "maxInclusive": _bound(lambda value, limit: value <= limit),  # type: ignore[operator]
    "maxExclusive": _bound(lambda value, limit: value < limit),  # type: ignore[operator]
}
OF_ALL: dict[str, Callable[..., Demand]] = {
    "hasValue": Witness._has_value,
    "minCount": Witness._min_count,
    "maxCount": Witness._max_count,
    "qualifiedMinCount": Witness._qualified_min,
    "qualifiedMaxCount": Witness._qualified_max,
    "disjoint": Witness._disjoint,
    "equals": Witness._equals,
    "lessThanOrEquals": Witness._less_than_or_equals,
}
