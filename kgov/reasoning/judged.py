"""What a SHACL engine finds, in the same form from every engine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kgov.reasoning.shapes import HELPERS, Shapes
from kgov.storage.terms import Iri, Term, Triple


@dataclass(frozen=True)
class Place:
    """Where a rule was judged: the rule, the focus it targets, and the value its path leads to."""

    rule: Iri
    focus: Term
    value: Term


#: What an engine reports of a shape: the shape, the focus, and the value that fails.
Row = tuple[str, Term, Term]


@dataclass
class Judged:
    """For every place, which helpers hold; the violations; and the W3C report, built when it is asked for."""

    holds: dict[Place, dict[str, bool]]
    violated: set[Place]
    build_report: Callable[[], list[Triple]] = field(repr=False)

    @property
    def conforms(self) -> bool:
        """Whether no rule is violated."""
        return not self.violated

    @cached_property
    def report(self) -> list[Triple]:
        """The standard validation report, with the results of the rules only."""
        return self.build_report()


def holding(
    rows: Iterable[Row], shapes: Shapes, only: Collection[Iri] | None
) -> dict[Place, dict[str, bool]]:
    """Which helpers hold at every place, from the rows of the probes in whatever order they come."""
    failing: dict[str, set[tuple[Term, Term]]] = {}
    for shape, focus, value in rows:
        failing.setdefault(shape, set()).add((focus, value))
    holds: dict[Place, dict[str, bool]] = {}
    asked = [probe for probe in shapes.probes.values() if probe.iri in failing]
    for probe in asked:
        if probe.helper is None:
            for _, rule in probe.rules:
                if only is None or rule in only:
                    for focus, value in failing[probe.iri]:
                        holds[Place(rule, focus, value)] = dict.fromkeys(HELPERS, True)
    for probe in asked:
        if probe.helper is not None:
            for name, rule in probe.rules:
                for focus, value in failing[probe.iri]:
                    place = Place(rule, focus, value)
                    if place in holds:  # a probe has the targets of all the rules that share it
                        holds[place][name] = False
    return holds
