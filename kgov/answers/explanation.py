"""What is said of each sort of thing that can be explained: headed paragraphs, for the command line and a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgov.language import Both, join
from kgov.model.knowledge import Knowledge
from kgov.model.things import Link, Provision, Rule, Statement, Thing
from kgov.namespaces import expand, local_name
from kgov.storage.terms import Iri

Paragraph = tuple[Both, list[Both]]


@dataclass
class Explanation:
    """What is explained, and the paragraphs that explain it."""

    title: Both
    paragraphs: list[Paragraph] = field(default_factory=list)

    def add(self, heading: Both, *lines: Both) -> None:
        """Add a paragraph unless it would be empty."""
        kept = [line for line in lines if line.sv]
        if kept:
            self.paragraphs.append((heading, kept))

    def as_json(self) -> dict[str, object]:
        return {
            "title": self.title.as_dict(),
            "paragraphs": [
                {"heading": heading.as_dict(), "lines": [line.as_dict() for line in lines]}
                for heading, lines in self.paragraphs
            ],
        }


DEMANDS = Both("Vad den säger", "What it says")
OF_WHOM = Both("Vem det gäller", "Whom it concerns")
GROUND = Both("På vilken grund", "On what ground")
JUDGED = Both("Hur den bedöms", "How it is judged")
SATISFIED = Both("Uppfylld när", "Met when")
REMEDY = Both("Om den inte är uppfylld", "If it is not met")
UNCLEAR = Both("Vad som är oklart", "What is unclear")
SILENT = Both("Vad dokumenten inte säger", "What the documents do not say")
BECAME = Both("Vad textstället blev", "What the statement became")
PASSAGE = Both("Ordagrant", "Verbatim")


def with_source(text: Both, statements: list[str], condition: Both | None = None) -> Both:
    """A line with its condition in brackets and the ids of the statements that it rests on."""
    ids = ", ".join(statements)
    when = condition or Both("", "")
    return Both(
        f"{text.sv}{f' ({when.sv})' if when.sv else ''}  [{ids}]",
        f"{text.en}{f' ({when.en})' if when.en else ''}  [{ids}]",
    )


def _strength(knowledge: Knowledge, thing: Thing) -> Both:
    code = thing.iris("kg:hasStrength")
    return knowledge.thing(code[0]).label if code else Both("", "")


def _place(knowledge: Knowledge, statement: Statement) -> Both:
    document = knowledge.thing(statement.document).label
    section = statement.text("kg:standsInSection")
    number = statement.number("kg:hasPositionInSection")
    return Both(
        f"{document.sv}, avsnitt ”{section.sv}”, textställe {number} i avsnittet",
        f"{document.en}, section “{section.en}”, statement {number} of the section",
    )


def of_statement(knowledge: Knowledge, statement: Statement, passages: dict[str, str]) -> Explanation:
    """What a statement demands and of whom, where it stands, how it is judged, and what it became."""
    label = statement.label
    result = Explanation(Both(f"{statement.id}  {label.sv}", f"{statement.id}  {label.en}"))
    result.add(DEMANDS, statement.text("dcterms:description"))
    rule = knowledge.rules.get(Iri(expand(f"kgr:{statement.id}")))
    provisions: list[Provision] = [
        provision
        for provision in (*knowledge.duties.values(), *knowledge.permissions.values())
        if statement.id in provision.statements
    ]
    if rule is not None:
        provisions.insert(0, rule)
    for provision in provisions[:1]:
        who = [knowledge.thing(bearer).label for bearer in provision.bearers]
        if who:
            result.add(OF_WHOM, join(who))
        elif provision.flag("kg:lacksBearer"):
            result.add(OF_WHOM, Both("Dokumentet säger inte vem.", "The document does not say who."))
    strength = _strength(knowledge, statement)
    words = [str(word) for word in statement.all("kg:hasOperativeWord")]
    if strength.sv:
        quoted = ", ".join(sorted(words))
        result.add(
            GROUND,
            _place(knowledge, statement),
            Both(
                f"Styrka: {strength.sv}{f'; bärande ord {quoted}' if words else ''}.",
                f"Strength: {strength.en}{f'; operative words {quoted}' if words else ''}.",
            ),
        )
    if statement.id in passages:
        result.add(PASSAGE, Both(passages[statement.id], passages[statement.id]))
    if rule is not None:
        _rule_part(result, rule)
    links = [link for link in knowledge.links.values() if statement.id in link.statements]
    seats = [seat for seat in knowledge.seats.values() if statement.id in seat.statements]
    became = [with_source(link.label, link.statements, link.condition) for link in links]
    became += [with_source(seat.label, seat.statements) for seat in seats]
    became += [
        Both(f"uppgift: {p.label.sv}", f"duty: {p.label.en}")
        for p in provisions
        if expand("kg:Duty") in p.types
    ]
    became += [
        Both(f"får eller kan: {p.label.sv}", f"may: {p.label.en}")
        for p in provisions
        if expand("kg:Permission") in p.types
    ]
    if rule is not None:
        became.append(Both(f"regel {rule.id}", f"rule {rule.id}"))
    for later in knowledge.statements.values():
        if statement.iri in later.iris("prov:wasRevisionOf"):
            versions = knowledge.of(Thing, "kg:DocumentVersion")
            version = versions[later.document]
            result.add(
                Both("Senare lydelse, ur ert underlag", "Later wording, from your list"),
                Both(
                    f"{later.id}, {version.label.sv}, gäller från {version.one('kg:validFrom')}: "
                    + later.text("dcterms:description").sv,
                    f"{later.id}, {version.label.en}, valid from {version.one('kg:validFrom')}: "
                    + later.text("dcterms:description").en,
                ),
            )
    if not became:
        code = statement.iris("kg:hasTreatment")
        became.append(knowledge.thing(code[0]).label if code else Both("", ""))
    result.add(BECAME, *became)
    _open_part(knowledge, result, [statement.id])
    return result


def of_own_rule(rule: Rule) -> Explanation:
    """A rule of ours: it rests on no statement, and says why it is there."""
    result = Explanation(Both(f"{rule.id}  {rule.label.sv}", f"{rule.id}  {rule.label.en}"))
    result.add(OF_WHOM, Both("Alla grupper i ett underlag.", "All bodies in a list."))
    result.add(
        GROUND,
        Both("Ingen text i dokumenten; en regel från kgov.", "No text in the documents; a rule of kgov."),
        rule.text("rdfs:comment"),
    )
    _rule_part(result, rule)
    return result


def _rule_part(result: Explanation, rule: Rule) -> None:
    result.add(JUDGED, rule.text("kg:isJudgedBy"))
    result.add(SATISFIED, rule.text("kg:isSatisfiedWhen"))
    result.add(REMEDY, rule.text("sh:message"), rule.text("kg:hasRemedy"))


def _open_part(knowledge: Knowledge, result: Explanation, statements: list[str]) -> None:
    wanted = set(statements)
    for question in knowledge.interpretations.values():
        if wanted & set(question.statements):
            used = knowledge.readings[question.iris("kg:usesReading")[0]].label
            identifier = str(question.one("dcterms:identifier"))
            label = question.label
            result.add(
                UNCLEAR,
                Both(f"{identifier}  {label.sv}", f"{identifier}  {label.en}"),
                question.text("dcterms:description"),
                Both(f"Modellen läser: {used.sv}", f"The model reads: {used.en}"),
            )
    gaps = [gap for gap in knowledge.gaps.values() if wanted & set(gap.statements)]
    result.add(
        SILENT,
        *[
            Both(
                f"{gap.one('dcterms:identifier')}  {gap.label.sv}",
                f"{gap.one('dcterms:identifier')}  {gap.label.en}",
            )
            for gap in gaps
        ],
    )


def of_link(knowledge: Knowledge, link: Link) -> Explanation:
    """What a link conveys and when, and the statements that make it."""
    result = Explanation(link.label)
    kind = knowledge.concepts[link.kind]
    result.add(DEMANDS, kind.text("skos:definition"))
    result.add(Both("Villkor", "Condition"), link.condition)
    for identifier in link.statements:
        statement = knowledge.statements[Iri(expand(f"kgs:{identifier}"))]
        result.add(
            GROUND,
            Both(
                f"{identifier}: {_place(knowledge, statement).sv}",
                f"{identifier}: {_place(knowledge, statement).en}",
            ),
            statement.text("dcterms:description"),
        )
    status = link.iris("kg:hasStatus")
    if status:
        result.add(Both("Ställning", "Status"), knowledge.thing(status[0]).label)
    _open_part(knowledge, result, link.statements)
    return result


def of_gap(knowledge: Knowledge, gap: Thing) -> Explanation:
    """What the documents do not say, and where it might be found."""
    identifier = str(gap.one("dcterms:identifier"))
    result = Explanation(
        Both(
            f"{identifier}  Dokumenten säger inte {gap.label.sv}.",
            f"{identifier}  The documents do not say {gap.label.en}.",
        )
    )
    result.add(DEMANDS, gap.text("dcterms:description"))
    result.add(Both("Kan finnas i", "May be found in"), gap.text("kg:mightBeAnsweredBy"))
    result.add(GROUND, Both(", ".join(gap.statements), ", ".join(gap.statements)))
    return result


def of_interpretation(knowledge: Knowledge, question: Thing) -> Explanation:
    """What is unclear, how it can be read, which reading is used, and who settles it."""
    identifier = str(question.one("dcterms:identifier"))
    result = Explanation(Both(f"{identifier}  {question.label.sv}", f"{identifier}  {question.label.en}"))
    result.add(UNCLEAR, question.text("dcterms:description"))
    used = question.iris("kg:usesReading")[0]
    lines = []
    for reading in question.iris("kg:allowsReading"):
        label = knowledge.readings[reading].label
        mark = "→ " if reading == used else "  "
        code = local_name(reading).removeprefix(f"interpretation-{identifier}-")
        lines.append(Both(f"{mark}{label.sv}  ({code})", f"{mark}{label.en}  ({code})"))
    result.add(Both("Läsningar (→ den som används)", "Readings (→ the one used)"), *lines)
    result.add(Both("Vad som skulle ändras", "What would change"), question.text("kg:hasConsequence"))
    result.add(
        Both("Avgörs av", "Settled by"),
        Both(
            "Den som beslutat dokumentet, genom ett ställningstagande.",
            "Whoever decided the document, by a ruling.",
        ),
    )
    result.add(GROUND, Both(", ".join(question.statements), ", ".join(question.statements)))
    return result


def of_thing(knowledge: Knowledge, thing: Thing) -> Explanation:
    """On which statements a body, seat or document rests, its level, and what is not said of it."""
    result = Explanation(thing.label)
    lines = []
    for identifier in thing.statements:
        statement = knowledge.statements[Iri(expand(f"kgs:{identifier}"))]
        text = statement.text("dcterms:description")
        lines.append(Both(f"{identifier}: {text.sv}", f"{identifier}: {text.en}"))
    result.add(GROUND, *lines)
    levels = thing.iris("kg:hasLevel")
    basis = thing.iris("kg:hasLevelBasis")
    if levels:
        label = join([knowledge.thing(level).label for level in levels])
        why = knowledge.thing(basis[0]).label if basis else Both("", "")
        result.add(Both("Nivå", "Level"), Both(f"{label.sv} ({why.sv})", f"{label.en} ({why.en})"))
    gaps = [gap for gap in knowledge.gaps.values() if thing.iri in gap.concerns]
    result.add(SILENT, *[gap.label for gap in gaps])
    return result
