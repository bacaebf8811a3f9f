"""Rules for nginx, to be included in the ``server`` block of the site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from kgov.publish.machines.siblings import MEDIA_TYPES
from kgov.publish.machines.thing_paths import ACCEPT, ENGLISH, NAME, NOTE, Gone, Names


def site(names: Names, base: str) -> str:
    """The rules beside the pages: media types, retired names, and things by ``Accept`` and ``Accept-Language``.

    Args:
        names: the names that the site answers for.
        base: where the site will lie.
    """
    folder = urlsplit(base).path or "/"
    lines = [
        *(f"# {line}" for line in NOTE),
        "# server { root …; include …/server/nginx.conf; }",
        "charset utf-8;",
        "index index.html;",
        "",
    ]
    for gone in names.gone:
        lines += _retired(gone, folder, base)
    for path, stem in names.odd:
        lines += _location(f"^{re.escape(folder + path)}/?$", base, stem)
    if names.folders:
        inner = "|".join(names.folders)
        no_file = "(?!.+\\.(?:ttl|jsonld|html)$)"
        pattern = f"^{re.escape(folder)}(?<kgov_thing>(?:{inner})/{no_file}{NAME})$"
        lines += _location(pattern, base, "$kgov_thing", "    if (!-f $request_filename.ttl) { return 404; }")
    for ending, kind in MEDIA_TYPES.items():
        if ending != "html":
            lines += [
                f'location ~ "^{re.escape(folder)}.*\\.{ending}$" {{',
                "    types { }",
                f"    default_type {kind};",
                "    charset_types *;",
                '    add_header Access-Control-Allow-Origin "*";',
                "}",
            ]
    return "\n".join(lines) + "\n"


def _location(pattern: str, base: str, stem: str, check: str = "") -> list[str]:
    lines = [f'location ~ "{pattern}" {{', *([check] if check else [])]
    lines += ["    set $kgov_form html;", "    set $kgov_lang sv;"]
    for form, accepted in ACCEPT:
        lines.append(f'    if ($http_accept ~ "{accepted}") {{ set $kgov_form {form}; }}')
    lines.append(f'    if ($http_accept_language ~* "{ENGLISH}") {{ set $kgov_lang en; }}')
    lines.append('    add_header Vary "Accept, Accept-Language" always;')
    lines.append(f"    if ($kgov_form = html) {{ return 303 {base}$kgov_lang/{stem}.html; }}")
    return [*lines, f"    return 303 {base}{stem}.$kgov_form;", "}"]


def _retired(gone: Gone, folder: str, base: str) -> list[str]:
    head = f'location ~ "^{re.escape(folder + gone.path)}/?$" {{'
    if gone.status == 410:
        return [head, "    return 410;", "}"]
    if gone.status == 308:
        return [head, f"    return 308 {gone.successors[0]};", "}"]
    listed = "\\n".join(gone.successors)
    return [
        head,
        "    default_type text/plain;",
        f"    add_header Location {base}sv/{gone.stem}.html always;",
        f'    return 300 "{listed}\\n";',
        "}",
    ]
