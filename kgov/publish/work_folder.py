"""The temporary folder beside a site, and what a run leaves there that was cut off: nothing is lost, nothing remains.

A run holds a lock on the mark in its folder, and the system lets go of it when the run ends in whatever way. So a
folder with our name and our mark that nobody holds is left from a run that was cut off.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kgov.publish.place import PART, foreign, is_site

#: In the folder: the mark, the site that is being written, and the one that steps aside for it.
MARK, NEW, OLD = ".kgov-work", "new", "old"
SAID = "kgov publish\n"


@contextmanager
def work_folder(place: Path) -> Iterator[Path]:
    """A folder beside a place to work in. On exit it is gone, and an old site that stood aside is back in its place.

    Args:
        place: where the site is to lie.

    Raises:
        OSError: the folder cannot be made.
    """
    folder = place.with_name(f".{place.name}.{secrets.token_hex(4)}{PART}")
    folder.mkdir()
    mark = os.open(folder / MARK, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        with suppress(OSError):  # where files cannot be held, what is left from a run is left alone
            _hold(mark)
        os.write(mark, SAID.encode())  # only now is the mark ours: before it is held it says nothing
        (folder / NEW).mkdir()
        yield folder
    finally:
        _put_back(folder, place)
        os.close(mark)
        shutil.rmtree(folder, ignore_errors=True)


def clear_leftovers(place: Path) -> None:
    """Put back an old site that stood aside when a run was cut off, and remove what else such runs have left.

    Args:
        place: where the site is to lie.
    """
    name = re.compile(rf"\.{re.escape(place.name)}\.[0-9a-f]{{8}}{re.escape(PART)}")
    beside = sorted(place.parent.iterdir()) if place.parent.is_dir() else []
    for folder in beside:
        if name.fullmatch(folder.name) and not folder.is_symlink() and _is_left(folder):
            _put_back(folder, place)
            if not (folder / OLD).exists() or not foreign(folder / OLD):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Whether a folder bears our mark, holds nothing but what we put there, and nobody works in it."""
    try:
        if not set(os.listdir(folder)) <= {MARK, NEW, OLD}:
            return False
        mark = os.open(folder / MARK, os.O_RDWR)
    except OSError:
        return False
    try:
        _hold(mark)
        return os.read(mark, 2 * len(SAID)) == SAID.encode()
    except OSError:
        return False
    finally:
        os.close(mark)


def _put_back(folder: Path, place: Path) -> None:
    """Let the old site take its place again, where it stands aside and nothing has taken that."""
    if is_site(folder / OLD) and not place.exists():
        os.rename(folder / OLD, place)


def _hold(mark: int) -> None:
    """Hold a file until it is closed; OSError where another process holds it."""
    if sys.platform == "win32":
        import msvcrt  # there is no such module elsewhere

        msvcrt.locking(mark, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # there is no such module on Windows

        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
