"""Two bodies side by side: only such as are called the same, and every line with the statement that says it."""

from __future__ import annotations

import re

import pytest
import sites

from kgov.namespaces import expand, local_name
from kgov.publish.edition import Edition
from kgov.publish.pages import pairs


@pytest.fixture(scope="module")
def edition() -> Edition:
    return sites.site(sites.knowledge(sites.EXAMPLES / "orebro-lag.ttl")).edition


def test_only_bodies_that_are_called_the_same_and_have_different_owners(edition: Edition) -> None:
    found = [tuple(map(local_name, pair)) for pair in pairs.pairs(edition)]
    assert found == [("sodra-rsg-lakemedel", "sydostra-rsg-lakemedel"), ("kronoberg-lag", "orebro-lag")]


def test_what_is_said_in_the_same_words_stands_in_one_row(edition: Edition) -> None:
    page = next(iter(pairs.pages(edition)))
    parts = {title.sv: dict(rows) for title, rows in page.values["parts_of_pair"]}
    asked = {
        label.sv: [sorted(local_name(one.thing.iri) for one in side) for side in sides]
        for label, sides in parts["Ska, bör och kan"].items()
    }
    assert asked["vara sammansatt"] == [["SO-19"], ["SY-61a", "SY-61b"]]
    assert asked["delge"] == [["SO-21b"], []]
    onward = {label.sv: sides for label, sides in parts["Samband från gruppen"].items()}
    (line,) = onward["delger minnesanteckningar till"][0]
    assert line.about == expand("kgd:sodra-sks-r")
    assert not onward["delger minnesanteckningar till"][1]


def test_every_line_cites_its_statement(edition: Edition) -> None:
    for page in pairs.pages(edition):
        lines = [
            line
            for _, rows in page.values["parts_of_pair"]
            for _, sides in rows
            for side in sides
            for line in side
        ]
        assert len(lines) > 15
        for line in lines:
            assert line.thing.iris("dcterms:source"), line.thing.iri


def test_the_comparison_leads_to_its_pages_and_a_site_of_one_owner_has_none() -> None:
    whole, small = sites.whole(), sites.small()
    overview = whole["sv/compare.html"].decode()
    linked = re.findall(r'href="(compare/[^"]+)"', overview)
    assert linked and all(f"sv/{path}" in whole and f"en/{path}" in whole for path in linked)
    said = whole[f"sv/{linked[0]}"].decode()
    assert "sägs inte" in said and "../statement/SO-21b.html" in said
    assert not [path for path in small if "/compare/" in path]
    assert "compare/" not in small["sv/compare.html"].decode()
