"""Lists into a lasting store: each source whole or not at all, and each told apart from the others.

A list is known by its name. The same content again is nothing to do, so that a run that was interrupted goes on
with what is lacking. Other content under a known name is let in only where the user says that it is to replace.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kgov.answers.vocabulary import TELLING, check_terms
from kgov.errors import KgovError
from kgov.language import Both
from kgov.lists.origin import Origin
from kgov.lists.reading import gathered, is_workbook, read_list
from kgov.model.knowledge import Knowledge
from kgov.model.stored import put_model
from kgov.storage.confinement import MB
from kgov.storage.reading import SYNTAXES
from kgov.storage.source import Source
from kgov.storage.store import LIST, Holding, Store, list_holding
from kgov.storage.streaming import FORMATS, LARGE, LargeSource, copied, digest_of

NEW, REPLACED, UNCHANGED, REFUSED = "new", "replaced", "unchanged", "refused"
#: How an outcome is told.
OUTCOMES = {
    NEW: Both("laddat", "loaded"),
    REPLACED: Both("utbytt", "replaced"),
    UNCHANGED: Both("oförändrat", "unchanged"),
    REFUSED: Both("inte laddat", "not loaded"),
}
Tell = Callable[[Both], None]


@dataclass(frozen=True)
class Outcome:
    """What became of one source.

    Args:
        name: the source.
        outcome: one of ``OUTCOMES``.
        triples: how many its graph holds; 0 where it was refused.
        graph: the graph it is in, or was.
        notes: what was noticed and left aside.
        error: why it was refused.
    """

    name: str
    outcome: str
    triples: int = 0
    graph: str = ""
    notes: tuple[Both, ...] = ()
    error: KgovError | None = None


@dataclass(frozen=True)
class Manner:
    """How lists are read, and under which name they are kept.

    Args:
        name: the name of the source, where only one is read; its file name otherwise.
        replace: whether a source of that name with other content is replaced.
        origin: whose a workbook is that does not say so itself.
        syntax: of RDF; by the file ending unless given.
        encoding: of CSV files that are not UTF-8.
    """

    name: str | None = None
    replace: bool = False
    origin: Origin | None = None
    syntax: str | None = None
    encoding: str | None = None


def load_model(store: Store) -> bool:
    """Put the model into a store where it is lacking or made of other files than these.

    Args:
        store: a store that can be written.

    Returns:
        Whether there was anything to do.

    Raises:
        KgovError: the store cannot be written.
    """
    try:
        return put_model(store)
    except OSError as error:
        raise _unwritten(store, error) from None


def load_lists(store: Store, paths: Iterable[str], manner: Manner, tell: Tell) -> Iterator[Outcome]:
    """Load lists one by one; what cannot be read is told, and the others are loaded.

    Args:
        store: a store that can be written, with the model.
        paths: the lists, as the user named them.
        manner: how they are read and kept.
        tell: told what is done.

    Raises:
        KgovError: two lists would have the same name, or the store cannot be written.
    """
    together = gathered(paths, manner.syntax)
    names = _names(together, manner)
    knowledge = Knowledge().need("norm", "codes")
    for files, name in zip(together, names, strict=True):
        if (held := lists_of(store).get(name)) and _is_that(held, files):
            yield Outcome(name, UNCHANGED, counts(store).get(held.graph, 0), held.graph)
            continue
        with tempfile.TemporaryDirectory(prefix="kgov-") as folder:
            try:
                source = _read(files, knowledge, manner, Path(folder) / "copy.nt", tell)
                check_terms(source, knowledge)
            except KgovError as error:
                yield Outcome(name, REFUSED, error=error)
                continue
            yield _put(store, name, files, source, manner, tell)


def remove(store: Store, name: str) -> None:
    """Take a list out of a store.

    Raises:
        KgovError: there is no list of that name.
    """
    held = lists_of(store)
    if name not in held:
        raise KgovError(
            Both(f"lagret har inget underlag som heter {name}", f"the store has no list named {name}"),
            Both(
                "Det har: " + (", ".join(sorted(held)) or "inga"),
                "It has: " + (", ".join(sorted(held)) or "none"),
            ),
        )
    store.drop(held[name].graph)


def lists_of(store: Store) -> dict[str, Holding]:
    """The lists that a store holds, by name."""
    return {one.name: one for one in store.holdings().values() if one.kind == LIST}


def counts(store: Store) -> dict[str, int]:
    """How many triples each graph of a store holds."""
    table = store.select("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    return {str(graph): int(str(number)) for graph, number in table.rows}


def _names(together: list[tuple[str, ...]], manner: Manner) -> list[str]:
    if manner.name is not None:
        if len(together) != 1:
            raise KgovError(
                Both("--name gäller ett underlag i taget", "--name is for one list at a time"),
                Both("Ladda det för sig.", "Load it by itself."),
            )
        return [manner.name]
    names = [", ".join(Path(file).name for file in files) for files in together]
    if "-" in names:
        raise KgovError(
            Both("underlaget från standard in har inget namn", "the list on standard input has no name"),
            Both("Ge det ett med --name.", "Give it one with --name."),
        )
    twice = [name for name, number in Counter(names).items() if number > 1]
    if twice:
        raise KgovError(
            Both(f"två underlag heter {twice[0]}", f"two lists are named {twice[0]}"),
            Both("Ladda dem var för sig med --name.", "Load them one by one with --name."),
        )
    return names


def _is_that(held: Holding, files: tuple[str, ...]) -> bool:
    """Whether a list that is held was made of this file, found without parsing it."""
    try:
        return len(files) == 1 and Path(files[0]).is_file() and digest_of(files[0]) == held.digest
    except OSError:
        return False  # reading it tells why


def _read(files: tuple[str, ...], knowledge: Knowledge, manner: Manner, copy: Path, tell: Tell) -> Source:
    """A list, checked; a large RDF file as a copy beside."""
    path = files[0]
    size = Path(path).stat().st_size if Path(path).is_file() else 0
    if size >= MB:
        tell(Both(f"Läser {path} ({size // MB} MB) …", f"Reading {path} ({size // MB} MB) …"))
    syntax = manner.syntax or SYNTAXES.get(Path(path).suffix.lower(), "")
    if syntax in FORMATS and size >= LARGE and (manner.syntax or not is_workbook(path)):
        return copied(path, syntax, copy, TELLING)
    return read_list(files, knowledge, manner.origin, manner.syntax, manner.encoding)


def _put(
    store: Store, name: str, files: tuple[str, ...], source: Source, manner: Manner, tell: Tell
) -> Outcome:
    number = source.count if isinstance(source, LargeSource) else len(source.triples)
    old = lists_of(store).get(name)
    notes = tuple(source.notes)
    if old and old.digest == source.digest:
        return Outcome(name, UNCHANGED, number, old.graph, notes)
    if old and not manner.replace:
        return Outcome(name, REFUSED, 0, old.graph, notes, _taken(name, old))
    if isinstance(source, LargeSource):
        tell(Both(f"Skriver {number} uppgifter …", f"Writing {number} statements …"))
    wanted = list_holding(name, source.digest, date.today().isoformat(), ", ".join(files))
    try:
        held = store.replace(wanted, source.copy if isinstance(source, LargeSource) else source.triples)
    except OSError as error:
        raise _unwritten(store, error) from None
    return Outcome(name, REPLACED if old else NEW, number, held.graph, notes)


def _unwritten(store: Store, error: OSError) -> KgovError:
    reason = error.strerror or str(error).splitlines()[0]
    return KgovError(
        Both(f"det gick inte att skriva: {reason}", f"it could not be written: {reason}"),
        Both(
            "Det som redan var laddat finns kvar. Ge plats eller rättigheter, och kör samma kommando igen.",
            "What was loaded before is still there. Make room or give rights, and run the same command again.",
        ),
        where=store.place or "",
    )


def _taken(name: str, old: Holding) -> KgovError:
    return KgovError(
        Both(
            f"lagret har redan ett underlag med det namnet och annat innehåll (laddat {old.loaded})",
            f"the store already has a list of that name with other content (loaded {old.loaded})",
        ),
        Both(
            "Byt ut det med --replace, eller ha båda: ge detta ett annat namn med --name.",
            "Replace it with --replace, or keep both: give this one another name with --name.",
        ),
        where=name,
    )
