"""Real SPARQL servers for the tests: each on a free port and a folder of its own, and ended with the session."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgov.storage.server import Server

_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
CaseMode = 2
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""
#: Fewer rows than some graphs of the model have, so that every large answer is one that the server cuts.
VIRTUOSO_ROWS = 2000


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def oxigraph() -> Iterator[Server]:
    """Oxigraph's own server."""
    port = free_port()
    program = Path(sys.executable).parent / ("oxigraph.exe" if sys.platform == "win32" else "oxigraph")
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program), "serve", "--location", f"{folder}/db", "--bind", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(f"http://127.0.0.1:{port}/", process)
            yield Server(f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/update")
        finally:
            process.kill()
            process.wait()


def has_virtuoso() -> bool:
    """Whether Virtuoso is installed, as Debian's package ``virtuoso-opensource``."""
    return bool(shutil.which("virtuoso-t") and shutil.which("isql-vt"))


@contextmanager
def virtuoso() -> Iterator[Server]:
    """Virtuoso, open for changes from this computer."""
    port, sql = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "virtuoso.ini"
        settings.write_text(_VIRTUOSO.format(folder=folder, port=port, sql=sql, rows=VIRTUOSO_ROWS))
        command = ["virtuoso-t", "+configfile", str(settings), "+foreground"]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D", process)
            grant = 'exec=GRANT SPARQL_UPDATE TO "SPARQL";'
            subprocess.run(
                ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", grant],
                check=True,
                capture_output=True,
                timeout=60,
            )
            yield Server(f"http://127.0.0.1:{port}/sparql")
        finally:
            process.kill()
            process.wait()


def _wait(url: str, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            time.sleep(0.2)
            continue
        return
    raise RuntimeError("the server did not start in time")
