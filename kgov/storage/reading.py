"""Reading of foreign RDF files: every file is hostile until it is parsed.

One gate for all syntaxes. What comes out is well-formed terms; what cannot be read is refused with
file, line and reason. Nothing is fetched: no remote context, no entity, no import.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kgov.errors import KgovError
from kgov.language import Both
from kgov.namespaces import PREFIXES
from kgov.storage.memory import from_term, to_term
from kgov.storage.terms import XSD, Iri, Term, Text, Triple

MAX_BYTES = 200 * 1024 * 1024
MAX_JSON_DEPTH = 100
MAX_IRI = 2000
MAX_NUMBER = 64
MAX_JSON_DIGITS = 15
SCHEMES = ("http:", "https:", "urn:", "mailto:", "tel:", "tag:")

SYNTAXES: dict[str, str] = {
    ".ttl": "turtle",
    ".turtle": "turtle",
    ".n3": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
    ".jsonld": "jsonld",
    ".json": "jsonld",
}
_OX = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@dataclass(frozen=True)
class Place:
    """A cell of a workbook: its sheet, its row and the letters of its column."""

    sheet: str
    row: int
    column: str


@dataclass(frozen=True)
class Row:
    """Where a thing is described in a workbook.

    Args:
        file: the file.
        sheet: the sheet; None for CSV.
        row: the number of the row.
        columns: the letters of the column of each property.
        filled: the letters of the columns that hold something in this row.
    """

    file: str
    sheet: str | None
    row: int
    columns: Mapping[Iri, str]
    filled: frozenset[str]


@dataclass
class Source:
    """One file that was read: its triples, and where each stands.

    Args:
        name: the file as the user named it.
        text: the text of an RDF file; empty for a workbook.
        triples: what it says.
        notes: what was noticed and left aside.
        places: the cell of each triple of a workbook.
        rows: the row of each thing in a workbook.
        asked: the rows that ask something and have no answer, by what they ask about.
        digest: the SHA-256 of its bytes.
    """

    name: str
    text: str
    triples: list[Triple]
    notes: list[Both] = field(default_factory=list)
    places: dict[Triple, Place] = field(default_factory=dict)
    rows: dict[Iri, Row] = field(default_factory=dict)
    asked: dict[tuple[Term, ...], Row] = field(default_factory=dict)
    digest: str = ""

    def line_of(self, *words: str) -> int | None:
        """The first line (from 1) that contains all the words, to point a reader to the place."""
        for number, line in enumerate(self.text.splitlines(), 1):
            if all(word in line for word in words):
                return number
        return None


def read(path: str, syntax: str | None = None) -> Source:
    """Read an RDF file, or standard input where the path is ``-``.

    Args:
        path: file path or ``-``.
        syntax: turtle, trig, ntriples, nquads, rdfxml or jsonld; by file ending if not given.

    Raises:
        KgovError: the file is missing, empty, too large, in an unknown format or cannot be read.
    """
    if path == "-":
        name, data, guessed = "<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1), "turtle"
    else:
        name, data = path, _bytes(Path(path))
        guessed = SYNTAXES.get(Path(path).suffix.lower(), "")
    chosen = syntax or guessed
    if not chosen:
        raise KgovError(
            Both(
                f"okänt filformat ({Path(path).suffix or 'utan filändelse'})",
                f"unknown file format ({Path(path).suffix or 'no file ending'})",
            ),
            Both(
                "Använd " + ", ".join(sorted(set(SYNTAXES))) + ".",
                "Use " + ", ".join(sorted(set(SYNTAXES))) + ".",
            ),
            where=name,
        )
    if len(data) > MAX_BYTES:
        raise KgovError(
            Both("filen är större än 200 MB", "the file is larger than 200 MB"),
            Both("Dela upp den.", "Split it."),
            where=name,
        )
    notes: list[Both] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    text = _decode(data, name)
    if not text.strip():
        raise KgovError(
            Both("filen är tom", "the file is empty"),
            Both("Ange den fil som innehåller underlaget.", "Name the file that holds the list."),
            where=name,
        )
    if re.match(r"(\s|<\?xml[^>]*>|<!--(?s:.*?)-->)*<(!doctype\s+html|html)\b", text, re.IGNORECASE):
        raise KgovError(
            Both("filen är en webbsida, inte RDF", "the file is a web page, not RDF"),
            Both(
                "Hämta själva filen; kanske sparades en inloggningssida.",
                "Download the file itself; perhaps a login page was saved.",
            ),
            where=name,
        )
    triples = list(dict.fromkeys(_parse(text, chosen, name)))
    if not triples:
        raise KgovError(
            Both("filen innehåller inga uppgifter", "the file holds no statements"),
            Both("Kontrollera att det är rätt fil.", "Check that it is the right file."),
            where=name,
        )
    source = Source(name, text, triples, notes, digest=hashlib.sha256(data).hexdigest())
    gate(source)
    return source


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            return handle.read(MAX_BYTES + 1)
    except FileNotFoundError:
        problem = Both("filen finns inte", "the file does not exist")
    except IsADirectoryError:
        problem = Both("det är en mapp, inte en fil", "this is a folder, not a file")
    except OSError as error:
        problem = Both(
            f"filen kan inte öppnas ({error.strerror})", f"the file cannot be opened ({error.strerror})"
        )
    raise KgovError(problem, Both("Kontrollera sökvägen.", "Check the path."), where=str(path))


def _decode(data: bytes, name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:2]:
        raise KgovError(
            Both("filen är sparad som UTF-16", "the file is saved as UTF-16"),
            Both("Spara den som UTF-8.", "Save it as UTF-8."),
            where=name,
        )
    if data.startswith((b"\x1f\x8b", b"PK\x03\x04")):
        raise KgovError(
            Both("filen är packad, inte text", "the file is packed, not text"),
            Both("Packa upp den, eller exportera listan som RDF.", "Unpack it, or export the list as RDF."),
            where=name,
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise KgovError(
            Both(
                "tecken som inte är UTF-8; filen ser ut att vara sparad som Windows-1252",
                "characters that are not UTF-8; the file looks like Windows-1252",
            ),
            Both("Spara den som UTF-8.", "Save it as UTF-8."),
            where=f"{name}:{line}",
        ) from None


def _unreadable(name: str, error: Exception, line: int | None) -> KgovError:
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    reason = re.sub(r"^<unknown>:\d+:\d+: | \(line \d+\)$", "", reason)
    return KgovError(
        Both(f"filen kan inte läsas: {reason}", f"the file cannot be read: {reason}"),
        Both(
            "Rätta filen på den raden, eller ange rätt format med --input-format.",
            "Correct the file at that line, or name its format with --input-format.",
        ),
        where=f"{name}:{line}" if line else name,
    )


def _parse(text: str, syntax: str, name: str) -> list[Triple]:
    if syntax == "rdfxml":
        return _parse_xml(text, name)
    if syntax == "jsonld":
        _check_json(text, name)
    base = "urn:kgov:input"
    try:
        quads = ox.parse(text.encode(), format=_OX[syntax], base_iri=base, rename_blank_nodes=True)
        return [(to_term(q.subject), Iri(q.predicate.value), to_term(q.object)) for q in quads]  # type: ignore[misc]
    except Exception as error:  # any parser failure is the file's, never the program's
        line = getattr(error, "lineno", None)
        raise _unreadable(name, error, line) from None


def _parse_xml(text: str, name: str) -> list[Triple]:
    # A document type can expand without end; rdflib's reader refuses truncated files, Oxigraph's does not.
    if re.search(r"<!DOCTYPE", text[:100_000], re.IGNORECASE) or "<!ENTITY" in text:
        raise KgovError(
            Both(
                "filen har en DOCTYPE, som kan göra den oändligt stor",
                "the file has a DOCTYPE, which can make it grow without end",
            ),
            Both("Spara den utan DOCTYPE.", "Save it without a DOCTYPE."),
            where=name,
        )
    import rdflib

    from kgov.storage import reference  # rdflib is slow to import and only this syntax needs it

    graph = rdflib.Graph()
    try:
        graph.parse(data=text, format="xml", publicID="urn:kgov:input")
        return [
            (reference.to_term(s), Iri(str(p)), reference.to_term(o))  # type: ignore[misc]
            for s, p, o in graph
        ]
    except Exception as error:  # any parser failure is the file's, never the program's
        line = getattr(error, "getLineNumber", lambda: None)()
        raise _unreadable(name, error, line) from None


def _check_json(text: str, name: str) -> None:
    depth = deepest = 0
    for char in re.sub(r'"(?:[^"\\]|\\.)*"', "", text):
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    if deepest > MAX_JSON_DEPTH:
        raise KgovError(
            Both(f"JSON med fler än {MAX_JSON_DEPTH} nivåer", f"JSON nested more than {MAX_JSON_DEPTH} deep"),
            where=name,
        )

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        for key in keys:
            if keys.count(key) > 1:
                lines = [n for n, line in enumerate(text.splitlines(), 1) if json.dumps(key)[1:-1] in line]
                raise KgovError(
                    Both(f"nyckeln {key!r} står två gånger", f"the key {key!r} stands twice"),
                    Both(
                        "Ta bort den ena eller samla värdena i en lista.", "Remove one or list both values."
                    ),
                    where=f"{name}:{lines[-1]}" if lines else name,
                )
        return dict(pairs)

    def short(digits: str) -> str:
        if len(digits) > MAX_JSON_DIGITS:
            raise KgovError(
                Both(
                    f"talet {digits[:20]}… har fler än {MAX_JSON_DIGITS} siffror",
                    f"the number {digits[:20]}… has more than {MAX_JSON_DIGITS} digits",
                ),
                Both("Skriv det inom citattecken med datatyp.", "Write it in quotes with a datatype."),
                where=name,
            )
        return digits

    def never(word: str) -> None:
        raise KgovError(Both(f"{word} är inget tal i JSON", f"{word} is not a number in JSON"), where=name)

    try:
        tree = json.loads(text, object_pairs_hook=unique, parse_int=short, parse_constant=never)
    except ValueError as error:
        raise _unreadable(name, error, getattr(error, "lineno", None)) from None

    def remote(node: object) -> str | None:
        if isinstance(node, dict):
            context = node.get("@context")
            parts = context if isinstance(context, list) else [context]
            for part in parts:
                if isinstance(part, str):
                    return part
                if isinstance(part, dict) and isinstance(part.get("@import"), str):
                    return str(part["@import"])
            return next(filter(None, map(remote, node.values())), None)
        if isinstance(node, list):
            return next(filter(None, map(remote, node)), None)
        return None

    address = remote(tree)
    if address:
        raise KgovError(
            Both(
                f"@context pekar på {address}, och inget hämtas från nätet",
                f"@context points to {address}, and nothing is fetched from the network",
            ),
            Both("Skriv in sammanhanget i filen.", "Write the context into the file."),
            where=name,
        )


_LEXICAL = {
    XSD + name: re.compile(pattern)
    for names, pattern in {
        "boolean": r"true|false|0|1",
        "integer int long short byte": r"[+-]?\d+",
        "nonNegativeInteger positiveInteger unsignedInt unsignedLong unsignedShort": r"\+?\d+",
        "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
        "double float": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?|-?INF|NaN",
        "gYear": r"\d{4}",
        "gYearMonth": r"\d{4}-(0[1-9]|1[0-2])",
        "dateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?",
    }.items()
    for name in names.split()
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def fault_of(term: Term) -> Both | None:
    """What would break a writer, an engine or a calculation further on, or None where the term is sound."""
    if isinstance(term, Iri):
        if len(term) > MAX_IRI or not term.lower().startswith(SCHEMES) or _CONTROLS.search(term):
            return Both("adressen (IRI) kan inte användas", "the IRI cannot be used")
    try:
        from_term(term)
    except ValueError:
        if isinstance(term, Text):
            return Both(
                "datatypen eller språkmärket är felskrivet", "the datatype or language tag is malformed"
            )
        return Both("adressen (IRI) är felskriven", "the IRI is malformed")
    if isinstance(term, Text):
        if _CONTROLS.search(term):
            return Both("texten innehåller styrtecken", "the text holds control characters")
        if term.datatype == XSD + "date":
            try:
                if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", term):
                    raise ValueError
                date.fromisoformat(term)
            except ValueError:
                return Both("inget datum; skriv ÅÅÅÅ-MM-DD", "not a date; write YYYY-MM-DD")
        pattern = _LEXICAL.get(term.datatype)
        if pattern and (len(term) > MAX_NUMBER or not pattern.fullmatch(term)):
            kind = term.datatype.rsplit("#", 1)[-1]
            return Both(f"värdet är inte av typen {kind}", f"the value is not of type {kind}")
    return None


def _shown(term: Term) -> str:
    """A term as it can be shown: shortened, control characters written out."""
    text = _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04X}", str(term))
    return text if len(text) <= 80 else f"{text[:60]}…"


def gate(source: Source) -> None:
    """Refuse terms that would break a writer, an engine or a calculation further on."""
    for s, p, o in source.triples:
        for term in (s, p, o):
            fault = fault_of(term)
            if fault:
                shown = _shown(term)
                line = source.line_of(str(term) or '""') or source.line_of(shown)
                raise KgovError(
                    Both(f"”{shown}”: {fault.sv}", f"“{shown}”: {fault.en}"),
                    Both("Rätta värdet i filen.", "Correct the value in the file."),
                    where=f"{source.name}:{line}" if line else source.name,
                )
    predicates = {p for _, p, _ in source.triples}
    if PREFIXES["owl"] + "imports" in predicates:
        wanted = sorted(o for _, p, o in source.triples if p == PREFIXES["owl"] + "imports")
        source.notes.append(
            Both(
                f"owl:imports hämtas inte: {', '.join(wanted)}",
                f"owl:imports is not fetched: {', '.join(wanted)}",
            )
        )
    if any(p.startswith(PREFIXES["sh"]) for p in predicates):
        source.notes.append(
            Both(
                "filen har egna SHACL-regler; de används inte",
                "the file carries SHACL shapes of its own; they are not used",
            )
        )
