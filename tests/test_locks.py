"""The lock files hold versions and digests, and no address: where packages come from is for each machine to say."""

from __future__ import annotations

import json

import pytest
from conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "web/package-lock.json")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "://" in line] == []


@pytest.mark.parametrize("name", LOCKS[:2])
def test_every_python_package_has_a_version_and_a_digest(name: str) -> None:
    entries = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    packages = [entry for entry in entries if entry and not entry.lstrip().startswith("#")]
    assert (
        packages and [entry for entry in packages if "==" not in entry or "--hash=sha256:" not in entry] == []
    )


def test_every_package_of_the_browser_has_a_version_and_a_digest() -> None:
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert (
        packages
        and [name for name, one in packages.items() if not one.get("version") or not one.get("integrity")]
        == []
    )
