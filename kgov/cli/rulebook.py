"""``kgov rules``: the rules, whom they govern, how strong they are, and which hold on a date."""

from __future__ import annotations

import click

from kgov.answers.wording import strength_of
from kgov.answers.wordings import out_of_force
from kgov.cli import options
from kgov.cli.checking import input_format, load
from kgov.cli.output import pick, say, show, write
from kgov.cli.settings import settings
from kgov.cli.stores import stores
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.names import find_one
from kgov.model.things import Rule, Thing
from kgov.namespaces import local_name


@click.command(
    help=say(
        "Lista reglerna, vem de gäller och hur starka de är. En fil kan säga att ett dokument har fått en ny version; "
        "då visas vilka regler som gäller den dag som anges.",
        "List the rules, whom they govern and how strong they are. A file can say that a document has a new version; "
        "then it is shown which rules hold on the date given.",
    )
)
@click.argument("files", nargs=-1, metavar=say("[FIL]...", "[FILE]..."))
@options.as_of()
@click.option(
    "--body", metavar=say("GRUPP", "BODY"), help=say("Bara regler för en grupp.", "Only rules for one body.")
)
@click.option(
    "--document",
    metavar=say("DOKUMENT", "DOCUMENT"),
    help=say("Bara ett dokument; kgov för våra egna.", "Only one document; kgov for our own."),
)
@input_format()
@stores()
@options.encoding()
@options.form("text", "json", "csv", "turtle")
@options.output_to()
@options.language()
def rules(
    files: tuple[str, ...],
    as_of: str | None,
    body: str | None,
    document: str | None,
    syntax: str | None,
    form: str,
    to: str | None,
) -> None:
    """The rules."""
    day = options.the_day(as_of)
    model = load(files, syntax, "open", "rules", "statements")
    chosen = _chosen(model, body, document)
    gone = out_of_force(model, day)
    if form == "turtle":
        from kgov.answers.turtle import rules_text  # only this form needs the writer

        write(rules_text([rule.iri for rule in chosen if rule.iri not in gone]), to)
        return
    rows = [
        [
            rule.id,
            pick(rule.label),
            pick(strength_of(rule)),
            ", ".join(model.thing(iri).short for iri in rule.iris("kg:governs"))
            if rule.statements
            else say("alla grupper", "all bodies"),
            _holds(gone.get(rule.iri)),
        ]
        for rule in chosen
    ]
    show(
        [
            "id",
            say("regel", "rule"),
            say("styrka", "strength"),
            say("gäller", "governs"),
            say(f"i kraft {day.isoformat()}", f"in force {day.isoformat()}"),
        ],
        rows,
        form,
        to,
        keys=["id", "label", "strength", "governs", "in_force"],
    )


def _chosen(model: Knowledge, body: str | None, document: str | None) -> list[Rule]:
    """The rules of a body and a document, in the order of their ids."""
    wanted = None
    if body:
        node = find_one(model, body, owner=settings().owner)
        wanted = {node, *model.kinds_of(node)}
    names = {local_name(iri): iri for iri in model.documents}
    if document and document not in (*names, "kgov"):
        raise KgovError(
            Both(f"okänt dokument: {document}", f"unknown document: {document}"),
            Both("Det finns: " + ", ".join((*names, "kgov")), "There are: " + ", ".join((*names, "kgov"))),
        )
    found = []
    for rule in sorted(model.rules.values(), key=lambda item: item.id):
        of_document = set(rule.iris("rdfs:isDefinedBy")) & set(names.values())
        if wanted is not None and of_document and not wanted & set(rule.iris("kg:governs")):
            continue
        if document == "kgov" and of_document:
            continue
        if document in names and names[document] not in of_document:
            continue
        found.append(rule)
    return found


def _holds(version: Thing | None) -> str:
    if version is None:
        return say("ja", "yes")
    first = version.one("kg:validFrom")
    return say(f"nej, se {pick(version.label)} ({first})", f"no, see {pick(version.label)} ({first})")
