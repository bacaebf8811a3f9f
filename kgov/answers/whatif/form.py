"""The answer in the form that other programs rely on."""

from __future__ import annotations

from kgov import __version__
from kgov.answers.findings import Evidence
from kgov.answers.paths import Step
from kgov.answers.reports.sentences import sentence
from kgov.answers.whatif.acting import Act
from kgov.answers.whatif.answer import Answer
from kgov.answers.whatif.changes import ADDED, Change, Close, Merge, Remove, Rename, Vacate
from kgov.answers.whatif.losses import Loss
from kgov.answers.whatif.outcomes import Shift
from kgov.answers.whatif.sentence import name_of, summary
from kgov.answers.whatif.silence import Silence
from kgov.model.knowledge import Knowledge
from kgov.namespaces import local_name
from kgov.storage.terms import Iri


def as_json(knowledge: Knowledge, answer: Answer) -> dict[str, object]:
    """The form of ``kgov whatif --format json``."""
    form = _Form(knowledge)
    return {
        "on": answer.on.isoformat(),
        "as_of": answer.as_of.isoformat(),
        "changes": [form.change(change) for change in answer.changes],
        "summary": summary(knowledge, answer).as_dict(),
        "breaks": answer.breaks,
        "goes_wrong": [form.shift(shift) for shift in answer.shifts.worse],
        "heals": [form.shift(shift) for shift in answer.shifts.better],
        "eases": [form.shift(shift) for shift in answer.shifts.eased],
        "not_judged_any_more": [form.shift(shift) for shift in answer.shifts.dropped],
        "paths": [form.loss(loss) for loss in answer.losses],
        "who_must_act": [form.act(act) for act in answer.acts],
        "documents_do_not_say": [form.silence(item) for item in answer.silences],
        "list_does_not_show": [text.as_dict() for text in answer.unseen],
        "old_name_stands_in": [
            {"id": hit.id, "sort": hit.sort.as_dict(), "text": hit.text.as_dict()} for hit in answer.mentions
        ],
        "tried": [text.as_dict() for text in answer.tried],
        "rests_on": {"kgov": __version__, **(answer.before.hashes if answer.before else {})},
    }


def own_places(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """The places in the user's own files."""
    return [item for item in evidence if item.file != ADDED]


class _Form:
    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def name(self, iri: object) -> str | None:
        return self.knowledge.thing(iri).short if isinstance(iri, Iri) else None

    def change(self, change: Change) -> dict[str, object]:
        said = {"text": name_of(self.knowledge, change).as_dict()}
        match change:
            case Vacate():
                return {
                    "change": "vacate",
                    "what": self.name(change.seat),
                    "body": self.name(change.body),
                    **said,
                }
            case Remove():
                return {"change": "remove", "what": change.name, **said}
            case Close():
                return {"change": "close", "what": self.name(change.body), **said}
            case Merge():
                return {
                    "change": "merge",
                    "what": self.name(change.body),
                    "into": self.name(change.into),
                    **said,
                }
            case Rename():
                return {"change": "rename", "what": self.name(change.thing), "name": change.name, **said}

    def shift(self, shift: Shift) -> dict[str, object]:
        finding = shift.finding
        return {
            "id": finding.id,
            "rule": finding.rule.id,
            "before": shift.before,
            "after": shift.after,
            "reason": finding.reason,
            "severity": finding.severity,
            "body": self.name(finding.body),
            "body_label": self.knowledge.thing(finding.body).label.as_dict(),
            "focus_label": finding.focus_label.as_dict(),
            "period": finding.period,
            "message": sentence(finding).as_dict(),
            "remedy": finding.remedy.as_dict(),
            "statements": finding.rule.statements,
            "evidence": [
                {"text": item.text.as_dict(), "file": item.file, "line": item.line}
                for item in own_places(finding.evidence)
            ],
        }

    def step(self, step: Step) -> dict[str, object]:
        return {
            "from": self.name(step.start),
            "kind": local_name(step.kind).removeprefix("link-"),
            "verb": step.phrase.as_dict(),
            "to": self.name(step.end),
            "via": self.name(step.via),
            "condition": step.condition.as_dict() if step.condition.sv else None,
            "statements": list(step.statements),
            "status": step.status,
            "distance": step.distance,
        }

    def loss(self, loss: Loss) -> dict[str, object]:
        return {
            "from": self.name(loss.start),
            "from_label": self.knowledge.thing(loss.start).label.as_dict(),
            "ceases": loss.whole,
            "lost": [self.step(step) for step in loss.steps],
            "nobody_takes": [self.step(step) for step in loss.carried],
            "not_reached": [self.name(node) for node in loss.unreached],
            "reports_to_then": [self.step(step) for step in loss.reports_to],
            "matters": [local_name(matter).removeprefix("matter-") for matter in loss.matters],
        }

    def act(self, act: Act) -> dict[str, object]:
        return {
            "who": self.name(act.who),
            "what": act.text.as_dict(),
            "may": act.may,
            "statements": list(act.statements),
        }

    def silence(self, item: Silence) -> dict[str, object]:
        return {
            "id": item.id or None,
            "missing": item.text.as_dict(),
            "might_be_answered_by": item.might.as_dict() if item.might.sv else None,
            "statements": list(item.statements),
        }
