"""A store on a SPARQL 1.1 server, of any make.

Servers differ in what their default graph is, and some cut an answer without saying so. So each request names our
graphs, and an answer counts only when it is shown to be whole. A CONSTRUCT is asked as the SELECT of its variables,
whose JSON ends where it ends, and its template is filled in here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.asking import Asker
from kgov.storage.memory import MemoryStore
from kgov.storage.oxigraph import triples_of
from kgov.storage.query_form import Form, form_of
from kgov.storage.server import Server
from kgov.storage.store import MODEL, Holding, version_after
from kgov.storage.table import Table
from kgov.storage.terms import Iri, Text, Triple, named_blank
from kgov.storage.whole_answers import Cut, WholeAnswers

#: The graph on the server that says which graphs are ours, and the property that says it.
NOTES = "urn:kgov:holdings"
_NOTED = "urn:kgov:holding"
#: Servers whose answers to the questions of the catalogue are not those of the others: joins of OPTIONAL with a
#: FILTER on a value from outside, paths and VALUES. The words a server begins its own name with.
_MISREADING = ("Virtuoso/07.", "Virtuoso/06.")
#: Triples in one request that changes something; Virtuoso refuses long ones.
_BATCH = 250


class EndpointStore:
    """Named graphs on a server.

    Args:
        server: where, as whom, and within which bounds.
        tell: what is told to the user while the work goes on.
    """

    name = "endpoint"

    def __init__(self, server: Server, tell: Callable[[Both], None] = lambda _: None) -> None:
        self.server = server
        self.place: Both | None = Both(f"servern {server.url}", f"the server {server.url}")
        self._asker = Asker(server)
        self._answers = WholeAnswers(self._asker)
        self._tell = tell
        self._grammar = MemoryStore()
        self._noted: dict[str, Holding] | None = None
        self._copied: MemoryStore | None = None

    # ---- asking

    def select(self, query: str) -> Table:
        """The rows of a SELECT query; an ASK query gives one row ``answer``, a CONSTRUCT query its triples."""
        form = self._form(query)
        if form.kind == "construct":
            return self._filled(form).select(
                form.prologue + "CONSTRUCT WHERE { ?subject ?predicate ?object }"
            )
        return self._asked(query)

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT query."""
        form = self._form(query)
        assert form.kind == "construct"
        return self._filled(form).triples()

    def _form(self, query: str) -> Form:
        """The form of a query that can be read; it is read here first, so that its errors are named in one way."""
        self._grammar.select(query)
        form = form_of(query)
        if form.kind == "describe":
            raise KgovError(
                Both(
                    "DESCRIBE ger olika svar på olika servrar",
                    "DESCRIBE gives different answers on different servers",
                ),
                Both("Använd CONSTRUCT.", "Use CONSTRUCT."),
            )
        return form

    def _filled(self, form: Form) -> MemoryStore:
        """What a CONSTRUCT makes of the rows that the server gives."""
        rows = self._asked(form.rows)
        made = MemoryStore()
        names = " ".join(f"?{column}" for column in rows.columns)
        for part in _parts(rows.rows):
            values = " ".join(
                f"({' '.join('UNDEF' if v is None else named_blank(v).n3() for v in row)})" for row in part
            )
            text = (
                f"{form.prologue} CONSTRUCT {{ {form.template} }} WHERE {{ VALUES ({names}) {{ {values} }} }}"
            )
            made.add(self._grammar.construct(text), NOTES)
        return made

    def _asked(self, query: str) -> Table:
        if self._is_misread():
            return self._copy().select(query)
        try:
            table = self._answers.rows(query, self.graphs())
        except Cut as cut:
            self._tell(
                Both(
                    f"{cut.problem.sv}; frågan ställs i stället här, mot en kopia av servern",
                    f"{cut.problem.en}; the query is asked here instead, of a copy of the server",
                )
            )
            return self._copy().select(query)
        self._unchanged()
        return table

    def _is_misread(self) -> bool:
        """Whether the server is one that is known to give other rows than the query asks for."""
        graphs, make = self.graphs(), self._answers.make
        if graphs and make.startswith(_MISREADING) and self._copied is None:
            self._tell(
                Both(
                    f"{make} läser frågor på sitt eget sätt; de ställs här, mot en kopia av servern",
                    f"{make} reads queries in its own way; they are asked here, of a copy of the server",
                )
            )
        return make.startswith(_MISREADING)

    def _unchanged(self) -> None:
        """Refuse to go on where another process has changed what our answers rest on."""
        if self._read_notes() != self._noted:
            raise KgovError(
                Both(
                    "underlagen på servern byttes ut medan de lästes",
                    "the lists on the server were replaced while they were read",
                ),
                Both("Kör kommandot igen.", "Run the command again."),
                self.server.url,
            )

    # ---- whole graphs

    def lacking(self, triples: Iterable[Triple]) -> list[Triple]:
        """Those of some triples that are not there."""
        there = set(self.triples())
        return [triple for triple in triples if triple not in there]

    def triples(self, graph: str | None = None) -> list[Triple]:
        """All triples, or those of one named graph."""
        return self._answers.triples(self.graphs() if graph is None else [graph])

    def _copy(self) -> MemoryStore:
        """All our graphs, in memory."""
        if self._copied is None:
            self._copied = MemoryStore()
            for graph in self.graphs():
                self._copied.add(self.triples(graph), graph)
            self._unchanged()
        return self._copied

    def trig(self) -> str:
        """Everything with its named graphs as TriG, the same text each time."""
        return self._copy().trig()

    def graphs(self) -> list[str]:
        """The names of the graphs, in order."""
        return list(self.holdings())

    def describes(self, iri: str) -> bool:
        """Whether anything is said of a thing."""
        query = f"ASK {{ {named_blank(Iri(iri)).n3()} ?p ?o }}"
        return str(self._asked(query).rows[0][0]) == "true"

    def __len__(self) -> int:
        return sum(self._answers.count(graph) for graph in self.graphs())

    # ---- changing

    def load(self, path: Path, graph: str) -> None:
        """Add one of the model's own Turtle files to a named graph."""
        self.add(triples_of(path), graph)

    def add(self, triples: Iterable[Triple], graph: str) -> None:
        """Add triples to a named graph."""
        self._insert(_lines(triples), graph)

    def _insert(self, lines: Iterable[str], graph: str) -> int:
        """Add lines of N-Triples part by part, and tell how many different ones there were."""
        seen: set[int] = set()
        left = iter(lines)
        while part := list(islice(left, _BATCH)):
            seen.update(map(hash, part))
            self._asker.change(f"INSERT DATA {{ GRAPH <{graph}> {{ {''.join(part)} }} }}", again=True)
        self._copied = None
        return len(seen)

    def replace(self, holding: Holding, triples: Iterable[Triple] | Path) -> Holding:
        """Put triples in place of what the server has of a source, and note the holding.

        A list is written beside the old one, counted, and noted in one statement. A graph of the model is
        replaced where it is; until it is noted no command takes the model of the server for its own.
        """
        self._noted = None
        before = [
            old for old in self.holdings().values() if (old.kind, old.name) == (holding.kind, holding.name)
        ]
        if holding.kind == MODEL:
            new, before = holding, [old for old in before if old.graph == holding.graph]
            self._note(before, [])
        else:
            new = version_after(holding, self.graphs())
        self._drop(new.graph)
        sent = self._insert(_lines(triples), new.graph)
        kept = self._answers.count(new.graph)
        if kept != sent:
            raise KgovError(
                Both(
                    f"servern behöll {kept} av {sent} uppgifter i {holding.name}",
                    f"the server kept {kept} of {sent} statements in {holding.name}",
                ),
                Both(
                    "Underlaget är inte utbytt. Servern tar inte emot allt som det är skrivet.",
                    "The list is not replaced. The server does not take everything as it is written.",
                ),
                self.server.url,
            )
        self._note([] if holding.kind == MODEL else before, [new])
        for old in before:
            if old.graph != new.graph:
                self._drop(old.graph)
        return new

    def drop(self, graph: str) -> None:
        """Take away the note of a graph, and then the graph."""
        old = self.holdings().get(graph)
        if old:
            self._note([old], [])
        self._drop(graph)

    def _drop(self, graph: str) -> None:
        self._asker.change(f"DROP SILENT GRAPH <{graph}>", again=True)
        self._copied = None

    def _note(self, old: list[Holding], new: list[Holding]) -> None:
        """Change the notes in one statement."""
        gone, come = (
            "".join(f"<{holding.graph}> <{_NOTED}> {Text(holding.text()).n3()} . " for holding in some)
            for some in (old, new)
        )
        if gone and come:
            change = f"WITH <{NOTES}> DELETE {{ {gone} }} INSERT {{ {come} }} WHERE {{ }}"
        else:
            word = "DELETE" if gone else "INSERT"
            change = f"{word} DATA {{ GRAPH <{NOTES}> {{ {gone or come} }} }}"
        if gone or come:
            self._asker.change(change, again=True)
        self._noted = None

    def holdings(self) -> dict[str, Holding]:
        """The graphs that were put there by ``replace``, by name and in order."""
        if self._noted is None:
            self._noted = self._read_notes()
        return self._noted

    def _read_notes(self) -> dict[str, Holding]:
        query = f"SELECT ?note WHERE {{ ?graph <{_NOTED}> ?note }}"
        found = [Holding.of_text(str(note)) for (note,) in self._answers.rows(query, [NOTES]).rows]
        return {holding.graph: holding for holding in sorted(found, key=lambda holding: holding.graph)}


def _lines(triples: Iterable[Triple] | Path) -> Iterator[str]:
    """Triples as N-Triples without blank nodes; a file of such lines as it is."""
    if isinstance(triples, Path):
        with triples.open(encoding="utf-8", newline="\n") as lines:
            yield from lines
        return
    yield from dict.fromkeys(
        f"{named_blank(s).n3()} {p.n3()} {named_blank(o).n3()} .\n" for s, p, o in triples
    )


def _parts(many: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(many), _BATCH):
        yield many[start : start + _BATCH]
