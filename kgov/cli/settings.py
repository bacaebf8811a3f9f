"""The user's own settings: ``kgov.toml`` in the folder at hand or above it, and the environment."""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kgov.errors import KgovError
from kgov.language import Both, Lang

KEYS = {"language", "owner", "documents", "lists"}


@dataclass(frozen=True)
class Settings:
    """What a user has set: language, own organisation, where documents and lists lie."""

    language: Lang = "sv"
    owner: str | None = None
    documents: Path | None = None
    lists: tuple[Path, ...] = ()
    file: Path | None = None


def _find() -> Path | None:
    here = Path.cwd()
    for folder in (here, *here.parents):
        path = folder / "kgov.toml"
        if path.is_file():
            return path
    return None


@cache
def settings() -> Settings:
    """Read ``kgov.toml`` once.

    Raises:
        KgovError: the file is not TOML, or holds a key that means nothing.
    """
    path = _find()
    if path is None:
        return Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise KgovError(
            Both(f"inställningarna kan inte läsas: {error}", f"the settings cannot be read: {error}"),
            where=str(path),
        ) from None
    unknown = sorted(set(table) - KEYS)
    if unknown:
        raise KgovError(
            Both(f"okänd inställning: {unknown[0]}", f"unknown setting: {unknown[0]}"),
            Both("Det som finns: " + ", ".join(sorted(KEYS)), "There are: " + ", ".join(sorted(KEYS))),
            where=str(path),
        )
    language = table.get("language", "sv")
    if language not in ("sv", "en"):
        raise KgovError(Both("language ska vara sv eller en", "language must be sv or en"), where=str(path))
    listed = table.get("lists", [])
    listed = [listed] if isinstance(listed, str) else listed
    documents = table.get("documents")
    for name, value in (("owner", table.get("owner")), ("documents", documents), ("lists", listed)):
        good = isinstance(value, list) and all(isinstance(part, str) for part in value)
        if not (good if name == "lists" else value is None or isinstance(value, str)):
            raise KgovError(
                Both(f"{name} ska vara text inom citattecken", f"{name} must be text in quotes"),
                where=str(path),
            )
    return Settings(
        language=language,
        owner=table.get("owner"),
        documents=path.parent / documents if documents else None,
        lists=tuple(path.parent / name for name in listed),
        file=path,
    )


def chosen_language(argv: list[str] | None = None) -> Lang:
    """The reader's language: ``--lang``, else KGOV_LANG, else kgov.toml, else Swedish.

    It is needed before the arguments are parsed, since the help texts are in it.
    """
    arguments = sys.argv[1:] if argv is None else argv
    for index, argument in enumerate(arguments):
        value = ""
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        elif argument.startswith("--lang="):
            value = argument.removeprefix("--lang=")
        if value in ("sv", "en"):
            return value  # type: ignore[return-value]
    if os.environ.get("KGOV_LANG") in ("sv", "en"):
        return os.environ["KGOV_LANG"]  # type: ignore[return-value]
    try:
        return settings().language
    except KgovError:
        return "sv"
