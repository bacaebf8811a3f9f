"""What a CONSTRUCT query reads: its triple patterns, group by group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Step(NamedTuple):
    """One property that is followed.

    Args:
        inverse: whether it is followed from object to subject.
        predicates: the properties that may stand there; None for any.
        many: whether it is followed on and on.
    """

    inverse: bool
    predicates: frozenset[str] | None
    many: bool = False

    def turned(self) -> Step:
        """The same step the other way."""
        return self._replace(inverse=not self.inverse)


#: The ways that a pattern may take; one without steps leads nowhere else.
Ways = tuple[tuple[Step, ...], ...]


@dataclass(frozen=True)
class Edge:
    """A triple pattern.

    Args:
        subject: the name of a variable with its question mark, or an IRI.
        ways: the ways from subject to object.
        object: likewise; a literal is None.
        property: the variable in the place of the predicate, if there is one.
    """

    subject: str
    ways: Ways
    object: str | None
    property: str | None = None


@dataclass
class Group:
    """Patterns that must hold together, and those that may.

    Args:
        edges: the triple patterns.
        unions: for each UNION its branches.
        asides: OPTIONAL groups.
        looks: EXISTS and NOT EXISTS groups.
        denied: patterns of which the query says that they must not hold.
        names: for each variable that an expression gives, the variables and IRIs that it may be.
        values: for each variable that VALUES gives, its IRIs.
    """

    edges: list[Edge] = field(default_factory=list)
    unions: list[list[Group]] = field(default_factory=list)
    asides: list[Group] = field(default_factory=list)
    looks: list[Group] = field(default_factory=list)
    denied: list[Edge] = field(default_factory=list)
    names: dict[str, set[str]] = field(default_factory=dict)
    values: dict[str, set[str]] = field(default_factory=dict)

    def add(self, other: Group) -> None:
        """Take in what must hold as well."""
        self.edges = self.edges + other.edges
        self.unions = self.unions + other.unions
        self.asides = self.asides + other.asides
        self.looks = self.looks + other.looks
        self.denied = self.denied + other.denied
        for name, found in other.names.items():
            self.names.setdefault(name, set()).update(found)
        for name, found in other.values.items():
            self.values.setdefault(name, set()).update(found)

    def all_groups(self) -> Iterator[Group]:
        """The group and all groups within it."""
        yield self
        for inner in (*self.asides, *self.looks, *(branch for union in self.unions for branch in union)):
            yield from inner.all_groups()

    def variables(self) -> set[str]:
        """The variables that the group binds, in its own patterns or in a branch."""
        ends = {end for edge in self.edges for end in (edge.subject, edge.object) if end}
        found = {end for end in ends if end.startswith("?")}
        return found.union(*(branch.variables() for union in self.unions for branch in union))

    def binding(self, variable: str) -> Iterator[Group]:
        """The group as it is where a variable is bound: what was optional then holds.

        Args:
            variable: one that a pattern of the group has.
        """
        if variable in self.variables():
            yield self
            return
        bound = False
        for number, aside in enumerate(self.asides):
            for inner in aside.binding(variable):
                bound = True
                joined = replace(self, asides=self.asides[:number] + self.asides[number + 1 :])
                yield joined.joined(inner)
        for number, union in enumerate(self.unions):
            for branch in union:
                for inner in branch.binding(variable):
                    bound = True
                    yield replace(self, unions=self.unions[:number] + self.unions[number + 1 :]).joined(inner)
        for number, look in enumerate(self.looks if not bound else []):
            for inner in look.binding(variable):
                joined = replace(self, looks=self.looks[:number] + self.looks[number + 1 :])
                yield joined.joined(replace(inner, denied=[]))

    def joined(self, other: Group) -> Group:
        """Both groups as one."""
        both = Group()
        both.add(self)
        both.add(other)
        return both

    def writing(self, variable: str, iri: str) -> Group | None:
        """The group as it is where a variable is an IRI, without the branches in which it is not; None if it never is."""
        known = self.values.get(variable, set()) | {
            name for name in self.names.get(variable, ()) if not name.startswith("?")
        }
        if known and iri not in known:
            return None
        unions = []
        for union in self.unions:
            branches = [kept for branch in union if (kept := branch.writing(variable, iri)) is not None]
            if not branches:
                return None
            unions.append(branches)
        same = all(
            len(ours) == len(theirs) and all(one is other for one, other in zip(ours, theirs, strict=True))
            for ours, theirs in zip(unions, self.unions, strict=True)
        )
        return self if same else replace(self, unions=unions)


@dataclass(frozen=True)
class Reading:
    """A CONSTRUCT query as what it writes and what it reads."""

    id: str
    template: tuple[tuple[str, str, str | None], ...]
    where: Group

    def may_write(self, written: str) -> set[str]:
        """The properties that may stand in the place of a predicate of the template."""
        if not written.startswith("?"):
            return {written}
        groups = list(self.where.all_groups())
        names = {
            name for group in groups for name in group.names.get(written, ()) if not name.startswith("?")
        }
        return names.union(*(group.values.get(written, set()) for group in groups))
