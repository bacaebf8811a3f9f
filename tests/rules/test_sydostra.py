"""The collaboration groups of Sydöstra: the clean group, its papers, contact details and costs, and the regions."""

from __future__ import annotations

from functools import cache

import pytest
from changed_norm import Change, cut, norm_outcomes, put, turned
from sydostra import (
    ABSENT,
    BASE,
    CLEAN,
    EXPECTED,
    GONE,
    INAPPLICABLE,
    INCOMPLETE,
    JONKOPING,
    KALMAR,
    LAPSED,
    OSTERGOTLAND,
    PENDING,
    SATISFIED,
    VIOLATED,
    WHOLE,
    WORLD,
    Case,
    Edit,
    add,
    day,
    differences,
    drop,
    example,
    give,
    judge,
    judged,
    member,
    outcomes,
    ruling,
    shown,
    swap,
    violated,
    written,
)

from kgov.namespaces import expand, local_name

PUBLISHED = "kgd:sydostra-webbplats"
UNPUBLISHED = "kgc:absent-publication"

papers_incomplete = drop("aspect-documents")
papers_lapsed = swap(
    f"kgc:aspect-documents ; kg:isCompleteFor §§ ; dcterms:date {day('2026-11-20')}",
    f"kgc:aspect-documents ; kg:isCompleteFor §§ ; dcterms:date {day('2025-11-21')}",
)
no_deadline = drop("kg:hasReportDeadline")


def without(paper: str) -> Edit:
    return drop(f"ex:§-{paper} ")


def contacts(name: str, published: str | None, up_to_date: bool, lacks: bool = False) -> Edit:
    """Contact details more."""
    parts = [f"ex:§-{name} a kg:ContactDetails ; kg:areContactsOf §§"]
    parts += [f"ex:§-{name} kg:isPublishedOn {published}"] if published else []
    parts += [] if up_to_date else [f"ex:§-{name} kg:isUpToDate false"]
    parts += [f"ex:§-{name} kg:lacks {UNPUBLISHED}"] if lacks else []
    return add(*parts)


PLANS = [
    Case(
        "SY-58a",
        "plan only",
        (without("report-24"),),
        {"SY-58a 2024": VIOLATED, "SY-58b report-24": GONE},
    ),
    Case(
        "SY-58a",
        "report only",
        (without("plan-24"),),
        {"SY-58a 2024": VIOLATED, "SY-58b plan-24": GONE},
    ),
    *(
        Case(
            "SY-58a",
            f"no report, and year is ruled to be {reading}",
            (without("report-24"), ruling(f"T-11b-{reading}")),
            {**{f"SY-58a {year}": INAPPLICABLE for year in (2024, 2025, 2026)}, "SY-58b report-24": GONE},
        )
        for reading in ("any-twelve-months", "working-year")
    ),
    Case(
        "SY-58a",
        "two plans do not make a report",
        (without("report-24"), give("plan-25", "kg:forYear", "2024")),
        {"SY-58a 2024": VIOLATED, "SY-58a 2025": VIOLATED, "SY-58b report-24": GONE},
    ),
    Case(
        "SY-58a",
        "latest closed year after the local deadline",
        (without("report-25"),),
        {"SY-58a 2025": VIOLATED, "SY-58b report-25": GONE},
    ),
    Case(
        "SY-58a",
        "latest closed year without a local deadline",
        (without("report-25"), no_deadline),
        {"SY-58a 2025": PENDING, "SY-58b report-25": GONE},
    ),
    Case("SY-58a", "met before it is due", (no_deadline,)),
    Case(
        "SY-58a",
        "met in the year itself",
        (
            add(
                "ex:§-report-26 a kg:AnnualReport ; kg:isReportOf §§ ; kg:forYear 2026",
                f"ex:§-report-26 kg:isPublishedOn {PUBLISHED}",
            ),
        ),
        {"SY-58a 2026": SATISFIED, "SY-58b report-26": SATISFIED},
    ),
    Case(
        "SY-58a",
        "papers not complete",
        (without("report-24"), papers_incomplete),
        {"SY-58a 2024": INCOMPLETE, "SY-58b report-24": GONE},
    ),
    Case(
        "SY-58a",
        "papers lapsed",
        (without("report-24"), papers_lapsed),
        {"SY-58a 2024": LAPSED, "SY-58b report-24": GONE},
    ),
    Case(
        "SY-58a",
        "papers complete from a later year",
        (without("report-24"), add(f"ex:§-papers kg:coversFrom {day('2025-01-01')}")),
        {"SY-58a 2024": INCOMPLETE, "SY-58b report-24": GONE},
    ),
    Case("SY-58a", "papers there need no complete list", (papers_incomplete,)),
    Case(
        "SY-58a",
        "report that does not say its year",
        (give("report-24", "kg:forYear", None),),
        {"SY-58a 2024": ABSENT},
    ),
    Case(
        "SY-58a",
        "plan that does not say its year",
        (give("plan-24", "kg:forYear", None),),
        {"SY-58a 2024": ABSENT},
    ),
    Case(
        "SY-58a",
        "set up during the year",
        (
            swap(f"§§ kg:validFrom {day('2024-01-01')}", f"§§ kg:validFrom {day('2024-01-02')}"),
            without("report-24"),
        ),
        {"SY-58a 2024": INAPPLICABLE, "SY-58b report-24": GONE},
    ),
    Case(
        "SY-58b",
        "nothing noted",
        (give("report-25", "kg:isPublishedOn", None),),
        {"SY-58b report-25": ABSENT},
    ),
    Case(
        "SY-58b",
        "report said not to be published",
        (give("report-25", "kg:isPublishedOn", None), add(f"ex:§-report-25 kg:lacks {UNPUBLISHED}")),
        {"SY-58b report-25": VIOLATED},
    ),
    Case(
        "SY-58b",
        "plan said not to be published",
        (give("plan-26", "kg:isPublishedOn", None), add(f"ex:§-plan-26 kg:lacks {UNPUBLISHED}")),
        {"SY-58b plan-26": VIOLATED},
    ),
    Case(
        "SY-58b",
        "both published and said not to be",
        (add(f"ex:§-report-25 kg:lacks {UNPUBLISHED}"),),
        {"SY-58b report-25": VIOLATED, "KG-07 report-25": VIOLATED},
    ),
    Case(
        "SY-58b",
        "published elsewhere",
        (give("report-25", "kg:isPublishedOn", "ex:another-site"),),
        {"SY-58b report-25": ABSENT},
    ),
    Case(
        "SY-58b",
        "sent to a body",
        (
            give("report-25", "kg:isPublishedOn", None),
            add("ex:§-report-25 kg:isDeliveredTo kgd:sydostra-regionsjukvardsledningen"),
        ),
        {"SY-58b report-25": ABSENT},
    ),
]

CONTACTS = [
    Case("SY-58c", "no contact details", (without("contacts"),), {"SY-58c": ABSENT}),
    Case("SY-58c", "out of date", (swap("isUpToDate true", "isUpToDate false"),), {"SY-58c": VIOLATED}),
    Case("SY-58c", "nothing said of their date", (drop("kg:isUpToDate"),)),
    Case(
        "SY-58c",
        "nothing noted of publication",
        (give("contacts", "kg:isPublishedOn", None),),
        {"SY-58c": ABSENT},
    ),
    Case(
        "SY-58c",
        "said not to be published",
        (give("contacts", "kg:isPublishedOn", None), add(f"ex:§-contacts kg:lacks {UNPUBLISHED}")),
        {"SY-58c": VIOLATED},
    ),
    Case(
        "SY-58c",
        "published elsewhere",
        (give("contacts", "kg:isPublishedOn", "ex:another-site"),),
        {"SY-58c": ABSENT},
    ),
    Case(
        "SY-58c",
        "out of date and nothing noted of publication",
        (give("contacts", "kg:isPublishedOn", None), swap("isUpToDate true", "isUpToDate false")),
        {"SY-58c": VIOLATED},
    ),
    Case("SY-58c", "older ones out of date, no longer there", (contacts("old", None, False, lacks=True),)),
    Case(
        "SY-58c",
        "older ones out of date, still there",
        (contacts("old", PUBLISHED, False),),
        {"SY-58c": VIOLATED},
    ),
    Case("SY-58c", "older ones never published", (contacts("old", None, True, lacks=True),)),
    Case(
        "SY-58c",
        "one set unpublished and one unknown",
        (
            give("contacts", "kg:isPublishedOn", None),
            contacts("old", None, True, lacks=True),
        ),
        {"SY-58c": ABSENT},
    ),
    Case(
        "SY-79",
        "judged not fair",
        (swap("isCostShareFair true", "isCostShareFair false"),),
        {"SY-79": VIOLATED},
    ),
    Case("SY-79", "not judged", (drop("isCostShareFair"),), {"SY-79": INAPPLICABLE}),
    Case("SY-79", "judged both ways", (add("§§ kg:isCostShareFair false"),), {"SY-79": VIOLATED}),
]

CASES = [Case("SY-00", "clean", ()), *PLANS, *CONTACTS]


@cache
def found() -> dict[str, dict[str, str]]:
    return judged(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    assert differences(found()[case.id], EXPECTED) == case.changes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_breach_breaks_its_rule_alone(case: Case) -> None:
    expected = {place.split(" ")[0] for place, outcome in case.changes.items() if outcome == VIOLATED}
    assert violated(found()[case.id]) == expected and expected <= {case.rule, "KG-07"}


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("SY-58a", {SATISFIED, VIOLATED, INAPPLICABLE, PENDING, ABSENT, INCOMPLETE, LAPSED}),
        # What is left out of a list of papers is not judged; that a paper is not published must be said.
        ("SY-58b", {SATISFIED, VIOLATED, ABSENT}),
        ("SY-58c", {SATISFIED, VIOLATED, ABSENT}),
        ("SY-79", {SATISFIED, VIOLATED, INAPPLICABLE}),
    ],
)
def test_every_rule_has_every_outcome_it_can_have(rule: str, wanted: set[str]) -> None:
    assert wanted == {
        outcome for case in found().values() for where, outcome in case.items() if where.split()[0] == rule
    }


def test_the_clean_group_hides_nothing() -> None:
    assert set(EXPECTED.values()) == {SATISFIED, PENDING, INAPPLICABLE}


# ---- a group of which next to nothing is on record

EMPTY = {
    **dict.fromkeys(("SY-58a", "SY-58b", "SY-61a", "SY-62", "SY-63"), INCOMPLETE),
    **dict.fromkeys(("SY-70", "SY-73", "SY-77", "SY-78"), INCOMPLETE),
    "SY-58c": ABSENT,
    "SY-61b": ABSENT,
    "SY-79": INAPPLICABLE,
}


def complete(aspect: str, dated: str = "2026-11-20") -> str:
    return (
        f"ex:empty-{aspect} a kg:Completeness ; kg:hasAspect kgc:aspect-{aspect} ; kg:isCompleteFor ex:empty ; "
        f"dcterms:date {day(dated)} ."
    )


@pytest.mark.parametrize(
    ("lists", "changes"),
    [
        ([], {}),
        # Nobody at all on a complete list: no region has anybody, and there is nobody else to judge.
        (
            [complete("members")],
            {
                "SY-61a": VIOLATED,
                **dict.fromkeys(("SY-62", "SY-63", "SY-70", "SY-78"), INAPPLICABLE),
            },
        ),
        (
            [complete("members"), complete("higher-level-members")],
            {
                "SY-61a": VIOLATED,
                **dict.fromkeys(("SY-62", "SY-63", "SY-70", "SY-73", "SY-77", "SY-78"), INAPPLICABLE),
            },
        ),
        (
            [complete("members", "2025-11-21")],
            dict.fromkeys(("SY-61a", "SY-62", "SY-63", "SY-70", "SY-73", "SY-77", "SY-78"), LAPSED),
        ),
        ([complete("documents")], dict.fromkeys(("SY-58a", "SY-58b"), INAPPLICABLE)),
    ],
)
def test_a_group_with_nothing_on_record(lists: list[str], changes: dict[str, str]) -> None:
    report = judge("\n".join(["ex:empty a kgd:sydostra-rsg .", *lists]))
    assert outcomes(report, f"{BASE}empty", "empty") == {**EMPTY, **changes}


# ---- what depends on the date


@pytest.mark.parametrize(("as_of", "outcome"), [("2026-03-31", PENDING), ("2026-04-01", VIOLATED)])
def test_the_local_deadline_is_its_last_day(as_of: str, outcome: str) -> None:
    case = Case(
        "SY-58a",
        "deadline",
        (
            without("report-25"),
            give("papers", "a", None),
            add(
                "ex:§-papers a kg:Completeness ; kg:hasAspect kgc:aspect-documents ; kg:isCompleteFor §§ ; "
                f"dcterms:date {day('2026-02-01')}"
            ),
        ),
    )
    assert judged([case], as_of)[case.id]["SY-58a 2025"] == outcome


@pytest.mark.parametrize(("as_of", "outcome"), [("2027-02-28", SATISFIED), ("2027-03-01", VIOLATED)])
def test_the_period_of_the_chair_ends_after_its_last_day(as_of: str, outcome: str) -> None:
    case = Case("SY-63", "to the last day", ())
    assert judged([case], as_of)[case.id]["SY-63"] == outcome


def version(since: str, more: str = "") -> str:
    return (
        "ex:version a kg:DocumentVersion ; dcterms:isVersionOf kgdoc:sydostra-rsg-lakemedel ; "
        f"kg:validFrom {day(since)} .\n{more}"
    )


OLD_PAPERS = dict.fromkeys(
    (
        "SY-58a 2024",
        "SY-58b plan-24",
        "SY-58b report-24",
        "SY-58a 2025",
        "SY-58b plan-25",
        "SY-58b report-25",
    ),
    INAPPLICABLE,
)


@pytest.mark.parametrize(
    ("since", "changes"),
    [
        ("2025-07-01", OLD_PAPERS),
        ("2025-01-01", {where: outcome for where, outcome in OLD_PAPERS.items() if "25" not in where}),
        ("2024-01-01", {}),
    ],
)
def test_years_that_began_before_the_document_applied(since: str, changes: dict[str, str]) -> None:
    case = Case("SY-58a", "version", ())
    assert differences(judged([case], more=version(since))[case.id], EXPECTED) == changes


REVISED = "".join(
    f"ex:{rule}.2 a kg:Statement ; dcterms:isPartOf ex:version ; prov:wasRevisionOf kgs:{rule} .\n"
    for rule in ("SY-58a", "SY-58b")
)


@pytest.mark.parametrize(
    ("since", "changes"),
    [
        # The wording that was read is still in force on the date judged, but the year will end under a later one.
        ("2026-12-01", {"SY-58a 2026": INAPPLICABLE, "SY-58b plan-26": INAPPLICABLE}),
        # A later wording is in force: of the one that was read only the years that ended under it are judged.
        ("2026-07-01", {"SY-58a 2026": INAPPLICABLE}),
        ("2025-12-31", dict.fromkeys(("SY-58a 2025", "SY-58a 2026"), INAPPLICABLE)),
    ],
)
def test_a_year_that_ended_under_a_later_wording(since: str, changes: dict[str, str]) -> None:
    case = Case("SY-58a", "later wording", ())
    found = differences(judged([case], more=version(since, REVISED))[case.id], EXPECTED)
    replaced = {where: GONE for where in EXPECTED if where.startswith("SY-58b") and since <= "2026-11-22"}
    assert found == {**changes, **replaced}


# ---- SY-78: working groups too

WORKING_GROUP = """
ex:wg a kgd:sydostra-arbetsgrupp .
"""
HELPING = {
    "own": ("p-kalmar-1", KALMAR, SATISFIED),
    "other": ("p-kalmar-1", OSTERGOTLAND, VIOLATED),
    "unit": ("p-jonkoping-2", JONKOPING, SATISFIED),
    "whole": ("p-national", WHOLE, VIOLATED),
    "unpaid": ("p-kalmar-1", None, ABSENT),
    "unknown": ("p-unknown", KALMAR, ABSENT),
    "expert": ("p-university", "ex:university", INAPPLICABLE),
}


def test_members_of_working_groups() -> None:
    text = "\n".join(member(name, person, None, pays) for name, (person, pays, _) in HELPING.items())
    text = text.replace("kg:takesSeat kgd:sydostra-rsg-seat-participant", "kg:hasRole kgc:role-member")
    text = text.replace("§§", "ex:wg").replace("§", "wg")
    report = judge("\n".join([WORLD, WORKING_GROUP, text]))
    assert outcomes(report, f"{BASE}wg", "wg") == {
        f"SY-78 {name}": wanted for name, (*_, wanted) in HELPING.items()
    }


# ---- SY-02: the regions

SYDOSTRA = expand("kgd:sydostra-sjukvardsregionen")
PART_OF = f"kg:isPartOf {WHOLE} ."


def region(more: str = "") -> str:
    """The outcome for the healthcare region in a list that speaks of it."""
    report = judge("\n".join([WORLD, written(Case("SY-02", "region", ())), more]))
    return outcomes(report, SYDOSTRA, "")["SY-02"]


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ("", SATISFIED),
        (f"{KALMAR} {PART_OF}", SATISFIED),
        (f"kgd:region-kronoberg {PART_OF}", VIOLATED),
        (f"ex:region a kg:Region ; {PART_OF}", VIOLATED),
        (f"ex:office a kg:Unit ; {PART_OF}", SATISFIED),
    ],
)
def test_a_list_that_adds_to_the_regions(more: str, outcome: str) -> None:
    assert region(more) == outcome


declared = put(WHOLE, "kg:isListedComplete", "kgc:aspect-bodies")
KALMAR_LINK = "region-kalmar-lan-part-of-sydostra-sjukvardsregionen"
KRONOBERG_LINK = "region-kronoberg-part-of-sodra-sjukvardsregionen"
moved = turned(KRONOBERG_LINK, "kg:leadsTo", WHOLE)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ([], "satisfied"),
        ([cut(KALMAR_LINK)], "missing"),
        ([cut(KALMAR_LINK), declared], "violated"),
        ([moved], "violated"),
        ([moved, turned(KRONOBERG_LINK, "kg:hasLinkKind", "kgc:link-collaborates-with")], "satisfied"),
    ],
)
def test_the_regions_in_the_norm(changes: list[Change], outcome: str) -> None:
    assert norm_outcomes(*changes)["SY-02"] == {outcome}


@pytest.mark.parametrize("name", ["jonkopings-lan", "kalmar-lan", "ostergotland"])
def test_each_of_the_regions_is_needed(name: str) -> None:
    link = f"region-{name}-part-of-sydostra-sjukvardsregionen"
    for change in (cut(link), turned(link, "kg:hasLinkKind", "kgc:link-collaborates-with")):
        assert norm_outcomes(change, declared)["SY-02"] == {"violated"}


# ---- the example lists

BODIES = ("sydostra-rsg-lakemedel", "rsg-exempel", "arbetsgrupp", "sydostra-sjukvardsregionen")


def test_the_clean_example() -> None:
    report = example("sydostra-rsg-lakemedel")
    assert shown("sydostra-rsg-lakemedel") == set()
    assert {local_name(str(finding.body)) for finding in report.findings} >= set(BODIES)
    rules = {finding.rule.id for finding in report.findings if finding.outcome == "satisfied"}
    numbers = ("02", "58a", "58b", "58c", "61a", "61b", "62", "63", "70", "73", "77", "78", "79")
    assert rules >= {f"SY-{number}" for number in numbers}


def test_the_faulty_example() -> None:
    assert shown("sydostra-rsg-lakemedel-fel") == {
        ("violated", "SY-58a", "2025"),
        ("violated", "SY-58b", "plan-2025"),
        *(
            ("violated", f"SY-{number}", "sydostra-rsg-lakemedel")
            for number in ("58c", "61a", "61b", "62", "63", "79")
        ),
        ("violated", "SY-70", "ledamot-ordforande"),
        ("violated", "SY-73", "ledamot-jonkoping"),
        ("violated", "SY-77", "ledamot-nt"),
        ("violated", "SY-78", "ledamot-kalmar"),
        ("missing", "SY-58b", "plan-2026"),
        *(("missing", f"SY-{number}", "ledamot-ostergotland") for number in ("70", "73", "78")),
        *(("missing", f"SY-{number}", "rsg-exempel") for number in ("58a", "58b")),
        ("unclear", "SY-61a", "rsg-exempel"),
        ("unclear", "SY-63", "rsg-exempel"),
    }


def test_the_clean_text_is_read_as_it_stands() -> None:
    assert all(line.endswith(" .") for line in CLEAN)
