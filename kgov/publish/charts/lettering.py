"""How wide a text is, and how it breaks into lines, without asking a font.

The widths are those of Helvetica and Arial, which many fonts share; a margin covers those that are wider.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

#: Widths in thousandths of the font size, and the characters that have them.
WIDTHS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r·",
    355: '"',
    400: "*^{}“”",
    500: "ckJsvxyz",
    556: "#$?0123456789Labdeghnopqu_–",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "…—→",
    1015: "@",
}
WIDTH_OF = {char: width for width, chars in WIDTHS.items() for char in chars}
OTHER, WIDE = 722, 1000
#: Fonts differ, and bold letters are wider.
MARGIN, BOLD = 1.09, 1.07
ELLIPSIS = "…"
#: Where a line may break: after white space, and after a hyphen, slash or comma inside a word.
PIECE = re.compile(r"[^\s/,-]*[/,-]+|[^\s/,-]+|\s+")
#: Characters that XML does not allow, and those that turn the direction of what follows.
UNFIT = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Words:
    """One line of text as it is drawn: what it says, how it is set, and its language where that is not the chart's."""

    text: str
    style: str = "plain"  # plain | strong | small | note | aside
    lang: str = ""

    @property
    def size(self) -> float:
        return SIZES[self.style]

    @property
    def height(self) -> float:
        return LINE_HEIGHTS[self.style]

    @property
    def width(self) -> float:
        return width(self.text, self.style)


SIZES = {"strong": 14.0, "plain": 13.0, "small": 12.0, "note": 12.0, "aside": 12.0}
LINE_HEIGHTS = {"strong": 18.0, "plain": 16.5, "small": 15.0, "note": 15.0, "aside": 15.0}
HEAVY = ("strong", "note")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A text on one line, with nothing in it that a drawing cannot hold."""
    return " ".join(UNFIT.sub("\ufffd", text).split())


@lru_cache(maxsize=32768)
def width(text: str, style: str = "plain") -> float:
    """How many pixels a text takes, with a margin for fonts that are wider."""
    total = sum(_char(char) for char in text) / 1000 * SIZES[style] * MARGIN
    return total * BOLD if style in HEAVY else total


def _char(char: str) -> int:
    found = WIDTH_OF.get(char)
    if found is None:
        base = unicodedata.normalize("NFD", char)[0]
        known = WIDTH_OF.get(base)
        found = known or (WIDE if unicodedata.east_asian_width(char) in "WF" or ord(char) > 0xFFFF else OTHER)
    return found


def wrap(text: str, room: float, style: str = "plain", most: int = 3) -> list[Words]:
    """A text broken into lines that fit, and that are about equally long.

    Args:
        text: what to say.
        room: the width of a line in pixels.
        style: how it is set.
        most: the highest number of lines; what is left over becomes an ellipsis.
    """
    return list(_wrapped(text, room, style, most))


@lru_cache(maxsize=8192)
def _wrapped(text: str, room: float, style: str, most: int) -> tuple[Words, ...]:
    lines = _broken(text, room, style)
    if len(lines) > most:
        lines[most - 1 :] = [_cut(lines[most - 1], room, style)]
    elif len(lines) > 1:
        lines = _balanced(text, room, style, lines)
    return tuple(Words(line, style) for line in lines)


def _balanced(text: str, room: float, style: str, lines: list[str]) -> list[str]:
    """The same number of lines in less room, as long as no word has to be divided."""
    least = longest_word(text, style)
    while (room := room - 4.0) >= least:
        tighter = _broken(text, room, style)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return lines


def _broken(text: str, room: float, style: str) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in PIECE.findall(plain(text)):
        if width((line + piece).rstrip(), style) <= room:
            line += piece
            continue
        if line.strip():
            lines.append(line.strip())
        line = piece.lstrip()
        while width(line, style) > room:
            cut = _fits(line, room, style, "-")
            lines.append(line[:cut] + "-")
            line = line[cut:]
    if line.strip():
        lines.append(line.strip())
    return lines


def _cut(line: str, room: float, style: str) -> str:
    """A line with an ellipsis in the place of what follows: after a whole word where there is one."""
    kept = line[: _fits(line, room, style, ELLIPSIS)]
    if kept != line and " " in kept:
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" ,;:-") + ELLIPSIS


def _fits(text: str, room: float, style: str, mark: str) -> int:
    """How many characters fit together with a mark after them; at least one."""
    cut = len(text)
    while cut > 1 and width(text[:cut] + mark, style) > room:
        cut -= 1
    return cut


def longest_word(text: str, style: str = "plain") -> float:
    """The width of the widest piece that is not broken at a space or hyphen."""
    return max((width(piece, style) for piece in PIECE.findall(plain(text))), default=0.0)
