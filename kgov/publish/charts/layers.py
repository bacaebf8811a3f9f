"""Layers of a chart from the top: rows of boxes, and between them the words of the cables.

A cable has one item in every layer that it passes: a card with its words in one, a narrow gate in the others. What
is an item has room of its own, so that no line meets a box or a word that it does not belong to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kgov.publish.charts.graph import Cable, Graph, Node
from kgov.publish.charts.lettering import Words
from kgov.publish.charts.rows import GAP, Row, halve, rows_of

TITLE_HEIGHT = 20.0


#: Room at the corners of a box, and between two cables that meet there.
CORNER, APART = 12.0, 11.0
#: The room that an item wants on each side.
GAPS = {"box": GAP / 2, "card": 5.0, "gate": 5.0, "title": 6.0}


def doors_width(cables: Iterable[Cable]) -> float:
    """The width that cables need side by side along the edge of a box."""
    return sum(cable.thickness + APART for cable in cables) + 2 * CORNER - APART


@dataclass(eq=False)
class Item:
    """One thing in a layer: a box, a card, a gate or a title. ``x`` is its middle."""

    sort: str  # box | card | gate | title
    width: float
    height: float
    beside: bool
    node: Node | None = None
    cable: Cable | None = None
    title: Words | None = None
    x: float = 0.0

    @property
    def gap(self) -> float:
        """The room it wants on each side."""
        return GAPS[self.sort]

    @property
    def room(self) -> float:
        """The width it takes of its layer."""
        return self.width + 2 * self.gap


@dataclass(eq=False)
class Layer:
    """Items from the left, and the band they lie in."""

    band: int
    sort: str  # boxes | cards | titles
    items: list[Item] = field(default_factory=list)

    @property
    def height(self) -> float:
        return max((item.height for item in self.items), default=0.0)

    def least_width(self, beside: bool) -> float:
        """The width that the items of one side of the layer need."""
        return sum(item.room for item in self.items if item.beside == beside)


@dataclass
class Layers:
    """All layers, and for every cable its items from the lower end to the upper one."""

    layers: list[Layer]
    chains: dict[str, list[Item]]
    cables: dict[str, Cable]
    where: dict[Item, int]

    beside_widths: dict[int, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for layer in self.layers:
            widest = self.beside_widths.get(layer.band, 0.0)
            self.beside_widths[layer.band] = max(widest, layer.least_width(True))

    def beside_width(self, band: int) -> float:
        """The width of the field beside in a band; 0 if it has none."""
        return self.beside_widths[band]

    def needed(self, layer: Layer) -> float:
        """The width that a layer needs together with the field beside of its band."""
        return layer.least_width(False) + self.beside_width(layer.band)


def layers_of(graph: Graph, room: float) -> Layers:
    """The layers of a chart that keep within a width where that can be.

    Args:
        graph: what is shown.
        room: the width to keep within; a single box, or what must pass beside it, may need more.
    """
    rows = rows_of(graph, room)
    while True:
        found = _Builder(graph, rows, room).build()
        crowded = next(
            (
                index
                for index, layer in enumerate(layer for layer in found.layers if layer.sort == "boxes")
                if found.needed(layer) > room and len(rows[index][1]) > 1
            ),
            None,
        )
        if crowded is None:
            return found
        band, row = rows[crowded]
        rows[crowded : crowded + 1] = [(band, part) for part in halve(graph, row)]


class _Builder:
    def __init__(self, graph: Graph, rows: list[tuple[int, Row]], room: float) -> None:
        self.graph, self.rows, self.room = graph, rows, room
        self.row_of = {node.key: index for index, (_, row) in enumerate(rows) for node in row}
        self.node = {node.key: node for node in graph.nodes}
        self.spans: dict[str, tuple[int, int]] = {}  # cable: its upper row, and its lower one
        ends: dict[str, int] = {}
        for cable in graph.cables:
            here = self.row_of[cable.tail]
            there = here - 1 if cable.head is None else self.row_of[cable.head]
            self.spans[cable.key] = min(here, there), max(here, there)
            for end in (cable.tail, cable.head):
                if end is not None:
                    ends[end] = ends.get(end, 0) + 1
        self.ends = ends
        self.above: dict[str, list[Cable]] = {key: [] for key in self.node}
        self.below: dict[str, list[Cable]] = {key: [] for key in self.node}
        for cable in graph.cables:
            lower, upper = self._ends(cable)
            self.above[lower].append(cable)
            if upper is not None:
                self.below[upper].append(cable)

    def build(self) -> Layers:
        layers: list[Layer] = []
        for index, (band, row) in enumerate(self.rows):
            layers += self._between(index)
            boxes = [Item("box", self._box_width(node), node.height, node.beside, node=node) for node in row]
            passing = [self._gate(cable, band) for cable in self._through(index)]
            layers.append(Layer(band, "boxes", boxes + passing))
        where = {item: index for index, layer in enumerate(layers) for item in layer.items}
        cables = {cable.key: cable for cable in self.graph.cables}
        return Layers(layers, self._chains(layers), cables, where)

    def _chains(self, layers: list[Layer]) -> dict[str, list[Item]]:
        chains: dict[str, list[Item]] = {}
        boxes = {item.node.key: item for layer in layers for item in layer.items if item.node is not None}
        inner: dict[str, list[Item]] = {cable.key: [] for cable in self.graph.cables}
        for layer in reversed(layers):
            for item in layer.items:
                if item.cable is not None:
                    inner[item.cable.key].append(item)
        for cable in self.graph.cables:
            lower, upper = self._ends(cable)
            chains[cable.key] = [boxes[lower], *inner[cable.key], *([] if upper is None else [boxes[upper]])]
        return chains

    def _ends(self, cable: Cable) -> tuple[str, str | None]:
        """The lower and the upper end."""
        if cable.head is None or self.row_of[cable.tail] > self.row_of[cable.head]:
            return cable.tail, cable.head
        return cable.head, cable.tail

    def _box_width(self, node: Node) -> float:
        """The width of a box: for its name, and for the cables that meet on one side of it."""
        return max(node.width, doors_width(self.above[node.key]), doors_width(self.below[node.key]))

    def _through(self, row: int) -> list[Cable]:
        """The cables that pass a row of boxes without ending there."""
        return [
            cable for cable in self.graph.cables if self.spans[cable.key][0] < row < self.spans[cable.key][1]
        ]

    def _beside(self, cable: Cable, band: int) -> bool:
        """Whether a cable runs in the field beside while it is in a band."""
        ends = [self.node[end] for end in (cable.tail, cable.head) if end is not None]
        mine = [node for node in ends if node.band == self.graph.bands[band].key]
        return any(node.beside for node in mine)

    def _gate(self, cable: Cable, band: int) -> Item:
        return Item("gate", cable.thickness + 4.0, 0.0, self._beside(cable, band), cable=cable)

    def _card(self, cable: Cable, band: int) -> Item:
        return Item("card", cable.width, cable.height, self._beside(cable, band), cable=cable)

    # ---- what lies above a row

    def _between(self, row: int) -> list[Layer]:
        """The layers between a row and the one above it."""
        band = self.rows[row][0]
        above = self.rows[row - 1][0] if row else None
        crossing = [
            cable for cable in self.graph.cables if self.spans[cable.key][0] < row <= self.spans[cable.key][1]
        ]
        upper = [cable for cable in crossing if not cable.is_broken and self._is_near_upper(cable, row)]
        lower = [cable for cable in crossing if cable.is_broken or self._is_near_lower(cable, row)]
        if above == band:
            return self._card_layers([*upper, *lower], crossing, band)
        found = [] if above is None else self._card_layers(upper, crossing, above)
        found.append(self._title_layer(band, [cable for cable in crossing if not cable.is_broken]))
        return found + self._card_layers(lower, crossing, band)

    def _is_near_upper(self, cable: Cable, row: int) -> bool:
        return self.spans[cable.key][0] == row - 1 and self._said_above(cable)

    def _is_near_lower(self, cable: Cable, row: int) -> bool:
        return self.spans[cable.key][1] == row and not self._said_above(cable)

    def _said_above(self, cable: Cable) -> bool:
        """Whether the words stand at the upper end: where fewer cables meet."""
        lower, upper = self._ends(cable)
        return upper is not None and self.ends[upper] <= self.ends[lower]

    def _card_layers(self, said: list[Cable], crossing: list[Cable], band: int) -> list[Layer]:
        """As many layers as the cards need; the cables that are not said in one pass it."""
        parts: list[list[Cable]] = []
        field = self._field_width(band)
        gates = [self._gate(cable, band) for cable in crossing if not cable.is_broken]
        passing = {gate.cable.key: gate for gate in gates if gate.cable is not None}
        taken = [0.0, 0.0]  # of the last part, in the band itself and in the field beside
        for cable in said:
            card, gate = self._card(cable, band), passing.get(cable.key)
            more = card.room - (gate.room if gate is not None else 0.0)
            taken[card.beside] += more
            if parts and taken[False] + max(taken[True], field) <= self.room:
                parts[-1].append(cable)
            else:
                parts.append([cable])
                taken = [
                    sum(gate.room for gate in gates if gate.beside == beside) for beside in (False, True)
                ]
                taken[card.beside] += more
        layers = []
        begun = {cable.key for cable in crossing if not cable.is_broken}
        for part in parts:
            here = {cable.key for cable in part}
            begun |= here
            cards = [self._card(cable, band) for cable in part]
            beside = [
                self._gate(cable, band) for cable in crossing if cable.key in begun and cable.key not in here
            ]
            layers.append(Layer(band, "cards", cards + beside))
        return layers

    def _field_width(self, band: int) -> float:
        """The width that the boxes of the field beside need in a band."""
        rows = [[node for node in row if node.beside] for place, row in self.rows if place == band]
        return max(sum(self._box_width(node) + GAP for node in row) for row in rows)

    def _title_layer(self, band: int, crossing: list[Cable]) -> Layer:
        its = self.graph.bands[band]
        texts = [(its.title, False)]
        if any(node.beside and node.band == its.key for node in self.graph.nodes):
            texts.append((its.beside, True))
        titles = [
            Item("title", words.width, TITLE_HEIGHT, beside, title=words)
            for text, beside in texts
            for words in [Words(text, "note")]
        ]
        return Layer(band, "titles", titles + [self._gate(cable, band) for cable in crossing])
