"""Where the name of a thing leads on the web: to its page or its data, or to what took its place.

The rules for each sort of web server are made from what is told here. Names that hold anything but letters, digits and
a few signs get no rule: their pages can still be reached through links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgov.publish.machines.described import Described
from kgov.publish.machines.retired import retired
from kgov.storage.terms import Iri

#: What a path may hold to stand in a rule; every server writes its patterns alike for these.
PLAIN = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
TARGET = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?(#[A-Za-z0-9._~-]*)?")
#: The name of a thing within its folder, in a pattern.
NAME = "[A-Za-z0-9._-]+"
DATA = ("ttl", "jsonld")

_TURTLE = r"(text/turtle|application/x-turtle|application/rdf\+xml|application/n-triples|text/n3)"
_JSON = r"(application/ld\+json|application/json)"
_HTML = r"(text/html|application/xhtml\+xml)"
_LIKED = r"(?!\s*;\s*q=0(\.0*)?\s*(,|$))"
_MOST_LIKED = r"\s*(,|$|;\s*q=1|;(?!\s*q=))"
#: The form that each sort of ``Accept`` asks for; a later one that fits wins over an earlier one.
ACCEPT = (
    ("jsonld", _JSON + _LIKED),
    ("ttl", _TURTLE + _LIKED),
    ("html", _HTML + _MOST_LIKED),
    ("jsonld", _JSON + _MOST_LIKED),
    ("ttl", _TURTLE + _MOST_LIKED),
)
#: English for those who ask for it first, or ask for it and not for Swedish.
ENGLISH = r"^\s*en\b|^(?!.*\bsv\b).*\ben\b"
NOTE = (
    "Reglerna är skapade av kgov ur det som publiceras; ändra dem inte för hand.",
    "These rules are made by kgov from what is published; do not change them by hand.",
)


@dataclass(frozen=True)
class Gone:
    """A retired name: its path, the page that tells of it, how a server answers, and what took its place."""

    path: str
    stem: str
    status: int
    successors: tuple[Iri, ...]


@dataclass(frozen=True)
class Names:
    """The names that one place on the web answers for.

    Args:
        folders: folders in which a name leads to the files of the same name.
        odd: names that lead to files of other names.
        gone: retired names.
        every: all names with the files that they lead to, retired ones left out.
    """

    folders: tuple[str, ...]
    odd: tuple[tuple[str, str], ...]
    gone: tuple[Gone, ...]
    every: tuple[tuple[str, str], ...]


def names(described: Described, *bases: str) -> Names:
    """The names below any of the bases, each by its path from there."""
    gone: dict[str, Gone] = {}
    for item in retired(described):
        path = _path(item.iri, bases)
        if path and all(TARGET.fullmatch(successor) for successor in item.successors):
            gone[path] = Gone(path, described.addresses[item.iri].stem, item.status, item.successors)
    found = {
        path: described.addresses[thing].stem for thing in described.things if (path := _path(thing, bases))
    }
    every = tuple(sorted((path, stem) for path, stem in found.items() if path not in gone))
    folders = {path.rpartition("/")[0] for path, stem in every if path == stem and path.count("/") == 1}
    odd = tuple(
        (path, stem) for path, stem in every if path != stem or path.rpartition("/")[0] not in folders
    )
    return Names(tuple(sorted(folders)), odd, tuple(gone[path] for path in sorted(gone)), every)


def _path(iri: str, bases: tuple[str, ...]) -> str:
    for base in bases:
        path = iri.removeprefix(base).removesuffix("/")
        if path != iri and PLAIN.fullmatch(path):
            return path
    return ""
