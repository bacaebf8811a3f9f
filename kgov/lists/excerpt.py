"""The part of a record that is about one body."""

from __future__ import annotations

from collections.abc import Iterable

from kgov.namespaces import expand
from kgov.storage.terms import Iri, Term, Triple

APPOINTS = Iri(expand("kg:appoints"))
#: The properties whose value is always a body.
OF_A_BODY = {expand("org:organization"), expand("kg:isMeetingOf")}
#: What is said of a thing that is only mentioned.
WHAT_IT_IS = {expand("rdf:type"), expand("rdfs:label"), expand("kg:isSynthetic")}


def about(body: Iri, triples: Iterable[Triple]) -> list[Triple]:
    """What is said of a body, of what names it, and of what those name in their turn.

    Of other bodies that are named on the way there is only what they are called and of what kind they are: the
    members of a counterpart are none of a body's own.

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
    queue: list[Term] = [*naming.get(body, []), *(o for _, _, o in said.get(body, []))]
    others = {value for _, predicate, value in every if predicate in OF_A_BODY}
    named: set[Term] = set()
    while queue:
        node = queue.pop()
        if node in others:
            named.add(node)
        if node in wanted or node not in said or node in others:
            continue
        wanted.add(node)
        queue += [o for _, _, o in said[node]]
        queue += [subject for subject in naming.get(node, []) if (subject, APPOINTS, node) in said[subject]]
    return [t for t in every if t[0] in wanted or (t[0] in named and t[1] in WHAT_IT_IS)]
