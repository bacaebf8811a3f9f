"""``kgov calendar``: what falls due, from the documents and the lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgov.answers.wording import CONFORMITY, OWN
from kgov.cli import options, output
from kgov.cli.checking import input_format, load
from kgov.cli.output import as_json, faint, heading, pick, say, table, tell, wrap, write
from kgov.cli.settings import settings
from kgov.cli.stores import stores
from kgov.errors import KgovError
from kgov.language import Both
from kgov.lists.reading import WORKBOOKS
from kgov.model.names import find_one
from kgov.storage.reading import SYNTAXES

if TYPE_CHECKING:
    from kgov.answers.agenda import Agenda, Entry, Untimed

#: Endings by which a word is taken for a file even where no such file exists.
ENDINGS = (*SYNTAXES, *WORKBOOKS)
COLUMNS = (
    Both("dag", "day"),
    Both("grupp", "body"),
    Both("vad", "what"),
    Both("period", "period"),
    Both("läge", "status"),
    Both("regel", "rule"),
)


@click.command(
    help=say(
        "Visa vad som förfaller: möten, uppföljningar, planer och rapporter enligt dokumenten, och de dagar som "
        "underlaget ger. Ett ord är en fil om filen finns eller om ordet slutar som en fil (.ttl, .csv …); annars "
        "är det en grupp, ett slag av grupp eller en region. Utan fil visas de grupper som dokumenten nämner vid "
        "namn. Slutkod 0: visat, även när inget förfaller, 2: gick inte att köra.",
        "Show what falls due: meetings, follow-ups, plans and reports by the documents, and the days that the lists "
        "give. A word is a file if the file exists or the word ends like one (.ttl, .csv …); otherwise it is a "
        "body, a kind of body or a region. Without a file the bodies are those that the documents name. "
        "Exit code 0: shown, also when nothing falls due, 2: could not run.",
    )
)
@click.argument("words", nargs=-1, metavar=say("[GRUPP] [FIL]...", "[BODY] [FILE]..."))
@click.option(
    "--until",
    metavar=say("DATUM", "DATE"),
    help=say(
        "Till och med den dagen (ÅÅÅÅ-MM-DD); annars tolv månader framåt.",
        "Through that day (YYYY-MM-DD); otherwise twelve months ahead.",
    ),
)
@options.as_of()
@click.option(
    "--names",
    is_flag=True,
    help=say("Visa namn på personer.", "Show the names of persons."),
)
@input_format()
@stores()
@options.encoding()
@options.form("table", "json", "ics")
@options.output_to()
@options.language()
def calendar(
    words: tuple[str, ...],
    until: str | None,
    as_of: str | None,
    names: bool,
    syntax: str | None,
    form: str,
    to: str | None,
) -> None:
    """What falls due."""
    from kgov.answers.agenda import agenda
    from kgov.answers.questions import parse_date

    day = options.the_day(as_of)
    last = parse_date(until) if until else None
    body, files = told_apart(words)
    model = load(files, syntax)
    wanted = None
    if body:
        what = Both("grupp eller fil", "body or file")
        wanted = find_one(model, body, owner=settings().owner, what=what)
    found = agenda(model, day, last, wanted)
    title = model.thing(wanted).label if wanted else Both("Alla grupper", "All bodies")
    if not found.entries and form != "table":
        nothing = Both(
            f"inget förfaller från {found.as_of} till och med {found.until}",
            f"nothing falls due from {found.as_of} through {found.until}",
        )
        tell(f"{pick(title)}: {pick(nothing)}.")
    if form == "json":
        from kgov.answers.agenda.telling import as_dict

        write(as_json(as_dict(model, found, names)), to)
    elif form == "ics":
        from kgov.answers.ics import as_ics  # the library is needed for this form only

        write(as_ics(model, found, Both(f"kgov: {title.sv}", f"kgov: {title.en}"), output.LANG, names), to)
    else:
        write(_text(found, title, names), to)


def told_apart(words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The body, if one is named, and the files.

    A word is a file where it is ``-``, where such a file exists, or where it ends like one and is no IRI.

    Raises:
        KgovError: more than one word is no file.
    """
    files = [word for word in words if _is_file(word)]
    bodies = [word for word in words if not _is_file(word)]
    if len(bodies) > 1:
        raise KgovError(
            Both(
                f"bara en grupp kan anges, och det här är flera: {', '.join(bodies)}",
                f"only one body can be named, and these are several: {', '.join(bodies)}",
            ),
            Both(
                "Ett namn med blanksteg sätts inom citattecken. Är ett av orden en fil? Den finns inte.",
                "Put a name with spaces in quotes. Is one of the words a file? It does not exist.",
            ),
        )
    return (bodies[0] if bodies else None), tuple(files)


def _is_file(word: str) -> bool:
    if word == "-":
        return True
    ends_like_one = word.lower().endswith(ENDINGS) and "://" not in word
    return ends_like_one or (len(word) < 300 and Path(word).is_file())


def _text(found: Agenda, title: Both, names: bool) -> str:
    out = [f"{heading(pick(title))}   {faint(f'{found.as_of} – {found.until}')}", ""]
    if found.entries:
        rows = [_row(entry, names) for entry in found.entries]
        out += [table([pick(column) for column in COLUMNS], rows), ""]
    else:
        out += [say("Inget förfaller.", "Nothing falls due."), ""]
    remark = _remark(found)
    if remark:
        out += [wrap(remark), ""]
    if found.entries:
        out += [heading(say("SÅ ÄR DAGARNA SATTA", "HOW THE DAYS WERE FOUND")), *_grounds(found), ""]
    if found.untimed:
        out.append(heading(say("DOKUMENTEN ANGER INGEN TID", "THE DOCUMENTS GIVE NO TIME")))
        out += [*_without_day(found.untimed), ""]
    if found.left_out:
        out.append(heading(say("UTELÄMNAT", "LEFT OUT")))
        out += [*_without_day(found.left_out, reasons=True), ""]
    out.append(heading(say("VAD SVARET VILAR PÅ", "WHAT THIS RESTS ON")))
    out.append(wrap(pick(CONFORMITY.fill(day=found.as_of.isoformat(), model=found.hashes["model"][:12])), 2))
    out += [f"  {name}  sha256 {digest[:12]}" for name, digest in found.hashes.items() if name != "model"]
    return "\n".join(out)


def _remark(found: Agenda) -> str:
    """What a reader of the table must know: that there is no list, or that the list is in arrears already."""
    if not found.has_lists:
        return say(
            "Inget underlag är angivet: bara grupper som dokumenten nämner vid namn visas, och vad som är gjort "
            "syns inte. Ange en fil med förteckningen.",
            "No list is given: only bodies that the documents name are shown, and what is done cannot be seen. "
            "Name a file with the list.",
        )
    if found.findings:
        return say(
            f"Det som redan skulle ha varit gjort står inte här. Underlaget har {found.findings} iakttagelser; "
            "se dem med kgov validate.",
            f"What should have been done already is not shown here. The lists have {found.findings} findings; "
            "see them with kgov validate.",
        )
    return ""


def _row(entry: Entry, names: bool) -> list[str]:
    from kgov.answers.agenda import STATE
    from kgov.answers.findings import period_name

    text = [pick(entry.text)]
    if names and entry.person:
        text.append(pick(entry.person))
    if entry.note:
        text.append(pick(entry.note))
    if entry.evidence:
        file, line = Path(entry.evidence.file).name, entry.evidence.line
        text.append(f"{file}:{line}" if line else file)
    own = pick(OWN) if entry.kind == "completeness" else ""
    return [
        entry.due.isoformat() if entry.due else say("sägs inte", "not said"),
        pick(entry.body.spoken),
        "\n".join(text),
        pick(period_name(entry.period)) if entry.period and "-" in entry.period else entry.period or "",
        pick(STATE[entry.state]),
        entry.rule.id if entry.rule else own,
    ]


def _grounds(found: Agenda) -> list[str]:
    """For each way in which days were found, the rules that it holds for."""
    rules: dict[str, list[str]] = {}
    for rule, text in found.grounds.items():
        rules.setdefault(pick(text), []).append(rule)
    lines = [wrap(text, 2, f"{', '.join(ids)}: ") for text, ids in rules.items()]
    if any(entry.basis != "period" for entry in found.entries):
        rest = say("Övriga dagar", "The other days") if rules else say("Dagarna", "The days")
        said = say(
            "står i underlaget, eller är räknade från en dag där.",
            "stand in the lists, or are counted from a day there.",
        )
        lines.append(wrap(f"{rest} {said}", 2))
    return lines


def _without_day(items: list[Untimed], reasons: bool = False) -> list[str]:
    """One line for each rule and reason, with the bodies that it concerns."""
    bodies: dict[tuple[str, str, str], list[str]] = {}
    for item in items:
        key = (item.rule.id, pick(item.rule.label), pick(item.why) if reasons else "")
        bodies.setdefault(key, []).append(pick(item.body.spoken))
    return [
        wrap(f"{label} ({'; '.join(named)})" + (f": {why}" if why else ""), 2, f"{rule:<7} ")
        for (rule, label, why), named in bodies.items()
    ]
