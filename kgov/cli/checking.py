"""``kgov validate``, ``kgov view`` and ``kgov bundle``: lists against rules."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from kgov.answers.findings import SHOWN, Report
from kgov.answers.wording import OUTCOME
from kgov.cli import options
from kgov.cli.output import bodies_judged, faint, pick, say, show, tell, wrap, write
from kgov.cli.report_forms import FORMS, refuse_terminal, written
from kgov.cli.settings import settings
from kgov.cli.stores import stores
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.names import find_one
from kgov.storage.reading import SYNTAXES
from kgov.storage.terms import Iri

FAIL_ON = ("violation", "warning", "info", "never")
#: Lists of so many entries together are judged in parts; below that the parts take longer than the whole.
LARGE = 50_000
#: The forms in which the norm itself, which has no findings, can be reported.
ON_THE_NORM = ("text", "json", "csv", "turtle")


def load(files: tuple[str, ...], syntax: str | None, *parts: str) -> Knowledge:
    """The model with the parts named, and the lists."""
    return options.knowledge(files, syntax, ("norm", "codes", *parts))


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
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar=say("ANTAL", "NUMBER"),
    help=say(
        "Pröva i delar, i så många processer. Stora underlag prövas så ändå, med alla kärnor.",
        "Check in parts, in so many processes. Large lists are checked so anyway, with all cores.",
    ),
)
@click.option(
    "--since",
    multiple=True,
    metavar=say("FIL", "FILE"),
    help=say(
        "Underlaget som det var: pröva bara de grupper som ändringarna kan beröra (kan upprepas).",
        "The lists as they were: check only the bodies that the changes can touch (may be repeated).",
    ),
)
@click.option(
    "--baseline",
    type=click.Path(),
    metavar=say("FIL", "FILE"),
    help=say(
        "En tidigare rapport (json): visa bara det som är nytt sedan dess.",
        "An earlier report (json): show only what is new since then.",
    ),
)
@input_format()
@options.form(*FORMS)
@stores()
@options.encoding()
@options.documents()
@options.output_to()
@options.language()
def validate(
    files: tuple[str, ...],
    as_of: str | None,
    everything: bool,
    body: str | None,
    fail_on: str,
    engine: str,
    jobs: int | None,
    since: tuple[str, ...],
    baseline: str | None,
    syntax: str | None,
    documents: Path | None,
    form: str,
    to: str | None,
) -> None:
    """Check lists, or the norm itself."""
    day = options.the_day(as_of)
    known = _known(baseline, form)
    refuse_terminal(form, to)
    if since and form == "turtle":
        raise _whole_or_none("--since")
    model = load(files, syntax, "open", "rules", "ontology")
    if not model.lists:
        _refuse_without_lists(baseline=baseline, since=since, jobs=jobs)
        _validate_norm(model, form, to)
        return
    report = _judged(model, day, engine, jobs, since)
    report.known = known
    folder = documents or settings().documents
    if folder:
        from kgov.answers.sources import verify

        report.passages = verify(model.need("statements"), folder).passages
    if body:
        wanted = find_one(model, body, owner=settings().owner)
        if wanted not in report.bodies:
            raise KgovError(Both(f"underlaget säger inget om {body}", f"the list says nothing of {body}"))
        report.bodies = [wanted]
        report.findings = [finding for finding in report.findings if finding.body == wanted]
    written(form, model, report, everything, to)
    worst = report.worst()
    if worst and fail_on != "never" and FAIL_ON.index(worst) <= FAIL_ON.index(fail_on):
        sys.exit(1)


def _judged(model: Knowledge, day: date, engine: str, jobs: int | None, since: tuple[str, ...]) -> Report:
    """The findings: of the whole at once, or in parts where the lists are large or only some bodies are wanted."""
    if jobs is None and not since and model.entries < LARGE:
        from kgov.answers.validation import Judge

        if sys.stderr.isatty():
            tell(faint(say("Prövar …", "Checking …")))
        return Judge(model, day, engine).run()
    from kgov.answers import part_runs  # start-up counts

    things = None
    if since:
        before = options.with_lists(Knowledge().need("norm", "codes"), since)
        things = part_runs.touched(before, model, day)
        tell(
            say(
                f"Ändringarna sedan {', '.join(since)} kan beröra {len(things)} av grupperna och deras ägare; bara de prövas.",
                f"The changes since {', '.join(since)} can touch {len(things)} of the bodies and their owners; only these are checked.",
            )
        )
    with bodies_judged() as progress:
        return part_runs.judged_in_parts(model, day, engine, jobs, things, progress)


def _known(baseline: str | None, form: str) -> frozenset[tuple[str, str]]:
    """What an earlier report had; the standard report of SHACL engines is whole or none."""
    if baseline is None:
        return frozenset()
    if form == "turtle":
        raise _whole_or_none("--baseline")
    from kgov.answers.reports.baseline import read_baseline

    return read_baseline(baseline)


def _whole_or_none(option: str) -> KgovError:
    return KgovError(
        Both(f"{option} går inte ihop med turtle", f"{option} cannot go with turtle"),
        Both(
            "Standardrapporten är alltid hel. Välj en annan form.",
            "The standard report is always whole. Choose another form.",
        ),
    )


def _refuse_without_lists(**options: object) -> None:
    """Refuse the options that concern lists where none is named."""
    for option in (f"--{name}" for name, value in options.items() if value):
        raise _for_lists(option)


def _for_lists(option: str) -> KgovError:
    return KgovError(
        Both(
            f"{option} gäller ett underlag, och inget är angivet",
            f"{option} is for a list, and none is named",
        ),
        Both("Ange en fil.", "Name a file."),
    )


def _validate_norm(model: Knowledge, form: str, to: str | None) -> None:
    if form not in ON_THE_NORM:
        raise _for_lists(f"--format {form}")
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


@click.command(
    help=say(
        "Skriv läget en viss dag: den graf som reglerna prövar. Med --with-norm följer normen med, så att vilken SHACL-motor som helst kan pröva den.",
        "Write what holds on a date: the graph that the rules judge. With --with-norm the norm is included, so that any SHACL engine can judge it.",
    )
)
@click.argument("files", nargs=-1, metavar=say("FIL...", "FILE..."))
@options.as_of()
@click.option("--with-norm", is_flag=True, help=say("Ta med normen.", "Include the norm."))
@input_format()
@stores()
@options.encoding()
@options.output_to()
@options.language()
def view(
    files: tuple[str, ...],
    as_of: str | None,
    with_norm: bool,
    syntax: str | None,
    to: str | None,
) -> None:
    """The view."""
    from kgov.answers.turtle import turtle
    from kgov.answers.view import norm_triples
    from kgov.answers.view import view as compute

    model = load(files, syntax)
    if not model.lists:
        raise KgovError(
            Both("inget underlag är angivet", "no list is named"),
            Both("Ange en fil, --store eller --endpoint.", "Name a file, --store or --endpoint."),
        )
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
