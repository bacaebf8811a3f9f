"""Judging in parts over all cores: the parts are made here, and judged in processes of their own."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import cached_property

from kgov.answers.findings import Declared, Finding, Report
from kgov.answers.parts import Division, Part, PartJudge
from kgov.answers.validation import Judge, hashes, refuse
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.storage.source import Source
from kgov.storage.terms import Iri

#: A part has about so many entries; where that makes less than two parts for each process fewer, down to so many.
ENTRIES, FEWEST = 25_000, 5_000


def judged_in_parts(
    knowledge: Knowledge,
    as_of: date,
    engine: str = "auto",
    jobs: int | None = None,
    things: Collection[Iri] | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Report:
    """Judge lists in parts. The findings are those of ``Judge.run``, whatever the parts and the processes.

    Args:
        knowledge: the model with the lists at hand.
        as_of: the date judged.
        engine: one of ``shacl.ENGINES``.
        jobs: how many processes; as many as there are cores unless given. One judges here.
        things: the bodies and owners to judge; all unless given.
        progress: told how many of them are done, and of how many.

    Raises:
        KgovError: the lists name no body that an executable rule governs.
    """
    division = Division(knowledge, as_of)
    wanted = sorted(division.things if things is None else things)
    jobs = jobs or os.cpu_count() or 1
    size = _bodies_in_a_part(division, len(division.things), jobs)
    done = 0
    findings: list[Finding] = []  # in the order of a report, since the parts are in the order of the bodies
    for part, found in _judged(
        division.parts(size, wanted), as_of, engine, division.lists, jobs, -(-len(wanted) // size)
    ):
        findings += found
        done += len(part.things)
        progress(done, len(wanted))
    if not findings and things is None:
        refuse(knowledge, set(division.things))
    whole = _Whole(knowledge, as_of, engine, findings)
    return Report(
        as_of,
        sorted({*division.bodies.intersection(wanted), *(finding.body for finding in findings)}),
        findings,
        lambda: whole.judge.report_graph(),
        hashes(knowledge),
        lambda: whole.judge.view,
        whole.judged_if,
    )


def touched(before: Knowledge, after: Knowledge, as_of: date) -> set[Iri]:
    """The bodies and owners whose findings can differ between two states of the lists.

    Args:
        before: the model with the lists as they were.
        after: the model with the lists as they are.
        as_of: the date judged.
    """
    old, new = ({triple for one in state.lists for triple in one.triples} for state in (before, after))
    changed = sorted(old ^ new, key=lambda triple: tuple(term.n3() for term in triple))
    if not changed:
        return set()
    divisions = [Division(before, as_of), Division(after, as_of)]
    return (
        set()
        .union(*(division.touched_by(changed) for division in divisions))
        .intersection(divisions[1].things)
    )


def _bodies_in_a_part(division: Division, bodies: int, jobs: int) -> int:
    entries = max(division.knowledge.entries, 1)
    wanted = min(ENTRIES, max(FEWEST, entries // (2 * jobs)))
    return max(1, min(bodies, bodies * wanted // entries))


class _Whole:
    """What only some forms of a report ask for, and what then needs the whole."""

    def __init__(self, knowledge: Knowledge, as_of: date, engine: str, findings: list[Finding]) -> None:
        self._arguments = (knowledge, as_of, engine)
        self._missing = [finding for finding in findings if finding.outcome == "missing"]

    @cached_property
    def judge(self) -> Judge:
        return Judge(*self._arguments)

    def judged_if(self, declared: Collection[Declared]) -> set[str]:
        return self.judge.judged_if(self._missing, declared)


def _judged(
    parts: Iterable[Part], as_of: date, engine: str, lists: Sequence[Source], jobs: int, most: int
) -> Iterator[tuple[Part, list[Finding]]]:
    """The findings of each part, in the order of the parts; no more parts are held than there is work for."""
    workers = min(jobs, most)
    if workers <= 1:
        judge = PartJudge(as_of, engine, lists)
        for part in parts:
            yield part, judge.findings(part)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, _begin, (as_of, engine, lists))
    try:
        running: deque[tuple[Part, Future[list[Finding]]]] = deque()
        for part in parts:
            running.append((part, pool.submit(_findings, part)))
            if len(running) > 2 * workers:
                first, future = running.popleft()
                yield first, future.result()
        for part, future in running:
            yield part, future.result()
    except BrokenProcessPool:
        raise KgovError(
            Both("en process som prövade en del dog", "a process that judged a part died"),
            Both(
                "Minnet kan ha tagit slut. Pröva med färre processer: --jobs 1.",
                "Memory may have run out. Try fewer processes: --jobs 1.",
            ),
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


_judge: PartJudge | None = None


def _begin(as_of: date, engine: str, lists: Sequence[Source]) -> None:
    global _judge
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began it tells it to stop
    _judge = PartJudge(as_of, engine, lists)


def _findings(part: Part) -> list[Finding]:
    assert _judge is not None
    return _judge.findings(part)
