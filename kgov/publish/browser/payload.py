"""How data reach a page that may lie on a disk: packed in a script, since a page from ``file://`` may fetch nothing."""

from __future__ import annotations

import base64
import gzip
import json


def packed(content: object) -> str:
    """JSON, gzipped and in base64; the same each time."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return base64.b64encode(gzip.compress(text.encode(), compresslevel=9, mtime=0)).decode()


def script(name: str, content: object) -> bytes:
    """A script that hands a packed value to the tools of the page under a name."""
    return f'(self.kgovParts??={{}})[{json.dumps(name)}]="{packed(content)}";\n'.encode()
