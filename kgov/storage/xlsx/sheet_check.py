"""What must hold of the cells of a sheet before anything reads them.

The reader of cells takes memory for the whole rectangle that the addresses span, shows formulas and
errors as empty, and copies a shared text as often as it is used. So each is settled here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.tables import LIMITS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, address, number_of, others, where
from kgov.storage.xlsx.markup import damaged

#: Tags other than those of cells and their values, which are counted by themselves.
MAX_TAGS = 1_000_000
#: Characters of all cells together: far more than a list has, and few enough to hold.
MAX_TEXT = 20_000_000
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_NUMBER = re.compile(r"\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(E[-+]?[0-9]{1,3})?\s*", re.I)
_TYPES = frozenset(("n", "s", "str", "b", "d", "inlineStr", "e"))

Area = tuple[int, int, int, int]


@dataclass
class Budget:
    """What all sheets of a workbook may take together."""

    cells: int = MAX_CELLS
    area: int = MAX_CELLS
    characters: int = MAX_TEXT
    tags: int = MAX_TAGS

    def tag(self, name: str, weight: int = 1) -> None:
        """One more tag; KgovError where there are too many."""
        self.tags -= weight
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

    def settle(self, name: str) -> None:
        """Raise KgovError if there is any."""
        if self.formulas:
            problem = Both("cellen innehåller en formel", "the cell holds a formula")
            advice = Both(
                "Kopiera cellerna och klistra in dem som värden (Klistra in special – Värden).",
                "Copy the cells and paste them as values (Paste Special – Values).",
            )
            raise KgovError(_with_others(name, problem, self.formulas), advice, self.formulas[0])
        if self.errors:
            problem = Both(
                "cellen innehåller ett felvärde, som #SAKNAS! eller #REFERENS!",
                "the cell holds an error value, such as #N/A or #REF!",
            )
            advice = Both(
                "Skriv det rätta värdet i cellen, eller töm den.", "Type the right value, or clear the cell."
            )
            raise KgovError(_with_others(name, problem, self.errors), advice, self.errors[0])


def _with_others(name: str, problem: Both, places: list[Both]) -> Both:
    if len(places) == 1:
        return problem
    rest = others(name, places)
    return Both(f"{problem.sv} (också: {rest.sv})", f"{problem.en} (also: {rest.en})")


class SheetCheck:
    """Follows the cells of one sheet as its tags go by."""

    def __init__(self, name: str, sheet: str, strings: list[int], budget: Budget, trouble: Trouble) -> None:
        self._name, self._sheet = name, sheet
        self._strings, self.budget, self._trouble = strings, budget, trouble
        self._row = self._column = 0
        self._rows = self._columns = 0
        self._type = ""
        self._filled = False
        self._row_text = "0"
        self._known: dict[str, int] = {}
        self.negative: set[tuple[int, int]] = set()
        self.merged: list[Area] = []

    def row(self, attributes: dict[str, str]) -> None:
        """A row begins."""
        text = attributes.get("r") or str(self._row + 1)
        number = int(text) if _ROW.fullmatch(text) else 0
        if number <= self._row:
            raise self._damaged()
        self._row, self._row_text, self._column = number, text, 0

    def cell(self, attributes: dict[str, str]) -> None:
        """A cell begins."""
        reference = attributes.get("r")
        if reference is None:
            column = self._column + 1
        elif reference.endswith(self._row_text):
            letters = reference[: -len(self._row_text)]
            column = self._known.get(letters) or self._learn(letters)
        else:
            raise self._damaged()
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

    def _learn(self, letters: str) -> int:
        if not _COLUMN.fullmatch(letters):
            raise self._damaged()
        self._known[letters] = number_of(letters)
        return self._known[letters]

    def formula(self, text: str) -> None:
        """A formula ends in the cell."""
        # LibreOffice writes a plain true or false as a call of the function of that name.
        if self._type != "b" or text not in ("TRUE()", "FALSE()"):
            self._trouble.formulas.append(self._place())

    def value(self) -> None:
        """A value begins in the cell."""
        if self._filled:
            raise self._damaged()
        self._filled = True
        if self._type == "e":
            self._trouble.errors.append(self._place())
        if self._row > self._rows or self._column > self._columns:
            if self._row > MAX_ROWS or self._column > MAX_COLUMNS:
                raise self._too_many()
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
        corners = [(int(end[2]), number_of(end[1])) for end in ends if end]
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
                f"mer än {LIMITS.sv}",
                f"more than {LIMITS.en}",
            ),
            Both(
                f"Kontrollera om något står långt ner eller långt till höger (cell {address(self._row, self._column)}), "
                "eller dela upp listan. Rader som ser tomma ut men har formatering kan tas bort.",
                f"Check whether something stands far down or far to the right (cell {address(self._row, self._column)}), "
                "or split the list. Rows that look empty but are formatted can be deleted.",
            ),
            self._place(),
        )
