"""Printing: tables that fit the terminal, files that open in a Swedish Excel, colour only for eyes."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kgov.cli.settings import chosen_language
from kgov.errors import KgovError
from kgov.language import Both, Lang

LANG: Lang = "sv"
#: A workbook with so many rows takes long enough for a bar.
LONG = 2000


def set_language(lang: Lang) -> None:
    """Set the language of everything printed from now on."""
    global LANG
    LANG = lang


def say(sv: str, en: str) -> str:
    """The text in the reader's language."""
    return sv if LANG == "sv" else en


def pick(text: Both) -> str:
    """A pair in the reader's language."""
    return text.pick(LANG)


def width() -> int:
    """How wide a line may be: the terminal's width, or 100 where output goes elsewhere."""
    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 140))


def heading(text: str) -> str:
    """A heading; bold on a terminal."""
    return click.style(text, bold=True)


def faint(text: str) -> str:
    return click.style(text, dim=True)


def wrap(text: str, indent: int = 0, first: str = "") -> str:
    """A paragraph wrapped to the width, every line indented."""
    space = " " * indent
    return "\n".join(
        textwrap.fill(
            line,
            width(),
            initial_indent=space + first,
            subsequent_indent=space + " " * len(first),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.splitlines()
    )


def cited(text: str, statements: Sequence[str], indent: int = 0, first: str = "") -> str:
    """A wrapped paragraph with the statements it rests on: after its last line, or below where they do not fit."""
    body = wrap(text, indent, first)
    if not statements:
        return body
    together = " ".join(dict.fromkeys(statements))
    if len(body.splitlines()[-1]) + 2 + len(together) <= width():
        return f"{body}  {faint(together)}"
    return f"{body}\n{faint(wrap(together, indent + len(first)))}"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table that fits the width: wide columns are wrapped, names without spaces are kept whole."""
    if not rows:
        return ""
    columns = len(headings)
    cells_of = list(zip(headings, *rows, strict=True))
    widths = [max(len(line) for cell in column for line in cell.splitlines() or [""]) for column in cells_of]
    least = [max((len(word) for cell in column for word in cell.split()), default=1) for column in cells_of]
    space = width() - 2 * (columns - 1)
    while sum(widths) > space:
        shrinkable = [i for i in range(columns) if widths[i] > least[i]]
        if not shrinkable:
            return _records(headings, rows)
        widths[max(shrinkable, key=lambda i: widths[i])] -= 1
    lines: list[str] = []
    for number, row in enumerate([headings, *rows]):
        cells = [
            [
                part
                for line in cell.splitlines() or [""]
                for part in textwrap.wrap(line, w, break_on_hyphens=False) or [""]
            ]
            for cell, w in zip(row, widths, strict=True)
        ]
        for index in range(max(map(len, cells))):
            parts = [
                (cell[index] if index < len(cell) else "").ljust(w)
                for cell, w in zip(cells, widths, strict=True)
            ]
            line = "  ".join(parts).rstrip()
            lines.append(line if number else heading(line))
    return "\n".join(lines)


def _records(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows that do not fit side by side: one line a cell, empty cells left out."""
    label = max(map(len, headings))
    blocks = []
    for row in rows:
        lines = [
            wrap(cell, 0, f"{name.ljust(label)}  ") for name, cell in zip(headings, row, strict=True) if cell
        ]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_csv(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """CSV as the reader's Excel takes it: semicolons and a byte order mark in Swedish, commas in English."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if LANG == "sv" else ",", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return ("\ufeff" if LANG == "sv" else "") + buffer.getvalue()


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def write(text: str, to: str | None = None) -> None:
    """Print a result, or write it whole to a file; a file is never left half written."""
    if to is None or to == "-":
        shown = text.removeprefix("\ufeff") if sys.stdout.isatty() else text
        click.echo(shown, nl=not shown.endswith("\r\n"))  # CSV ends its own last row
        return
    text = click.unstyle(text)
    _write_file((text if text.endswith("\n") else text + "\n").encode("utf-8"), to)


def write_bytes(data: bytes, to: str | None = None) -> None:
    """Write a file that is not text to standard output, or whole to a file."""
    if to is None or to == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        _write_file(data, to)


def _write_file(data: bytes, to: str) -> None:
    path = Path(to)
    whole = path.resolve()  # a link stays a link
    part = whole
    try:
        if whole.exists() and not whole.is_file():
            with whole.open("wb") as device:  # a device or a pipe takes what it is given, and stays
                device.write(data)
            return
        part = whole.with_name(whole.name + ".part")
        part.write_bytes(data)
        if whole.exists():
            shutil.copymode(whole, part)
        os.replace(part, whole)
    except OSError as error:
        if part != whole:
            part.unlink(missing_ok=True)
        raise KgovError(
            Both(
                f"filen kan inte skrivas ({error.strerror})", f"the file cannot be written ({error.strerror})"
            ),
            Both("Välj en annan plats.", "Choose another place."),
            where=str(path),
        ) from None
    tell(say(f"Skrev {path}", f"Wrote {path}"))


@contextmanager
def rows_read(file: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on the terminal that fills while a long workbook is read; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    bars: list[Any] = []

    def progress(done: int, rows: int) -> None:
        if rows >= LONG and not bars:
            bars.append(
                click.progressbar(length=rows, label=say(f"Läser {file}", f"Reading {file}"), file=sys.stderr)
            )
        if bars and (done % 100 == 0 or done == rows):
            bars[0].update(done - bars[0].pos)

    yield progress
    for bar in bars:
        bar.render_finish()


@contextmanager
def bodies_judged() -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal that fills while bodies are judged; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    bars: list[Any] = []

    def progress(done: int, of: int) -> None:
        if not bars:
            bars.append(click.progressbar(length=of, label=say("Prövar", "Checking"), file=sys.stderr))
        bars[0].update(done - bars[0].pos)

    yield progress
    for bar in bars:
        bar.render_finish()


def show(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    form: str,
    to: str | None,
    keys: Sequence[str] = (),
) -> None:
    """Print rows as a text table, CSV or JSON."""
    if form == "csv":
        write(as_csv(headings, rows), to)
    elif form == "json":
        names = keys or headings
        write(as_json([dict(zip(names, row, strict=True)) for row in rows]), to)
    else:
        write(table(headings, rows), to)


def tell(text: str) -> None:
    """A message to the user, on standard error."""
    click.echo(text, err=True)


def complain(error: KgovError) -> None:
    """Say what is wrong, where, and what to do."""
    place = pick(error.where) if isinstance(error.where, Both) else error.where
    where = f"{place}: " if place else ""
    tell(click.style(say("Fel: ", "Error: "), fg="red", bold=True) + where + pick(error.problem))
    if error.advice:
        tell(pick(error.advice))


def safe_streams() -> None:
    """UTF-8 on every platform, also where output is sent to a file on Windows."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8", errors="replace")


set_language(chosen_language())
