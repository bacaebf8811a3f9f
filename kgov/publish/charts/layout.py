"""From a graph to a drawing: bands from the top, every box, word and line in its place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from kgov.publish.charts.channels import Channel
from kgov.publish.charts.drawing import (
    Drawing,
    PlacedBand,
    PlacedBox,
    PlacedCard,
    PlacedLine,
    PlacedTitle,
    Point,
    Rect,
)
from kgov.publish.charts.graph import Band, Cable, Graph
from kgov.publish.charts.layers import Item, Layers, layers_of
from kgov.publish.charts.ordering import order
from kgov.publish.charts.placing import place
from kgov.publish.charts.routing import channels_of, offsets, strand_points

#: Room around the bands, inside them, and between two of them.
MARGIN, INSIDE, BETWEEN = 1.0, 14.0, 8.0
#: How far a line stays from a card.
CARD_ROOM = 3.0
LEAST_WIDTH = 260.0


#: So many drawings are kept for graphs of the same shape.
KEPT = 256


@dataclass(frozen=True)
class _Shape:
    """All of a graph that its places depend on: who is tied to whom, and how large boxes and words are."""

    room: float
    bands: tuple[Band, ...]
    nodes: tuple[tuple[str, str, bool, float, float], ...]
    cables: tuple[tuple[str, str, str | None, int, float, float], ...]
    graph: Graph = field(compare=False, repr=False)


def lay_out(graph: Graph, room: float) -> Drawing:
    """Give everything in a graph its place; bodies of one kind mostly have graphs of one shape.

    Args:
        graph: bands, nodes and cables; at least one node.
        room: the width to keep within, where that can be.

    Returns:
        A drawing in which no box or word meets another and no line passes a box that is not its end.
    """
    shape = _Shape(
        room,
        graph.bands,
        tuple((node.key, node.band, node.beside, node.width, node.height) for node in graph.nodes),
        tuple(
            (cable.key, cable.tail, cable.head, len(cable.strands), cable.width, cable.height)
            for cable in graph.cables
        ),
        graph,
    )
    return _worded(_laid_out(shape), graph)


def _worded(drawing: Drawing, graph: Graph) -> Drawing:
    """A drawing with the names and words of another graph of the same shape."""
    nodes = {node.key: node for node in graph.nodes}
    cables = {cable.key: cable for cable in graph.cables}
    return replace(
        drawing,
        boxes=tuple(PlacedBox(nodes[box.node.key], box.rect) for box in drawing.boxes),
        cards=tuple(PlacedCard(cables[card.cable.key], card.rect) for card in drawing.cards),
        lines=tuple(
            PlacedLine(
                cables[line.cable.key],
                cables[line.cable.key].strands[line.cable.strands.index(line.strand)],
                line.points,
                line.arrow,
                line.break_mark,
            )
            for line in drawing.lines
        ),
    )


@lru_cache(maxsize=KEPT)
def _laid_out(shape: _Shape) -> Drawing:
    graph, room = shape.graph, shape.room
    edge = MARGIN + INSIDE
    found = layers_of(graph, room - 2 * edge)
    order(found)
    width = place(found, min(LEAST_WIDTH, room - 2 * edge))
    for layer in found.layers:
        for item in layer.items:
            item.x += edge
    channels = channels_of(found)
    tops, bottom = _heights(found, channels)
    rects = _rects(found, tops)
    return Drawing(
        width=width + 2 * edge,
        height=bottom + INSIDE + MARGIN,
        bands=_bands(graph, found, tops, bottom, width + 2 * edge),
        titles=tuple(PlacedTitle(item.title, place) for item, place in rects.items() if item.title),
        boxes=tuple(PlacedBox(item.node, place) for item, place in rects.items() if item.node),
        cards=tuple(
            PlacedCard(item.cable, place)
            for item, place in rects.items()
            if item.sort == "card" and item.cable is not None
        ),
        lines=tuple(line for cable in graph.cables for line in _lines(cable, found, channels, rects)),
    )


def _heights(found: Layers, channels: list[Channel]) -> tuple[list[float], float]:
    """The top of each layer, and the bottom of the last."""
    tops = [MARGIN + INSIDE - 4.0]
    for layer, channel in zip(found.layers, channels, strict=False):
        tops.append(channel.set_heights(tops[-1] + layer.height))
    return tops, tops[-1] + found.layers[-1].height


def _rects(found: Layers, tops: list[float]) -> dict[Item, Rect]:
    """The place of every item; the boxes of a row are equally high."""
    rects = {}
    for layer, top in zip(found.layers, tops, strict=True):
        for item in layer.items:
            height = layer.height if item.sort in ("box", "gate") else item.height
            shift = 0.0 if item.sort == "title" else (layer.height - height) / 2
            rects[item] = Rect(item.x - item.width / 2, top + shift, item.width, height)
    return rects


def _bands(
    graph: Graph, found: Layers, tops: list[float], bottom: float, width: float
) -> tuple[PlacedBand, ...]:
    starts = [top for layer, top in zip(found.layers, tops, strict=True) if layer.sort == "titles"]
    order_of = [layer.band for layer in found.layers if layer.sort == "titles"]
    ends = [start - INSIDE + 4.0 - BETWEEN for start in starts[1:]] + [bottom + INSIDE]
    placed = []
    for band, start, end in zip(order_of, starts, ends, strict=True):
        top = start - INSIDE + 4.0
        rect = Rect(MARGIN, top, width - 2 * MARGIN, end - top)
        field = found.beside_width(band)
        beside = None
        if field:
            left = width - MARGIN - INSIDE - field - 5.0
            beside = Rect(left, top + 6.0, width - MARGIN - 6.0 - left, end - top - 12.0)
        placed.append(PlacedBand(graph.bands[band], rect, beside))
    return tuple(placed)


def _lines(cable: Cable, found: Layers, channels: list[Channel], rects: dict[Item, Rect]) -> list[PlacedLine]:
    """The stretches of a cable: one to its card, and one from it, for every strand."""
    chain = found.chains[cable.key]
    hops = {
        found.where[upper]: hop
        for lower, upper in pairwise(chain)
        for hop in channels[found.where[upper]].hops
        if hop.cable is cable
    }
    stretches: list[list[Point]] = [[]]
    for lower, upper in pairwise(chain):
        hop = hops[found.where[upper]]
        if lower.sort == "card":
            stretches.append([Point(hop.lower, rects[lower].y - CARD_ROOM)])
        else:
            stretches[-1].append(Point(hop.lower, rects[lower].y))
        for turn in hop.turns:
            stretches[-1] += [Point(turn.lower, turn.y), Point(turn.upper, turn.y)]
        room = CARD_ROOM if upper.sort == "card" else 0.0
        stretches[-1].append(Point(hop.upper, rects[upper].bottom + room))
    leads_up = cable.is_broken or (chain[0].node is not None and chain[0].node.key == cable.tail)
    if not leads_up:
        stretches = [list(reversed(points)) for points in reversed(stretches)]
    placed = []
    shown = cable.strands[:1] if cable.is_broken else cable.strands
    spread = [0.0] if cable.is_broken else offsets(cable)
    for strand, offset in zip(shown, spread, strict=True):
        for index, points in enumerate(stretches):
            last = index == len(stretches) - 1
            placed.append(
                PlacedLine(
                    cable,
                    strand,
                    strand_points(points, offset if leads_up else -offset),
                    arrow=last and not cable.is_broken,
                    break_mark=last and cable.is_broken,
                )
            )
    return placed
