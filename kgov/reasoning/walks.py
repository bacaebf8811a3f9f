"""Ways through a record: from one variable of a query to all that its patterns can bring together with it.

A walk starts at a thing in the place of one variable and follows the patterns, each variable once. What it touches is
all that can take part in an answer with that thing in that place; at times more, never less, for filters are left aside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from kgov.namespaces import expand
from kgov.storage.lookup import Lookup, Node
from kgov.storage.query_patterns import Edge, Group, Step, Ways

#: Properties that a great many things have to the same one: followed backwards only where there is no other way.
CROWDED = {expand(name) for name in ("rdf:type", "rdfs:subClassOf", "kg:hasOwner", "kg:hasLevel", "kg:represents", "kg:takesSeat")}
SAME: Ways = ((),)


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
    denied: bool = False


@dataclass(frozen=True)
class Seed:
    """Where a pattern that hangs together with nothing else begins: with everything that has this property."""

    predicate: str
    value: str | None
    subject: int
    object: int | None


@dataclass
class Walk:
    """The patterns of a query in the order in which they are followed."""

    places: dict[str, int] = field(default_factory=dict)
    ops: list[Op] = field(default_factory=list)
    seed: Seed | None = None
    apart: list[Walk] = field(default_factory=list)
    case: Group = field(default_factory=Group)

    def place(self, variable: str) -> int:
        """The place of a variable."""
        return self.places.setdefault(variable, len(self.places))

    def run(self, lookup: Lookup, anchor: str, start: Node) -> list[set[Node]] | None:
        """What stands in each place when a thing stands in the place of the anchor; None where it cannot stand there."""
        found: list[set[Node]] = [set() for _ in self.places]
        found[self.places[anchor]].add(start)
        return found if self._follow(lookup, found) else None

    def may_write(self, variable: str, iri: str) -> bool:
        """Whether a variable may be an IRI in this case."""
        known = self.case.values.get(variable, set()) | {
            name for name in self.case.names.get(variable, ()) if not name.startswith("?")
        }
        return not known or iri in known

    def run_apart(self, lookup: Lookup) -> None:
        """Touch what the patterns bring together that begin anywhere."""
        assert self.seed is not None
        found: list[set[Node]] = [set() for _ in self.places]
        for subject, value in lookup.having(self.seed.predicate, self.seed.value):
            found[self.seed.subject].add(subject)
            if self.seed.object is not None:
                found[self.seed.object].add(value)
        self._follow(lookup, found)

    def _follow(self, lookup: Lookup, found: list[set[Node]]) -> bool:
        """Follow the patterns; False where one that must hold does not."""
        for op in self.ops:
            stay = set()
            for node in found[op.start]:
                ends = follow(lookup, node, op.ways)
                if op.wanted is not None:
                    ends = [end for end in ends if lookup.name(end) in op.wanted]
                if bool(ends) != op.denied:
                    stay.add(node)
                if op.end is not None:
                    found[op.end].update(ends)
            if op.must:
                if not stay:
                    return False
                found[op.start] = stay
        return True


def follow(lookup: Lookup, node: Node, ways: Ways) -> Collection[Node]:
    """Where some ways lead from a thing; each thing with an answer on the way is touched."""
    ends = lookup.followed.get((node, ways))
    if ends is None:
        ends = lookup.followed[node, ways] = {end for way in ways for end in _along(lookup, node, way)}
    return ends


def _along(lookup: Lookup, node: Node, way: tuple[Step, ...]) -> Collection[Node]:
    reached: Collection[Node] = (node,)
    for step in way:
        reached = {end for one in reached for end in _step(lookup, one, step)}
    return reached


def _step(lookup: Lookup, node: Node, step: Step) -> Iterable[Node]:
    if not step.many:
        return lookup.step(node, step.inverse, step.predicates)
    reached: set[Node] = set()
    queue = [node]
    while queue:
        for end in lookup.step(queue.pop(), step.inverse, step.predicates):
            if end not in reached:
                reached.add(end)
                queue.append(end)
    return reached


def walks(group: Group, anchor: str) -> Iterator[tuple[Walk, str]]:
    """The walks from a variable through all cases of a group, each with the place it starts from."""
    sources = _sources(group, anchor)
    for start in sorted(sources):
        for case in group.cases_with(start):
            walk = Walk(case=case)
            walk.place(start)
            _plan(walk, case, {start}, must=True)
            yield walk, start


def _sources(group: Group, variable: str) -> set[str]:
    """The variables of the patterns that a variable is another name of; itself where it is in a pattern."""
    found, queue = set(), [variable]
    while queue:
        name = queue.pop()
        if name not in found and name.startswith("?"):
            found.add(name)
            queue += [source for names in _all_names(group) for source in names.get(name, ())]
    return found


def _all_names(group: Group) -> Iterator[dict[str, set[str]]]:
    yield group.names
    for inner in (*group.asides, *group.looks, *(branch for union in group.unions for branch in union)):
        yield from _all_names(inner)


def _plan(walk: Walk, case: Group, bound: set[str], must: bool) -> None:
    todo: list[tuple[Edge, bool]] = [(edge, must) for edge in case.edges]
    todo += [(edge, must) for edge in case.denied]
    todo += [
        (Edge(name, SAME, source), False)
        for name, sources in sorted(case.names.items())
        for source in sorted(sources)
        if source.startswith("?")
    ]
    _follow_patterns(walk, case, bound, todo)
    mandatory = frozenset(bound)
    for aside in (*case.asides, *case.looks):
        for inner in aside.cases():
            if inner.edges and not inner.variables() & mandatory:
                walk.apart.append(_apart(inner))
                continue
            within = set(mandatory)
            _plan(walk, inner, within, must=False)
            bound |= within
    _follow_patterns(walk, case, bound, todo)
    left = [edge for edge, _ in todo if edge.ways != SAME and _fixed(case, edge.subject) is None]
    if left:
        walk.apart.append(_apart(replace(case, edges=left, asides=[], looks=[])))


def _apart(case: Group) -> Walk:
    """A walk for patterns that hang together with nothing that is at hand."""
    walk = Walk()
    plain = [edge for edge in case.edges if len(edge.ways) == 1 == len(edge.ways[0])]
    edge = min(plain, key=lambda edge: _fixed(case, edge.object) is None)
    fixed = _fixed(case, edge.object)
    (step,) = edge.ways[0]
    assert step.predicates is not None and not step.inverse
    (predicate,) = step.predicates
    bound = {edge.subject}
    place = None
    if fixed is None and edge.object is not None:
        bound.add(edge.object)
        place = walk.place(edge.object)
    walk.seed = Seed(predicate, min(fixed) if fixed else None, walk.place(edge.subject), place)
    _plan(walk, replace(case, edges=[one for one in case.edges if one is not edge]), bound, must=False)
    return walk


def _follow_patterns(walk: Walk, case: Group, bound: set[str], todo: list[tuple[Edge, bool]]) -> None:
    """Add the patterns that hang together with what is bound, the nearest first."""
    while True:
        choices = [
            (cost, number)
            for number, (edge, _) in enumerate(todo)
            if (cost := _cost(case, edge, bound)) is not None
        ]
        if not choices:
            return
        edge, must = todo.pop(min(choices)[1])
        ways = _narrowed(case, edge)
        fixed = _fixed(case, edge.object)
        if edge.subject in bound:
            looked_at = fixed is not None or edge.object is None or edge.object in bound
            end = None if looked_at else walk.place(edge.object or "")
            denied = edge in case.denied
            walk.ops.append(Op(walk.place(edge.subject), ways, end, fixed, must, must and denied))
            if not looked_at:
                bound.add(edge.object or "")
        else:
            turned = tuple(tuple(step.turned() for step in reversed(way)) for way in ways)
            walk.ops.append(Op(walk.place(edge.object or ""), turned, walk.place(edge.subject), None, must))
            bound.add(edge.subject)


def _cost(case: Group, edge: Edge, bound: set[str]) -> int | None:
    """How far a pattern is from what is bound; None where it does not hang together with it."""
    if edge.subject in bound:
        if edge.ways == SAME and edge.object in bound:
            return 0
        if _fixed(case, edge.object) is not None or edge.object is None or edge.object in bound:
            return 0
        return 1 + sum(_weight(step) for way in edge.ways for step in way)
    if edge.object in bound and _fixed(case, edge.subject) is None:
        return 1 + sum(_weight(step.turned()) for way in edge.ways for step in way)
    return None


def _weight(step: Step) -> int:
    if not step.inverse:
        return 1
    return 1000 if step.predicates is None or step.predicates & CROWDED else 10


def _fixed(case: Group, end: str | None) -> frozenset[str] | None:
    """The things that may stand at an end where the query names them; None for a variable."""
    if end is None:
        return None
    if not end.startswith("?"):
        return frozenset([end])
    values = case.values.get(end)
    return frozenset(values) if values else None


def _narrowed(case: Group, edge: Edge) -> Ways:
    """The ways of a pattern, with the properties that VALUES gives for a variable in that place."""
    if edge.property is None or edge.property not in case.values:
        return edge.ways
    return ((Step(False, frozenset(case.values[edge.property])),),)
