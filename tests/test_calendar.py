"""``kgov calendar``: what falls due, on the right day, from the right ground, and readable by calendar programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import vobject
from conftest import EXAMPLES, with_lists
from running import Result, in_process

from kgov.answers import calendar
from kgov.answers.agenda import KIND, STATE, Agenda, Entry, agenda
from kgov.answers.view import view
from kgov.cli.calendar import told_apart
from kgov.errors import KgovError
from kgov.model.knowledge import Knowledge
from kgov.model.names import find_one
from kgov.namespaces import expand
from kgov.storage.reading import read
from kgov.storage.terms import Iri

EDGES = str(Path(__file__).resolve().parent / "questions" / "lists" / "calendar.ttl")
DAY = date(2026, 11, 22)
AS_OF = ("--as-of", "2026-11-22")
RMKS = Iri(expand("kgd:orebro-rmks"))
EX = "https://example.org/underlag/kalender/"
Run = Callable[..., Result]


@pytest.fixture
def kgov(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("COLUMNS", "100")
    return in_process(capsys, monkeypatch, tmp_path)


@cache
def edges() -> Agenda:
    return agenda(with_lists("memory", EDGES), DAY)


def of_kind(found: Agenda, kind: str) -> list[Entry]:
    return [entry for entry in found.entries if entry.kind == kind]


def duties(found: Agenda, rule: str, body: str = "") -> dict[str | None, str]:
    """The periods of a rule with the state of each."""
    return {
        entry.period: entry.state
        for entry in of_kind(found, "duty")
        if entry.rule and entry.rule.id == rule and entry.body.iri.endswith(body)
    }


def changed(old: str, new: str, path: str = EDGES) -> Knowledge:
    """The model with a list in which some text is replaced."""
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    return listed(text.replace(old, new))


def listed(text: str) -> Knowledge:
    """The model with a list of this text, called ``list.ttl``."""
    knowledge = with_lists("memory")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.ttl"
        path.write_text(text, encoding="utf-8")
        source = read(str(path))
    source.name = "list.ttl"
    knowledge.add_list(source)
    return knowledge


# ---- days and periods


@pytest.mark.parametrize(
    ("first", "years", "last"),
    [
        (date(2025, 3, 1), 2, date(2027, 2, 28)),
        (date(2025, 1, 1), 2, date(2026, 12, 31)),
        (date(2022, 3, 1), 2, date(2024, 2, 29)),
        (date(2024, 2, 29), 2, date(2026, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2024, 3, 31), 1, date(2025, 3, 30)),
    ],
)
def test_a_term_of_whole_years_ends_the_day_before(first: date, years: int, last: date) -> None:
    assert calendar.last_day(first, years) == last


def test_a_term_ends_where_the_rules_on_mandates_say_so() -> None:
    # They compare lengths as numbers YYYYMMDD: two years are less than 20000, two years and a day are not.
    def number(day: date) -> int:
        return int(day.strftime("%Y%m%d"))

    for offset in range(366 * 4):
        first = date(2023, 1, 1) + timedelta(days=offset)
        last = calendar.last_day(first, 2)
        assert number(last) - number(first) < 20000 <= number(last + timedelta(days=1)) - number(first)


def test_periods_are_calendar_months_and_years_that_have_a_day_in_the_window() -> None:
    months = list(calendar.months(date(2027, 6, 30), date(2028, 2, 1), {7, 8}))
    assert [period.key for period in months] == [
        *("2027-06", "2027-09", "2027-10", "2027-11", "2027-12", "2028-01", "2028-02"),
    ]
    assert months[-1].first == date(2028, 2, 1) and months[-1].last == date(2028, 2, 29)
    assert [period.key for period in calendar.years(date(2026, 12, 31), date(2027, 1, 1))] == ["2026", "2027"]


def test_a_day_that_a_year_lacks_is_the_last_of_its_month() -> None:
    assert calendar.add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert calendar.deadline_after(2026, "02-29") == date(2027, 2, 28)
    assert calendar.deadline_after(2027, "02-29") == date(2028, 2, 29)
    assert calendar.add_years(date(9999, 1, 1), 1) == date(9999, 1, 1)
    for wrong in ("31 mars", "13-01", "02-30", "3-1", ""):
        with pytest.raises(ValueError):
            calendar.deadline_after(2026, wrong)


# ---- duties


def test_a_month_is_one_entry_and_the_excepted_months_are_none() -> None:
    found = agenda(with_lists("memory", "orebro-rmks.ttl"), DAY, date(2027, 12, 31))
    assert duties(found, "OR-56a") == {
        "2026-11": "done",
        **{f"{year}-{month:02}": "upcoming" for year, month in [(2026, 12), *((2027, m) for m in range(1, 13))]
           if month not in (7, 8)},
    }  # fmt: skip
    entry = next(entry for entry in found.entries if entry.period == "2027-02")
    assert (entry.first, entry.last, entry.due) == (date(2027, 2, 1), date(2027, 2, 28), date(2027, 2, 28))
    assert entry.basis == "period" and entry.done is False


def test_a_year_is_due_on_its_last_day_and_says_that_this_is_a_reading() -> None:
    found = agenda(with_lists("memory", "orebro-rmks.ttl"), DAY)
    assert duties(found, "OR-14") == {"2026": "open"}, "the year 2027 falls due after the twelve months"
    entry = next(entry for entry in found.entries if entry.period == "2026")
    assert (entry.first, entry.last, entry.due) == (date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31))
    assert "anger ingen dag" in found.grounds["OR-14"].sv and "T-11b" in found.grounds["OR-14"].sv
    assert "juli och augusti" in found.grounds["OR-56a"].sv and "T-38a" in found.grounds["OR-56a"].en


def test_the_record_shows_what_is_done_and_only_the_rules_judge_it() -> None:
    assert duties(edges(), "OL-35b") == {"2026": "done"}, "followed up in April"
    assert duties(edges(), "KR-18") == {"2026": "open"}
    without = changed('dcterms:date "2026-04-01"', 'dcterms:date "2025-04-01"')
    assert duties(agenda(without, DAY), "OL-35b") == {"2026": "open"}


def test_a_cancelled_meeting_does_not_hold_a_month() -> None:
    rmks = EXAMPLES / "orebro-rmks.ttl"
    text = rmks.read_text(encoding="utf-8")
    november = re.search(r"ex:mote-2026-11 a kg:Meeting.*?\.\n", text, re.DOTALL)
    assert november
    cancelled = november[0].replace("kgc:meeting-held", "kgc:meeting-cancelled")
    assert cancelled != november[0]
    found = agenda(changed(november[0], cancelled, str(rmks)), DAY)
    assert duties(found, "OR-56a")["2026-11"] == "open"


def test_meetings_on_record_are_counted_beside_the_duty_to_convene() -> None:
    entry = next(entry for entry in of_kind(edges(), "duty") if entry.rule and entry.rule.id == "KR-18")
    assert entry.note and entry.note.sv == "möten i underlaget: 1 inställt, 1 hållet och 1 planerat"


def test_a_day_of_the_bodys_own_goes_before_the_end_of_the_year() -> None:
    report = next(entry for entry in of_kind(edges(), "duty") if entry.rule and entry.rule.id == "SY-58a")
    assert (report.period, report.due, report.basis) == ("2026", date(2027, 2, 28), "record")
    assert report.note and "2027-02-28" in report.note.sv
    leap = agenda(with_lists("memory", EDGES), date(2028, 2, 29), date(2028, 2, 29))
    assert duties(leap, "SY-58a") == {"2027": "open"}


def test_a_report_that_is_still_to_come_and_has_no_day_stands_first() -> None:
    found = agenda(with_lists("memory", "sydostra-rsg-lakemedel.ttl"), DAY)
    first = found.entries[0]
    assert (first.body.label.sv, first.period, first.due, first.state) == (
        "RSG Exempel",
        "2025",
        None,
        "open",
    )
    assert [entry for entry in edges().entries if entry.due is None] == [], "nothing is known of 2025 there"


def test_a_day_that_is_no_day_stops_the_calendar_with_its_place() -> None:
    with pytest.raises(KgovError) as stop:
        agenda(changed('"02-29"', '"31 mars"'), DAY)
    assert "31 mars" in stop.value.problem.sv and stop.value.where == "list.ttl:14"


def test_periods_to_which_a_rule_does_not_apply_are_left_out_and_named() -> None:
    newer = with_lists("memory", "orebro-rmks.ttl", "orebro-rmks-ny-version.ttl")
    found = agenda(newer, DAY)
    assert list(duties(found, "OR-56a")) == ["2026-11", "2026-12"]
    (left,) = found.left_out
    assert left.rule.id == "OR-56a" and left.body.iri == RMKS
    assert "januari 2027–oktober 2027" in left.why.sv and "2027-01-01" in left.why.sv
    ruled = (EXAMPLES / "orebro-stallningstagande.ttl").read_text(encoding="utf-8")
    ruled = ruled.replace("interpretation-T-34-own-exception", "interpretation-T-11b-working-year")
    knowledge = listed(ruled.replace("interpretation-T-34", "interpretation-T-11b"))
    knowledge.add_list(with_lists("memory", "orebro-rmks.ttl").lists[0])
    found = agenda(knowledge, DAY, date(2027, 12, 31))
    assert duties(found, "OR-14") == {}, "by the ruling the year is no calendar year"
    assert [(item.rule.id, item.why.sv) for item in found.left_out] == [
        ("OR-14", "gäller inte år 2026–år 2027")
    ]


def test_a_body_has_no_period_after_its_last_day() -> None:
    found = agenda(with_lists("memory", EDGES), DAY, date(2028, 12, 31))
    assert duties(found, "KR-18") == {"2026": "open", "2027": "upcoming"}
    last = next(
        entry for entry in found.entries if entry.rule and entry.rule.id == "KR-18" and entry.period == "2027"
    )
    assert last.note and last.note.en == "the last day of the body is 2027-06-30"
    later = with_lists("memory", EDGES)
    assert duties(agenda(later, date(2027, 7, 1)), "KR-18") == {}


def test_a_body_that_is_yet_to_begin_has_its_periods() -> None:
    begins = changed('kg:validThrough "2027-06-30"', 'kg:validFrom "2027-06-30"')
    assert duties(agenda(begins, DAY, date(2027, 12, 31)), "KR-18") == {"2027": "upcoming"}


def test_a_year_cut_short_is_left_out_where_the_rule_asks_for_whole_years() -> None:
    ended = changed("kg:hasReportDeadline", 'kg:validThrough "2027-06-30"^^xsd:date ; kg:hasReportDeadline')
    assert "2027" not in duties(agenda(ended, DAY, date(2028, 12, 31)), "SY-58a")
    assert "2027" in duties(agenda(with_lists("memory", EDGES), DAY, date(2028, 12, 31)), "SY-58a")


def test_plans_and_reports_without_a_time_are_named_and_not_dated() -> None:
    assert [(item.rule.id, item.body.label.sv) for item in edges().untimed] == [
        ("OL-34", "LAG, exempel"),
        ("OL-35a", "LAG, exempel"),
        ("SY-58b", "RSG, exempel"),
    ]
    assert not {"OL-34", "OL-35a", "SY-58b"} & {entry.rule.id for entry in edges().entries if entry.rule}


# ---- days that a list gives


def test_meetings_stand_on_their_day_with_their_status() -> None:
    found = [
        (entry.due, entry.text.sv, entry.state, entry.rule and entry.rule.id)
        for entry in of_kind(edges(), "meeting")
    ]
    assert found == [
        (date(2026, 11, 22), "möte", "held", "KR-18"),
        (date(2026, 12, 2), "möte", "planned", "KR-18"),
        (date(2026, 12, 16), "möte", "cancelled", "KR-18"),
        (date(2027, 1, 20), "ordinarie möte", "planned", "OR-56a"),
        (date(2027, 7, 7), "extra möte", "planned", None),
        (date(2027, 11, 22), "möte", "no-status", None),
    ]


def test_mandates_end_on_the_last_day_and_a_successor_on_record_is_seen() -> None:
    (mandate,) = of_kind(edges(), "mandate")
    assert (mandate.due, mandate.state, mandate.done) == (DAY, "succeeded", True)
    assert mandate.rule and mandate.rule.id == "OR-25c"
    assert mandate.evidence and mandate.evidence.line == 39
    vacated = changed('kg:validFrom "2026-11-23"', 'kg:validFrom "2020-11-23"')
    assert of_kind(agenda(vacated, DAY), "mandate")[0].state == "ends"
    assert of_kind(agenda(with_lists("memory", EDGES), date(2026, 11, 23)), "mandate") == []


def test_on_a_seat_for_several_nobody_is_taken_for_the_successor() -> None:
    both = changed("kgd:orebro-rmks-seat-nara-vard", "kgd:sydostra-rsg-seat-participant")
    assert [entry.state for entry in of_kind(agenda(both, DAY), "mandate")] == ["ends"]


def test_a_chair_without_a_last_day_passes_on_after_the_years_of_the_document() -> None:
    (chair,) = of_kind(edges(), "rotation")
    assert (chair.due, chair.basis, chair.rule and chair.rule.id) == (date(2027, 2, 28), "term", "SY-63")
    leap = changed('kg:validFrom "2025-03-01"', 'kg:validFrom "2024-02-29"')
    assert of_kind(agenda(leap, date(2026, 2, 28)), "rotation")[0].due == date(2026, 2, 28)
    stated = agenda(with_lists("memory", "sydostra-rsg-lakemedel.ttl"), DAY)
    assert [(entry.due, entry.basis) for entry in of_kind(stated, "rotation")] == [
        (date(2026, 12, 31), "record"),
        (date(2027, 2, 28), "record"),
    ]


def test_memberships_assignments_plans_and_bodies_end_on_the_day_of_the_list() -> None:
    found = [
        (entry.kind, entry.due and entry.due.isoformat(), entry.state)
        for entry in edges().entries
        if entry.kind in ("membership", "assignment", "plan", "closure")
    ]
    assert found == [
        ("assignment", "2026-12-31", "succeeded"),
        ("membership", "2027-01-31", "ends"),
        ("plan", "2027-05-31", "ends"),
        ("closure", "2027-06-30", "ends"),
    ]


@pytest.mark.parametrize(
    "declared", [date(2026, 11, 1), date(2024, 2, 29), date(2025, 2, 28), date(2025, 12, 31)]
)
def test_a_declaration_lapses_when_the_view_says_so(declared: date) -> None:
    knowledge = listed(
        f"""@prefix ex: <{EX}> . @prefix kg: <{expand("kg:")}> . @prefix kgc: <{expand("kgc:")}> .
        ex:uppgift a kg:Completeness ; kg:isCompleteFor <{RMKS}> ; kg:hasAspect kgc:aspect-members ;
            <{expand("dcterms:date")}> "{declared}"^^<{expand("xsd:date")}> ."""
    )
    (entry,) = of_kind(agenda(knowledge, declared), "completeness")
    assert entry.due

    def complete(day: date) -> bool:
        members = Iri(expand("kgc:aspect-members"))
        return (RMKS, Iri(expand("kg:isListedComplete")), members) in view(knowledge, day)

    assert complete(entry.due) and not complete(entry.due + timedelta(days=1))


def test_only_the_latest_declaration_counts_and_those_of_a_day_are_one_entry() -> None:
    found = [(e.body.label.sv.split(",")[0], str(e.due), e.text.sv) for e in of_kind(edges(), "completeness")]
    again = "bekräfta på nytt att listan är fullständig: "
    assert found == [
        ("Medicinsk grupp", "2027-01-10", again + "möten"),
        ("Rådet för medicinskt kunskapsstöd", "2027-11-01", again + "ledamöter"),
        ("Medicinsk grupp", "2027-11-20", again + "möten"),
    ]
    lag = agenda(with_lists("memory", "orebro-lag.ttl"), DAY)
    (owner,) = of_kind(lag, "completeness")
    assert owner.text.en.count(",") == 4


def test_a_day_in_another_form_is_refused_with_its_place() -> None:
    with pytest.raises(KgovError) as stop:
        agenda(changed('mandateThrough "2026-11-22"^^xsd:date', 'mandateThrough "2027"'), DAY)
    assert stop.value.where == "list.ttl:39" and "2027" in stop.value.problem.sv


def test_two_last_days_for_one_mandate_are_two_entries_with_an_id_each() -> None:
    twice = changed('mandateThrough "2026-11-22"', 'mandateThrough "2026-12-01"^^xsd:date , "2026-11-22"')
    mandates = of_kind(agenda(twice, DAY), "mandate")
    assert len(mandates) == 2 and len({entry.id for entry in mandates}) == 2


def test_things_without_a_name_have_the_same_id_in_every_run() -> None:
    def ids() -> list[str]:
        return [entry.id for entry in agenda(changed("ex:ledamot-slutar a", "[] a"), DAY).entries]

    assert ids() == ids()


# ---- whom it is about


def about(name: str, *lists: str) -> set[str]:
    knowledge = with_lists("memory", *lists)
    found = agenda(knowledge, DAY, wanted=find_one(knowledge, name))
    return {entry.body.label.sv for entry in found.entries}


def test_without_a_list_only_bodies_that_a_document_names_are_there() -> None:
    found = agenda(with_lists("memory"), DAY)
    assert {entry.body.short for entry in found.entries} == {
        "kronoberg-lakemedelsradet",
        "orebro-rmks",
        "sydostra-rsg-lakemedel",
    }
    assert {entry.state for entry in found.entries} == {"no-list"}
    assert {entry.done for entry in found.entries} == {None}


def test_a_body_a_kind_or_an_owner_can_be_asked_for() -> None:
    assert about("LAG, exempel", EDGES) == {"LAG, exempel"}
    assert about("kronoberg-mg", EDGES) == {"Medicinsk grupp, exempel"}
    assert about("kronoberg-mg") == {"Läkemedelsrådet (Kronoberg)"}
    assert about("orebro-lag") == set()
    assert len(about("region-orebro-lan", EDGES)) == 2
    assert about("sydostra-rsg-lakemedel", EDGES) == {"RSG läkemedel (Sydöstra)"}, (
        "named, though not in the list"
    )
    assert "Region Örebro län" in about("LAG Exempel 1", "orebro-lag.ttl"), (
        "the owner declares for its bodies"
    )


def test_a_list_without_bodies_is_refused_unless_a_body_is_asked_for() -> None:
    ruling = with_lists("memory", "orebro-stallningstagande.ttl")
    with pytest.raises(KgovError, match="no body"):
        agenda(ruling, DAY)
    assert duties(agenda(ruling, DAY, wanted=RMKS), "OR-14") == {"2026": "no-list"}


def test_the_window_is_twelve_months_with_both_days() -> None:
    assert edges().until == date(2027, 11, 22)
    assert agenda(with_lists("memory"), date(2024, 2, 29)).until == date(2025, 2, 28)
    assert all(DAY <= entry.due <= edges().until for entry in edges().entries if entry.due)
    (one,) = agenda(with_lists("memory", EDGES), date(2026, 12, 16), date(2026, 12, 16)).entries
    assert one.state == "cancelled"
    for wrong in (date(2026, 11, 21), date(2036, 11, 23)):
        with pytest.raises(KgovError):
            agenda(with_lists("memory"), DAY, wrong)


# ---- the command


def test_words_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lista").write_text("", encoding="utf-8")
    Path("orebro-lag").mkdir()
    assert told_apart(("RMKS", "lista", "saknas.TTL", "-")) == ("RMKS", ("lista", "saknas.TTL", "-"))
    assert told_apart(("a.csv", "MK/LK")) == ("MK/LK", ("a.csv",))
    assert told_apart(("orebro-lag",)) == ("orebro-lag", ()), "a folder is no file"
    assert told_apart(("https://example.org/grupp.ttl",)) == ("https://example.org/grupp.ttl", ())
    assert told_apart(()) == (None, ())
    with pytest.raises(KgovError, match="RMKS, LAG"):
        told_apart(("RMKS", "LAG"))


@pytest.mark.parametrize(
    ("arguments", "problem", "advice"),
    [
        (("rmsk",), "okänd grupp eller fil: rmsk", "orebro-rmks"),
        (("LAG",), "kan vara flera", "kronoberg-lag"),
        (("saknas.ttl",), "filen finns inte", ""),
        (("lista.xlsx",), "filen finns inte", ""),
        (("RMKS", "LAG"), "bara en grupp", "citattecken"),
        (("RMKS", "--until", "imorgon"), "är inget datum", "ÅÅÅÅ-MM-DD"),
        (("RMKS", "--until", "2026-11-21", *AS_OF), "före första dagen", "--until"),
        (("RMKS", "--until", "2036-11-23", *AS_OF), "mer än 10 år", "--until"),
        (("RMKS", "--format", "csv"), "ogiltigt värde", "table, json, ics"),
        ((str(EXAMPLES / "orebro-stallningstagande.ttl"),), "ingen grupp", "kgov bodies"),
    ],
)
def test_what_cannot_be_shown_is_said_with_exit_code_two(
    kgov: Run, arguments: tuple[str, ...], problem: str, advice: str
) -> None:
    result = kgov("calendar", *arguments)
    assert result.code == 2 and result.out == ""
    assert problem in result.err and advice in result.err and "Traceback" not in result.err


def test_the_table_is_for_an_administrator(kgov: Run) -> None:
    result = kgov("calendar", "RMKS", EDGES, *AS_OF)
    assert result.code == 0 and result.err == ""
    lines = result.out.splitlines()
    assert lines[0].endswith("2026-11-22 – 2027-11-22")
    days = [line[:10] for line in lines if re.match(r"\d{4}-\d\d-\d\d  ", line)]
    assert len(days) == 15 and days == sorted(days)
    assert "calendar.ttl:39" in result.out and "november 2026" in result.out
    assert "eget krav" in result.out and "se dem med kgov validate" in " ".join(result.out.split())
    english = kgov("calendar", "RMKS", *AS_OF, "--lang", "en").out
    assert "November 2026" in english and "no list" in english and "No list is given" in english


def test_nothing_due_is_said_in_words_and_is_no_failure(kgov: Run) -> None:
    table = kgov("calendar", "orebro-lag", *AS_OF)
    assert table.code == 0 and "Inget förfaller." in table.out
    data = kgov("calendar", "orebro-lag", *AS_OF, "--format", "json")
    assert data.code == 0 and json.loads(data.out)["entries"] == []
    assert "inget förfaller från 2026-11-22 till och med 2027-11-22" in data.err


def test_lists_of_the_settings_are_read(kgov: Run) -> None:
    Path("kgov.toml").write_text(f'lists = ["{EDGES}"]\nowner = "orebro"\n', encoding="utf-8")
    assert "LAG, exempel" in kgov("calendar", "LAG", *AS_OF).out


def test_no_person_is_named_unless_asked_for(kgov: Run) -> None:
    for form in ("table", "json", "ics"):
        assert "Exempelperson" not in kgov("calendar", EDGES, *AS_OF, "--format", form).out
        named = kgov("calendar", EDGES, *AS_OF, "--format", form, "--names").out
        assert "Exempelperson Två" in named.replace("\r\n ", "")


def test_json_has_the_same_keys_for_every_entry(kgov: Run) -> None:
    told = json.loads(kgov("calendar", EDGES, *AS_OF, "--format", "json").out)
    assert set(told) == {"as_of", "until", "entries", "grounds", "without_time", "left_out", "rests_on"}
    keys = {
        *("id", "kind", "body", "body_label", "due", "first", "last", "period", "basis", "state", "done"),
        *("text", "note", "rule", "source", "evidence"),
    }
    assert all(set(entry) == keys for entry in told["entries"])
    assert {entry["state"] for entry in told["entries"]} <= set(STATE)
    year = next(entry for entry in told["entries"] if entry["rule"] == "KR-18" and entry["kind"] == "duty")
    assert (year["first"], year["last"], year["period"]) == ("2026-01-01", "2026-12-31", "2026")
    assert year["source"]["statement"] == "KR-18" and year["source"]["section"]
    assert list(told["rests_on"])[2:] == [EDGES]


# ---- iCalendar


def events(text: str) -> list[vobject.base.Component]:
    """The events as another library reads them."""
    return list(vobject.readOne(text).vevent_list)


def test_another_library_reads_the_same_days(kgov: Run) -> None:
    seen = events(kgov("calendar", EDGES, *AS_OF, "--format", "ics").out)
    expected = {f"{entry.id}@kgov": entry for entry in edges().entries}
    assert len(seen) == len(expected) and {event.uid.value for event in seen} == set(expected)
    for event in seen:
        entry = expected[event.uid.value]
        first, end = event.dtstart.value, event.dtend.value
        assert type(first) is date and type(end) is date, "all day: dates without a time"
        if entry.kind == "duty" and entry.basis == "period":
            assert (first, end) == (entry.first, entry.last + timedelta(days=1)), "the end is exclusive"
        else:
            assert (first, end) == (entry.due, first + timedelta(days=1))
        assert event.dtstamp.value == datetime(2026, 11, 22, tzinfo=UTC)
        assert event.transp.value == "TRANSPARENT"
        assert event.categories.value == [KIND[entry.kind].sv]
        assert event.status.value == ("CANCELLED" if entry.state == "cancelled" else "CONFIRMED")


def test_an_event_says_what_and_by_which_rule_in_the_language_chosen(kgov: Run) -> None:
    for lang, summary, place in (
        ("sv", "RMKS sammanträder en gång i månaden (kvar)", "avsnitt ”3.6 Sammanträde”"),
        ("en", "RMKS meets once every month (to do)", "section “3.6 Sammanträde”"),
    ):
        seen = events(kgov("calendar", EDGES, *AS_OF, "--format", "ics", "--lang", lang).out)
        event = next(event for event in seen if event.dtstart.value == date(2026, 11, 1))
        assert event.summary.value == summary
        assert "OR-56a" in event.description.value and place in event.description.value
        assert "T-38a" in event.description.value
    mandate = next(event for event in seen if "mandate" in event.summary.value)
    assert "calendar.ttl:39" in mandate.description.value
    assert str(Path(EDGES).parent) not in mandate.description.value, "no folder of the user's"


def test_the_file_keeps_to_the_standard_and_is_the_same_every_time(kgov: Run) -> None:
    printed = kgov("calendar", EDGES, *AS_OF, "--format", "ics")
    assert kgov("calendar", EDGES, *AS_OF, "--format", "ics", "-o", "a.ics").code == 0
    written = Path("a.ics").read_bytes()
    assert written == printed.out.encode()
    lines = written.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert [path.name for path in Path().iterdir()] == ["a.ics"]


def test_an_entry_that_is_moved_keeps_its_uid() -> None:
    moved = agenda(changed('dcterms:date "2026-12-02"', 'dcterms:date "2026-12-03"'), DAY)
    before = next(entry for entry in edges().entries if entry.key == EX + "mote-planerat")
    after = next(entry for entry in moved.entries if entry.key == EX + "mote-planerat")
    assert before.id == after.id and before.due != after.due
    ids = [entry.id for entry in edges().entries]
    assert len(ids) == len(set(ids))


def test_an_empty_calendar_is_still_a_calendar(kgov: Run) -> None:
    result = kgov("calendar", "orebro-lag", *AS_OF, "--format", "ics")
    assert result.code == 0 and "inget förfaller" in result.err
    whole = vobject.readOne(result.out)
    assert "vevent" not in whole.contents and whole.prodid.value and whole.version.value == "2.0"
    assert list(whole.components()), "the standard asks for at least one part"
