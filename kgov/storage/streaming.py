"""A large file, checked and copied term by term: no triple stays in memory, and none that is unsound is let through.

The copy is N-Triples without blank nodes, so that any part of it can be loaded alone. What the vocabulary has to
be checked by comes back as triples: one for each term of ours, and every one that claims what only documents say.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from kgov.errors import KgovError
from kgov.language import Both
from kgov.namespaces import BASE
from kgov.storage.child import confined
from kgov.storage.confinement import MB, Limits
from kgov.storage.gate import fault_of_parsed, shown_term
from kgov.storage.oxigraph import to_term
from kgov.storage.source import Source
from kgov.storage.terms import BLANKS, Term, Text, Triple

T = TypeVar("T")
FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
}
#: From this size on a file of these syntaxes is streamed.
LARGE = 8 * MB
#: So many terms are remembered as sound; a term seen again after that is checked again.
_REMEMBERED = 400_000
#: So many unsound values are named, and so many triples that bear on the vocabulary kept.
_NAMED, _KEPT = 10, 100_000
_OURS = (BASE, BASE.replace("https:", "http:"))


@dataclass
class LargeSource(Source):
    """A file that was copied: its triples are those that bear on the vocabulary, and ``copy`` holds them all."""

    copy: Path = Path()
    count: int = 0

    def line_of(self, *words: str) -> int | None:
        """The first line that contains all the words, read from the file."""
        return _line_of(self.name, words)


def copied(path: str, syntax: str, to: Path, telling: frozenset[tuple[str, str]]) -> LargeSource:
    """Check a file and copy it as N-Triples.

    Args:
        path: the file.
        syntax: one of ``FORMATS``.
        to: where the copy is to stand.
        telling: property and value of the triples that are kept beside those with a term of ours.

    Raises:
        KgovError: it cannot be read, or holds unsound terms; each is named, and nothing is let through.
    """
    limits = Limits(seconds=120 + Path(path).stat().st_size // MB, memory=1024 * MB)
    advice = Both("Dela upp filen.", "Split the file.")
    before = digest_of(path)
    kept, count, digest = confined(path, limits, advice, copy, path, syntax, str(to), telling, before)
    if digest != before:
        raise KgovError(
            Both("filen ändrades medan den lästes", "the file changed while it was read"),
            Both("Ladda den igen.", "Load it again."),
            where=path,
        )
    return LargeSource(path, "", kept, digest=digest, copy=to, count=count)


def digest_of(path: str) -> str:
    """The SHA-256 of a file, without the byte order mark that Windows puts first.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as raw:
        hashing = _Hashing(raw)
        while hashing.read(MB):
            pass
    return hashing.digest.hexdigest()


def copy(
    path: str, syntax: str, to: str, telling: frozenset[tuple[str, str]], digest: str
) -> tuple[list[Triple], int, str]:
    """The work of ``copied``, to be called where a crash does no harm.

    Raises:
        KgovError: as there.
    """
    try:
        with open(path, "rb") as raw, open(to, "wb") as out:
            hashing = _Hashing(raw)
            check = _Check(telling, digest[:16])
            quads = ox.parse(hashing, format=FORMATS[syntax], base_iri="urn:kgov:input")  # type: ignore[arg-type]
            ox.serialize(check.passed(quads), out, format=ox.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise KgovError(
            Both(f"filen kan inte läsas: {error.msg}", f"the file cannot be read: {error.msg}"),
            Both("Rätta filen på den raden.", "Correct the file at that line."),
            where=f"{path}:{error.lineno}" if error.lineno else path,
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise KgovError(
            Both(f"filen kan inte läsas eller kopieras: {reason}", f"cannot read or copy the file: {reason}"),
            where=path,
        ) from None
    if check.faults:
        raise _refusal(path, check)
    if not check.count:
        raise KgovError(
            Both("filen innehåller inga uppgifter", "the file holds no statements"),
            Both("Kontrollera att det är rätt fil.", "Check that it is the right file."),
            where=path,
        )
    return list(check.kept.values()), check.count, hashing.digest.hexdigest()


class _Hashing(io.RawIOBase):
    """A file whose bytes are hashed as they are read, without the byte order mark that Windows puts first."""

    def __init__(self, raw: io.BufferedReader) -> None:
        self.raw = raw
        self.digest = hashlib.sha256()
        if raw.peek(3)[:3] == b"\xef\xbb\xbf":
            raw.read(3)

    def read(self, size: int = -1) -> bytes:
        data = self.raw.read(size)
        self.digest.update(data)
        return data


@dataclass
class _Check:
    """What a file holds so far: sound terms, unsound ones, and what bears on the vocabulary."""

    telling: frozenset[tuple[str, str]]
    scope: str
    claimed: set[object] = field(default_factory=set)
    count: int = 0
    blanks: dict[ox.BlankNode, ox.NamedNode] = field(default_factory=dict)
    sound: set[object] = field(default_factory=set)
    faults: dict[str, tuple[Both, str]] = field(default_factory=dict)
    kept: dict[object, Triple] = field(default_factory=dict)

    def passed(self, quads: Iterable[ox.Quad]) -> Iterator[Any]:
        """The triples, each term checked when it is first met; as quads where nothing is to be changed."""
        sound, blank, nowhere = self.sound, ox.BlankNode, ox.DefaultGraph()
        for quad in quads:
            s, p, o, graph = quad
            self.count += 1
            if not (s in sound and p in sound and o in sound):
                self._take(s, p, o)
            if self.claimed and (p, o) in self.claimed:
                self._keep((s, p, o), s, p, o)
            if type(s) is blank or type(o) is blank:
                yield ox.Triple(self._named(s), p, self._named(o))
            elif graph == nowhere:
                yield quad
            else:
                yield ox.Triple(s, p, o)

    def _named(self, node: T) -> T | ox.NamedNode:
        """The name of a blank node, numbered in the order in which the file names them; any other node as it is."""
        if not isinstance(node, ox.BlankNode):
            return node
        if node not in self.blanks:
            self.blanks[node] = ox.NamedNode(f"{BLANKS}{self.scope}n{len(self.blanks)}")
        return self.blanks[node]

    def _take(self, *nodes: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> None:
        if len(self.sound) > _REMEMBERED:
            self.sound.clear()
        for node in nodes:
            if node in self.sound:
                continue
            self.sound.add(node)
            try:
                term: Term = to_term(node)
            except ValueError as error:
                self._fault(str(node), Both(str(error), str(error)), str(node)[:60])
                continue
            if fault := fault_of_parsed(term):
                self._fault(str(term), fault, shown_term(term))
            elif term.startswith(_OURS) and not isinstance(term, Text):
                self._keep(node, *nodes)
                self.claimed |= {(ox.NamedNode(p), node) for p, o in self.telling if o == term}

    def _fault(self, text: str, fault: Both, shown: str) -> None:
        if len(self.faults) <= _NAMED:
            self.faults.setdefault(text, (fault, shown))

    def _keep(self, key: object, *nodes: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> None:
        if key in self.kept:
            return
        if len(self.kept) >= _KEPT:
            problem = Both("fler än 100 000 saker med våra namn", "more than 100,000 things with our names")
            self._fault("", problem, BASE)
            return
        s, p, o = (Text("") if isinstance(node, ox.Triple) else to_term(node) for node in nodes)
        self.kept[key] = (s, p, o)  # type: ignore[assignment]


def _refusal(path: str, check: _Check) -> KgovError:
    named = []
    for text, (fault, shown) in list(check.faults.items())[:_NAMED]:
        line = _line_of(path, (text or "\n\n",)) or _line_of(path, (shown,))
        named.append((f"{path}:{line}" if line else path, shown, fault))
    more = len(check.faults) > _NAMED
    place, shown, fault = named[0]
    rest = Both(
        "".join(f"; {where}: ”{value}” {what.sv}" for where, value, what in named[1:]) + "; …" * more,
        "".join(f"; {where}: “{value}” {what.en}" for where, value, what in named[1:]) + "; …" * more,
    )
    return KgovError(
        Both(f"”{shown}”: {fault.sv}{rest.sv}", f"“{shown}”: {fault.en}{rest.en}"),
        Both("Rätta värdena i filen.", "Correct the values in the file."),
        where=place,
    )


def _line_of(path: str, words: tuple[str, ...]) -> int | None:
    with open(path, encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if all(word in line for word in words):
                return number
    return None
