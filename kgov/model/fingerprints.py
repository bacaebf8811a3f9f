"""The lasting name of a finding: the same however and wherever it was found."""

from __future__ import annotations

import hashlib


def fingerprint(rule: str, body: str, focus: str, value: str, period: str) -> str:
    """Sixteen characters that stand for one rule judged in one place.

    Args:
        rule: the id of the rule.
        body: the IRI of the body.
        focus: where the rule sets out from.
        value: what it judges there.
        period: the year or month; empty where none is judged.
    """
    return hashlib.sha256("\x1f".join((rule, body, focus, value, period)).encode()).hexdigest()[:16]
