"""Where the items of a chart stand from left to right."""

from __future__ import annotations

from itertools import pairwise

from kgov.publish.charts.doors import doors_of
from kgov.publish.charts.layers import Item, Layer, Layers
from kgov.publish.charts.settling import settle

SWEEPS = 24
FIELD_GAP = 14.0
#: How much a line wants to run straight, by what it joins.
PULL = {("gate", "gate"): 8.0, ("card", "gate"): 4.0, ("box", "gate"): 2.0, ("box", "card"): 1.5}


def place(found: Layers, least: float) -> float:
    """Give every item its place from the left edge, and return the width that all take.

    Args:
        found: layers whose items are in order.
        least: a width that is used even where less would do.
    """
    width = max(least, *(_needed(found, layer) for layer in found.layers))
    for layer in found.layers:
        left = 0.0
        for item in layer.items:
            item.x = left + item.gap + item.width / 2
            left += item.width + 2 * item.gap
    for sweep in range(SWEEPS):
        pulls = _pulls(found)
        for layer in found.layers if sweep % 2 else reversed(found.layers):
            for beside in (False, True):
                _settle_side(found, layer, beside, width, pulls)
    for _ in range(3):
        _straighten(found, width)
        _recentre(found, width)
    _straighten(found, width)
    for layer in found.layers:
        for item in layer.items:
            item.x = round(item.x * 2) / 2
    return width


def _needed(found: Layers, layer: Layer) -> float:
    beside = found.beside_width(layer.band)
    return layer.least_width(False) + beside + (FIELD_GAP if beside else 0.0)


Pulls = dict[Item, list[tuple[Item, float, float]]]


def _pulls(found: Layers) -> Pulls:
    """For every item, the items it is tied to, how far from their middle it wants to be, and how much."""
    doors = doors_of(found)
    pulls: Pulls = {item: [] for layer in found.layers for item in layer.items}
    for key, chain in found.chains.items():
        for lower, upper in pairwise(chain):
            shift = (doors[upper, key, False] - upper.x) - (doors[lower, key, True] - lower.x)
            weight = PULL.get((min(lower.sort, upper.sort), max(lower.sort, upper.sort)), 1.0)
            pulls[lower].append((upper, shift, weight))
            pulls[upper].append((lower, -shift, weight))
    return pulls


def _field(found: Layers, layer: Layer, beside: bool, width: float) -> tuple[float, float]:
    """The left and right edge of one side of a layer."""
    field = found.beside_width(layer.band)
    if beside:
        return width - field, width
    return 0.0, width - field - (FIELD_GAP if field else 0.0)


def _apart(one: Item, other: Item) -> float:
    return one.width / 2 + one.gap + other.gap + other.width / 2


def _settle_side(found: Layers, layer: Layer, beside: bool, width: float, pulls: Pulls) -> None:
    items = [item for item in layer.items if item.beside == beside]
    if not items:
        return
    left, right = _field(found, layer, beside, width)
    wanted, weights = [], []
    for item in items:
        weight = sum(pull for _, _, pull in pulls[item])
        if item.sort == "title":
            wanted.append(left)
            weights.append(1000.0)
        elif weight:
            wanted.append(sum((end.x + shift) * pull for end, shift, pull in pulls[item]) / weight)
            weights.append(weight)
        else:
            wanted.append(item.x)
            weights.append(0.1)
    low = left + items[0].gap + items[0].width / 2
    high = right - items[-1].gap - items[-1].width / 2
    gaps = [_apart(one, other) for one, other in pairwise(items)]
    for item, x in zip(items, settle(wanted, weights, gaps, low, high), strict=True):
        item.x = x


def _recentre(found: Layers, width: float) -> None:
    """Put each box over or under what it is tied to, as far as its neighbours leave room."""
    pulls = _pulls(found)
    for layer in found.layers:
        for item in layer.items:
            if item.sort == "box" and pulls[item]:
                low, high = _room(found, item, width)
                wish = sum(end.x + shift for end, shift, _ in pulls[item]) / len(pulls[item])
                item.x = min(max(wish, low), max(low, high))


def _straighten(found: Layers, width: float) -> None:
    """Put gates and cards that follow each other on one line, as far as their neighbours leave room."""
    doors = doors_of(found)
    for key, chain in found.chains.items():
        run: list[Item] = []
        low, high = float("-inf"), float("inf")
        for item in [*chain, None]:
            room = None if item is None or item.sort == "box" else _room(found, item, width)
            if room is not None and max(low, room[0]) <= min(high, room[1]):
                low, high = max(low, room[0]), min(high, room[1])
                run.append(item) if item is not None else None
                continue
            _align(run, low, high, chain, doors, key)
            run = [item] if room is not None and item is not None else []
            low, high = room if room is not None else (float("-inf"), float("inf"))


def _align(
    run: list[Item],
    low: float,
    high: float,
    chain: list[Item],
    doors: dict[tuple[Item, str, bool], float],
    key: str,
) -> None:
    if not run:
        return
    wishes = sorted(item.x for item in run)
    first, last = chain.index(run[0]), chain.index(run[-1])
    ends = [doors[chain[first - 1], key, True]]
    if last + 1 < len(chain):
        ends.append(doors[chain[last + 1], key, False])
    fitting = [end for end in ends if low <= end <= high]
    wish = fitting[0] if fitting else wishes[len(wishes) // 2]
    for item in run:
        item.x = min(max(wish, low), high)


def _room(found: Layers, item: Item, width: float) -> tuple[float, float]:
    """How far an item may move between its neighbours."""
    layer = found.layers[found.where[item]]
    items = [other for other in layer.items if other.beside == item.beside]
    index = items.index(item)
    left, right = _field(found, layer, item.beside, width)
    low = items[index - 1].x + _apart(items[index - 1], item) if index else left + item.gap + item.width / 2
    high = (
        items[index + 1].x - _apart(item, items[index + 1])
        if index + 1 < len(items)
        else right - item.gap - item.width / 2
    )
    return low, high
