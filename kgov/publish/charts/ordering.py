"""The order of the items within each layer, so that few lines cross."""

from __future__ import annotations

import itertools
from bisect import bisect_left, insort

from kgov.publish.charts.layers import Item, Layer, Layers

SWEEPS = 10

Neighbours = dict[Item, list[Item]]


def order(found: Layers) -> None:
    """Put the items of every layer in an order with few crossings; the best of several sweeps is kept."""
    below, above = neighbours(found)
    places: dict[Item, float] = {}
    for layer in found.layers:
        places |= _places(layer)
    best = [list(layer.items) for layer in found.layers]
    fewest: int | None = None
    for sweep in range(SWEEPS):
        upwards = sweep % 2 == 0
        layers = list(reversed(found.layers)) if upwards else found.layers
        near, far = (below, above) if upwards else (above, below)
        for layer in layers:
            layer.items = _sorted(layer.items, near, far, places)
            places |= _places(layer)
        count = crossings(found, below)
        if fewest is None or count < fewest:
            best, fewest = [list(layer.items) for layer in found.layers], count
        if not count:
            break
    for layer, items in zip(found.layers, best, strict=True):
        layer.items = items


def neighbours(found: Layers) -> tuple[Neighbours, Neighbours]:
    """For every item, what it is tied to in the layer below, and in the layer above."""
    below: Neighbours = {item: [] for layer in found.layers for item in layer.items}
    above: Neighbours = {item: [] for layer in found.layers for item in layer.items}
    for chain in found.chains.values():
        for lower, upper in itertools.pairwise(chain):
            below[upper].append(lower)
            above[lower].append(upper)
    return below, above


def crossings(found: Layers, below: Neighbours) -> int:
    """How many lines cross between the layers."""
    total = 0
    for layer, under in zip(found.layers, found.layers[1:], strict=False):
        place = {item: index for index, item in enumerate(under.items)}
        seen: list[int] = []
        for item in layer.items:
            ends = sorted(place[end] for end in below[item])
            total += sum(len(seen) - bisect_left(seen, end + 1) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


def _places(layer: Layer) -> dict[Item, float]:
    """Where each item stands in its layer, from 0 to 1."""
    return {item: (index + 0.5) / len(layer.items) for index, item in enumerate(layer.items)}


def _sorted(items: list[Item], near: Neighbours, far: Neighbours, places: dict[Item, float]) -> list[Item]:
    def wish(item: Item) -> float:
        ends = near[item] or far[item] or [item]
        return sum(places[end] for end in ends) / len(ends)

    return sorted(items, key=lambda item: (item.beside, item.sort != "title", wish(item), places[item]))
