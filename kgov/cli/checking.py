"""``kgov validate``, ``kgov view`` and ``kgov bundle``: lists against rules."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from kgov.answers.findings import SHOWN, Evidence
from kgov.answers.wording import CONFORMITY, OUTCOME, REASON, strength_of
from kgov.cli import options
from kgov.cli.output import as_json, faint, heading, pick, say, show, table, tell, width, wrap, write
from kgov.cli.settings import settings
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.names import find_one
from kgov.storage.reading import SYNTAXES
from kgov.storage.terms import Iri

FAIL_ON = ("violation", "warning", "info", "never")


def load(files: tuple[str, ...], syntax: str | None, encoding: str | None, *parts: str) -> Knowledge:
    """The model with the parts named, and the lists."""
    return options.with_lists(Knowledge().need("norm", "codes", *parts), files, syntax, encoding)


def input_format() -> options.Decorator:
    return click.option(
        "--input-format",
        "syntax",
        type=click.Choice(sorted(set(SYNTAXES.values()))),
        help=say(
            "Format på underlaget, om filändelsen inte säger det.",
            "Format of the list, where the file ending does not say.",
        ),
    )


@click.command(
    help=say(
        "Pröva ett eller flera underlag mot reglerna. Utan fil prövas modellen av dokumenten själv. "
        "Slutkod 0: inget att anmärka, 1: iakttagelser, 2: gick inte att köra.",
        "Check one or more lists against the rules. Without a file the model of the documents itself is checked. "
        "Exit code 0: clean, 1: findings, 2: could not run.",
    )
)
@click.argument("files", nargs=-1, metavar=say("[FIL]...", "[FILE]..."))
@options.as_of()
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help=say(
        "Visa också det som är uppfyllt, pågår eller inte gäller.",
        "Also show what is met, pending or not applicable.",
    ),
)
@click.option("--body", help=say("Bara en grupp.", "Only one body."), metavar=say("GRUPP", "BODY"))
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="violation",
    show_default=True,
    help=say("Lägsta allvar som ger slutkod 1.", "Lowest severity that gives exit code 1."),
)
@click.option(
    "--engine",
    type=click.Choice(("auto", "pyshacl", "fast")),
    default="auto",
    show_default=True,
    help=say(
        "SHACL-motor: referensen pyshacl eller en snabbare; båda ger samma svar.",
        "SHACL engine: the reference pyshacl or a faster one; both give the same answers.",
    ),
)
@input_format()
@options.encoding()
@options.form("text", "json", "csv", "turtle")
@options.output_to()
@options.language()
def validate(
    files: tuple[str, ...],
    as_of: str | None,
    everything: bool,
    body: str | None,
    fail_on: str,
    engine: str,
    syntax: str | None,
    encoding: str | None,
    form: str,
    to: str | None,
) -> None:
    """Check lists, or the norm itself."""
    day = options.the_day(as_of)
    model = load(files, syntax, encoding, "open", "rules", "ontology")
    if not model.lists:
        _validate_norm(model, form, to)
        return
    if sys.stderr.isatty():
        tell(faint(say("Prövar …", "Checking …")))
    from kgov.answers.reporting import as_csv_rows, as_dict, grouped
    from kgov.answers.validation import Judge

    report = Judge(model, day, engine).run()
    if body:
        wanted = find_one(model, body, owner=settings().owner)
        if wanted not in report.bodies:
            raise KgovError(Both(f"underlaget säger inget om {body}", f"the list says nothing of {body}"))
        report.findings = [finding for finding in report.findings if finding.body == wanted]
    if form == "json":
        write(as_json(as_dict(model, report, everything)), to)
    elif form == "turtle":
        from kgov.answers.turtle import as_turtle  # rdflib is slow to import, and only this form needs it

        write(as_turtle(report, everything), to)
    elif form == "csv":
        headings, rows = as_csv_rows(model, report, everything)
        show(
            [pick(text) for text in headings],
            [[pick(c) if isinstance(c, Both) else c for c in row] for row in rows],
            "csv",
            to,
        )
    else:
        write(_text(model, report, grouped(report, everything), files), to)
    worst = report.worst()
    if worst and fail_on != "never" and FAIL_ON.index(worst) <= FAIL_ON.index(fail_on):
        sys.exit(1)


def _validate_norm(model: Knowledge, form: str, to: str | None) -> None:
    from kgov.answers.norm_check import check_norm, cycles, rules_on_the_norm

    faults = check_norm(model)
    rows = [
        [
            pick(fault.check.title),
            model.thing(fault.thing).short,
            model.thing(fault.other).short if fault.other else "",
        ]
        for fault in faults
    ]
    rows += [
        [say("cirkel", "cycle"), " → ".join(model.thing(node).short for node in cycle), ""]
        for cycle in cycles(model)
    ]
    rows += [
        [f"{rule.id} {pick(OUTCOME[outcome])}", model.thing(Iri(str(value))).short, ""]
        for rule, value, outcome in rules_on_the_norm(model)
        if outcome in SHOWN
    ]
    if rows or form != "text":
        show(
            [say("fel", "fault"), say("sak", "thing"), say("annan", "other")],
            rows,
            "text" if form == "turtle" else form,
            to,
        )
    else:
        write(
            wrap(
                say(
                    "Modellen av dokumenten är hel: varje uppgift har sitt textställe, varje grupp sin ägare och nivå eller en antecknad lucka, och inga cirklar finns. Ange en fil för att pröva ett underlag.",
                    "The model of the documents is sound: every fact has its statement, every body its owner and level or a recorded gap, and there are no cycles. Name a file to check a list.",
                )
            ),
            to,
        )
    if rows:
        sys.exit(1)


def _places(evidence: Iterable[Evidence]) -> str:
    """Files and their lines: ``list.ttl:41, 57 … (12)`` where there are more than six."""
    lines: dict[str, list[int]] = {}
    for item in evidence:
        lines.setdefault(item.file, []).extend([item.line] if item.line else [])
    out = []
    for file, numbers in lines.items():
        shown = ", ".join(map(str, numbers[:6])) + (f" … ({len(numbers)})" if len(numbers) > 6 else "")
        out.append(f"{file}:{shown}" if numbers else file)
    return "; ".join(out)


def _text(model: Knowledge, report, groups, files: tuple[str, ...]) -> str:  # type: ignore[no-untyped-def]
    out: list[str] = []
    quiet = [pick(model.thing(body).label) for body, by_outcome in groups if not by_outcome]
    for body, by_outcome in groups:
        if not by_outcome:
            continue
        name = pick(model.thing(body).label)
        when = say("läget den", "as of") + " " + report.as_of.isoformat()
        gap = "   " if len(name) + len(when) + 3 <= width() else "\n"
        out += [f"{heading(name)}{gap}{faint(when)}", ""]
        for outcome, findings in by_outcome:
            name = pick(OUTCOME[outcome])
            out.append(heading(f"{name.upper()} ({len(findings)})"))
            for finding in findings:
                strength = pick(strength_of(finding.rule))
                place = pick(finding.focus_label)
                extra = f" – {pick(REASON[finding.reason])}" if finding.reason else ""
                out.append(wrap(f"{place}{extra}", 2, f"{finding.rule.id:<7} "))
                if outcome == "violated":
                    out.append(wrap(pick(finding.message), 10))
                    out.append(wrap(say("Åtgärd: ", "Remedy: ") + pick(finding.remedy), 10))
                elif outcome == "missing":
                    out.append(
                        wrap(
                            say("Uppfylld när: ", "Met when: ")
                            + pick(finding.rule.text("kg:isSatisfiedWhen")),
                            10,
                        )
                    )
                elif outcome == "unclear":
                    out.append(wrap(pick(finding.message), 10))
                    for question in (model.interpretations[iri] for iri in finding.questions):
                        out.append(wrap(f"{question.one('dcterms:identifier')}: {pick(question.label)}", 10))
                    out.append(
                        wrap(
                            say(
                                "Avgörs av den som beslutat dokumentet.",
                                "Settled by whoever decided the document.",
                            ),
                            10,
                        )
                    )
                lines = _places(finding.evidence)
                note = f"{strength}; {lines}" if lines else strength
                if finding.rulings:
                    settled = ", ".join(pick(model.thing(reading).label) for reading in finding.rulings)
                    note += "; " + say(f"enligt ställningstagande: {settled}", f"by a ruling: {settled}")
                out.append(faint(wrap(note, 10)))
            out.append("")
    if quiet:
        when = report.as_of.isoformat()
        out += [heading(say(f"INGET ATT ANMÄRKA, läget den {when}", f"NOTHING TO REMARK, as of {when}"))]
        out += [*(wrap(name, 2, "· ") for name in quiet), ""]
    counts = table([pick(OUTCOME[o]) for o in report.summary], [[str(n) for n in report.summary.values()]])
    out += [heading(say("ALLA UTFALL", "ALL OUTCOMES")), counts, ""]
    out.append(heading(say("VAD SVARET VILAR PÅ", "WHAT THIS RESTS ON")))
    out.append(
        wrap(pick(CONFORMITY.fill(day=report.as_of.isoformat(), model=report.hashes["model"][:12])), 2)
    )
    for name, digest in report.hashes.items():
        if name != "model":
            out.append(f"  {name}  sha256 {digest[:12]}")
    return "\n".join(out)


@click.command(
    help=say(
        "Skriv läget en viss dag: den graf som reglerna prövar. Med --with-norm följer normen med, så att vilken SHACL-motor som helst kan pröva den.",
        "Write what holds on a date: the graph that the rules judge. With --with-norm the norm is included, so that any SHACL engine can judge it.",
    )
)
@click.argument("files", nargs=-1, required=True, metavar=say("FIL...", "FILE..."))
@options.as_of()
@click.option("--with-norm", is_flag=True, help=say("Ta med normen.", "Include the norm."))
@input_format()
@options.encoding()
@options.output_to()
@options.language()
def view(
    files: tuple[str, ...],
    as_of: str | None,
    with_norm: bool,
    syntax: str | None,
    encoding: str | None,
    to: str | None,
) -> None:
    """The view."""
    from kgov.answers.turtle import turtle
    from kgov.answers.view import norm_triples
    from kgov.answers.view import view as compute

    model = load(files, syntax, encoding)
    triples = compute(model, options.the_day(as_of))
    if with_norm:
        triples = [*triples, *norm_triples()]
    write(turtle(triples), to)


@click.command(
    help=say(
        "Skriv rules.ttl, ontology.ttl och norm.ttl i en mapp, var och en hel, för andra motorer.",
        "Write rules.ttl, ontology.ttl and norm.ttl into a folder, each of them whole, for other engines.",
    )
)
@click.argument("folder", type=click.Path(path_type=Path), metavar=say("MAPP", "DIR"))
@options.language()
def bundle(folder: Path) -> None:
    """One file each."""
    from kgov.answers.turtle import bundle_text

    folder.mkdir(parents=True, exist_ok=True)
    for part in ("rules", "ontology", "norm"):
        write(bundle_text(part), str(folder / f"{part}.ttl"))
