"""Lists for the rules on RMKS beside its seats and meetings, and on the region: a complete one, and changes to it.

Measures, nominations and representatives stand beside one another without touching, so that one list holds many
cases. What a list holds beside the seats and meetings of ``build.Rmks`` is added here.
"""

from __future__ import annotations

from build import AS_OF, DIRECTOR, HSLG, REGION, Rmks, day, judge, outcomes

RSN = "kgd:orebro-rsn"
REFERENCE_GROUP = "kgd:orebro-rmks-referensgrupp"
RMKS = "kgd:orebro-rmks"
ASSESSOR = "kgd:orebro-omradeschef-forskning-och-utbildning"
CARE_REGION_GROUP = "kgd:mellansverige-kunskapsstyrningsgrupp"
NETWORK = "kgd:orebro-socialchefsnatverket"
DOCUMENT = "kgdoc:orebro-rmks"

RULES = ("OR-09a", "OR-09b", "OR-14", "OR-15", "OR-18", "OR-35", "OR-38")

#: Places: the council, the region, and the seat of whoever leads the reference group.
COUNCIL, OWNER = "orebro-rmks", "region-orebro-lan"
LEADER = "orebro-rmks-referensgrupp-seat-chair"

SATISFIED, VIOLATED, INAPPLICABLE, PENDING = "satisfied", "violated", "inapplicable", "pending"
UNCLEAR = "unclear"
ABSENT, INCOMPLETE, LAPSED = (
    "missing value-absent",
    "missing list-incomplete",
    "missing completeness-lapsed",
)


class Rest(Rmks):
    """A complete list: all seats, and everything that the other rules on RMKS and the region ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.set("head-1", a="kgd:orebro-verksamhetschef")
        self.set("nag-1", a="kgd:national-nag", **{"rdfs:label": '"Påhittad NAG 1"'})
        self.measure("within", budget=True, confirmed=RMKS, beside="ex:head-1")
        self.measure("beyond", budget=False, priority=2, submitted=HSLG)
        self.follow_up("2025-12-01")
        self.nomination("first", prepared=RMKS)
        self.representative("near").assessment("near")
        self.in_rsn("chair", "rmks-chair").in_rsn("process", "processagare")
        self.declare("members", dated="2026-11-01", of=RSN, name="rsn")
        self.leads_reference_group("reference")
        self.declare("members", dated="2026-11-01", of=REFERENCE_GROUP, name="reference-group")

    def remove(self, *things: str) -> Rest:
        for thing in things:
            del self.things[thing]
        return self

    # ---- measures

    def measure(
        self,
        name: str,
        budget: bool | None = None,
        confirmed: str | None = None,
        beside: str | None = None,
        priority: int | None = None,
        submitted: str | None = None,
        handled: str = RMKS,
        lacks: str | None = None,
    ) -> Rest:
        self.set(
            f"measure-{name}",
            a="kg:Measure",
            **{
                "kg:isHandledBy": handled,
                "kg:isWithinBudget": None if budget is None else str(budget).lower(),
                "kg:isConfirmedBy": confirmed,
                "kg:isConfirmedWith": beside,
                "kg:hasPriority": None if priority is None else str(priority),
                "kg:isSubmittedTo": submitted,
                "kg:lacks": lacks,
            },
        )
        return self

    # ---- years

    def follow_up(
        self, on: str | None, by: str | None = RMKS, plan: str | None = None, name: str = ""
    ) -> Rest:
        self.set(
            f"follow-up-{name or on}",
            a="kg:FollowUp",
            **{"kg:isFollowedUpBy": by, "kg:followsUp": plan, "dcterms:date": on and day(on)},
        )
        return self

    def version(self, name: str, since: str, revises: str | None = None) -> Rest:
        """A version of the document: the one that was read, or one with a new wording of a statement."""
        self.set(
            f"version-{name}",
            a="kg:DocumentVersion",
            **{"dcterms:isVersionOf": DOCUMENT, "kg:validFrom": day(since), "kg:isSynthetic": "true"},
        )
        if revises:
            self.set(
                f"wording-{name}",
                a="kg:Statement",
                **{
                    "prov:wasRevisionOf": f"kgs:{revises}",
                    "dcterms:isPartOf": f"ex:version-{name}",
                    "dcterms:identifier": f'"{revises}.2"',
                },
            )
        return self

    # ---- the region's people on other levels

    def nomination(
        self,
        name: str,
        to: str = "ex:nag-1",
        prepared: str | None = None,
        decided: str | None = None,
        by: str = REGION,
        on: str | None = None,
        person: str = "ex:person-near",
    ) -> Rest:
        self.set(
            f"nomination-{name}",
            a="kg:Nomination",
            **{
                "kg:isNominatedBy": by,
                "kg:isNominatedTo": to,
                "kg:isPreparedBy": prepared,
                "kg:isDecidedBy": decided,
                "kg:concernsPerson": person,
                "dcterms:date": on and day(on),
            },
        )
        return self

    def representative(self, name: str, body: str = "ex:nag-1", person: str | None = "") -> Rest:
        """Someone who sits for the region in a body, by default a national one."""
        who = f"ex:person-{name}" if person == "" else person
        if who and f"person-{name}" not in self.things and person == "":
            self.set(
                f"person-{name}",
                a="kg:Person",
                **{"rdfs:label": f'"Exempelperson {name}"', "kg:isSynthetic": "true"},
            )
        self.set(
            f"sits-{name}",
            a="kg:Membership",
            **{
                "org:member": who,
                "org:organization": body,
                "kg:represents": REGION,
                "kg:hasRole": "kgc:role-member",
            },
        )
        return self

    def assessment(self, name: str, by: str | None = ASSESSOR, nth: int = 1, on: str | None = None) -> Rest:
        self.set(
            f"assessment-{name}-{nth}",
            a="kg:ConflictOfInterestAssessment",
            **{
                "kg:concernsPerson": f"ex:person-{name}",
                "kg:isAssessedBy": by,
                "dcterms:date": on and day(on),
            },
        )
        return self

    # ---- RSN and the reference group

    def in_rsn(self, name: str, seat: str | None = None, form: str | None = None) -> Rest:
        self.set(
            f"rsn-{name}",
            a="kg:Membership",
            **{
                "org:member": f"ex:person-{name}",
                "org:organization": RSN,
                "kg:takesSeat": seat and f"kgd:orebro-rsn-seat-{seat}",
                "kg:hasRole": None if seat else "kgc:role-member",
                "kg:hasForm": form,
            },
        )
        return self

    def leads_reference_group(self, name: str, appointer: str | None = DIRECTOR) -> Rest:
        self.set(
            f"leads-{name}",
            a="kg:Membership",
            **{
                "org:member": f"ex:person-{name}",
                "org:organization": REFERENCE_GROUP,
                "kg:takesSeat": f"{REFERENCE_GROUP}-seat-chair",
            },
        )
        self.set(
            f"made-leader-{name}",
            a="kg:Appointment",
            **{"kg:appoints": f"ex:leads-{name}", "kg:isAppointedBy": appointer},
        )
        return self

    def settled(self, reading: str, of: str = REGION) -> Rest:
        """A ruling that settles a question of interpretation, such as ``T-40-both-steps``."""
        question = "-".join(reading.split("-")[:2])
        self.ruling(reading, of)
        self.set(
            "ruling",
            **{
                "kg:settles": f"kgd:interpretation-{question}",
                "kg:choosesReading": f"kgd:interpretation-{reading}",
            },
        )
        return self


def clean() -> Rest:
    return Rest()


def said(made: Rmks, rule: str, as_of: str = AS_OF) -> dict[str, str]:
    """What a rule says of a list, by place."""
    return outcomes(judge(made.text(), as_of)).get(rule, {})


def broken(made: Rmks) -> set[tuple[str, str]]:
    """Rule and place of everything violated in a list."""
    return {
        (rule, place)
        for rule, places in outcomes(judge(made.text())).items()
        for place, outcome in places.items()
        if outcome == VIOLATED
    }
