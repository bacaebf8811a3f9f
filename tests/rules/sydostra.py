"""Lists for the collaboration groups of Sydöstra, built in code: a clean group as text, and small edits to it.

Groups are judged one by one, so one list holds a group for every case. The clean group stands here as Turtle with
one statement a line, its names prefixed by ``§`` and the group itself written ``§§``. What is expected of a case is
what differs from the clean group, so that an edit that disturbs another rule is seen. Every person is invented and
marked so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import judging
from conftest import EXAMPLES

import kgov
from kgov.answers.findings import SHOWN, Finding, Report
from kgov.namespaces import PREFIXES, local_name

AS_OF = "2026-11-22"
BASE = "https://example.org/underlag/sydostra/"
MEDICINES = "kgd:sydostra-rsg-lakemedel"
WHOLE = "kgd:sydostra-sjukvardsregionen"
JONKOPING, KALMAR, OSTERGOTLAND = (
    f"kgd:region-{name}" for name in ("jonkopings-lan", "kalmar-lan", "ostergotland")
)
SATISFIED, VIOLATED, INAPPLICABLE, PENDING, UNCLEAR = (
    "satisfied",
    "violated",
    "inapplicable",
    "pending",
    "unclear",
)
ABSENT, INCOMPLETE, LAPSED = (
    f"missing {reason}" for reason in ("value-absent", "list-incomplete", "completeness-lapsed")
)
GONE = "not judged"
#: How many groups stand in one list.
AT_ONCE = 30

#: An edit takes the lines of a group and gives others.
Edit = Callable[[list[str]], list[str]]


def day(text: str) -> str:
    """A date as Turtle writes it."""
    return f'"{text}"^^xsd:date'


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
    """Put other words in place of these; they must be found."""

    def edit(lines: list[str]) -> list[str]:
        assert any(old in line for line in lines), f"no line holds {old}"
        return [line.replace(old, new) for line in lines]

    return edit


def give(thing: str, prop: str, value: str | None) -> Edit:
    """Give a thing this value of a property instead of the one it has; None leaves it out."""

    def edit(lines: list[str]) -> list[str]:
        start = f"ex:§-{thing} {prop} "
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) < len(lines), f"{thing} has no {prop}"
        return kept if value is None else [*kept, f"{start}{value} ."]

    return edit


def add(*statements: str) -> Edit:
    """Add statements, each without its full stop."""
    return lambda lines: [*lines, *(f"{statement} ." for statement in statements)]


def ruling(reading: str, of: str = "§§", name: str = "ruling", since: str = "2026-06-01") -> Edit:
    """The group follows a reading, from a date."""
    question = "-".join(reading.split("-")[:2])
    return add(
        f"ex:§-{name} a kg:Ruling ; kg:settles kgd:interpretation-{question} ; kg:isRuledFor {of} ; "
        f"kg:choosesReading kgd:interpretation-{reading} ; kg:validFrom {day(since)} ; kg:isSynthetic true"
    )


def member(name: str, person: str, represents: str | None, pays: str | None, more: str = "") -> str:
    """A participant of the group; each property on a line of its own, so that an edit finds it."""
    lines = [
        f"ex:§-{name} a kg:Membership ; org:organization §§ ; kg:validFrom {day('2025-03-01')} .",
        f"ex:§-{name} org:member ex:{person} .",
        f"ex:§-{name} kg:takesSeat kgd:sydostra-rsg-seat-participant .",
    ]
    if represents:
        lines.append(f"ex:§-{name} kg:represents {represents} .")
    if pays:
        lines.append(f"ex:§-{name} kg:hasCostBearer {pays} .")
    return "\n".join([*lines, *([more] if more else [])])


def none_national(name: str) -> str:
    return f"ex:§-{name} kg:lacks kgc:absent-national-assignment ."


CLEAN = f"""
§§ a kgd:sydostra-rsg .
§§ rdfs:label "RSG Exempel §" .
§§ kg:validFrom {day("2024-01-01")} .
§§ kg:hasReportDeadline "03-31" .
§§ kg:mirrors ex:nsg .
§§ kg:isCostShareFair true .
{member("chair", "p-ostergotland-1", WHOLE, OSTERGOTLAND).replace("seat-participant", "seat-chair")}
ex:§-chair kg:mandateFrom {day("2025-03-01")} .
ex:§-chair kg:mandateThrough {day("2027-02-28")} .
ex:§-former a kg:Membership ; org:organization §§ .
ex:§-former kg:validFrom {day("2024-01-01")} ; kg:validThrough {day("2025-02-28")} .
ex:§-former org:member ex:p-kalmar-1 .
ex:§-former kg:takesSeat kgd:sydostra-rsg-seat-chair .
{member("j", "p-jonkoping-1", JONKOPING, JONKOPING, none_national("j"))}
{member("k", "p-kalmar-2", KALMAR, KALMAR, none_national("k"))}
{member("o", "p-ostergotland-2", OSTERGOTLAND, OSTERGOTLAND, none_national("o"))}
{member("nsg", "p-nsg", WHOLE, KALMAR).replace("seat-participant", "seat-nsg-representative")}
ex:§-members a kg:Completeness ; kg:hasAspect kgc:aspect-members ; kg:isCompleteFor §§ ; dcterms:date {day("2026-11-20")} .
ex:§-papers a kg:Completeness ; kg:hasAspect kgc:aspect-documents ; kg:isCompleteFor §§ ; dcterms:date {day("2026-11-20")} .
ex:§-plan-24 a kg:ActionPlan ; kg:isPlanOf §§ .
ex:§-plan-24 kg:forYear 2024 .
ex:§-plan-24 kg:isPublishedOn kgd:sydostra-webbplats .
ex:§-plan-25 a kg:ActionPlan ; kg:isPlanOf §§ .
ex:§-plan-25 kg:forYear 2025 .
ex:§-plan-25 kg:isPublishedOn kgd:sydostra-webbplats .
ex:§-plan-26 a kg:ActionPlan ; kg:isPlanOf §§ .
ex:§-plan-26 kg:forYear 2026 .
ex:§-plan-26 kg:isPublishedOn kgd:sydostra-webbplats .
ex:§-report-24 a kg:AnnualReport ; kg:isReportOf §§ .
ex:§-report-24 kg:forYear 2024 .
ex:§-report-24 kg:isPublishedOn kgd:sydostra-webbplats .
ex:§-report-25 a kg:AnnualReport ; kg:isReportOf §§ .
ex:§-report-25 kg:forYear 2025 .
ex:§-report-25 kg:isPublishedOn kgd:sydostra-webbplats .
ex:§-contacts a kg:ContactDetails ; kg:areContactsOf §§ .
ex:§-contacts kg:isPublishedOn kgd:sydostra-webbplats .
ex:§-contacts kg:isUpToDate true .
""".strip().splitlines()

#: What is expected of the clean group: rule and place, then outcome.
EXPECTED = {
    "SY-58a 2024": SATISFIED,
    "SY-58a 2025": SATISFIED,
    "SY-58a 2026": PENDING,
    **{f"SY-58b {paper}": SATISFIED for paper in ("plan-24", "plan-25", "plan-26", "report-24", "report-25")},
    **dict.fromkeys(("SY-58c", "SY-61a", "SY-61b", "SY-62", "SY-63", "SY-79"), SATISFIED),
    **{f"{rule} {who}": SATISFIED for rule in ("SY-70", "SY-78") for who in ("chair", "j", "k", "o", "nsg")},
    **{f"SY-73 {who}": SATISFIED for who in ("j", "k", "o")},
    **{f"SY-73 {who}": INAPPLICABLE for who in ("chair", "nsg")},
    **{f"SY-77 {who}": INAPPLICABLE for who in ("chair", "j", "k", "o", "nsg")},
}

#: Who is employed where; the group has its members among them.
EMPLOYED = {
    "p-jonkoping-1": JONKOPING,
    "p-jonkoping-2": "ex:unit-jonkoping",
    "p-kalmar-1": KALMAR,
    "p-kalmar-2": "ex:unit-kalmar",
    "p-kalmar-3": KALMAR,
    "p-ostergotland-1": "ex:ward",
    "p-ostergotland-2": OSTERGOTLAND,
    "p-ostergotland-3": OSTERGOTLAND,
    "p-nsg": KALMAR,
    "p-nsg-elsewhere": KALMAR,
    "p-national": OSTERGOTLAND,
    "p-national-unit": "ex:unit-kalmar",
    "p-kronoberg-1": "kgd:region-kronoberg",
    "p-kronoberg-2": "kgd:region-kronoberg",
    "p-municipality": "ex:municipality",
    "p-university": "ex:university",
    "p-consultant": "ex:company",
    "p-both": "ex:university , kgd:region-kalmar-lan",
    "p-two-regions": "kgd:region-jonkopings-lan , kgd:region-kalmar-lan",
    "p-unit": "ex:unit-unknown",
    "p-unit-and-kalmar": "ex:unit-unknown , kgd:region-kalmar-lan",
    "p-unknown": "",
    "p-unknown-2": "",
}

WORLD = "\n".join(
    [
        "ex:unit-jonkoping a kg:Unit ; kg:isPartOf kgd:region-jonkopings-lan .",
        "ex:unit-kalmar a kg:Unit ; kg:isPartOf kgd:region-kalmar-lan .",
        "ex:unit-ostergotland a kg:Unit ; kg:isPartOf kgd:region-ostergotland .",
        "ex:ward a kg:Unit ; kg:isPartOf ex:unit-ostergotland .",
        "ex:unit-kronoberg a kg:Unit ; kg:isPartOf kgd:region-kronoberg .",
        "ex:unit-unknown a kg:Unit .",
        "ex:municipality a kg:Municipality .",
        "ex:university a kg:ExternalParty .",
        "ex:company a kg:ExternalParty .",
        *(
            f'ex:{person} a kg:Person ; rdfs:label "Exempelperson {number}" ; kg:isSynthetic true'
            + (f" ; kg:isEmployedIn {employer} ." if employer else " .")
            for number, (person, employer) in enumerate(EMPLOYED.items(), 1)
        ),
        'ex:nsg a kgd:national-nsg ; rdfs:label "NSG Exempel" .',
        f"ex:nsg-1 a kg:Membership ; org:organization ex:nsg ; org:member ex:p-nsg ; kg:represents {WHOLE} .",
        "ex:nsg-2 a kg:Membership ; org:organization ex:nsg ; org:member ex:p-kronoberg-1 ; "
        "kg:represents kgd:sodra-sjukvardsregionen .",
        'ex:nsg-elsewhere a kgd:national-nsg ; rdfs:label "NSG Exempel, ett annat" .',
        "ex:nsg-3 a kg:Membership ; org:organization ex:nsg-elsewhere ; org:member ex:p-nsg-elsewhere ; "
        f"kg:represents {WHOLE} .",
        'ex:nsg-two a kgd:national-nsg ; rdfs:label "NSG Exempel, med två" .',
        f"ex:nsg-4 a kg:Membership ; org:organization ex:nsg-two ; org:member ex:p-nsg ; kg:represents {WHOLE} .",
        f"ex:nsg-5 a kg:Membership ; org:organization ex:nsg-two ; org:member ex:p-kalmar-3 ; kg:represents {WHOLE} .",
        'ex:nsg-nobody a kgd:national-nsg ; rdfs:label "NSG Exempel, utan någon" .',
        "ex:nt a kg:Membership ; org:organization kgd:national-nt-radet ; org:member ex:p-national .",
        "ex:nt-2 a kg:Membership ; org:organization kgd:national-nt-radet ; org:member ex:p-national-unit .",
    ]
)


@dataclass(frozen=True)
class Case:
    """A group with a small change: the rule it is about, what was changed, and what comes of it."""

    rule: str
    name: str
    edits: tuple[Edit, ...]
    #: Rule and place, then outcome, wherever it is another than in the clean group.
    changes: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.rule}-{self.name}".replace(" ", "-").replace(",", "")

    @property
    def key(self) -> str:
        """The name of the group in the list."""
        return self.id.lower()


def written(case: Case) -> str:
    """The group of a case as Turtle."""
    return edited(CLEAN, case.edits).replace("§§", f"ex:{case.key}").replace("§", case.key)


def edited(lines: list[str], edits: Iterable[Edit]) -> str:
    """The lines after all edits, one by one, as Turtle."""
    for edit in edits:
        lines = edit(lines)
    return "\n".join(lines)


def judge(text: str, as_of: str = AS_OF, base: str = BASE) -> Report:
    """The report on a list; the same list on the same day is judged once."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in {**PREFIXES, "ex": base}.items())
    return judging.judged(f"{prefixes}{text}\n", as_of)


def place(finding: Finding, key: str) -> str:
    """The rule and what was judged, in short: the member, the paper or the year; nothing for the group itself."""
    if finding.value == finding.focus:
        return finding.rule.id
    return f"{finding.rule.id} {finding.period or local_name(str(finding.value)).removeprefix(f'{key}-')}"


def outcomes(report: Report, body: str, key: str) -> dict[str, str]:
    """Rule and place, then outcome, of one body; a missing one with its reason.

    Our own rules for every body are left out where they find no fault; they are proven elsewhere.
    """
    return {
        place(finding, key): f"{finding.outcome} {finding.reason}" if finding.reason else finding.outcome
        for finding in report.findings
        if finding.body == body and (finding.outcome in SHOWN or not finding.rule.id.startswith("KG-"))
    }


def differences(found: dict[str, str], clean: dict[str, str]) -> dict[str, str]:
    """Where the outcomes are others than expected of the clean group."""
    return {
        where: found.get(where, GONE)
        for where in sorted({*found, *clean})
        if found.get(where) != clean.get(where)
    }


def rotated(text: str, steps: int) -> str:
    """The text with each of the three regions in the place of another; the rules treat all three alike."""
    regions = (JONKOPING, KALMAR, OSTERGOTLAND)
    for number, region in enumerate(regions):
        text = text.replace(region, f"kgd:region {number}")
    for number in range(3):
        text = text.replace(f"kgd:region {number}", regions[(number + steps) % 3])
    return text


def judged(
    cases: Iterable[Case], as_of: str = AS_OF, more: str = "", turn: int = 0
) -> dict[str, dict[str, str]]:
    """The outcomes of every case, by its id; many are judged in one run."""
    cases = list(cases)
    found = {}
    for first in range(0, len(cases), AT_ONCE):
        some = cases[first : first + AT_ONCE]
        text = "\n".join([WORLD, more, *(written(case) for case in some)])
        report = judge(rotated(text, turn), as_of)
        found.update({case.id: outcomes(report, BASE + case.key, case.key) for case in some})
    return found


def violated(found: dict[str, str]) -> set[str]:
    """The rules with at least one violation."""
    return {where.split()[0] for where, outcome in found.items() if outcome == VIOLATED}


@cache
def example(name: str) -> Report:
    """The report on an example list, on the day for which the examples are written."""
    return kgov.check(EXAMPLES / f"{name}.ttl", as_of=date.fromisoformat(AS_OF))


def shown(name: str) -> set[tuple[str, str, str]]:
    """Outcome, rule and what was judged, of all that is shown of an example list."""
    return {
        (finding.outcome, finding.rule.id, finding.period or local_name(str(finding.value)))
        for finding in example(name).findings
        if finding.outcome in SHOWN
    }
