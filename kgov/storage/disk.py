"""A store in a folder: Oxigraph on disk, for many readers or one writer at a time."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.oxigraph import OxigraphStore
from kgov.storage.terms import Triple

try:
    import fcntl
except ImportError:  # Windows has no locks that readers share; there Oxigraph's own keeps writers apart
    fcntl = None  # type: ignore[assignment]

#: The file that says whose the folder is. Readers share a lock on it, a writer has it alone.
MARK = "kgov-store"
_MARKED = b"kgov store 1\n"
#: Where Oxigraph keeps its own files, and the one of them without which there is no store.
_INSIDE, _CURRENT = "oxigraph", "CURRENT"


class DiskStore(OxigraphStore):
    """Named graphs in a folder.

    Args:
        folder: where they lie.
        writing: whether this process is to change them; the folder is then made if there is nothing yet.

    Raises:
        KgovError: the folder is no store of kgov, is in use, or cannot be read or written.
    """

    name = "disk"

    def __init__(self, folder: Path, writing: bool = False) -> None:
        self.folder = folder
        self.place = Both(f"lagret {folder}", f"the store {folder}")
        if writing:
            _prepare(folder)
        _check(folder)
        self._free = weakref.finalize(self, os.close, _locked(folder, writing))
        inside = folder / _INSIDE
        try:
            super().__init__(ox.Store(str(inside)) if writing else ox.Store.read_only(str(inside)))
        except OSError as error:
            self._free()
            raise _unusable(folder, error) from None
        # What a writer left when it was stopped has no note: it is not read, and the next writer takes it away.
        self._left = [name for name in super().graphs() if name not in self.holdings()]
        if writing:
            for name in self._left:
                self._remove(name)
            self._left = []

    def reopened(self) -> DiskStore:
        """The same store for reading, as another process opens it."""
        return DiskStore(self.folder)

    def __reduce__(self) -> tuple[type[DiskStore], tuple[Path]]:
        return DiskStore, (self.folder,)

    def graphs(self) -> list[str]:
        """The names of the graphs that have a note, in order."""
        return list(self.holdings())

    def triples(self, graph: str | None = None) -> list[Triple]:
        """All triples, or those of one named graph."""
        if graph is None and self._left:
            every = (triple for name in self.graphs() for triple in self.triples(name))
            return list({tuple(term.n3() for term in triple): triple for triple in every}.values())
        return super().triples(graph)

    def find(
        self,
        subject: ox.NamedNode | ox.BlankNode | None,
        predicate: ox.NamedNode | None,
        value: ox.NamedNode | ox.BlankNode | ox.Literal | None,
    ) -> Iterable[ox.Quad]:
        """The statements of a pattern in the graphs that have a note."""
        found = super().find(subject, predicate, value)
        return found if not self._left else (q for q in found if str(q.graph_name)[1:-1] not in self._left)

    def _dataset(self) -> dict[str, Any]:
        if not self._left:
            return super()._dataset()
        named = [ox.NamedNode(name) for name in self.graphs()]
        return {"default_graph": named, "named_graphs": named}

    def close(self) -> None:
        """Let go of the folder, so that another process can write."""
        del self._store
        self._free()


def _prepare(folder: Path) -> None:
    """Make an empty store where there is nothing; what is there is not touched."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            return
        ox.Store(str(folder / _INSIDE)).flush()
        (folder / MARK).write_bytes(_MARKED)
    except OSError as error:
        raise _unusable(folder, error) from None


def _check(folder: Path) -> None:
    """Refuse a folder that is no store of kgov: Oxigraph would make an empty one of it without a word."""
    try:
        mark = (folder / MARK).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        mark = b""
    except OSError as error:
        raise _unusable(folder, error) from None
    if mark and mark != _MARKED:
        raise KgovError(
            Both(
                "lagret är gjort av en annan version av kgov", "the store was made by another version of kgov"
            ),
            Both(
                "Ladda underlagen i en ny mapp: kgov load FIL --store MAPP.",
                "Load the lists into a new folder: kgov load FILE --store DIR.",
            ),
            str(folder),
        )
    if not mark or not (folder / _INSIDE / _CURRENT).is_file():
        sv, en = ("är inget lager", "is no store") if folder.exists() else ("finns inte", "does not exist")
        raise KgovError(
            Both(f"mappen {sv}", f"the folder {en}"),
            Both(
                "Kontrollera sökvägen, eller gör ett lager: kgov load FIL --store MAPP.",
                "Check the path, or make a store: kgov load FILE --store DIR.",
            ),
            str(folder),
        )


def _locked(folder: Path, writing: bool) -> int:
    try:
        handle = os.open(folder / MARK, os.O_RDWR if writing else os.O_RDONLY)
    except OSError as error:
        raise _unusable(folder, error) from None
    if fcntl is not None:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if writing else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            problem = (
                Both("lagret används av en annan process", "the store is in use by another process")
                if writing
                else Both("en annan process skriver i lagret", "another process is writing to the store")
            )
            raise KgovError(
                problem,
                Both("Vänta tills den är klar, och försök igen.", "Wait until it is done, and try again."),
                str(folder),
            ) from None
    return handle


def _unusable(folder: Path, error: OSError) -> KgovError:
    reason = error.strerror or str(error).splitlines()[0]
    if "lock" in reason.lower() and "LOCK" in str(error):
        return KgovError(
            Both("lagret används av en annan process", "the store is in use by another process"),
            Both("Vänta tills den är klar, och försök igen.", "Wait until it is done, and try again."),
            str(folder),
        )
    return KgovError(
        Both(f"lagret kan inte användas ({reason})", f"the store cannot be used ({reason})"),
        Both("Kontrollera mappen och dina rättigheter till den.", "Check the folder and your rights to it."),
        str(folder),
    )
