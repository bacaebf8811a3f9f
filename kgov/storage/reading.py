"""Reading of foreign RDF files: every file is hostile until it is parsed.

One gate for all syntaxes. What comes out is well-formed terms; what cannot be read is refused with
file, line and reason. Nothing is fetched: no remote context, no entity, no import.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.child import confined
from kgov.storage.confinement import MB, Limits
from kgov.storage.gate import gate
from kgov.storage.json_ld import check_json
from kgov.storage.oxigraph import to_term
from kgov.storage.source import Source
from kgov.storage.terms import Blank, T, Term, Triple

MAX_BYTES = 200 * MB
_MARK = b"\xef\xbb\xbf"  # the byte order mark that Windows puts first
#: Possessive, since what may stand before the first tag can be read in more ways than one.
_WEB_PAGE = re.compile(
    r"(?:\s|<\?xml[^>]*+>|<!--(?s:(?>.*?-->)))*+<(?:!doctype\s+html|html)\b", re.IGNORECASE
)
TOO_MUCH = Both(
    "Kontrollera att det är rätt fil, eller dela upp den.", "Check that it is the right file, or split it."
)

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
OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@dataclass(frozen=True)
class Opened:
    """A file that was opened and not yet parsed: its name, its text, its syntax and the SHA-256 of its bytes."""

    name: str
    text: str
    syntax: str
    digest: str


def read(path: str, syntax: str | None = None) -> Source:
    """Read an RDF file, or standard input where the path is ``-``.

    Args:
        path: file path or ``-``.
        syntax: turtle, trig, ntriples, nquads, rdfxml or jsonld; by file ending if not given.

    Raises:
        KgovError: the file is missing, empty, too large, in an unknown format or cannot be read.
    """
    file = opened(path, syntax)
    triples, notes = confined(file.name, limits_of(file), TOO_MUCH, parsed, file)
    return Source(file.name, file.text, triples, notes, digest=file.digest)


def parsed(file: Opened) -> tuple[list[Triple], list[Both]]:
    """The triples of a file and what was noticed; to be called where a crash does no harm.

    Raises:
        KgovError: it is to be refused, with line and reason.
    """
    triples = list(_numbered(_parse(file.text, file.syntax, file.name), file.digest))
    if not triples:
        raise KgovError(
            Both("filen innehåller inga uppgifter", "the file holds no statements"),
            Both("Kontrollera att det är rätt fil.", "Check that it is the right file."),
            where=file.name,
        )
    source = Source(file.name, file.text, triples)
    gate(source)
    return triples, source.notes


def limits_of(file: Opened) -> Limits:
    """What the parsing of a file may use, by its size."""
    return Limits(seconds=60 + 2 * len(file.text) // MB, memory=1024 * MB + 24 * len(file.text))


def opened(path: str, syntax: str | None = None) -> Opened:
    """Open an RDF file, or standard input where the path is ``-``.

    Raises:
        KgovError: the file is missing, empty, too large, in an unknown format or no text.
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
    data = data.removeprefix(_MARK)
    text = _decode(data, name)
    if not text.strip():
        raise KgovError(
            Both("filen är tom", "the file is empty"),
            Both("Ange den fil som innehåller underlaget.", "Name the file that holds the list."),
            where=name,
        )
    if _WEB_PAGE.match(text):
        raise KgovError(
            Both("filen är en webbsida, inte RDF", "the file is a web page, not RDF"),
            Both(
                "Hämta själva filen; kanske sparades en inloggningssida.",
                "Download the file itself; perhaps a login page was saved.",
            ),
            where=name,
        )
    return Opened(name, text, chosen, hashlib.sha256(data).hexdigest())


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


def unreadable(name: str, error: Exception, line: int | None) -> KgovError:
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


def _numbered(triples: Iterable[Triple], digest: str) -> Iterator[Triple]:
    """The triples with blank nodes numbered in the order in which the file names them.

    The same file then gives the same findings in every run and from every store, and no two files share a node.
    """
    names: dict[Blank, Blank] = {}

    def numbered(term: T) -> T | Blank:
        if not isinstance(term, Blank):
            return term
        return names.setdefault(term, Blank(f"{digest[:16]}n{len(names)}"))

    return ((numbered(s), p, numbered(o)) for s, p, o in triples)


def _parse(text: str, syntax: str, name: str) -> list[Triple]:
    if syntax == "rdfxml":
        return parse_xml(text, name)
    if syntax == "jsonld":
        try:
            check_json(text, name)
        except ValueError as error:
            raise unreadable(name, error, getattr(error, "lineno", None)) from None
    base = "urn:kgov:input"
    try:
        quads = ox.parse(text.encode(), format=OXIGRAPH[syntax], base_iri=base, rename_blank_nodes=True)
        return _triples(quads)
    except MemoryError as error:
        if not error.args:
            raise
        raise KgovError(  # the parser's own limit
            Both("en text är längre än 16 MB", "a text is longer than 16 MB"), TOO_MUCH, where=name
        ) from None
    except Exception as error:  # any parser failure is the file's, never the program's
        line = getattr(error, "lineno", None)
        raise unreadable(name, error, line) from None


def _triples(quads: Iterable[ox.Quad]) -> list[Triple]:
    """The triples as terms of ours, each term one object: a file says the same few things of many."""
    terms: dict[object, Term] = {}
    found: list[Triple] = []
    for quad in quads:
        triple: list[Term] = []
        for node in (quad.subject, quad.predicate, quad.object):
            term = terms.get(node)
            if term is None:
                term = terms[node] = to_term(node)
            triple.append(term)
        s, p, o = triple
        found.append((s, p, o))  # type: ignore[arg-type]
    return list({(id(s), id(p), id(o)): (s, p, o) for s, p, o in found}.values())


def parse_xml(text: str, name: str) -> list[Triple]:
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
    from kgov.storage import reference  # rdflib is slow to import and only this syntax needs it

    graph = reference.InOrder()
    try:
        graph.parse(data=text, format="xml", publicID="urn:kgov:input")
        # A statement that stands twice counts once; as Python values, a text and an IRI may be equal.
        return list({tuple(term.n3() for term in triple): triple for triple in graph.told}.values())
    except MemoryError:
        raise
    except Exception as error:  # any parser failure is the file's, never the program's
        line = getattr(error, "getLineNumber", lambda: None)()
        raise unreadable(name, error, line) from None
