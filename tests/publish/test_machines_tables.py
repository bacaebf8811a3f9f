"""Tables and answers as CSV and JSON: whole, described, and harmless in a spreadsheet program."""

import csv
import io
import json

import pytest
from addressed import addresses_of
from rdflib.plugins.sparql.results.csvresults import CSVResultParser
from rdflib.plugins.sparql.results.jsonresults import JSONResultParser

from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.publish.addresses import Addresses
from kgov.publish.machines import question_results, tables
from kgov.publish.machines.table_columns import SHEETS
from kgov.storage.query_text import catalogue
from kgov.storage.source import Source
from kgov.storage.table import Table
from kgov.storage.terms import Blank, Iri, Text

pytest_plugins = ["published"]


@pytest.fixture(scope="module")
def written(model, all_addresses):
    return dict(tables.files(model, all_addresses))


def rows_of(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(
        csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True)
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_table_holds_every_thing_once_in_each_form(written, model, all_addresses, sheet):
    machine = rows_of(written[f"table/{sheet.name}.csv"])
    assert (
        len(machine) - 1
        == len({row[-1] for row in machine[1:]})
        == len(tables.rows(model, all_addresses, sheet))
    )
    for lang, delimiter in (("sv", ";"), ("en", ",")):
        people = rows_of(written[f"{lang}/table/{sheet.name}.csv"], delimiter)
        assert [row[-1] for row in people[1:]] == [row[-1] for row in machine[1:]]
        assert people[0] == [column.title.pick(lang) for column in sheet.columns]
        assert all(len(row) == len(sheet.columns) for row in people)


def test_the_tables_hold_what_the_model_holds(written, model):
    assert len(rows_of(written["table/statements.csv"])) - 1 == len(model.statements) == 279
    assert len(rows_of(written["table/links.csv"])) - 1 == len(model.links)
    assert len(rows_of(written["table/rules.csv"])) - 1 == len(model.rules)


def test_a_row_says_the_same_in_both_languages(written):
    row = next(
        row
        for row in csv.DictReader(io.StringIO(written["table/seats.csv"].decode()))
        if row["short"] == "orebro-rmks-seat-chair"
    )
    assert row["body"] == expand("kgd:orebro-rmks")
    assert row["role_sv"] == "ordförande" and row["role_en"] == "chair"
    assert "OR-21a" in row["statements_sv"].split(" | ")
    assert expand("kgs:OR-21a") in row["statements"].split(" ")


def test_swedish_tables_open_in_a_swedish_excel(written):
    assert written["sv/table/bodies.csv"].startswith(b"\xef\xbb\xbf")
    assert not written["en/table/bodies.csv"].startswith(b"\xef\xbb\xbf")
    assert not written["table/bodies.csv"].startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_description_fits_the_table(written, sheet):
    told = json.loads(written[f"table/{sheet.name}.csv-metadata.json"])
    assert told["@context"] == "http://www.w3.org/ns/csvw" and told["url"] == f"{sheet.name}.csv"
    columns = told["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == rows_of(written[f"table/{sheet.name}.csv"])[0]
    assert told["tableSchema"]["primaryKey"] in {column["name"] for column in columns}
    assert all({text["@language"] for text in column["dc:title"]} == {"sv", "en"} for column in columns)


def test_what_is_not_published_has_no_row(model, all_addresses):
    rule = Iri(expand("kgr:OL-17"))
    fewer = Addresses(set(all_addresses) - {rule})
    assert rule not in {thing.iri for sheet in SHEETS for thing in tables.rows(model, fewer, sheet)}


HOSTILE = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\tx", 'a";b,c\n"d"']


def test_no_cell_becomes_a_formula_and_none_loses_its_text():
    label, link = Iri(expand("rdfs:label")), Iri(expand("kg:Link"))
    names = [Iri(f"https://example.org/{number}") for number in range(len(HOSTILE))]
    triples = [(name, label, Text(text)) for name, text in zip(names, HOSTILE, strict=True)]
    triples += [(name, Iri(expand("rdf:type")), link) for name in names]
    knowledge = Knowledge()
    knowledge.add_list(Source("x.ttl", "", triples))
    written = dict(tables.files(knowledge, addresses_of(knowledge)))
    machine = {row[0]: row[1] for row in rows_of(written["table/links.csv"])}
    assert [machine[name] for name in names] == HOSTILE
    people = {row[0]: row[1] for row in rows_of(written["sv/table/links.csv"], ";")}
    assert [people[name] for name in names] == [f"'{text}" for text in HOSTILE[:-1]] + HOSTILE[-1:]


# ---- questions


@pytest.fixture(scope="module")
def answers(model, all_addresses, site_choice):
    return dict(question_results.files(model, all_addresses, site_choice))


def test_every_question_has_its_text_and_its_answers(answers):
    for name, query in catalogue().items():
        assert answers[f"question/{name}.rq"].decode() == query.text
        for mark in ("", ".en") if any(p.name == "lang" for p in query.parameters) else ("",):
            head, *rows = rows_of(answers[f"question/{name}{mark}.csv"])
            told = json.loads(answers[f"question/{name}{mark}.json"])
            assert told["head"]["vars"] == head
            assert len(told["results"]["bindings"]) == len(rows)


def test_rdflib_reads_the_answers(answers):
    data = answers["question/who-appoints.json"]
    by_json = JSONResultParser().parse(io.BytesIO(data))
    by_csv = CSVResultParser().parse(io.BytesIO(answers["question/who-appoints.csv"]))
    assert len(by_json.bindings) == len(by_csv.bindings) > 50


def test_a_question_that_needs_a_body_is_asked_of_every_body(answers):
    head, *rows = rows_of(answers["question/seats-of-a-body.csv"])
    assert head[:2] == ["body", "seat"]
    bodies = [row[0] for row in rows]
    assert expand("kgd:orebro-rmks") in bodies and len(set(bodies)) > 3
    assert bodies == sorted(bodies)
    _, *english = rows_of(answers["question/seats-of-a-body.en.csv"])
    assert [row[1] for row in english] == [row[1] for row in rows] and english != rows


def test_sparql_json_says_what_sort_each_value_is():
    row = (
        Iri("https://example.org/<x>"),
        Blank("b"),
        Text("a</script>", lang="sv"),
        Text("1", datatype=expand("xsd:integer")),
        Text("x"),
        None,
    )
    told = json.loads(question_results.as_json(Table(list("abcdef"), [row])))
    assert told["results"]["bindings"] == [
        {
            "a": {"type": "uri", "value": "https://example.org/<x>"},
            "b": {"type": "bnode", "value": "b"},
            "c": {"type": "literal", "value": "a</script>", "xml:lang": "sv"},
            "d": {"type": "literal", "value": "1", "datatype": expand("xsd:integer")},
            "e": {"type": "literal", "value": "x"},
        }
    ]


@pytest.mark.parametrize(
    "name", [name for name, query in catalogue().items() if question_results._needed(query)]
)
def test_a_question_asked_of_all_at_once_has_the_rows_that_it_has_for_each(model, name):
    query = catalogue()[name]
    needed = question_results._needed(query)
    things = sorted(set(question_results._candidates(model, needed)))[::9][:12]
    together = model.select(query.fill_each(needed, {needed: things}))
    for thing in things:
        alone = model.select(query.fill({needed: [thing]}))
        assert [row[1:] for row in together.rows if row[0] == thing] == alone.rows
