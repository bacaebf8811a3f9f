"""A site in a real browser, from a server and from a disk: nothing is wrong with any sort of page, however it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sites
from in_browser import CHROMIUM, needs_browser, served
from in_node import run

from kgov.language import Lang
from kgov.publish import machines
from kgov.publish.choice import Choice
from kgov.publish.edition import Page
from kgov.publish.redaction import redact
from kgov.publish.site import LANGS, Details, Site

pytestmark = needs_browser

#: Where the site of all documents lies below the root of the server, and beside it one with a list.
FOLDER, LISTED = "under/en mapp/", "med-underlag/"
#: Pages to look at besides the first of each template: with charts, long tables and wide words.
PICKED = {
    "id/orebro-rmks",
    "id/gap-G-23a",
    "id/orebro-valfard-och-folkhalsa",
    "id/kronoberg-lakemedelsradet",
    "id/mellansverige-sjukvardsregion",
    "rule/OR-33",
    "question/who-bears-the-cost",
}
#: The pages of the site with a list, which tell of seats that are filled, outcomes and findings.
OF_THE_LIST = {"index", "about", "id/orebro-rmks", "id/orebro-rmks-seat-chair"}
#: Words that are searched for, and what is found first.
SEARCHES = {
    "RMKS": "Rådet för medicinskt kunskapsstöd, RMKS (Örebro)",
    "läkemedelsrådet": "Läkemedelsrådet (Kronoberg)",
    "välfärd": "område Välfärd och folkhälsa (Örebro)",
}
TOOLS = ("ask.html", "check.html", "search.html")
SHEET = "rgb(255, 255, 255)"


class Sampled(Site):
    """A site of which only the first page of each template and the wanted ones are rendered; the rest are but named."""

    def __init__(self, *given: Any, wanted: set[str], each: bool) -> None:
        super().__init__(*given)
        self.wanted, self.each = wanted, each
        self.shown: dict[str, set[str]] = {}

    def _render(self, page: Page, lang: Lang) -> str:
        shown = self.shown.setdefault(page.template, set())
        if page.stem in self.wanted or page.stem in shown or (self.each and not shown):
            shown.add(page.stem)
            return super()._render(page, lang)
        return ""


@dataclass(frozen=True)
class Seen:
    """What was seen.

    Args:
        files: the names of the pages and assets of the site of all documents.
        templates: the pages that were visited, by template.
        pages: what was seen on each page, by its address below the root.
        rest: what was seen of searches and of a link in a chart.
        root: the address of the root of the server.
    """

    files: set[str]
    templates: dict[str, set[str]]
    pages: dict[str, dict[str, Any]]
    rest: dict[str, Any]
    root: str


def sampled(lists: list[Path], wanted: set[str], each: bool, **chosen: str) -> Sampled:
    model = sites.knowledge(*lists)
    choice = Choice(sites.DAY, "https://example.org/", **chosen)
    publication = redact(model, choice)
    return Sampled(publication, choice, Details(documents=tuple(model.documents)), wanted=wanted, each=each)


def written(site: Sampled, folder: Path) -> set[str]:
    """Write what is rendered of a site, without what is for machines alone; the names of all its pages."""
    names = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machines, "files", lambda *_: ())
        made = list(site.files())
    for path, content in made:
        names.add(path)
        if content:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    return names


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """All visits, by one browser."""
    root = tmp_path_factory.mktemp("server")
    whole = sampled([], PICKED, each=True)
    listed = sampled(
        [sites.EXAMPLES / "orebro-rmks-fel.ttl"], OF_THE_LIST, each=False, persons="roles", outcomes="full"
    )
    files = written(whole, root / FOLDER)
    written(listed, root / LISTED)
    stems = {FOLDER: set().union(*whole.shown.values()), LISTED: OF_THE_LIST}
    paths = {
        f"{place}{lang}/{stem}.html": lang
        for place in stems
        for stem in sorted(stems[place])
        for lang in LANGS
    }
    with served(root) as address:
        start = (root / FOLDER / "sv" / "index.html").as_uri()
        job = {
            "chromium": CHROMIUM,
            "pages": [{"url": address + path, "lang": lang} for path, lang in paths.items()],
            "searches": [{"start": start, "words": words} for words in SEARCHES],
            "follow": f"{(root / FOLDER).as_uri()}/sv/id/orebro-rmks.html",
        }
        found = run("site.mjs", job)
    pages = dict(zip(paths, found.pop("pages"), strict=True))
    yield Seen(files, whole.shown, pages, found, address)


def test_every_template_is_visited_in_both_languages(seen: Seen) -> None:
    templates = Path(sites.__file__).resolve().parents[2] / "kgov" / "publish" / "templates"
    of_pages = {
        path.name for path in templates.iterdir() if '{% extends "base.html" %}' in path.read_text("utf-8")
    }
    assert of_pages == {name for name, stems in seen.templates.items() if stems}
    for stems in seen.templates.values():
        assert all(f"{FOLDER}{lang}/{stem}.html" in seen.pages for stem in stems for lang in LANGS)


def test_no_page_complains_or_asks_another_host(seen: Seen) -> None:
    for path, page in seen.pages.items():
        assert (path, page["errors"], page["bareErrors"]) == (path, [], [])
        assert page["requests"] and all(url.startswith(seen.root) for url in page["requests"]), path


def test_no_page_is_inaccessible_at_any_width_in_any_colours_or_on_paper(seen: Seen) -> None:
    wrong = [
        (path, look, found)
        for path, page in seen.pages.items()
        for look, found in page["axe"].items()
        if found
    ]
    assert wrong == []


def test_no_page_is_wider_than_its_window_or_sheet(seen: Seen) -> None:
    wide = [
        (path, look, by)
        for path, page in seen.pages.items()
        for look, by in [*page["overflow"].items(), ("without JavaScript", page["bareOverflow"])]
        if by > 0
    ]
    assert wide == []


def test_paper_is_white_where_the_screen_is_dark(seen: Seen) -> None:
    for page in seen.pages.values():
        assert page["dark"] == {"narrow light": False, "wide dark": True, "paper": True}
        assert page["paper"] == SHEET


def test_everything_is_read_without_javascript(seen: Seen) -> None:
    for path, page in seen.pages.items():
        assert page["bareLinks"] > 0, path
        if path.endswith(TOOLS):
            assert "JavaScript" in page["bareText"], path
        elif "/question/" not in path:
            assert page["bareText"] == page["text"], path


def test_a_search_from_a_disk_leads_to_its_page_by_keyboard_alone(seen: Seen) -> None:
    for (words, name), one in zip(SEARCHES.items(), seen.rest["searches"], strict=True):
        assert one["field"] and one["hit"], words
        assert one["first"] == name and one["title"].strip().casefold() == name.casefold()
        assert one["outline"] != "none" and one["errors"] == []
        assert all(url.startswith("file://") for url in one["requests"])


def test_the_links_of_a_chart_lead_to_pages(seen: Seen) -> None:
    charted = {
        path: page["charts"]
        for path, page in seen.pages.items()
        if path.startswith(FOLDER) and page["charts"]
    }
    assert f"{FOLDER}sv/id/orebro-rmks.html" in charted
    start = seen.root + FOLDER.replace(" ", "%20")
    for path, links in charted.items():
        assert all(link.partition("#")[0].removeprefix(start) in seen.files for link in links), path
    assert seen.rest["followed"]["goal"] == seen.rest["followed"]["url"]
