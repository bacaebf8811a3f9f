"""Where the items of a chart stand from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

from kgov.publish.charts.doors import Doors
from kgov.publish.charts.layers import Item, Layer, Layers
from kgov.publish.charts.settling import settle_at

SWEEPS = 24
FIELD_GAP = 14.0
#: How much a line wants to run straight, by what it joins.
PULL = {("gate", "gate"): 8.0, ("card", "gate"): 4.0, ("box", "gate"): 2.0, ("box", "card"): 1.5}
#: How much a title insists on its place at the left edge, and an item that nothing is tied to on where it stands.
FIXED, LOOSE = 1000.0, 0.1


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
    placing = _Placing(found, width)
    placing.sweep()
    for _ in range(3):
        placing.straighten()
        placing.recentre()
    placing.straighten()
    for layer in found.layers:
        for item in layer.items:
            item.x = round(item.x * 2) / 2
    return width


def _needed(found: Layers, layer: Layer) -> float:
    beside = found.beside_width(layer.band)
    return layer.least_width(False) + beside + (FIELD_GAP if beside else 0.0)


def _field(found: Layers, layer: Layer, beside: bool, width: float) -> tuple[float, float]:
    """The left and right edge of one side of a layer."""
    field = found.beside_width(layer.band)
    if beside:
        return width - field, width
    return 0.0, width - field - (FIELD_GAP if field else 0.0)


def _apart(one: Item, other: Item) -> float:
    return one.width / 2 + one.gap + other.gap + other.width / 2


#: What an item is tied to, which shift goes with that, and how much it is drawn there.
Pull = tuple[Item, int, float]


@dataclass(eq=False)
class _Side:
    """The items of one side of a layer from the left, and the room that they have together.

    Args:
        items: the items.
        left: the left edge.
        low: the first item does not stand before this.
        high: the last item does not stand after this.
        gaps: the least distance between each item and the next.
    """

    items: list[Item]
    left: float
    low: float
    high: float
    gaps: list[float]

    def __post_init__(self) -> None:
        self.offsets = list(accumulate(self.gaps, initial=0.0))
        self.last_first = max(self.low, self.high - self.offsets[-1])

    def room(self, index: int) -> tuple[float, float]:
        """How far an item may move between its neighbours."""
        items, gaps = self.items, self.gaps
        low = items[index - 1].x + gaps[index - 1] if index else self.low
        high = items[index + 1].x - gaps[index] if index + 1 < len(items) else self.high
        return low, high


class _Placing:
    """What is tied to what in a chart, and the steps by which its items find their places."""

    def __init__(self, found: Layers, width: float) -> None:
        self.chains = found.chains
        self.layers = found.layers
        self.doors = Doors(found)
        self.sides = [_sides(found, layer, width) for layer in found.layers]
        self.place = {
            item: (side, index)
            for sides in self.sides
            for side in sides
            for index, item in enumerate(side.items)
        }
        #: For every item what it is tied to; a tie has one shift seen from below and one seen from above.
        self.pulls: dict[Item, list[Pull]] = {item: [] for layer in found.layers for item in layer.items}
        self.shifts: list[float] = []
        self.tie_at: dict[tuple[str, bool], int] = {}
        for key, chain in found.chains.items():
            self.tie_at[key, True] = len(self.shifts)
            for lower, upper in pairwise(chain):
                tie = len(self.shifts)
                weight = PULL.get((min(lower.sort, upper.sort), max(lower.sort, upper.sort)), 1.0)
                self.pulls[lower].append((upper, tie, weight))
                self.pulls[upper].append((lower, tie + 1, weight))
                self.shifts += [0.0, 0.0]
            self.tie_at[key, False] = len(self.shifts) - 2
        self.weights = {item: sum(weight for _, _, weight in pulls) for item, pulls in self.pulls.items()}

    # ---- how far from the middle of what it is tied to an item wants to be

    def _set_shifts(self) -> None:
        below: dict[int, float] = {}
        above: dict[int, float] = {}
        for edge in self.doors.edges:
            x = edge.box.x
            at = below if edge.is_upper else above
            for key, door in edge.places():
                at[self.tie_at[key, edge.is_upper]] = door - x
        for tie in below.keys() | above.keys():
            shift = above.get(tie, 0.0) - below.get(tie, 0.0)
            self.shifts[tie], self.shifts[tie + 1] = shift, -shift

    def sweep(self) -> None:
        """Draw all items to what they are tied to, upwards and downwards by turns."""
        for turn in range(SWEEPS):
            self._set_shifts()
            for sides in self.sides if turn % 2 else reversed(self.sides):
                for side in sides:
                    self._settle(side)

    def _settle(self, side: _Side) -> None:
        shifts, pulls, weights = self.shifts, self.pulls, self.weights
        wanted: list[float] = []
        heavy: list[float] = []
        for item in side.items:
            weight = weights[item]
            if item.sort == "title":
                wanted.append(side.left)
                heavy.append(FIXED)
            elif weight:
                total = 0.0
                for end, tie, pull in pulls[item]:
                    total += (end.x + shifts[tie]) * pull
                wanted.append(total / weight)
                heavy.append(weight)
            else:
                wanted.append(item.x)
                heavy.append(LOOSE)
        places = settle_at(wanted, heavy, side.offsets, side.low, side.last_first)
        for item, x in zip(side.items, places, strict=True):
            item.x = x

    def recentre(self) -> None:
        """Put each box over or under what it is tied to, as far as its neighbours leave room."""
        self._set_shifts()
        for layer in self.layers:
            for item in layer.items:
                pulls = self.pulls[item]
                if item.sort == "box" and pulls:
                    low, high = self._room(item)
                    wish = sum(end.x + self.shifts[tie] for end, tie, _ in pulls) / len(pulls)
                    item.x = min(max(wish, low), max(low, high))

    def straighten(self) -> None:
        """Put gates and cards that follow each other on one line, as far as their neighbours leave room."""
        doors = self.doors.now()
        for key, chain in self.chains.items():
            first = 0
            low, high = float("-inf"), float("inf")
            for index, item in enumerate(chain):
                room = None if item.sort == "box" else self._room(item)
                if room is not None and max(low, room[0]) <= min(high, room[1]):
                    low, high = max(low, room[0]), min(high, room[1])
                    continue
                self._align(chain, first, index, (low, high), doors, key)
                first = index if room is not None else index + 1
                low, high = room if room is not None else (float("-inf"), float("inf"))
            self._align(chain, first, len(chain), (low, high), doors, key)

    def _align(
        self,
        chain: list[Item],
        first: int,
        after: int,
        room: tuple[float, float],
        doors: dict[tuple[Item, str, bool], float],
        key: str,
    ) -> None:
        """Put the items of a chain from the first to the one before another on one line within the room given."""
        run = chain[first:after]
        if not run:
            return
        low, high = room
        ends = [doors[chain[first - 1], key, True]]
        if after < len(chain):
            ends.append(doors[chain[after], key, False])
        fitting = [end for end in ends if low <= end <= high]
        wish = fitting[0] if fitting else sorted(item.x for item in run)[len(run) // 2]
        for item in run:
            item.x = min(max(wish, low), high)

    def _room(self, item: Item) -> tuple[float, float]:
        side, index = self.place[item]
        return side.room(index)


def _sides(found: Layers, layer: Layer, width: float) -> list[_Side]:
    """The sides of a layer that hold anything: its own, and the field beside."""
    sides = []
    for beside in (False, True):
        items = [item for item in layer.items if item.beside == beside]
        if items:
            left, right = _field(found, layer, beside, width)
            low = left + items[0].gap + items[0].width / 2
            high = right - items[-1].gap - items[-1].width / 2
            sides.append(_Side(items, left, low, high, [_apart(one, two) for one, two in pairwise(items)]))
    return sides
