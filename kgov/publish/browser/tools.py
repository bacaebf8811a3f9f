"""The tools of the site: programs that were built beforehand, with the data that they need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kgov.answers.findings import day_name
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.publish.addresses import Addresses
from kgov.publish.browser.asking import asking
from kgov.publish.browser.checking import checking
from kgov.publish.browser.page import one_page
from kgov.publish.browser.payload import script

#: Where ``make web`` puts the programs; a checkout without Node.js has none.
BUILT = Path(__file__).resolve().parent.parent / "assets" / "tools"
PROGRAMS = ("tools.js", "ask.js", "check.js", "worker.js", "engine.js", "tools.css", "licences.txt")
FOLDER = "assets/tools"
#: The edition of both tools in one single file.
ONE_FILE = "verktyg.html"

NOTE = Both(
    "Allt finns i den här filen: den kan sparas, skickas och öppnas utan nät. Den är gjord ur uppgifterna som de var den {day}. "
    "Det är en läsning av dokumenten, inte dokumenten själva.",
    "Everything is in this file: it can be kept, sent and opened without a network. It was made from the data as they were on {day}. "
    "It is a reading of the documents and not the documents themselves.",
)


def is_built() -> bool:
    """Whether the programs are there."""
    return all((BUILT / name).is_file() for name in PROGRAMS)


def files(
    knowledge: Knowledge, addresses: Addresses, as_of: date, base: str = ""
) -> Iterator[tuple[str, bytes]]:
    """The programs, their data, and the edition in one single file; nothing where the programs were not built.

    Args:
        knowledge: what is published, already redacted.
        addresses: the pages that there are.
        as_of: the day that questions ask about unless the visitor says otherwise.
        base: where the site will lie, for the links of the single file.
    """
    if not is_built():
        return
    programs = {name: (BUILT / name).read_bytes() for name in PROGRAMS}
    asked = asking(knowledge, addresses, as_of, base)
    data = {
        "knowledge.js": script("knowledge", asked),
        "rules.js": script("rules", checking(knowledge, as_of)),
    }
    for name, content in sorted({**programs, **data}.items()):
        yield f"{FOLDER}/{name}", content
    inside = ("engine.js", "worker.js", "ask.js", "check.js")
    scripts = [*(programs[name] for name in inside), *data.values(), programs["tools.js"]]
    yield ONE_FILE, one_page(scripts, programs["tools.css"], NOTE.fill(day=day_name(as_of)))
