"""The classes of the ontology as pictures: the trees of classes, and the properties between them."""

from __future__ import annotations

from collections.abc import Sequence

from kgov.language import Both, Lang
from kgov.namespaces import shorten
from kgov.publish.charts.canvas import Canvas, box_height
from kgov.publish.charts.chart import NARROW, WIDE, Chart, drawn, titled
from kgov.publish.charts.classes import ALONE, OURS, Branch, ClassTree, Property
from kgov.publish.charts.drawing import Point, Rect
from kgov.publish.charts.graph import Band, Cable, Graph, Node, Strand
from kgov.publish.charts.labels import Labels, box_room, name_lines
from kgov.publish.charts.layout import lay_out
from kgov.publish.charts.lettering import Words, wrap
from kgov.publish.charts.markup import Caption
from kgov.publish.charts.twin import Item, Part
from kgov.storage.terms import Iri

#: The width of a panel with one tree, the room in it, and between two of them.
PANEL, INSIDE, BETWEEN = 314.0, 14.0, 16.0
INDENT, ROW_GAP = 22.0, 7.0
BAND = "classes"
TITLE = Both("Klasser", "Classes")
BOX = {WIDE: 150.0, NARROW: 132.0}
CARD = {WIDE: 132.0, NARROW: 116.0}


class TreeChart:
    """Draws the trees of classes in columns of panels."""

    def __init__(self, tree: ClassTree, labels: Labels) -> None:
        self.tree, self.labels = tree, labels

    def chart(self, caption: Caption, lang: Lang) -> Chart:
        """The chart in both widths, with its twin."""
        wide, narrow = self.canvas(3), self.canvas(1)
        return titled(
            caption,
            lang,
            lambda named, alone: wide.svg(named, lang, _width(3), alone),
            lambda named: narrow.svg(named, lang, _width(1), False),
            self.tree.twin(self.labels),
        )

    def canvas(self, columns: int) -> Canvas:
        """All panels, each in the column that is shortest so far."""
        sheet = Canvas()
        bottoms = [1.0] * columns
        panels: list[tuple[str, Sequence[Branch]]] = [("", [tree]) for tree in self.tree.trees]
        if self.tree.alone:
            panels.append(("alone", self.tree.alone))
        panels.sort(key=lambda panel: -sum(len(tree.walk()) for tree in panel[1]))
        for key, trees in panels:
            column = bottoms.index(min(bottoms))
            x, top = 1.0 + column * (PANEL + BETWEEN), bottoms[column]
            bottom = self._panel(sheet, key, trees, x, top)
            bottoms[column] = bottom + BETWEEN
        return sheet

    def _panel(self, sheet: Canvas, key: str, trees: Sequence[Branch], x: float, top: float) -> float:
        y = top + INSIDE
        if key:
            words = [Words(self.labels.say(ALONE), "note")]
            y = sheet.text(x + INSIDE, y - 2.0, words, key=key) + ROW_GAP
        for tree in trees:
            y = self._branch(sheet, tree, x + INSIDE, x + PANEL - INSIDE, y)[1]
        bottom = y - ROW_GAP + INSIDE
        sheet.field(Rect(x, top, PANEL, bottom - top))
        return bottom

    def _branch(
        self, sheet: Canvas, branch: Branch, left: float, right: float, top: float
    ) -> tuple[Rect, float]:
        """A class and all under it: the place of its box, and the height below everything."""
        name = self.tree.name(branch.iri, self.labels)
        lines = tuple(wrap(name, box_room(right - left), "plain", 2)) or (Words("–"),)
        width = min(right - left, max(line.width for line in lines) + 24.0)
        node = Node(
            key=shorten(branch.iri),
            lines=lines,
            name=name,
            band=BAND,
            form="body" if branch.iri.startswith(OURS) else "other",
            href=self.labels.href(branch.iri),
        )
        place = sheet.box(node, Rect(left, top, width, box_height(lines) - 8.0))
        y, start, trunk = place.bottom + ROW_GAP, place.bottom, left + 11.0
        for one in branch.under:
            child, y = self._branch(sheet, one, left + INDENT, right, y)
            middle = child.y + child.height / 2
            sheet.line("tree", [Point(trunk, start), Point(trunk, middle), Point(child.x, middle)])
            start = middle
        return place, y


def _width(columns: int) -> float:
    return columns * PANEL + (columns - 1) * BETWEEN + 2.0


class PropertiesChart:
    """Draws the classes that properties tie together, and the properties."""

    def __init__(self, tree: ClassTree, labels: Labels) -> None:
        self.tree, self.labels = tree, labels
        ends = {iri for one in tree.properties for iri in (one.domain, one.range)}
        self.classes = sorted(ends)
        self.ties: dict[tuple[Iri, Iri], list[Property]] = {}
        for one in tree.properties:
            if one.domain != one.range:
                self.ties.setdefault((one.domain, one.range), []).append(one)

    def chart(self, caption: Caption, lang: Lang) -> Chart:
        """The chart in both widths, with its twin."""
        wide, narrow = (lay_out(self.graph(room), room) for room in (WIDE, NARROW))
        return drawn(caption, lang, wide, narrow, self.twin())

    def graph(self, width: float) -> Graph:
        """Classes and properties for a page of a width."""
        labels = self.labels
        nodes = tuple(
            Node(
                key=shorten(iri),
                lines=name_lines(self.tree.name(iri, labels), box_room(BOX[width])),
                name=self.tree.name(iri, labels),
                band=BAND,
                href=labels.href(iri),
                least_width=BOX[width] * 0.6,
            )
            for iri in self.classes
        )
        cables = tuple(self._cable(pair, ties, width) for pair, ties in self.ties.items())
        return Graph((Band(BAND, labels.say(TITLE)),), nodes, cables)

    def _key(self, pair: tuple[Iri, Iri]) -> str:
        return f"{shorten(pair[0])}-{shorten(pair[1])}"

    def _cable(self, pair: tuple[Iri, Iri], ties: list[Property], width: float) -> Cable:
        names = ", ".join(self.labels.say(one.label) for one in ties)
        title = f"{self.tree.name(pair[0], self.labels)} {names} {self.tree.name(pair[1], self.labels)}"
        lines = tuple(wrap(names, CARD[width], "small", 4))
        href = self.labels.href(ties[0].iri) if len(ties) == 1 else None
        strand = Strand(self._key(pair), "property", lines, title, href)
        return Cable(self._key(pair), shorten(pair[0]), shorten(pair[1]), (strand,))

    def twin(self) -> tuple[Item, ...]:
        """Every class, and under it the properties that lead from it."""
        return tuple(self._item(iri) for iri in self.classes)

    def _item(self, iri: Iri) -> Item:
        labels = self.labels
        items = [
            Item((*self._names(ties), Part(" → "), self._end(pair[1])), (self._key(pair),))
            for pair, ties in self.ties.items()
            if pair[0] == iri
        ]
        own = [one for one in self.tree.properties if one.domain == one.range == iri]
        if own:
            items.append(Item((*self._names(own), Part(" → "), self._end(iri))))
        return Item((Part(self.tree.name(iri, labels), labels.href(iri)),), (shorten(iri),), tuple(items))

    def _names(self, ties: list[Property]) -> list[Part]:
        parts: list[Part] = []
        for one in ties:
            parts += [Part(", ")] if parts else []
            parts.append(Part(self.labels.say(one.label), self.labels.href(one.iri)))
        return parts

    def _end(self, iri: Iri) -> Part:
        return Part(self.tree.name(iri, self.labels), self.labels.href(iri))
