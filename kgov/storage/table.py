"""A result table: named columns and rows of terms."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgov.storage.terms import Term

Row = tuple[Term | None, ...]


@dataclass
class Table:
    """The answer to a SELECT query, in the order the query gave."""

    columns: list[str]
    rows: list[Row] = field(default_factory=list)

    def __iter__(self):  # type: ignore[no-untyped-def]
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def __len__(self) -> int:
        return len(self.rows)
