"""What settles a finding: the entries of the lists with their values, or with what they lack."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache, cached_property

from kgov.answers.account_wording import Wording, telling
from kgov.answers.evidence import NAMING, Trail
from kgov.answers.findings import Declared
from kgov.answers.supposing import LISTED, OF_PERIOD, body_of_period
from kgov.answers.view import norm_triples
from kgov.language import NOTHING, Both
from kgov.lists import columns
from kgov.namespaces import expand
from kgov.reasoning.grounds import Grounds, Witness
from kgov.reasoning.routes import Fact, Said
from kgov.reasoning.shacl import Place, Shapes
from kgov.storage.terms import Iri, Term, Triple

TYPE = Iri(expand("rdf:type"))
#: What says of what sort an entry is: an entry of another sort is no reason why too few are counted.
SORTING = {Iri(expand(name)) for name in ("rdf:type", "kg:hasRole", "kg:hasDecisionKind", "kg:takesSeat")}
#: What was settled or stated beside the lists, and what is stated of whole lists.
ABOUT_THE_LIST = {
    Iri(expand(f"kg:{name}"))
    for name in (
        "followsReading",
        "lacks",
        "isListedComplete",
        "hasCompleteCalendar",
        "hasCompleteDocuments",
        "hasLapsedCompleteness",
    )
}
#: What is not told, unless a rule is on nothing else.
ASIDE = SORTING | NAMING | ABOUT_THE_LIST
#: What is expressly stated to be lacking, which makes the difference between a breach and data missing.
LACKS = Iri(expand("kg:lacks"))
#: What keeps a member from being counted.
UNCOUNTED = {Iri(expand("kg:countsMember")): [Iri(expand("kg:isSubstituteFor"))]}


@dataclass(frozen=True)
class Account:
    """What settles a finding.

    Args:
        text: in one sentence; empty where no entry of the lists does.
        facts: the entries with their values, or with what they lack.
        counted: the entries that were counted, where the number settles it.
        undeclared: the body and aspect of each list that would have to be stated complete.
        declared: the same of each list whose completeness settles it.
    """

    text: Both
    facts: tuple[Fact, ...] = ()
    counted: tuple[Term, ...] = ()
    undeclared: tuple[Declared, ...] = ()
    declared: tuple[Declared, ...] = ()


class Accounts:
    """Tells what settles findings.

    Args:
        trail: the view and the lists, both ways.
        shapes: the rules.
        axioms: the class hierarchy.
    """

    def __init__(self, trail: Trail, shapes: Shapes, axioms: tuple[Triple, ...]) -> None:
        self.trail = trail
        self.shapes = shapes
        self.axioms = axioms
        self.wording = Wording(trail)

    def of(self, place: Place, outcome: str) -> Account:
        """What settles a breach or a question, or what is lacking where the answer is missing."""
        rule = self.shapes.rules.get(place.rule)
        if rule is None:
            return Account(NOTHING)
        if rule.path is not None and place.value == place.focus:  # there was nothing to judge
            return Account(NOTHING, undeclared=self._never_declared(place))
        known = self._of_all.grounds(place.value, rule.helpers["known"])
        if outcome == "missing":
            lacking = [fact for fact in self._spoken(known) if fact.value is None]
            undeclared = [(Iri(w.node), Iri(w.value)) for w in known.wanted if w.predicate == LISTED]
            undeclared += _of_periods(known, is_complete=False)
            return Account(
                self.wording.say(lacking, Grounds()),
                tuple(lacking),
                undeclared=tuple(dict.fromkeys(undeclared)),
            )
        met = self._of_nearest.grounds(place.value, rule.helpers["met"])
        spoken = self._spoken(met)
        proven = [fact for fact in spoken if fact in known.facts] or spoken or self._spoken(known)
        # Where a rule is on what names an entry, such as who sits where, there is nothing else to tell.
        if not (proven or telling(met) or place.value == place.focus):
            proven = [fact for fact in self._spoken(met, ABOUT_THE_LIST) if fact.node == place.value]
        proven += [fact for fact in known.facts if fact.predicate == LACKS and fact.value is not None]
        return Account(
            self.wording.say(proven, met),
            tuple(proven),
            tuple(node for tally in telling(met) for node in tally.counted),
            declared=(*_listed(known), *_of_periods(known, is_complete=True)),
        )

    def _never_declared(self, place: Place) -> tuple[Declared, ...]:
        """What a rule would have to be told of a body of which nothing is listed."""
        listed = {o for p, o in self.trail.to.get(place.focus, []) if p == LISTED}
        needed = self.trail.knowledge.rules[place.rule].iris("kg:needsComplete")
        return tuple((Iri(place.focus), aspect) for aspect in needed if aspect not in listed)

    @cached_property
    def _of_all(self) -> Witness:
        return self._witness(nearest=False)

    @cached_property
    def _of_nearest(self) -> Witness:
        return self._witness(nearest=True)

    def _witness(self, nearest: bool) -> Witness:
        said, said_by = norm_both_ways(self.axioms)
        return Witness(self.shapes, (self.trail.to, said), (self.trail.back, said_by), SORTING, nearest)

    # ---- which facts

    def _spoken(self, grounds: Grounds, aside: Set[Term] = ASIDE) -> list[Fact]:
        """The facts that a list states, or could state, in a place of its own; some are left aside."""
        found: dict[Fact, None] = {}
        for fact in grounds.facts:
            if fact.predicate in aside:
                continue
            if not self.trail.is_listed(fact.node):
                found.update(dict.fromkeys(self._marked(fact)))
            elif (
                fact.of_others or columns.heading(fact.predicate, self.trail.stated(fact.node, TYPE)) is None
            ):
                found.update(dict.fromkeys(self._reckoned_from(fact)))
            elif fact.value is not None or self._may_state(fact):
                found[fact] = None
        return list(found)

    def _reckoned_from(self, fact: Fact) -> Iterator[Fact]:
        """What the view reckons stands in the columns that it reckons from."""
        for predicate in dict.fromkeys(
            (*columns.reckoned_from().get(fact.predicate, ()), *UNCOUNTED.get(fact.predicate, ()))
        ):
            for value in self.trail.stated(fact.node, predicate):
                yield Fact(fact.node, predicate, value)

    def _marked(self, fact: Fact) -> Iterator[Fact]:
        """The entries that say this of a thing of the norm, as that a seat is vacant."""
        marks = columns.marks().get(fact.predicate, {})
        for thing in self.trail.mentions(fact.node) if marks else ():
            if any(sort in marks for sort in self.trail.stated(thing, TYPE)):
                yield Fact(thing, fact.predicate, fact.value)

    def _may_state(self, fact: Fact) -> bool:
        """Whether a column of the entry's own sheet states this, or decides it."""
        sorts = set(self.trail.stated(fact.node, TYPE))
        stated = columns.headings().get(fact.predicate, {}).keys()
        return None in stated or bool(sorts & (stated | columns.deciding().get(fact.predicate, set())))


def _listed(known: Grounds) -> list[Declared]:
    return [(Iri(f.node), Iri(f.value)) for f in known.facts if f.predicate == LISTED and f.value is not None]


def _of_periods(known: Grounds, is_complete: bool) -> list[Declared]:
    """The lists of which the grounds say that they are, or are not, complete for a month or a year."""
    return [
        (body_of_period(fact.node), OF_PERIOD[fact.predicate])
        for fact in known.facts
        if fact.predicate in OF_PERIOD and (fact.value == "true") == is_complete
    ]


@cache
def norm_both_ways(axioms: tuple[Triple, ...]) -> tuple[Said, Said]:
    """What the norm and the class hierarchy say of each node, and what says it."""
    said: dict[Term, list[tuple[Iri, Term]]] = {}
    said_by: dict[Term, list[tuple[Iri, Term]]] = {}
    for s, p, o in (*norm_triples(), *axioms):
        said.setdefault(s, []).append((p, o))
        said_by.setdefault(o, []).append((p, s))
    return said, said_by
