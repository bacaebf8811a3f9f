"""Coverage: is every statement and link of the reading accounted for in the model?"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.model.things import Statement
from kgov.namespaces import PREFIXES, local_name

#: What a statement of each treatment must have become: a thing of one of these classes cites it.
NEEDED = {
    "rule": ("kg:Rule",),
    "duty": ("kg:Duty",),
    "permission": ("kg:Permission",),
    "link": ("kg:Link", "kg:Seat"),
}


@dataclass
class Coverage:
    """How much of the reading the model accounts for, and what it does not."""

    statements: int = 0
    accounted: int = 0
    links: int = 0
    links_accounted: int = 0
    entities: int = 0
    entities_accounted: int = 0
    open_points: int = 0
    open_points_accounted: int = 0
    by_document: dict[str, dict[str, int]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return not self.missing

    def as_json(self) -> dict[str, object]:
        return {
            "statements": self.statements,
            "accounted": self.accounted,
            "links": self.links,
            "links_accounted": self.links_accounted,
            "entities": self.entities,
            "entities_accounted": self.entities_accounted,
            "open_points": self.open_points,
            "open_points_accounted": self.open_points_accounted,
            "by_document": self.by_document,
            "missing": self.missing,
        }


def ledger() -> list[dict[str, str]]:
    """The entries that must be accounted for: statements, links, entities and open points."""
    with (resources.folder("data") / "ledger.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def coverage(knowledge: Knowledge) -> Coverage:
    """Hold the model against the ledger.

    A statement is accounted for when it is in the model, complete, and what it is said to have become
    exists and cites it. A link, entity or open point is accounted for when a thing names it.
    """
    knowledge.need(*resources.PARTS)
    cited: dict[str, set[str]] = {}
    for name in {sort for sorts in NEEDED.values() for sort in sorts}:
        table = knowledge.select(
            f"SELECT DISTINCT ?s WHERE {{ ?thing a {name} ; dcterms:source ?s }} ORDER BY ?s"
        )
        cited[name] = {local_name(str(row[0])) for row in table.rows}
    named = {
        str(row[0])
        for row in knowledge.select("SELECT DISTINCT ?id WHERE { ?thing kg:accountsFor ?id }").rows
    }
    statements = {
        local_name(iri): thing
        for iri, thing in knowledge.statements.items()
        if iri.startswith(PREFIXES["kgs"])  # a list may bring later wordings of its own
    }
    counts: Counter[tuple[str, str]] = Counter()
    good: Counter[tuple[str, str]] = Counter()
    missing = []
    for entry in ledger():
        kind, key = entry["kind"], entry["id"]
        found = _became(statements.get(key), cited) if kind == "statement" else key in named
        for place in ("", entry["document"]):
            counts[kind, place] += 1
            good[kind, place] += found
        if not found:
            missing.append(f"{kind} {key}")
    known = {entry["id"] for entry in ledger() if entry["kind"] == "statement"}
    missing += [f"statement {key} is not in the ledger" for key in sorted(set(statements) - known)]
    return Coverage(
        statements=counts["statement", ""],
        accounted=good["statement", ""],
        links=counts["link", ""],
        links_accounted=good["link", ""],
        entities=counts["entity", ""],
        entities_accounted=good["entity", ""],
        open_points=counts["open point", ""],
        open_points_accounted=good["open point", ""],
        by_document={
            place: {
                "statements": counts["statement", place],
                "accounted": good["statement", place],
                "links": counts["link", place],
                "links_accounted": good["link", place],
            }
            for place in dict.fromkeys(document for _, document in counts if document)
        },
        missing=missing,
    )


def _became(statement: Statement | None, cited: dict[str, set[str]]) -> bool:
    """Whether a statement is in the model, complete, and cited by a thing of the sort it is said to be."""
    if statement is None or not statement.text("dcterms:description").sv:
        return False
    if statement.one("kg:hasPassageDigest") is None:
        return False
    needed = NEEDED.get(statement.treatment)
    return needed is None or any(statement.id in cited[name] for name in needed)
