"""Coverage: is every statement and link of the reading accounted for in the model?"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.namespaces import local_name

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
    statements = {local_name(iri): thing for iri, thing in knowledge.statements.items()}
    result = Coverage()
    for entry in ledger():
        kind, key = entry["kind"], entry["id"]
        document = result.by_document.setdefault(
            entry["document"],
            {"statements": 0, "accounted": 0, "links": 0, "links_accounted": 0},
        )
        if kind == "statement":
            statement = statements.get(key)
            good = (
                statement is not None
                and bool(statement.text("dcterms:description").sv)
                and statement.one("kg:hasPassageDigest") is not None
                and any(key in cited[name] for name in NEEDED.get(statement.treatment, ()))
            ) or (statement is not None and statement.treatment not in NEEDED)
            result.statements += 1
            result.accounted += good
            document["statements"] += 1
            document["accounted"] += good
        elif kind == "link":
            good = key in named
            result.links += 1
            result.links_accounted += good
            document["links"] += 1
            document["links_accounted"] += good
        elif kind == "entity":
            good = key in named
            result.entities += 1
            result.entities_accounted += good
        else:
            good = key in named
            result.open_points += 1
            result.open_points_accounted += good
        if not good:
            result.missing.append(f"{kind} {key}")
    known = {entry["id"] for entry in ledger() if entry["kind"] == "statement"}
    result.missing += [f"statement {key} is not in the ledger" for key in sorted(set(statements) - known)]
    return result
