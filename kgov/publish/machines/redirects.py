"""Rules for web servers: where the name of a thing leads, and what became of names that are no longer used."""

from __future__ import annotations

from collections.abc import Iterator

from kgov.namespaces import BASE
from kgov.publish.choice import Choice
from kgov.publish.machines import apache, hosts, nginx
from kgov.publish.machines.described import Described
from kgov.publish.machines.thing_paths import names


def files(described: Described, choice: Choice) -> Iterator[tuple[str, bytes]]:
    """The rules for Apache, nginx, Netlify-style hosts and w3id.org.

    Args:
        described: what is published.
        choice: where the site will lie.
    """
    here = names(described, BASE, choice.base)
    yield ".htaccess", apache.site(here, choice.base).encode()
    yield "server/w3id.htaccess", apache.w3id(names(described, BASE), choice.base).encode()
    yield "server/nginx.conf", nginx.site(here, choice.base).encode()
    yield "_redirects", hosts.redirects(here, choice.base).encode()
    yield "_headers", hosts.headers(choice.base).encode()
