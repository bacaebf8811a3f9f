"""What to write in a column, and the rules that read it."""

from __future__ import annotations

from functools import cache

from kgov.language import Both
from kgov.lists.mapping import Column, Table
from kgov.model.things import Rule
from kgov.namespaces import local_name
from kgov.reasoning.shapes import Shapes
from kgov.storage.terms import Iri

#: What is added to the instruction of a column: the form of the answer.
HOW_TO_WRITE = {
    "yesno": Both("Annars Nej. Lämna tomt om ni inte vet.", "Otherwise No. Leave empty if you do not know."),
    "date": Both("Skriv datum som 2026-01-31.", "Write dates as 2026-01-31."),
}
SEVERAL = Both("Flera skiljs åt med semikolon.", "Separate several with semicolons.")


def instruction(column: Column) -> Both:
    """What to write in a column, and how."""
    parts = [column.note]
    if column.values in HOW_TO_WRITE:
        parts.append(HOW_TO_WRITE[column.values])
    if column.many and not column.values.startswith(("text", "norm:")):
        parts.append(SEVERAL)
    return Both(" ".join(part.sv for part in parts), " ".join(part.en for part in parts))


def reading(shapes: Shapes, rules: dict[Iri, Rule], table: Table, column: Column) -> list[Rule]:
    """The rules that a column can decide, in the order of their ids.

    Args:
        shapes: the rules with their helper shapes.
        rules: those of them that are wanted.
    """
    said = {p for sort in table.sorts if (p := sort.property_of(column))} | set(column.feeds)
    return [rules[rule] for rule in shapes.rules if rule in rules and said & _names(shapes, rule)]


@cache
def _names(shapes: Shapes, rule: Iri) -> frozenset[object]:
    """All that a rule and its helper shapes name."""
    parts = shapes.reached_from([rule])
    return frozenset(value for part in parts for values in shapes.of(part).values() for value in values)


def listed(rules: list[Rule], most: int = 6) -> str:
    """The ids of rules, no more than fit under a heading."""
    ids = [local_name(rule.iri) for rule in rules]
    return ", ".join(ids[:most]) + (f" … ({len(ids)})" if len(ids) > most else "")
