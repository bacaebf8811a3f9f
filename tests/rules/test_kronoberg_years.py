"""KR-07b and KR-18: what is asked of medical groups in Kronoberg year by year."""

from __future__ import annotations

from functools import cache

import pytest
from kronoberg import (
    INCOMPLETE,
    LAPSED,
    UNKNOWN,
    Case,
    Edit,
    add,
    check,
    drop,
    group,
    incomplete,
    judged,
    ruling,
    swap,
)
from kronoberg_bodies import COUNCIL, MEETING_DAYS, complete, day, invitation, meeting, member

LAST = drop("§-meeting-2025-12-03")
NO_CALENDAR = incomplete("calendar")
INVITED = "§-invitation-2025-04-02"
NOT_INVITED = drop(INVITED)
#: The chair's person called, who was chair on the day.
PERSON = "ex:§-person-chair"
BEFORE = [
    *[line for line in member("former", "chair") if "kg:validFrom" not in line],
    f"ex:§-former kg:validThrough {day('2024-01-31')}",
]


def last(
    by: str | None = "kgc:role-chair", status: str | None = "held", mode: str = "digital"
) -> tuple[Edit, Edit]:
    """The sixth meeting of 2025 is another."""
    return LAST, add(meeting("2025-12-04", by, status, mode))


def without(*days: str) -> Edit:
    """Fewer meetings."""
    return drop(*(f"§-meeting-{on}" for on in days))


def held(year: int, count: int, first_month: int = 1) -> Edit:
    """Meetings that the chair called, one a month."""
    return add(*(meeting(f"{year}-{month:02}-20") for month in range(first_month, first_month + count)))


#: Where year means something else, calendar years prove nothing.
OTHER_YEARS = ("T-11b-any-twelve-months", "T-11b-working-year")
NOT_JUDGED = {f"{rule} {year}": "inapplicable" for rule in ("KR-07b", "KR-18") for year in (2025, 2026)}

MEETINGS: dict[str, Case] = {
    **{f"18-{reading}": group(NOT_JUDGED, LAST, NOT_INVITED, ruling(reading)) for reading in OTHER_YEARS},
    "18-ruled-to-be-calendar-years": group({"KR-18 2025": "violated"}, LAST, ruling("T-11b-calendar-year")),
    # Six in the clean body: exactly six is enough.
    "18-five": group({"KR-18 2025": "violated"}, LAST),
    "18-seven": group({}, add(meeting("2025-12-17"))),
    "18-none": group({"KR-18 2025": "violated"}, without(*MEETING_DAYS)),
    "18-physical": group({}, swap("kgc:mode-digital", "kgc:mode-physical")),
    "18-hybrid": group({}, swap("kgc:mode-digital", "kgc:mode-hybrid")),
    "18-mode-absent": group({}, drop("kg:hasMode")),
    "18-two-on-one-day": group({}, LAST, add(meeting("2025-10-08", name="second"))),
    "18-in-july": group({}, LAST, add(meeting("2025-07-09"))),
    "18-the-last-day-of-the-year": group({}, LAST, add(meeting("2025-12-31"))),
    "18-the-first-day-of-the-next": group({"KR-18 2025": "violated"}, LAST, add(meeting("2026-01-01"))),
    # ---- cancelled, planned, or nothing said
    "18-one-cancelled": group({"KR-18 2025": "violated"}, *last(status="cancelled")),
    "18-one-cancelled-of-seven": group({}, add(meeting("2025-12-17", status="cancelled"))),
    "18-one-called-and-never-noted-as-held": group({}, *last(status="planned")),
    "18-status-absent": group({"KR-18 2025": UNKNOWN}, *last(status=None)),
    "18-status-absent-of-the-seventh": group({}, add(meeting("2025-12-17", status=None))),
    "18-every-call": group({}, *last(status="cancelled"), ruling("T-11a-every-call")),
    "18-every-call-and-status-absent": group({}, *last(status=None), ruling("T-11a-every-call")),
    "18-only-held": group({}, ruling("T-11a-held")),
    "18-only-held-and-one-planned": group(
        {"KR-18 2025": UNKNOWN}, *last(status="planned"), ruling("T-11a-held")
    ),
    "18-only-held-and-one-cancelled": group(
        {"KR-18 2025": "violated"}, *last(status="cancelled"), ruling("T-11a-held")
    ),
    "18-not-cancelled": group(
        {"KR-18 2025": "violated"}, *last(status="cancelled"), ruling("T-11a-convened-not-cancelled")
    ),
    # ---- who called
    "18-called-by-the-person": group({}, *last(by=PERSON)),
    "18-called-from-the-seat": group({}, *last(by="kgd:kronoberg-mg-seat-chair")),
    "18-called-by-another": group({"KR-18 2025": "violated"}, *last(by="ex:§-person-doctor")),
    "18-called-by-an-office": group({"KR-18 2025": "violated"}, *last(by="kgd:kronoberg-hsd")),
    "18-called-by-the-chair-of-then": group(
        {},
        swap(f"ex:§-chair kg:validFrom {day('2024-02-01')}", f"ex:§-chair kg:validFrom {day('2025-12-10')}"),
        add(member("former", "chair"), f"ex:§-former kg:validThrough {day('2025-12-09')}"),
        swap("concernsPerson ex:§-person-chair", "concernsPerson ex:§-person-former"),
        *last(by="ex:§-person-former"),
    ),
    "18-called-by-one-who-was-chair-before": group(
        {"KR-18 2025": "violated"}, add(BEFORE), *last(by="ex:§-person-former")
    ),
    "18-caller-absent": group({"KR-18 2025": UNKNOWN}, *last(by=None)),
    "18-caller-absent-of-the-seventh": group({}, add(meeting("2025-12-17", by=None))),
    "18-caller-absent-where-it-does-not-matter": group(
        {"KR-18 2025": "violated"}, without("2025-10-08"), *last(by=None)
    ),
    "18-caller-absent-of-a-cancelled-meeting": group(
        {"KR-18 2025": "violated"}, *last(by=None, status="cancelled")
    ),
    # Nobody is on record as chair: then the person who called may have been.
    "18-no-chair-on-record": group(
        {
            "KR-18 2025": UNKNOWN,
            "KR-06a": INCOMPLETE,
            "KR-06b": INCOMPLETE,
            "KR-17a": INCOMPLETE,
            "KR-07b 2025": UNKNOWN,
        },
        drop("ex:§-chair ", "ex:§-decision-chair", "ex:§-mklk-place"),
        incomplete("members"),
        swap("kg:isConvenedBy kgc:role-chair", "kg:isConvenedBy ex:§-person-chair"),
    ),
    # ---- meetings without a date may lie in any year
    "18-undated": group({"KR-18 2025": UNKNOWN}, LAST, add(meeting(None, name="undated"))),
    "18-undated-and-too-few": group(
        {"KR-18 2025": "violated"}, LAST, without("2025-10-08"), add(meeting(None, name="undated"))
    ),
    "18-undated-and-cancelled": group(
        {"KR-18 2025": "violated"}, LAST, add(meeting(None, status="cancelled", name="undated"))
    ),
    "18-undated-and-called-by-another": group(
        {"KR-18 2025": "violated"}, LAST, add(meeting(None, by="ex:§-person-doctor", name="undated"))
    ),
    "18-undated-beside-six": group({}, add(meeting(None, name="undated"))),
    "18-undated-and-every-call": group(
        {"KR-18 2025": UNKNOWN},
        LAST,
        add(meeting(None, status="cancelled", name="undated")),
        ruling("T-11a-every-call"),
    ),
    # ---- the calendar
    "18-calendar-not-complete": group({"KR-18 2025": INCOMPLETE}, LAST, NO_CALENDAR),
    "18-six-in-a-calendar-that-is-not-complete": group({}, NO_CALENDAR),
    "18-calendar-ends-before-the-year": group(
        {"KR-18 2025": INCOMPLETE},
        LAST,
        NO_CALENDAR,
        add(complete("calendar", "2026-01-10", "2025-01-01", "2025-12-30")),
    ),
    "18-calendar-begins-after-the-year": group(
        {"KR-18 2025": INCOMPLETE},
        LAST,
        NO_CALENDAR,
        add(complete("calendar", "2026-01-10", "2025-01-02", "2025-12-31")),
    ),
    "18-calendar-declared-long-ago": group({"KR-18 2025": LAPSED}, LAST, as_of="2027-01-11"),
    "18-calendar-declared-a-year-ago": group({"KR-18 2025": "violated"}, LAST, as_of="2027-01-10"),
    # ---- all closed years are judged
    "18-an-earlier-year": group(
        {"KR-18 2024": "violated", "KR-07b 2024": "satisfied"},
        add(invitation("2024-05-02", "ex:ledningsgrupp")),
        add(complete("calendar", "2026-01-10", "2024-01-01", "2024-12-31", name="earlier")),
    ),
    "18-an-earlier-year-not-complete": group(
        {"KR-18 2024": INCOMPLETE, "KR-07b 2024": INCOMPLETE}, add(meeting("2024-10-09"))
    ),
    # ---- a group that was not there the whole year
    "18-started-in-september": group(
        {"KR-18 2025": UNKNOWN, "KR-07b 2025": UNKNOWN},
        add(f"§§ kg:validFrom {day('2025-09-01')}"),
        without("2025-01-15", "2025-03-12", "2025-05-14"),
        NOT_INVITED,
    ),
    "18-started-in-september-and-six": group({}, add(f"§§ kg:validFrom {day('2025-09-01')}")),
    "18-started-on-new-year-day": group(
        {"KR-18 2025": "violated"}, add(f"§§ kg:validFrom {day('2025-01-01')}"), LAST
    ),
    "18-started-this-year": group(
        {"KR-18 2025": None, "KR-07b 2025": None}, add(f"§§ kg:validFrom {day('2026-03-01')}")
    ),
}

#: In the year that is judged: the calendar is complete until the day, or it is not.
RUNNING = add(complete("calendar", "2026-12-01", "2026-01-01", "2026-12-31", name="running"))
LATE: dict[str, Case] = {
    "18-running": group({"KR-18 2026": "pending"}, held(2026, 3)),
    "18-running-and-six": group({"KR-18 2026": "satisfied"}, held(2026, 6)),
    "18-three-and-one-day-left": group(
        {"KR-18 2026": "violated", "KR-07b 2026": "pending"}, held(2026, 3), RUNNING, as_of="2026-12-30"
    ),
    "18-three-and-two-days-left": group(
        {"KR-18 2026": "violated"}, held(2026, 3), RUNNING, as_of="2026-12-29"
    ),
    "18-four-and-one-day-left": group({"KR-18 2026": "violated"}, held(2026, 4), RUNNING, as_of="2026-12-30"),
    "18-five-and-one-day-left": group({"KR-18 2026": "pending"}, held(2026, 5), RUNNING, as_of="2026-12-30"),
    "18-five-on-the-last-day": group({"KR-18 2026": "violated"}, held(2026, 5), RUNNING, as_of="2026-12-31"),
    "18-six-on-the-last-day": group({"KR-18 2026": "satisfied"}, held(2026, 6), RUNNING, as_of="2026-12-31"),
    "18-none-and-five-days-left": group({"KR-18 2026": "violated"}, RUNNING, as_of="2026-12-26"),
    "18-none-and-six-days-left": group({"KR-18 2026": "pending"}, RUNNING, as_of="2026-12-25"),
    "18-one-and-four-days-left": group(
        {"KR-18 2026": "violated"}, held(2026, 1), RUNNING, as_of="2026-12-27"
    ),
    "18-two-and-three-days-left": group(
        {"KR-18 2026": "violated"}, held(2026, 2), RUNNING, as_of="2026-12-28"
    ),
    "18-two-and-four-days-left": group({"KR-18 2026": "pending"}, held(2026, 2), RUNNING, as_of="2026-12-27"),
    "18-three-and-three-days-left": group(
        {"KR-18 2026": "pending"}, held(2026, 3), RUNNING, as_of="2026-12-28"
    ),
    "18-undated-may-be-the-fifth": group(
        {"KR-18 2026": "pending"},
        held(2026, 4),
        add(meeting(None, name="undated")),
        RUNNING,
        as_of="2026-12-30",
    ),
    # Where the calendar is not complete it does not show that six can no longer be reached.
    "18-too-late-for-all-that-is-known": group({"KR-18 2026": "pending"}, held(2026, 3), as_of="2026-12-30"),
    "18-too-late-in-the-first-year": group(
        {"KR-18 2026": UNKNOWN, "KR-18 2025": None, "KR-07b 2025": None},
        held(2026, 3, first_month=9),
        add(f"§§ kg:validFrom {day('2026-09-01')}"),
        RUNNING,
        as_of="2026-12-30",
    ),
    "18-the-day-after": group(
        {"KR-18 2026": "violated", "KR-07b 2026": "satisfied"},
        held(2026, 5),
        add(invitation("2026-05-02", "ex:ledningsgrupp")),
        RUNNING,
        as_of="2027-01-01",
    ),
    "7b-the-year-has-ended": group(
        {"KR-18 2026": "satisfied", "KR-07b 2026": "violated"}, held(2026, 6), RUNNING, as_of="2027-01-01"
    ),
}

NAMED_GROUP = ruling("T-12-named-management-group")
INVITATIONS: dict[str, Case] = {
    "7b-none": group({"KR-07b 2025": "violated"}, NOT_INVITED),
    "7b-the-kind": group(
        {}, swap("isInvitedTo ex:ledningsgrupp", "isInvitedTo kgd:kronoberg-berord-ledningsgrupp")
    ),
    "7b-the-management-group-of-health-care": group(
        {}, swap("isInvitedTo ex:ledningsgrupp", "isInvitedTo kgd:kronoberg-hslg")
    ),
    "7b-to-no-management-group": group(
        {"KR-07b 2025": "violated"}, swap("isInvitedTo ex:ledningsgrupp", f"isInvitedTo {COUNCIL}")
    ),
    "7b-to-something-unknown": group(
        {"KR-07b 2025": UNKNOWN}, swap("isInvitedTo ex:ledningsgrupp", "isInvitedTo ex:§-stranger")
    ),
    "7b-to-nothing-said": group({"KR-07b 2025": UNKNOWN}, drop("kg:isInvitedTo")),
    "7b-another-person": group(
        {"KR-07b 2025": "violated"},
        swap("concernsPerson ex:§-person-chair", "concernsPerson ex:§-person-doctor"),
    ),
    "7b-person-absent": group({}, drop("kg:concernsPerson")),
    "7b-former-chair": group(
        {},
        swap(f"ex:§-chair kg:validFrom {day('2024-02-01')}", f"ex:§-chair kg:validFrom {day('2025-06-01')}"),
        add(member("former", "chair"), f"ex:§-former kg:validThrough {day('2025-05-31')}"),
        swap("concernsPerson ex:§-person-chair", "concernsPerson ex:§-person-former"),
    ),
    # Attendance is not asked about, and neither is who invited.
    "7b-two": group({}, add(invitation("2025-10-01", "kgd:kronoberg-hslg"))),
    "7b-undated": group(
        {"KR-07b 2025": UNKNOWN}, NOT_INVITED, add(invitation(None, "ex:ledningsgrupp", name="undated"))
    ),
    # Something else without a date concerns the group.
    "7b-an-undated-decision": group(
        {"KR-07b 2025": "violated"},
        NOT_INVITED,
        add("ex:§-decided a kg:Decision", "ex:§-decided kg:concernsBody §§"),
    ),
    # Nobody is on record as chair, but the invitation is in its year, and it is to another body.
    "7b-no-chair-on-record": group(
        {"KR-07b 2025": "violated", "KR-06a": INCOMPLETE, "KR-06b": INCOMPLETE, "KR-17a": INCOMPLETE},
        drop("ex:§-chair ", "ex:§-decision-chair", "ex:§-mklk-place", "kg:concernsPerson"),
        incomplete("members"),
        swap("isInvitedTo ex:ledningsgrupp", f"isInvitedTo {COUNCIL}"),
    ),
    "7b-the-year-before": group(
        {"KR-07b 2025": "violated", "KR-07b 2024": "satisfied", "KR-18 2024": INCOMPLETE},
        NOT_INVITED,
        add(invitation("2024-12-31", "ex:ledningsgrupp")),
    ),
    "7b-this-year": group({"KR-07b 2026": "satisfied"}, add(invitation("2026-11-22", "ex:ledningsgrupp"))),
    "7b-to-come": group({"KR-07b 2026": "pending"}, add(invitation("2026-11-23", "ex:ledningsgrupp"))),
    "7b-calendar-not-complete": group({"KR-07b 2025": INCOMPLETE}, NOT_INVITED, NO_CALENDAR),
    "7b-calendar-declared-long-ago": group({"KR-07b 2025": LAPSED}, NOT_INVITED, as_of="2027-01-11"),
    "7b-invited-though-not-complete": group({}, NO_CALENDAR),
    "7b-ruled-to-one-group": group({"KR-07b 2025": "violated"}, NAMED_GROUP),
    "7b-ruled-to-one-group-and-to-that": group(
        {}, swap("isInvitedTo ex:ledningsgrupp", "isInvitedTo kgd:kronoberg-hslg"), NAMED_GROUP
    ),
    "7b-ruled-to-any": group({}, ruling("T-12-any-concerned")),
}

CASES = {**MEETINGS, **LATE, **INVITATIONS}


@cache
def found() -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    return judged(CASES)


@pytest.mark.parametrize("name", CASES)
def test_year(name: str) -> None:
    check(CASES[name], *found()[name])
