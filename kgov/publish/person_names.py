"""Names of persons, looked for where they must not stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote


class PersonNames:
    """Names of persons, found in a text or an address whatever stands between their parts.

    Args:
        names: the names; one of fewer than three letters is no name that a text can be searched for.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = {}
        for name in names:
            parts = _parts(name)
            if len("".join(parts)) >= 3:
                for form in (parts, ("".join(parts),)):
                    self._by_first.setdefault(form[0], set()).add(form)

    def stand_in(self, text: str) -> bool:
        """Whether a name stands in a text, also in the genitive."""
        parts = _parts(unquote(text))
        bare = tuple(part.removesuffix("s") for part in parts)
        for place in range(len(parts)):
            for first in {parts[place], bare[place]}:
                for name in self._by_first.get(first, ()):
                    end = place + len(name)
                    if name[:-1] == parts[place : end - 1] and name[-1] in (
                        *parts[end - 1 : end],
                        *bare[end - 1 : end],
                    ):
                        return True
        return False


def _parts(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return tuple(re.findall(r"[^\W\d_]+|\d+", bare))
