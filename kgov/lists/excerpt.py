"""The part of a record that is about one body."""

from __future__ import annotations

from collections.abc import Iterable

from kgov.namespaces import PREFIXES
from kgov.storage.terms import Iri, Term, Triple


def about(body: Iri, triples: Iterable[Triple]) -> list[Triple]:
    """What is said of a body, of what names it, and of what those name in their turn.

    Other bodies that are named on the way are left out: the members of a counterpart are none of a body's own.

    Args:
        body: the body.
        triples: the whole record.
    """
    every = list(triples)
    said: dict[Term, list[Triple]] = {}
    naming: dict[Term, list[Term]] = {}
    for triple in every:
        said.setdefault(triple[0], []).append(triple)
        naming.setdefault(triple[2], []).append(triple[0])
    wanted: set[Term] = {body}
    queue: list[Term] = [*naming.get(body, [])]
    others = {
        o for s, p, o in every if p == f"{PREFIXES['org']}organization" or p == f"{PREFIXES['kg']}isMeetingOf"
    }
    while queue:
        node = queue.pop()
        if node in wanted or node not in said or node in others:
            continue
        wanted.add(node)
        queue += [o for _, _, o in said[node]]
        queue += [
            s for s in naming.get(node, []) if (s, Iri(f"{PREFIXES['kg']}appoints"), node) in said.get(s, [])
        ]
    return [triple for triple in every if triple[0] in wanted]
