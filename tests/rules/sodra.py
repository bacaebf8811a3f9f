"""Lists for RSG Läkemedel in Södra, built in code: a clean list as text, and small edits to it.

The group is one body, so a list holds one case. What is judged member by member, meeting by meeting or decision by
decision stands side by side in one list all the same. Every person is invented and marked so.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sydostra import AS_OF, SATISFIED, Edit, day, drop, edited, judge, outcomes, swap

from kgov.namespaces import expand

BASE = "https://example.org/underlag/sodra/"
BODY = "kgd:sodra-rsg-lakemedel"
HEALTHCARE_REGION = "kgd:sodra-sjukvardsregionen"
BLEKINGE, HALLAND, KRONOBERG, SKANE = (
    f"kgd:region-{name}" for name in ("blekinge", "halland", "kronoberg", "skane")
)
SKS_R = "kgd:sodra-sks-r"


def complete(aspect: str, of: str = BODY, through: str = "") -> str:
    """A declaration that the list is complete in an aspect."""
    covers = f" ; kg:coversFrom {day('2025-01-01')} ; kg:coversThrough {day(through)}" if through else ""
    return (
        f"ex:complete-{aspect} a kg:Completeness ; kg:hasAspect kgc:aspect-{aspect} ; kg:isCompleteFor {of}{covers} ; "
        f"dcterms:date {day('2026-11-20')} ."
    )


def member(name: str, represents: str | None, pays: str | None, employer: str | None = None) -> list[str]:
    """A member with the person; each property that an edit may want on a line of its own."""
    return [
        f"ex:{name} a kg:Membership ; org:organization {BODY} ; org:member ex:person-{name} .",
        f"ex:{name} kg:validFrom {day('2025-03-01')} .",
        f"ex:{name} kg:takesSeat kgd:sodra-rsg-lakemedel-seat-member .",
        f'ex:person-{name} a kg:Person ; rdfs:label "Exempelperson {name}" ; kg:isSynthetic true .',
        *([f"ex:person-{name} kg:isEmployedIn {employer} ."] if employer else []),
        *([f"ex:{name} kg:represents {represents} ."] if represents else []),
        *([f"ex:{name} kg:hasCostBearer {pays} ."] if pays else []),
    ]


def meeting(name: str, on: str | None, status: str | None = "held", *more: str) -> list[str]:
    """A meeting with what else is to be said of it."""
    return [
        f"ex:{name} a kg:Meeting ; kg:isMeetingOf {BODY} .",
        *([f"ex:{name} dcterms:date {day(on)} ."] if on else []),
        *([f"ex:{name} kg:hasMeetingStatus kgc:meeting-{status} ."] if status else []),
        *more,
    ]


def notes(name: str, of: str, *to: str, lacks: bool = False) -> str:
    """Notes of a meeting, and to whom they were communicated."""
    delivered = f" ; kg:isDeliveredTo {' , '.join(to)}" if to else ""
    undelivered = " ; kg:lacks kgc:absent-delivery" if lacks else ""
    return f"ex:{name} a kg:Notes ; kg:areNotesOf ex:{of}{delivered}{undelivered} ."


CLEAN = [
    *member("b", BLEKINGE, BLEKINGE, "ex:hospital"),
    *member("h", HALLAND, HALLAND, HALLAND),
    *member("k", KRONOBERG, KRONOBERG, KRONOBERG),
    *member("s", SKANE, SKANE, SKANE),
    f"ex:hospital a kg:Unit ; kg:isPartOf {BLEKINGE} .",
    "ex:municipality a kg:Municipality .",
    "ex:company a kg:ExternalParty .",
    "ex:principal a kgd:sodra-region-huvudman .",
    "ex:unknown-unit a kg:Unit .",
    *meeting("spring", "2026-03-10", "held", notes("spring-notes", "spring", SKS_R)),
    *meeting("autumn", "2026-09-15", "held", notes("autumn-notes", "autumn", SKS_R)),
    *meeting("winter", "2026-12-08", "planned"),
    f"ex:decision a kg:Decision ; kg:isDecidedBy {BODY} ; kg:concernsMatter kgc:matter-introduction .",
    complete("members"),
    complete("calendar", through="2026-12-31"),
    complete("documents", through="2026-12-31"),
    complete("bodies", of=HEALTHCARE_REGION),
]

DUTIES = [f"duty-SO-{number:02}" for number in range(8, 17)]
MEETINGS = ("spring", "autumn")
#: What is expected of the clean list: rule and place, then outcome.
EXPECTED = {
    "SO-19": SATISFIED,
    **{f"SO-18 {what}": SATISFIED for what in (*DUTIES, "decision")},
    **{f"SO-20 {who}": SATISFIED for who in "bhks"},
    **{f"{rule} {name}": SATISFIED for rule in ("SO-21a", "SO-21b") for name in MEETINGS},
}


@cache
def _found(text: str, as_of: str, body: str) -> dict[str, str]:
    return outcomes(judge(text, as_of, BASE), expand(body), "")


def found(edits: Iterable[Edit] = (), as_of: str = AS_OF, body: str = BODY) -> dict[str, str]:
    """The outcomes of the clean list after some edits, for the group or the healthcare region."""
    return _found(edited(CLEAN, edits), as_of, body)


# ---- edits


def lines(*more: str) -> Edit:
    return lambda before: [*before, *more]


def leaves(name: str) -> Edit:
    return drop(f"ex:{name} ")


def represents(name: str, old: str, new: str | None) -> Edit:
    """Whom a member represents; None leaves it out."""
    line = f"ex:{name} kg:represents {old} ."
    return drop(line) if new is None else swap(line, f"ex:{name} kg:represents {new} .")


def ruled(reading: str) -> str:
    question = "-".join(reading.split("-")[:2])
    return (
        f"ex:ruling-{reading} a kg:Ruling ; kg:settles kgd:interpretation-{question} ; kg:isRuledFor {HEALTHCARE_REGION} ; "
        f"kg:choosesReading kgd:interpretation-{reading} ; kg:validFrom {day('2026-06-01')} ; kg:isSynthetic true ."
    )


def ruling(reading: str) -> Edit:
    return lines(ruled(reading))


def lapsed(aspect: str) -> Edit:
    return lambda before: [
        line.replace("2026-11-20", "2025-11-21") if f"ex:complete-{aspect} " in line else line
        for line in before
    ]


def incomplete(aspect: str) -> Edit:
    return drop(f"ex:complete-{aspect} ")
