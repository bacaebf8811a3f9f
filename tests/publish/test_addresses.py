"""Where things lie: one address each, safe on every disk, and links that need no server."""

from pathlib import PurePosixPath

import pytest

from kgov.namespaces import expand
from kgov.publish.addresses import Addresses, link


def test_a_thing_has_a_page_in_each_language_and_data_beside_them():
    body = expand("kgd:orebro-rmks")
    address = Addresses([body])[body]
    assert address.page("sv") == "sv/id/orebro-rmks.html"
    assert address.page("en") == "en/id/orebro-rmks.html"
    assert address.data("ttl") == "id/orebro-rmks.ttl"


def test_names_that_differ_in_case_do_not_meet():
    pair = [expand("kg:Duty"), expand("kg:duty")]
    stems = {Addresses(pair)[iri].stem.lower() for iri in pair}
    assert len(stems) == 2


def test_names_that_differ_in_unicode_form_do_not_meet():
    pair = ["https://example.org/\u00e5", "https://example.org/a\u030a"]
    assert len({Addresses(pair)[iri].stem.lower() for iri in pair}) == 2


def test_the_order_does_not_matter():
    things = [expand(name) for name in ("kg:Duty", "kg:duty", "kgd:orebro-rmks", "kgr:KR-18")]
    assert [Addresses(things)[t] for t in things] == [Addresses(reversed(things))[t] for t in things]


@pytest.mark.parametrize(
    "iri",
    [
        "https://example.org/../../etc/passwd",
        "https://example.org/a%2f..%2fb",
        "https://example.org/..",
        "https://example.org/con",
        "https://example.org/NUL.txt",
        "https://example.org/" + "x" * 5000,
        "https://w3id.org/kgov/id/../../../x",
        "https://w3id.org/kgov/",
        "javascript:alert(1)",
        "urn:x",
        "https://example.org/åäö <b>",
    ],
)
def test_no_name_leads_outside_or_breaks_a_disk(iri):
    path = PurePosixPath(Addresses([iri])[iri].page("sv"))
    assert len(path.parts) == 3 and ".." not in path.parts
    assert all(
        len(part) < 120 and part.isascii() and ":" not in part and "%" not in part for part in path.parts
    )
    assert path.stem.split(".")[0].lower() not in {"con", "nul", ""}


def test_links_are_relative_and_keep_their_anchor():
    assert link("sv/id/orebro-rmks.html", "sv/rule/OR-33.html#text") == "../rule/OR-33.html#text"
    assert link("sv/id/orebro-rmks.html", "id/orebro-rmks.ttl") == "../../id/orebro-rmks.ttl"
    assert link("index.html", "sv/index.html") == "sv/index.html"
