"""Paths of shapes, walked with the steps kept: which triples lead from a node to each value, and where a path ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kgov.reasoning.shapes import FIRST, PATH, SH, Shapes
from kgov.storage.terms import Iri, Term

#: What is said of each node: predicate and value, or predicate and subject where it is read backwards.
Said = Mapping[Term, list[tuple[Iri, Term]]]
INVERSE, ALTERNATIVE, ZERO_OR_MORE = (
    Iri(SH + name) for name in ("inversePath", "alternativePath", "zeroOrMorePath")
)


@dataclass(frozen=True)
class Fact:
    """A value that a thing has, or one that it lacks.

    Args:
        node: the thing.
        predicate: what is said of it.
        value: what stands there; None where nothing does.
        of_others: with ``value`` None, that nothing else says this of the node.
    """

    node: Term
    predicate: Iri
    value: Term | None = None
    of_others: bool = False


#: Each value that a path leads to, with the facts on the way.
Ways = dict[Term, tuple[Fact, ...]]


@dataclass
class Reached:
    """Where a path leads: each value with the facts on the way, and the places where the path ends in nothing."""

    values: Ways = field(default_factory=dict)
    ends: tuple[Fact, ...] = ()


class UnknownPath(Exception):
    """A form of path that no rule uses."""


@dataclass(frozen=True)
class Routes:
    """Walks the paths of shapes through data.

    Args:
        shapes: the shapes whose paths are walked.
        said: what is said of each node.
        said_by: who says it of each node.
    """

    shapes: Shapes
    said: tuple[Said, ...]
    said_by: tuple[Said, ...]
    _reached: dict[tuple[Term, Term], Reached] = field(default_factory=dict, repr=False)

    def values(self, node: Term, predicate: Iri) -> list[Term]:
        """The values of a property."""
        return [o for said in self.said for p, o in said.get(node, ()) if p == predicate]

    def of_shape(self, node: Term, shape: Term) -> Reached:
        """What the path of a shape leads to; the node itself where it has none."""
        path = self.shapes.one(shape, PATH)
        if path is None:
            return Reached({node: ()})
        if (node, path) not in self._reached:
            self._reached[node, path] = self.walk(node, path)
        return self._reached[node, path]

    def walk(self, node: Term, path: Term) -> Reached:
        """Follow a path from a node.

        Raises:
            UnknownPath: the path is of a form that no rule uses.
        """
        if isinstance(path, Iri):
            found: Ways = {o: (Fact(node, path, o),) for o in self.values(node, path)}
            return Reached(found, () if found else (Fact(node, path),))
        form = self.shapes.of(path)
        if FIRST in form:
            return self._sequence(node, self.shapes.members(path))
        if INVERSE in form:
            return self._backwards(node, form[INVERSE][0])
        if ALTERNATIVE in form:
            ways = [self.walk(node, way) for way in self.shapes.members(form[ALTERNATIVE][0]) if way]
            found = {value: steps for way in reversed(ways) for value, steps in way.values.items()}
            return Reached(found, tuple(end for way in ways for end in way.ends))
        if ZERO_OR_MORE in form:
            return self._onwards(node, form[ZERO_OR_MORE][0])
        raise UnknownPath(str(sorted(form)))

    def _sequence(self, node: Term, parts: list[Term | None]) -> Reached:
        reached = Reached({node: ()})
        for part in parts:
            assert part is not None, "a list that does not end"
            found: Ways = {}
            ends = [*reached.ends]
            for value, steps in reached.values.items():
                further = self.walk(value, part)
                ends += further.ends
                for last, more in further.values.items():
                    found.setdefault(last, steps + more)
            reached = Reached(found, tuple(ends))
        return reached

    def _backwards(self, node: Term, path: Term) -> Reached:
        if not isinstance(path, Iri):
            raise UnknownPath("an inverse of more than one step")
        found: Ways = {
            s: (Fact(s, path, node),) for said in self.said_by for p, s in said.get(node, ()) if p == path
        }
        return Reached(found, () if found else (Fact(node, path, of_others=True),))

    def _onwards(self, node: Term, path: Term) -> Reached:
        found: Ways = {node: ()}
        queue = [node]
        while queue:
            at = queue.pop(0)
            for value, steps in self.walk(at, path).values.items():
                if value not in found:
                    found[value] = found[at] + steps
                    queue.append(value)
        return Reached(found)
