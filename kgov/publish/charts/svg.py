"""A drawing as SVG: real text, links, a title and a description, and nothing that runs or loads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from kgov.language import Both, Lang
from kgov.publish.charts.drawing import Drawing, PlacedBox, PlacedCard, PlacedLine, Point, Rect
from kgov.publish.charts.graph import PAD_X, SAMPLE, Strand
from kgov.publish.charts.lettering import ELLIPSIS, Words, plain
from kgov.publish.charts.style import ALONE, DASHES, chart_css

HEAD_LENGTH, HEAD_HALF = 8.5, 4.0
ROUNDING = 6.0
STACK = 4.0

FAMILY_WORDS = {
    "report": Both("rapporterar", "reports"),
    "handover": Both("lämnar, lyfter eller bereder", "hands over, raises or prepares"),
    "assign": Both("uppdrag från eller beslut av", "assigned or decided by"),
    "appoint": Both("utses av", "appointed by"),
    "seat": Both("har plats i", "has a seat in"),
    "contact": Both("kontakt eller motsvarighet", "contact or counterpart"),
    "property": Both("egenskap, från en klass till en annan", "property, from one class to another"),
    "silent": Both("dokumenten säger inte", "the documents do not say"),
}

FORM_WORDS = {
    "kind": Both("slag, gäller varje sådan", "kind, holds for each of them"),
    "many": Both("flera som är lika", "several that are alike"),
    "office": Both("funktion", "office"),
    "other": Both("annat än grupp eller funktion", "other than body or office"),
}


@dataclass(frozen=True)
class Caption:
    """What names a chart: its id in the page, its title and the sentence that tells what it shows."""

    id: str
    title: str
    text: str


def text_of(value: str) -> str:
    """A text as it may stand in markup: one line, no control characters, escaped."""
    return escape(plain(value), quote=True)


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
            f'<tspan class="{words.style}" x="{number(x)}" y="{base}">{text_of(words.text)}</tspan>{blank}'
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


def render(drawing: Drawing, caption: Caption, lang: Lang, alone: bool) -> str:
    """A drawing of ways as SVG; every box and strand carries its key in ``data-key``."""
    families = {line.strand.family for line in drawing.lines}
    forms = {box.node.form for box in drawing.boxes}
    used = [family for family in DASHES if family in families]
    explained, high = legend(used, forms, lang, drawing.width, drawing.height)
    parts = [
        *_bands(drawing),
        *[_line(line) for line in drawing.lines],
        *[_card(card) for card in drawing.cards],
        *[box_of(box.node.key, box) for box in drawing.boxes],
        *explained,
    ]
    return frame(caption, lang, drawing.width, high, parts, alone)


def _bands(drawing: Drawing) -> list[str]:
    found = []
    for index, placed in enumerate(drawing.bands):
        css = "band" + (" odd" if index % 2 else "") + (" outside" if placed.band.is_outside else "")
        beside = rect(placed.beside, 8, "beside") if placed.beside else ""
        found.append(f'<g class="{css}">{rect(placed.rect, 10)}{beside}</g>')
    found += [
        f'<g class="soft">{text_lines(title.rect.x, title.rect.y, [title.words])}</g>'
        for title in drawing.titles
    ]
    return found


def box_of(key: str, box: PlacedBox) -> str:
    """A box with its name, as a link where its thing has a page."""
    node, place = box.node, box.rect
    inner = _box_shape(node.form, place, STACK)
    y = place.y + (place.height - sum(words.height for words in node.lines)) / 2
    inner += text_lines(place.x + place.width / 2, y, node.lines, "middle")
    css = "box " + node.form + (" start" if node.is_start else "")
    body = linked(node.href, inner, node.lines, node.name)
    return f'<g class="{css}" data-key="{text_of(key)}"><title>{text_of(node.name)}</title>{body}</g>'


def _box_shape(form: str, place: Rect, stack: float) -> str:
    """The outline of a box: kinds and many things are a pile, offices are rounded."""
    rounding = place.height / 2 if form == "office" else min(6.0, place.height / 4)
    behind = {"kind": (1,), "many": (2, 1)}.get(form, ())
    shapes = [Rect(place.x + stack * n, place.y - stack * n, place.width, place.height) for n in behind]
    return "".join(rect(shape, rounding) for shape in (*shapes, place))


def _line(line: PlacedLine) -> str:
    keys = [one.key for one in line.cable.strands] if line.cable.is_broken else [line.strand.key]
    css = line.strand.family + (" added" if line.strand.is_added else "")
    end = _break(line.points[-1]) if line.break_mark else ""
    return arrow_line(css, line.points, line.arrow, line.strand.title, " ".join(keys), end)


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


def _break(end: Point) -> str:
    """Two short strokes across a line that is broken off."""
    return "".join(
        f'<path class="break" d="M{number(end.x - 6)} {number(end.y + shift + 3)}'
        f'L{number(end.x + 6)} {number(end.y + shift - 3)}"/>'
        for shift in (4.0, 8.0)
    )


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


def _card(card: PlacedCard) -> str:
    place, cable = card.rect, card.cable
    y = place.y + 4.0
    inner = rect(place, 5, "silent-card") if cable.is_broken else ""
    for strand in cable.strands:
        body = ""
        x, anchor = (place.x + place.width / 2, "middle")
        if cable.has_samples:
            x, anchor = place.x + 7.0 + SAMPLE, ""
            body += _sample(place.x + 5.0, y + strand.lines[0].height / 2)
        body += text_lines(x, y, strand.lines, anchor)
        y += sum(words.height for words in strand.lines) + 4.0
        inner += _worded(strand, body)
    return inner


def _worded(strand: Strand, body: str) -> str:
    inner = linked(strand.href, body, strand.lines, strand.title)
    return f'<g class="{strand.family} words" data-key="{text_of(strand.key)}">{inner}</g>'


def _sample(x: float, y: float, length: float = SAMPLE - 6.0) -> str:
    return f'<path class="line" d="M{number(x)} {number(y)}H{number(x + length)}"/>'


def legend(
    families: Iterable[str], forms: set[str], lang: Lang, width: float, top: float
) -> tuple[list[str], float]:
    """What line patterns and box shapes mean, and the height below it.

    Args:
        families: the families of links that are drawn.
        forms: the forms of box that are drawn.
        lang: the language of its texts.
        width: the width to keep within.
        top: where the chart ends.
    """
    entries = [(family, FAMILY_WORDS[family]) for family in families]
    entries += [(form, words) for form, words in FORM_WORDS.items() if form in forms]
    parts, x, y = [], 2.0, top + 10.0
    for name, both in entries:
        words = Words(both.pick(lang), "small")
        room = 38.0 + words.width + PAD_X
        if x + room > width and x > 2.0:
            x, y = 2.0, y + 20.0
        shape = _sample_box(name, x, y) if name in FORM_WORDS else _sample(x, y + 8.0, 30.0)
        css = f"box {name}" if name in FORM_WORDS else name
        parts.append(f'<g class="{css} soft">{shape}{text_lines(x + 38, y, [words])}</g>')
        x += room
    return parts, (y + 20.0 if parts else top)


def _sample_box(form: str, x: float, y: float) -> str:
    place = Rect(x + 2.0, y + 2.5, 24.0, 11.0)
    return _box_shape(form, place, 2.0)
