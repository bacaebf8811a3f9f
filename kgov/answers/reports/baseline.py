"""What an earlier report had: its findings by fingerprint and outcome, so that only what is new is shown."""

from __future__ import annotations

import json
from pathlib import Path

from kgov.answers.findings import OUTCOMES, SHOWN
from kgov.errors import KgovError
from kgov.language import Both

ADVICE = Both(
    "Ange en rapport som skrevs med kgov validate … --format json.",
    "Name a report that was written with kgov validate … --format json.",
)
MAX_BYTES = 200 * 1024 * 1024


def read_baseline(path: str) -> frozenset[tuple[str, str]]:
    """Fingerprint and outcome of every finding of an earlier report that was not in order.

    Args:
        path: a report in the form ``--format json``; UTF-16, as Windows PowerShell writes it, is read too.

    Raises:
        KgovError: the file is missing, cannot be read, or is no such report.
    """
    report = _load(path)
    findings = report.get("findings") if isinstance(report, dict) else None
    if not isinstance(findings, list):
        raise _wrong(
            path, Both("filen är ingen rapport från kgov validate", "the file is no report of kgov validate")
        )
    known = set()
    for number, finding in enumerate(findings, 1):
        identity = finding.get("id") if isinstance(finding, dict) else None
        outcome = finding.get("outcome") if isinstance(finding, dict) else None
        if not isinstance(identity, str) or outcome not in OUTCOMES:
            raise _wrong(
                path,
                Both(
                    f"iakttagelse {number} saknar id eller har ett okänt utfall",
                    f"finding {number} has no id or an unknown outcome",
                ),
            )
        if outcome in SHOWN:
            known.add((identity, str(outcome)))
    return frozenset(known)


def _load(path: str) -> object:
    try:
        with Path(path).open("rb") as handle:
            data = handle.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _wrong(path, Both("filen finns inte", "the file does not exist")) from None
    except OSError as error:
        problem = Both(
            f"filen kan inte läsas ({error.strerror})", f"the file cannot be read ({error.strerror})"
        )
        raise _wrong(path, problem) from None
    if len(data) > MAX_BYTES:
        raise _wrong(path, Both("filen är större än 200 MB", "the file is larger than 200 MB"))
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        place = f"{path}:{error.lineno}"
        raise _wrong(place, Both("filen är inte JSON", "the file is not JSON")) from None
    except (UnicodeDecodeError, RecursionError):
        raise _wrong(path, Both("filen är inte JSON", "the file is not JSON")) from None


def _wrong(where: str, problem: Both) -> KgovError:
    return KgovError(problem, ADVICE, where=where)
