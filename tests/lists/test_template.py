"""Workbooks to fill in: what they ask for, what they tell, and what they never fill in themselves."""

from __future__ import annotations

from functools import cache

import pytest
from books import BASE, MODEL, through_excel
from conftest import EXAMPLES

from kgov.answers.validation import published_shapes
from kgov.errors import KgovError
from kgov.lists.headings import instruction, reading
from kgov.lists.importing import to_source
from kgov.lists.mapping import workbooks
from kgov.lists.template import Wanted, pages
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule
from kgov.namespaces import expand
from kgov.storage.reading import read
from kgov.storage.tables import Sheet, Workbook
from kgov.storage.terms import Iri
from kgov.storage.workbook_writing import Page

OWNERS = ("region-kronoberg", "sodra-sjukvardsregionen", "sydostra-sjukvardsregionen", "region-orebro-lan")
WHOLE = Knowledge().need("norm", "codes", "open", "rules", "ontology")


@cache
def made(owner: str, body: str = "", language: str = "sv") -> dict[str, Page]:
    wanted = Wanted(Iri(expand(f"kgd:{owner}")), Iri(expand(f"kgd:{body}")) if body else None, BASE, language)  # type: ignore[arg-type]
    return {page.name: page for page in pages(WHOLE, published_shapes(), wanted)}


def column(page: Page, heading: str) -> list[object]:
    place = [one.text for one in page.headings].index(heading)
    return [row[place] for row in page.rows if place < len(row)]


@pytest.mark.parametrize("owner", OWNERS)
def test_an_empty_template_says_nothing(owner: str) -> None:
    sheets = [
        Sheet(
            page.name,
            [[h.text for h in page.headings], [h.note for h in page.headings], *map(list, page.rows)],
        )
        for page in made(owner).values()
        if page.headings
    ]
    with pytest.raises(KgovError, match="nothing is filled in"):
        to_source(Workbook("mall.xlsx", sheets, ""), MODEL)


def test_what_the_norm_says_stands_beside_the_cells_and_not_in_them() -> None:
    seats = made("region-orebro-lan")["Platser"]
    given = [heading.text for heading in seats.headings if heading.given]
    assert given == [
        "Funktion enligt dokumentet",
        "Utses av enligt dokumentet",
        "Mandattid enligt dokumentet (år)",
    ]
    assert "hälso- och sjukvårdens ledningsgrupp, HSLG (Örebro)" in column(seats, given[1])
    assert "2" in column(seats, given[2])
    for page in made("region-orebro-lan").values():
        filled = {h.text for n, h in enumerate(page.headings) if any(n < len(r) and r[n] for r in page.rows)}
        assert filled <= {*given, "Plats", "Grupp", "Gäller", "Är alla med i fråga om"}, page.name


def test_every_rule_that_reads_the_record_has_a_column() -> None:
    rules = {
        rule.iri: rule
        for rule in WHOLE.rules.values()
        if rule.is_executable and not rule.flag("kg:readsNorm")
    }
    shapes = published_shapes()
    found: set[Rule] = set()
    for table in workbooks().tables:
        for one in table.columns:
            found.update(reading(shapes, rules, table, one))
    assert {rule.id for rule in found} == {rule.id for rule in rules.values()}


def test_every_column_says_what_to_write_in_both_languages() -> None:
    for table in workbooks().tables:
        for one in table.columns:
            text = instruction(one)
            assert text.sv and text.en and text.sv != text.en, (table.name, one.name)
            for words in text:
                assert len(words) < 180 and words.endswith("."), (table.name, one.name)
                assert not words.startswith(("Anger", "States", "Shortcut")), "a definition is no instruction"


def test_the_rules_behind_a_column_are_named() -> None:
    heads = {heading.text: heading.note for heading in made("region-orebro-lan")["Ledamöter"].headings}
    assert heads["Mandat till och med"].endswith("Regler: OR-24c, OR-25c, OR-26c, OR-27c")
    kronoberg = {heading.text: heading.note for heading in made("region-kronoberg")["Personer"].headings}
    assert "KR-12b" in kronoberg["Chefsbefattning"] and "OR-" not in kronoberg["Chefsbefattning"]


def test_a_column_that_decides_nothing_is_left_out() -> None:
    orebro = [heading.text for heading in made("region-orebro-lan")["Ledamöter"].headings]
    kronoberg = [heading.text for heading in made("region-kronoberg")["Ledamöter"].headings]
    assert "Företräder led i vårdkedjan" in kronoberg and "Företräder led i vårdkedjan" not in orebro


def test_choices_come_from_the_code_lists() -> None:
    heads = {heading.text: heading for heading in made("region-orebro-lan")["Möten"].headings}
    assert set(heads["Läge"].choices) == {"hållet", "inställt", "planerat"}
    assert heads["Ordinarie"].choices == ("Ja", "Nej", "Vet inte") and heads["Datum"].dated
    kronoberg = {heading.text: heading for heading in made("region-kronoberg")["Möten"].headings}
    assert kronoberg["Sammankallat av"].several and not heads["Läge"].several


def test_the_questions_of_completeness_are_those_that_rules_need() -> None:
    page = made("region-orebro-lan")["Är allt med"]
    asked = set(zip(column(page, "Gäller"), column(page, "Är alla med i fråga om"), strict=True))
    rmks = "Rådet för medicinskt kunskapsstöd, RMKS (Örebro)"
    assert {(rmks, "möten"), (rmks, "ledamöter"), ("Region Örebro län", "andra beslut")} <= asked


def test_a_workbook_for_one_body_has_that_body_alone() -> None:
    page = made("region-orebro-lan", "orebro-rmks")
    assert column(page["Grupper"], "Grupp") == ["Rådet för medicinskt kunskapsstöd, RMKS (Örebro)"]
    assert {"RSN" in str(seat) for seat in column(page["Platser"], "Plats")} == {False}


def test_an_english_template_is_english() -> None:
    page = made("region-orebro-lan", language="en")
    assert {"About", "Bodies", "Members", "Meetings"} <= set(page)
    assert page["Meetings"].headings[1].text == "Date" and "Yes" in page["Meetings"].headings[3].choices
    assert set(page["Meetings"].headings[2].choices) == {"cancelled", "held", "planned"}
    assert "chair of RMKS" in column(page["Seats"], "Seat")
    assert {"members", "calendar"} <= set(column(page["Is it complete"], "Is everything there as to"))


def test_what_is_recorded_is_filled_in(tmp_path) -> None:  # type: ignore[no-untyped-def]
    triples = read(str(EXAMPLES / "orebro-rmks.ttl")).triples
    wanted = Wanted(Iri(expand("kgd:region-orebro-lan")), base=BASE)
    book = {page.name: page for page in pages(Knowledge(), published_shapes(), wanted, triples)}
    assert "Exempelperson 1" in column(book["Personer"], "Namn")
    questions = list(
        zip(
            column(book["Är allt med"], "Gäller"),
            column(book["Är allt med"], "Är alla med i fråga om"),
            strict=True,
        )
    )
    assert len(questions) == len(set(questions)), "a question that is answered is not asked again"
    assert set(through_excel(triples, tmp_path / "bok.xlsx").triples) == set(triples)
