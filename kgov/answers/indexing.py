"""Things found by what they concern, in the order in which the model has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from kgov.storage.terms import Iri

T = TypeVar("T")

#: By each thing that is concerned, what concerns it with its place in the order of the model.
Index = Mapping[Iri, list[tuple[int, T]]]


def index(things: Iterable[T], keys: Callable[[T], Iterable[Iri]]) -> Index[T]:
    """Things by what they concern.

    Args:
        things: in the order of the model.
        keys: what each of them concerns.
    """
    found: dict[Iri, list[tuple[int, T]]] = {}
    for place, thing in enumerate(things):
        for key in keys(thing):
            found.setdefault(key, []).append((place, thing))
    return found


def concerning(by: Index[T], things: Iterable[Iri]) -> list[T]:
    """What concerns any of some things, each once and in the order of the model."""
    found = dict(entry for thing in things for entry in by.get(thing, []))
    return [found[place] for place in sorted(found)]
