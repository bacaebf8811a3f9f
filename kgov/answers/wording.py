"""Words for outcomes, strengths and reasons, the same wherever a report is read."""

from __future__ import annotations

from kgov.language import Both
from kgov.model.things import Rule
from kgov.namespaces import local_name

OUTCOME = {
    "violated": Both("inte uppfylld", "not met"),
    "unclear": Both("tolkningsfråga", "question of interpretation"),
    "missing": Both("underlag saknas", "data missing"),
    "pending": Both("perioden pågår", "period running"),
    "satisfied": Both("uppfylld", "met"),
    "inapplicable": Both("inte tillämplig", "not applicable"),
}

STRENGTH = {
    "Violation": Both("ska", "must"),
    "Warning": Both("bör", "should"),
    "Info": Both("kan", "may"),
}

#: The strength of a rule that no document states: what kgov itself asks of a list.
OWN = Both("eget krav", "own demand")

REASON = {
    "value-absent": Both("uppgift saknas", "a value is absent"),
    "list-incomplete": Both("listan är inte markerad som fullständig", "the list is not declared complete"),
    "completeness-lapsed": Both(
        "uppgiften om fullständighet är äldre än tolv månader",
        "the declaration of completeness is older than twelve months",
    ),
}

#: The question whose answer declares an aspect of the lists of a body or an owner complete.
COMPLETE = {
    "aspect-bodies": Both(
        "Är förteckningen över grupper fullständig, för {body}?",
        "Is the list of bodies complete, for {body}?",
    ),
    "aspect-members": Both(
        "Är alla ledamöter med i listan för {body}?", "Are all members listed for {body}?"
    ),
    "aspect-calendar": Both(
        "Är alla möten införda för {body}, och till och med vilket datum?",
        "Are all meetings entered for {body}, and through which date?",
    ),
    "aspect-appointments": Both(
        "Är alla beslut om vem som har utsetts med, för {body}?",
        "Are all decisions on who has been appointed listed, for {body}?",
    ),
    "aspect-consultations": Both(
        "Är alla samråd, rekommendationer och avstämningar med, för {body}?",
        "Are all consultations, recommendations and reconciliations listed, for {body}?",
    ),
    "aspect-documents": Both(
        "Är alla planer, rapporter och andra dokument med, för {body}?",
        "Are all plans, reports and other documents listed, for {body}?",
    ),
    "aspect-decisions": Both(
        "Är alla beslut om grupper, uppdrag och åtgärder med, för {body}?",
        "Are all decisions on bodies, assignments and measures listed, for {body}?",
    ),
    "aspect-deliveries": Both(
        "Är allt som har lämnats, delgetts eller publicerats med, för {body}?",
        "Is everything that was handed over, sent or published listed, for {body}?",
    ),
    "aspect-higher-level-members": Both(
        "Är alla ledamöter i grupper på högre nivå med, för {body}?",
        "Are all members in bodies on higher levels listed, for {body}?",
    ),
}

CONFORMITY = Both(
    "Läget den {day}. Modell sha256 {model}. Dokumenten är odaterade: att de gällde den dagen är antaget, "
    "inte visat. Frånvaro av uppgift är aldrig bevis.",
    "As of {day}. Model sha256 {model}. The documents are undated: that they applied on that day is assumed, "
    "not shown. Absence of data is never proof.",
)

#: Headings of the columns of the catalogue's answers, without the ``Name`` that marks a name.
COLUMNS = {
    "act": Both("vad som görs", "act"),
    "actor": Both("vem", "who"),
    "answeredBy": Both("kan finnas i", "may be found in"),
    "appointer": Both("utses av", "appointed by"),
    "aspect": Both("i fråga om", "aspect"),
    "bearer": Both("gäller", "bearer"),
    "below": Both("under", "below"),
    "body": Both("grupp", "body"),
    "compared": Both("jämförelse", "comparison"),
    "concerns": Both("rör", "concerns"),
    "condition": Both("villkor", "condition"),
    "count": Both("antal", "count"),
    "counterparty": Both("gentemot", "towards"),
    "coversFrom": Both("täcker från", "covers from"),
    "coversThrough": Both("täcker till", "covers through"),
    "day": Both("dag", "day"),
    "deadline": Both("sista dag", "deadline"),
    "declaration": Both("svar om fullständighet", "declaration"),
    "declared": Both("uppgivet den", "declared on"),
    "demand": Both("krav", "demand"),
    "document": Both("dokument", "document"),
    "ends": Both("slutar", "ends"),
    "exceptedMonth": Both("utom månad", "except month"),
    "family": Both("befogenhet", "authority"),
    "filledBy": Both("fylls av", "filled by"),
    "form": Both("form", "form"),
    "from": Both("från", "from"),
    "fromUnit": Both("från enhet", "from unit"),
    "gap": Both("lucka i dokumenten", "gap"),
    "given": Both("uppgift", "data"),
    "ground": Both("grund", "ground"),
    "group": Both("grupp", "group"),
    "handler": Both("hanteras av", "handled by"),
    "heldThisMonth": Both("hållet i månaden", "held this month"),
    "insteadOf": Both("i stället för", "instead of"),
    "interpretation": Both("tolkningsfråga", "interpretation"),
    "kind": Both("slag", "kind"),
    "level": Both("nivå", "level"),
    "link": Both("samband", "link"),
    "mandateThrough": Both("mandat till", "mandate through"),
    "mandateYears": Both("mandat i år", "mandate in years"),
    "matter": Both("ärende", "matter"),
    "meeting": Both("möte", "meeting"),
    "membership": Both("ledamot", "membership"),
    "next": Both("efterföljs av", "followed by"),
    "of": Both("för", "of"),
    "openQuestion": Both("öppen fråga", "open question"),
    "ordinary": Both("ordinarie", "ordinary"),
    "other": Both("den andra", "other"),
    "otherFamily": Both("befogenhet (andra)", "authority (other)"),
    "otherStatement": Both("textställe (andra)", "statement (other)"),
    "otherStrength": Both("styrka (andra)", "strength (other)"),
    "otherVerb": Both("verb (andra)", "verb (other)"),
    "output": Both("resultat", "output"),
    "part": Both("del", "part"),
    "party": Both("part", "party"),
    "period": Both("period", "period"),
    "person": Both("person", "person"),
    "proof": Both("visat av", "shown by"),
    "provision": Both("vad som sägs", "provision"),
    "publishedOn": Both("publiceras på", "published on"),
    "question": Both("tolkningsfråga", "question of interpretation"),
    "reading": Both("läsning", "reading"),
    "readingText": Both("läsningens innebörd", "what the reading means"),
    "receiver": Both("mottagare", "receiver"),
    "role": Both("roll", "role"),
    "rotationYears": Both("roterar efter år", "rotates after years"),
    "rule": Both("regel", "rule"),
    "ruling": Both("ställningstagande", "ruling"),
    "said": Both("sägs", "said"),
    "seat": Both("plats", "seat"),
    "section": Both("avsnitt", "section"),
    "silence": Both("sägs inte", "not said"),
    "since": Both("sedan", "since"),
    "sort": Both("slag", "sort"),
    "statement": Both("textställe", "statement"),
    "statements": Both("textställen", "statements"),
    "status": Both("ställning", "status"),
    "step": Both("steg", "step"),
    "strength": Both("styrka", "strength"),
    "subject": Both("ämne", "subject"),
    "target": Both("motsvarar", "mirrors"),
    "thing": Both("sak", "thing"),
    "through": Both("genom", "through"),
    "to": Both("till", "to"),
    "topic": Both("ämne", "topic"),
    "treatment": Both("blev", "became"),
    "used": Both("används", "used"),
    "vacancy": Both("vakant", "vacant"),
    "validThrough": Both("gäller till", "valid through"),
    "verb": Both("verb", "verb"),
    "why": Both("varför", "why"),
    "window": Both("när", "when"),
}


def strength_of(rule: Rule) -> Both:
    """How strong a rule is, by the verb of its document; a rule of our own says so."""
    return STRENGTH[local_name(str(rule.one("sh:severity")))] if rule.statements else OWN
