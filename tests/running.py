"""Running the command line: in this process where that is enough, in one of its own where start-up matters."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kgov.cli import output
from kgov.cli.main import main
from kgov.cli.settings import settings

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Result:
    """What a command gave."""

    code: int
    out: str
    err: str


def own_process(*arguments: str, cwd: Path | None = None, stdin: bytes | None = None, **env: str) -> Result:
    """Run ``kgov`` in a process of its own, in a folder without settings unless one is given."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KGOV_")}
    done = subprocess.run(
        [sys.executable, "-m", "kgov", *arguments],
        cwd=cwd or ROOT,
        input=stdin,
        capture_output=True,
        env={**kept, "PYTHONPATH": str(ROOT), **env},
        check=False,
        timeout=100,
    )
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def in_process(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> Callable[..., Result]:
    """A function that runs ``kgov`` here, in a folder of its own; the process is left as it was found."""
    monkeypatch.chdir(folder)
    for name in ("KGOV_LANG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> Result:
        settings.cache_clear()
        language = output.LANG
        handlers = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGPIPE)}
        try:
            with pytest.raises(SystemExit) as stop:
                main(list(arguments))
        finally:
            output.set_language(language)
            for name, handler in handlers.items():
                signal.signal(name, handler)
            gc.unfreeze()
            gc.enable()
            settings.cache_clear()
        captured = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return Result(stop.value.code, captured.out, captured.err)

    return run
