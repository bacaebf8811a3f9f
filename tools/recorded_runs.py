"""What the rule tests had judged when nothing was broken, so that a broken shape can be held against it quickly.

A rule that is judged as before on every list leaves no test anything to notice. Where it is judged otherwise, the
test that had the list judged is the one to run. So the tests run once with a recorder beside them, and a break is
first tried on what was recorded.
"""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kgov.answers import validation
from kgov.reasoning import shacl
from kgov.reasoning.shacl import judge
from kgov.storage.lines import Lines
from kgov.storage.oxigraph import triples_of
from kgov.storage.terms import Iri, Triple


@dataclass
class Run:
    """One judgement: the test that asked first, what was judged by which rules, and what came of it."""

    test: str
    data: Lines
    axioms: tuple[Triple, ...]
    rules: frozenset[Iri]
    judged: shacl.Judged = field(init=False)

    def differs(self, broken: shacl.Shapes, rules: Collection[Iri]) -> bool:
        """Whether some of the rules judge otherwise now."""
        mine = self.rules & set(rules)
        if not mine:
            return False
        now = judge(self.data, broken.of_rules(mine), self.axioms).holds
        then = {place: holds for place, holds in self.judged.holds.items() if place.rule in mine}
        return now != then


@dataclass
class Recorder:
    """A pytest plugin that keeps every judgement, and every view so that none is computed twice."""

    runs: list[Run] = field(default_factory=list)
    views: dict[object, Lines] = field(default_factory=dict)
    test: str = ""
    compute_view: Callable[..., Lines] = vars(validation)["view_lines"]

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.test = nodeid

    def listen(self) -> None:
        """Record from now on, in this process."""

        def recorded(
            data: Iterable[Triple],
            shapes: shacl.Shapes,
            axioms: Iterable[Triple],
            only: Collection[Iri] | None = None,
            engine: str = "auto",
        ) -> shacl.Judged:
            run = Run(
                self.test,
                data if isinstance(data, Lines) else Lines(data),
                tuple(axioms),
                frozenset(shapes.rules if only is None else only),
            )
            run.judged = judge(run.data, shapes, run.axioms, only, engine)
            self.runs.append(run)
            return run.judged

        vars(shacl)["judge"] = recorded
        self.remember_views()

    def remember_views(self) -> None:
        """Take a view from memory where the same lists were seen on the same day."""
        compute = self.compute_view

        def remembered(knowledge: Any, as_of: Any) -> Lines:
            key = (as_of, *(tuple(source.triples) for source in knowledge.lists))
            if key not in self.views:
                self.views[key] = compute(knowledge, as_of)
            return self.views[key]

        vars(validation)["view_lines"] = remembered

    def forget_views(self) -> None:
        """Compute every view anew, with the queries as they are now."""
        vars(validation)["view_lines"] = self.compute_view

    def noticing(self, folder: Path, shape: str) -> Iterator[str]:
        """The tests whose lists are judged otherwise by the shapes of a folder, where this shape is broken."""
        whole = validation.published_shapes()
        broken = shacl.Shapes(
            triple for path in sorted(folder.glob("*/*.ttl")) for triple in triples_of(path, shacl.decides)
        )
        rules = [rule for rule in whole.rules if shape in whole.reached_from([rule])]
        seen = set()
        for run in self.runs:
            if run.test not in seen and run.differs(broken, rules):
                seen.add(run.test)
                yield run.test


def forget() -> None:
    """Let nothing that was read or judged before be taken for what a broken file says."""
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper):
            thing.cache_clear()
    for name, module in list(sys.modules.items()):
        if "/tests/" in (getattr(module, "__file__", None) or ""):
            del sys.modules[name]
