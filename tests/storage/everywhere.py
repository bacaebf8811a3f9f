"""The same knowledge in every store: in memory, in a folder and on two servers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import servers

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.model.stored import put_model, stored
from kgov.storage.disk import DiskStore
from kgov.storage.endpoint import EndpointStore
from kgov.storage.reading import read
from kgov.storage.source import Source
from kgov.storage.store import Holding, Store, list_holding
from kgov.storage.terms import Iri, Text

EXAMPLES = resources.folder("data") / "examples"
#: Few, for a server takes longer for each graph that a request names.
LISTS = ("orebro-rmks-fel.ttl", "orebro-stallningstagande.ttl", "kronoberg-grupper-fel.ttl")
LASTING = ("disk", "oxigraph", "virtuoso")
#: Of another owner of the same server: none of it may be seen in any answer.
FOREIGN = (
    Iri("https://w3id.org/kgov/id/orebro-rmks"),
    Iri("http://www.w3.org/2004/02/skos/core#prefLabel"),
    Text("främmande", "sv", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
)
#: A list with nodes that have no name, and with values that stores write in their own way.
NAMELESS = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix kg: <https://w3id.org/kgov/def/> .
@prefix kgd: <https://w3id.org/kgov/id/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a kg:Membership ; org:organization kgd:orebro-rmks ; org:member [ a kg:Person ; kg:hasDoctorate true ] ;
  kg:validFrom "2020-01-01"^^xsd:date .
[] a kg:Membership ; org:organization kgd:orebro-rmks ; org:member [ a kg:Person ; kg:hasDoctorate false ] .
"""


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[Source]:
    """The lists, read once."""
    nameless = tmp_path_factory.mktemp("lists") / "nameless.ttl"
    nameless.write_text(NAMELESS)
    return [read(str(path)) for path in (*(EXAMPLES / name for name in LISTS), nameless)]


@pytest.fixture(scope="session")
def memory(sources: list[Source]) -> Knowledge:
    """What all others are held against."""
    knowledge = Knowledge().need(*resources.PARTS)
    for source in sources:
        knowledge.add_list(source)
    return knowledge


@pytest.fixture(scope="session")
def running() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


_FILLED: dict[str, Store] = {}


@pytest.fixture(params=LASTING)
def lasting(
    request: pytest.FixtureRequest,
    sources: list[Source],
    running: ExitStack,
    tmp_path_factory: pytest.TempPathFactory,
) -> Store:
    """A store that outlives the process, with the model and the lists; made once for each sort."""
    sort = request.param
    if sort == "virtuoso" and not servers.has_virtuoso():
        pytest.skip("Virtuoso is not here: install the package virtuoso-opensource")
    if sort not in _FILLED:
        _FILLED[sort] = _filled(sort, sources, running, tmp_path_factory.mktemp("store"))
    return _FILLED[sort]


def _filled(sort: str, sources: list[Source], running: ExitStack, folder: Path) -> Store:
    if sort == "disk":
        writer = DiskStore(folder / "store", writing=True)
        _fill(writer, sources)
        writer.close()
        return DiskStore(folder / "store")
    server = running.enter_context(servers.oxigraph() if sort == "oxigraph" else servers.virtuoso())
    store = EndpointStore(server)
    store.add([FOREIGN], "urn:foreign:graph")
    if sort == "oxigraph":
        store._asker.change("INSERT DATA { <urn:foreign:s> <urn:foreign:p> 'in the default graph' }")
    _fill(store, sources)
    return EndpointStore(server)


def _fill(store: Store, sources: list[Source]) -> None:
    assert put_model(store) and not put_model(store)
    for source in sources:
        old = Holding(list_holding(source.name, "").graph, "list", source.name, "old")
        store.replace(old, source.triples[:5])
        store.replace(list_holding(source.name, source.digest), source.triples)


@pytest.fixture
def elsewhere(lasting: Store) -> Knowledge:
    """The knowledge of a lasting store."""
    return stored(lasting)
