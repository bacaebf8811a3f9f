"""The synthetic country: the same bytes every time, plainly invented, and judged exactly as its faults foretell."""

from __future__ import annotations

import hashlib
import io
import re
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from kgov.answers.validation import Judge
from kgov.answers.vocabulary import norm_claims, unknown_terms
from kgov.errors import KgovError
from kgov.lists.synthetic import DAY, Expected, Size, sized, write_country
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.storage.reading import read

OWN = "https://example.org/underlag/exempel-"
LINE = re.compile(r'<([^<>" ]+)> <([^<>" ]+)> (<[^<>" ]+>|"[^"\\]*"(?:\^\^<[^<>" ]+>|@sv)?) \.')


def country(size: Size) -> tuple[bytes, list[Expected]]:
    """What is written, and what is foretold."""
    paper, expected = io.BytesIO(), list[Expected]()
    triples = write_country(size, paper, expected.append, lambda _: None)
    written = paper.getvalue()
    assert written.count(b"\n") == triples
    return written, expected


def judged(written: bytes, size: Size, folder: Path) -> set[tuple[str, ...]]:
    """What is found not to hold: rule, body, entry, year and id."""
    file = folder / "land.nt"
    file.write_bytes(written)
    model, source = Knowledge().need("norm", "codes"), read(str(file))
    assert not unknown_terms(source, model)
    assert not norm_claims(source)
    model.add_list(source)
    return {
        (
            found.rule.id,
            found.body,
            found.focus if found.period else found.value,
            found.period or "",
            found.id,
        )
        for found in Judge(model, size.as_of).run().findings
        if found.outcome == "violated"
    }


def told(expected: list[Expected]) -> set[tuple[str, ...]]:
    return {(one.rule, one.body, one.entry, one.period, one.id) for one in expected}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_exactly_the_planted_faults_are_found(seed: int, tmp_path: Path) -> None:
    size = sized(regions=2, years=3, seed=seed, as_of=DAY, triples=10_000, faulty=60)
    written, expected = country(size)
    assert len(told(expected)) == len(expected) >= 8
    assert judged(written, size, tmp_path) == told(expected)


def test_every_sort_of_fault_is_found(tmp_path: Path) -> None:
    size = sized(regions=2, years=3, seed=6, as_of=DAY, triples=40_000, faulty=100)
    written, expected = country(size)
    assert len({one.rule for one in expected}) == 49
    assert judged(written, size, tmp_path) == told(expected)


def test_a_country_without_faults_breaks_no_rule(tmp_path: Path) -> None:
    size = sized(regions=3, years=3, seed=9, as_of=date(2024, 2, 29), triples=8_000, faulty=0)
    written, expected = country(size)
    assert not expected
    assert not judged(written, size, tmp_path)


def test_the_same_seed_gives_the_same_bytes_on_every_machine() -> None:
    size = sized(regions=2, years=2, seed=7, as_of=DAY, triples=8_000, faulty=20)
    written, expected = country(size)
    assert country(size) == (written, expected)
    assert (
        hashlib.sha256(written).hexdigest()
        == "e08cac37b0126bf8a6c6b5ed5581d63a186eb159ad70fb66fbb77b49bafab4da"
    )
    assert country(Size(**{**vars(size), "seed": 8}))[0] != written


def test_everything_is_plainly_invented() -> None:
    written, _ = country(sized(regions=3, years=2, seed=3, as_of=DAY, triples=12_000, faulty=50))
    lines = [LINE.fullmatch(line) for line in written.decode().splitlines()]
    triples = {(line[1], line[2], line[3].strip("<>")) for line in lines if line}
    assert all(lines)
    assert all(subject.startswith(OWN) for subject, _, _ in triples)
    things = {s for s, p, o in triples if p == expand("rdfs:label") and "/id/" not in o}
    marked = {s for s, p, _ in triples if p == expand("kg:isSynthetic")}
    stages = {s for s, p, o in triples if o == expand("kg:CareChainStage")}
    assert things - stages == marked
    for property_ in ("kg:hasOwner", "org:member", "org:organization", "kg:represents", "kg:isPartOf"):
        named = {o for _, p, o in triples if p == expand(property_)}
        assert named
        assert all(name.startswith(OWN) for name in named), property_
    labels = {o for s, p, o in triples if p == expand("rdfs:label") and s not in stages}
    assert all("Exempel" in label for label in labels)


def test_a_person_sits_in_at_most_three_bodies() -> None:
    written, _ = country(sized(regions=2, years=4, seed=4, as_of=DAY, triples=60_000, faulty=0))
    said = [LINE.fullmatch(line) for line in written.decode().splitlines()]
    of: dict[str, dict[str, str]] = {expand("org:member"): {}, expand("org:organization"): {}}
    for line in said:
        if line and line[2] in of:
            of[line[2]][line[1]] = line[3]
    bodies: dict[str, set[str]] = {}
    for entry, person in of[expand("org:member")].items():
        body = of[expand("org:organization")][entry]
        if "/nag-" not in body:
            bodies.setdefault(person, set()).add(body)
    counts = {len(sat) for sat in bodies.values()}
    assert counts == {1, 2, 3}


@pytest.mark.parametrize("triples", [9_000, 100_000, 400_000])
def test_the_size_is_about_what_was_asked_for(triples: int) -> None:
    size = sized(regions=None, years=10, seed=1, as_of=DAY, triples=triples, faulty=20)
    written = country(size)[0].count(b"\n")
    assert abs(written - triples) < max(2_000, triples / 50)


def test_memory_does_not_grow_with_the_country() -> None:
    class Nowhere(io.RawIOBase):
        def write(self, data: object) -> int:
            return 0

    peaks = []
    for triples in (40_000, 160_000):
        size = sized(regions=4, years=10, seed=1, as_of=DAY, triples=triples, faulty=20)
        tracemalloc.start()
        write_country(size, Nowhere(), lambda _: None, lambda _: None)  # type: ignore[arg-type]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]


@pytest.mark.parametrize(
    "asked",
    [
        {"regions": 0},
        {"regions": 22},
        {"years": 0},
        {"years": 21},
        {"seed": -1},
        {"faulty": 101},
        {"triples": 0},
        {"triples": 10_000, "regions": 21},
        {"as_of": date(2001, 1, 1)},
    ],
    ids=str,
)
def test_a_size_that_makes_no_sense_is_refused(asked: dict[str, int]) -> None:
    usual = {"regions": None, "years": 10, "seed": 1, "as_of": DAY, "triples": None, "faulty": 20}
    with pytest.raises(KgovError) as refused:
        sized(**{**usual, **asked})  # type: ignore[arg-type]
    assert refused.value.advice
