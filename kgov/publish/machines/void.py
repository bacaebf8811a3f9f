"""What there is to fetch, how much it is and which vocabularies it uses, by VoID."""

from __future__ import annotations

from collections.abc import Iterator

from kgov.namespaces import BASE, expand
from kgov.publish.choice import Choice
from kgov.publish.machines import wholes
from kgov.publish.machines.catalogue import ABOUT, MODEL_TITLE
from kgov.publish.machines.described import Described
from kgov.publish.machines.names import LICENCE, PREFIXES, in_both, name
from kgov.storage.nesting import nest
from kgov.storage.terms import XSD, Iri, Text, Triple

PATH = "void.ttl"
#: A thing whose data show what the data are like, if it is published.
EXAMPLE = Iri(expand("kgd:orebro-rmks"))
_COUNTS = ("triples", "entities", "distinctSubjects", "distinctObjects", "properties", "classes")


def files(described: Described, choice: Choice) -> Iterator[tuple[str, bytes]]:
    """The description of the whole and of each part.

    Args:
        described: what is published.
        choice: where the site will lie.
    """
    triples = list(_whole(described, choice))
    yield PATH, wholes.write(nest(triples, Iri(choice.base + PATH)), "ttl", PREFIXES)


def _whole(described: Described, choice: Choice) -> Iterator[Triple]:
    document = Iri(choice.base + PATH)
    whole = Iri(f"{document}#{wholes.MODEL}")
    yield document, name("rdf:type"), name("void:DatasetDescription")
    yield document, name("foaf:primaryTopic"), whole
    for text in in_both(*MODEL_TITLE):
        yield whole, name("dcterms:title"), text
    for text in in_both(*ABOUT):
        yield whole, name("dcterms:description"), text
    yield whole, name("dcterms:license"), LICENCE
    yield whole, name("foaf:homepage"), Iri(choice.base)
    yield whole, name("void:uriSpace"), Text(BASE)
    if EXAMPLE in described.addresses:
        yield whole, name("void:exampleResource"), EXAMPLE
    properties = {predicate for _, predicate, _ in described.all}
    for prefix, space in PREFIXES.items():
        if any(predicate.startswith(space) for predicate in properties):
            yield whole, name("void:vocabulary"), name(f"{prefix}:")
    for part, triples in wholes.parts(described).items():
        dataset = Iri(f"{document}#{part}")
        yield dataset, name("rdf:type"), name("void:Dataset")
        if dataset != whole:
            yield whole, name("void:subset"), dataset
        for ending in wholes.endings(triples):
            yield dataset, name("void:dataDump"), Iri(choice.base + wholes.path(part, ending))
        counts = described.counts(triples)
        for count in _COUNTS:
            yield dataset, name(f"void:{count}"), Text(str(counts[count]), datatype=XSD + "integer")
