"""The few answers that would settle most of what could not be judged.

A list that is not declared complete leaves many rules open, and one answer settles them; an absent entry leaves
a rule open wherever it is absent. The answers are ranked by how much each would settle. How much the declarations
settle is judged anew by the engine as if they were made; whether a filled-in entry settles its rule cannot be
known beforehand, and that is said.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kgov.answers.findings import Finding, Report
from kgov.answers.supposing import LISTED
from kgov.answers.validation import published_shapes
from kgov.answers.wording import COMPLETE
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.namespaces import local_name
from kgov.storage.terms import Iri, Term

#: The aspects that an owner knows, not each body.
OF_OWNERS = ("aspect-bodies", "aspect-higher-level-members")
#: How many questions are put.
FEW = 5

AGAIN = Both("Bekräfta igen: {question}", "Confirm again: {question}")
ABSENT = Both(
    "Vilken uppgift gäller för {body}? Regel {rule} är uppfylld när: {when}",
    "What is the entry for {body}? Rule {rule} is met when: {when}",
)

POINT_OPEN = Both("1 punkt kunde inte bedömas.", "1 point could not be judged.")
POINTS_OPEN = Both("{number} punkter kunde inte bedömas.", "{number} points could not be judged.")
#: A declaration settles only where it is a yes; an entry perhaps only together with others.
GIVES = Both(
    "Är svaret ja på {asked} kan {number} av dem bedömas.",
    "If the answer to {asked} is yes, {number} of them can be judged.",
)
MAY_GIVE = Both(
    "Svara på {asked}, så kan upp till {number} av dem bedömas.",
    "Answer {asked}, and up to {number} of them can be judged.",
)
ONE_QUESTION = Both("den här frågan", "this question")
THESE_QUESTIONS = Both("de här {number} frågorna", "these {number} questions")
POINT = Both("(1 punkt väntar på svaret)", "(1 point waits for the answer)")
POINTS = Both("({number} punkter väntar på svaret)", "({number} points wait for the answer)")
ENTRY = Both("(1 uppgift)", "(1 entry)")
ENTRIES = Both("({number} uppgifter)", "({number} entries)")

Key = tuple[str, Iri, Iri]


@dataclass(frozen=True)
class Question:
    """One thing to answer.

    Args:
        text: the question.
        kind: ``complete`` (is everything listed?) or ``value`` (an entry is absent).
        body: the body or owner it is about.
        about: the aspect of the lists, or the rule whose entry is absent.
        entries: how many entries are asked for; one where the question is about completeness.
        findings: the ids of the findings that wait for it, perhaps for other answers too.
    """

    text: Both
    kind: str
    body: Iri
    about: Iri
    entries: int
    findings: tuple[str, ...]

    @property
    def reach(self) -> Both:
        """How much waits for the answer, in words."""
        number = len(self.findings)
        if self.kind == "value":
            return ENTRY if number == 1 else ENTRIES.fill(number=number)
        return POINT if number == 1 else POINTS.fill(number=number)


@dataclass(frozen=True)
class Settling:
    """What could not be judged, and the questions whose answers would settle most of it.

    Args:
        open: how many findings could not be judged.
        questions: the questions, the most useful first.
        together: how many findings could be judged with all of them answered.
        certain: whether all of these would be judged; not so where entries are absent.
    """

    open: int
    questions: tuple[Question, ...]
    together: int
    certain: bool

    @property
    def said(self) -> Both:
        """What could not be judged and what the answers would give, in one sentence."""
        open_points = POINT_OPEN if self.open == 1 else POINTS_OPEN.fill(number=self.open)
        number = len(self.questions)
        asked = ONE_QUESTION if number == 1 else THESE_QUESTIONS.fill(number=number)
        gives = GIVES if self.certain else MAY_GIVE
        given = gives.fill(asked=asked, number=self.together)
        return Both(f"{open_points.sv} {given.sv}", f"{open_points.en} {given.en}")


def settling(knowledge: Knowledge, report: Report, findings: Collection[Finding]) -> Settling:
    """Find the few answers that would settle most.

    Args:
        knowledge: the model with the lists at hand.
        report: what was judged.
        findings: the findings that are shown.
    """
    missing = [finding for finding in findings if finding.outcome == "missing"]
    needs = _needs(knowledge, report, missing)
    by_owner = _by_owner(knowledge, report, needs)
    needs = {id: {by_owner.get(key, key) for key in keys} for id, keys in needs.items()}
    chosen = _chosen(needs)
    answered = {*chosen, *(key for key, asked in by_owner.items() if asked in chosen)}
    declared = {(body, aspect) for kind, body, aspect in answered if kind == "complete"}
    by_list = {f.id for f in missing if f.reason != "value-absent"}
    settled = report.judged_if(declared) & by_list if declared else set()
    entries = {id for id, keys in needs.items() if id not in by_list and keys <= set(chosen)}
    by_id = {finding.id: finding for finding in missing}
    questions = tuple(_question(knowledge, key, needs, by_id) for key in chosen)
    return Settling(len(missing), questions, len(settled | entries), not entries)


def _needs(knowledge: Knowledge, report: Report, missing: list[Finding]) -> dict[str, set[Key]]:
    """What each finding waits for; a finding that no answer of ours would settle is left out."""
    listed = {(s, o) for s, p, o in report.view if p == LISTED}
    owners = _owners(knowledge, report)
    named = {rule: _named(report, rule) for rule in {finding.rule.iri for finding in missing}}
    needs: dict[str, set[Key]] = {}
    own: dict[str, set[Key]] = {}
    wider: dict[str, set[Key]] = {}
    for finding in missing:
        if finding.reason == "value-absent":
            needs[finding.id] = {("value", finding.body, finding.rule.iri)}
            continue
        aspects = finding.rule.iris("kg:needsComplete")
        own[finding.id] = _unlisted([finding.body], aspects, listed)
        others = [*owners.get(finding.body, []), *named[finding.rule.iri]]
        wider[finding.id] = own[finding.id] | _unlisted(others, aspects, listed)
    for waits in (own, wider):
        waiting = {id: keys for id, keys in waits.items() if id not in needs and keys}
        declared = {(body, aspect) for keys in waiting.values() for _, body, aspect in keys}
        for id in report.judged_if(declared) & waiting.keys() if declared else ():
            needs[id] = waiting[id]
    return needs


def _by_owner(knowledge: Knowledge, report: Report, needs: dict[str, set[Key]]) -> dict[Key, Key]:
    """The questions that are better put to the owner once than for every body.

    A declaration by an owner holds for the bodies that lists alone speak of.
    """
    found = {}
    owners = _owners(knowledge, report)
    for key in {key for keys in needs.values() for key in keys}:
        kind, body, about = key
        of_body = owners.get(body, [])
        if kind == "complete" and local_name(about) in OF_OWNERS and len(of_body) == 1:
            if not knowledge.thing(body).statements:
                found[key] = (kind, of_body[0], about)
    return found


def _unlisted(
    bodies: Collection[Iri], aspects: Collection[Iri], listed: Collection[tuple[Term, Term]]
) -> set[Key]:
    """What is not declared complete; a calendar is declared for a time, and may be so and yet not reach far enough."""
    timed = {aspect for aspect in aspects if local_name(aspect) in ("aspect-calendar", "aspect-documents")}
    return {
        ("complete", body, aspect)
        for body in bodies
        for aspect in aspects
        if aspect in timed or (body, aspect) not in listed
    }


def _owners(knowledge: Knowledge, report: Report) -> dict[Iri, list[Iri]]:
    """The owners of the bodies at hand, by themselves or by their kind."""
    found = {}
    for body in report.bodies:
        things = [knowledge.thing(body), *map(knowledge.thing, knowledge.kinds_of(body))]
        found[body] = [owner for thing in things for owner in thing.iris("kg:hasOwner")]
    return found


def _named(report: Report, rule: Iri) -> list[Iri]:
    """The bodies at hand that a rule names: it may look at their lists too."""
    reads = published_shapes().reached_from([rule])
    return [body for body in report.bodies if body in reads]


def _chosen(needs: dict[str, set[Key]]) -> list[Key]:
    """The questions that settle most, one by one; a finding may wait for several answers."""
    chosen: list[Key] = []
    left = dict(needs)
    while left and len(chosen) < FEW:
        scores: dict[Key, tuple[int, float]] = {}
        for keys in left.values():
            rest = keys - set(chosen)
            for key in rest:
                whole, part = scores.get(key, (0, 0.0))
                scores[key] = (whole + (len(rest) == 1), part + 1 / len(rest))
        best = max(sorted(scores), key=lambda key: scores[key])
        chosen.append(best)
        left = {id: keys for id, keys in left.items() if not keys <= set(chosen)}
    return chosen


def _question(
    knowledge: Knowledge, key: Key, needs: dict[str, set[Key]], missing: dict[str, Finding]
) -> Question:
    kind, body, about = key
    waiting = tuple(sorted(id for id, keys in needs.items() if key in keys))
    name = knowledge.thing(body).label
    if kind == "complete":
        text = COMPLETE[local_name(about)].fill(body=name)
        if all(missing[id].reason == "completeness-lapsed" for id in waiting):
            text = AGAIN.fill(question=text)
        return Question(text, kind, body, about, 1, waiting)
    rule = knowledge.rules[about]
    text = ABSENT.fill(body=name, rule=rule.id, when=rule.text("kg:isSatisfiedWhen"))
    return Question(text, kind, body, about, len(waiting), waiting)
