"""Chance that falls alike on every machine and in every version of Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """Draws that follow from a whole number alone.

    Only ``random()`` is used: of the generator, that sequence alone is promised to stay.

    Args:
        seed: a whole number, not negative.
    """

    def __init__(self, seed: int) -> None:
        self._next = random.Random(seed).random

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, the limit."""
        return int(self._next() * limit)

    def chance(self, share: float) -> bool:
        """True as often as the share says."""
        return self._next() < share

    def one(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[int(self._next() * len(items))]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """The items in an order of chance."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed
