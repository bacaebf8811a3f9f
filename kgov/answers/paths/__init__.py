"""Ways upwards: the reporting chain of a body, and the way of a matter.

Nothing is bridged. Where the documents are silent, the silence is part of the answer. Steps are edges
ordered by their distance from the start; cycles and forks are walked once.
"""

from kgov.answers.paths.form import as_json
from kgov.answers.paths.matters import TYPES, Matters
from kgov.answers.paths.reporting import chain
from kgov.answers.paths.steps import Step, Upwards, Way, computed_gap, is_national
from kgov.answers.paths.towards import escalate

__all__ = [
    "TYPES",
    "Matters",
    "Step",
    "Upwards",
    "Way",
    "as_json",
    "chain",
    "computed_gap",
    "escalate",
    "is_national",
]
