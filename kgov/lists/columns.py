"""The columns of the mapping by what they state: their headings, their sheets, and what a rule reads of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kgov.language import Both
from kgov.lists.mapping import workbooks
from kgov.storage.terms import Iri, Term

#: The heading of a column by the class of the rows that have it.
Headings = dict[Iri | None, Both]


def heading(predicate: Iri, sorts: Iterable[Term]) -> Both | None:
    """What the column is called that states a property; that of the thing's own sheet where several do.

    Args:
        predicate: the property.
        sorts: the classes of the thing.
    """
    named = headings().get(predicate) or marks().get(predicate, {})
    own = next((Iri(sort) for sort in sorts if sort in named), None)
    return named[own] if own else next(iter(named.values()), None)


@cache
def headings() -> dict[Iri, Headings]:
    """For each property the headings of the columns that state it, by the class of the rows."""
    found: dict[Iri, Headings] = {}
    for table in workbooks().tables:
        for column in table.columns:
            for sort in table.sorts:
                predicate = sort.property_of(column)
                if predicate is not None and not column.inverse:
                    found.setdefault(predicate, {}).setdefault(sort.type, column.titles)
    return found


@cache
def marks() -> dict[Iri, Headings]:
    """For what the view makes of a column that only says that there is a thing its heading, by class."""
    found: dict[Iri, Headings] = {}
    for table in workbooks().tables:
        for column in table.columns:
            if column.name == table.exists:
                for fed in column.feeds:
                    found.setdefault(fed, {}).update((sort.type, column.titles) for sort in table.sorts)
    return found


@cache
def reckoned_from() -> dict[Iri, list[Iri]]:
    """For what the view reckons the properties that columns state and that it reckons from."""
    found: dict[Iri, list[Iri]] = {}
    for table in workbooks().tables:
        for column in table.columns:
            for fed in column.feeds:
                if column.predicate is not None:
                    found.setdefault(fed, []).append(column.predicate)
    return found


@cache
def sheets(stated: bool) -> dict[Iri, list[Both]]:
    """The sheets that state each property, or those that the view reckons each from."""
    found: dict[Iri, dict[Both, None]] = {}
    for table in workbooks().tables:
        for column in table.columns:
            own = [column.predicate] if column.predicate and not column.inverse else []
            for predicate in own if stated else column.feeds:
                found.setdefault(predicate, {})[table.titles] = None
    return {predicate: list(titles) for predicate, titles in found.items()}


@cache
def deciding() -> dict[Iri, set[Iri | None]]:
    """For what the view reckons the classes of the rows whose columns it reckons from."""
    found: dict[Iri, set[Iri | None]] = {}
    for table in workbooks().tables:
        for column in table.columns:
            for fed in column.feeds:
                found.setdefault(fed, set()).update(sort.type for sort in table.sorts)
    return found
