"""Cases on who sits in the collaboration groups of Sydöstra: composition (SY-61) and chair (SY-62, SY-63)."""

from __future__ import annotations

from sydostra import (
    ABSENT,
    GONE,
    INAPPLICABLE,
    INCOMPLETE,
    KALMAR,
    LAPSED,
    OSTERGOTLAND,
    SATISFIED,
    UNCLEAR,
    VIOLATED,
    WHOLE,
    Case,
    Edit,
    add,
    day,
    drop,
    give,
    member,
    none_national,
    ruling,
    swap,
)

PER_MEMBER = ("SY-70", "SY-73", "SY-77", "SY-78")

#: What else is broken where a rule is, by the name of the case, with the reason.
ENTAILS: dict[str, set[str]] = {
    # The chair counts among the participants, whose employment SY-70 judges.
    "SY-62-chair-from-another-region": {"SY-70"},
    "SY-62-chair-employed-by-a-municipality": {"SY-70"},
    "SY-62-one-of-two-chairs-from-outside": {"SY-70"},
    "SY-62-not-employed-where-represented-ruled": {"SY-70"},
    # Whoever represents nobody, or the whole without a national assignment, leaves the own region alone (SY-73).
    "SY-61a-represents-nobody": {"SY-73"},
    "SY-61a-represents-the-whole-without-assignment": {"SY-73"},
    # Whoever sits for another region than that of the employer breaks SY-73, whoever pays.
    "SY-78-the-represented-region-pays": {"SY-73"},
}


def leaves(name: str) -> Edit:
    """The member is not on the list."""
    return drop(f"ex:§-{name} ")


def gone(*names: str) -> dict[str, str]:
    return {f"{rule} {name}": GONE for rule in PER_MEMBER for name in names}


def outside(*names: str) -> dict[str, str]:
    """Whoever counts as no member is judged by no rule on members."""
    return {f"{rule} {name}": INAPPLICABLE for rule in ("SY-70", "SY-73", "SY-78") for name in names}


def joins(person: str, represents: str | None, pays: str | None, more: str = none_national("x")) -> Edit:
    """One participant more."""
    return lambda lines: [*lines, *member("x", person, represents, pays, more).splitlines()]


def joined(**others: str) -> dict[str, str]:
    """The outcomes for one participant more, who keeps all rules but those named."""
    usual = {"SY-70": SATISFIED, "SY-73": SATISFIED, "SY-77": INAPPLICABLE, "SY-78": SATISFIED}
    return {
        f"{rule} x": outcome
        for rule, outcome in {**usual, **{f"SY-{k[1:]}": v for k, v in others.items()}}.items()
    }


incomplete = drop("aspect-members")
lapsed = swap(
    f"kgc:aspect-members ; kg:isCompleteFor §§ ; dcterms:date {day('2026-11-20')}",
    f"kgc:aspect-members ; kg:isCompleteFor §§ ; dcterms:date {day('2025-11-21')}",
)
higher_complete = add(
    "ex:§-higher a kg:Completeness ; kg:hasAspect kgc:aspect-higher-level-members ; kg:isCompleteFor §§ ; "
    f"dcterms:date {day('2026-11-20')}"
)
higher_lapsed = add(
    "ex:§-higher a kg:Completeness ; kg:hasAspect kgc:aspect-higher-level-members ; kg:isCompleteFor §§ ; "
    f"dcterms:date {day('2025-11-21')}"
)
co_opted = "kg:hasForm kgc:form-co-opted"
nobody = "kg:lacks kgc:absent-represented-organisation"

COMPOSITION = [
    Case("SY-61a", "region without participant", (leaves("j"),), {"SY-61a": VIOLATED, **gone("j")}),
    Case("SY-61a", "list not complete", (leaves("j"), incomplete), {"SY-61a": INCOMPLETE, **gone("j")}),
    Case("SY-61a", "list lapsed", (leaves("j"), lapsed), {"SY-61a": LAPSED, **gone("j")}),
    Case("SY-61a", "one of each needs no complete list", (incomplete,)),
    Case(
        "SY-61a",
        "nobody says whom",
        (give("j", "kg:represents", None),),
        {"SY-61a": ABSENT, "SY-73 j": ABSENT},
    ),
    Case(
        "SY-61a",
        "represents nobody",
        (give("j", "kg:represents", None), add(f"ex:§-j {nobody}")),
        {"SY-61a": VIOLATED, "SY-73 j": VIOLATED},
    ),
    Case(
        "SY-61a",
        "represents the whole, employed in a unit that may lie anywhere",
        (
            leaves("k"),
            swap("ex:p-nsg ", "ex:p-unit "),
            swap("kg:mirrors ex:nsg ", "kg:lacks kgc:absent-nsg-representative "),
        ),
        {
            "SY-61a": ABSENT,
            "SY-61b": INAPPLICABLE,
            "SY-70 nsg": ABSENT,
            "SY-78 nsg": ABSENT,
            **gone("k"),
        },
    ),
    Case(
        "SY-61a",
        "represents a unit of the region",
        (give("j", "kg:represents", "ex:unit-jonkoping"),),
        {"SY-61a": ABSENT, "SY-73 j": ABSENT},
    ),
    Case(
        "SY-61a",
        "represents a unit that may lie anywhere",
        (
            give("j", "kg:represents", "ex:unit-unknown"),
            give("j", "org:member", "ex:p-kalmar-1"),
            give("j", "kg:hasCostBearer", KALMAR),
        ),
        {"SY-61a": ABSENT, "SY-73 j": ABSENT},
    ),
    Case(
        "SY-61a",
        "represents the whole without assignment",
        (give("j", "kg:represents", WHOLE),),
        {"SY-61a": VIOLATED, "SY-73 j": VIOLATED},
    ),
    Case(
        "SY-61a",
        "represents the whole and the assignment is unknown",
        (give("j", "kg:represents", WHOLE), drop("ex:§-j kg:lacks")),
        {"SY-61a": INCOMPLETE, "SY-73 j": INCOMPLETE},
    ),
    # Kalmar keeps its seat through the representative in the national group, who is employed there.
    Case("SY-61a", "whoever represents the whole is counted by employer", (leaves("k"),), gone("k")),
    Case(
        "SY-61a",
        "employer of that person unknown",
        (
            leaves("k"),
            swap("ex:p-nsg ", "ex:p-unknown "),
            swap("kg:mirrors ex:nsg ", "kg:lacks kgc:absent-nsg-representative "),
        ),
        {
            "SY-61a": ABSENT,
            "SY-61b": INAPPLICABLE,
            "SY-70 nsg": ABSENT,
            "SY-78 nsg": ABSENT,
            **gone("k"),
        },
    ),
    Case("SY-61a", "co-opted", (add(f"ex:§-j {co_opted}"),), {"SY-61a": VIOLATED, **outside("j")}),
    Case(
        "SY-61a",
        "substitute",
        (add("ex:§-j kg:isSubstituteFor ex:§-k"),),
        {"SY-61a": VIOLATED, **outside("j")},
    ),
    Case("SY-61a", "only the chair", (leaves("o"),), {"SY-61a": UNCLEAR, **gone("o")}),
    Case(
        "SY-61a",
        "only the chair, who represents the region",
        (leaves("o"), give("chair", "kg:represents", OSTERGOTLAND)),
        {"SY-61a": UNCLEAR, **gone("o")},
    ),
    Case(
        "SY-61a",
        "only the chair, list not complete",
        (leaves("o"), incomplete),
        {"SY-61a": INCOMPLETE, **gone("o")},
    ),
    Case(
        "SY-61a",
        "only the chair, ruled that the chair does both",
        (leaves("o"), ruling("T-54b-both")),
        gone("o"),
    ),
    Case(
        "SY-61a",
        "only the chair, ruled that the chair does not",
        (leaves("o"), ruling("T-54b-healthcare-region-only")),
        {"SY-61a": VIOLATED, **gone("o")},
    ),
    Case(
        "SY-61a",
        "only the chair, whose employer is unknown",
        (leaves("o"), give("chair", "org:member", "ex:p-unknown")),
        {
            "SY-61a": UNCLEAR,
            "SY-62": ABSENT,
            "SY-63": ABSENT,
            "SY-70 chair": ABSENT,
            "SY-78 chair": ABSENT,
            **gone("o"),
        },
    ),
    Case(
        "SY-61a",
        "that chair, ruled that the chair does both",
        (leaves("o"), give("chair", "org:member", "ex:p-unknown"), ruling("T-54b-both")),
        {
            "SY-61a": ABSENT,
            "SY-62": ABSENT,
            "SY-63": ABSENT,
            "SY-70 chair": ABSENT,
            "SY-78 chair": ABSENT,
            **gone("o"),
        },
    ),
    # The proven breach is reported, and not what is unclear beside it.
    Case(
        "SY-61a",
        "only the chair, and another region without anybody",
        (leaves("o"), leaves("j")),
        {"SY-61a": VIOLATED, **gone("o", "j")},
    ),
    Case("SY-61b", "not in the group", (leaves("nsg"),), {"SY-61b": VIOLATED, **gone("nsg")}),
    Case("SY-61b", "list not complete", (leaves("nsg"), incomplete), {"SY-61b": INCOMPLETE, **gone("nsg")}),
    Case("SY-61b", "list lapsed", (leaves("nsg"), lapsed), {"SY-61b": LAPSED, **gone("nsg")}),
    Case(
        "SY-61b",
        "merely co-opted",
        (add(f"ex:§-nsg {co_opted}"),),
        {"SY-61b": VIOLATED, "SY-70 nsg": INAPPLICABLE, "SY-78 nsg": INAPPLICABLE},
    ),
    Case(
        "SY-61b", "unknown whether there is one", (swap("ex:nsg ", "ex:nsg-nobody "),), {"SY-61b": INCOMPLETE}
    ),
    Case("SY-61b", "unknown which group corresponds", (drop("kg:mirrors"),), {"SY-61b": ABSENT}),
    Case(
        "SY-61b",
        "there is none",
        (swap("ex:nsg ", "ex:nsg-nobody "), add("§§ kg:lacks kgc:absent-nsg-representative")),
        {"SY-61b": INAPPLICABLE},
    ),
    Case(
        "SY-61b",
        "no national group corresponds",
        (swap("kg:mirrors ex:nsg ", "kg:lacks kgc:absent-mirror-national "),),
        {"SY-61b": INAPPLICABLE},
    ),
    Case(
        "SY-61b",
        "none in a complete list of higher levels",
        (swap("ex:nsg ", "ex:nsg-nobody "), higher_complete),
        {"SY-61b": INAPPLICABLE},
    ),
    Case(
        "SY-61b",
        "a complete list of higher levels without the group",
        (drop("kg:mirrors"), higher_complete),
        {"SY-61b": ABSENT},
    ),
    # Who is found in the national group is there, whatever else the list says.
    Case("SY-61b", "said to be none but found", (add("§§ kg:lacks kgc:absent-nsg-representative"),)),
    Case("SY-61b", "one of two not in the group", (swap("ex:nsg ", "ex:nsg-two "),), {"SY-61b": VIOLATED}),
    Case(
        "SY-61b",
        "both of two in the group",
        (
            swap("ex:nsg ", "ex:nsg-two "),
            joins("p-kalmar-3", WHOLE, KALMAR, ""),
            swap(
                "ex:§-x kg:takesSeat kgd:sydostra-rsg-seat-participant",
                "ex:§-x kg:takesSeat kgd:sydostra-rsg-seat-nsg-representative",
            ),
        ),
        joined(_73=INAPPLICABLE),
    ),
]

from_outside = (
    give("chair", "org:member", "ex:p-kronoberg-2"),
    give("chair", "kg:hasCostBearer", "kgd:region-kronoberg"),
)
no_chair = {"SY-62": INAPPLICABLE, "SY-63": INAPPLICABLE, **gone("chair")}
unknown_chair = {"SY-62": ABSENT, "SY-63": ABSENT, "SY-70 chair": ABSENT, "SY-78 chair": ABSENT}
former_in_the_same_region = give("former", "org:member", "ex:p-ostergotland-3")
former_is_the_same = give("former", "org:member", "ex:p-ostergotland-1")
for_kalmar = give("chair", "kg:represents", KALMAR)

CHAIR = [
    Case("SY-62", "chair from another region", from_outside, {"SY-62": VIOLATED, "SY-70 chair": VIOLATED}),
    Case(
        "SY-62",
        "chair employed by a municipality",
        (give("chair", "org:member", "ex:p-municipality"),),
        {"SY-62": VIOLATED, "SY-70 chair": VIOLATED, "SY-78 chair": INAPPLICABLE},
    ),
    Case("SY-62", "employer unknown", (give("chair", "org:member", "ex:p-unknown"),), unknown_chair),
    Case("SY-62", "a unit that may lie anywhere", (give("chair", "org:member", "ex:p-unit"),), unknown_chair),
    Case(
        "SY-70",
        "a participant from outside is no fault of a chair of whom nothing is known",
        (
            give("chair", "org:member", "ex:p-unknown"),
            joins("p-kronoberg-2", "kgd:region-kronoberg", "kgd:region-kronoberg"),
        ),
        {**unknown_chair, **joined(_70=VIOLATED)},
    ),
    Case("SY-62", "no chair", (leaves("chair"),), no_chair),
    Case(
        "SY-62",
        "no chair, list not complete",
        (leaves("chair"), incomplete),
        {"SY-62": INCOMPLETE, "SY-63": INCOMPLETE, **gone("chair")},
    ),
    Case(
        "SY-62",
        "no chair, list lapsed",
        (leaves("chair"), lapsed),
        {"SY-62": LAPSED, "SY-63": LAPSED, **gone("chair")},
    ),
    Case(
        "SY-62",
        "one of two chairs from outside",
        (
            joins("p-kronoberg-2", WHOLE, "kgd:region-kronoberg", ""),
            swap("ex:§-x kg:takesSeat kgd:sydostra-rsg-seat-participant", "ex:§-x kg:hasRole kgc:role-chair"),
            add(
                f"ex:§-x kg:mandateFrom {day('2025-03-01')}", f"ex:§-x kg:mandateThrough {day('2027-02-28')}"
            ),
        ),
        {"SY-62": VIOLATED, **joined(_70=VIOLATED, _73=INAPPLICABLE)},
    ),
    Case("SY-62", "employed elsewhere than represented", (for_kalmar,)),
    Case(
        "SY-62",
        "not employed where represented, ruled",
        (for_kalmar, ruling("T-52-represented-region")),
        {"SY-62": VIOLATED, "SY-70 chair": VIOLATED},
    ),
    Case("SY-62", "the same, ruled that any will do", (for_kalmar, ruling("T-52-one-of-the-regions"))),
    Case("SY-62", "ruled, and all are employed where they represent", (ruling("T-52-represented-region"),)),
    Case(
        "SY-62",
        "ruled, and nobody says whom the chair represents",
        (give("chair", "kg:represents", None), ruling("T-52-represented-region")),
        {"SY-62": ABSENT, "SY-70 chair": ABSENT},
    ),
    # The clean group: from 1 March 2025 to 28 February 2027 are two years exactly.
    Case(
        "SY-63",
        "two years and a day",
        (give("chair", "kg:mandateThrough", day("2027-03-01")),),
        {"SY-63": VIOLATED},
    ),
    Case("SY-63", "less than two years", (give("chair", "kg:mandateThrough", day("2026-11-22")),)),
    Case(
        "SY-63",
        "run out, and the chair still sits",
        (give("chair", "kg:mandateThrough", day("2026-11-21")),),
        {"SY-63": VIOLATED},
    ),
    Case(
        "SY-63",
        "run out, and the start unknown",
        (give("chair", "kg:mandateThrough", day("2026-11-21")), give("chair", "kg:mandateFrom", None)),
        {"SY-63": VIOLATED},
    ),
    Case(
        "SY-63",
        "until further notice",
        (
            give("chair", "kg:mandateThrough", None),
            add("ex:§-chair kg:isUntilFurtherNotice true"),
        ),
        {"SY-63": VIOLATED},
    ),
    Case("SY-63", "no last day", (give("chair", "kg:mandateThrough", None),), {"SY-63": ABSENT}),
    Case("SY-63", "no first day", (give("chair", "kg:mandateFrom", None),), {"SY-63": ABSENT}),
    Case("SY-63", "one period only", (leaves("former"),)),
    Case(
        "SY-63",
        "one period only, and too long",
        (leaves("former"), give("chair", "kg:mandateThrough", day("2027-03-01"))),
        {"SY-63": VIOLATED},
    ),
    Case("SY-63", "same chair twice", (former_is_the_same,), {"SY-63": VIOLATED}),
    Case(
        "SY-63",
        "same chair twice, ruled out",
        (former_is_the_same, ruling("T-53b-new-person")),
        {"SY-63": VIOLATED},
    ),
    # The same person comes from the same region, and of that nothing is said.
    Case(
        "SY-63",
        "same chair twice, ruled in",
        (former_is_the_same, ruling("T-53b-may-continue")),
        {"SY-63": UNCLEAR},
    ),
    Case(
        "SY-63",
        "same chair twice, ruled in and region too",
        (former_is_the_same, ruling("T-53b-may-continue"), ruling("T-53a-between-persons", name="second")),
    ),
    Case(
        "SY-63",
        "same chair twice, ruled in but not the region",
        (former_is_the_same, ruling("T-53b-may-continue"), ruling("T-53a-between-regions", name="second")),
        {"SY-63": VIOLATED},
    ),
    Case(
        "SY-63",
        "same chair again after another",
        (
            swap(
                f"ex:§-former kg:validFrom {day('2024-01-01')}",
                f"ex:§-former kg:validFrom {day('2024-07-01')}",
            ),
            add(
                "ex:§-first a kg:Membership ; org:organization §§ ; org:member ex:p-ostergotland-1 ; "
                f"kg:takesSeat kgd:sydostra-rsg-seat-chair ; kg:validFrom {day('2024-01-01')} ; "
                f"kg:validThrough {day('2024-06-30')}"
            ),
        ),
    ),
    Case("SY-63", "same region twice", (former_in_the_same_region,), {"SY-63": UNCLEAR}),
    Case(
        "SY-63",
        "same region twice, ruled out",
        (former_in_the_same_region, ruling("T-53a-between-regions")),
        {"SY-63": VIOLATED},
    ),
    Case(
        "SY-63",
        "same region twice, ruled in",
        (former_in_the_same_region, ruling("T-53a-between-persons")),
    ),
    Case(
        "SY-63",
        "same region twice, left open",
        (former_in_the_same_region, ruling("T-53a-left-open")),
        {"SY-63": UNCLEAR},
    ),
    Case(
        "SY-63",
        "same region twice, ruling not yet in force",
        (former_in_the_same_region, ruling("T-53a-between-regions", since="2026-11-23")),
        {"SY-63": UNCLEAR},
    ),
    Case(
        "SY-63",
        "same region twice, and run out",
        (former_in_the_same_region, give("chair", "kg:mandateThrough", day("2026-11-21"))),
        {"SY-63": VIOLATED},
    ),
    Case(
        "SY-63",
        "same region twice, and no last day",
        (former_in_the_same_region, give("chair", "kg:mandateThrough", None)),
        {"SY-63": ABSENT},
    ),
    Case(
        "SY-63",
        "employer of the former chair unknown",
        (give("former", "org:member", "ex:p-unknown"),),
        {"SY-63": ABSENT},
    ),
    Case(
        "SY-63",
        "employer of the former chair unknown, ruled that it is no matter",
        (give("former", "org:member", "ex:p-unknown"), ruling("T-53a-between-persons")),
    ),
    Case("SY-63", "former chair not named", (give("former", "org:member", None),), {"SY-63": ABSENT}),
    Case("SY-63", "former chair from outside", (give("former", "org:member", "ex:p-kronoberg-1"),)),
    Case(
        "SY-62",
        "both chairs from outside",
        (*from_outside, give("former", "org:member", "ex:p-kronoberg-1")),
        {"SY-62": VIOLATED, "SY-63": ABSENT, "SY-70 chair": VIOLATED},
    ),
]
ENTAILS["SY-62-both-chairs-from-outside"] = {"SY-70"}
