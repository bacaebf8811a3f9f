"""The knowledge at hand: the norm of the documents, and the lists that a user adds.

Parts are loaded when they are first asked for, so that a command reads no more than it needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from kgov import resources
from kgov.model.things import Gap, Link, Properties, Provision, Rule, Seat, Statement, Thing
from kgov.namespaces import BASE, expand
from kgov.storage.memory import MemoryStore
from kgov.storage.query_text import parse
from kgov.storage.source import Source
from kgov.storage.store import Store, list_holding
from kgov.storage.table import Table
from kgov.storage.terms import Iri, Term, Triple

T = TypeVar("T", bound=Thing)

#: Sorts of body: groups of people with an assignment.
BODY_CLASSES = (
    "Body",
    "Council",
    "Committee",
    "ManagementGroup",
    "MedicalGroup",
    "LocalProgrammeArea",
    "RegionalProgrammeArea",
    "NationalProgrammeArea",
    "LocalWorkingGroup",
    "NationalWorkingGroup",
    "WorkingGroup",
    "NationalCollaborationGroup",
    "RegionalCollaborationGroup",
    "ReferenceGroup",
    "Network",
)

#: What can be the end of a link beside seats, documents and levels.
PARTY_CLASSES = (
    *BODY_CLASSES,
    "Kind",
    "Office",
    "Region",
    "HealthcareRegion",
    "Municipality",
    "Unit",
    "Structure",
    "Service",
    "ExternalParty",
    "UnnamedParty",
    "PersonGroup",
    "PublicationChannel",
    "DocumentKind",
    "ReferencedDocument",
    "Role",
)


#: Classes of which only the model has things: a list that claims to have one is refused.
OF_THE_MODEL = {
    "kg:Rule",
    "kg:Seat",
    "kg:SeatGroup",
    "kg:Interpretation",
    "kg:Reading",
    "kg:AssignmentDocument",
    "kg:Gap",
    "owl:Class",
    "skos:Concept",
}


def graph_of(path: Path) -> str:
    """The named graph a file of the model belongs to: its document, or its part."""
    parts = path.relative_to(resources.root()).parts
    if parts[0] == "data" and len(parts) == 4:
        owner, name = parts[1], parts[2]
        return f"{BASE}doc/{name if name.startswith(owner) else f'{owner}-{name}'}"
    if parts[0] == "data":
        return f"{BASE}doc/{parts[1]}"
    return f"{BASE}spec/{parts[0]}"


class Knowledge:
    """The model and the lists at hand, in one store, with typed access.

    Args:
        store: where the graphs lie; in memory unless another store is given.
        loaded: the parts that the store already holds, and that are not to be read from their files.
    """

    def __init__(self, store: Store | None = None, loaded: Iterable[str] = ()) -> None:
        self.store: Store = MemoryStore() if store is None else store
        self._loaded: set[str] = set(loaded)
        self.lists: list[Source] = []
        self._things: dict[str, dict[Iri, Thing]] = {}
        self._found: dict[Iri, Thing] = {}
        self._kinds_of: dict[Iri, list[Iri]] = {}
        self._ranks: dict[Iri, int | None] = {}

    def need(self, *parts: str) -> Knowledge:
        """Load the parts named that are not loaded yet; see ``resources.PARTS``."""
        for part in parts:
            if part not in self._loaded:
                self._loaded.add(part)
                for path in resources.files(part):
                    self.store.load(path, graph_of(path))
        return self

    def add_list(self, source: Source) -> None:
        """Add a list that was read, in a named graph of its own."""
        self.lists.append(source)
        self.store.add(source.triples, self.list_graph(source))
        for found in (self._things, self._found, self._kinds_of, self._ranks):
            found.clear()
        for name in ("names", "kinds"):
            self.__dict__.pop(name, None)

    def with_model_of(self, other: Knowledge) -> Knowledge:
        """This knowledge, with what another with the same model has already read of the model."""
        self._things |= {
            key: things for key, things in other._things.items() if key.partition(" ")[2] in OF_THE_MODEL
        }
        return self

    def list_graph(self, source: Source) -> str:
        """The named graph of a list."""
        return source.graph or list_holding(source.name, source.digest).graph

    @property
    def entries(self) -> int:
        """How many entries the lists have."""
        return sum(source.size for source in self.lists)

    def select(self, query: str) -> Table:
        """Rows of a SELECT query over everything loaded."""
        return self.store.select(query)

    def construct(self, query: str) -> list[Triple]:
        """Triples of a CONSTRUCT query over everything loaded."""
        return self.store.construct(query)

    # ---- typed access

    def of(self, sort: type[T], *classes: str) -> dict[Iri, T]:
        """All things of the classes named (prefixed names), as the Python type given."""
        key = f"{sort.__name__} {' '.join(classes)}"
        if key not in self._things:
            query = parse(resources.folder("queries") / "model" / "things.rq")
            table = self.select(query.fill({"class": [Iri(expand(name)) for name in classes]}))
            gathered = _gathered(table)
            self._things[key] = {
                iri: sort(iri, properties)
                for iri, properties in sorted(gathered.items(), key=lambda item: item[0])
            }
        return self._things[key]  # type: ignore[return-value]

    @property
    def links(self) -> dict[Iri, Link]:
        return self.need("norm").of(Link, "kg:Link")

    @property
    def seats(self) -> dict[Iri, Seat]:
        return self.need("norm").of(Seat, "kg:Seat")

    @property
    def seat_groups(self) -> dict[Iri, Thing]:
        return self.need("norm").of(Thing, "kg:SeatGroup")

    def supplement_marks(self, link: Iri) -> tuple[str, ...]:
        """Diary numbers of the owner's documents that a supplementing link comes from."""
        return tuple(
            str(supplement.one("kg:hasDiaryNumber"))
            for supplement in self.of(Thing, "kg:Supplement").values()
            if link in supplement.iris("kg:supplements")
        )

    @property
    def duties(self) -> dict[Iri, Provision]:
        return self.need("norm").of(Provision, "kg:Duty")

    @property
    def permissions(self) -> dict[Iri, Provision]:
        return self.need("norm").of(Provision, "kg:Permission")

    @property
    def rules(self) -> dict[Iri, Rule]:
        return self.need("rules").of(Rule, "kg:Rule")

    @property
    def gaps(self) -> dict[Iri, Gap]:
        return self.need("open").of(Gap, "kg:Gap")

    @property
    def interpretations(self) -> dict[Iri, Thing]:
        return self.need("open").of(Thing, "kg:Interpretation")

    @property
    def readings(self) -> dict[Iri, Thing]:
        return self.need("open").of(Thing, "kg:Reading")

    @property
    def statements(self) -> dict[Iri, Statement]:
        return self.need("statements").of(Statement, "kg:Statement")

    @property
    def documents(self) -> dict[Iri, Thing]:
        return self.need("statements").of(Thing, "kg:AssignmentDocument")

    @property
    def classes(self) -> dict[Iri, Thing]:
        return self.need("ontology").of(Thing, "owl:Class")

    @property
    def concepts(self) -> dict[Iri, Thing]:
        return self.need("codes").of(Thing, "skos:Concept")

    @property
    def offices(self) -> dict[Iri, Thing]:
        return self.need("norm").of(Thing, "kg:Office")

    @property
    def entities(self) -> dict[Iri, Thing]:
        """Everything that can be the end of a link, but seats, documents and levels."""
        if "entities" not in self._things:
            classes = [f"kg:{name}" for name in PARTY_CLASSES]
            self._things["entities"] = self.need("norm").of(Thing, *classes) | self.registered
        return self._things["entities"]

    @cached_property
    def kinds(self) -> set[Iri]:
        """The kinds of body, office and unit that the documents speak of."""
        return set(self.need("norm").of(Thing, "kg:Kind"))

    @property
    def registered(self) -> dict[Iri, Thing]:
        """Things typed by a kind: the bodies that a document or a list says are of that kind."""
        key = "registered"
        if key not in self._things:
            query = parse(resources.folder("queries") / "model" / "instances.rq")
            gathered = _gathered(self.need("norm").select(query.text))
            self._things[key] = {iri: Thing(iri, properties) for iri, properties in sorted(gathered.items())}
        return self._things[key]

    def kinds_of(self, iri: Iri) -> list[Iri]:
        """The kinds that a body is of; a list of the caller's own."""
        if iri not in self._kinds_of:
            thing = self.registered.get(iri)
            self._kinds_of[iri] = sorted(thing.types & self.kinds) if thing else []
        return self._kinds_of[iri][:]

    def thing(self, iri: Iri) -> Thing:
        """Any thing by IRI, with its label; an unknown IRI is its own label."""
        if iri not in self._found:
            self._found[iri] = self._thing(iri)
        return self._found[iri]

    def _thing(self, iri: Iri) -> Thing:
        for name in ("entities", "seats", "seat_groups", "concepts", "documents", "gaps", "readings"):
            things: dict[Iri, Thing] = getattr(self, name)
            if iri in things:
                return things[iri]
        return Thing(iri, {})

    def level_rank(self, iri: Iri) -> int | None:
        """The band of a thing from national (1) downwards, or None where no level is stated."""
        if iri not in self._ranks:
            self._ranks[iri] = self._rank(iri)
        return self._ranks[iri]

    def _rank(self, iri: Iri) -> int | None:
        thing = self.thing(iri)
        holders: Iterable[Term] = thing.all("kg:hasLevel") or ([iri] if iri in self.concepts else [])
        if not holders and iri in self.seats:
            ranks = [self.level_rank(body) for body in self.seats[iri].bodies]
            return next((rank for rank in ranks if rank), None)
        if not holders:
            for kind in self.kinds_of(iri):
                holders = self.thing(kind).all("kg:hasLevel")
        ranks = [
            self.concepts[level].number("kg:hasRankInReport")
            for level in holders
            if isinstance(level, Iri) and level in self.concepts
        ]
        known = [rank for rank in ranks if rank is not None]
        return min(known) if known else None


def _gathered(table: Table) -> dict[Iri, Properties]:
    """Things with their properties, from rows in any order."""
    gathered: dict[Iri, Properties] = {}
    for subject, predicate, value in table.rows:
        assert isinstance(subject, Iri) and predicate is not None and value is not None
        values = gathered.setdefault(subject, {}).setdefault(str(predicate), [])
        if value not in values:
            values.append(value)
    return gathered
