"""The catalogue of questions: each a query file, asked with checked parameters."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from kgov import resources
from kgov.errors import KgovError
from kgov.language import Both, Lang
from kgov.model.knowledge import Knowledge
from kgov.namespaces import PREFIXES, expand
from kgov.storage.child import confined
from kgov.storage.confinement import MB, Limits
from kgov.storage.oxigraph import OxigraphStore
from kgov.storage.query_text import Query, catalogue
from kgov.storage.store import Store
from kgov.storage.table import Table
from kgov.storage.terms import Iri, Term, Text, date_term

#: How many seconds a query of one's own may take unless more are given.
PATIENCE = 60
_TOO_MUCH = Both(
    "Begränsa frågan, till exempel med fler villkor eller LIMIT.",
    "Narrow the query, for instance with more conditions or LIMIT.",
)


def find_query(name: str) -> Query:
    """A question of the catalogue by its id.

    Raises:
        KgovError: there is none; the nearest are named.
    """
    found = catalogue().get(name)
    if found:
        return found
    near = difflib.get_close_matches(name, catalogue(), n=3, cutoff=0.4)
    raise KgovError(
        Both(f"okänd fråga: {name}", f"unknown question: {name}"),
        Both(
            f"Menar du {', '.join(near)}?" if near else "Se alla: kgov query.",
            f"Did you mean {', '.join(near)}?" if near else "See all: kgov query.",
        ),
    )


def term_of(knowledge: Knowledge, kind: str, text: str, name: str = "") -> Term:
    """The term that a user's text means, by the type of the parameter.

    Raises:
        KgovError: the text is no date, or names nothing that the model knows.
    """
    if kind == "date":
        return date_term(parse_date(text))
    if kind == "text":
        return Text(text)
    if re.match(r"https?://|urn:", text):
        return Iri(text)
    prefix, colon, _ = text.partition(":")
    if colon and prefix in PREFIXES:
        return Iri(expand(text))
    for scheme in ("matter", "level", "gap"):
        code = Iri(expand(f"kgc:{scheme}-{text}"))
        if code in knowledge.concepts:
            return code
    if re.fullmatch(r"[A-Z]{2}-\d+[a-z]?", text):
        return Iri(expand(f"kgs:{text}"))
    from kgov.model.names import find_one

    if name == "document":
        return find_one(knowledge, text, among=knowledge.documents, what=Both("dokument", "document"))
    return find_one(knowledge, text, among=knowledge.entities | knowledge.seats)


def parse_date(text: str) -> date:
    """A date written YYYY-MM-DD; KgovError for anything else."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise KgovError(
            Both(f"”{text}” är inget datum", f"“{text}” is not a date"),
            Both("Skriv ÅÅÅÅ-MM-DD, till exempel 2026-11-22.", "Write YYYY-MM-DD, such as 2026-11-22."),
        ) from None


def ask(
    knowledge: Knowledge,
    name: str,
    lang: Lang = "sv",
    as_of: date | None = None,
    **values: str | Sequence[str],
) -> Table:
    """Ask a question of the catalogue.

    Args:
        knowledge: the model with the lists at hand.
        name: id of the question, such as ``seats-of-a-body``.
        lang: language of names in the answer.
        as_of: the date asked about, where the question takes one; today unless given.
        values: the other parameters, as text.

    Raises:
        KgovError: unknown question or parameter, or a value that means nothing.
    """
    query = find_query(name)
    knowledge.need(*resources.PARTS)
    kinds = {parameter.name: parameter.kind for parameter in query.parameters}
    terms: dict[str, list[Term]] = {}
    for key, value in values.items():
        listed = [value] if isinstance(value, str) else list(value)
        terms[key] = [term_of(knowledge, kinds.get(key, "text"), text, key) for text in listed]
    if "lang" in kinds and "lang" not in terms:
        terms["lang"] = [Text(lang)]
    if "asOf" in kinds and "asOf" not in terms:
        terms["asOf"] = [date_term(as_of or date.today())]
    return knowledge.select(query.fill(terms))


_TOKENS = re.compile(
    r"""
    (?P<text> \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<comment> \#[^\n]* )
    | (?P<variable> [?$]\w+ )
    | (?P<local> :[\w.%-]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_BARE = {"text": " ", "iri": "<>", "comment": " ", "variable": "?", "local": ":"}
_SERVICE = re.compile(r"service\s*(silent\s*)?(<>|\?|[^\s<>{}()?]*:)\s*\{", re.IGNORECASE)


def _asks_another_server(text: str) -> bool:
    """Whether a query has a SERVICE clause. Oxigraph needs no space around the word, so its form is looked for."""
    return bool(_SERVICE.search(_TOKENS.sub(lambda found: _BARE[str(found.lastgroup)], text)))


def ask_text(knowledge: Knowledge, text: str, seconds: float = PATIENCE) -> Table:
    """Ask a query of one's own, over everything, in a process of its own that may use so much and no more.

    Args:
        knowledge: the model with the lists at hand.
        text: the query.
        seconds: how long it may take.

    Raises:
        KgovError: the text is no query, asks another server, or takes too much time or memory.
    """
    if _asks_another_server(text):
        raise KgovError(
            Both(
                "frågan använder SERVICE, och inget hämtas från nätet",
                "the query uses SERVICE, and nothing is fetched from the network",
            ),
            Both("Ta bort SERVICE ur frågan.", "Take SERVICE out of the query."),
        )
    knowledge.need(*resources.PARTS)
    if not isinstance(
        knowledge.store, OxigraphStore
    ):  # a server has limits of its own, and is asked by network
        return _answered(knowledge.store, text)
    limits = Limits(seconds, answer=256 * MB)
    return confined(Both("frågan", "the query"), limits, _TOO_MUCH, _answered_here, knowledge.store, text)


def _answered_here(store: OxigraphStore, text: str) -> Table:
    return _answered(store.reopened(), text)


def _answered(store: Store, text: str) -> Table:
    try:
        return store.select(text)
    except (ValueError, RuntimeError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise KgovError(
            Both(f"frågan kan inte besvaras: {reason}", f"the query cannot be answered: {reason}")
        ) from None


def from_argument(argument: str) -> Query | str:
    """What the argument of ``kgov query`` means: a catalogue name, then a file, then text."""
    if argument in catalogue():
        return catalogue()[argument]
    path = Path(argument)
    if len(argument) < 300 and path.is_file():
        try:
            return path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise KgovError(
                Both("filen kan inte läsas som text", "the file cannot be read as text"),
                Both("Spara frågan som UTF-8.", "Save the query as UTF-8."),
                where=argument,
            ) from None
    if re.search(r"\b(select|construct|ask|describe)\b", argument, re.IGNORECASE):
        return argument
    return find_query(argument)


def parameters(pairs: Sequence[str]) -> Mapping[str, list[str]]:
    """``name=value`` pairs as a mapping; KgovError where the form is not kept."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise KgovError(
                Both(f"”{pair}” är ingen parameter", f"“{pair}” is not a parameter"),
                Both("Skriv namn=värde.", "Write name=value."),
            )
        found.setdefault(name, []).append(value)
    return found
