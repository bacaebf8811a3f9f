"""The knowledge graph back into a workbook: equal to what it came from when it is read again.

What no column can say is not lost: it stands on a sheet of its own, one statement a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kgov.language import Both, Lang
from kgov.lists.cells import SAID_YES, as_text, cell
from kgov.lists.importing import BASE_LINE, LABEL, OWNER_LINE, TYPE
from kgov.lists.mapping import Column, Sort, Table, workbooks
from kgov.lists.naming import DESIGNATION
from kgov.lists.sheets import LABELS, called
from kgov.lists.words import Words, spelled_out
from kgov.model.knowledge import Knowledge
from kgov.storage.tables import Value
from kgov.storage.terms import Iri, Term, Triple


@dataclass
class Filled:
    """One sheet with what is recorded: a row is a thing, its cells by column name."""

    table: Table
    rows: list[dict[str, Value]] = field(default_factory=list)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns to show: those that are seldom used only where they are."""
        used = {name for row in self.rows for name in row}
        return tuple(c for c in self.table.columns if not c.seldom or c.name in used)


@dataclass
class Export:
    """A record as sheets; what has no column as rows of subject, property and value; and whose it is."""

    sheets: list[Filled]
    rest: list[tuple[str, str, str]]
    about: list[tuple[Both, str]]


def to_export(
    triples: Iterable[Triple], knowledge: Knowledge, owner: str = "", base: str = "", lang: Lang = "sv"
) -> Export:
    """What a list says, as the rows of a workbook.

    Args:
        triples: the list.
        knowledge: the model, by whose names the cells are written.
        owner: short name of the owner, whose own things need no further word.
        base: where the names of things in the list begin; what begins otherwise is named in full.
        lang: the language of the cells.
    """
    return _Writing(triples, Words(knowledge, owner, base, lang)).export()


class _Writing:
    def __init__(self, triples: Iterable[Triple], words: Words) -> None:
        self.triples = list(dict.fromkeys(triples))
        self.words = words
        self.said: dict[Term, dict[Iri, list[Term]]] = {}
        self.back: dict[tuple[Iri, Term], list[Iri]] = {}
        for s, p, o in self.triples:
            self.said.setdefault(s, {}).setdefault(p, []).append(o)
            if isinstance(s, Iri):
                self.back.setdefault((p, o), []).append(s)
        self.left = dict.fromkeys(self.triples)

    def export(self) -> Export:
        # What a thing is decides its place among the rows; a row that names it may come first.
        order = dict.fromkeys([*(s for s, p, _ in self.triples if p == TYPE), *self.said])
        placed = [(s, *where) for s in order if isinstance(s, Iri) and (where := self._where(s))]
        for subject, table, sort in sorted(placed, key=lambda one: bool(one[1].called)):
            self.words.add_row(table.name, subject, *self._names(subject, table, sort))
        sheets = {table.name: Filled(table) for table in workbooks().tables}
        for subject, table, sort in placed:
            sheets[table.name].rows.append(self._row(subject, table, sort))
        rest = sorted(tuple(term.n3() for term in triple) for triple in self.left)
        about = [(OWNER_LINE, self.words.owner), (BASE_LINE, self.words.base)]
        return Export(list(sheets.values()), rest, [line for line in about if line[1]])  # type: ignore[arg-type]

    def _where(self, subject: Iri) -> tuple[Table, Sort] | None:
        """The sheet and the sort of row that a thing belongs to, or None where no sheet is for it."""
        types = self.said[subject].get(TYPE, [])
        for table in sorted(workbooks().tables, key=lambda table: not table.only):
            if not self._belongs(subject, table):
                continue
            for sort in table.sorts:
                if sort.type in types if sort.type else self._is_of(subject, types, table):
                    return table, sort
        return None

    def _belongs(self, subject: Iri, table: Table) -> bool:
        for name, range_ in table.only.items():
            property_ = table.column(name).predicate
            assert property_ is not None
            if not any(self._in_range(value, range_) for value in self.said[subject].get(property_, [])):
                return False
        return not table.only or self._says_all(subject, table)

    def _says_all(self, subject: Iri, table: Table) -> bool:
        """Whether a sheet has a column for everything that is said of a thing."""
        columns = {column.predicate for column in table.columns if not column.inverse}
        inverse = {c.predicate for other in workbooks().tables for c in other.columns if c.inverse}
        is_named = any((property_, subject) in self.back for property_ in inverse if property_)
        return set(self.said[subject]) <= {*columns, TYPE} and not is_named

    def _in_range(self, value: Term, range_: str) -> bool:
        """Whether a thing, or the kind it is of, is one that the range has."""
        members = self.words.members(range_)
        kinds = self.said.get(value, {}).get(TYPE, [])
        return value in members or any(kind in members for kind in kinds)

    def _is_of(self, subject: Iri, types: list[Term], table: Table) -> bool:
        assert table.kinds is not None
        if any(kind in self.words.members(table.kinds) for kind in types):
            return True
        known = self.words.members("body" if table.name == "bodies" else "organisation")
        return not types and subject in known

    def _names(self, subject: Iri, table: Table, sort: Sort) -> Iterator[str]:
        """What other rows may call a thing: its name, or what it is called by, and its designation."""
        cells = {}
        for column in table.columns:
            property_ = sort.property_of(column)
            if property_ is not None and (column.name in table.called or property_ == LABEL):
                cells[column.name], _ = cell(self.said[subject].get(property_, []), column, self.words)
        labels = sorted(LABELS, key=lambda name: name != f"label-{self.words.lang}")
        yield from (as_text(cells.get(name)).strip() for name in (table.named or "", *labels))
        yield called(table, cells)
        yield designation(subject, self.words.base)

    def _row(self, subject: Iri, table: Table, sort: Sort) -> dict[str, Value]:
        row: dict[str, Value] = {}
        if sort.type is not None:
            self.left.pop((subject, TYPE, sort.type), None)
        for column in table.columns:
            property_ = sort.property_of(column)
            if column.values == "id":
                row["id"] = designation(subject, self.words.base)
            elif column.values == "sort":
                row["sort"] = sort.titles.pick(self.words.lang)
            elif column.values == "marker":
                row[column.name] = SAID_YES.pick(self.words.lang)
            elif property_ is not None:
                self._fill(row, subject, property_, column)
        if table.named and table.named not in row and subject in self.words.members("anyone"):
            row[table.named] = self.words.shown(subject, "anyone")
        return row

    def _fill(self, row: dict[str, Value], subject: Iri, property_: Iri, column: Column) -> None:
        found = [
            (value, triple)
            for value, triple in self._values(subject, property_, column)
            if triple in self.left
        ]
        written, unsaid = cell((value for value, _ in found), column, self.words)
        if written is None:
            return
        row[column.name] = written
        for value, triple in found:
            if value not in unsaid:
                del self.left[triple]

    def _values(self, subject: Iri, property_: Iri, column: Column) -> Iterator[tuple[Term, Triple]]:
        if column.inverse:
            yield from ((s, (s, property_, subject)) for s in self.back.get((property_, subject), []))
        else:
            yield from ((o, (subject, property_, o)) for o in self.said[subject].get(property_, []))


def designation(iri: Iri, base: str) -> str:
    """How a row says which thing it is about: what follows the base, else the whole name."""
    local = iri.removeprefix(base)
    return local if local != iri and DESIGNATION.fullmatch(local) else spelled_out(iri)
