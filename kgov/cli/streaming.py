"""Files that are too large to hold: written beside their place, and put there when they are whole."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

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
    _check_distinct(names)
    parts = {Path(name): Path(name + ".part") for name in names if name and _is_file(name)}
    before = _listen(bool(parts))
    try:
        with ExitStack() as opened:
            yield [_opened(name, opened) for name in names]
        for path, part in parts.items():
            os.replace(part, path)
    except KeyboardInterrupt:
        tell(say("Avbrutet: ingen fil skrevs.", "Interrupted: no file was written."))
        raise click.Abort from None
    except OSError as error:
        place = str(error.filename or next(iter(parts), "")).removesuffix(".part")
        raise KgovError(
            Both(
                f"filen kan inte skrivas ({error.strerror})", f"the file cannot be written ({error.strerror})"
            ),
            Both("Välj en annan plats.", "Choose another place."),
            where=place,
        ) from None
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink()
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def _is_file(name: str) -> bool:
    """Whether a name is that of a file, there or to come, and not of standard output, a device or a pipe."""
    return name != "-" and (os.path.isfile(name) or not os.path.exists(name))


def _check_distinct(names: Sequence[str | None]) -> None:
    """KgovError if two of the files are the same."""
    given = [name if name == "-" else str(Path(name).resolve()) for name in names if name]
    if len(set(given)) < len(given):
        raise KgovError(
            Both("samma fil är angiven två gånger", "the same file is named twice"),
            Both("Ange två olika filer.", "Name two different files."),
            where=given[0] if given[0] != "-" else "",
        )


def _listen(to_files: bool) -> dict[signal.Signals, Any]:
    """Let whoever ends the run be heard, so that nothing half is left; how it was before."""
    stopping = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, _stop) for number in stopping}
    if to_files and hasattr(signal, "SIGPIPE"):
        before[signal.SIGPIPE] = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    return before


def _opened(name: str | None, files: ExitStack) -> BinaryIO | None:
    if name is None:
        return None
    if name == "-":
        return sys.stdout.buffer
    return files.enter_context(open(name + ".part" if _is_file(name) else name, "wb"))
