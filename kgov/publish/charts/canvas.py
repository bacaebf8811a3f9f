"""A sheet to place boxes, words and lines on, for the charts whose layout is a plain column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kgov.language import Lang
from kgov.publish.charts.drawing import PlacedBox, Point, Rect
from kgov.publish.charts.graph import PAD_Y, Node
from kgov.publish.charts.lettering import Words
from kgov.publish.charts.markup import (
    Caption,
    arrow_line,
    break_mark,
    frame,
    number,
    rect,
    text_lines,
    text_of,
)
from kgov.publish.charts.svg import box_of, legend


def height_of(lines: Sequence[Words]) -> float:
    """The height of some lines of text."""
    return sum(words.height for words in lines)


def box_height(lines: Sequence[Words]) -> float:
    """The height of a box around some lines of text."""
    return height_of(lines) + 2 * PAD_Y


@dataclass
class Canvas:
    """What has been placed: markup, in the order in which it is drawn, and the places of boxes and words."""

    fields: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    boxes: list[tuple[str, Rect]] = field(default_factory=list)
    words: list[Rect] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    bottom: float = 0.0

    def box(self, node: Node, place: Rect) -> Rect:
        """Place a box with its name in the middle."""
        self.parts.append(box_of(node.key, PlacedBox(node, place)))
        self.forms.add(node.form)
        self.boxes.append((node.key, place))
        self._reach(place)
        return place

    def card(self, key: str, place: Rect, css: str, inner: str) -> None:
        """Place a box that holds markup of its own."""
        self.parts.append(f'<g class="{css}" data-key="{text_of(key)}">{inner}</g>')
        self.boxes.append((key, place))
        self._reach(place)

    def text(self, x: float, y: float, lines: Sequence[Words], css: str = "soft", key: str = "") -> float:
        """Place lines of text from a corner, and return the height below them."""
        mark = f' data-key="{text_of(key)}"' if key else ""
        inner = text_lines(x, y, lines)
        for words in lines:
            self.words.append(Rect(x, y, words.width, words.height))
            y += words.height
        self.parts.append(f'<g class="{css}"{mark}>{inner}</g>')
        self.bottom = max(self.bottom, y)
        return y

    def line(self, family: str, points: Sequence[Point], arrow: bool = False) -> None:
        """Place a line under everything else."""
        self.lines.append(arrow_line(family, points, arrow))

    def broken_line(self, points: Sequence[Point]) -> None:
        """Place a line that is broken off where it ends, on its way upwards or to the left."""
        level = points[-1].y == points[-2].y
        self.lines.append(arrow_line("silent", points, False, end=break_mark(points[-1], level)))

    def field(self, place: Rect, css: str = "field") -> None:
        """Place a field behind everything else."""
        self.fields.append(rect(place, 10, css))
        self._reach(place)

    def dot(self, x: float, y: float, is_open: bool) -> None:
        """Place one of the dots that stand for holders of a seat."""
        css = "dot open" if is_open else "dot"
        self.parts.append(f'<circle class="{css}" cx="{number(x)}" cy="{number(y)}" r="4.5"/>')

    def legend(self, families: Sequence[str], lang: Lang, width: float) -> None:
        """Say below everything else what the lines and boxes used so far mean."""
        used = [family for family in families if any(f'<g class="{family}"' in line for line in self.lines)]
        parts, self.bottom = legend(used, self.forms, lang, width, self.bottom)
        self.parts += parts

    def svg(self, caption: Caption, lang: Lang, width: float, alone: bool) -> str:
        """The whole sheet as SVG."""
        return frame(caption, lang, width, self.bottom + 2.0, [*self.fields, *self.lines, *self.parts], alone)

    def _reach(self, place: Rect) -> None:
        self.bottom = max(self.bottom, place.bottom)
