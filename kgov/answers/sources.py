"""The documents at hand: are the anchors of the statements still there, and what does the passage say?

The project does not carry the documents. Whoever has them can hold the model against them: each
statement keeps the SHA-256 of its passage, in Unicode NFC with white space reduced to single spaces.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Statement
from kgov.namespaces import local_name

TEXT_FILES = (".txt", ".md", ".text")


def normalise(text: str) -> str:
    """NFC, white space reduced to single spaces: the form in which passages are hashed."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


@dataclass
class Verified:
    """What was found in a folder of documents."""

    files: dict[str, str] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    total: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    passages: dict[str, str] = field(default_factory=dict)


def _read_texts(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise KgovError(
            Both("mappen finns inte", "the folder does not exist"),
            Both("Ange mappen med dokumenten som text.", "Name the folder with the documents as text."),
            where=str(folder),
        )
    texts = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in TEXT_FILES and path.is_file():
            texts[path.name] = normalise(path.read_text(encoding="utf-8-sig", errors="replace"))
    if not texts:
        raise KgovError(
            Both("mappen har inga textfiler", "the folder holds no text files"),
            Both(
                "Spara dokumenten som text (.txt) och försök igen.",
                "Save the documents as text (.txt) and try again.",
            ),
            where=str(folder),
        )
    return texts


def _passages(text: str, wanted: dict[int, set[str]]) -> dict[str, list[str]]:
    """For each digest, the passages of the text that have it, in order: windows that start at a word."""
    starts = [0, *(match.end() for match in re.finditer(r" ", text))]
    found: dict[str, list[str]] = {}
    for length, digests in wanted.items():
        for start in starts:
            window = text[start : start + length]
            if len(window) == length:
                digest = hashlib.sha256(window.encode()).hexdigest()
                if digest in digests:
                    found.setdefault(digest, []).append(window)
    return found


def verify(knowledge: Knowledge, folder: Path) -> Verified:
    """Hold every statement against the documents in a folder.

    Raises:
        KgovError: the folder is missing or holds no text.
    """
    texts = _read_texts(folder)
    by_document: dict[str, list[Statement]] = {}
    for statement in knowledge.statements.values():
        by_document.setdefault(local_name(statement.document), []).append(statement)
    result = Verified()
    for document, statements in sorted(by_document.items()):
        wanted: dict[int, set[str]] = {}
        for statement in statements:
            length = statement.number("kg:hasPassageLength") or 0
            wanted.setdefault(length, set()).add(str(statement.one("kg:hasPassageDigest")))
        best_name = ""
        best: dict[str, list[str]] = {}
        for name, text in texts.items():
            found = _passages(text, wanted)
            if len(found) > len(best):
                best_name, best = name, found
        result.files[document] = best_name
        result.total[document] = len(statements)
        used: Counter[str] = Counter()
        hits = 0
        for statement in sorted(statements, key=lambda item: item.position):
            digest = str(statement.one("kg:hasPassageDigest"))
            passages = best.get(digest, [])
            if used[digest] < len(passages):
                result.passages[statement.id] = passages[used[digest]]
                used[digest] += 1
                hits += 1
            else:
                result.missing.append(statement.id)
        result.found[document] = hits
    return result
