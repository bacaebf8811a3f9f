"""A workbook into the knowledge graph: every row a thing, every cell what is said of it, each with its place.

Nothing is guessed and nothing passed over: an unknown sheet or heading, a cell that cannot be read, and a name
that means nothing or several things are faults, told all at once with their cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import PurePath

import pyoxigraph as ox

from kgov.errors import KgovError
from kgov.language import Both
from kgov.lists.cells import Unreadable, as_text, is_yes, terms
from kgov.lists.contradictions import Answer, contradictions
from kgov.lists.faults import Faults
from kgov.lists.mapping import Column, Sort, Table
from kgov.lists.naming import Naming, Unnamed
from kgov.lists.origin import Origin
from kgov.lists.sheets import ABOUT, LABELS, REST, Grid, RowNumber, called, grids, is_called
from kgov.lists.words import Unmatched, Words
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.storage.gate import gate
from kgov.storage.oxigraph import to_term
from kgov.storage.source import Place, Source
from kgov.storage.source import Row as Where
from kgov.storage.tables import Value, Workbook, letters, sheet_place
from kgov.storage.terms import Iri, Term, Text, Triple

TYPE, LABEL = Iri(expand("rdf:type")), Iri(expand("rdfs:label"))
#: What may stand on the sheet that says what the workbook is.
OWNER_LINE, BASE_LINE = Both("Ägare", "Owner"), Both("Bas", "Base")


#: How many rows are read, of how many.
Progress = Callable[[int, int], None]


@dataclass
class _Row:
    grid: Grid
    number: RowNumber
    cells: dict[str, Value]
    sort: Sort
    subject: Iri
    known: bool


def to_source(
    workbook: Workbook,
    knowledge: Knowledge,
    origin: Origin | None = None,
    progress: Progress | None = None,
) -> Source:
    """What a workbook says, as the triples of a list.

    Args:
        workbook: the sheets and their cells.
        knowledge: the model, by whose names the cells are understood.
        origin: whose the workbook is, where it does not say so itself.
        progress: told after each row how many of how many rows are read.

    Raises:
        KgovError: with every fault of the workbook and its cell.
    """
    return _Reading(workbook, knowledge, origin or Origin()).source(progress or (lambda done, all_: None))


class _Reading:
    def __init__(self, workbook: Workbook, knowledge: Knowledge, origin: Origin) -> None:
        self.workbook = workbook
        self.faults = Faults(workbook)
        stated = dict(_about(workbook))
        owner = stated.get("owner") or origin.owner
        base = stated.get("base") or Origin(owner, origin.base).names
        self.words = Words(knowledge, owner, base)
        self.naming = Naming(self.words, base, origin.key)
        self.places: dict[Triple, Place] = {}
        self.rows: list[_Row] = []
        self.unanswered: list[Answer] = []
        self.denials: list[Answer] = []

    def source(self, progress: Progress) -> Source:
        # Rows with names of their own first: the name of another row may be made of what they are.
        for grid in sorted(grids(self.workbook, self.faults), key=lambda grid: not grid.table.named):
            for number, cells in grid.rows():
                self._enter(grid, number, cells)
        self._refuse_twins()
        self._refuse_contradictions()
        for done, row in enumerate(self.rows, 1):
            self._read(row)
            progress(done, len(self.rows))
        for sheet in self.workbook.sheets:
            if is_called(sheet.name, REST):
                self._rest(sheet.name, sheet.rows)
        self.faults.stop()
        if not self.places:
            raise KgovError(
                Both("ingenting är ifyllt", "nothing is filled in"),
                Both("Fyll i något av bladen och spara.", "Fill in one of the sheets and save."),
                where=self.workbook.name,
            )
        source = Source(
            self.workbook.name,
            "",
            list(self.places),
            places=self.places,
            rows={row.subject: self._place(row.grid, row.number, row.cells, row.sort) for row in self.rows},
            asked=dict(self._asked()),
            digest=self.workbook.digest,
        )
        gate(source)
        return source

    # ---- first every row gets its name, then what it says is read: a cell may name a row further down

    def _enter(self, grid: Grid, number: RowNumber, cells: dict[str, Value]) -> None:
        table = grid.table
        try:
            answer = self._exists(grid, number, cells)
            if answer is False:
                self.denials.append(Answer(grid, number, cells))
            if not answer:
                self.unanswered.append(Answer(grid, number, cells))
                return
            sort = self._sort(grid, number, cells)
            subject, known = self.naming.subject(table, sort, cells)
        except Unnamed as unnamed:
            self._fault(grid, number, unnamed.column, unnamed.problem)
            return
        except Unreadable:
            return
        names = (table.named or "", *LABELS, "id", *(("number",) if table.secret else ()))
        said = [as_text(cells.get(name)).strip() for name in names]
        self.words.add_row(table.name, subject, *said, called(table, cells))
        self.rows.append(_Row(grid, number, cells, sort, subject, known))

    def _fault(self, grid: Grid, number: RowNumber, column: str, problem: Both) -> None:
        self.faults.at(grid.sheet.name, number, grid.place_of(column), problem)

    def _exists(self, grid: Grid, number: RowNumber, cells: dict[str, Value]) -> bool | None:
        """Whether the row is an entry, where a column of its own says so; None where nobody has answered."""
        marker = grid.table.exists
        if marker is None:
            return True
        try:
            answer = is_yes(cells.get(marker))
        except Unreadable as unreadable:
            self._fault(grid, number, marker, unreadable.problem)
            raise
        if answer is None and grid.table.implied & set(cells):
            return True
        if answer is None and set(cells) - {*grid.table.key, marker, "id"}:
            problem = Both(
                "svara Ja eller Nej; resten av raden är ifylld", "answer Yes or No; the rest is filled in"
            )
            self._fault(grid, number, marker, problem)
        return answer

    def _sort(self, grid: Grid, number: RowNumber, cells: dict[str, Value]) -> Sort:
        table = grid.table
        if not table.sorted_by_column:
            return table.sorts[0]
        said = as_text(cells.get("sort")).strip()
        for sort in table.sorts:
            if is_called(said, sort.titles):
                return sort
        listed = Both(
            ", ".join(s.titles.sv for s in table.sorts), ", ".join(s.titles.en for s in table.sorts)
        )
        problem = (
            Both(f"”{said}” är inget av {listed.sv}", f"“{said}” is none of {listed.en}")
            if said
            else Both(f"ange slag: {listed.sv}", f"give the sort: {listed.en}")
        )
        self._fault(grid, number, "sort", problem)
        raise Unreadable(problem)

    def _refuse_twins(self) -> None:
        first: dict[Iri, _Row] = {}
        for row in self.rows:
            other = first.setdefault(row.subject, row)
            if other is not row:
                problem = Both(
                    f"raden gäller samma sak som bladet {other.grid.sheet.name}, rad {other.number}; "
                    "slå ihop dem, eller ge dem olika beteckning",
                    f"the row is about the same thing as sheet {other.grid.sheet.name}, row {other.number}; "
                    "join them, or give them different designations",
                )
                self._fault(row.grid, row.number, "id", problem)

    def _refuse_contradictions(self) -> None:
        answers = [Answer(row.grid, row.number, row.cells) for row in self.rows if row.grid.table.exists]
        for denial, problem in contradictions(answers, self.denials, self.words):
            self._fault(denial.grid, denial.number, denial.grid.table.exists or "", problem)
        for denial in self.denials:
            self._values(denial.grid, denial.number, denial.cells, denial.grid.table.sorts[0])

    # ---- what the rows say

    def _read(self, row: _Row) -> None:
        sheet, table = row.grid.sheet.name, row.grid.table
        if row.sort.type is not None:
            self._state((row.subject, TYPE, row.sort.type), sheet, row.number, 1)
        for place, column, property_, term in self._values(row.grid, row.number, row.cells, row.sort):
            if not self._repeats_the_model(row, table, column, term):
                self._state(_triple(row.subject, property_, term, column), sheet, row.number, place)

    def _values(
        self, grid: Grid, number: RowNumber, cells: dict[str, Value], sort: Sort
    ) -> list[tuple[int, Column, Iri, Term]]:
        """What the cells of a row say: the column and its number, the property and the value."""
        found = []
        for place, column in grid.columns.items():
            value = cells.get(column.name)
            if column.steers or value is None:
                continue
            property_ = sort.property_of(column)
            if property_ is None:
                problem = Both(
                    f"kolumnen används inte för {sort.titles.sv}",
                    f"the column is not used for {sort.titles.en}",
                )
                self.faults.at(grid.sheet.name, number, place + 1, problem)
                continue
            try:
                values = terms(value, column, self.words)
            except Unreadable as unreadable:
                self.faults.at(grid.sheet.name, number, place + 1, unreadable.problem)
                continue
            found += [(place + 1, column, property_, term) for term in values]
        return found

    def _asked(self) -> Iterator[tuple[tuple[Term, ...], Where]]:
        """The rows that ask something and have no answer, each by what it asks about."""
        for one in self.unanswered:
            try:
                columns = [one.grid.table.column(name) for name in one.grid.table.key]
                keys = [terms(one.cells[column.name], column, self.words) for column in columns]
            except (Unreadable, KeyError):  # the row states nothing, so that it cannot be wrong
                continue
            for key in product(*keys):
                yield key, self._place(one.grid, one.number, one.cells, one.grid.table.sorts[0])

    def _place(self, grid: Grid, number: RowNumber, cells: dict[str, Value], sort: Sort) -> Where:
        """The place of a row, with the columns that state each property or feed what a rule reads."""
        name, sheet = self.workbook.name, grid.sheet.name
        is_csv = PurePath(name).suffix.lower() != ".xlsx"
        columns: dict[Iri, str] = {}
        for place, column in grid.columns.items():
            property_ = sort.property_of(column)
            for one in (*([property_] if property_ else []), *column.feeds):
                columns.setdefault(one, letters(place + 1))
            if column.name == grid.table.exists:
                columns[TYPE] = letters(place + 1)
        file = sheet_place(name, sheet).sv if is_csv else name
        filled = (place for place, column in grid.columns.items() if column.name in cells)
        there = frozenset(letters(place + 1) for place in filled)
        return Where(file, None if is_csv else sheet, number, columns, there)

    def _repeats_the_model(self, row: _Row, table: Table, column: Column, term: Term) -> bool:
        """Whether a cell only repeats the name under which the model knows the thing."""
        if not row.known or column.name != table.named:
            return False
        try:
            return self.words.meant(str(term), "anyone") == row.subject
        except Unmatched:
            return False

    def _state(self, triple: Triple, sheet: str, row: RowNumber, column: int) -> None:
        self.places.setdefault(triple, Place(sheet, row, letters(column)))

    def _rest(self, sheet: str, rows: list[list[Value]]) -> None:
        """The sheet of what has no column: one statement a row, as N-Triples."""
        for number, row in enumerate(rows[1:], 2):
            parts = [as_text(value) for value in row]
            if not any(parts):
                continue
            try:
                for quad in ox.parse(" ".join([*parts, "."]), format=ox.RdfFormat.N_TRIPLES):
                    subject = to_term(quad.subject)
                    assert not isinstance(subject, Text)
                    self._state((subject, Iri(quad.predicate.value), to_term(quad.object)), sheet, number, 1)
            except (SyntaxError, ValueError):
                problem = Both("raden kan inte läsas som en uppgift", "the row cannot be read as a statement")
                self.faults.at(sheet, number, 1, problem)


def _triple(subject: Iri, property_: Iri, value: Term, column: Column) -> Triple:
    if column.inverse:
        assert not isinstance(value, Text)
        return value, property_, subject
    return subject, property_, value


def _about(workbook: Workbook) -> list[tuple[str, str]]:
    """What the workbook says of itself: whose it is, and where its names begin."""
    found = []
    for sheet in workbook.sheets:
        if is_called(sheet.name, ABOUT):
            for row in sheet.rows:
                for name, titles in (("owner", OWNER_LINE), ("base", BASE_LINE)):
                    if len(row) > 1 and is_called(as_text(row[0]), titles) and as_text(row[1]).strip():
                        found.append((name, as_text(row[1]).strip()))
    return found
