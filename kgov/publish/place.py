"""The folder of a site: whether kgov wrote what lies there, so that nothing of anybody else's is replaced."""

from __future__ import annotations

import os
from pathlib import Path

from kgov.errors import KgovError
from kgov.language import Both

#: Lies in every site and lists its files: a folder without it was not made by kgov.
MARKER = ".kgov-site"
#: How the name of a file ends that is being written, and not yet in its place.
PART = ".part"


def is_site(folder: Path) -> bool:
    """Whether a folder holds a site that kgov wrote."""
    return (folder / MARKER).is_file()


def listed(folder: Path) -> set[str]:
    """The files of a site, as its list has them; none where there is no site."""
    return set((folder / MARKER).read_text(encoding="utf-8").splitlines()) if is_site(folder) else set()


def list_files(folder: Path, names: set[str]) -> None:
    """Write the list of the files of a site, in one step."""
    part = folder / (MARKER + PART)
    part.write_text("\n".join(sorted(names)) + "\n", encoding="utf-8", newline="\n")
    os.replace(part, folder / MARKER)


def foreign(folder: Path) -> list[str]:
    """The files in a folder that are not listed as those of a site, in order."""
    here = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    return sorted(here - listed(folder) - ({MARKER, MARKER + PART} if is_site(folder) else set()))


def refuse_foreign(place: Path, shown: Path) -> None:
    """Refuse a place that holds anything that we did not write.

    Args:
        place: the place.
        shown: the same as the user wrote it.

    Raises:
        KgovError: it is a file, or something lies there that is not listed.
    """
    if not place.exists():
        return
    if not place.is_dir():
        raise KgovError(
            Both("det finns en fil med det namnet", "there is a file of that name"),
            Both("Ange en mapp.", "Name a folder."),
            where=str(shown),
        )
    others = foreign(place)
    if others and not is_site(place):
        raise KgovError(
            Both(
                "mappen är inte tom, och det som finns i den har kgov inte skrivit",
                "the folder is not empty, and kgov did not write what is in it",
            ),
            Both("Välj en ny eller tom mapp.", "Choose a new or empty folder."),
            where=str(shown),
        )
    if others:
        raise KgovError(
            Both(
                f"i webbplatsen ligger en fil som kgov inte har skrivit: {others[0]}",
                f"in the site lies a file that kgov did not write: {others[0]}",
            ),
            Both("Flytta den, så att den inte går förlorad.", "Move it, so that it is not lost."),
            where=str(shown),
        )
