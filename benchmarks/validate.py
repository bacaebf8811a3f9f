"""``kgov validate`` against the pySHACL command line, as a ratio of whole processes in the same run.

    python benchmarks/validate.py          # prints the figures
    python benchmarks/validate.py --check  # exit 1 if the promise is broken

Both judge the same list by the same rules: kgov reads the list, pySHACL what ``kgov view`` and ``kgov bundle``
write of it. First a gate: both must give the same rows, else nothing is timed. Then they take turns, and
medians are compared. The promise: kgov is at least 4 times faster.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import rdflib
from rdflib import RDF, SH

ROOT = Path(__file__).resolve().parent.parent
LISTS = ("orebro-rmks-fel.ttl", "orebro-rmks.ttl")
AS_OF = "2026-11-22"
ROUNDS = 5
PROMISE = 4

Row = tuple[str, str, str, str, frozenset[str]]


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


def _rows(turtle: str) -> set[Row]:
    """Rule, focus, value, severity and messages of every result."""
    report = rdflib.Graph().parse(data=turtle, format="turtle")
    return {
        (
            str(report.value(result, SH.sourceShape)),
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.value)),
            str(report.value(result, SH.resultSeverity)),
            frozenset(str(message) for message in report.objects(result, SH.resultMessage)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    _run(command, environment)
    return time.perf_counter() - start


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _compare(name: str, folder: Path, environment: dict[str, str]) -> float:
    """How many times faster kgov is on one list."""
    path = str(ROOT / "data" / "examples" / name)
    kgov = [sys.executable, "-m", "kgov"]
    seen = folder / "view.ttl"
    _run([*kgov, "view", path, "--with-norm", "--as-of", AS_OF, "-o", str(seen)], environment)
    ours = [*kgov, "validate", path, "--as-of", AS_OF]
    rules, ontology = str(folder / "rules.ttl"), str(folder / "ontology.ttl")
    theirs = [sys.executable, "-m", "pyshacl", "-s", rules, "-e", ontology, str(seen)]
    from_kgov = _rows(_run([*ours, "--format", "turtle"], environment))
    from_pyshacl = _rows(_run([*theirs[:3], "-f", "turtle", *theirs[3:]], environment))
    if from_kgov != from_pyshacl:
        sys.exit(f"{name}: the rows differ, so nothing is timed: {from_kgov ^ from_pyshacl}")
    fast, slow = [], []
    for _ in range(ROUNDS):
        fast.append(_seconds(ours, environment))
        slow.append(_seconds(theirs, environment))
    ratio = statistics.median(slow) / statistics.median(fast)
    print(
        f"{name:22} {len(from_kgov):3} violations in both; kgov {statistics.median(fast) * 1000:5.0f} ms, "
        f"pySHACL {statistics.median(slow) * 1000:5.0f} ms: {ratio:.1f} x faster (promise: at least {PROMISE})"
    )
    return ratio


def main() -> int:
    print(
        f"{_processor()}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}, "
        f"pySHACL {version('pyshacl')}, pyshifty {version('pyshifty')}; medians of {ROUNDS} whole processes"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Both run from compiled files, as after any first run; these go to a folder of their own.
        environment = {
            **os.environ,
            "KGOV_LANG": "sv",
            "PYTHONUTF8": "1",
            "PYTHONPYCACHEPREFIX": str(folder / "pyc"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        _run([sys.executable, "-m", "kgov", "bundle", str(folder)], environment)
        ratios = [_compare(which, folder, environment) for which in LISTS]
    return 1 if min(ratios) < PROMISE and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    raise SystemExit(main())
