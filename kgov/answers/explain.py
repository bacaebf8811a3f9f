"""Explanations: on what ground does the model say a thing, and how would it be judged?

An explanation is found by an id or a name, by two bodies, or by a finding.
"""

from __future__ import annotations

import difflib
import re

from kgov.answers.explanation import (
    SILENT,
    Explanation,
    of_gap,
    of_interpretation,
    of_link,
    of_own_rule,
    of_statement,
    of_thing,
    with_source,
)
from kgov.answers.findings import Report
from kgov.answers.paths import Upwards
from kgov.answers.wording import OUTCOME, REASON
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.names import find_one
from kgov.namespaces import local_name, shorten


def explain(knowledge: Knowledge, what: str, passages: dict[str, str] | None = None) -> Explanation:
    """Explain a statement, rule, link, gap, interpretation or code.

    Args:
        knowledge: the model with the lists at hand.
        what: an id such as ``KR-18``, ``G-22a``, ``T-34``, or the short name of a link, seat or body.
        passages: the passages of the statements by id, where the documents are at hand.

    Raises:
        KgovError: nothing has that id; the nearest are named.
    """
    knowledge.need("norm", "open", "statements", "codes", "rules")
    wanted = what.strip()
    for statement in knowledge.statements.values():
        if wanted in (statement.id, statement.iri):
            return of_statement(knowledge, statement, passages or {})
    for rule in knowledge.rules.values():
        if wanted in (rule.id, rule.iri):
            return of_own_rule(rule)
    for link in knowledge.links.values():
        if wanted in (local_name(link.iri), link.iri):
            return of_link(knowledge, link)
    for link in knowledge.links.values():
        if wanted in [str(entry) for entry in link.all("kg:accountsFor")]:
            return of_link(knowledge, link)
    for gap in knowledge.gaps.values():
        if wanted in (str(gap.one("dcterms:identifier")), local_name(gap.iri)):
            return of_gap(knowledge, gap)
    for question in knowledge.interpretations.values():
        if wanted in (str(question.one("dcterms:identifier")), local_name(question.iri)):
            return of_interpretation(knowledge, question)
    if re.fullmatch(r"(KG|KR|SO|OL|OR|SY)-\S+", wanted):
        ids = [local_name(iri) for iri in (*knowledge.statements, *knowledge.rules)]
        near = difflib.get_close_matches(wanted, ids, n=4, cutoff=0.5)
        raise KgovError(
            Both(f"okänt textställe: {wanted}", f"unknown statement: {wanted}"),
            Both(f"Menar du {', '.join(near)}?", f"Did you mean {', '.join(near)}?"),
        )
    things = knowledge.entities | knowledge.seats
    taken = {thing.short for thing in things.values()}  # a document often has the short name of its body
    for iri, document in knowledge.documents.items():
        if document.short not in taken or wanted in (iri, shorten(iri)):
            things[iri] = document
    iri = find_one(knowledge, wanted, among=things, what=Both("sak", "thing"))
    return of_thing(knowledge, things[iri])


def between(knowledge: Knowledge, first: str, second: str) -> Explanation:
    """Explain what the documents say of two bodies: every link between them, or that there is none."""
    a, b = find_one(knowledge, first), find_one(knowledge, second)
    upwards = Upwards(knowledge)
    sides = [
        {*upwards.selves(node), *upwards.seats_of(node)}
        | {office for seat in upwards.seats_of(node) for office in knowledge.seats[seat].filled_by}
        for node in (a, b)
    ]
    name_a, name_b = knowledge.thing(a).label, knowledge.thing(b).label
    result = Explanation(Both("{a} och {b}", "{a} and {b}").fill(a=name_a, b=name_b))
    found = [
        link
        for link in knowledge.links.values()
        if (link.start in sides[0] and link.end in sides[1])
        or (link.start in sides[1] and link.end in sides[0])
    ]
    own = [{*upwards.selves(a), *upwards.seats_of(a)}, {*upwards.selves(b), *upwards.seats_of(b)}]
    shared = [
        seat
        for index in (0, 1)
        for seat in knowledge.seats.values()
        if own[1 - index] & set(seat.bodies) and own[index] & set(seat.filled_by)
    ]
    result.add(
        Both("Angivna samband", "Stated links"),
        *[with_source(link.label, link.statements, link.condition) for link in found],
        *[with_source(seat.label, seat.statements) for seat in shared],
    )
    gaps = [
        gap for gap in knowledge.gaps.values() if set(gap.concerns) & own[0] and set(gap.concerns) & own[1]
    ]
    result.add(SILENT, *[gap.text("dcterms:description") for gap in gaps])
    if not found and not shared:
        result.add(
            SILENT,
            Both(
                "Inget textställe anger ett samband mellan de två.",
                "No statement states a link between the two.",
            ),
        )
    return result


def explain_finding(
    knowledge: Knowledge, report: Report, fingerprint: str, passages: dict[str, str] | None = None
) -> Explanation:
    """Explain a finding: what was seen, in which lines, and the rule it rests on.

    Raises:
        KgovError: the run has no finding with that id.
    """
    found = next((finding for finding in report.findings if finding.id == fingerprint), None)
    if found is None:
        raise KgovError(
            Both(f"ingen iakttagelse har id {fingerprint}", f"no finding has the id {fingerprint}"),
            Both("Se id i kgov validate --format json.", "See the ids in kgov validate --format json."),
        )
    result = Explanation(
        Both(
            f"{found.rule.id}  {found.focus_label.sv}: {OUTCOME[found.outcome].sv}",
            f"{found.rule.id}  {found.focus_label.en}: {OUTCOME[found.outcome].en}",
        )
    )
    if found.outcome == "violated":
        result.add(Both("Iakttagelse", "Finding"), found.message)
    if found.account.sv:
        result.add(Both("Vad underlaget säger", "What the list says"), found.account)
    if found.reason:
        result.add(Both("Orsak", "Reason"), REASON[found.reason])
    result.add(
        Both("Underlag", "Evidence"),
        *[
            Both(f"{item.file}:{item.line}  {item.text.sv}", f"{item.file}:{item.line}  {item.text.en}")
            for item in found.evidence
        ],
    )
    rest = explain(knowledge, found.rule.id, passages)
    result.paragraphs += rest.paragraphs
    return result
