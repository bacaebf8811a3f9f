"""What a workbook says once it is read, and what is refused, with its cell."""

from __future__ import annotations

import datetime
import itertools
import re

import pytest
from books import BASE, MODEL, OREBRO, Rows, book, said

from kgov.errors import KgovError
from kgov.lists.importing import to_source
from kgov.lists.mapping import workbooks
from kgov.lists.origin import Origin
from kgov.lists.sheets import is_called
from kgov.storage.tables import Sheet, Workbook

PERSONS: Rows = [
    ["Löpnummer eller HSA-id", "Namn", "Disputerad", "Beteckning"],
    [1, "Exempelperson Ett", "Ja", None],
    [2, "Exempelperson Två", "Vet inte", "person-två"],
    [3, "Exempelperson Två", "Nej", None],
]
GROUPS: Rows = [["Grupp", "Slag av grupp", "Från och med"], ["LAG hjärta", "LAG", datetime.date(2024, 1, 1)]]


def members(
    *rows: list[object], headings: tuple[str, ...] = ("Person", "Grupp", "Roll", "Från och med")
) -> Rows:
    return [list(headings), *rows]  # type: ignore[list-item]


def refused(workbook: Workbook, origin: Origin = OREBRO) -> list[str]:
    """The faults of a workbook in Swedish, one a line."""
    with pytest.raises(KgovError) as error:
        to_source(workbook, MODEL, origin)
    return error.value.problem.sv.splitlines()


def test_rows_become_things_with_names_that_stay() -> None:
    made = book(
        Grupper=GROUPS, Personer=PERSONS, Ledamöter=members([1, "LAG hjärta", "ledamot", "2025-01-01"])
    )
    lines = said(made)
    assert lines == said(made)
    (group,) = {one.split()[0] for one in lines if one.endswith("kgd:orebro-lag")}
    (member,) = {one.split()[0] for one in lines if one.endswith("kg:Membership")}
    assert re.fullmatch(r"ex:bodies-[0-9a-f]{12}", group)
    assert {f"{member} org:organization {group}", f"{member} kg:hasRole kgc:role-member"} <= lines
    assert f'{group} kg:validFrom "2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date>' in lines
    assert "ex:person-två kg:hasDoctorate" not in " ".join(lines)


def test_a_correction_changes_only_what_was_corrected() -> None:
    before = book(Grupper=GROUPS, Personer=PERSONS)
    corrected = [*PERSONS[:3], [3, "Exempelperson Två", "Ja", None]]
    after = said(book(Grupper=GROUPS, Personer=corrected))
    gone, new = said(before) - after, after - said(before)
    assert [one.split()[1:3] for one in gone] == [
        ["kg:hasDoctorate", '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>']
    ]
    assert len(new) == 1 and {one.split()[0] for one in gone} == {one.split()[0] for one in new}


def test_rows_in_another_order_say_the_same() -> None:
    assert said(book(Personer=PERSONS)) == said(book(Personer=[PERSONS[0], *PERSONS[:0:-1]]))


def test_a_person_is_named_by_a_keyed_number_and_never_by_name() -> None:
    one = {line.split()[0] for line in said(book(Personer=PERSONS[:2]))}
    renamed = [PERSONS[0], [1, "Exempelperson Nytt Namn", "Ja", None]]
    assert {line.split()[0] for line in said(book(Personer=renamed))} == one
    keyed = {line.split()[0] for line in said(book(Personer=PERSONS[:2]), Origin("orebro", BASE, "hemlig"))}
    assert keyed != one and not any("exempel" in name.casefold() for name in one | keyed)


def test_a_body_of_the_documents_is_known_by_its_usual_name() -> None:
    lines = said(book(Möten=[["Grupp", "Datum", "Läge"], ["rmks", "2026-03-11", "hållet"]]))
    assert any(line.endswith("kg:isMeetingOf kgd:orebro-rmks") for line in lines)
    groups = said(book(Grupper=[["Grupp", "Läkemedelsfrågor"], ["RMKS", "Nej"]]))
    assert [line.split()[:2] for line in groups] == [["kgd:orebro-rmks", "kg:handlesMedicines"]]


@pytest.mark.parametrize("heading", ["Person", "person", " PERSON ", "Person"])
@pytest.mark.parametrize("sheet", ["Ledamöter", "ledamöter", "Members", "Ledamo\u0308ter"])
def test_headings_and_sheets_are_known_in_both_languages_and_any_case(heading: str, sheet: str) -> None:
    sheets = [
        Sheet("Personer", PERSONS),
        Sheet(sheet, members([1, "RMKS", "ledamot", None], headings=(heading, "Body", "Roll", "From"))),
    ]
    assert any(" org:member " in line for line in said(Workbook("b.xlsx", sheets, "")))


def test_no_two_titles_are_alike_when_they_are_compared() -> None:
    for table in workbooks().tables:
        for one, other in itertools.combinations(table.columns, 2):
            assert not any(is_called(title, other.titles) for title in one.titles), (table.name, one.name)
    for table, other_table in itertools.combinations(workbooks().tables, 2):
        assert not any(is_called(title, other_table.titles) for title in table.titles)


def test_a_csv_file_by_any_name_is_known_by_its_headings() -> None:
    sheet = Sheet("utdrag 2026", [["Grupp", "Datum", "Läge"], ["RMKS", "2026-03-11", "hållet"]])
    assert said(Workbook("utdrag 2026.csv", [sheet], ""))


def test_the_workbook_says_whose_it_is() -> None:
    about = [["Underlag"], ["Ägare", "orebro"], ["Bas", "https://data.example.org/rol/"]]
    made = book(Om=about, Grupper=GROUPS)
    assert all(line.startswith("https://data.example.org/rol/") for line in said(made, Origin()))


def test_an_answer_of_no_is_no_declaration() -> None:
    headings = ["Gäller", "Är alla med i fråga om", "Svar", "Per datum", "Uppgiftslämnare (funktion)"]
    asked = [["RMKS", "ledamöter", "Nej", "2026-11-01", "sekreteraren"], ["RMKS", "möten", None, None, None]]
    answered = ["RMKS", "ledamöter", "Ja", "2026-11-01", "sekreteraren"]
    assert said(book(Är_allt_med=[headings, *asked], Grupper=GROUPS)) == said(book(Grupper=GROUPS))
    assert any(
        line.endswith("kg:hasAspect kgc:aspect-members")
        for line in said(book(Är_allt_med=[headings, answered]))
    )
    halfway = book(Är_allt_med=[headings, ["RMKS", "ledamöter", None, "2026-11-01", None]])
    assert refused(halfway) == [
        "bok.xlsx, bladet Är allt med, cell C2: svara Ja eller Nej; resten av raden är ifylld"
    ]


QUESTION = [
    "Gäller",
    "Är alla med i fråga om",
    "Svar",
    "Per datum",
    "Införda från och med",
    "Införda till och med",
]
JANUARY = ["2026-01-01", "2026-01-31"]


@pytest.mark.parametrize(
    ("no", "yes", "told"),
    [
        ([None, None, None], [None, None, None], True),
        (["2026-02-01"], ["2026-02-01"], True),
        (["2026-03-01"], ["2026-02-01"], True),
        (["2026-01-01"], ["2026-02-01"], False),
        ([None, *JANUARY], [None, "2026-01-31", "2026-02-28"], True),
        ([None, *JANUARY], [None, "2026-02-01", "2026-02-28"], False),
        ([None, "2026-02-01", "2026-02-28"], [None, *JANUARY], False),
        ([None, None, "2026-02-28"], [None, *JANUARY], True),
    ],
)
def test_yes_and_no_to_one_question_is_refused_with_both_cells(
    no: list[str | None], yes: list[str | None], told: bool
) -> None:
    rows: Rows = [QUESTION, ["RMKS", "möten", "Nej", *no], ["RSN; orebro-rmks", "möten", "Ja", *yes]]
    other: Rows = [QUESTION, ["RMKS", "möten", "Nej", *no], ["RMKS", "ledamöter", "Ja", *yes]]
    if told:
        assert refused(book(Är_allt_med=rows)) == [
            "bok.xlsx, bladet Är allt med, cell C2: här står Nej, och i cell C3 Ja på samma "
            "fråga; rätta det ena, eller skriv vilka dagar vart och ett gäller"
        ]
    else:
        assert said(book(Är_allt_med=rows))
    assert said(book(Är_allt_med=other))


def test_a_seat_that_is_not_vacant_has_no_day_of_vacancy() -> None:
    heads = ["Plats", "Vakant", "Vakant sedan", "Vakant till och med"]
    assert refused(book(Platser=[heads, ["ordförande i RMKS", "Nej", "2026-09-01", None]])) == [
        "bok.xlsx, bladet Platser, cell B2: ”Nej” säger emot ”Vakant sedan” i cell C2; "
        "svara Ja, eller töm den cellen"
    ]
    open_, ended = (
        ["ordförande i RMKS", "Ja", "2026-01-01", None],
        ["ordförande i RMKS", "Ja", None, "2026-03-01"],
    )
    (fault,) = refused(book(Platser=[heads, open_, ["ordförande i RMKS", "Nej", None, None]]))
    assert "cell B3: här står Nej, och i cell B2 Ja" in fault
    assert said(book(Platser=[heads, ended, ["ordförande i RMKS", "Nej", None, None]]))


def test_a_row_that_answers_no_is_read_all_the_same() -> None:
    rows: Rows = [QUESTION, ["RMKSS", "möten", "Nej", "igår", None, None]]
    assert [fault.split(": ")[0][-2:] for fault in refused(book(Är_allt_med=rows, Grupper=GROUPS))] == [
        "A2",
        "D2",
    ]


def test_a_date_of_vacancy_says_that_the_seat_is_vacant() -> None:
    rows: Rows = [
        ["Plats", "Vakant", "Vakant sedan"],
        ["sekreterare i RMKS", None, "2026-09-01"],
        ["ordförande i RMKS", "Nej", None],
    ]
    lines = said(book(Platser=rows))
    assert next(line for line in lines if "kg:isVacancyOf" in line).endswith("kgd:orebro-rmks-seat-secretary")
    assert sum("kg:isVacancyOf" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("workbook", "fault"),
    [
        (
            book(Ledamöterna=[["Person"], ["x"]], Möten=[["Grupp"]]),
            "bladet Ledamöterna: bladet ”Ledamöterna” är okänt; menar ni ”Ledamöter”?",
        ),
        (
            book(Möten=[["Grupp", "Datu"], ["RMKS", "2026-01-01"]]),
            "bladet Möten, cell B1: okänd rubrik ”Datu”; menar ni ”Datum”?",
        ),
        (
            book(Möten=[["Grupp", "Grupp"], ["RMKS", "RMKS"]]),
            "bladet Möten, cell B1: rubriken ”Grupp” står två gånger",
        ),
        (
            book(Möten=[["Grupp", None], ["RMKS", "x"]]),
            "bladet Möten, cell B1: kolumnen saknar rubrik men har innehåll",
        ),
        (
            book(Möten=[["Anna", "Bo"], ["RMKS", "x"]]),
            "bladet Möten: första raden ska vara rubrikerna; ingen av dem känns igen",
        ),
        (
            book(Möten=[["Grupp", "Datum"], ["RMKS", "31/1 2026"]]),
            "bladet Möten, cell B2: inget datum; skriv till exempel 2026-01-31",
        ),
        (
            book(Möten=[["Grupp", "Datum"], ["RMKS", "2026-02-30"]]),
            "bladet Möten, cell B2: inget datum; skriv till exempel 2026-01-31",
        ),
        (
            book(Möten=[["Grupp", "Läge"], ["RMKS", "hålllet"]]),
            "bladet Möten, cell B2: ”hålllet” finns inte; menar ni ”hållet”?",
        ),
        (
            book(Möten=[["Grupp", "Ordinarie"], ["RMKS", "kanske"]]),
            "bladet Möten, cell B2: skriv Ja, Nej eller Vet inte",
        ),
        (
            book(Möten=[["Grupp", "Läge"], [None, "hållet"]]),
            "bladet Möten, cell A2: raden saknar det som skiljer den från andra: fyll i ”Grupp” eller ”Datum”",
        ),
        (
            book(Dokument_och_planer=[["Slag", "År"], ["handlingsplan", "två"]]),
            "bladet Dokument och planer, cell B2: skriv ett heltal",
        ),
        (
            book(Dokument_och_planer=[["Slag", "Grupp"], ["plan", "RMKS"]]),
            "bladet Dokument och planer, cell A2: ”plan” är inget av handlingsplan, årsrapport, uppföljning, minnesanteckningar, kontaktuppgifter",
        ),
        (
            book(Dokument_och_planer=[["Slag", "År"], [None, 2026]]),
            "bladet Dokument och planer, cell A2: ange slag: handlingsplan, årsrapport, uppföljning, minnesanteckningar, kontaktuppgifter",
        ),
        (
            book(Dokument_och_planer=[["Slag", "Grupp", "År"], ["minnesanteckningar", "RMKS", None]]),
            "bladet Dokument och planer, cell B2: kolumnen används inte för minnesanteckningar",
        ),
        (
            book(Möten=[["Grupp", "Datum"], ["RMKS", "2026-01-01"], ["rmks", "2026-01-01"]]),
            "bladet Möten, cell A3: raden gäller samma sak som bladet Möten, rad 2; slå ihop dem, eller ge dem olika beteckning",
        ),
        (
            book(Möten=[["Grupp", "Beteckning"], ["RMKS", "a b"]]),
            "bladet Möten, cell B2: en beteckning har bara bokstäver, siffror, punkt och bindestreck",
        ),
        (
            book(Övrigt=[["s", "p", "o"], ["x", "y", "z"]], Grupper=GROUPS),
            "bladet Övrigt, cell A2: raden kan inte läsas som en uppgift",
        ),
    ],
    ids=lambda value: value.split(": ")[-1][:40] if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_its_cell(workbook: Workbook, fault: str) -> None:
    assert refused(workbook) == [f"bok.xlsx, {fault}"]


def test_an_empty_workbook_is_refused() -> None:
    assert refused(book(Möten=[["Grupp", "Datum"]])) == ["ingenting är ifyllt"]


def test_all_faults_are_told_at_once_and_the_rest_counted() -> None:
    rows: Rows = [["Grupp", "Datum"], *[[f"Grupp nummer {number}", "x"] for number in range(15)]]
    faults = refused(book(Möten=rows))
    assert len(faults) == 21 and faults[-1] == "… och 10 fel till"


def test_the_rows_that_explain_are_no_entries() -> None:
    rows: Rows = [
        ["Grupp", "Datum", "Beteckning"],
        ["Gruppens namn.", "Dagen.", "# Får lämnas tom."],
        ["RMKS", "2026-01-01", None],
    ]
    assert said(book(Möten=rows)) == said(book(Möten=[rows[0], rows[2]]))


def test_no_name_of_a_person_is_repeated_in_a_fault() -> None:
    known = book(Personer=PERSONS, Ledamöter=members(["Exempelperson Tre", "RMKS", "ledamot", None]))
    twice = book(Personer=PERSONS, Ledamöter=members(["Exempelperson Två", "RMKS", "ledamot", None]))
    called = book(Personer=PERSONS, Möten=[["Grupp", "Sammankallat av"], ["RMKS", "Exempelperson Fyra"]])
    for workbook in (known, twice, called):
        (fault,) = refused(workbook)
        assert "cell" in fault and "Exempelperson" not in fault
    with pytest.raises(KgovError) as error:
        to_source(twice, MODEL, OREBRO)
    assert "Exempelperson" not in str(error.value)


def test_a_person_without_a_number_is_asked_for_one() -> None:
    assert refused(book(Personer=[["Namn"], ["Exempelperson Ett"]])) == [
        "bok.xlsx, bladet Personer, cell A2: personen saknar nummer; skriv ett eget löpnummer, till exempel 1"
    ]


def test_homonyms_mean_the_thing_of_the_owner() -> None:
    rows: Rows = [["Slag", "Datum", "Beslutat av"], ["annat beslut", "2026-01-01", "verksamhetschef"]]
    assert any(line.endswith("kgd:orebro-verksamhetschef") for line in said(book(Beslut=rows)))
    (fault,) = refused(book(Beslut=rows), Origin())
    assert fault.startswith("bok.xlsx, bladet Beslut, cell C2:")


def test_a_made_name_rests_on_what_cells_mean_and_not_on_how_they_are_spelled() -> None:
    def subjects(
        person: object, name: str, group: str, sheet: str = "Ledamöter", role: str = "ledamot"
    ) -> set[str]:
        persons: Rows = [["Löpnummer eller HSA-id", "Namn"], [1, name]]
        rows = members([person, group, role, "2025-01-01"])
        return {
            one.split()[0] for one in said(book(Personer=persons, **{sheet: rows})) if "org:member" in one
        }

    once = subjects("Exempelperson Et", "Exempelperson Et", "RMKS")
    assert once == subjects(
        "Exempelperson Ett", "Exempelperson Ett", "Rådet för medicinskt kunskapsstöd, RMKS (Örebro)"
    )
    assert once == subjects(1, "Exempelperson Ett", "orebro-rmks", "Members", "member")
    assert once != subjects(1, "Exempelperson Ett", "RMKS", role="ordförande")


def test_an_hsa_id_asks_for_a_key_since_a_plain_digest_could_be_guessed() -> None:
    rows: Rows = [["Löpnummer eller HSA-id", "Namn"], ["SE2321000164-1A2B", "Exempelperson"]]
    (fault,) = refused(book(Personer=rows))
    assert fault.startswith("bok.xlsx, bladet Personer, cell A2: ett HSA-id kräver en hemlig nyckel")
    assert "1A2B" not in fault
    one, other = (said(book(Personer=rows), Origin("orebro", BASE, key)) for key in ("a", "b"))
    assert {line.split()[0] for line in one} != {line.split()[0] for line in other}
