"""What follows: shortcuts from links, classes and properties above, seats that come with an office.

A short ordered list of CONSTRUCT queries in ``queries/reasoning/`` writes what follows into one graph that can be
thrown away. Classes, sub-properties and parts of parts are what OWL RL entails from the ontology's axioms;
owlrl is the oracle in the tests. The other queries are rules that OWL cannot say.
"""

from __future__ import annotations

from datetime import date

from kgov.storage.query_text import named
from kgov.storage.store import Store
from kgov.storage.terms import Triple, date_term

DERIVED = "urn:kgov:derived"


def infer(store: Store, as_of: date) -> list[Triple]:
    """Add what follows to the store's derived graph.

    Args:
        store: model, ontology and lists.
        as_of: the date on which offices and seats are held.

    Returns:
        The triples that were derived, in the order found.
    """
    derived: dict[Triple, None] = {}
    for query in named("reasoning"):
        values = {"asOf": [date_term(as_of)]} if query.parameters else {}
        found = store.lacking(store.construct(query.fill(values)))
        store.add(found, DERIVED)
        derived.update(dict.fromkeys(found))
    return list(derived)
