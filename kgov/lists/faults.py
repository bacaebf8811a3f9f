"""Everything that is wrong with a workbook, told at once: each fault with its cell and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.tables import Workbook, sheet_place, where

#: So many faults are named one by one; a sheet in the wrong form would give thousands.
NAMED = 20

AGAIN = Both(
    "Rätta i filen och läs in den igen. Ingenting har lästs in.",
    "Correct the file and read it again. Nothing was read.",
)
WITH_THE_OTHER = Both(
    "Rätta i filen och läs in den igen; ingenting har lästs in. Står det som saknas i en annan CSV-fil: ange "
    "båda filerna, eller mappen där de ligger.",
    "Correct the file and read it again; nothing was read. If what is missing stands in another CSV file: give "
    "both files, or the folder where they are.",
)


@dataclass
class Faults:
    """The faults of one workbook, gathered while it is read."""

    workbook: Workbook
    found: list[tuple[Both, Both]] = field(default_factory=list)

    def at(self, sheet: str, row: int, column: int, problem: Both) -> None:
        """A fault in one cell, row and column counted from 1."""
        self.found.append((where(self.workbook.name, sheet, row, column), problem))

    def on(self, sheet: str, problem: Both) -> None:
        """A fault of a whole sheet."""
        self.found.append((sheet_place(self.workbook.name, sheet), problem))

    def stop(self) -> None:
        """Raise KgovError with all faults, if there are any."""
        if not self.found:
            return
        lines = [Both(f"{place.sv}: {text.sv}", f"{place.en}: {text.en}") for place, text in self.found]
        more = len(lines) - NAMED
        if more > 0:
            lines = [*lines[:NAMED], Both(f"… och {more} fel till", f"… and {more} more faults")]
        alone = len(self.workbook.sheets) == 1 and self.workbook.name.lower().endswith(".csv")
        raise KgovError(
            Both("\n".join(line.sv for line in lines), "\n".join(line.en for line in lines)),
            WITH_THE_OTHER if alone else AGAIN,
        )
