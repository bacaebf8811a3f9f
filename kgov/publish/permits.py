"""In which bodies members may be named: only where it is decided, and while that decision holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.storage.terms import Iri


@dataclass(frozen=True)
class Permit:
    """That the members of a body may be named: on what legal ground, by which decision, until it is to be reviewed.

    Args:
        body: the body.
        legal_basis: the legal basis, in the owner's words.
        decision: number of the decision.
        review: the day by which the decision is to be reviewed; after it nobody is named.
        representatives: patient and next-of-kin representatives of the body that are decided one by one.
    """

    body: Iri
    legal_basis: str
    decision: str
    review: date
    representatives: frozenset[str] = frozenset()


def in_force(
    permits: Iterable[Permit], knowledge: Knowledge, day: date
) -> tuple[dict[Iri, Permit], list[Both]]:
    """The permits that hold on a day, by body, and what should be known of those that do not.

    Raises:
        KgovError: none holds.
    """
    given = list(permits)
    valid = {permit.body: permit for permit in given if permit.review >= day}
    said = Both(
        "{name}: beslutet skulle ha omprövats senast {day}, och ingen namnges.",
        "{name}: the decision was to be reviewed by {day}, and nobody is named.",
    )
    notes = [
        said.fill(name=knowledge.thing(permit.body).label, day=permit.review)
        for permit in given
        if permit.body not in valid
    ]
    if not valid:
        raise KgovError(
            Both(
                "namn kan inte publiceras: inget beslut om det är antecknat",
                "names cannot be published: no decision on it is recorded",
            ),
            Both(
                "Anteckna i kgov.toml, för varje grupp, under [[publish.named]]: body, legal-basis, decision, review.",
                "Record in kgov.toml, for each body, under [[publish.named]]: body, legal-basis, decision, review.",
            ),
        )
    return valid, notes
