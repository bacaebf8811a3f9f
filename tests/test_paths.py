"""Ways upwards say what the documents say: no step without its statement, no silence without its gap."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import with_lists

from kgov import KgovError
from kgov.answers.paths import Matters, Step, Way, as_json, chain, escalate
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand, local_name
from kgov.storage.terms import Iri

PREFIXES = """
@prefix ex: <https://example.org/underlag/> .
@prefix kg: <https://w3id.org/kgov/def/> .
@prefix kgc: <https://w3id.org/kgov/code/> .
@prefix kgd: <https://w3id.org/kgov/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

#: What is silent in the documents: from where, to where, and the gap that says so.
NEVER = [
    ("orebro-lpo", "orebro-rmks", "G-22a"),
    ("orebro-hslg", "orebro-hs-direktor", "G-23a"),
    ("kronoberg-mklk", "sodra-rsg-lakemedel", "G-01a"),
]
WITHOUT_REPORTING = [
    "orebro-lpo",
    "orebro-rmks-referensgrupp",
    "orebro-hslg",
    "orebro-kunskapsstodsgruppen",
    "kronoberg-mg",
    "kronoberg-lag",
    "kronoberg-lakemedelsradet",
    "kronoberg-mklk",
    "sodra-rsg-lakemedel",
    "sydostra-rsg",
    "sydostra-rsg-lakemedel",
]


def node(name: str) -> Iri:
    return Iri(expand(f"kgd:{name}"))


def ex(name: str) -> Iri:
    return Iri(f"https://example.org/underlag/{name}")


def code(name: str) -> Iri:
    return Iri(expand(f"kgc:{name}"))


def ends(steps: list[Step]) -> list[tuple[str, str | None, str]]:
    """Where each step leads from and to, and its status."""
    return [(local_name(s.start), local_name(s.end) if s.end else None, s.status) for s in steps]


def gap_ids(way: Way) -> list[str]:
    return [str(gap.one("dcterms:identifier")) for gap in way.gaps if gap.iri]


def listed(tmp_path: Path, text: str) -> Knowledge:
    """The model with a small list of its own."""
    path = tmp_path / "lista.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return with_lists("memory", str(path))


# ---- reporting


def test_rmks_reports_to_hslg_and_to_nobody_else(model: Knowledge) -> None:
    way = chain(model, node("orebro-rmks"))
    assert ends(way.hops) == [("orebro-rmks", "orebro-hslg", "stated")]
    assert way.hops[0].statements == ("OR-57",)
    assert way.hops[0].via == node("orebro-rmks-seat-chair")
    assert way.summary.sv.startswith("RMKS rapporterar till HSLG. Vem HSLG rapporterar till säger dokumenten")
    verbs = {local_name(step.kind) for step in way.continues}
    assert {"link-works-on-assignment-of", "link-raises-to", "link-sits-in"} <= verbs
    assert ("orebro-rmks-seat-chair", "mellansverige-kunskapsstyrningsgrupp", "stated") in ends(way.continues)


def test_a_lag_of_orebro_reports_to_its_lpo_or_by_reading_to_kunskapsstodsgruppen(model: Knowledge) -> None:
    way = chain(model, node("orebro-lag"))
    assert ends(way.hops) == [
        ("orebro-lag", "orebro-lpo", "stated"),
        ("orebro-lag", "orebro-kunskapsstodsgruppen", "interpreted"),
    ]
    assert all(step.statements == ("OL-34",) for step in way.hops)
    optional = [step for step in way.continues if step.statements == ("OL-13",)]
    assert [(step.end, step.status, step.demanded) for step in optional] == [(None, "gap", False)]


@pytest.mark.parametrize("name", WITHOUT_REPORTING)
def test_who_reports_to_nobody_is_said_to_have_no_receiver(model: Knowledge, name: str) -> None:
    way = chain(model, node(name))
    assert way.hops == []
    assert way.type == "receiver-not-stated"
    assert "rapporterar till säger dokumenten inte" in way.summary.sv
    assert any(gap.iris("kg:stopsAt") == [node(name)] or node(name) in gap.concerns for gap in way.gaps)


@pytest.mark.parametrize(("start", "end", "gap"), NEVER)
def test_a_silence_is_a_gap_and_never_a_step(model: Knowledge, start: str, end: str, gap: str) -> None:
    way = chain(model, node(start))
    assert all(step.end != node(end) for step in way.hops)
    assert gap in gap_ids(way)


def test_no_link_upwards_from_a_body_is_lost(model: Knowledge) -> None:
    for name in ("orebro-rmks", "orebro-lag", "orebro-lpo", "sodra-rsg-lakemedel", "kronoberg-mg"):
        way = chain(model, node(name))
        said = {statement for step in (*way.hops, *way.continues) for statement in step.statements}
        for link in model.links.values():
            forward = model.concepts[link.kind].iris("kg:leadsUp") == [code("direction-forward")]
            backward = model.concepts[link.kind].iris("kg:leadsUp") == [code("direction-backward")]
            if (forward and link.start == node(name)) or (backward and link.end == node(name)):
                assert set(link.statements) <= said, link.iri


def test_what_the_documents_do_say_of_an_lpo_stands_beside_the_gap(model: Knowledge) -> None:
    way = chain(model, node("orebro-lpo"))
    said = {
        (local_name(step.kind), step.statements)
        for step in way.continues
        if (step.start, step.end) == (node("orebro-lpo"), node("orebro-rmks"))
    }
    assert ("link-sets-up", ("OR-12a",)) in said and ("link-sets-assignment-of", ("OR-12b",)) in said
    assert "LPO inrättas av RMKS" in way.summary.sv
    assert ("orebro-rmks", "orebro-hslg", "stated") in ends(way.continues), "the way goes on beyond the gap"


def test_no_step_leads_from_the_management_group_or_from_kronobergs_council(model: Knowledge) -> None:
    for name in ("orebro-hslg", "kronoberg-mklk"):
        way = chain(model, node(name))
        assert not [step for step in (*way.hops, *way.continues) if step.start == node(name)]


def test_the_reports_of_sydostra_have_no_receiver(model: Knowledge) -> None:
    way = Matters(model).way(node("sydostra-rsg-lakemedel"), code("matter-plan-report"))
    assert way.type == "receiver-not-stated" and way.hops == []
    assert gap_ids(way) == ["G-32a"]
    assert {item[2] for item in way.settled} == {("SY-58a",), ("SY-58b",)}
    assert ("sydostra-rsg-lakemedel", "sydostra-regionsjukvardsledningen", "derived") in ends(
        chain(model, node("sydostra-rsg-lakemedel")).continues
    )


def test_reporting_is_as_rare_as_in_the_documents(model: Knowledge) -> None:
    found = {ends([step])[0] for iri in model.entities for step in chain(model, iri).hops}
    assert found == {
        ("orebro-rmks", "orebro-hslg", "stated"),
        ("orebro-lag", "orebro-lpo", "stated"),
        ("orebro-lag", "orebro-kunskapsstodsgruppen", "interpreted"),
    }


def test_every_chain_says_something_and_every_step_rests_on_a_statement(model: Knowledge) -> None:
    for iri in model.entities:
        way = chain(model, iri)
        assert way.hops or way.continues or way.gaps, iri
        assert way.summary.sv and way.summary.en and way.ends_because.sv and way.ends_because.en, iri
        assert way.supplements == []
        for steps in (way.hops, way.continues):
            distances = [step.distance for step in steps]
            assert distances == sorted(distances), iri
            for step in steps:
                assert step.statements and all(
                    Iri(expand(f"kgs:{statement}")) in model.statements for statement in step.statements
                ), (iri, step)
                _rests_on_its_source(model, step)


def _rests_on_its_source(model: Knowledge, step: Step) -> None:
    """A step is a link, or a seat with its filler, that cites the statements which the step cites."""
    starts = [step.start, *model.kinds_of(step.start)]
    grounds = [
        set(link.statements)
        for link in model.links.values()
        if link.kind == step.kind
        and (
            (link.start in starts and (link.end == step.end or step.end is None))
            or (link.end in starts and link.start == step.end)
        )
    ]
    if step.kind == code("link-sits-in"):
        grounds += [set(seat.statements) for seat in model.seats.values() if step.end in seat.bodies]
    assert set(step.statements) in grounds, step


def test_the_drug_council_is_exempt_from_mirroring(model: Knowledge) -> None:
    mirrors = code("link-mirrors")
    council = chain(model, node("kronoberg-lakemedelsradet"))
    assert not [step for step in council.continues if step.kind == mirrors]
    group = chain(model, node("kronoberg-mg"))
    assert {local_name(step.end) for step in group.continues if step.kind == mirrors and step.end} == {
        "kronoberg-rpo",
        "national-npo",
    }


# ---- bodies on record, supplements


BODIES = """
ex:lag-a a kgd:orebro-lag ; rdfs:label "LAG A" {related} .
ex:lag-b a kgd:orebro-lag ; rdfs:label "LAG B" .
ex:lpo-x a kgd:orebro-lpo ; rdfs:label "LPO X" .
"""


def test_a_registered_lag_reports_to_the_lpo_it_is_tied_to(tmp_path: Path) -> None:
    knowledge = listed(tmp_path, BODIES.replace("{related}", "; kg:relatesTo ex:lpo-x"))
    way = chain(knowledge, ex("lag-a"))
    assert ends(way.hops)[0] == ("lag-a", "lpo-x", "derived")
    assert node("orebro-lpo") not in {step.end for step in way.hops}
    assert "LAG A rapporterar till" in way.summary.sv and "LPO X" in way.summary.sv
    assert "G-22a" in gap_ids(way), "the silence of the kind holds for its bodies"


def test_without_the_tie_the_step_ends_in_the_kind(tmp_path: Path) -> None:
    knowledge = listed(tmp_path, BODIES.replace("{related}", "; kg:relatesTo ex:lpo-x"))
    hops = chain(knowledge, ex("lag-b")).hops
    assert {step.end for step in hops} == {node("orebro-lpo"), node("orebro-kunskapsstodsgruppen")}
    assert ("lag-b", "orebro-lpo", "derived") in ends(hops)


def supplement(number: int, start: str, end: str, kind: str = "reports-to", more: str = "") -> str:
    """A link that an owner has added."""
    return f"""
ex:link-{number} a kg:Link ; rdfs:label "s"@sv, "s"@en ; kg:leadsFrom {start} ; kg:leadsTo {end} ;
    kg:hasLinkKind kgc:link-{kind} ; {more} kg:hasStrength kgc:strength-ska ; kg:hasStatus kgc:status-supplemented .
ex:supplement-{number} a kg:Supplement ; kg:supplements ex:link-{number} ; kg:hasDiaryNumber "EX-{number}" .
"""


def test_cycles_and_forks_that_an_owner_adds_are_walked_once_and_shown_apart(tmp_path: Path) -> None:
    pairs = [
        ("ex:lag-a", "ex:lag-b"),
        ("ex:lag-b", "ex:lag-a"),
        ("ex:lag-a", "ex:lpo-x"),
        ("ex:lag-b", "ex:lpo-x"),
        ("ex:lpo-x", "ex:lpo-x"),
        ("ex:lpo-x", "kgd:orebro-hs-direktor"),
    ]
    knowledge = listed(
        tmp_path,
        BODIES.replace("{related}", "")
        + "".join(supplement(number, *pair) for number, pair in enumerate(pairs, 1)),
    )
    way = chain(knowledge, ex("lag-a"))
    assert {step.status for step in (*way.hops, *way.continues)} <= {
        "stated",
        "derived",
        "interpreted",
        "gap",
    }
    added = [step for step in way.supplements if step.status == "supplemented"]
    assert sorted(step.statements for step in added) == [(f"EX-{number}",) for number in range(1, 7)]
    distances = [step.distance for step in way.supplements]
    assert distances == sorted(distances) and distances[0] == 1
    edges = [step.edge for step in (*way.continues, *way.supplements)]
    assert len(edges) == len(set(edges))


def test_a_supplement_does_not_become_a_stated_hop() -> None:
    knowledge = with_lists("memory", "orebro-komplettering.ttl")
    way = chain(knowledge, node("orebro-lpo"))
    assert way.hops == [] and "G-22a" in gap_ids(way)
    assert ends(way.supplements) == [("orebro-lpo", "orebro-rmks", "supplemented")]
    assert way.supplements[0].statements == ("EX-2026-0001",)


def test_a_supplement_of_another_kind_is_shown_apart_too(tmp_path: Path) -> None:
    knowledge = listed(tmp_path, supplement(1, "kgd:orebro-lpo", "kgd:orebro-rsn", "raises-to"))
    way = chain(knowledge, node("orebro-lpo"))
    assert ends(way.supplements) == [("orebro-lpo", "orebro-rsn", "supplemented")]
    assert all(step.status != "supplemented" for step in way.continues)


def test_who_appoints_to_the_appointing_body_is_another_matter(tmp_path: Path) -> None:
    knowledge = listed(
        tmp_path,
        supplement(
            1,
            "kgd:orebro-hslg",
            "kgd:orebro-regiondirektor",
            "appointed-by",
            "kg:concernsMatter kgc:matter-appoint ;",
        ),
    )
    way = escalate(knowledge, node("orebro-rmks"), code("matter-appoint"))
    assert way.hops and way.supplements == []


# ---- matters

#: Body, matter, type, where the steps lead with their statements, and a statement on who settles it.
WAYS = [
    ("orebro-rmks", "strategic", "handed-on", [("orebro-rsn", "OR-05b")], None),
    ("orebro-rmks", "prepared", "handed-on", [("orebro-hslg", "OR-05a")], "OR-11"),
    ("orebro-rmks", "within-budget", "settled", [], "OR-09a"),
    (
        "orebro-rmks",
        "outside-budget",
        "handed-on",
        [("orebro-hslg", "OR-09b"), ("orebro-socialchefsnatverket", "OR-09c")],
        "OR-09b",
    ),
    ("orebro-rmks", "prioritisation", "handed-on", [("orebro-hslg", "OR-10")], "OR-10"),
    ("orebro-rmks", "municipal", "handed-on", [("orebro-kommunal-samverkansstruktur", "OR-06")], None),
    ("orebro-rmks", "nomination", "handed-on", [("national-kunskapsstyrning", "OR-15")], "OR-15"),
    ("orebro-rmks", "set-up-lpo", "settled", [], "OR-12a"),
    ("orebro-rmks-referensgrupp", "advice", "settled", [], "OR-37"),
    ("orebro-lag", "plan-report", "handed-on", [("orebro-lpo", "OL-34")], "OL-35a"),
    ("orebro-lag", "implementation-report", "receiver-not-stated", [(None, "OL-13")], "OL-13"),
    ("orebro-lag", "improvement", "receiver-not-stated", [], "OL-10"),
    ("orebro-lag", "national-support", "settled", [], "OL-06"),
    ("orebro-lag", "contact", "settled", [], "OL-17"),
    (
        "orebro-lag",
        "set-up-lag",
        "handed-on",
        [
            ("orebro-lpo-seat-chair", "OL-04"),
            ("orebro-lpo", "OR-17a"),
            ("orebro-kunskapsstodsgruppen", "OL-05"),
        ],
        "OR-17c",
    ),
    ("kronoberg-mg", "set-up-lag", "handed-on", [("kronoberg-mklk", "KR-05b")], "KR-05c"),
    ("kronoberg-mg", "therapy", "receiver-not-stated", [], "KR-27"),
    ("kronoberg-mg", "indicators", "receiver-not-stated", [], "KR-26"),
    (
        "kronoberg-lakemedelsradet",
        "prepared",
        "handed-on",
        [("kronoberg-lakemedelskommitten", "KR-03b")],
        None,
    ),
    ("sodra-rsg-lakemedel", "authority", "settled", [], "SO-10"),
    ("sodra-rsg-lakemedel", "notes", "handed-on", [("sodra-sks-r", "SO-21b")], "SO-21a"),
    ("sodra-rsg-lakemedel", "stays-regional", "received", [], None),
    ("sodra-rsg-lakemedel", "contact", "settled", [], "SO-17"),
    ("sydostra-rsg-lakemedel", "authority", "settled", [], "SY-48"),
    ("sydostra-rsg-lakemedel", "nomination", "handed-on", [("national-nag", "SY-41")], "SY-41"),
    ("sydostra-rsg-lakemedel", "procurement", "settled", [], "SY-52"),
    ("sydostra-rsg-lakemedel", "plan-report", "receiver-not-stated", [], "SY-58a"),
]


@pytest.mark.parametrize(("body", "matter", "kind", "steps", "settled"), WAYS, ids=lambda v: str(v)[:24])
def test_a_matter_goes_where_the_documents_say(
    model: Knowledge,
    body: str,
    matter: str,
    kind: str,
    steps: list[tuple[str | None, str]],
    settled: str | None,
) -> None:
    way = escalate(model, node(body), code(f"matter-{matter}"))
    assert way.type == kind
    found = [(local_name(step.end) if step.end else None, step.statements) for step in way.hops]
    for end, statement in steps:
        assert any(end == where and statement in why for where, why in found), (end, found)
    assert {end for end, _ in found} - {end for end, _ in steps} <= {"orebro-kunskapsstodsgruppen"}
    if settled:
        assert settled in {statement for _, _, statements in way.settled for statement in statements}
    assert way.summary.sv and way.summary.en and way.ends_because.sv and way.ends_because.en
    assert Matters(model).of(node(body))[code(f"matter-{matter}")] == kind


def test_the_same_matter_is_discussed_in_sodra_and_decided_in_sydostra(model: Knowledge) -> None:
    matter = code("matter-authority")
    verbs = {}
    for owner, body in (("sodra", "sodra-rsg-lakemedel"), ("sydostra", "sydostra-rsg-lakemedel")):
        (settled,) = Matters(model).way(node(body), matter).settled
        statement = model.statements[Iri(expand(f"kgs:{settled[2][0]}"))]
        verbs[owner] = {
            local_name(provision.verb)
            for provision in (*model.duties.values(), *model.permissions.values())
            if statement.id in provision.statements and provision.verb
        }
    assert "verb-discuss" in verbs["sodra"] and "verb-decide-jointly" in verbs["sydostra"]
    assert not verbs["sodra"] & verbs["sydostra"]


def test_where_several_receive_both_are_listed_with_their_conditions(model: Knowledge) -> None:
    way = escalate(model, node("orebro-rmks"), code("matter-outside-budget"))
    network = next(step for step in way.hops if step.end == node("orebro-socialchefsnatverket"))
    assert "vid behov" in network.condition.sv
    assert way.ends_because.sv == (
        "Vad som sedan händer hos HSLG eller socialchefsnätverket säger dokumenten inte."
    )


def test_the_fallback_of_setting_up_a_lag_is_conditional(model: Knowledge) -> None:
    way = escalate(model, node("orebro-lag"), code("matter-set-up-lag"))
    fallback = next(step for step in way.hops if step.end == node("orebro-kunskapsstodsgruppen"))
    assert not fallback.demanded
    assert "om lokalt programområde saknas" in fallback.condition.sv
    assert "if there is no local programme area" in fallback.condition.en


def test_an_appointment_ends_with_whoever_appoints(model: Knowledge) -> None:
    way = escalate(model, node("orebro-lag"), code("matter-appoint"))
    assert {local_name(step.end) for step in way.hops if step.end} == {
        "orebro-lpo",
        "orebro-kunskapsstodsgruppen",
    }
    chair = next(s for s in escalate(model, node("orebro-rmks"), code("matter-appoint")).hops)
    assert ends([chair]) == [("orebro-rmks-seat-chair", "orebro-hs-direktor", "stated")]


def test_every_listed_matter_has_something_to_say(model: Knowledge) -> None:
    matters = Matters(model)
    for iri in model.entities:
        for matter, kind in matters.of(iri).items():
            assert kind != "not-stated", (iri, matter)


def test_a_matter_that_no_document_names_for_a_body_is_not_invented(model: Knowledge) -> None:
    way = escalate(model, node("sodra-rsg-lakemedel"), code("matter-strategic"))
    assert (way.type, way.hops, way.settled) == ("not-stated", [], [])


def test_an_unknown_matter_is_refused(model: Knowledge) -> None:
    with pytest.raises(KgovError, match="unknown matter"):
        escalate(model, node("orebro-rmks"), code("matter-none"))


# ---- the way to a goal


def test_the_way_to_a_body_is_unbroken_also_through_a_seat(model: Knowledge) -> None:
    goal = node("mellansverige-kunskapsstyrningsgrupp")
    way = escalate(model, node("orebro-lag"), to=goal)
    assert ends(way.hops) == [
        ("orebro-lag", "orebro-lpo", "stated"),
        ("orebro-lpo", "orebro-rmks", "stated"),
        ("orebro-rmks-seat-chair", "mellansverige-kunskapsstyrningsgrupp", "stated"),
    ]
    assert [local_name(step.kind) for step in way.hops][1] == "link-sets-up"
    assert "Mellansveriges kunskapsstyrningsgrupp" in way.summary.sv


def test_the_way_to_a_level_ends_at_that_level(model: Knowledge) -> None:
    way = escalate(model, node("kronoberg-mg"), to=code("level-national"))
    assert way.hops and way.hops[-1].end is not None
    assert code("level-national") in model.thing(way.hops[-1].end).all("kg:hasLevel")


@pytest.mark.parametrize("goal", ["sydostra-rsg-lakemedel", "sodra-rsg-lakemedel"])
def test_where_no_link_leads_there_is_a_gap_and_no_path(model: Knowledge, goal: str) -> None:
    way = escalate(model, node("kronoberg-mg"), to=node(goal))
    assert way.ends_because.en.startswith("No stated link leads to RSG")
    assert way.gaps[0].iris("kg:stopsAt") == [node("kronoberg-mg")]
    assert all(step.end != node(goal) for step in way.hops)


# ---- form

KEYS = {"from", "matter", "type", "summary", "hops", "continues", "gaps", "supplements", "ends_because"}
STEP_KEYS = {"from", "kind", "to", "via", "condition", "statements", "status"}


def test_json_has_the_keys_that_others_rely_on(model: Knowledge) -> None:
    for way in (
        chain(model, node("orebro-rmks")),
        escalate(model, node("orebro-lag"), code("matter-implementation-report")),
    ):
        found = as_json(model, way)
        assert set(found) >= KEYS
        assert set(found["summary"]) == set(found["ends_because"]) == {"sv", "en"}  # type: ignore[call-overload]
        for step in found["hops"]:  # type: ignore[attr-defined]
            assert set(step) >= STEP_KEYS
    (step,) = found["hops"]  # type: ignore[misc]
    assert (step["to"], step["status"], found["matter"]) == (None, "gap", "implementation-report")
