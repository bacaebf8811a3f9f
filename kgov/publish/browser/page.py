"""The place of a tool in a page, and the edition of both tools in one single file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from typing import Literal

from kgov.language import Both, Lang

Tool = Literal["ask", "check"]

#: What a page with a tool must allow, where it has a policy: programs compiled from WebAssembly, a worker made of a
#: script that the page holds, and style attributes, which browsers themselves write where somebody edits a text.
#: Nothing is fetched, and no text is ever run as a program.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "worker-src blob:; img-src 'self' data:"
)

TITLE = Both("Fråga och pröva", "Ask and check")
HEADINGS = {
    "ask": Both("Ställ en fråga", "Ask a question"),
    "check": Both("Pröva ett underlag", "Check a list"),
}
ABOUT = {
    "ask": Both(
        "Frågorna besvaras i er egen webbläsare, ur de uppgifter som publiceras här. Inget skickas någonstans.",
        "Questions are answered in your own browser, from the data published here. Nothing is sent anywhere.",
    ),
    "check": Both(
        "En ledamotslista eller ett annat underlag prövas mot reglerna i er egen webbläsare. Filen lämnar aldrig datorn.",
        "A list of members or another list is checked against the rules in your own browser. The file never leaves the computer.",
    ),
}
OPEN = {
    "ask": Both("Öppna frågeverktyget", "Open the question tool"),
    "check": Both("Öppna prövningen", "Open the check"),
}
NO_SCRIPT = Both(
    "Verktyget behöver JavaScript. Frågornas svar finns också på sidorna för varje fråga.",
    "The tool needs JavaScript. The answers to the questions are also on the page of each question.",
)
NOT_BUILT = Both(
    "Den här utgåvan är gjord utan verktygen för att fråga och pröva i webbläsaren. Programmet kgov gör samma sak.",
    "This edition was made without the tools for asking and checking in the browser. The program kgov does the same.",
)


def fragment(tool: Tool, lang: Lang, root: str, *, question: str = "", is_built: bool = True) -> str:
    """The place of a tool in a page of the site, with its style and script.

    Args:
        tool: ``ask`` or ``check``.
        lang: language of the page.
        root: how the page reaches the root of the site: ``../``, or nothing.
        question: the question that the tool opens with, by its name in the catalogue.
        is_built: whether the tools are there; without them the place says so.
    """
    if not is_built:
        return f'<p class="kgov-tool">{escape(NOT_BUILT.pick(lang))}</p>\n'
    tools = f"{escape(root)}assets/tools/"
    return (
        f'<link rel="stylesheet" href="{tools}tools.css">\n'
        f"{_place(tool, lang, root, question)}"
        f'<script src="{tools}tools.js" defer></script>\n'
    )


def _place(tool: Tool, lang: Lang, root: str | None, question: str = "") -> str:
    where = "" if root is None else f' data-root="{escape(root)}"'
    where += f' data-question="{escape(question)}"' if question else ""
    return (
        f'<div class="kgov-tool" data-tool="{tool}" data-lang="{lang}"{where}>\n'
        f"<p>{escape(ABOUT[tool].pick(lang))}</p>\n"
        f'<p><button type="button" class="kgov-start" hidden>{escape(OPEN[tool].pick(lang))}</button></p>\n'
        f'<p role="status"></p>\n'
        f"<noscript><p>{escape(NO_SCRIPT.pick(lang))}</p></noscript>\n"
        "</div>\n"
    )


STYLE = """
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1.25rem 4rem; color: light-dark(#1b2430, #e6ebf1);
  background: light-dark(#ffffff, #12181f); font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: light-dark(#0b5394, #9cc8f2); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid #f0a500; outline-offset: 2px; }
h1 { font-size: 2rem; line-height: 1.2; margin: .2rem 0 .6rem; }
h2 { margin: 2.6rem 0 .4rem; font-size: 1.5rem; }
#en { display: none; }
#en:target { display: block; }
#en:target ~ #sv { display: none; }
nav { text-align: right; }
.note { max-width: 70ch; }
"""


def one_page(scripts: Iterable[bytes], style: bytes, note: Both) -> bytes:
    """Both tools in both languages as one page that needs no other file.

    Args:
        scripts: programs and data, the small script of the page last.
        style: the style sheet of the tools.
        note: what the edition holds and on which day it was made, in a sentence.
    """
    texts = [script.decode() for script in scripts]
    styles = STYLE + style.decode()
    policy = (
        f"default-src 'none'; style-src {_digest(styles)}; style-src-attr 'unsafe-inline'; worker-src blob:; "
        f"img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src 'wasm-unsafe-eval' blob: {' '.join(map(_digest, texts))}"
    )
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{escape(TITLE.sv)} – {escape(TITLE.en)} – kgov</title>\n<style>{styles}</style>\n</head>\n<body>\n",
            _language("en", note),
            _language("sv", note),
            *(f"<script>{text}</script>\n" for text in texts),
            "</body>\n</html>\n",
        ]
    ).encode()


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _language(lang: Lang, note: Both) -> str:
    other, name = ("en", "In English") if lang == "sv" else ("sv", "På svenska")
    parts: list[str] = []
    tools: tuple[Tool, ...] = ("ask", "check")
    for tool in tools:
        parts.append(
            f'<h2 id="{lang}-{tool}">{escape(HEADINGS[tool].pick(lang))}</h2>\n{_place(tool, lang, None)}'
        )
    return (
        f'<div id="{lang}" lang="{lang}">\n<nav><a href="#{other}" lang="{other}">{name}</a></nav>\n<main>\n'
        f'<h1>{escape(TITLE.pick(lang))}</h1>\n<p class="note">{escape(note.pick(lang))}</p>\n{"".join(parts)}</main>\n</div>\n'
    )
