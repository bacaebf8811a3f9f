"""A list of any sort, RDF or workbook, read by its file ending."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kgov.lists.importing import Progress, to_source
from kgov.lists.origin import Origin
from kgov.model.knowledge import Knowledge
from kgov.storage import reading
from kgov.storage.source import Source

WORKBOOKS = (".xlsx", ".csv")


def is_workbook(path: str) -> bool:
    """Whether a path is read as a workbook: an Excel or CSV file, or a folder of CSV files."""
    return Path(path).suffix.lower() in (*WORKBOOKS, ".xls", ".xlsm", ".xlsb", ".ods") or Path(path).is_dir()


def gathered(paths: Iterable[str], syntax: str | None = None) -> list[tuple[str, ...]]:
    """What is read together: CSV files are the sheets of one workbook, anything else is a list of its own.

    Args:
        paths: lists, as the user named them.
        syntax: of RDF, where it is given; then no list is a workbook.
    """
    every = list(paths)
    sheets = tuple(path for path in every if syntax is None and _is_csv(path))
    return list(dict.fromkeys(sheets if path in sheets else (path,) for path in every))


def _is_csv(path: str) -> bool:
    return Path(path).suffix.lower() == ".csv" and not Path(path).is_dir()


def read_list(
    path: str | tuple[str, ...],
    knowledge: Knowledge,
    origin: Origin | None = None,
    syntax: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Source:
    """Read a list.

    Args:
        path: an RDF file, an Excel or CSV file, a folder of CSV files, several CSV files, or ``-`` for RDF on
            standard input.
        knowledge: the model, by whose names the cells of a workbook are understood.
        origin: whose a workbook is, where it does not say so itself.
        syntax: of RDF; by the file ending if not given.
        encoding: of CSV files that are not UTF-8.
        progress: told how many of how many rows of a workbook are read.

    Raises:
        KgovError: the file cannot be read, with line or cell.
    """
    first, *more = (path,) if isinstance(path, str) else path
    if syntax is None and is_workbook(first):
        from kgov.storage.spreadsheets import (
            read_csv_files,
            read_workbook,
        )  # not for RDF, and start-up counts

        workbook = read_csv_files([first, *more], encoding) if more else read_workbook(first, encoding)
        return to_source(workbook, knowledge, origin, progress)
    return reading.read(first, syntax)
