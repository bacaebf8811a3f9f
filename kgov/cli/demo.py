"""``kgov demo``: the main job on the model of the five documents and the example lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from kgov import resources
from kgov.answers.coverage import coverage
from kgov.answers.paths import Matters, chain
from kgov.answers.paths import escalate as walk
from kgov.answers.questions import ask
from kgov.answers.wording import OUTCOME
from kgov.cli import options
from kgov.cli.asking import print_table
from kgov.cli.output import cited, faint, heading, pick, say, table, wrap, write
from kgov.cli.report_text import report_text
from kgov.cli.ways import _print
from kgov.lists.importing import to_source
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.storage.spreadsheets import read_workbook
from kgov.storage.terms import Iri

#: The demonstration judges a fixed day, so that it says the same on every machine and every day.
DAY = date(2026, 11, 22)


def _step(number: int, title: str, command: str) -> None:
    write("\n" + heading(f"{number}. {title}") + "\n" + faint(f"$ {command}") + "\n")


#: The example lists: one without fault and one with planted faults for each document.
LISTS = ("kronoberg-grupper", "sodra-rsg-lakemedel", "sydostra-rsg-lakemedel", "orebro-lag", "orebro-rmks")


def _lists() -> None:
    """One faulty list in full, for one body, and the outcomes of all lists."""
    from kgov.answers.findings import OUTCOMES
    from kgov.answers.validation import Judge

    rows = []
    for name in (name + ending for name in LISTS for ending in ("", "-fel")):
        fresh = Knowledge().need("norm", "codes")
        file = f"{name}.xlsx"
        workbook = replace(read_workbook(str(resources.folder("data") / "examples" / file)), name=file)
        fresh.add_list(to_source(workbook, fresh))
        report = Judge(fresh, DAY).run()
        rows.append([file, *(str(report.summary[outcome]) for outcome in OUTCOMES)])
        if name == "sydostra-rsg-lakemedel-fel":
            write(report_text(fresh, report))
    _step(
        6,
        say(
            "Alla exempel, utan fel och med inlagda fel",
            "All examples, without and with planted faults",
        ),
        "kgov validate data/examples/kronoberg-grupper.xlsx --as-of 2026-11-22",
    )
    write(table([say("arbetsbok", "workbook"), *(pick(OUTCOME[outcome]) for outcome in OUTCOMES)], rows))


@click.command(
    help=say(
        "Visa vad kgov gör på de fem dokumenten och påhittade exempellistor. Läser och skriver inga egna filer.",
        "Show what kgov does on the five documents and on invented example lists. Reads and writes no files of yours.",
    )
)
@options.language()
def demo() -> None:
    """The demonstration."""
    model = Knowledge()
    found = coverage(model)
    write(heading(say("kgov: uppdragen som en modell att fråga", "kgov: the assignments as a model to ask")))
    write(
        wrap(
            say(
                f"Fem uppdragsdokument, lästa textställe för textställe: {found.accounted} av {found.statements} textställen och {found.links_accounted} av {found.links} samband finns med. Exempellistorna är påhittade. Läget den {DAY}.",
                f"Five assignment documents, read statement by statement: {found.accounted} of {found.statements} statements and {found.links_accounted} of {found.links} links are accounted for. The example lists are invented. As of {DAY}.",
            )
        )
    )

    def node(name: str) -> Iri:
        return Iri(expand(f"kgd:{name}"))

    _step(
        1,
        say(
            "Vem rapporterar en lokal arbetsgrupp i Örebro till?",
            "Whom does a local working group in Örebro report to?",
        ),
        "kgov chain orebro-lag",
    )
    way = chain(model, node("orebro-lag"))
    write(wrap(pick(way.summary)))
    write("")
    for gap in way.gaps[:3]:
        write(wrap(pick(gap.label), 2, "? "))
    _step(
        2,
        say("Vart går en åtgärd som inte ryms i budgeten?", "Where does a measure outside the budget go?"),
        "kgov escalate orebro-rmks --matter outside-budget",
    )
    _print(
        model,
        walk(model, node("orebro-rmks"), Iri(expand("kgc:matter-outside-budget"))),
        DAY.isoformat(),
        None,
        False,
    )
    _step(
        3,
        say(
            "Samma fråga, olika befogenhet: Södra och Sydöstra",
            "The same matter, different authority: Södra and Sydöstra",
        ),
        "kgov query what-two-assignments-share",
    )
    matters = Matters(model)
    for body in ("sodra-rsg-lakemedel", "sydostra-rsg-lakemedel"):
        for _, what, statements in matters.way(node(body), Iri(expand("kgc:matter-authority"))).settled:
            write(cited(f"{pick(model.thing(node(body)).label)}: {pick(what)}", statements, 2, "· "))
    _step(
        4,
        say("Vilka platser har RMKS, och vem utser?", "Which seats has RMKS, and who appoints?"),
        "kgov query who-appoints --param body=orebro-rmks",
    )
    print_table(model, ask(model, "who-appoints", body="orebro-rmks"), "text", None)
    _step(
        5,
        say(
            "Stämmer arbetsboken? (påhittad, med inlagda fel)",
            "Is the workbook right? (invented, with planted faults)",
        ),
        "kgov validate data/examples/sydostra-rsg-lakemedel-fel.xlsx --as-of 2026-11-22",
    )
    _lists()
    write(
        "\n"
        + wrap(
            say(
                "Fortsätt: kgov bodies, kgov show RMKS, kgov explain OR-33, kgov query, och kgov template orebro mall.xlsx för en egen arbetsbok.",
                "Go on: kgov bodies, kgov show RMKS, kgov explain OR-33, kgov query, and kgov template orebro template.xlsx for a workbook of your own.",
            )
        )
    )
