"""The charts of real and invented bodies: complete, honest, accessible, and safe with any text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree

import pytest
from publish.chart_geometry import faults

from kgov import resources
from kgov.answers.paths import escalate
from kgov.language import Lang
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.publish.addresses import Addresses
from kgov.publish.charts import Chart, Charts, chart_css, charts_css
from kgov.publish.charts.chart import NARROW, WIDE
from kgov.publish.charts.columns import NARROW_COLUMNS, WIDE_COLUMNS
from kgov.publish.charts.composition import Composition
from kgov.publish.charts.composition_chart import CompositionChart
from kgov.publish.charts.labels import Labels
from kgov.publish.charts.layout import lay_out
from kgov.publish.charts.sketch import Sketcher
from kgov.publish.charts.style import DARK, DASHES, LIGHT
from kgov.publish.charts.ways import WaysChart
from kgov.storage.reading import read
from kgov.storage.terms import Iri, Text

SVG = "{http://www.w3.org/2000/svg}"
PREFIXES = """\
@prefix ex: <https://example.org/underlag/> .
@prefix kg: <https://w3id.org/kgov/def/> .
@prefix kgc: <https://w3id.org/kgov/code/> .
@prefix kgd: <https://w3id.org/kgov/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
HOSTILE = "<script>alert(1)</script> \"&' {{ 7*7 }} \u202eabc\u0007 ]]>"


def kgd(name: str) -> Iri:
    return Iri(expand(f"kgd:{name}"))


def addresses_of(knowledge: Knowledge) -> Addresses:
    things = [
        *knowledge.entities,
        *knowledge.seats,
        *knowledge.gaps,
        *knowledge.statements,
        *knowledge.classes,
    ]
    return Addresses(things)


@pytest.fixture(scope="module")
def charts(model) -> Charts:
    return Charts(model, addresses_of(model))


def with_list(folder: Path, text: str) -> Knowledge:
    path = folder / "grupper.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    knowledge = Knowledge().need(*resources.PARTS)
    knowledge.add_list(read(str(path)))
    return knowledge


@pytest.fixture(scope="module")
def every_chart(charts: Charts) -> list[tuple[str, Chart]]:
    """A chart of each sort, in both languages, with the page it stands in."""
    found = []
    for lang in ("sv", "en"):
        for name in (
            "orebro-rmks",
            "orebro-lag",
            "kronoberg-lakemedelsradet",
            "sodra-sks-r",
            "orebro-hs-direktor",
        ):
            page = f"{lang}/id/{name}.html"
            found.append((page, charts.ways(kgd(name), lang, page)))
            found.append((page, charts.composition(kgd(name), lang, page)))
        for owner in ("region-orebro-lan", "sydostra-sjukvardsregionen"):
            page = f"{lang}/id/{owner}.html"
            found.append((page, charts.owner(kgd(owner), lang, page)))
        document = next(iri for iri in charts.knowledge.documents if "rmks" in iri)
        found.append((f"{lang}/doc/x.html", charts.document(document, lang, f"{lang}/doc/x.html")))
        found.append((f"{lang}/ontology.html", charts.classes(lang, f"{lang}/ontology.html")))
        found.append((f"{lang}/ontology.html", charts.properties(lang, f"{lang}/ontology.html")))
    return found


def keys_drawn(svg: str) -> set[str]:
    return {key for found in re.findall(r'data-key="([^"]*)"', svg) for key in found.split()}


def keys_told(chart: Chart) -> set[str]:
    return {key for item in chart.twin for one in item.walk() for key in one.keys}


def texts(svg: str) -> str:
    return " ".join("".join(node.itertext()) for node in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def test_nothing_overlaps_in_the_chart_of_any_body(model):
    sketcher, addresses = Sketcher(model), addresses_of(model)
    for index, body in enumerate(model.entities):
        lang: Lang = "en" if index % 3 == 0 else "sv"
        labels = Labels(model, addresses, lang, f"{lang}/id/x.html")
        ways = WaysChart(sketcher.of_way(escalate(model, body)), labels)
        for room in (WIDE, NARROW):
            assert faults(lay_out(ways.graph(room), room)) == [], (body, lang, room)


def test_what_is_drawn_is_told_and_what_is_told_is_drawn(every_chart):
    for page, chart in every_chart:
        for picture in (chart.wide, chart.narrow, chart.svg):
            assert keys_drawn(picture) == keys_told(chart), (page, chart.title)


def test_every_step_upwards_of_a_body_is_told(charts, model):
    for name in ("orebro-rmks", "orebro-lag", "kronoberg-mg", "sydostra-rsg-lakemedel"):
        body = kgd(name)
        told = "\n".join(
            item.text for top in charts.ways(body, "sv", "sv/id/x.html").twin for item in top.walk()
        )
        for step in escalate(model, body).hops:
            further_up = step.distance > 1 and step.kind == expand("kgc:link-appointed-by")
            if not further_up:
                assert all(statement in told for statement in step.statements), step


def test_silences_are_drawn_as_broken_lines(charts, model):
    chart = charts.ways(kgd("orebro-lag"), "sv", "sv/id/orebro-lag.html")
    assert "Dokumenten säger inte" in texts(chart.wide)
    assert chart.wide.count('class="break"') >= 2
    told = [
        item.text for top in chart.twin for item in top.items if item.text.startswith("Dokumenten säger inte")
    ]
    for gap in escalate(model, kgd("orebro-lag")).gaps:
        assert any(gap.label.sv in line for line in told), gap.label.sv


def test_an_overview_says_what_is_recorded_as_not_said(charts):
    chart = charts.owner(kgd("region-orebro-lan"), "sv", "sv/id/region-orebro-lan.html")
    told = " ".join(item.text for top in chart.twin for item in top.items)
    for gap in ("gap-G-22a", "gap-G-23a"):
        assert charts.knowledge.gaps[kgd(gap)].label.sv in told
    assert "vem LPO rapporterar till" not in told, "what is recorded is not said once more"


def test_a_document_chart_rests_on_that_document_alone(charts):
    document = next(iri for iri in charts.knowledge.documents if "rmks" in iri)
    chart = charts.document(document, "sv", "sv/doc/x.html")
    cited = set(
        re.findall(r"\b([A-Z]{2})-\d", " ".join(one.text for top in chart.twin for one in top.walk()))
    )
    assert "OR" in cited and "KR" not in cited and "SY" not in cited


def test_a_receiver_that_is_not_named_gets_no_box(charts):
    chart = charts.ways(kgd("orebro-lag"), "sv", "sv/id/orebro-lag.html")
    assert "inte namngiven (Örebro)" not in chart.wide


def test_each_picture_is_well_formed_and_holds_nothing_that_runs_or_loads(every_chart):
    for _, chart in every_chart:
        for picture in (chart.wide, chart.narrow, chart.svg):
            root = ElementTree.fromstring(picture)
            names = {node.tag.removeprefix(SVG) for node in root.iter()}
            assert names <= {
                "svg",
                "title",
                "desc",
                "style",
                "g",
                "a",
                "rect",
                "path",
                "text",
                "tspan",
                "circle",
            }
            assert ("style" in names) == (picture == chart.svg)
            assert not re.search(r"\son\w+=|url\(|@import|xlink", picture)
            assert root.get("role") == "graphics-document"
            ids = {node.get("id") for node in root.iter() if node.get("id")}
            assert set((root.get("aria-labelledby") or "").split()) == ids
            assert texts(picture).strip()


def test_charts_of_one_page_share_no_id(charts):
    page = "sv/id/orebro-rmks.html"
    whole = (
        charts.ways(kgd("orebro-rmks"), "sv", page).html
        + charts.composition(kgd("orebro-rmks"), "sv", page).html
        + charts.owner(kgd("region-orebro-lan"), "sv", page).html
    )
    ids = re.findall(r'\sid="([^"]*)"', whole)
    assert len(ids) == len(set(ids)) == 15


def test_links_lead_to_pages_that_exist(charts, every_chart):
    assert sum("href" in chart.wide for _, chart in every_chart) > 20
    for page, chart in every_chart:
        pages = {charts.addresses[iri].page(chart.lang) for iri in charts.addresses}
        links = re.findall(r'href="([^"]*)"', chart.html)
        assert {normpath(join(page, "..", link)) for link in links} <= pages


def test_what_has_no_page_gets_no_link(model):
    chart = Charts(model, Addresses([])).ways(kgd("orebro-rmks"), "sv", "sv/id/orebro-rmks.html")
    assert "href" not in chart.html
    assert "RMKS" in texts(chart.wide)


def test_the_same_model_gives_the_same_bytes():
    program = (
        "from kgov.model.knowledge import Knowledge\n"
        "from kgov.namespaces import expand\n"
        "from kgov.publish.addresses import Addresses\n"
        "from kgov.publish.charts import Charts\n"
        "import hashlib\n"
        "model = Knowledge()\n"
        "charts = Charts(model, Addresses(model.entities))\n"
        "one = charts.ways(expand('kgd:orebro-rmks'), 'sv', 'sv/id/a.html')\n"
        "two = charts.owner(expand('kgd:region-orebro-lan'), 'en', 'en/id/a.html')\n"
        "three = charts.properties('sv', 'sv/a.html')\n"
        "print(hashlib.sha256((one.html + two.html + three.html).encode()).hexdigest())\n"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_hostile_names_are_text(tmp_path):
    path = tmp_path / "grupper.ttl"
    path.write_text(
        f'{PREFIXES}ex:ond a kgd:orebro-lag ; rdfs:label "ond" ; kg:relatesTo ex:lpo .\n'
        f'ex:lpo a kgd:orebro-lpo ; rdfs:label "{"å" * 400}" .\n',
        encoding="utf-8",
    )
    source = read(str(path))  # what a list may not hold at all, a document of the model might
    worse = {
        "ond": Text(HOSTILE),
        "https://example.org/underlag/lpo": Iri("javascript:alert(1)"),
    }
    source.triples = [tuple(worse.get(str(term), term) for term in triple) for triple in source.triples]
    knowledge = Knowledge().need(*resources.PARTS)
    knowledge.add_list(source)
    charts = Charts(knowledge, addresses_of(knowledge))
    for name in ("https://example.org/underlag/ond", "javascript:alert(1)"):
        for chart in (
            charts.ways(Iri(name), "sv", "sv/record/x.html"),
            charts.composition(Iri(name), "sv", "sv/record/x.html"),
        ):
            whole = ElementTree.fromstring(f"<x>{chart.html}</x>")
            assert not [node for node in whole.iter() if node.tag.rpartition("}")[2] == "script"]
            assert "javascript:" not in " ".join(re.findall(r'href="([^"]*)"', chart.html))
            assert "\u202e" not in chart.html and "\u0007" not in chart.html
            assert 'id="ways-' in chart.html or 'id="seats-' in chart.html
    assert "{{ 7*7 }}" in charts.ways(Iri("https://example.org/underlag/ond"), "sv", "sv/record/x.html").title


@pytest.fixture(scope="module")
def sixty(tmp_path_factory) -> Charts:
    """Fourteen LPO and forty-six LAG; two LPO have no LAG."""
    lines = [
        f'ex:lpo-{n} a kgd:orebro-lpo ; rdfs:label "LPO exempel {n}" ; kg:relatesTo kgd:orebro-rmks .'
        for n in range(1, 15)
    ]
    lines += [
        f'ex:lag-{n} a kgd:orebro-lag ; rdfs:label "LAG exempel {n}" ; kg:relatesTo ex:lpo-{n % 12 + 1} .'
        for n in range(1, 47)
    ]
    knowledge = with_list(tmp_path_factory.mktemp("sixty"), "\n".join(lines))
    return Charts(knowledge, addresses_of(knowledge))


def test_many_that_are_alike_are_one_box_with_all_names_in_the_twin(sixty):
    chart = sixty.owner(kgd("region-orebro-lan"), "sv", "sv/id/region-orebro-lan.html")
    assert chart.wide.count('data-key="b') < 25
    drawn = texts(chart.wide)
    assert "LAG (46)" in drawn and "LPO (12)" in drawn
    assert "LPO exempel 13" in drawn or "LPO exempel 14" in drawn
    told = {item.text for top in chart.twin for item in top.items}
    assert {f"LAG exempel {n}" for n in range(1, 47)} <= told


def test_few_that_are_alike_stay_apart(tmp_path):
    lines = [
        f'ex:lpo-{n} a kgd:orebro-lpo ; rdfs:label "LPO exempel {n}" ; kg:relatesTo kgd:orebro-rmks .'
        for n in (1, 2, 3)
    ]
    knowledge = with_list(tmp_path, "\n".join(lines))
    chart = Charts(knowledge, addresses_of(knowledge)).ways(kgd("orebro-rmks"), "sv", "sv/id/x.html")
    assert all(f"LPO exempel {n}" in texts(chart.wide) for n in (1, 2, 3))


def test_a_supplement_is_marked(tmp_path, model):
    knowledge = Knowledge().need(*resources.PARTS)
    knowledge.add_list(read(str(resources.folder("data") / "examples" / "orebro-komplettering.ttl")))
    chart = Charts(knowledge, addresses_of(knowledge)).ways(kgd("orebro-lpo"), "sv", "sv/id/orebro-lpo.html")
    assert "komplettering" in texts(chart.wide)
    assert 'class="report added"' in chart.wide
    assert any("ägarens komplettering" in item.text for top in chart.twin for item in top.walk())


def test_a_text_in_one_language_only_says_so_in_the_other_tree(tmp_path):
    knowledge = with_list(
        tmp_path,
        'ex:lpo a kgd:orebro-lpo ; rdfs:label "LPO på svenska"@sv ; kg:relatesTo kgd:orebro-rmks .\n'
        "ex:link a kg:Link ; kg:leadsFrom ex:lpo ; kg:leadsTo kgd:orebro-hslg ; kg:hasLinkKind kgc:link-reports-to ;"
        ' kg:hasStatus kgc:status-supplemented ; kg:holdsWhen "bara ibland"@sv .',
    )
    lone = {"LPO på svenska": "sv", "bara ibland": "sv"}
    body = Iri("https://example.org/underlag/lpo")
    english, swedish = (
        Charts(knowledge, addresses_of(knowledge), lone).ways(body, lang, f"{lang}/id/x.html")
        for lang in ("en", "sv")
    )
    for words in lone:
        marked = [
            one for one in ElementTree.fromstring(english.wide).iter(f"{SVG}tspan") if one.get("lang") == "sv"
        ]
        assert words in " ".join(one.text for one in marked)
        assert re.search(rf'<(a|span)[^>]* lang="sv">{words}', english.html)
    assert 'lang="sv"' not in swedish.html.replace('role="graphics-document" lang="sv"', "")


def test_levels_have_their_bands_and_what_has_none_stands_last(charts):
    drawn = texts(charts.ways(kgd("orebro-rmks"), "sv", "sv/id/orebro-rmks.html").wide)
    order = [
        drawn.index(words)
        for words in (
            "Nationell nivå",
            "Sjukvårdsregional nivå",
            "Kommuner, vid sidan av regionen",
            "Nivå sägs inte",
        )
    ]
    assert order == sorted(order)


def test_who_sits_is_shown_only_where_it_is_given(charts):
    seat = kgd("orebro-rmks-seat-chair")
    page = "sv/id/orebro-rmks.html"
    without = charts.composition(kgd("orebro-rmks"), "sv", page)
    given = charts.composition(kgd("orebro-rmks"), "sv", page, filled={seat: 1})
    assert "vakant" not in without.html and "tillsatt" not in without.html and "circle" not in without.html
    assert "1 plats, 1 tillsatt" in texts(given.wide)
    assert texts(given.wide).count("vakant") == 9


def test_a_composition_tells_who_appoints_and_which_office_fills_a_seat(charts):
    drawn = texts(charts.composition(kgd("orebro-rmks"), "sv", "sv/id/orebro-rmks.html").wide)
    assert (
        "sekreterare" in drawn
        and "chefssekreterare, HS gemensamt" in drawn
        and "i kraft av sin funktion" in drawn
    )
    kronoberg = texts(charts.composition(kgd("kronoberg-mg"), "sv", "sv/id/kronoberg-mg.html").wide)
    assert "Dokumenten säger" in kronoberg and "utses i samråd med" in kronoberg
    assert "inte vilka som" in texts(charts.composition(kgd("sodra-sks-r"), "sv", "sv/id/x.html").wide)


def test_the_boxes_of_a_composition_do_not_overlap(charts):
    bodies = {body for seat in charts.knowledge.seats.values() for body in seat.bodies}
    for body in bodies:
        labels = Labels(charts.knowledge, charts.addresses, "sv", "sv/id/x.html")
        composition = Composition(Sketcher(charts.knowledge).upwards, body, None)
        for columns in (WIDE_COLUMNS, NARROW_COLUMNS):
            sheet = CompositionChart(composition, labels).canvas(columns)
            places = [place for _, place in sheet.boxes] + sheet.words
            assert not [1 for i, one in enumerate(places) for two in places[i + 1 :] if one.meets(two)], body
            assert all(place.right <= columns.page and place.bottom <= sheet.bottom for place in places)


def test_every_class_of_the_ontology_is_drawn_once(charts):
    chart = charts.classes("sv", "sv/ontology.html")
    keys = re.findall(r'data-key="(kg:[^"]*)"', chart.wide)
    ours = {iri for iri in charts.knowledge.classes if iri.startswith(expand("kg:"))}
    assert len(keys) == len(set(keys)) == len(ours)


def test_the_twin_is_a_list_with_everything_escaped(charts):
    chart = charts.ways(kgd("kronoberg-mg"), "sv", "sv/id/kronoberg-mg.html")
    root = ElementTree.fromstring(f"<x>{chart.html}</x>")
    twin = root.find(".//details/ul")
    assert twin is not None
    assert len(twin) == len(chart.twin)
    assert "(KR-19)" in "".join(twin.itertext())


def test_families_differ_in_dash_and_not_by_colour_alone():
    together = [dash for family, dash in DASHES.items() if family != "property"]  # a chart of its own
    assert len({dash for dash, _ in together}) == len(together)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_have_contrast(colours):
    grounds = [colours[name] for name in ("page", "band", "band-odd")]
    for ground in grounds:
        assert contrast(colours["ink"], ground) >= 7
        assert contrast(colours["soft"], ground) >= 4.5
        for family in (*DASHES, "focus", "box-edge"):
            assert contrast(colours[family], ground) >= 3, family
    assert contrast(colours["start-ink"], colours["start"]) >= 4.5
    assert contrast(colours["ink"], colours["box"]) >= 7
    assert contrast(colours["silent"], colours["silent-fill"]) >= 4.5


def test_every_colour_has_a_value_in_both_modes():
    used = set(re.findall(r"var\(--kgov-([a-z-]+)\)", charts_css()))
    assert used <= LIGHT.keys() == DARK.keys()
    assert chart_css() in charts_css()
    assert "prefers-color-scheme: dark" in chart_css() and "forced-colors" in chart_css()
