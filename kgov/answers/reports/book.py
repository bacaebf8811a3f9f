"""The report as a workbook: one row a group, the findings, what could not be judged, and what it rests on."""

from __future__ import annotations

from collections import Counter

from kgov import __version__
from kgov.answers.findings import OUTCOMES, Finding, Report
from kgov.answers.reports import sentences
from kgov.answers.reports.places import places
from kgov.answers.reports.seats import Seats, with_findings
from kgov.answers.reports.settling import settling
from kgov.answers.wording import CONFORMITY, OUTCOME, REASON, strength_of
from kgov.language import Both, Lang, capital
from kgov.model.knowledge import Knowledge
from kgov.storage.tables import Value
from kgov.storage.workbook_writing import Heading, Page, workbook_bytes

TITLE = Both("Underlag prövat mot uppdragsdokumenten", "Lists checked against the assignment documents")
BODY, RULE, STRENGTH = Both("Grupp", "Body"), Both("Regel", "Rule"), Both("Styrka", "Strength")
CONCERNS, OUTCOME_HEAD = Both("Gäller", "Concerns"), Both("Utfall", "Outcome")
PLACES, DOCUMENT = Both("Finns i", "Found in"), Both("Dokument och avsnitt", "Document and section")


def as_book(knowledge: Knowledge, report: Report, lang: Lang, everything: bool = False) -> bytes:
    """The report as the bytes of an XLSX file.

    Args:
        knowledge: the model with the lists at hand.
        report: what was judged.
        lang: the language of the workbook.
        everything: also what is met, pending or not applicable.
    """
    writer = _Writer(knowledge, report, lang, everything)
    sheets = [
        writer.groups(),
        writer.seats(),
        writer.findings(),
        writer.not_judged(),
        writer.questions(),
        writer.ground(),
    ]
    return workbook_bytes([sheet for sheet in sheets if sheet.rows], TITLE.pick(lang), report.as_of)


class _Writer:
    """The sheets of one report in one language."""

    def __init__(self, knowledge: Knowledge, report: Report, lang: Lang, everything: bool) -> None:
        self.knowledge = knowledge
        self.report = report
        self.lang = lang
        self.shown = report.shown(everything)

    def groups(self) -> Page:
        """One row a group, with the count of each outcome and the gravest of them."""
        headings = [BODY, *(capital(OUTCOME[name]) for name in OUTCOMES), Both("Samlat", "As a whole")]
        rows: list[list[Value]] = []
        for body, findings in self.report.by_body.items():
            counted = Counter(finding.outcome for finding in findings)
            name = self._pick(self.knowledge.thing(body).label)
            whole = self._pick(OUTCOME[self.report.of_body(body)])
            rows.append([name, *(counted[outcome] for outcome in OUTCOMES), whole])
        return self._sheet(Both("Grupper", "Bodies"), headings, rows, [46, *[14] * 6, 18])

    def seats(self) -> Page:
        """One row a seat, where the rules judge single seats."""
        headings = [
            BODY,
            Both("Plats", "Seat"),
            Both("Läge", "State"),
            Both("Utses av", "Appointed by"),
            RULE,
        ]
        table = Seats(self.knowledge, self.report)
        rows: list[list[Value]] = []
        for body in self.report.bodies:
            lines = table.table(body)
            if self.report.known:
                lines = with_findings(lines, self.report.shown())
            for line in lines:
                rules = ", ".join(dict.fromkeys(finding.rule.id for finding in line.findings))
                said = (self.knowledge.thing(body).label, line.label, line.said, line.appointed_by)
                rows.append([*map(self._pick, said), rules])
        return self._sheet(Both("Platser", "Seats"), headings, rows, [40, 42, 42, 34, 18])

    def findings(self) -> Page:
        """One row a finding."""
        headings = [
            *(BODY, RULE, OUTCOME_HEAD, STRENGTH, CONCERNS),
            *(Both("Iakttagelse", "Finding"), Both("Åtgärd", "Remedy"), PLACES, DOCUMENT, Both("Id", "Id")),
        ]
        rows = [self._finding(finding) for finding in self.shown if finding.outcome != "missing"]
        name = Both("Iakttagelser", "Findings")
        return self._sheet(name, headings, rows, [28, 9, 16, 10, 28, 46, 46, 30, 34, 18])

    def not_judged(self) -> Page:
        """What is missing and why, and what would make the rule met."""
        headings = [
            *(BODY, RULE, STRENGTH, CONCERNS, Both("Orsak", "Reason"), Both("Uppfylld när", "Met when")),
            *(Both("Åtgärd", "Remedy"), PLACES, DOCUMENT, Both("Id", "Id")),
        ]
        rows: list[list[Value]] = []
        for finding in self.shown:
            if finding.outcome == "missing":
                said = (
                    *(strength_of(finding.rule), finding.focus_label),
                    *(REASON[finding.reason or "value-absent"], finding.rule.text("kg:isSatisfiedWhen")),
                    sentences.remedy(self.knowledge, finding),
                )
                body = self._pick(self.knowledge.thing(finding.body).label)
                rows.append([body, finding.rule.id, *map(self._pick, said), *self._tail(finding)])
        name = Both("Kunde inte bedömas", "Could not be judged")
        return self._sheet(name, headings, rows, [28, 9, 10, 28, 24, 46, 36, 30, 34, 18])

    def questions(self) -> Page:
        """The few answers that would settle most."""
        headings = [Both("Fråga", "Question"), Both("Väntar på svaret", "Wait for the answer")]
        found = settling(self.knowledge, self.report, self.report.shown())
        rows: list[list[Value]] = [[self._pick(q.text), len(q.findings)] for q in found.questions]
        if rows:
            rows.append([self._pick(found.said), None])
        name = Both("Svar som avgör mest", "Answers that settle most")
        return self._sheet(name, headings, rows, [110, 18])

    def ground(self) -> Page:
        """What the report rests on, so that it can be made again."""
        report = self.report
        said = CONFORMITY.fill(day=report.as_of.isoformat(), model=report.hashes["model"][:12])
        rows: list[list[Value]] = [
            [self._pick(Both("Läget den", "As of")), report.as_of],
            ["kgov", __version__],
        ]
        rows += [[name, f"sha256 {digest}"] for name, digest in report.hashes.items()]
        rows.append([self._pick(Both("Att veta", "To know")), self._pick(said)])
        if report.known:
            left_out = Both("Kända sedan tidigare, visas inte", "Known from before, not shown")
            rows.append([self._pick(left_out), report.left_out])
        headings = [Both("Vad", "What"), Both("Uppgift", "Entry")]
        return self._sheet(Both("Så togs rapporten fram", "How it was made"), headings, rows, [44, 80])

    def _finding(self, finding: Finding) -> list[Value]:
        said = sentences.sentence(finding)
        if finding.outcome == "unclear":
            asked = sentences.questions(self.knowledge, finding)
            more = [Both(f"{name}: {text.sv}", f"{name}: {text.en}") for name, text in asked]
            more.append(sentences.settled_by(self.knowledge, finding.rule))
            said = Both("\n".join(t.sv for t in (said, *more)), "\n".join(t.en for t in (said, *more)))
        words = (OUTCOME[finding.outcome], strength_of(finding.rule), finding.focus_label, said)
        body = self._pick(self.knowledge.thing(finding.body).label)
        row = [
            body,
            finding.rule.id,
            *map(self._pick, words),
            self._pick(sentences.remedy(self.knowledge, finding)),
        ]
        return [*row, *self._tail(finding)]

    def _tail(self, finding: Finding) -> list[Value]:
        """Places, source and fingerprint."""
        where = "\n".join(map(self._pick, places(finding.evidence)))
        source = sentences.source(self.knowledge, finding.rule)
        return [where, self._pick(source), finding.id]

    def _sheet(self, name: Both, headings: list[Both], rows: list[list[Value]], widths: list[int]) -> Page:
        heads = [Heading(self._pick(text), width=width) for text, width in zip(headings, widths, strict=True)]
        return Page(self._pick(name), heads, rows)

    def _pick(self, text: Both) -> str:
        return text.pick(self.lang)
