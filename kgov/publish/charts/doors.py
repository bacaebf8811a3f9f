"""Where cables meet the items on their way: in the middle, but side by side along the edge of a box."""

from __future__ import annotations

from itertools import pairwise

from kgov.publish.charts.graph import Cable
from kgov.publish.charts.layers import APART, CORNER, Item, Layers
from kgov.publish.charts.settling import settle

Door = tuple[Item, str, bool]  # item, key of the cable, whether above the item


def doors_of(found: Layers) -> dict[Door, float]:
    """The place from the left of every door; those of a box lie as near as can be to where their cables come from."""
    doors: dict[Door, float] = {}
    at_box: dict[tuple[Item, bool], list[tuple[float, str, Cable]]] = {}
    for key, chain in found.chains.items():
        cable = found.cables[key]
        for index, item in enumerate(chain):
            doors[item, key, True] = doors[item, key, False] = item.x
            if item.sort == "box":
                upwards = index == 0
                other = chain[1] if upwards else chain[-2]
                at_box.setdefault((item, upwards), []).append((other.x, key, cable))
    for (item, upwards), ends in at_box.items():
        for key, x in _along(item, sorted(ends, key=lambda end: end[:2])):
            doors[item, key, upwards] = x
    return doors


def _along(item: Item, ends: list[tuple[float, str, Cable]]) -> list[tuple[str, float]]:
    thick = [cable.thickness for _, _, cable in ends]
    gaps = [(one + other) / 2 + APART for one, other in pairwise(thick)]
    half = item.width / 2 - CORNER
    low, high = item.x - half + thick[0] / 2, item.x + half - thick[-1] / 2
    places = settle([x for x, _, _ in ends], [1.0] * len(ends), gaps, low, high)
    return [(key, round(x * 2) / 2) for (_, key, _), x in zip(ends, places, strict=True)]
