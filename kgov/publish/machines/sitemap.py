"""Every page in both languages, for search engines: a sitemap that says which pages are the same in other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from kgov.publish.addresses import LANGUAGES, Addresses
from kgov.publish.choice import Choice

PATH = "sitemap.xml"
#: The most pages that one sitemap may list.
MOST = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def files(addresses: Addresses, choice: Choice, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The sitemap, in several files where there are many pages, and the file that leads robots to it.

    Args:
        addresses: the things that have a page in each language.
        choice: where the site will lie.
        pages: the other pages, as they are called in the folder of each language: ``bodies.html``.
    """
    names = sorted({*pages, *(f"{addresses[thing].stem}.html" for thing in addresses)})
    entries = [_entry(choice.base, lang, page) for page in names for lang in LANGUAGES]
    chunks = [entries[start : start + MOST] for start in range(0, len(entries), MOST)] or [[]]
    if len(chunks) == 1:
        yield PATH, _sitemap(chunks[0]).encode()
    else:
        listed = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
        for path, chunk in zip(listed, chunks, strict=True):
            yield path, _sitemap(chunk).encode()
        inner = "".join(f"<sitemap><loc>{_text(choice.base + path)}</loc></sitemap>\n" for path in listed)
        yield PATH, f"{_HEAD}<sitemapindex {_SPACE}>\n{inner}</sitemapindex>\n".encode()
    yield "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {choice.base}{PATH}\n".encode()


def _sitemap(entries: Iterable[str]) -> str:
    xhtml = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{_HEAD}<urlset {_SPACE} {xhtml}>\n{''.join(entries)}</urlset>\n"


def _entry(base: str, lang: str, page: str) -> str:
    others = "".join(
        f'  <xhtml:link rel="alternate" hreflang="{other}" href={quoteattr(f"{base}{other}/{page}")}/>\n'
        for other in LANGUAGES
    )
    return f"<url>\n  <loc>{_text(f'{base}{lang}/{page}')}</loc>\n{others}</url>\n"


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
