"""``kgov validate``, ``kgov rules``, ``kgov view`` and ``kgov bundle``: lists against rules."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kgov.answers.wording import CONFORMITY, OUTCOME, REASON, STRENGTH
from kgov.cli import options
from kgov.cli.output import as_json, faint, heading, pick, say, show, table, tell, wrap, write
from kgov.cli.settings import settings
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.names import find_one
from kgov.namespaces import local_name
from kgov.storage.reading import SYNTAXES, read

FAIL_ON = ("violation", "warning", "info", "never")


def _load(files: tuple[str, ...], syntax: str | None) -> Knowledge:
    model = Knowledge().need("norm", "codes")
    chosen = files or tuple(str(path) for path in settings().lists)
    for file in chosen:
        source = read(file, syntax)
        options.check_terms(model, source)
        model.add_list(source)
    return model


def _input_format() -> options.Decorator:
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
@_input_format()
@options.form("text", "json", "csv", "turtle")
@options.output_to()
@options.language()
def validate(
    files: tuple[str, ...],
    as_of: str | None,
    everything: bool,
    body: str | None,
    fail_on: str,
    syntax: str | None,
    form: str,
    to: str | None,
) -> None:
    """Check lists, or the norm itself."""
    day = options.the_day(as_of)
    model = _load(files, syntax)
    if not model.lists:
        _validate_norm(model, form, to)
        return
    if sys.stderr.isatty():
        tell(faint(say("Prövar …", "Checking …")))
    from kgov.answers.reporting import as_csv_rows, as_dict, as_turtle, grouped
    from kgov.answers.validation import Judge

    report = Judge(model, day).run()
    if body:
        wanted = find_one(model, body, owner=settings().owner)
        if wanted not in report.bodies:
            raise KgovError(Both(f"underlaget säger inget om {body}", f"the list says nothing of {body}"))
        report.findings = [finding for finding in report.findings if finding.body == wanted]
    if form == "json":
        write(as_json(as_dict(model, report, everything)), to)
    elif form == "turtle":
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
    from kgov.answers.norm_check import check_norm, cycles

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


def _text(model: Knowledge, report, groups, files: tuple[str, ...]) -> str:  # type: ignore[no-untyped-def]
    out: list[str] = []
    for body, by_outcome in groups:
        out += [
            f"{heading(pick(model.thing(body).label))}   {faint(say('läget den', 'as of') + ' ' + report.as_of.isoformat())}",
            "",
        ]
        for outcome, findings in by_outcome:
            name = pick(OUTCOME[outcome])
            out.append(heading(f"{name.upper()} ({len(findings)})"))
            for finding in findings:
                strength = pick(STRENGTH[local_name(str(finding.rule.one("sh:severity")))])
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
                    for question in model.interpretations.values():
                        if set(finding.rule.statements) & set(question.statements):
                            out.append(
                                wrap(f"{question.one('dcterms:identifier')}: {pick(question.label)}", 10)
                            )
                    out.append(
                        wrap(
                            say(
                                "Avgörs av den som beslutat dokumentet.",
                                "Settled by whoever decided the document.",
                            ),
                            10,
                        )
                    )
                lines = ", ".join(
                    f"{evidence.file}:{evidence.line}" if evidence.line else evidence.file
                    for evidence in finding.evidence
                )
                note = f"{strength}; {lines}" if lines else strength
                if finding.rulings:
                    settled = ", ".join(pick(model.thing(reading).label) for reading in finding.rulings)
                    note += "; " + say(f"enligt ställningstagande: {settled}", f"by a ruling: {settled}")
                out.append(faint(wrap(note, 10)))
            out.append("")
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
        "Lista reglerna, vem de gäller och hur starka de är.",
        "List the rules, whom they govern and how strong they are.",
    )
)
@click.option(
    "--body", metavar=say("GRUPP", "BODY"), help=say("Bara regler för en grupp.", "Only rules for one body.")
)
@click.option(
    "--document", metavar=say("DOKUMENT", "DOCUMENT"), help=say("Bara ett dokument.", "Only one document.")
)
@click.option(
    "--checked",
    is_flag=True,
    help=say("Bara de som kgov validate prövar.", "Only those that kgov validate checks."),
)
@options.form("text", "json", "csv", "turtle")
@options.output_to()
@options.language()
def rules(body: str | None, document: str | None, checked: bool, form: str, to: str | None) -> None:
    """The rules."""
    model = options.knowledge()
    if form == "turtle":
        from kgov.answers.reporting import bundle_text

        write(bundle_text("rules"), to)
        return
    wanted = None
    if body:
        node = find_one(model, body, owner=settings().owner)
        wanted = {node, *model.kinds_of(node)}
    documents = {local_name(iri): thing for iri, thing in model.documents.items()}
    if document and document not in documents:
        raise KgovError(
            Both(f"okänt dokument: {document}", f"unknown document: {document}"),
            Both("Det finns: " + ", ".join(documents), "There are: " + ", ".join(documents)),
        )
    rows = []
    for rule in sorted(model.rules.values(), key=lambda item: item.id):
        governs = rule.iris("kg:governs")
        if wanted is not None and not wanted & set(governs):
            continue
        if document and document not in [local_name(iri) for iri in rule.iris("rdfs:isDefinedBy")]:
            continue
        if checked and not rule.is_executable:
            continue
        rows.append(
            [
                rule.id,
                pick(rule.label),
                pick(STRENGTH[local_name(str(rule.one("sh:severity")))]),
                ", ".join(model.thing(iri).short for iri in governs),
                say("ja", "yes") if rule.is_executable else say("ännu inte", "not yet"),
            ]
        )
    show(
        [
            "id",
            say("regel", "rule"),
            say("styrka", "strength"),
            say("gäller", "governs"),
            say("prövas", "checked"),
        ],
        rows,
        form,
        to,
        keys=["id", "label", "strength", "governs", "checked"],
    )


@click.command(
    help=say(
        "Skriv läget en viss dag: den graf som reglerna prövar. Med --with-norm följer normen med, så att vilken SHACL-motor som helst kan pröva den.",
        "Write what holds on a date: the graph that the rules judge. With --with-norm the norm is included, so that any SHACL engine can judge it.",
    )
)
@click.argument("files", nargs=-1, required=True, metavar=say("FIL...", "FILE..."))
@options.as_of()
@click.option("--with-norm", is_flag=True, help=say("Ta med normen.", "Include the norm."))
@_input_format()
@options.output_to()
@options.language()
def view(
    files: tuple[str, ...], as_of: str | None, with_norm: bool, syntax: str | None, to: str | None
) -> None:
    """The view."""
    from kgov.answers.reporting import turtle
    from kgov.answers.view import norm_triples
    from kgov.answers.view import view as compute

    model = _load(files, syntax)
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
    from kgov.answers.reporting import bundle_text

    folder.mkdir(parents=True, exist_ok=True)
    for part in ("rules", "ontology", "norm"):
        write(bundle_text(part), str(folder / f"{part}.ttl"))
