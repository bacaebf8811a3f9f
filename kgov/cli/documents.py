"""``kgov explain``, ``kgov coverage`` and ``kgov sources``: on what ground, how complete, and from which text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kgov.answers.coverage import coverage as measure
from kgov.answers.explain import between, explain_finding
from kgov.answers.explain import explain as explained
from kgov.answers.explanation import Explanation
from kgov.answers.sources import Verified
from kgov.answers.sources import verify as verify_folder
from kgov.cli import options
from kgov.cli.output import as_json, heading, pick, say, show, tell, wrap, write
from kgov.cli.settings import settings
from kgov.namespaces import local_name


def print_explanation(explanation: Explanation, form: str, to: str | None) -> None:
    """Print an explanation as headed paragraphs, or as JSON."""
    if form == "json":
        write(as_json(explanation.as_json()), to)
        return
    out = [heading(wrap(pick(explanation.title)))]
    last = None
    for title, lines in explanation.paragraphs:
        out.append("")
        if title != last:
            out.append(heading(pick(title)))
        last = title
        out += [wrap(pick(line), 2) for line in lines]
    write("\n".join(out), to)


@click.command(
    help=say(
        "Förklara ett textställe, en regel, ett samband, en lucka, en tolkningsfråga eller en iakttagelse. Två grupper: vad som sägs om dem.",
        "Explain a statement, a rule, a link, a gap, a question of interpretation or a finding. Two bodies: what is said of them.",
    )
)
@click.argument("what", metavar="ID")
@click.argument("other", required=False, metavar=say("[GRUPP]", "[BODY]"))
@options.documents()
@options.lists()
@options.as_of()
@options.form("text", "json")
@options.output_to()
@options.language()
def explain(
    what: str,
    other: str | None,
    documents: Path | None,
    files: tuple[str, ...],
    as_of: str | None,
    form: str,
    to: str | None,
) -> None:
    """On what ground."""
    model = options.knowledge(files)
    if other is not None:
        print_explanation(between(model, what, other), form, to)
        return
    folder = documents or settings().documents
    passages = verify_folder(model, folder).passages if folder else None
    if files and len(what) == 16 and set(what) <= set("0123456789abcdef"):
        from kgov.answers.validation import Judge

        report = Judge(model, options.the_day(as_of)).run()
        print_explanation(explain_finding(model, report, what, passages), form, to)
        return
    print_explanation(explained(model, what, passages), form, to)


@click.command(
    help=say(
        "Visa att varje textställe, samband, namn och öppen punkt i läsningen finns med i modellen.",
        "Show that every statement, link, name and open point of the reading is accounted for in the model.",
    )
)
@options.form("text", "json", "csv")
@options.output_to()
@options.language()
def coverage(form: str, to: str | None) -> None:
    """How complete the model is."""
    result = measure(options.knowledge())
    if form == "json":
        write(as_json(result.as_json()), to)
    else:
        rows = [
            [
                name,
                f"{part['accounted']} / {part['statements']}",
                f"{part['links_accounted']} / {part['links']}",
            ]
            for name, part in result.by_document.items()
        ]
        rows.append(
            [
                say("alla", "all"),
                f"{result.accounted} / {result.statements}",
                f"{result.links_accounted} / {result.links}",
            ]
        )
        show(
            [say("dokument", "document"), say("textställen", "statements"), say("samband", "links")],
            rows,
            form,
            to,
        )
        if form == "text" and to is None:
            write(
                say(
                    f"\nNamn: {result.entities_accounted} / {result.entities}. Öppna punkter: {result.open_points_accounted} / {result.open_points}.",
                    f"\nNames: {result.entities_accounted} / {result.entities}. Open points: {result.open_points_accounted} / {result.open_points}.",
                )
            )
    if not result.is_complete:
        tell(say("Saknas: ", "Missing: ") + ", ".join(result.missing))
        sys.exit(1)


@click.command(
    help=say(
        "Visa dokumenten som modellen vilar på. ”kgov sources verify --documents MAPP” prövar att varje passage finns kvar.",
        "Show the documents that the model rests on. “kgov sources verify --documents DIR” checks that every passage is still there.",
    )
)
@click.argument("action", required=False, type=click.Choice(["verify"]), metavar="[verify]")
@options.documents()
@options.form("text", "json", "csv")
@options.output_to()
@options.language()
def sources(action: str | None, documents: Path | None, form: str, to: str | None) -> None:
    """The documents."""
    model = options.knowledge()
    if action == "verify":
        folder = documents or settings().documents
        if folder is None:
            raise click.UsageError(
                say("ange mappen med --documents MAPP", "name the folder with --documents DIR")
            )
        _verified(verify_folder(model, folder), form, to)
        return
    rows = [
        [
            local_name(iri),
            pick(thing.label),
            str(thing.one("kg:hasStatementPrefix")),
            str(thing.number("kg:statesCount")),
            say("sägs inte", "not said"),
        ]
        for iri, thing in model.documents.items()
    ]
    show(
        [
            say("dokument", "document"),
            say("namn", "name"),
            say("märke", "prefix"),
            say("textställen", "statements"),
            say("datum och version", "date and version"),
        ],
        rows,
        form,
        to,
        keys=["document", "label", "prefix", "statements", "version"],
    )


def _verified(result: Verified, form: str, to: str | None) -> None:
    rows = [
        [name, result.files[name] or say("(inget)", "(none)"), f"{result.found[name]} / {result.total[name]}"]
        for name in result.files
    ]
    if form == "json":
        write(
            as_json(
                {
                    "files": result.files,
                    "found": result.found,
                    "total": result.total,
                    "missing": result.missing,
                }
            ),
            to,
        )
    else:
        show(
            [say("dokument", "document"), say("fil", "file"), say("passager funna", "passages found")],
            rows,
            form,
            to,
        )
    if result.missing:
        tell(
            wrap(
                say("Passagen finns inte kvar för: ", "The passage is no longer there for: ")
                + ", ".join(result.missing)
            )
        )
        sys.exit(1)
