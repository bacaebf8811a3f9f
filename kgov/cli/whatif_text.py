"""The answer of ``kgov whatif`` as a text to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kgov.answers.findings import Finding
from kgov.answers.paths import Step
from kgov.answers.whatif import Answer, Loss, Shift, Silence, own_places, said, summary
from kgov.answers.wording import CONFORMITY, OUTCOME, REASON
from kgov.cli.output import cited, faint, heading, pick, say, wrap
from kgov.language import join
from kgov.model.knowledge import Knowledge
from kgov.storage.terms import Iri

#: How many places, or seats of a rule, are listed before the rest is only counted.
SHOWN = 6


def text(model: Knowledge, answer: Answer) -> str:
    """The sentence first, then what goes wrong and heals, the ways, who must act and what is not said."""
    out = [wrap(pick(summary(model, answer))), ""]
    out += _shifts(model, say("GÅR FEL", "GOES WRONG"), answer.shifts.worse)
    if answer.shifts.eased:
        out += _shifts(model, say("BLIR EN MINDRE BRIST", "BECOMES A LESSER FAULT"), answer.shifts.eased)
    out += _shifts(model, say("BLIR RÄTT", "HEALS"), answer.shifts.better)
    if answer.shifts.dropped:
        out += _dropped(model, answer.shifts.dropped)
    out += _paths(model, answer)
    out += _acts(model, answer)
    out += _silences(answer)
    if answer.unseen:
        out.append(heading(say("UNDERLAGET VISAR INTE", "THE LIST DOES NOT SHOW")))
        out += [*(wrap(pick(note), 2, "? ") for note in answer.unseen), ""]
    out += _mentions(model, answer)
    return "\n".join([*out, *_basis(answer)])


def _section(title: str, lines: Sequence[str], otherwise: str) -> list[str]:
    return [heading(title), *(lines or ["  " + otherwise]), ""]


# ---- rules


def _shifts(model: Knowledge, title: str, shifts: Sequence[Shift]) -> list[str]:
    groups: dict[tuple[str, str | None, str | None, str | None], list[Shift]] = {}
    for shift in shifts:
        key = (shift.finding.rule.id, shift.before, shift.after, shift.finding.reason)
        groups.setdefault(key, []).append(shift)
    lines = [line for group in groups.values() for line in _shift(model, group)]
    return _section(title, lines, say("(inget)", "(nothing)"))


def _shift(model: Knowledge, group: Sequence[Shift]) -> list[str]:
    first = group[0]
    finding = first.finding
    lines = [wrap(_turn(first), 2, f"{finding.rule.id:<7} ")]
    lines += [wrap(where, 10) for where in _where(model, group)]
    if first.after == "violated":
        lines.append(wrap(pick(finding.message), 10))
        lines.append(wrap(say("Åtgärd: ", "Remedy: ") + pick(finding.remedy), 10))
    elif first.after == "missing":
        met = pick(finding.rule.text("kg:isSatisfiedWhen"))
        lines.append(wrap(say("Uppfylld när: ", "Met when: ") + met, 10))
    elif first.after == "unclear":
        lines.append(wrap(pick(finding.message), 10))
        lines.append(
            wrap(
                say("Avgörs av den som beslutat dokumentet.", "Settled by whoever decided the document."), 10
            )
        )
    else:
        lines.append(wrap(pick(finding.rule.label), 10))
    listed = _files([shift.finding for shift in group])
    return [*lines, *([faint(wrap(listed, 10))] if listed else [])]


def _dropped(model: Knowledge, shifts: Sequence[Shift]) -> list[str]:
    """Remarks that fall away because what they were about is gone: nothing has been put right."""
    by_body: dict[Iri, list[str]] = {}
    for shift in shifts:
        by_body.setdefault(shift.finding.body, []).append(shift.finding.rule.id)
    lines = [
        cited(pick(model.thing(body).spoken), list(dict.fromkeys(ids)), 2, "· ")
        for body, ids in by_body.items()
    ]
    title = say("ANMÄRKNINGAR SOM INTE LÄNGRE PRÖVAS", "REMARKS THAT ARE NOT JUDGED ANY MORE")
    return _section(title, lines, "")


def _turn(shift: Shift) -> str:
    """From which outcome to which."""
    before = pick(OUTCOME[shift.before]) if shift.before else say("prövades inte", "was not judged")
    after = pick(OUTCOME[shift.finding.outcome])
    reason = f" – {pick(REASON[shift.finding.reason])}" if shift.finding.reason else ""
    return f"{before} → {after}{reason}"


def _where(model: Knowledge, group: Iterable[Shift]) -> list[str]:
    """The bodies concerned, each on a line with the seats, entries or periods that are meant."""
    by_body: dict[Iri, dict[str, list[str]]] = {}
    for shift in group:
        body, focus = shift.finding.body, pick(shift.finding.focus_label)
        seats = by_body.setdefault(body, {})
        if focus != pick(model.thing(body).label):
            seat, _, entry = re.sub(r" \([^)]*\)", "", focus).partition(": ")
            seats.setdefault(seat, []).extend([entry] if entry else [])
    lines = []
    for body, seats in by_body.items():
        parts = [f"{seat}: {_counted(entries)}" if entries else seat for seat, entries in seats.items()]
        name = pick(model.thing(body).spoken)
        lines.append(f"{name}: {'; '.join(parts)}" if parts else name)
    return lines


def _counted(names: Sequence[str]) -> str:
    """Some names, and how many there are where that is not all."""
    more = f" … ({len(names)})" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _files(findings: Iterable[Finding]) -> str:
    """Files and lines that led to the findings."""
    lines: dict[str, list[int]] = {}
    for finding in findings:
        for item in own_places(finding.evidence):
            numbers = lines.setdefault(item.file, [])
            if item.line and item.line not in numbers:
                numbers.append(item.line)
    parts = []
    for file, numbers in lines.items():
        parts.append(f"{file}:{_counted([str(n) for n in sorted(numbers)])}" if numbers else file)
    return "; ".join(parts)


# ---- ways, acts, silence


def _paths(model: Knowledge, answer: Answer) -> list[str]:
    lines: list[str] = []
    further: list[Loss] = []
    alike: dict[object, list[Loss]] = {}
    for loss in answer.losses:
        if loss.whole or loss.carried or loss.is_next:
            alike.setdefault(_words(model, loss), []).append(loss)
        else:
            further.append(loss)
    for losses in alike.values():
        lines += _loss(model, losses)
    if further:
        names = pick(join([model.thing(loss.start).spoken for loss in further]))
        lines.append(
            wrap(say(f"Längre bort i vägen från {names}.", f"Further on in the way from {names}."), 2, "· ")
        )
    title = say("VÄGAR SOM FÖRLORAR ETT STEG", "PATHS THAT LOSE A STEP")
    return _section(title, lines, say("(inga)", "(none)"))


def _words(model: Knowledge, loss: Loss) -> tuple[object, ...]:
    """What is said of a loss: bodies of which the same is said stand together."""
    steps = [tuple(said(model, part, loss.start)) for part in (loss.steps, loss.carried, loss.reports_to)]
    return (*steps, loss.unreached, loss.matters, loss.whole)


def _loss(model: Knowledge, losses: Sequence[Loss]) -> list[str]:
    loss = losses[0]
    name = pick(join([model.thing(each.start).spoken for each in losses]))
    over = say(" finns inte längre. Detta upphör:", " is there no more. This ends:")
    lines = [wrap(name + (over if loss.whole else ":"), 2)]

    def listed(steps: Sequence[Step], first: str, note: str = "") -> list[str]:
        return [cited(note + pick(line), ids, 4, first) for line, ids in said(model, steps, loss.start)]

    lines += listed(loss.steps, "× ")
    lines += listed(loss.carried, "○ ", say("ingen för nu detta vidare: ", "nobody takes this on: "))
    lines += listed(loss.reports_to, "→ ", say("kvar: ", "left: "))
    if loss.unreached:
        names = pick(join([model.thing(node).spoken for node in loss.unreached]))
        lines.append(wrap(say(f"når inte längre {names}", f"does not reach {names} any more"), 6))
    if loss.matters:
        names = pick(join([model.thing(matter).label for matter in loss.matters]))
        lines.append(wrap(say(f"ärenden som berörs: {names}", f"matters concerned: {names}"), 6))
    return lines


def _acts(model: Knowledge, answer: Answer) -> list[str]:
    lines = [cited(pick(act.text), act.statements, 2, "· " if act.may else "→ ") for act in answer.acts]
    return _section(
        say("VEM SOM MÅSTE AGERA", "WHO MUST ACT"),
        lines,
        say("(dokumenten nämner ingen)", "(the documents name nobody)"),
    )


def _silences(answer: Answer) -> list[str]:
    """The open points of the reading first, then what kgov itself has found no word of."""
    recorded = [item for item in answer.silences if item.id]
    own = [item for item in answer.silences if not item.id]
    lines = [line for item in recorded for line in _silence(item)]
    if own:
        lines.append(
            wrap(
                say(
                    "Inget textställe säger det här. Det är kgovs egen uppgift, efter en genomgång av alla "
                    "textställen, och ingen lucka som är antecknad i läsningen av dokumenten:",
                    "No statement says this. That is kgov's own word, from going through all statements, and not "
                    "a gap recorded in the reading of the documents:",
                ),
                2,
            )
        )
    lines += [line for item in own for line in _silence(item)]
    return _section(
        say("DOKUMENTEN SÄGER INTE", "THE DOCUMENTS DO NOT SAY"), lines, say("(inget)", "(nothing)")
    )


def _silence(item: Silence) -> list[str]:
    lines = [cited(pick(item.text), item.statements, 2, "? ")]
    if item.might.sv:
        lines.append(wrap(say("kan finnas i: ", "may be found in: ") + pick(item.might), 6))
    return lines


def _mentions(model: Knowledge, answer: Answer) -> list[str]:
    if not answer.mentions:
        return []
    lines = [cited(pick(hit.text), [hit.id], 2, "· ") for hit in answer.mentions[: 2 * SHOWN]]
    rest = len(answer.mentions) - len(lines)
    if rest > 0:
        lines.append(
            wrap(say(f"och {rest} till: kgov find visar alla", f"and {rest} more: kgov find shows all"), 2)
        )
    return [heading(say("DET GAMLA NAMNET STÅR I", "THE OLD NAME STANDS IN")), *lines, ""]


def _basis(answer: Answer) -> list[str]:
    out = [heading(say("VAD SVARET VILAR PÅ", "WHAT THIS RESTS ON"))]
    if answer.before is None:
        return [*out, wrap(say("Modellen av dokumenten.", "The model of the documents."), 2)]
    hashes = answer.before.hashes
    if answer.tried:
        tried = say("Ändringen är prövad på en kopia: ", "The change was tried on a copy: ")
        out.append(wrap(tried + "; ".join(map(pick, answer.tried)) + ".", 2))
    out.append(wrap(pick(CONFORMITY.fill(day=answer.as_of.isoformat(), model=hashes["model"][:12])), 2))
    return [*out, *(f"  {name}  sha256 {digest[:12]}" for name, digest in hashes.items() if name != "model")]
