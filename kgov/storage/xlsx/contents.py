"""One pass over every part of a workbook: its cells are checked, and all other text is searched.

A personal number can stand where no reader of cells looks: in a comment, a text box, a header, a list of
choices, a defined name, the document's properties, or a copy of values kept for a pivot table.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.personal_numbers import has_personal_number
from kgov.storage.tables import sheet_place
from kgov.storage.xlsx.layout import WORKBOOK, Layout
from kgov.storage.xlsx.markup import damaged, walk
from kgov.storage.xlsx.sheet_check import Area, Budget, SheetCheck, Trouble

STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
#: Tags within a run of text; any other tag ends it.
_RUNS = frozenset(
    [
        "t",
        "r",
        "rPr",
        "b",
        "i",
        "u",
        "sz",
        "color",
        "rFont",
        "font",
        "family",
        "scheme",
        "charset",
        "vertAlign",
        "strike",
        "latin",
        "ea",
        "cs",
        "sym",
        "fld",
        "solidFill",
        "srgbClr",
        "schemeClr",
        "phoneticPr",
    ]
)
_HEADERS = frozenset(["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"])
_PARTS: tuple[tuple[str, Both], ...] = (
    ("docprops/", Both("dokumentets egenskaper (Arkiv – Info)", "the document's properties (File – Info)")),
    ("xl/persons/", Both("uppgifter om den som kommenterat", "details of a person who commented")),
    ("xl/tables/", Both("en tabells rubriker", "the headings of a table")),
    ("xl/pivot", Both("en pivottabell", "a pivot table")),
    ("xl/externallinks/", Both("värden ur en annan arbetsbok", "values from another workbook")),
    ("xl/charts/", Both("ett diagram", "a chart")),
    ("xl/drawings/", Both("en textruta eller figur", "a text box or shape")),
    (WORKBOOK, Both("arbetsbokens namn och inställningar", "names and settings of the workbook")),
    ("xl/worksheets/", Both("bladets inställningar", "the settings of the sheet")),
)


@dataclass
class Contents:
    """What the pass found: places of personal numbers outside cells, and what the cells must be held against."""

    places: list[Both] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    negative: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    merged: dict[str, list[Area]] = field(default_factory=dict)


def examine(parts: dict[str, bytes], layout: Layout, name: str) -> Contents:
    """Check the cells of all sheets and search all other text for personal numbers.

    Args:
        parts: the parts of the workbook.
        layout: which part is which.
        name: the file as the user named it.

    Returns:
        The places found. ``stray`` holds texts with a personal number from the list of shared texts, of
        which the cells must tell where they stand.

    Raises:
        KgovError: a part cannot be read, a cell holds a formula or an error, or there is too much.
    """
    contents = Contents()
    budget = Budget()
    strings: list[int] = []
    if STRINGS in parts:
        _strings(parts[STRINGS], name, strings, contents.stray, budget)
    trouble = Trouble()
    for part, data in parts.items():
        if part == STRINGS:
            continue
        search = _Search(name, part, layout, budget, contents.places)
        if has_personal_number(part):
            contents.places.append(Both(f"{name}, namnet på en del", f"{name}, the name of a part"))
        if part.startswith("xl/worksheets/") or part in layout.sheets:
            sheet = layout.sheets.get(part)
            if sheet is not None:
                check = SheetCheck(name, sheet, strings, budget, trouble)
                reader = _Cells(name, check, search)
                walk(data, name, reader.start, reader.end, reader.text, plain=True)
                contents.negative[sheet], contents.merged[sheet] = check.negative, check.merged
                continue
        _search(data, part, name, search)
    trouble.settle()
    contents.places = list(dict.fromkeys(contents.places))
    return contents


def _search(data: bytes, part: str, name: str, search: _Search) -> None:
    try:
        walk(data, name, search.start, search.end, search.text, plain=part in (WORKBOOK, STYLES))
    except KgovError:
        if not part.lower().endswith(".vml"):
            raise
        search.try_text(data.decode("utf-8", "replace"))  # Excel's drawings of notes are not always XML


def _strings(data: bytes, name: str, lengths: list[int], stray: list[str], budget: Budget) -> None:
    pieces: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        budget.tag(name)
        if tag == "si":
            pieces.clear()

    def end(tag: str) -> None:
        if tag == "si":
            text = "".join(pieces)
            pieces.clear()
            lengths.append(len(text))
            if has_personal_number(text):
                stray.append(text)

    walk(data, name, start, end, pieces.append, plain=True)


class _Search:
    """Gathers runs of text and attributes of one part, and notes the place where a personal number stands."""

    def __init__(self, name: str, part: str, layout: Layout, budget: Budget, places: list[Both]) -> None:
        self._name, self._part, self._budget, self._places = name, part, budget, places
        self._sheet = layout.sheet_of(part)
        self._pieces: list[str] = []
        self._about = next(
            (label for prefix, label in _PARTS if part.casefold().startswith(prefix)),
            Both("en del av arbetsboken som inte syns", "a part of the workbook that does not show"),
        )
        # Copies of cells stand without their headings, so ten bare digits may be a telephone number.
        self._context = "telefon" if part.startswith(("xl/pivot", "xl/externalLinks")) else ""
        self._spot = self._about

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag begins."""
        self._budget.tag(self._name)
        if tag in ("comment", "threadedComment"):
            cell = attributes.get("ref", "")
            self._spot = Both(f"kommentar till cell {cell}", f"comment on cell {cell}")
        elif tag in _HEADERS:
            self._spot = Both("sidhuvud eller sidfot", "header or footer")
        elif tag == "dataValidation":
            cells = attributes.get("sqref", "")[:40]
            self._spot = Both(
                f"listval eller hjälptext för cell {cells}", f"choices or help text of cell {cells}"
            )
        elif tag == "hyperlink":
            cell = attributes.get("ref", "")[:40]
            self._spot = Both(f"länk i cell {cell}", f"link in cell {cell}")
        elif tag == "definedName":
            self._spot = Both("ett definierat namn", "a defined name")
        for value in attributes.values():
            if len(value) > 9:
                self.try_text(value)
        if tag not in _RUNS:
            self._flush()

    def end(self, tag: str) -> None:
        """A tag ends."""
        if tag not in _RUNS:
            self._flush()
        if tag in ("dataValidation", "hyperlink", "definedName") or tag in _HEADERS:
            self._spot = self._about

    def text(self, text: str) -> None:
        """A piece of text."""
        self._pieces.append(text)

    def try_text(self, text: str) -> None:
        """Note the place if a personal number stands in the text."""
        self._budget.spend(len(text), self._name)
        if has_personal_number(text, self._context):
            place = sheet_place(self._name, self._sheet) if self._sheet else Both(self._name, self._name)
            self._places.append(Both(f"{place.sv}, {self._spot.sv}", f"{place.en}, {self._spot.en}"))

    def _flush(self) -> None:
        if self._pieces:
            text = "".join(self._pieces)
            self._pieces.clear()
            if len(text) > 9:
                self.try_text(text)


class _Cells:
    """Tells the check of a sheet what goes by between the tags of its data, and the search the rest."""

    def __init__(self, name: str, check: SheetCheck, search: _Search) -> None:
        self._name, self._check, self._search = name, check, search
        self._inside = ""
        self._seen = False
        self._pieces: list[str] = []
        self._value = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag begins."""
        if not self._inside:
            if tag == "sheetData":
                if self._seen:
                    raise self._damaged()
                self._seen, self._inside = True, "data"
            elif tag in ("row", "c"):
                raise self._damaged()
            elif tag == "mergeCell":
                self._check.merge(attributes)
            self._search.start(tag, attributes)
            return
        self._check.budget.tag(self._name)
        if tag == "c":
            self._step("data", "cell")
            self._check.cell(attributes)
        elif tag in ("v", "is"):
            self._step("cell", "value")
            self._check.value()
            self._value = tag
            self._pieces.clear()
        elif tag == "row":
            self._step("data", "data")
            self._check.row(attributes)
        elif tag == "f":
            self._step("cell", "cell")
            self._check.formula()

    def end(self, tag: str) -> None:
        """A tag ends."""
        if not self._inside:
            self._search.end(tag)
        elif tag == self._value and self._inside == "value":
            self._check.text("".join(self._pieces))
            self._inside = "cell"
        elif tag == "c":
            self._inside = "data"
        elif tag == "sheetData":
            self._inside = ""

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._inside == "value":
            self._pieces.append(text)
        else:
            self._search.text(text)

    def _step(self, before: str, after: str) -> None:
        if self._inside != before:
            raise self._damaged()
        self._inside = after

    def _damaged(self) -> KgovError:
        return damaged(
            self._name,
            Both("cellerna står inte som Excel skriver dem", "the cells are not as Excel writes them"),
        )
