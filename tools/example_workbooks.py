"""The example workbooks: the example lists as a region would keep them, in Excel.

python tools/example_workbooks.py           # write data/examples/*.xlsx
python tools/example_workbooks.py --check   # exit 1 if one is not what its list says
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path

from kgov.answers.validation import published_shapes
from kgov.lists.template import Wanted, pages
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.storage.reading import read
from kgov.storage.terms import Iri
from kgov.storage.workbook_writing import workbook_bytes

EXAMPLES = Path(__file__).resolve().parent.parent / "data" / "examples"
#: The list of each document, and whose it is.
LISTS = {
    "kronoberg-grupper": "region-kronoberg",
    "sodra-rsg-lakemedel": "sodra-sjukvardsregionen",
    "sydostra-rsg-lakemedel": "sydostra-sjukvardsregionen",
    "orebro-lag": "region-orebro-lan",
    "orebro-rmks": "region-orebro-lan",
}


def workbook_of(name: str, owner: str) -> bytes:
    """The workbook of one example list."""
    knowledge = Knowledge().need("norm", "codes")
    source = read(str(EXAMPLES / f"{name}.ttl"))
    knowledge.add_list(source)
    base = f"https://example.org/underlag/{name.split('-')[0]}/"
    made = pages(
        knowledge, published_shapes(), Wanted(Iri(expand(f"kgd:{owner}")), base=base), source.triples
    )
    return workbook_bytes(made, "Påhittade exempeldata")


def parts(data: bytes) -> dict[str, bytes]:
    """What is packed in a workbook; how it is packed differs between versions of Python."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    check = parser.parse_args().check
    stale = []
    for list_name, owner in LISTS.items():
        for name in (list_name, f"{list_name}-fel"):
            path, data = EXAMPLES / f"{name}.xlsx", workbook_of(name, owner)
            if check and not (path.exists() and parts(path.read_bytes()) == parts(data)):
                stale.append(path.name)
            elif not check:
                path.write_bytes(data)
    if stale:
        print(
            f"not what their lists say: {', '.join(stale)}; run python {Path(__file__).name}", file=sys.stderr
        )
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
