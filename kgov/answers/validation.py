"""Validation: lists against the rules, in six outcomes.

No rule stands here. The view says what holds on the date, the shapes judge it, and this module puts the
engine's answers into outcomes, findings and words.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from functools import cache, cached_property

import rdflib

from kgov import resources
from kgov.answers.findings import (
    OUTCOMES,
    SEVERITIES,
    SHOWN,
    Evidence,
    Finding,
    Report,
    month_name,
    outcome_of,
    severity_of,
)
from kgov.answers.view import norm_triples, registered_bodies, view
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule
from kgov.namespaces import expand, local_name
from kgov.reasoning import shacl
from kgov.storage.reading import Source
from kgov.storage.terms import Iri, Term, Text, Triple

FOLLOWS = expand("kg:followsReading")


class Judge:
    """One run over the lists at hand on one date."""

    def __init__(self, knowledge: Knowledge, as_of: date) -> None:
        self.knowledge = knowledge.need("norm", "open", "codes", "rules", "ontology")
        self.as_of = as_of
        self.view = view(knowledge, as_of)
        self.bodies = registered_bodies(self.view)
        self.axioms = axioms()
        self.shapes = shapes_graph()
        self.by_object: dict[Term, list[Triple]] = {}
        self.by_subject: dict[Term, list[Triple]] = {}
        for triple in self.view:
            self.by_object.setdefault(triple[2], []).append(triple)
            self.by_subject.setdefault(triple[0], []).append(triple)

    @cached_property
    def data(self) -> list[Triple]:
        """What the engine sees: the view, and the norm that the shapes read."""
        return [*self.view, *norm_triples()]

    def body_of(self, focus: Term) -> Iri | None:
        """The registered body that a focus belongs to."""
        if focus in self.bodies:
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
        judged = shacl.judge(self.data, self.shapes, self.axioms)
        findings: list[Finding] = []
        missing: list[shacl.Place] = []
        judged_rules: set[tuple[Iri, Iri]] = set()
        for place, holds in judged.holds.items():
            body = self.body_of(place.focus)
            if body is None:
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
            self._finding(
                shacl.Place(f.rule.iri, f.focus, f.value),
                f.body,
                f.outcome,
                f.reason or reasons.get(shacl.Place(f.rule.iri, f.focus, f.value)),
            )
            if f.outcome == "missing"
            else f
            for f in findings
        ]
        if not findings:
            self._refuse()
        findings = self._with_rulings(findings)
        findings.sort(key=self._order)
        return Report(self.as_of, sorted(self.bodies), findings, judged.report, self._hashes())

    # ---- parts of a run

    def _refuse(self) -> None:
        named = ", ".join(self.knowledge.thing(body).label.sv for body in sorted(self.bodies))
        if not self.bodies:
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

    def _nothing_to_judge(self, judged: set[tuple[Iri, Iri]]) -> list[Finding]:
        """Rules on members or months where the record has none: not applicable if it is complete."""
        found = []
        for rule in self.knowledge.rules.values():
            if not rule.is_executable:
                continue
            for target in rule.iris("sh:targetNode"):
                body = self.body_of(target)
                if body is None or (rule.iri, body) in judged:
                    continue
                complete = any(
                    p == expand("kg:isListedComplete") and o in rule.iris("kg:needsComplete")
                    for _, p, o in self.by_subject.get(body, [])
                )
                place = shacl.Place(rule.iri, target, target)
                if complete:
                    found.append(self._finding(place, body, "inapplicable", None))
                else:
                    found.append(self._finding(place, body, "missing", self._incomplete(rule, body)))
        return found

    def _incomplete(self, rule: Rule, body: Iri) -> str:
        lapsed = any(
            p == expand("kg:hasLapsedCompleteness") and o in rule.iris("kg:needsComplete")
            for _, p, o in self.by_subject.get(body, [])
        )
        return "completeness-lapsed" if lapsed else "list-incomplete"

    def _reasons(self, missing: list[shacl.Place]) -> dict[shacl.Place, str]:
        """Why an answer is missing: would it be known if every list were complete, or is a value absent?

        In a complete list an empty seat is vacant, so that a rule may also turn out not to apply.
        """
        if not missing:
            return {}
        aspects = [Iri(iri) for iri in self.knowledge.concepts if "/aspect-" in iri]
        supposed: list[Triple] = [
            (body, Iri(expand("kg:isListedComplete")), aspect) for body in self.bodies for aspect in aspects
        ]
        complete = expand("kg:hasCompleteCalendar")
        yes = Text("true", datatype=expand("xsd:boolean"))
        data = [(s, p, yes if p == complete else o) for s, p, o in self.data]
        probes = {(name, place.rule) for name in ("applies", "known") for place in missing}
        again = shacl.judge([*data, *supposed], self.shapes, self.axioms, probes)
        reasons = {}
        for place in missing:
            rule = self.knowledge.rules[place.rule]
            holds = again.holds.get(place, {"applies": True, "known": False})
            body = self.body_of(place.focus)
            if body is not None and (holds["known"] or not holds["applies"]):
                reasons[place] = self._incomplete(rule, body)
            else:
                reasons[place] = "value-absent"
        return reasons

    def _finding(self, place: shacl.Place, body: Iri, outcome: str, reason: str | None) -> Finding:
        rule = self.knowledge.rules[place.rule]
        period = None
        label = self.knowledge.thing(Iri(place.focus)).label if isinstance(place.focus, Iri) else Both("", "")
        if place.value != place.focus:
            names = [str(o) for _, p, o in self.by_subject.get(place.value, []) if p == expand("rdfs:label")]
            if "/month/" in str(place.value):
                period = local_name(str(place.value))
                label = month_name(period)
            elif names:
                label = Both(names[0], names[0])
            else:
                label = self._seat_of(place.value) or Both(
                    local_name(str(place.value)), local_name(str(place.value))
                )
        return Finding(
            rule=rule,
            wording=rule.id,
            outcome=outcome,
            reason=reason,
            severity=severity_of(rule, outcome),
            body=body,
            focus=place.focus,
            value=place.value,
            focus_label=label,
            period=period,
            evidence=self._evidence(place) if outcome in SHOWN else (),
        )

    def _seat_of(self, membership: Term) -> Both | None:
        for _, p, o in self.by_subject.get(membership, []):
            if p == expand("kg:takesSeat") and isinstance(o, Iri):
                return self.knowledge.thing(o).label
        return None

    def _with_rulings(self, findings: list[Finding]) -> list[Finding]:
        """Name the rulings that an outcome rests on: those without which it would be another."""
        if not any(p == FOLLOWS for _, p, _ in self.view):
            return findings
        unruled = [triple for triple in self.data if triple[1] != FOLLOWS]
        without = shacl.judge(unruled, self.shapes, self.axioms).holds
        named = []
        for finding in findings:
            place = shacl.Place(finding.rule.iri, finding.focus, finding.value)
            if place in without and outcome_of(without[place]) != finding.outcome:
                finding = replace(finding, rulings=self._rulings(finding.rule, finding.body))
            named.append(finding)
        return named

    def _rulings(self, rule: Rule, body: Iri) -> tuple[Iri, ...]:
        followed = {o for _, p, o in self.by_subject.get(body, []) if p == FOLLOWS and isinstance(o, Iri)}
        about = set(rule.statements)
        return tuple(
            sorted(
                Iri(reading)
                for reading in followed
                if about & set(self.knowledge.thing(Iri(reading)).statements)
            )
        )

    def _evidence(self, place: shacl.Place) -> tuple[Evidence, ...]:
        """The things of the user's files next to what was judged, with their lines."""
        near: list[Term] = [place.value, place.focus]
        if isinstance(place.focus, Iri):
            groups = self.knowledge.seat_groups
            if place.focus in groups and place.value == place.focus:
                near += groups[Iri(place.focus)].iris("kg:includesSeat")
        # A meeting stands beside its body only where it lacks a date, and so may lie in the month judged.
        within = {expand("org:organization")}
        if "/month/" not in str(place.value):
            within.add(expand("kg:isMeetingOf"))
        around: list[Term] = []
        for node in near:
            around += [s for s, p, _ in self.by_object.get(node, []) if p not in within]
            if "/month/" in str(node):
                around += [o for _, p, o in self.by_subject.get(node, []) if p == expand("kg:hasMeeting")]
        found: dict[tuple[str, int | None], Evidence] = {}
        for source in self.knowledge.lists:
            subjects = {s for s, _, _ in source.triples}
            for node in [place.value, *around]:
                if node in subjects and isinstance(node, Iri) and node not in self.bodies:
                    line = _line(source, node)
                    name = local_name(node)
                    found.setdefault((source.name, line), Evidence(Both(name, name), source.name, line))
        return tuple(found.values())

    @staticmethod
    def _order(finding: Finding) -> tuple[object, ...]:
        return (
            str(finding.body),
            OUTCOMES.index(finding.outcome),
            SEVERITIES.index(finding.severity),
            finding.rule.id,
            finding.period or "",
            str(finding.focus),
            str(finding.value),
        )

    def _hashes(self) -> dict[str, str]:
        model = hashlib.sha256()
        for part in sorted(resources.PARTS):
            for path in resources.files(part):
                model.update(path.read_bytes())
        hashes = {"model": model.hexdigest()}
        for source in self.knowledge.lists:
            hashes[source.name] = hashlib.sha256(source.text.encode()).hexdigest()
        return hashes


def _line(source: Source, node: Iri) -> int | None:
    """The line on which a thing is described: where its name opens a line, else where it first stands."""
    name = local_name(node)
    for number, line in enumerate(source.text.splitlines(), 1):
        head = line.split(" ", 1)[0].strip("<>")
        if head.endswith((":" + name, "/" + name, "#" + name)):
            return number
    return source.line_of(name)


@cache
def shapes_graph() -> rdflib.Graph:
    """Rules and helper shapes as one graph, read once; it must not be changed."""
    graph = rdflib.Graph()
    for path in resources.files("rules"):
        graph.parse(path, format="turtle")
    return graph


@cache
def axioms() -> tuple[Triple, ...]:
    """What the engine needs of the ontology: the class hierarchy."""
    knowledge = Knowledge().need("ontology", "norm")
    return tuple(
        knowledge.construct(
            "CONSTRUCT { ?a rdfs:subClassOf ?b ; a owl:Class } WHERE { ?a rdfs:subClassOf ?b FILTER(isIRI(?b)) }"
        )
    )
