"""The XML of a workbook's parts: one pass over well-formed text, without document types or entities."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from kgov.errors import KgovError
from kgov.language import Both

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


def walk(
    data: bytes, name: str, start: Start, end: End, text: Text, plain: bool = False, raw: bool = False
) -> None:
    """Go through one part, calling back at each tag and each piece of text, tags without prefix.

    Args:
        data: the part.
        name: the file as the user named it.
        start: called with the tag and its attributes.
        end: called with the tag.
        text: called with each piece of text.
        plain: refuse what readers of cells do not all take the same way: text that is not UTF-8, and
            comments, CDATA sections and instructions among the tags.
        raw: call back with tags as they stand, for the parts with very many of them.

    Raises:
        KgovError: not well formed, or with a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start if raw else lambda tag, attributes: start(local(tag), attributes)
    parser.EndElementHandler = end if raw else lambda tag: end(local(tag))
    parser.CharacterDataHandler = text

    def document_type(*_: object) -> None:
        raise damaged(
            name,
            Both("en DOCTYPE, som kan växa utan gräns", "a DOCTYPE, which can grow without end"),
        )

    parser.StartDoctypeDeclHandler = document_type
    if plain:
        _be_plain(parser, data, name)
    try:
        # In one call: this parser takes time square in the length of a token that comes in pieces.
        parser.Parse(data, True)
    except expat.ExpatError:
        raise damaged(name, Both("en del är inte läsbar XML", "a part is not readable XML")) from None


def _be_plain(parser: expat.XMLParserType, data: bytes, name: str) -> None:
    def refuse(*_: object) -> None:
        raise damaged(name, Both("oväntad XML", "unexpected XML"))

    def declared(version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            refuse()

    if b"\0" in data[:100] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        refuse()
    parser.XmlDeclHandler = declared
    parser.CommentHandler = refuse
    parser.StartCdataSectionHandler = refuse
    parser.ProcessingInstructionHandler = refuse
