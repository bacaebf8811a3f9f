"""The model as one owner publishes it: its own documents, what is common, and what things of others are called."""

from __future__ import annotations

from collections.abc import Mapping

from kgov import resources
from kgov.model.knowledge import graph_of
from kgov.namespaces import BASE, PREFIXES, expand
from kgov.storage.oxigraph import triples_of
from kgov.storage.terms import Blank, Iri, Term, Triple

OWNER = Iri(expand("kg:hasOwner"))
IDENTITY = {
    expand(name)
    for name in ("rdf:type", "rdfs:label", "skos:altLabel", "kg:hasOwner", "kg:hasLevel", "kg:hasLevelBasis")
}


def _folder_owners() -> dict[str, str]:
    """Whose each folder of documents is."""
    found = {}
    for path in resources.files("statements"):
        owner = next((o for _, p, o in triples_of(path) if p == OWNER), None)
        found[path.relative_to(resources.root()).parts[1]] = str(owner)
    return found


def model_of(owner: Iri | None) -> list[tuple[str, list[Triple]]]:
    """The graphs of the model with their triples; for one owner those of its documents, and what stands in them of things of others."""
    every = [
        (path.relative_to(resources.root()).parts, graph_of(path), triples_of(path))
        for part in resources.PARTS
        for path in resources.files(part)
    ]
    if owner is None:
        return [(graph, triples) for _, graph, triples in every]
    others = {folder for folder, whose in _folder_owners().items() if whose != owner}
    kept = [
        (graph, triples)
        for parts, graph, triples in every
        if parts[0] == "ontology" or parts[1] not in others
    ]
    said: dict[Term, list[Triple]] = {}
    for _, _, triples in every:
        for triple in triples:
            said.setdefault(triple[0], []).append(triple)
    described = {s for _, triples in kept for s, _, _ in triples}
    named = _identities(kept, said, described)
    described |= {s for s, _, _ in named}

    def leads_out(term: Term) -> bool:
        return isinstance(term, Iri) and term.startswith(BASE) and term not in described

    cut = [(graph, [t for t in triples if not leads_out(t[2])]) for graph, triples in kept]
    return [*cut, (f"{BASE}doc/national", [t for t in named if not leads_out(t[2])])]


def _identities(
    kept: list[tuple[str, list[Triple]]], said: Mapping[Term, list[Triple]], described: set[Iri | Blank]
) -> list[Triple]:
    """What things of other owners are called, where a document that is kept speaks of them."""
    things = PREFIXES["kgd"]
    waiting = [o for _, triples in kept for _, _, o in triples if isinstance(o, Iri) and o.startswith(things)]
    found: dict[Term, list[Triple]] = {}
    while waiting:
        thing = waiting.pop()
        if thing in described or thing in found:
            continue
        found[thing] = [triple for triple in said.get(thing, []) if triple[1] in IDENTITY]
        waiting += [o for _, _, o in found[thing] if isinstance(o, Iri) and o.startswith(things)]
    return [triple for thing in sorted(found) for triple in found[thing]]
