"""The default store: Oxigraph in memory."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from kgov.storage.oxigraph import OxigraphStore


class MemoryStore(OxigraphStore):
    """Named graphs in memory, gone when the process ends."""

    name = "memory"

    def __init__(self) -> None:
        super().__init__(ox.Store())

    def __reduce__(self) -> tuple[Callable[[bytes], MemoryStore], tuple[bytes]]:
        """As N-Quads, for a process that begins anew."""
        written = ox.serialize(self._store, format=ox.RdfFormat.N_QUADS)
        return _of_quads, (written or b"",)


def _of_quads(written: bytes) -> MemoryStore:
    store = MemoryStore()
    store._store.bulk_load(written, format=ox.RdfFormat.N_QUADS)
    return store
