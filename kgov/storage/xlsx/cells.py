"""The only module that knows calamine: the cells of a workbook that has been checked."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterable

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.cell_text import is_plain, tidy
from kgov.storage.tables import Sheet, Value, address, where
from kgov.storage.xlsx.contents import Contents
from kgov.storage.xlsx.markup import damaged
from kgov.storage.xlsx.sheet_check import Area

#: Excel keeps fifteen digits; what is longer has been changed already.
_LARGEST = 10**15
_EARLIEST = 1901


def read_cells(packed: io.BytesIO, names: list[str], contents: Contents, name: str) -> list[Sheet]:
    """The sheets of a workbook in their order.

    Args:
        packed: an archive of the parts that were checked.
        names: the sheets that must be there.
        contents: what the check found.
        name: the file as the user named it.

    Raises:
        KgovError: a cell that cannot be read without changing what it says.
    """
    # Imported here because other commands never read a workbook.
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(packed)
        if workbook.sheet_names != names:
            raise ValueError("other sheets than those checked")
        raw = [
            workbook.get_sheet_by_index(index).to_python(skip_empty_area=False) for index in range(len(names))
        ]
        hidden = [data.visible != SheetVisibleEnum.Visible for data in workbook.sheets_metadata]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic in the reader is no Exception; whatever it is, the file is at fault
        raise damaged(name, Both("cellerna kan inte läsas", "the cells cannot be read")) from None
    sheets: list[Sheet] = []
    for index, sheet in enumerate(names):
        conversion = _Conversion(name, sheet, contents.negative.get(sheet, set()))
        rows = conversion.rows(raw[index])
        raw[index] = []
        _refuse_merged(name, sheet, rows, contents.merged.get(sheet, []))
        sheets.append(Sheet(sheet, rows, hidden[index]))
    return sheets


class _Conversion:
    """Cells of one sheet, from what calamine gives to what a list keeps."""

    def __init__(self, name: str, sheet: str, negative: set[tuple[int, int]]) -> None:
        self._name, self._sheet, self._negative = name, sheet, negative

    def rows(self, raw: Iterable[Iterable[object]]) -> list[list[Value]]:
        rows: list[list[Value]] = []
        for number, cells in enumerate(raw, 1):
            row: list[Value] = []
            for column, value in enumerate(cells, 1):
                if value == "":
                    row.append(None)
                elif isinstance(value, str) and is_plain(value):
                    row.append(value)
                else:
                    row.append(self._value(value, number, column))
            while row and row[-1] is None:
                row.pop()
            rows.append(row)
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def _value(self, value: object, row: int, column: int) -> Value:
        if isinstance(value, str):
            return tidy(value, where(self._name, self._sheet, row, column)) or None
        if isinstance(value, bool):
            return value
        if isinstance(value, int | float):
            return self._number(value, row, column)
        if isinstance(value, datetime.datetime | datetime.date):
            if value.year < _EARLIEST:
                raise self._refused(
                    Both(f"ett datum före {_EARLIEST}", f"a date before {_EARLIEST}"),
                    Both("Skriv datumet på nytt.", "Type the date again."),
                    row,
                    column,
                )
            return _whole(value) if isinstance(value, datetime.datetime) else value
        if isinstance(value, datetime.time) and (row, column) not in self._negative:
            return (
                value.isoformat("seconds").removesuffix(":00") if value.second else value.isoformat("minutes")
            )
        if isinstance(value, datetime.timedelta) and value >= datetime.timedelta(0):
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
        raise self._refused(
            Both("ett datum eller klockslag under noll", "a date or time below zero"),
            Both("Skriv datumet på nytt.", "Type the date again."),
            row,
            column,
        )

    def _number(self, value: int | float, row: int, column: int) -> int | float:
        if abs(value) >= _LARGEST or math.isnan(value):
            raise self._refused(
                Both(
                    "ett tal med fler än 15 siffror; Excel har ändrat de sista",
                    "a number of more than 15 digits; Excel has changed the last ones",
                ),
                Both("Skriv det som text.", "Write it as text."),
                row,
                column,
            )
        return int(value) if value == int(value) else value

    def _refused(self, problem: Both, advice: Both, row: int, column: int) -> KgovError:
        return KgovError(problem, advice, where(self._name, self._sheet, row, column))


def _whole(value: datetime.datetime) -> datetime.date | datetime.datetime:
    """A date at midnight as a date; a time to the second, since parts of a day are never exact."""
    if value.microsecond:
        value = (value + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
    return value.date() if value.time() == datetime.time(0) else value


def _refuse_merged(name: str, sheet: str, rows: list[list[Value]], areas: list[Area]) -> None:
    """Refuse merged cells with something in them, other than a title that has its row to itself.

    A reader sees the value in every cell of the area, but only the first one holds it.
    """
    room = sum(map(len, rows)) + len(rows) + len(areas)
    for top, left, bottom, right in areas:
        held = [(number, row[left - 1 : right]) for number, row in enumerate(rows[top - 1 : bottom], top)]
        room -= sum(len(cells) + 1 for _, cells in held) + 1
        if room < 0:
            raise damaged(name, Both("sammanfogade celler går i varandra", "merged cells overlap"))
        if not any(value is not None for _, cells in held for value in cells):
            continue
        whole_row = [value for value in rows[top - 1] if value is not None]
        title = top == bottom and len(whole_row) == 1 and rows[top - 1][left - 1] is not None
        if not title:
            area = f"{address(top, left)}:{address(bottom, right)}"
            raise KgovError(
                Both(f"sammanfogade celler ({area})", f"merged cells ({area})"),
                Both(
                    "Dela dem (Start – Sammanfoga och centrera) och skriv värdet i varje cell som det gäller.",
                    "Split them (Home – Merge & Center) and type the value in each cell it holds for.",
                ),
                where(name, sheet, top, left),
            )
