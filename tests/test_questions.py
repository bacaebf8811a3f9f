"""Every question of the catalogue: its head is complete, and both stores give the rows that the documents say.

A case is a file ``tests/questions/<id>.json`` or ``<id>--<case>.json``: parameters, lists, and the rows in
order. IRIs are written as prefixed names, literals as plain text, unbound cells as null.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from conftest import EXAMPLES, with_lists

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.namespaces import PREFIXES, expand, shorten
from kgov.storage.query_text import Query, catalogue
from kgov.storage.terms import Iri, Term, Text, date_term

CASES = Path(__file__).resolve().parent / "questions"
TYPES = {"iri", "date", "text"}
NEEDS = {"required", "optional", "default"}


def question_of(case: Path) -> str:
    """The id of the question that a case file asks."""
    return case.stem.partition("--")[0]


def path_of(name: str) -> str:
    """An example file, or one of the small lists written for a case."""
    known = [EXAMPLES / name, CASES / "lists" / name, resources.root() / name]
    return str(next(path for path in known if path.exists()))


@cache
def with_these(store: str, names: tuple[str, ...]) -> Knowledge:
    """A model with lists, made once for all cases that use the same ones."""
    return with_lists(store, *(path_of(name) for name in names))


def term(kind: str, text: str) -> Term:
    """A parameter value as it is written in a case."""
    if kind == "iri":
        return Iri(text if "://" in text else expand(text))
    return date_term(text) if kind == "date" else Text(text)


def cell(value: Term | None) -> str | None:
    """A cell as it is written in a case."""
    if value is None:
        return None
    return shorten(value) if isinstance(value, Iri) else str(value)


@pytest.mark.parametrize("store", ["memory", "rdflib"])
@pytest.mark.parametrize("case", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_rows_are_what_the_documents_say(case: Path, store: str, request: pytest.FixtureRequest) -> None:
    wanted = json.loads(case.read_text(encoding="utf-8"))
    query = catalogue()[question_of(case)]
    kinds = {parameter.name: parameter.kind for parameter in query.parameters}
    values = {
        name: [term(kinds[name], text) for text in given] for name, given in wanted.get("params", {}).items()
    }
    if wanted.get("lists"):
        knowledge = with_these(store, tuple(wanted["lists"]))
    else:
        knowledge = request.getfixturevalue("model" if store == "memory" else "reference")
    table = knowledge.select(query.fill(values))
    assert tuple(table.columns) == query.columns
    assert [[cell(value) for value in row] for row in table.rows] == wanted["rows"]


@pytest.mark.parametrize("query", catalogue().values(), ids=lambda query: query.id)
def test_every_question_has_a_case_and_a_complete_head(query: Query) -> None:
    assert list(CASES.glob(f"{query.id}.json")), "no case"
    assert query.id == query.path.stem
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.id)
    for words in (query.title, query.question):
        assert words.sv and words.en and words.sv != words.en
    assert query.question.sv.endswith("?") and query.question.en.endswith("?")
    assert query.tags
    for parameter in query.parameters:
        assert parameter.kind in TYPES and parameter.need in NEEDS
        assert len(re.findall(rf"^  VALUES \?{parameter.name} \{{[^}}]*\}}$", query.text, re.MULTILINE)) == 1
    body = re.sub(r"^#.*$", "", query.text, flags=re.MULTILINE)
    selected = re.search(r"^SELECT (?:DISTINCT )?(.*?)^WHERE", body, re.MULTILINE | re.DOTALL)
    assert selected, "SELECT, its columns, then WHERE on a new line"
    columns = re.findall(
        r"\?(\w+)", re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*AS (\?\w+)\s*\)", r"\1", selected[1])
    )
    assert tuple(columns) == query.columns
    assert re.search(r"^ORDER BY ", body, re.MULTILINE)
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", body, re.MULTILINE))
    bare = re.sub(r'"[^"\n]*"|<[^<>\s]*>|^PREFIX.*$', " ", body, flags=re.MULTILINE)
    used = set(re.findall(r"(?<![\w?])([a-z]+):(?=[\w])", bare))
    assert declared == {name: PREFIXES[name] for name in used}


def test_every_case_asks_a_question_that_exists() -> None:
    assert {question_of(case) for case in CASES.glob("*.json")} <= set(catalogue())
