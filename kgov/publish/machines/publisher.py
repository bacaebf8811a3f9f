"""Who publishes: what a catalogue must say of them, from ``[publish]`` in ``kgov.toml``.

.. code-block:: toml

    [publish]
    publisher = "Region Exempel"
    publisher-type = "regional"
    organisation-number = "232100-0016"
    contact = "Kunskapsstyrningen i Region Exempel"
    email = "kunskapsstyrning@example.se"
    homepage = "https://www.example.se/"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kgov.errors import KgovError
from kgov.language import Both

#: The types of publisher that DCAT-AP-SE offers, by the word for them in ``kgov.toml``.
TYPES = {
    "regional": "RegionalAuthority",
    "local": "LocalAuthority",
    "national": "NationalAuthority",
    "company": "Company",
    "non-profit": "NonProfitOrganisation",
    "non-governmental": "NonGovernmentalOrganisation",
    "academia": "Academia-ScientificOrganisation",
    "standardisation": "StandardisationBody",
}
NEEDED = ("publisher", "publisher-type", "organisation-number", "contact", "email")
KEYS = (*NEEDED, "homepage")


@dataclass(frozen=True)
class Publisher:
    """An organisation that publishes, and where to turn.

    Args:
        name: the name of the organisation.
        kind: what it is, a key of ``TYPES``.
        number: its organisation number, ten digits.
        contact: the name of a function, never of a person.
        email: the address of that function.
        homepage: the site of the organisation, or nothing.
    """

    name: str
    kind: str
    number: str
    contact: str
    email: str
    homepage: str = ""


def publisher_of(table: Mapping[str, object], where: str = "kgov.toml") -> Publisher | None:
    """Who publishes, from the ``[publish]`` table of the settings; None where something needed is not told.

    Args:
        table: the table; keys that are not ours are left to others.
        where: the file, for the error.

    Raises:
        KgovError: a value is no text, or not of the form that it must have.
    """
    told = {key: table[key] for key in KEYS if table.get(key)}
    for key, value in told.items():
        fault = _fault(key, value)
        if fault:
            raise KgovError(
                Both(f"{key} i [publish]: {fault.sv}", f"{key} in [publish]: {fault.en}"), where=where
            )
    if missing(table):
        return None
    texts = {key: " ".join(str(value).split()) for key, value in told.items()}
    return Publisher(
        name=texts["publisher"],
        kind=texts["publisher-type"],
        number=texts["organisation-number"].replace("-", ""),
        contact=texts["contact"],
        email=texts["email"],
        homepage=texts.get("homepage", ""),
    )


def missing(table: Mapping[str, object]) -> list[str]:
    """The keys of ``[publish]`` that a catalogue needs and that are not told."""
    return [key for key in NEEDED if not table.get(key)]


def not_written(table: Mapping[str, object]) -> Both | None:
    """What to tell whoever publishes without a publisher, or None where nothing is missing."""
    keys = ", ".join(missing(table))
    if not keys:
        return None
    return Both(
        f"Katalogen för dataportal.se skrevs inte: en katalog måste säga vem som ger ut den. Ange {keys} "
        "under [publish] i kgov.toml.",
        f"The catalogue for dataportal.se was not written: a catalogue must say who publishes it. Give {keys} "
        "under [publish] in kgov.toml.",
    )


def _fault(key: str, value: object) -> Both | None:
    if not isinstance(value, str):
        return Both("ska vara text inom citattecken", "must be text in quotes")
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", value):
        return Both("texten innehåller styrtecken", "the text holds control characters")
    if key == "publisher-type" and value not in TYPES:
        kinds = ", ".join(TYPES)
        return Both(f"ska vara något av {kinds}", f"must be one of {kinds}")
    if key == "organisation-number" and not _is_number(value):
        return Both(
            "inget organisationsnummer; skriv tio siffror, som 232100-0016",
            "no organisation number; write ten digits, such as 232100-0016",
        )
    if key == "email" and not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", value):
        return Both("ingen e-postadress", "no e-mail address")
    if key == "homepage" and not re.fullmatch(
        r"https?://[A-Za-z0-9.-]+(:\d+)?(/[\w.~/-]*)?", value, re.ASCII
    ):
        return Both("ingen webbadress", "no web address")
    return None


def _is_number(text: str) -> bool:
    """Whether a text is an organisation number: ten digits, the last of which checks the others."""
    if not re.fullmatch(r"\d{6}-?\d{4}", text, re.ASCII):
        return False
    digits = [int(char) for char in text if char != "-"]
    doubled = [digit * (2 - index % 2) for index, digit in enumerate(digits)]
    return sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0
