"""``kgov publish``: time per page against ontospy, and growth with the number of bodies.

    python benchmarks/publish.py --peer PYTHON   # PYTHON has ontospy 2.7, in an environment of its own
    python benchmarks/publish.py                 # growth only

The peer documents kgov's own ontology in many pages, as it does when it is run by hand; kgov writes its whole site
with charts, data for machines and search. Both are whole processes, in turns, and the medians of the processor seconds
per page are compared. For growth the site is made with more and more invented bodies; time and memory per page should
stay.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-22"
ROUNDS = 3
BODIES = (0, 50, 100, 200)
PEER = """
import sys
from ontospy import Ontospy
from ontospy.gendocs.viz.viz_html_multi import KompleteViz
model = Ontospy(sys.argv[1], verbose=False)
KompleteViz(model, theme="default").build(sys.argv[2])
"""


def timed(command: list[str]) -> float:
    """Processor seconds of a whole process."""
    before = used()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return used() - before


def used() -> float:
    """Processor seconds of all child processes that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def pages(folder: Path) -> int:
    """How many HTML pages a folder holds."""
    return sum(1 for _ in folder.rglob("*.html"))


def publish(folder: Path, *lists: str) -> tuple[float, int]:
    """Seconds, and pages written."""
    seconds = timed([sys.executable, "-m", "kgov", "publish", str(folder), *lists, "--as-of", AS_OF])
    return seconds, pages(folder)


def peer(python: str, ontology: Path, folder: Path) -> tuple[float, int]:
    """The same of the peer."""
    folder.mkdir()
    seconds = timed([python, "-c", PEER, str(ontology), str(folder)])
    return seconds, pages(folder)


def invented(number: int, path: Path) -> None:
    """A list with so many local working groups."""
    head = (
        "@prefix kg: <https://w3id.org/kgov/def/> .\n@prefix kgd: <https://w3id.org/kgov/id/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n@prefix ex: <https://example.org/underlag/> .\n"
    )
    groups = (
        f'ex:lag-{one} a kgd:orebro-lag ; rdfs:label "LAG Exempel {one}" ; kg:isSynthetic true .\n'
        for one in range(number)
    )
    path.write_text(head + "".join(groups), encoding="utf-8")


def against(python: str, work: Path) -> None:
    """Time per page in turns."""
    timed([sys.executable, "-m", "kgov", "bundle", str(work)])
    ontology = work / "ontology.ttl"
    ours, theirs = [], []
    for turn in range(ROUNDS):
        seconds, number = peer(python, ontology, work / f"peer-{turn}")
        theirs.append(seconds / number)
        print(f"  ontospy {seconds:6.1f} s  {number:6,d} pages  {1000 * seconds / number:6.2f} ms a page")
        seconds, number = publish(work / f"site-{turn}")
        ours.append(seconds / number)
        print(f"  kgov    {seconds:6.1f} s  {number:6,d} pages  {1000 * seconds / number:6.2f} ms a page")
    ratio = statistics.median(theirs) / statistics.median(ours)
    print(f"per page kgov is {ratio:.1f} times as fast as ontospy (medians of {ROUNDS})")


def growth(work: Path) -> None:
    """Time and memory with more and more bodies."""
    for number in BODIES:
        path = work / f"bodies-{number}.ttl"
        invented(number, path)
        seconds, written = publish(work / f"grown-{number}", *([str(path)] if number else []))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"  {number:6,d} bodies  {written:7,d} pages  {seconds:6.1f} s  {1000 * seconds / written:6.2f} ms a page"
            f"  peak so far {peak:,.0f} MB"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peer", metavar="PYTHON", help="a Python that has ontospy")
    options = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} CPUs; rdflib {version('rdflib')}"
    )
    with tempfile.TemporaryDirectory() as folder:
        if options.peer:
            against(options.peer, Path(folder))
        growth(Path(folder))


if __name__ == "__main__":
    main()
