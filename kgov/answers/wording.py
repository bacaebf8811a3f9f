"""Words for outcomes, strengths and reasons, the same wherever a report is read."""

from __future__ import annotations

from kgov.language import Both

OUTCOME = {
    "violated": Both("inte uppfylld", "not met"),
    "unclear": Both("tolkningsfråga", "question of interpretation"),
    "missing": Both("underlag saknas", "data missing"),
    "pending": Both("perioden pågår", "period not ended"),
    "satisfied": Both("uppfylld", "met"),
    "inapplicable": Both("inte tillämplig", "not applicable"),
}

STRENGTH = {
    "Violation": Both("ska", "must"),
    "Warning": Both("bör", "should"),
    "Info": Both("kan", "may"),
}

REASON = {
    "value-absent": Both("uppgift saknas", "a value is absent"),
    "list-incomplete": Both("listan är inte markerad som fullständig", "the list is not declared complete"),
    "completeness-lapsed": Both(
        "uppgiften om fullständighet är äldre än tolv månader",
        "the declaration of completeness is older than twelve months",
    ),
}

CONFORMITY = Both(
    "Läget den {day}. Modell sha256 {model}. Dokumenten är odaterade: att de gällde den dagen är antaget, "
    "inte visat. Frånvaro av uppgift är aldrig bevis.",
    "As of {day}. Model sha256 {model}. The documents are undated: that they applied on that day is assumed, "
    "not shown. Absence of data is never proof.",
)
