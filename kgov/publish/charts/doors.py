"""Where cables meet the items on their way: in the middle, but side by side along the edge of a box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kgov.publish.charts.layers import APART, CORNER, Item, Layers
from kgov.publish.charts.settling import settle

Door = tuple[Item, str, bool]  # item, key of the cable, whether above the item


@dataclass(frozen=True, eq=False)
class Edge:
    """One edge of a box, with the cables that meet there: the item that each comes from, its key and its thickness."""

    box: Item
    is_upper: bool
    ends: list[tuple[Item, str, float]]

    def places(self) -> Iterator[tuple[str, float]]:
        """The place of each door, as near as can be to where its cable comes from, as things stand now."""
        box, half = self.box, self.box.width / 2 - CORNER
        if len(self.ends) == 1:
            ((other, key, thick),) = self.ends
            low = box.x - half + thick / 2
            x = min(max(other.x, low), max(low, box.x + half - thick / 2))
            yield key, round(x * 2) / 2
            return
        ends = sorted([(other.x, key, thick) for other, key, thick in self.ends])
        gaps = [(one[2] + other[2]) / 2 + APART for one, other in pairwise(ends)]
        low, high = box.x - half + ends[0][2] / 2, box.x + half - ends[-1][2] / 2
        places = settle([end[0] for end in ends], [1.0] * len(ends), gaps, low, high)
        for (_, key, _), x in zip(ends, places, strict=True):
            yield key, round(x * 2) / 2


class Doors:
    """All doors of a chart, wherever its items stand."""

    def __init__(self, found: Layers) -> None:
        edges: dict[tuple[Item, bool], Edge] = {}
        self._middles: list[tuple[Item, str]] = []
        for key, chain in found.chains.items():
            thick = found.cables[key].thickness
            for index, item in enumerate(chain):
                self._middles.append((item, key))
                if item.sort == "box":
                    is_upper = index == 0
                    other = chain[1] if is_upper else chain[-2]
                    edge = edges.setdefault((item, is_upper), Edge(item, is_upper, []))
                    edge.ends.append((other, key, thick))
        self.edges = list(edges.values())

    def now(self) -> dict[Door, float]:
        """The place from the left of every door, as things stand now."""
        doors: dict[Door, float] = {}
        for item, key in self._middles:
            doors[item, key, True] = doors[item, key, False] = item.x
        for edge in self.edges:
            for key, x in edge.places():
                doors[edge.box, key, edge.is_upper] = x
        return doors
