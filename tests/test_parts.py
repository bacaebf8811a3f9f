"""Judging in parts says what judging the whole says; and what a change cannot touch, it does not change."""

from __future__ import annotations

import io
import os
import pickle
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import EXAMPLES, with_lists
from running import Result, in_process

from kgov import KgovError
from kgov.answers import part_runs
from kgov.answers.findings import Finding, Report
from kgov.answers.parts import Division, Part, PartJudge
from kgov.answers.validation import Judge
from kgov.language import Both
from kgov.lists.synthetic import sized, write_country
from kgov.model.knowledge import Knowledge
from kgov.model.stored import put_model, stored
from kgov.storage.disk import DiskStore
from kgov.storage.reading import read
from kgov.storage.source import Source
from kgov.storage.store import list_holding
from kgov.storage.terms import Iri, Triple

DAY = date(2026, 11, 22)
FAULTY = sorted(path.name for path in EXAMPLES.glob("*-fel.ttl"))


def said(finding: Finding) -> tuple[object, ...]:
    """Everything that a finding says."""
    return (
        finding.rule.id,
        finding.outcome,
        finding.reason,
        finding.severity,
        finding.body,
        finding.focus,
        finding.value,
        finding.period,
        finding.focus_label,
        finding.account,
        finding.evidence,
        finding.rulings,
        finding.questions,
    )


def all_said(report: Report) -> list[tuple[object, ...]]:
    return [said(finding) for finding in report.findings]


def in_parts(knowledge: Knowledge, size: int = 1) -> list[tuple[object, ...]]:
    """What is found part by part, in the order of the parts."""
    division = Division(knowledge, DAY)
    judge = PartJudge(DAY, "auto", division.lists)
    return [said(finding) for part in division.parts(size) for finding in judge.findings(part)]


@pytest.mark.parametrize("name", FAULTY)
def test_each_body_by_itself_gives_what_the_whole_gives(name: str) -> None:
    """A part holds all that the rules read of its bodies, down to the sentences and the lines."""
    knowledge = with_lists("memory", name)
    whole = Judge(knowledge, DAY).run()
    assert in_parts(knowledge) == all_said(whole)
    assert any(finding.outcome == "violated" for finding in whole.findings)


def test_all_lists_together_give_the_same_in_parts_too() -> None:
    """Rulings, supplements, new versions of documents, and lists that speak of the same things."""
    names = [
        *FAULTY,
        "orebro-stallningstagande.ttl",
        "orebro-komplettering.ttl",
        "orebro-rmks-ny-version.ttl",
    ]
    knowledge = with_lists("memory", *names)
    assert in_parts(knowledge, 4) == all_said(Judge(knowledge, DAY).run())


VERSIONS = """
@prefix kg: <https://w3id.org/kgov/def/> . @prefix kgdoc: <https://w3id.org/kgov/doc/> .
@prefix kgs: <https://w3id.org/kgov/statement/> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix ex: <https://example.org/> .
ex:first a kg:DocumentVersion ; dcterms:isVersionOf kgdoc:orebro-rmks ; kg:validFrom "2025-05-01"^^xsd:date .
ex:second a kg:DocumentVersion ; dcterms:isVersionOf kgdoc:orebro-rmks ; kg:validFrom "2026-09-01"^^xsd:date .
ex:later a kg:Statement ; prov:wasRevisionOf kgs:OR-56a ; dcterms:isPartOf ex:second .
"""


def test_versions_of_a_document_are_in_every_part(tmp_path: Path) -> None:
    """They hang together with no body, and decide in which months and years its rules hold."""
    file = tmp_path / "versions.ttl"
    file.write_text(VERSIONS, encoding="utf-8")
    knowledge = with_lists("memory", "orebro-rmks-fel.ttl", str(file))
    whole = all_said(Judge(knowledge, DAY).run())
    assert in_parts(knowledge) == whole
    assert whole != all_said(Judge(with_lists("memory", "orebro-rmks-fel.ttl"), DAY).run())


def test_areas_that_are_of_no_owner_are_in_the_parts_that_mirror_them(tmp_path: Path) -> None:
    (tmp_path / "list.ttl").write_text(
        """@prefix kg: <https://w3id.org/kgov/def/> .
        @prefix kgd: <https://w3id.org/kgov/id/> .
        @prefix kgc: <https://w3id.org/kgov/code/> .
        @prefix ex: <https://example.org/> .
        ex:a a kgd:kronoberg-mg ; kg:mirrors ex:rpo , ex:npo .
        ex:b a kgd:kronoberg-mg ; kg:mirrors ex:rpo ; kg:lacks kgc:absent-mirror-national .
        ex:rpo a kg:RegionalProgrammeArea .
        ex:npo a kg:NationalProgrammeArea .""",
        encoding="utf-8",
    )
    knowledge = with_lists("memory", str(tmp_path / "list.ttl"))
    whole = Judge(knowledge, DAY).run()
    assert in_parts(knowledge) == all_said(whole)
    outcomes = [finding.outcome for finding in whole.findings if finding.rule.id == "KR-02b"]
    assert outcomes == ["satisfied", "violated"]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """A small invented country with faults."""
    paper = io.BytesIO()
    write_country(
        sized(regions=2, years=2, seed=5, as_of=DAY, triples=5000, faulty=60),
        paper,
        lambda _: None,
        lambda _: None,
    )
    file = tmp_path_factory.mktemp("country") / "country.nt"
    file.write_bytes(paper.getvalue())
    return with_lists("memory", str(file))


def test_a_country_gives_the_same_in_parts(country: Knowledge) -> None:
    assert in_parts(country, 5) == all_said(Judge(country, DAY).run())


FORMER = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix kg: <https://w3id.org/kgov/def/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/former> a kg:Membership ; org:organization <https://example.org/another> ;
  kg:validFrom "2017-01-01"^^xsd:date ; kg:validThrough "2019-12-31"^^xsd:date ;
  kg:mandateFrom "2017-01-01"^^xsd:date ; kg:mandateThrough "2019-12-31"^^xsd:date .
<https://example.org/appointed> a kg:Appointment ; kg:appoints <https://example.org/former> ; kg:isAppointedBy <{body}> .
"""


def test_whom_a_body_once_appointed_elsewhere_is_no_place_of_its_own(
    country: Knowledge, tmp_path: Path
) -> None:
    """Neither in a part, which may lack it, nor in the whole."""
    found = Judge(country, DAY).findings()
    broken = max(
        (one for one in found if one.rule.id == "OR-12b" and one.outcome == "violated"),
        key=lambda one: len(one.evidence),
    )
    file = tmp_path / "former.ttl"
    file.write_text(FORMER.format(body=broken.body), encoding="utf-8")
    knowledge = with_lists("memory", country.lists[0].name, str(file))
    (again,) = [one for one in Judge(knowledge, DAY).findings() if one.id == broken.id]
    assert again.evidence == broken.evidence


def test_processes_give_the_same_report(country: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many judge: the same findings in the same order, the same bodies, view and standard report."""
    whole = Judge(country, DAY).run()
    told: list[tuple[int, int]] = []
    made: list[Part] = []
    waiting: list[int] = []
    make = Division.part

    def counted(division: Division, things: list[Iri]) -> Part:
        made.append(make(division, things))
        return made[-1]

    def progress(done: int, of: int) -> None:
        told.append((done, of))
        waiting.append(len(made) - len(told))

    monkeypatch.setattr(part_runs, "ENTRIES", 500)
    monkeypatch.setattr(part_runs.PartJudge, "findings", None)  # nothing is judged in this process
    monkeypatch.setattr(Division, "part", counted)
    report = part_runs.judged_in_parts(country, DAY, jobs=2, progress=progress)
    assert len(made) > 6 and max(waiting) <= 4  # no more are held than there is work for
    assert all_said(report) == all_said(whole)
    assert report.bodies == whole.bodies
    assert report.hashes == whole.hashes
    assert report.view == whole.view
    assert len(report.graph) == len(whole.graph)
    assert told[-1] == (len(Division(country, DAY).things),) * 2
    missing = [finding for finding in whole.findings if finding.outcome == "missing"]
    aspects = {(missing[0].body, Iri("https://w3id.org/kgov/code/aspect-calendar"))}
    assert report.judged_if(aspects) == whole.judged_if(aspects)


def killed(part: Part) -> list[Finding]:
    """What judges a part, in a process that is killed."""
    os._exit(9)


def test_a_process_that_dies_is_told_of(country: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_runs, "ENTRIES", 1000)
    monkeypatch.setattr(part_runs, "_findings", killed)
    with pytest.raises(KgovError, match="died"):
        part_runs.judged_in_parts(country, DAY, jobs=2)


def test_an_error_comes_whole_out_of_a_process() -> None:
    error = KgovError(Both("fel", "wrong"), Both("råd", "advice"), Both("här", "here"))
    again = pickle.loads(pickle.dumps(error))
    assert (again.problem, again.advice, again.where) == (error.problem, error.advice, error.where)


def test_a_store_on_disk_gives_the_same_parts(tmp_path: Path) -> None:
    """A part is the same wherever the record lies."""
    source = read(str(EXAMPLES / "orebro-lag-fel.ttl"))
    store = DiskStore(tmp_path / "store", writing=True)
    put_model(store)
    store.replace(list_holding(source.name, source.digest), source.triples)
    on_disk = Division(stored(store), DAY)
    in_memory = Division(with_lists("memory", "orebro-lag-fel.ttl"), DAY)
    assert on_disk.things == in_memory.things
    assert on_disk.knowledge.entries == in_memory.knowledge.entries == len(source.triples)

    def lines(part: Part) -> list[bytes]:
        return sorted(line.rpartition(b" <")[0] for line in part.quads.splitlines())

    assert [lines(part) for part in on_disk.parts(1)] == [lines(part) for part in in_memory.parts(1)]


def test_a_part_holds_little_of_what_others_have(country: Knowledge) -> None:
    """Else parts would be no use: most of what is said of one region is not in a part of another."""
    division = Division(country, DAY)
    bodies = [
        thing for thing in division.things if "exempel-1/" in thing or "exempel-01" in thing
    ] or division.things
    whole = country.entries
    sizes = [division.part([thing]).quads.count(b"\n") for thing in bodies[:8]]
    assert max(sizes) < whole / 4


# ---- what a change touches


def changed(source: Source, dice: random.Random) -> list[Triple]:
    """The entries of a list with one taken away, or with the value of one exchanged for that of another."""
    triples = list(source.triples)
    s, p, _ = triples.pop(dice.randrange(len(triples)))
    if dice.random() < 0.6:
        triples.append((s, p, dice.choice([value for _, other, value in source.triples if other == p])))
    return triples


def by_body(knowledge: Knowledge) -> dict[Iri, set[tuple[object, ...]]]:
    found: dict[Iri, set[tuple[object, ...]]] = {}
    for finding in Judge(knowledge, DAY).findings():
        outcome = (finding.rule.id, finding.focus, finding.value, finding.outcome, finding.reason)
        found.setdefault(finding.body, set()).add(outcome)
    return found


@pytest.mark.parametrize("name", FAULTY)
def test_only_what_a_change_can_touch_changes(name: str) -> None:
    """Over random changes: a body that is not named as touched has the findings it had."""
    dice = random.Random(name)
    source = read(str(EXAMPLES / name))
    before = with_lists("memory", name)
    old = by_body(before)
    spared = 0
    for _ in range(6):
        after = with_lists("memory")
        after.add_list(replace(source, triples=changed(source, dice)))
        new = by_body(after)
        touched = part_runs.touched(before, after, DAY)
        differ = {body for body in old.keys() | new.keys() if old.get(body) != new.get(body)}
        assert differ & new.keys() <= touched
        spared += len(new.keys() - touched)
    assert spared or len(old) == 1


NAMELESS = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix kg: <https://w3id.org/kgov/def/> .
@prefix kgd: <https://w3id.org/kgov/id/> . @prefix kgc: <https://w3id.org/kgov/code/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix ex: <https://example.org/> .
ex:group a kgd:orebro-lag . ex:other a kgd:orebro-lag .
[] a kg:Membership ; org:organization ex:group ; org:member [ a kg:Person ] ; kg:hasRole kgc:role-chair ;
  kg:validFrom "2020-01-01"^^xsd:date .
[] a kg:Membership ; org:organization ex:other ; org:member [ a kg:Person ] ; kg:hasRole kgc:role-member .
"""


def test_an_entry_without_a_name_touches_its_body(tmp_path: Path) -> None:
    file = tmp_path / "list.ttl"
    file.write_text(NAMELESS, encoding="utf-8")
    knowledge = with_lists("memory", str(file))
    (source,) = knowledge.lists
    entries = [entry for entry in source.triples if entry[1].endswith("validFrom")]
    assert len(entries) == 1 and not isinstance(entries[0][0], Iri)
    assert Division(knowledge, DAY).touched_by(entries) == {Iri("https://example.org/group")}
    assert in_parts(knowledge) == all_said(Judge(knowledge, DAY).run())


def test_nothing_is_touched_where_nothing_changed() -> None:
    before = with_lists("memory", "orebro-lag-fel.ttl")
    assert part_runs.touched(before, with_lists("memory", "orebro-lag-fel.ttl"), DAY) == set()


def test_a_later_wording_of_a_document_touches_every_body() -> None:
    """It decides in which months and years the rules hold, wherever they are judged."""
    before = with_lists("memory", "orebro-rmks-fel.ttl", "orebro-lag-fel.ttl")
    after = with_lists("memory", "orebro-rmks-fel.ttl", "orebro-lag-fel.ttl", "orebro-rmks-ny-version.ttl")
    assert part_runs.touched(before, after, DAY) >= Division(before, DAY).bodies


# ---- the command


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Result]:
    return in_process(capsys, monkeypatch, tmp_path)


def test_the_command_checks_what_changed_since(run: Callable[..., Result], tmp_path: Path) -> None:
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    text = (EXAMPLES / "orebro-lag-fel.ttl").read_text(encoding="utf-8")
    old.write_text(text, encoding="utf-8")
    new.write_text(text.replace('"2024-02-20"^^xsd:date', '"2024-02-21"^^xsd:date', 1), encoding="utf-8")
    result = run(
        "validate", str(new), "--since", str(old), "--as-of", "2026-11-22", "--format", "csv", "--lang", "en"
    )
    assert result.code == 1
    assert "can touch 1 of the bodies" in result.err
    whole = run("validate", str(new), "--as-of", "2026-11-22", "--format", "csv", "--lang", "en")
    rows = set(result.out.splitlines())
    assert rows < set(whole.out.splitlines())
    same = run("validate", str(old), "--since", str(old), "--as-of", "2026-11-22", "--lang", "en")
    assert same.code == 0
    assert "can touch 0 of the bodies" in same.err


def test_the_command_gives_the_same_in_parts(run: Callable[..., Result]) -> None:
    """--jobs says how many judge, never what they find."""
    arguments = (
        "validate",
        str(EXAMPLES / "orebro-lag-fel.ttl"),
        "--as-of",
        "2026-11-22",
        "--format",
        "json",
    )
    assert run(*arguments, "--jobs", "1") == run(*arguments)
    assert run(*arguments, "--jobs", "0").code == 2


@pytest.mark.parametrize("option", [("--since", "old.ttl"), ("--jobs", "2"), ("--baseline", "old.json")])
def test_what_concerns_lists_is_refused_without_one(
    run: Callable[..., Result], tmp_path: Path, option: tuple[str, str]
) -> None:
    (tmp_path / "old.json").write_text('{"findings": []}', encoding="utf-8")
    result = run("validate", *option, "--lang", "en")
    assert result.code == 2
    assert f"{option[0]} is for a list, and none is named" in result.err


def test_the_standard_report_is_whole_or_none(run: Callable[..., Result]) -> None:
    path = str(EXAMPLES / "orebro-lag-fel.ttl")
    result = run("validate", path, "--since", path, "--format", "turtle", "--lang", "en")
    assert result.code == 2
    assert "--since cannot go with turtle" in result.err
