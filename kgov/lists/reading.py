"""A list of any sort, RDF or workbook, read by its file ending."""

from __future__ import annotations

from pathlib import Path

from kgov.lists.importing import Progress, to_source
from kgov.lists.origin import Origin
from kgov.model.knowledge import Knowledge
from kgov.storage import reading
from kgov.storage.reading import Source

WORKBOOKS = (".xlsx", ".csv")


def is_workbook(path: str) -> bool:
    """Whether a path is read as a workbook: an Excel or CSV file, or a folder of CSV files."""
    return Path(path).suffix.lower() in (*WORKBOOKS, ".xls", ".xlsm", ".xlsb", ".ods") or Path(path).is_dir()


def read_list(
    path: str,
    knowledge: Knowledge,
    origin: Origin | None = None,
    syntax: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Source:
    """Read a list.

    Args:
        path: an RDF file, an Excel or CSV file, a folder of CSV files, or ``-`` for RDF on standard input.
        knowledge: the model, by whose names the cells of a workbook are understood.
        origin: whose a workbook is, where it does not say so itself.
        syntax: of RDF; by the file ending if not given.
        encoding: of CSV files that are not UTF-8.
        progress: told how many of how many rows of a workbook are read.

    Raises:
        KgovError: the file cannot be read, with line or cell.
    """
    if syntax is None and is_workbook(path):
        from kgov.storage.spreadsheets import read_workbook  # not needed for RDF, and start-up counts

        return to_source(read_workbook(path, encoding), knowledge, origin, progress)
    return reading.read(path, syntax)
