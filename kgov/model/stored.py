"""The model and the lists in a store that outlives the process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path

from kgov import resources
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge, graph_of
from kgov.storage.memory import MemoryStore
from kgov.storage.oxigraph import triples_of
from kgov.storage.source import Source
from kgov.storage.store import LIST, MODEL, Holding, Store
from kgov.storage.terms import Blank, Iri, T, Triple


def model_files() -> dict[str, list[Path]]:
    """The files of the model by the graph they make up."""
    found: dict[str, list[Path]] = {}
    for part in resources.PARTS:
        for path in resources.files(part):
            found.setdefault(graph_of(path), []).append(path)
    return found


def put_model(store: Store) -> bool:
    """Bring the model in a store up to this program's.

    Returns:
        Whether there was anything to do.
    """
    if not _difference(store):
        return False
    files = model_files()
    for holding in store.holdings().values():
        if holding.kind == MODEL and holding.graph not in files:
            store.drop(holding.graph)
    for graph, paths in files.items():
        told = _numbered(graph, [triple for path in paths for triple in triples_of(path)])
        today = date.today().isoformat()
        store.replace(Holding(graph, MODEL, "kgov", resources.digest(), today), told)
    return True


def _numbered(graph: str, triples: list[Triple]) -> list[Triple]:
    """The triples with blank nodes numbered within their graph, so that no two graphs share one."""
    names: dict[Blank, Blank] = {}
    start = f"m{sorted(model_files()).index(graph)}n"

    def numbered(term: T) -> T | Blank:
        return names.setdefault(term, Blank(f"{start}{len(names)}")) if isinstance(term, Blank) else term

    return [(numbered(s), Iri(p), numbered(o)) for s, p, o in triples]


def _difference(store: Store) -> bool:
    noted = {h.graph: h.digest for h in store.holdings().values() if h.kind == MODEL}
    return noted != dict.fromkeys(model_files(), resources.digest())


def stored(store: Store, read_again: Callable[[str], Source | None] = lambda _: None) -> Knowledge:
    """The knowledge in a store: its model, and the lists it holds.

    Args:
        store: where they are.
        read_again: reads a list from its file once more, if it is still there; for the lines of findings.

    Raises:
        KgovError: the store holds no model, or not the model of this program.
    """
    if not any(holding.kind == MODEL for holding in store.holdings().values()):
        raise KgovError(
            Both("här finns inget som kgov har laddat", "there is nothing here that kgov has loaded"),
            Both(
                "Ladda modellen och underlagen: kgov load FIL.",
                "Load the model and the lists: kgov load FILE.",
            ),
            store.place or "",
        )
    if _difference(store):
        raise KgovError(
            Both(
                "modellen här är inte den som kgov nu har", "the model here is not the one that kgov has now"
            ),
            Both("Byt ut den: kgov load, med samma flagga.", "Renew it: kgov load, with the same option."),
            store.place or "",
        )
    knowledge = Knowledge(store, loaded=resources.PARTS)
    lists = [holding for holding in store.holdings().values() if holding.kind == LIST]
    knowledge.lists += [Listed(store, holding, read_again) for holding in sorted(lists, key=lambda h: h.name)]
    return knowledge


class Listed(Source):
    """A list in a store: its triples are read when they are asked for, and its lines from its file."""

    def __init__(self, store: Store, holding: Holding, read_again: Callable[[str], Source | None]) -> None:
        self.name = holding.name
        self.digest = holding.digest
        self.notes = []
        self._store = store
        self.graph = holding.graph
        self._named = holding.file or holding.name
        self._read_again = read_again

    @cached_property
    def triples(self) -> list[Triple]:  # type: ignore[override]
        return self._store.triples(self.graph)

    @cached_property
    def size(self) -> int:
        """How many entries it has, counted where they lie."""
        counted = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{self.graph}> {{ ?s ?p ?o }} }}"
        return int(str(self._store.select(counted).rows[0][0]))

    @cached_property
    def _file(self) -> Source:
        """The file that the list was made of, if it is still there and still the same."""
        found = self._read_again(self._named)
        return found if found and found.digest == self.digest else Source(self.name, "", [])

    @cached_property
    def text(self) -> str:  # type: ignore[override]
        return self._file.text

    @cached_property
    def rows(self):  # type: ignore[no-untyped-def,override]
        return self._file.rows

    @cached_property
    def places(self):  # type: ignore[no-untyped-def,override]
        return self._file.places

    @cached_property
    def asked(self):  # type: ignore[no-untyped-def,override]
        return self._file.asked


def in_memory(knowledge: Knowledge) -> Knowledge:
    """The knowledge in a store that ends with the process: as it is, or a copy of what lies elsewhere."""
    if knowledge.store.place is None:
        return knowledge
    store = MemoryStore()
    for graph in knowledge.store.graphs():
        store.add(knowledge.store.triples(graph), graph)
    copy = Knowledge(store, loaded=resources.PARTS)
    copy.lists += knowledge.lists
    return copy
