"""The statements of lists with their graphs: of one file, or of all that a folder holds."""

from __future__ import annotations

from pathlib import Path

from kgov.errors import KgovError
from kgov.language import Both
from kgov.lists.origin import Origin
from kgov.lists.reading import gathered, is_workbook, read_list
from kgov.model.knowledge import Knowledge
from kgov.storage.quads import Quad, in_one_graph
from kgov.storage.rdf_files import read_rdf
from kgov.storage.reading import SYNTAXES


def statements(
    path: str, knowledge: Knowledge, origin: Origin | None = None, encoding: str | None = None
) -> list[Quad]:
    """What a file says, or all files in a folder together.

    Args:
        path: an RDF, Excel or CSV file, or a folder of such files.
        knowledge: the model, by whose names the cells of a workbook are understood.
        origin: whose a workbook is, where it does not say so itself.
        encoding: of CSV files that are not UTF-8.

    Raises:
        KgovError: a file cannot be read, or the folder holds none.
    """
    quads: list[Quad] = []
    for files in gathered(_files(path)):
        if is_workbook(files[0]):
            quads += in_one_graph(read_list(files, knowledge, origin, encoding=encoding).triples)
        else:
            quads += read_rdf(files[0]).quads
    return quads


def _files(path: str) -> list[str]:
    folder = Path(path)
    if not folder.is_dir():
        return [path]
    found = sorted(
        file
        for file in folder.rglob("*")
        if file.is_file() and file.suffix.lower() in (*SYNTAXES, ".xlsx", ".csv") and file.suffix != ".json"
    )
    if not found:
        raise KgovError(
            Both("mappen innehåller inga underlag", "the folder holds no lists"),
            Both("Ange en mapp med RDF, Excel eller CSV.", "Give a folder of RDF, Excel or CSV files."),
            where=path,
        )
    if all(file.suffix.lower() == ".csv" and file.parent == folder for file in found):
        return [path]  # a workbook as a folder, which may say whose it is
    return [str(file) for file in found]
