"""The view, query by query: what each takes in and what it leaves out, the same in every store.

``tests/view/list.ttl`` holds an entry for each case, on both sides of each limit. What must come of it on a date
stands in ``tests/view/<date>.txt``, written by ``python tests/renew.py view`` and then read line by line.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.namespaces import shorten
from kgov.storage.memory import MemoryStore
from kgov.storage.query_text import named
from kgov.storage.reading import read
from kgov.storage.reference import ReferenceStore
from kgov.storage.terms import Iri, Term, Text, date_term

FOLDER = Path(__file__).resolve().parent / "view"
LIST = FOLDER / "list.ttl"
OURS = "https://example.org/underlag/lage/"
STORES = {"memory": MemoryStore, "rdflib": ReferenceStore}


def word(term: Term) -> str:
    """A term as short as it can be read."""
    if isinstance(term, Iri):
        return term.replace(OURS, "") if term.startswith(OURS) else shorten(term)
    assert isinstance(term, Text)
    return f'"{term}"' + (f"@{term.lang}" if term.lang else "")


def answer(store: str, day: str) -> str:
    """All that the view queries say of the list on a date, by query; not what they say without it."""
    without, with_list = (Knowledge(STORES[store]()).need("norm", "open", "codes") for _ in "12")  # type: ignore[arg-type]
    with_list.add_list(read(str(LIST)))
    out = []
    for query in named("view"):
        text = query.fill({"asOf": [date_term(date.fromisoformat(day))]})
        triples = set(with_list.construct(text)) - set(without.construct(text))
        said: dict[str, set[str]] = {}
        for subject, predicate, thing in triples:
            said.setdefault(word(subject), set()).add(f"{word(predicate)} {word(thing)}")
        lines = [f"{subject}: {'; '.join(sorted(said[subject]))}" for subject in sorted(said)]
        out += [f"### {query.path.stem}", *lines, ""]
    return "\n".join(out)


DAYS = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("store", STORES)
def test_view(store: str, day: str) -> None:
    expected = (FOLDER / f"{day}.txt").read_text(encoding="utf-8")
    assert answer(store, day).splitlines() == expected.splitlines()


def test_every_query_has_something_to_say() -> None:
    said = {line for day in DAYS for line in (FOLDER / f"{day}.txt").read_text(encoding="utf-8").splitlines()}
    queries = {f"### {path.stem}" for path in (resources.folder("queries") / "view").glob("*.rq")}
    assert queries <= said
    text = (FOLDER / "2026-11-22.txt").read_text(encoding="utf-8")
    assert all(part.strip().count("\n") for part in text.split("### ")[1:])


def test_nothing_is_registered_without_a_list() -> None:
    knowledge = Knowledge().need("norm", "open", "codes")
    query = next(query for query in named("view") if query.id == "view-bodies")
    assert knowledge.construct(query.fill({"asOf": [date_term(date(2026, 11, 22))]})) == []
