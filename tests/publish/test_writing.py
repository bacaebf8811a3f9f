"""A site on the disk: in one step, never half, never over what somebody else wrote."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from kgov.errors import KgovError
from kgov.publish import writing
from kgov.publish.place import MARKER, is_site
from kgov.publish.work_folder import work_folder
from kgov.publish.writing import with_zip, write_site

OLD = [("index.html", b"old"), ("sv/a.html", b"old"), ("sv/gone.html", b"old")]
NEW = [("index.html", b"new"), ("sv/a.html", b"new")]


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def test_the_new_site_takes_the_place_of_the_old(tmp_path: Path):
    site = tmp_path / "site"
    assert write_site(site, OLD).in_one_step
    assert write_site(site, NEW).in_one_step
    assert held(site) == dict(NEW)
    assert is_site(site)
    assert os.listdir(tmp_path) == ["site"], "nothing is left beside it"


def test_an_interrupted_run_leaves_the_old_site(tmp_path: Path):
    def stopped() -> Iterator[tuple[str, bytes]]:
        yield NEW[0]
        raise KeyboardInterrupt

    site = tmp_path / "site"
    write_site(site, OLD)
    with pytest.raises(KeyboardInterrupt):
        write_site(site, stopped())
    assert held(site) == dict(OLD)
    assert os.listdir(tmp_path) == ["site"]


def test_a_full_disk_leaves_the_old_site(tmp_path: Path):
    def full() -> Iterator[tuple[str, bytes]]:
        yield NEW[0]
        raise OSError(28, "No space left on device")

    site = tmp_path / "site"
    write_site(site, OLD)
    with pytest.raises(KgovError, match="cannot be written"):
        write_site(site, full())
    assert held(site) == dict(OLD)


def test_where_folders_cannot_change_names_the_old_one_steps_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(writing, "_exchange", lambda one, other: False)
    site = tmp_path / "site"
    write_site(site, OLD)
    assert not write_site(site, NEW).in_one_step
    assert held(site) == dict(NEW)
    assert os.listdir(tmp_path) == ["site"]


def test_a_folder_that_cannot_be_moved_is_filled_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    site = tmp_path / "site"
    write_site(site, OLD)
    order: list[str] = []
    replace = os.replace

    def recorded(source: str, target: Path) -> None:
        if Path(target).name != MARKER:
            order.append(Path(target).relative_to(site).as_posix())
        replace(source, target)

    def never(source: str, target: str) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(writing, "_exchange", lambda one, other: False)
    monkeypatch.setattr(os, "rename", never)
    monkeypatch.setattr(os, "replace", recorded)
    assert not write_site(site, NEW).in_one_step
    assert held(site) == dict(NEW)
    assert order[-1] == "index.html"
    assert os.listdir(tmp_path) == ["site"]


def test_what_somebody_else_wrote_is_never_replaced(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(KgovError, match="did not write"):
        write_site(tmp_path, NEW)
    assert held(tmp_path) == {"mine.txt": b"mine"}


def test_a_file_put_into_the_site_is_not_lost(tmp_path: Path):
    site = tmp_path / "site"
    write_site(site, OLD)
    (site / "sv" / "mine.txt").write_text("mine")
    with pytest.raises(KgovError, match=r"sv/mine\.txt"):
        write_site(site, NEW)
    assert (site / "sv" / "mine.txt").exists()


def test_an_empty_folder_is_taken_and_a_file_is_not(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    write_site(tmp_path / "empty", NEW)
    (tmp_path / "file").write_text("x")
    with pytest.raises(KgovError, match="a file of that name"):
        write_site(tmp_path / "file", NEW)


#: Where a run is cut off: what of the writing is replaced by the end of the process, and what is before that.
CUT_OFF = {
    "while it writes": "writing.list_files = die",
    "after the exchange": "writing.shutil.rmtree = die",
    "between the renames": """
writing._exchange = lambda one, other: False
rename = os.rename
os.rename = lambda one, other: die() if str(one).endswith("new") else rename(one, other)""",
    "after the renames": "writing._exchange = lambda one, other: False; writing.shutil.rmtree = die",
    "before a file is replaced": """
writing._exchange = lambda one, other: False
def never(one, other): raise PermissionError(13, "in use")
os.rename = never
replace = os.replace
os.replace = lambda one, other: replace(one, other) if ".kgov" in str(one) else die()""",
    "before the list is replaced": """
writing._exchange = lambda one, other: False
def never(one, other): raise PermissionError(13, "in use")
os.rename = never
replace = os.replace
os.replace = lambda one, other: die() if "site/.kgov" in str(one) else replace(one, other)""",
}
CHILD = """
import os, signal, sys
from pathlib import Path
from kgov.publish import writing
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
{where}
writing.write_site(Path(sys.argv[1]), [("index.html", b"half"), ("sv/half.html", b"half")])
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of another sort")
@pytest.mark.parametrize("where", CUT_OFF)
def test_a_run_that_was_killed_is_cleared_up_by_the_next(tmp_path: Path, where: str):
    def stopped() -> Iterator[tuple[str, bytes]]:
        yield NEW[0]
        raise OSError(28, "No space left on device")

    site = tmp_path / "site"
    write_site(site, OLD)
    program = CHILD.format(where=CUT_OFF[where])
    ended = subprocess.run([sys.executable, "-c", program, str(site)], check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    with pytest.raises(
        KgovError, match="cannot be written"
    ):  # whatever comes of the next run, a site is there
        write_site(site, stopped())
    assert (site / "index.html").read_bytes() in (b"old", b"half")
    assert set(os.listdir(tmp_path)) == {"site"}
    write_site(site, NEW)
    assert held(site) == dict(NEW)
    assert os.listdir(tmp_path) == ["site"]


def test_a_run_that_still_works_is_left_alone(tmp_path: Path):
    site = tmp_path / "site"
    with work_folder(site) as work:
        (work / "new" / "index.html").write_bytes(b"half")
        write_site(site, NEW)
        assert (work / "new" / "index.html").read_bytes() == b"half"
    assert os.listdir(tmp_path) == ["site"]


@pytest.mark.parametrize(
    ("mark", "more"),
    [
        (None, "new/index.html"),
        ("something else\n", "new/index.html"),
        ("kgov publish\n", "mine.txt"),
        ("kgov publish\n", "old/mine.txt"),
    ],
)
def test_what_only_looks_like_ours_is_left_alone(tmp_path: Path, mark: str | None, more: str):
    folder = tmp_path / ".site.0123abcd.part"
    (folder / more).parent.mkdir(parents=True)
    (folder / more).write_bytes(b"mine")
    if mark is not None:
        (folder / ".kgov-work").write_text(mark, encoding="utf-8", newline="\n")
    (tmp_path / ".sites.0123abcd.part").mkdir()
    write_site(tmp_path / "site", OLD)
    write_site(tmp_path / "site", NEW)
    assert (folder / more).read_bytes() == b"mine"
    assert sorted(os.listdir(tmp_path)) == [".site.0123abcd.part", ".sites.0123abcd.part", "site"]


def test_a_stop_between_the_renames_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    rename = os.rename

    def stopped(one: Path, other: Path) -> None:
        if Path(one).name == "new":
            raise KeyboardInterrupt
        rename(one, other)

    site = tmp_path / "site"
    write_site(site, OLD)
    monkeypatch.setattr(writing, "_exchange", lambda one, other: False)
    monkeypatch.setattr(os, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_site(site, NEW)
    assert held(site) == dict(OLD)
    assert os.listdir(tmp_path) == ["site"]


def test_a_file_put_into_the_site_while_it_is_written_is_not_lost(tmp_path: Path):
    site = tmp_path / "site"

    def meanwhile() -> Iterator[tuple[str, bytes]]:
        yield NEW[0]
        (site / "mine.txt").write_text("mine")

    write_site(site, OLD)
    with pytest.raises(KgovError, match=r"mine\.txt"):
        write_site(site, meanwhile())
    assert (site / "mine.txt").exists()


@pytest.mark.skipif(os.name == "nt", reason="permissions of another sort")
def test_a_web_server_may_read_the_folder(tmp_path: Path):
    mask = os.umask(0o022)
    try:
        write_site(tmp_path / "site", NEW)
    finally:
        os.umask(mask)
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("name", ["../out.html", "/etc/x", "a/../../b", "a\\b", "INDEX.html"])
def test_nothing_is_written_outside_or_twice(tmp_path: Path, name: str):
    with pytest.raises(ValueError, match="not a file name"):
        write_site(tmp_path / "site", [("index.html", b""), (name, b"x")])
    assert os.listdir(tmp_path) == []


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_site(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert held(tmp_path / "real") == dict(NEW)


def test_a_zip_holds_all_files_and_is_the_same_each_time():
    first, second = (list(with_zip(NEW, "all.zip")) for _ in range(2))
    assert first == second
    assert first[:-1] == NEW
    with zipfile.ZipFile(BytesIO(first[-1][1])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(NEW)
        assert archive.getinfo("index.html").date_time == (1980, 1, 1, 0, 0, 0)
