"""Workbooks for the tests: from rows in code, and from a record."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from through_workbooks import in_sheets as sheets_of

from kgov.answers.validation import published_shapes
from kgov.language import Lang
from kgov.lists.importing import to_source
from kgov.lists.origin import Origin
from kgov.lists.template import Wanted, pages
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.storage.source import Source
from kgov.storage.spreadsheets import read_workbook
from kgov.storage.tables import Sheet, Value, Workbook
from kgov.storage.terms import Iri, Triple
from kgov.storage.workbook_writing import workbook_bytes

BASE = "https://example.org/underlag/orebro/"
OREBRO = Origin("orebro", BASE)
MODEL = Knowledge().need("norm", "codes", "open")

Rows = list[list[Value]]


def book(**sheets: Rows) -> Workbook:
    """A workbook of rows, the headings first; in the name of a sheet an underscore is a space."""
    named = [Sheet(name.replace("_", " "), rows) for name, rows in sheets.items()]
    return Workbook("bok.xlsx", named, "")


def said(workbook: Workbook, origin: Origin = OREBRO) -> set[str]:
    """What a workbook says, one statement a line, with short names."""
    return {line(triple) for triple in to_source(workbook, MODEL, origin).triples}


def line(triple: Triple) -> str:
    from kgov.namespaces import shorten

    return " ".join(
        shorten(term).replace(BASE, "ex:") if isinstance(term, Iri) else term.n3() for term in triple
    )


def in_sheets(
    triples: Iterable[Triple], owner: str = "orebro", base: str = BASE, lang: Lang = "sv"
) -> Workbook:
    """A record as the sheets of a workbook, without a file."""
    return Workbook("bok.xlsx", sheets_of(triples, MODEL, owner, base, lang), "")


def through_excel(
    triples: Iterable[Triple],
    path: Path,
    owner: str = "region-orebro-lan",
    base: str = BASE,
    lang: Lang = "sv",
) -> Source:
    """A record, written as a workbook to fill in, and read from the file."""
    wanted = Wanted(Iri(expand(f"kgd:{owner}")), base=base, language=lang)
    path.write_bytes(workbook_bytes(pages(MODEL, published_shapes(), wanted, triples), lang=lang))
    return to_source(read_workbook(str(path)), MODEL)
