"""Which table of the mapping a sheet is, and which column stands where."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from kgov.language import Both
from kgov.lists.cells import as_text
from kgov.lists.faults import Faults
from kgov.lists.mapping import Column, Table, workbooks
from kgov.lists.words import folded
from kgov.storage.tables import CHOICES, Sheet, Value, Workbook

#: Sheets that are not tables: what the workbook is, the lists behind the drop-downs, and what has no column.
ABOUT = Both("Om", "About")
REST = Both("Övrigt", "Other")
#: How the designation cell begins on the row that explains the headings, which is no entry.
EXPLANATION = "#"

#: The columns beside that of the name which say what a thing is called.
LABELS = ("label-sv", "label-en", "label")

NO_HEADINGS = Both(
    "första raden ska vara rubrikerna; ingen av dem känns igen",
    "the first row must be the headings; none of them is known",
)

RowNumber = int


@dataclass(frozen=True)
class Grid:
    """A sheet read as a table: its columns by their place in the sheet, and its rows."""

    sheet: Sheet
    table: Table
    columns: dict[int, Column]

    def rows(self) -> Iterator[tuple[RowNumber, dict[str, Value]]]:
        """Every row that says something: its number in the sheet, and its cells by column name."""
        for number, row in enumerate(self.sheet.rows[1:], 2):
            said = {
                column.name: row[place]
                for place, column in self.columns.items()
                if place < len(row) and not column.is_given and as_text(row[place]).strip()
            }
            if said and not as_text(said.get("id")).startswith(EXPLANATION):
                yield number, said

    def place_of(self, column: str) -> int:
        """The number of a column in the sheet, counted from 1; the first where it is not there."""
        return next((place + 1 for place, found in self.columns.items() if found.name == column), 1)


def is_called(name: str, titles: Both) -> bool:
    """Whether a name is one of these titles; file names often have hyphens for spaces, and a for å."""
    if name.lower().endswith(".csv"):
        name = PurePath(name).stem
    return _spaced(name) in (_spaced(titles.sv), _spaced(titles.en))


def _spaced(text: str) -> str:
    letters = unicodedata.normalize("NFD", re.sub("[-_]", " ", text))
    return folded("".join(letter for letter in letters if not unicodedata.combining(letter)))


def grids(workbook: Workbook, faults: Faults) -> list[Grid]:
    """The sheets of a workbook as tables; what is none of ours is a fault and not passed over."""
    found = []
    for sheet in workbook.sheets:
        if any(is_called(sheet.name, titles) for titles in (ABOUT, CHOICES, REST)) or not sheet.rows:
            continue
        by_itself = len(workbook.sheets) == 1 or PurePath(workbook.name).suffix.lower() == ".csv"
        table = _table(sheet, by_itself)
        if table is None:
            faults.on(sheet.name, _unknown_sheet(sheet.name))
            continue
        if not {folded(as_text(value)) for value in sheet.rows[0]} & _headings(table):
            faults.on(sheet.name, NO_HEADINGS)
            continue
        found.append(Grid(sheet, table, _columns(sheet, table, faults)))
    return found


def _table(sheet: Sheet, by_itself: bool) -> Table | None:
    for table in workbooks().tables:
        if is_called(sheet.name, table.titles):
            return table
    if by_itself:  # a CSV file by any name is known by its headings
        headings = {folded(as_text(value)) for value in sheet.rows[0]} - {""}
        fitting = [table for table in workbooks().tables if headings <= _headings(table)]
        return fitting[0] if headings and len(fitting) == 1 else None
    return None


def _headings(table: Table) -> set[str]:
    return {folded(text) for column in table.columns for text in column.titles}


def _unknown_sheet(name: str) -> Both:
    titles = [table.titles for table in workbooks().tables]
    close = difflib.get_close_matches(folded(name), [folded(t.sv) for t in titles], n=1, cutoff=0.5)
    near = next((title for title in titles if folded(title.sv) in close), None)
    if near:
        return Both(
            f"bladet ”{name}” är okänt; menar ni ”{near.sv}”?",
            f"the sheet “{name}” is unknown; did you mean “{near.en}”?",
        )
    return Both(
        f"bladet ”{name}” är okänt. Bladen heter " + ", ".join(t.sv for t in titles),
        f"the sheet “{name}” is unknown. The sheets are " + ", ".join(t.en for t in titles),
    )


def _columns(sheet: Sheet, table: Table, faults: Faults) -> dict[int, Column]:
    found: dict[int, Column] = {}
    for place, value in enumerate(sheet.rows[0]):
        heading = as_text(value).strip()
        column = next((c for c in table.columns if heading and is_called(heading, c.titles)), None)
        used = [row for row in sheet.rows[1:] if place < len(row) and as_text(row[place]).strip()]
        if column is not None and column in found.values():
            problem = Both(f"rubriken ”{heading}” står två gånger", f"the heading “{heading}” stands twice")
            faults.at(sheet.name, 1, place + 1, problem)
        elif column is not None:
            found[place] = column
        elif heading or used:
            faults.at(sheet.name, 1, place + 1, _unknown_heading(heading, table))
    return found


def _unknown_heading(heading: str, table: Table) -> Both:
    if not heading:
        return Both(
            "kolumnen saknar rubrik men har innehåll", "the column has no heading but holds something"
        )
    names = {folded(text): column for column in table.columns for text in column.titles}
    close = difflib.get_close_matches(folded(heading), names, n=1, cutoff=0.5)
    if close:
        near = names[close[0]].titles
        return Both(
            f"okänd rubrik ”{heading}”; menar ni ”{near.sv}”?",
            f"unknown heading “{heading}”; did you mean “{near.en}”?",
        )
    return Both(f"okänd rubrik ”{heading}”", f"unknown heading “{heading}”")


def called(table: Table, cells: Mapping[str, Value]) -> str:
    """What other rows may call the thing in a row without a name; nothing where a part of that is empty."""
    parts = [as_text(cells.get(name)).strip() for name in table.called]
    return ", ".join(parts) if all(parts) else ""
