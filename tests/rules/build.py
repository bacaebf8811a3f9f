"""Lists for RMKS, built in code: a complete clean list, and named changes to it.

The seat table is written out here from the document, not read from the norm, so that a fault in the norm
cannot hide behind itself. Every person is invented and marked so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from judging import judged

from kgov.answers.findings import Finding, Report
from kgov.namespaces import PREFIXES, local_name

AS_OF = "2026-11-22"
BODY = "kgd:orebro-rmks"
REGION = "kgd:region-orebro-lan"
HS = "kgd:orebro-hs"
REGIONAL_DEVELOPMENT = "kgd:orebro-regional-utveckling"
UNIVERSITY = "kgd:external-orebro-universitet"
DIRECTOR = "kgd:orebro-hs-direktor"
HSLG = "kgd:orebro-hslg"
HEAD_OF_OPERATIONS = "kgd:orebro-verksamhetschef"
LPO_CHAIR = "kgd:orebro-lpo-seat-chair"


@dataclass(frozen=True)
class Row:
    """A row of the seat table: its rules, who appoints, which function sits, from which area, for how long."""

    number: int
    seat: str
    appointer: str
    office: str
    unit: str | None = None
    limited: bool = False

    @property
    def appointed_rule(self) -> str:
        return f"OR-{self.number}a"

    @property
    def held_rule(self) -> str:
        return f"OR-{self.number}b"

    @property
    def mandate_rule(self) -> str:
        return f"OR-{self.number}c"


SEATS = {
    "chair": Row(21, "chair", DIRECTOR, "kgd:orebro-regionrepresentant-mellansverige"),
    "secretary": Row(22, "secretary", DIRECTOR, "kgd:orebro-chefssekreterare"),
    "process": Row(23, "processagare", HSLG, "kgd:orebro-processagare-kunskapsstod"),
    "area": Row(24, "omradeschef-hs", HSLG, "kgd:orebro-omradeschef-hs", None, True),
    "near": Row(25, "nara-vard", HSLG, HEAD_OF_OPERATIONS, "kgd:orebro-omrade-nara-vard", True),
    "psychiatry": Row(26, "psykiatri", HSLG, LPO_CHAIR, "kgd:orebro-omrade-psykiatri", True),
    "special": Row(
        27, "specialiserad-vard", HSLG, HEAD_OF_OPERATIONS, "kgd:orebro-omrade-specialiserad-vard", True
    ),
    "welfare": Row(
        28,
        "valfard",
        "kgd:orebro-forvaltningschef-regional-utveckling",
        "kgd:orebro-omradeschef-valfard-och-folkhalsa",
    ),
    "reference": Row(29, "referensgrupp-ordf", DIRECTOR, "kgd:orebro-rmks-referensgrupp-seat-chair"),
    "coordinator": Row(
        30, "samordnare", "kgd:orebro-processagare-kunskapsstod", "kgd:orebro-samordnare-kunskapsstod"
    ),
}
THREE = ("near", "psychiatry", "special")
LIMITED = tuple(seat for seat, row in SEATS.items() if row.limited)
MEETING_MONTHS = (1, 2, 3, 4, 5, 6, 9, 10, 11, 12)


def day(text: str) -> str:
    """A date as Turtle writes it."""
    return f'"{text}"^^xsd:date'


class Rmks:
    """A list for RMKS: complete and without fault until a change is made. Changes can be chained."""

    def __init__(self) -> None:
        self.things: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for number, seat in enumerate(SEATS, 1):
            self._hold(seat, seat, number)
        for month in (1, 2, 3, 4, 5, 6, 9, 10, 11):
            self.meeting(f"2026-{month:02}-11")
        self.declare("members", dated="2026-11-01", since="2026-01-01")
        self.declare("calendar", dated="2026-11-20", since="2026-01-01", through="2026-11-20")

    def _hold(self, name: str, seat: str, number: int) -> None:
        """A person, with function, membership and decision, in a seat."""
        row = SEATS[seat]
        self.set(
            f"person-{name}",
            a="kg:Person",
            **{"rdfs:label": f'"Exempelperson {number}"', "kg:isSynthetic": "true"},
        )
        self.set(
            f"person-{name}",
            **{
                "kg:hasDoctorate": "true" if seat == "psychiatry" else "false",
                "kg:isEmployedIn": REGIONAL_DEVELOPMENT if seat == "welfare" else HS,
            },
        )
        self.set(f"office-{name}", a="kg:OfficeHolding", **{"kg:isHeldBy": f"ex:person-{name}"})
        self.set(f"office-{name}", **{"kg:validFrom": day("2024-01-01"), "kg:holdsOffice": row.office})
        if row.unit:
            self.set(f"office-{name}", **{"kg:isInUnit": row.unit})
        self.set(f"member-{name}", a="kg:Membership", **{"org:member": f"ex:person-{name}"})
        self.set(
            f"member-{name}",
            **{
                "org:organization": BODY,
                "kg:takesSeat": f"kgd:orebro-rmks-seat-{row.seat}",
                "kg:isSeatedAs": f"ex:office-{name}",
                "kg:validFrom": day("2025-03-01"),
            },
        )
        if row.limited:
            self.mandate(name, "2025-03-01", "2027-02-28")
        self.set(f"decision-{name}", a="kg:Appointment", **{"kg:appoints": f"ex:member-{name}"})
        self.set(f"decision-{name}", **{"kg:isAppointedBy": row.appointer, "dcterms:date": day("2025-02-20")})

    # ---- changes

    def set(self, thing: str, **values: str | None) -> Rmks:
        """Give a thing these values; None leaves the property out."""
        for key, value in values.items():
            if value is None:
                self.things[thing].pop(key, None)
            else:
                self.things[thing][key] = [value]
        return self

    def drop(self, name: str, prop: str) -> Rmks:
        """Leave a property out of the person, function, membership or decision of a seat."""
        held = [f"{part}-{name}" for part in ("person", "office", "member", "decision")]
        dropped = [self.things[thing].pop(prop) for thing in held if prop in self.things[thing]]
        assert dropped, f"{name} has no {prop}"
        return self

    def leave(self, name: str) -> Rmks:
        """Take a member out of the list, without a word on the seat."""
        for part in ("person", "office", "member", "decision"):
            del self.things[f"{part}-{name}"]
        return self

    def vacate(self, seat: str) -> Rmks:
        """The seat is declared vacant, and nobody is in it."""
        self.leave(seat)
        return self.set(
            f"vacancy-{seat}",
            a="kg:Vacancy",
            **{
                "kg:isVacancyOf": f"kgd:orebro-rmks-seat-{SEATS[seat].seat}",
                "kg:validFrom": day("2026-09-01"),
            },
        )

    def second(self, seat: str) -> Rmks:
        """One person more in a seat, rightly appointed and in the right function."""
        self._hold(f"{seat}-2", seat, 20 + list(SEATS).index(seat))
        return self

    def same_person(self, seat: str, other: str) -> Rmks:
        """The person of one seat takes another seat too, each in a function of its own."""
        del self.things[f"person-{other}"]
        for part, prop in (("office", "kg:isHeldBy"), ("member", "org:member")):
            self.set(f"{part}-{other}", **{prop: f"ex:person-{seat}"})
        return self

    def appointed_by(self, name: str, office: str) -> Rmks:
        return self.set(f"decision-{name}", **{"kg:isAppointedBy": office})

    def seated_as(self, name: str, office: str, unit: str | None = None, acting: bool = False) -> Rmks:
        return self.set(
            f"office-{name}",
            **{
                "kg:holdsOffice": office,
                "kg:isInUnit": unit,
                "kg:isActing": "true" if acting else None,
            },
        )

    def employed_in(self, name: str, unit: str) -> Rmks:
        return self.set(f"person-{name}", **{"kg:isEmployedIn": unit})

    def doctorate(self, name: str, has: bool | None) -> Rmks:
        return self.set(
            f"person-{name}", **{"kg:hasDoctorate": None if has is None else "true" if has else "false"}
        )

    def mandate(self, name: str, since: str | None, through: str | None) -> Rmks:
        return self.set(
            f"member-{name}",
            **{
                "kg:mandateFrom": since and day(since),
                "kg:mandateThrough": through and day(through),
            },
        )

    def until_further_notice(self, name: str) -> Rmks:
        self.mandate(name, None, None)
        return self.set(f"member-{name}", **{"kg:isUntilFurtherNotice": "true"})

    def seated(self, name: str, since: str | None = None, through: str | None = None) -> Rmks:
        """When the membership holds."""
        return self.set(
            f"member-{name}",
            **{"kg:validFrom": since and day(since), "kg:validThrough": through and day(through)},
        )

    def meeting(
        self, on: str | None, status: str | None = "held", ordinary: bool | None = True, name: str = ""
    ) -> Rmks:
        """A meeting; the same date once more changes it."""
        return self.set(
            f"meeting-{name or on}",
            a="kg:Meeting",
            **{
                "kg:isMeetingOf": BODY,
                "dcterms:date": on and day(on),
                "kg:isOrdinary": None if ordinary is None else "true" if ordinary else "false",
                "kg:hasMeetingStatus": status and f"kgc:meeting-{status}",
            },
        )

    def no_meeting(self, month: int) -> Rmks:
        del self.things[f"meeting-2026-{month:02}-11"]
        return self

    def declare(
        self,
        aspect: str,
        dated: str,
        since: str | None = None,
        through: str | None = None,
        of: str = BODY,
        name: str = "",
    ) -> Rmks:
        """Declare the list complete in an aspect; once more changes the declaration."""
        return self.set(
            f"complete-{name or aspect}",
            a="kg:Completeness",
            **{
                "kg:isCompleteFor": of,
                "kg:hasAspect": f"kgc:aspect-{aspect}",
                "kg:hasInformant": '"rådets sekreterare"',
                "kg:coversFrom": since and day(since),
                "kg:coversThrough": through and day(through),
                "dcterms:date": day(dated),
            },
        )

    def incomplete(self, aspect: str) -> Rmks:
        """Leave out the declaration that the list is complete in an aspect."""
        del self.things[f"complete-{aspect}"]
        return self

    def set_up(self, on: str) -> Rmks:
        """The first day of the body."""
        self.things[BODY]["kg:validFrom"] = [day(on)]
        return self

    def ruling(self, reading: str, of: str = BODY, since: str = "2026-06-01") -> Rmks:
        return self.set(
            "ruling",
            a="kg:Ruling",
            **{
                "kg:settles": "kgd:interpretation-T-34",
                "kg:choosesReading": f"kgd:interpretation-T-34-{reading}",
                "kg:isRuledFor": of,
                "kg:isDecidedBy": DIRECTOR,
                "kg:hasDiaryNumber": '"EX-2026-0002"',
                "dcterms:date": day(since),
                "kg:validFrom": day(since),
                "kg:isSynthetic": "true",
            },
        )

    # ---- the list

    def text(self) -> str:
        """The list as Turtle, one thing a paragraph."""
        prefixes = {**PREFIXES, "ex": "https://example.org/underlag/orebro/"}
        lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in prefixes.items()]
        for thing, values in self.things.items():
            name = thing if ":" in thing else f"ex:{thing}"
            pairs = [f"{key} {', '.join(value)}" for key, value in values.items() if value]
            if pairs:
                lines += ["", f"{name} " + " ;\n    ".join(pairs) + " ."]
        return "\n".join(lines) + "\n"


def judge(text: str, as_of: str = AS_OF) -> Report:
    """The report on a list; the same list on the same day is judged once."""
    return judged(text, as_of)


def place(finding: Finding) -> str:
    """What a finding is about, in short: the month, the member, or the focus."""
    return finding.period or local_name(str(finding.value))


def outcomes(report: Report) -> dict[str, dict[str, str]]:
    """Rule, then place, then outcome; a missing one with its reason."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for finding in report.findings:
        reason = f" {finding.reason}" if finding.reason else ""
        found[finding.rule.id][place(finding)] = finding.outcome + reason
    return dict(found)


def violated(report: Report) -> set[str]:
    """The rules with at least one violation."""
    return {finding.rule.id for finding in report.findings if finding.outcome == "violated"}
