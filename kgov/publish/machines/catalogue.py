"""The catalogue by DCAT-AP-SE 3.0.1 that dataportal.se harvests, and the same as entries for a catalogue one has.

Everything in it is named by a fragment of its own file, so that no name needs a rule on a web server, and a
catalogue elsewhere can point at the file and have it harvested.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.publish.addresses import Addresses
from kgov.publish.choice import Choice
from kgov.publish.machines import tables, wholes
from kgov.publish.machines.catalogue_help import instruction
from kgov.publish.machines.described import Described
from kgov.publish.machines.names import LICENCE, PREFIXES, in_both, name
from kgov.publish.machines.publisher import TYPES, Publisher
from kgov.publish.machines.siblings import MEDIA_TYPES
from kgov.publish.machines.specification_parts import FOUNDATION
from kgov.publish.machines.table_columns import SHEETS
from kgov.storage.nesting import nest
from kgov.storage.terms import Iri, Text, Triple, date_term

CATALOGUE = "dcat.rdf"
ENTRIES = "dcat-entries.rdf"
EU = "http://publications.europa.eu/resource/authority/"
LANGUAGES = (Iri(EU + "language/SWE"), Iri(EU + "language/ENG"))
THEMES = (Iri(EU + "data-theme/HEAL"), Iri(EU + "data-theme/GOVE"))
KEYWORDS = (
    *in_both("kunskapsstyrning", "knowledge governance"),
    *in_both("hälso- och sjukvård", "health care"),
    *in_both("uppdrag", "assignment"),
)
TITLE = Both("Kunskapsstyrning i hälso- och sjukvården", "Knowledge governance in health care")
ABOUT = Both(
    "Data om hur kunskapsstyrningen i hälso- och sjukvården är organiserad, läst ur uppdragsdokument: grupper, "
    "platser, samband, regler och det som dokumenten inte säger.",
    "Data on how knowledge governance in health care is organised, read from assignment documents: bodies, seats, "
    "links, rules, and what the documents do not say.",
)
MODEL_TITLE = Both("Uppdrag i kunskapsstyrningen", "Assignments in knowledge governance")
MODEL_ABOUT = Both(
    "Allt som publiceras, som länkade data: textställen, grupper, funktioner, platser, samband, uppgifter, regler, "
    "tolkningar och begrepp. Varje uppgift anger det textställe som den vilar på. Det är en läsning av dokumenten "
    "och inte dokumenten själva.",
    "All that is published, as linked data: statements, bodies, offices, seats, links, duties, rules, "
    "interpretations and terms. Every fact names the statement it rests on. It is a reading of the documents and not "
    "the documents themselves.",
)


@dataclass(frozen=True)
class Distribution:
    """A file of a dataset: its path in the site, its media type, and what describes its columns, if anything."""

    path: str
    media: str
    schema: str = ""


@dataclass(frozen=True)
class Dataset:
    """Data that can be had in one or several forms."""

    name: str
    title: Both
    about: Both
    distributions: tuple[Distribution, ...]


def datasets(knowledge: Knowledge, addresses: Addresses, described: Described) -> list[Dataset]:
    """What is published as data: the whole model in every form, and each table that has rows."""
    forms = tuple(
        Distribution(wholes.path(wholes.MODEL, ending), MEDIA_TYPES[ending])
        for ending in wholes.endings(described.all)
    )
    found = [Dataset(wholes.MODEL, MODEL_TITLE, MODEL_ABOUT, forms)]
    for sheet in SHEETS:
        if tables.rows(knowledge, addresses, sheet):
            file = Distribution(tables.path(sheet), MEDIA_TYPES["csv"], f"{tables.path(sheet)}-metadata.json")
            found.append(Dataset(sheet.name, sheet.title, sheet.about, (file,)))
    return found


def files(listed: Iterable[Dataset], publisher: Publisher, choice: Choice) -> Iterator[tuple[str, bytes]]:
    """The catalogue and the entries, each in RDF/XML and Turtle, and how to use them.

    Args:
        listed: the datasets.
        publisher: who publishes them.
        choice: where the site will lie, and the date.
    """
    listed = list(listed)
    entries = [triple for dataset in listed for triple in _dataset(dataset, publisher, choice)]
    entries += [*_publisher(publisher), *_contact(publisher, choice)]
    for path, triples in (
        (CATALOGUE, [*_catalogue(listed, publisher, choice), *entries]),
        (ENTRIES, entries),
    ):
        things = nest(triples, Iri(choice.base + CATALOGUE))
        yield path, wholes.write(things, "rdf", PREFIXES)
        yield path.replace(".rdf", ".ttl"), wholes.write(things, "ttl", PREFIXES)
    for path, text in (
        ("dcat-anvisning.txt", instruction(choice.base).sv),
        ("dcat-instructions.txt", instruction(choice.base).en),
    ):
        yield path, ("\ufeff" + text).encode()


def iri_of(choice: Choice, fragment: str) -> Iri:
    """The name of a thing in the catalogue."""
    return Iri(f"{choice.base}{CATALOGUE}#{fragment}")


def iri_of_publisher(publisher: Publisher) -> Iri:
    """The name that dataportal.se has for an organisation, by its organisation number."""
    return Iri(f"http://dataportal.se/organisation/SE{publisher.number}")


def _catalogue(listed: list[Dataset], publisher: Publisher, choice: Choice) -> Iterator[Triple]:
    catalogue = Iri(choice.base + CATALOGUE)
    yield catalogue, name("rdf:type"), name("dcat:Catalog")
    yield from _told(catalogue, TITLE, ABOUT)
    yield catalogue, name("dcterms:publisher"), iri_of_publisher(publisher)
    yield catalogue, name("dcterms:license"), LICENCE
    yield catalogue, name("foaf:homepage"), Iri(choice.base)
    yield catalogue, name("dcterms:modified"), date_term(choice.as_of)
    yield catalogue, name("dcat:themeTaxonomy"), Iri(EU + "data-theme")
    for language in LANGUAGES:
        yield catalogue, name("dcterms:language"), language
    for dataset in listed:
        yield catalogue, name("dcat:dataset"), iri_of(choice, dataset.name)


def _dataset(dataset: Dataset, publisher: Publisher, choice: Choice) -> Iterator[Triple]:
    iri = iri_of(choice, dataset.name)
    yield iri, name("rdf:type"), name("dcat:Dataset")
    yield from _told(iri, dataset.title, dataset.about)
    yield iri, name("dcterms:publisher"), iri_of_publisher(publisher)
    yield iri, name("dcat:contactPoint"), iri_of(choice, "contact")
    yield iri, name("dcterms:accessRights"), Iri(EU + "access-right/PUBLIC")
    yield iri, name("dcat:landingPage"), Iri(choice.base + "sv/index.html")
    if dataset.name == wholes.MODEL:
        yield iri, name("dcterms:conformsTo"), FOUNDATION
    for theme in THEMES:
        yield iri, name("dcat:theme"), theme
    for keyword in KEYWORDS:
        yield iri, name("dcat:keyword"), keyword
    for language in LANGUAGES:
        yield iri, name("dcterms:language"), language
    for file in dataset.distributions:
        ending = file.path.rpartition(".")[2]
        distribution = iri_of(choice, f"{dataset.name}-{ending}")
        yield iri, name("dcat:distribution"), distribution
        yield distribution, name("rdf:type"), name("dcat:Distribution")
        for text in in_both(f"{dataset.title.sv} ({ending})", f"{dataset.title.en} ({ending})"):
            yield distribution, name("dcterms:title"), text
        for link in ("dcat:accessURL", "dcat:downloadURL"):
            yield distribution, name(link), Iri(choice.base + file.path)
        yield distribution, name("dcterms:format"), Text(file.media)
        yield distribution, name("dcterms:license"), LICENCE
        if file.schema:
            yield distribution, name("dcterms:conformsTo"), Iri(choice.base + file.schema)


def _publisher(publisher: Publisher) -> Iterator[Triple]:
    iri = iri_of_publisher(publisher)
    yield iri, name("rdf:type"), name("foaf:Agent")
    yield iri, name("foaf:name"), Text(publisher.name, lang="sv")
    yield iri, name("dcterms:type"), Iri(f"http://purl.org/adms/publishertype/{TYPES[publisher.kind]}")
    yield iri, name("dcterms:identifier"), Text(publisher.number)
    if publisher.homepage:
        yield iri, name("foaf:homepage"), Iri(publisher.homepage)


def _contact(publisher: Publisher, choice: Choice) -> Iterator[Triple]:
    iri = iri_of(choice, "contact")
    yield iri, name("rdf:type"), name("vcard:Organization")
    yield iri, name("vcard:fn"), Text(publisher.contact)
    yield iri, name("vcard:hasEmail"), Iri(f"mailto:{publisher.email}")


def _told(iri: Iri, title: Both, about: Both) -> Iterator[Triple]:
    for text in in_both(*title):
        yield iri, name("dcterms:title"), text
    for text in in_both(*about):
        yield iri, name("dcterms:description"), text
