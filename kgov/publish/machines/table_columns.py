"""The tables that are published, and what stands in each of their columns."""

from __future__ import annotations

from dataclasses import dataclass

from kgov.language import Both


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Args:
        name: its name for machines.
        title: its heading for people.
        prop: the property it shows, as prefixed name; none where it shows the thing itself.
        kind: ``iri`` and ``short`` name the thing itself; ``text`` is a text in two languages, ``literal`` a value
            without language, ``things`` are other things, by IRI and by name.
    """

    name: str
    title: Both
    prop: str = ""
    kind: str = "things"


@dataclass(frozen=True)
class Sheet:
    """A table: its name in addresses, its title, what its rows are, and its columns."""

    name: str
    title: Both
    about: Both
    columns: tuple[Column, ...]


IRI = Column("iri", Both("adress", "address"), kind="iri")
SHORT = Column("short", Both("kortnamn", "short name"), kind="short")
IDENTIFIER = Column("id", Both("id", "id"), "dcterms:identifier", "literal")
NAME = Column("name", Both("namn", "name"), "rdfs:label", "text")
DESCRIPTION = Column("description", Both("beskrivning", "description"), "dcterms:description", "text")
LEVEL = Column("level", Both("nivå", "level"), "kg:hasLevel")
OWNER = Column("owner", Both("ägare", "owner"), "kg:hasOwner")
MATTER = Column("matter", Both("ärende", "matter"), "kg:concernsMatter")
STRENGTH = Column("strength", Both("styrka", "strength"), "kg:hasStrength")
STATEMENTS = Column("statements", Both("textställen", "statements"), "dcterms:source")

SHEETS = (
    Sheet(
        "bodies",
        Both("Grupper", "Bodies"),
        Both(
            "Grupper och slag av grupper som uppdragen nämner, med nivå och ägare.",
            "Bodies and kinds of body that the assignments name, with level and owner.",
        ),
        (
            SHORT,
            NAME,
            Column("abbreviation", Both("kallas även", "also called"), "skos:altLabel", "text"),
            Column("sort", Both("sort", "sort"), "rdf:type"),
            Column("broader", Both("slag av", "kind of"), "rdfs:subClassOf"),
            LEVEL,
            OWNER,
            STATEMENTS,
            IRI,
        ),
    ),
    Sheet(
        "seats",
        Both("Platser", "Seats"),
        Both(
            "Platser i grupperna: vilken roll de har och vilken funktion som fyller dem. Inga personer.",
            "Seats in the bodies: the role they have and the office that fills them. No persons.",
        ),
        (
            SHORT,
            NAME,
            Column("body", Both("grupp", "body"), "kg:isSeatIn"),
            Column("role", Both("roll", "role"), "kg:hasRole"),
            Column("form", Both("form", "form"), "kg:hasForm"),
            Column("filled_by", Both("fylls av", "filled by"), "kg:isFilledBy"),
            Column("filled_from", Both("fylls från", "filled from"), "kg:isFilledFrom"),
            Column(
                "mandate_years", Both("mandat, år", "mandate, years"), "kg:limitsMandateToYears", "literal"
            ),
            STATEMENTS,
            IRI,
        ),
    ),
    Sheet(
        "offices",
        Both("Funktioner", "Offices"),
        Both("Funktioner i linjen som uppdragen nämner.", "Offices of the line that the assignments name."),
        (SHORT, NAME, LEVEL, OWNER, STATEMENTS, IRI),
    ),
    Sheet(
        "links",
        Both("Samband", "Links"),
        Both(
            "Samband mellan grupper, funktioner och andra parter: vem som rapporterar, lyfter, bereder eller beslutar.",
            "Links between bodies, offices and other parties: who reports, raises, prepares or decides.",
        ),
        (
            SHORT,
            NAME,
            Column("from", Both("från", "from"), "kg:leadsFrom"),
            Column("kind", Both("samband", "link"), "kg:hasLinkKind"),
            Column("to", Both("till", "to"), "kg:leadsTo"),
            Column("via", Both("genom", "through"), "kg:goesVia"),
            Column("condition", Both("villkor", "condition"), "kg:holdsWhen", "text"),
            MATTER,
            STRENGTH,
            Column("status", Both("status", "status"), "kg:hasStatus"),
            STATEMENTS,
            IRI,
        ),
    ),
    Sheet(
        "rules",
        Both("Regler", "Rules"),
        Both(
            "Regler som en lista kan prövas mot: vad de gäller, hur de bedöms och vad som kan göras.",
            "Rules that a list can be judged against: what they govern, how they are judged, and what can be done.",
        ),
        (
            IDENTIFIER,
            NAME,
            Column("governs", Both("gäller", "governs"), "kg:governs"),
            Column("bearer", Both("vem som ansvarar", "who is responsible"), "kg:hasBearer"),
            STRENGTH,
            Column("judged_by", Both("så bedöms den", "how it is judged"), "kg:isJudgedBy", "text"),
            Column("message", Both("iakttagelse", "finding"), "sh:message", "text"),
            Column("remedy", Both("åtgärd", "remedy"), "kg:hasRemedy", "text"),
            Column("document", Both("dokument", "document"), "rdfs:isDefinedBy"),
            STATEMENTS,
            IRI,
        ),
    ),
    Sheet(
        "statements",
        Both("Textställen", "Statements"),
        Both(
            "Dokumentens textställen, återgivna med egna ord, med avsnitt och styrka.",
            "The statements of the documents, restated in our own words, with section and strength.",
        ),
        (
            IDENTIFIER,
            Column("document", Both("dokument", "document"), "dcterms:isPartOf"),
            Column("section", Both("avsnitt", "section"), "kg:standsInSection", "literal"),
            Column(
                "place",
                Both("plats i avsnittet", "place in the section"),
                "kg:hasPositionInSection",
                "literal",
            ),
            NAME,
            DESCRIPTION,
            STRENGTH,
            Column("became", Both("blev", "became"), "kg:hasTreatment"),
            IRI,
        ),
    ),
    Sheet(
        "gaps",
        Both("Det som dokumenten inte säger", "What the documents do not say"),
        Both(
            "Frågor som dokumenten lämnar öppna, och var svaret kan finnas.",
            "Questions that the documents leave open, and where the answer may be found.",
        ),
        (
            IDENTIFIER,
            NAME,
            DESCRIPTION,
            Column("kind", Both("vad som saknas", "what is missing"), "kg:hasGapKind"),
            Column("concerns", Both("rör", "concerns"), "kg:concerns"),
            Column(
                "answer", Both("svaret kan finnas i", "may be answered by"), "kg:mightBeAnsweredBy", "text"
            ),
            STATEMENTS,
            IRI,
        ),
    ),
    Sheet(
        "interpretations",
        Both("Tolkningar", "Interpretations"),
        Both(
            "Texter som kan läsas på flera sätt: läsningarna, och vilken som används.",
            "Texts that can be read in several ways: the readings, and the one that is used.",
        ),
        (
            IDENTIFIER,
            NAME,
            DESCRIPTION,
            Column("readings", Both("möjliga läsningar", "possible readings"), "kg:allowsReading"),
            Column("used", Both("läsning som används", "reading used"), "kg:usesReading"),
            Column(
                "consequence", Both("vad som skulle ändras", "what would change"), "kg:hasConsequence", "text"
            ),
            STATEMENTS,
            IRI,
        ),
    ),
)
