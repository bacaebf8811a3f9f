"""What a thing is called does not hang on the order in which a store gives what is said of it."""

from __future__ import annotations

from itertools import permutations

import pytest

from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Thing, both
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


def test_one_of_several_values_is_always_the_same() -> None:
    body, label = Iri("https://example.org/lag"), Iri(expand("rdfs:label"))
    names = [Text(name, "sv", expand("rdf:langString")) for name in "edcba"]
    for order in (names, names[::-1]):
        thing = Thing(body, {label: list(order)})
        assert (thing.one("rdfs:label"), thing.label) == (names[-1], Both("a", "a"))
    assert Thing(body, {}).one("rdfs:label") is None


def test_a_body_of_a_list_is_called_the_same_in_every_order() -> None:
    body = Iri("https://example.org/lag")
    said = [(body, Iri(expand("rdf:type")), Iri(expand("kgd:orebro-lag")))]
    said += [(body, Iri(expand("rdfs:label")), Text(name, "sv")) for name in "edcba"]
    for triples in (said, said[::-1]):
        model = Knowledge().need("norm", "codes")
        model.add_list(Source("list", "", triples))
        assert model.thing(body).label == Both("a", "a")
