"""Where the ontology, shapes, data and queries lie: in the checkout, or inside the installed wheel."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

PACKAGED = Path(__file__).resolve().parent / "_resources"
CHECKOUT = Path(__file__).resolve().parent.parent


@cache
def root() -> Path:
    """The folder that holds ``ontology/``, ``shapes/``, ``data/`` and ``queries/``."""
    return PACKAGED if PACKAGED.is_dir() else CHECKOUT


def folder(name: str) -> Path:
    """One of the top-level folders, such as ``folder("data")``."""
    return root() / name


#: The parts of the model, each with the files that make it up. Commands load what they need.
PARTS: dict[str, tuple[str, ...]] = {
    "norm": ("data/*/norm.ttl", "data/*/*/norm.ttl"),
    "open": ("data/*/*/open.ttl",),
    "statements": ("data/*/*/statements.ttl",),
    "codes": ("ontology/codes/*.ttl",),
    "ontology": ("ontology/*.ttl",),
    "rules": ("shapes/*/*.ttl",),
}


@cache
def files(part: str) -> tuple[Path, ...]:
    """The files of one part, in a fixed order."""
    found = {path for pattern in PARTS[part] for path in root().glob(pattern)}
    return tuple(sorted(found))


@cache
def digest() -> str:
    """The SHA-256 of all files of the model: what every answer rests on."""
    model = hashlib.sha256()
    for part in sorted(PARTS):
        for path in files(part):
            model.update(path.read_bytes())
    return model.hexdigest()
