"""A real browser, where it is at hand, and a server for it to visit."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from in_node import needs_node

from kgov.publish import browser
from kgov.publish.preview import Handler, Server

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")

needs_browser = [needs_node, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]


class Strict(Handler):
    """Serves files under the strictest policy with which the tools work."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", browser.POLICY)
        super().end_headers()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A server of a folder for a while: its address."""
    with Server(("127.0.0.1", 0), partial(Strict, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.address
        server.shutdown()
