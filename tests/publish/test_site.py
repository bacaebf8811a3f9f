"""The site as a whole: every thing has its page, every link leads somewhere, and what is foreign stays text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from html import unescape
from posixpath import dirname, join, normpath

import html5lib
import pytest
import sites

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.namespaces import BASE, expand
from kgov.publish.addresses import Addresses
from kgov.publish.browser.tools import ONE_FILE
from kgov.publish.pages import questions
from kgov.publish.templating import Templates
from kgov.storage.terms import Iri

LINK = re.compile(r'\b(href|src|action)="([^"]*)"')
ANCHOR = re.compile(r'\bid="([^"]*)"')
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def whole() -> Files:
    return sites.whole()


@pytest.fixture(scope="module")
def small() -> Files:
    return sites.small()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """A site of one owner with a list that wishes the reader ill."""
    path = tmp_path_factory.mktemp("hostile") / "list.ttl"
    path.write_text(sites.HOSTILE, encoding="utf-8")
    return dict(sites.site(sites.knowledge(path), owner=Iri(expand("kgd:region-orebro-lan"))).files())


def pages(files: Files) -> dict[str, str]:
    """All pages; the tools in one single file are another edition, with tests of their own."""
    return {
        path: content.decode()
        for path, content in files.items()
        if path.endswith(".html") and path != ONE_FILE
    }


def one_of_each(files: Files) -> list[str]:
    """Pages of every folder and every overview, in both languages."""
    found: dict[tuple[str, str], list[str]] = {}
    for path in files:
        if path.endswith(".html") and path != ONE_FILE:
            found.setdefault((dirname(path), ""), []).append(path)
    return [
        path for group in found.values() for path in (group if len(group) < 16 else group[:: len(group) // 8])
    ]


def broken(files: Files) -> list[str]:
    """Links within the site that lead nowhere."""
    text = pages(files)
    anchors = {path: set(ANCHOR.findall(page)) for path, page in text.items()}
    found = []
    for path, page in text.items():
        for _, target in LINK.findall(page):
            where, _, anchor = unescape(target).partition("#")
            if re.match(r"[a-z]+:", where):
                continue
            goal = normpath(join(dirname(path), where)) if where else path
            if goal not in files or (anchor and anchor not in anchors.get(goal, set())):
                found.append(f"{path} -> {target}")
    return found


def test_every_thing_of_ours_has_a_page_in_both_languages(whole: Files):
    model = Knowledge().need(*resources.PARTS)
    ours = {
        str(row[0])
        for row in model.select("SELECT DISTINCT ?s WHERE { ?s ?p ?o }").rows
        if str(row[0]).startswith(BASE)
    }
    addresses = Addresses(ours)
    assert len(ours) > 2000
    for iri in ours:
        for lang in ("sv", "en"):
            assert f"<code>{iri}</code>" in whole[addresses[iri].page(lang)].decode(), iri


def test_every_link_leads_somewhere(whole: Files, small: Files, hostile: Files):
    assert broken(whole) == []
    assert broken(small) == []
    assert broken(hostile) == []


def test_the_two_trees_hold_the_same_pages(whole: Files):
    swedish = {path[3:] for path in whole if path.startswith("sv/")}
    assert swedish == {path[3:] for path in whole if path.startswith("en/")}


def test_every_page_is_reached_from_the_start_page(whole: Files):
    text = pages(whole)
    reached, waiting = {"sv/index.html"}, ["sv/index.html"]
    while waiting:
        path = waiting.pop()
        for _, target in LINK.findall(text[path]):
            goal = normpath(join(dirname(path), unescape(target).partition("#")[0]))
            if goal in text and goal not in reached:
                reached.add(goal)
                waiting.append(goal)
    assert set(text) - reached == {"index.html"}


def test_pages_are_valid_html(whole: Files, hostile: Files):
    for files in (whole, hostile):
        for path in one_of_each(files):
            html5lib.HTMLParser(strict=True).parse(files[path].decode())


def test_a_page_has_one_heading_its_language_and_no_id_twice(whole: Files):
    for path, page in pages(whole).items():
        assert page.count("<h1") == 1, path
        assert f'<html lang="{path[:2] if "/" in path else "sv"}">' in page, path
        assert [name for name, count in Counter(ANCHOR.findall(page)).items() if count > 1] == [], path


def test_a_page_names_its_other_language(whole: Files):
    page = whole["sv/id/orebro-rmks.html"].decode()
    assert '<link rel="alternate" hreflang="en" href="../../en/id/orebro-rmks.html">' in page


def test_nothing_is_fetched_from_elsewhere(whole: Files):
    for path, page in pages(whole).items():
        for tag in re.findall(r"<(?:link|script|img|iframe|source)\b[^>]*>", page):
            assert "//" not in tag, path


def test_a_text_in_one_language_only_says_which(whole: Files):
    page = whole["en/statement/OR-01.html"].decode()
    assert '<span lang="sv">1 Inledning/Syfte</span>' in page
    assert '<span lang="sv">1 Inledning/Syfte</span>' not in whole["sv/statement/OR-01.html"].decode()


def test_every_page_says_that_it_is_a_reading_and_of_which_document(whole: Files):
    for path, page in pages(whole).items():
        if path != "index.html":
            assert "2026-11-22" in page, path
            assert ("en läsning" in page) or ("a reading" in page), path
    assert "uppdrag för RMKS" in whole["sv/statement/OR-01.html"].decode().partition("<footer>")[2]


@pytest.mark.parametrize(
    "text", ["<script>alert", "<img src=x", "49", "{% raw", 'href="javascript', "etc/passwd"]
)
def test_foreign_text_is_shown_and_never_run(hostile: Files, text: str):
    labels = [page for page in pages(hostile).values() if "alert(1)" in page]
    assert labels, "the names are shown"
    for page in labels:
        if text not in ("49", "{% raw"):
            assert text not in page
    shown = "\n".join(labels)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}{% raw %}" in shown


def test_foreign_names_make_files_of_their_own_inside_the_site(hostile: Files):
    listed = re.compile(rb"<code>(https://example.org|urn:example)")
    record = [path for path, content in hostile.items() if path.startswith("sv/") and listed.search(content)]
    assert len(record) == 7
    assert len({path.lower() for path in record}) == 7
    assert all(
        re.fullmatch(r"sv/record/[A-Za-z0-9._-]+\.html", path) and ".." not in path.split("/")
        for path in record
    )


def test_an_address_that_is_not_of_the_web_is_no_link():
    templates = Templates(Addresses([]), {}, {}, {})
    for iri in (
        "javascript:alert(1)",
        "urn:x:1",
        "data:text/html,x",
        "https://a.b/ onclick=x",
        "JaVaScRiPt:1",
    ):
        assert "<a" not in templates.name(iri), iri
    assert templates.name("https://a.b/?x=<b>") == "https://a.b/?x=&lt;b&gt;"
    assert templates.name("https://a.b/c").startswith('<a class="out" href="https://a.b/c"')


def test_the_search_finds_names_abbreviations_and_ids(whole: Files):
    for lang in ("sv", "en"):
        index = whole[f"assets/search-{lang}.js"].decode()
        assert index.startswith("var kgovIndex=[[")
        for word in ("RMKS", "OR-57", "id/orebro-rmks", "statement/OR-57", "HSLG"):
            assert word in index
    assert "Örebro" in whole["assets/search-sv.js"].decode()


def test_a_list_cannot_end_the_script_of_the_search(hostile: Files):
    assert b"</script" not in hostile["assets/search-sv.js"]
    assert b"alert(1)" in hostile["assets/search-sv.js"]


def test_a_site_of_one_owner_holds_nothing_of_the_others(small: Files):
    assert "sv/id/sodra-rsg-lakemedel.html" in small
    others = re.compile(
        r"(statement|rule|doc|id/(gap|duty|interpretation)[^/]*)/?.*(OR|OL|KR|SY)-|doc/(orebro|kronoberg|sydostra)|orebro-rmks"
    )
    assert not [path for path in small if others.search(path)]
    assert b"Region \xc3\x96rebro l\xc3\xa4n: uppdrag" not in b"".join(small.values())
    assert "sv/def/Seat.html" in small


def test_questions_come_as_files_too(whole: Files):
    assert whole["question/who-appoints.rq"].startswith(b"#+ id: who-appoints")
    rows = whole["question/who-appoints.csv"].decode("utf-8-sig").splitlines()
    assert rows[0].startswith("body") and len(rows) > 50
    assert b'"bindings"' in whole["question/who-appoints.json"]


def test_of_a_long_answer_the_first_rows_are_shown(monkeypatch: pytest.MonkeyPatch, whole: Files):
    monkeypatch.setattr(questions, "SHOWN", 3)
    made = sites.site(sites.knowledge())
    asked = [one for one in questions.asked(made.edition) if one.query.id == "who-appoints"]
    (_, swedish), (_, english) = made.written(questions.pages(asked))
    all_rows = len(asked[0].answers["sv"].rows)
    assert all_rows > 3 and swedish.count(b"<tr>") == english.count(b"<tr>") == 4
    assert f"{all_rows} rader. De första 3 visas; filerna har alla." in swedish.decode()
    assert f"{all_rows} rows. The first 3 are shown; the files have them all." in english.decode()
    assert "visas; filerna" not in whole["sv/question/who-appoints.html"].decode()


def test_the_same_input_gives_the_same_bytes():
    script = (
        "import hashlib, sys; sys.path.insert(0, 'tests/publish'); import sites;"
        "from pathlib import Path;"
        "model = sites.knowledge(sites.EXAMPLES / 'sodra-rsg-lakemedel-fel.ttl');"
        "files = sites.site(model, owner=sites.SODRA, outcomes='full').files();"
        "print(hashlib.sha256(b''.join(p.encode() + c for p, c in files)).hexdigest())"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert re.fullmatch(r"[0-9a-f]{64}\n", told[0])


def test_a_property_of_ours_is_shown_with_an_example(whole: Files):
    page = whole["sv/def/isFilledBy.html"].decode()
    assert "gånger, till exempel" in page
    assert expand("kg:isFilledBy") in page
