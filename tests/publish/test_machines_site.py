"""What leads to the data: sitemap, feed, VoID, and one entry to all of it."""

from datetime import date
from xml.etree import ElementTree as Xml

import pyoxigraph as ox
import pytest
import rdflib
from addressed import addresses_of

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.namespaces import BASE, expand
from kgov.publish import machines
from kgov.publish.addresses import Addresses
from kgov.publish.choice import Choice
from kgov.publish.machines import changes, sitemap, void
from kgov.publish.machines.described import Described
from kgov.storage.source import Source
from kgov.storage.terms import Iri, Text, date_term

pytest_plugins = ["published"]

SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
EX = "https://example.org/"


def test_the_sitemap_lists_every_page_in_both_languages(all_addresses, site_choice):
    written = dict(sitemap.files(all_addresses, site_choice, ["index.html", "bodies.html"]))
    tree = Xml.fromstring(written["sitemap.xml"])
    found = [entry.findtext(f"{SITE}loc") for entry in tree.findall(f"{SITE}url")]
    things = list(all_addresses)
    assert len(found) == len(set(found)) == 2 * (len(things) + 2)
    assert f"{site_choice.base}sv/index.html" in found
    assert all(
        f"{site_choice.base}{all_addresses[thing].page(lang)}" in found
        for thing in things
        for lang in ("sv", "en")
    )
    first = tree.find(f"{SITE}url")
    links = {link.get("hreflang"): link.get("href") for link in first.findall(f"{XHTML}link")}
    assert set(links) == {"sv", "en"} and first.findtext(f"{SITE}loc") in links.values()
    assert f"Sitemap: {site_choice.base}sitemap.xml" in written["robots.txt"].decode()
    assert "Disallow" not in written["robots.txt"].decode()


def test_a_large_site_has_several_sitemaps(site_choice, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 4)
    things = Addresses(f"{EX}{number}" for number in range(5))
    written = dict(sitemap.files(things, site_choice, []))
    listed = [loc.text for loc in Xml.fromstring(written["sitemap.xml"]).iter(f"{SITE}loc")]
    assert listed == [f"{site_choice.base}sitemap-{number}.xml" for number in (1, 2, 3)]
    pages = [
        loc.text
        for path in listed
        for loc in Xml.fromstring(written[path[len(site_choice.base) :]]).iter(f"{SITE}loc")
    ]
    assert len(set(pages)) == 10


def test_addresses_with_signs_of_xml_are_escaped():
    odd = Choice(as_of=date(2026, 11, 22), base="https://example.se/a&b/")
    written = dict(sitemap.files(Addresses([f"{EX}x"]), odd, []))
    assert next(loc.text for loc in Xml.fromstring(written["sitemap.xml"]).iter(f"{SITE}loc")).startswith(
        odd.base
    )


@pytest.fixture(scope="module")
def changed():
    """A version, a ruling, a retired name, something to come, and things without a date."""
    a, label, day = (Iri(expand(name)) for name in ("rdf:type", "rdfs:label", "dcterms:date"))
    things = [
        ("version", "kg:DocumentVersion", "2026-10-15"),
        ("ruling", "kg:Ruling", "2026-06-01"),
        ("later", "kg:Supplement", "2026-12-24"),
        ("undated", "kg:Supplement", ""),
        ("odd", "kg:Supplement", "i morgon"),
    ]
    triples = []
    for name, sort, dated in things:
        thing = Iri(EX + name)
        triples += [
            (thing, a, Iri(expand(sort))),
            (thing, label, Text(f"</title><script>{name} & \x0b", lang="sv")),
        ]
        if dated:
            triples.append((thing, day, date_term(dated) if "-" in dated else Text(dated)))
    gone = Iri(EX + "gone")
    triples.append((gone, Iri(expand("owl:deprecated")), Text("true", datatype=expand("xsd:boolean"))))
    triples.append((gone, Iri(expand("dcterms:modified")), date_term("2026-01-31")))
    knowledge = Knowledge()
    knowledge.add_list(Source("x.ttl", "", triples))
    return Described(knowledge, addresses_of(knowledge))


def test_the_feed_tells_what_the_data_date_and_no_more(changed, site_choice):
    told = [(change.thing.removeprefix(EX), change.day) for change in changes.changes(changed, site_choice)]
    assert told == [("version", "2026-10-15"), ("ruling", "2026-06-01"), ("gone", "2026-01-31")]


@pytest.mark.parametrize(
    ("lang", "title"), [("sv", "Ny version av ett dokument: "), ("en", "New version of a document: ")]
)
def test_the_feed_is_atom(changed, site_choice, lang, title):
    feed = Xml.fromstring(dict(changes.files(changed, site_choice, None))[f"{lang}/changes.atom"])
    assert feed.findtext(f"{ATOM}updated") == "2026-10-15T00:00:00Z"
    assert feed.findtext(f"{ATOM}id") == f"{site_choice.base}{lang}/changes.atom"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "kgov"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 3
    for entry in entries:
        assert all(entry.findtext(ATOM + name) for name in ("id", "title", "updated"))
    assert entries[0].findtext(f"{ATOM}title") == f"{title}</title><script>version & \ufffd"
    assert entries[0].find(f"{ATOM}link").get("href").startswith(f"{site_choice.base}{lang}/")


def test_a_model_without_dates_has_a_feed_without_entries(described, site_choice):
    feed = Xml.fromstring(dict(changes.files(described, site_choice, None))["sv/changes.atom"])
    assert not feed.findall(f"{ATOM}entry")
    assert feed.findtext(f"{ATOM}updated") == "2026-11-22T00:00:00Z"


def test_void_counts_what_the_files_hold(described, site_choice):
    graph = rdflib.Graph().parse(data=dict(void.files(described, site_choice))["void.ttl"], format="turtle")
    ns = rdflib.Namespace("http://rdfs.org/ns/void#")
    whole = rdflib.URIRef(f"{site_choice.base}void.ttl#model")
    assert int(graph.value(whole, ns.triples)) == len(described.all)
    subsets = list(graph.objects(whole, ns.subset))
    assert sum(int(graph.value(part, ns.triples)) for part in subsets) == len(described.all)
    assert len(list(graph.objects(None, ns.dataDump))) == 4 * (len(subsets) + 1)
    assert graph.value(whole, ns.exampleResource)


def test_one_entry_gives_every_file_once_and_the_same_each_time(model, all_addresses, site_choice):
    few = Addresses([thing for thing in all_addresses if "orebro-rmks" in thing or thing.endswith("OR-33")])
    first = list(machines.files(model, few, site_choice, pages=["index.html"]))
    assert len({path for path, _ in first}) == len(first)
    assert first == list(machines.files(Knowledge(), few, site_choice, pages=["index.html"]))
    paths = {path for path, _ in first}
    assert {
        "id/orebro-rmks.ttl",
        "data/model.nt",
        "table/seats.csv",
        "void.ttl",
        "sitemap.xml",
        ".htaccess",
    } <= paths
    assert not any(path.startswith("/") or ".." in path or "\\" in path for path in paths)


def test_one_owner_alone_can_be_published(model, site_choice):
    """The model cut down to the graphs of one owner, with what leads out of them taken away."""
    kept = [g for g in model.store.graphs() if "/doc/orebro" in g or "/spec/" in g]
    triples = {graph: model.store.triples(graph) for graph in kept}
    described = {subject for many in triples.values() for subject, _, _ in many}
    alone = Knowledge()
    alone._loaded = set(resources.PARTS)
    for graph, many in triples.items():
        alone.store.add([t for t in many if not str(t[2]).startswith(BASE) or t[2] in described], graph)
    files = dict(machines.files(alone, addresses_of(alone), site_choice))
    assert "spec/orebro-lag.ttl" in files and "spec/orebro-rmks-kinds.ttl" in files
    assert not any(path.startswith(("data/sodra", "doc/sodra", "statement/SO-")) for path in files)
    for path, data in files.items():
        if path.endswith(".ttl"):
            list(ox.parse(data, format=ox.RdfFormat.TURTLE))
