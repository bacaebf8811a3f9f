"""The default store: Oxigraph in memory."""

from __future__ import annotations

import pyoxigraph as ox

from kgov.storage.oxigraph import OxigraphStore


class MemoryStore(OxigraphStore):
    """Named graphs in memory, gone when the process ends."""

    name = "memory"

    def __init__(self) -> None:
        super().__init__(ox.Store())
