"""``kgov load``: lists and the model into a store that lasts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kgov.answers.loading import OUTCOMES, Manner, Outcome, counts, load_lists, load_model, remove
from kgov.cli import options, output
from kgov.cli.checking import input_format
from kgov.cli.output import pick, say, show, tell, wrap
from kgov.cli.settings import settings
from kgov.cli.stores import opened, stores
from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.disk import DiskStore
from kgov.storage.store import LIST, Store


@contextmanager
def _store(writing: bool, files: tuple[str, ...] = ()) -> Iterator[Store]:
    store = opened(writing, files)
    if store is None:
        raise KgovError(
            Both("det saknas vart det ska laddas", "where to load is missing"),
            Both("Ange --store MAPP eller --endpoint ADRESS.", "Give --store DIR or --endpoint URL."),
        )
    try:
        yield store
    finally:
        if isinstance(store, DiskStore):
            store.close()


@click.command(
    help=say(
        "Ladda underlag i ett lager som finns kvar: en graf för varje underlag, utbytt hel eller inte alls. "
        "Modellen laddas eller förnyas på samma gång. Samma fil igen är inget att göra, så ett avbrutet "
        "kommando kan köras om. Det som inte kan läsas sägs, och resten laddas (slutkod 2).",
        "Load lists into a store that lasts: one graph for each list, replaced whole or not at all. "
        "The model is loaded or renewed at the same time. The same file again is nothing to do, so a command "
        "that was interrupted can be run again. What cannot be read is told, and the rest is loaded (exit code 2).",
    )
)
@click.argument("files", nargs=-1, metavar=say("[FIL]...", "[FILE]..."))
@stores()
@click.option(
    "--name",
    metavar=say("NAMN", "NAME"),
    help=say(
        "Vad underlaget ska heta i lagret; annars filens namn.",
        "What the list is to be named in the store; the name of the file otherwise.",
    ),
)
@click.option(
    "--replace",
    is_flag=True,
    help=say(
        "Byt ut underlag som har samma namn och annat innehåll.",
        "Replace lists that have the same name and other content.",
    ),
)
@click.option(
    "--remove",
    "removed",
    multiple=True,
    metavar=say("NAMN", "NAME"),
    help=say(
        "Ta bort ett underlag ur lagret (kan upprepas).", "Take a list out of the store (may be repeated)."
    ),
)
@click.option(
    "--list",
    "listing",
    is_flag=True,
    help=say("Visa vad lagret har, och ladda inget.", "Show what the store has, and load nothing."),
)
@input_format()
@options.encoding()
@options.form("text", "json", "csv")
@options.output_to()
@options.language()
def load(
    files: tuple[str, ...],
    name: str | None,
    replace: bool,
    removed: tuple[str, ...],
    listing: bool,
    syntax: str | None,
    form: str,
    to: str | None,
) -> None:
    """Load."""
    if listing:
        with _store(writing=False) as store:
            _list(store, form, to)
        return
    encoding = click.get_current_context().meta.get(options.ENCODING)
    manner = Manner(name, replace, settings().origin, syntax, encoding)
    with _store(True, files) as store:
        for one in removed:
            remove(store, one)
            tell(say(f"{one}: borttaget", f"{one}: removed"))
        if removed:
            tell(wrap(pick(_TRACES)))
        if files or not removed:
            _told(
                Both("Ser till att modellen är den rätta …", "Making sure that the model is the right one …")
            )
            load_model(store)
        outcomes = []
        for outcome in load_lists(store, files, manner, _told):
            outcomes.append(outcome)
            _report(outcome)
    if files:
        _summary(outcomes, form, to)
    if any(outcome.error for outcome in outcomes):
        sys.exit(2)


_TRACES = Both(
    "Texten kan finnas kvar i lagrets filer tills de skrivs om. Ska den raderas, ladda det som ska vara kvar i en "
    "ny mapp och ta bort den gamla.",
    "The text may remain in the files of the store until they are rewritten. To erase it, load what is to stay "
    "into a new folder and delete the old one.",
)


def _told(text: Both) -> None:
    if sys.stderr.isatty():
        tell(output.faint(pick(text)))


def _report(outcome: Outcome) -> None:
    for note in outcome.notes:
        tell(f"{outcome.name}: {pick(note)}")
    if outcome.error:
        output.complain(outcome.error)


def _summary(outcomes: list[Outcome], form: str, to: str | None) -> None:
    rows = [
        [
            one.name,
            pick(OUTCOMES[one.outcome]) if form == "text" else one.outcome,
            "" if one.error else str(one.triples),
            one.graph,
        ]
        for one in outcomes
    ]
    headings = [
        say("underlag", "list"),
        say("utfall", "outcome"),
        say("uppgifter", "statements"),
        say("graf", "graph"),
    ]
    columns = slice(None, 3 if form == "text" else 4)
    show(
        headings[columns],
        [row[columns] for row in rows],
        form,
        to,
        ["name", "outcome", "statements", "graph"],
    )


def _list(store: Store, form: str, to: str | None) -> None:
    numbers = counts(store)
    held = sorted(store.holdings().values(), key=lambda one: (one.kind == LIST, one.name, one.graph))
    if form == "text":
        rows = [[one.name, str(numbers.get(one.graph, 0)), one.loaded] for one in held if one.kind == LIST]
        model = [one for one in held if one.kind != LIST]
        if model:
            size = sum(numbers.get(one.graph, 0) for one in model)
            rows.insert(0, [say("(modellen)", "(the model)"), str(size), max(one.loaded for one in model)])
        headings = [say("underlag", "list"), say("uppgifter", "statements"), say("laddat", "loaded")]
        show(headings, rows, form, to)
        return
    keys = ["kind", "name", "statements", "loaded", "digest", "graph"]
    show(
        keys,
        [
            [one.kind, one.name, str(numbers.get(one.graph, 0)), one.loaded, one.digest, one.graph]
            for one in held
        ],
        form,
        to,
    )
