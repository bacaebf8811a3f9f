"""The days that the lists themselves give: meetings, mandates, assignments and plans, and declarations that lapse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from kgov.answers import calendar
from kgov.answers.agenda.form import Entry
from kgov.answers.agenda.scope import Row, Scope
from kgov.language import Both
from kgov.model.things import Thing
from kgov.namespaces import local_name
from kgov.storage.terms import Iri, python_value

_MEETING = {"meeting-planned": "planned", "meeting-held": "held", "meeting-cancelled": "cancelled"}
_SORT_OF_MEETING = {
    True: Both("ordinarie möte", "ordinary meeting"),
    False: Both("extra möte", "extra meeting"),
    None: Both("möte", "meeting"),
}
_ENDING = {
    "Decision": ("assignment", Both("beslutat uppdrag slutar gälla", "decided assignment ends")),
    "ActionPlan": ("plan", Both("handlingsplanen slutar gälla", "action plan ends")),
    "Body": ("closure", Both("gruppens sista dag", "last day of the body")),
}


def recorded(scope: Scope) -> Iterator[Entry]:
    """All entries whose day a list gives, or that is counted from a day in a list."""
    for entry in (*_meetings(scope), *_mandates(scope), *_ending(scope), *_declarations(scope)):
        if scope.within(entry.due):
            yield entry


def _on_day(
    scope: Scope, row: Row, kind: str, thing: str, text: Both, day: date, state: str, **more: Any
) -> Entry:
    """An entry of one day, for the thing of a list that stands in a column."""
    node = row[thing]
    place = scope.judge.trail.entry(node)
    key = node if isinstance(node, Iri) else f"{text.sv} {day}"  # a blank node has another name in every run
    more.setdefault("basis", "record")
    return Entry(kind, scope.body(row), text, day, day, day, state, key=key, evidence=place, **more)


def _meetings(scope: Scope) -> Iterator[Entry]:
    rows = scope.ask("meetings-on-record", **{"from": scope.as_of, "through": scope.until})
    for row in {str(row["meeting"]): row for row in rows}.values():
        day = scope.day(row, "day", "meeting")
        if day is None or not scope.is_about(Iri(str(row["body"]))):
            continue
        status = local_name(str(row["status"])) if row["status"] is not None else ""
        ordinary = python_value(row["ordinary"])
        text = _SORT_OF_MEETING[ordinary if isinstance(ordinary, bool) else None]
        state = _MEETING.get(status, "no-status")
        yield _on_day(scope, row, "meeting", "meeting", text, day, state, rule=scope.rule(row))


def _mandates(scope: Scope) -> Iterator[Entry]:
    persons = scope.knowledge.of(Thing, "kg:Person")
    for row in scope.ask("mandates-on-record", asOf=scope.as_of):
        if not scope.is_about(Iri(str(row["body"]))):
            continue
        ends, through, since = (
            scope.day(row, column, "membership") for column in ("ends", "through", "since")
        )
        years = None if row["rotationYears"] is None else int(str(row["rotationYears"]))
        person = None if row["person"] is None else persons.get(Iri(str(row["person"])))
        state = "ends" if row["next"] is None else "succeeded"
        rule, named = scope.rule(row), person.label if person else None
        if ends:
            kind = "rotation" if years else "mandate"
            text = _of_seat(scope, row, Both("mandatet går ut", "the mandate ends"))
            yield _on_day(scope, row, kind, "membership", text, ends, state, rule=rule, person=named)
        elif years and since:
            day = calendar.last_day(since, years)
            text = _of_seat(scope, row, Both("perioden går ut", "the period ends"))
            note = Both(f"{years} år räknat från {since}", f"{years} years counted from {since}")
            more = {"rule": rule, "person": named, "note": note, "basis": "term"}
            yield _on_day(scope, row, "rotation", "membership", text, day, state, **more)
        if through and through != ends:
            text = _of_seat(scope, row, Both("ledamotskapet slutar", "the membership ends"))
            yield _on_day(scope, row, "membership", "membership", text, through, state, person=named)


def _of_seat(scope: Scope, row: Row, text: Both) -> Both:
    if row["seat"] is None:
        return text
    seat = scope.knowledge.thing(Iri(str(row["seat"]))).label
    return Both(f"{text.sv}: {seat.sv}", f"{text.en}: {seat.en}")


def _ending(scope: Scope) -> Iterator[Entry]:
    for row in scope.ask("assignments-and-plans-on-record", asOf=scope.as_of):
        day = scope.day(row, "ends", "thing")
        if day and scope.is_about(Iri(str(row["body"]))):
            kind, text = _ENDING[local_name(str(row["sort"]))]
            yield _on_day(
                scope, row, kind, "thing", text, day, "ends" if row["next"] is None else "succeeded"
            )


def _declarations(scope: Scope) -> Iterator[Entry]:
    """A declaration holds for twelve months after its day: on the last of them it has to be made again.

    What was declared for a body on the same day is one entry.
    """
    together: dict[tuple[str, date], list[Row]] = {}
    for row in scope.ask("declarations-of-completeness", asOf=scope.as_of):
        declared = scope.day(row, "declared", "declaration")
        if declared and scope.is_declared_by(Iri(str(row["body"]))):
            together.setdefault((str(row["body"]), declared), []).append(row)
    for (_, declared), rows in together.items():
        codes = sorted({Iri(str(row["aspect"])) for row in rows})
        labels = [scope.knowledge.thing(code).label for code in codes]
        text = Both(
            "bekräfta på nytt att listan är fullständig: " + ", ".join(label.sv for label in labels),
            "confirm again that the list is complete: " + ", ".join(label.en for label in labels),
        )
        note = Both(f"gäller tolv månader från {declared}", f"holds for twelve months from {declared}")
        day = calendar.add_years(declared, 1)
        entry = _on_day(
            scope, rows[0], "completeness", "declaration", text, day, "ends", note=note, basis="term"
        )
        yield replace(entry, key=" ".join(codes))
