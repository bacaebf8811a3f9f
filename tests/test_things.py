"""What a thing is called does not hang on the order in which a store gives what is said of it."""

from __future__ import annotations

from itertools import permutations

import pytest

from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import both
from kgov.namespaces import expand
from kgov.storage.source import Source
from kgov.storage.terms import Iri, Text

A_SV, B_SV, EN, NONE = Text("å", "sv"), Text("b", "sv"), Text("c", "en"), Text("a")


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        ((A_SV, B_SV), Both("b", "b")),
        ((A_SV, EN, B_SV), Both("b", "c")),
        ((NONE, B_SV, A_SV), Both("b", "a")),
        ((Text("x"), NONE, EN), Both("a", "c")),
        ((NONE, Text("d", "fi")), Both("a", "a")),
        ((), Both("", "")),
    ],
)
def test_of_several_texts_the_first_by_code_point(texts: tuple[Text, ...], named: Both) -> None:
    assert {both(order) for order in permutations(texts)} == {named}


def test_several_values_stand_in_one_order() -> None:
    body, label = Iri("https://example.org/lag"), Iri(expand("rdfs:label"))
    names = [Text(name, "sv") for name in "edcba"]
    said = [
        (body, Iri(expand("rdf:type")), Iri(expand("kgd:orebro-lag"))),
        *((body, label, n) for n in names),
    ]
    for triples in (said, said[::-1]):
        model = Knowledge().need("norm", "codes")
        model.add_list(Source("list", "", triples))
        assert [str(name) for name in model.registered[body].all("rdfs:label")] == list("abcde")
        assert model.thing(body).label == Both("a", "a")
