"""Which triples belong to which published thing, and to which part of the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.namespaces import BASE, PREFIXES, local_name
from kgov.publish.addresses import Addresses
from kgov.storage.nesting import Nested, nest
from kgov.storage.terms import Blank, Iri, Triple

#: The part that holds what lists say.
RECORD = "record"
_SPEC = {f"{BASE}spec/ontology": "ontology", f"{BASE}spec/shapes": "rules"}


class Described:
    """The triples of a publication, told apart by the thing that they describe.

    A thing owns what is said of it, with its blank nodes and with the helper shapes that have no page of their own.
    What no published thing leads to is not published.

    Args:
        knowledge: the knowledge, already without what is not to be published.
        addresses: the things that are published.
    """

    def __init__(self, knowledge: Knowledge, addresses: Addresses) -> None:
        self.addresses = addresses
        self.knowledge = knowledge.need(*resources.PARTS)
        self._store = self.knowledge.store
        self._by_subject: dict[Iri | Blank, list[Triple]] = {}
        for triple in self._store.triples():
            self._by_subject.setdefault(triple[0], []).append(triple)
        self._nested: dict[Iri, list[Nested]] = {}
        self.things: list[Iri] = [iri for iri in sorted(addresses) if iri in self._by_subject]

    def of(self, thing: Iri, helpers: bool = False) -> list[Triple]:
        """The triples that a thing owns; none for one of which nothing is said.

        Args:
            thing: the thing.
            helpers: whether the shapes that a rule uses come along even where they have pages of their own.
        """
        found: list[Triple] = []
        waiting: list[Iri | Blank] = [thing]
        seen: set[Iri | Blank] = set(waiting)
        while waiting:
            own = self._by_subject.get(waiting.pop(), [])
            found += own
            for _, _, value in own:
                if self._is_part(value, helpers) and value not in seen:
                    seen.add(value)  # type: ignore[arg-type]
                    waiting.append(value)  # type: ignore[arg-type]
        return found

    def nested(self, thing: Iri) -> list[Nested]:
        """What a thing owns, as things with their properties; kept, as pages and files tell the same."""
        if thing not in self._nested:
            self._nested[thing] = nest(self.of(thing), thing)
        return self._nested[thing]

    def _is_part(self, value: object, helpers: bool) -> bool:
        if isinstance(value, Blank):
            return True
        is_shape = isinstance(value, Iri) and value.startswith(PREFIXES["kgr"])
        return is_shape and (helpers or value not in self.addresses)

    @cached_property
    def all(self) -> dict[Triple, None]:
        """All triples that are published, each once."""
        return dict.fromkeys(triple for thing in self.things for triple in self.of(thing))

    @cached_property
    def parts(self) -> dict[str, list[Triple]]:
        """The published triples of each part: ontology, codes, rules, one for each document, and the record."""
        part_of: dict[Triple, str] = {}
        for graph in self._store.graphs():
            name = _SPEC.get(graph) or (local_name(graph) if graph.startswith(PREFIXES["kgdoc"]) else RECORD)
            for triple in self._store.triples(graph):
                is_code = name == "ontology" and triple[0].startswith(PREFIXES["kgc"])
                part_of.setdefault(triple, "codes" if is_code else name)
        found: dict[str, list[Triple]] = {}
        for triple in self.all:
            found.setdefault(part_of[triple], []).append(triple)
        return dict(sorted(found.items()))

    def counts(self, triples: Iterable[Triple]) -> Counter[str]:
        """How many triples, named things, subjects, objects and properties there are, and how many of each class."""
        return Counter(_counted(list(triples)))


def _counted(triples: list[Triple]) -> Iterator[str]:
    yield from ("triples" for _ in triples)
    yield from ("entities" for _ in {s for s, _, _ in triples if isinstance(s, Iri)})
    yield from ("distinctSubjects" for _ in {s for s, _, _ in triples})
    yield from ("distinctObjects" for _ in {o.n3() for _, _, o in triples})
    yield from ("properties" for _ in {p for _, p, _ in triples})
    yield from ("classes" for _ in {o for _, p, o in triples if p == PREFIXES["rdf"] + "type"})
