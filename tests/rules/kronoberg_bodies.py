"""The clean bodies of the Kronoberg tests: complete records without fault, as Turtle with one statement a line.

Names are prefixed by ``§`` and the body itself is written ``§§``, so that one text serves any number of bodies.
Every person is invented and marked so.
"""

from __future__ import annotations

from collections.abc import Iterable

COUNCIL = "kgd:kronoberg-lakemedelsradet"


def day(text: str) -> str:
    """A date as Turtle writes it."""
    return f'"{text}"^^xsd:date'


# ---- parts of a list


def member(name: str, seat: str, **person: str | None) -> list[str]:
    """A membership and its person; the seat is one of Kronoberg's, and None leaves a property out."""
    lines = [
        f"ex:§-{name} a kg:Membership",
        f"ex:§-{name} org:organization §§",
        f"ex:§-{name} org:member ex:§-person-{name}",
        f"ex:§-{name} kg:takesSeat kgd:kronoberg-mg-seat-{seat}",
        f"ex:§-{name} kg:validFrom {day('2024-02-01')}",
        f"ex:§-person-{name} a kg:Person",
        f'ex:§-person-{name} rdfs:label "Exempelperson {name} §"',
        f"ex:§-person-{name} kg:isSynthetic true",
    ]
    return lines + [f"ex:§-person-{name} kg:{key} {value}" for key, value in person.items() if value]


def appointed(name: str, by: str | None, consulted: Iterable[str], recommended: bool = False) -> list[str]:
    """The decision on a member, and the recommendation that it rests on."""
    lines = [f"ex:§-decision-{name} a kg:Appointment", f"ex:§-decision-{name} kg:appoints ex:§-{name}"]
    lines.append(f"ex:§-decision-{name} dcterms:date {day('2024-01-20')}")
    if by:
        lines.append(f"ex:§-decision-{name} kg:isAppointedBy {by}")
    lines += [f"ex:§-decision-{name} kg:consulted {party}" for party in consulted]
    if recommended:
        lines += [
            f"ex:§-decision-{name} kg:restsOn ex:§-advice-{name}",
            f"ex:§-advice-{name} a kg:Recommendation",
            f"ex:§-advice-{name} kg:isRecommendedBy kgd:kronoberg-mklk",
            f"ex:§-advice-{name} kg:isReconciledWith ex:vo-chef",
            f"ex:§-advice-{name} kg:consulted ex:verksamhetschef",
        ]
    return lines


def complete(
    aspect: str,
    dated: str,
    since: str | None = None,
    through: str | None = None,
    of: str = "§§",
    name: str = "",
) -> list[str]:
    """The list is declared complete in an aspect."""
    thing = f"ex:§-complete-{name or aspect}"
    lines = [
        f"{thing} a kg:Completeness",
        f"{thing} kg:isCompleteFor {of}",
        f"{thing} kg:hasAspect kgc:aspect-{aspect}",
        f'{thing} kg:hasInformant "gruppens samordnare"',
        f"{thing} dcterms:date {day(dated)}",
    ]
    if since:
        lines.append(f"{thing} kg:coversFrom {day(since)}")
    if through:
        lines.append(f"{thing} kg:coversThrough {day(through)}")
    return lines


def meeting(
    on: str | None,
    by: str | None = "kgc:role-chair",
    status: str | None = "held",
    mode: str = "digital",
    name: str = "",
) -> list[str]:
    """A meeting of the body."""
    thing = f"ex:§-meeting-{name or on}"
    lines = [f"{thing} a kg:Meeting", f"{thing} kg:isMeetingOf §§", f"{thing} kg:hasMode kgc:mode-{mode}"]
    if on:
        lines.append(f"{thing} dcterms:date {day(on)}")
    if status:
        lines.append(f"{thing} kg:hasMeetingStatus kgc:meeting-{status}")
    if by:
        lines.append(f"{thing} kg:isConvenedBy {by}")
    return lines


def invitation(
    on: str | None, to: str | None, person: str | None = "ex:§-person-chair", name: str = ""
) -> list[str]:
    """An invitation of the chair."""
    thing = f"ex:§-invitation-{name or on}"
    lines = [f"{thing} a kg:Invitation", f"{thing} kg:concernsBody §§"]
    if on:
        lines.append(f"{thing} dcterms:date {day(on)}")
    if person:
        lines.append(f"{thing} kg:concernsPerson {person}")
    if to:
        lines.append(f"{thing} kg:isInvitedTo {to}")
    return lines


# ---- the clean bodies

MEETING_DAYS = ("2025-01-15", "2025-03-12", "2025-05-14", "2025-09-10", "2025-10-08", "2025-12-03")

#: A medical group as the document wants it: chair, specialist in general medicine, pharmacist, municipal
#: representative, and a patient representative attached to the work.
GROUP = [
    "§§ a kgd:kronoberg-mg",
    '§§ rdfs:label "Exempelgrupp §"',
    "§§ kg:isOrganisedBy kgc:organised-by-organ-system",
    "§§ kg:mirrors ex:rpo",
    "§§ kg:mirrors ex:npo",
    "§§ kg:handlesMedicines true",
    "§§ kg:handlesMunicipalCare true",
    *[f"§§ kg:hasCareChainStage ex:§-stage-{stage}" for stage in ("primary", "hospital", "town")],
    *member(
        "chair",
        "chair",
        hasProfession="kgc:profession-physician",
        hasSpecialty="kgc:specialty-internal-medicine",
        hasSpecialistCompetence="true",
        holdsManagerialPosition="false",
        hasDoctorate="false",
        hasClinicalLink="true",
    ),
    "ex:§-chair kg:isSpecialistInArea true",
    "ex:§-chair kg:representsStage ex:§-stage-hospital",
    *appointed(
        "chair", "kgd:kronoberg-hsd", ("kgd:kronoberg-hslg", "ex:vo-chef", "kgd:kronoberg-verksamhetschef")
    ),
    *member(
        "doctor",
        "member",
        hasProfession="kgc:profession-physician",
        hasSpecialty="kgc:specialty-general-medicine",
        hasSpecialistCompetence="true",
        holdsManagerialPosition="false",
        hasDoctorate="true",
        hasClinicalLink="true",
    ),
    "ex:§-doctor kg:isSpecialistInArea true",
    "ex:§-doctor kg:representsStage ex:§-stage-primary",
    *appointed("doctor", "kgd:kronoberg-hsd", ("kgd:kronoberg-hslg",), recommended=True),
    *member(
        "pharmacist",
        "member",
        hasProfession="kgc:profession-pharmacist",
        hasSpecialistCompetence="true",
        holdsManagerialPosition="false",
        hasDoctorate="false",
        hasClinicalLink="true",
    ),
    "ex:§-pharmacist kg:isSpecialistInArea true",
    "ex:§-pharmacist kg:representsStage ex:§-stage-hospital",
    *appointed("pharmacist", "kgd:kronoberg-hsd", ("kgd:kronoberg-hslg",), recommended=True),
    *member(
        "town",
        "municipal",
        hasProfession="kgc:profession-nurse",
        hasSpecialistCompetence="true",
        holdsManagerialPosition="false",
        hasDoctorate="false",
        hasClinicalLink="true",
    ),
    "ex:§-town kg:isSpecialistInArea true",
    "ex:§-town kg:representsStage ex:§-stage-town",
    *appointed("town", None, ("kgd:kronoberg-ledningsgrupp-samordning",)),
    *member("patient", "patient"),
    "ex:§-mklk-place a kg:Membership",
    "ex:§-mklk-place org:member ex:§-person-chair",
    "ex:§-mklk-place kg:takesSeat kgd:kronoberg-mklk-seat-mg-chair",
    *[line for on in MEETING_DAYS for line in meeting(on)],
    *invitation("2025-04-02", "ex:ledningsgrupp"),
    *complete("members", "2026-11-01"),
    *complete("consultations", "2026-11-01"),
    *complete("calendar", "2026-01-10", "2025-01-01", "2025-12-31"),
]

#: A local medical working group: two members, an assessment of the need, and a decision on the assignment.
LAG = [
    "§§ a kgd:kronoberg-lag",
    '§§ rdfs:label "Exempelarbetsgrupp §"',
    *member("first", "member"),
    *appointed("first", "kgd:kronoberg-hsd", ("kgd:kronoberg-hslg",), recommended=True),
    *member("second", "member"),
    *appointed("second", "kgd:kronoberg-hsd", ("kgd:kronoberg-hslg",), recommended=True),
    "ex:§-need a kg:NeedsAssessment",
    "ex:§-need kg:concernsBody §§",
    f"ex:§-need kg:isAssessedBy {COUNCIL}",
    "ex:§-need kg:isAnchoredWith kgd:kronoberg-mklk",
    "ex:§-assignment a kg:Decision",
    "ex:§-assignment kg:concernsBody §§",
    "ex:§-assignment kg:hasDecisionKind kgc:decision-assignment",
    "ex:§-assignment kg:isDecidedBy kgd:kronoberg-mklk",
    f"ex:§-assignment dcterms:date {day('2026-01-20')}",
    f"ex:§-assignment kg:validFrom {day('2026-02-01')}",
    f"ex:§-assignment kg:validThrough {day('2027-12-31')}",
    *complete("members", "2026-11-01"),
    *complete("consultations", "2026-11-01"),
]

#: What the bodies of one list share: offices and bodies that a list names, and the list of MK/LK.
COMMON = [
    "ex:vo-chef a kgd:kronoberg-vo-chef",
    "ex:verksamhetschef a kgd:kronoberg-verksamhetschef",
    "ex:ledningsgrupp a kgd:kronoberg-berord-ledningsgrupp",
    "ex:rpo a kgd:kronoberg-rpo",
    "ex:npo a kgd:national-npo",
    *complete("members", "2026-11-01", of="kgd:kronoberg-mklk", name="mklk"),
]
