"""Running the programs of ``web/`` in Node.js, where it and their packages are at hand."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
WEB = ROOT / "web"
NODE = shutil.which("node")

needs_node = pytest.mark.skipif(
    NODE is None or not (WEB / "node_modules").is_dir(),
    reason="needs Node.js and the packages of web/ (make web)",
)


def run(program: str, job: object) -> Any:
    """What a program of ``web/test`` answers to a job; both are JSON."""
    assert NODE is not None
    done = subprocess.run(
        [NODE, str(WEB / "test" / program)],
        input=json.dumps(job).encode(),
        capture_output=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout)
