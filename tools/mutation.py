"""Are the rule tests sharp? Break one thing at a time, and see whether a test falls.

    python tools/mutation.py                 # everything; some minutes on every core
    python tools/mutation.py --only KR-13    # what has this in its name; a pattern
    python tools/mutation.py --list          # the names alone

Three sorts of break: a rule is taken away; a helper shape is emptied, so that it always holds; a line of a view
query is taken away. Each break is made in a copy of the folder, and the rule tests that can notice it run on the
copy in a process of their own until one falls. A break that no test notices is a survivor, and is named.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest
from recorded_runs import Recorder, forget

from kgov import resources
from kgov.errors import KgovError
from kgov.namespaces import expand
from kgov.storage.memory import MemoryStore

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("ontology", "shapes", "data", "queries", "tables")
#: Tests that look at the files or at the command line, and not at what the rules say.
OTHERS = {"test_form.py", "test_engines.py", "test_reports.py", "test_choice_of_engine.py"}
FALLEN, SURVIVED, UNREADABLE, STUCK = "fallen", "survived", "unreadable", "stuck"
#: How a process that ran the tests ends: pytest's own codes for all passed, and for one that fell.
PASSED, FAILED = 0, 1
TIME_LIMIT = 600
#: The tests of the view alone, which notice most breaks of its lines.
VIEW_TESTS = [
    f"{ROOT}/tests/test_view.py::test_nothing_is_registered_without_a_list",
    *(
        f"{ROOT}/tests/test_view.py::test_view[memory-{path.stem}]"
        for path in sorted((ROOT / "tests" / "view").glob("*.txt"))
    ),
]


@dataclass(frozen=True)
class Break:
    """One thing taken away: its sort and name, the file, and the text of the file without it."""

    sort: str
    name: str
    path: Path
    text: str


def blocks(text: str) -> list[tuple[str, int, int]]:
    """The blocks of a Turtle file of ours: the name that opens each, and where it begins and ends."""
    heads = list(re.finditer(r"^kgr:(\S+) a ([^;]*);", text, re.MULTILINE))
    return [(head[1], head.start(), text.index(" .\n", head.end()) + 3) for head in heads]


def shape_breaks() -> Iterator[Break]:
    for path in sorted((ROOT / "shapes").glob("*/*.ttl")):
        text = path.read_text(encoding="utf-8")
        for name, start, end in blocks(text):
            block = text[start:end]
            if "kg:isMetWhen" in block:
                yield Break("rule", name, path, text[:start] + text[end:])
            elif "kg:Rule" not in block and name != "always":
                empty = f"kgr:{name} a sh:NodeShape ;\n    sh:severity sh:Info .\n"
                yield Break("helper", name, path, text[:start] + empty + text[end:])


def line_breaks() -> Iterator[Break]:
    for path in sorted((ROOT / "queries" / "view").glob("*.rq")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for number, line in enumerate(lines):
            if line.strip() and not line.startswith("#"):
                kept = "".join(lines[:number] + lines[number + 1 :])
                yield Break("line", f"{path.stem}:{number + 1}", path, kept)


def overlay(broken: Break, folder: Path) -> None:
    """The folders of the model with the break in its place; what is whole is linked."""
    top = broken.path.relative_to(ROOT).parts[0]
    for part in PARTS:
        if part == top:
            shutil.copytree(ROOT / part, folder / part)
        else:
            (folder / part).symlink_to(ROOT / part)
    (folder / broken.path.relative_to(ROOT)).write_text(broken.text, encoding="utf-8")


def run_tests(tests: list[str], *plugins: object) -> int:
    """Run tests in this process until one falls; ends as pytest ends."""
    quiet = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header"]
    settings = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return int(pytest.main([*quiet, *settings, *tests], plugins=plugins))


def run_on(folder: Path, broken: Break, modules: list[str], recorder: Recorder) -> int:
    """Run the tests that can notice, the likeliest first; the model lies in the folder given."""
    resources.root = lambda: folder  # type: ignore[assignment]
    if broken.sort == "line":
        recorder.forget_views()
        forget()
        return run_tests([*VIEW_TESTS, *modules])
    noticing = recorder.noticing(folder / "shapes", expand(f"kgr:{broken.name}"))
    first = list(islice(noticing, 3))
    forget()
    if not first or (code := run_tests(first)) != PASSED:
        return code if first else PASSED
    # Lists are judged once for all the tests of a module, so any of them may be the one that notices.
    rest = {test.partition("::")[0] for test in (*first, *noticing)}
    forget()
    return run_tests(sorted(rest))


def in_a_fork(work: Callable[[], int]) -> int:
    """Do something in a copy of this process; ends as pytest ends."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            signal.alarm(TIME_LIMIT)
            code = work()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def readable(broken: Break) -> bool:
    """Whether the query without the line still is one; if not, nothing runs at all."""
    if broken.sort != "line":
        return True
    try:
        MemoryStore().construct(broken.text)
    except (KgovError, SyntaxError, ValueError):
        return False
    return True


def judge(broken: Break, modules: list[str], recorder: Recorder) -> str:
    if not readable(broken):
        return UNREADABLE
    with tempfile.TemporaryDirectory() as name:
        overlay(broken, Path(name))
        code = in_a_fork(lambda: run_on(Path(name), broken, modules, recorder))
    return SURVIVED if code == PASSED else FALLEN if code == FAILED else STUCK


def falls_for_nothing(modules: list[str], recorder: Recorder) -> bool:
    """Whether tests fall in a copy where nothing is broken; then no fall would say anything."""
    whole = next(iter(shape_breaks())).path
    with tempfile.TemporaryDirectory() as name:
        overlay(Break("none", "", whole, whole.read_text(encoding="utf-8")), Path(name))

        def unbroken() -> int:
            resources.root = lambda: Path(name)  # type: ignore[assignment]
            recorder.forget_views()
            forget()
            return run_tests([*VIEW_TESTS, *modules])

        return in_a_fork(unbroken) != PASSED


def report(results: dict[Break, str], seconds: float) -> int:
    """The score by sort, and by name what no test noticed or what did not come to an end; how many those are."""
    columns = (FALLEN, UNREADABLE, SURVIVED, STUCK)
    print(f"{'':8} {'broken':>7}" + "".join(f" {column:>10}" for column in columns))
    for sort in ("rule", "helper", "line"):
        found = [result for broken, result in results.items() if broken.sort == sort]
        print(f"{sort:8} {len(found):7}" + "".join(f" {found.count(column):10}" for column in columns))
    left = {broken: result for broken, result in results.items() if result in (SURVIVED, STUCK)}
    for broken, result in left.items():
        print(f"{result}: {broken.sort} {broken.name}")
    able = sum(result != UNREADABLE for result in results.values())
    print(
        f"{able - len(left)} of {able} noticed ({100 * (1 - len(left) / max(able, 1)):.1f} %) in {seconds:.0f} s"
    )
    return len(left)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="only breaks with a name that this pattern fits")
    parser.add_argument("--sort", choices=("rule", "helper", "line"), help="only one sort of break")
    parser.add_argument("--list", action="store_true", help="name the breaks and run nothing")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    breaks = [
        broken
        for broken in (*shape_breaks(), *line_breaks())
        if re.search(chosen.only, broken.name) and chosen.sort in (None, broken.sort)
    ]
    if chosen.list:
        print("\n".join(f"{broken.sort} {broken.name}" for broken in breaks))
        return 0
    found = (path for path in (ROOT / "tests" / "rules").glob("test_*.py") if path.name not in OTHERS)
    modules = [str(path) for path in sorted(found)]
    os.environ["PYTHONPATH"] = str(ROOT)
    os.chdir(ROOT)
    recorder = Recorder()
    recorder.listen()
    print("running the tests with nothing broken", file=sys.stderr, flush=True)
    few = sorted(modules, key=os.path.getsize)[:5]
    if run_tests(modules, recorder) != PASSED or falls_for_nothing(few, recorder):
        print("The tests must pass before anything is broken.")
        return 2
    gc.freeze()
    started = time.monotonic()
    results = {}
    with ThreadPoolExecutor(chosen.jobs) as pool:
        for broken, result in zip(
            breaks, pool.map(lambda one: judge(one, modules, recorder), breaks), strict=True
        ):
            results[broken] = result
            if len(results) % 50 == 0:
                print(f"{len(results)} of {len(breaks)}", file=sys.stderr, flush=True)
            if result in (SURVIVED, STUCK):
                print(f"{result}: {broken.sort} {broken.name}", file=sys.stderr, flush=True)
    return 1 if report(results, time.monotonic() - started) else 0


if __name__ == "__main__":
    sys.exit(main())
