"""Judging again after a change says what judging anew says."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from conftest import EXAMPLES, with_lists
from test_parts import DAY, FAULTY, by_body, changed, said

from kgov.answers import rechecking, view
from kgov.answers.findings import Finding
from kgov.answers.parts import Division, PartJudge
from kgov.answers.rechecking import Rechecker
from kgov.model.knowledge import Knowledge
from kgov.storage.reading import read
from kgov.storage.source import Source
from kgov.storage.terms import XSD, Iri, Text

LAG = "orebro-lag-fel.ttl"
GROUP = "https://example.org/underlag/sydostra/rsg-exempel"


def having(source: Source) -> Knowledge:
    knowledge = with_lists("memory")
    knowledge.add_list(source)
    return knowledge


def outcomes(found: dict[Iri, list[Finding]]) -> dict[Iri, set[tuple[object, ...]]]:
    """What is found of each body, as ``by_body`` tells it."""
    return {
        body: {(one.rule.id, one.focus, one.value, one.outcome, one.reason) for one in findings}
        for body, findings in found.items()
        if findings
    }


def everything(findings: list[Finding]) -> list[tuple[object, ...]]:
    return [said(finding) for finding in findings]


@pytest.mark.parametrize("name", FAULTY)
def test_after_each_change_it_says_what_judging_anew_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over random changes, one upon the other: the outcomes of the whole, and of what is touched every word."""
    if name == LAG:
        monkeypatch.setattr(rechecking, "KEPT", 2)
    dice = random.Random(name)
    source = read(str(EXAMPLES / name))
    checker = Rechecker(having(source), DAY)
    now = checker.findings()
    spared = 0
    for _ in range(5):
        after = replace(source, triples=changed(changed_source(source, dice), dice))
        old, new = set(source.triples), set(after.triples)
        again = checker.change(new - old, old - new)
        spared += len(now.keys() - again.keys())
        now |= again
        source = after
        knowledge = having(source)
        assert outcomes(now) == by_body(knowledge)
        division = Division(knowledge, DAY)
        judge = PartJudge(DAY, "auto", division.lists)
        for thing in sorted(again.keys() & set(division.things)):
            assert everything(again[thing]) == everything(judge.findings(division.part([thing])))
    assert spared or len(now) == 1


def changed_source(source: Source, dice: random.Random) -> Source:
    return replace(source, triples=changed(source, dice))


def test_a_change_and_back_leaves_everything_as_it_was() -> None:
    source = read(str(EXAMPLES / "orebro-rmks-fel.ttl"))
    checker = Rechecker(having(source), DAY)
    before = checker.findings()
    entry = max(one for one in source.triples if one[1].endswith("mandateThrough"))
    other = (entry[0], entry[1], Text("2001-01-01", datatype=entry[2].datatype))  # type: ignore[union-attr]
    again = checker.change([other], [entry])
    assert again and outcomes(again) != {thing: outcomes(before)[thing] for thing in again}
    back = checker.change([entry], [other])
    assert {thing: everything(found) for thing, found in back.items()} == {
        thing: everything(before[thing]) for thing in back
    }


def test_a_body_that_loses_its_kind_loses_the_rules_of_the_kind() -> None:
    source = read(str(EXAMPLES / "sydostra-rsg-lakemedel-fel.ttl"))
    checker = Rechecker(having(source), DAY)
    before = checker.findings()
    kinds = [one for one in source.triples if one[0] == GROUP and one[1].endswith("#type")]
    again = checker.change(removed=kinds)
    assert outcomes(before | again) == by_body(
        having(replace(source, triples=[one for one in source.triples if one not in kinds]))
    )
    assert len(again[Iri(GROUP)]) < len(before[Iri(GROUP)])


def test_a_body_that_is_taken_away_has_no_findings() -> None:
    source = read(str(EXAMPLES / LAG))
    checker = Rechecker(having(source), DAY)
    before = checker.findings()
    again = checker.change(removed=source.triples)
    assert again.keys() == before.keys() and not any(again.values())
    assert checker.things == []


def test_only_what_a_change_can_have_changed_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """One date: few of the queries of the view, and no body but its own."""
    source = read(str(EXAMPLES / LAG))
    checker = Rechecker(having(source), DAY)
    checker.findings()
    asked: list[set[str]] = []
    write = view.written

    def counted(knowledge, as_of, queries=None):  # type: ignore[no-untyped-def]
        asked.append(queries)
        return write(knowledge, as_of, queries)

    monkeypatch.setattr(rechecking, "written", counted)
    entry = min(one for one in source.triples if one[2] == Text("2024-02-20", datatype=XSD + "date"))
    again = checker.change(removed=[entry])
    assert len(again) == 1
    (queries,) = asked
    assert 0 < len(queries) < 8


@pytest.mark.parametrize("to", ["another.ttl", ""])
def test_the_list_must_be_known(to: str) -> None:
    """By name, where there is not only one."""
    checker = Rechecker(with_lists("memory", *([LAG] if to else FAULTY[:2])), DAY)
    with pytest.raises(ValueError, match="which list"):
        checker.change(to=to)


def test_a_malformed_term_changes_nothing() -> None:
    model = with_lists("memory", "orebro-lag.ttl")
    checker = Rechecker(model, DAY)
    entry = model.lists[0].triples[0]
    before = len(model.store)
    with pytest.raises(ValueError):
        checker.change([(entry[0], entry[1], Iri("not an iri"))], [entry])
    assert len(model.store) == before
