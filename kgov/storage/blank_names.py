"""Names for blank nodes that do not depend on what a store happened to call them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence, Set

from kgov.storage.terms import Blank, Iri, Term, Triple

#: So often the nodes around are looked at. What still cannot be told apart is kept in the order it came in.
ROUNDS = 20


def lasting_names(described: Mapping[Iri | Blank, Sequence[Triple]], nodes: Set[Blank]) -> dict[Term, Blank]:
    """New names for blank nodes, by what is said of them and of the nodes around them.

    A full canonical form (RDFC-1.0) can take a time without end on graphs made to that purpose; this cannot.

    Args:
        described: the triples of each subject.
        nodes: the blank nodes that get names.
    """
    told, users = _surroundings(described, nodes)
    colours: dict[Term, str] = dict.fromkeys(told, "")
    for _ in range(ROUNDS):
        before = len(set(colours.values()))
        colours = {node: _colour(told[node], users.get(node, []), colours) for node in told}
        if len(set(colours.values())) == before:
            break
    ordered = sorted((node for node in told if node in nodes), key=lambda node: colours[node])
    return {node: Blank(f"b{number}") for number, node in enumerate(ordered, 1)}


def _surroundings(
    described: Mapping[Iri | Blank, Sequence[Triple]], nodes: Set[Blank]
) -> tuple[dict[Blank, list[tuple[Iri, Term]]], dict[Term, list[tuple[Iri, Term]]]]:
    """What is said of the nodes and of those within them, and who uses the nodes."""
    users: dict[Term, list[tuple[Iri, Term]]] = {}
    order: list[Blank] = []
    for own in described.values():
        for s, p, o in own:
            order += [term for term in (s, o) if isinstance(term, Blank) and term in nodes]
            if o in nodes:
                users.setdefault(o, []).append((p, s))
    told: dict[Blank, list[tuple[Iri, Term]]] = {}
    waiting = list(dict.fromkeys(order))
    for node in waiting:  # grows while it is read
        if node not in told:
            told[node] = [(p, o) for _, p, o in described.get(node, [])]
            waiting += [o for _, o in told[node] if isinstance(o, Blank)]
    return told, users


def _colour(told: list[tuple[Iri, Term]], users: list[tuple[Iri, Term]], colours: Mapping[Term, str]) -> str:
    def shown(term: Term) -> str:
        return f"_{colours.get(term, '')}" if isinstance(term, Blank) else term.n3()

    lines = sorted(f"> {p} {shown(o)}" for p, o in told) + sorted(f"< {p} {shown(s)}" for p, s in users)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
