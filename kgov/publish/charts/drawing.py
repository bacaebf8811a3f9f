"""A chart with all its places: what the renderer draws and the geometry tests measure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kgov.publish.charts.graph import Band, Cable, Node, Strand
from kgov.publish.charts.lettering import Words


class Point(NamedTuple):
    """A place in a drawing; y grows downwards."""

    x: float
    y: float


class Rect(NamedTuple):
    """A rectangle by its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def meets(self, other: Rect) -> bool:
        """Whether two rectangles share more than an edge."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


@dataclass(frozen=True)
class PlacedBox:
    node: Node
    rect: Rect


@dataclass(frozen=True)
class PlacedCard:
    """The words of a cable, in a place of their own on its way."""

    cable: Cable
    rect: Rect


@dataclass(frozen=True)
class PlacedLine:
    """One stretch of a strand; ``points`` run upwards or downwards, at right angles.

    ``arrow`` says whether it ends in an arrow head, ``break_mark`` whether it ends where the documents fall silent.
    """

    cable: Cable
    strand: Strand
    points: tuple[Point, ...]
    arrow: bool = False
    break_mark: bool = False


@dataclass(frozen=True)
class PlacedBand:
    band: Band
    rect: Rect
    beside: Rect | None = None


@dataclass(frozen=True)
class PlacedTitle:
    words: Words
    rect: Rect


@dataclass(frozen=True)
class Drawing:
    """Everything in its place."""

    width: float
    height: float
    bands: tuple[PlacedBand, ...] = ()
    titles: tuple[PlacedTitle, ...] = ()
    boxes: tuple[PlacedBox, ...] = ()
    cards: tuple[PlacedCard, ...] = ()
    lines: tuple[PlacedLine, ...] = field(default=())
