"""Workbooks as CSV files that a Swedish Excel opens, with a description of their columns by CSVW."""

from __future__ import annotations

import csv
import datetime
import io
import json

from kgov.lists.words import folded
from kgov.storage.tables import Value
from kgov.storage.workbook_writing import Page

#: How our columns are typed in the terms of CSVW.
DATE = {"base": "date", "format": "yyyy-MM-dd"}


def csv_files(pages: list[Page]) -> dict[str, str]:
    """A CSV file for each sheet, by file name, and the description of them all.

    Args:
        pages: the sheets; their explanations go into the description.
    """
    files = {f"{_stem(page.name)}.csv": _csv(page) for page in pages}
    files["csv-metadata.json"] = _metadata([page for page in pages if page.headings])
    return files


def _stem(name: str) -> str:
    return name.replace(" ", "-")


def _csv(page: Page) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    if page.headings:
        writer.writerow([heading.text for heading in page.headings])
    for row in page.rows:
        writer.writerow([_cell(value) for value in row])
    return "\ufeff" + out.getvalue()


def _cell(value: Value) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None else str(value)


def _metadata(pages: list[Page]) -> str:
    tables = [
        {
            "url": f"{_stem(page.name)}.csv",
            "tableSchema": {
                "columns": [
                    {
                        "name": folded(heading.text).replace(" ", "_"),
                        "titles": heading.text,
                        **({"dc:description": heading.note} if heading.note else {}),
                        **({"datatype": DATE} if heading.dated else {}),
                        **({"separator": ";"} if heading.several else {}),
                    }
                    for heading in page.headings
                ]
            },
        }
        for page in pages
    ]
    dialect = {"delimiter": ";", "encoding": "utf-8", "header": True}
    whole = {"@context": "http://www.w3.org/ns/csvw", "dialect": dialect, "tables": tables}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
