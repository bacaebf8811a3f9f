"""The report as workflow commands of GitHub Actions: a note at the line of the list that led to each finding."""

from __future__ import annotations

from pathlib import PurePath

from kgov.answers.findings import Finding, Report
from kgov.answers.reports import sentences
from kgov.answers.reports.places import place
from kgov.language import Lang
from kgov.model.knowledge import Knowledge

COMMAND = {"violation": "error", "warning": "warning", "info": "notice"}


def as_annotations(knowledge: Knowledge, report: Report, lang: Lang, everything: bool = False) -> str:
    """One command a line; nothing in a list can end a command or begin another.

    Args:
        knowledge: the model with the lists at hand.
        report: what was judged.
        lang: the language of all texts.
        everything: also what is met, pending or not applicable, as notices.
    """
    return "\n".join(_command(knowledge, finding, lang) for finding in report.shown(everything))


def _command(knowledge: Knowledge, finding: Finding, lang: Lang) -> str:
    in_order = finding.outcome in ("pending", "satisfied", "inapplicable")
    command = "notice" if in_order else COMMAND[finding.severity]
    properties = {}
    said = sentences.plain(knowledge, finding).pick(lang)
    if finding.evidence:
        first = finding.evidence[0]
        properties["file"] = PurePath(first.file).as_posix().replace("\\", "/")
        line = first.line or (None if first.sheet else first.row)
        if line:
            properties["line"] = str(line)
        else:
            said = f"{place(first).pick(lang)}: {said}"
    properties["title"] = sentences.title(finding).pick(lang)
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {listed}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
