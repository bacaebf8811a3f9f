"""Are the rule tests sharp? Break one thing at a time, and see whether a test falls.

    python tools/mutation.py                 # everything; some minutes on every core
    python tools/mutation.py --only KR-13    # what has this in its name
    python tools/mutation.py --list          # the names alone

Three sorts of break: a rule is taken away; a helper shape is emptied, so that it always holds; a line of a view
query is taken away. Each break is made in a copy of the folder, and the rule tests run on the copy in a process
of their own until one falls. A break that no test notices is a survivor, and is named.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]
PARTS = ("ontology", "shapes", "data", "queries")
#: Tests that look at the files or at the command line, and not at what the rules say.
OTHERS = {"test_form.py", "test_engines.py", "test_reports.py", "test_choice_of_engine.py"}
FALLEN, SURVIVED, UNREADABLE = "fallen", "survived", "unreadable"
#: How a process that ran the tests ends: pytest's own codes for all passed, and for one that fell.
PASSED, FAILED = 0, 1
TIME_LIMIT = 300


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


#: Which tests can notice a break in the shapes of a folder: those of its documents. What is shared concerns all.
CONCERNED = {
    "kronoberg": ("kronoberg",),
    "sodra": ("sodra",),
    "sydostra": ("sydostra",),
    "orebro": ("rmks", "lag"),
}


def tests_for(broken: Break, modules: list[Path]) -> list[str]:
    """The tests that can notice, the likeliest first."""
    if broken.sort == "line":
        days = sorted(path.stem for path in (ROOT / "tests" / "view").glob("*.txt"))
        view = [f"{ROOT}/tests/test_view.py::test_view[memory-{day}]" for day in days]
        return [
            f"{ROOT}/tests/test_view.py::test_nothing_is_registered_without_a_list",
            *view,
            *map(str, modules),
        ]
    words = CONCERNED.get(broken.path.parent.name, ("core",) if broken.path.stem == "rules" else ("",))
    if broken.path.stem == "lag" or re.match("OR-1[27]|(lpo|lag)-", broken.name):
        words = words[::-1]
    found = [path for word in words for path in modules if word in path.stem]
    return [str(path) for path in dict.fromkeys(found)]


def overlay(broken: Break, folder: Path) -> None:
    """The four folders of the model with the break in its place; what is whole is linked."""
    top = broken.path.relative_to(ROOT).parts[0]
    for part in PARTS:
        if part == top:
            shutil.copytree(ROOT / part, folder / part)
        else:
            (folder / part).symlink_to(ROOT / part)
    (folder / broken.path.relative_to(ROOT)).write_text(broken.text, encoding="utf-8")


def run_tests(folder: Path, tests: list[str]) -> int:
    """In a process of its own: the model lies in the folder given. Ends as pytest ends."""
    import pytest

    from kgov import resources

    resources.root.cache_clear()
    resources.root = lambda: folder  # type: ignore[assignment]
    quiet = [
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "--no-header",
        "-c",
        str(ROOT / "pyproject.toml"),
    ]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return int(pytest.main([*quiet, *tests]))


def in_a_fork(folder: Path, tests: list[str]) -> int:
    child = os.fork()
    if child == 0:
        code = 70
        try:
            signal.alarm(TIME_LIMIT)
            code = run_tests(folder, tests)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def readable(broken: Break) -> bool:
    """Whether the query without the line still is one; if not, nothing runs at all."""
    from kgov.errors import KgovError
    from kgov.storage.memory import MemoryStore

    if broken.sort != "line":
        return True
    try:
        MemoryStore().construct(broken.text)
    except (KgovError, SyntaxError, ValueError):
        return False
    return True


def judge(broken: Break, modules: list[Path]) -> str:
    if not readable(broken):
        return UNREADABLE
    with tempfile.TemporaryDirectory() as name:
        overlay(broken, Path(name))
        code = in_a_fork(Path(name), tests_for(broken, modules))
    return SURVIVED if code == PASSED else FALLEN


def warm() -> None:
    """What every process needs, imported once before the first fork."""
    import pytest  # noqa: F401
    import shifty  # noqa: F401

    import kgov
    import kgov.answers.library
    import kgov.cli.checking  # noqa: F401


def report(results: dict[Break, str], seconds: float) -> int:
    """The score by sort, and the survivors by name; how many there are."""
    print(f"{'':8} {'broken':>7} {'fell':>7} {'no query':>9} {'survived':>9}")
    for sort in ("rule", "helper", "line"):
        found = [result for broken, result in results.items() if broken.sort == sort]
        counts = [found.count(result) for result in (FALLEN, UNREADABLE, SURVIVED)]
        print(f"{sort:8} {len(found):7} {counts[0]:7} {counts[1]:9} {counts[2]:9}")
    survivors = [broken for broken, result in results.items() if result == SURVIVED]
    for broken in survivors:
        print(f"survived: {broken.sort} {broken.name}")
    noticed = len(results) - len(survivors)
    print(
        f"{noticed} of {len(results)} noticed ({100 * noticed / max(len(results), 1):.1f} %) in {seconds:.0f} s"
    )
    return len(survivors)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="only breaks with this in their name")
    parser.add_argument("--sort", choices=("rule", "helper", "line"), help="only one sort of break")
    parser.add_argument("--list", action="store_true", help="name the breaks and run nothing")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    breaks = [
        broken
        for broken in (*shape_breaks(), *line_breaks())
        if chosen.only in broken.name and chosen.sort in (None, broken.sort)
    ]
    if chosen.list:
        print("\n".join(f"{broken.sort} {broken.name}" for broken in breaks))
        return 0
    found = [path for path in (ROOT / "tests" / "rules").glob("test_*.py") if path.name not in OTHERS]
    modules = sorted(found, key=lambda path: path.stat().st_size)
    os.environ["PYTHONPATH"] = str(ROOT)
    warm()
    if in_a_fork(ROOT, list(map(str, modules))) != PASSED:
        print("The tests must pass before anything is broken.")
        return 2
    started = time.monotonic()
    results = {}
    with ThreadPoolExecutor(chosen.jobs) as pool:
        for broken, result in zip(breaks, pool.map(lambda one: judge(one, modules), breaks), strict=True):
            results[broken] = result
            if len(results) % 50 == 0:
                print(f"{len(results)} of {len(breaks)}", file=sys.stderr, flush=True)
            if result == SURVIVED:
                print(f"survived: {broken.sort} {broken.name}", file=sys.stderr, flush=True)
    return 1 if report(results, time.monotonic() - started) else 0


if __name__ == "__main__":
    sys.exit(main())
