"""Rules for hosts that read ``_redirects`` and ``_headers``, such as Netlify.

Such hosts cannot choose by ``Accept``: a thing leads to its page, which names its data. They know no 300 either, so a
name with several successors leads to the page that tells of them.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from kgov.publish.machines.siblings import MEDIA_TYPES
from kgov.publish.machines.thing_paths import NOTE, Names


def redirects(names: Names, base: str) -> str:
    """A line for each name and language.

    Args:
        names: the names that the site answers for.
        base: where the site will lie.
    """
    folder = urlsplit(base).path or "/"
    lines = [f"# {line}" for line in NOTE]
    for gone in names.gone:
        page = f"{folder}sv/{gone.stem}.html"
        target = gone.successors[0] if gone.status == 308 else page
        lines.append(f"{folder}{gone.path} {target} {303 if gone.status == 300 else gone.status}")
    for path, stem in names.every:
        lines.append(f"{folder}{path} {folder}en/{stem}.html 303 Language=en")
        lines.append(f"{folder}{path} {folder}sv/{stem}.html 303")
    return "\n".join(lines) + "\n"


def headers(base: str) -> str:
    """Media types, and that other sites may read the data.

    Args:
        base: where the site will lie.
    """
    folder = urlsplit(base).path or "/"
    lines = [f"# {line}" for line in NOTE]
    for ending, kind in MEDIA_TYPES.items():
        if ending != "html":
            lines += [
                f"{folder}*.{ending}",
                f"  Content-Type: {kind}; charset=utf-8",
                "  Access-Control-Allow-Origin: *",
            ]
    return "\n".join(lines) + "\n"
