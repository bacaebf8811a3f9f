"""The XML of a workbook's parts: one pass over well-formed text, without document types or entities."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from kgov.errors import KgovError
from kgov.language import Both

MAX_DEPTH = 200

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def damaged(name: str, detail: Both, where: str | Both = "") -> KgovError:
    """The error for a workbook that Excel would not have written."""
    return KgovError(
        Both(f"arbetsboken är skadad: {detail.sv}", f"the workbook is damaged: {detail.en}"),
        Both(
            "Öppna den i Excel eller LibreOffice, spara den på nytt som .xlsx och försök igen.",
            "Open it in Excel or LibreOffice, save it again as .xlsx and try again.",
        ),
        where or name,
    )


def local(tag: str) -> str:
    """A tag or attribute without its namespace prefix."""
    return tag.rpartition(":")[2]


def walk(data: bytes, name: str, start: Start, end: End, text: Text, plain: bool = False) -> None:
    """Go through one part, calling back at each tag and each piece of text, tags without prefix.

    Args:
        data: the part.
        name: the file as the user named it.
        start: called with the tag and its attributes.
        end: called with the tag.
        text: called with each piece of text.
        plain: refuse comments, CDATA sections and instructions within the root, which readers of cells
            do not all take the same way.

    Raises:
        KgovError: not well formed, not UTF-8, nested too deeply, or with a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise damaged(name, Both("för många nivåer", "nested too deeply"))
        start(local(tag), attributes)

    def closed(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(local(tag))

    def declared(version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            raise damaged(name, Both("texten är inte UTF-8", "the text is not UTF-8"))

    def document_type(*_: object) -> None:
        raise damaged(
            name,
            Both(
                "en DOCTYPE, som kan göra den oändligt stor", "a DOCTYPE, which can make it grow without end"
            ),
        )

    def aside(*_: object) -> None:
        if plain and depth:
            raise damaged(name, Both("oväntad XML", "unexpected XML"))

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = document_type
    parser.CommentHandler = aside
    parser.StartCdataSectionHandler = aside
    parser.ProcessingInstructionHandler = aside
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise damaged(name, Both("texten är inte UTF-8", "the text is not UTF-8"))
    try:
        # In one call: this parser takes time square in the length of a token that comes in pieces.
        parser.Parse(data, True)
    except expat.ExpatError:
        raise damaged(name, Both("en del är inte läsbar XML", "a part is not readable XML")) from None
