"""``kgov query``: the catalogue of questions, and one's own."""

from __future__ import annotations

import click

from kgov.answers.questions import PATIENCE, ask, ask_text, from_argument, parameters
from kgov.answers.wording import COLUMNS
from kgov.cli import options, output
from kgov.cli.output import heading, pick, say, show, table, wrap, write
from kgov.model.knowledge import Knowledge
from kgov.namespaces import PREFIXES, local_name, shorten
from kgov.storage.query_text import Query, catalogue
from kgov.storage.table import Table
from kgov.storage.terms import Iri, Term


def _listing() -> str:
    families: dict[str, list[Query]] = {}
    for query in catalogue().values():
        families.setdefault(query.family, []).append(query)
    out = []
    for family, queries in families.items():
        out.append(heading(family.upper()))
        out.append(
            table(
                [say("fråga", "question"), "", say("tar", "takes")],
                [
                    [
                        query.id,
                        pick(query.title),
                        ", ".join(
                            p.name if p.required else f"[{p.name}]"
                            for p in query.parameters
                            if p.name != "lang"
                        ),
                    ]
                    for query in queries
                ],
            )
        )
        out.append("")
    out.append(
        wrap(
            say(
                "Ställ en fråga: kgov query seats-of-a-body --param body=orebro-rmks. Visa texten: kgov query NAMN --text.",
                "Ask one: kgov query seats-of-a-body --param body=orebro-rmks. Show its text: kgov query NAME --text.",
            )
        )
    )
    return "\n".join(out)


def _for_people(model: Knowledge, cell: Term | None) -> str:
    """A cell as a reader takes it in: codes by label, statements by id, things by short name."""
    if cell is None:
        return ""
    if not isinstance(cell, Iri):
        return str(cell)
    if cell in model.concepts:
        return pick(model.concepts[cell].label)
    if cell.startswith(PREFIXES["kg"]) and cell in model.classes:
        return pick(model.classes[cell].label)
    if cell.startswith((PREFIXES["kgs"], PREFIXES["kgd"], PREFIXES["kgr"], PREFIXES["kgdoc"])):
        return local_name(cell)
    return shorten(cell)


def _heading(column: str) -> str:
    base = column.removesuffix("Name")
    return pick(COLUMNS[base]) if base in COLUMNS else base


def _merged(rows: list[list[str]], column: int) -> list[list[str]]:
    """Rows that differ in one column only become one row, with the values of that column together."""
    together: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        together.setdefault((*row[:column], *row[column + 1 :]), []).append(row[column])
    return [
        [*key[:column], ", ".join(dict.fromkeys(values)), *key[column:]] for key, values in together.items()
    ]


def text_table(model: Knowledge, found: Table) -> str:
    """Rows as a reader takes them in: names instead of IRIs, what is the same in all rows said once."""
    named = [i for i, name in enumerate(found.columns) if f"{name}Name" not in found.columns]
    headings = [_heading(found.columns[i]) for i in named]
    cells = [[_for_people(model, row[i]) for i in named] for row in found.rows]
    if "statement" in found.columns:
        cells = _merged(cells, named.index(found.columns.index("statement")))
    full = [k for k in range(len(named)) if any(row[k] for row in cells)]
    same = [k for k in full if len(cells) > 1 and len({row[k] for row in cells}) == 1]
    varied = [k for k in full if k not in same]
    out = [wrap(f"{headings[k]}: {cells[0][k]}") for k in same]
    out.append(table([headings[k] for k in varied], [[row[k] for k in varied] for row in cells]))
    return "\n".join(out)


def print_table(model: Knowledge, found: Table, form: str, to: str | None) -> None:
    """Print rows; files get every column, with IRIs as prefixed names."""
    if form == "text":
        write(text_table(model, found), to)
        return
    rows = [
        ["" if cell is None else shorten(cell) if isinstance(cell, Iri) else str(cell) for cell in row]
        for row in found.rows
    ]
    show(found.columns, rows, form, to)


@click.command(
    help=say(
        "Ställ en fråga ur katalogen (namn), ur en fil eller som SPARQL-text. Utan argument listas katalogen.",
        "Ask a question of the catalogue (name), from a file or as SPARQL text. Without an argument the catalogue is listed.",
    )
)
@click.argument("what", required=False, metavar=say("[NAMN|FIL|TEXT]", "[NAME|FILE|TEXT]"))
@click.option(
    "--param",
    "pairs",
    multiple=True,
    metavar=say("NAMN=VÄRDE", "NAME=VALUE"),
    help=say("Parameter (kan upprepas).", "Parameter (may be repeated)."),
)
@click.option(
    "--text",
    "show_text",
    is_flag=True,
    help=say(
        "Visa frågans SPARQL i stället för svaret.", "Show the SPARQL of the question instead of its answer."
    ),
)
@click.option(
    "--inferred",
    is_flag=True,
    help=say(
        "Ta med det som följer av modellen: genvägar, överordnade klasser, platser på grund av funktion.",
        "Include what follows from the model: shortcuts, classes above, seats that come with an office.",
    ),
)
@click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=PATIENCE,
    show_default=True,
    metavar=say("SEKUNDER", "SECONDS"),
    help=say("Längsta tid för en egen fråga.", "Longest time for a query of your own."),
)
@options.as_of()
@options.lists()
@options.form("text", "json", "csv")
@options.output_to()
@options.language()
def query(
    what: str | None,
    pairs: tuple[str, ...],
    show_text: bool,
    inferred: bool,
    seconds: float,
    as_of: str | None,
    files: tuple[str, ...],
    form: str,
    to: str | None,
) -> None:
    """Ask."""
    if what is None:
        write(_listing(), to)
        return
    chosen = from_argument(what)
    if isinstance(chosen, Query) and show_text:
        write(chosen.text, to)
        return
    model = options.knowledge(files)
    if inferred:
        from kgov import resources
        from kgov.model.stored import in_memory
        from kgov.reasoning.inference import infer

        model = in_memory(model.need(*resources.PARTS))  # what follows is never written to a store that stays
        infer(model.store, options.the_day(as_of))
    if isinstance(chosen, Query):
        found = ask(model, chosen.id, output.LANG, options.the_day(as_of), **parameters(pairs))
        if form == "text" and to is None:
            write(f"{heading(pick(chosen.title))}\n{wrap(pick(chosen.question))}\n")
    else:
        found = ask_text(model, chosen, seconds)
    print_table(model, found, form, to)
    if not found.rows and form == "text":
        write(say("(inga rader)", "(no rows)"), to)
