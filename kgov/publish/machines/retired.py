"""Names that are no longer used: what became of each, as the data say."""

from __future__ import annotations

from dataclasses import dataclass

from kgov.namespaces import expand
from kgov.publish.machines.described import Described
from kgov.storage.terms import Iri, Text


@dataclass(frozen=True)
class Retired:
    """A thing with ``owl:deprecated true``.

    Args:
        iri: its name, which is never used again for anything else.
        successors: what took its place, by ``dcterms:isReplacedBy``; none where it has simply ceased.
    """

    iri: Iri
    successors: tuple[Iri, ...]

    @property
    def status(self) -> int:
        """How a web server answers: 410 gone, 308 moved, or 300 where several took its place."""
        return {0: 410, 1: 308}.get(len(self.successors), 300)


def retired(described: Described) -> list[Retired]:
    """The published things that are retired, in order."""
    found = []
    for thing in described.things:
        own = [(p, o) for s, p, o in described.of(thing) if s == thing]
        if any(p == expand("owl:deprecated") and isinstance(o, Text) and o in ("true", "1") for p, o in own):
            successors = sorted(
                {o for p, o in own if p == expand("dcterms:isReplacedBy") and isinstance(o, Iri)}
            )
            found.append(Retired(thing, tuple(successors)))
    return found
