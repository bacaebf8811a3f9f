"""The rules on RMKS beside its seats and meetings, and on the region: measures, nominations, conflicts of interest.

Measures, nominations and representatives do not touch one another: one list holds a table of them, and what it must
say of each stands in the table. Beyond the table nothing may be violated in that list.
"""

from __future__ import annotations

from datetime import date

import pytest
from build import AS_OF, DIRECTOR, HSLG, REGION, day, judge, outcomes
from conftest import EXAMPLES
from orebro_rmks_rest import (
    ABSENT,
    ASSESSOR,
    CARE_REGION_GROUP,
    COUNCIL,
    INAPPLICABLE,
    INCOMPLETE,
    LAPSED,
    LEADER,
    NETWORK,
    OWNER,
    PENDING,
    RMKS,
    RULES,
    SATISFIED,
    UNCLEAR,
    VIOLATED,
    Rest,
    broken,
    clean,
    said,
)

import kgov
from kgov.answers.findings import SHOWN
from kgov.namespaces import local_name


def test_the_clean_list_has_no_finding() -> None:
    report = judge(clean().text())
    assert {finding.rule.id for finding in report.findings} >= set(RULES)
    assert {f.outcome for f in report.findings} == {SATISFIED, PENDING, INAPPLICABLE}
    found = outcomes(report)
    assert found["OR-09a"] == {"measure-within": SATISFIED, "measure-beyond": INAPPLICABLE}
    assert found["OR-09b"] == {"measure-within": INAPPLICABLE, "measure-beyond": SATISFIED}
    assert found["OR-14"] == {"2025": SATISFIED, "2026": PENDING}
    assert found["OR-15"] == {"nomination-first": SATISFIED}
    assert found["OR-18"] == {"sits-near": SATISFIED}
    assert found["OR-38"] == {LEADER: SATISFIED}


# ---- a table of things in one list


#: Measure, what it is like, and what OR-09a and OR-09b say of it.
MEASURES: dict[str, tuple[dict[str, object], str, str]] = {
    "as-kind": ({"budget": True, "confirmed": RMKS, "beside": "kgd:orebro-verksamhetschef"}, SATISFIED, INAPPLICABLE),
    "several": ({"budget": True, "confirmed": RMKS, "beside": "ex:head-1, ex:other"}, SATISFIED, INAPPLICABLE),
    "both-bodies": ({"budget": True, "confirmed": f"{RMKS}, {HSLG}", "beside": "ex:head-1"}, SATISFIED, INAPPLICABLE),
    "by-hslg": ({"budget": True, "confirmed": HSLG, "beside": "ex:head-1"}, VIOLATED, INAPPLICABLE),
    "no-head": ({"budget": True, "confirmed": RMKS}, INCOMPLETE, INAPPLICABLE),
    "other-office": ({"budget": True, "confirmed": RMKS, "beside": "kgd:orebro-omradeschef-hs"}, INCOMPLETE, INAPPLICABLE),
    "not-confirmed": ({"budget": True, "beside": "ex:head-1"}, INCOMPLETE, INAPPLICABLE),
    # Whether it fits the budget decides which of the two rules it falls under; all else is in order for both.
    "no-budget": (
        {"confirmed": RMKS, "beside": "ex:head-1", "priority": 1, "submitted": HSLG},
        ABSENT,
        ABSENT,
    ),
    "no-budget-by-hslg": ({"confirmed": HSLG, "submitted": NETWORK}, ABSENT, ABSENT),
    # The network may receive it too, not instead.
    "to-both": ({"budget": False, "priority": 1, "submitted": f"{HSLG}, {NETWORK}"}, INAPPLICABLE, SATISFIED),
    "to-network": ({"budget": False, "priority": 1, "submitted": NETWORK}, INAPPLICABLE, VIOLATED),
    # RMKS prioritises and proposes; to confirm settles nothing.
    "confirmed-only": ({"budget": False, "priority": 1, "confirmed": RMKS, "beside": "ex:head-1"}, INAPPLICABLE, INCOMPLETE),
    "confirmed-not-submitted": (
        {"budget": False, "priority": 1, "confirmed": RMKS, "lacks": "kgc:absent-delivery"},
        INAPPLICABLE,
        VIOLATED,
    ),
    "no-priority": ({"budget": False, "submitted": HSLG}, INAPPLICABLE, INCOMPLETE),
    "no-priority-to-network": ({"budget": False, "submitted": NETWORK}, INAPPLICABLE, VIOLATED),
}  # fmt: skip
#: What is otherwise where all decisions of RMKS are listed, and where all that it has handed on is.
WITH_DECISIONS = {
    ("OR-09a", "no-head"): VIOLATED,
    ("OR-09a", "other-office"): VIOLATED,
    ("OR-09a", "not-confirmed"): VIOLATED,
    ("OR-09b", "no-priority"): VIOLATED,
}
WITH_DELIVERIES = {("OR-09b", "confirmed-only"): VIOLATED}


def measures() -> Rest:
    made = clean()
    for name, (values, _, _) in MEASURES.items():
        made.measure(name, **values)  # type: ignore[arg-type]
    return made.measure("elsewhere", budget=True, handled=HSLG, confirmed=HSLG)


@pytest.mark.parametrize(
    ("aspects", "dated", "otherwise"),
    [
        ((), AS_OF, {}),
        (("decisions",), "2026-11-01", WITH_DECISIONS),
        (("deliveries",), "2026-11-01", WITH_DELIVERIES),
        (("decisions", "deliveries"), "2025-11-22", WITH_DECISIONS | WITH_DELIVERIES),
    ],
    ids=["nothing declared", "decisions", "deliveries", "both, twelve months ago"],
)
def test_measures(aspects: tuple[str, ...], dated: str, otherwise: dict[tuple[str, str], str]) -> None:
    made = measures()
    for aspect in aspects:
        made.declare(aspect, dated=dated)
    expected: dict[str, dict[str, str]] = {"OR-09a": {}, "OR-09b": {}}
    for name, (_, within, beyond) in MEASURES.items():
        for rule, outcome in (("OR-09a", within), ("OR-09b", beyond)):
            expected[rule][f"measure-{name}"] = otherwise.get((rule, name), outcome)
    expected["OR-09a"] |= {"measure-within": SATISFIED, "measure-beyond": INAPPLICABLE}
    expected["OR-09b"] |= {"measure-within": INAPPLICABLE, "measure-beyond": SATISFIED}
    assert {rule: said(made, rule) for rule in expected} == expected
    planted = {(rule, at) for rule, places in expected.items() for at, o in places.items() if o == VIOLATED}
    assert broken(made) == planted


def test_measures_where_the_declaration_has_lapsed() -> None:
    made = measures().declare("decisions", dated="2025-11-21").declare("deliveries", dated="2025-11-21")
    for rule, name in WITH_DECISIONS | WITH_DELIVERIES:
        assert said(made, rule)[f"measure-{name}"] == LAPSED
    assert said(made, "OR-09a")["measure-no-budget"] == ABSENT


def test_no_measures() -> None:
    made = clean().remove("measure-within", "measure-beyond")
    for rule in ("OR-09a", "OR-09b"):
        assert said(made, rule) == {COUNCIL: INCOMPLETE}
    made.declare("decisions", dated="2026-11-01")
    assert said(made, "OR-09a") == {COUNCIL: INAPPLICABLE}
    assert said(made, "OR-09b") == {COUNCIL: INCOMPLETE}, "one of two lists that it needs"
    made.declare("deliveries", dated="2026-11-01", name="deliveries")
    assert said(made, "OR-09b") == {COUNCIL: INAPPLICABLE}


# ---- nominations

#: Nomination, what it is like, and what OR-15 says of it.
NOMINATIONS: dict[str, tuple[dict[str, object], str]] = {
    "decided": ({"decided": RMKS}, SATISFIED),
    "both": ({"prepared": RMKS, "decided": RMKS}, SATISFIED),
    "decided-by-hslg": ({"prepared": RMKS, "decided": HSLG}, SATISFIED),
    "prepared-by-other": ({"prepared": HSLG, "decided": RMKS}, SATISFIED),
    "care-region": ({"to": CARE_REGION_GROUP, "prepared": RMKS}, SATISFIED),
    "care-region-seat": ({"to": f"{CARE_REGION_GROUP}-seat-orebro", "decided": HSLG}, VIOLATED),
    "to-a-kind": ({"to": "kgd:national-npo", "decided": HSLG}, VIOLATED),
    "only-other-prepared": ({"prepared": DIRECTOR}, VIOLATED),
    "by-a-body": ({"by": RMKS, "decided": HSLG}, VIOLATED),
    "nobody": ({}, ABSENT),
    "own-level": ({"to": HSLG, "decided": HSLG}, INAPPLICABLE),
    "unknown-level": ({"to": "ex:group", "decided": HSLG}, ABSENT),
    "unknown-level-prepared": ({"to": "ex:group", "prepared": RMKS}, ABSENT),
}


def nominations() -> Rest:
    made = clean()
    for name, (values, _) in NOMINATIONS.items():
        made.nomination(name, **values)  # type: ignore[arg-type]
    made.nomination("of-another-region", by="kgd:region-kronoberg", decided=HSLG)
    return made.nomination("to-come", on="2026-11-23", decided=HSLG)


def test_nominations() -> None:
    made = nominations()
    expected = {f"nomination-{name}": outcome for name, (_, outcome) in NOMINATIONS.items()}
    assert said(made, "OR-15") == expected | {"nomination-first": SATISFIED}
    assert broken(made) == {("OR-15", at) for at, outcome in expected.items() if outcome == VIOLATED}


def test_no_nominations() -> None:
    made = clean().remove("nomination-first")
    assert said(made, "OR-15") == {OWNER: INCOMPLETE}
    made.declare("decisions", dated="2025-11-21", of=REGION)
    assert said(made, "OR-15") == {OWNER: LAPSED}
    made.declare("decisions", dated="2026-11-01", of=REGION)
    assert said(made, "OR-15") == {OWNER: INAPPLICABLE}


#: What a ruling on the two verbs changes; an outcome that stands here rests on the ruling.
RULED = {
    "both-steps": {
        "first": ABSENT,
        "decided": ABSENT,
        "care-region": ABSENT,
        "decided-by-hslg": VIOLATED,
        "prepared-by-other": VIOLATED,
    },
    "by-case": {
        "first": UNCLEAR,
        "decided": UNCLEAR,
        "care-region": UNCLEAR,
        "decided-by-hslg": UNCLEAR,
        "prepared-by-other": UNCLEAR,
    },
    "either-role": {},
}


@pytest.mark.parametrize("whose", [REGION, RMKS])
@pytest.mark.parametrize("reading", RULED)
def test_ruling_on_preparing_and_deciding(reading: str, whose: str) -> None:
    made = nominations().settled(f"T-40-{reading}", whose)
    expected = {"nomination-first": SATISFIED}
    expected |= {f"nomination-{name}": outcome for name, (_, outcome) in NOMINATIONS.items()}
    changed = {f"nomination-{name}": outcome for name, outcome in RULED[reading].items()}
    assert said(made, "OR-15") == expected | changed
    if whose == REGION:
        resting = {
            local_name(str(finding.value)): [local_name(ruled) for ruled in finding.rulings]
            for finding in judge(made.text()).findings
            if finding.rule.id == "OR-15" and finding.rulings
        }
        assert resting == {at: [f"interpretation-T-40-{reading}"] for at in changed}


def test_a_ruling_of_another_region_settles_nothing() -> None:
    made = nominations().settled("T-40-both-steps", "kgd:region-kronoberg")
    assert said(made, "OR-15") == said(nominations(), "OR-15")


# ---- conflicts of interest

#: Representative, in which body, assessed by whom, and what OR-18 says.
REPRESENTATIVES: dict[str, tuple[str, tuple[str | None, ...], str]] = {
    "assessed": ("ex:nag-1", (ASSESSOR,), SATISFIED),
    "twice": ("ex:nag-1", ("kgd:orebro-rmks-seat-chair", ASSESSOR), SATISFIED),
    "in-kind": ("kgd:national-npo", (ASSESSOR,), SATISFIED),
    "by-another": ("ex:nag-1", ("kgd:orebro-rmks-seat-chair",), VIOLATED),
    "in-named": ("kgd:national-nsg-lakemedel-medicinsk-teknik", (DIRECTOR,), VIOLATED),
    "by-nobody-named": ("ex:nag-1", (None,), ABSENT),
    "one-not-named": ("ex:nag-1", (DIRECTOR, None), ABSENT),
    "not-assessed": ("ex:nag-1", (), INCOMPLETE),
    "care-region": (CARE_REGION_GROUP, (), INAPPLICABLE),
    "own-level": (HSLG, (DIRECTOR,), INAPPLICABLE),
    "unknown-level": ("ex:group", (DIRECTOR,), ABSENT),
}


def representatives() -> Rest:
    made = clean()
    for name, (body, assessors, _) in REPRESENTATIVES.items():
        made.representative(name, body)
        for nth, assessor in enumerate(assessors, 1):
            made.assessment(name, assessor, nth)
    made.nomination("of-representative", decided=RMKS, person="ex:person-not-assessed")
    made.assessment("not-assessed", ASSESSOR, on="2026-11-23")  # not yet made
    made.representative("unnamed", person=None)
    made.representative("former").seated("former")
    return made.set("sits-former", **{"kg:validThrough": day("2026-11-21")})  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("declared", "not_assessed"),
    [(None, INCOMPLETE), ("2025-11-21", LAPSED), ("2025-11-22", VIOLATED)],
    ids=["not declared", "lapsed", "declared"],
)
def test_representatives(declared: str | None, not_assessed: str) -> None:
    made = representatives()
    if declared:
        made.declare("decisions", dated=declared, of=REGION)
    expected = {f"sits-{name}": outcome for name, (_, _, outcome) in REPRESENTATIVES.items()}
    expected |= {"sits-near": SATISFIED, "sits-unnamed": ABSENT, "sits-not-assessed": not_assessed}
    assert said(made, "OR-18") == expected
    faults = {("OR-18", at) for at, outcome in expected.items() if outcome == VIOLATED}
    assert {found for found in broken(made) if found[0] == "OR-18"} == faults
    assert {rule for rule, _ in broken(made)} == {"OR-18", "KG-03"}  # one is not named


def test_nobody_represents_the_region() -> None:
    made = clean().remove("sits-near")
    assert said(made, "OR-18") == {OWNER: INCOMPLETE}
    made.declare("higher-level-members", dated="2026-11-01", of=REGION, name="higher")
    assert said(made, "OR-18") == {OWNER: INCOMPLETE}, "one of two lists that it needs"
    made.declare("decisions", dated="2026-11-01", of=REGION, name="decided")
    assert said(made, "OR-18") == {OWNER: INAPPLICABLE}


# ---- the example lists


def shown(name: str) -> set[tuple[str, str]]:
    report = kgov.check(EXAMPLES / name, as_of=date.fromisoformat(AS_OF))
    return {(f.rule.id, f.outcome) for f in report.findings if f.outcome in SHOWN}


def test_the_clean_example_is_judged_by_every_rule() -> None:
    report = kgov.check(EXAMPLES / "orebro-rmks.ttl", as_of=date.fromisoformat(AS_OF))
    assert {f.rule.id for f in report.findings if f.outcome == SATISFIED} >= set(RULES)
    assert {f.outcome for f in report.findings} == {SATISFIED, PENDING, INAPPLICABLE}


def test_the_faulty_example_holds_one_fault_of_each_sort() -> None:
    own = {"KG-01", "KG-02", "KG-03", "KG-04", "KG-05"}
    seats = {"OR-22b", "OR-23a", "OR-24c", "OR-25b", "OR-27c", "OR-33", "OR-56a", "OR-56b"}
    assert shown("orebro-rmks-fel.ttl") == {
        *((rule, VIOLATED) for rule in own | seats | set(RULES)),
        ("OR-19a", "unclear"),
        ("OR-28a", "missing"),
    }
