"""Which bodies a calendar is for, and between which days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kgov.answers.validation import Judge
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule, Thing
from kgov.storage.query_text import catalogue
from kgov.storage.terms import XSD, Iri, Term, Text, date_term

Row = dict[str, Term | None]


@dataclass
class Scope:
    """The model and lists at hand, the first and the last day, and whom it is about: one body, or a kind, or an owner.

    ``bodies`` are those that the lists register on some day of the calendar.
    """

    knowledge: Knowledge
    judge: Judge
    until: date
    wanted: Iri | None
    bodies: set[Iri] = field(default_factory=set)

    @property
    def as_of(self) -> date:
        return self.judge.as_of

    def ask(self, question: str, **days: date) -> Iterator[Row]:
        """The rows of a question of the catalogue. Names are taken from the model, in both languages."""
        filled: dict[str, list[Term]] = {name: [date_term(day)] for name, day in days.items()}
        yield from self.knowledge.select(catalogue()[question].fill({**filled, "lang": [Text("sv")]}))

    def within(self, day: date | None) -> bool:
        return day is not None and self.as_of <= day <= self.until

    def is_about(self, body: Iri) -> bool:
        """Whether a body is the one asked for, of the kind asked for, or of the owner asked for."""
        if self.wanted is None or body == self.wanted:
            return True
        return self.wanted in self._owners(body) or self.wanted in self.knowledge.kinds_of(body)

    def is_declared_by(self, declarer: Iri) -> bool:
        """Whether what a body or an owner declares complete is about what is asked for."""
        return self.is_about(declarer) or (self.wanted is not None and declarer in self._owners(self.wanted))

    def is_at_hand(self, body: Iri) -> bool:
        """Bodies of the lists; those that a document names where there is no list, or where one is asked for."""
        listed = body in self.bodies or not self.knowledge.lists or body == self.wanted
        return listed and self.is_about(body)

    def body(self, row: Row) -> Thing:
        return self.knowledge.thing(Iri(str(row["body"])))

    def rule(self, row: Row) -> Rule | None:
        return None if row["rule"] is None else self.knowledge.rules[Iri(str(row["rule"]))]

    def day(self, row: Row, column: str, thing: str) -> date | None:
        """The date in a cell, or None where the cell is empty.

        Raises:
            KgovError: what the list gives for the thing in the column named is no date.
        """
        term = row[column]
        if term is None:
            return None
        if isinstance(term, Text) and term.datatype == XSD + "date":
            return date.fromisoformat(term)
        place = self.judge.trail.entry(row[thing])
        raise KgovError(
            Both(f"”{term}” är inget datum", f"“{term}” is not a date"),
            Both(
                'Skriv dagen som "ÅÅÅÅ-MM-DD"^^xsd:date.',
                'Write the day as "YYYY-MM-DD"^^xsd:date.',
            ),
            where=f"{place.file}:{place.line}" if place and place.line else place.file if place else "",
        )

    def _owners(self, body: Iri) -> set[Iri]:
        holders = [body, *self.knowledge.kinds_of(body)]
        return {owner for holder in holders for owner in self.knowledge.thing(holder).iris("kg:hasOwner")}
