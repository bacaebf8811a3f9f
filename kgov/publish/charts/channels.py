"""The room between two layers, in which lines turn: each on a level of its own, so that none lies on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kgov.publish.charts.graph import Cable

#: Room between a box and the first level of a channel, for an arrow head, and elsewhere.
HEAD_ROOM, PLAIN_ROOM, EMPTY_ROOM = 20.0, 9.0, 8.0
#: Room under the last level of a channel before the title of a new band.
BAND_ROOM = 22.0
LEVEL_GAP = 9.0
#: How far two upright lines keep from each other, and how finely a free place for one is sought.
APART, STEP = 4.0, 4.0


@dataclass(eq=False)
class Turn:
    """A level stretch of a cable, from where it comes from below to where it goes on upwards."""

    cable: Cable
    lower: float
    upper: float
    level: int = 0
    y: float = 0.0

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where it needs its level for itself."""
        half = self.cable.thickness / 2 + APART
        return min(self.lower, self.upper) - half, max(self.lower, self.upper) + half

    def touches(self, other: Turn) -> bool:
        """Whether two turns would meet on one level."""
        return self.reach[0] < other.reach[1] and other.reach[0] < self.reach[1]

    def is_under(self, other: Turn) -> bool:
        """Whether this one must lie lower: the other goes on upwards where this one comes from below."""
        if other.cable is self.cable:
            return self.upper == other.lower
        return abs(other.upper - self.lower) < (other.cable.thickness + self.cable.thickness) / 2 + APART


@dataclass(eq=False)
class Hop:
    """A cable on its way from an item to one in the layer above: straight, with one turn, or with two."""

    cable: Cable
    lower: float
    upper: float
    ends_below: bool = False
    ends_above: bool = False
    turns: list[Turn] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.lower != self.upper:
            self.turns = [Turn(self.cable, self.lower, self.upper)]


@dataclass
class Channel:
    """The room between two layers: its levels from the top, each with the height it takes."""

    hops: list[Hop]
    lower: str

    @property
    def above(self) -> float:
        """The room above the levels: for an arrow head, or the mark of a line that is broken off."""
        if any(hop.ends_above for hop in self.hops):
            return HEAD_ROOM
        return PLAIN_ROOM if self.hops else 0.0

    @property
    def below(self) -> float:
        """The room below the levels: for an arrow head, or the edge of a band."""
        if self.lower == "titles":
            return BAND_ROOM
        if any(hop.ends_below for hop in self.hops):
            return HEAD_ROOM
        return PLAIN_ROOM if self.hops else EMPTY_ROOM

    def set_heights(self, top: float) -> float:
        """Give each turn its height, from the top of the channel, and return the bottom of the channel."""
        turns = self._arrange()
        count = max((turn.level + 1 for turn in turns), default=0)
        y = top + self.above
        for level in range(count):
            mine = [turn for turn in turns if turn.level == level]
            height = max(turn.cable.thickness for turn in mine) + LEVEL_GAP
            for turn in mine:
                turn.y = y + height / 2
            y += height
        return y + self.below

    def _arrange(self) -> list[Turn]:
        """Give each turn its level; where two cables change places, one of them takes two turns."""
        waiting = _in_order([turn for hop in self.hops for turn in hop.turns])
        placed: list[Turn] = []
        while waiting:
            free = next((one for one in waiting if not _must_wait(one, waiting)), None)
            whole = [hop for hop in self.hops if len(hop.turns) == 1 and hop.turns[0] in waiting]
            if free is None and whole:
                waiting = self._with_detour(max(whole, key=lambda hop: abs(hop.lower - hop.upper)), waiting)
                continue
            turn = free or waiting[0]
            waiting.remove(turn)
            turn.level = max((one.level + 1 for one in placed if turn.touches(one)), default=0)
            placed.append(turn)
        return placed

    def _with_detour(self, hop: Hop, waiting: list[Turn]) -> list[Turn]:
        """The turns with that of a hop in two, by way of a place where no other line stands upright."""
        place = self._free_place(hop)
        others = [turn for turn in waiting if turn not in hop.turns]
        hop.turns = [Turn(hop.cable, hop.lower, place), Turn(hop.cable, place, hop.upper)]
        return [*hop.turns, *others]

    def _free_place(self, hop: Hop) -> float:
        middle = (hop.lower + hop.upper) / 2
        ends = [x for one in self.hops for x in (one.lower, one.upper)]
        steps = int((max(ends) - min(ends)) / STEP) + 1
        places = [middle + sign * step * STEP for step in range(steps) for sign in (1, -1)]
        inside = (place for place in places if min(ends) <= place <= max(ends))
        return next((place for place in inside if self._is_free(hop, place)), middle)

    def _is_free(self, hop: Hop, place: float) -> bool:
        return all(
            abs(place - x) >= (hop.cable.thickness + other.cable.thickness) / 2 + APART
            for other in self.hops
            for x in (other.lower, other.upper, *(turn.upper for turn in other.turns))
        )


def _in_order(turns: list[Turn]) -> list[Turn]:
    """Turns in the order in which they cross least: the outermost highest, both directions by turns."""
    rightwards = sorted((turn for turn in turns if turn.upper > turn.lower), key=lambda turn: turn.lower)
    leftwards = sorted((turn for turn in turns if turn.upper < turn.lower), key=lambda turn: -turn.lower)
    mixed: list[Turn] = []
    for index in range(max(len(rightwards), len(leftwards))):
        mixed += rightwards[index : index + 1] + leftwards[index : index + 1]
    return mixed


def _must_wait(turn: Turn, waiting: Sequence[Turn]) -> bool:
    return any(other is not turn and turn.is_under(other) for other in waiting)
