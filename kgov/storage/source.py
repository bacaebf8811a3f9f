"""What was read from a file, whatever its form: its triples, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kgov.language import Both
from kgov.storage.terms import Iri, Term, Triple


@dataclass(frozen=True)
class Place:
    """A cell of a workbook: its sheet, its row and the letters of its column."""

    sheet: str
    row: int
    column: str


@dataclass(frozen=True)
class Row:
    """Where a thing is described in a workbook.

    Args:
        file: the file.
        sheet: the sheet; None for CSV.
        row: the number of the row.
        columns: the letters of the column of each property.
        filled: the letters of the columns that hold something in this row.
    """

    file: str
    sheet: str | None
    row: int
    columns: Mapping[Iri, str]
    filled: frozenset[str]


@dataclass
class Source:
    """One file that was read: its triples, and where each stands.

    Args:
        name: the file as the user named it.
        text: the text of an RDF file; empty for a workbook.
        triples: what it says.
        notes: what was noticed and left aside.
        places: the cell of each triple of a workbook.
        rows: the row of each thing in a workbook.
        asked: the rows that ask something and have no answer, by what they ask about.
        digest: the SHA-256 of its bytes.
        graph: the named graph that it lies in, where a store gave it one.
    """

    name: str
    text: str
    triples: list[Triple]
    notes: list[Both] = field(default_factory=list)
    places: dict[Triple, Place] = field(default_factory=dict)
    rows: dict[Iri, Row] = field(default_factory=dict)
    asked: dict[tuple[Term, ...], Row] = field(default_factory=dict)
    digest: str = ""
    graph: str = ""

    def saying(self, triples: list[Triple]) -> Source:
        """The same file, as if it said other triples."""
        return Source(
            self.name, self.text, triples, self.notes, self.places, self.rows, self.asked, self.digest
        )

    @property
    def size(self) -> int:
        """How many entries it has."""
        return len(self.triples)

    def line_of(self, *words: str) -> int | None:
        """The first line (from 1) that contains all the words, to point a reader to the place."""
        for number, line in enumerate(self.text.splitlines(), 1):
            if all(word in line for word in words):
                return number
        return None
