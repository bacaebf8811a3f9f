"""Workbooks for Excel, from plain sheets. The only module that knows XlsxWriter.

Nothing that is written is ever a formula or a link: text that begins with ``=``, ``+``, ``-`` or ``@`` stays text,
also when a reader edits the cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | date | None

#: What a spreadsheet program might take for the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: The longest text that a cell can hold.
LONGEST = 32_767
#: The height of a line of text, and the greatest height of a row, in points.
LINE, HIGHEST = 15, 409
#: Characters that XML does not allow, and those that a sheet's name may not have.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: a row of headings and rows of cells below it.

    Args:
        name: the name on the tab; what Excel does not allow in it is replaced.
        headings: one for each column.
        rows: cells of text, whole numbers, dates or nothing.
        widths: the width of each column in characters.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]


def workbook(sheets: Sequence[Sheet], title: str, made: date) -> bytes:
    """A workbook as the bytes of an XLSX file.

    Args:
        sheets: the sheets in the order of their tabs, with different names.
        title: the title in the properties of the file.
        made: the date in the properties; with it the same sheets give the same bytes.
    """
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title, "created": datetime(made.year, made.month, made.day)})
        formats = _formats(book)
        for sheet in sheets:
            _write(book.add_worksheet(_tab(sheet.name)), sheet, formats)
    return buffer.getvalue()


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    cell = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#D5DBE2"}
    return {
        "heading": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#123A5A", "font_color": "#FFFFFF"}
        ),
        "text": book.add_format(cell),
        "quoted": book.add_format({**cell, "quote_prefix": True}),
        "number": book.add_format({**cell, "align": "center"}),
        "date": book.add_format({**cell, "num_format": "yyyy-mm-dd", "align": "left"}),
    }


def _write(page: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, _text(heading), formats["heading"])
    for number, row in enumerate(sheet.rows, 1):
        page.set_row(number, _height(row, sheet.widths))
        for column, value in enumerate(row):
            _cell(page, number, column, value, formats)
    page.freeze_panes(1, 1)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """The height at which wrapped text is seen whole; not every program finds it by itself."""
    lines = [1]
    for value, width in zip(row, widths, strict=True):
        if isinstance(value, str):
            lines.append(sum(max(1, -(-len(line) * 11 // (width * 10))) for line in value.split("\n")))
    return min(LINE * max(lines), HIGHEST)


def _cell(page: Worksheet, row: int, column: int, value: Cell, formats: dict[str, Format]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sort = "quoted" if value.startswith(FORMULA_STARTS) else "text"
        page.write_string(row, column, _text(value), formats[sort])
    elif isinstance(value, int):
        page.write_number(row, column, value, formats["number"])
    else:
        page.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["date"])


def _text(value: str) -> str:
    """A text that a cell can hold: what XML does not allow is left out, what is too long is cut with a mark."""
    text = _FORBIDDEN.sub("", value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _tab(name: str) -> str:
    return _NOT_IN_NAMES.sub(" ", name)[:31].strip("' ")
