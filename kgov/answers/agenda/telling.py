"""A calendar as data, and where in the documents each of its rules stands."""

from __future__ import annotations

from kgov import __version__
from kgov.answers.agenda.form import Agenda, Entry, Untimed
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule
from kgov.namespaces import expand, local_name
from kgov.storage.terms import Iri


def place_of(knowledge: Knowledge, rule: Rule) -> Both:
    """Document and section of a rule in words, such as ``Region Kronoberg: …, avsnitt ”Möten”``."""
    statement = knowledge.statements[Iri(expand(f"kgs:{rule.statements[0]}"))]
    document, section = knowledge.thing(statement.document).label, statement.text("kg:standsInSection").sv
    return Both(f"{document.sv}, avsnitt ”{section}”", f"{document.en}, section “{section}”")


def as_dict(knowledge: Knowledge, found: Agenda, names: bool) -> dict[str, object]:
    """The form of ``kgov calendar --format json``; persons are named only where asked for."""
    return {
        "as_of": found.as_of.isoformat(),
        "until": found.until.isoformat(),
        "entries": [_entry(knowledge, entry, names) for entry in found.entries],
        "grounds": {rule: text.as_dict() for rule, text in found.grounds.items()},
        "without_time": [_untimed(item) for item in found.untimed],
        "left_out": [_untimed(item) for item in found.left_out],
        "rests_on": {"kgov": __version__, **found.hashes},
    }


def _entry(knowledge: Knowledge, entry: Entry, names: bool) -> dict[str, object]:
    evidence = entry.evidence
    told: dict[str, object] = {
        "id": entry.id,
        "kind": entry.kind,
        "body": entry.body.short,
        "body_label": entry.body.label.as_dict(),
        "due": entry.due.isoformat() if entry.due else None,
        "first": entry.first.isoformat(),
        "last": entry.last.isoformat(),
        "period": entry.period,
        "basis": entry.basis,
        "state": entry.state,
        "done": entry.done,
        "text": entry.text.as_dict(),
        "note": entry.note.as_dict() if entry.note else None,
        "rule": entry.rule.id if entry.rule else None,
        "source": _source(knowledge, entry.rule) if entry.rule else None,
        "evidence": {"file": evidence.file, "line": evidence.line} if evidence else None,
    }
    if names:
        told["person"] = entry.person.as_dict() if entry.person else None
    return told


def _source(knowledge: Knowledge, rule: Rule) -> dict[str, str]:
    statement = knowledge.statements[Iri(expand(f"kgs:{rule.statements[0]}"))]
    return {
        "document": local_name(statement.document),
        "section": statement.text("kg:standsInSection").sv,
        "statement": statement.id,
    }


def _untimed(item: Untimed) -> dict[str, object]:
    return {
        "rule": item.rule.id,
        "text": item.rule.label.as_dict(),
        "body": item.body.short,
        "why": item.why.as_dict(),
    }
