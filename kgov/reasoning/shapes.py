"""Rules and helper shapes as the engines are given them: plain triples, and the probes beside them.

The six outcomes need more than violations. An engine therefore runs probes: for each helper shape one with the
targets and the path of the rules that use it, which fails where the helper does not hold, and for each target
one that fails everywhere and so names every place judged. All are plain SHACL Core, so any conforming engine
gives the same rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from kgov.namespaces import PREFIXES, expand
from kgov.storage.terms import Blank, Iri, Term, Triple

SH = PREFIXES["sh"]
TYPE = Iri(expand("rdf:type"))
FIRST, REST, NIL = (Iri(expand(f"rdf:{name}")) for name in ("first", "rest", "nil"))
SUBCLASS = Iri(expand("rdfs:subClassOf"))
PATH, OR, NOT, NODE, CLOSED, HAS_VALUE = (
    Iri(SH + name) for name in ("path", "or", "not", "node", "closed", "hasValue")
)
TARGETS = tuple(
    Iri(SH + name) for name in ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf")
)
#: Words and notes for people: they take no part in a verdict.
NOTES = {SH + name for name in ("message", "severity", "name", "description", "order", "group")}

PROBE = "urn:kgov:probe:"
HELPERS = {
    name: Iri(expand(f"kg:{link}"))
    for name, link in {
        "applies": "appliesWhen",
        "due": "isDueWhen",
        "known": "isKnownWhen",
        "clear": "isClearWhen",
        "met": "isMetWhen",
    }.items()
}
ALWAYS = Iri(expand("kgr:always"))
_OF_SHAPES = {TYPE, FIRST, REST, *HELPERS.values()}

Target = tuple[Iri, Term]


@dataclass(frozen=True)
class RuleShape:
    """A rule as an engine sees it: targets, the path to what is judged, and its helper shapes by name."""

    iri: Iri
    targets: frozenset[Target]
    path: Term | None
    helpers: dict[str, Iri]


@dataclass
class Probe:
    """A shape that asks one thing for several rules: where they judge, or where a helper of theirs holds."""

    iri: Iri
    path: Term | None
    helper: Iri | None
    targets: set[Target]
    rules: list[tuple[str, Iri]]


@cache
def decides(predicate: str) -> bool:
    """Whether a property of a shape takes part in a verdict or in a report; texts of ours do not."""
    return predicate in _OF_SHAPES or predicate.startswith(SH)


class Shapes:
    """Rules and helper shapes; read once, and then not changed."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(triples)
        self.prepared: dict[str, object] = {}  # what an engine makes of these shapes once, by its name
        self._parts: dict[frozenset[Iri], Shapes] = {}
        self._read_by: dict[Iri, set[Term]] = {}
        self._by_subject: dict[Term, dict[Iri, list[Term]]] = {}
        for s, p, o in self.triples:
            self._by_subject.setdefault(s, {}).setdefault(p, []).append(o)

    def of(self, shape: Term) -> dict[Iri, list[Term]]:
        """All properties of a shape or of a part of one."""
        return self._by_subject.get(shape, {})

    def one(self, shape: Term, predicate: Iri) -> Term | None:
        """One value of a property of a shape, or None."""
        return next(iter(self.of(shape).get(predicate, [])), None)

    def members(self, head: Term | None) -> list[Term | None]:
        """The members of a list."""
        found = []
        while head is not None and head != NIL:
            found.append(self.one(head, FIRST))
            head = self.one(head, REST)
        return found

    @cached_property
    def rules(self) -> dict[Iri, RuleShape]:
        """The rules that have a constraint, in the order of their names."""
        met = HELPERS["met"]
        found = (s for s, values in self._by_subject.items() if met in values and isinstance(s, Iri))
        return {rule: self._rule(rule) for rule in sorted(found)}

    def _rule(self, rule: Iri) -> RuleShape:
        helpers = {}
        for name, link in HELPERS.items():
            helper = self.one(rule, link)
            assert isinstance(helper, Iri), f"{rule} lacks {name}"
            helpers[name] = helper
        targets = frozenset((target, node) for target in TARGETS for node in self.of(rule).get(target, []))
        return RuleShape(rule, targets, self.one(rule, PATH), helpers)

    def of_rules(self, rules: Collection[Iri]) -> Shapes:
        """These shapes with some of the rules only, and what they reach."""
        key = frozenset(rule for rule in rules if rule in self.rules)
        if len(key) == len(self.rules):
            return self
        if key not in self._parts:
            reached = self.reached_from(key)
            self._parts[key] = Shapes(triple for triple in self.triples if triple[0] in reached)
        return self._parts[key]

    def reached_from(self, shapes: Iterable[Term]) -> set[Term]:
        """Shapes with all helper shapes and parts of them, however deep; never another rule."""
        reached: set[Term] = set()
        queue = list(shapes)
        while queue:
            node = queue.pop()
            if node not in reached:
                reached.add(node)
                queue += [
                    value
                    for values in self.of(node).values()
                    for value in values
                    if value not in reached and value not in self.rules
                ]
        return reached

    @cached_property
    def structure(self) -> list[Triple]:
        """The triples that decide a verdict: no texts, and none of our own links between rule and helper."""
        apart = {*NOTES, *HELPERS.values()}
        return [triple for triple in self.triples if decides(triple[1]) and triple[1] not in apart]

    @cached_property
    def constructs(self) -> set[str]:
        """The SHACL terms that take part in a verdict."""
        return {p for _, p, _ in self.structure if p.startswith(SH)}

    @cached_property
    def named(self) -> set[Iri]:
        """The properties, values and classes that the shapes name."""
        return {o for _, _, o in self.structure if isinstance(o, Iri)} | {TYPE, SUBCLASS}

    def reading(self, rules: Collection[Iri] | None = None) -> set[Term] | None:
        """The properties that some rules may read, or all rules; None for any property, as a closed shape does."""
        if CLOSED in self.constructs:
            return None
        if rules is None:
            return {*self.named}
        found: set[Term] = {TYPE, SUBCLASS}
        for rule in rules:
            if rule not in self._read_by:
                parts = self.reached_from([rule])
                self._read_by[rule] = {v for part in parts for vs in self.of(part).values() for v in vs}
            found |= self._read_by[rule]
        return found

    def reads(self, data: Iterable[Triple]) -> Iterable[Triple]:
        """The data without properties that no shape reads."""
        reading = self.reading()
        return data if reading is None else (triple for triple in data if triple[1] in reading)

    # ---- probes

    @cached_property
    def probes(self) -> dict[Iri, Probe]:
        """Every probe by its name. Rules that ask the same along the same path share one."""
        found: dict[object, Probe] = {}

        def add(key: object, name: str, rule: RuleShape, helper: Iri | None) -> None:
            if key not in found:
                found[key] = Probe(Iri(f"{PROBE}{len(found)}"), rule.path, helper, set(), [])
            found[key].targets |= rule.targets
            found[key].rules.append((name, rule.iri))

        for rule in self.rules.values():
            path = self._shape_of_path(rule.path)
            add((path, rule.targets), "", rule, None)
            for name, helper in rule.helpers.items():
                if helper != ALWAYS:
                    add((path, helper), name, rule, helper)
        return {probe.iri: probe for probe in found.values()}

    def _shape_of_path(self, part: Term | None) -> object:
        """A path without the labels of its blank nodes, so that equal paths are equal."""
        if not isinstance(part, Blank):
            return part
        return tuple(
            (predicate, tuple(self._shape_of_path(value) for value in values))
            for predicate, values in sorted(self.of(part).items())
        )

    def probe_triples(self) -> Iterator[Triple]:
        """The probes as shapes.

        Each first asks whether the node is the probe itself, which no node is. That changes no verdict, and
        it keeps two probes apart in an engine that takes equal shapes for one.
        """
        for probe in self.probes.values():
            yield probe.iri, TYPE, Iri(SH + ("NodeShape" if probe.path is None else "PropertyShape"))
            for target, node in probe.targets:
                yield probe.iri, target, node
            if probe.path is not None:
                yield probe.iri, PATH, probe.path
            itself, first, second = (Iri(f"{probe.iri}#{part}") for part in ("itself", "first", "second"))
            yield itself, HAS_VALUE, probe.iri
            if probe.helper is None:
                yield probe.iri, NODE, itself
                continue
            yield probe.iri, OR, first
            yield first, FIRST, itself
            yield first, REST, second
            yield second, FIRST, probe.helper
            yield second, REST, NIL

    def probes_of(self, rules: Collection[Iri]) -> list[Iri]:
        """The probes that say something of these rules."""
        return [probe.iri for probe in self.probes.values() if any(rule in rules for _, rule in probe.rules)]
