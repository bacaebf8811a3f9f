"""What the tools in the page are given, and the places where they stand; none of it needs Node.js."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import ROOT

from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.namespaces import PREFIXES, expand
from kgov.publish import browser
from kgov.publish.addresses import Addresses
from kgov.publish.browser import tools
from kgov.publish.browser.asking import FAMILIES, PARAMETERS, asking
from kgov.publish.browser.checking import checking
from kgov.publish.browser.page import one_page
from kgov.publish.browser.payload import script
from kgov.storage.query_text import catalogue
from kgov.storage.terms import Blank, Iri, Text

DAY = date(2026, 11, 22)


def unpacked(content: bytes) -> tuple[str, Any]:
    """The name and the value that a packed script hands over."""
    found = re.fullmatch(r'\(self\.kgovParts\?\?=\{\}\)\["(\w+)"\]="([A-Za-z0-9+/=]+)";\n', content.decode())
    assert found
    return found[1], json.loads(gzip.decompress(base64.b64decode(found[2])))


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with programs that do nothing, as if they were built."""
    for name in tools.PROGRAMS:
        (tmp_path / name).write_text(f"/* {name} */\n", encoding="utf-8")
    monkeypatch.setattr(tools, "BUILT", tmp_path)
    return tmp_path


def test_the_prefixes_of_the_browser_are_those_of_the_package() -> None:
    assert json.loads((ROOT / "web/src/engine/prefixes.json").read_text(encoding="utf-8")) == PREFIXES


def test_no_address_of_a_registry_stands_in_the_lock_file() -> None:
    lock = json.loads((ROOT / "web/package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, entry in lock["packages"].items() if "resolved" in entry]
    assert all("integrity" in entry for name, entry in lock["packages"].items() if name)


def test_the_data_are_all_that_is_published_with_their_graphs(model: Knowledge) -> None:
    trig = str(asking(model, Addresses([]), DAY)["trig"])
    quads = ox.Dataset(ox.parse(trig.encode(), format=ox.RdfFormat.TRIG))
    assert len(quads) == len(model.store)
    assert {q.graph_name.value for q in quads} >= {expand("kgdoc:orebro-rmks")}


def test_the_data_come_out_the_same_whatever_the_order_they_were_read_in() -> None:
    triples = [
        (Iri("urn:a"), Iri("urn:p"), Blank("x")),
        (Blank("x"), Iri("urn:q"), Text("1")),
        (Blank("y"), Iri("urn:q"), Text("2")),
    ]
    texts = set()
    for order, names in ((1, "xy"), (-1, "uv")):
        model = Knowledge()
        renamed = dict(zip("xy", map(Blank, names), strict=True))
        model.store.add([tuple(renamed.get(t, t) for t in triple) for triple in triples[::order]], "urn:g")  # type: ignore[misc]
        texts.add(model.store.trig())
    assert len(texts) == 1


def test_every_question_is_there_with_its_choices_in_both_languages(model: Knowledge) -> None:
    questions: Any = asking(model, Addresses([]), DAY)["questions"]
    assert [question["id"] for question in questions] == list(catalogue())
    assert {question["family"] for question in questions} == set(FAMILIES)
    used = {p["name"] for question in questions for p in question["parameters"]}
    assert used == set(PARAMETERS)
    for question in questions:
        for parameter in question["parameters"]:
            if parameter["kind"] == "date":
                date.fromisoformat(parameter["value"])
                continue
            choices = dict(parameter["choices"])
            assert parameter["value"] in choices, (question["id"], parameter["name"])
            assert all(label.sv and label.en for label in choices.values())
    bodies = next(q for q in questions if q["id"] == "seats-of-a-body")["parameters"][0]["choices"]
    assert expand("kgd:orebro-lag") in dict(bodies) and expand("kgd:orebro-hs-direktor") not in dict(bodies)


def test_pages_are_told_by_name_and_the_odd_ones_with_their_place(model: Knowledge) -> None:
    odd = "https://example.org/x"
    addresses = Addresses([*model.entities, odd, expand("kgd:CON")])
    pages: Any = asking(model, addresses, DAY)["pages"]
    assert "id/orebro-rmks" in pages["usual"]
    assert pages["others"] == {iri: addresses[iri].stem for iri in (odd, expand("kgd:CON"))}


def test_the_rules_come_with_what_decides_them_and_the_mapping_as_it_stands() -> None:
    given: Any = checking(Knowledge(), DAY)
    lines = given["shapes"].splitlines()
    assert not [line for line in lines if f"<{expand('sh:message')}>" in line]
    assert lines[0] and {line.split()[0] for line in lines if line.startswith("_:")} <= {
        f"_:b{n}" for n in range(9999)
    }
    assert given["mapping"] == json.loads((ROOT / "tables/record.json").read_text(encoding="utf-8"))
    rule = given["rules"][expand("kgr:OR-33")]
    assert rule["message"].sv and rule["message"].en and rule["statement"] == "OR-33"
    assert json.dumps(given) == json.dumps(checking(Knowledge(), DAY))


def test_what_is_packed_is_the_same_each_time_and_unpacks() -> None:
    content = {"b": ["å", "</script>"], "a": Both("sv", "en")}
    assert script("x", content) == script("x", dict(reversed(content.items())))
    assert unpacked(script("x", content)) == ("x", {"b": ["å", "</script>"], "a": ["sv", "en"]})


def test_the_site_gets_programs_data_and_the_single_file(programs: Path, model: Knowledge) -> None:
    made = dict(browser.files(model, Addresses(model.entities), DAY, "https://kunskap.example.se/"))
    assert set(made) == {f"assets/tools/{name}" for name in (*tools.PROGRAMS, "knowledge.js", "rules.js")} | {
        tools.ONE_FILE
    }
    name, knowledge = unpacked(made["assets/tools/knowledge.js"])
    assert (
        name == "knowledge"
        and knowledge["asOf"] == "2026-11-22"
        and "id/orebro-rmks" in knowledge["pages"]["usual"]
    )
    whole = made[tools.ONE_FILE].decode()
    for part in ("engine.js", "worker.js", "ask.js", "check.js", "tools.js", "tools.css"):
        assert f"/* {part} */" in whole
    assert made["assets/tools/rules.js"].decode() in whole
    assert "22 november 2026" in whole and "22 November 2026" in whole
    assert made == dict(browser.files(model, Addresses(model.entities), DAY, "https://kunskap.example.se/"))


def test_without_the_programs_nothing_is_made_and_the_place_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: Knowledge
) -> None:
    monkeypatch.setattr(tools, "BUILT", tmp_path / "none")
    assert not browser.is_built()
    assert list(browser.files(model, Addresses([]), DAY)) == []
    place = browser.fragment("ask", "sv", "../", is_built=False)
    assert "utan verktygen" in place and "<script" not in place
    assert "without the tools" in browser.fragment("check", "en", "../", is_built=False)


class Tags(HTMLParser):
    """The tags of a page with their attributes, and the text of its scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.lasttag in self.texts:
            self.texts[self.lasttag].append(data)


@pytest.mark.parametrize("tool", ["ask", "check"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_place_is_small_names_its_files_and_does_without_script(tool: Any, lang: Any) -> None:
    tags = Tags(browser.fragment(tool, lang, "../../")).tags
    assert (
        "div",
        {"class": "kgov-tool", "data-tool": tool, "data-lang": lang, "data-root": "../../"},
    ) in tags
    assert ("script", {"src": "../../assets/tools/tools.js", "defer": None}) in tags
    assert "noscript" in {tag for tag, _ in tags}
    assert next(attributes for tag, attributes in tags if tag == "button")["hidden"] is None


def test_the_policy_of_the_single_file_allows_its_own_scripts_and_no_others() -> None:
    page = one_page([b"let a = '<b>';\n", b"let b;\n"], b".x { color: red }\n", Both("<i>", "&"))
    tags = Tags(page.decode())
    policy = next(str(a["content"]) for tag, a in tags.tags if a.get("http-equiv"))
    assert policy.startswith("default-src 'none';")
    for text in (*tags.texts["script"], *tags.texts["style"]):
        if text.strip():
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert not re.search(r"(script-src|style-src) [^;]*'unsafe-inline'", policy)
    assert "<i>" not in page.decode() and "&lt;i&gt;" in page.decode()
