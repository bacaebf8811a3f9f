"""Rules for Apache: the ``.htaccess`` of the site, and that of the persistent names at w3id.org."""

from __future__ import annotations

import re

from kgov.publish.machines.siblings import MEDIA_TYPES
from kgov.publish.machines.thing_paths import ACCEPT, ENGLISH, NAME, NOTE, Names

_HTML = "RewriteCond %{ENV:KGOV_FORM} =html"
_DATA = "RewriteCond %{ENV:KGOV_FORM} !=html"
_IS_THING = "RewriteCond %{REQUEST_FILENAME}.ttl -f"
_VARY = 'Header always merge Vary "Accept, Accept-Language" "expr=%{REQUEST_STATUS} -eq 303"'
_NO_FILE = "RewriteCond %{REQUEST_FILENAME} !-f"


def site(names: Names, base: str) -> str:
    """The rules beside the pages: media types, retired names, and things by ``Accept`` and ``Accept-Language``.

    Args:
        names: the names that the site answers for.
        base: where the site will lie.
    """
    endings = "|".join(ending for ending in MEDIA_TYPES if ending != "html")
    lines = [
        *_head(),
        "AddDefaultCharset utf-8",
        *(f"AddType {kind} .{ending}" for ending, kind in MEDIA_TYPES.items() if ending != "html"),
        "AddCharset utf-8 " + " ".join(f".{ending}" for ending in MEDIA_TYPES),
        "DirectorySlash Off",
        "DirectoryIndex index.html",
        "",
        "<IfModule mod_headers.c>",
        f'<FilesMatch "\\.({endings})$">',
        'Header set Access-Control-Allow-Origin "*"',
        "</FilesMatch>",
        _VARY,
        "</IfModule>",
        "",
        "<IfModule mod_rewrite.c>",
        "RewriteEngine On",
        *_retired(names, base),
        *_negotiation(),
        *_odd(names, base),
    ]
    if names.folders:
        pattern = f"^({'|'.join(names.folders)})/({NAME})$"
        lines += [_HTML, _NO_FILE, _IS_THING]
        lines += [f"RewriteRule {pattern} {base}%{{ENV:KGOV_LANG}}/$1/$2.html [R=303,L]"]
        lines += [_DATA, _NO_FILE, _IS_THING]
        lines += [f"RewriteRule {pattern} {base}$1/$2.%{{ENV:KGOV_FORM}} [R=303,L]"]
    lines += [
        "RewriteCond %{REQUEST_FILENAME} -d",
        "RewriteCond %{REQUEST_FILENAME}/index.html -f",
        f"RewriteRule ^(.+[^/])$ {base}$1/ [R=301,L]",
        "</IfModule>",
    ]
    return "\n".join(lines) + "\n"


def w3id(names: Names, base: str) -> str:
    """The rules for ``kgov/.htaccess`` in the repository of w3id.org, which lead to the site.

    Args:
        names: the names below the base of the model.
        base: where the site will lie.
    """
    lines = [
        *_head(),
        "Options +FollowSymLinks",
        "<IfModule mod_headers.c>",
        _VARY,
        "</IfModule>",
        "RewriteEngine On",
        f"RewriteRule ^$ {base} [R=303,L]",
        f"RewriteRule ^spec/({NAME})$ {base}spec/$1.ttl [R=303,L]",
        *_retired(names, base),
        *_negotiation(),
        *_odd(names, base),
    ]
    if names.folders:
        pattern = f"^({'|'.join(names.folders)})/({NAME})$"
        lines += [_HTML, f"RewriteRule {pattern} {base}%{{ENV:KGOV_LANG}}/$1/$2.html [R=303,L]"]
        lines += [f"RewriteRule {pattern} {base}$1/$2.%{{ENV:KGOV_FORM}} [R=303,L]"]
    return "\n".join(lines) + "\n"


def _head() -> list[str]:
    return [f"# {line}" for line in NOTE] + [""]


def _retired(names: Names, base: str) -> list[str]:
    """410 for what has ceased, 308 to the one thing that took its place, 300 with the page that tells of several."""
    lines = []
    for gone in names.gone:
        pattern = f"^{re.escape(gone.path)}/?$"
        if gone.status == 410:
            lines.append(f"RewriteRule {pattern} - [G,L]")
        else:
            target = gone.successors[0] if gone.status == 308 else f"{base}sv/{gone.stem}.html"
            lines.append(f"RewriteRule {pattern} {target} [R={gone.status},NE,L]")
    return lines


def _negotiation() -> list[str]:
    lines = ["RewriteRule ^ - [E=KGOV_FORM:html,E=KGOV_LANG:sv]"]
    for form, pattern in ACCEPT:
        lines += [f'RewriteCond %{{HTTP:Accept}} "{pattern}"', f"RewriteRule ^ - [E=KGOV_FORM:{form}]"]
    lines += [f'RewriteCond %{{HTTP:Accept-Language}} "{ENGLISH}" [NC]', "RewriteRule ^ - [E=KGOV_LANG:en]"]
    return lines


def _odd(names: Names, base: str) -> list[str]:
    lines = []
    for path, stem in names.odd:
        pattern = f"^{re.escape(path)}/?$"
        lines += [_HTML, f"RewriteRule {pattern} {base}%{{ENV:KGOV_LANG}}/{stem}.html [R=303,L]"]
        lines += [f"RewriteRule {pattern} {base}{stem}.%{{ENV:KGOV_FORM}} [R=303,L]"]
    return lines
