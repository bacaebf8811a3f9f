"""A calendar as an iCalendar file (RFC 5545): the one module that knows the icalendar library."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from kgov import __version__
from kgov.answers.agenda.form import KIND, STATE, Agenda, Entry
from kgov.answers.agenda.telling import place_of
from kgov.language import Both, Lang
from kgov.model.knowledge import Knowledge


def as_ics(knowledge: Knowledge, found: Agenda, title: Both, lang: Lang, names: bool = False) -> str:
    """The entries as all-day events.

    Args:
        knowledge: the model, for the places of the rules.
        found: the calendar.
        title: the name of the calendar, as a calendar program shows it.
        lang: the language of summaries and descriptions.
        names: whether persons are named.

    Returns:
        The text of the file, with the line ends and folds that the standard asks for. The same calendar gives the
        same text, and an entry keeps its UID, so that a new import updates what is already there.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//kgov//kgov {__version__}//{lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", title.pick(lang))
    calendar.add("x-wr-calname", title.pick(lang))
    if not found.entries:
        calendar.add_component(_time_zone())
    for entry in found.entries:
        calendar.add_component(_event(knowledge, found, entry, lang, names))
    return str(calendar.to_ical(), "utf-8")


def _event(knowledge: Knowledge, found: Agenda, entry: Entry, lang: Lang, names: bool) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@kgov")
    event.add("dtstamp", datetime.combine(found.as_of, time(), UTC))
    first, last = _days(entry)
    event.add("dtstart", first)
    if last < date.max:
        event.add("dtend", last + timedelta(days=1))  # the day after: the end is exclusive
    event.add("summary", _summary(entry, lang, names))
    event.add("description", _description(knowledge, found, entry, lang))
    event.add("categories", [KIND[entry.kind].pick(lang)])
    event.add("status", "CANCELLED" if entry.state == "cancelled" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy all month because a meeting falls due in it
    return event


def _days(entry: Entry) -> tuple[date, date]:
    """The day that a list gives, or the whole period where only that is said."""
    return (entry.due, entry.due) if entry.basis == "record" and entry.due else (entry.first, entry.last)


def _summary(entry: Entry, lang: Lang, names: bool) -> str:
    body, text = entry.body.spoken.pick(lang), entry.text.pick(lang)
    said = text if text.startswith(body) else f"{body}: {text}"
    if names and entry.person:
        said += f", {entry.person.pick(lang)}"
    return f"{said} ({STATE[entry.state].pick(lang)})"


def _description(knowledge: Knowledge, found: Agenda, entry: Entry, lang: Lang) -> str:
    def say(sv: str, en: str) -> str:
        return sv if lang == "sv" else en

    lines = [entry.body.label.pick(lang)]
    if entry.period:
        lines.append(f"{entry.first}–{entry.last}")
    if entry.note:
        lines.append(entry.note.pick(lang))
    if entry.rule:
        lines.append(say(f"Regel {entry.rule.id}: ", f"Rule {entry.rule.id}: ") + entry.rule.label.pick(lang))
        lines.append(place_of(knowledge, entry.rule).pick(lang))
        if entry.rule.id in found.grounds:
            lines.append(found.grounds[entry.rule.id].pick(lang))
    if entry.evidence:
        line = f":{entry.evidence.line}" if entry.evidence.line else ""
        lines.append(say("Underlag: ", "List: ") + Path(entry.evidence.file).name + line)
    lines.append(say(f"Läget den {found.as_of}, kgov", f"As of {found.as_of}, kgov"))
    return "\n".join(lines)


def _time_zone() -> Timezone:
    """What an empty calendar holds: the standard asks for at least one part, and no event may be made up."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone
