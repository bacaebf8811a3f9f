"""Import and validation of a workbook with many memberships, against the same by hand-written rows and pySHACL.

    python benchmarks/workbook.py            # 10,000 memberships in the workbook
    python benchmarks/workbook.py --rows 500 --peer-rows 500

The peer reads the same workbook with openpyxl, row by row, into an rdflib graph, adds the view that the rules need
(it is given the view for nothing, as kgov computed it), and judges it by pySHACL. pySHACL takes so long on the whole that the
peer may be given a workbook with fewer rows; its time is then taken as growing in step with the rows, which favours the peer.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kgov.answers.validation import published_shapes
from kgov.lists.template import Wanted, pages
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.storage.terms import XSD, Iri, Term, Text, Triple
from kgov.storage.workbook_writing import workbook_bytes

ROOT = Path(__file__).resolve().parent.parent
BASE = "https://example.org/underlag/orebro/"
#: So many members each working group has.
GROUP = 12

PEER = """
import sys, openpyxl, rdflib, pyshacl
book, view, bundle = sys.argv[1:]
graph = rdflib.Graph()
for sheet in openpyxl.load_workbook(book, read_only=True, data_only=True):
    rows = sheet.iter_rows(values_only=True)
    headings = next(rows, ())
    for number, row in enumerate(rows):
        subject = rdflib.URIRef(f"urn:row:{sheet.title.replace(' ', '-')}:{number}")
        for heading, value in zip(headings, row):
            if heading and value is not None:
                graph.add((subject, rdflib.URIRef("urn:column:" + heading.replace(" ", "-")), rdflib.Literal(str(value))))
data = rdflib.Graph().parse(view)
conforms, report, text = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(bundle + "/rules.ttl"),
    ont_graph=rdflib.Graph().parse(bundle + "/ontology.ttl"))
print(len(graph), len(data), conforms)
"""


def record(rows: int) -> list[Triple]:
    """Memberships of persons in working groups, plainly invented."""
    found: list[Triple] = []

    def state(subject: str, predicate: str, value: Term) -> None:
        found.append((Iri(BASE + subject), Iri(expand(predicate)), value))

    def day(text: str) -> Text:
        return Text(text, datatype=XSD + "date")

    for group in range(max(1, rows // GROUP)):
        state(f"lag-{group}", "rdf:type", Iri(expand("kgd:orebro-lag")))
        state(f"lag-{group}", "rdfs:label", Text(f"LAG Exempel {group}"))
        state(f"lag-{group}", "kg:validFrom", day("2024-01-01"))
    for row in range(rows):
        state(f"person-{row}", "rdf:type", Iri(expand("kg:Person")))
        state(f"person-{row}", "rdfs:label", Text(f"Exempelperson {row}"))
        state(f"person-{row}", "kg:isSynthetic", Text("true", datatype=XSD + "boolean"))
        state(f"ledamot-{row}", "rdf:type", Iri(expand("kg:Membership")))
        state(f"ledamot-{row}", "org:member", Iri(f"{BASE}person-{row}"))
        state(f"ledamot-{row}", "org:organization", Iri(f"{BASE}lag-{row % max(1, rows // GROUP)}"))
        state(f"ledamot-{row}", "kg:hasRole", Iri(expand("kgc:role-member")))
        state(f"ledamot-{row}", "kg:validFrom", day("2025-01-01"))
    return found


def write(rows: int, path: Path) -> None:
    wanted = Wanted(Iri(expand("kgd:region-orebro-lan")), base=BASE)
    path.write_bytes(workbook_bytes(pages(Knowledge(), published_shapes(), wanted, record(rows))))


def timed(*command: str) -> float:
    started = time.perf_counter()
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--peer-rows", type=int, default=250)
    chosen = parser.parse_args()
    kgov = (sys.executable, "-m", "kgov")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own, peer, view, bundle = (folder / part for part in ("own.xlsx", "peer.xlsx", "view.ttl", "bundle"))
        write(chosen.rows, own)
        write(chosen.peer_rows, peer)
        timed(*kgov, "bundle", str(bundle))
        timed(*kgov, "view", str(peer), "--as-of", "2026-11-22", "--with-norm", "-o", str(view))
        ours = timed(
            *kgov,
            "validate",
            str(own),
            "--as-of",
            "2026-11-22",
            "--format",
            "csv",
            "-o",
            str(folder / "o.csv"),
        )
        same = timed(
            *kgov,
            "validate",
            str(peer),
            "--as-of",
            "2026-11-22",
            "--format",
            "csv",
            "-o",
            str(folder / "p.csv"),
        )
        theirs = timed(sys.executable, "-c", PEER, str(peer), str(view), str(bundle))
    print(f"kgov, {chosen.rows} memberships: {ours:.1f} s; {chosen.peer_rows}: {same:.1f} s")
    print(f"openpyxl, rdflib and pySHACL, {chosen.peer_rows} memberships: {theirs:.1f} s")
    grown = theirs * chosen.rows / chosen.peer_rows
    print(
        f"ratio at {chosen.peer_rows}: {theirs / same:.1f}; at {chosen.rows}, the peer reckoned in step: {grown / ours:.1f}"
    )


if __name__ == "__main__":
    main()
