"""What every store answers: in memory, in a folder on disk, or on a server.

A store keeps one named graph for each source. Queries read the union of these graphs as their default graph and
nothing else that the store may hold; only questions about provenance say GRAPH.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from itertools import count
from pathlib import Path
from typing import Protocol

from kgov.language import Both
from kgov.storage.table import Table
from kgov.storage.terms import Triple

#: The names of graphs that are made from lists begin so.
LISTS = "urn:kgov:list:"
#: What a source is: a graph of the model itself, or a list.
MODEL, LIST = "model", "list"


@dataclass(frozen=True)
class Holding:
    """What a store knows of one of its graphs.

    Args:
        graph: the name of the graph; that of a list has the number of its version at the end.
        kind: ``model`` for a graph of the model, ``list`` for a list.
        name: the source as the user named it; for the model that of the program.
        digest: the SHA-256 of what the graph was made of; for the model that of all its files.
        loaded: the date on which it was put there.
        file: where the list was read from, as the user named it.
    """

    graph: str
    kind: str
    name: str
    digest: str
    loaded: str = ""
    file: str = ""

    def text(self) -> str:
        """The holding as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def of_text(cls, text: str) -> Holding:
        """A holding from its JSON; ValueError where it is none."""
        try:
            return cls(**json.loads(text))
        except TypeError:
            raise ValueError(text) from None


def list_holding(name: str, digest: str, loaded: str = "", file: str = "") -> Holding:
    """The holding of a list, in the first graph that a source of that name has.

    Args:
        name: the source as the user named it.
        digest: the SHA-256 of its bytes.
        loaded: the date on which it is put there.
        file: where it was read from, as the user named it.
    """
    graph = f"{LISTS}{hashlib.sha256(name.encode()).hexdigest()[:16]}:1"
    return Holding(graph, LIST, name, digest, loaded, file)


def version_after(holding: Holding, taken: Collection[str]) -> Holding:
    """A holding in the first graph of its source that is not taken.

    A list is written beside the one it replaces, and the note of it is what changes in one step.
    """
    source = holding.graph.rpartition(":")[0]
    numbers = (f"{source}:{number}" for number in count(1))
    return replace(holding, graph=next(name for name in numbers if name not in taken))


class Store(Protocol):
    """Named graphs that can be asked and changed.

    Every method raises KgovError, with what to do, where the store cannot be reached, opened or written, where an
    answer is not whole, or where a query cannot be read.
    """

    @property
    def name(self) -> str:
        """What sort of store it is, for notes and tests."""

    @property
    def place(self) -> Both | None:
        """Where it is, as one says it to a reader; None in memory."""

    def select(self, query: str) -> Table:
        """The rows of a SELECT query; an ASK query gives one row ``answer``, a CONSTRUCT query its triples."""

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT query."""

    def triples(self, graph: str | None = None) -> list[Triple]:
        """All triples, or those of one named graph."""

    def graphs(self) -> list[str]:
        """The names of the graphs, in order."""

    def lacking(self, triples: Iterable[Triple]) -> list[Triple]:
        """Those of some triples that are not there."""

    def describes(self, iri: str) -> bool:
        """Whether anything is said of a thing."""

    def trig(self) -> str:
        """Everything with its named graphs as TriG, the same text each time."""

    def __len__(self) -> int:
        """The number of triples, each counted in every graph it is in."""

    def load(self, path: Path, graph: str) -> None:
        """Add one of the model's own Turtle files to a named graph."""

    def add(self, triples: Iterable[Triple], graph: str) -> None:
        """Add triples to a named graph."""

    def replace(self, holding: Holding, triples: Iterable[Triple] | Path) -> Holding:
        """Put triples in place of what the store has of a source, and note the holding, in one step.

        Whoever reads sees all of the old graph or all of the new one, also after a crash.

        Args:
            holding: the source.
            triples: what it says; or a file of checked N-Triples without blank nodes, which a store takes in as it is.

        Returns:
            The holding as it was noted, with the graph that the triples are in.
        """

    def drop(self, graph: str) -> None:
        """Take away a graph and the note of it."""

    def holdings(self) -> dict[str, Holding]:
        """The graphs that were put there by ``replace``, by name and in order."""
