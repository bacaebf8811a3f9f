"""The closed vocabulary: which terms of ours a list may use, and what a misspelt one was meant to be."""

from __future__ import annotations

import difflib

from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.namespaces import BASE, ONTOLOGY, expand, local_name, shorten
from kgov.storage.source import Source
from kgov.storage.terms import Iri


def known_terms() -> set[str]:
    """Every IRI of ours that the ontology, the code lists, the rules or the documents define."""
    knowledge = Knowledge().need("norm", "open", "statements", "codes", "ontology", "rules")
    table = knowledge.select(f'SELECT DISTINCT ?s WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}")) }}')
    return {str(row[0]) for row in table.rows} | {ONTOLOGY}


#: What only documents state. A list may add a link, and only as a supplement of its owner.
NORM_CLASSES = {
    expand(f"kg:{name}")
    for name in [
        "Link",
        "Seat",
        "SeatGroup",
        "Duty",
        "Permission",
        "Rule",
        "Gap",
        "Interpretation",
        "Reading",
        "AssignmentDocument",
        "Kind",
    ]
}

_TYPE, _STATUS, _SUPPLEMENTED = map(expand, ("rdf:type", "kg:hasStatus", "kgc:status-supplemented"))
#: The statements of a list, beside those with a term of ours, by which ``check_terms`` judges.
TELLING = frozenset({(_TYPE, name) for name in NORM_CLASSES} | {(_STATUS, _SUPPLEMENTED)})


def check_terms(source: Source, model: Knowledge) -> None:
    """Refuse a list that uses a term of ours that does not exist, or that makes norm.

    Args:
        source: the list; of a large one the telling triples are enough.
        model: the model at hand.

    Raises:
        KgovError: with the term or the thing, and its line.
    """
    unknown = unknown_terms(source, model)
    if unknown:
        term, near, line = unknown[0]
        more = len(unknown) - 1
        raise KgovError(
            Both(
                f"termen {term} finns inte" + (f" (och {more} till)" if more else ""),
                f"the term {term} does not exist" + (f" (and {more} more)" if more else ""),
            ),
            Both(
                f"Menar du {near}?" if near else "Se termerna i ontologin.",
                f"Did you mean {near}?" if near else "See the terms of the ontology.",
            ),
            where=f"{source.name}:{line}" if line else source.name,
        )
    claims = norm_claims(source)
    if claims:
        thing, line = claims[0]
        raise KgovError(
            Both(
                f"{thing} hör till normen, som bara dokumenten ger",
                f"{thing} belongs to the norm, which only the documents make",
            ),
            Both(
                "Ett samband ur ett eget dokument skrivs som komplettering: kg:hasStatus kgc:status-supplemented.",
                "A link from a document of your own is written as a supplement: kg:hasStatus kgc:status-supplemented.",
            ),
            where=f"{source.name}:{line}" if line else source.name,
        )


def norm_claims(source: Source) -> list[tuple[str, int | None]]:
    """Things in a list that claim to be norm: only the documents make norm, and a supplement says that it is one."""
    supplements = {s for s, p, o in source.triples if p == _STATUS and o == _SUPPLEMENTED}
    found = []
    for s, p, o in source.triples:
        if p != _TYPE or o not in NORM_CLASSES:
            continue
        if o == expand("kg:Link") and s in supplements:
            continue
        name = local_name(str(s))
        line = source.line_of(f":{name}", shorten(str(o))) or source.line_of(f":{name}")
        found.append((f"{name} ({shorten(str(o))})", line or source.line_of(name)))
    return sorted(found)


def unknown_terms(source: Source, model: Knowledge | None = None) -> list[tuple[str, str | None, int | None]]:
    """Terms of ours in a list that do not exist: prefixed name, the nearest one, and the line.

    The model at hand is asked first; the rest of the files is read only if it does not know every term.

    An IRI in our namespaces by plain http is a misspelling too. Things that the list itself describes
    must lie outside our namespaces.
    """
    used: dict[str, None] = {}
    marks = (BASE, BASE.replace("https:", "http:"))
    for triple in source.triples:
        for term in triple:
            if isinstance(term, Iri) and term.startswith(marks):
                used.setdefault(term)
    left = [iri for iri in used if model is None or not model.store.describes(iri)]
    known = known_terms() if left else set()
    found = []
    for iri in left:
        if iri in known:
            continue
        name = shorten(iri)
        near = difflib.get_close_matches(iri.replace("http:", "https:"), known, n=1, cutoff=0.7)
        home = (
            iri.rpartition("/")[0] + "/"
        )  # where the prefix itself is misspelt, its line is the one to correct
        line = source.line_of(name) or source.line_of(iri) or source.line_of(home)
        found.append((name, shorten(near[0]) if near else None, line))
    return found
