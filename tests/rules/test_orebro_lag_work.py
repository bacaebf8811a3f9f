"""What a working group in Örebro does: contacts upwards, reporting and action plan. OL-17, OL-34, OL-35a and OL-35b."""

from __future__ import annotations

import pytest
from orebro_lag import (
    ABSENT,
    INCOMPLETE,
    KSG,
    LAPSED,
    LPO_UNKNOWN,
    RMKS,
    WITHOUT_LPO,
    Case,
    Edit,
    add,
    breaks,
    complete,
    drop,
    judged,
    lacks,
    lapsed,
    leave,
    may_break,
    ruling,
    swap,
    without,
)


def contact(who: str) -> Edit:
    return swap("kg:hasContactWith ex:higher ;", f"kg:hasContactWith {who} ;")


def reports_to(who: str, clean: str = "ex:lpo") -> Edit:
    return swap(f"org:reportsTo {clean} .", f"org:reportsTo {who} .")


NO_CONTACT = drop("kg:hasContactWith ex:higher")
#: The body mirrored has nobody from the region; whether there is one elsewhere is not said.
NOBODY_THERE = swap("kg:mirrors ex:nag ;", "kg:mirrors ex:nag-foreign ;")
NOBODY_BESIDES: dict[str, str | None] = {"OL-25": "inapplicable"}

CONTACT = [
    Case("OL-17", "satisfied", "with the member on a higher level"),
    Case(
        "OL-17",
        "satisfied",
        "with one of two",
        (swap("kg:mirrors ex:nag ;", "kg:mirrors ex:nag-2 ;"),),
        {"OL-25": "violated"},
    ),
    Case(
        "OL-17",
        "satisfied",
        "with the member, given as that role",
        (contact("kgd:orebro-ledamot-hogre-niva"),),
    ),
    Case("OL-17", "violated", "stated that there is no contact", (NO_CONTACT, lacks("contact"))),
    Case(
        "OL-17",
        "violated",
        "with someone else, and stated that there is none",
        (contact("ex:nurse"), lacks("contact")),
    ),
    Case("OL-17", "satisfied", "on record, though stated that there is none", (lacks("contact"),)),
    Case("OL-17", ABSENT, "no contact on record", (NO_CONTACT,)),
    Case("OL-17", ABSENT, "with someone else", (contact("ex:nurse"),)),
    Case("OL-17", ABSENT, "with the body, not its member", (contact("ex:nag"),)),
    Case(
        "OL-17",
        ABSENT,
        "no contact, and not said whether there is a member",
        (NOBODY_THERE, NO_CONTACT, lacks("contact")),
        NOBODY_BESIDES,
    ),
    Case(
        "OL-17",
        "inapplicable",
        "stated that there is no member",
        (NOBODY_THERE, lacks("higher-level-member")),
        NOBODY_BESIDES,
    ),
    Case("OL-17", "satisfied", "named, though stated not to exist", (lacks("higher-level-member"),)),
    Case(
        "OL-17",
        "violated",
        "ruled to be the chair's task",
        (NO_CONTACT, lacks("contact"), ruling("T-31-chair")),
    ),
]

NOT_SAID = drop("kg:relatesTo ex:lpo")
OPTIONAL = ruling("T-30b-same-thing-optional")
NO_DUTY: dict[str, str | None] = {
    **dict.fromkeys(("OL-34", "OL-35a"), "inapplicable"),
    **{f"OL-35b {year}": "inapplicable" for year in (2024, 2025, 2026)},
}

REPORTING = [
    Case(
        "OL-34", "violated", "ruled to be allowed, and to RMKS", (reports_to(RMKS), ruling("T-27b-allowed"))
    ),
    Case("OL-34", "satisfied", "to its LPO"),
    Case("OL-34", "satisfied", "LPO as a kind", (reports_to("kgd:orebro-lpo"),)),
    Case("OL-34", "satisfied", "to both", (reports_to(f"ex:lpo , {KSG}"),)),
    Case("OL-34", "satisfied", "to its LPO and RMKS", (reports_to(f"ex:lpo , {RMKS}"),)),
    Case("OL-34", "violated", "to RMKS", (reports_to(RMKS),)),
    Case("OL-34", "violated", "to another LPO", (reports_to("ex:lpo-2"),)),
    Case("OL-34", ABSENT, "nobody on record", (swap(" ;\n    org:reportsTo ex:lpo .", " ."),)),
    Case("OL-34", ABSENT, "a name of which nothing is known", (reports_to("ex:someone"),)),
    Case("OL-34", ABSENT, "an LPO that has ended", (reports_to("ex:lpo-ended"),)),
    Case("OL-34", "unclear", "to Kunskapsstödsgruppen although there is an LPO", (reports_to(KSG),)),
    Case("OL-34", "unclear", "to Kunskapsstödsgruppen and RMKS", (reports_to(f"{KSG} , {RMKS}"),)),
    Case("OL-34", "unclear", "ruled to be left open", (reports_to(KSG), ruling("T-27b-left-open"))),
    Case("OL-34", "satisfied", "ruled to be allowed", (reports_to(KSG), ruling("T-27b-allowed"))),
    Case("OL-34", "violated", "ruled not to be allowed", (reports_to(KSG), ruling("T-27b-not-allowed"))),
    Case("OL-34", "satisfied", "ruled to be a free choice", (reports_to(KSG), ruling("T-27a-free-choice"))),
    Case("OL-34", "violated", "ruled to go by the case", (reports_to(KSG), ruling("T-27a-by-case"))),
    Case("OL-34", "violated", "ruled to mean both", (reports_to(KSG), ruling("T-27a-both"))),
    Case("OL-34", "violated", "ruled to mean both, and to the LPO alone", (ruling("T-27a-both"),)),
    Case(
        "OL-34",
        "satisfied",
        "ruled to mean both, and to both",
        (reports_to(f"ex:lpo , {KSG}"), ruling("T-27a-both")),
    ),
    Case("OL-34", "satisfied", "to Kunskapsstödsgruppen, and there is no LPO", (), {}, WITHOUT_LPO),
    Case(
        "OL-34",
        "satisfied",
        "ruled to mean both, and there is no LPO",
        (ruling("T-27a-both"),),
        {},
        WITHOUT_LPO,
    ),
    Case("OL-34", "violated", "to RMKS, and there is no LPO", (reports_to(RMKS, KSG),), {}, WITHOUT_LPO),
    Case("OL-34", "violated", "to the LPO of others", (reports_to("ex:lpo", KSG),), {}, WITHOUT_LPO),
    Case(
        "OL-34",
        ABSENT,
        "LPO as a kind, and there is none",
        (reports_to("kgd:orebro-lpo", KSG),),
        {},
        WITHOUT_LPO,
    ),
    Case(
        "OL-34", INCOMPLETE, "to Kunskapsstödsgruppen, LPO unknown", (NOT_SAID, reports_to(KSG)), LPO_UNKNOWN
    ),
    Case("OL-34", "violated", "to RMKS, LPO unknown", (NOT_SAID, reports_to(RMKS)), LPO_UNKNOWN),
    Case(
        "OL-34",
        LAPSED,
        "to Kunskapsstödsgruppen, all bodies listed once",
        (NOT_SAID, reports_to(KSG), complete("bodies", "2025-11-21")),
        dict.fromkeys(LPO_UNKNOWN, LAPSED),
    ),
    Case("OL-34", "inapplicable", "ruled to be optional", (reports_to(RMKS), OPTIONAL), NO_DUTY),
    Case("OL-34", "violated", "ruled to be firm", (reports_to(RMKS), ruling("T-30b-same-thing-firm"))),
]

ACTIVITY = ' ;\n    kg:plansActivity "Gå igenom det påhittade vårdförloppet"'
NO_PLAN = leave("plan", "follow-up")
NO_ACTIVITY = swap(ACTIVITY, "")


def years(outcome: str | None, *which: int) -> dict[str, str | None]:
    return {f"OL-35b {year}": outcome for year in which or (2024, 2025, 2026)}


#: Of a group without papers no year is on record.
NO_YEARS = {"OL-35b": INCOMPLETE, **years(None)}
#: The papers are complete but not yet for the whole of this year.
NO_PLAN_BESIDES = years("inapplicable", 2024, 2025)


PLAN = [
    Case("OL-35a", "satisfied", "a plan with an activity"),
    Case("OL-35a", "satisfied", "in a list not declared complete", (without("documents"),)),
    Case(
        "OL-35a",
        "satisfied",
        "another plan without activities",
        (add("ex:§-plan-2 a kg:ActionPlan ; kg:isPlanOf ex:§ ; kg:validFrom '2024-06-01'^^xsd:date"),),
    ),
    Case("OL-35a", "satisfied", "on record, though stated not to exist", (lacks("action-plan"),)),
    Case(
        "OL-35a",
        "violated",
        "stated that there is none",
        (NO_PLAN, lacks("action-plan"), without("documents")),
        NO_YEARS,
    ),
    Case("OL-35a", "violated", "none in complete papers", (NO_PLAN,), NO_PLAN_BESIDES),
    Case(
        "OL-35a", "violated", "stated to contain no activity", (NO_ACTIVITY, lacks("activity", "ex:§-plan"))
    ),
    Case(
        "OL-35a",
        INCOMPLETE,
        "stated to contain none, and there may be another",
        (NO_ACTIVITY, lacks("activity", "ex:§-plan"), without("documents")),
    ),
    Case("OL-35a", INCOMPLETE, "none on record", (NO_PLAN, without("documents")), NO_YEARS),
    Case(
        "OL-35a",
        LAPSED,
        "none in papers that were complete once",
        (NO_PLAN, lapsed("documents")),
        years(LAPSED, 2024, 2025),
    ),
    Case(
        "OL-35a",
        "violated",
        "stated that there is none, with complete papers",
        (NO_PLAN, lacks("action-plan")),
        years("inapplicable"),
    ),
    Case("OL-35a", ABSENT, "no activity on record", (NO_ACTIVITY,)),
    Case("OL-35a", "inapplicable", "ruled to be optional", (NO_PLAN, OPTIONAL), NO_DUTY),
    Case(
        "OL-35a",
        "violated",
        "ruled to be another thing than what is optional",
        (NO_PLAN, ruling("T-30b-two-different-things")),
        NO_PLAN_BESIDES,
    ),
]

FOLLOW_UP = "kg:followsUp ex:§-plan ; "
NO_FOLLOW_UP = leave("follow-up")


def planned(since: str, more: str = "") -> Edit:
    return swap(
        'kg:isPlanOf ex:§ ; kg:validFrom "2024-06-01"^^xsd:date',
        f'kg:isPlanOf ex:§ ; kg:validFrom "{since}"^^xsd:date{more}',
    )


def followed_up(on: str, rest: str = FOLLOW_UP) -> Edit:
    """One more follow-up."""
    return add(
        f'ex:§-follow-up-{on} a kg:FollowUp ; {rest}kg:isFollowedUpBy ex:§ ; dcterms:date "{on}"^^xsd:date'
    )


YEARS = [
    Case(
        "OL-35b 2025",
        ABSENT,
        "not dated, and made by another",
        (
            NO_FOLLOW_UP,
            add(f"ex:§-follow-up-2 a kg:FollowUp ; kg:followsUp ex:§-plan ; kg:isFollowedUpBy {KSG}"),
        ),
    ),
    Case(
        "OL-35b 2025",
        ABSENT,
        "not dated, and not said of what",
        (NO_FOLLOW_UP, add("ex:§-follow-up-2 a kg:FollowUp ; kg:isFollowedUpBy ex:§")),
    ),
    Case("OL-35b 2025", "satisfied", "one follow-up in the year"),
    Case("OL-35b 2025", "violated", "none in complete papers", (NO_FOLLOW_UP,)),
    Case(
        "OL-35b 2025",
        "violated",
        "the year before and the year after",
        (NO_FOLLOW_UP, followed_up("2024-12-31"), followed_up("2026-01-01")),
        years("satisfied", 2026),
    ),
    Case(
        "OL-35b 2025", "satisfied", "on the first day of the year", (NO_FOLLOW_UP, followed_up("2025-01-01"))
    ),
    Case(
        "OL-35b 2025",
        "satisfied",
        "by another than the group",
        (swap(f"{FOLLOW_UP}kg:isFollowedUpBy ex:§ ;", f"{FOLLOW_UP}kg:isFollowedUpBy {KSG} ;"),),
    ),
    Case(
        "OL-35b 2025",
        "violated",
        "of something else than the plan",
        (NO_FOLLOW_UP, followed_up("2025-11-05", "kg:followsUp ex:guideline ; ")),
    ),
    Case("OL-35b 2025", ABSENT, "not said of what", (NO_FOLLOW_UP, followed_up("2025-11-05", ""))),
    Case("OL-35b 2025", ABSENT, "not dated", (swap(' ; dcterms:date "2025-11-05"^^xsd:date .', " ."),)),
    Case("OL-35b 2025", INCOMPLETE, "none on record", (NO_FOLLOW_UP, without("documents"))),
    Case(
        "OL-35b 2025", LAPSED, "none in papers that were complete once", (NO_FOLLOW_UP, lapsed("documents"))
    ),
    Case(
        "OL-35b 2025",
        INCOMPLETE,
        "the papers are complete from February",
        (NO_FOLLOW_UP, swap('kg:coversFrom "2024-01-01"', 'kg:coversFrom "2025-02-01"')),
    ),
    Case("OL-35b 2025", "satisfied", "the plan began on the first day of the year", (planned("2025-01-01"),)),
    Case(
        "OL-35b 2025",
        "inapplicable",
        "the plan began on the second day of the year",
        (planned("2025-01-02"), NO_FOLLOW_UP),
    ),
    Case(
        "OL-35b 2025",
        "inapplicable",
        "the plan had ended and the next began later",
        (
            planned("2024-06-01", ' ; kg:validThrough "2024-12-31"^^xsd:date'),
            NO_FOLLOW_UP,
            add("ex:§-plan-2 a kg:ActionPlan ; kg:isPlanOf ex:§ ; kg:validFrom '2025-03-01'^^xsd:date"),
        ),
    ),
    Case(
        "OL-35b 2025",
        ABSENT,
        "it is not known when the plan began",
        (swap(' ; kg:validFrom "2024-06-01"^^xsd:date ;', " ;"),),
        years(ABSENT, 2024, 2025),
    ),
    Case("OL-35b 2026", "satisfied", "followed up before the year is over", (followed_up("2026-05-05"),)),
    Case("OL-35b 2026", "pending", "the follow-up lies ahead", (followed_up("2026-12-01"),)),
    Case(
        "OL-35b 2025",
        "inapplicable",
        "ruled to be any twelve months",
        (NO_FOLLOW_UP, ruling("T-11b-any-twelve-months")),
        years("inapplicable"),
    ),
    Case(
        "OL-35b 2025",
        "inapplicable",
        "ruled to be the working year",
        (NO_FOLLOW_UP, ruling("T-11b-working-year")),
        years("inapplicable"),
    ),
    Case(
        "OL-35b 2025",
        "violated",
        "ruled to be the calendar year",
        (NO_FOLLOW_UP, ruling("T-11b-calendar-year")),
    ),
    Case("OL-35b 2025", "inapplicable", "ruled to be optional", (NO_FOLLOW_UP, OPTIONAL), NO_DUTY),
    Case(
        "OL-35b 2024",
        "violated",
        "two years, and only the second with a follow-up",
        (planned("2023-06-01"), swap('kg:coversFrom "2024-01-01"', 'kg:coversFrom "2023-06-01"')),
    ),
]

CASES = [*CONTACT, *REPORTING, *PLAN, *YEARS]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    assert judged(CASES)[case.name] == case.expected


@pytest.mark.parametrize("case", breaks(CASES), ids=str)
def test_a_breach_stands_alone_or_with_what_it_entails(case: Case) -> None:
    assert case.broken - {case.rule} <= may_break(case.rule)
