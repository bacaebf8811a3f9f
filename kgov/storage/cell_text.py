"""The text of a cell as a list keeps it, and what no cell may hold."""

from __future__ import annotations

import re
import unicodedata

from kgov.errors import KgovError
from kgov.language import Both

#: What Excel itself can keep in one cell.
MAX_LENGTH = 32_767
#: More marks than this on one letter is no writing, and slow to put in order.
MAX_MARKS = 8

#: Letters of Western languages, already composed: nothing to do.
_PLAIN = re.compile(r"[\n\t\x20-\x7e\xa1-\xac\xae-\u024f]*")
_SPACES = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2028": "\n", "\u2029": "\n"})
_RETYPE = Both(
    "Skriv om texten i cellen för hand; inklistrad text kan bära med sig sådana tecken.",
    "Type the text of the cell again by hand; pasted text may carry such characters.",
)


def is_plain(text: str) -> bool:
    """Whether the text is kept as it is, which nearly every cell's is."""
    return len(text) <= MAX_LENGTH and _PLAIN.fullmatch(text) is not None


def tidy(text: str, where: str | Both) -> str:
    """The text in composed form (NFC), with ``\\n`` as line end and plain spaces for no-break spaces.

    Args:
        text: what stands in the cell.
        where: the place of the cell, for the error.

    Raises:
        KgovError: too long, or a character that cannot be seen, steers the direction of the text, controls
            a device, or stands for one that was lost.
    """
    if len(text) > MAX_LENGTH:
        raise KgovError(
            Both(
                f"cellen har {len(text)} tecken; en cell i Excel rymmer {MAX_LENGTH}",
                f"the cell has {len(text)} characters; a cell in Excel holds {MAX_LENGTH}",
            ),
            Both("Korta texten.", "Shorten the text."),
            where,
        )
    if is_plain(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES)
    marks = 0
    for char in text:
        problem = _fault(char)
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > MAX_MARKS:
            problem = Both("fler än åtta accenter på ett tecken", "more than eight accents on one character")
        if problem:
            raise KgovError(problem, _RETYPE, where)
    return unicodedata.normalize("NFC", text)


def _fault(char: str) -> Both | None:
    if char in "\n\t":
        return None
    code = f"U+{ord(char):04X}"
    kind = unicodedata.category(char)
    if kind == "Cf":
        return Both(f"ett osynligt tecken ({code})", f"an invisible character ({code})")
    if char == "\ufffd":
        return Both(
            "ett tecken som gått förlorat vid en omvandling (U+FFFD)",
            "a character that was lost in a conversion (U+FFFD)",
        )
    if kind in ("Cc", "Cs") or ord(char) & 0xFFFE == 0xFFFE:
        return Both(f"ett styrtecken ({code})", f"a control character ({code})")
    return None
