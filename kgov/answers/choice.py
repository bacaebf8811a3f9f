"""The rules that can concern what is at hand: preparing all the others would take longer than judging."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kgov.namespaces import expand
from kgov.reasoning.shacl import RuleShape, Shapes, Target
from kgov.storage.terms import Iri, Term, Triple

TYPE, BELOW = expand("rdf:type"), expand("rdfs:subClassOf")
NODE, CLASS = expand("sh:targetNode"), expand("sh:targetClass")


def rules_at_hand(
    shapes: Shapes, data: Iterable[Triple], axioms: Iterable[Triple], things: Collection[Term]
) -> list[Iri]:
    """The rules that have one of these things as a target; those with a target of another sort are all kept.

    Args:
        shapes: all rules.
        data: the graph that they judge.
        axioms: the class hierarchy.
        things: what is at hand.
    """
    classes = _classes_of(things, data, axioms)

    def meets(target: Target) -> bool:
        sort, node = target
        return node in (things if sort == NODE else classes) or sort not in (NODE, CLASS)

    def concerns(rule: RuleShape) -> bool:
        return any(map(meets, rule.targets))

    return [rule.iri for rule in shapes.rules.values() if concerns(rule)]


def _classes_of(things: Collection[Term], data: Iterable[Triple], axioms: Iterable[Triple]) -> set[Term]:
    """The classes of things, and the classes above them."""
    above: dict[Term, list[Term]] = {}
    for s, p, o in axioms:
        if p == BELOW:
            above.setdefault(s, []).append(o)
    found: set[Term] = set()
    queue = [o for s, p, o in data if p == TYPE and s in things]
    while queue:
        node = queue.pop()
        if node not in found:
            found.add(node)
            queue += above.get(node, [])
    return found
