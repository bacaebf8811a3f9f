"""Cases for Kronoberg: a clean body with small named edits, and what comes of it.

Many cases are judged together in one list. What is expected of a case is every outcome that differs from those of
the clean body, so that an edit that disturbs another rule is seen too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import judging
from kronoberg_bodies import COMMON, GROUP, LAG, complete, day

from kgov.answers.findings import Finding, Report
from kgov.namespaces import PREFIXES, local_name

AS_OF = "2026-11-22"
BASE = "https://example.org/underlag/kronoberg/"
UNKNOWN = "missing value-absent"
INCOMPLETE = "missing list-incomplete"
LAPSED = "missing completeness-lapsed"
#: A member who is added to a body meets these rules or is outside them; only the rest need be expected.
QUIET = {"satisfied", "inapplicable", None}

#: How many bodies stand in one list: above this the view costs more than one more run.
BATCH = 16

#: An edit takes the lines of a body and gives others.
Edit = Callable[[list[str]], list[str]]
Expected = dict[str, str | None]


# ---- edits


def drop(*fragments: str) -> Edit:
    """Leave out every line that holds a fragment; each must be found."""

    def edit(lines: list[str]) -> list[str]:
        for fragment in fragments:
            kept = [line for line in lines if fragment not in line]
            assert len(kept) < len(lines), f"no line holds {fragment}"
            lines = kept
        return lines

    return edit


def swap(old: str, new: str) -> Edit:
    """Put other words in place of these in every line; they must be found."""

    def edit(lines: list[str]) -> list[str]:
        assert any(old in line for line in lines), f"no line holds {old}"
        return [line.replace(old, new) for line in lines]

    return edit


def add(*statements: str | list[str]) -> Edit:
    """Add statements or parts of a list."""
    new = [line for part in statements for line in ([part] if isinstance(part, str) else part)]
    return lambda lines: [*lines, *(f"{line} ." for line in new)]


def incomplete(aspect: str) -> Edit:
    """The list is not declared complete in this aspect."""
    return drop(f"§-complete-{aspect}")


def value(name: str, quality: str, new: str | None) -> Edit:
    """Another value of a quality of a person in the place of the one there, or none."""

    def edit(lines: list[str]) -> list[str]:
        start = f"ex:§-person-{name} kg:{quality} "
        assert any(line.startswith(start) for line in lines), f"{name} has no {quality}"
        kept = [line for line in lines if not line.startswith(start)]
        return [*kept, f"{start}{new} ."] if new else kept

    return edit


def profession(name: str, code: str | None) -> Edit:
    """Another profession of a person, by its code, or none."""
    return value(name, "hasProfession", f"kgc:profession-{code}" if code else None)


def specialty(name: str, code: str | None) -> Edit:
    """Another specialty of a person, by its code, or none."""
    return value(name, "hasSpecialty", f"kgc:specialty-{code}" if code else None)


def consulted(name: str, party: str, other: str | None = None) -> Edit:
    """Another party was consulted on a member, or this one was not."""
    line = f"ex:§-decision-{name} kg:consulted "
    return swap(line + party, line + other) if other else drop(line + party)


def appointer(name: str, other: str | None) -> Edit:
    """Another appointed, or it is not recorded who did."""
    line = f"ex:§-decision-{name} kg:isAppointedBy "
    return swap(line + "kgd:kronoberg-hsd", line + other) if other else drop(line)


def ruling(reading: str, of: str = "§§") -> Edit:
    """A reading, by its local name after ``interpretation-``, is settled for a body or a region."""
    question = reading[:5] if reading[4].isalpha() else reading[:4]
    return add(
        "ex:§-ruling a kg:Ruling",
        f"ex:§-ruling kg:settles kgd:interpretation-{question}",
        f"ex:§-ruling kg:choosesReading kgd:interpretation-{reading}",
        f"ex:§-ruling kg:isRuledFor {of}",
        "ex:§-ruling kg:isDecidedBy kgd:kronoberg-hsd",
        f"ex:§-ruling kg:validFrom {day('2026-06-01')}",
        f"ex:§-ruling dcterms:date {day('2026-06-01')}",
        'ex:§-ruling kg:hasDiaryNumber "EX-2026-0009"',
        "ex:§-ruling kg:isSynthetic true",
    )


#: The list of members is not declared complete, or was so too long ago.
NO_MEMBER_LIST = drop("§-complete-members")
OLD_MEMBER_LIST = (NO_MEMBER_LIST, add(complete("members", "2025-11-21")))
NO_CONSULTATIONS = drop("§-complete-consultations")
#: A membership without seat and role may be that of the chair or of a municipal representative.
ROLE_UNKNOWN = drop("ex:§-doctor kg:takesSeat")
NO_ROLE: Expected = {"KR-10 doctor": UNKNOWN, "KR-14b": UNKNOWN, "KG-03 doctor": "violated"}


# ---- cases


@dataclass(frozen=True)
class Case:
    """A clean body with edits, and the outcomes expected of it; None stands for no longer judged."""

    clean: tuple[str, ...]
    expected: Expected
    edits: tuple[Edit, ...]
    as_of: str = AS_OF

    def text(self, name: str, body: str = "") -> str:
        """The case as Turtle, under a name of its own."""
        lines = [f"{line} ." for line in self.clean]
        for edit in self.edits:
            lines = edit(lines)
        return "\n".join(lines).replace("§§", body or f"ex:{name}").replace("§", name)


def group(expected: Expected, *edits: Edit, as_of: str = AS_OF) -> Case:
    """A case of a medical group."""
    return Case(tuple(GROUP), expected, edits, as_of)


def lag(expected: Expected, *edits: Edit, as_of: str = AS_OF) -> Case:
    """A case of a local medical working group."""
    return Case(tuple(LAG), expected, edits, as_of)


def common(*edits: Edit) -> str:
    """What the bodies of one list share."""
    return Case(tuple(COMMON), {}, edits).text("common")


def turtle(*parts: str) -> str:
    """Parts of a list as one."""
    prefixes = {**PREFIXES, "ex": BASE}
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    return head + "\n".join(parts) + "\n"


def judge(text: str, as_of: str = AS_OF) -> Report:
    """The report on a list; the same list on the same day is judged once."""
    return judging.judged(text, as_of)


def key(finding: Finding, name: str) -> str:
    """The rule, and the year, or the membership or recommendation by its name within the body."""
    if finding.value == finding.focus:
        return finding.rule.id
    place = finding.period or local_name(str(finding.value)).removeprefix(name + "-")
    return f"{finding.rule.id} {place}"


def outcomes(report: Report, name: str, body: str = "") -> dict[str, str]:
    """Rule and place, and its outcome; a missing one with its reason."""
    wanted = PREFIXES["kgd"] + body.removeprefix("kgd:") if body else BASE + name
    return {
        key(finding, name): finding.outcome + (f" {finding.reason}" if finding.reason else "")
        for finding in report.findings
        if str(finding.body) == wanted
    }


def violated(found: dict[str, str]) -> set[str]:
    """The rules with a violation."""
    return {place.split(" ")[0] for place, outcome in found.items() if outcome == "violated"}


# ---- tables of cases


def judged(cases: dict[str, Case]) -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    """What came of each case, and of a clean body beside it: many cases in a list, and lists for each date."""
    found: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    by_date: dict[str, list[str]] = defaultdict(list)
    for name, case in cases.items():
        by_date[case.as_of].append(name)
    for as_of, names in by_date.items():
        for first in range(0, len(names), BATCH):
            batch = names[first : first + BATCH]
            clean = (group({}).text("clean-group"), lag({}).text("clean-lag"))
            report = judge(turtle(common(), *clean, *(cases[name].text(name) for name in batch)), as_of)
            sound = {tuple(GROUP): outcomes(report, "clean-group"), tuple(LAG): outcomes(report, "clean-lag")}
            found |= {name: (outcomes(report, name), sound[cases[name].clean]) for name in batch}
    return found


def unexpected(found: dict[str, str], clean: dict[str, str], expected: Expected) -> dict[str, str | None]:
    """The outcomes that are neither expected nor as in the clean body.

    What only the case or only the clean body has, because someone is added or left out, may be quiet; of the
    rules on every list (KG) only breaches matter here.
    """
    faults = {place: found.get(place) for place in expected if found.get(place) != expected[place]}
    for place in {*found, *clean} - set(expected):
        outcome = found.get(place)
        quiet = outcome in QUIET and ((place in found) != (place in clean) or place.startswith("KG-"))
        if outcome != clean.get(place) and not quiet:
            faults[place] = outcome
    return faults


#: What else may be broken where a rule is. In this document the rules do not overlap, but two of those on every
#: list ask for something that an edit takes away.
ENTAILS: dict[str, set[str]] = {
    # The seat of the chair is for one: two chairs are also two in one seat.
    "KR-06a": {"KG-01"},
}


def check(case: Case, found: dict[str, str], clean: dict[str, str]) -> None:
    """A case is as expected, and where it breaks a rule it breaks that one alone, or with it what that entails."""
    faults = unexpected(found, clean, case.expected)
    assert not faults, faults
    broken = [place.split(" ")[0] for place, outcome in case.expected.items() if outcome == "violated"]
    assert violated(found) == set(broken), violated(found) ^ set(broken)
    assert set(broken[1:]) <= {*broken[:1], *ENTAILS.get(broken[0] if broken else "", set())}, broken
