"""What must hold of the cells of a sheet before anything reads them.

The reader of cells takes memory for the whole rectangle that the addresses span, shows formulas and
errors as empty, and copies a shared text as often as it is used. So each is settled here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.tables import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, address, where
from kgov.storage.xlsx.markup import damaged

MAX_TAGS = 2_000_000
#: Characters of all cells together: far more than a list has, and few enough to hold.
MAX_TEXT = 20_000_000
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(E[-+]?[0-9]{1,3})?\s*", re.I)
_TYPES = ("n", "s", "str", "b", "d", "inlineStr", "e")

Area = tuple[int, int, int, int]


@dataclass
class Budget:
    """What all sheets of a workbook may take together."""

    cells: int = MAX_CELLS
    area: int = MAX_CELLS
    characters: int = MAX_TEXT
    tags: int = MAX_TAGS

    def tag(self, name: str) -> None:
        """One more tag; KgovError where there are too many."""
        self.tags -= 1
        if self.tags < 0:
            raise too_much(name)

    def spend(self, characters: int, name: str | Both) -> None:
        """So many characters of text more; KgovError where there are too many."""
        self.characters -= characters
        if self.characters < 0:
            raise too_much(name)


def too_much(name: str | Both) -> KgovError:
    """The error for a workbook with more text than any list has."""
    return KgovError(
        Both("arbetsboken innehåller orimligt mycket text", "the workbook holds unreasonably much text"),
        Both(
            "Kopiera listan till en ny arbetsbok, eller dela upp den.",
            "Copy the list to a new workbook, or split it.",
        ),
        name,
    )


@dataclass
class Trouble:
    """The cells of a workbook that hold a formula or an error."""

    formulas: list[Both] = field(default_factory=list)
    errors: list[Both] = field(default_factory=list)

    def settle(self) -> None:
        """Raise KgovError if there is any."""
        if self.formulas:
            raise KgovError(
                Both(
                    "cellen innehåller en formel" + _more(self.formulas, "sv"),
                    "the cell holds a formula" + _more(self.formulas, "en"),
                ),
                Both(
                    "Kopiera cellerna och klistra in dem som värden (Klistra in special – Värden).",
                    "Copy the cells and paste them as values (Paste Special – Values).",
                ),
                self.formulas[0],
            )
        if self.errors:
            raise KgovError(
                Both(
                    "cellen innehåller ett felvärde, som #SAKNAS! eller #REFERENS!"
                    + _more(self.errors, "sv"),
                    "the cell holds an error value, such as #N/A or #REF!" + _more(self.errors, "en"),
                ),
                Both(
                    "Skriv det rätta värdet i cellen, eller töm den.",
                    "Type the right value in the cell, or clear it.",
                ),
                self.errors[0],
            )


def _more(places: list[Both], lang: str) -> str:
    others = [place.sv if lang == "sv" else place.en for place in places[1:6]]
    if not others:
        return ""
    rest = "; …" if len(places) > 6 else ""
    return (" (också: " if lang == "sv" else " (also: ") + "; ".join(others) + rest + ")"


class SheetCheck:
    """Follows the cells of one sheet as its tags go by."""

    def __init__(self, name: str, sheet: str, strings: list[int], budget: Budget, trouble: Trouble) -> None:
        self._name, self._sheet = name, sheet
        self._strings, self.budget, self._trouble = strings, budget, trouble
        self._row = self._column = 0
        self._rows = self._columns = 0
        self._type = ""
        self._filled = False
        self._columns_by_letters: dict[str, int] = {}
        self.negative: set[tuple[int, int]] = set()
        self.merged: list[Area] = []

    def row(self, attributes: dict[str, str]) -> None:
        """A row begins."""
        text = attributes.get("r", "")
        number = int(text) if text.isdecimal() and len(text) < 8 else self._row + 1 if not text else 0
        if number <= self._row or number > 1_048_576:
            raise self._damaged()
        self._row, self._column = number, 0

    def cell(self, attributes: dict[str, str]) -> None:
        """A cell begins."""
        reference = attributes.get("r")
        if reference is None:
            column = self._column + 1
        else:
            match = _CELL.fullmatch(reference)
            if match is None or int(match[2]) != self._row:
                raise self._damaged()
            column = self._columns_by_letters.get(match[1]) or self._number(match[1])
        if column <= self._column:
            raise self._damaged()
        self._column = column
        self._type = attributes.get("t", "n")
        self._filled = False
        if self._type not in _TYPES:
            raise self._damaged()
        self.budget.cells -= 1
        if self.budget.cells < 0:
            raise self._too_many()

    def _number(self, letters: str) -> int:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        self._columns_by_letters[letters] = number
        return number

    def formula(self) -> None:
        """A formula begins in the cell."""
        self._trouble.formulas.append(self._place())

    def value(self) -> None:
        """A value begins in the cell."""
        if self._filled or (self._row > MAX_ROWS or self._column > MAX_COLUMNS):
            raise self._damaged() if self._filled else self._too_many()
        self._filled = True
        if self._type == "e":
            self._trouble.errors.append(self._place())
        if self._row > self._rows or self._column > self._columns:
            before = self._rows * self._columns
            self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._column)
            self.budget.area -= self._rows * self._columns - before
            if self.budget.area < 0:
                raise self._too_many()

    def text(self, text: str) -> None:
        """The value of the cell ends; its text as it stands in the file."""
        length = len(text)
        if self._type == "s":
            if not (text.strip().isdecimal() and length < 12 and int(text) < len(self._strings)):
                raise self._damaged()
            length = self._strings[int(text)]
        elif self._type == "n" and text:
            if not _NUMBER.fullmatch(text):
                raise self._damaged()
            if text.lstrip().startswith("-"):
                self.negative.add((self._row, self._column))
        elif self._type == "b" and text.strip() not in ("0", "1", "true", "false"):
            raise self._damaged()
        self.budget.spend(length, self._name)

    def merge(self, attributes: dict[str, str]) -> None:
        """An area of merged cells."""
        first, _, last = attributes.get("ref", "").partition(":")
        ends = [_CELL.fullmatch(corner) for corner in (first, last or first)]
        corners = [(int(end[2]), self._number(end[1])) for end in ends if end]
        if len(corners) != 2:
            raise self._damaged()
        (top, left), (bottom, right) = corners
        self.merged.append((top, left, bottom, right))

    def _place(self) -> Both:
        return where(self._name, self._sheet, self._row, self._column)

    def _damaged(self) -> KgovError:
        place = where(self._name, self._sheet, max(self._row, 1), max(self._column, 1))
        return damaged(
            self._name,
            Both("cellerna står inte som Excel skriver dem", "the cells are not as Excel writes them"),
            place,
        )

    def _too_many(self) -> KgovError:
        return KgovError(
            Both(
                f"mer än {MAX_ROWS} rader, {MAX_COLUMNS} kolumner eller {MAX_CELLS} celler, eller för mycket text",
                f"more than {MAX_ROWS} rows, {MAX_COLUMNS} columns or {MAX_CELLS} cells, or too much text",
            ),
            Both(
                f"Kontrollera om något står långt ner eller långt till höger (cell {address(self._row, self._column)}), "
                "eller dela upp listan. Rader som ser tomma ut men har formatering kan tas bort.",
                f"Check whether something stands far down or far to the right (cell {address(self._row, self._column)}), "
                "or split the list. Rows that look empty but are formatted can be deleted.",
            ),
            self._place(),
        )
