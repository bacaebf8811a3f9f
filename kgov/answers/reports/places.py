"""Places in the user's files, as one says them: the line of a text, the row or cell of a sheet."""

from __future__ import annotations

from collections.abc import Iterable

from kgov.answers.findings import Evidence, Report
from kgov.language import Both, join

#: How many places of one file or sheet are named before the rest are counted.
NAMED = 6


def spot(item: Evidence) -> Both:
    """Where in its file a place is: ``rad 41``, or ``bladet Ledamöter, cell C19``; empty where nothing says."""
    parts = [Both(f"bladet {item.sheet}", f"sheet {item.sheet}")] if item.sheet else []
    number = item.row or item.line
    if item.row and item.column:
        cell = f"{item.column}{item.row}"
        parts.append(Both(f"cell {cell}", f"cell {cell}"))
    elif number:
        parts.append(_numbered(item, str(number)))
    return _listed(parts)


def place(item: Evidence) -> Both:
    """One place with its file: ``ledamoter.xlsx, bladet Ledamöter, rad 19``."""
    where = spot(item)
    return Both(*(f"{item.file}, {text}" if text else item.file for text in where))


def only_file(report: Report) -> str:
    """The file that a report is about, where it is a single one: then it is named once, and not at each place."""
    files = [name for name in report.hashes if name != "model"]
    return files[0] if len(files) == 1 else ""


def places(evidence: Iterable[Evidence], known: str = "") -> list[Both]:
    """Every file or sheet once, with its places in order: ``lista.ttl, rad 41, 57 och 60``.

    Where there are more than six, the six first are named and the number of all is given.

    Args:
        evidence: the places.
        known: a file that the reader knows already; of its places only sheet and cell are named, or the line.
    """
    by_part: dict[tuple[str, str], list[Evidence]] = {}
    for item in sorted(evidence, key=lambda item: item.spot):
        by_part.setdefault((item.file, item.sheet or ""), []).append(item)
    return [text for items in by_part.values() if (text := _together(items, known)).sv]


def _numbered(item: Evidence, numbers: str) -> Both:
    return Both(f"rad {numbers}", f"{'row' if item.row else 'line'} {numbers}")


def _together(items: list[Evidence], known: str) -> Both:
    first = items[0]
    file = [] if first.file == known else [first.file]
    sheet = [Both(f"bladet {first.sheet}", f"sheet {first.sheet}")] if first.sheet else []
    head = [*(Both(name, name) for name in file), *sheet]
    cells = [f"{i.column}{i.row}" if i.row and i.column else str(i.row or i.line or "") for i in items]
    cells = [cell for cell in dict.fromkeys(cells) if cell]
    if not cells:
        return _listed(head)
    named = [Both(cell, cell) for cell in cells[:NAMED]]
    more = len(cells) - NAMED
    if more > 0:
        named.append(Both(f"{more} till", f"{more} more"))
    numbers = join(named)
    if all(item.row and item.column for item in items):
        word = Both("cell", "cell" if len(cells) == 1 else "cells")
    else:
        kind = "row" if first.row else "line"
        word = Both("rad", kind if len(cells) == 1 else f"{kind}s")
    return _listed([*head, Both(f"{word.sv} {numbers.sv}", f"{word.en} {numbers.en}")])


def _listed(parts: list[Both]) -> Both:
    return Both(", ".join(part.sv for part in parts), ", ".join(part.en for part in parts))
