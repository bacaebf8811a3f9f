"""The whole site, file by file: pages in both languages, search, questions, style."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from kgov.answers.findings import day_name
from kgov.answers.wording import OUTCOME, REASON
from kgov.language import Both, Lang
from kgov.namespaces import expand
from kgov.publish import search
from kgov.publish.choice import Choice
from kgov.publish.edition import Edition, Page
from kgov.publish.pages import documents, overviews, parties, questions, rules, terms, things
from kgov.publish.redaction import Publication
from kgov.publish.stamp import stamped
from kgov.publish.templating import Templates
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


class Site:
    """A site that can be written.

    Args:
        publication: what may be published.
        choice: what was chosen.
        details: what the pages tell of the publication itself.
    """

    def __init__(self, publication: Publication, choice: Choice, details: Details) -> None:
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
        asked = questions.asked(self.edition)
        yield from self._pages(asked, progress)
        yield "index.html", self.templates.render("root.html", "sv", "index", {}).encode()
        yield from (file for one in asked for file in one.files())
        yield from search.files(self.edition, asked)
        yield from ((f"assets/{path.name}", path.read_bytes()) for path in sorted(ASSETS.iterdir()))

    def _pages(
        self, asked: list[questions.Asked], progress: Callable[[], None]
    ) -> Iterator[tuple[str, bytes]]:
        edition = self.edition
        paged: set[str] = set()
        made = chain(
            overviews.pages(edition, asked, self.details),
            parties.pages(edition),
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
