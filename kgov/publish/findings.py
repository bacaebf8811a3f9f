"""What the rules say of the lists, as far as an owner chooses to publish it: nothing, counts, or every finding.

A finding never tells whom it is about. Rules on a person's qualities are left out altogether, also where members are
named: of a seat with one holder they speak of somebody who is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kgov.answers.findings import OUTCOMES, Finding
from kgov.answers.validation import Judge, published_shapes
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.publish.choice import Choice
from kgov.storage.terms import Iri, Term

#: What rules read of a person.
QUALITIES = {
    expand(f"kg:{name}")
    for name in (
        *("hasDoctorate", "hasSpecialistCompetence", "holdsManagerialPosition", "hasClinicalLink"),
        *("isSpecialistInArea", "hasProfession", "hasSpecialty", "isEmployedIn"),
        *("ConflictOfInterestAssessment", "concernsPerson", "isAssessedBy"),
    )
}


@dataclass(frozen=True)
class Told:
    """A finding without the one it is about.

    Args:
        rule: the rule.
        outcome: one of the six outcomes.
        reason: why data are missing, or None.
        period: the month or year, or None.
        seat: the seat that it concerns, or None.
        number: how many such findings there are.
    """

    rule: Iri
    outcome: str
    reason: str | None
    period: str | None
    seat: Iri | None
    number: int


@dataclass(frozen=True)
class Outcomes:
    """What is told of each body.

    Args:
        counts: how many findings of each outcome a body has.
        findings: the findings of each body, where all were chosen.
        withheld: how many rules on personal qualities were left out.
    """

    counts: Mapping[Iri, Mapping[str, int]] = field(default_factory=dict)
    findings: Mapping[Iri, list[Told]] = field(default_factory=dict)
    withheld: int = 0

    @classmethod
    def none(cls) -> Outcomes:
        """Nothing is told."""
        return cls()


def published_outcomes(knowledge: Knowledge, choice: Choice, bodies: Collection[Iri]) -> Outcomes:
    """Judge the lists and keep what was chosen.

    Args:
        knowledge: the model with the lists as they were read.
        choice: what was chosen.
        bodies: the bodies that are published.

    Raises:
        KgovError: the lists name no body that a rule governs.
    """
    if choice.outcomes == "none":
        return Outcomes.none()
    report = Judge(knowledge, choice.as_of).run()
    counts: dict[Iri, dict[str, int]] = {}
    findings: dict[Iri, list[Told]] = {}
    withheld: set[Iri] = set()
    personal = {finding.rule.iri for finding in report.findings if _is_personal(finding)}
    for body, every in report.by_body.items():
        if body not in bodies:
            continue
        kept = [finding for finding in every if finding.rule.iri not in personal]
        withheld |= {finding.rule.iri for finding in every if finding not in kept}
        counted = Counter(finding.outcome for finding in kept)
        counts[body] = {outcome: counted[outcome] for outcome in OUTCOMES}
        if choice.outcomes == "full":
            findings[body] = _told(knowledge, kept, with_seats=choice.persons != "none")
    return Outcomes(counts, findings, len(withheld))


def _is_personal(finding: Finding) -> bool:
    reached: set[Term] = published_shapes().reached_from([finding.rule.iri])
    return bool(QUALITIES & {str(term) for term in reached})


def _told(knowledge: Knowledge, findings: list[Finding], with_seats: bool) -> list[Told]:
    """Findings without focus; those that are then alike are counted together."""
    alike: Counter[tuple[Iri, str, str | None, str | None, Iri | None]] = Counter()
    for finding in findings:
        seats = [
            Iri(term) for term in (finding.value, finding.focus) if with_seats and term in knowledge.seats
        ]
        seat = seats[0] if seats else None
        alike[finding.rule.iri, finding.outcome, finding.reason, finding.period, seat] += 1
    return [Told(*key, number=number) for key, number in alike.items()]
