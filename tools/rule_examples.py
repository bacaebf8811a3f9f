"""The examples on the pages of rules: what the example lists say where a rule is not met, and where it is.

python tools/rule_examples.py           # write data/examples/rules.json
python tools/rule_examples.py --check   # exit 1 if it is not what the rules say of the lists
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kgov.answers.account_wording import IN_THE_LIST
from kgov.answers.findings import Finding
from kgov.answers.library import load
from kgov.answers.validation import Judge
from kgov.language import Both
from kgov.publish.rule_examples import SHOWN, file

EXAMPLES = file().parent
DAY = date(2026, 11, 22)
#: What is broken in the list without fault, for the rules that no faulty example list breaks: a pattern, and what
#: takes its place.
CLEAN = "orebro-rmks.ttl"
BROKEN: tuple[tuple[str, str], ...] = (
    (r"(kg:holdsOffice) kgd:[\w-]+", r"\1 kgd:orebro-chef-halsoval"),
    (r"(kg:isAppointedBy) kgd:[\w-]+", r"\1 kgd:orebro-chefslakare"),
    (r'(kg:mandateThrough) "2027', r'\1 "2029'),
    (r"(kg:isEmployedIn) kgd:orebro-hs\b", r"\1 kgd:orebro-regional-utveckling"),
    (r"(ex:ledamot-psykiatri a kg:Membership ;\s+org:member) ex:person-6", r"\1 ex:person-5"),
    (r"(ex:ledamot-processagare a [^.]* kg:takesSeat) [\w:-]+", r"\1 kgd:orebro-rmks-seat-omradeschef-hs"),
)


def findings() -> Iterator[tuple[Finding, Both]]:
    """All that the rules say of the example lists, with what settles it; the workbooks first."""
    with tempfile.TemporaryDirectory() as folder:
        clean = (EXAMPLES / CLEAN).read_text(encoding="utf-8")
        broken = []
        for number, (pattern, instead) in enumerate(BROKEN):
            text, times = re.subn(pattern, instead, clean)
            if not times:
                raise SystemExit(f"nothing to break in {CLEAN}: {pattern}")
            broken.append(Path(folder) / f"{number}.ttl")
            broken[-1].write_text(text, encoding="utf-8")
        for path in (*sorted(EXAMPLES.glob("*.xlsx")), *broken):
            judge = Judge(load(path), DAY)
            for finding in judge.run().findings:
                if finding.outcome in SHOWN:
                    yield finding, judge.accounts.of(finding.place, finding.outcome).text


def is_clear(outcome: str, text: Both) -> bool:
    """Whether a sentence shows the outcome: where a rule is met, nothing is asked for and nothing lacks."""
    return bool(text.sv) and not (outcome == "satisfied" and re.search(", inte |saknar uppgift", text.sv))


def are_alike(outcomes: dict[str, tuple[Both, Both]]) -> bool:
    """Whether the sentences of two outcomes differ in the names of entries alone, and so show nothing."""
    said = [re.sub(r"\b[a-zåäö]+(-[a-zåäö0-9]+)+\b", "…", text.sv) for _, text in outcomes.values()]
    return len(said) > len(set(said))


def told() -> str:
    """The file: for each rule and outcome the shortest sentence that shows it."""
    found: dict[str, dict[str, tuple[Both, Both]]] = {}
    for finding, text in findings():
        of_rule = found.setdefault(finding.rule.id, {})
        kept = of_rule.get(finding.outcome)
        if is_clear(finding.outcome, text) and (kept is None or len(text.sv) < len(kept[1].sv)):
            of_rule[finding.outcome] = (finding.focus_label, text)
    content = {
        rule: {
            outcome: {"about": about.as_dict(), "says": _bare(text).as_dict()}
            for outcome, (about, text) in sorted(found[rule].items())
        }
        for rule in sorted(found)
        if found[rule] and not are_alike(found[rule])
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _bare(text: Both) -> Both:
    """The sentence without "in the list": the page says in which."""
    heads = IN_THE_LIST.fill(what="\0")
    return Both(
        *(
            said.removeprefix(head.split("\0")[0]).removesuffix(".")
            for said, head in zip(text, heads, strict=True)
        )
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    text = told()
    if parser.parse_args().check:
        if not file().is_file() or file().read_text(encoding="utf-8") != text:
            print(f"{file().name} is not what the rules say of the example lists; run make rule-examples")
            return 1
        return 0
    file().write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
