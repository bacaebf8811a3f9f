"""Whole lists with working groups of Örebro: other dates, rulings for all, versions of the document, and weights."""

from __future__ import annotations

import pytest
import test_orebro_lag
import test_orebro_lag_composition
import test_orebro_lag_members
import test_orebro_lag_work
from conftest import ROOT
from orebro_lag import (
    AS_OF,
    KSG,
    PROGRAMME_AREA,
    WITH_LPO,
    WITHOUT_LPO,
    Base,
    Case,
    add,
    at_members,
    body,
    leave,
    listing,
    outcomes,
    report,
    ruling,
    swap,
)

from kgov.namespaces import local_name

REPORTS_TO_KSG = swap("org:reportsTo ex:lpo .", f"org:reportsTo {KSG} .")
NO_FOLLOW_UP = leave("follow-up")

LISTS: list[list[Case]] = [
    test_orebro_lag.CASES,
    test_orebro_lag_composition.CASES,
    test_orebro_lag_members.CASES,
    test_orebro_lag_work.CASES,
]
RULES = {at.split()[0] for base in (WITH_LPO, PROGRAMME_AREA) for at in base.outcomes}
#: Rules that ask something of every body.
UNCONDITIONAL = {"OL-19", "OL-22", "OL-24", "OL-31a", "OR-12a", "OR-12b"}
#: Rules that say *bör* or *eftersträvas*; a breach of one is a departure.
SOFTER = {"OL-24", "OL-25"}


def test_every_rule_has_its_outcomes() -> None:
    have = {(case.rule, case.outcome.split()[0]) for cases in LISTS for case in cases}
    assert len(RULES) == 19
    need = {(rule, outcome) for rule in RULES for outcome in ("satisfied", "violated", "missing")}
    need |= {(rule, "inapplicable") for rule in RULES - UNCONDITIONAL}
    need |= {(rule, "unclear") for rule in ("OL-20a", "OL-34", "OR-12b")} | {("OL-35b", "pending")}
    assert need - have == set()


@pytest.mark.parametrize("base", [WITH_LPO, WITHOUT_LPO, PROGRAMME_AREA])
def test_a_clean_body_has_no_finding(base: Base) -> None:
    assert outcomes(listing(body("clean", base.text)))["clean"] == base.outcomes
    assert set(base.outcomes.values()) <= {"satisfied", "pending", "inapplicable"}


@pytest.mark.parametrize("cases", LISTS)
def test_a_finding_weighs_what_its_verb_weighs(cases: list[Case]) -> None:
    weights = set()
    for finding in report(listing(*(case.text() for case in cases))).findings:
        if finding.rule.id in RULES and finding.outcome in ("violated", "unclear", "missing"):
            weights.add((finding.rule.id in SOFTER, finding.outcome == "violated", finding.severity))
    hard = {(False, True, "violation"), (False, False, "warning")}
    assert hard <= weights <= hard | {(True, True, "warning"), (True, False, "info")}


def test_a_year_is_judged_when_it_has_ended() -> None:
    made = listing(body("lag", WITH_LPO.text, [NO_FOLLOW_UP]))
    assert outcomes(made, "2025-12-31")["lag"]["OL-35b 2025"] == "pending"
    assert outcomes(made, "2026-01-01")["lag"]["OL-35b 2025"] == "violated"


def test_the_lpo_on_the_date_asked() -> None:
    made = listing(
        body("lag", WITHOUT_LPO.text, [swap("kg:lacks kgc:absent-lpo", "kg:relatesTo ex:lpo-ended")])
    )
    last = outcomes(made, "2026-10-31")["lag"]  # its last day
    expected = {
        **WITHOUT_LPO.outcomes,
        **at_members("OL-20a", "unclear"),
        "OL-04": "missing value-absent",
        "OL-34": "unclear",
        "OR-17a": "violated",
        "OR-17b": "violated",
    }
    assert last == expected
    assert outcomes(made, "2026-11-01")["lag"] == WITHOUT_LPO.outcomes


@pytest.mark.parametrize(
    ("whose", "outcome"), [("kgd:region-orebro-lan", "satisfied"), ("kgd:region-kronoberg", "unclear")]
)
def test_a_ruling_holds_for_all_groups_of_its_owner(whose: str, outcome: str) -> None:
    bodies = [body(name, WITH_LPO.text, [REPORTS_TO_KSG]) for name in ("lag-1", "lag-2")]
    made = listing(*bodies, body("lag-1", "", [ruling("T-27b-allowed", whose)]))
    found = [finding for finding in report(made).findings if finding.rule.id == "OL-34"]
    assert [finding.outcome for finding in found] == [outcome, outcome]
    named = ["interpretation-T-27b-allowed"] if outcome == "satisfied" else []
    assert [[local_name(ruled) for ruled in finding.rulings] for finding in found] == [named, named]


def version(since: str) -> str:
    return add(
        "ex:version a kg:DocumentVersion ; dcterms:isVersionOf kgdoc:orebro-lag ; kg:isSynthetic true ; "
        f'kg:validFrom "{since}"^^xsd:date'
    )("")


def test_a_year_before_the_document_was_in_force_is_not_judged() -> None:
    made = body("lag", WITH_LPO.text, [NO_FOLLOW_UP])
    for since, outcome in (("2025-01-01", "violated"), ("2025-07-01", "inapplicable")):
        judged_years = outcomes(listing(made, version(since)))["lag"]
        assert judged_years["OL-35b 2025"] == outcome
        assert judged_years["OL-35b 2026"] == "pending"


def test_a_year_in_which_a_later_wording_began_is_not_judged() -> None:
    later = add(
        "ex:OL-35b.2 a kg:Statement ; prov:wasRevisionOf kgs:OL-35b ; dcterms:isPartOf ex:version-2 ; kg:isSynthetic true",
        "ex:version-2 a kg:DocumentVersion ; dcterms:isVersionOf kgdoc:orebro-lag ; kg:isSynthetic true ; "
        'kg:validFrom "2026-03-01"^^xsd:date',
    )("")
    judged_years = outcomes(listing(body("lag", WITH_LPO.text, [NO_FOLLOW_UP]), later))["lag"]
    assert judged_years["OL-35b 2025"] == "violated"
    assert judged_years["OL-35b 2026"] == "inapplicable"


# ---- both engines


def test_both_engines_compare_dates_and_persons_alike() -> None:
    """``sh:lessThanOrEquals`` on dates (OL-04, OR-17a) and ``sh:equals`` on persons (OL-25)."""
    lpos = ("ex:lpo-young", "ex:lpo-same-day", "ex:lpo-undated")
    groups = [
        body(f"lag-{n}", WITH_LPO.text, [swap("kg:relatesTo ex:lpo ;", f"kg:relatesTo {lpo} ;")])
        for n, lpo in enumerate(lpos)
    ]
    groups.append(body("lag-3", WITH_LPO.text, [swap("kg:mirrors ex:nag ;", "kg:mirrors ex:nag-2 ;")]))
    fast, reference = (outcomes(listing(*groups), AS_OF, engine) for engine in ("fast", "pyshacl"))
    assert fast == reference
    assert [fast[f"lag-{n}"]["OL-04"] for n in range(3)] == ["inapplicable", "satisfied", "satisfied"]
    assert fast["lag-3"]["OL-25"] == "violated"


# ---- the examples


def shown(example: str) -> dict[str, set[tuple[str, str]]]:
    """Of every body in an example the rules and outcomes that a reader is shown."""
    text = (ROOT / "data" / "examples" / f"{example}.ttl").read_text(encoding="utf-8")
    judged_bodies = outcomes(text)
    return {
        name: {
            (at.split()[0], outcome.split()[0])
            for at, outcome in found.items()
            if outcome.split()[0] in ("violated", "unclear", "missing")
        }
        for name, found in judged_bodies.items()
    }


def test_the_clean_example_shows_nothing() -> None:
    bodies = shown("orebro-lag")
    assert set(bodies) >= {"lag-exempel-1", "lag-exempel-2", "lag-exempel-3", "lpo-exempel"}
    assert set().union(*bodies.values()) == set()


def test_the_faulty_example_shows_each_fault() -> None:
    first = ("OL-04", "OL-19", "OL-20a", "OL-20b", "OL-22", "OL-33", "OL-34", "OL-35b", "OR-17a", "OR-17b")
    second = ("OL-17", "OL-21", "OL-23", "OL-24", "OL-25", "OL-31a", "OL-35a")
    fourth = ("OL-04", "OL-20a", "OL-22", "OL-34", "OR-17a", "OR-17b")
    expected = {
        "lag-exempel-1": {(rule, "violated") for rule in first},
        "lag-exempel-2": {(rule, "violated") for rule in second},
        "lag-exempel-3": {("OL-20a", "unclear"), ("OL-34", "unclear")},
        "lag-exempel-4": {(rule, "missing") for rule in fourth},
        "lpo-exempel": {("OR-12a", "violated"), ("OR-12b", "violated"), ("OR-12b", "unclear")},
    }
    assert {name: found for name, found in shown("orebro-lag-fel").items() if found} == expected
    assert {rule for found in expected.values() for rule, _ in found} == RULES
