"""What leaves the house: names only where it is decided, qualities never, example data with a stamp."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sites import DAY, EXAMPLES, SODRA, knowledge, site, small

from kgov.errors import KgovError
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.publish.choice import Choice
from kgov.publish.permits import Permit
from kgov.publish.redaction import redact
from kgov.publish.site import Details, Site
from kgov.publish.stamp import STAMP, stamped
from kgov.storage.terms import Iri, Triple

RMKS = Iri(expand("kgd:orebro-rmks"))
BASE = "https://example.org/underlag/orebro/"
HEAD = """
@prefix ex: <https://example.org/underlag/orebro/> .
@prefix kg: <https://w3id.org/kgov/def/> .
@prefix kgc: <https://w3id.org/kgov/code/> .
@prefix kgd: <https://w3id.org/kgov/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
LIST = """
ex:quirin-zyzzy a kg:Person ; rdfs:label "Quirin Zyzzy" ; kg:hasDoctorate false ; kg:holdsManagerialPosition true .
ex:ledamot-quirin-zyzzy a kg:Membership ; rdfs:label "Quirin Zyzzy, ordförande" ; org:member ex:quirin-zyzzy ;
    org:organization kgd:orebro-rmks ; kg:takesSeat kgd:orebro-rmks-seat-chair ;
    kg:validFrom "2025-03-01"^^xsd:date ; kg:mandateThrough "2027-02-28"^^xsd:date .
ex:robin a kg:Person ; rdfs:label "Robin Qvaxel" .
ex:ledamot-2 a kg:Membership ; org:member ex:robin ; org:organization kgd:orebro-rmks ;
    kg:hasRole kgc:role-patient-representative ; kg:validFrom "2025-03-01"^^xsd:date .
ex:gammal a kg:Person ; rdfs:label "Alex Qvitter" .
ex:ledamot-3 a kg:Membership ; org:member ex:gammal ; org:organization kgd:orebro-rmks ;
    kg:takesSeat kgd:orebro-rmks-seat-secretary ; kg:validThrough "2025-03-01"^^xsd:date .
ex:lag-1 a kgd:orebro-lag ; rdfs:label "LAG Exempel"@sv ; rdfs:comment "Kontakt: Quirin Zyzzy" .
"""


@pytest.fixture
def listed(tmp_path: Path) -> Knowledge:
    return knowledge(_write(tmp_path, LIST))


def _write(folder: Path, text: str) -> Path:
    path = folder / "quirin-zyzzy.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def permit(**changed: object) -> Permit:
    given = {"body": RMKS, "legal_basis": "förtroendeuppdrag", "decision": "HS-1", "review": date(2027, 1, 1)}
    return Permit(**{**given, **changed})  # type: ignore[arg-type]


def taken(model: Knowledge, persons: str, *permits: Permit, suppressed: tuple[str, ...] = ()) -> list[Triple]:
    publication = redact(model, Choice(DAY, "https://example.org/", persons=persons), permits, suppressed)
    return [triple for source in publication.knowledge.lists for triple in source.triples]


def told(triples: list[Triple]) -> str:
    return "\n".join(term.n3() for triple in triples for term in triple)


@pytest.mark.parametrize("persons", ["none", "roles"])
def test_no_name_stands_in_any_byte(listed: Knowledge, persons: str):
    owner = Iri(expand("kgd:region-orebro-lan"))
    files = dict(site(listed, persons=persons, owner=owner, outcomes="full").files())
    for path, content in files.items():
        for name in (b"quirin", b"zyzzy", b"qvaxel", b"qvitter"):
            assert name not in path.lower().encode() + content.lower(), (name, path)
    assert b"LAG Exempel" in files["sv/id/orebro-lag.html"]


def test_roles_say_only_that_a_seat_is_filled(listed: Knowledge):
    triples = taken(listed, "roles")
    held = [s for s, _, o in triples if o == expand("kg:Membership")]
    assert len(held) == 1, "one seat is filled; a representative and one who has left are not told"
    said = {p for s, p, _ in triples if s == held[0]}
    assert said == {expand(name) for name in ("rdf:type", "org:organization", "kg:takesSeat")}


def test_none_says_nothing_of_seats(listed: Knowledge):
    assert not [s for s, _, o in taken(listed, "none") if o == expand("kg:Membership")]


def test_names_need_a_recorded_decision(listed: Knowledge):
    with pytest.raises(KgovError, match="no decision"):
        taken(listed, "named")


def test_names_need_a_decision_that_is_not_overdue(listed: Knowledge):
    with pytest.raises(KgovError, match="no decision"):
        taken(listed, "named", permit(review=date(2026, 11, 21)))
    assert "Quirin Zyzzy" in told(taken(listed, "named", permit(review=DAY)))


def test_named_tells_name_and_mandate_and_no_quality(listed: Knowledge):
    text = told(taken(listed, "named", permit()))
    assert '"Quirin Zyzzy"' in text and "2027-02-28" in text
    assert "Doctorate" not in text and "Managerial" not in text and "Qvitter" not in text


def test_a_body_without_a_decision_names_nobody(listed: Knowledge):
    other = permit(body=Iri(expand("kgd:orebro-rsn")))
    assert "Zyzzy" not in told(taken(listed, "named", other))


def test_representatives_are_decided_one_by_one(listed: Knowledge):
    assert "Robin" not in told(taken(listed, "named", permit()))
    decided = permit(representatives=frozenset({BASE + "robin"}))
    assert "Robin" in told(taken(listed, "named", decided))


@pytest.mark.parametrize("known_as", ["Quirin Zyzzy", "quirin zyzzy", BASE + "quirin-zyzzy"])
def test_suppression_always_wins(listed: Knowledge, known_as: str):
    decided = permit(representatives=frozenset({BASE + "robin"}))
    text = told(taken(listed, "named", decided, suppressed=(known_as,)))
    assert "Zyzzy" not in text and "quirin-zyzzy" not in text
    assert "seat-chair" in text, "the seat is filled all the same"


@pytest.mark.parametrize(
    "text",
    [
        'ex:lag-2 a kgd:orebro-lag ; rdfs:label "Quirin Zyzzys grupp"@sv ; kg:isOrganisedBy kgd:orebro-lpo .',
        'ex:lag-2 a kgd:orebro-lag ; rdfs:label "Gruppen kring Quirin Zyzzy"@sv .',
        'ex:QuirinZyzzy a kgd:orebro-lag ; rdfs:label "LAG"@sv .',
        'ex:lag-quirin_zyzzy a kgd:orebro-lag ; rdfs:label "LAG"@sv .',
        '<https://example.org/quirin%20Zyzzy> a kgd:orebro-lag ; rdfs:label "LAG"@sv .',
    ],
)
def test_a_name_in_the_name_of_something_else_is_refused(tmp_path: Path, text: str):
    model = knowledge(_write(tmp_path, LIST + text))
    with pytest.raises(KgovError, match="name of a person") as refused:
        taken(model, "roles")
    assert "Zyzzy" not in str(refused.value.problem)


def test_of_a_list_only_what_is_known_is_taken(listed: Knowledge):
    assert "Kontakt" not in told(taken(listed, "roles"))


def test_a_list_of_another_owner_is_left_out(listed: Knowledge):
    publication = redact(listed, Choice(DAY, "https://example.org/", owner=SODRA))
    assert not publication.knowledge.lists


def test_example_data_bear_a_stamp_on_every_page_and_file():
    model = knowledge(EXAMPLES / "sodra-rsg-lakemedel.ttl")
    files = dict(site(model, owner=SODRA).files())
    for path, content in files.items():
        assert "Påhittade exempeldata".encode() in content or b"Invented example data" in content, path
    assert STAMP.encode() in files["question/who-appoints.csv"]


@pytest.mark.parametrize(
    ("path", "content", "stamped_content"),
    [
        ("a.ttl", b"<a> <b> <c> .", b"# %s\n<a> <b> <c> ."),
        ("a.csv", b"\xef\xbb\xbfa;b", b"\xef\xbb\xbf# %s\na;b"),
        ("a.rdf", b'<?xml version="1.0"?>\n<r/>', b'<?xml version="1.0"?>\n<!-- %s -->\n<r/>'),
        ("a.svg", b"<svg/>", b"<!-- %s -->\n<svg/>"),
        ("a.jsonld", b'{"@id": "x"}', b'{"stamp": "%s", "@id": "x"}'),
        ("a.js", b"var a;", b"/* %s */\nvar a;"),
        ("a.wasm", b"\0asm", b"\0asm"),
    ],
)
def test_a_stamp_fits_the_form_of_a_file(path: str, content: bytes, stamped_content: bytes):
    assert stamped(path, content) == stamped_content.replace(b"%s", STAMP.encode())
    page = stamped("a.html", b"<html><body class='x'><p>").decode()
    assert page.startswith("<html><body class='x'>\n<aside") and STAMP in page


def test_without_example_data_there_is_no_stamp():
    assert not [
        path for path, content in small().items() if STAMP.encode() in content or b'class="stamp"' in content
    ]


def test_outcomes_are_told_only_as_chosen():
    model = knowledge(EXAMPLES / "orebro-rmks-fel.ttl")
    choice = {
        name: Choice(DAY, "https://example.org/", outcomes=name) for name in ("none", "summary", "full")
    }
    none, summary, full = (redact(model, one).outcomes for one in choice.values())
    assert not none.counts and not none.findings
    assert summary.counts[RMKS]["violated"] > 10 and not summary.findings
    assert full.findings[RMKS] and full.counts == summary.counts


def test_rules_on_personal_qualities_are_left_out_also_where_members_are_named():
    model = knowledge(EXAMPLES / "orebro-rmks-fel.ttl")
    doctorate = Iri(expand("kgr:OR-33"))
    below = redact(model, Choice(DAY, "https://example.org/", outcomes="full")).outcomes
    assert doctorate not in {told.rule for told in below.findings[RMKS]}
    assert below.withheld > 0
    named = redact(
        model, Choice(DAY, "https://example.org/", persons="named", outcomes="full"), [permit()]
    ).outcomes
    assert doctorate not in {told.rule for told in named.findings[RMKS]}
    assert named.withheld == below.withheld


def test_named_pages_say_on_what_ground(listed: Knowledge):
    choice = Choice(DAY, "https://example.org/", persons="named", owner=Iri(expand("kgd:region-orebro-lan")))
    publication = redact(listed, choice, [permit()])
    files = dict(Site(publication, choice, Details()).files())
    page = files["sv/id/orebro-rmks.html"].decode()
    assert "Quirin Zyzzy" in page and "förtroendeuppdrag" in page and "HS-1" in page
    assert "HS-1" in files["en/about.html"].decode()
