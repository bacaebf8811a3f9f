"""The browser's engine answers every question as the command line does, and tells faults as clearly."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from conftest import EXAMPLES, ROOT, with_lists
from in_node import needs_node, run

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.publish.addresses import Addresses
from kgov.publish.browser.asking import asking
from kgov.storage.query_text import catalogue
from kgov.storage.table import Table
from kgov.storage.terms import Blank, Iri, Term, Text, date_term

CASES = ROOT / "tests" / "questions"
DAY = date(2026, 11, 22)
#: Of a long list of choices about so many are tried.
MOST = 6

pytestmark = needs_node


def cell(term: Term | None) -> dict[str, str] | None:
    """A term as SPARQL's JSON has it."""
    if term is None:
        return None
    if isinstance(term, Text):
        plain = {"type": "literal", "value": str(term)}
        if term.lang:
            return {**plain, "xml:lang": term.lang}
        return plain if term.datatype == expand("xsd:string") else {**plain, "datatype": term.datatype}
    return {"type": "bnode" if isinstance(term, Blank) else "uri", "value": str(term)}


def rows(table: Table) -> list[list[dict[str, str] | None]]:
    return [[cell(term) for term in row] for row in table.rows]


def listed(names: list[str]) -> list[str]:
    places = [EXAMPLES, CASES / "lists", resources.root()]
    return [str(next(p / name for p in places if (p / name).exists())) for name in names]


def term(kind: str, value: str) -> Term:
    return Iri(value) if kind == "iri" else date_term(value) if kind == "date" else Text(value)


def full(kind: str, value: str) -> str:
    return expand(value) if kind == "iri" and "://" not in value else value


def asked(case: Path) -> tuple[str, dict[str, list[str]], tuple[str, ...]]:
    """The question of a case, its values written out, and its lists."""
    wanted = json.loads(case.read_text(encoding="utf-8"))
    name = case.stem.partition("--")[0]
    kinds = {parameter.name: parameter.kind for parameter in catalogue()[name].parameters}
    params = wanted.get("params", {})
    values = {key: [full(kinds[key], value) for value in given] for key, given in params.items()}
    return name, values, tuple(wanted.get("lists", []))


def compared(model: Knowledge, questions: list[tuple[str, dict[str, list[str]]]], seen: list[Any]) -> None:
    """Hold the answers of the browser's engine against those of the command line."""
    for (name, values), got in zip(questions, seen, strict=True):
        query = catalogue()[name]
        kinds = {parameter.name: parameter.kind for parameter in query.parameters}
        terms = {key: [term(kinds[key], value) for value in given] for key, given in values.items()}
        if "lang" in kinds:
            terms.setdefault("lang", [Text("sv")])
        text = query.fill(terms)
        assert got["text"] == text
        wanted = model.select(text)
        assert got["columns"] == wanted.columns
        assert got["rows"] == rows(wanted), name


def test_every_case_of_every_question_gives_the_same_rows(model: Knowledge) -> None:
    by_lists: dict[tuple[str, ...], list[tuple[str, dict[str, list[str]]]]] = {}
    for case in sorted(CASES.glob("*.json")):
        name, values, lists = asked(case)
        by_lists.setdefault(lists, []).append((name, values))
    models = {lists: with_lists("memory", *listed(list(lists))) if lists else model for lists in by_lists}
    given = asking(model, Addresses([]), DAY)
    jobs = [
        {
            "knowledge": {**given, "trig": models[lists].store.trig()},
            "questions": [{"id": name, "values": values} for name, values in questions],
        }
        for lists, questions in by_lists.items()
    ]
    for (lists, questions), answer in zip(by_lists.items(), run("answers.mjs", {"jobs": jobs}), strict=True):
        compared(models[lists], questions, answer["questions"])
    assert {name for questions in by_lists.values() for name, _ in questions} == set(catalogue())


def test_every_choice_that_the_page_offers_gives_the_same_rows(model: Knowledge) -> None:
    given: Any = asking(model, Addresses([]), DAY)
    questions = []
    for question in given["questions"]:
        values = {p["name"]: [p["value"]] for p in question["parameters"] if p["need"] != "optional"}
        questions.append((question["id"], values))
        for parameter in question["parameters"]:
            every = max(1, len(parameter["choices"]) // MOST)
            for choice, _ in parameter["choices"][::every]:
                questions.append((question["id"], {**values, parameter["name"]: [choice]}))
    assert len(questions) > 100
    job = {"knowledge": given, "questions": [{"id": name, "values": values} for name, values in questions]}
    (answer,) = run("answers.mjs", {"jobs": [job]})
    compared(model, questions, answer["questions"])


def test_other_sorts_of_question_and_faults_with_their_place(model: Knowledge) -> None:
    texts = [
        "ASK { ?s a kg:Region }",
        "CONSTRUCT { ?s a kg:Region } WHERE { ?s a kg:Region }",
        "SELECT ?x WHERE {\n  ?x kg:hasLevel\n}",
        "SELECT * WHERE { SERVICE <https://example.org/> { ?s ?p ?o } }",
        "DELETE WHERE { ?s ?p ?o }",
    ]
    job = {"knowledge": asking(model, Addresses([]), DAY), "questions": [{"text": text} for text in texts]}
    (answer,) = run("answers.mjs", {"jobs": [job]})
    yes, graph, broken, service, update = answer["questions"]
    for got, text in ((yes, texts[0]), (graph, texts[1])):
        wanted = model.select(text)
        assert (got["columns"], got["rows"]) == (wanted.columns, rows(wanted))
    assert broken["fault"]["place"] == {"line": 3, "column": 1}
    assert "rad 3, tecken 1" in broken["fault"]["problem"][0] and "line 3" in broken["fault"]["problem"][1]
    assert "SERVICE" in service["fault"]["problem"][0] and service["fault"]["advice"]
    assert "fault" in update and len(model.store) > 0


def test_things_in_an_answer_have_names_in_the_language_of_the_page(model: Knowledge) -> None:
    question = {
        "text": "SELECT ?thing WHERE { VALUES ?thing { kgd:orebro-rmks kgc:level-national <urn:x> } }"
    }
    questions = [{**question, "lang": "sv"}, {**question, "lang": "en"}]
    job = {"knowledge": asking(model, Addresses([]), DAY), "questions": questions}
    (answer,) = run("answers.mjs", {"jobs": [job]})
    for got, index in zip(answer["questions"], (0, 1), strict=True):
        assert (
            got["labels"][expand("kgd:orebro-rmks")]
            == model.entities[Iri(expand("kgd:orebro-rmks"))].label[index]
        )
        assert "urn:x" not in got["labels"]
