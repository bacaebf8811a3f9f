"""What every store answers: in memory, in a folder on disk, or on a server.

A store keeps one named graph for each source. Queries read the union of these graphs as their default graph and
nothing else that the store may hold; only questions about provenance say GRAPH.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
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
        graph: the name of the graph.
        kind: ``model`` for a graph of the model, ``list`` for a list.
        name: the source as the user named it; for the model its version.
        digest: the SHA-256 of what the graph was made of; for the model that of all its files.
    """

    graph: str
    kind: str
    name: str
    digest: str

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


def list_holding(name: str, digest: str) -> Holding:
    """The holding of a list: the same source always has the same graph, so that it can be replaced.

    Args:
        name: the source as the user named it.
        digest: the SHA-256 of its bytes.
    """
    return Holding(LISTS + hashlib.sha256(name.encode()).hexdigest()[:16], LIST, name, digest)


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

    def replace(self, holding: Holding, triples: Iterable[Triple]) -> None:
        """Put triples in place of all that the graph of the holding has, and note the holding, in one step.

        Whoever reads sees the old graph with the old note or the new graph with the new note, also after a crash.
        """

    def drop(self, graph: str) -> None:
        """Take away a graph and the note of it."""

    def holdings(self) -> dict[str, Holding]:
        """The graphs that were put there by ``replace``, by name and in order."""
