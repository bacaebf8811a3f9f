"""Names with a prefix: each is found once for all files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

#: Of so many things the name is kept.
KEPT = 1 << 16
#: What tells the prefix of an IRI, and the rest of it; no prefix and the whole IRI where none fits.
Shortener = Callable[[str], tuple[str, str]]


def shortener(prefixes: Mapping[str, str], fits: Callable[[str], object]) -> Shortener:
    """What shortens IRIs, the same for the same prefixes.

    Args:
        prefixes: what each prefix stands for; the longest that fits is used.
        fits: whether the rest of an IRI can stand after a prefix.
    """
    return _shortener(tuple(prefixes.items()), fits)


@lru_cache(maxsize=16)
def _shortener(prefixes: tuple[tuple[str, str], ...], fits: Callable[[str], object]) -> Shortener:
    longest_first = sorted(prefixes, key=lambda item: -len(item[1]))

    @lru_cache(maxsize=KEPT)
    def shorten(iri: str) -> tuple[str, str]:
        for prefix, base in longest_first:
            if iri.startswith(base) and fits(iri[len(base) :]):
                return prefix, iri[len(base) :]
        return "", str(iri)

    return shorten
