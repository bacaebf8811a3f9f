"""The invented examples on the pages of rules: marked as such, on those pages alone, and without a person's name."""

from __future__ import annotations

import re
from html import unescape

import pytest
import sites
from conftest import EXAMPLES

from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.publish.rule_examples import file, rule_examples
from kgov.storage.reading import read

SECTION = re.compile(r'<section class="invented".*?</section>', re.DOTALL)
STAMP = {"sv": "Påhittat exempel", "en": "Invented example"}
LIST = {"sv": "I en påhittad lista, ", "en": "In an invented list, "}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {path: content.decode("utf-8", "replace") for path, content in sites.small().items()}


def test_the_examples_are_of_rules_and_in_both_languages(model: Knowledge) -> None:
    known = {rule.id for rule in model.rules.values()}
    assert len(rule_examples()) > 90
    for rule, examples in rule_examples().items():
        assert rule in known
        assert [example.outcome for example in examples] in (["violated"], ["violated", "satisfied"])
        for example in examples:
            assert all((*example.about, *example.says)), rule
            assert example.says.sv != example.says.en, rule


def test_no_person_of_the_lists_is_named() -> None:
    said = [triple for path in EXAMPLES.glob("*.ttl") for triple in read(str(path)).triples]
    persons = {s for s, p, o in said if o == expand("kg:Person")}
    names = {str(o) for s, p, o in said if s in persons and p == expand("rdfs:label")}
    assert len(names) > 5
    content = file().read_text(encoding="utf-8")
    assert [name for name in names if name in content] == []


def test_each_example_stands_under_its_stamp(pages: dict[str, str]) -> None:
    for lang in ("sv", "en"):
        page = pages[f"{lang}/rule/SO-20.html"]
        (section,) = SECTION.findall(page)
        text = unescape(re.sub("<[^>]+>", "", section))
        assert STAMP[lang] in text and "data-nosnippet" in section
        for example in rule_examples()["SO-20"]:
            told = f"{example.about.pick(lang)}: {example.says.pick(lang)}."  # type: ignore[arg-type]
            assert LIST[lang] + told in text


def test_a_rule_without_an_example_says_nothing_of_it(pages: dict[str, str]) -> None:
    assert "SO-03" not in rule_examples()
    assert 'class="invented"' not in pages["sv/rule/SO-03.html"]


def test_nothing_else_of_a_site_holds_an_example(pages: dict[str, str]) -> None:
    told = {
        text
        for examples in rule_examples().values()
        for example in examples
        for text in example.says
        if len(text) > 30
    }
    for path, content in pages.items():
        is_rule = re.fullmatch(r"(sv|en)/rule/[\w-]+\.html", path) is not None
        rest = unescape(SECTION.sub("", content) if is_rule else content)
        assert [text for text in told if text in rest] == [], path
        assert is_rule or 'class="invented"' not in content, path
