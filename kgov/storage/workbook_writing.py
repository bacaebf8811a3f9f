"""Workbooks for people: the only module that knows XlsxWriter. The same pages give the same bytes.

A cell holds what it is given and nothing else: text that begins like a formula, an address or a number is text,
also when a reader edits the cell.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kgov.language import Both, Lang
from kgov.storage.tables import CHOICES, Value, letters

#: Where no other day is given a file says that it was made on this one, so that the same pages give the same file.
MADE = datetime.date(2026, 1, 1)
#: What a spreadsheet program might take for the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: The longest text that a cell can hold, and the greatest height of a row, in points.
LONGEST, HIGHEST = 32_767, 409
#: Characters that XML does not allow, and those that a sheet's name may not have.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
NAVY, PALE, GREY, LINE = "#123A5A", "#EAF0F5", "#595959", "#C9D3DD"
#: Excel takes a drop-down written out in the cell only up to this length; longer ones stand on a sheet of their own.
WRITTEN_OUT = 250
#: So many rows below the last one are ready to be filled in.
ROOM = 300
#: What a spreadsheet program asks where something else is written than the column is for.
NOT_LISTED = Both("Inte i listan", "Not in the list")
NOT_LISTED_TOO = Both(
    "Det som står i cellen finns inte i listan. Ska det stå ändå?",
    "What stands in the cell is not in the list. Keep it all the same?",
)
NO_DATE = Both("Inget datum", "Not a date")
WRITE_DATE = Both("Skriv datum så här: 2026-01-31.", "Write the date like this: 2026-01-31.")


@dataclass(frozen=True)
class Heading:
    """The head of a column.

    Args:
        text: the heading.
        note: a sentence that explains it, on a row of its own.
        width: in characters.
        choices: what may be chosen from a list; several values may still be written in one cell.
        several: whether something else than one of the choices may be written, as where a cell holds several.
        dated: whether the cells are dates.
        given: whether the column only tells, and is not to be filled in.
        hidden: whether the column is folded away.
    """

    text: str
    note: str = ""
    width: int = 18
    choices: tuple[str, ...] = ()
    several: bool = False
    dated: bool = False
    given: bool = False
    hidden: bool = False


@dataclass
class Page:
    """One sheet: its headings and rows, or plain lines where there are no headings.

    Args:
        rows: the cells.
        widths: of the columns, where there are no headings.
        frozen: how many columns stay in view when one scrolls sideways.
        title: whether the first line is the title of the workbook.
    """

    name: str
    headings: Sequence[Heading] = ()
    rows: Sequence[Sequence[Value]] = ()
    widths: Sequence[int] = ()
    hidden: bool = False
    frozen: int = 1
    title: bool = False


def workbook_bytes(
    pages: Sequence[Page], title: str = "", made: datetime.date = MADE, lang: Lang = "sv"
) -> bytes:
    """A workbook with these pages, in their order.

    Args:
        pages: the sheets; what Excel does not allow in their names is replaced.
        title: the title in the properties of the file.
        made: the day in the properties of the file.
        lang: the language in which the workbook speaks to whoever writes in it.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": title, "created": datetime.datetime(made.year, made.month, made.day)})
    writer = _Writer(book, lang)
    for page in pages:
        writer.page(page)
    writer.choices()
    book.close()
    return target.getvalue()


class _Writer:
    def __init__(self, book: Workbook, lang: Lang) -> None:
        self.book = book
        self.lang: Lang = lang
        plain = {"valign": "top", "text_wrap": True, "font_name": "Calibri", "font_size": 11}
        frame = {"border": 1, "border_color": LINE}
        self.plain = self._format(plain)
        self.cell = self._format(plain | frame)
        self.quoted = self._format(plain | frame | {"quote_prefix": True})
        self.date = self._format(plain | frame | {"num_format": "yyyy-mm-dd", "align": "left"})
        self.given = self._format(plain | frame | {"font_color": GREY, "bg_color": "#F4F4F4"})
        self.head = self._format(plain | frame | {"bold": True, "font_color": "#FFFFFF", "bg_color": NAVY})
        self.note = self._format(plain | frame | {"font_size": 9, "font_color": "#3C3C3C", "bg_color": PALE})
        self.title = self._format({"bold": True, "font_size": 18, "font_color": NAVY, "font_name": "Calibri"})
        self._lists: dict[tuple[str, ...], int] = {}

    def _format(self, properties: dict[str, object]) -> Format:
        return self.book.add_format(properties)

    def page(self, page: Page) -> None:
        sheet = self.book.add_worksheet(_NOT_IN_NAMES.sub(" ", page.name)[:31].strip("' "))
        if page.hidden:
            sheet.hide()
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&F – &A&R&P (&N)")
        if page.headings:
            self._table(sheet, page)
        else:
            self._lines(sheet, page)

    def _lines(self, sheet: Worksheet, page: Page) -> None:
        for column, width in enumerate(page.widths):
            sheet.set_column(column, column, width)
        for number, row in enumerate(page.rows):
            for column, value in enumerate(row):
                is_title = page.title and number == 0
                self._write(sheet, number, column, value, self.title if is_title else self.plain)

    def _table(self, sheet: Worksheet, page: Page) -> None:
        explained = any(heading.note for heading in page.headings)
        first = 2 if explained else 1
        last = first + len(page.rows) + ROOM
        for column, heading in enumerate(page.headings):
            look = self.given if heading.given else self.date if heading.dated else self.cell
            sheet.set_column(column, column, heading.width, look, {"hidden": heading.hidden})
            sheet.write_string(0, column, heading.text, self.head)
            if explained:
                sheet.write_string(1, column, heading.note, self.note)
            for number, row in enumerate(page.rows, first):
                self._write(sheet, number, column, row[column] if column < len(row) else None, look)
            if heading.choices:
                self._offer(sheet, first, last, column, heading)
            elif heading.dated:
                self._ask_date(sheet, first, last, column)
        sheet.freeze_panes(first, page.frozen)
        sheet.repeat_rows(0)
        self._heights(sheet, page, first)
        if page.rows:
            sheet.autofilter(first - 1, 0, first + len(page.rows) - 1, len(page.headings) - 1)

    def _heights(self, sheet: Worksheet, page: Page, first: int) -> None:
        """Rows as high as their text: some programs do not see to that themselves."""
        widths = [heading.width for heading in page.headings]
        sheet.set_row(0, 16 * max(_lines_of(h.text, 0.85 * h.width) for h in page.headings), self.head)
        if first == 2:
            sheet.set_row(
                1, min(HIGHEST, 13 * max(_lines_of(h.note, 1.15 * h.width) for h in page.headings)), self.note
            )
        for number, row in enumerate(page.rows, first):
            lines = max((_lines_of(str(v), w) for v, w in zip(row, widths, strict=False) if v), default=1)
            if lines > 1:
                sheet.set_row(number, min(15 * lines, HIGHEST))

    def _offer(self, sheet: Worksheet, first: int, last: int, column: int, heading: Heading) -> None:
        written_out = len(",".join(heading.choices)) <= WRITTEN_OUT and not any(
            "," in c for c in heading.choices
        )
        if written_out:
            source: object = list(heading.choices)
        else:
            place = self._lists.setdefault(heading.choices, len(self._lists)) + 1
            source = (
                f"={CHOICES.pick(self.lang)}!${letters(place)}$1:${letters(place)}${len(heading.choices)}"
            )
        sheet.data_validation(
            first,
            column,
            last,
            column,
            {
                "validate": "list",
                "source": source,
                "ignore_blank": True,
                "show_error": not heading.several,
                "error_type": "warning",
                "error_title": NOT_LISTED.pick(self.lang),
                "error_message": NOT_LISTED_TOO.pick(self.lang),
            },
        )

    def _ask_date(self, sheet: Worksheet, first: int, last: int, column: int) -> None:
        sheet.data_validation(
            first,
            column,
            last,
            column,
            {
                "validate": "date",
                "criteria": "between",
                "minimum": datetime.date(1910, 1, 1),
                "maximum": datetime.date(2199, 12, 31),
                "ignore_blank": True,
                "error_type": "warning",
                "error_title": NO_DATE.pick(self.lang),
                "error_message": WRITE_DATE.pick(self.lang),
            },
        )

    def choices(self) -> None:
        """The sheet with the lists behind the drop-downs that are too long to stand with the cell."""
        if not self._lists:
            return
        sheet = self.book.add_worksheet(CHOICES.pick(self.lang))
        sheet.hide()
        for choices, column in self._lists.items():
            for row, choice in enumerate(choices):
                sheet.write_string(row, column, choice)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> None:
        if value is None:
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, look)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, look)
        elif isinstance(value, datetime.date):
            sheet.write_datetime(row, column, value, self.date)
        elif value.startswith(FORMULA_STARTS):
            sheet.write_string(row, column, _text(value), self.quoted)
        elif value:
            sheet.write_string(row, column, _text(value), look)


def _text(value: str) -> str:
    """A text that a cell can hold: what XML does not allow is left out, what is too long is cut with a mark."""
    text = _FORBIDDEN.sub("", value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column of a width in characters."""
    lines = 0
    for paragraph in text.split("\n"):
        lines, left = lines + 1, width
        for word in paragraph.split(" "):
            if len(word) > left and left < width:
                lines, left = lines + 1, width
            left -= len(word) + 1
    return lines
