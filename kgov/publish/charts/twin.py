"""The text twin of a chart: everything that is drawn, as a nested list that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgov.publish.charts.markup import lang_mark, text_of


@dataclass(frozen=True)
class Part:
    """A stretch of text, where it leads, if anywhere, and its language where that is not the page's."""

    text: str
    href: str | None = None
    lang: str = ""


@dataclass(frozen=True)
class Item:
    """One line of a twin, and the lines under it.

    Args:
        parts: its text in stretches.
        keys: what in the chart it stands for; empty for a line that only tells more.
        items: the lines under it.
    """

    parts: tuple[Part, ...]
    keys: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def text(self) -> str:
        """The whole line without links."""
        return "".join(part.text for part in self.parts)

    def walk(self) -> Iterator[Item]:
        """This line and all lines under it."""
        yield self
        for item in self.items:
            yield from item.walk()


def html_list(items: tuple[Item, ...]) -> str:
    """A nested list in HTML, everything escaped."""
    rows = []
    for item in items:
        words = "".join(_html(part) for part in item.parts)
        inner = html_list(item.items) if item.items else ""
        rows.append(f"<li>{words}{inner}</li>")
    return "<ul>" + "".join(rows) + "</ul>"


def _html(part: Part) -> str:
    mark = lang_mark(part.lang)
    if part.href is None:
        return f"<span{mark}>{_kept(part.text)}</span>" if mark else _kept(part.text)
    return f'<a href="{text_of(part.href)}"{mark}>{_kept(part.text)}</a>'


def _kept(text: str) -> str:
    """Escaped text that keeps a blank at either end."""
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and text.strip() else ""
    return start + text_of(text) + end
