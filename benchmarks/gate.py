"""Are the engines equal on lists with much amiss? Nothing is timed where they are not.

    python benchmarks/gate.py              # 20 random lists
    python benchmarks/gate.py --sets 100

Each list is an example list of which some entries are left out and others told of something else, at random. The fast
engine and pySHACL are given the same view and the same shapes, and must agree at every place in all six outcomes.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kgov.answers.validation import Judge, axioms, published_shapes  # noqa: E402
from kgov.model.knowledge import Knowledge  # noqa: E402
from kgov.reasoning import shacl  # noqa: E402
from kgov.storage.reading import read  # noqa: E402
from kgov.storage.source import Source  # noqa: E402
from kgov.storage.terms import Term, Triple  # noqa: E402

DAY = date(2026, 11, 22)
PARTS = ("norm", "open", "codes", "rules", "ontology")
SETS = 20
#: How many of a hundred entries are left out, and how many get the value of another.
LEFT_OUT, EXCHANGED = 15, 15
#: What stays as it is: what things are and are called, and what a list is complete in.
KEPT = ("type", "label", "isCompleteFor", "hasAspect")


def random_list(path: Path, seed: int) -> Source:
    """An example list with much amiss; the same for the same seed."""
    chance = random.Random(seed)
    source = read(str(path))
    values: dict[str, list[Term]] = {}
    for _, predicate, value in source.triples:
        values.setdefault(predicate, []).append(value)
    spoilt: list[Triple] = []
    for subject, predicate, value in source.triples:
        fate = 100.0 if predicate.endswith(KEPT) else 100 * chance.random()
        if fate >= LEFT_OUT:
            taken = chance.choice(values[predicate]) if fate < LEFT_OUT + EXCHANGED else value
            spoilt.append((subject, predicate, taken))  # type: ignore[arg-type]
    return replace(source, triples=spoilt)


def equal_on(number: int) -> tuple[int, int]:
    """Hold the engines against each other on so many lists.

    Returns:
        How many violations they found, and at how many places they agreed.
    """
    lists = sorted((ROOT / "data" / "examples").glob("*.ttl"))
    violated = places = 0
    for seed in range(number):
        model = Knowledge().need(*PARTS)
        path = lists[seed % len(lists)]
        model.add_list(random_list(path, seed))
        view = Judge(model, DAY).data
        ours, theirs = (
            shacl.judge(view, published_shapes(), axioms(), engine=name) for name in ("fast", "pyshacl")
        )
        if ours.holds != theirs.holds or ours.violated != theirs.violated:
            sys.exit(f"the engines differ on {path.name} spoilt with seed {seed}: nothing is timed")
        violated += len(ours.violated)
        places += len(ours.holds)
    return violated, places


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", type=int, default=SETS, metavar="N")
    options = parser.parse_args()
    violated, places = equal_on(options.sets)
    print(f"equal on {options.sets} random lists: {violated:,d} violations, {places:,d} places")


if __name__ == "__main__":
    main()
