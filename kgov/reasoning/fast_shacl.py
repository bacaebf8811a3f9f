"""The fast engine: the only module that knows shifty. It refuses whatever was not proven equal to pySHACL.

Outcomes come from its algebra result: there each probe stands by its own name with the nodes that fail. Its
reports of nested shapes are left alone, for it takes equal shapes for one and names the first of them.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from functools import cache, partial
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

from kgov.reasoning.judged import Judged, Row, holding
from kgov.reasoning.report_graph import report_graph
from kgov.reasoning.shapes import NOT, NOTES, OR, PATH, SH, TARGETS, TYPE, RuleShape, Shapes
from kgov.storage.lines import Lines, read_term
from kgov.storage.terms import Iri, Term, Triple

NATIVE = "shifty._shifty"

#: The SHACL terms that the tests hold against pySHACL, one by one. What is not here is refused. One difference is
#: known: pySHACL lets a date or a truth value pass a largest number, where the standard and shifty do not.
KNOWN = {
    SH + name
    for name in [
        "targetNode",
        "targetClass",
        "targetSubjectsOf",
        "targetObjectsOf",
        "path",
        "inversePath",
        "alternativePath",
        "zeroOrMorePath",
        "oneOrMorePath",
        "zeroOrOnePath",
        "property",
        "node",
        "not",
        "and",
        "or",
        "xone",
        "class",
        "datatype",
        "nodeKind",
        "in",
        "hasValue",
        "pattern",
        "flags",
        "minLength",
        "maxLength",
        "minCount",
        "maxCount",
        "qualifiedValueShape",
        "qualifiedMinCount",
        "qualifiedMaxCount",
        "minInclusive",
        "maxInclusive",
        "minExclusive",
        "maxExclusive",
        "equals",
        "disjoint",
        "lessThan",
        "lessThanOrEquals",
    ]
}
#: What a rule itself may carry beside links of ours: then a probe of it says all that it says.
OF_A_RULE = {TYPE, *TARGETS, PATH, OR, *NOTES}


class Unable(Exception):
    """The fast engine cannot judge these shapes; the text names the construct."""


def judge(data: Lines, shapes: Shapes, axioms: Iterable[Triple], only: Collection[Iri] | None) -> Judged:
    """Judge a graph with shifty.

    Raises:
        Unable: shifty is not installed, or the shapes use what is not known to come out as in pySHACL.
    """
    validator = _prepared(shapes)
    try:
        result = validator.validate_algebra(
            data=_read(data, axioms, shapes.reading(only)),
            data_format="nt",
            graph_mode="data",
            entry_shape_names=None if only is None else shapes.probes_of(only),
            run_infer=False,
            sort_results=False,
            on_unsupported="error",
        )
    except (ValueError, RuntimeError) as error:
        raise Unable(str(error)) from error
    if result.diagnostics:
        raise Unable(result.diagnostics[0])
    holds = holding(_rows(result), shapes, only)
    violated = {place for place, helpers in holds.items() if _is_broken(helpers)}
    return Judged(holds, violated, partial(report_graph, shapes, violated))


def _is_broken(helpers: dict[str, bool]) -> bool:
    """What the ``sh:or`` of a rule says; that it does say so was seen to before."""
    return not helpers["met"] and all(holds for name, holds in helpers.items() if name != "met")


def _prepared(shapes: Shapes) -> Any:
    """The validator of these shapes, made once."""
    if NATIVE not in shapes.prepared:
        refuse_unknown(shapes)
        shapes.prepared[NATIVE] = _validator(shapes)
    return shapes.prepared[NATIVE]


def _validator(shapes: Shapes) -> Any:
    # The rules themselves are left out: the probes of their helpers say all that they say.
    helpers = {helper for rule in shapes.rules.values() for helper in rule.helpers.values()}
    paths = {rule.path for rule in shapes.rules.values() if rule.path is not None}
    needed = shapes.reached_from({*helpers, *paths})
    parts = {triple for triple in shapes.structure if triple[0] in needed and triple[1] != TYPE}
    try:
        validator = _native().PreparedValidator(
            shapes=_lines({*parts, *shapes.probe_triples()}), shapes_format="nt"
        )
    except (ValueError, RuntimeError) as error:
        raise Unable(str(error)) from error
    if validator.diagnostics:
        raise Unable(validator.diagnostics[0])
    return validator


def refuse_unknown(shapes: Shapes) -> None:
    """Refuse shapes that use what the tests do not hold against pySHACL."""
    unknown = sorted(shapes.constructs - KNOWN)
    if unknown:
        raise Unable(_short(unknown[0]))
    for s, p, _ in shapes.structure:
        if (p in TARGETS and s not in shapes.rules) or (s in shapes.rules and p not in OF_A_RULE):
            raise Unable(f"{_short(p)} <{s}>")
    for rule in shapes.rules.values():
        if not _has_the_form(shapes, rule):
            raise Unable(f"sh:or <{rule.iri}>")


def _has_the_form(shapes: Shapes, rule: RuleShape) -> bool:
    """Whether the constraint of a rule is its helpers, in the form that every rule has."""
    lists = shapes.of(rule.iri).get(OR, [])
    *exits, met = shapes.members(lists[0]) if len(lists) == 1 else [None]
    negated = [
        shapes.of(part).get(NOT) if part is not None and len(shapes.of(part)) == 1 else None for part in exits
    ]
    wanted = [[helper] for name, helper in rule.helpers.items() if name != "met"]
    return met == rule.helpers["met"] and negated == wanted


def _short(iri: str) -> str:
    return iri.replace(SH, "sh:")


def _native() -> ModuleType:
    """The compiled module of shifty by itself.

    The package around it imports a web client and more, which takes as long as all the rest of a run.
    """
    if NATIVE in sys.modules:
        return sys.modules[NATIVE]
    package = find_spec("shifty")
    if package is None:
        raise Unable("pyshifty")
    spec = PathFinder.find_spec(NATIVE, package.submodule_search_locations)
    if spec is None or spec.loader is None:
        return import_module(NATIVE)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[NATIVE] = module
    return module


def _read(data: Lines, axioms: Iterable[Triple], reads: Collection[Term] | None) -> bytes:
    """The lines of the properties that are read, and of the axioms."""
    found = (line for line, triple in data.by_line.items() if reads is None or triple[1] in reads)
    return "".join([*found, *Lines(axioms).by_line]).encode()


def _lines(triples: Iterable[Triple]) -> bytes:
    return "".join(Lines(triples).by_line).encode()


def _rows(result: Any) -> Iterator[Row]:
    term = cache(read_term)  # shifty writes terms as in N-Triples
    for violation in result.violations:
        focus = term(violation.focus_node)
        for value in {reason.value for reason in violation.reasons}:
            yield violation.shape_name, focus, term(value)
