"""The report as one web page that needs nothing beside it. The only module that knows Jinja2."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kgov import __version__
from kgov.answers.findings import OUTCOMES, SHOWN, Report, day_name
from kgov.answers.reports import sentences
from kgov.answers.reports.matters import Matter, Sorter
from kgov.answers.reports.places import only_file, places
from kgov.answers.reports.seats import Seats, with_findings
from kgov.answers.reports.settling import settling
from kgov.answers.wording import CONFORMITY, OUTCOME, REASON, strength_of
from kgov.language import Both, Lang, capital
from kgov.model.knowledge import Knowledge
from kgov.storage.terms import Iri

TEMPLATES = Path(__file__).resolve().parent / "templates"


def as_page(knowledge: Knowledge, report: Report, lang: Lang, everything: bool = False) -> str:
    """The report as HTML: self-contained, without scripts, to be read, printed or sent.

    Args:
        knowledge: the model with the lists at hand.
        report: what was judged.
        lang: the language of the page.
        everything: also what is met, pending or not applicable.
    """
    seats = Seats(knowledge, report)
    sorter = Sorter(knowledge, report, seats)
    in_order = [finding for finding in report.shown(everything) if finding.outcome not in SHOWN]
    matters = [*sorter.matters(report.shown()), *sorter.matters(in_order)]
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        environment(lang)
        .get_template("report.html")
        .render(
            lang=lang,
            style=Markup(style),
            style_digest=digest,
            report=report,
            day=day_name(report.as_of),
            version=__version__,
            outcomes=OUTCOMES,
            bodies=_bodies(knowledge, report, seats, matters),
            all_counts=_counts(knowledge, report),
            quiet=_quiet(knowledge, report),
            outcome_names=OUTCOME,
            settling=settling(knowledge, report, report.shown()),
            conformity=CONFORMITY.fill(day=report.as_of.isoformat(), model=report.hashes["model"][:12]),
            lists=[name for name in report.hashes if name != "model"],
            words=_words(knowledge, only_file(report)),
        )
    )


@cache
def environment(lang: Lang) -> Environment:
    """Jinja2 with everything escaped, and an error for every name that is not given.

    Args:
        lang: the language that ``say`` and the filter ``pick`` choose.
    """
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["pick"] = lambda text: text.pick(lang)
    made.filters["capital"] = capital
    made.globals["say"] = lambda sv, en: sv if lang == "sv" else en
    return made


def _words(knowledge: Knowledge, known: str) -> dict[str, Callable[..., Any]]:
    """What the template asks of an item: sentences, ground and places, the file that is known left out."""
    return {
        "message": lambda item: sentences.message(item.first),
        "remedy": lambda item: sentences.remedy(knowledge, item.first),
        "ground": lambda item: sentences.ground(knowledge, item.rule),
        "questions": lambda item: sentences.questions(knowledge, item.first),
        "settled_by": lambda item: sentences.settled_by(knowledge, item.rule),
        "rulings": lambda item: sentences.rulings(knowledge, item.first),
        "strength": lambda item: strength_of(item.rule),
        "reason": lambda item: REASON[item.first.reason or "value-absent"],
        "places": lambda item: places(item.evidence, known),
        "body": lambda body: knowledge.thing(body).label,
    }


def _bodies(
    knowledge: Knowledge, report: Report, seats: Seats, matters: list[Matter]
) -> list[dict[str, object]]:
    """Every body of which something is shown: its seats, its matters by gravity, and its counts."""
    found = []
    by_body: dict[Iri, list[Matter]] = {}
    for matter in matters:
        by_body.setdefault(matter.body, []).append(matter)
    violated = Counter(finding.body for finding in report.shown() if finding.outcome == "violated")
    for number, body in enumerate(report.bodies, 1):
        of_body = by_body.get(body, [])
        if not of_body:
            continue
        lines = seats.table(body)
        if report.known:
            lines = with_findings(lines, report.shown())
        found.append(
            {
                "iri": body,
                "anchor": f"grupp-{number}",
                "label": knowledge.thing(body).label,
                "seats": lines,
                "todo": [matter for matter in of_body if matter.outcome == "violated"],
                "unclear": [matter for matter in of_body if matter.outcome == "unclear"],
                "missing": [matter for matter in of_body if matter.outcome == "missing"],
                "rest": [matter for matter in of_body if matter.outcome not in SHOWN],
                "violated": violated[body],
            }
        )
    return found


def _counts(knowledge: Knowledge, report: Report) -> list[tuple[Both, dict[str, int]]]:
    """Every body that was judged, with the number of each outcome."""
    found = []
    for body, findings in report.by_body.items():
        counted = Counter(finding.outcome for finding in findings)
        found.append((knowledge.thing(body).label, {name: counted[name] for name in OUTCOMES}))
    return found


def _quiet(knowledge: Knowledge, report: Report) -> list[Both]:
    """The bodies that were judged and of which nothing is to be remarked."""
    quiet = report.by_body.keys() - {finding.body for finding in report.shown()}
    return [knowledge.thing(body).label for body in report.bodies if body in quiet]
