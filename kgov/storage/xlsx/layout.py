"""Which part of a workbook is which: the sheets with their names, and what belongs to each."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from kgov.language import Both
from kgov.storage.xlsx.markup import damaged, local, walk

WORKBOOK = "xl/workbook.xml"


@dataclass
class Layout:
    """The sheet names by part, in the order of the workbook, and the sheet each other part belongs to."""

    sheets: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)

    def sheet_of(self, part: str) -> str | None:
        """The name of the sheet that a part is, or belongs to."""
        for _ in range(5):  # a comment to a drawing to a chart to its sheet, and no ring
            if part in self.sheets:
                return self.sheets[part]
            if part not in self.owners:
                return None
            part = self.owners[part]
        return None


def lay_out(parts: dict[str, bytes], name: str) -> Layout:
    """Read the list of sheets and what points to what.

    Raises:
        KgovError: the file is no workbook, or a sheet is missing.
    """
    if WORKBOOK not in parts:
        raise damaged(name, Both("den innehåller ingen arbetsbok", "it holds no workbook"))
    layout = Layout()
    targets: dict[str, dict[str, str]] = {}
    for part, data in parts.items():
        if part.endswith(".rels"):
            folder, file = posixpath.split(part)
            owner = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
            targets[owner] = _targets(data, owner, name)
            for target in targets[owner].values():
                if target not in (WORKBOOK, owner):
                    layout.owners.setdefault(target, owner)
    by_id = targets.get(WORKBOOK, {})
    for sheet, identifier in _sheets(parts[WORKBOOK], name):
        target = by_id.get(identifier, "")
        if target not in parts or target in layout.sheets:
            raise damaged(name, Both("ett blad saknas", "a sheet is missing"))
        layout.sheets[target] = sheet
    return layout


def _sheets(data: bytes, name: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            by_name = {local(key): value for key, value in attributes.items() if ":" in key}
            found.append((attributes.get("name", ""), by_name.get("id", "")))

    walk(data, name, start, lambda _: None, lambda _: None, plain=True)
    return found


def _targets(data: bytes, owner: str, name: str) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode", "") != "External":
            target = attributes.get("Target", "")
            path = posixpath.normpath(posixpath.join("/" + posixpath.dirname(owner), target))
            found[attributes.get("Id", "")] = path.lstrip("/")

    walk(data, name, start, lambda _: None, lambda _: None, plain=True)
    return found
