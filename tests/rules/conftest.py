"""With ``KGOV_THROUGH_WORKBOOKS=1`` every list of the rule tests goes through a workbook before it is judged.

That shows, rule by rule and outcome by outcome, that a workbook can say whatever a list in Turtle can.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

import kgov.answers.library
from kgov.lists.exporting import to_export
from kgov.lists.importing import to_source
from kgov.lists.reading import read_list
from kgov.model.knowledge import Knowledge
from kgov.storage.reading import Source
from kgov.storage.tables import Sheet, Workbook


def through_a_workbook(path: str, knowledge: Knowledge, *more: Any) -> Source:
    """A list, written to the sheets of a workbook and read from there."""
    source = read_list(path, knowledge, *more)
    export = to_export(source.triples, knowledge, base=os.environ.get("KGOV_TEST_BASE", "https://example.org/"))
    sheets = [Sheet("Om", [[title.sv, value] for title, value in export.about])]
    for filled in export.sheets:
        columns = filled.columns
        rows = [[row.get(column.name) for column in columns] for row in filled.rows]
        sheets.append(Sheet(filled.table.titles.sv, [[c.titles.sv for c in columns], *rows]))
    open("/tmp/rest.txt","a").writelines(" ".join(r)+"\n" for r in export.rest)
    back = to_source(Workbook(source.name, sheets, source.digest), knowledge)
    assert set(back.triples) == set(source.triples)
    return Source(source.name, source.text, back.triples, digest=source.digest)


@pytest.fixture(autouse=True, scope="session")
def workbooks() -> Iterator[None]:
    """Send every list through a workbook, where that is asked for."""
    if os.environ.get("KGOV_THROUGH_WORKBOOKS") != "1":
        yield
        return
    kept = kgov.answers.library.read_list
    kgov.answers.library.read_list = through_a_workbook
    yield
    kgov.answers.library.read_list = kept
