"""``kgov publish``: time per page against ontospy, and growth with the number of bodies.

    python benchmarks/publish.py --peer PYTHON   # PYTHON has ontospy 2.7, in an environment of its own
    python benchmarks/publish.py                 # growth only
    python benchmarks/publish.py --most 5100     # growth up to about 15,000 pages

The peer documents kgov's own ontology in many pages, as it does when it is run by hand. It is compared twice: with the
pages that kgov makes of the same ontology file (terms and code lists in both languages, with data and charts), and with
the whole site, which holds charts of ways, data for machines and search besides. All are whole processes, in turns; the
ratios are medians of the processor seconds per page. Where the machine has a folder in memory the pages are written
there, so that no disk is measured. For growth the site is made with more and more invented bodies.
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
BODIES = (0, 50, 100, 200, 800, 2000, 5100)
#: Where Linux has a folder in memory.
IN_MEMORY = "/dev/shm"
#: As far as growth is measured unless more is asked for.
MOST = 200
PEER = """
import sys
from ontospy import Ontospy
from ontospy.gendocs.viz.viz_html_multi import KompleteViz
model = Ontospy(sys.argv[1], verbose=False)
KompleteViz(model, theme="default").build(sys.argv[2])
"""

#: The pages of an ontology and nothing else, as the peer makes them.
OURS = """
import sys
from datetime import date
from pathlib import Path
from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.publish.choice import Choice
from kgov.publish.findings import Outcomes
from kgov.publish.machines import siblings
from kgov.publish.pages import terms
from kgov.publish.redaction import Publication
from kgov.publish.site import Details, Site
from kgov.publish.writing import write_site
from kgov.storage.memory import MemoryStore
store = MemoryStore()
store.load(Path(sys.argv[1]), "urn:ontology")
known = Knowledge(store, loaded=resources.PARTS)
site = Site(Publication(known, Outcomes.none(), False, {}), Choice(date(2026, 11, 22), ""), Details())
write_site(Path(sys.argv[2]), [*site.written(terms.pages(site.edition)), *siblings.files(site.edition.described)])
"""


def timed(command: list[str]) -> float:
    """Processor seconds of a whole process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as where kgov is installed, and as the peer is
    before = used()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
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


def ontology_pages(ontology: Path, folder: Path) -> tuple[float, int]:
    """The same of kgov's pages of the ontology alone."""
    seconds = timed([sys.executable, "-c", OURS, str(ontology), str(folder)])
    return seconds, pages(folder)


def against(python: str, work: Path) -> None:
    """Time per page in turns."""
    timed([sys.executable, "-m", "kgov", "bundle", str(work)])
    ontology = work / "ontology.ttl"
    told: dict[str, list[float]] = {"ontospy": [], "kgov, ontology": [], "kgov, site": []}
    for turn in range(ROUNDS):
        made = (
            peer(python, ontology, work / f"peer-{turn}"),
            ontology_pages(ontology, work / f"ontology-{turn}"),
            publish(work / f"site-{turn}"),
        )
        for (name, found), (seconds, number) in zip(told.items(), made, strict=True):
            found.append(seconds / number)
            print(
                f"  {name:<14} {seconds:6.1f} s  {number:6,d} pages  {1000 * seconds / number:6.2f} ms a page"
            )
    theirs, *ours = told.values()
    for name, found in zip(("of the same ontology", "of the whole site"), ours, strict=True):
        ratio = statistics.median(theirs) / statistics.median(found)
        print(f"per page {name} kgov is {ratio:.1f} times as fast as ontospy (medians of {ROUNDS})")


def growth(work: Path, most: int) -> None:
    """Time and memory with more and more bodies."""
    before: tuple[float, int, int] | None = None
    slopes: list[float] = []
    for number in (number for number in BODIES if number <= most):
        path = work / f"bodies-{number}.ttl"
        invented(number, path)
        seconds, written = publish(work / f"grown-{number}", *([str(path)] if number else []))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"  {number:6,d} bodies  {written:7,d} pages  {seconds:6.1f} s  {1000 * seconds / written:6.2f} ms a page"
            f"  peak so far {peak:,.0f} MB"
        )
        if before is not None:
            slopes.append((seconds - before[0]) / (written - before[1]))
            spent = (seconds - before[0]) / (number - before[2])
            print(
                f"          {1000 * slopes[-1]:6.1f} ms a further page, {1000 * spent:6.1f} ms a further body"
            )
        before = seconds, written, number
    if len(slopes) > 1:
        print(
            f"a further page takes {slopes[-1] / slopes[0]:.2f} times as long in the last step as in the first"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peer", metavar="PYTHON", help="a Python that has ontospy")
    parser.add_argument("--most", type=int, default=MOST, metavar="N", help="grow to this many bodies")
    options = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} CPUs; rdflib {version('rdflib')}"
    )
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if os.path.isdir(IN_MEMORY) else None) as folder:
        if options.peer:
            against(options.peer, Path(folder))
        growth(Path(folder), options.most)


if __name__ == "__main__":
    main()
