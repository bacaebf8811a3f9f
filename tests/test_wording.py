"""Words that a reader meets: every outcome, reason and column has a name in both languages."""

from __future__ import annotations

from kgov.answers.findings import OUTCOMES
from kgov.answers.wording import COLUMNS, OUTCOME, REASON
from kgov.model.knowledge import Knowledge
from kgov.namespaces import local_name
from kgov.storage.query_text import catalogue


def test_every_column_of_the_catalogue_has_a_heading() -> None:
    used = {column.removesuffix("Name") for query in catalogue().values() for column in query.columns}
    assert used <= set(COLUMNS)
    assert set(COLUMNS) <= used, "a heading that no question uses"


def test_outcomes_are_worded_as_the_code_list_says(model: Knowledge) -> None:
    labels = {
        local_name(iri).removeprefix("outcome-"): thing.label
        for iri, thing in model.concepts.items()
        if local_name(iri).startswith("outcome-")
    }
    assert labels == {outcome: OUTCOME[outcome] for outcome in OUTCOMES}


def test_reasons_are_those_of_the_code_list(model: Knowledge) -> None:
    codes = {local_name(iri).removeprefix("reason-") for iri in model.concepts if "/reason-" in iri}
    assert codes == set(REASON)
