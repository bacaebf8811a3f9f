"""What a column asks for, in a sentence from the ontology, and the rules that read it."""

from __future__ import annotations

from functools import cache

from kgov.language import Both
from kgov.lists.mapping import Column, Table
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule, Thing, both
from kgov.namespaces import local_name
from kgov.reasoning.shapes import Shapes
from kgov.storage.terms import Iri

#: What the columns that steer a row ask for; they have no property to tell.
STEERING = {
    "sort": Both("Vad raden gäller; välj i listan.", "What the row is about; choose from the list."),
    "marker": Both("Ja, Nej eller Vet inte.", "Yes, No or Do not know."),
    "id": Both(
        "Får lämnas tom. Behövs där en annan rad ska peka hit, till exempel på ett beslut.",
        "May be left empty. Needed where another row is to point here, for instance at a decision.",
    ),
}
HOW_TO_WRITE = {
    "yesno": Both("Ja, Nej eller Vet inte; tomt är okänt.", "Yes, No or Do not know; empty is unknown."),
    "date": Both("Datum: 2026-01-31.", "Date: 2026-01-31."),
}
SEVERAL = Both("Flera skiljs åt med semikolon.", "Separate several with semicolons.")


def sentence(knowledge: Knowledge, table: Table, column: Column) -> Both:
    """One sentence on what to write in a column, and how."""
    parts = [column.note] if column.note else [STEERING[column.values]] if column.values in STEERING else []
    properties = {sort.property_of(column) for sort in table.sorts} - {None}
    if properties and not parts:
        parts = [_definition(knowledge, sorted(p for p in properties if p)[0])]
    if column.values in HOW_TO_WRITE:
        parts.append(HOW_TO_WRITE[column.values])
    if column.many and not column.values.startswith(("text", "norm:")):
        parts.append(SEVERAL)
    return Both(" ".join(p.sv for p in parts if p.sv), " ".join(p.en for p in parts if p.en))


def _definition(knowledge: Knowledge, property_: Iri) -> Both:
    found = knowledge.need("ontology").of(Thing, "owl:ObjectProperty", "owl:DatatypeProperty").get(property_)
    text = both(found.all("skos:definition")) if found else Both("", "")
    return Both(_first(text.sv), _first(text.en))


def _first(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return head + "." if stop else text


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
