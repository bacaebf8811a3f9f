"""What ``kgov.toml`` says of a SPARQL server."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kgov.errors import KgovError
from kgov.language import Both

_TEXTS = ("query", "update", "user-from", "password-from")
_NUMBERS = ("deadline", "max-bytes")


@dataclass(frozen=True)
class Endpoint:
    """A server and how it is asked.

    Args:
        query: its address for queries.
        update: its address for changes, if another.
        user_from: the name of the environment variable that holds the user.
        password_from: and of the one that holds the password.
        bounds: ``deadline`` in seconds and ``max_bytes`` of an answer, where they are set.
    """

    query: str = ""
    update: str = ""
    user_from: str = "KGOV_ENDPOINT_USER"
    password_from: str = "KGOV_ENDPOINT_PASSWORD"
    bounds: tuple[tuple[str, float], ...] = ()

    @property
    def user(self) -> str:
        return os.environ.get(self.user_from, "")

    @property
    def password(self) -> str:
        return os.environ.get(self.password_from, "")


def endpoint(told: object, file: Path) -> Endpoint:
    """The server that ``endpoint`` in the settings means: an address, or a table.

    Raises:
        KgovError: a key that means nothing, or a value of the wrong kind.
    """
    table = {"query": told} if isinstance(told, str) else told
    if not isinstance(table, dict):
        raise KgovError(
            Both("endpoint ska vara en adress eller en tabell", "endpoint must be an address or a table"),
            where=str(file),
        )
    known = (*_TEXTS, *_NUMBERS)
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise KgovError(
            Both(f"okänd inställning i endpoint: {unknown[0]}", f"unknown setting in endpoint: {unknown[0]}"),
            Both("Det som finns: " + ", ".join(known), "There are: " + ", ".join(known)),
            where=str(file),
        )
    for name, value in table.items():
        number = isinstance(value, int | float) and not isinstance(value, bool) and value > 0
        if not (isinstance(value, str) if name in _TEXTS else number):
            raise KgovError(
                Both(
                    f"endpoint: {name} har fel sorts värde", f"endpoint: {name} has a value of the wrong kind"
                ),
                where=str(file),
            )
    texts = {name.replace("-", "_"): table[name] for name in _TEXTS if name in table}
    bounds = tuple((name.replace("-", "_"), table[name]) for name in _NUMBERS if name in table)
    return Endpoint(**texts, bounds=bounds)
