"""Write the executable part of the rules that are cells of a seat table.

The seats of a body are stated once, in its norm. A seat whose statements end in ``a`` (who appoints),
``b`` (which function sits) and ``c`` (how long) gives one rule each. Run from the checkout:

    python tools/seat_rules.py            # rewrite shapes/orebro/rmks-seats.ttl
    python tools/seat_rules.py --check    # exit 1 if the file differs
"""

from __future__ import annotations

import sys
from pathlib import Path

from kgov.model.knowledge import Knowledge
from kgov.model.things import Seat
from kgov.namespaces import expand, local_name, shorten
from kgov.resources import folder
from kgov.storage.terms import Iri

TARGET = folder("shapes") / "orebro" / "rmks-seats.ttl"
BODY = Iri(expand("kgd:orebro-rmks"))
TOGETHER = expand("kgc:link-held-together-with")
APPOINTED = expand("kgc:link-appointed-by")

HEAD = """@prefix kg: <https://w3id.org/kgov/def/> .
@prefix kgc: <https://w3id.org/kgov/code/> .
@prefix kgd: <https://w3id.org/kgov/id/> .
@prefix kgr: <https://w3id.org/kgov/rule/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

# Written by tools/seat_rules.py from the seats in data/orebro/rmks/norm.ttl. Do not edit by hand.
# The words of each rule stand in rmks.ttl.
"""

RULE = """
kgr:{id} a sh:NodeShape ;
    sh:targetNode {seat} ;
    kg:appliesWhen kgr:{applies} ;
    kg:isDueWhen kgr:always ;
    kg:isKnownWhen kgr:{known} ;
    kg:isClearWhen kgr:always ;
    kg:isMetWhen kgr:{id}-met ;
    kg:needsComplete kgc:aspect-members ;
    sh:or (
        [ sh:not kgr:{applies} ]
        [ sh:not kgr:always ]
        [ sh:not kgr:{known} ]
        [ sh:not kgr:always ]
        kgr:{id}-met
    ) .

kgr:{id}-met a sh:NodeShape ;
    sh:severity sh:Info ;
    sh:property [
        sh:path [ sh:inversePath kg:takesSeat ] ;
        sh:minCount 1 ;{more}
        sh:node [ {holder} ]
    ] .
"""


def appointer_rule(knowledge: Knowledge, rule: str, seat: Seat) -> str:
    """The seat's holder is appointed by the office or body that the norm names."""
    (appointer,) = {
        link.end for link in knowledge.links.values() if link.kind == APPOINTED and link.start == seat.iri
    }
    return RULE.format(
        id=rule,
        seat=shorten(seat.iri),
        applies="seat-not-proven-vacant",
        known="seat-appointer-known",
        more="",
        holder=f"sh:property [ sh:path kg:isAppointedBy ; sh:hasValue {shorten(appointer)} ]",
    )


def function_rule(knowledge: Knowledge, rule: str, seat: Seat) -> str:
    """One person holds the seat, and sits there by the function that the norm names."""
    offices = list(seat.filled_by)
    for link in knowledge.links.values():
        if link.kind == TOGETHER and link.start in offices:
            offices.append(link.end)
    listed = " ".join(shorten(office) for office in offices)
    path = "( kg:isSeatedAs kg:holdsOffice )"
    if len(offices) == 1:
        holder = f"sh:property [ sh:path {path} ; sh:hasValue {listed} ]"
    else:
        holder = (
            f"sh:property [ sh:path {path} ; sh:qualifiedMinCount 1 ;\n"
            f"            sh:qualifiedValueShape [ sh:in ( {listed} ) ] ]"
        )
    units = seat.iris("kg:isFilledFrom")
    if units:
        holder += (
            " ;\n            sh:property [ sh:path ( kg:isSeatedAs kg:isInUnit [ sh:zeroOrMorePath kg:isPartOf ] ) ;"
            f" sh:hasValue {shorten(units[0])} ]"
        )
    return RULE.format(
        id=rule,
        seat=shorten(seat.iri),
        applies="always",
        known="seat-function-and-unit-known" if units else "seat-function-known",
        more="\n        sh:maxCount 1 ;",
        holder=holder,
    )


def mandate_rule(rule: str, seat: Seat) -> str:
    """The holder's mandate is no longer than the norm allows and has not run out."""
    limit = 10_000 * int(seat.number("kg:limitsMandateToYears") or 0)
    return RULE.format(
        id=rule,
        seat=shorten(seat.iri),
        applies="seat-not-proven-vacant",
        known="seat-mandate-known",
        more="",
        holder=(
            f"sh:property [ sh:path kg:hasMandateSpan ; sh:minCount 1 ; sh:maxExclusive {limit} ] ;\n"
            "            sh:property [ sh:path kg:hasMandateEnded ; sh:hasValue false ]"
        ),
    )


def write() -> str:
    """The whole file, in the order of the seat table."""
    knowledge = Knowledge()
    parts: dict[str, str] = {}
    for seat in knowledge.seats.values():
        if BODY not in seat.bodies:
            continue
        for statement in seat.statements:
            if statement == "OR-19b" or statement.endswith("b"):
                parts[statement] = function_rule(knowledge, statement, seat)
            elif statement.endswith("c"):
                parts[statement] = mandate_rule(statement, seat)
            elif statement.endswith("a"):
                parts[statement] = appointer_rule(knowledge, statement, seat)
    return HEAD + "".join(parts[rule] for rule in sorted(parts))


def main() -> int:
    text = write()
    if "--check" in sys.argv[1:]:
        return 0 if TARGET.read_text(encoding="utf-8") == text else 1
    Path(TARGET).write_text(text, encoding="utf-8")
    print(f"{local_name(str(TARGET))}: {text.count('a sh:NodeShape') // 2} rules")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
