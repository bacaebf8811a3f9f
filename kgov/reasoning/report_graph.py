"""The standard validation report of rules in the form of this project, from the places they are violated at.

It is the graph that pySHACL would write: a rule has one constraint, its ``sh:or``, so that a place says it all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from uuid import uuid4

from kgov.reasoning.judged import Place
from kgov.reasoning.shapes import SH, TYPE, Shapes
from kgov.storage.terms import XSD, Blank, Iri, Term, Text, Triple

MESSAGE, SEVERITY = Iri(SH + "message"), Iri(SH + "severity")


def report_graph(shapes: Shapes, violated: Iterable[Place]) -> list[Triple]:
    """The report on these violations; its blank nodes are those of no other graph."""
    mark = uuid4().hex
    blanks = (Blank(f"r{mark}n{number}") for number in count())
    root = next(blanks)
    places = list(violated)
    found: list[Triple] = [
        (root, TYPE, Iri(SH + "ValidationReport")),
        (root, Iri(SH + "conforms"), Text(str(not places).lower(), datatype=XSD + "boolean")),
    ]
    paths: dict[Iri, Term] = {}
    for place in places:
        result = next(blanks)
        said: list[tuple[str, Term]] = [
            ("sourceShape", place.rule),
            ("sourceConstraintComponent", Iri(SH + "OrConstraintComponent")),
            ("focusNode", place.focus),
            ("value", place.value),
            ("resultSeverity", shapes.one(place.rule, SEVERITY) or Iri(SH + "Violation")),
            *(("resultMessage", message) for message in shapes.of(place.rule).get(MESSAGE, [])),
        ]
        path = shapes.rules[place.rule].path
        if path is not None:
            if place.rule not in paths:
                paths[place.rule] = _copy(shapes, path, blanks, found)
            said.append(("resultPath", paths[place.rule]))
        found += [(root, Iri(SH + "result"), result), (result, TYPE, Iri(SH + "ValidationResult"))]
        found += [(result, Iri(SH + name), value) for name, value in said]
    return found


def _copy(shapes: Shapes, part: Term, blanks: Iterator[Blank], into: list[Triple]) -> Term:
    """A path, with new blank nodes."""
    if not isinstance(part, Blank):
        return part
    node = next(blanks)
    for predicate, values in shapes.of(part).items():
        into.extend((node, predicate, _copy(shapes, value, blanks, into)) for value in values)
    return node
