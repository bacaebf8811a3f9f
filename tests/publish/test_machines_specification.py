"""The specification package keeps each of DIGG's rules for interoperable specifications, 1.1, one by one."""

import re
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree as Xml

import pytest
import rdflib
from conftest import ROOT
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, BNode, Literal, URIRef

import kgov
from kgov.namespaces import BASE
from kgov.publish.machines import specification, wholes

pytest_plugins = ["published"]

AS_OF = date(2026, 11, 22)
PROF = rdflib.Namespace("http://www.w3.org/ns/dx/prof/")
SVG = "{http://www.w3.org/2000/svg}"
INSPEC = rdflib.Namespace("https://w3id.org/inspec/datavoc/")
TERMS = URIRef("https://w3id.org/kgov/spec/terms")
ONTOLOGY = URIRef("https://w3id.org/kgov/def")
COUNTS = {"PROF": 10, "DV": 6, "TE": 5, "AP": 15, "SVG": 5, "ENRICH": 4}
RULES = [f"{family}-{number}" for family, count in COUNTS.items() for number in range(1, count + 1)]
TERM_CLASSES = (
    RDFS.Class,
    OWL.Class,
    RDF.Property,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
)


class Package:
    """The package as others read it: the description, and each data set by the address of its file."""

    def __init__(self, files: dict[str, bytes], base: str):
        self.base = base
        self.files = files
        self.graphs = {
            base + path: rdflib.Graph().parse(data=data, format="turtle")
            for path, data in files.items()
            if path.endswith(".ttl")
        }
        self.all = self.graphs[base + "specification.ttl"]
        self.rdf = rdflib.Graph().parse(data=files["specification.rdf"], format="xml")
        self.standards = set(self.all.subjects(DCTERMS.conformsTo, INSPEC.PROF))
        self.profiles = set(self.all.subjects(RDF.type, PROF.Profile))

    def parts(self, kind: str, specification=None):
        """The parts of a kind with their specification."""
        for owner, part in self.all.subject_objects(PROF.hasResource):
            if (part, DCTERMS.conformsTo, INSPEC[kind]) in self.all and specification in (None, owner):
                yield owner, part

    def introduced(self, kind: str):
        """The data sets of a kind that the package introduces, each with its subject."""
        for _, part in self.parts(kind):
            if not self.all.value(part, PROF.isInheritedFrom):
                yield (
                    self.graphs[str(self.all.value(part, PROF.hasArtifact))],
                    self.all.value(part, DCTERMS.subject),
                )

    def shapes(self):
        """Each profile with its data set and its shapes: nodes where a shape is expected, or that are typed as one."""
        for profile in self.profiles:
            graph = self.graphs[f"{self.base}spec/{profile.rsplit('/', 1)[-1]}.ttl"]
            found = set(graph.subjects(RDF.type, SH.NodeShape)) | set(
                graph.subjects(RDF.type, SH.PropertyShape)
            )
            for prop in (SH.property, SH.node, SH["not"], SH.qualifiedValueShape):
                found |= set(graph.objects(None, prop))
            for prop in (SH["or"], SH["and"], SH.xone):
                for items in graph.objects(None, prop):
                    found |= set(graph.items(items))
            yield profile, graph, found

    def public(self):
        """The shapes with the severity of a violation, which SHACL gives to those that tell none."""
        for profile, graph, shapes in self.shapes():
            yield (
                profile,
                graph,
                {s for s in shapes if graph.value(s, SH.severity, default=SH.Violation) == SH.Violation},
            )


@pytest.fixture(scope="module")
def package(described, site_choice):
    files = dict(specification.files(described, site_choice))
    ontology = wholes.path("ontology", "ttl")
    files[ontology] = dict(wholes.files(described))[ontology]
    return Package(files, site_choice.base)


def terms_of(graph):
    return {s for sort in TERM_CLASSES for s in graph.subjects(RDF.type, sort)}


CHECKS: dict[str, Callable[[Package], None]] = {}


def rule(*ids: str):
    def register(check):
        CHECKS.update(dict.fromkeys(ids, check))
        return check

    return register


@rule("PROF-1")
def named_typed_and_conforming(package):
    assert len(package.standards) == 7  # the terms, five documents, and rules of our own
    for iri in package.standards:
        types = set(package.all.objects(iri, RDF.type))
        assert types in ({PROF.Profile}, {DCTERMS.Standard}) and isinstance(iri, URIRef)
        assert package.all.value(iri, DCTERMS.title) and package.all.value(iri, DCTERMS.description)
    assert not [part for _, part in package.all.subject_objects(PROF.hasResource) if isinstance(part, BNode)]


@rule("PROF-2")
def parts_are_resources(package):
    assert set(package.all.subjects(PROF.hasResource)) == package.standards
    parts = set(package.all.objects(None, PROF.hasResource))
    assert parts == set(package.all.subjects(RDF.type, PROF.ResourceDescriptor))
    for part in parts:
        assert len(list(package.all.subjects(PROF.hasResource, part))) == 1
        assert package.all.value(part, PROF.hasRole) and package.all.value(part, PROF.hasArtifact)


@rule("PROF-3")
def vocabularies_are_told(package):
    subjects = {package.all.value(part, DCTERMS.subject) for _, part in package.parts("RDFS")}
    assert ONTOLOGY in subjects and len(list(package.introduced("RDFS"))) == 7  # the terms, and kinds of six


@rule("PROF-4")
def terminologies_are_told(package):
    assert len(list(package.introduced("SKOS"))) == 26


@rule("PROF-5")
def application_profiles_are_told(package):
    assert {owner for owner, _ in package.parts("SHACL")} == package.profiles
    assert all(len(list(package.parts("SHACL", profile))) == 1 for profile in package.profiles)


def drawn_classes(package):
    """Each diagram of the package as its title, and what each drawn class is."""
    for _, part in package.parts("SVG"):
        picture = Xml.fromstring(
            package.files[str(package.all.value(part, PROF.hasArtifact)).removeprefix(package.base)]
        )
        yield part, picture


@rule("PROF-6")
def diagrams_are_told(package):
    found = dict(drawn_classes(package))
    assert len(found) == 2
    for part, picture in found.items():
        assert picture.tag == f"{SVG}svg"
        assert (part, PROF.hasRole, URIRef("http://www.w3.org/ns/dx/prof/role/guidance")) in package.all
        assert str(package.all.value(part, DCTERMS.format)) == "image/svg+xml"
        assert not list(package.all.objects(part, PROF.isInheritedFrom))
    assert {owner for owner, _ in package.parts("SVG")} == {TERMS}
    assert {picture.get("lang") for picture in found.values()} == {"sv", "en"}


@rule("SVG-1", "SVG-2", "SVG-3", "SVG-4", "SVG-5")
def every_drawn_class_leads_to_its_name_and_says_that_it_is_a_class(package):
    ontology = package.graphs[f"{package.base}data/ontology.ttl"]
    ours = {str(s) for s in ontology.subjects(RDF.type, OWL.Class) if s.startswith(BASE)}
    for _, picture in drawn_classes(package):
        boxes = [
            group
            for group in picture.iter(f"{SVG}g")
            if group.get("class", "").startswith("box ") and group.get("data-key")
        ]
        links = [link for box in boxes for link in box.iter(f"{SVG}a")]
        assert len(links) == len(boxes) == len(list(picture.iter(f"{SVG}a")))
        assert ours <= {link.get("href") for link in links}
        assert {link.get("data-inspec-type") for link in links} == {"class"}


@rule("PROF-7")
def the_foundation_holds_terms_and_no_profile(package):
    assert package.standards - package.profiles == {TERMS}
    assert list(package.parts("RDFS", TERMS)) and list(package.parts("SKOS", TERMS))
    assert not list(package.parts("SHACL", TERMS))


@rule("PROF-8")
def a_profile_holds_an_application_profile(package):
    assert len(package.profiles) == 6
    assert all(list(package.parts("SHACL", profile)) for profile in package.profiles)


@rule("PROF-9")
def a_profile_lists_all_that_it_uses(package):
    scheme_of = {
        s: o for graph, _ in package.introduced("SKOS") for s, o in graph.subject_objects(SKOS.inScheme)
    }
    vocabulary_of = {
        s: o for graph, _ in package.introduced("RDFS") for s, o in graph.subject_objects(RDFS.isDefinedBy)
    }
    for profile, graph, shapes in package.shapes():
        listed = {
            package.all.value(part, DCTERMS.subject)
            for part in package.all.objects(profile, PROF.hasResource)
        }
        used = {term for shape in shapes for term in used_by(graph, shape)}
        assert len(used) > 5
        for term in used:
            known = scheme_of.get(term) or vocabulary_of.get(term)
            assert known in listed or any(str(term).startswith(str(space)) for space in listed), (
                profile,
                term,
            )
        codes = {o for o in graph.objects() if o in scheme_of}
        assert {scheme_of[code] for code in codes} <= listed


def used_by(graph, shape):
    """The classes, properties and codes in the constraints of a shape."""
    for prop in (SH["class"], SH.targetClass):
        yield from graph.objects(shape, prop)
    waiting = list(graph.objects(shape, SH.path))
    while waiting:
        path = waiting.pop()
        if isinstance(path, URIRef):
            yield path
        else:
            waiting += [o for o in graph.objects(path) if o != RDF.nil]


@rule("PROF-10")
def reused_parts_say_from_where(package):
    for owner, part in package.parts("RDFS"):
        source = package.all.value(part, PROF.isInheritedFrom)
        subject = package.all.value(part, DCTERMS.subject)
        ours = str(subject).startswith("https://w3id.org/kgov/")
        if source is None:
            assert ours and package.all.value(part, DCTERMS["format"]) == Literal("text/turtle")
        else:
            assert source != owner and (source in package.standards) == ours
    for owner, part in package.parts("SKOS"):
        assert (package.all.value(part, PROF.isInheritedFrom) == TERMS) == (owner != TERMS)


@rule("DV-1", "TE-1", "AP-1")
def every_part_is_one_data_set(package):
    for kind in ("RDFS", "SKOS", "SHACL"):
        files = [
            package.all.value(part, PROF.hasArtifact)
            for _, part in package.parts(kind)
            if not package.all.value(part, PROF.isInheritedFrom)
        ]
        assert files and len(files) == len(set(files)) and all(str(file) in package.graphs for file in files)
    for _, graph, shapes in package.shapes():  # nothing that a shape refers to lies elsewhere
        assert all((shape, None, None) in graph for shape in shapes)


@rule("DV-2", "DV-6")
def one_ontology_is_the_subject_of_the_part(package):
    for graph, subject in package.introduced("RDFS"):
        assert set(graph.subjects(RDF.type, OWL.Ontology)) == {subject}


@rule("DV-3", "DV-5")
def our_terms_point_to_the_vocabulary_and_others_do_not(package):
    for graph, subject in package.introduced("RDFS"):
        terms = terms_of(graph)
        assert terms
        for term in terms:
            ours = str(term).startswith("https://w3id.org/kgov/")
            assert ((term, RDFS.isDefinedBy, subject) in graph) == ours, term


@rule("DV-4")
def terms_have_names(package):
    assert all(
        isinstance(term, URIRef) for graph, _ in package.introduced("RDFS") for term in terms_of(graph)
    )


@rule("TE-2", "TE-5")
def one_scheme_is_the_subject_of_the_part(package):
    for graph, subject in package.introduced("SKOS"):
        assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {subject} and isinstance(subject, URIRef)


@rule("TE-3")
def concepts_point_to_the_scheme(package):
    for graph, subject in package.introduced("SKOS"):
        concepts = set(graph.subjects(RDF.type, SKOS.Concept)) | set(
            graph.subjects(RDF.type, SKOS.Collection)
        )
        assert concepts and all((concept, SKOS.inScheme, subject) in graph for concept in concepts)


@rule("TE-4")
def concepts_have_names(package):
    assert all(isinstance(s, URIRef) for graph, _ in package.introduced("SKOS") for s in graph.subjects())


@rule("AP-2")
def the_profile_is_the_specification(package):
    for profile, graph, _ in package.shapes():
        assert set(graph.subjects(RDF.type, PROF.Profile)) == {profile}
        (part,) = [part for _, part in package.parts("SHACL", profile)]
        assert package.all.value(part, DCTERMS.subject) == profile


@rule("AP-3", "AP-4")
def public_shapes_have_names(package):
    counts = 0
    for _, _, public in package.public():
        assert public and all(isinstance(shape, URIRef) for shape in public)
        counts += len(public)
    assert counts == 104  # every rule but the six with bör


@rule("AP-5")
def public_shapes_are_main(package):
    for _, graph, public in package.public():
        for shape in public:
            assert any((shape, prop, None) in graph for prop in (SH.targetClass, SH.targetNode)), shape


@rule("AP-6")
def public_shapes_have_labels(package):
    for _, graph, public in package.public():
        for shape in public:
            pointed = {shape, *graph.objects(shape, SH.property)}
            assert all(
                {text.language for text in graph.objects(s, RDFS.label)} == {"sv", "en"} for s in pointed
            )


@rule("AP-7", "AP-8", "AP-9", "AP-10", "AP-11", "AP-12", "AP-14", "ENRICH-4")
def nothing_is_refined_varied_or_imported(package):
    for graph in package.graphs.values():
        for prop in (INSPEC.refines, INSPEC.variant, OWL.imports, PROF.isProfileOf):
            assert (None, prop, None) not in graph


@rule("AP-13", "AP-15")
def public_shapes_belong_to_their_profile_and_no_other(package):
    for profile, graph, public in package.public():
        for shape in public:
            assert set(graph.objects(shape, RDFS.isDefinedBy)) & package.profiles == {profile}


@rule("ENRICH-1")
def public_shapes_are_parts(package):
    for profile, _, public in package.public():
        assert set(package.all.objects(profile, DCTERMS.hasPart)) == public


@rule("ENRICH-2")
def the_terms_of_a_profile_are_told(package):
    for profile, graph, shapes in package.shapes():
        told = set(package.all.objects(profile, INSPEC.reuses))
        introduced = set(package.all.objects(profile, INSPEC.introduces))
        assert told | introduced == {term for shape in shapes for term in used_by(graph, shape)}
        own = {
            s
            for g, subject in package.introduced("RDFS")
            if subject == URIRef(f"{profile}-kinds")
            for s in terms_of(g)
        }
        assert introduced == own & (told | introduced)


@rule("ENRICH-3")
def the_terms_of_the_foundation_are_told(package):
    ontology = package.graphs[package.base + "data/ontology.ttl"]
    assert set(package.all.objects(TERMS, INSPEC.introduces)) == set(
        ontology.subjects(RDFS.isDefinedBy, ONTOLOGY)
    )


@pytest.mark.parametrize("name", RULES)
def test_the_package_keeps_the_rule(package, name):
    CHECKS[name](package)


def test_each_rule_has_its_row_in_the_table():
    text = (ROOT / "docs" / "specification.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| ([A-Z]+-\d+) \|", text, re.MULTILINE) == RULES == list(dict.fromkeys(RULES))
    assert set(CHECKS) == set(RULES)


def test_the_description_is_the_same_in_both_syntaxes_and_in_each_file(package):
    assert set(package.rdf) == set(package.all)
    for iri in package.standards:
        graph = package.graphs[f"{package.base}spec/{iri.rsplit('/', 1)[-1]}.ttl"]
        about = {triple for triple in package.all if str(triple[0]).split("#")[0] == str(iri)}
        assert about and about <= set(graph)


@pytest.mark.parametrize("engine", ["pyshacl", "auto"])
@pytest.mark.parametrize("name", ["sodra-rsg-lakemedel-fel"])
def test_the_profiles_find_what_the_rules_find(package, name, engine):
    data = rdflib.Graph().parse(ROOT / "data" / "examples" / f"{name}.ttl")
    shapes = sum((graph for _, graph, _ in package.shapes()), rdflib.Graph())
    by_profiles = kgov.validate(data, shapes, as_of=AS_OF, engine=engine)
    by_rules = kgov.validate(data, as_of=AS_OF, engine=engine)
    assert by_rules[2] and by_profiles[2] == by_rules[2]
