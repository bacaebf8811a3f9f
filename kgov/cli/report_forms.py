"""The forms in which ``kgov validate`` writes its report; each form imports what it needs when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable

from kgov.answers.findings import Report
from kgov.cli import output
from kgov.cli.output import as_json, pick, show, write, write_bytes
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge

# Every import below is late on purpose: a template engine, a workbook writer or rdflib would make each start slower.


def _text(model: Knowledge, report: Report, everything: bool, to: str | None) -> None:
    from kgov.cli.report_text import report_text

    write(report_text(model, report, everything), to)


def _json(model: Knowledge, report: Report, everything: bool, to: str | None) -> None:
    from kgov.answers.reports.records import as_dict

    write(as_json(as_dict(model, report, everything)), to)


def _csv(model: Knowledge, report: Report, everything: bool, to: str | None) -> None:
    from kgov.answers.reports.records import as_csv_rows

    headings, rows = as_csv_rows(model, report, everything)
    cells = [[pick(cell) if isinstance(cell, Both) else cell for cell in row] for row in rows]
    show([pick(text) for text in headings], cells, "csv", to)


def _turtle(model: Knowledge, report: Report, everything: bool, to: str | None) -> None:
    from kgov.answers.turtle import as_turtle

    write(as_turtle(report, everything), to)


def _html(model: Knowledge, report: Report, everything: bool, to: str | None) -> None:
    from kgov.answers.reports.page import as_page

    write(as_page(model, report, output.LANG, everything), to)


def _sarif(model: Knowledge, report: Report, everything: bool, to: str | None) -> None:
    from kgov.answers.reports.sarif import as_sarif

    write(as_json(as_sarif(model, report, output.LANG, everything)), to)


def _junit(model: Knowledge, report: Report, everything: bool, to: str | None) -> None:
    from kgov.answers.reports.junit import as_junit

    write(as_junit(model, report, output.LANG, everything), to)


def _github(model: Knowledge, report: Report, everything: bool, to: str | None) -> None:
    from kgov.answers.reports.annotations import as_annotations

    write(as_annotations(model, report, output.LANG, everything), to)


def _xlsx(model: Knowledge, report: Report, everything: bool, to: str | None) -> None:
    from kgov.answers.reports.book import as_book

    write_bytes(as_book(model, report, output.LANG, everything), to)


WRITERS: dict[str, Callable[[Knowledge, Report, bool, str | None], None]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "html": _html,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "turtle": _turtle,
}
FORMS = tuple(WRITERS)


def written(form: str, model: Knowledge, report: Report, everything: bool, to: str | None) -> None:
    """Write a report in one form.

    Args:
        form: one of ``FORMS``.
        model: the model with the lists at hand.
        report: what was judged.
        everything: also what is met, pending or not applicable.
        to: the file; standard output where it is None.
    """
    WRITERS[form](model, report, everything, to)


def refuse_terminal(form: str, to: str | None) -> None:
    """Refuse to write a workbook onto a screen.

    Raises:
        KgovError: the form is a workbook, no file is named, and standard output is a terminal.
    """
    if form == "xlsx" and to in (None, "-") and sys.stdout.isatty():
        raise KgovError(
            Both("en arbetsbok kan inte visas i terminalen", "a workbook cannot be shown in the terminal"),
            Both("Ange en fil: -o rapport.xlsx", "Name a file: -o report.xlsx"),
        )
