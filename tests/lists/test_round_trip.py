"""A record, written as a workbook and read again, says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import BASE, MODEL, in_sheets, through_excel
from conftest import EXAMPLES, ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgov.answers.validation import published_shapes
from kgov.language import Lang
from kgov.lists.csv_form import csv_files
from kgov.lists.importing import TYPE, to_source
from kgov.lists.mapping import Column, Sort, Table, workbooks
from kgov.lists.template import Wanted, pages
from kgov.lists.words import Words
from kgov.namespaces import expand
from kgov.storage.reading import read
from kgov.storage.spreadsheets import read_workbook
from kgov.storage.terms import XSD, Iri, Term, Text, Triple

OWNERS = {
    "kronoberg": "region-kronoberg",
    "sodra": "sodra-sjukvardsregionen",
    "sydostra": "sydostra-sjukvardsregionen",
    "orebro": "region-orebro-lan",
}
LISTS = sorted(EXAMPLES.glob("*.ttl"))


def whose(path: Path) -> tuple[str, str]:
    short = path.stem.split("-")[0]
    return OWNERS.get(short, "region-orebro-lan"), f"https://example.org/underlag/{short}/"


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("path", [*LISTS, ROOT / "tests" / "view" / "list.ttl"], ids=lambda path: path.stem)
def test_a_list_survives_a_workbook(path: Path, lang: Lang, tmp_path: Path) -> None:
    owner, base = whose(path)
    before = read(str(path))
    after = through_excel(before.triples, tmp_path / "bok.xlsx", owner, base, lang)
    assert set(after.triples) == set(before.triples)
    again = through_excel(after.triples, tmp_path / "igen.xlsx", owner, base, lang)
    assert (tmp_path / "igen.xlsx").read_bytes() == (tmp_path / "bok.xlsx").read_bytes()
    assert again.triples == after.triples


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_survives_csv_files(path: Path, lang: Lang, tmp_path: Path) -> None:
    owner, base = whose(path)
    before = read(str(path))
    wanted = Wanted(Iri(expand(f"kgd:{owner}")), base=base, language=lang)
    for name, text in csv_files(pages(MODEL, published_shapes(), wanted, before.triples)).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    assert set(to_source(read_workbook(str(tmp_path)), MODEL).triples) == set(before.triples)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_example_has_a_column_for_all_it_says(path: Path) -> None:
    assert "Övrigt" not in [sheet.name for sheet in in_sheets(read(str(path)).triples, *_short(path)).sheets]


def _short(path: Path) -> tuple[str, str]:
    short = path.stem.split("-")[0]
    return short, f"https://example.org/underlag/{short}/"


def test_every_statement_has_its_cell(tmp_path: Path) -> None:
    source = through_excel(read(str(EXAMPLES / "orebro-rmks.ttl")).triples, tmp_path / "bok.xlsx")
    assert set(source.places) == set(source.triples)
    seat = (
        Iri(BASE + "ledamot-ordforande"),
        Iri(expand("kg:takesSeat")),
        Iri(expand("kgd:orebro-rmks-seat-chair")),
    )
    place = source.places[seat]
    (sheet,) = (s for s in read_workbook(str(tmp_path / "bok.xlsx")).sheets if s.name == place.sheet)
    assert place.sheet == "Ledamöter"
    assert sheet.rows[place.row - 1][ord(place.column) - ord("A")] == "ordförande i RMKS"


# ---- random records

WORDS = Words(MODEL, "orebro", BASE)
LETTERS = "abcåäöÅÄÖéüß 0123456789-;:,.=+@\"'()[]"
NAMES = st.text(LETTERS, min_size=1, max_size=60) | st.sampled_from(
    [
        "Ja",
        "2026-01-01",
        "kgd:orebro-rmks",
        "=1+1",
        "RMKS",
        "urn:x",
        "a" * 4000,
        "rad\nbrytning",
        " mellanslag ",
    ]
)
DATES = st.dates().map(lambda day: Text(day.isoformat(), datatype=XSD + "date"))


def literal(column: Column) -> st.SearchStrategy[Term]:
    if column.values == "yesno":
        return st.sampled_from(["true", "false", "1", "0"]).map(lambda v: Text(v, datatype=XSD + "boolean"))
    if column.values == "integer":
        return st.integers(-(10**17), 10**17).map(lambda v: Text(str(v), datatype=XSD + "integer"))
    if column.values == "date":
        return DATES
    language = column.language
    kind = expand("rdf:langString") if language else XSD + "string"
    return NAMES.map(lambda text: Text(text, language, kind))


def value(column: Column, rows: list[Iri]) -> st.SearchStrategy[Term]:
    if column.values.startswith(("text", "date", "integer", "yesno")):
        return literal(column)
    members = sorted(WORDS.members(column.values))
    return st.sampled_from([*members[:40], *rows])


@st.composite
def records(draw: st.DrawFn) -> list[Triple]:
    """Rows of any sheets, with any values that their columns may hold, and now and then some that they may not."""
    chosen = draw(st.lists(st.sampled_from(workbooks().tables), min_size=1, max_size=8))
    rows = [Iri(f"{BASE}{table.name}-{number}") for number, table in enumerate(chosen)]
    return [
        triple for table, row in zip(chosen, rows, strict=True) for triple in draw(things(table, row, rows))
    ]


@st.composite
def things(draw: st.DrawFn, table: Table, row: Iri, rows: list[Iri]) -> list[Triple]:
    sort: Sort = draw(st.sampled_from(table.sorts))
    found: list[Triple] = [(row, TYPE, sort.type)] if sort.type else []
    if table.kinds:
        found.append((row, TYPE, draw(st.sampled_from(sorted(WORDS.members(table.kinds))))))
    for column in draw(st.lists(st.sampled_from(table.columns), max_size=6, unique=True)):
        property_ = sort.property_of(column)
        if property_ is None or column.steers:
            continue
        for term in draw(st.lists(value(column, rows), min_size=1, max_size=3)):
            if column.inverse:
                found.append((draw(st.sampled_from(rows)), property_, row))
            else:
                found.append((row, property_, term))
    return found


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(records(), st.sampled_from(["sv", "en"]))
def test_any_record_survives_a_workbook(triples: list[Triple], lang: Lang) -> None:
    if triples:
        assert set(to_source(in_sheets(triples, lang=lang), MODEL).triples) == set(triples)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_an_english_workbook_has_no_swedish_word_where_there_is_an_english_one(path: Path) -> None:
    triples = read(str(path)).triples
    in_english = {
        thing.label.sv: thing.label.en
        for thing in {**MODEL.entities, **MODEL.concepts}.values()
        if thing.label.sv != thing.label.en
    }
    in_english |= {sort.titles.sv: sort.titles.en for table in workbooks().tables for sort in table.sorts}
    in_english |= {"Ja": "Yes", "Nej": "No", "Vet inte": "Do not know"}
    swedish = {word for word, english in in_english.items() if word != english} - set(in_english.values())
    kept = {str(o) for _, _, o in triples if isinstance(o, Text)} | {
        s.rpartition("/")[2] for s, _, _ in triples
    }
    for sheet in in_sheets(triples, *_short(path), "en").sheets:
        words = {part for row in sheet.rows for cell in row if cell for part in str(cell).split("; ")}
        assert words & swedish <= kept, (sheet.name, words & swedish)


@pytest.mark.parametrize(
    ("more", "sheet"),
    [(None, "Uppdrag på högre nivå"), ("kg:takesSeat", "Ledamöter"), ("kg:appoints", "Ledamöter")],
    ids=["plain", "with a seat", "appointed"],
)
def test_a_higher_assignment_stands_where_there_is_a_column_for_all_of_it(
    more: str | None, sheet: str
) -> None:
    member, decision = Iri(BASE + "m"), Iri(BASE + "d")
    person = [
        (Iri(BASE + "p"), TYPE, Iri(expand("kg:Person"))),
        (member, Iri(expand("org:member")), Iri(BASE + "p")),
    ]
    triples: list[Triple] = [
        *person,
        (member, TYPE, Iri(expand("kg:Membership"))),
        (member, Iri(expand("org:organization")), Iri(expand("kgd:national-npo"))),
        (decision, TYPE, Iri(expand("kg:Appointment"))),
    ]
    if more == "kg:takesSeat":
        triples.append((member, Iri(expand(more)), Iri(expand("kgd:orebro-rmks-seat-chair"))))
    elif more:
        triples.append((decision, Iri(expand(more)), member))
    made = {one.name: one.rows for one in in_sheets(triples).sheets}
    assert "Övrigt" not in made and len(made[sheet]) == 2
