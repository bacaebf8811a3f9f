"""``kgov chain`` and ``kgov escalate``: the line upwards, and the way of a matter."""

from __future__ import annotations

import click

from kgov.answers.paths import TYPES, Matters, Step, Upwards, Way, as_json
from kgov.answers.paths import chain as reporting_chain
from kgov.answers.paths import escalate as walk
from kgov.cli import options
from kgov.cli.output import as_json as dump
from kgov.cli.output import cited, faint, heading, pick, say, show, tell, wrap, write
from kgov.cli.settings import settings
from kgov.errors import KgovError
from kgov.language import Both, join, swedish_key
from kgov.model.knowledge import Knowledge
from kgov.model.names import find_one
from kgov.namespaces import expand, local_name
from kgov.storage.terms import Iri


def _line(knowledge: Knowledge, step: Step, arrow: str) -> str:
    end = (
        pick(knowledge.thing(step.end).spoken)
        if step.end
        else say("mottagare inte namngiven", "receiver not named")
    )
    me = pick(knowledge.thing(step.start).spoken)
    extra = pick(step.condition)
    if step.via and step.via != step.start:
        through = pick(knowledge.thing(step.via).spoken)
        extra = f"{extra + '; ' if extra else ''}{say('via', 'through')} {through}"
    mark = {"derived": say("härlett", "derived"), "interpreted": say("tolkat", "interpreted")}.get(
        step.status, ""
    )
    notes = "; ".join(part for part in (extra, mark) if part)
    text = f"{me} {pick(step.phrase)} {end}{f' ({notes})' if notes else ''}"
    return cited(text, step.statements, 2, arrow)


APPOINTED = Iri(expand("kgc:link-appointed-by"))


def _grouped(steps: list[Step], start: Iri, seats: set[Iri]) -> list[list[Step]]:
    """Steps that a reader takes in together: several verbs between the same two, or several seats with one verb.

    Who appoints to the seats of other bodies is left to ``kgov show`` of that body.
    """
    shown = [step for step in steps if step.kind != APPOINTED or step.start in (start, *seats)]
    pairs: dict[tuple[object, ...], list[Step]] = {}
    for step in shown:
        pairs.setdefault((step.start, step.end, step.condition, step.status, step.via), []).append(step)
    groups: dict[tuple[object, ...], list[Step]] = {}
    for key, found in pairs.items():
        if len(found) > 1:
            groups[key] = found
        else:
            step = found[0]
            groups.setdefault((step.kind, step.end, step.distance, step.condition, step.status), []).append(
                step
            )
    return list(groups.values())


def _group_line(knowledge: Knowledge, group: list[Step]) -> str:
    first = group[0]
    if len(group) == 1:
        return _line(knowledge, first, "· ")
    end = pick(knowledge.thing(first.end).spoken) if first.end else say("ingen namngiven", "no one named")
    statements = [statement for step in group for statement in step.statements]
    if all(step.start == first.start for step in group):
        me = pick(knowledge.thing(first.start).spoken)
        condition = f" ({pick(first.condition)})" if first.condition.sv else ""
        phrases = pick(join([step.phrase for step in group]))
        return cited(f"{me} {phrases} {end}{condition}", statements, 2, "· ")
    who = pick(join([knowledge.thing(step.start).spoken for step in group]))
    return cited(f"{who}: {pick(first.phrase)} {end}", statements, 2, "· ")


def _print(knowledge: Knowledge, way: Way, day: str, to: str | None, is_chain: bool) -> None:
    out = [
        f"{heading(pick(knowledge.thing(way.start).label))}   {faint(say('läget den', 'as of') + ' ' + day)}",
        "",
    ]
    out += [wrap(pick(way.summary)), ""]
    if is_chain:
        out.append(heading(say("RAPPORTERAR TILL", "REPORTS TO")))
    else:
        out.append(heading(say("VÄGEN", "THE WAY")))
    if way.hops:
        out += [_line(knowledge, step, "→ ") for step in way.hops]
    else:
        out.append(
            "  "
            + (
                say("(inget angivet)", "(nothing stated)")
                if is_chain
                else say("(inget steg vidare är angivet)", "(no step onwards is stated)")
            )
        )
    if way.settled:
        out += ["", heading(say("HANTERAS AV", "HANDLED BY"))]
        for node, what, statements in way.settled:
            text = f"{pick(knowledge.thing(node).spoken)}: {pick(what)}"
            out.append(cited(text, statements, 2, "■ "))
    if is_chain:
        out += [
            "",
            heading(say("ANDRA SAMBAND UPPÅT (inte rapportering)", "OTHER LINKS UPWARDS (not reporting)")),
        ]
        seats = set(Upwards(knowledge).seats_of(way.start))
        groups = _grouped(way.continues, way.start, seats)
        for distance in sorted({group[0].distance for group in groups}):
            if distance > 1:
                out.append(faint("  " + say(f"därifrån, steg {distance}", f"from there, step {distance}")))
            out += [_group_line(knowledge, group) for group in groups if group[0].distance == distance]
        if not way.continues:
            out.append("  " + say("(inga angivna)", "(none stated)"))
    if way.gaps:
        out += ["", heading(say("DOKUMENTEN SÄGER INTE", "THE DOCUMENTS DO NOT SAY"))]
        for gap in way.gaps:
            out.append(wrap(pick(gap.label), 2, "? "))
            might = gap.text("kg:mightBeAnsweredBy")
            if might.sv:
                out.append(wrap(say("kan finnas i: ", "may be found in: ") + pick(might), 6))
    out += ["", heading(say("ER EGEN KOMPLETTERING", "ADDED BY YOUR ORGANISATION"))]
    if way.supplements:
        out += [_line(knowledge, step, "+ ") for step in way.supplements]
    else:
        out.append("  " + say("(inget)", "(nothing)"))
    write("\n".join(out), to)


@click.command(
    help=say(
        "Visa vem en grupp rapporterar till, andra samband uppåt, och vad dokumenten inte säger.",
        "Show whom a body reports to, the other links upwards, and what the documents do not say.",
    )
)
@click.argument("body", metavar=say("GRUPP", "BODY"))
@options.lists()
@options.form("text", "json", "csv")
@options.output_to()
@options.language()
def chain(body: str, files: tuple[str, ...], form: str, to: str | None) -> None:
    """The reporting chain of a body."""
    model = options.knowledge(files)
    start = find_one(model, body, owner=settings().owner)
    way = reporting_chain(model, start)
    _give(model, way, form, to, is_chain=True)


def _give(model: Knowledge, way: Way, form: str, to: str | None, is_chain: bool) -> None:
    if form == "json":
        write(dump(as_json(model, way)), to)
    elif form == "csv":
        rows = [
            [
                part,
                model.thing(step.start).short,
                local_name(step.kind).removeprefix("link-"),
                model.thing(step.end).short if step.end else "",
                pick(step.condition),
                " ".join(step.statements),
                step.status,
            ]
            for part, steps in (
                ("hop", way.hops),
                ("continues", way.continues),
                ("supplement", way.supplements),
            )
            for step in steps
        ]
        rows += [
            ["gap", *(["", "", ""]), pick(gap.label), " ".join(gap.statements), "gap"] for gap in way.gaps
        ]
        show(
            [
                say("del", "part"),
                say("från", "from"),
                say("slag", "kind"),
                say("till", "to"),
                say("villkor", "condition"),
                say("textställen", "statements"),
                say("ställning", "status"),
            ],
            rows,
            form,
            to,
        )
    else:
        _print(model, way, options.the_day(None).isoformat(), to, is_chain)


def _matter(model: Knowledge, text: str) -> Iri:
    matters = {iri: thing for iri, thing in model.concepts.items() if local_name(iri).startswith("matter-")}
    direct = Iri(expand(f"kgc:matter-{text}"))
    if direct in matters:
        return direct
    try:
        return find_one(model, text, among=matters, what=Both("ärendeslag", "matter"))
    except KgovError as error:
        names = ", ".join(sorted(local_name(iri).removeprefix("matter-") for iri in matters))
        raise KgovError(error.problem, Both(f"Det finns: {names}.", f"There are: {names}.")) from None


def _goal(model: Knowledge, text: str) -> Iri:
    level = Iri(expand(f"kgc:level-{text}"))
    if level in model.concepts:
        return level
    levels = {iri: thing for iri, thing in model.concepts.items() if local_name(iri).startswith("level-")}
    return find_one(model, text, among=model.entities | levels, owner=settings().owner)


@click.command(
    help=say(
        "Visa vart ett ärende går från en grupp, vem som avgör, och vad som inte sägs. "
        "--list visar vilka ärenden dokumenten stöder.",
        "Show where a matter goes from a body, who settles it, and what is not said. "
        "--list shows the matters that the documents support.",
    )
)
@click.argument("body", metavar=say("GRUPP", "BODY"))
@click.option("--matter", metavar=say("SLAG", "KIND"), help=say("Slag av ärende.", "Kind of matter."))
@click.option(
    "--to",
    "goal",
    metavar=say("NIVÅ|GRUPP", "LEVEL|BODY"),
    help=say("Bara vägen dit.", "Only the way there."),
)
@click.option("--list", "listing", is_flag=True, help=say("Lista ärendena.", "List the matters."))
@options.lists()
@options.form("text", "json", "csv")
@options.output_to()
@options.language()
def escalate(
    body: str,
    matter: str | None,
    goal: str | None,
    listing: bool,
    files: tuple[str, ...],
    form: str,
    to: str | None,
) -> None:
    """The way of a matter from a body."""
    model = options.knowledge(files)
    start = find_one(model, body, owner=settings().owner)
    if listing:
        found = Matters(model).of(start)
        order = [pick(text) for text in TYPES.values()]
        rows = sorted(
            (
                [local_name(iri).removeprefix("matter-"), pick(model.thing(iri).label), pick(TYPES[kind])]
                for iri, kind in found.items()
            ),
            key=lambda row: (order.index(row[2]), swedish_key(row[1])),
        )
        if not rows:
            tell(
                say(
                    "Dokumenten nämner inget ärende för den gruppen.",
                    "The documents name no matter for that body.",
                )
            )
        show(
            [say("slag", "key"), say("ärende", "matter"), say("vad som händer", "what happens")],
            rows,
            form,
            to,
            keys=["key", "matter", "type"],
        )
        return
    way = walk(
        model,
        start,
        _matter(model, matter) if matter else None,
        _goal(model, goal) if goal else None,
    )
    _give(model, way, form, to, is_chain=False)
