"""Which blank node of one graph is which of another: equal parts whole, the rest by what is said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kgov.storage.canonical import Search, parts
from kgov.storage.quads import Quad
from kgov.storage.terms import Blank

#: So far around a node is looked, and so many times after what was found meanwhile.
LEVELS, TURNS = 5, 100
#: More nodes than this on either side are not compared each with each.
MOST = 300

Pair = tuple[Blank, Blank]
Names = dict[Blank, Blank]


def common_names(old: Sequence[Quad], new: Sequence[Quad]) -> tuple[Names, Names]:
    """Names for the blank nodes of two graphs; two that stand for the same get the same name.

    Raises:
        KgovError: so many blank nodes are alike that they cannot be told apart in reasonable time.
    """
    pairs, left, right = _equal_parts(old, new)
    names: tuple[Names, Names] = ({}, {})
    searches = Search(old), Search(new)

    def take(found: Iterable[Pair]) -> None:
        for one, other in found:
            names[0][one] = names[1][other] = Blank(f"b{len(names[0])}")

    take(pairs)
    for _ in range(TURNS):
        left = [node for node in left if node not in names[0]]
        right = [node for node in right if node not in names[1]]
        found = (
            left and right and _next(_Side(searches[0], left, names[0]), _Side(searches[1], right, names[1]))
        )
        if not found:
            break
        take(found)
    for own, nodes, letter in ((names[0], left, "x"), (names[1], right, "y")):
        for node in nodes:
            own.setdefault(node, Blank(f"{letter}{len(own)}"))
    return names


def _equal_parts(old: Sequence[Quad], new: Sequence[Quad]) -> tuple[list[Pair], list[Blank], list[Blank]]:
    """The pairs of the parts that say the same; and the nodes of the other parts on either side."""
    waiting: dict[str, list[tuple[Blank, ...]]] = {}
    for part in parts(new):
        waiting.setdefault(part.digest, []).append(part.nodes)
    pairs: list[Pair] = []
    left: list[Blank] = []
    for part in parts(old):
        if waiting.get(part.digest):
            pairs += zip(part.nodes, waiting[part.digest].pop(0), strict=True)
        else:
            left += part.nodes
    return pairs, left, [node for found in waiting.values() for nodes in found for node in nodes]


class _Side:
    """The nodes of one graph that have no counterpart yet, and what is said of them and around them."""

    def __init__(self, search: Search, nodes: list[Blank], names: Names) -> None:
        self.nodes = nodes
        self._search = search
        self._names = names
        self.levels: list[dict[Blank, str]] = []
        around: dict[Blank, str] = {}
        for _ in range(LEVELS):
            around = {node: search.said(node, {**around, **names}) for node in nodes}
            self.levels.append(around)

    def alike(self, level: int) -> dict[str, list[Blank]]:
        groups: dict[str, list[Blank]] = {}
        for node in self.nodes:
            groups.setdefault(self.levels[level][node], []).append(node)
        return groups

    def looks(self) -> dict[Blank, Counter[str]]:
        return {node: Counter(self._search.looks(node, self._names)) for node in self.nodes}


def _next(old: _Side, new: _Side) -> list[Pair]:
    """The pairs that are surest now: alike far around and alone in that; else alike; else the most alike."""
    for is_alone in (True, False):
        for level in reversed(range(LEVELS)):
            one, other = old.alike(level), new.alike(level)
            common = sorted(set(one) & set(other))
            if is_alone:
                found = [(one[c][0], other[c][0]) for c in common if len(one[c]) == len(other[c]) == 1]
            else:
                found = [(one[c][0], other[c][0]) for c in common[:1]]
            if found:
                return found
    return most_alike(old.looks(), new.looks())[:1]


def most_alike(old: dict[Blank, Counter[str]], new: dict[Blank, Counter[str]]) -> list[Pair]:
    """Pairs of which something common is said, those with most in common first; or the only ones left."""
    if len(old) == len(new) == 1:
        return [(next(iter(old)), next(iter(new)))]
    return list(_greedy(old, new)) if max(len(old), len(new)) <= MOST else []


def _greedy(old: dict[Blank, Counter[str]], new: dict[Blank, Counter[str]]) -> Iterator[Pair]:
    scored = [
        ((said & said_there).total(), -abs(said.total() - said_there.total()), node, there)
        for node, said in old.items()
        for there, said_there in new.items()
    ]
    taken: set[tuple[int, Blank]] = set()
    for score, _, node, there in sorted(scored, key=lambda one: (-one[0], -one[1])):
        if score and (0, node) not in taken and (1, there) not in taken:
            taken |= {(0, node), (1, there)}
            yield node, there
