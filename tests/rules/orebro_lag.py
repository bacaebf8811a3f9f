"""Lists for the working groups (LAG) and programme areas (LPO) of Örebro: clean bodies as text, and edits to them.

Bodies are judged one by one, so one list holds a body for every case: the clean text under a name of its own, with
a small change. What the bodies share (persons, operations, bodies of a higher level) stands in ``WORLD``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

import judging
from orebro_lag_clean import LAG, LAG_ALONE, LPO, WORLD

from kgov.answers.findings import Report
from kgov.namespaces import PREFIXES, local_name

AS_OF = "2026-11-22"
BASE = "https://example.org/underlag/orebro/"
KSG = "kgd:orebro-kunskapsstodsgruppen"
RMKS = "kgd:orebro-rmks"
INCOMPLETE, LAPSED, ABSENT = "missing list-incomplete", "missing completeness-lapsed", "missing value-absent"

Edit = Callable[[str], str]

# ---- edits


def swap(old: str, new: str) -> Edit:
    """Put other words in the place of some that stand there once."""

    def edit(text: str) -> str:
        assert text.count(old) == 1, (text.count(old), old)
        return text.replace(old, new)

    return edit


def each(old: str, new: str) -> Edit:
    """Put other words in the place of some that stand there several times."""

    def edit(text: str) -> str:
        assert text.count(old) > 1, old
        return text.replace(old, new)

    return edit


def drop(*lines: str) -> Edit:
    """Leave out a line of a thing."""

    def edit(text: str) -> str:
        for line in lines:
            assert text.count(f"    {line} ;\n") == 1, line
            text = text.replace(f"    {line} ;\n", "")
        return text

    return edit


def leave(*things: str) -> Edit:
    """Leave out whole things, by what stands after the name of the body."""

    def edit(text: str) -> str:
        paragraphs = text.split("\n\n")
        for thing in things:
            kept = [part for part in paragraphs if not part.strip().startswith(f"ex:§-{thing} a ")]
            assert len(kept) == len(paragraphs) - 1, thing
            paragraphs = kept
        return "\n\n".join(paragraphs)

    return edit


def add(*statements: str) -> Edit:
    """Say more; ``§`` is the body."""
    return lambda text: text + "".join(f"\n{statement} .\n" for statement in statements)


def lacks(what: str, of: str = "ex:§") -> Edit:
    """State that something does not exist."""
    return add(f"{of} kg:lacks kgc:absent-{what}")


def ruling(reading: str, of: str = "ex:§") -> Edit:
    """The owner has settled a question of interpretation, for one body or for all."""
    return add(
        f"ex:§-ruling-{reading} a kg:Ruling ; kg:choosesReading kgd:interpretation-{reading} ; kg:isRuledFor {of} ; "
        'kg:isDecidedBy kgd:orebro-hs-direktor ; kg:hasDiaryNumber "EX-2026-0004" ; kg:isSynthetic true ; '
        'dcterms:date "2026-06-01"^^xsd:date ; kg:validFrom "2026-06-01"^^xsd:date'
    )


def complete(aspect: str, dated: str = "2026-11-20") -> Edit:
    """Declare the list complete in an aspect more."""
    return add(
        f"ex:§-complete-{aspect} a kg:Completeness ; kg:isCompleteFor ex:§ ; kg:hasAspect kgc:aspect-{aspect} ; "
        f'dcterms:date "{dated}"^^xsd:date'
    )


def lapsed(aspect: str) -> Edit:
    """The declaration is a year and a day old."""

    def edit(text: str) -> str:
        head, mark, rest = text.partition(f"ex:§-complete-{aspect} ")
        assert mark, aspect
        return head + mark + rest.replace("2026-11-20", "2025-11-21", 1)

    return edit


def without(aspect: str) -> Edit:
    """The list is not declared complete in an aspect."""
    return leave(f"complete-{aspect}")


def held_by(person: str, instead_of: str) -> Edit:
    """Another person in the place of one."""
    return swap(
        f"org:member ex:{instead_of} ; org:organization ex:§ ;",
        f"org:member ex:{person} ; org:organization ex:§ ;",
    )


def sits_for(member: str, whom: str, cost: str | None = None) -> Edit:
    """Whom a member sits for, and who bears the cost: the same where nothing else is said."""

    def edit(text: str) -> str:
        head, mark, rest = text.partition(f"ex:§-{member} a kg:Membership")
        clean = {"nurse": "ex:home-care"}.get(member, "ex:clinic")
        old = f"kg:represents {clean} ; kg:hasCostBearer {clean} ;"
        assert mark and old in rest, member
        bearer = whom if cost is None else cost
        new = (f"kg:represents {whom} ; " if whom else "") + (
            f"kg:hasCostBearer {bearer} ;" if bearer else ""
        )
        return head + mark + rest.replace(old, new, 1)

    return edit


def leave_member(*members: str) -> Edit:
    return leave(*(thing for member in members for thing in (member, f"{member}-appointed")))


# ---- the list and what comes of it


@dataclass(frozen=True)
class Base:
    """A body without fault, and what every rule says of it, at every place where it is judged."""

    text: str
    outcomes: dict[str, str]


MEMBERS = ("chair", "nurse", "higher", "patient")

WITH_LPO = Base(
    LAG,
    {
        **dict.fromkeys(
            ("OL-04", "OL-17", "OL-19", "OL-21", "OL-22", "OL-23", "OL-24", "OL-25"), "satisfied"
        ),
        **dict.fromkeys(("OL-31a", "OL-34", "OL-35a", "OR-17a", "OR-17b"), "satisfied"),
        **{f"{rule} {member}": "satisfied" for rule in ("OL-20a", "OL-20b") for member in MEMBERS},
        **{f"OL-33 {member}": "satisfied" for member in ("chair", "nurse", "higher")},
        "OL-33 patient": "inapplicable",
        "OL-35b 2024": "inapplicable",  # the plan began in June
        "OL-35b 2025": "satisfied",
        "OL-35b 2026": "pending",
    },
)
WITHOUT_LPO = Base(
    LAG_ALONE, {**WITH_LPO.outcomes, **dict.fromkeys(("OL-04", "OR-17a", "OR-17b"), "inapplicable")}
)
PROGRAMME_AREA = Base(LPO, dict.fromkeys(("OR-12a", "OR-12b", "OR-12b chair", "OR-12b member"), "satisfied"))


@dataclass(frozen=True)
class Case:
    """What a rule must say of a body with these edits, and how the other rules then differ from the clean body."""

    at: str
    outcome: str
    says: str
    edits: tuple[Edit, ...] = ()
    besides: dict[str, str | None] = field(default_factory=dict)
    base: Base = WITH_LPO

    @property
    def rule(self) -> str:
        return self.at.split()[0]

    @property
    def name(self) -> str:
        """The name of the body in the list."""
        return re.sub("[^a-z0-9]+", "-", f"{self.at} {self.outcome} {self.says}".lower())

    @property
    def expected(self) -> dict[str, str]:
        """Everything the rules must say of the body."""
        changed: dict[str, str | None] = {**self.base.outcomes, **self.besides, self.at: self.outcome}
        return {at: outcome for at, outcome in changed.items() if outcome is not None}

    @property
    def broken(self) -> set[str]:
        """The rules that are broken."""
        return {at.split()[0] for at, outcome in self.expected.items() if outcome == "violated"}

    def text(self) -> str:
        return body(self.name, self.base.text, self.edits)

    def __str__(self) -> str:
        return f"{self.at} {self.outcome}: {self.says}"


def at_members(rule: str, outcome: str | None, members: Iterable[str] = MEMBERS) -> dict[str, str | None]:
    """The same outcome of a rule for several members."""
    return {f"{rule} {member}": outcome for member in members}


def without_member(*members: str) -> dict[str, str | None]:
    """What a body no longer has where members have been left out."""
    return {f"{rule} {member}": None for rule in ("OL-20a", "OL-20b", "OL-33") for member in members}


#: It is not on record whether there is an LPO; what an LPO then did may be the deed of another.
LPO_UNKNOWN: dict[str, str | None] = {
    **dict.fromkeys(("OL-04", "OL-34", "OR-17a", "OR-17b"), "missing list-incomplete"),
    **at_members("OL-20a", "missing list-incomplete"),
}


def body(name: str, clean: str, edits: Iterable[Edit] = ()) -> str:
    """A body under its name, with its changes."""
    text = clean
    for edit in edits:
        text = edit(text)
    return text.replace("§", name)


def listing(*bodies: str) -> str:
    """A list as Turtle: the shared world, the LPO of the groups and another one, and these bodies."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in {**PREFIXES, "ex": BASE}.items())
    return "\n".join([prefixes, WORLD, body("lpo", LPO), body("lpo-2", LPO), *bodies])


def judged(cases: Iterable[Case], as_of: str = AS_OF) -> dict[str, dict[str, str]]:
    """What the rules say of the bodies of these cases, which stand in one list."""
    return outcomes(listing(*(case.text() for case in cases)), as_of)


#: What else is broken where a rule is.
ENTAILS: dict[str, set[str]] = {}


def breaks(cases: Iterable[Case]) -> list[Case]:
    """The cases in which a rule is broken."""
    return [case for case in cases if case.outcome == "violated"]


def may_break(rule: str) -> set[str]:
    """The rules that are broken with this one."""
    return ENTAILS.get(rule, set())


def report(text: str, as_of: str = AS_OF, engine: str = "auto") -> Report:
    """The report on a list; the same list on the same day is judged once."""
    return judging.judged(text, as_of, engine)


@cache
def outcomes(text: str, as_of: str = AS_OF, engine: str = "auto") -> dict[str, dict[str, str]]:
    """Of every body the rules and places with their outcomes; a missing one with its reason.

    A rule that judges a member or a year is named with it: ``OL-20a chair``, ``OL-35b 2025``. Of the rules of our
    own (KG) only a breach is told: they are proven elsewhere.
    """
    found: dict[str, dict[str, str]] = {}
    for finding in report(text, as_of, engine).findings:
        if finding.rule.id.startswith("KG-") and finding.outcome != "violated":
            continue
        name = local_name(finding.body)
        place = finding.period or local_name(str(finding.value)).removeprefix(f"{name}-")
        at = finding.rule.id if place == name else f"{finding.rule.id} {place}"
        reason = f" {finding.reason}" if finding.reason else ""
        of_body = found.setdefault(name, {})
        assert at not in of_body, (name, at)
        of_body[at] = finding.outcome + reason
    return found
