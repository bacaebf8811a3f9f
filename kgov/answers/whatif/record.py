"""The record as a graph that can be edited in memory: who sits where, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.storage.terms import Blank, Iri, Term, Triple, date_term

Node = Iri | Blank


@dataclass(frozen=True)
class Places:
    """What the norm says of seats and kinds, as far as a change of the record needs it.

    ``bodies`` gives for each seat the bodies and kinds it is a seat in, ``kinds`` for each body its kinds,
    and ``all_kinds`` every kind there is.
    """

    bodies: Mapping[Term, frozenset[Iri]]
    kinds: Mapping[Term, frozenset[Iri]]
    all_kinds: frozenset[Iri]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Places:
        """The seats and kinds of a model with its lists."""
        return cls(
            {iri: frozenset(seat.bodies) for iri, seat in knowledge.seats.items()},
            {iri: frozenset(knowledge.kinds_of(iri)) for iri in knowledge.registered},
            frozenset(knowledge.kinds),
        )

    def selves(self, body: Term) -> frozenset[Term]:
        """A body and its kinds."""
        return frozenset({body, *self.kinds.get(body, ())})


class Record:
    """Triples of lists, by subject and by object; edited in place, never written back.

    Args:
        triples: what the lists say.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._said: dict[Triple, None] = {}
        self._of: dict[Term, dict[Triple, None]] = {}
        self._with: dict[tuple[str, Term], dict[Node, None]] = {}
        for subject, predicate, value in triples:
            self.add((subject, predicate, value))

    @property
    def triples(self) -> list[Triple]:
        return list(self._said)

    # ---- reading

    def values(self, node: Term, name: str) -> list[Term]:
        """What is said of a thing by a property given as prefixed name."""
        predicate = expand(name)
        return [value for _, p, value in self._of.get(node, ()) if p == predicate]

    def value(self, node: Term, name: str) -> Term | None:
        found = self.values(node, name)
        return found[0] if found else None

    def about(self, node: Term) -> list[Triple]:
        """All that is said of a thing."""
        return list(self._of.get(node, ()))

    def having(self, name: str, value: Term) -> list[Node]:
        """The things of which this value of a property is said."""
        return list(self._with.get((expand(name), value), ()))

    def instances(self, name: str) -> list[Node]:
        return self.having("rdf:type", Iri(expand(name)))

    def first_day(self, node: Term) -> str | None:
        found = self.value(node, "kg:validFrom")
        return None if found is None else str(found)

    def last_day(self, node: Term) -> str | None:
        found = self.value(node, "kg:validThrough")
        return None if found is None else str(found)

    def is_open(self, node: Term, day: date) -> bool:
        """Whether a thing holds on a day or will hold later; without an end it is in force."""
        last = self.last_day(node)
        return last is None or last >= day.isoformat()

    def in_force(self, node: Term, day: date) -> bool:
        """Whether a thing holds on a day, first and last day included."""
        first = self.first_day(node)
        return self.is_open(node, day) and (first is None or first <= day.isoformat())

    def body_of(self, membership: Term, places: Places) -> Term | None:
        """The body that a membership is in: the one stated, else the one that its seat is in."""
        stated = self.value(membership, "org:organization")
        if stated is not None:
            return stated
        return next(
            (body for seat in self.seats_of(membership) for body in places.bodies.get(seat, ())), None
        )

    def seats_of(self, membership: Term) -> list[Iri]:
        return [seat for seat in self.values(membership, "kg:takesSeat") if isinstance(seat, Iri)]

    def memberships_in(self, body: Term, places: Places) -> list[Node]:
        """All memberships in a body, past and coming."""
        return [m for m in self.instances("kg:Membership") if self.body_of(m, places) == body]

    # ---- editing

    def add(self, triple: Triple) -> None:
        """Say a triple."""
        self._said[triple] = None
        self._of.setdefault(triple[0], {})[triple] = None
        self._with.setdefault((str(triple[1]), triple[2]), {})[triple[0]] = None

    def put(self, node: Node, name: str, value: Term) -> None:
        """Say something of a thing."""
        self.add((node, Iri(expand(name)), value))

    def take_back(self, triples: Iterable[Triple]) -> None:
        """Leave out what was said."""
        for triple in triples:
            del self._said[triple]
            del self._of[triple[0]][triple]
            del self._with[str(triple[1]), triple[2]][triple[0]]

    def drop(self, node: Node, *names: str) -> None:
        """Leave out what is said of a thing by some properties."""
        predicates = {expand(name) for name in names}
        self.take_back([triple for triple in self.about(node) if triple[1] in predicates])

    def end(self, node: Node, day: date) -> bool:
        """Let a thing hold for the last time on the day before; what would begin later never begins.

        Returns:
            Whether anything changed: what has ended already is left as it is.
        """
        if not self.is_open(node, day):
            return False
        first = self.first_day(node)
        if first is not None and first >= day.isoformat():
            self.take_back(self.about(node))
            return True
        self.drop(node, "kg:validThrough")
        self.put(node, "kg:validThrough", date_term(day - timedelta(days=1)))
        return True
