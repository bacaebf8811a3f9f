"""Start-up as a ratio against bare Python in the same run.

    python benchmarks/startup.py          # prints the ratios
    python benchmarks/startup.py --check  # exit 1 if a promise is broken

Each command is timed as a whole process, in turn with ``python -c pass``, and medians are compared.
The promises: ``kgov --help`` at most 8 times bare Python, ``kgov chain`` and ``kgov escalate`` at most 20 times.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
PROMISES = {
    ("--help",): 8,
    ("chain", "orebro-lag"): 20,
    ("escalate", "orebro-rmks", "--matter", "outside-budget"): 20,
}


def _once(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env={**os.environ, "KGOV_LANG": "sv"})
    return time.perf_counter() - start


def main() -> int:
    kgov = str(Path(sys.executable).with_name("kgov"))
    bare: list[float] = []
    times: dict[tuple[str, ...], list[float]] = {command: [] for command in PROMISES}
    for _ in range(ROUNDS):
        bare.append(_once([sys.executable, "-c", "pass"]))
        for command, found in times.items():
            found.append(_once([kgov, *command]))
    base = statistics.median(bare)
    print(f"bare Python {sys.version.split()[0]}: {base * 1000:.0f} ms (median of {ROUNDS})")
    broken = 0
    for command, found in times.items():
        ratio = statistics.median(found) / base
        promise = PROMISES[command]
        broken += ratio > promise
        print(f"kgov {' '.join(command):48} {ratio:5.1f} x bare Python (promise: at most {promise})")
    return 1 if broken and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    raise SystemExit(main())
