"""A site on the disk: written beside its place and put there in one step, so that no reader meets a half."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from kgov.errors import KgovError
from kgov.language import Both
from kgov.publish.place import PART, list_files, listed, refuse_foreign
from kgov.publish.work_folder import NEW, OLD, clear_leftovers, work_folder

START = "index.html"
File = tuple[str, bytes]
#: Every entry of a zip bears this date, so that the same site gives the same bytes.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
EXCHANGE_LINUX, EXCHANGE_MAC, HERE = 2, 2, -100


@dataclass(frozen=True)
class Written:
    """What was written.

    Args:
        files: how many files.
        in_one_step: whether the new site took the place of the old in one step.
    """

    files: int
    in_one_step: bool


def write_site(folder: Path, files: Iterable[File]) -> Written:
    """Write a site to a folder, which is new, empty or a site of ours.

    Args:
        folder: where the site is to lie.
        files: path and content of each file; taken one at a time.

    Raises:
        KgovError: the folder holds what we did not write, or cannot be written. The old site is then as it was.
    """
    place = folder.resolve()
    try:
        clear_leftovers(place)
        refuse_foreign(place, folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        with work_folder(place) as work:
            names = _fill(work / NEW, files)
            refuse_foreign(place, folder)  # the work took a while
            if place.exists():
                shutil.copymode(place, work / NEW)
            return Written(len(names), _swap(work, place))
    except OSError as error:
        raise KgovError(
            Both(
                f"webbplatsen kan inte skrivas ({error.strerror or error})",
                f"the site cannot be written ({error.strerror or error})",
            ),
            Both("Välj en annan plats, eller frigör utrymme.", "Choose another place, or free some space."),
            where=str(folder),
        ) from None


def with_zip(files: Iterable[File], name: str) -> Iterator[File]:
    """The files, and last a zip of them all."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path, content in files:
            entry = zipfile.ZipInfo(path, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
            yield path, content
    yield name, packed.getvalue()


def _fill(folder: Path, files: Iterable[File]) -> list[str]:
    """Write all files and, last, the list of them."""
    names: list[str] = []
    taken: set[str] = set()
    made: set[PurePosixPath] = set()
    for name, content in files:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or name.lower() in taken:
            raise ValueError(f"not a file name of a site: {name!r}")
        taken.add(name.lower())
        names.append(name)
        if path.parent not in made:
            (folder / path.parent).mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
    list_files(folder, set(names))
    return names


def _swap(work: Path, place: Path) -> bool:
    """Put the new folder in the place of the old; file by file where the folder itself cannot be moved."""
    fresh, aside = work / NEW, work / OLD
    if not place.exists():
        os.rename(fresh, place)
        return True
    if _exchange(fresh, place):
        return True  # the old site now bears the name of the new one, and is removed with it
    try:
        os.rename(place, aside)
    except OSError:
        _file_by_file(fresh, place)
        return False
    os.rename(fresh, place)  # where this fails, or never comes about, the old site is put back
    return False


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step, where the system can."""
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            done = system.renameat2(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE_LINUX)
        elif sys.platform == "darwin":
            done = system.renamex_np(os.fsencode(one), os.fsencode(other), EXCHANGE_MAC)
        else:
            return False
    except (OSError, AttributeError, TypeError):
        return False
    return bool(done == 0)


def _file_by_file(fresh: Path, place: Path) -> None:
    """Replace the files one by one, the start page last; then remove those that are no longer there."""
    old, new = listed(place), listed(fresh)
    # if this is interrupted, all that lies here is still ours
    list_files(place, {*old, *new, *(name + PART for name in new)})
    for name in sorted(new, key=lambda name: (name.endswith(START), name == START, name)):
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + PART)
        try:
            shutil.copyfile(fresh / name, part)
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)
    for name in sorted(old - new):
        (place / name).unlink(missing_ok=True)
    list_files(place, new)
