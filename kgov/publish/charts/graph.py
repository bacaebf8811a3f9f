"""What a chart of ways shows, before it has a place: nodes in bands, and cables between them.

A cable joins two nodes; its strands are the kinds of link that lie in it, each with its words. A cable without
head is a way that the documents break off.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kgov.publish.charts.lettering import Words

PAD_X, PAD_Y = 12.0, 9.0
SAMPLE = 24.0
STRAND_GAP = 9.0


@dataclass(frozen=True)
class Node:
    """A thing in a chart, later a box.

    Args:
        key: what it is called in the chart; unique.
        lines: its name as drawn, broken into lines.
        name: its whole name.
        band: key of the band it stands in.
        form: how its box looks: body, kind, office, other, many.
        href: where its page lies, if it has one.
        beside: stands beside the band's other nodes, in a field of its own.
        is_start: the one the chart is about.
    """

    key: str
    lines: tuple[Words, ...]
    name: str
    band: str
    form: str = "body"
    href: str | None = None
    beside: bool = False
    is_start: bool = False
    least_width: float = 0.0

    @cached_property
    def width(self) -> float:
        return max(self.least_width, *(line.width + 2 * PAD_X for line in self.lines))

    @cached_property
    def height(self) -> float:
        return sum(line.height for line in self.lines) + 2 * PAD_Y


@dataclass(frozen=True)
class Strand:
    """One kind of link in a cable: its family, its words as drawn, and the whole sentence."""

    key: str
    family: str
    lines: tuple[Words, ...]
    title: str
    href: str | None = None
    is_added: bool = False


@dataclass(frozen=True)
class Cable:
    """The strands between two nodes; without head, what the documents do not say of the tail."""

    key: str
    tail: str
    head: str | None
    strands: tuple[Strand, ...]

    @property
    def is_broken(self) -> bool:
        return self.head is None

    @property
    def has_samples(self) -> bool:
        return len(self.strands) > 1 and not self.is_broken

    @cached_property
    def thickness(self) -> float:
        """The width of the strands side by side."""
        return 0.0 if self.is_broken else (len(self.strands) - 1) * STRAND_GAP

    @cached_property
    def width(self) -> float:
        """The width of the card that carries the words."""
        widest = max((line.width for strand in self.strands for line in strand.lines), default=0.0)
        return widest + (SAMPLE if self.has_samples else 0.0) + 14.0

    @cached_property
    def height(self) -> float:
        """The height of the card that carries the words."""
        lines = sum(line.height for strand in self.strands for line in strand.lines)
        return lines + 4.0 * (len(self.strands) - 1) + 8.0


@dataclass(frozen=True)
class Band:
    """A level: its key and its title, and the title of the field beside, if any."""

    key: str
    title: str
    beside: str = ""
    is_outside: bool = False


@dataclass(frozen=True)
class Graph:
    """Bands from the top, their nodes, and the cables; every end of a cable is a node."""

    bands: tuple[Band, ...]
    nodes: tuple[Node, ...]
    cables: tuple[Cable, ...] = field(default=())

    def __post_init__(self) -> None:
        keys = {node.key for node in self.nodes}
        bands = {band.key for band in self.bands}
        assert len(keys) == len(self.nodes) and all(node.band in bands for node in self.nodes)
        assert all(cable.tail in keys and (cable.head is None or cable.head in keys) for cable in self.cables)
        assert all(cable.tail != cable.head for cable in self.cables)
