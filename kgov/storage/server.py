"""Where a SPARQL server is, and how it is to be asked."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from kgov.errors import KgovError
from kgov.language import Both


@dataclass(frozen=True)
class Server:
    """Where a server is and how it is to be asked.

    Args:
        url: where it takes queries.
        update_url: where it takes changes, if elsewhere.
        user: who asks, where it wants to know.
        password: and the password.
        deadline: seconds within which a whole answer must be here, with all attempts.
        max_bytes: what an answer may weigh.

    Raises:
        KgovError: an address is none, or a password would travel in the open.
    """

    url: str
    update_url: str = ""
    user: str = ""
    password: str = ""
    deadline: float = 120.0
    max_bytes: int = 500 * 1024 * 1024

    def __post_init__(self) -> None:
        for url in filter(None, (self.url, self.update_url)):
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise KgovError(
                    Both(
                        "adressen till servern ska börja med http:// eller https://",
                        "the address of the server must begin with http:// or https://",
                    ),
                    Both(
                        "Skriv till exempel http://localhost:7878/query.",
                        "Write for instance http://localhost:7878/query.",
                    ),
                    url,
                )
            if parts.username or parts.password:
                raise KgovError(
                    Both("lösenord hör inte hemma i adressen", "passwords do not belong in the address"),
                    Both(
                        "Lägg dem i KGOV_ENDPOINT_USER och KGOV_ENDPOINT_PASSWORD.",
                        "Put them in KGOV_ENDPOINT_USER and KGOV_ENDPOINT_PASSWORD.",
                    ),
                    f"{parts.scheme}://{parts.hostname}",
                )
            if self.user and parts.scheme != "https" and not is_loopback(parts.hostname):
                raise KgovError(
                    Both(
                        "lösenord skickas bara över https, eller till den egna datorn",
                        "passwords are sent over https only, or to your own computer",
                    ),
                    Both("Använd serverns https-adress.", "Use the server's https address."),
                    url,
                )


def is_loopback(host: str) -> bool:
    """Whether a host is the computer that asks."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
