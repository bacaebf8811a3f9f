"""The browser reads and judges every list as the command line does: the same cells, faults, findings and outcomes."""

from __future__ import annotations

import json
import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import EXAMPLES, ROOT, with_lists
from in_node import needs_node, run

from kgov import resources
from kgov.answers.findings import OUTCOMES
from kgov.answers.library import load
from kgov.answers.reports.records import as_dict
from kgov.answers.reports.sentences import message, remedy, sentence
from kgov.answers.validation import Judge
from kgov.errors import KgovError
from kgov.model.knowledge import Knowledge
from kgov.publish.addresses import Addresses
from kgov.publish.browser.asking import asking
from kgov.publish.browser.checking import checking

DAY = date(2026, 11, 22)
LISTS = [
    *sorted(EXAMPLES.glob("*.ttl")),
    *sorted(EXAMPLES.glob("*.xlsx")),
    *sorted((ROOT / "tests" / "questions" / "lists").glob("*.ttl")),
    ROOT / "tests" / "view" / "list.ttl",
]
#: Every form that a sentence on what settles a finding can have, but "and so many more".
FORMS = [
    "” är ",
    ", inte ",
    " eller ",
    "saknar uppgift;",
    "saknar uppgift för ",
    " räknas: ",
    "ingen räknas",
    "inget som räknas på bladet",
]
#: What the lists of the next test keep as it is: what things are, are called and are complete in.
KEPT = ("type", "label", "Complete", "Aspect")
#: Lists that are read together: a ruling, a supplement and a new wording beside the list that they concern.
TOGETHER = [
    ("kronoberg-grupper-fel.ttl", "orebro-rmks.xlsx"),
    ("orebro-lag-fel.ttl", "orebro-stallningstagande.ttl"),
    ("orebro-rmks.ttl", "orebro-komplettering.ttl"),
    ("orebro-rmks.ttl", "orebro-rmks-ny-version.ttl"),
]

pytestmark = needs_node


def job(model: Knowledge, lists: list[list[str]], day: date = DAY) -> dict[str, Any]:
    return {
        "knowledge": asking(model, Addresses([]), day),
        "rules": checking(model, day),
        "lists": lists,
        "day": day.isoformat(),
    }


def pair(text: list[str] | dict[str, str]) -> list[str]:
    """A text in Swedish and English, from either."""
    return [text["sv"], text["en"]] if isinstance(text, dict) else text


def finding(one: dict[str, Any]) -> dict[str, Any]:
    """What both say of a finding, from either."""
    plain = ("id", "rule", "outcome", "reason", "severity", "body", "focus", "value", "period")
    return {
        **{key: one[key] for key in plain},
        "label": pair(one["focus_label"] if "focus_label" in one else one["label"]),
        "sentence": pair(one["sentence"] if "sentence" in one else one["message"]),
        "account": pair(one["account"]),
        "evidence": [
            [pair(place["text"]), *(place.get(k) for k in ("file", "line", "sheet", "row", "column"))]
            for place in one["evidence"]
        ],
        "interpretation": [
            found if isinstance(found, str) else found[0] for found in one["interpretation"] or []
        ],
        "ruling": [found if isinstance(found, str) else found[0] for found in one["ruling"] or []],
    }


def wanted(paths: list[str], day: date = DAY) -> dict[str, Any]:
    """What the command line says of lists."""
    try:
        model = load(*paths)
        report = Judge(model, day).run()
        told: dict[str, Any] = as_dict(model, report, everything=True)
        for one, found in zip(told["findings"], report.findings, strict=True):
            one["account"] = list(found.account)
        return told
    except KgovError as error:
        return {"fault": list(error.problem)}


def equal(got: dict[str, Any], want: dict[str, Any]) -> None:
    if "fault" in want:
        assert got["fault"]["problem"] == want["fault"]
        return
    assert "fault" not in got, got.get("fault")
    assert got["summary"] == want["summary"]
    assert [finding(one) for one in got["findings"]] == [finding(one) for one in want["findings"]]


@pytest.mark.parametrize("day", [DAY, date(2027, 2, 1)], ids=str)
def test_every_list_has_the_same_findings_in_all_six_outcomes(model: Knowledge, day: date) -> None:
    lists = [[str(path)] for path in (LISTS if day == DAY else LISTS[:3])]
    lists += [[str(EXAMPLES / name) for name in names] for names in (TOGETHER if day == DAY else [])]
    (answer,) = run("answers.mjs", {"jobs": [job(model, lists, day)]})
    for paths, got in zip(lists, answer["lists"], strict=True):
        equal(got, wanted(paths, day))
    seen = {one["outcome"] for got in answer["lists"] for one in got.get("findings", [])}
    assert seen == set(OUTCOMES)
    told = "\n".join(one["account"][0] for got in answer["lists"] for one in got.get("findings", []))
    if day == DAY:
        assert [form for form in FORMS if form not in told] == []


def test_a_list_in_rdf_xml_is_read_whole_or_refused(model: Knowledge, tmp_path: Path) -> None:
    path = EXAMPLES / "orebro-lag-fel.ttl"
    stated = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    whole = ox.serialize(stated, format=ox.RdfFormat.RDF_XML) or b""
    typed = whole.replace(b"?>", b"?>\n<!DOCTYPE x>", 1)
    faulty = {
        "helt.rdf": whole,
        "avbrutet.rdf": whole[: len(whole) // 2],
        "typ.rdf": typed,
        "prefix.rdf": whole.replace(b"rdf:about", b"annat:about"),
    }
    for name, content in faulty.items():
        (tmp_path / name).write_bytes(content)
    paths = [str(tmp_path / name) for name in faulty]
    (answer,) = run("answers.mjs", {"jobs": [job(model, [[one] for one in paths])]})
    good, broken, doctype, unbound = answer["lists"]
    equal(good, wanted(paths[:1]))
    assert len(good["findings"]) > 100
    equal(doctype, wanted(paths[2:3]))
    for got, name in ((broken, "avbrutet.rdf"), (unbound, "prefix.rdf")):
        assert "kan inte läsas" in got["fault"]["problem"][0]
        assert re.fullmatch(rf".*{name}:\d+", got["fault"]["where"][0])


def spoilt(path: Path, folder: Path, chance: random.Random) -> Path:
    """A list with some of its statements left out and others exchanged for those of another entry."""
    stated = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    values: dict[object, list[Any]] = {}
    for one in stated:
        values.setdefault(one.predicate, []).append(one.object)
    kept = []
    for one in stated:
        fate = 1.0 if any(word in one.predicate.value for word in KEPT) else chance.random()
        value = chance.choice(values[one.predicate]) if fate < 0.3 else one.object
        if fate > 0.15:
            kept.append(ox.Triple(one.subject, one.predicate, value))
    made = folder / f"{path.stem}.nt"
    made.write_bytes(ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES))
    return made


def test_lists_with_much_amiss_have_the_same_findings(model: Knowledge, tmp_path: Path) -> None:
    chance = random.Random(1)
    paths = [str(spoilt(path, tmp_path, chance)) for path in sorted(EXAMPLES.glob("*-fel.ttl"))]
    (answer,) = run("answers.mjs", {"jobs": [job(model, [[path] for path in paths])]})
    for path, got in zip(paths, answer["lists"], strict=True):
        equal(got, wanted([path]))
    assert sum(bool(one["account"][0]) for got in answer["lists"] for one in got["findings"]) > 100


def test_an_entry_with_several_names_is_called_the_same(model: Knowledge, tmp_path: Path) -> None:
    names = ('"Ö"@sv', '"Å"@sv, "Å"', '"Z"@sv, "😀"@sv, "￮"@sv, "Y"@en, "X"@en, "A"')
    text = (EXAMPLES / "kronoberg-grupper-fel.ttl").read_text(encoding="utf-8")
    named = set(re.findall(r"^(ex:\S+) a (?:kgd:|kg:CareChainStage)", text, re.MULTILINE))
    path = tmp_path / "list.ttl"
    more = "".join(f"{one} rdfs:label {names[at % 3]} .\n" for at, one in enumerate(sorted(named)))
    path.write_text(text + more, encoding="utf-8")
    (answer,) = run("answers.mjs", {"jobs": [job(model, [[str(path)]])]})
    equal(answer["lists"][0], wanted([str(path)]))
    told = json.dumps(answer["lists"][0]["findings"], ensure_ascii=False)
    assert "😀" not in told and '"X"' in told


def test_words_of_findings_are_those_of_the_rules(model: Knowledge) -> None:
    path = str(EXAMPLES / "orebro-rmks-fel.ttl")
    (answer,) = run("answers.mjs", {"jobs": [job(model, [[path]])]})
    judged = load(path)
    report = Judge(judged, DAY).run()
    for got, want in zip(answer["lists"][0]["findings"], report.findings, strict=True):
        assert got["sentence"] == list(sentence(want))
        if want.outcome != "missing":
            assert got["message"] == list(message(want))
        assert got["remedy"] == list(remedy(judged, want))
    assert resources.digest()[:12] in answer["lists"][0]["conformity"][0]


def test_lists_that_are_published_take_no_part_in_a_visitors_check() -> None:
    published = with_lists("memory", "sodra-rsg-lakemedel-fel.ttl")
    path = str(EXAMPLES / "sodra-rsg-lakemedel.xlsx")
    (answer,) = run("answers.mjs", {"jobs": [job(published, [[path]])]})
    equal(answer["lists"][0], wanted([path]))
