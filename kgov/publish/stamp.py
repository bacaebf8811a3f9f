"""The stamp on a file that holds invented example data, in the way that its form allows a remark."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath

STAMP = "Påhittade exempeldata. Invented example data."
HASH = ("ttl", "rq", "nt", "csv", "txt", "toml", "conf", "map", "htaccess", "_headers", "_redirects")
MARKUP = ("svg", "xml", "rdf", "atom", "md")
SCRIPT = ("js", "css", "mjs")
OBJECT = ("json", "jsonld")
CLASS = b'class="stamp"'
BODY = re.compile(rb"<body\b[^>]*>")
NOTE = f'\n<aside {CLASS.decode()} style="padding: .6rem 1rem; background: #ffdf8a; color: #3a2500">{STAMP}</aside>'.encode()
MARK = b"\xef\xbb\xbf"


def stamped(path: str, content: bytes) -> bytes:
    """The content of a file with the stamp; our own pages bear it already, and a picture has no data in it.

    A line with ``#`` is a remark in Turtle, SPARQL and, by the dialect of CSV on the Web, in CSV; a key that its
    context does not know is left aside by every reader of JSON-LD.
    """
    ending = PurePosixPath(path).name.rpartition(".")[2]
    if ending == "html" and CLASS not in content:
        return BODY.sub(lambda found: found[0] + NOTE, content, count=1)
    if ending in HASH:
        mark = MARK if content.startswith(MARK) else b""
        return mark + f"# {STAMP}\n".encode() + content[len(mark) :]
    if ending in SCRIPT:
        return f"/* {STAMP} */\n".encode() + content
    if ending in MARKUP:
        return _after_declaration(content, f"<!-- {STAMP} -->\n".encode())
    if ending in OBJECT and content.lstrip().startswith(b"{") and content.strip() != b"{}":
        return content.replace(b"{", f'{{"stamp": {json.dumps(STAMP, ensure_ascii=False)}, '.encode(), 1)
    return content


def _after_declaration(content: bytes, remark: bytes) -> bytes:
    """A remark may not stand before the declaration of an XML file."""
    if not content.startswith(b"<?xml"):
        return remark + content
    head, mark, rest = content.partition(b"?>")
    return head + mark + b"\n" + remark + rest.lstrip()
