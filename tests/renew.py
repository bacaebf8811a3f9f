"""Rewrite the rows of question cases from what the default store answers, to be read in the diff.

    python tests/renew.py                 # all cases
    python tests/renew.py who-appoints    # the cases of one question
    python tests/renew.py view            # what the view queries say of tests/view/list.ttl
    python tests/renew.py accounts        # what the findings of the example workbooks say of them

A renewed row is a claim about the documents: read it against the statement before it is kept.
"""

from __future__ import annotations

import json
import sys

import test_accounts
import test_view
from test_questions import CASES, cell, path_of, question_of, term

from kgov import resources
from kgov.model.knowledge import Knowledge
from kgov.storage.query_text import catalogue
from kgov.storage.reading import read


def main() -> None:
    wanted = set(sys.argv[1:])
    for day in test_view.DAYS if wanted in ({"view"}, set()) else []:
        (test_view.FOLDER / f"{day}.txt").write_text(test_view.answer("memory", day), encoding="utf-8")
    if wanted in ({"accounts"}, set()):
        test_accounts.APPROVED.write_text(test_accounts.told(), encoding="utf-8")
    for case in sorted(CASES.glob("*.json")):
        if wanted and question_of(case) not in wanted:
            continue
        content = json.loads(case.read_text(encoding="utf-8"))
        query = catalogue()[question_of(case)]
        kinds = {parameter.name: parameter.kind for parameter in query.parameters}
        values = {
            name: [term(kinds[name], text) for text in given]
            for name, given in content.get("params", {}).items()
        }
        knowledge = Knowledge().need(*resources.PARTS)
        for name in content.get("lists", []):
            knowledge.add_list(read(path_of(name)))
        rows = [[cell(value) for value in row] for row in knowledge.select(query.fill(values)).rows]
        if rows != content["rows"]:
            head = ", ".join(
                f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
                for key, value in content.items()
                if key != "rows"
            )
            body = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
            opening = f"{{{head}, " if head else "{"
            case.write_text(f'{opening}"rows": [\n{body}\n]}}\n', encoding="utf-8")
            print(f"renewed {case.name}")


if __name__ == "__main__":
    main()
