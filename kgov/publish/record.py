"""What the lists say, as they were read: by thing and property, with everyone whom they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand, local_name
from kgov.storage.terms import Iri, Term, Text

TYPE = Iri(expand("rdf:type"))
PERSON = Iri(expand("kg:Person"))
SYNTHETIC = Iri(expand("kg:isSynthetic"))
TRUE = Text("true", datatype=expand("xsd:boolean"))
NAMES = {expand(name) for name in ("rdfs:label", "skos:prefLabel", "foaf:name", "skos:altLabel")}
#: What leads to a person.
OF_A_PERSON = tuple(expand(name) for name in ("org:member", "kg:isHeldBy", "kg:concernsPerson"))

Said = Mapping[str, list[Term]]


class Record:
    """What the lists say.

    Args:
        knowledge: the model with the lists.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.said: dict[Iri, dict[str, list[Term]]] = {}
        for source in knowledge.lists:
            for s, p, o in source.triples:
                if isinstance(s, Iri):
                    self.said.setdefault(s, {}).setdefault(p, []).append(o)

    @cached_property
    def persons(self) -> set[Iri]:
        """Everyone whom the lists speak of, said to be a person or not."""
        found = {iri for iri, said in self.said.items() if PERSON in said.get(TYPE, [])}
        for said in self.said.values():
            for name in OF_A_PERSON:
                found.update(o for o in said.get(name, []) if isinstance(o, Iri))
        return found

    @cached_property
    def is_example(self) -> bool:
        """Whether anything in the lists is marked as invented."""
        return any(self.is_marked(iri) for iri in self.said)

    def is_marked(self, iri: Iri) -> bool:
        """Whether a thing is marked as invented."""
        return TRUE in self.said.get(iri, {}).get(SYNTHETIC, [])

    def names(self, person: Iri) -> list[str]:
        """All that a person is called."""
        said = self.said.get(person, {})
        return [
            str(o)
            for p in sorted(said)
            if p in NAMES or "name" in p.lower()
            for o in said[p]
            if isinstance(o, Text)
        ]

    def where(self, thing: Term) -> str:
        """The place of a thing in the lists, to point at it."""
        for source in self.knowledge.lists:
            row = source.rows.get(Iri(thing))
            line = source.line_of(str(thing)) or source.line_of(local_name(str(thing)))
            if row or line:
                return f"{source.name}:{row.row if row else line}"
        return ""
