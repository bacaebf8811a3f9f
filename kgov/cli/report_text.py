"""The report as text: seats first, then findings by outcome, counts, questions, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from kgov.answers.findings import OUTCOMES, SHOWN, Evidence, Report
from kgov.answers.reports.matters import Item, Matter, Sorter
from kgov.answers.reports.places import NAMED, only_file, places
from kgov.answers.reports.seats import SeatLine, Seats, with_findings
from kgov.answers.reports.sentences import questions, rulings
from kgov.answers.reports.settling import settling
from kgov.answers.wording import CONFORMITY, OUTCOME, REASON, strength_of
from kgov.cli.output import faint, heading, pick, say, table, width, wrap
from kgov.language import Both, join
from kgov.model.knowledge import Knowledge
from kgov.storage.terms import Iri

INDENT = 10


def report_text(model: Knowledge, report: Report, everything: bool = False) -> str:
    """The whole report in the reader's language, as wide as the terminal."""
    seats = Seats(model, report)
    matters: dict[Iri, list[Matter]] = {}
    for matter in Sorter(model, report, seats).matters(report.shown(everything)):
        matters.setdefault(matter.body, []).append(matter)
    known = only_file(report)
    out = [faint(wrap(say("Prövat: ", "Checked: ") + known)), ""] if known else []
    quiet = []
    for body in report.bodies:
        of_body = matters.get(body, [])
        lines = seats.table(body)
        if report.known:
            lines = with_findings(lines, report.shown())
        if of_body:
            out += _body(model, report, body, lines, of_body, everything)
        elif body in report.by_body:
            quiet.append(pick(model.thing(body).label))
    if quiet:
        when = report.as_of.isoformat()
        nothing = say(f"INGET ATT ANMÄRKA, läget den {when}", f"NOTHING TO REMARK, as of {when}")
        new = say(f"INGET NYTT, läget den {when}", f"NOTHING NEW, as of {when}")
        out += [heading(new if report.left_out else nothing)]
        out += [*(wrap(name, 2, "· ") for name in quiet), ""]
    return "\n".join([*out, *_counts(report), *_questions(model, report), *_ground(report)])


def _body(
    model: Knowledge,
    report: Report,
    body: Iri,
    lines: list[SeatLine],
    matters: list[Matter],
    everything: bool,
) -> list[str]:
    name = pick(model.thing(body).label)
    when = say("läget den", "as of") + " " + report.as_of.isoformat()
    gap = "   " if len(name) + len(when) + 3 <= width() else "\n"
    out = [f"{heading(name)}{gap}{faint(when)}", ""]
    if lines:
        out += [heading(say("PLATSERNA", "SEATS")), _seat_table(lines), ""]
    for outcome in OUTCOMES if everything else SHOWN:
        parts = [(matter, [item for item in matter.items if item.outcome == outcome]) for matter in matters]
        number = sum(len(item.findings) for _, items in parts for item in items)
        if number:
            out.append(heading(f"{pick(OUTCOME[outcome]).upper()} ({number})"))
            for matter, items in parts:
                out += _matter(model, report, matter, items)
            out.append("")
    return out


def _seat_table(lines: list[SeatLine]) -> str:
    """One line a seat; rules only where there is something to see to."""
    headings = [
        say("plats", "seat"),
        say("läge", "state"),
        say("utses av", "appointed by"),
        say("regel", "rule"),
    ]
    rows = [
        [
            pick(line.label),
            pick(line.said),
            pick(line.appointed_by),
            ", ".join(dict.fromkeys(finding.rule.id for finding in line.findings)),
        ]
        for line in lines
    ]
    return table(headings, rows)


def _matter(model: Knowledge, report: Report, matter: Matter, items: list[Item]) -> list[str]:
    if len(items) == 1:
        return _item(model, report, items[0], pick(items[0].concerns))
    out = [wrap(pick(matter.subject), 2)] if items else []
    for item in items:
        about = pick(item.concerns)
        out += _item(model, report, item, "" if item.concerns == matter.subject else about)
    return out


def _item(model: Knowledge, report: Report, item: Item, about: str) -> list[str]:
    """One rule: what it is about, what is wrong or not known, what to do, the text, strength and places."""
    finding, rule = item.first, item.rule
    reason = pick(REASON[finding.reason]) if finding.reason else ""
    head = " – ".join(part for part in (about, reason) if part)
    said = _said(model, item)
    if not head and said:
        head = said.pop(0)
    elif not head:
        head = pick(rule.label)
    first = f"{rule.id:<7} "
    out = [wrap(head, 2, first), *(wrap(text, INDENT) for text in said)]
    note = pick(strength_of(rule))
    where = _places(item.evidence, only_file(report))
    if where:
        note += f"; {where}"
    if finding.rulings:
        settled = join(rulings(model, finding))
        note += "; " + say(f"enligt ställningstagande: {settled.sv}", f"by a ruling: {settled.en}")
    passages = [report.passages[name] for name in rule.statements if name in report.passages]
    return [*out, *(wrap(f"”{passage}”", INDENT) for passage in passages), faint(wrap(note, INDENT))]


def _said(model: Knowledge, item: Item) -> list[str]:
    finding, rule, told = item.first, item.rule, map(pick, item.accounts)
    if finding.outcome == "violated":
        return [pick(finding.message), *told, say("Åtgärd: ", "Remedy: ") + pick(finding.remedy)]
    if finding.outcome == "missing":
        return [*told, say("Uppfylld när: ", "Met when: ") + pick(rule.text("kg:isSatisfiedWhen"))]
    if finding.outcome == "unclear":
        return [
            pick(finding.message),
            *told,
            *(f"{name}: {pick(text)}" for name, text in questions(model, finding)),
            say("Avgörs av den som beslutat dokumentet.", "Settled by whoever decided the document."),
        ]
    return []


def _places(evidence: Iterable[Evidence], known: str) -> str:
    """Rows and cells of a sheet in words, without the file that the reader knows.

    Lines stand as programmers and editors write them, ``list.ttl:41, 57``, always with the file: so one can go there.
    """
    lines: dict[str, list[int]] = {}
    sheets: list[Evidence] = []
    for item in evidence:
        if item.row:
            sheets.append(item)
        else:
            lines.setdefault(item.file, []).extend([item.line] if item.line else [])
    out = [pick(place) for place in places(sheets, known)]
    for file, numbers in lines.items():
        shown = ", ".join(map(str, numbers[:NAMED])) + (
            f" … ({len(numbers)})" if len(numbers) > NAMED else ""
        )
        out.append(f"{file}:{shown}" if numbers else file)
    return "; ".join(out)


def _counts(report: Report) -> list[str]:
    counts = table([pick(OUTCOME[o]) for o in report.summary], [[str(n) for n in report.summary.values()]])
    out = [heading(say("ALLA UTFALL", "ALL OUTCOMES")), counts]
    if report.known:
        out.append(
            wrap(
                say(
                    f"Av dessa fanns {report.left_out} i den tidigare rapporten och visas inte.",
                    f"Of these, {report.left_out} were in the earlier report and are not shown.",
                )
            )
        )
    return [*out, ""]


def _questions(model: Knowledge, report: Report) -> list[str]:
    found = settling(model, report, report.shown())
    if not found.questions:
        return []
    out = [
        heading(say("SVAR SOM SKULLE AVGÖRA MEST", "ANSWERS THAT WOULD SETTLE MOST")),
        wrap(pick(found.said), 2),
    ]
    for number, question in enumerate(found.questions, 1):
        out.append(wrap(f"{pick(question.text)} {faint(pick(question.reach))}", 2, f"{number}. "))
    return [*out, ""]


def _ground(report: Report) -> list[str]:
    said: Both = CONFORMITY.fill(day=report.as_of.isoformat(), model=report.hashes["model"][:12])
    out = [heading(say("VAD SVARET VILAR PÅ", "WHAT THIS RESTS ON")), wrap(pick(said), 2)]
    out += [f"  {name}  sha256 {digest[:12]}" for name, digest in report.hashes.items() if name != "model"]
    return out
