"""The patterns of a CONSTRUCT query, from rdflib's algebra.

Values do not matter here, only what hangs together: filters are left aside, and a variable that an expression gives
another name is the same thing by another name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

from rdflib import BNode, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from kgov.namespaces import PREFIXES
from kgov.storage.query_patterns import Edge, Group, Reading, Step


def reading(name: str, text: str) -> Reading:
    """What a CONSTRUCT query reads.

    Args:
        name: what it is called.
        text: the query.
    """
    algebra = translateQuery(parseQuery(text), initNs=PREFIXES).algebra
    template = tuple((_end(s) or "", _end(p) or "", _end(o)) for s, p, o in algebra.template)
    return Reading(name, template, _group(algebra.p))


def _end(term: Any) -> str | None:
    """A variable or an IRI by name; a literal by nothing."""
    if isinstance(term, Variable | BNode):
        return f"?{term}"
    return str(term) if isinstance(term, URIRef) else None


def _group(part: Any) -> Group:
    """A part of the algebra as a group; of an expression, what its EXISTS read."""
    group = Group()
    name = getattr(part, "name", "")
    if name == "BGP":
        group.edges = [edge for triple in part.triples if (edge := _edge(*triple))]
    elif name == "Union":
        group.unions = [[_group(part.p1), _group(part.p2)]]
    elif name == "LeftJoin":
        group.add(_group(part.p1))
        aside = _group(part.p2)
        aside.add(_filter(part.expr))
        group.asides.append(aside)
    elif name == "ToMultiSet":
        group.add(_values(part.p) if getattr(part.p, "name", "") == "values" else _group(part.p))
    elif name == "Extend":
        group.add(_group(part.p))
        if same := set(_same(part.expr)):
            group.names[f"?{part.var}"] = same
    elif name == "Filter":
        group.add(_group(part.p))
        group.add(_filter(part.expr))
    else:
        for key in ("p", "p1", "p2"):
            if key in part:
                group.add(_group(part[key]))
        for aggregate in dict(part).get("A", ()):
            if aggregate.name == "Aggregate_Sample":
                group.names[f"?{aggregate.res}"] = set(_same(aggregate.vars))
    return group


def _values(part: Any) -> Group:
    group = Group()
    for row in part.res:
        for variable, value in row.items():
            if isinstance(value, URIRef):
                group.values.setdefault(f"?{variable}", set()).add(str(value))
    return group


def _filter(expression: Any) -> Group:
    """What a filter reads. A thing of which a single pattern must not hold is known to be out where it does."""
    group = Group(looks=_exists(expression))
    alone = getattr(expression, "name", "") == "Builtin_NOTEXISTS"
    if alone and len(group.looks) == 1 and len(group.looks[0].edges) == 1:
        (only,) = group.looks
        edge = only.edges[0]
        values = only.values.get(edge.object or "") or {edge.object or "?"}
        plain = not (only.asides or only.looks or only.unions or only.names) and edge.property is None
        if plain and not any(value.startswith("?") for value in values):
            group.looks = []
            group.denied = [replace(edge, object=value) for value in sorted(values)]
    return group


def _exists(expression: Any) -> list[Group]:
    """The groups of EXISTS and NOT EXISTS anywhere in an expression."""
    name = getattr(expression, "name", "")
    if name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
        graph = expression.graph
        return [_group(graph) if graph.part is None else _untranslated(graph)]
    if isinstance(expression, dict):
        return [group for value in expression.values() for group in _exists(value)]
    if isinstance(expression, list):
        return [group for value in expression for group in _exists(value)]
    return []


def _untranslated(part: Any) -> Group:
    """A group that rdflib leaves as it was parsed."""
    group = Group()
    for inner in part.part:
        if inner.name == "TriplesBlock":
            for line in inner.triples:
                triples = zip(*[iter(line)] * 3, strict=True)
                group.edges += [edge for triple in triples if (edge := _edge(*triple))]
        elif inner.name == "Filter":
            group.add(_filter(inner.expr))
        elif inner.name == "OptionalGraphPattern":
            group.asides.append(_untranslated(inner.graph))
        elif inner.name == "InlineData":
            names = [f"?{variable}" for variable in inner.var]
            for name, column in zip(
                names, zip(*inner.value, strict=True) if inner.value else [], strict=False
            ):
                group.values[name] = {str(value) for value in column if isinstance(value, URIRef)}
        else:
            raise ValueError(f"{inner.name} within EXISTS")
    return group


def _edge(subject: Any, predicate: Any, value: Any) -> Edge | None:
    start, end = _end(subject), _end(value)
    if start is None:
        return None
    if isinstance(predicate, Variable):
        return Edge(start, ((Step(False, None),),), end, f"?{predicate}")
    return Edge(start, tuple(_ways(predicate)), end)


def _ways(path: Any) -> Iterable[tuple[Step, ...]]:
    if isinstance(path, URIRef):
        return [(Step(False, frozenset([str(path)])),)]
    if isinstance(path, InvPath):
        return [tuple(step.turned() for step in reversed(way)) for way in _ways(path.arg)]
    if isinstance(path, SequencePath):
        return [tuple(step for way in ways for step in way) for ways in product(*map(_ways, path.args))]
    if isinstance(path, AlternativePath):
        return [way for arg in path.args for way in _ways(arg)]
    if isinstance(path, MulPath):
        once = list(_ways(path.path))
        if path.mod == "?":
            return [(), *once]
        if any(len(way) != 1 for way in once):
            raise ValueError(f"a repeated path of several steps: {path}")
        again = [(way[0]._replace(many=True),) for way in once]
        return again if path.mod == "+" else [(), *again]
    assert isinstance(path, Path)
    raise ValueError(f"not followed: {path}")


def _same(expression: Any) -> Iterator[str]:
    """The variables and IRIs that an expression may be another name of."""
    if isinstance(expression, Variable | URIRef):
        yield _end(expression) or ""
    name = getattr(expression, "name", "")
    if name == "Builtin_IF":
        yield from _same(expression.arg2)
        yield from _same(expression.arg3)
    elif name == "Builtin_COALESCE":
        for part in expression.arg:
            yield from _same(part)
    elif name == "Builtin_IRI":  # named after the first thing in its text
        first = (
            expression.arg.arg[0]
            if getattr(expression.arg, "name", "") == "Builtin_CONCAT"
            else expression.arg
        )
        if getattr(first, "name", "") == "Builtin_STR":
            yield from _same(first.arg)
