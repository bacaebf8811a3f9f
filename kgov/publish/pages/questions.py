"""The pages of the questions of the catalogue: words, SPARQL, the answer as a table, and the answer as files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kgov.answers.questions import ask
from kgov.answers.wording import COLUMNS
from kgov.language import Both, Lang
from kgov.namespaces import PREFIXES
from kgov.publish.browser.page import Tool
from kgov.publish.edition import Edition, Page
from kgov.storage.query_text import Query, catalogue
from kgov.storage.table import Table
from kgov.storage.terms import Iri, Term

FAMILIES = {
    "appointing": Both("Utse och inrätta", "Appointing and setting up"),
    "calendar": Both("Kalendern", "The calendar"),
    "composition": Both("Sammansättning", "Composition"),
    "documents": Both("Dokumenten", "The documents"),
    "structure": Both("Uppbyggnad", "Structure"),
    "tasks": Both("Uppgifter", "Tasks"),
    "ways": Both("Vägar", "Ways"),
}
#: So many rows of an answer are shown; its files have them all.
SHOWN = 1000


@dataclass
class Asked:
    """A question of the catalogue and its answers.

    Args:
        edition: what is published.
        query: the question.
    """

    edition: Edition
    query: Query

    @property
    def stem(self) -> str:
        return f"question/{self.query.id}"

    @cached_property
    def given(self) -> dict[str, Iri]:
        """What is asked about, where the question needs something to ask about: the example of its file, if there is one here."""
        needed = [
            parameter for parameter in self.query.parameters if parameter.required and parameter.kind == "iri"
        ]
        return {parameter.name: self._example(parameter.name) for parameter in needed}

    def _example(self, name: str) -> Iri:
        written = re.search(rf"VALUES \?{name} \{{ *(\w+):([\w-]+)", self.query.text)
        if written:
            iri = Iri(PREFIXES[written[1]] + written[2])
            if iri in self.edition.things:
                return iri
        among = {
            "document": self.edition.knowledge.documents,
            "office": self.edition.knowledge.offices,
            "region": self.edition.of_class_iris("Region", "HealthcareRegion"),
        }.get(name, self.edition.bodies_with_seats)
        return next((iri for iri in among if iri in self.edition.things), Iri(""))

    def answer(self, lang: Lang) -> Table:
        """The answer in a language; empty where there is nothing to ask about."""
        if any(not iri for iri in self.given.values()):
            return Table(list(self.query.columns))
        given = {name: str(iri) for name, iri in self.given.items()}
        return ask(self.edition.knowledge, self.query.id, lang, self.edition.choice.as_of, **given)

    @cached_property
    def answers(self) -> dict[str, Table]:
        return {"sv": self.answer("sv"), "en": self.answer("en")}


def asked(edition: Edition) -> list[Asked]:
    """All questions of the catalogue."""
    return [Asked(edition, query) for query in catalogue().values()]


def pages(questions: list[Asked]) -> Iterator[Page]:
    """A page for each question."""
    for one in questions:
        query = one.query
        values = {
            "query": query,
            "family": FAMILIES.get(query.family, Both(query.family, query.family)),
            "given": one.given,
            "tables": {lang: _shown(table) for lang, table in one.answers.items()},
            "numbers": {lang: len(table.rows) for lang, table in one.answers.items()},
            "named": any(parameter.name == "lang" for parameter in query.parameters),
            "dated": any(parameter.name == "asOf" for parameter in query.parameters),
        }
        tool: tuple[Tool, str] = ("ask", query.id)
        yield Page(one.stem, "question.html", query.title, values, "questions", query.question, tool=tool)


def _shown(table: Table) -> tuple[list[Both], list[list[Term | None]]]:
    """Headings and rows for people: the first of many; names are links, so that their own column is left out, and empty columns too."""
    kept = [
        index
        for index, name in enumerate(table.columns)
        if not (name.endswith("Name") and name.removesuffix("Name") in table.columns)
        and any(row[index] is not None for row in table.rows)
    ]
    headings = []
    for index in kept:
        base = table.columns[index].removesuffix("Name")
        headings.append(COLUMNS.get(base, Both(base, base)))
    return headings, [[row[index] for index in kept] for row in table.rows[:SHOWN]]
