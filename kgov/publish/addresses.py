"""Where a thing lies in the site: a page in each language, and its data beside them.

``kgd:orebro-rmks`` has the pages ``sv/id/orebro-rmks.html`` and ``en/id/orebro-rmks.html`` and the data
``id/orebro-rmks.ttl`` and ``id/orebro-rmks.jsonld``. Links are relative and name files, so that the site works in
any folder and without a server.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from posixpath import relpath

from kgov.namespaces import BASE, local_name
from kgov.storage.terms import Iri

LANGUAGES = ("sv", "en")
#: Things under other bases than ours, as those of lists, lie here.
FOREIGN = "record"
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST = 80
#: Names that Windows keeps for devices, with whatever ending.
DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """The place of one thing, without language and ending: ``id/orebro-rmks``."""

    stem: str

    def page(self, lang: str) -> str:
        """The path of its page in a language, from the root of the site."""
        return f"{lang}/{self.stem}.html"

    def data(self, ending: str) -> str:
        """The path of its data (``ttl``, ``jsonld``), which has no language."""
        return f"{self.stem}.{ending}"


class Addresses:
    """The addresses of all things that are published; each thing has one, and no two share one on any disk.

    Args:
        things: every IRI that gets a page; the addresses depend on the set and not on its order.
    """

    def __init__(self, things: Iterable[str]) -> None:
        self._of: dict[str, Address] = {}
        taken: set[str] = set()
        for iri in sorted(set(things)):
            stem = _stem(iri)
            if stem.lower() in taken:  # names may differ in case only, and a disk may not
                stem = _marked(stem, iri)
            taken.add(stem.lower())
            self._of[iri] = Address(stem)

    def __contains__(self, iri: object) -> bool:
        return iri in self._of

    def __getitem__(self, iri: str) -> Address:
        return self._of[iri]

    def __iter__(self) -> Iterator[Iri]:
        return iter(Iri(iri) for iri in self._of)

    def get(self, iri: str) -> Address | None:
        """The address of a thing, or None for one that has no page here."""
        return self._of.get(iri)


def link(source: str, target: str) -> str:
    """The relative link from one file of the site to another; an anchor of the target is kept."""
    path, mark, anchor = target.partition("#")
    return _relative(source.rpartition("/")[0] or ".", path) + mark + anchor


@lru_cache(maxsize=1 << 15)
def _relative(folder: str, path: str) -> str:
    return relpath(path, folder)


def _stem(iri: str) -> str:
    """Folder and file name of an IRI: letters, digits, dot, hyphen and underscore of ASCII only."""
    if iri.startswith(BASE):
        *folders, name = iri[len(BASE) :].rstrip("/").split("/")
        folder = "-".join(_safe(part, part) for part in folders) or FOREIGN
    else:
        folder, name = FOREIGN, local_name(iri)
    return f"{folder}/{_safe(name, iri)}"


def _safe(name: str, whole: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    kept = UNSAFE.sub("-", plain).strip("-.")[:LONGEST]
    if DEVICE.fullmatch(kept):
        return _marked(f"x-{kept}", whole)
    return kept if kept and kept == name else _marked(kept or "x", whole)


def _marked(name: str, iri: str) -> str:
    return f"{name}-{hashlib.sha256(iri.encode()).hexdigest()[:8]}"
