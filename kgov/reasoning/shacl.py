"""The SHACL engines behind one door: pySHACL is the reference, shifty the fast one, and both say the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kgov.errors import KgovError
from kgov.language import Both
from kgov.reasoning import fast_shacl
from kgov.reasoning.judged import Judged, Place
from kgov.reasoning.shapes import SH, RuleShape, Shapes, Target, decides
from kgov.storage.lines import Lines
from kgov.storage.terms import Iri, Triple

__all__ = ["ENGINES", "Judged", "Place", "RuleShape", "Shapes", "Target", "decides", "judge"]

#: ``auto`` takes the fast engine wherever it is known to say what pySHACL says.
ENGINES = ("auto", "pyshacl", "fast")
BEYOND_CORE = {SH + name for name in ("sparql", "rule", "js", "target")}


def judge(
    data: Iterable[Triple],
    shapes: Shapes,
    axioms: Iterable[Triple],
    only: Collection[Iri] | None = None,
    engine: str = "auto",
) -> Judged:
    """Judge a graph by the rules.

    Args:
        data: the view and the norm.
        shapes: rules and helpers.
        axioms: the ontology.
        only: rules; where given, the others are left out.
        engine: one of ``ENGINES``.

    Raises:
        ValueError: the shapes are not SHACL Core.
        KgovError: the engine is unknown, or the fast one was demanded and cannot judge these shapes.
    """
    foreign = BEYOND_CORE & shapes.constructs
    if foreign:
        raise ValueError(f"not SHACL Core: {sorted(foreign)}")
    if engine not in ENGINES:
        raise KgovError(
            Both(f"okänd motor: {engine}", f"unknown engine: {engine}"),
            Both("Det finns: " + ", ".join(ENGINES), "There are: " + ", ".join(ENGINES)),
        )
    given = data if isinstance(data, Lines) else Lines(data)
    if engine != "pyshacl":
        try:
            return fast_shacl.judge(given, shapes, axioms, only)
        except fast_shacl.Unable as reason:
            if engine == "fast":
                raise _refusal(reason) from reason
    from kgov.reasoning import reference_shacl  # pySHACL and rdflib are slow to import

    return reference_shacl.judge(given, shapes, axioms, only)


def _refusal(reason: fast_shacl.Unable) -> KgovError:
    if str(reason) == "pyshifty":
        problem = Both(
            "den snabba motorn, pyshifty, är inte installerad", "the fast engine, pyshifty, is not installed"
        )
    else:
        problem = Both(
            f"den snabba motorn kan inte pröva dessa regler: {reason}",
            f"the fast engine cannot judge these rules: {reason}",
        )
    return KgovError(problem, Both("Använd --engine auto.", "Use --engine auto."))
