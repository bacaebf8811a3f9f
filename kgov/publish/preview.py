"""A small server of files for looking at a site on one's own computer; nobody else can reach it."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from kgov.errors import KgovError
from kgov.language import Both

#: What browsers need to be told of files that not every system knows.
TYPES = {
    ".ttl": "text/turtle; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".rq": "application/sparql-query; charset=utf-8",
    ".wasm": "application/wasm",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


class Handler(SimpleHTTPRequestHandler):
    """Serves files with the types that a site needs, and says nothing of it."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server on this computer alone."""

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://127.0.0.1:{self.server_address[1]}/"


def server(folder: Path, port: int) -> Server:
    """A server of the files of a folder; it serves once it is told to.

    Args:
        folder: the site.
        port: the port; 0 takes a free one.

    Raises:
        KgovError: the port is taken or not allowed.
    """
    try:
        return Server(("127.0.0.1", port), partial(Handler, directory=str(folder)))
    except OSError as error:
        raise KgovError(
            Both(
                f"port {port} kan inte användas ({error.strerror})",
                f"port {port} cannot be used ({error.strerror})",
            ),
            Both("Ange en annan med --port, eller 0.", "Give another by --port, or 0."),
        ) from None
