"""Which cells of a workbook a finding points at."""

from __future__ import annotations

from datetime import date

from books import BASE, Rows, book

from kgov.answers.findings import Finding
from kgov.answers.validation import Judge
from kgov.lists.importing import to_source
from kgov.lists.origin import Origin
from kgov.model.knowledge import Knowledge

GROUPS: Rows = [["Grupp", "Slag av grupp"], ["Medicinsk grupp Exempel", "medicinsk grupp (Kronoberg)"]]
MEMBERS: Rows = [["Person", "Grupp", "Roll"], [1, "Medicinsk grupp Exempel", "ledamot"]]
#: Column B says who called; on the sheet of persons column B says whether somebody is a manager.
MEETINGS: Rows = [["Grupp", "Sammankallat av"], ["Medicinsk grupp Exempel", "Exempelperson"]]


def cells(rule: str, manager: str | None) -> list[tuple[str, str | None, int | None, str | None]]:
    """Outcome, sheet, row and column of each place that the finding of a rule names."""
    persons: Rows = [["Löpnummer eller HSA-id", "Chefsbefattning", "Namn"], [1, manager, "Exempelperson"]]
    workbook = book(Grupper=GROUPS, Personer=persons, Ledamöter=MEMBERS, Möten=MEETINGS)
    knowledge = Knowledge().need("norm", "codes")
    knowledge.add_list(to_source(workbook, knowledge, Origin("kronoberg", BASE)))
    report = Judge(knowledge, date(2026, 11, 22)).run()
    found: list[Finding] = [one for one in report.findings if one.rule.id == rule]
    return [(one.outcome, e.sheet, e.row, e.column) for one in found for e in one.evidence]


def test_what_is_missing_is_an_empty_cell_also_where_another_sheet_names_the_thing_in_that_column() -> None:
    assert cells("KR-12b", None) == [("missing", "Personer", 2, "B")]


def test_a_breach_is_a_filled_cell() -> None:
    assert ("violated", "Personer", 2, "B") in cells("KR-12b", "Ja")
