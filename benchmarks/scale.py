"""National scale: judging, judging again after a change, inference and chains on the synthetic country, as ratios.

    python benchmarks/scale.py                        # 10 and 100 thousand triples
    python benchmarks/scale.py --sizes 100000 1000000  # the sizes of the goals; takes an hour and more with pySHACL
    python benchmarks/scale.py --without-peers         # kgov alone, for instance at sizes where the peers take too long

For each size the country is written anew with the same seed. Before anything is timed there is a gate: the engines must
agree on random lists (see ``gate.py``); and pySHACL, given the same view and the same shapes, must find the same rows
(rule, focus, value) as the fast engine and as the parts.
Seconds are wall seconds of this run: medians of three, but for what takes minutes, which runs once. The peer of a ratio
runs in the same run. pySHACL is given the rules as they are published, which is all that it needs to find what is
violated; and once more with the probes of all six outcomes, which is what the fast engine is timed with.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import owlrl
import pyoxigraph as ox
import pyshacl
from rdflib import RDF, SH

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from gate import SETS, equal_on  # noqa: E402

from kgov.answers import part_runs  # noqa: E402
from kgov.answers.findings import Finding  # noqa: E402
from kgov.answers.rechecking import Rechecker  # noqa: E402
from kgov.answers.validation import Judge, axioms, published_shapes  # noqa: E402
from kgov.lists.synthetic import sized, write_country  # noqa: E402
from kgov.model.knowledge import Knowledge  # noqa: E402
from kgov.reasoning import shacl  # noqa: E402
from kgov.reasoning.inference import infer  # noqa: E402
from kgov.storage.reading import read  # noqa: E402
from kgov.storage.reference import to_graph  # noqa: E402
from kgov.storage.terms import date_term  # noqa: E402

DAY = date(2026, 11, 22)
ROUNDS = 3
PARTS = ("norm", "open", "codes", "rules", "ontology")


def timed(work: Callable[[], Any], rounds: int = 1) -> tuple[float, Any]:
    """The median of the wall seconds, and the last answer."""
    seconds, answer = [], None
    for _ in range(rounds):
        start = time.perf_counter()
        answer = work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), answer


def country(triples: int, folder: Path) -> Path:
    """A synthetic country of so many triples."""
    file = folder / f"country-{triples}.nt"
    with file.open("wb") as paper:
        size = sized(regions=None, years=10, seed=1, as_of=DAY, triples=triples, faulty=20)
        write_country(size, paper, lambda _: None, lambda _: None)
    return file


def knowledge_of(file: Path) -> Knowledge:
    """The model with the country."""
    model = Knowledge().need(*PARTS)
    model.add_list(read(str(file)))
    return model


def rows(places: Any) -> set[tuple[str, str, str]]:
    """Rule, focus and value of every violation."""
    return {(str(place.rule), str(place.focus), str(place.value)) for place in places}


def outcome(finding: Finding) -> tuple[Any, ...]:
    """What is found, and where."""
    return finding.rule.id, finding.focus, finding.value, finding.outcome, finding.reason


def against_pyshacl(model: Knowledge) -> None:
    """The same view by the same shapes, in both engines; whole graphs, loading included."""
    view = Judge(model, DAY).data
    shapes = published_shapes()
    fast, ours = timed(lambda: shacl.judge(view, shapes, axioms(), engine="fast"), ROUNDS)
    slow, theirs = timed(lambda: shacl.judge(view, shapes, axioms(), engine="pyshacl"))
    bare, violated = timed(lambda: violations(view))
    if violated != rows(ours.violated):
        sys.exit("pySHACL by itself does not find the same violations: nothing is timed")
    if rows(ours.violated) != rows(theirs.violated) or ours.holds != theirs.holds:
        sys.exit("the engines do not find the same: nothing is timed")
    print(f"    equal: {len(ours.violated)} violations, {len(ours.holds):,d} places in six outcomes")
    print(
        f"    shifty {fast:.2f} s; pySHACL with the rules alone {bare:.1f} s, {bare / fast:.0f} times as long; "
        f"with all six outcomes {slow:.1f} s, {slow / fast:.0f} times as long"
    )


def violations(view: list[Any]) -> set[tuple[str, str, str]]:
    """What pySHACL by itself finds by the published rules."""
    shapes = published_shapes()
    _, report, _ = pyshacl.validate(
        to_graph([*shapes.reads(view), *axioms()]), shacl_graph=to_graph(shapes.triples), inference="none"
    )
    root = report.value(predicate=RDF.type, object=SH.ValidationReport)
    return {
        tuple(str(report.value(result, part)) for part in (SH.sourceShape, SH.focusNode, SH.value))
        for result in report.objects(root, SH.result)
    }


def in_parts(file: Path, triples: int, is_gate: bool) -> float:
    """Reading and judging in parts over all cores, against parsing alone; seconds."""
    parse, _ = timed(lambda: sum(1 for _ in ox.parse(path=str(file), format=ox.RdfFormat.N_TRIPLES)), ROUNDS)
    seconds, report = timed(lambda: part_runs.judged_in_parts(knowledge_of(file), DAY))
    print(
        f"    read and judged in parts on {os.cpu_count()} cores {seconds:.1f} s, "
        f"parsed {parse:.2f} s: {seconds / parse:.0f} times as long ({len(report.findings):,d} findings)"
    )
    if is_gate:
        whole = Judge(knowledge_of(file), DAY).run()
        if list(map(outcome, whole.findings)) != list(map(outcome, report.findings)):
            sys.exit("the parts do not find what the whole finds")
        print("    equal to the whole, finding by finding")
    return seconds


def after_a_change(model: Knowledge, is_gate: bool) -> float:
    """Judging again what one changed entry can touch; store open, everything prepared; milliseconds."""
    checker = Rechecker(model, DAY)
    found = checker.findings()
    entries = [entry for one in model.lists for entry in one.triples if entry[1].endswith("validFrom")]
    spent, many = [], []
    for entry in entries[:: max(1, len(entries) // 12)][:12]:
        other = (entry[0], entry[1], date_term("2021-03-04"))
        start = time.perf_counter()
        again = checker.change([other], [entry])
        spent.append(1000 * (time.perf_counter() - start))
        many.append(len(again))
        found |= again | checker.change([entry], [other])
    if is_gate:
        whole = Judge(model, DAY).findings()
        now = [finding for thing in sorted(found) for finding in found[thing]]
        if list(map(outcome, now)) != list(map(outcome, whole)):
            sys.exit("what was judged again is not what the whole finds")
    print(
        f"    judged again after one changed entry: {statistics.median(spent):.0f} ms, at most {max(spent):.0f} "
        f"({statistics.median(many):.0f} bodies touched of {len(checker.things)})"
    )
    return statistics.median(spent)


def inference(model: Knowledge, with_peer: bool) -> None:
    """What follows: our queries in the store, against owlrl's whole closure."""
    seconds, derived = timed(lambda: infer(model.store, DAY))
    print(f"    inference {seconds:.2f} s ({len(derived):,d} triples)", end="")
    if with_peer:
        graph = to_graph(model.store.triples())
        slow, _ = timed(lambda: owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph))
        print(f", owlrl {slow:.1f} s: {slow / seconds:.0f} times as fast", end="")
    print()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], metavar="TRIPLES")
    parser.add_argument("--without-peers", action="store_true", help="no pySHACL and no owlrl")
    options = parser.parse_args()
    packages = ("pyoxigraph", "pyshifty", "pyshacl", "owlrl", "rdflib")
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}; "
        + ", ".join(f"{name} {version(name)}" for name in packages)
    )
    if not options.without_peers:
        violated, places = equal_on(SETS)
        print(f"the engines are equal on {SETS} random lists: {violated:,d} violations, {places:,d} places")
    spent: dict[int, float] = {}
    again: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for triples in options.sizes:
            file = country(triples, Path(folder))
            print(f"\n{triples:,d} triples")
            spent[triples] = in_parts(file, triples, is_gate=triples <= 100_000)
            model = knowledge_of(file)
            again[triples] = after_a_change(model, is_gate=triples <= 100_000)
            if not options.without_peers:
                against_pyshacl(model)
            inference(model, not options.without_peers)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"    memory of this process so far {peak:,.0f} MB")
    first, last = options.sizes[0], options.sizes[-1]
    if first != last:
        print(
            f"\ngrowth from {first:,d} to {last:,d}, against linear: {spent[last] / spent[first] / (last / first):.2f}; "
            f"after a change: {again[last] / again[first]:.1f} times as long"
        )


if __name__ == "__main__":
    main()
