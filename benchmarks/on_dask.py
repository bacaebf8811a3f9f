"""The parts of a record judged by Dask, which knows nothing of them: names and quads go out, findings come back.

    python benchmarks/on_dask.py --triples 100000   # needs: pip install distributed

Dask starts as many workers as there are cores, each a process of its own. The findings must be those of the whole.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from distributed import Client

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from scale import DAY, country, knowledge_of  # noqa: E402

from kgov.answers.findings import Finding  # noqa: E402
from kgov.answers.parts import Division, Part, PartJudge  # noqa: E402
from kgov.answers.validation import Judge  # noqa: E402
from kgov.storage.source import Source  # noqa: E402


@cache
def judge_of(day: date, lists: tuple[tuple[str, str, str], ...]) -> PartJudge:
    """The judge of a worker, with the model read once."""
    return PartJudge(
        day, "auto", [Source(name, "", triples=[], digest=digest, graph=g) for name, digest, g in lists]
    )


def findings(part: Part, day: date, lists: tuple[tuple[str, str, str], ...]) -> list[Finding]:
    """What Dask runs: the findings of a part."""
    return judge_of(day, lists).findings(part)


def told(found: Sequence[Finding]) -> list[tuple[object, ...]]:
    return [(f.rule.id, f.body, f.focus, f.value, f.period, f.outcome, f.reason) for f in found]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=100_000, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        model = knowledge_of(country(options.triples, Path(folder)))
        workers = os.cpu_count() or 1
        with Client(n_workers=workers, threads_per_worker=1, dashboard_address=None) as client:
            start = time.perf_counter()
            division = Division(model, DAY)
            lists = tuple((one.name, one.digest, one.graph) for one in division.lists)
            waiting = [client.submit(findings, part, DAY, lists) for part in division.parts(4)]
            found = [finding for one in client.gather(waiting) for finding in one]
            seconds = time.perf_counter() - start
    if told(found) != told(Judge(model, DAY).run().findings):
        sys.exit("Dask's workers do not find what the whole finds")
    print(
        f"distributed {version('distributed')}: {len(waiting)} parts on {workers} workers in {seconds:.1f} s, "
        f"{len(found):,d} findings, equal to those of the whole"
    )


if __name__ == "__main__":
    main()
