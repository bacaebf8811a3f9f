"""The canonical form of a graph: the same for two graphs where they differ in the names of blank nodes alone.

The verdict is that of RDFC-1.0, and a differential test holds it to that. The algorithm of the standard has no
bound: a chain of some hundred blank nodes, or eight that all point at each other, keeps it busy without end. Here
blank nodes are told apart by what is said of them and around them, in rounds, which settles nearly every graph in
linear time. Only nodes that are still alike are tried in turn, part by part, and the tries are counted.
"""

from __future__ import annotations

import hashlib
from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.quads import Quad, blanks_of, renamed
from kgov.storage.terms import Blank

#: How many looks at a statement a graph may cost: a number in itself, and so many for each of its statements.
LOOKS, LOOKS_EACH = 1_000_000, 100
#: So many nodes may be chosen one within another.
DEEPEST = 60

Colours = Mapping[Blank, str]


@dataclass(frozen=True)
class Part:
    """Blank nodes that hang together, in canonical order.

    Args:
        digest: equal for two parts where they say the same.
        nodes: the blank nodes.
    """

    digest: str
    nodes: tuple[Blank, ...]


def parts(quads: Iterable[Quad]) -> list[Part]:
    """The blank nodes of a graph in canonical order, by parts that hang together.

    Raises:
        KgovError: so many blank nodes are alike that they cannot be told apart in reasonable time.
    """
    search = Search(quads)
    found = []
    for nodes in search.connected(search.quads_of):
        colours: dict[Blank, str] = dict.fromkeys(nodes, "")
        search.refine(colours, nodes)
        final = search.discrete(nodes, colours, 0)
        found.append(Part(search.certificate(nodes, final), tuple(sorted(nodes, key=lambda n: final[n]))))
    return sorted(found, key=lambda part: part.digest)


def canonical_names(quads: Iterable[Quad]) -> dict[Blank, Blank]:
    """A canonical name for each blank node; in order, the names are in canonical order."""
    ordered = [node for part in parts(quads) for node in part.nodes]
    width = len(str(len(ordered)))
    return {node: Blank(f"c{number:0{width}}") for number, node in enumerate(ordered, 1)}


def canonical(quads: Iterable[Quad]) -> list[Quad]:
    """The statements with canonical names, each once, in order."""
    every = {line(quad): quad for quad in quads}.values()
    return sorted(renamed(every, canonical_names(every)), key=line)


def line(quad: Quad) -> str:
    """A statement as a line of N-Quads."""
    return " ".join(term.n3() for term in quad if term is not None)


class Search:
    """Blank nodes with their statements, and how they can be told apart."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads_of: dict[Blank, list[Quad]] = {}
        self._near: dict[Blank, dict[Blank, None]] = {}
        every = {line(quad): quad for quad in quads}.values()
        for quad in every:
            blanks = blanks_of(quad)
            for node in blanks:
                self.quads_of.setdefault(node, []).append(quad)
                self._near.setdefault(node, {}).update(dict.fromkeys(b for b in blanks if b != node))
        self._left = LOOKS + LOOKS_EACH * len(every)

    def connected(self, nodes: Iterable[Blank]) -> list[list[Blank]]:
        """The nodes in groups that hang together by way of each other."""
        waiting, groups = dict.fromkeys(nodes), []
        while waiting:
            group = [waiting.popitem()[0]]
            for node in group:  # grows while it is read
                fresh = [other for other in self._near[node] if other in waiting]
                for other in fresh:
                    del waiting[other]
                group += fresh
            groups.append(group)
        return groups

    def refine(self, colours: MutableMapping[Blank, str], start: Iterable[Blank]) -> None:
        """Tell nodes apart by their statements, until no round tells more. Only colours of the nodes given change."""
        alike: dict[str, set[Blank]] = {}
        scope = colours.maps[0] if isinstance(colours, ChainMap) else colours
        for node, colour in scope.items():
            alike.setdefault(colour, set()).add(node)
        waiting = [node for node in start if len(alike[colours[node]]) > 1]
        while waiting:
            told: dict[str, dict[str, list[Blank]]] = {}
            for node in waiting:
                told.setdefault(colours[node], {}).setdefault(self.said(node, colours), []).append(node)
            moved: list[Blank] = []
            for colour, groups in told.items():
                if sum(map(len, groups.values())) == len(alike[colour]):
                    # The largest keeps its colour: what is not one of the others is told by that.
                    groups.pop(max(groups, key=lambda said: (len(groups[said]), said)))
                for said, nodes in groups.items():
                    fresh = _hash(colour, said)
                    alike[colour].difference_update(nodes)
                    alike[fresh] = set(nodes)
                    colours.update(dict.fromkeys(nodes, fresh))
                    moved += nodes
            around = dict.fromkeys(near for node in moved for near in self._near[node] if near in scope)
            waiting = [node for node in around if len(alike[colours[node]]) > 1]

    def discrete(self, nodes: Iterable[Blank], colours: Colours, depth: int) -> dict[Blank, str]:
        """A colour of its own for each node, the same for each graph that says the same."""
        final = {node: colours[node] for node in nodes}
        alike: dict[str, list[Blank]] = {}
        for node, colour in final.items():
            alike.setdefault(colour, []).append(node)
        unsettled = [node for same in alike.values() if len(same) > 1 for node in same]
        found = [self._settled(group, colours, depth) for group in self.connected(unsettled)]
        for number, (_, own) in enumerate(sorted(found, key=lambda one: one[0])):
            final |= {node: _hash(colour, str(number)) for node, colour in own.items()}
        return final

    def _settled(self, group: list[Blank], colours: Colours, depth: int) -> tuple[str, dict[Blank, str]]:
        """The best of the ways in which nodes that hang together and look alike can be told apart."""
        own = {node: colours[node] for node in group}
        if len(group) == 1:
            return self.certificate(group, colours), own
        if depth == DEEPEST:
            raise _too_alike(len(group))
        alike: dict[str, list[Blank]] = {}
        for node, colour in own.items():
            alike.setdefault(colour, []).append(node)
        ways: dict[str, dict[Blank, str]] = {}
        orbits = {node: {node} for node in group}
        tried: set[Blank] = set()
        for chosen in self._unlike(min(alike.items(), key=lambda item: (len(item[1]), item[0]))[1]):
            if tried & orbits[chosen]:
                continue
            tried.add(chosen)
            trial = ChainMap({**own, chosen: _hash(own[chosen], "chosen")}, dict(colours))
            self.refine(trial, [near for near in self._near[chosen] if near in own])
            final = self.discrete(group, trial, depth + 1)
            certificate = self.certificate(group, ChainMap(final, dict(colours)))
            if certificate in ways:
                _join(orbits, ways[certificate], final)
            ways.setdefault(certificate, final)
        return min(ways.items(), key=lambda way: way[0])

    def _unlike(self, nodes: list[Blank]) -> list[Blank]:
        """One of each set of nodes that can change places without any difference."""
        found: list[Blank] = []
        for node in nodes:
            if not any(self._swapped(node, other) == self._swapped(other, node) for other in found):
                found.append(node)
        return found

    def _swapped(self, node: Blank, other: Blank) -> list[str]:
        return sorted(self._look(quad, {node: "x", other: "y"}, own=True) for quad in self.quads_of[node])

    def certificate(self, nodes: Iterable[Blank], colours: Colours) -> str:
        """What the statements of nodes say, their names apart."""
        looks = {self._look(quad, colours) for node in nodes for quad in self.quads_of[node]}
        return _hash(*sorted(looks))

    def said(self, node: Blank, colours: Colours) -> str:
        """What is said of a node, as one word."""
        return _hash(*self.looks(node, colours))

    def looks(self, node: Blank, colours: Colours) -> list[str]:
        """The statements of a node, with the colours of the nodes around it."""
        return sorted(self._look(quad, colours, node) for quad in self.quads_of[node])

    def _look(self, quad: Quad, colours: Colours, node: Blank | None = None, own: bool = False) -> str:
        self._left -= 1
        if self._left < 0:
            raise _too_alike(len(self.quads_of))
        words = []
        for term in quad:
            if not isinstance(term, Blank):
                words.append(term.n3() if term is not None else "")
            elif term == node:
                words.append("_")
            else:
                words.append(f"_:{colours.get(term, term if own else '')}")
        return " ".join(words)


def _join(orbits: dict[Blank, set[Blank]], one: Colours, other: Colours) -> None:
    """Two ways say the same: what has the same colour in both can change places, and one of them is tried for all."""
    there = {colour: node for node, colour in other.items()}
    for node, colour in one.items():
        if orbits[node] is not orbits[there[colour]]:
            orbits[node] |= orbits[there[colour]]
            for member in orbits[node]:
                orbits[member] = orbits[node]


def _hash(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def _too_alike(count: int) -> KgovError:
    return KgovError(
        Both(
            f"{count} blanka noder är så lika varandra att de inte kan skiljas åt i rimlig tid",
            f"{count} blank nodes are so alike that they cannot be told apart in reasonable time",
        ),
        Both("Ge dem namn (IRI).", "Give them names (IRIs)."),
    )
