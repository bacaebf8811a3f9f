"""A finding in sentences: what is wrong or not known, what to do, and on what ground. The engine's text is not used."""

from __future__ import annotations

from dataclasses import dataclass

from kgov.answers.findings import Finding
from kgov.answers.wording import OUTCOME, REASON, strength_of
from kgov.language import Both, capital, join, sentences
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule
from kgov.namespaces import expand
from kgov.storage.terms import Iri

OWN_RULE = Both("kgov:s egna krav på ett underlag", "kgov's own demands on a list")
SETTLED_BY = Both(
    "Avgörs av den som beslutat dokumentet ”{document}”.",
    "Settled by whoever decided the document “{document}”.",
)
SETTLED_BY_NOBODY = Both("Avgörs av den som beslutat dokumentet.", "Settled by whoever decided the document.")
MET_WHEN = Both("Uppfylld när: {when}", "Met when: {when}")


@dataclass(frozen=True)
class Ground:
    """What a rule rests on.

    Args:
        restated: the rule in the project's own words.
        document: the document, or that the rule is our own.
        section: the section of the document; empty for a rule of our own.
        statement: the id of the statement; empty for a rule of our own.
        bearer: on whom the document lays it; empty where it does not say.
    """

    restated: Both
    document: Both
    section: Both
    statement: str
    bearer: Both


def ground(knowledge: Knowledge, rule: Rule) -> Ground:
    """The ground of a rule; one of our own rests on no document."""
    bearer = join([knowledge.thing(iri).spoken for iri in rule.bearers])
    if not rule.statements:
        return Ground(rule.text("kg:isSatisfiedWhen"), OWN_RULE, Both("", ""), "", bearer)
    statement = knowledge.statements[Iri(expand(f"kgs:{rule.statements[0]}"))]
    document = knowledge.thing(statement.document).label
    section = statement.text("kg:standsInSection")
    return Ground(statement.text("dcterms:description"), document, section, statement.id, bearer)


def source(knowledge: Knowledge, rule: Rule) -> Both:
    """Document and section of a rule in one phrase."""
    rests = ground(knowledge, rule)
    if not rests.statement:
        return rests.document
    place = Both("{document}, avsnitt ”{section}”", "{document}, section “{section}”")
    return place.fill(document=rests.document, section=rests.section)


def message(finding: Finding) -> Both:
    """What the finding says, apart from the values that settle it."""
    if finding.outcome in ("violated", "unclear"):
        return finding.message
    return MET_WHEN.fill(when=finding.rule.text("kg:isSatisfiedWhen"))


def sentence(finding: Finding) -> Both:
    """What the finding says, with the values that settle it: what is wrong, what is lacking, or that all is well."""
    if finding.outcome in ("violated", "unclear"):
        return sentences(finding.message, finding.account)
    met = MET_WHEN.fill(when=finding.rule.text("kg:isSatisfiedWhen"))
    if finding.outcome == "missing":
        because = capital(REASON[finding.reason or "value-absent"])
        return sentences(Both(f"{because.sv}.", f"{because.en}."), finding.account, met)
    return met


def remedy(knowledge: Knowledge, finding: Finding) -> Both:
    """What to do about it; empty where there is nothing to do."""
    if finding.outcome == "violated":
        return finding.remedy
    if finding.outcome == "missing":
        aspects = join([knowledge.thing(iri).label for iri in finding.rule.iris("kg:needsComplete")])
        return WHAT_SETTLES[finding.reason or "value-absent"].fill(aspects=aspects)
    return Both("", "")


WHAT_SETTLES = {
    "value-absent": Both("Fyll i uppgiften om den finns.", "Fill in the entry if there is one."),
    "list-incomplete": Both(
        "Ange att underlaget är fullständigt, om det är det, med datum och uppgiftslämnare. Det gäller {aspects}.",
        "State that the list is complete, if it is, with date and informant. This concerns {aspects}.",
    ),
    "completeness-lapsed": Both(
        "Bekräfta igen att underlaget är fullständigt, om det är det, med nytt datum. Det gäller {aspects}.",
        "Confirm again that the list is complete, if it is, with a new date. This concerns {aspects}.",
    ),
}


def questions(knowledge: Knowledge, finding: Finding) -> list[tuple[str, Both]]:
    """The questions of interpretation that a finding waits for, each by its id."""
    found = (knowledge.interpretations[iri] for iri in finding.questions)
    return [(str(question.one("dcterms:identifier")), question.label) for question in found]


def settled_by(knowledge: Knowledge, rule: Rule) -> Both:
    """Who settles an unclear rule."""
    if not rule.statements:
        return SETTLED_BY_NOBODY
    return SETTLED_BY.fill(document=ground(knowledge, rule).document)


def rulings(knowledge: Knowledge, finding: Finding) -> list[Both]:
    """The readings that rulings have chosen and that the outcome rests on."""
    return [knowledge.thing(reading).label for reading in finding.rulings]


def plain(knowledge: Knowledge, finding: Finding) -> Both:
    """One paragraph for forms without room for parts: sentence, remedy, questions and ground."""
    parts = [sentence(finding)]
    to_do = remedy(knowledge, finding)
    if to_do.sv:
        parts.append(Both("Åtgärd: {text}", "Remedy: {text}").fill(text=to_do))
    if finding.outcome == "unclear":
        parts += [
            Both(f"{name}: {text.sv}", f"{name}: {text.en}") for name, text in questions(knowledge, finding)
        ]
        parts.append(settled_by(knowledge, finding.rule))
    rested = Both("Regel {id} ({strength}): {source}.", "Rule {id} ({strength}): {source}.")
    parts.append(
        rested.fill(
            id=finding.rule.id,
            strength=strength_of(finding.rule),
            source=source(knowledge, finding.rule),
        )
    )
    return sentences(*parts)


def title(finding: Finding) -> Both:
    """A short heading: the rule, the outcome and what it is about."""
    return Both("{rule} {outcome}: {about}", "{rule} {outcome}: {about}").fill(
        rule=finding.rule.id, outcome=OUTCOME[finding.outcome], about=finding.focus_label
    )
