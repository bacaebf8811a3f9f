"""Pieces of SVG markup: texts, boxes, lines and the frame around them, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from kgov.language import Lang
from kgov.publish.charts.drawing import Point, Rect
from kgov.publish.charts.lettering import ELLIPSIS, Words, plain
from kgov.publish.charts.style import ALONE, chart_css

#: So many texts and lengths are kept as markup: a site says the same few in many charts.
KEPT = 16_384
HEAD_LENGTH, HEAD_HALF = 8.5, 4.0
ROUNDING = 6.0


@dataclass(frozen=True)
class Caption:
    """What names a chart: its id in the page, its title and the sentence that tells what it shows."""

    id: str
    title: str
    text: str


@lru_cache(maxsize=KEPT)
def text_of(value: str) -> str:
    """A text as it may stand in markup: one line, no control characters, escaped."""
    return escape(plain(value), quote=True)


def lang_mark(lang: str) -> str:
    """The mark of a text in another language than that of its page; empty for one in that language."""
    return f' lang="{text_of(lang)}"' if lang else ""


@lru_cache(maxsize=KEPT)
def number(value: float) -> str:
    """A length with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def said(lines: Sequence[Words]) -> str:
    """Lines of text as they are read aloud: in one, with a blank where a line ends between words."""
    return "".join(words.text + blank for words, blank in zip(lines, _blanks(lines), strict=True))


def _blanks(lines: Sequence[Words]) -> list[str]:
    ends = [" " if words.text[-1:] not in ("-", "/") else "" for words in lines[:-1]]
    return [*ends, ""]


def text_lines(x: float, y: float, lines: Sequence[Words], anchor: str = "") -> str:
    """Lines of text under each other as one text, from the height given.

    Args:
        x: the left edge, or the middle where ``anchor`` is ``middle``.
        y: the top of the first line.
        lines: the lines, each in its own style.
        anchor: empty or ``middle``.
    """
    spans = ""
    for words, blank in zip(lines, _blanks(lines), strict=True):
        base = number(y + words.height * 0.74)
        spans += (
            f'<tspan class="{words.style}"{lang_mark(words.lang)} x="{number(x)}" y="{base}">'
            f"{text_of(words.text)}</tspan>{blank}"
        )
        y += words.height
    place = f' text-anchor="{anchor}"' if anchor else ""
    return f"<text{place}>{spans}</text>"


def frame(caption: Caption, lang: Lang, wide: float, high: float, parts: Iterable[str], alone: bool) -> str:
    """A whole SVG element.

    Args:
        caption: id, title and description.
        lang: the language of its texts.
        wide, high: its size in pixels.
        parts: what it holds, as markup.
        alone: whether it must stand alone in a file, and carry its own style.
    """
    style = f"<style>{chart_css()}{ALONE}</style>" if alone else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kgov-chart" role="graphics-document" lang="{lang}"'
        f' aria-labelledby="{caption.id}-title {caption.id}-desc" width="{number(wide)}" height="{number(high)}"'
        f' viewBox="0 0 {number(wide)} {number(high)}">'
        f'<title id="{caption.id}-title">{text_of(caption.title)}</title>'
        f'<desc id="{caption.id}-desc">{text_of(caption.text)}</desc>{style}\n'
        + "\n".join(parts)
        + "\n</svg>"
    )


def linked(href: str | None, inner: str, lines: Sequence[Words], name: str) -> str:
    """Markup inside a link, where there is somewhere to go.

    Args:
        href: where it leads.
        inner: the markup.
        lines: the text in it, which names the link.
        name: the whole name, said as well where the text is cut off.
    """
    if href is None:
        return inner
    cut = any(words.text.endswith(ELLIPSIS) for words in lines)
    label = f' aria-label="{text_of(f"{said(lines)} {name}")}"' if cut else ""
    return f'<a href="{text_of(href)}"{label}>{inner}</a>'


def rect(place: Rect, rounding: float, css: str = "") -> str:
    name = f' class="{css}"' if css else ""
    return (
        f'<rect{name} x="{number(place.x)}" y="{number(place.y)}" width="{number(place.width)}"'
        f' height="{number(place.height)}" rx="{number(rounding)}"/>'
    )


def box_shape(form: str, place: Rect, stack: float) -> str:
    """The outline of a box: kinds and many things are a pile, offices are rounded."""
    rounding = place.height / 2 if form == "office" else min(6.0, place.height / 4)
    behind = {"kind": (1,), "many": (2, 1)}.get(form, ())
    shapes = [Rect(place.x + stack * n, place.y - stack * n, place.width, place.height) for n in behind]
    return "".join(rect(shape, rounding) for shape in (*shapes, place))


def arrow_line(
    css: str, points: Sequence[Point], arrow: bool, title: str = "", key: str = "", end: str = ""
) -> str:
    """A line through corners in the pattern of its family, with an arrow head or another end."""
    way = list(points)
    if arrow:
        end = _head(way[-1], way[-2])
        way[-1] = _before(way, HEAD_LENGTH - 1.0)
    name = f"<title>{text_of(title)}</title>" if title else ""
    mark = f' data-key="{text_of(key)}"' if key else ""
    return f'<g class="{css}"{mark}>{name}<path class="line" d="{path_of(way)}"/>{end}</g>'


def _before(points: Sequence[Point], distance: float) -> Point:
    one, other = points[-2], points[-1]
    length = abs(one.x - other.x) + abs(one.y - other.y)
    part = max(0.0, length - distance) / length if length else 0.0
    return Point(one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part)


def _head(tip: Point, before: Point) -> str:
    """An arrow head at the end of a stretch."""
    along = Point((tip.x > before.x) - (tip.x < before.x), (tip.y > before.y) - (tip.y < before.y))
    back = Point(tip.x - along.x * HEAD_LENGTH, tip.y - along.y * HEAD_LENGTH)
    sides = [
        Point(back.x + sign * along.y * HEAD_HALF, back.y + sign * along.x * HEAD_HALF) for sign in (1, -1)
    ]
    corners = "L".join(f"{number(point.x)} {number(point.y)}" for point in (tip, *sides))
    return f'<path class="head" d="M{corners}Z"/>'


def break_mark(end: Point, level: bool = False) -> str:
    """Two short strokes across the end of a line that is broken off.

    Args:
        end: where an upright line ends from below, or a level one from the right.
        level: whether the line is level.
    """
    strokes = ""
    for shift in (4.0, 8.0):
        x, y = (end.x + shift, end.y) if level else (end.x, end.y + shift)
        one, other = (
            (Point(x - 3, y + 6), Point(x + 3, y - 6))
            if level
            else (Point(x - 6, y + 3), Point(x + 6, y - 3))
        )
        strokes += (
            f'<path class="break" d="M{number(one.x)} {number(one.y)}L{number(other.x)} {number(other.y)}"/>'
        )
    return strokes


def path_of(points: Sequence[Point]) -> str:
    """A path through corners, rounded where there is room."""
    found = f"M{number(points[0].x)} {number(points[0].y)}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        room = min(ROUNDING, _length(before, corner) / 2, _length(corner, after) / 2)
        start, end = _towards(corner, before, room), _towards(corner, after, room)
        found += (
            f"L{number(start.x)} {number(start.y)}"
            f"Q{number(corner.x)} {number(corner.y)} {number(end.x)} {number(end.y)}"
        )
    return found + f"L{number(points[-1].x)} {number(points[-1].y)}"


def _length(one: Point, other: Point) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _towards(start: Point, goal: Point, distance: float) -> Point:
    length = _length(start, goal) or 1.0
    return Point(
        start.x + (goal.x - start.x) * distance / length, start.y + (goal.y - start.y) * distance / length
    )
