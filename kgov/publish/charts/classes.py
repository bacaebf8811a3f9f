"""The classes of the ontology: each under what it is a kind of, and the properties that tie classes together."""

from __future__ import annotations

from dataclasses import dataclass

from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Thing
from kgov.namespaces import PREFIXES, shorten
from kgov.publish.charts.labels import Labels
from kgov.publish.charts.twin import Item, Part
from kgov.storage.terms import Iri

OURS = PREFIXES["kg"]
ALONE = Both("Övriga klasser", "Other classes")


@dataclass(frozen=True)
class Property:
    """A property that leads from one class to another."""

    iri: Iri
    label: Both
    domain: Iri
    range: Iri


@dataclass(frozen=True)
class Branch:
    """A class, and the classes right under it; ``depth`` counts from the root."""

    iri: Iri
    depth: int
    under: tuple[Branch, ...]

    def walk(self) -> list[Branch]:
        """This class and all under it, in reading order."""
        return [self, *(one for branch in self.under for one in branch.walk())]


class ClassTree:
    """The classes of the ontology in trees; a class with several above it stands under the first of ours.

    Kinds of body that the documents speak of are classes as well, but things of the norm: they are left out.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        classes = knowledge.classes
        mine = sorted(
            (iri for iri in classes if iri.startswith(OURS)), key=lambda iri: (shorten(iri).casefold(), iri)
        )
        above = {iri: self._above(classes[iri]) for iri in mine}
        foreign = sorted({one for one in above.values() if one is not None and not one.startswith(OURS)})
        self.under: dict[Iri, list[Iri]] = {}
        for iri in mine:
            if (one := above[iri]) is not None:
                self.under.setdefault(one, []).append(iri)
        roots = [*foreign, *(iri for iri in mine if above[iri] is None)]
        trees = [self._branch(iri, 0) for iri in roots]
        self.trees = [tree for tree in trees if tree.under]
        self.alone = [tree for tree in trees if not tree.under]
        self.properties = self._properties(set(mine))

    def _above(self, thing: Thing) -> Iri | None:
        """The class that a class is drawn under."""
        found = thing.iris("rdfs:subClassOf")
        ours = [iri for iri in found if iri.startswith(OURS)]
        return next(iter([*ours, *found]), None)

    def _branch(self, iri: Iri, depth: int) -> Branch:
        return Branch(iri, depth, tuple(self._branch(one, depth + 1) for one in self.under.get(iri, [])))

    def _properties(self, mine: set[Iri]) -> list[Property]:
        found = []
        for iri, thing in self.knowledge.need("ontology").of(Thing, "owl:ObjectProperty").items():
            domains, ranges = thing.iris("rdfs:domain"), thing.iris("rdfs:range")
            if len(domains) == 1 and len(ranges) == 1 and {*domains, *ranges} <= mine:
                found.append(Property(iri, thing.label, domains[0], ranges[0]))
        return found

    def name(self, iri: Iri, labels: Labels) -> str:
        """The name of a class of ours in words, and of another vocabulary's with its prefix."""
        return labels.say(self.knowledge.classes[iri].label) if iri.startswith(OURS) else shorten(iri)

    # ---- the twin

    def twin(self, labels: Labels) -> tuple[Item, ...]:
        """Every class under what it is a kind of, each with the properties that lead from it."""
        items = [self._item(tree, labels) for tree in self.trees]
        alone = tuple(self._item(tree, labels) for tree in self.alone)
        return (*items, Item((Part(labels.say(ALONE)),), ("alone",), alone)) if alone else tuple(items)

    def _item(self, branch: Branch, labels: Labels) -> Item:
        text = self.name(branch.iri, labels)
        term = shorten(branch.iri)
        parts = [Part(text, labels.href(branch.iri))]
        if text != term:
            parts.append(Part(f" ({term})"))
        ties = [
            Item(
                (Part(labels.say(tie.label), labels.href(tie.iri)), Part(" → "), self._end(tie.range, labels))
            )
            for tie in self.properties
            if tie.domain == branch.iri
        ]
        under = [self._item(one, labels) for one in branch.under]
        return Item(tuple(parts), (shorten(branch.iri),), (*ties, *under))

    def _end(self, iri: Iri, labels: Labels) -> Part:
        return Part(self.name(iri, labels), labels.href(iri))
