"""The paths that rules read, step by step, from what they judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kgov.reasoning.shapes import FIRST, NODE, NOT, OR, PATH, SH, TYPE, Shapes
from kgov.storage.terms import Blank, Iri, Term

#: Where a shape asks another shape of the same thing.
OF_THE_SAME = (NODE, NOT, Iri(SH + "property"), Iri(SH + "qualifiedValueShape"))
LISTED = (OR, Iri(SH + "and"), Iri(SH + "xone"))
#: What compares a thing's values with those of another property of it.
COMPARED = tuple(Iri(SH + name) for name in ("equals", "disjoint", "lessThan", "lessThanOrEquals"))
INVERSE, ALTERNATIVE = Iri(SH + "inversePath"), Iri(SH + "alternativePath")
REPEATED = {
    Iri(SH + "zeroOrMorePath"): True,
    Iri(SH + "oneOrMorePath"): False,
    Iri(SH + "zeroOrOnePath"): True,
}
OPTIONAL = Iri(SH + "zeroOrOnePath")

#: A step: whether it is taken from object to subject, and its property.
Move = tuple[bool, str]


@dataclass(eq=False)
class Stage:
    """Where the paths of the shapes stand after some steps, and the steps that lead on from there."""

    on: dict[Move, Stage] = field(default_factory=dict)

    def after(self, move: Move) -> Stage:
        """The stage after a step."""
        return self.on.setdefault(move, Stage())


def stages(shapes: Shapes, rules: Iterable[Iri]) -> Stage:
    """All paths that some rules read, from what they judge.

    Args:
        shapes: the rules and their helpers.
        rules: which of the rules.
    """
    root = Stage()
    root.after((False, TYPE))
    seen: set[tuple[int, Term]] = set()
    for rule in rules:
        _read(shapes, rule, root, seen)
        for helper in shapes.rules[rule].helpers.values():
            for stage in _ends(shapes, shapes.rules[rule].path, root):
                _read(shapes, helper, stage, seen)
    return root


def _read(shapes: Shapes, shape: Term, stage: Stage, seen: set[tuple[int, Term]]) -> None:
    """Add the paths that a shape reads from a stage."""
    if (id(stage), shape) in seen:
        return
    seen.add((id(stage), shape))
    said = shapes.of(shape)
    for compared in COMPARED:
        for other in said.get(compared, []):
            stage.after((False, str(other)))
    for end in _ends(shapes, shapes.one(shape, PATH), stage):
        if Iri(SH + "class") in said:
            end.after((False, TYPE))
        for link in OF_THE_SAME:
            for inner in said.get(link, []):
                _read(shapes, inner, end, seen)
        for link in LISTED:
            for head in said.get(link, []):
                for member in shapes.members(head):
                    if member is not None:
                        _read(shapes, member, end, seen)


def _ends(shapes: Shapes, path: Term | None, stage: Stage) -> list[Stage]:
    """The stages at the end of a path."""
    return [stage] if path is None else _along(shapes, path, stage, inverse=False)


def _along(shapes: Shapes, path: Term, stage: Stage, inverse: bool) -> list[Stage]:
    if not isinstance(path, Blank):
        return [stage.after((inverse, str(path)))]
    said = shapes.of(path)
    if FIRST in said:
        members = [member for member in shapes.members(path) if member is not None]
        ends = [stage]
        for member in reversed(members) if inverse else members:
            ends = [end for one in ends for end in _along(shapes, member, one, inverse)]
        return ends
    if INVERSE in said:
        return _along(shapes, said[INVERSE][0], stage, not inverse)
    if ALTERNATIVE in said:
        branches = [one for one in shapes.members(said[ALTERNATIVE][0]) if one is not None]
        return [end for branch in branches for end in _along(shapes, branch, stage, inverse)]
    for link, none in REPEATED.items():
        if link in said:
            ends = _along(shapes, said[link][0], stage, inverse)
            if link != OPTIONAL:
                for end in ends:  # what is followed on and on leads back to where it began
                    end.on.update({move: on for move, on in stage.on.items() if move not in end.on})
            return [stage, *ends] if none else ends
    raise ValueError(f"a path that is not followed: {said}")


def before_each(root: Stage) -> dict[int, tuple[Stage, list[tuple[Stage, Move]]]]:
    """For each stage, by its identity, the stage itself and those before it, with the step between."""
    found: dict[int, tuple[Stage, list[tuple[Stage, Move]]]] = {id(root): (root, [])}
    queue = [root]
    while queue:
        stage = queue.pop()
        for move, then in stage.on.items():
            if id(then) not in found:
                found[id(then)] = (then, [])
                queue.append(then)
            found[id(then)][1].append((stage, move))
    return found
