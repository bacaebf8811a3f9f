"""The index that the search of the site reads: a script that sets a variable, so that it works without a server."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kgov.language import Both, swedish_key
from kgov.model.things import Thing
from kgov.namespaces import PREFIXES, expand, local_name, shorten
from kgov.publish.addresses import LANGUAGES
from kgov.publish.edition import Edition
from kgov.publish.pages.parties import is_office, sort_of
from kgov.publish.pages.questions import Asked

#: What is found, in the order in which it is shown where it fits equally well.
SORTS: tuple[tuple[str, Both], ...] = (
    ("AssignmentDocument", Both("dokument", "document")),
    ("Rule", Both("regel", "rule")),
    ("Seat", Both("plats", "seat")),
    ("Duty", Both("uppgift", "duty")),
    ("Permission", Both("får eller kan", "may")),
    ("Gap", Both("sägs inte", "not said")),
    ("Interpretation", Both("tolkningsfråga", "question of interpretation")),
    ("Statement", Both("textställe", "statement")),
    ("Link", Both("samband", "link")),
)
OFFICE, BODY, TERM, QUESTION = (
    Both("funktion", "office"),
    Both("grupp eller organisation", "body or organisation"),
    Both("begrepp", "term"),
    Both("fråga", "question"),
)
#: Entry of the index: name, sort, address, other words that find it, and its rank.
Entry = tuple[Both, Both, str, str, int]


def files(edition: Edition, questions: list[Asked]) -> Iterator[tuple[str, bytes]]:
    """The index in each language."""
    entries = [*_things(edition), *((q.query.title, QUESTION, q.stem, q.query.id, 5) for q in questions)]
    entries.sort(key=lambda entry: (entry[4], swedish_key(entry[0].sv), entry[2]))
    for lang in LANGUAGES:
        second = lang == "en"
        rows = [[name[second], sort[second], stem, words] for name, sort, stem, words, _ in entries]
        # What ends a script or a line of one must not stand in it, though here it lies in a file of its own.
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        yield f"assets/search-{lang}.js", f"var kgovIndex={text};\n".encode()


def _things(edition: Edition) -> Iterator[Entry]:
    classes = {expand(f"kg:{name}"): (sort, rank) for rank, (name, sort) in enumerate(SORTS, 2)}
    parties = edition.knowledge.entities
    for iri, thing in edition.things.items():
        stem = edition.addresses[iri].stem
        if iri in parties:
            office = is_office(edition, thing)
            yield (
                edition.label(iri),
                OFFICE if office else BODY,
                stem,
                _words(edition, thing),
                0 if not office else 1,
            )
            continue
        found = [classes[sort] for sort in thing.types if sort in classes]
        if found:
            sort, rank = found[0]
            yield edition.label(iri), sort, stem, _words(edition, thing), rank
        elif iri.startswith((PREFIXES["kg"], PREFIXES["kgc"])):
            yield edition.label(iri), TERM, stem, f"{shorten(iri)} {_words(edition, thing)}", 6


def _words(edition: Edition, thing: Thing) -> str:
    """Other words that find a thing: its other names, its id, and what it is."""
    names = {str(text) for text in thing.all("skos:altLabel")}
    sorts = sort_of(edition, thing) if thing.iri in edition.knowledge.entities else []
    found = [*sorted(names), local_name(thing.iri), *(edition.label(sort).sv for sort in sorts)]
    return " ".join(found)
