"""What if: the record changed on a copy, the rules that then break, the ways that lose a step, and who must act."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import EXAMPLES, with_lists
from running import Result, in_process

from kgov.answers.whatif import (
    Answer,
    Change,
    Close,
    Merge,
    Places,
    Record,
    Remove,
    Rename,
    Vacate,
    apply,
    name_of,
    summary,
    whatif,
)
from kgov.answers.whatif.changes import rewritten
from kgov.answers.whatif.outcomes import compare
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.storage.source import Source
from kgov.storage.terms import Iri, Text, Triple, date_term

DAY = date(2026, 11, 23)
LAG, RMKS, KRONOBERG = "orebro-lag.ttl", "orebro-rmks.ttl", "kronoberg-grupper.ttl"
HEAD = """
@prefix ex: <https://example.org/underlag/orebro/> .
@prefix kg: <https://w3id.org/kgov/def/> .
@prefix kgc: <https://w3id.org/kgov/code/> .
@prefix kgd: <https://w3id.org/kgov/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
#: The one who sits in RMKS as chair of a local programme area, and the area.
LPO_CHAIR = """
ex:lpo-psykiatri a kgd:orebro-lpo ; rdfs:label "LPO Påhittad psykiatri" ; kg:isSynthetic true .
ex:lpo-psykiatri-ordforande a kg:Membership ; org:member ex:person-6 ; org:organization ex:lpo-psykiatri ;
    kg:takesSeat kgd:orebro-lpo-seat-chair ; kg:validFrom "2024-01-01"^^xsd:date .
"""
Run = Callable[..., Result]


def orebro(name: str) -> Iri:
    return Iri(f"https://example.org/underlag/orebro/{name}")


def kronoberg(name: str) -> Iri:
    return Iri(f"https://example.org/underlag/kronoberg/{name}")


def kgd(name: str) -> Iri:
    return Iri(expand(f"kgd:{name}"))


def tried(model: Knowledge, *changes: Change, on: date = DAY, as_of: date | None = None) -> Answer:
    return whatif(model, changes, on, as_of)


def turns(answer: Answer) -> set[tuple[str, str | None, str | None]]:
    return {(shift.finding.rule.id, shift.before, shift.after) for shift in answer.shifts.worse}


def said(answer: Answer) -> str:
    return "\n".join(item.text.sv for item in answer.silences)


def added(folder: Path, text: str) -> str:
    path = folder / "tillagg.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return str(path)


# ---- a programme area is closed


@pytest.fixture(scope="module")
def closing() -> Answer:
    return tried(with_lists("memory", LAG), Close(orebro("lpo-exempel")))


def test_closing_leaves_what_the_documents_do_not_settle_unknown_and_not_broken(closing: Answer) -> None:
    assert turns(closing) == {("OL-20a", "satisfied", "missing"), ("OL-34", "satisfied", "missing")}
    assert {shift.finding.body for shift in closing.shifts.worse} == {
        orebro("lag-exempel-1"),
        orebro("lag-exempel-2"),
    }, "the group without a programme area is as it was"
    assert closing.breaks


def test_closing_takes_the_step_that_leads_through_the_area_and_keeps_the_other(closing: Answer) -> None:
    losses = {loss.start: loss for loss in closing.losses}
    assert set(losses) == {orebro("lag-exempel-1"), orebro("lag-exempel-2")}
    loss = losses[orebro("lag-exempel-1")]
    reports = [step for step in loss.steps if step.kind.endswith("link-reports-to")]
    assert [(step.end, step.statements) for step in reports] == [(orebro("lpo-exempel"), ("OL-34",))]
    assert [step.end for step in loss.reports_to] == [kgd("orebro-kunskapsstodsgruppen")]
    assert kgd("orebro-rmks") in loss.unreached
    assert {matter.rpartition("matter-")[2] for matter in loss.matters} >= {"plan-report", "close-lag"}


def test_closing_names_who_closes_and_who_may_step_in(closing: Answer) -> None:
    must = [(act.who, act.statements) for act in closing.acts if not act.may]
    assert must == [(kgd("orebro-rmks"), ("OR-12a",))]
    may = {statement for act in closing.acts if act.may for statement in act.statements}
    assert may == {"OL-05", "OR-17c"}


def test_closing_says_what_the_documents_leave_open(closing: Answer) -> None:
    assert "vem som tar över LAG Exempel 1 och LAG Exempel 2" in said(closing)
    assert "om de 8 ledamöter som LPO Exempel har utsett" in said(closing)


def test_the_seat_of_a_closed_area_in_a_council_loses_its_ground(tmp_path: Path) -> None:
    model = with_lists("memory", RMKS, added(tmp_path, LPO_CHAIR))
    answer = tried(model, Close(orebro("lpo-psykiatri")))
    assert ("KG-04", "satisfied", "violated") in turns(answer)
    assert ("OR-26b", "satisfied", "missing") in turns(answer)
    assert "deltagare i RMKS: Område psykiatri” kan sitta kvar" in said(answer)
    appointers = {act.who for act in answer.acts if "OR-26a" in act.statements}
    assert kgd("orebro-hslg") in appointers


def test_a_list_that_does_not_say_which_area_somebody_chairs_is_told(tmp_path: Path) -> None:
    area = 'ex:lpo-annan a kgd:orebro-lpo ; rdfs:label "LPO Annan" ; kg:isSynthetic true .'
    answer = tried(with_lists("memory", RMKS, added(tmp_path, area)), Close(orebro("lpo-annan")))
    assert not answer.breaks, "no holding is tied to the area, so none ends"
    assert any("underlaget säger inte i vilken grupp" in text.sv for text in answer.unseen)
    assert not any(act.may for act in answer.acts), "no group is left for anybody to step in for"
    told = tried(with_lists("memory", RMKS, added(tmp_path, area + LPO_CHAIR)), Close(orebro("lpo-annan")))
    assert told.unseen == [], "the one in the council chairs another area"
    assert "sitta kvar" not in said(told)


def test_what_is_closed_together_leaves_nobody_behind() -> None:
    model = with_lists("memory", LAG)
    answer = tried(model, Close(orebro("lag-exempel-1")), Close(orebro("lpo-exempel")))
    assert "vem som tar över LAG Exempel 2 efter LPO Exempel" in said(answer)
    assert "om de 4 ledamöter som LPO Exempel har utsett i LAG Exempel 2 sitter kvar" in said(answer)


def test_a_body_further_down_loses_its_way_too_and_a_kind_speaks_only_where_no_body_does(
    tmp_path: Path,
) -> None:
    ended = """
    ex:lpo-gammalt a kgd:orebro-lpo ; rdfs:label "LPO Gammalt" ; kg:validThrough "2025-12-31"^^xsd:date .
    ex:lag-gammalt a kgd:orebro-lag ; rdfs:label "LAG Gammalt" ; kg:relatesTo ex:lpo-gammalt ."""
    answer = tried(with_lists("memory", LAG, added(tmp_path, ended)), Close(kgd("orebro-rmks")))
    losses = {loss.start: loss for loss in answer.losses if not loss.whole}
    assert set(losses) == {orebro("lpo-exempel"), orebro("lag-gammalt")} | {
        orebro(f"lag-exempel-{number}") for number in (1, 2, 3)
    }
    assert orebro("lpo-gammalt") not in {step.start for loss in losses.values() for step in loss.steps}
    assert "vem som då får platsen ”plats i RSN för ordförande i RMKS”" in said(answer)


def test_a_seat_that_another_office_can_fill_is_not_left_open() -> None:
    assert "får platsen" not in said(tried(with_lists("memory"), Close(kgd("orebro-lpo"))))


def test_an_office_that_the_list_does_not_describe_does_not_end(tmp_path: Path) -> None:
    entry = """ex:ledamot-x a kg:Membership ; org:member ex:person-x ; org:organization kgd:orebro-rmks ;
        kg:takesSeat kgd:orebro-rmks-seat-psykiatri ; kg:isSeatedAs ex:funktion-x ."""
    answer = tried(with_lists("memory", added(tmp_path, entry)), Close(kgd("orebro-rsn")))
    assert "sitta kvar" not in said(answer)


def test_remarks_on_a_closed_body_are_not_put_right() -> None:
    answer = tried(with_lists("memory", "orebro-rmks-fel.ttl"), Close(kgd("orebro-rmks")))
    assert {shift.finding.rule.id for shift in answer.shifts.dropped} >= {"OR-22b", "OR-33"}
    assert answer.shifts.better == []


def test_a_counterpart_is_left_alone_unless_another_body_mirrors_it() -> None:
    model = with_lists("memory", KRONOBERG)
    assert "vilken grupp som då motsvarar NPO Exempel" in said(tried(model, Close(kronoberg("grupp-1"))))
    lag = tried(with_lists("memory", LAG), Close(orebro("lag-exempel-1")))
    assert "motsvarar" not in said(lag), "two other groups mirror the same one"


def test_closing_a_kind_closes_the_bodies_of_the_list() -> None:
    answer = tried(with_lists("memory", LAG), Close(kgd("orebro-lag")))
    assert {loss.start for loss in answer.losses if loss.whole} == {
        orebro(f"lag-exempel-{number}") for number in (1, 2, 3)
    }
    assert not answer.breaks, "no other body loses anything"
    assert "ingen annan grupp förlorar ett steg" in summary(with_lists("memory", LAG), answer).sv


# ---- seats and persons


def test_an_empty_seat_breaks_its_rule_and_leaves_steps_with_nobody_to_take_them() -> None:
    model = with_lists("memory", RMKS)
    answer = tried(model, Vacate(kgd("orebro-rmks-seat-chair"), kgd("orebro-rmks")))
    assert turns(answer) == {("OR-21b", "satisfied", "violated")}
    [loss] = answer.losses
    assert ("OR-57",) in {step.statements for step in loss.carried}
    assert {act.who for act in answer.acts if act.decides} == {kgd("orebro-hs-direktor")}
    text = summary(model, answer)
    assert text.sv.endswith("Hälso- och sjukvårdsdirektören beslutar enligt dokumenten.")
    assert text.en.endswith("Health and medical care director decides according to the documents.")


def test_a_seat_that_is_empty_already_changes_nothing(tmp_path: Path) -> None:
    vacancy = "ex:vakans a kg:Vacancy ; kg:isVacancyOf kgd:orebro-rmks-seat-chair ."
    model = with_lists("memory", added(tmp_path, vacancy))
    answer = tried(model, Vacate(kgd("orebro-rmks-seat-chair"), kgd("orebro-rmks")))
    assert (answer.breaks, answer.losses, answer.tried) == (False, [], [])


def test_one_of_several_in_a_seat_leaves_it_taken() -> None:
    entry = orebro("ledamot-lag-exempel-1-kommun")
    change = Vacate(kgd("orebro-lag-seat-member"), orebro("lag-exempel-1"), (entry,))
    model = with_lists("memory", LAG)
    answer = tried(model, change)
    assert turns(answer) == {("OL-21", "satisfied", "violated"), ("OL-23", "satisfied", "violated")}
    assert answer.losses == []
    assert {act.who for act in answer.acts if act.decides} == {orebro("lpo-exempel")}, (
        "another has to be appointed"
    )
    assert name_of(model, change).sv == (
        "ledamot-lag-exempel-1-kommun lämnar platsen ”ledamot i LAG” i LAG Exempel 1"
    )


def test_a_seat_held_twice_is_healed_when_one_leaves(tmp_path: Path) -> None:
    second = """ex:ledamot-ordforande-2 a kg:Membership ; org:member ex:person-4 ; org:organization kgd:orebro-rmks ;
        kg:takesSeat kgd:orebro-rmks-seat-chair ; kg:validFrom "2025-03-01"^^xsd:date ."""
    model = with_lists("memory", RMKS, added(tmp_path, second))
    only = (orebro("ledamot-ordforande-2"),)
    answer = tried(model, Vacate(kgd("orebro-rmks-seat-chair"), kgd("orebro-rmks"), only))
    assert "KG-01" in {s.finding.rule.id for s in answer.shifts.better if s.after == "satisfied"}
    assert not answer.breaks


def test_a_person_leaves_seats_and_offices_everywhere() -> None:
    answer = tried(with_lists("memory", RMKS), Remove(orebro("person-6"), "person-6"))
    assert {rule for rule, _, _ in turns(answer)} == {"OR-26b", "OR-33"}
    assert "funktioner som upphör: 1" in {text.sv for text in answer.tried}


def test_where_nobody_is_known_to_appoint_the_recorded_gap_says_so() -> None:
    model = with_lists("memory", "sydostra-rsg-lakemedel.ttl")
    answer = tried(model, Vacate(kgd("sydostra-rsg-seat-chair"), kgd("sydostra-rsg-lakemedel")))
    assert [item.id for item in answer.silences] == ["G-34a"]
    assert answer.acts == []


# ---- merging and renaming


def test_merging_takes_the_members_along_but_not_the_decisions_on_them() -> None:
    answer = tried(with_lists("memory", LAG), Merge(orebro("lag-exempel-1"), orebro("lag-exempel-2")))
    assert ("KG-01", "satisfied", "violated") in turns(answer), "two chairs in one group"
    assert ("OL-20a", "satisfied", "missing") in turns(answer), "nobody has appointed them there"
    assert "hur LAG Exempel 1 slås samman med LAG Exempel 2" in said(answer)
    assert {act.statements for act in answer.acts if not act.may} == {("OR-17a",), ("OR-17b",)}


def test_a_new_name_breaks_nothing_but_asks_whether_a_seat_goes_with_it() -> None:
    model = with_lists("memory", RMKS)
    answer = tried(model, Rename(kgd("orebro-omrade-psykiatri"), "Område psykisk hälsa"))
    assert not answer.breaks
    [seat] = [item for item in answer.silences if item.statements]
    assert "OR-26b" in seat.statements
    assert {"OR-26a", "OR-26b", "OR-26c"} <= {hit.id for hit in answer.mentions}


# ---- days


def test_a_day_far_ahead_is_judged_as_it_then_is_without_the_change_too() -> None:
    model = with_lists("memory", RMKS)
    answer = tried(model, Vacate(kgd("orebro-rmks-seat-nara-vard"), kgd("orebro-rmks")), on=date(2028, 2, 1))
    assert answer.before is not None
    assert "OR-25c" in {f.rule.id for f in answer.before.findings if f.outcome == "violated"}
    assert "OR-25c" not in {rule for rule, _, _ in turns(answer)}, "the mandate has run out anyhow"
    assert turns(answer) == {("OR-25b", "missing", "violated")}, "the list is too old to show who sits there"
    assert any("äldre än tolv månader" in text.sv for text in answer.unseen)


def test_a_change_may_be_judged_on_a_later_day() -> None:
    change = Vacate(kgd("orebro-rmks-seat-nara-vard"), kgd("orebro-rmks"))
    answer = tried(with_lists("memory", RMKS), change, as_of=date(2027, 3, 15))
    assert answer.before is not None and answer.before.as_of == date(2027, 3, 15)
    assert ("OR-25b", "satisfied", "violated") in turns(answer)


def test_without_a_list_the_ways_and_those_who_act_are_still_shown() -> None:
    model = with_lists("memory")
    answer = tried(model, Close(kgd("orebro-lpo")))
    assert answer.before is None
    assert answer.breaks
    assert kgd("orebro-lag") in {loss.start for loss in answer.losses}
    assert ("OR-12a",) in {act.statements for act in answer.acts}
    assert "Inget underlag är angivet" in answer.unseen[0].sv


def test_a_list_that_names_no_body_gives_no_judgement(tmp_path: Path) -> None:
    person = "ex:person-1 a kg:Person ; kg:isSynthetic true ."
    answer = tried(with_lists("memory", added(tmp_path, person)), Close(kgd("orebro-rmks")))
    assert answer.before is None
    assert any("ingen grupp som någon regel kan prövas för" in text.sv for text in answer.unseen)


# ---- the pure functions

SEAT, BODY, KIND, OTHER = (Iri(f"urn:x:{name}") for name in ("seat", "body", "kind", "other"))
PLACES = Places({SEAT: frozenset({BODY})}, {OTHER: frozenset({KIND})}, frozenset({KIND}))


def member(name: str, first: str = "", last: str = "", body: Iri = BODY) -> list[Triple]:
    node = Iri(f"urn:x:{name}")
    said = [("rdf:type", Iri(expand("kg:Membership"))), ("org:member", Iri(f"urn:x:person-{name}"))]
    said += [("org:organization", body), ("kg:takesSeat", SEAT)]
    said += [("kg:validFrom", date_term(first))] if first else []
    said += [("kg:validThrough", date_term(last))] if last else []
    return [(node, Iri(expand(predicate)), value) for predicate, value in said]


def days(triples: list[Triple], name: str) -> tuple[str | None, str | None]:
    record = Record(triples)
    node = Iri(f"urn:x:{name}")
    return record.first_day(node), record.last_day(node)


def test_a_change_leaves_what_it_was_given_as_it_was() -> None:
    triples = member("a")
    kept = list(triples)
    apply(triples, Close(BODY), DAY, PLACES)
    assert triples == kept


def test_what_is_in_force_ends_the_day_before_and_the_rest_is_left() -> None:
    triples = [
        *member("now", "2020-01-01"),
        *member("gone", last="2026-11-22"),
        *member("later", "2026-11-23"),
    ]
    after = apply(triples, Close(BODY), DAY, PLACES)
    assert days(after, "now") == ("2020-01-01", "2026-11-22")
    assert days(after, "gone") == (None, "2026-11-22")
    assert Record(after).about(Iri("urn:x:later")) == [], "what would have begun never does"
    assert days(after, "body") == (None, "2026-11-22")
    assert (BODY, Iri(expand("kg:validThrough")), date_term("2026-11-22")) in after


def test_an_end_further_on_is_brought_forward() -> None:
    for last in ("2030-01-01", "2026-11-23"):
        after = apply(member("a", "2020-01-01", last), Close(BODY), DAY, PLACES)
        assert days(after, "a") == ("2020-01-01", "2026-11-22")


def vacancies(triples: list[Triple]) -> list[tuple[str | None, str | None]]:
    record = Record(triples)
    return [(record.first_day(v), record.last_day(v)) for v in record.instances("kg:Vacancy")]


def test_a_seat_is_stated_to_be_vacant_until_somebody_known_takes_it() -> None:
    change = Vacate(SEAT, BODY)
    assert vacancies(apply(member("a"), change, DAY, PLACES)) == [("2026-11-23", None)]
    coming = [*member("a"), *member("b", "2027-01-01")]
    after = apply(coming, change, DAY, PLACES)
    assert vacancies(after) == [("2026-11-23", "2026-12-31")]
    assert days(after, "b") == ("2027-01-01", None)


def test_no_vacancy_is_stated_where_another_sits_or_in_every_body_of_a_kind() -> None:
    two = [*member("a"), *member("b")]
    assert vacancies(apply(two, Vacate(SEAT, BODY, (Iri("urn:x:a"),)), DAY, PLACES)) == []
    of_kind = Places({SEAT: frozenset({KIND})}, {OTHER: frozenset({KIND})}, frozenset({KIND}))
    after = apply(member("a", body=OTHER), Vacate(SEAT, OTHER), DAY, of_kind)
    assert vacancies(after) == []
    assert days(after, "a") == (None, "2026-11-22")


def holding(person: str, office: Iri) -> list[Triple]:
    node = Iri("urn:x:holding")
    return [
        (node, Iri(expand("rdf:type")), Iri(expand("kg:OfficeHolding"))),
        (node, Iri(expand("kg:isHeldBy")), Iri(f"urn:x:person-{person}")),
        (node, Iri(expand("kg:holdsOffice")), office),
    ]


def test_an_office_ends_only_with_the_seat_it_is() -> None:
    triples = [*member("a"), *holding("a", SEAT)]
    assert days(apply(triples, Close(BODY), DAY, PLACES), "holding") == (None, "2026-11-22")
    assert days(apply([*member("a"), *holding("a", OTHER)], Close(BODY), DAY, PLACES), "holding")[1] is None
    assert days(apply([*member("a"), *holding("b", SEAT)], Close(BODY), DAY, PLACES), "holding")[1] is None


def test_an_office_stays_where_the_holder_has_the_same_seat_elsewhere() -> None:
    elsewhere = [(s, p, o) for s, p, o in member("c", body=OTHER) if not p.endswith("#member")]
    elsewhere.append((Iri("urn:x:c"), Iri(expand("org:member")), Iri("urn:x:person-a")))
    triples = [*member("a"), *holding("a", SEAT), *elsewhere]
    assert days(apply(triples, Close(BODY), DAY, PLACES), "holding")[1] is None


def test_a_member_moved_keeps_a_past_and_loses_the_decisions() -> None:
    decision = (Iri("urn:x:decision"), Iri(expand("kg:appoints")), Iri("urn:x:a"))
    mandate = (Iri("urn:x:a"), Iri(expand("kg:mandateThrough")), date_term("2027-01-01"))
    record = Record(apply([*member("a", "2020-01-01"), decision, mandate], Merge(BODY, OTHER), DAY, PLACES))
    moved = Iri("urn:x:a")
    assert record.values(moved, "org:organization") == [OTHER]
    assert record.first_day(moved) == "2026-11-23"
    assert record.values(moved, "kg:mandateThrough") == []
    assert record.values(moved, "kg:takesSeat") == [], "the seat is none in the other body"
    [past] = record.values(Iri("urn:x:decision"), "kg:appoints")
    assert record.values(past, "org:organization") == [BODY]
    assert (record.first_day(past), record.last_day(past)) == ("2020-01-01", "2026-11-22")


def test_whoever_sits_in_both_bodies_is_not_counted_twice() -> None:
    there = [(s, p, o) for s, p, o in member("c", body=OTHER) if not p.endswith("#member")]
    there.append((Iri("urn:x:c"), Iri(expand("org:member")), Iri("urn:x:person-a")))
    record = Record(apply([*member("a"), *there], Merge(BODY, OTHER), DAY, PLACES))
    assert record.memberships_in(OTHER, PLACES) == [Iri("urn:x:c")]


def test_a_name_is_changed_only_where_a_list_gives_one() -> None:
    label = Iri(expand("rdfs:label"))
    assert apply([(BODY, label, Text("Gammalt"))], Rename(BODY, "Nytt"), DAY, PLACES) == [
        (BODY, label, Text("Nytt"))
    ]
    assert apply([], Rename(BODY, "Nytt"), DAY, PLACES) == []


def test_lists_keep_their_text_so_that_places_can_be_named() -> None:
    triples = member("a")
    source = Source("lista.ttl", "texten", triples)
    first, rest = rewritten([source], apply(triples, Vacate(SEAT, BODY), DAY, PLACES))
    assert (first.name, first.text) == ("lista.ttl", "texten")
    assert days(first.triples, "a")[1] == "2026-11-22"
    assert {s for s, _, _ in rest.triples} == {Iri("urn:x:seat/vacancy/2026-11-23")}


def test_a_lesser_fault_is_neither_wrong_nor_healed() -> None:
    model = with_lists("memory", "orebro-rmks-fel.ttl")
    answer = tried(model, Rename(kgd("orebro-rmks"), "X"))
    assert answer.before is not None
    broken = next(f for f in answer.before.findings if f.outcome == "violated")
    eased = compare([broken], [replace(broken, outcome="missing")])
    assert (len(eased.eased), eased.worse, eased.better, eased.dropped) == (1, [], [], [])
    graver = compare([replace(broken, outcome="missing")], [broken])
    assert [(shift.before, shift.after) for shift in graver.worse] == [("missing", "violated")]
    healed = compare([broken], [replace(broken, outcome="satisfied")])
    assert len(healed.better) == 1
    moved = replace(broken, body=kgd("orebro-rsn"), focus=kgd("orebro-rsn"), value=Iri("urn:x:entry"))
    assert compare([replace(broken, value=Iri("urn:x:entry"))], [moved]).worse == [], (
        "followed to the other body"
    )


# ---- the command


@pytest.fixture
def kgov(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("COLUMNS", "80")
    return in_process(capsys, monkeypatch, tmp_path)


ON = ("--on", "2026-11-23")
LAG_FILE, RMKS_FILE = str(EXAMPLES / LAG), str(EXAMPLES / RMKS)


def test_the_answer_opens_with_a_sentence_and_has_its_parts_in_order(kgov: Run) -> None:
    result = kgov("whatif", LAG_FILE, "--close", "lpo-exempel", *ON)
    assert result.code == 1
    assert result.out.startswith("Om LPO Exempel avvecklas den 2026-11-23: ")
    parts = [
        "GÅR FEL",
        "BLIR RÄTT",
        "VÄGAR SOM FÖRLORAR",
        "VEM SOM MÅSTE",
        "DOKUMENTEN SÄGER INTE",
        "VILAR PÅ",
    ]
    places = [result.out.index(part) for part in parts]
    assert places == sorted(places)
    assert f"{LAG_FILE}:150" in result.out.replace("\n", "").replace(" ", ""), "where to look in the list"
    assert all(len(line) <= 80 for line in result.out.splitlines() if str(EXAMPLES) not in line)


OWN_WORD = {
    "sv": "Inget textställe säger det här. Det är kgovs egen uppgift",
    "en": "No statement says this. That is kgov's own word",
}


@pytest.mark.parametrize("lang", OWN_WORD)
@pytest.mark.parametrize(
    "change",
    [
        ("--rename", "lpo-exempel", "--to", "LPO Nytt"),
        ("--merge", "lag-exempel-1", "--into", "lag-exempel-2"),
    ],
)
def test_what_no_statement_speaks_of_is_said_to_be_our_own_word(
    kgov: Run, change: tuple[str, ...], lang: str
) -> None:
    text = " ".join(kgov("whatif", LAG_FILE, *change, *ON, "--lang", lang).out.split())
    about = {"sv": ("byter namn", "hur LAG"), "en": ("takes another name", "how LAG")}[lang]
    own = text.index(OWN_WORD[lang])
    assert (
        text.index(
            "? " + {"sv": "vem som beslutar", "en": "who decides"}[lang] if "--rename" in change else about[1]
        )
        > own
    )


def test_an_open_point_on_record_stands_before_our_own_word(kgov: Run) -> None:
    change = (str(EXAMPLES / "kronoberg-grupper.ttl"), "--close", "kronoberg-mg")
    answer = json.loads(kgov("whatif", *change, *ON, "--format", "json").out)
    recorded = [item["missing"]["sv"] for item in answer["documents_do_not_say"] if item["id"]]
    own = [item["missing"]["sv"] for item in answer["documents_do_not_say"] if not item["id"]]
    assert recorded and own
    text = " ".join(kgov("whatif", *change, *ON).out.split())
    places = [text.index(part) for part in (recorded[0], OWN_WORD["sv"], own[0])]
    assert places == sorted(places)


def test_exit_code_0_where_nothing_goes_wrong(kgov: Run) -> None:
    result = kgov("whatif", LAG_FILE, "--rename", "lpo-exempel", "--to", "LPO Nytt", *ON, "--lang", "en")
    assert result.code == 0
    assert "If LPO Exempel takes the name LPO Nytt on 2026-11-23: no rule breaks" in result.out


def test_no_file_is_changed_and_the_list_of_the_settings_is_taken(kgov: Run, tmp_path: Path) -> None:
    before = hashlib.sha256(Path(LAG_FILE).read_bytes()).hexdigest()
    (tmp_path / "kgov.toml").write_text(f'lists = ["{LAG_FILE}"]', encoding="utf-8")
    result = kgov("whatif", "--close", "LPO Exempel", *ON, "--format", "json", "-o", "svar.json")
    assert (result.code, result.out) == (1, "")
    assert json.loads((tmp_path / "svar.json").read_text(encoding="utf-8"))["breaks"] is True
    assert hashlib.sha256(Path(LAG_FILE).read_bytes()).hexdigest() == before


def test_several_changes_are_tried_at_once(kgov: Run) -> None:
    seats = ("--vacate", "orebro-rmks-seat-chair", "--vacate", "orebro-rmks-seat-secretary")
    answer = json.loads(kgov("whatif", RMKS_FILE, *seats, *ON, "--format", "json").out)
    assert {item["rule"] for item in answer["goes_wrong"]} == {"OR-21b", "OR-22b"}
    files = {place["file"] for item in answer["goes_wrong"] for place in item["evidence"]}
    assert files <= {RMKS_FILE}, "what the change adds is no place in a list"


def test_the_json_has_stable_keys(kgov: Run) -> None:
    answer = json.loads(kgov("whatif", LAG_FILE, "--close", "lpo-exempel", *ON, "--format", "json").out)
    assert list(answer) == [
        "on",
        "as_of",
        "changes",
        "summary",
        "breaks",
        "goes_wrong",
        "heals",
        "eases",
        "not_judged_any_more",
        "paths",
        "who_must_act",
        "documents_do_not_say",
        "list_does_not_show",
        "old_name_stands_in",
        "tried",
        "rests_on",
    ]
    item = next(item for item in answer["goes_wrong"] if item["rule"] == "OL-34")
    assert (item["before"], item["after"], item["statements"]) == ("satisfied", "missing", ["OL-34"])
    assert item["evidence"][0]["line"] == 150
    assert answer["who_must_act"][0]["who"] == "orebro-rmks"
    assert answer["changes"][0]["change"] == "close"


def test_a_person_is_called_what_the_user_typed_and_no_other_name_is_printed(kgov: Run) -> None:
    result = kgov("whatif", RMKS_FILE, "--remove", "person-6", *ON)
    assert "Om person-6 lämnar" in result.out and "Exempelperson" not in result.out
    result = kgov("whatif", RMKS_FILE, "--remove", "exempelperson 6", *ON)
    assert result.out.count("xempelperson") == 1 and "exempelperson 6 lämnar" in result.out
    result = kgov("whatif", RMKS_FILE, "--remove", "Exempelperson 66", *ON)
    assert result.code == 2
    assert "person-6" in result.err and result.err.count("Exempelperson") == 1, "candidates by id alone"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "ingen ändring är angiven"),
        (("--close", "lpo-exemple"), "LPO Exempel"),
        (("--close", "lpo-exempel", "--on", "2022-12-31"), "första dag är 2023-01-01"),
        (("--close", "lpo-exempel", *ON, "--as-of", "2026-11-22"), "ligger före ändringen"),
        (("--merge", "lag-exempel-1"), "--merge och --into hör ihop"),
        (("--rename", "lag-exempel-1"), "--rename och --to hör ihop"),
        (("--merge", "lag-exempel-1", "--into", "LAG Exempel 1"), "inte slås samman med sig själv"),
        (("--vacate", "orebro-lag-seat-chair", *ON), "orebro-lag-seat-chair@lag-exempel-2"),
        (("--vacate", "orebro-lag-seat-member@lag-exempel-1", *ON), "ledamot-lag-exempel-1-kommun"),
        (("--vacate", "orebro-rmks-seat-chair@lag-exempel-1"), "ingen plats i LAG Exempel 1"),
        (("--vacate", "orebro-lag-seat-chairman"), "orebro-lag-seat-chair "),
        (("--remove", "okänd"), "okänd person"),
        (("--close", "lpo-exempel", "--on", "i morgon"), "inget datum"),
    ],
)
def test_what_cannot_be_tried_is_refused(kgov: Run, arguments: tuple[str, ...], said: str) -> None:
    result = kgov("whatif", LAG_FILE, *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert "Traceback" not in result.err


def test_a_seat_can_be_named_by_body_or_by_entry(kgov: Run) -> None:
    by_body = kgov("whatif", LAG_FILE, "--vacate", "orebro-lag-seat-chair@lag-exempel-1", *ON)
    by_entry = kgov("whatif", LAG_FILE, "--vacate", "ledamot-lag-exempel-1-ordforande", *ON)
    assert "platsen ”ordförande i LAG” i LAG Exempel 1" in by_body.out.replace("\n", " ")
    assert by_body.out.split("GÅR FEL")[1] == by_entry.out.split("GÅR FEL")[1]
