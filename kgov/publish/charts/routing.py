"""The ways of the lines: through their gates, and at right angles in the channels between the layers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kgov.publish.charts.channels import Channel, Hop
from kgov.publish.charts.doors import Doors
from kgov.publish.charts.drawing import Point
from kgov.publish.charts.graph import STRAND_GAP, Cable
from kgov.publish.charts.layers import Layers


def channels_of(found: Layers) -> list[Channel]:
    """The channels between the layers from the top, each with its hops."""
    channels = [Channel([], layer.sort) for layer in found.layers[1:]]
    doors = Doors(found).now()
    for key, chain in found.chains.items():
        for one, other in pairwise(chain):
            cable = found.cables[key]
            ends = one.sort == "box" and one.node is not None and one.node.key == cable.head
            above = other.sort == "box" or (cable.is_broken and other.sort == "card")
            hop = Hop(cable, doors[one, key, True], doors[other, key, False], ends, above)
            channels[found.where[other]].hops.append(hop)
    return channels


def strand_points(middle: Sequence[Point], offset: float) -> tuple[Point, ...]:
    """The way of one strand beside the middle of its cable, at right angles.

    Args:
        middle: corners of the cable's middle.
        offset: how far to the right of it, seen in its direction.
    """
    points = _corners(middle)
    sides = [_right_of(one, other) for one, other in pairwise(points)]
    found = []
    for index, point in enumerate(points):
        near = {sides[max(0, index - 1)], sides[min(index, len(sides) - 1)]}
        found.append(
            Point(
                point.x + offset * sum(x for x, _ in near),
                point.y + offset * sum(y for _, y in near),
            )
        )
    return tuple(found)


def _right_of(one: Point, other: Point) -> tuple[int, int]:
    """The direction to the right of a stretch."""
    if one.x == other.x:
        return (1, 0) if other.y < one.y else (-1, 0)
    return (0, 1) if other.x > one.x else (0, -1)


def _corners(points: Sequence[Point]) -> list[Point]:
    """The points without those that lie on a straight stretch, or twice."""
    found: list[Point] = []
    for point in points:
        if found and found[-1] == point:
            continue
        if len(found) > 1 and (
            found[-2].x == found[-1].x == point.x or found[-2].y == found[-1].y == point.y
        ):
            found[-1] = point
        else:
            found.append(point)
    return found


def offsets(cable: Cable) -> list[float]:
    """How far each strand lies to the right of the middle of its cable."""
    return [index * STRAND_GAP - cable.thickness / 2 for index in range(len(cable.strands))]
