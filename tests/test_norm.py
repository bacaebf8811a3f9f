"""The norm: complete, cited, without circles, and no link that the documents do not make."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import with_lists

from kgov.answers.coverage import ledger
from kgov.answers.norm_check import check_norm, cycles
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule
from kgov.namespaces import PREFIXES, expand, local_name, shorten
from kgov.storage import query_text
from kgov.storage.terms import Iri

EX = "https://example.org/"
CHECKS = {check.id: check for check in query_text.named("norm")}

# ---- planted faults: complete things, each then spoilt in one way

NAME = {"rdfs:label": '"x"@sv, "x"@en'}
CITED = {**NAME, "dcterms:source": "kgs:OR-23b"}
LINK = {
    **CITED,
    "kg:leadsFrom": "kgd:orebro-lag",
    "kg:leadsTo": "kgd:orebro-lpo",
    "kg:hasLinkKind": "kgc:link-reports-to",
    "kg:hasStrength": "kgc:strength-indicative",
    "kg:hasStatus": "kgc:status-stated",
}
DUTY = {**CITED, "kg:hasBearer": "kgd:orebro-rmks", "kg:hasStrength": "kgc:strength-indicative"}
PERMISSION = {**DUTY, "dcterms:source": "kgs:OR-17c", "kg:hasStrength": "kgc:strength-kan"}
RULE = {**DUTY, "kg:governs": "kgd:orebro-rmks", "sh:severity": "sh:Violation"}
#: A rule of the model's own rests on a reason, not on a statement, and nobody bears it.
OWN_RULE = {
    **NAME,
    "kg:governs": "kg:Body",
    "sh:severity": "sh:Violation",
    "rdfs:comment": '"x"@sv, "x"@en',
    "rdfs:isDefinedBy": "<https://w3id.org/kgov/def>",
}
SEAT = {**CITED, "kg:isSeatIn": "kgd:orebro-rmks"}
GAP = {**CITED, "kg:concerns": "kgd:orebro-rmks"}
BODY = {**CITED, "kg:hasOwner": "kgd:region-orebro-lan", "kg:hasLevel": "kgc:level-region"}
INTERPRETATION = {**CITED, "kg:allowsReading": "ex:r1, ex:r2", "kg:usesReading": "ex:r1"}


def turtle(name: str, sort: str, parts: dict[str, str], **changes: str | None) -> str:
    """Turtle of one thing; a change names a property by its local name, and None leaves it out."""
    parts = dict(parts)
    for local, value in changes.items():
        key = next((key for key in parts if key.endswith(f":{local}")), f"kg:{local}")
        if value is None:
            del parts[key]
        else:
            parts[key] = value
    return (
        " ;\n    ".join([f"ex:{name} a {sort}", *(f"{key} {value}" for key, value in parts.items())]) + " .\n"
    )


READINGS = "".join(turtle(name, "kg:Reading", CITED) for name in ("r1", "r2", "r3"))

#: Check: the planted Turtle, and every fault that must come of it as (check, thing, other).
PLANTED: dict[str, tuple[str, list[tuple[str, str, str]]]] = {}


def plant(check: str, text: str, *faults: tuple[str, str] | tuple[str, str, str]) -> None:
    """Register a planted fault; a pair is (thing, other) of the check itself, a triple names another check."""
    PLANTED[check] = (text, [fault if len(fault) == 3 else (check, *fault) for fault in faults])


plant(
    "fact-without-statement",
    turtle("uncited-link", "kg:Link", LINK, source=None)
    + turtle("uncited-seat", "kg:Seat", SEAT, source=None)
    + turtle("uncited-gap", "kg:Gap", GAP, source=None)
    + turtle("uncited-duty", "kg:Duty", DUTY, source=None)
    + turtle("uncited-council", "kg:Council", BODY, source=None)
    + turtle("uncited-office", "kg:Office", BODY, source=None)
    + turtle("added-link", "kg:Link", LINK, source=None, hasStatus="kgc:status-supplemented")
    + "ex:supplement a kg:Supplement ; kg:supplements ex:added-link ; dcterms:source ex:own-document .\n"
    + turtle("own-rule", "kg:Rule", OWN_RULE)
    + turtle("own-rule-of-no-reason", "kg:Rule", OWN_RULE, comment=None)
    + turtle("uncited-rule", "kg:Rule", OWN_RULE, isDefinedBy="kgdoc:orebro-rmks", lacksBearer="true"),
    *((f"uncited-{sort}", "") for sort in ("link", "seat", "gap", "duty", "council", "office", "rule")),
    ("own-rule-of-no-reason", ""),
)
plant(
    "cited-statement-missing",
    turtle("miscited", "kg:Gap", GAP, source="kgs:OR-23b, kgs:OR-999"),
    ("miscited", "kgs:OR-999"),
)
plant(
    "link-incomplete",
    turtle("no-end", "kg:Link", LINK, leadsTo=None)
    + turtle("no-start", "kg:Link", LINK, leadsFrom=None)
    + turtle("no-kind", "kg:Link", LINK, hasLinkKind=None)
    + turtle("no-strength", "kg:Link", LINK, hasStrength=None)
    + turtle("no-status", "kg:Link", LINK, hasStatus=None),
    ("no-end", "kg:leadsTo"),
    ("no-start", "kg:leadsFrom"),
    ("no-kind", "kg:hasLinkKind"),
    ("no-strength", "kg:hasStrength"),
    ("no-status", "kg:hasStatus"),
)
plant(
    "link-ambiguous",
    turtle("two-ends", "kg:Link", LINK, leadsTo="kgd:orebro-lpo, kgd:orebro-rmks"),
    ("two-ends", "kg:leadsTo"),
)
plant(
    "link-end-unknown",
    turtle("to-nobody", "kg:Link", LINK, leadsTo="kgd:orebro-rmsk", goesVia="kgd:orebro-ingen"),
    ("to-nobody", "kgd:orebro-rmsk"),
    ("to-nobody", "kgd:orebro-ingen"),
)
plant(
    "party-unknown",
    turtle("for-nobody", "kg:Duty", DUTY, hasCounterparty="kgd:orebro-rmsk"),
    ("for-nobody", "kgd:orebro-rmsk"),
)
plant(
    "link-kind-without-direction",
    turtle("of-a-family", "kg:Link", LINK, hasLinkKind="kgc:link-family-handover"),
    ("of-a-family", "kgc:link-family-handover"),
)
plant(
    "code-from-wrong-list",
    turtle("wrong-code", "kg:Gap", GAP, hasGapKind="kgc:matter-notes"),
    ("wrong-code", "kgc:matter-notes"),
)
plant(
    "interpreted-link-without-interpretation",
    # SO-04 has no interpretation; SO-05 has one.
    turtle("merely-read", "kg:Link", LINK, hasStatus="kgc:status-interpreted", source="kgs:SO-04")
    + turtle("question", "kg:Interpretation", INTERPRETATION, source="kgs:SO-05")
    + turtle("read-with-question", "kg:Link", LINK, hasStatus="kgc:status-interpreted", source="kgs:SO-05")
    + READINGS,
    ("merely-read", ""),
)
plant(
    "body-without-owner",
    turtle("ownerless", "kg:Council", BODY, hasOwner=None)
    + turtle("ownerless-kind", "kg:Kind ; rdfs:subClassOf kg:MedicalGroup", BODY, hasOwner=None)
    + turtle("ownerless-openly", "kg:Network", BODY, hasOwner=None)
    + turtle("owner-gap", "kg:Gap", GAP, concerns="ex:ownerless-openly", hasGapKind="kgc:gap-owner"),
    ("ownerless", ""),
    ("ownerless-kind", ""),
)
plant(
    "body-without-level",
    turtle("floating", "kg:Council", BODY, hasLevel=None)
    + turtle("floating-kind", "kg:Kind ; rdfs:subClassOf kg:MedicalGroup", BODY, hasLevel=None)
    + turtle("floating-office", "kg:Office", BODY, hasLevel=None)
    + turtle("floating-unit", "kg:Unit", BODY, hasLevel=None)
    + turtle("level-of-its-kind", "kgd:kronoberg-mg", BODY, hasLevel=None)
    + turtle("floating-openly", "kg:Network", BODY, hasLevel=None)
    + turtle("level-gap", "kg:Gap", GAP, concerns="ex:floating-openly", hasGapKind="kgc:gap-level"),
    ("floating", ""),
    ("floating-kind", ""),
    ("floating-office", ""),
    ("floating-unit", ""),
)
plant(
    "seat-outside-any-body",
    turtle("loose-seat", "kg:Seat", SEAT, isSeatIn=None)
    + turtle("seat-in-office", "kg:Seat", SEAT, isSeatIn="kgd:orebro-hs-direktor")
    + turtle("loose-group", "kg:SeatGroup", SEAT, isSeatIn=None)
    + turtle("seat-in-kind", "kg:Seat", SEAT, isSeatIn="kgd:orebro-lag"),
    ("loose-seat", ""),
    ("seat-in-office", ""),
    ("loose-group", ""),
)
for noun, parts in (("duty", DUTY), ("permission", PERMISSION), ("rule", RULE)):
    plant(
        f"{noun}-without-bearer",
        turtle(f"idle-{noun}", f"kg:{noun.capitalize()}", parts, hasBearer=None)
        + turtle(f"idle-{noun}-openly", f"kg:{noun.capitalize()}", parts, hasBearer=None, lacksBearer="true"),
        (f"idle-{noun}", ""),
    )
plant(
    "bearer-both-named-and-lacking",
    turtle("torn", "kg:Duty", DUTY, lacksBearer="true")
    + turtle("torn-too", "kg:Duty", DUTY, lacksReceiver="true", hasReceiver="kgd:orebro-hslg"),
    ("torn", "kgd:orebro-rmks"),
    ("torn-too", "kgd:orebro-hslg"),
)
plant("rule-governs-nothing", turtle("idle-law", "kg:Rule", RULE, governs=None), ("idle-law", ""))
plant("gap-concerns-nothing", turtle("empty-gap", "kg:Gap", GAP, concerns=None), ("empty-gap", ""))
plant(
    "interpretation-without-used-reading",
    turtle("undecided", "kg:Interpretation", INTERPRETATION, usesReading=None)
    + turtle("no-choice", "kg:Interpretation", INTERPRETATION, allowsReading="ex:r1")
    + READINGS,
    ("undecided", ""),
    ("no-choice", ""),
)
plant(
    "interpretation-uses-unlisted-reading",
    turtle("stray", "kg:Interpretation", INTERPRETATION, usesReading="ex:r3") + READINGS,
    ("stray", "ex:r3"),
)
plant(
    "permission-made-demand",
    turtle("kan-as-ska", "kg:Duty", DUTY, source="kgs:OR-17c")
    + turtle("kan-judged", "kg:Rule", RULE, source="kgs:OR-17c", hasStrength="kgc:strength-kan")
    + turtle("kan-as-kan", "kg:Duty", PERMISSION),
    ("kan-as-ska", "kgs:OR-17c"),
    ("strength-differs-from-statement", "kan-as-ska", "kgc:strength-indicative"),
    ("kan-judged", "kgs:OR-17c"),
    ("severity-differs-from-strength", "kan-judged", "sh:Violation"),
)
plant(
    "strength-differs-from-statement",
    turtle("raised", "kg:Link", LINK, hasStrength="kgc:strength-ska")
    + turtle("lowered", "kg:Duty", DUTY, hasStrength="kgc:strength-bor"),
    ("raised", "kgc:strength-ska"),
    ("lowered", "kgc:strength-bor"),
)
plant(
    "severity-differs-from-strength",
    turtle("too-mild", "kg:Rule", RULE, severity="sh:Warning")
    + turtle("unweighed", "kg:Rule", RULE, severity=None)
    + turtle("too-strict", "kg:Rule", RULE, source="kgs:SO-03", hasStrength="kgc:strength-bor"),
    ("too-mild", "sh:Warning"),
    ("unweighed", ""),
    ("too-strict", "sh:Violation"),
)
plant(
    "reporting-without-demand",
    # From a kan; from nothing; and two that are good: the stated line, and the line of a body of the kind.
    "ex:may a kgd:orebro-lag ; org:reportsTo kgd:orebro-lag-uppdragsgivare .\n"
    "ex:invented a kgd:orebro-lpo ; kg:reportsTo kgd:orebro-rmks .\n"
    "ex:lag a kgd:orebro-lag ; org:reportsTo ex:lpo . ex:lpo a kgd:orebro-lpo .\n"
    "kgd:orebro-rmks org:reportsTo kgd:orebro-hslg .\n"
    + "".join(
        f"ex:{name} rdfs:label 'x'@sv, 'x'@en ; dcterms:source kgs:OR-23b ; kg:hasOwner kgd:region-orebro-lan .\n"
        for name in ("may", "invented", "lag", "lpo")
    ),
    ("may", "kgd:orebro-lag-uppdragsgivare"),
    ("invented", "kgd:orebro-rmks"),
)
plant(
    "thing-without-name",
    turtle("nameless", "kg:Council", BODY, label=None) + turtle("half-named", "kg:Gap", GAP, label='"x"@sv'),
    ("nameless", ""),
    ("half-named", ""),
)

#: By case: check, thing and other of each fault.
Found = dict[str, set[tuple[str, str, str]]]

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


@pytest.fixture(scope="module", params=["memory", "rdflib"])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The faults that the checks find in a copy with all planted faults, by the case they belong to.

    The things of a case lie in a namespace of its own, so all cases share one copy.
    """
    folder = tmp_path_factory.mktemp("norm")
    files = []
    for check, (text, _) in PLANTED.items():
        files.append(folder / f"{check}.ttl")
        files[-1].write_text(f"{HEAD}@prefix ex: <{EX}{check}/> .\n{text}", encoding="utf-8")
    knowledge = with_lists(request.param, *(str(file) for file in files))
    by_case: Found = {}
    for fault in check_norm(knowledge):
        case, _, name = fault.thing.removeprefix(EX).rpartition("/")
        other = "" if fault.other is None else shorten(fault.other.replace(f"{EX}{case}/", "ex:"))
        by_case.setdefault(case, set()).add((fault.check.id, name, other))
    return by_case


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_each_check_catches_its_planted_fault(check: str, found: Found) -> None:
    assert found.get(check, set()) == set(PLANTED[check][1])


def test_planted_faults_are_the_only_ones(found: Found) -> None:
    assert set(found) == set(CHECKS) == set(PLANTED)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_each_check_says_what_is_wrong_and_why(check: query_text.Query) -> None:
    for text in (check.title, check.question):
        assert text.sv and text.en and text.sv != text.en
    assert check.question.sv.count("?") == 1 and check.question.en.count("?") == 1
    assert check.id == check.path.stem
    assert check.columns in (("thing",), ("thing", "other"))
    assert re.search(r"^ORDER BY \?thing", check.text, re.MULTILINE)


def test_checks_of_the_norm_are_no_questions_of_the_catalogue() -> None:
    assert not {query.family for query in query_text.catalogue().values()} & {"norm", "view", "model"}


# ---- the norm itself


def test_norm_has_no_fault(model: Knowledge) -> None:
    assert [(fault.check.id, fault.thing, fault.other) for fault in check_norm(model)] == []


def test_no_way_upwards_leads_round_in_a_circle(model: Knowledge) -> None:
    assert cycles(model) == []


def circle_link(name: str, start: str, kind: str, end: str) -> str:
    return turtle(name, "kg:Link", LINK, leadsFrom=start, hasLinkKind=f"kgc:link-{kind}", leadsTo=end)


CIRCLES = {
    # From source to target: HSLG reports to a LAG, which reports to an LPO, which RMKS decides about.
    "reporting": (
        circle_link("back", "kgd:orebro-hslg", "reports-to", "kgd:orebro-lag"),
        [["kgd:orebro-hslg", "kgd:orebro-lag", "kgd:orebro-lpo", "kgd:orebro-rmks"]],
    ),
    # From target to source: a LAG that steers RMKS stands above it.
    "decision": (
        circle_link("back", "kgd:orebro-lag", "steers", "kgd:orebro-rmks"),
        [["kgd:orebro-lag", "kgd:orebro-lpo", "kgd:orebro-rmks"]],
    ),
    # A norm for a kind holds for its bodies: Läkemedelsrådet is a medical group, and those work for MK/LK.
    "through a kind": (
        circle_link("back", "kgd:kronoberg-lakemedelsradet", "sets-up", "kgd:kronoberg-mklk"),
        [["kgd:kronoberg-lakemedelsradet", "kgd:kronoberg-mg", "kgd:kronoberg-mklk"]],
    ),
    "itself": (circle_link("back", "ex:a", "part-of", "ex:a"), [["ex:a"]]),
    "two": (
        circle_link("one", "ex:a", "part-of", "ex:b")
        + circle_link("two", "ex:b", "part-of", "ex:a")
        + circle_link("three", "ex:c", "part-of", "ex:d")
        + circle_link("four", "ex:d", "part-of", "ex:c"),
        [["ex:a", "ex:b"], ["ex:c", "ex:d"]],
    ),
    # Other links may well go to and fro.
    "none": (circle_link("back", "kgd:orebro-hslg", "consults", "kgd:orebro-rmks"), []),
    "none, once each way": (circle_link("again", "kgd:orebro-lpo", "steers", "kgd:orebro-lag"), []),
}


@pytest.mark.parametrize("case", CIRCLES)
def test_planted_circle_is_found(case: str, tmp_path: Path) -> None:
    text, expected = CIRCLES[case]
    file = tmp_path / "circle.ttl"
    file.write_text(f"{HEAD}@prefix ex: <{EX}> .\n{text}", encoding="utf-8")
    found = [
        [shorten(node.replace(EX, "ex:")) for node in cycle]
        for cycle in cycles(with_lists("memory", str(file)))
    ]
    # Where a circle begins means nothing: each is turned to its first node.
    assert (
        sorted(cycle[cycle.index(min(cycle)) :] + cycle[: cycle.index(min(cycle))] for cycle in found)
        == expected
    )


# ---- what the documents do not say


def reporting_lines(model: Knowledge) -> list[tuple[str, str]]:
    """From and to of every link of the reporting kind, a permission included."""
    kind = expand("kgc:link-reports-to")
    links = [link for link in model.links.values() if link.kind == kind]
    return sorted((local_name(link.start), local_name(link.end)) for link in links)


def test_reporting_is_rare(model: Knowledge) -> None:
    assert reporting_lines(model) == [
        ("orebro-lag", "orebro-kunskapsstodsgruppen"),  # OL-34, as an alternative
        ("orebro-lag", "orebro-lag-uppdragsgivare"),  # OL-13, a kan
        ("orebro-lag", "orebro-lpo"),  # OL-34
        ("orebro-rmks", "orebro-hslg"),  # OR-57
    ]
    kind = expand("kgc:link-reports-to")
    allowed = [link for link in model.links.values() if link.kind == kind and link.is_permission]
    assert [local_name(link.end) for link in allowed] == ["orebro-lag-uppdragsgivare"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("orebro-lpo", "orebro-rmks"),
        ("orebro-hslg", "orebro-hs-direktor"),
        ("kronoberg-mklk", "sodra-rsg-lakemedel"),
        ("kronoberg-mklk", "sydostra-rsg-lakemedel"),
        ("kronoberg-mklk", "sydostra-rsg"),
    ],
)
def test_no_invented_line_of_reporting(model: Knowledge, start: str, end: str) -> None:
    for name in (start, end):
        assert expand(f"kgd:{name}") in model.entities
    assert (start, end) not in reporting_lines(model)


def test_no_body_of_sydostra_reports_to_anyone(model: Knowledge) -> None:
    bodies = [iri for iri in model.entities if local_name(iri).startswith("sydostra-")]
    assert len(bodies) > 10
    assert not [line for line in reporting_lines(model) if "sydostra" in line[0] or "sydostra" in line[1]]


# ---- every statement, link, entity and open point of the reading

TREATMENTS = {"rule": 103, "duty": 67, "permission": 30, "link": 23}
STRENGTHS = {
    "indicative": 189,
    "ska": 40,
    "kan": 20,
    "vid-behov": 18,
    "none": 5,
    "bor": 4,
    "ska-softened": 1,
    "efterstravas": 1,
    "forvantas": 1,
}


def test_statements_are_all_there(model: Knowledge) -> None:
    expected = {row["id"] for row in ledger() if row["kind"] == "statement"}
    assert len(expected) == 279
    assert {statement.id for statement in model.statements.values()} == expected
    assert all(local_name(iri) == statement.id for iri, statement in model.statements.items())


def test_statements_are_complete(model: Knowledge) -> None:
    for iri, statement in model.statements.items():
        for name in ("rdfs:label", "dcterms:description"):
            assert sorted(text.lang for text in statement.all(name)) == ["en", "sv"], (iri, name)
            assert all(text.strip() for text in statement.all(name)), (iri, name)
        assert statement.text("kg:standsInSection").sv, iri
        assert (statement.number("kg:hasPosition") or 0) > 0, iri
        assert (statement.number("kg:hasPositionInSection") or 0) > 0, iri
        assert re.fullmatch("[0-9a-f]{64}", str(statement.one("kg:hasPassageDigest"))), iri
        assert (statement.number("kg:hasPassageLength") or 0) > 0, iri
        assert len(statement.all("kg:hasOperativeWord")) <= 3, iri


def test_statements_stand_in_one_order_in_their_document(model: Knowledge) -> None:
    counts = Counter(row["document"] for row in ledger() if row["kind"] == "statement")
    positions: dict[str, list[int]] = {}
    for statement in model.statements.values():
        assert statement.document in model.documents
        prefix = str(model.documents[statement.document].one("kg:hasStatementPrefix"))
        assert statement.id.startswith(f"{prefix}-")
        positions.setdefault(local_name(statement.document), []).append(statement.position)
    assert len(positions) == len(model.documents) == 5
    for iri, document in model.documents.items():
        count = counts[local_name(iri)]
        assert document.number("kg:statesCount") == count
        assert sorted(positions[local_name(iri)]) == list(range(1, count + 1))


def test_treatments_and_strengths_are_as_read(model: Knowledge) -> None:
    treatments = Counter(statement.treatment for statement in model.statements.values())
    named = {name: treatments.pop(name) for name in TREATMENTS}
    assert named == TREATMENTS
    assert sum(treatments.values()) == 56
    strengths = Counter(local_name(str(s.one("kg:hasStrength"))) for s in model.statements.values())
    assert {name.removeprefix("strength-"): count for name, count in strengths.items()} == STRENGTHS


def own(rule: Rule) -> bool:
    """A rule of the model's own, which asks something of the lists and rests on no statement."""
    return rule.id.startswith("KG-") and rule.iris("rdfs:isDefinedBy") == [Iri(expand("kg:")[:-1])]


def test_each_statement_became_what_it_says(model: Knowledge) -> None:
    became = {
        "rule": {rule.id for rule in model.rules.values() if not own(rule)},
        "duty": {local_name(iri).removeprefix("duty-") for iri in model.duties},
        "permission": {local_name(iri).removeprefix("permission-") for iri in model.permissions},
    }
    beside_a_link = {"duty": {"OL-32a", "OR-08a"}}  # a link and a task in one sentence
    for treatment, ids in became.items():
        stated = {s.id for s in model.statements.values() if s.treatment == treatment}
        assert ids == stated | beside_a_link.get(treatment, set())
    cited = {id for thing in (*model.links.values(), *model.seats.values()) for id in thing.statements}
    assert {s.id for s in model.statements.values() if s.treatment == "link"} <= cited


def test_each_provision_rests_on_the_statement_whose_id_it_bears(model: Knowledge) -> None:
    for iri, rule in model.rules.items():
        assert rule.statements == ([] if own(rule) else [rule.id]) and local_name(iri) == rule.id
    for iri, provision in (model.duties | model.permissions).items():
        assert local_name(iri).split("-", 1)[1] in provision.statements


@pytest.mark.parametrize(("kind", "count"), [("link", 198), ("entity", 155), ("open point", 39)])
def test_ledger_is_accounted_for(model: Knowledge, kind: str, count: int) -> None:
    wanted = [row["id"] for row in ledger() if row["kind"] == kind]
    assert len(wanted) == len(set(wanted)) == count
    named = model.select("SELECT DISTINCT ?id WHERE { ?thing kg:accountsFor ?id ; a ?class } ORDER BY ?id")
    assert set(wanted) - {str(row["id"]) for row in named} == set()


def test_each_entity_is_one_thing(model: Knowledge) -> None:
    table = model.select("SELECT DISTINCT ?thing ?id WHERE { ?thing kg:accountsFor ?id } ORDER BY ?id ?thing")
    counts = Counter(str(row["id"]) for row in table)
    entities = {row["id"] for row in ledger() if row["kind"] == "entity"}
    assert {key for key in entities if counts[key] != 1} == set()
