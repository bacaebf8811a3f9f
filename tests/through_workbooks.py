"""A pytest plugin: every list of the rule tests goes through a workbook before it is judged.

    KGOV_THROUGH_WORKBOOKS=1 python -m pytest tests/rules

That shows, rule by rule and outcome by outcome, that a workbook can say whatever a list in Turtle can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

import kgov.answers.library
from kgov.language import Lang
from kgov.lists.exporting import to_export
from kgov.lists.importing import to_source
from kgov.lists.reading import read_list
from kgov.lists.sheets import ABOUT, REST
from kgov.lists.template import STATEMENT
from kgov.model.knowledge import Knowledge
from kgov.storage.source import Source
from kgov.storage.tables import Sheet, Workbook
from kgov.storage.terms import Triple


def through_a_workbook(path: str | tuple[str, ...], knowledge: Knowledge, *more: Any) -> Source:
    """A list, written to the sheets of a workbook and read from there."""
    source = read_list(path, knowledge, *more)
    sheets = in_sheets(source.triples, knowledge, "", "https://example.org/underlag/")
    back = to_source(Workbook(source.name, sheets, source.digest), knowledge)
    assert set(back.triples) == set(source.triples)
    return Source(source.name, source.text, back.triples, digest=source.digest)


def in_sheets(
    triples: Iterable[Triple], knowledge: Knowledge, owner: str, base: str, lang: Lang = "sv"
) -> list[Sheet]:
    """A record as the sheets of a workbook, without a file."""
    export = to_export(triples, knowledge, owner, base, lang)
    sheets = [Sheet(ABOUT.pick(lang), [[title.pick(lang), value] for title, value in export.about])]
    for filled in export.sheets:
        columns = filled.columns
        rows = [[row.get(column.name) for column in columns] for row in filled.rows]
        if rows:
            sheets.append(
                Sheet(filled.table.titles.pick(lang), [[c.titles.pick(lang) for c in columns], *rows])
            )
    if export.rest:
        sheets.append(
            Sheet(REST.pick(lang), [[text.pick(lang) for text in STATEMENT], *map(list, export.rest)])
        )
    return sheets


@pytest.fixture(autouse=True, scope="session")
def workbooks() -> Iterator[None]:
    """Send every list through a workbook."""
    kept = kgov.answers.library.read_list
    kgov.answers.library.read_list = through_a_workbook
    yield
    kgov.answers.library.read_list = kept
