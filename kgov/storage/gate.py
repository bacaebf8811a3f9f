"""The gate that every list passes, RDF or workbook: sound terms only, and what is left aside is noted."""

from __future__ import annotations

import re
from datetime import date

from kgov.errors import KgovError
from kgov.language import Both
from kgov.namespaces import PREFIXES
from kgov.storage.oxigraph import from_term
from kgov.storage.source import Source
from kgov.storage.terms import BLANKS, XSD, Iri, Term, Text

MAX_IRI = 2000
MAX_NUMBER = 64
SCHEMES = ("http:", "https:", "urn:", "mailto:", "tel:", "tag:")
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
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def fault_of(term: Term) -> Both | None:
    """What would break a writer, an engine or a calculation further on, or None where the term is sound."""
    if isinstance(term, Iri) and (fault := fault_of_parsed(term)):
        return fault
    try:
        from_term(term)
    except ValueError:
        if isinstance(term, Text):
            return Both(
                "datatypen eller språkmärket är felskrivet", "the datatype or language tag is malformed"
            )
        return Both("adressen (IRI) är felskriven", "the IRI is malformed")
    return fault_of_parsed(term)


def fault_of_parsed(term: Term) -> Both | None:
    """The same of a term that the strict parser has read, and that is well formed."""
    if isinstance(term, Iri):
        if (
            len(term) > MAX_IRI
            or not term.lower().startswith(SCHEMES)
            or _CONTROLS.search(term)
            or term.startswith(BLANKS)
        ):
            return Both("adressen (IRI) kan inte användas", "the IRI cannot be used")
        return None
    if not isinstance(term, Text):
        return None
    if _CONTROLS.search(term):
        return Both("texten innehåller styrtecken", "the text holds control characters")
    if term.datatype == XSD + "date":
        try:
            if not _DATE.fullmatch(term):
                raise ValueError
            date.fromisoformat(term)
        except ValueError:
            return Both("inget datum; skriv ÅÅÅÅ-MM-DD", "not a date; write YYYY-MM-DD")
    pattern = _LEXICAL.get(term.datatype)
    if pattern and (len(term) > MAX_NUMBER or not pattern.fullmatch(term)):
        kind = term.datatype.rsplit("#", 1)[-1]
        return Both(f"värdet är inte av typen {kind}", f"the value is not of type {kind}")
    return None


def shown_term(term: Term) -> str:
    """A term as it can be shown: shortened, control characters written out."""
    text = _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04X}", str(term))
    return text if len(text) <= 80 else f"{text[:60]}…"


def gate(source: Source) -> None:
    """Refuse terms that would break a writer, an engine or a calculation further on."""
    sound: set[int] = set()  # a reader makes one object of each term, and it lives as long as the source
    for triple in source.triples:
        for term in triple:
            if id(term) in sound:
                continue
            sound.add(id(term))
            fault = fault_of(term)
            if fault:
                shown = shown_term(term)
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
