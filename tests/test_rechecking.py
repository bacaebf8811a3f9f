"""Judging again after a change says what judging the whole anew says."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from conftest import EXAMPLES, with_lists
from test_parts import DAY, FAULTY, changed, said

from kgov.answers import rechecking
from kgov.answers.findings import Finding
from kgov.answers.rechecking import Rechecker
from kgov.answers.validation import Judge
from kgov.storage.reading import read
from kgov.storage.source import Source
from kgov.storage.terms import Iri

Said = dict[Iri, list[tuple[object, ...]]]


def by_body(findings: list[Finding]) -> Said:
    found: Said = {}
    for finding in findings:
        found.setdefault(finding.body, []).append(said(finding))
    return found


def anew(source: Source) -> Said:
    """What judging the whole list finds."""
    knowledge = with_lists("memory")
    knowledge.add_list(source)
    return by_body(Judge(knowledge, DAY).findings())


@pytest.mark.parametrize("name", FAULTY)
def test_after_each_change_it_says_what_the_whole_says(name: str) -> None:
    """Over random changes, one upon the other: the same findings with the same sentences and places."""
    dice = random.Random(name)
    source = read(str(EXAMPLES / name))
    checker = Rechecker(with_lists("memory", name), DAY)
    now = {thing: list(map(said, found)) for thing, found in checker.findings().items()}
    spared = 0
    for _ in range(8):
        after = replace(source, triples=changed(source, dice))
        old, new = set(source.triples), set(after.triples)
        again = checker.change(new - old, old - new)
        spared += len(now.keys() - again.keys())
        now |= {thing: list(map(said, found)) for thing, found in again.items()}
        source = after
        assert {thing: found for thing, found in now.items() if found} == anew(source)
    assert spared or len(now) == 1
