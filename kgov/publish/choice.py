"""What a publication is to hold, as its owner chose it; every part of the site is told the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kgov.storage.terms import Iri


@dataclass(frozen=True)
class Choice:
    """What is published.

    Args:
        as_of: the date that everything is said of.
        base: where the site will lie, ending with ``/``, such as ``https://kunskap.example.se/``.
        owner: the one owner whose bodies are published, or None for all.
        persons: ``none`` says nothing of who sits where, ``roles`` which seats are filled, ``named`` by whom.
        outcomes: ``none``, ``summary`` (counts for each body) or ``full`` (every finding).
    """

    as_of: date
    base: str
    owner: Iri | None = None
    persons: str = "roles"
    outcomes: str = "none"
