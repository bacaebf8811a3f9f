"""The whole site, file by file: pages in both languages, search, questions, style."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from kgov.answers.findings import day_name
from kgov.answers.wording import OUTCOME, REASON
from kgov.language import Both, Lang
from kgov.namespaces import expand
from kgov.publish import browser, machines, search
from kgov.publish.addresses import Address
from kgov.publish.charts import charts_css
from kgov.publish.choice import Choice
from kgov.publish.edition import Edition, Page
from kgov.publish.machines import siblings
from kgov.publish.machines.publisher import Publisher
from kgov.publish.pages import documents, overviews, pairs, parties, questions, rules, terms, things
from kgov.publish.redaction import Publication
from kgov.publish.stamp import stamped
from kgov.publish.templating import Templates, as_markup
from kgov.storage.terms import Iri

ASSETS = Path(__file__).resolve().parent / "assets"
LANGS: tuple[Lang, ...] = ("sv", "en")
START = Both("Start", "Start")
ZIP = "webbplats.zip"


@dataclass(frozen=True)
class Details:
    """What the pages tell of the publication itself.

    Args:
        model: the digest of the model.
        lists: the digests of the lists.
        documents: the documents that are read.
        owner: the one owner that is published, or None.
        contact: whom to tell about errors.
        email: their address.
        zip: the file that holds the whole site, if there is one.
    """

    model: str = ""
    lists: tuple[str, ...] = ()
    documents: tuple[Iri, ...] = ()
    owner: Iri | None = None
    contact: str = ""
    email: str = ""
    zip: str = ""


@dataclass(frozen=True)
class Data:
    """The data of the thing that a page is about.

    Args:
        head: the same as JSON-LD within the page.
        address: where the data lie.
    """

    head: str
    address: Address


class Site:
    """A site that can be written.

    Args:
        publication: what may be published.
        choice: what was chosen.
        details: what the pages tell of the publication itself.
        publisher: who publishes; without one there is no catalogue.
    """

    def __init__(
        self, publication: Publication, choice: Choice, details: Details, publisher: Publisher | None = None
    ) -> None:
        self.publisher = publisher
        self._heads: dict[Iri, str] = {}
        self._is_built = browser.is_built()
        self.edition = Edition(publication, choice)
        self.details = details
        self.choice = choice
        self.stamp = publication.is_example
        self.templates = Templates(
            self.edition.addresses, self.edition.labels, self.edition.spoken, self.edition.lone
        )
        self._common = self._of_every_page()

    @property
    def size(self) -> int:
        """About how many pages there will be, for a progress bar."""
        return len(self.edition.things) * len(LANGS)

    def files(self, progress: Callable[[], None] = lambda: None) -> Iterator[tuple[str, bytes]]:
        """Every file of the site, path and content, always in the same order.

        Args:
            progress: told after each page.
        """
        for path, content in self._parts(progress):
            yield path, stamped(path, content) if self.stamp else content

    def _parts(self, progress: Callable[[], None]) -> Iterator[tuple[str, bytes]]:
        """What the site is made of. Every part yields paths and contents; one more part is one more line here."""
        edition, asked = self.edition, questions.asked(self.edition)
        pages: list[str] = []
        yield from self._pages(asked, pages, progress)
        yield "index.html", self.templates.render("root.html", "sv", "index", {}).encode()
        yield from machines.files(
            edition.knowledge, edition.addresses, self.choice, self.publisher, pages, edition.described
        )
        yield from search.files(self.edition, asked)
        yield "assets/charts.css", charts_css().encode()
        yield from browser.files(edition.knowledge, edition.addresses, self.choice.as_of, self.choice.base)
        yield from (
            (f"assets/{path.name}", path.read_bytes()) for path in sorted(ASSETS.iterdir()) if path.is_file()
        )

    def _pages(
        self, asked: list[questions.Asked], stems: list[str], progress: Callable[[], None]
    ) -> Iterator[tuple[str, bytes]]:
        edition = self.edition
        paged: set[str] = set()
        made = chain(
            overviews.pages(edition, asked, self.details),
            parties.pages(edition),
            pairs.pages(edition),
            rules.pages(edition),
            documents.pages(edition),
            terms.pages(edition),
            questions.pages(asked),
            things.pages(edition, paged),
        )
        for page in made:
            if page.about in paged:
                continue
            if page.about is not None:
                paged.add(page.about)
            else:
                stems.append(f"{page.stem}.html")
            yield from self.written([page], progress)

    def written(
        self, pages: Iterable[Page], progress: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[str, bytes]]:
        """Pages in each language, path and content.

        Args:
            pages: what is written.
            progress: told after each file.
        """
        for page in pages:
            for lang in LANGS:
                yield f"{lang}/{page.stem}.html", self._render(page, lang).encode()
                progress()

    def _render(self, page: Page, lang: Lang) -> str:
        reads = self._reads(page)
        values = {
            **self._common,
            "title": page.title,
            "summary": page.summary,
            "about": page.about or "",
            "section": page.section,
            "trail": self._trail(page),
            "reads": reads,
            "undated": not any(self.edition.pointing(iri, "dcterms:isVersionOf") for iri in reads),
            **page.values,
            "charts": defaultdict(str, self._drawn(page, lang)),
            "data": self._data(page, lang),
            "tool": self._tool(page, lang),
            "is_built": self._is_built,
        }
        return self.templates.render(page.template, lang, page.stem, values)

    def _of_every_page(self) -> dict[str, Any]:
        return {
            "menu": overviews.MENU,
            "stamp": self.stamp,
            "day": self.choice.as_of.isoformat(),
            "day_words": day_name(self.choice.as_of),
            "contact": self.details.contact,
            "email": self.details.email,
            "outcome_names": OUTCOME,
            "reasons": REASON,
            "persons": self.choice.persons,
        }

    def _tool(self, page: Page, lang: Lang) -> str:
        """The tool on a page, or what is said where the tools were not built."""
        if page.tool is None:
            return ""
        root = "../" * (1 + page.stem.count("/"))
        tool, question = page.tool
        return as_markup(browser.fragment(tool, lang, root, question=question, is_built=self._is_built))

    def _drawn(self, page: Page, lang: Lang) -> dict[str, str]:
        """The charts of a page, each as a figure with its text."""
        path = f"{lang}/{page.stem}.html"
        return {place: as_markup(draw(lang, path).html) for place, draw in page.charts.items()}

    def _data(self, page: Page, lang: Lang) -> Data | None:
        """What the head of the page of a thing says of its data."""
        about = page.about
        if about is None or about not in self.edition.described.things:
            return None
        if about not in self._heads:
            self._heads = {about: as_markup(siblings.head(self.edition.described, about))}
        return Data(self._heads[about], self.edition.addresses[about])

    def _trail(self, page: Page) -> list[tuple[str, Both]]:
        """The way from the start page to the one above this."""
        if page.stem == "index":
            return []
        above = (
            [(page.section, overviews.TITLES[page.section])]
            if page.section and page.section != page.stem
            else []
        )
        return [("index", START), *above]

    def _reads(self, page: Page) -> list[Iri]:
        """The documents that a page reads."""
        if page.about is None:
            return list(self.edition.knowledge.documents)
        thing = self.edition.thing(page.about)
        sources = [self.edition.thing(iri) for iri in self.edition.sources(thing)]
        found = [iri for holder in (*sources, thing) for iri in holder.iris("dcterms:isPartOf")]
        found += thing.iris("rdfs:isDefinedBy") if expand("kg:Rule") in thing.types else []
        return sorted({iri for iri in found if iri in self.edition.knowledge.documents})
