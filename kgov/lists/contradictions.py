"""Yes and no to one question: told when the sheet is read, since a no states nothing that a rule could judge.

What a list says twice over against itself in the graph is judged by the rules KG-06 and KG-07, in whatever form it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgov.language import Both
from kgov.lists.cells import SAID_NO, SAID_YES, Unreadable, as_text, terms
from kgov.lists.sheets import Grid, RowNumber
from kgov.lists.words import Words
from kgov.storage.tables import Value, address
from kgov.storage.terms import Term


@dataclass(frozen=True)
class Answer:
    """A row with a question and what is answered."""

    grid: Grid
    number: RowNumber
    cells: dict[str, Value]

    def cell(self, column: str, beside: Answer) -> Both:
        """A cell of the row, for a reader who stands on another row: its sheet too where that is another."""
        where, sheet = address(self.number, self.grid.place_of(column)), self.grid.sheet.name
        if sheet == beside.grid.sheet.name:
            return Both(f"cell {where}", f"cell {where}")
        return Both(f"cell {where} på bladet {sheet}", f"cell {where} on sheet {sheet}")


def contradictions(
    yes: Iterable[Answer], no: Iterable[Answer], words: Words
) -> Iterator[tuple[Answer, Both]]:
    """The rows that answer no where the same row, or another, says yes; and what to tell.

    Args:
        yes: the rows that are entries.
        no: the rows that say that there is nothing to enter.
        words: what names mean.
    """
    given = list(yes)
    for denial in no:
        table = denial.grid.table
        for column in sorted(table.implied & set(denial.cells)):
            title, cell = table.column(column).titles, denial.cell(column, denial)
            yield (
                denial,
                Both(
                    f"”{SAID_NO.sv}” säger emot ”{title.sv}” i {cell.sv}; svara {SAID_YES.sv}, eller töm den cellen",
                    f"“{SAID_NO.en}” contradicts “{title.en}” in {cell.en}; answer {SAID_YES.en}, or empty that cell",
                ),
            )
        for other in given:
            if (
                other.grid.table is table
                and _same_question(denial, other, words)
                and not _apart(denial, other)
            ):
                cell = other.cell(table.exists or "", denial)
                yield (
                    denial,
                    Both(
                        f"här står {SAID_NO.sv}, och i {cell.sv} {SAID_YES.sv} på samma fråga; "
                        "rätta det ena, eller skriv vilka dagar vart och ett gäller",
                        f"this says {SAID_NO.en}, and {cell.en} says {SAID_YES.en} to the same question; "
                        "correct one of them, or write for which days each holds",
                    ),
                )


def _same_question(one: Answer, other: Answer, words: Words) -> bool:
    table = one.grid.table
    asked = [name for name in table.key if name not in table.implied]
    return all(_meant(one, name, words) & _meant(other, name, words) for name in asked)


def _meant(answer: Answer, column: str, words: Words) -> set[Term]:
    try:
        return set(terms(answer.cells.get(column), answer.grid.table.column(column), words))
    except Unreadable:  # told where the row is read
        return set()


def _apart(no: Answer, yes: Answer) -> bool:
    """Whether both can be so: the no came first, or they are about different times."""
    before, after = (as_text(answer.cells.get("date")) for answer in (no, yes))
    if before and after and before < after:
        return True
    if yes.cells.get("through"):  # a vacancy that has its last day, and none since
        return True
    return _ends_before(no, yes) or _ends_before(yes, no)


def _ends_before(one: Answer, other: Answer) -> bool:
    end, start = as_text(one.cells.get("covers-through")), as_text(other.cells.get("covers-from"))
    return bool(end and start) and end < start
