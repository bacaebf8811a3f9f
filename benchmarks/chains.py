"""The chains of all bodies of the synthetic country, with kind, channel and statement, against rdflib.

    python benchmarks/chains.py                  # 100 thousand triples
    python benchmarks/chains.py --triples 10000

Both stores hold the same model and list, and are asked the same: the query ``reporting-chain`` of every body at once,
and the walk of ``kgov chain`` from every body. The rows and the steps must be equal. Seconds are wall seconds of this
run, in turns, medians of three; loading is told apart. Each store is asked in a process of its own, whose memory is told.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from scale import DAY, PARTS, ROUNDS, country  # noqa: E402

from kgov.answers.parts import Division  # noqa: E402
from kgov.answers.paths import Upwards, chain  # noqa: E402
from kgov.model.knowledge import Knowledge  # noqa: E402
from kgov.storage.memory import MemoryStore  # noqa: E402
from kgov.storage.query_text import catalogue  # noqa: E402
from kgov.storage.reading import read  # noqa: E402
from kgov.storage.reference import ReferenceStore  # noqa: E402
from kgov.storage.terms import Iri, Text  # noqa: E402

STORES: dict[str, Callable[[], Any]] = {"kgov": MemoryStore, "rdflib": ReferenceStore}


@dataclass(frozen=True)
class Asked:
    """What one store answers, and how long it takes.

    Args:
        loading: seconds to read the model and the list.
        query: seconds of the query.
        walk: seconds of the walk, with the reading of all links.
        rows: the rows of the query.
        steps: the steps of the ways: from, kind, to, channel and statements.
        peak: the memory of the process in megabytes.
    """

    loading: float
    query: float
    walk: float
    rows: frozenset[tuple[Any, ...]]
    steps: tuple[tuple[Any, ...], ...]
    peak: float


def asked(name: str, file: str, bodies: list[Iri]) -> Asked:
    """Ask one store of all bodies."""
    start = time.perf_counter()
    knowledge = Knowledge(STORES[name]()).need(*PARTS)
    knowledge.add_list(read(file))
    loaded = time.perf_counter()
    query = catalogue()["reporting-chain"]
    rows = knowledge.select(query.fill_each("body", {"body": bodies, "lang": [Text("sv")]})).rows
    queried = time.perf_counter()
    upwards = Upwards(knowledge)
    ways = [chain(knowledge, body, upwards) for body in bodies]
    walked = time.perf_counter()
    return Asked(
        loaded - start,
        queried - loaded,
        walked - queried,
        frozenset(rows),
        tuple(
            (step.start, step.kind, step.end, step.via, step.statements)
            for way in ways
            for step in (*way.hops, *way.continues)
        ),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def bodies_of(file: str) -> list[Iri]:
    """The bodies of a list, in order."""
    knowledge = Knowledge().need(*PARTS)
    knowledge.add_list(read(file))
    return sorted(Division(knowledge, DAY).bodies)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=100_000, metavar="N")
    options = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}; "
        f"pyoxigraph {version('pyoxigraph')}, rdflib {version('rdflib')}"
    )
    told: dict[str, list[Asked]] = {name: [] for name in STORES}
    with tempfile.TemporaryDirectory() as folder:
        file = str(country(options.triples, Path(folder)))
        bodies = bodies_of(file)
        for _ in range(ROUNDS):
            for name, found in told.items():
                with multiprocessing.get_context("spawn").Pool(1) as pool:
                    found.append(pool.apply(asked, (name, file, bodies)))
    ours, theirs = (found[0] for found in told.values())
    if ours.rows != theirs.rows or ours.steps != theirs.steps:
        sys.exit("the stores do not answer the same: nothing is told of their times")
    print(f"equal: {len(ours.rows):,d} rows and {len(ours.steps):,d} steps of {len(bodies)} bodies")
    spent = {
        name: {part: statistics.median(getattr(one, part) for one in found) for part in ("query", "walk")}
        for name, found in told.items()
    }
    for name, found in told.items():
        print(
            f"  {name:7} query {spent[name]['query']:6.2f} s, walk {spent[name]['walk']:5.2f} s; "
            f"loading {statistics.median(one.loading for one in found):5.1f} s, memory {found[-1].peak:,.0f} MB"
        )
    whole = {name: sum(parts.values()) for name, parts in spent.items()}
    print(f"kgov answers {whole['rdflib'] / whole['kgov']:.0f} times as fast as rdflib (goal: 8)")


if __name__ == "__main__":
    main()
