"""Sites in memory: of the documents alone, and with a list that wishes the reader ill."""

from __future__ import annotations

import pytest
from sites import HOSTILE, SODRA, knowledge, site

from kgov.namespaces import expand
from kgov.storage.terms import Iri


@pytest.fixture(scope="session")
def whole() -> dict[str, bytes]:
    """The site of all documents, without lists."""
    return dict(site(knowledge()).files())


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A site of one owner with a list that wishes the reader ill."""
    path = tmp_path_factory.mktemp("hostile") / "list.ttl"
    path.write_text(HOSTILE, encoding="utf-8")
    return dict(site(knowledge(path), owner=Iri(expand("kgd:region-orebro-lan"))).files())


@pytest.fixture(scope="session")
def small() -> dict[str, bytes]:
    """The site of one owner, without lists."""
    return dict(site(knowledge(), owner=SODRA).files())
