"""The catalogue says what DCAT-AP-SE 3.0.1 demands, and nothing about a publisher that nobody has named."""

import re

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, URIRef
from rdflib.compare import isomorphic

from kgov.errors import KgovError
from kgov.publish import machines
from kgov.publish.machines import catalogue, publisher

pytest_plugins = ["published"]

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")
FOAF = rdflib.Namespace("http://xmlns.com/foaf/0.1/")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
TOLD = {
    "publisher": "Region Exempel & <Söner>",
    "publisher-type": "regional",
    "organisation-number": "232199-0000",
    "contact": "Kunskapsstyrningen",
    "email": "kunskapsstyrning@example.se",
    "homepage": "https://www.example.se/",
}

#: What DCAT-AP-SE 3.0.1 demands: class, property, at least, at most.
MANDATORY = [
    (DCAT.Catalog, DCTERMS.title, 1, None),
    (DCAT.Catalog, DCTERMS.description, 1, None),
    (DCAT.Catalog, DCTERMS.publisher, 1, 1),
    (DCAT.Catalog, DCTERMS.license, 1, 1),
    (DCAT.Catalog, DCAT.dataset, 1, None),
    (DCAT.Dataset, DCTERMS.title, 1, None),
    (DCAT.Dataset, DCTERMS.description, 1, None),
    (DCAT.Dataset, DCTERMS.publisher, 1, 1),
    (DCAT.Distribution, DCAT.accessURL, 1, 1),
    (DCAT.Distribution, DCTERMS["format"], 1, 1),
    (FOAF.Agent, FOAF.name, 1, None),
    (FOAF.Agent, DCTERMS.type, 1, 1),
    (VCARD.Organization, VCARD.fn, 1, None),
    (VCARD.Organization, VCARD.hasEmail, 1, None),
]
#: What it recommends and can be told without guessing.
RECOMMENDED = [
    (DCAT.Catalog, DCTERMS.language, 1, None),
    (DCAT.Catalog, DCTERMS.modified, 1, 1),
    (DCAT.Catalog, FOAF.homepage, 1, 1),
    (DCAT.Catalog, DCAT.themeTaxonomy, 1, None),
    (DCAT.Dataset, DCAT.contactPoint, 1, None),
    (DCAT.Dataset, DCAT.keyword, 1, None),
    (DCAT.Dataset, DCAT.theme, 1, None),
    (DCAT.Dataset, DCTERMS.accessRights, 1, 1),
    (DCAT.Distribution, DCTERMS.license, 1, 1),
    (FOAF.Agent, DCTERMS.identifier, 1, 1),
]


@pytest.fixture(scope="module")
def written(model, all_addresses, described, site_choice):
    listed = catalogue.datasets(model, all_addresses, described)
    return dict(catalogue.files(listed, publisher.publisher_of(TOLD), site_choice))


@pytest.fixture(scope="module")
def graph(written):
    return rdflib.Graph().parse(data=written["dcat.rdf"], format="xml")


@pytest.mark.parametrize(("sort", "prop", "least", "most"), MANDATORY + RECOMMENDED)
def test_every_thing_in_the_catalogue_has_what_the_profile_demands(graph, sort, prop, least, most):
    things = list(graph.subjects(RDF.type, sort))
    assert things
    for thing in things:
        count = len(list(graph.objects(thing, prop)))
        assert count >= least and (most is None or count <= most), thing


def test_it_is_one_catalogue_in_both_syntaxes_and_for_both_parsers(written, graph):
    assert len(list(graph.subjects(RDF.type, DCAT.Catalog))) == 1
    for stem in ("dcat", "dcat-entries"):
        rdf = rdflib.Graph().parse(data=written[f"{stem}.rdf"], format="xml")
        ttl = rdflib.Graph().parse(data=written[f"{stem}.ttl"], format="turtle")
        assert isomorphic(rdf, ttl)
        for ending, form in (("rdf", ox.RdfFormat.RDF_XML), ("ttl", ox.RdfFormat.TURTLE)):
            assert len(list(ox.parse(written[f"{stem}.{ending}"], format=form))) == len(rdf)


def test_nothing_is_without_a_name_and_every_address_is_whole(graph):
    for triple in graph:
        for term in triple:
            assert not isinstance(term, rdflib.BNode)
            if isinstance(term, URIRef):
                assert re.match(r"(https?://|mailto:)\S+$", term), term


def test_texts_are_in_both_languages(graph):
    for prop in (DCTERMS.title, DCTERMS.description):
        for thing in set(graph.subjects(prop)):
            assert {text.language for text in graph.objects(thing, prop)} == {"sv", "en"}, thing


def test_the_publisher_is_one_and_is_not_the_contact(graph):
    agent = URIRef("http://dataportal.se/organisation/SE2321990000")
    assert set(graph.objects(None, DCTERMS.publisher)) == {agent}
    assert set(graph.objects(None, DCAT.contactPoint)).isdisjoint({agent})
    assert str(graph.value(agent, DCTERMS.type)) == "http://purl.org/adms/publishertype/RegionalAuthority"
    assert str(graph.value(agent, FOAF.name)) == TOLD["publisher"]


def test_licences_are_named_as_the_portal_wants_them(graph):
    assert set(map(str, graph.objects(None, DCTERMS.license))) == {
        "http://creativecommons.org/publicdomain/zero/1.0/"
    }


def test_every_file_that_the_catalogue_names_is_written(graph, model, all_addresses, site_choice):
    paths = {path for path, _ in machines.files(model, all_addresses, site_choice)}
    named = {str(url) for prop in (DCAT.accessURL, DCAT.downloadURL) for url in graph.objects(None, prop)}
    named |= {
        str(url)
        for s in graph.subjects(RDF.type, DCAT.Distribution)
        for url in graph.objects(s, DCTERMS.conformsTo)
    }
    assert len(named) == 4 + 2 * 8  # the model in four forms, and eight tables with their descriptions
    assert {url.removeprefix(site_choice.base) for url in named} <= paths
    assert not any(path.startswith("dcat") for path in paths), "no publisher, no catalogue"


def test_the_entries_are_the_catalogue_without_itself(written, graph):
    entries = rdflib.Graph().parse(data=written["dcat-entries.rdf"], format="xml")
    of_catalogue = set(graph.subjects(RDF.type, DCAT.Catalog))
    assert set(entries) == {triple for triple in graph if triple[0] not in of_catalogue}


def test_the_help_names_the_addresses(written, site_choice):
    for path in ("dcat-anvisning.txt", "dcat-instructions.txt"):
        text = written[path].decode("utf-8-sig")
        assert f"{site_choice.base}dcat.rdf" in text and "{" not in text


@pytest.mark.parametrize("key", publisher.NEEDED)
def test_a_publisher_that_is_not_wholly_told_is_no_publisher(key):
    table = {name: value for name, value in TOLD.items() if name != key}
    assert publisher.publisher_of(table) is None
    message = publisher.not_written(table)
    assert f"Ange {key} under [publish]" in message.sv and f"Give {key} under [publish]" in message.en


def test_all_is_told():
    assert publisher.not_written(TOLD) is None
    assert set(publisher.missing({})) == set(publisher.NEEDED)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("publisher", 5),
        ("publisher", "Region\x00"),
        ("publisher-type", "landsting"),
        ("organisation-number", "232199-0001"),
        ("organisation-number", "23219900"),
        ("email", "mailto:a@example.se"),
        ("email", "a@example.se>\n<b"),
        ("homepage", "javascript:alert(1)"),
        ("homepage", 'https://example.se/"><script>'),
    ],
)
def test_a_bad_value_is_refused_with_its_key(key, value):
    with pytest.raises(KgovError) as caught:
        publisher.publisher_of({**TOLD, key: value}, "kgov.toml")
    assert caught.value.problem.sv.startswith(f"{key} i [publish]")
    assert caught.value.where == "kgov.toml"
