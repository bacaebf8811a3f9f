"""The base IRI of kgov, once, and the prefixes that every file uses."""

from __future__ import annotations

from functools import cache, lru_cache

BASE = "https://w3id.org/kgov/"
ONTOLOGY = BASE + "def"

PREFIXES: dict[str, str] = {
    "kg": BASE + "def/",
    "kgc": BASE + "code/",
    "kgd": BASE + "id/",
    "kgs": BASE + "statement/",
    "kgr": BASE + "rule/",
    "kgdoc": BASE + "doc/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "cv": "http://data.europa.eu/m8g/",
    "vann": "http://purl.org/vocab/vann/",
    "sh": "http://www.w3.org/ns/shacl#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@cache
def expand(curie: str) -> str:
    """The IRI of a prefixed name such as ``kg:Link``; KeyError if the prefix is not ours."""
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


@lru_cache(maxsize=4096)
def shorten(iri: str) -> str:
    """The prefixed name of an IRI where one of our prefixes fits, else the IRI itself."""
    best = max(
        (item for item in PREFIXES.items() if iri.startswith(item[1])),
        key=lambda item: len(item[1]),
        default=None,
    )
    return f"{best[0]}:{iri[len(best[1]) :]}" if best else iri


def local_name(iri: str) -> str:
    """What follows the last ``/`` or ``#`` of an IRI: the short name of a thing."""
    return iri.rstrip("/#").rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def sparql_prologue() -> str:
    """PREFIX lines for every prefix, to stand before a query."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
