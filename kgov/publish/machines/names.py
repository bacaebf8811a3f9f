"""Names of the vocabularies in which a publication tells of itself, beside those of the model."""

from __future__ import annotations

from kgov.namespaces import BASE
from kgov.namespaces import PREFIXES as MODEL
from kgov.storage.terms import Iri, Text

PREFIXES: dict[str, str] = {
    **MODEL,
    "dcat": "http://www.w3.org/ns/dcat#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "prof": "http://www.w3.org/ns/dx/prof/",
    "role": "http://www.w3.org/ns/dx/prof/role/",
    "inspec": "https://w3id.org/inspec/datavoc/",
    "kgspec": BASE + "spec/",
}
LICENCE = Iri("http://creativecommons.org/publicdomain/zero/1.0/")


def name(curie: str) -> Iri:
    """The IRI of a prefixed name such as ``dcat:Dataset``."""
    prefix, _, local = curie.partition(":")
    return Iri(PREFIXES[prefix] + local)


def in_both(sv: str, en: str) -> tuple[Text, Text]:
    """A text in both languages."""
    return Text(sv, lang="sv"), Text(en, lang="en")
