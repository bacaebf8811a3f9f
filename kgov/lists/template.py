"""Workbooks to fill in, made from the model: one for all bodies of an owner, or for a single body.

What the documents say stands in grey beside the cell and never in it, so that no rule is met by its own text.
What is recorded already is filled in, so that the same workbook is also the way to bring a list up to date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgov.language import Both, Lang, swedish_key
from kgov.lists.cells import SAID_NO, SAID_UNKNOWN, SAID_YES
from kgov.lists.exporting import Export, Filled, designation, to_export
from kgov.lists.headings import instruction, listed, reading
from kgov.lists.mapping import Column, Table, workbooks
from kgov.lists.sheets import ABOUT, EXPLANATION, REST
from kgov.lists.words import Words
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule
from kgov.namespaces import expand
from kgov.reasoning.shapes import Shapes
from kgov.storage.tables import Value
from kgov.storage.terms import Iri, Triple
from kgov.storage.workbook_writing import Heading, Page

#: Columns that stand on every sheet that has them, and sheets that have all their columns.
ALWAYS = {
    "from",
    "through",
    "date",
    "number",
    "mandate-from",
    "mandate-through",
    "decision",
    "by",
    "substitute",
    "acting",
}
SETTLING = {"supplements", "rulings", "versions"}
#: The headings of what has no column.
STATEMENT = (Both("subjekt", "subject"), Both("egenskap", "property"), Both("värde", "value"))
#: More choices than this are more than anybody scrolls through; then the name is typed.
OFFERED = 300
WIDTHS = {"date": 15, "yesno": 15, "integer": 10, "marker": 12, "sort": 16, "id": 24}


@dataclass(frozen=True)
class Wanted:
    """What a workbook is for.

    Args:
        owner: the region or healthcare region.
        body: a single body; all bodies of the owner where it is None.
        base: where the names of things in the workbook begin.
        language: the language of headings, explanations and cells.
    """

    owner: Iri
    body: Iri | None = None
    base: str = ""
    language: Lang = "sv"


def prefix_of(knowledge: Knowledge, owner: Iri) -> str:
    """What the short names of an owner's things begin with: ``orebro`` for Region Örebro län."""
    return knowledge.thing(owner).short.removeprefix("region-").split("-")[0]


def pages(
    knowledge: Knowledge, shapes: Shapes, wanted: Wanted, recorded: Iterable[Triple] = ()
) -> list[Page]:
    """The sheets of a workbook to fill in.

    Args:
        knowledge: the model, with the lists at hand.
        shapes: the rules, which say what each column decides.
        wanted: whose the workbook is.
        recorded: what is on record already.
    """
    return _Template(knowledge, shapes, wanted).pages(recorded)


class _Template:
    def __init__(self, knowledge: Knowledge, shapes: Shapes, wanted: Wanted) -> None:
        self.knowledge = knowledge.need("norm", "codes", "open", "rules")
        self.shapes = shapes
        self.wanted = wanted
        self.short = prefix_of(knowledge, wanted.owner)
        self.words = Words(knowledge, self.short, wanted.base, wanted.language)
        self.others = {prefix_of(knowledge, owner) for owner in self._owners()} - {self.short}
        self.bodies = [wanted.body] if wanted.body else self._bodies()
        self.rules = {rule.iri: rule for rule in knowledge.rules.values() if self._governs(rule)}

    def pages(self, recorded: Iterable[Triple]) -> list[Page]:
        export = to_export(recorded, self.knowledge, self.short, self.wanted.base, self.wanted.language)
        made = [self._about(export)]
        for filled in export.sheets:
            rows = [*filled.rows, *self._prefilled(filled.table, filled.rows)]
            columns = self._columns(filled)
            if rows or self.wanted.body is None or any(self._rules(filled.table, c) for c in columns):
                made.append(self._page(filled.table, columns, rows))
        if export.rest:
            headings = [Heading(self._say(text), width=60) for text in STATEMENT]
            made.append(Page(self._say(REST), headings, export.rest))
        return made

    def _say(self, text: Both) -> str:
        return text.pick(self.wanted.language)

    # ---- whose

    def _owners(self) -> set[Iri]:
        """The regions and healthcare regions that have bodies in the model."""
        found = {
            owner
            for body in self.words.members("body")
            for owner in self.knowledge.thing(body).iris("kg:hasOwner")
        }
        return found & self.words.members("owner")

    def _bodies(self) -> list[Iri]:
        """The bodies of the owner that the documents name or the lists have."""
        named = self.words.members("body") - self.knowledge.kinds
        mine = [iri for iri in {*named, *self.knowledge.registered} if self._is_body_of_owner(iri)]
        return sorted(mine, key=lambda iri: swedish_key(self.knowledge.thing(iri).label.sv))

    def _is_body_of_owner(self, iri: Iri) -> bool:
        thing = self.knowledge.thing(iri)
        kinds = self.words.members("body-kind") & thing.types
        owners = {owner for one in (iri, *kinds) for owner in self.knowledge.thing(one).iris("kg:hasOwner")}
        return self.wanted.owner in owners and bool(kinds or iri in self.words.members("body"))

    def _governs(self, rule: Rule) -> bool:
        """Whether a rule is about the bodies of the workbook; those on any list are about all."""
        if not rule.is_executable:
            return False
        governed = set(rule.iris("kg:governs"))
        if not governed:
            return True
        if self.wanted.body:
            return bool(governed & {self.wanted.body, *self.knowledge.kinds_of(self.wanted.body)})
        owned = {self.wanted.owner, *self.bodies}
        owners = (owner for iri in governed for owner in self.knowledge.thing(iri).iris("kg:hasOwner"))
        return bool(governed & owned) or self.wanted.owner in owners

    # ---- sheets

    def _columns(self, filled: Filled) -> list[Column]:
        """The columns that are of use here: those that tell rows apart, are filled in, or decide a rule."""
        table = filled.table
        used = {name for row in filled.rows for name in row}
        needed = {*table.key, table.named, *used, *ALWAYS}
        return [
            column
            for column in filled.columns
            if column.name in needed or column.steers or table.name in SETTLING or self._rules(table, column)
        ]

    def _rules(self, table: Table, column: Column) -> list[Rule]:
        return reading(self.shapes, self.rules, table, column)

    def _page(self, table: Table, columns: list[Column], rows: list[dict[str, Value]]) -> Page:
        headings = [self._heading(table, column) for column in columns]
        cells = [[row.get(column.name) for column in columns] for row in rows]
        frozen = 1 if columns[0].values != "sort" else 2
        return Page(
            self._say(table.titles),
            headings,
            cells,
            frozen=frozen,
        )

    def _heading(self, table: Table, column: Column) -> Heading:
        note = self._say(instruction(column))
        if column.values == "id":
            note = f"{EXPLANATION} {note}"
        rules = self._rules(table, column)
        if rules:
            note += (" Regler: " if self.wanted.language == "sv" else " Rules: ") + listed(rules)
        return Heading(
            self._say(column.titles),
            note.strip(),
            WIDTHS.get(column.values, 30 if column.name in ("name", "person", "body", "seat") else 22),
            self._choices(table, column),
            several=column.many,
            dated=column.values == "date",
            given=column.is_given,
        )

    def _choices(self, table: Table, column: Column) -> tuple[str, ...]:
        if column.values in ("yesno", "marker"):
            return tuple(self._say(text) for text in (SAID_YES, SAID_NO, SAID_UNKNOWN))
        if column.values == "sort":
            return tuple(self._say(sort.titles) for sort in table.sorts)
        if column.is_given or column.values in ("id", "date", "integer") or column.values.startswith("text"):
            return ()
        choices = [
            choice
            for choice in self.words.choices(column.values)
            if not self._is_of_another(choice, column.values)
        ]
        return tuple(sorted(choices, key=swedish_key)) if len(choices) <= OFFERED else ()

    def _is_of_another(self, choice: str, range_: str) -> bool:
        """Whether a choice belongs to another owner; it may be written all the same."""
        short = self.knowledge.thing(self.words.meant(choice, range_)).short
        return short.split("-")[0] in self.others

    def _prefilled(self, table: Table, rows: list[dict[str, Value]]) -> list[dict[str, Value]]:
        """Rows that wait for an answer: the bodies, their seats, and whether everything of theirs is there."""
        if table.name == "bodies":
            recorded = {row.get("id") for row in rows}
            offered = [body for body in self.bodies if designation(body, self.wanted.base) not in recorded]
            return [{"name": self.words.shown(body, "anyone")} for body in offered]
        if table.name == "completeness":
            asked = {(row.get("body"), row.get("aspect")) for row in rows}
            return [row for row in self._questions() if (row["body"], row["aspect"]) not in asked]
        if table.name == "seats":
            taken = {row.get("seat") for row in rows}
            return [row for row in self._seats() if row["seat"] not in taken]
        return []

    def _questions(self) -> list[dict[str, Value]]:
        found: list[dict[str, Value]] = []
        for body in [*self.bodies, *([] if self.wanted.body else [self.wanted.owner])]:
            kinds = {body, *self.knowledge.kinds_of(body)}
            needed = {
                aspect
                for rule in self.rules.values()
                if kinds & set(rule.iris("kg:governs"))
                for aspect in rule.iris("kg:needsComplete")
            }
            for aspect in sorted(needed):
                name, what = self.words.shown(body, "body-or-owner"), self.words.shown(aspect, "code:aspects")
                found.append({"body": name, "aspect": what})
        return found

    def _seats(self) -> list[dict[str, Value]]:
        found: list[dict[str, Value]] = []
        table = workbooks().table("seats")
        for seat in self.knowledge.seats.values():
            if not set(seat.bodies) & set(self.bodies):
                continue
            row: dict[str, Value] = {"seat": self.words.shown(seat.iri, "seat")}
            for column in table.columns:
                if column.is_given:
                    row[column.name] = self._norm(seat.iri, column.values.removeprefix("norm:"))
            found.append(row)
        return found

    def _norm(self, seat: Iri, what: str) -> str:
        """What the documents say of a seat: a property of it, or where links of a kind lead."""
        if what.startswith("kgc:"):
            kind = expand(what)
            ends = [
                link.end for link in self.knowledge.links.values() if link.start == seat and link.kind == kind
            ]
        else:
            ends = self.knowledge.seats[seat].all(what)  # type: ignore[assignment]
        names = [
            self._say(self.knowledge.thing(end).label) if isinstance(end, Iri) else str(end) for end in ends
        ]
        return "; ".join(dict.fromkeys(names))

    def _about(self, export: Export) -> Page:
        owner = self._say(self.knowledge.thing(self.wanted.owner).label)
        whom = self._say(self.knowledge.thing(self.wanted.body).label) if self.wanted.body else owner
        lines: list[list[Value]] = [[self._say(Both(f"Underlag för {whom}", f"Records of {whom}"))], []]
        lines += [[self._say(HOW) if line is GUIDE[0] else None, self._say(line)] for line in GUIDE]
        lines.append([])
        lines += [[self._say(table.titles), self._say(table.about)] for table in workbooks().tables]
        lines.append([])
        lines += [[self._say(title), value] for title, value in export.about]
        return Page(self._say(ABOUT), rows=lines, widths=(34, 110), title=True)


HOW = Both("Så här gör ni", "How to fill it in")
GUIDE = (
    Both(
        "Fyll i det ni vet och lämna resten tomt. Tomt betyder okänt, aldrig nej.",
        "Fill in what you know and leave the rest empty. Empty means unknown, never no.",
    ),
    Both(
        "Det grå är vad dokumentet säger. Det hjälper er att fylla i, och läses inte in.",
        "What is grey is what the document says. It helps you to fill in, and is not read.",
    ),
    Both(
        "Skriv namn så som ni brukar. Det som inte känns igen visas med sin cell, och ingenting läses då in.",
        "Write names as you usually do. What is not recognised is shown with its cell, and nothing is then read.",
    ),
    Both(
        "Skriv inga personnummer någonstans, inte heller i kommentarer.",
        "Never write personal identity numbers anywhere, comments included.",
    ),
)
