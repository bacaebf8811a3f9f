"""The user's own settings: ``kgov.toml`` in the folder at hand or above it, and the environment."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kgov.cli.endpoints import Endpoint, endpoint
from kgov.cli.publishing import Publishing, publishing
from kgov.errors import KgovError
from kgov.language import Both, Lang
from kgov.lists.origin import Origin

KEYS = {"language", "owner", "documents", "lists", "store", "endpoint", "base", "person-key", "publish"}


@dataclass(frozen=True)
class Settings:
    """What a user has set: language, own organisation, where documents and lists lie, how things in lists are named."""

    language: Lang = "sv"
    owner: str | None = None
    documents: Path | None = None
    lists: tuple[Path, ...] = ()
    store: Path | None = None
    endpoint: Endpoint | None = None
    file: Path | None = None
    base: str = ""
    person_key: str = ""
    publishing: Publishing = field(default_factory=Publishing)

    @property
    def origin(self) -> Origin:
        """Whose a workbook is that does not say so itself."""
        return Origin(self.owner or "", self.base, self.person_key)


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
    texts = [(name, table.get(name)) for name in ("owner", "base", "person-key")]
    for name, value in (*texts, ("documents", documents), ("store", table.get("store")), ("lists", listed)):
        good = isinstance(value, list) and all(isinstance(part, str) for part in value)
        if not (good if name == "lists" else value is None or isinstance(value, str)):
            raise KgovError(
                Both(f"{name} ska vara text inom citattecken", f"{name} must be text in quotes"),
                where=str(path),
            )
    places = [name for name in ("lists", "store", "endpoint") if table.get(name)]
    if len(places) > 1:
        raise KgovError(
            Both(
                f"{places[0]} och {places[1]} utesluter varandra",
                f"{places[0]} and {places[1]} exclude each other",
            ),
            Both("Behåll den ena.", "Keep one of them."),
            where=str(path),
        )
    return Settings(
        language=language,
        owner=table.get("owner"),
        documents=path.parent / documents if documents else None,
        lists=tuple(path.parent / name for name in listed),
        store=path.parent / table["store"] if table.get("store") else None,
        endpoint=endpoint(table["endpoint"], path) if table.get("endpoint") else None,
        file=path,
        base=_base(table.get("base") or "", path),
        person_key=table.get("person-key") or "",
        publishing=publishing(table.get("publish", {}), path),
    )


def _base(text: str, file: Path) -> str:
    """Where the names of things in lists begin, if it can be the beginning of a name."""
    if text and (
        not re.match(r"https?://|urn:", text) or re.search(r"[\s<>\"{}|^`\\]", text) or text[-1] not in "/#:"
    ):
        raise KgovError(
            Both(
                "base ska vara en adress som slutar med / eller #",
                "base must be an address that ends with / or #",
            ),
            Both(
                "Skriv till exempel https://data.region.se/kunskapsstyrning/.",
                "Write for instance https://data.region.se/kunskapsstyrning/.",
            ),
            where=str(file),
        )
    return text


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
