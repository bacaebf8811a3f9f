"""A finished chart: pictures for wide and narrow pages, one for a file of its own, and the text twin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kgov.language import Both, Lang
from kgov.publish.charts.drawing import Drawing
from kgov.publish.charts.markup import Caption, text_of
from kgov.publish.charts.svg import render
from kgov.publish.charts.twin import Item, html_list

SAME_AS_TEXT = Both("Samma innehåll som text", "The same as text")
#: Widths to keep within: for a page on a desk, and for a telephone.
WIDE, NARROW = 1000.0, 328.0


@dataclass(frozen=True)
class Chart:
    """A chart for one page in one language.

    Args:
        id: unique among the charts of a page; every id in the pictures begins with it.
        lang: the language of its texts.
        title: what it shows.
        text: the same in one or two sentences.
        wide: SVG for a wide page, without style: the site's sheet has it.
        narrow: SVG for a narrow page.
        alone: draws the SVG that stands alone in a file.
        twin: everything drawn, as a nested list.
    """

    id: str
    lang: Lang
    title: str
    text: str
    wide: str
    narrow: str
    alone: Callable[[], str] = field(repr=False)
    twin: tuple[Item, ...]

    @property
    def svg(self) -> str:
        """SVG that stands alone in a file."""
        return self.alone()

    @property
    def html(self) -> str:
        """A figure with both pictures, of which the sheet shows one, and the twin."""
        name = text_of(self.title)
        return (
            f'<figure class="kgov-figure" id="{self.id}">'
            f'<div class="kgov-scroll kgov-wide" role="group" aria-label="{name}" tabindex="0">{self.wide}</div>'
            f'<div class="kgov-scroll kgov-narrow" role="group" aria-label="{name}" tabindex="0">{self.narrow}</div>'
            f"<figcaption>{text_of(self.text)}</figcaption>"
            f'<details class="kgov-twin"><summary>{SAME_AS_TEXT.pick(self.lang)}</summary>'
            f"{html_list(self.twin)}</details></figure>"
        )


def drawn(caption: Caption, lang: Lang, wide: Drawing, narrow: Drawing, twin: tuple[Item, ...]) -> Chart:
    """The chart of two drawings of the same graph."""
    return titled(
        caption,
        lang,
        lambda named, alone: render(wide, named, lang, alone),
        lambda named: render(narrow, named, lang, alone=False),
        twin,
    )


def titled(
    caption: Caption,
    lang: Lang,
    wide: Callable[[Caption, bool], str],
    narrow: Callable[[Caption], str],
    twin: tuple[Item, ...],
) -> Chart:
    """The chart of two pictures, each with ids of its own.

    Args:
        caption: id, title and description of the chart.
        lang: the language of its texts.
        wide: draws the wide picture, for the page or to stand alone.
        narrow: draws the narrow one.
        twin: the same as text.
    """

    def named(mark: str) -> Caption:
        return Caption(f"{caption.id}-{mark}", caption.title, caption.text)

    return Chart(
        id=caption.id,
        lang=lang,
        title=caption.title,
        text=caption.text,
        wide=wide(named("wide"), False),
        narrow=narrow(named("narrow")),
        alone=lambda: wide(named("file"), True),
        twin=twin,
    )
