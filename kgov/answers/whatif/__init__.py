"""What if: a change of the record tried on a copy, and what would follow from it.

The change is made on the triples of the lists, never on files. The record is judged without it and with it on
the same day; what differs is the answer.
"""

from kgov.answers.whatif.answer import Answer, whatif
from kgov.answers.whatif.changes import Change, Close, Merge, Remove, Rename, Vacate, apply
from kgov.answers.whatif.form import as_json, own_places
from kgov.answers.whatif.losses import Loss, said
from kgov.answers.whatif.naming import body_named, body_there, person_named, seat_named
from kgov.answers.whatif.outcomes import Shift
from kgov.answers.whatif.record import Places, Record
from kgov.answers.whatif.sentence import name_of, summary
from kgov.answers.whatif.silence import Silence

__all__ = [
    "Answer",
    "Change",
    "Close",
    "Loss",
    "Merge",
    "Places",
    "Record",
    "Remove",
    "Rename",
    "Shift",
    "Silence",
    "Vacate",
    "apply",
    "as_json",
    "body_named",
    "body_there",
    "name_of",
    "own_places",
    "person_named",
    "said",
    "seat_named",
    "summary",
    "whatif",
]
