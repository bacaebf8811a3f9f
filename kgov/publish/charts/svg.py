"""A drawing as SVG: real text, links, a title and a description, and nothing that runs or loads."""

from __future__ import annotations

from collections.abc import Iterable

from kgov.language import Both, Lang
from kgov.publish.charts.drawing import Drawing, PlacedBox, PlacedCard, PlacedLine, Rect
from kgov.publish.charts.graph import PAD_X, SAMPLE, Strand
from kgov.publish.charts.lettering import Words
from kgov.publish.charts.markup import (
    Caption,
    arrow_line,
    box_shape,
    break_mark,
    frame,
    lang_mark,
    linked,
    number,
    rect,
    text_lines,
    text_of,
)
from kgov.publish.charts.style import DASHES

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
    inner = box_shape(node.form, place, STACK)
    y = place.y + (place.height - sum(words.height for words in node.lines)) / 2
    inner += text_lines(place.x + place.width / 2, y, node.lines, "middle")
    css = "box " + node.form + (" start" if node.is_start else "")
    mark = lang_mark(node.lines[0].lang)
    body = linked(node.href, inner, node.lines, node.name)
    return f'<g class="{css}" data-key="{text_of(key)}"><title{mark}>{text_of(node.name)}</title>{body}</g>'


def _line(line: PlacedLine) -> str:
    keys = [one.key for one in line.cable.strands] if line.cable.is_broken else [line.strand.key]
    css = line.strand.family + (" added" if line.strand.is_added else "")
    end = break_mark(line.points[-1]) if line.break_mark else ""
    return arrow_line(css, line.points, line.arrow, line.strand.title, " ".join(keys), end)


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
    return box_shape(form, place, 2.0)
