"""The plan of a walk: in which order the patterns of a query are followed from one of its variables."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from kgov.namespaces import expand
from kgov.reasoning.walks import Op, Part, Seed, Walk
from kgov.storage.query_patterns import Edge, Group, Step, Ways

#: Properties that a great many things have to the same one: followed backwards only where there is no other way.
CROWDED = {
    expand(name)
    for name in ("rdf:type", "rdfs:subClassOf", "kg:hasOwner", "kg:hasLevel", "kg:represents", "kg:takesSeat")
}
SAME: Ways = ((),)


def walks(group: Group, variable: str) -> Iterator[Walk]:
    """The walks through a group from a variable: one from each variable that it may be another name of."""
    for anchor in sorted(_sources(group, variable)):
        for bound in group.binding(anchor):
            walk = Walk(anchor)
            walk.place(anchor)
            walk.part = _plan(walk, bound, {anchor}, must=True)
            if variable != anchor:  # by whatever names it goes
                walk.places[variable] = walk.places[anchor]
            yield walk


def _sources(group: Group, variable: str) -> set[str]:
    """The variables of the patterns that a variable is another name of; itself where it is in a pattern."""
    names: dict[str, set[str]] = {}
    ends: set[str] = set()
    for inner in group.all_groups():
        ends |= {end for edge in inner.edges for end in (edge.subject, edge.object) if end}
        for name, sources in inner.names.items():
            names.setdefault(name, set()).update(sources)
    found, queue = set(), [variable]
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue += names.get(name, ())
    return found & ends


def _plan(walk: Walk, group: Group, bound: set[str], must: bool) -> Part:
    """The patterns of a group in order, from what is bound; what they bind is added to it."""
    part = Part()
    todo = [(edge, must) for edge in (*group.denied, *group.edges)]
    ends = _ends(group)

    def go_on(is_last: bool = False) -> None:
        """Follow what hangs together with what is bound, and give it all its names."""
        before = None
        while before != bound:
            before = set(bound)
            part.items.extend(_named(walk, group, bound, ends, is_last))
            part.items.extend(_in_order(walk, group, bound, todo))

    go_on()
    unions = list(group.unions)
    while unions:
        near = [union for union in unions if any(_hangs_on(branch, bound) for branch in union)]
        union = (near or unions)[0]
        unions.remove(union)
        part.items.append(_branches(walk, union, bound))
        go_on()
    sure = frozenset(bound)
    for aside in (*group.asides, *group.looks):
        if _hangs_on(aside, sure):
            within = set(sure)
            part.items.append(_plan(walk, aside, within, must=aside in group.asides))
            bound |= within
        else:
            walk.apart += _apart(aside)
    go_on(is_last=True)
    left = [edge for edge, _ in todo if _fixed(group, edge.subject) is None]
    if left:
        walk.apart += _apart(Group(edges=left, values=group.values))
    return part


def _ends(group: Group) -> set[str]:
    """All that patterns bind within a group."""
    edges = [edge for inner in group.all_groups() for edge in inner.edges]
    return {end for edge in edges for end in (edge.subject, edge.object) if end}


def _named(walk: Walk, group: Group, bound: set[str], ends: set[str], is_last: bool) -> Iterator[Op]:
    """Other names of what is bound.

    A name that may be one of several things is only given when all of them are there; and what has a name is only
    taken for the thing where it can be no other.
    """
    for name, sources in sorted(group.names.items()):
        things = sorted(source for source in sources if source in ends | bound | group.names.keys())
        there = [thing for thing in things if thing in bound]
        if name not in bound and there and (is_last or there == things):
            yield from (Op(walk.place(thing), SAME, walk.place(name), None, False, False) for thing in there)
            bound.add(name)
        elif name in bound and len(things) == 1 and not there:
            yield Op(walk.place(name), SAME, walk.place(things[0]), None, False, False)
            bound.add(things[0])


def _branches(walk: Walk, union: list[Group], bound: set[str]) -> list[Part]:
    """The branches of a UNION; those that never hold what a walk starts from are left out."""
    anchored = [branch for branch in union if walk.anchor in branch.variables()]
    parts, ends = [], []
    for branch in anchored or union:
        if branch.variables() and not _hangs_on(branch, bound):
            walk.apart += _apart(branch)
            parts.append(Part())
            continue
        within = set(bound)
        parts.append(_plan(walk, branch, within, must=True))
        ends.append(within)
    if ends:
        bound |= frozenset.intersection(*map(frozenset, ends))
    return parts


def _hangs_on(group: Group, bound: Collection[str]) -> bool:
    """Whether a group has a variable that is bound."""
    return any(variable in bound for variable in group.variables())


def _apart(group: Group) -> list[Walk]:
    """Walks for patterns that hang together with nothing that is at hand."""
    plain = [edge for edge in group.edges if all(len(way) == 1 for way in edge.ways)]
    if not plain:
        assert not group.edges, group.edges
        return [walk for union in group.unions for branch in union for walk in _apart(branch)]
    walk = Walk("")
    edge = min(plain, key=lambda edge: _fixed(group, edge.object) is None)
    fixed = _fixed(group, edge.object)
    steps = [step for (step,) in edge.ways]
    assert all(step.predicates is not None and not step.inverse for step in steps)
    predicates = frozenset(predicate for step in steps for predicate in step.predicates or ())
    bound = {edge.subject}
    place = None
    if fixed is None and edge.object is not None:
        bound.add(edge.object)
        place = walk.place(edge.object)
    walk.seed = Seed(predicates, min(fixed) if fixed else None, walk.place(edge.subject), place)
    walk.part = _plan(
        walk, replace(group, edges=[one for one in group.edges if one is not edge]), bound, must=True
    )
    return [walk]


def _in_order(walk: Walk, group: Group, bound: set[str], todo: list[tuple[Edge, bool]]) -> Iterator[Op]:
    """The patterns that hang together with what is bound, the nearest first; they are taken off the list."""
    while True:
        choices = [
            (cost, number)
            for number, (edge, _) in enumerate(todo)
            if (cost := _cost(group, edge, bound)) is not None
        ]
        if not choices:
            return
        edge, must = todo.pop(min(choices)[1])
        ways = _narrowed(group, edge)
        fixed = _fixed(group, edge.object)
        if edge.subject in bound:
            looked_at = fixed is not None or edge.object is None or edge.object in bound
            end = None if looked_at else walk.place(edge.object or "")
            denied = edge in group.denied
            yield Op(walk.place(edge.subject), ways, end, fixed, must, must and denied)
            if not looked_at:
                bound.add(edge.object or "")
        else:
            turned = tuple(tuple(step.turned() for step in reversed(way)) for way in ways)
            yield Op(
                walk.place(edge.object or ""), turned, walk.place(edge.subject), None, must, denied=False
            )
            bound.add(edge.subject)


def _cost(group: Group, edge: Edge, bound: set[str]) -> int | None:
    """How far a pattern is from what is bound; None where it does not hang together with it."""
    if edge.subject in bound:
        if _fixed(group, edge.object) is not None or edge.object is None or edge.object in bound:
            return 0
        return sum(_weight(step) for way in edge.ways for step in way)
    if edge.object in bound and _fixed(group, edge.subject) is None and edge not in group.denied:
        return sum(_weight(step.turned()) for way in edge.ways for step in way)
    return None


def _weight(step: Step) -> int:
    if not step.inverse:
        return 1
    return 1000 if step.predicates is None or step.predicates & CROWDED else 10


def _fixed(group: Group, end: str | None) -> frozenset[str] | None:
    """The things that may stand at an end where the query names them; None for a variable."""
    if end is None:
        return None
    if not end.startswith("?"):
        return frozenset([end])
    values = group.values.get(end)
    return frozenset(values) if values else None


def _narrowed(group: Group, edge: Edge) -> Ways:
    """The ways of a pattern, with the properties that VALUES gives for a variable in that place."""
    if edge.property is None or edge.property not in group.values:
        return edge.ways
    return ((Step(False, frozenset(group.values[edge.property])),),)
