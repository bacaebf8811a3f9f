"""Files that are too large to hold: written beside their place, and put there when they are whole."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, NoReturn

import click

from kgov.cli.output import say, tell
from kgov.errors import KgovError
from kgov.language import Both


def _stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


@contextmanager
def whole_files(*names: str | None) -> Iterator[list[BinaryIO | None]]:
    """Streams to write; the files appear all at once, when all are whole, and not at all otherwise.

    Args:
        names: paths; ``-`` for standard output, None for nothing.

    Raises:
        KgovError: a file cannot be written, or is named twice.
        click.Abort: the run was interrupted.
    """
    paths = [None if name in (None, "-") else Path(str(name)) for name in names]
    named = [path.resolve() for path in paths if path]
    if len(set(named)) < len(named):
        raise KgovError(
            Both("samma fil är angiven två gånger", "the same file is named twice"),
            Both("Ange två olika filer.", "Name two different files."),
            where=str(named[0]),
        )
    parts = {path: path.with_name(path.name + ".part") for path in paths if path}
    before = {number: signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGTERM)}
    current = ""
    try:
        with ExitStack() as opened:
            streams: list[BinaryIO | None] = []
            for name, path in zip(names, paths, strict=True):
                current = str(path or "")
                if path:
                    streams.append(opened.enter_context(parts[path].open("wb")))
                else:
                    streams.append(sys.stdout.buffer if name == "-" else None)
            yield streams
        for path, part in parts.items():
            os.replace(part, path)
    except KeyboardInterrupt:
        _remove(parts)
        tell(say("Avbrutet: ingen fil skrevs.", "Interrupted: no file was written."))
        raise click.Abort from None
    except OSError as error:
        _remove(parts)
        raise KgovError(
            Both(
                f"filen kan inte skrivas ({error.strerror})", f"the file cannot be written ({error.strerror})"
            ),
            Both("Välj en annan plats.", "Choose another place."),
            where=current or say("standard ut", "standard output"),
        ) from None
    except BaseException:
        _remove(parts)
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _remove(parts: dict[Path, Path]) -> None:
    for part in parts.values():
        part.unlink(missing_ok=True)
