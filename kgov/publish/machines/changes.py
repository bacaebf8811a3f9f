"""What has changed, as an Atom feed in each language: only what the data give a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as Xml

from kgov.language import Both, Lang
from kgov.model.things import both
from kgov.namespaces import expand, local_name
from kgov.publish.choice import Choice
from kgov.publish.machines.catalogue import TITLE
from kgov.publish.machines.described import Described
from kgov.publish.machines.publisher import Publisher
from kgov.publish.machines.retired import retired
from kgov.storage.terms import Iri, Text

ATOM = "http://www.w3.org/2005/Atom"
#: What a change is, by the class of the thing that tells of it.
SORTS = {
    expand("kg:DocumentVersion"): Both("Ny version av ett dokument", "New version of a document"),
    expand("kg:Supplement"): Both("Komplettering", "Supplement"),
    expand("kg:Ruling"): Both("Ställningstagande", "Ruling"),
}
RETIRED = Both("Används inte längre", "No longer used")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGS: tuple[Lang, ...] = ("sv", "en")


@dataclass(frozen=True)
class Change:
    """A change with its date."""

    day: str
    thing: Iri
    sort: Both
    label: Both


def path(lang: str) -> str:
    """Where the feed of a language lies."""
    return f"{lang}/changes.atom"


def changes(described: Described, choice: Choice) -> list[Change]:
    """The changes up to the date of the publication, the latest first."""
    gone = {item.iri for item in retired(described)}
    found = []
    for thing in described.things:
        told = [(p, o) for s, p, o in described.of(thing) if s == thing]
        sort = next((SORTS[o] for p, o in told if p == expand("rdf:type") and o in SORTS), None)
        dated = expand("dcterms:modified") if thing in gone else expand("dcterms:date")
        days = sorted(str(o) for p, o in told if p == dated and isinstance(o, Text) and _is_date(o))
        if (sort or thing in gone) and days and days[-1] <= choice.as_of.isoformat():
            texts = [
                o
                for p, o in told
                if p in (expand("rdfs:label"), expand("skos:prefLabel"), expand("dcterms:title"))
            ]
            label = both(texts)
            name = Both(local_name(thing), local_name(thing))
            found.append(Change(days[-1], thing, sort or RETIRED, label if label.sv else name))
    return sorted(found, key=lambda change: (change.day, change.thing), reverse=True)


def files(described: Described, choice: Choice, publisher: Publisher | None) -> Iterator[tuple[str, bytes]]:
    """The feed in each language; one without entries where the data tell of no change.

    Args:
        described: what is published.
        choice: where the site will lie, and the date up to which changes are told.
        publisher: who publishes, if that is told.
    """
    found = changes(described, choice)
    author = publisher.name if publisher else "kgov"
    for lang in _LANGS:
        yield path(lang), _feed(found, described, choice, author, lang)


def _feed(found: list[Change], described: Described, choice: Choice, author: str, lang: Lang) -> bytes:
    Xml.register_namespace("", ATOM)
    here = choice.base + path(lang)
    feed = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": lang})
    _add(feed, "id", here)
    _add(feed, "title", TITLE.pick(lang))
    _add(feed, "updated", _moment(found[0].day if found else choice.as_of.isoformat()))
    _add(_add(feed, "author"), "name", author)
    _add(feed, "link", rel="self", href=here, type="application/atom+xml")
    _add(
        feed, "link", rel="alternate", href=f"{choice.base}{lang}/index.html", type="text/html", hreflang=lang
    )
    for change in found:
        entry = _add(feed, "entry")
        _add(entry, "id", change.thing)
        _add(entry, "title", f"{change.sort.pick(lang)}: {change.label.pick(lang)}")
        _add(entry, "updated", _moment(change.day))
        page = described.addresses[change.thing].page(lang)
        _add(entry, "link", rel="alternate", href=choice.base + page, type="text/html", hreflang=lang)
        _add(entry, "summary", f"{change.sort.pick(lang)}, {change.day}.")
    Xml.indent(feed)
    text: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    element = Xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if text:
        element.text = _NOT_XML.sub("\ufffd", text)
    return element


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text)) and len(text) == 10
    except ValueError:
        return False
