"""The rules of our own, which ask of every list that it can be read in one way only.

They hold for bodies of all five documents alike. A list here holds one body of each sort, all with the same change,
so that one run proves a case for all of them. What the rules of the documents say of the bodies is not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pytest
from build import AS_OF, Rmks, day, judge, outcomes, violated

from kgov.namespaces import PREFIXES, local_name

RULES = ("KG-01", "KG-02", "KG-03", "KG-04", "KG-05", "KG-06", "KG-07")
#: The rules that judge the body itself where no entry of it is at fault.
OF_THE_BODY = ("KG-02", "KG-07")
SATISFIED, VIOLATED, INAPPLICABLE = "satisfied", "violated", "inapplicable"
ABSENT = "missing value-absent"


@dataclass(frozen=True)
class Sort:
    """A sort of body: its kind where it is not a body that a document names, and two of its seats.

    The first seat is for one person, where there is such a seat; of the other no document says for how many it is.
    """

    body: str
    kind: str | None
    single: str | None
    free: str | None

    @property
    def name(self) -> str:
        return self.body.partition(":")[2]

    @property
    def seat(self) -> str:
        return self.single or str(self.free)


SORTS = [
    Sort("ex:mg", "kgd:kronoberg-mg", "kronoberg-mg-seat-chair", "kronoberg-mg-seat-member"),
    Sort("ex:local-group", "kgd:kronoberg-lag", None, "kronoberg-mg-seat-member"),
    Sort("kgd:kronoberg-lakemedelsradet", None, "kronoberg-mg-seat-chair", "kronoberg-mg-seat-member"),
    Sort("ex:lag", "kgd:orebro-lag", "orebro-lag-seat-chair", "orebro-lag-seat-member"),
    Sort("ex:lpo", "kgd:orebro-lpo", "orebro-lpo-seat-chair", None),
    Sort("kgd:orebro-rmks", None, "orebro-rmks-seat-chair", None),
    Sort("kgd:orebro-rsn", None, None, "orebro-rsn-seat-rmks-chair"),
    Sort("kgd:sodra-rsg-lakemedel", None, None, "sodra-rsg-lakemedel-seat-member"),
    Sort("ex:rsg", "kgd:sydostra-rsg", "sydostra-rsg-seat-chair", "sydostra-rsg-seat-participant"),
    Sort("kgd:sydostra-rsg-lakemedel", None, "sydostra-rsg-seat-chair", "sydostra-rsg-seat-participant"),
]


@dataclass(frozen=True)
class Row:
    """A row of a list of members. ``seat`` and ``free`` stand for the seats of the sort of body."""

    name: str
    person: str | None = "own"
    seat: str | None = None
    role: str | None = None
    #: Who holds the office by which the member sits: ``own`` is the member, None leaves it out, "" says none.
    holder: str | None = ""
    holding: str = ""
    more: str = ""
    stated: bool = True

    def text(self, sort: Sort) -> str:
        """The row as Turtle. In what is added by hand, ``@`` begins the names of the body."""
        at = f"ex:{sort.name}-"
        seat = {"seat": sort.seat, "free": sort.free or sort.seat}.get(self.seat or "", self.seat)
        lines = [f"{at}{self.name} a kg:Membership"]
        if self.stated:
            lines.append(f"org:organization {sort.body}")
        if self.person:
            lines.append(f"org:member {at}person-{self.name if self.person == 'own' else self.person}")
        if seat:
            lines.append(f"kg:takesSeat {seat if ':' in seat else f'kgd:{seat}'}")
        if self.role:
            lines.append(f"kg:hasRole kgc:role-{self.role}")
        if self.holder != "":
            lines.append(f"kg:isSeatedAs {at}office-{self.name}")
        lines += [self.more.replace("@", at)] if self.more else []
        text = " ; ".join(lines) + " .\n"
        if self.holder != "":
            office = [f"{at}office-{self.name} a kg:OfficeHolding", "kg:holdsOffice ex:office"]
            if self.holder:
                who = self.name if self.holder == "own" else self.holder
                office.append(f"kg:isHeldBy {at}person-{who}")
            office += [self.holding] if self.holding else []
            text += " ; ".join(office) + " .\n"
        return text


#: The only body of these with a seat of its own for one person; the others have the seats of their kind.
RMKS_ITSELF = "kgd:orebro-rmks"
FIRST = Row("first", seat="seat", holder="own")
SECOND = Row("second", role="member")
CLEAN = (FIRST, SECOND)


def listed(rows: Iterable[Row], extra: str = "", sorts: Iterable[Sort] = tuple(SORTS)) -> str:
    """A list in which a body of each sort has the rows given."""
    prefixes = {**PREFIXES, "ex": "https://example.org/underlag/blandat/"}
    text = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    for sort in sorts:
        text += f"{sort.body} a {sort.kind} .\n" if sort.kind else ""
        text += "".join(row.text(sort) for row in rows)
        text += extra.replace("@body", sort.body).replace("@", f"ex:{sort.name}-")
    return text


def said(text: str, sort: Sort) -> dict[str, dict[str, str]]:
    """What the rules of our own say of a body: rule, place without the name of the body, outcome."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for finding in judge(text).findings:
        if finding.rule.id in RULES and local_name(finding.body) == sort.name:
            at = local_name(str(finding.value))
            at = "body" if at == sort.name else at.removeprefix(f"{sort.name}-")
            assert finding.severity == "violation" or finding.outcome != VIOLATED
            found[finding.rule.id][at] = finding.outcome + (f" {finding.reason}" if finding.reason else "")
    return dict(found)


def at(text: str, sort: Sort, place: str) -> dict[str, str]:
    """What each rule says at one place."""
    return {rule: places[place] for rule, places in said(text, sort).items() if place in places}


def broken(text: str, sort: Sort) -> set[tuple[str, str]]:
    return {
        (rule, place)
        for rule, places in said(text, sort).items()
        for place, o in places.items()
        if o == VIOLATED
    }


every_sort = pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.name)


@every_sort
def test_a_clean_list(sort: Sort) -> None:
    text = listed(CLEAN)
    assert at(text, sort, "body") == dict.fromkeys(RULES, INAPPLICABLE) | dict.fromkeys(
        OF_THE_BODY, SATISFIED
    )
    assert at(text, sort, "first") == {
        "KG-01": SATISFIED if sort.single else INAPPLICABLE,
        "KG-03": SATISFIED,
        "KG-04": SATISFIED,
        "KG-05": SATISFIED,
        "KG-06": SATISFIED if sort.body == RMKS_ITSELF else INAPPLICABLE,
    }
    assert at(text, sort, "second") == {
        "KG-01": INAPPLICABLE,
        "KG-03": SATISFIED,
        "KG-04": INAPPLICABLE,
        "KG-05": INAPPLICABLE,
        "KG-06": INAPPLICABLE,
    }


@every_sort
def test_a_body_without_members(sort: Sort) -> None:
    text = listed((), extra="@meeting a kg:Meeting ; kg:isMeetingOf @body .\n")
    assert said(text, sort) == {
        rule: {"body": SATISFIED if rule in OF_THE_BODY else INAPPLICABLE} for rule in RULES
    }


# ---- KG-01: one holder at a time

THIRD = Row("third", seat="seat")


@every_sort
@pytest.mark.parametrize(
    "third", [THIRD, replace(THIRD, person="first"), replace(THIRD, person="first", role="chair")]
)
def test_two_in_a_seat_for_one(third: Row, sort: Sort) -> None:
    text = listed((*CLEAN, third))
    if sort.single:
        assert broken(text, sort) == {("KG-01", "first"), ("KG-01", "third")}
    else:
        assert broken(text, sort) == set()
        assert at(text, sort, "third")["KG-01"] == INAPPLICABLE


AFTER = f"kg:validFrom {day('2026-11-23')}"
BEFORE = f"kg:validThrough {day('2026-11-21')}"


@every_sort
@pytest.mark.parametrize(
    "third",
    [
        replace(THIRD, more=AFTER),
        replace(THIRD, more=BEFORE),
        replace(THIRD, more="kg:isSubstituteFor @first"),
        replace(THIRD, seat="free"),
        replace(THIRD, seat=None, role="chair"),
    ],
    ids=["not yet", "no longer", "a substitute", "a seat for any number", "a role and no seat"],
)
def test_one_in_a_seat_for_one(third: Row, sort: Sort) -> None:
    if third.seat == "free" and not sort.free:
        third = replace(third, seat=None, role="member")  # no document gives this sort such a seat
    text = listed((*CLEAN, third))
    assert broken(text, sort) == set()
    assert at(text, sort, "first")["KG-01"] == (SATISFIED if sort.single else INAPPLICABLE)


@pytest.mark.parametrize("through", ["2026-11-21", "2026-11-22"])
def test_the_last_day_counts(through: str) -> None:
    text = listed((*CLEAN, replace(THIRD, more=f"kg:validThrough {day(through)}")))
    assert broken(text, SORTS[0]) == ({("KG-01", "first"), ("KG-01", "third")} if through == AS_OF else set())


def test_two_bodies_of_a_kind_share_no_seat() -> None:
    other = replace(SORTS[0], body="ex:mg-2")
    text = listed(CLEAN, sorts=(SORTS[0], other))
    assert broken(text, SORTS[0]) == broken(text, other) == set()


# ---- KG-02: periods

REVERSED = f"kg:validFrom {day('2026-03-02')} ; kg:validThrough {day('2026-03-01')}"
PERIODS = {
    "membership": ("@faulty a kg:Membership ; org:organization @body ; org:member @p ; kg:hasRole kgc:role-member", REVERSED),
    "mandate": (
        "@faulty a kg:Membership ; org:organization @body ; org:member @p ; kg:hasRole kgc:role-member",
        f"kg:mandateFrom {day('2025-03-02')} ; kg:mandateThrough {day('2025-03-01')}",
    ),
    "decision": ("@faulty a kg:Decision ; kg:concernsBody @body", REVERSED),
    "plan": ("@faulty a kg:ActionPlan ; kg:isPlanOf @body", REVERSED),
    "completeness": (
        f"@faulty a kg:Completeness ; kg:isCompleteFor @body ; kg:hasAspect kgc:aspect-members ; dcterms:date {day('2026-11-01')}",
        f"kg:coversFrom {day('2026-03-02')} ; kg:coversThrough {day('2026-03-01')}",
    ),
}  # fmt: skip


@every_sort
@pytest.mark.parametrize("record", PERIODS)
def test_a_period_that_begins_after_its_end(record: str, sort: Sort) -> None:
    start, period = PERIODS[record]
    text = listed(CLEAN, extra=f"{start} ; {period} .\n")
    assert said(text, sort)["KG-02"] == {"body": INAPPLICABLE, "faulty": VIOLATED}
    assert broken(text, sort) == {("KG-02", "faulty")}
    same_day = period.replace('-02"', '-01"')
    assert same_day != period
    assert said(listed(CLEAN, extra=f"{start} ; {same_day} .\n"), sort)["KG-02"] == {"body": SATISFIED}


@every_sort
def test_an_office_held_from_after_its_end(sort: Sort) -> None:
    text = listed((replace(FIRST, holding=REVERSED), SECOND))
    assert said(text, sort)["KG-02"] == {"body": INAPPLICABLE, "office-first": VIOLATED}
    assert broken(text, sort) == {("KG-02", "office-first"), ("KG-04", "first")}  # it has ended too


@pytest.mark.parametrize(
    "known", [f"kg:validFrom {day('2025-01-01')}", f"kg:validThrough {day('2026-12-31')}"]
)
def test_a_period_open_at_one_end(known: str) -> None:
    text = listed((replace(FIRST, more=known), SECOND))
    assert broken(text, SORTS[0]) == set()


# ---- KG-03: who, and where


@every_sort
@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        (Row("third", role="member"), SATISFIED),
        (Row("third", seat="free"), SATISFIED),
        (Row("third", person=None, role="member"), VIOLATED),
        (Row("third", person=None, seat="free"), VIOLATED),
        (Row("third"), VIOLATED),
        (Row("third", person=None), VIOLATED),
    ],
    ids=["role", "seat", "nobody", "nobody in a seat", "neither seat nor role", "nothing"],
)
def test_who_and_where(row: Row, outcome: str, sort: Sort) -> None:
    # As a substitute: some sorts of body have no other seat than the first, which is for one.
    text = listed((*CLEAN, replace(row, more="kg:isSubstituteFor @first") if row.seat else row))
    assert at(text, sort, "third")["KG-03"] == outcome
    assert broken(text, sort) == ({("KG-03", "third")} if outcome == VIOLATED else set())


# ---- KG-04: the office


@every_sort
@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        (FIRST, SATISFIED),
        (replace(FIRST, holding="kg:isActing true"), SATISFIED),
        (replace(FIRST, holding=f"kg:validThrough {day('2026-11-22')}"), SATISFIED),
        (replace(FIRST, holder=""), INAPPLICABLE),
        (replace(FIRST, holder="second"), VIOLATED),
        (replace(FIRST, holding=BEFORE), VIOLATED),
        (replace(FIRST, holder=None), ABSENT),
        (replace(FIRST, holding=AFTER), ABSENT),
    ],
    ids=["own", "acting", "last day", "no office", "of another", "ended", "holder not named", "not yet held"],
)
def test_the_office_by_which_a_member_sits(row: Row, outcome: str, sort: Sort) -> None:
    text = listed((row, SECOND))
    assert at(text, sort, "first")["KG-04"] == outcome
    assert broken(text, sort) == ({("KG-04", "first")} if outcome == VIOLATED else set())


@every_sort
def test_an_office_that_ended_beside_one_that_is_held(sort: Sort) -> None:
    again = "@again a kg:OfficeHolding ; kg:holdsOffice ex:office ; kg:isHeldBy @person-first .\n"
    text = listed((replace(FIRST, holding=BEFORE, more="kg:isSeatedAs @again"), SECOND), extra=again)
    assert at(text, sort, "first")["KG-04"] == SATISFIED
    assert broken(text, sort) == set()


def test_the_office_of_a_member_who_is_not_named() -> None:
    text = listed((replace(FIRST, person=None), SECOND))
    assert at(text, SORTS[0], "first")["KG-04"] == ABSENT
    assert broken(text, SORTS[0]) == {("KG-03", "first")}


# ---- KG-05: the seat and the body


@every_sort
def test_a_seat_elsewhere(sort: Sort) -> None:
    for other in SORTS:
        # The member's seat of a medical group is a seat of the local working groups too; RSG Läkemedel is an RSG.
        alike = {*(s for s in (sort.single, sort.free) if s)} & {
            *(s for s in (other.single, other.free) if s)
        }
        if alike:
            continue
        text = listed((replace(FIRST, seat=other.seat), SECOND))
        assert at(text, sort, "first")["KG-05"] == VIOLATED, other.name
        assert broken(text, sort) == {("KG-05", "first")}


def test_a_chair_of_a_medical_group_does_not_chair_a_local_working_group() -> None:
    text = listed((replace(FIRST, seat="kronoberg-mg-seat-chair"), SECOND))
    assert broken(text, SORTS[1]) == {("KG-05", "first")}


@every_sort
def test_a_seat_that_no_document_knows(sort: Sort) -> None:
    text = listed((replace(FIRST, seat="ex:some-seat"), SECOND))
    assert at(text, sort, "first")["KG-05"] == ABSENT
    assert broken(text, sort) == set()


def test_a_body_of_which_the_kind_is_not_known() -> None:
    unknown = replace(SORTS[0], body="ex:some-group", kind=None)
    text = listed(CLEAN, sorts=(SORTS[0], unknown))
    assert at(text, unknown, "first")["KG-05"] == ABSENT
    assert broken(text, unknown) == broken(text, SORTS[0]) == set()


def test_a_seat_alone_tells_the_body_where_it_is_one_that_a_document_names() -> None:
    rmks = next(sort for sort in SORTS if sort.body == "kgd:orebro-rmks")
    text = listed((replace(FIRST, stated=False), SECOND), sorts=(rmks,))
    assert at(text, rmks, "first") == {
        "KG-01": SATISFIED,
        "KG-03": SATISFIED,
        "KG-04": SATISFIED,
        "KG-05": SATISFIED,
        "KG-06": SATISFIED,
    }


def test_two_in_a_seat_of_which_one_row_names_the_seat_alone() -> None:
    rmks = next(sort for sort in SORTS if sort.body == "kgd:orebro-rmks")
    text = listed((replace(FIRST, stated=False), THIRD), sorts=(rmks,))
    assert broken(text, rmks) == {("KG-01", "first"), ("KG-01", "third")}


# ---- KG-06: vacant, and filled


def vacancy(sort: Sort, more: str = "") -> str:
    return f"@vacancy a kg:Vacancy ; kg:isVacancyOf kgd:{sort.single or sort.free}{more} .\n"


@every_sort
def test_a_seat_that_is_vacant_and_filled(sort: Sort) -> None:
    text = listed(CLEAN, extra=vacancy(sort))
    if sort.body == RMKS_ITSELF:
        assert broken(text, sort) == {("KG-06", "first")}
        assert at(text, sort, "second")["KG-06"] == INAPPLICABLE
    else:  # the vacancy does not say in which body of the kind, or the seat has room for more
        assert broken(text, sort) == set()
        assert at(text, sort, "first")["KG-06"] == INAPPLICABLE


@pytest.mark.parametrize(
    ("first", "more", "outcome"),
    [
        (FIRST, f" ; {AFTER}", SATISFIED),
        (FIRST, f" ; {BEFORE}", SATISFIED),
        (FIRST, f" ; kg:validThrough {day(AS_OF)}", VIOLATED),
        (FIRST, f" ; kg:validFrom {day(AS_OF)}", VIOLATED),
        (replace(FIRST, more="kg:isSubstituteFor @second"), "", INAPPLICABLE),
        (replace(FIRST, more=BEFORE), "", None),
    ],
    ids=["not yet", "no longer", "last day", "first day", "a substitute", "has left the seat"],
)
def test_when_a_vacancy_contradicts_a_holder(first: Row, more: str, outcome: str | None) -> None:
    rmks = next(sort for sort in SORTS if sort.body == RMKS_ITSELF)
    text = listed((first, SECOND), extra=vacancy(rmks, more), sorts=(rmks,))
    assert said(text, rmks)["KG-06"].get("first") == outcome
    assert broken(text, rmks) == ({("KG-06", "first")} if outcome == VIOLATED else set())


# ---- KG-07: there, and lacking

NPO, RPO = "@npo a kgd:national-npo", "@rpo a kgd:sydostra-rpo"
LPO = "@area a kgd:orebro-lpo"
#: What is lacking, of which entry, and what says that it is there.
DENIED = {
    "activity": ("@faulty a kg:ActionPlan ; kg:isPlanOf @body", 'kg:plansActivity "x"', ""),
    "delivery": ("@faulty a kg:AnnualReport ; kg:isReportOf @body", "kg:isDeliveredTo @body", ""),
    "publication": ("@faulty a kg:ContactDetails ; kg:areContactsOf @body", "kg:isPublishedOn @web", ""),
    "anchoring": ("@faulty a kg:NeedsAssessment ; kg:concernsBody @body", "kg:isAnchoredWith @body", ""),
    "reconciliation": (
        "@choice a kg:Appointment ; kg:restsOn @faulty ; kg:appoints @first .\n@faulty a kg:Recommendation",
        "kg:isReconciledWith @body",
        "",
    ),
    "consultation": ("@faulty a kg:Appointment ; kg:appoints @first", "kg:consulted @body", ""),
    "represented-organisation": (
        "@faulty a kg:Membership ; org:organization @body ; org:member @p ; kg:hasRole kgc:role-member",
        "kg:represents kgd:region-orebro-lan",
        "",
    ),
    "notes": ("@faulty a kg:Meeting ; kg:isMeetingOf @body", "", "@notes a kg:Notes ; kg:areNotesOf @faulty"),
    "mirror-national": ("@body a kg:Body", "kg:mirrors @npo", NPO),
    "mirror-healthcare-regional": ("@body a kg:Body", "kg:mirrors @rpo", RPO),
    "lpo": ("@body a kg:Body", "kg:relatesTo @area", LPO),
    "action-plan": ("@body a kg:Body", "", "@plan a kg:ActionPlan ; kg:isPlanOf @body ; kg:forYear 2026"),
}


def denied(what: str, lacks: bool = True, value: bool = True) -> str:
    entry, there, elsewhere = DENIED[what]
    parts = [entry, f"kg:lacks kgc:absent-{what}" if lacks else "", there if value else ""]
    return " ; ".join(filter(None, parts)) + " .\n" + (f"{elsewhere} .\n" if elsewhere and value else "")


@every_sort
@pytest.mark.parametrize("what", DENIED)
def test_what_is_there_and_stated_to_be_lacking(what: str, sort: Sort) -> None:
    place = "faulty" if "@faulty" in DENIED[what][0] else "body"
    contradicted = listed(CLEAN, extra=denied(what))
    assert broken(contradicted, sort) == {("KG-07", place)}
    assert at(contradicted, sort, "body")["KG-07"] == (VIOLATED if place == "body" else SATISFIED)
    for one_of_them in (denied(what, lacks=False), denied(what, value=False)):
        assert ("KG-07", place) not in broken(listed(CLEAN, extra=one_of_them), sort)


@pytest.mark.parametrize(
    ("what", "area", "other"),
    [("mirror-national", "National", "Regional"), ("mirror-healthcare-regional", "Regional", "National")],
)
def test_an_area_of_no_owner_is_there_too(what: str, area: str, other: str) -> None:
    for level, expected in ((area, {("KG-07", "body")}), (other, set()), ("", set())):
        beside = f"@body kg:lacks kgc:absent-{what} ; kg:mirrors @area .\n@area a kg:{level}ProgrammeArea .\n"
        assert broken(listed(CLEAN, extra=beside), SORTS[3]) == expected


@pytest.mark.parametrize(
    "beside",
    [
        "@body kg:lacks kgc:absent-action-plan .\n@plan a kg:ActionPlan ; kg:isPlanOf @body ; kg:forYear 2025 .\n",
        f"@body kg:lacks kgc:absent-lpo ; kg:relatesTo @area .\n{LPO} ; {BEFORE} .\n",
        f"@body kg:lacks kgc:absent-lpo ; kg:relatesTo @area .\n{LPO} ; {AFTER} .\n",
        "@body kg:lacks kgc:absent-mirror-national ; kg:mirrors kgd:national-npo .\n",
        f"@body kg:lacks kgc:absent-mirror-national ; kg:mirrors @rpo .\n{RPO} .\n",
        f"@body kg:lacks kgc:absent-mirror-healthcare-regional ; kg:mirrors @npo .\n{NPO} .\n",
        "@body kg:lacks kgc:absent-contact ; kg:hasContactWith @somebody .\n",
        "@r a kg:AnnualReport ; kg:isReportOf @body ; kg:lacks kgc:absent-publication ; kg:isDeliveredTo @body .\n",
    ],
    ids=[
        "plan of another year",
        "LPO has ended",
        "LPO has not begun",
        "a kind",
        "RPO",
        "NPO",
        "contact",
        "another thing",
    ],
)
def test_what_can_both_be_so(beside: str) -> None:
    assert broken(listed(CLEAN, extra=beside), SORTS[3]) == set()


# ---- and together with the rules of a document


def test_a_full_list_of_a_document_breaks_none_of_them() -> None:
    report = judge(Rmks().text())
    assert {f.outcome for f in report.findings if f.rule.id in RULES} == {SATISFIED, INAPPLICABLE}
    assert {rule for rule in outcomes(report) if rule.startswith("KG-")} == set(RULES)


def test_what_is_wrong_with_a_list_is_told_beside_what_is_wrong_with_the_body() -> None:
    assert violated(judge(Rmks().second("chair").text())) == {"OR-21b", "KG-01"}
