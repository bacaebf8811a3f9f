"""Chains and ways in the form that other programs rely on."""

from __future__ import annotations

from kgov.answers.paths.steps import Step, Way
from kgov.model.knowledge import Knowledge
from kgov.namespaces import local_name
from kgov.storage.terms import Iri


def as_json(knowledge: Knowledge, way: Way) -> dict[str, object]:
    """The form of ``kgov chain`` and ``kgov escalate`` in JSON."""

    def name(iri: Iri | None) -> str | None:
        return None if iri is None else knowledge.thing(iri).short

    def step(item: Step) -> dict[str, object]:
        return {
            "from": name(item.start),
            "from_label": knowledge.thing(item.start).label.as_dict(),
            "kind": local_name(item.kind).removeprefix("link-"),
            "verb": item.phrase.as_dict(),
            "to": name(item.end),
            "to_label": knowledge.thing(item.end).label.as_dict() if item.end else None,
            "via": name(item.via),
            "condition": item.condition.as_dict() if item.condition.sv else None,
            "statements": list(item.statements),
            "status": item.status,
            "distance": item.distance,
        }

    return {
        "from": name(way.start),
        "matter": local_name(way.matter).removeprefix("matter-") if way.matter else None,
        "type": way.type,
        "summary": way.summary.as_dict(),
        "hops": [step(item) for item in way.hops],
        "continues": [step(item) for item in way.continues],
        "settled": [
            {"at": name(node), "what": what.as_dict(), "statements": list(statements)}
            for node, what, statements in way.settled
        ],
        "gaps": [
            {
                "id": str(gap.one("dcterms:identifier") or ""),
                "missing": gap.label.as_dict(),
                "text": gap.text("dcterms:description").as_dict(),
                "might_be_answered_by": gap.text("kg:mightBeAnsweredBy").as_dict()
                if gap.one("kg:mightBeAnsweredBy")
                else None,
                "from": [name(node) for node in gap.iris("kg:stopsAt")],
                "statements": gap.statements,
            }
            for gap in way.gaps
        ],
        "supplements": [step(item) for item in way.supplements],
        "ends_because": way.ends_because.as_dict(),
    }
