"""Where in the user's files stands what settles a finding: cells, rows and lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from kgov.answers.account import Account
from kgov.answers.evidence import Trail
from kgov.answers.findings import Declared, Evidence
from kgov.namespaces import expand
from kgov.reasoning.routes import Fact
from kgov.reasoning.shacl import Place
from kgov.storage.source import Row
from kgov.storage.terms import Iri, Term

#: What the column of an answer states: that there is something at all.
TYPE = Iri(expand("rdf:type"))
COMPLETE_FOR, ASPECT = Iri(expand("kg:isCompleteFor")), Iri(expand("kg:hasAspect"))


class Pointer:
    """Finds the places.

    Args:
        trail: the way back from a verdict to the lists.
    """

    def __init__(self, trail: Trail) -> None:
        self.trail = trail
        self.lists = trail.knowledge.lists

    def places(self, place: Place, outcome: str, account: Account) -> tuple[Evidence, ...]:
        """The places that led to an outcome.

        Those of the values that settle it and of the questions without an answer. Where there are none, those of the
        entries counted, or of the answer that says that everything is there; else what lies near what was judged.
        """
        found = [
            *(item for fact in account.facts for item in self._of_fact(fact)),
            *(item for asked in account.undeclared for item in self._of_answer(asked)),
        ]
        found = found or [item for node in account.counted for item in self.trail.entries(node)]
        found = found or [item for asked in account.declared for item in self._of_answer(asked)]
        found += self._judged(place) if found else []
        if not found:
            return self.trail.nearby(place, outcome == "missing")
        return tuple(sorted(dict.fromkeys(found), key=lambda item: item.spot))

    def _judged(self, place: Place) -> list[Evidence]:
        """The line of what was judged, in a text; in a workbook the cells say enough."""
        return [] if self._rows(place.value) else self.trail.entries(place.value)

    def _of_fact(self, fact: Fact) -> Iterator[Evidence]:
        """The cells that state a value, or the empty ones that could; in a text the line of the entry."""
        for node in (fact.node, *self.trail.decisions(fact.node)):
            rows = self._rows(node)
            says = fact.value is None or self.trail.stated(node, fact.predicate)
            if not rows and (node == fact.node or says):
                yield from self.trail.entries(node)
            for row in rows:
                column = row.columns.get(fact.predicate)
                if column and (column in row.filled) == (fact.value is not None):
                    yield from self._cell(node, row, column)

    def _rows(self, node: Term) -> list[Row]:
        return [file.rows[Iri(node)] for file in self.lists if Iri(node) in file.rows]

    def _cell(self, node: Term, row: Row, column: str | None) -> Iterator[Evidence]:
        for entry in self.trail.entries(node):
            if (entry.file, entry.sheet, entry.row) == (row.file, row.sheet, row.row):
                yield replace(entry, column=column)

    def _of_answer(self, asked: Declared) -> Iterator[Evidence]:
        """Where it is asked whether a list is complete, with or without an answer."""
        name = self.trail.called(asked[1])
        for row in (file.asked[asked] for file in self.lists if asked in file.asked):
            yield Evidence(name, row.file, None, row.sheet, row.row, row.columns.get(TYPE))
        for node in self._declarations.get(asked, []):
            rows = self._rows(node)
            yield from [] if rows else self.trail.entries(node)
            for row in rows:
                yield from self._cell(node, row, row.columns.get(TYPE))

    @cached_property
    def _declarations(self) -> dict[Declared, list[Term]]:
        """The answers that a list is complete, by body and aspect."""
        found: dict[Declared, list[Term]] = {}
        for (node, predicate), bodies in self.trail.statements.items():
            if predicate == COMPLETE_FOR:
                for aspect in self.trail.stated(node, ASPECT):
                    for body in bodies:
                        found.setdefault((Iri(body), Iri(aspect)), []).append(node)
        return found
