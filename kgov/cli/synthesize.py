"""``kgov synthesize``: a country that does not exist, for trying things out and for measuring."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import BinaryIO

import click

from kgov.answers.questions import parse_date
from kgov.answers.wording import OUTCOME
from kgov.cli import options
from kgov.cli.output import as_csv, pick, say, tell
from kgov.cli.streaming import whole_files
from kgov.lists.synthetic import DAY, FAULTY, YEARS, Expected, Size, sized, write_country

_A_LONG_WAY = 1_000_000
_HEADINGS = [
    say("regel", "rule"),
    say("grupp", "body"),
    say("gäller", "concerns"),
    "period",
    say("utfall", "outcome"),
    "id",
]


class _Expectations:
    """The file of expected findings, written one by one: JSON if its name ends so, else CSV.

    Args:
        stream: where it goes; None for nowhere.
        as_json: which of the two.
    """

    def __init__(self, stream: BinaryIO | None, as_json: bool) -> None:
        self._stream = stream
        self._as_json = as_json
        self.count = 0
        if not as_json:
            self._write(as_csv(_HEADINGS, []))

    def add(self, expected: Expected) -> None:
        """Write one finding."""
        row = {**asdict(expected), "outcome": "violated", "id": expected.id}
        if self._as_json:
            self._write(("[\n  " if not self.count else ",\n  ") + json.dumps(row))
        else:
            self._write(
                as_csv([*asdict(expected).values(), pick(OUTCOME["violated"]), expected.id], []).lstrip(
                    "\ufeff"
                )
            )
        self.count += 1

    def end(self) -> None:
        """Write what ends the file."""
        if self._as_json:
            self._write("\n]\n" if self.count else "[]\n")

    def _write(self, text: str) -> None:
        if self._stream:
            self._stream.write(text.encode("utf-8"))


@contextmanager
def _progress(size: Size) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal where the end is known; elsewhere a line now and then."""
    if size.triples and sys.stderr.isatty():
        label = say("Skriver", "Writing")
        with click.progressbar(length=size.triples, label=label, file=sys.stderr) as bar:
            yield lambda triples: bar.update(triples - bar.pos)
        return
    told = 0

    def tell_now_and_then(triples: int) -> None:
        nonlocal told
        if triples - told >= _A_LONG_WAY:
            told = triples
            tell(say(f"{triples} tripplar skrivna", f"{triples} triples written"))

    yield tell_now_and_then


def _number(flag: str, sv: str, en: str, default: int | None = None) -> options.Decorator:
    return click.option(
        flag,
        type=int,
        default=default,
        show_default=default is not None,
        metavar=say("ANTAL", "NUMBER"),
        help=say(sv, en),
    )


@click.command(
    help=say(
        "Skriv underlag för ett påhittat land: regioner, sjukvårdsregioner och nationell nivå med grupper, ledamöter, "
        "möten och beslut under flera år, med inlagda fel. Samma frö ger samma fil. Formen är N-Triples.",
        "Write lists of an invented country: regions, healthcare regions and a national level with bodies, members, "
        "meetings and decisions over several years, with planted faults. The same seed gives the same file. "
        "The form is N-Triples.",
    )
)
@_number(
    "--regions",
    "Antal regioner, 1–21 (annars 21, eller så många som --triples räcker till).",
    "Number of regions, 1–21 (otherwise 21, or as many as --triples suffices for).",
)
@_number("--years", "Antal år, 1–20.", "Number of years, 1–20.", YEARS)
@_number("--seed", "Frö: ett annat tal ger ett annat land.", "Seed: another number gives another country.", 1)
@_number(
    "--triples",
    "Ungefär så många tripplar, 10 000 till 10 miljoner eller fler.",
    "About so many triples, 10 thousand to 10 million or more.",
)
@_number(
    "--faults",
    "Hur många av hundra grupper i regionerna som har ett inlagt fel, 0–100.",
    "How many of a hundred bodies in the regions have a planted fault, 0–100.",
    FAULTY,
)
@click.option(
    "--as-of",
    "as_of",
    default=DAY.isoformat(),
    show_default=True,
    metavar=say("DATUM", "DATE"),
    help=say(
        "Dagen som allt har hänt fram till (ÅÅÅÅ-MM-DD).",
        "The day up to which all has happened (YYYY-MM-DD).",
    ),
)
@click.option(
    "--expected",
    metavar=say("FIL", "FILE"),
    help=say(
        "Skriv de iakttagelser som felen ska ge, som CSV eller, om namnet slutar på .json, JSON.",
        "Write the findings that the faults must give, as CSV or, if the name ends in .json, JSON.",
    ),
)
@options.output_to()
@options.language()
def synthesize(
    regions: int | None,
    years: int,
    seed: int,
    triples: int | None,
    faults: int,
    as_of: str,
    expected: str | None,
    to: str | None,
) -> None:
    """A synthetic country."""
    size = sized(regions, years, seed, parse_date(as_of), triples, faults)
    with whole_files(to or "-", expected) as (stream, findings), _progress(size) as told:
        assert stream is not None
        expectations = _Expectations(findings, bool(expected and expected.endswith(".json")))
        written = write_country(size, stream, expectations.add, told)
        expectations.end()
        stream.flush()
    tell(_summary(size, written, expectations.count, to or say("FIL", "FILE")))


def _summary(size: Size, triples: int, findings: int, file: str) -> str:
    first = size.as_of.year - size.years + 1
    return say(
        f"Påhittade exempeldata: {triples} tripplar, {size.regions} regioner, {first}–{size.as_of.year}, {findings} väntade iakttagelser.\n"
        f"Pröva dem med kgov validate {file} --as-of {size.as_of}.",
        f"Invented example data: {triples} triples, {size.regions} regions, {first}–{size.as_of.year}, {findings} expected findings.\n"
        f"Check them with kgov validate {file} --as-of {size.as_of}.",
    )
