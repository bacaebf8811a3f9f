"""A look through a record that lasts while the record changes: what a change cannot have led elsewhere is not walked anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

from kgov.reasoning.reach import Look, Producer
from kgov.reasoning.stages import Move
from kgov.storage.lookup import Lookup

T = TypeVar("T")


class WatchedLookup(Lookup):
    """Looks up, and remembers also where nothing was found."""

    looked: set[str]

    def said(self, node: str) -> Mapping[str, Sequence[str]]:
        """The values of each property of a thing."""
        self.looked.add(node)
        return super().said(node)

    def pointing(self, node: str, predicate: str | None) -> list[str]:
        """What has a thing as a value, by one property or by any."""
        self.looked.add(node)
        return super().pointing(node, predicate)

    def signature(self, node: str) -> frozenset[str]:
        """The properties that a thing has, and its classes."""
        self.looked.add(node)
        return super().signature(node)


class LastingLook(Look):
    """A look that knows of each step what was touched on the way, and what was looked up.

    Args:
        record: where the record and the norm lie; several looks may share it.
        norm: where the norm alone lies.
    """

    record: WatchedLookup

    def __init__(self, record: WatchedLookup, norm: Lookup) -> None:
        super().__init__(record, norm)
        self._on_the_way: dict[object, tuple[set[str], set[str]]] = {}

    def step(self, move: Move, node: str, producers: Sequence[Producer]) -> set[str]:
        """What a step of the view leads to from a thing."""
        return self._watched((move, node), node, lambda: super(LastingLook, self).step(move, node, producers))

    def _run(self, producer: Producer, node: str) -> list[set[str]] | None:
        key = (id(producer.walk), node)
        return self._watched(key, node, lambda: super(LastingLook, self)._run(producer, node))

    def _watched(self, key: object, node: str, work: Callable[[], T]) -> T:
        """What a piece of work finds; it was done before if its key is known."""
        record = self.record
        if key not in self._on_the_way:
            outside = record.touched, record.looked
            record.touched, record.looked = set(), {node}
            try:
                found = work()
            finally:
                way = record.touched, record.looked
                record.touched, record.looked = outside
            self._on_the_way[key] = way
        else:
            found = work()
        touched, looked = self._on_the_way[key]
        record.touched |= touched
        record.looked |= looked
        return found

    def forget(self, nodes: Collection[str]) -> None:
        """Walk anew where something was looked up that has changed.

        Args:
            nodes: the subjects and the values of what was added or taken away.
        """
        for key, (_, looked) in list(self._on_the_way.items()):
            if not looked.isdisjoint(nodes):
                del self._on_the_way[key]
                self._steps.pop(key, None)  # type: ignore[call-overload]
                self._runs.pop(key, None)  # type: ignore[call-overload]
