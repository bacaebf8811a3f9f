"""What a workbook or a CSV file holds, whoever read it: sheets of cells, and how a place in them is named."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import PurePath

from kgov.language import Both, Lang

#: More than any list of bodies and people, and little enough to be read in a moment.
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 500_000
LIMITS = Both(
    "200 000 rader, 500 kolumner eller 500 000 celler, räknat som en rektangel från A1",
    "200,000 rows, 500 columns or 500,000 cells, counted as a rectangle from A1",
)

#: What stands between the names of CSV files that are read as one workbook.
BETWEEN = ", "
#: The sheet with the lists behind the drop-downs, in the workbooks that are written here.
CHOICES = Both("Listor", "Choices")

#: What a cell may hold; an empty cell is None.
Value = str | int | float | bool | datetime.date | datetime.datetime | None


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet.

    ``rows[0]`` is row 1 of the sheet. Rows are ragged: empty cells at the end of a row and empty rows at
    the end of the sheet are left out. Text is NFC with ``\\n`` as line end; white space around it is kept.
    ``first_row`` is the number of the first row and always 1.
    """

    name: str
    rows: list[list[Value]]
    hidden: bool = False
    first_row: int = 1


@dataclass(frozen=True)
class Workbook:
    """A file, a folder of CSV files or several CSV files, as the user named them, with sheets and SHA-256.

    The sheet of one CSV file among several has the path of the file as its name.
    """

    name: str
    sheets: list[Sheet]
    digest: str


def letters(column: int) -> str:
    """The letters of a column counted from 1: ``A``, ``Z``, ``AA``."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def number_of(letters: str) -> int:
    """The column (from 1) that has these letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def address(row: int, column: int) -> str:
    """The address of a cell, row and column counted from 1: ``C19``."""
    return f"{letters(column)}{row}"


def sheet_place(workbook_name: str, sheet: str) -> Both:
    """A sheet for a reader: the CSV file itself, or the sheet in its workbook."""
    ending = PurePath(workbook_name).suffix.lower()
    if ending == ".csv":
        file = sheet if sheet in workbook_name.split(BETWEEN) else workbook_name
        return Both(file, file)
    if ending == ".xlsx":
        return Both(f"{workbook_name}, bladet {sheet}", f"{workbook_name}, sheet {sheet}")
    file = f"{workbook_name.rstrip('/')}/{sheet}.csv"
    return Both(file, file)


def where(workbook_name: str, sheet: str, row: int, column: int) -> Both:
    """A cell for a reader, as ``KgovError`` wants it: ``ledamoter.xlsx, bladet Ledamöter, cell C19``."""
    place = sheet_place(workbook_name, sheet)
    cell = address(row, column)
    return Both(f"{place.sv}, cell {cell}", f"{place.en}, cell {cell}")


def others(workbook_name: str, places: list[Both], shown: int = 5) -> Both:
    """The places after the first, without the name of the workbook that they have in common."""

    def one(lang: Lang) -> str:
        rest = [place.pick(lang).removeprefix(f"{workbook_name}, ") for place in places[1:]]
        return "; ".join(rest[:shown]) + ("; …" if len(rest) > shown else "")

    return Both(one("sv"), one("en"))
