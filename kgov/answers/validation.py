"""Validation: lists against the rules, in six outcomes.

No rule stands here. The view says what holds on the date, the shapes judge it, and this module puts the
engine's answers into outcomes, findings and words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, lru_cache, partial
from typing import NoReturn

from kgov import resources
from kgov.answers.account import Account, Accounts
from kgov.answers.choice import rules_at_hand
from kgov.answers.evidence import Trail, period_of
from kgov.answers.findings import (
    OUTCOMES,
    SEVERITIES,
    SHOWN,
    Declared,
    Finding,
    Report,
    outcome_of,
    severity_of,
)
from kgov.answers.pointing import Pointer
from kgov.answers.supposing import LISTED, OF_PERIOD, as_if_complete, bodies_of_periods
from kgov.answers.view import norm_lines, norm_triples, registered_bodies, registered_owners, view_lines
from kgov.answers.wordings import out_of_force
from kgov.errors import KgovError
from kgov.language import NOTHING, Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule
from kgov.namespaces import PREFIXES, expand
from kgov.reasoning import shacl
from kgov.storage.lines import Lines
from kgov.storage.oxigraph import triples_of
from kgov.storage.terms import Iri, Term, Triple

FOLLOWS = expand("kg:followsReading")
TYPE = expand("rdf:type")


class Judge:
    """One run over the lists at hand on one date.

    Args:
        knowledge: the model with the lists at hand.
        as_of: the date judged.
        engine: one of ``shacl.ENGINES``.
        things: the bodies and owners whose findings are wanted; all that are at hand unless given.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        as_of: date,
        engine: str = "auto",
        things: Collection[Iri] | None = None,
    ) -> None:
        self.knowledge = knowledge.need("norm", "open", "codes", "rules", "ontology")
        self.as_of = as_of
        self.engine = engine
        self._view = self._seen()
        self.view = list(self._view)
        self.bodies = registered_bodies(self.view)
        self.owners = registered_owners(self.view)
        self._wanted = {*self.bodies, *self.owners}.intersection(
            {*self.bodies, *self.owners} if things is None else things
        )
        self.out_of_force = out_of_force(knowledge, as_of)
        self.axioms = axioms()
        self.trail = Trail(knowledge, self.view, self.shapes, self.bodies)
        self.accounts = Accounts(self.trail, self.shapes, self.axioms)
        self.pointer = Pointer(self.trail)
        self.said = self.trail.to

    @cached_property
    def data(self) -> Lines:
        """What the engine sees: the view, and the norm that the shapes read."""
        return self._view.joined(norm_lines())

    @cached_property
    def shapes(self) -> shacl.Shapes:
        """The rules that can concern a body whose findings are wanted, with their helpers."""
        seats = (*self.knowledge.seats, *self.knowledge.seat_groups)
        things = {*self._wanted, *(seat for seat in seats if self.body_of(seat) in self._wanted)}
        return chosen_shapes(tuple(rules_at_hand(published_shapes(), self.data, self.axioms, things)))

    def body_of(self, focus: Term) -> Iri | None:
        """The body, or the owner of bodies, at hand that a focus belongs to."""
        if focus in self.bodies or focus in self.owners:
            return Iri(focus)
        for thing in (self.knowledge.seats, self.knowledge.seat_groups):
            if focus in thing:
                for body in thing[Iri(focus)].iris("kg:isSeatIn"):
                    if body in self.bodies:
                        return body
        return None

    def run(self) -> Report:
        """Judge every rule that governs a body at hand.

        Raises:
            KgovError: the lists name no body that an executable rule governs.
        """
        judged = self._judge(self.data)
        findings = self._findings(judged)
        if not findings:
            refuse(self.knowledge, self.bodies)
        missing = [finding for finding in findings if finding.outcome == "missing"]
        return Report(
            self.as_of,
            sorted({*self.bodies, *(finding.body for finding in findings)}),
            findings,
            partial(self.report_graph, judged),
            hashes(self.knowledge),
            lambda: self.view,
            partial(self.judged_if, missing),
        )

    def findings(self) -> list[Finding]:
        """All findings on what is at hand, in order; none where no rule governs it."""
        return self._findings(self._judge(self.data))

    def _findings(self, judged: shacl.Judged) -> list[Finding]:
        findings: list[Finding] = []
        missing: list[shacl.Place] = []
        judged_rules: set[tuple[Iri, Iri]] = set()
        for place, holds in judged.holds.items():
            body = self.body_of(place.focus)
            if body not in self._wanted or (
                place.rule in self.out_of_force and period_of(place.value) is None
            ):
                continue
            judged_rules.add((place.rule, body))
            outcome = outcome_of(holds)
            if (place in judged.violated) != (outcome == "violated"):
                raise AssertionError(f"rule and helpers disagree at {place}")
            if outcome == "missing":
                missing.append(place)
            findings.append(self._finding(place, body, outcome, None))
        findings += self._nothing_to_judge(judged_rules)
        reasons = self._reasons(missing)
        findings = [
            replace(f, reason=f.reason or reasons.get(f.place)) if f.outcome == "missing" else f
            for f in findings
        ]
        return sorted(self._with_rulings(findings), key=order)

    def report_graph(self, judged: shacl.Judged | None = None) -> list[Triple]:
        """What any engine says of the view and the norm: by all rules in force, also those on bodies not at hand."""
        replaced = self._replaced(judged or self._judge(self.data))
        every = published_shapes()
        shapes = (
            chosen_shapes(tuple(rule for rule in every.rules if rule not in replaced)) if replaced else every
        )
        return shacl.judge(self.data, shapes, axioms(), None, self.engine).report

    # ---- parts of a run

    def _seen(self) -> Lines:
        return view_lines(self.knowledge, self.as_of)

    def _judge(self, data: Lines, only: Collection[Iri] | None = None) -> shacl.Judged:
        return shacl.judge(data, self.shapes, self.axioms, only, self.engine)

    def _replaced(self, judged: shacl.Judged) -> frozenset[Iri]:
        """The rules that do not hold on the date; of those on periods the view itself says where they hold."""
        on_periods = {place.rule for place in judged.holds if period_of(place.value)}
        return frozenset(self.out_of_force.keys() - on_periods)

    def _nothing_to_judge(self, judged: set[tuple[Iri, Iri]]) -> list[Finding]:
        """Rules on members or months where the record has none: not applicable if it is complete."""
        found = []
        for rule in self.knowledge.rules.values():
            if not rule.is_executable or rule.iri in self.out_of_force:
                continue
            for target in self._targets(rule):
                body = self.body_of(target)
                if body not in self._wanted or (rule.iri, body) in judged:
                    continue
                needed = set(rule.iris("kg:needsComplete"))
                complete = needed and needed <= {
                    o for p, o in self.said.get(body, []) if p == expand("kg:isListedComplete")
                }
                place = shacl.Place(rule.iri, target, target)
                if complete:
                    found.append(self._finding(place, body, "inapplicable", None))
                else:
                    found.append(self._finding(place, body, "missing", self._incomplete(rule, body)))
        return found

    def _targets(self, rule: Rule) -> list[Iri]:
        """What a rule is to be judged on: what it names, and the bodies of the kinds it names."""
        kinds = set(rule.iris("sh:targetClass"))
        of_kind = [
            body
            for body in sorted(self.bodies)
            if any(p == TYPE and o in kinds for p, o in self.said.get(body, []))
        ]
        return [*rule.iris("sh:targetNode"), *of_kind]

    def _incomplete(self, rule: Rule, body: Iri) -> str:
        lapsed = any(
            p == expand("kg:hasLapsedCompleteness") and o in rule.iris("kg:needsComplete")
            for listed in (body, *self.trail.named(rule.iri))
            for p, o in self.said.get(listed, [])
        )
        return "completeness-lapsed" if lapsed else "list-incomplete"

    def _reasons(self, missing: list[shacl.Place]) -> dict[shacl.Place, str]:
        """Why an answer is missing: would it be known if every list were complete, or is a value absent?

        In a complete list an empty seat is vacant, so that a rule may also turn out not to apply.
        """
        if not missing:
            return {}
        rules = {place.rule for place in missing}
        again = self._if_complete(rules)
        reasons = {}
        for place in missing:
            rule = self.knowledge.rules[place.rule]
            holds = again.get(place, {"applies": True, "known": False})
            body = self.body_of(place.focus)
            if body is not None and (holds["known"] or not holds["applies"]):
                reasons[place] = self._incomplete(rule, body)
            else:
                reasons[place] = "value-absent"
        return reasons

    def _if_complete(self, rules: Collection[Iri]) -> dict[shacl.Place, dict[str, bool]]:
        """What would hold of some rules if every list were complete."""
        return self._judge(as_if_complete(self.data, self._every_declaration()), rules).holds

    def _every_declaration(self) -> set[Declared]:
        """All that could be declared complete: of the bodies and owners at hand, and of those that rules name."""
        aspects = {*OF_PERIOD.values(), *(iri for iri in self.shapes.named if "/aspect-" in iri)}
        named = {thing for thing in self.shapes.named if thing.startswith(PREFIXES["kgd"])}
        things = {*self.bodies, *self.owners, *named, *bodies_of_periods(self.data)}
        return {(thing, aspect) for thing in things for aspect in aspects}

    def judged_if(self, missing: list[Finding], declared: Collection[Declared]) -> set[str]:
        """The ids of those missing findings that could be judged if more were declared complete."""
        data = as_if_complete(self.data, declared)
        again = self._judge(data, {finding.rule.iri for finding in missing}) if missing else None
        found = set()
        for finding in missing:
            holds = again.holds.get(finding.place) if again else None
            if holds is None:  # there was nothing to judge, and in a complete list there is nothing
                listed = {o for p, o in self.said.get(finding.body, []) if p == LISTED}
                needed = set(finding.rule.iris("kg:needsComplete")) - listed
                judged = bool(needed) and all((finding.body, aspect) in declared for aspect in needed)
            else:
                judged = outcome_of(holds) != "missing"
            if judged:
                found.add(finding.id)
        return found

    def _finding(self, place: shacl.Place, body: Iri, outcome: str, reason: str | None) -> Finding:
        rule = self.knowledge.rules[place.rule]
        account = self.accounts.of(place, outcome) if outcome in SHOWN else Account(NOTHING)
        return Finding(
            rule=rule,
            wording=rule.id,
            outcome=outcome,
            reason=reason,
            severity=severity_of(rule, outcome),
            body=body,
            focus=place.focus,
            value=place.value,
            focus_label=self.trail.label(place),
            period=period_of(place.value),
            account=account.text,
            evidence=self.pointer.places(place, outcome, account) if outcome in SHOWN else (),
            questions=self.trail.questions(rule) if outcome == "unclear" else (),
        )

    def _with_rulings(self, findings: list[Finding]) -> list[Finding]:
        """Name the rulings that an outcome rests on: those without which it would be another."""
        if not any(p == FOLLOWS for _, p, _ in self.view):
            return findings
        unruled = self.data.where(lambda triple: triple[1] != FOLLOWS)
        without = self._judge(unruled).holds
        named = []
        for finding in findings:
            holds = without.get(finding.place)
            if holds is not None and outcome_of(holds) != finding.outcome:
                finding = replace(finding, rulings=self._rulings(finding.rule, finding.body))
            named.append(finding)
        return named

    def _rulings(self, rule: Rule, body: Iri) -> tuple[Iri, ...]:
        followed = {o for p, o in self.said.get(body, []) if p == FOLLOWS and isinstance(o, Iri)}
        about = set(rule.statements)
        return tuple(
            sorted(
                Iri(reading)
                for reading in followed
                if about & set(self.knowledge.thing(Iri(reading)).statements)
            )
        )


def order(finding: Finding) -> tuple[object, ...]:
    """The order of a report: by body, then the gravest first."""
    return (
        str(finding.body),
        OUTCOMES.index(finding.outcome),
        SEVERITIES.index(finding.severity),
        finding.rule.id,
        finding.period or "",
        str(finding.focus),
        str(finding.value),
    )


def refuse(knowledge: Knowledge, bodies: Collection[Iri]) -> NoReturn:
    """Say why there is nothing to judge."""
    named = ", ".join(knowledge.thing(body).label.sv for body in sorted(bodies))
    if not bodies:
        raise KgovError(
            Both(
                "underlaget nämner ingen grupp av ett slag som modellen känner",
                "the list names no body of a kind that the model knows",
            ),
            Both("Se vilka som finns med: kgov bodies.", "See which there are: kgov bodies."),
        )
    raise KgovError(
        Both(
            f"för {named} finns inga regler som kan prövas",
            f"for {named} there are no rules that can be judged",
        ),
        Both("Se vilka regler som prövas: kgov rules.", "See which rules are judged: kgov rules."),
    )


def hashes(knowledge: Knowledge) -> dict[str, str]:
    """SHA-256 of the model and of each list: what an answer rests on."""
    found = {"model": resources.digest()}
    for source in knowledge.lists:
        found[source.name] = source.digest or hashlib.sha256(source.text.encode()).hexdigest()
    return found


@lru_cache(maxsize=16)
def chosen_shapes(rules: tuple[Iri, ...]) -> shacl.Shapes:
    """Some of the rules with their helpers; the same choice is prepared once."""
    return published_shapes().of_rules(rules)


@cache
def published_shapes() -> shacl.Shapes:
    """Rules and helper shapes, read once."""
    files = resources.files("rules")
    return shacl.Shapes(triple for path in files for triple in triples_of(path, shacl.decides))


@cache
def axioms() -> tuple[Triple, ...]:
    """What the engine needs of the ontology: the class hierarchy."""
    below, a, of_classes = Iri(expand("rdfs:subClassOf")), Iri(expand("rdf:type")), Iri(expand("owl:Class"))
    ontology = (triple for path in resources.files("ontology") for triple in triples_of(path, below.__eq__))
    stated = [triple for triple in (*ontology, *norm_triples()) if triple[1] == below]
    found = [triple for triple in stated if isinstance(triple[2], Iri)]
    return (*found, *((lower, a, of_classes) for lower, _, _ in found))
