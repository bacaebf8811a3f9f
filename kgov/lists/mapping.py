"""The mapping from sheets and columns to the knowledge graph, read from ``tables/record.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kgov import resources
from kgov.language import Both
from kgov.namespaces import expand
from kgov.storage.terms import Iri


@dataclass(frozen=True)
class Column:
    """One column: its headings, the property that it states, and what may stand in it.

    Args:
        values: ``text`` (with ``@sv`` or ``@en`` for a language), ``date``, ``integer``, ``yesno``, ``code:SCHEME``,
            the name of a range, one of the columns that steer the row (``sort``, ``marker`` and ``id``), or
            ``norm:`` and what the documents say of the thing, which is shown and never read.
        many: whether a cell may hold several values.
        inverse: whether the value is the subject and the row the object.
        feeds: what the view makes of the column, where a rule reads that and not the property itself.
        note: what to write, said to the person who fills it in.
        seldom: whether a template shows the column only where it is used.
    """

    name: str
    titles: Both
    predicate: Iri | None
    values: str
    many: bool
    inverse: bool
    feeds: tuple[Iri, ...]
    note: Both
    seldom: bool

    @property
    def steers(self) -> bool:
        """Whether the column says something of the row, and nothing of the thing."""
        return self.values in ("sort", "marker", "id") or self.is_given

    @property
    def is_given(self) -> bool:
        """Whether the column repeats what the documents say, for those who fill in the rest."""
        return self.values.startswith("norm:")

    @property
    def language(self) -> str:
        return self.values.partition("@")[2] if self.values.startswith("text") else ""

    @property
    def scheme(self) -> str:
        return self.values.partition(":")[2] if self.values.startswith("code:") else ""


@dataclass(frozen=True)
class Sort:
    """What a row is: its class, and the property that each column states for that class."""

    name: str
    titles: Both
    type: Iri | None
    properties: Mapping[str, Iri]

    def property_of(self, column: Column) -> Iri | None:
        """The property that a column states in a row of this sort; None where it has no meaning there."""
        return self.properties.get(column.name, column.predicate)


@dataclass(frozen=True)
class Table:
    """One sheet. A row is one thing.

    Args:
        named: the column that holds the name of the thing, where it has one.
        called: columns that together are what other rows may call the thing, where it has no name.
        exists: the marker column that says whether there is a thing at all.
        implied: columns that say so too where the marker is left empty.
        kinds: the range of classes that things of this sheet are of, where the sheet has no class of its own.
        only: ranges that the value of a column must be in for a thing to belong on this sheet.
        secret: whether a designation is made with a key, since the row is about a person.
    """

    name: str
    titles: Both
    about: Both
    sorts: tuple[Sort, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    named: str | None
    called: tuple[str, ...]
    exists: str | None
    implied: frozenset[str]
    kinds: str | None
    only: Mapping[str, str]
    secret: bool

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def sorted_by_column(self) -> bool:
        """Whether a column of the sheet says of what sort each row is."""
        return any(column.values == "sort" for column in self.columns)


@dataclass(frozen=True)
class Range:
    """What may stand in a column: members of classes or sets of the model, single terms, and rows of sheets."""

    name: str
    classes: tuple[str, ...]
    terms: tuple[Iri, ...]
    levels: tuple[Iri, ...]
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Workbooks:
    """The whole mapping."""

    tables: tuple[Table, ...]
    ranges: Mapping[str, Range]

    def table(self, name: str) -> Table:
        return next(table for table in self.tables if table.name == name)


def _both(titles: Mapping[str, str]) -> Both:
    return Both(titles["sv"], titles["en"])


def _column(part: Mapping[str, Any]) -> Column:
    return Column(
        name=part["name"],
        titles=_both(part["titles"]),
        predicate=Iri(expand(part["property"])) if "property" in part else None,
        values=part["values"],
        many=part.get("many", False),
        inverse=part.get("inverse", False),
        feeds=tuple(Iri(expand(name)) for name in part.get("feeds", ())),
        note=_both(part["note"]),
        seldom=part.get("when") == "used",
    )


def _sort(part: Mapping[str, Any]) -> Sort:
    properties = {name: Iri(expand(value)) for name, value in part.get("properties", {}).items()}
    type_ = Iri(expand(part["class"])) if "class" in part else None
    return Sort(part["name"], _both(part["titles"]), type_, properties)


def _table(part: Mapping[str, Any], common: tuple[Column, ...]) -> Table:
    own = tuple(map(_column, part["columns"]))
    stated = {(column.predicate, column.values) for column in own}
    return Table(
        name=part["name"],
        titles=_both(part["titles"]),
        about=_both(part["about"]),
        sorts=tuple(map(_sort, part.get("sorts", [part]))),
        columns=(*own, *(column for column in common if (column.predicate, column.values) not in stated)),
        key=tuple(part["key"]),
        named=part.get("named"),
        called=tuple(part.get("called", ())),
        exists=part.get("exists"),
        implied=frozenset(part.get("implied", ())),
        kinds=part.get("any"),
        only=part.get("only", {}),
        secret=part.get("secret", False),
    )


@cache
def workbooks() -> Workbooks:
    """The mapping, read once."""
    text = (resources.folder("tables") / "record.json").read_text(encoding="utf-8")
    whole = json.loads(text)
    common = tuple(map(_column, whole["common"]))
    ranges = {
        name: Range(
            name,
            tuple(part.get("classes", ())),
            tuple(Iri(expand(term)) for term in part.get("terms", ())),
            tuple(Iri(expand(term)) for term in part.get("levels", ())),
            tuple(part.get("tables", ())),
        )
        for name, part in whole["ranges"].items()
    }
    return Workbooks(tuple(_table(part, common) for part in whole["tables"]), ranges)
