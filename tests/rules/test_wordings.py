"""Which wording holds on a date: a rule whose document or statement is not in force is not judged."""

from __future__ import annotations

import kronoberg
import kronoberg_bodies
import pytest
from build import AS_OF, Rmks, day, judge, violated
from judging import whole
from rdflib import SH

from kgov.namespaces import expand

FAULT = "kgd:orebro-hslg"


def faulty() -> Rmks:
    """The chair is appointed by the wrong body, which OR-21a forbids."""
    return Rmks().appointed_by("chair", FAULT)


def first_version(since: str) -> Rmks:
    made = faulty().set("version", a="kg:DocumentVersion", **{"dcterms:isVersionOf": "kgdoc:orebro-rmks"})
    return made.set("version", **{"kg:validFrom": day(since)})


def later_wording(since: str) -> Rmks:
    made = first_version(since)
    return made.set(
        "new-wording",
        a="kg:Statement",
        **{"prov:wasRevisionOf": "kgs:OR-21a", "dcterms:isPartOf": "ex:version"},
    )


@pytest.mark.parametrize(
    ("made", "in_force"),
    [
        (faulty(), True),
        (first_version("2026-11-22"), True),
        (first_version("2026-11-23"), False),
        (later_wording("2026-11-23"), True),
        (later_wording("2026-11-22"), False),
    ],
    ids=["no version", "begins today", "begins tomorrow", "replaced tomorrow", "replaced today"],
)
def test_a_rule_is_judged_while_its_wording_is_in_force(made: Rmks, in_force: bool) -> None:
    report = whole(made.text(), AS_OF)
    assert ("OR-21a" in violated(report)) == in_force
    reported = {str(shape) for shape in report.graph.objects(predicate=SH.sourceShape)}
    assert (expand("kgr:OR-21a") in reported) == in_force


def test_a_later_wording_leaves_the_other_rules_in_force() -> None:
    rules = {finding.rule.id for finding in judge(later_wording("2026-11-22").text()).findings}
    assert "OR-21a" not in rules and {"OR-21b", "OR-22a", "OR-56a", "KG-01"} <= rules


@pytest.mark.parametrize(
    ("rule", "since", "judged_years"),
    [
        ("KR-18", "2026-01-01", {"KR-18 2025", "KR-07b 2025", "KR-07b 2026"}),
        ("KR-07b", "2026-07-01", {"KR-18 2025", "KR-18 2026", "KR-07b 2025"}),
        ("KR-18", "2025-12-31", {"KR-07b 2025", "KR-07b 2026"}),
    ],
)
def test_a_year_is_judged_by_the_wording_that_held_throughout(
    rule: str, since: str, judged_years: set[str]
) -> None:
    version = (
        f"ex:version a kg:DocumentVersion ; dcterms:isVersionOf kgdoc:kronoberg-medicinska-grupper ; "
        f"kg:validFrom {kronoberg_bodies.day(since)} .\n"
        f"ex:new-wording a kg:Statement ; prov:wasRevisionOf kgs:{rule} ; dcterms:isPartOf ex:version ."
    )
    text = kronoberg.turtle(kronoberg.common(), kronoberg.group({}).text("one"), version)
    found = kronoberg.outcomes(kronoberg.judge(text), "one")
    years = {place for place, outcome in found.items() if " 20" in place and outcome != "inapplicable"}
    assert years == judged_years
