"""The pages of rules, and of the helper shapes that they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kgov import resources
from kgov.answers.wording import strength_of
from kgov.language import Both
from kgov.model.things import Rule, Thing
from kgov.namespaces import PREFIXES, local_name
from kgov.publish.edition import Edition, Page
from kgov.publish.rule_examples import rule_examples
from kgov.storage.terms import Iri

HELPERS = (
    ("kg:appliesWhen", Both("Gäller när", "Applies when")),
    ("kg:isDueWhen", Both("Kan bedömas när", "Is due when")),
    ("kg:isKnownWhen", Both("Underlaget räcker när", "The data suffice when")),
    ("kg:isClearWhen", Both("Texten är klar när", "The text is clear when")),
    ("kg:isMetWhen", Both("Uppfylld när", "Met when")),
)
BLOCK = re.compile(r"^kgr:(\S+) a .*?\.\n(?=\n|\Z)", re.MULTILINE | re.DOTALL)


@cache
def shacl_sources() -> dict[Iri, str]:
    """The SHACL of each rule and helper shape, as it stands in its file."""
    found: dict[Iri, str] = {}
    for path in resources.files("rules"):
        for block in BLOCK.finditer(path.read_text(encoding="utf-8")):
            found[Iri(PREFIXES["kgr"] + block[1])] = block[0]
    return found


def pages(edition: Edition) -> Iterator[Page]:
    """A page for each rule and each helper shape."""
    rules = edition.knowledge.rules
    for rule in rules.values():
        yield _rule(edition, rule)
    for iri, thing in edition.things.items():
        if iri.startswith(PREFIXES["kgr"]) and iri not in rules:
            yield _helper(edition, thing)


def _rule(edition: Edition, rule: Rule) -> Page:
    thing = edition.thing(rule.iri)
    statements = [
        edition.knowledge.statements[iri]
        for iri in edition.sources(thing)
        if iri in edition.knowledge.statements
    ]
    cited = [statement.iri for statement in statements]
    values = {
        "thing": thing,
        "rule": rule,
        "strength": strength_of(rule),
        "statements": statements,
        "governs": rule.iris("kg:governs"),
        "bearers": rule.bearers,
        "counterparts": rule.iris("kg:hasCounterparty"),
        "helpers": [(title, thing.iris(name)) for name, title in HELPERS],
        "examples": rule_examples().get(rule.id, []),
        "needs": rule.iris("kg:needsComplete"),
        "shacl": shacl_sources().get(rule.iri, ""),
        "questions": edition.open_in("kg:Interpretation", cited),
        "gaps": edition.open_in("kg:Gap", cited),
        "document": rule.iris("rdfs:isDefinedBy"),
        "siblings": _beside(edition, rule),
    }
    label = Both(f"{rule.id}: {rule.label.sv}", f"{rule.id}: {rule.label.en}")
    return Page(
        edition.addresses[rule.iri].stem,
        "rule.html",
        label,
        values,
        "rules",
        rule.text("kg:isSatisfiedWhen"),
        rule.iri,
    )


def _beside(edition: Edition, rule: Rule) -> tuple[Iri | None, Iri | None]:
    """The rules before and after it, in the order of their ids."""
    order = edition.rule_order
    at = order.index(rule.iri)
    return (order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None)


def _helper(edition: Edition, thing: Thing) -> Page:
    name = local_name(thing.iri)
    used = [
        iri
        for iri in sorted({s for s, _ in edition.inbound.get(thing.iri, [])})
        if iri.startswith(PREFIXES["kgr"])
    ]
    base = next((iri for iri in edition.knowledge.rules if name.startswith(local_name(iri) + "-")), None)
    shacl = shacl_sources().get(thing.iri, "")
    named = {Iri(PREFIXES["kgr"] + found) for found in re.findall(r"\bkgr:([\w.-]*\w)", shacl)} - {thing.iri}
    builds_on = sorted(iri for iri in named if iri in edition.things)
    values = {"thing": thing, "shacl": shacl, "used": used, "builds_on": builds_on, "rule": base}
    return Page(
        edition.addresses[thing.iri].stem,
        "helper.html",
        Both(f"Delvillkor {name}", f"Helper shape {name}"),
        values,
        "rules",
        Both("En del av hur en regel bedöms.", "A part of how a rule is judged."),
        thing.iri,
    )
