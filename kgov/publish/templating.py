"""The templates of the site. The only module of the site that knows Jinja2: all text is escaped, every name must be given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from kgov.language import Both, Lang, capital
from kgov.namespaces import PREFIXES, local_name
from kgov.publish.addresses import LANGUAGES, Addresses
from kgov.storage.terms import Iri, Term, Text

TEMPLATES = Path(__file__).resolve().parent / "templates"
#: Stands for the address of a page where the page is not known yet; no address holds it.
HERE = "*here*"
WEB = re.compile(r"https?://[^\s<>\"]+\Z")


class _Spoken(NodeTransformer):
    """Puts the text of one language in the place of what a template says in both."""

    def __init__(self, lang: str) -> None:
        self._second = lang == "en"

    def visit_Call(self, call: nodes.Call) -> nodes.Node:
        self.generic_visit(call)
        said = [text.value for text in call.args if isinstance(text, nodes.Const)]
        if isinstance(call.node, nodes.Name) and call.node.name == "say" and len(said) == len(call.args) == 2:
            return nodes.TemplateData(str(escape(said[self._second])), lineno=call.lineno)
        return call


class _InOneLanguage(Environment):
    """Templates of which each text is taken in one language as they are read."""

    spoken: _Spoken

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template: nodes.Template = self.spoken.visit(super()._parse(source, name, filename))
        return template


class Templates:
    """All templates, compiled once; a page says where it lies and in which language it is written.

    Args:
        addresses: where each thing lies.
        labels: what each thing is called.
        spoken: what things are called in a sentence, where that is shorter.
        lone: texts that exist in one language only, with that language.
    """

    def __init__(
        self,
        addresses: Addresses,
        labels: Mapping[str, Both],
        spoken: Mapping[str, Both],
        lone: Mapping[str, str],
    ) -> None:
        self._addresses = addresses
        self._labels = labels
        self._spoken = spoken
        self._lone = lone
        self._lang: Lang = "sv"
        self._up = ""
        self._said: dict[str, Markup] = {}
        self._compiled: dict[tuple[str, str], Template] = {}
        self._tops: dict[tuple[str, str, str, bool], str] = {}
        self._links: dict[tuple[str, str, str], Markup] = {}
        self._shorts: dict[tuple[str, str, str], Markup] = {}
        self._marks: dict[tuple[str, str], Markup] = {}
        self._cited: dict[tuple[str, ...], Markup] = {}
        self._envs = {lang: self._environment(lang) for lang in LANGUAGES}

    def _environment(self, lang: str) -> Environment:
        """The templates in one language: what they say in it is settled when they are read."""
        env = _InOneLanguage(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        env.spoken = _Spoken(lang)
        env.filters.update(t=self.text, big=self.big, plain=self.plain, spaced=_spaced)
        env.globals.update(
            say=self.say,
            name=self.name,
            href=self.href,
            short=self.short,
            names=self.names,
            shorts=self.shorts,
            name_of=lambda iri: self._labels.get(iri, Both(iri, iri)),
            cite=self.cite,
            mark=self.mark,
            term=self.term,
            cell=self.cell,
            lang=lambda: self._lang,
            up=lambda: self._up,
            root=lambda: "../" + self._up,
        )
        return env

    def render(self, template: str, lang: Lang, stem: str, values: Mapping[str, Any]) -> str:
        """A page.

        Args:
            template: name of the template.
            lang: language of the page.
            stem: where it lies within the pages of its language, without ending: ``id/orebro-rmks``.
            values: what the template asks for.
        """
        self._lang = lang
        self._up = "../" * stem.count("/")
        key = (lang, template)
        if key not in self._compiled:
            self._compiled[key] = self._envs[lang].get_template(template)
        return self._compiled[key].render(stem=stem, top=self._top(stem, values), **values)

    def _top(self, stem: str, values: Mapping[str, Any]) -> Markup:
        """What stands above every page: made once for all pages of a language, depth and part of the menu."""
        section = values.get("section", "")
        key = (self._lang, self._up, section, stem == section)
        if key not in self._tops:
            mark = stem if stem == section else HERE
            self._tops[key] = self._envs[self._lang].get_template("top.html").render({**values, "stem": mark})
        return Markup(self._tops[key].replace(HERE, stem))

    # ---- what templates call

    def say(self, sv: str, en: str) -> Markup:
        """The text of a template in the language of the page."""
        said = sv if self._lang == "sv" else en
        if said not in self._said:
            self._said[said] = escape(said)
        return self._said[said]

    def plain(self, text: Both | str) -> str:
        """A text in the language of the page, for attributes and titles."""
        return text.pick(self._lang) if isinstance(text, Both) else str(text)

    def text(self, text: Both | str) -> Markup:
        """A text in the language of the page; marked with its own language where it exists in one only."""
        said = self.plain(text)
        language = self._lone.get(said, self._lang)
        if language != self._lang:
            return Markup('<span lang="{}">{}</span>').format(language, said)
        return escape(said)

    def big(self, text: Both) -> Markup:
        """As a sentence begins: with a capital."""
        said = self.plain(text)
        language = self._lone.get(said, self._lang)
        said = self.plain(capital(text))
        return (
            Markup('<span lang="{}">{}</span>').format(language, said)
            if language != self._lang
            else escape(said)
        )

    def href(self, path: str) -> str:
        """The link to a thing by its IRI, or to another page of the same language by its stem."""
        address = self._addresses.get(path)
        return f"{self._up}{address.stem if address else path}.html"

    def name(self, iri: str, said: Both | str | None = None) -> Markup:
        """The name of a thing as a link to its page; a thing without a page is only named."""
        if said is not None:
            return self._link(iri, said)
        key = (self._lang, self._up, iri)
        if key not in self._links:
            self._links[key] = self._link(iri, self._labels.get(iri, iri))
        return self._links[key]

    def short(self, iri: str) -> Markup:
        """The name of a thing as one says it in a sentence, as a link."""
        if iri not in self._spoken:
            return self.name(iri)
        key = (self._lang, self._up, iri)
        if key not in self._shorts:
            self._shorts[key] = self._link(iri, self._spoken[iri])
        return self._shorts[key]

    def _link(self, iri: str, said: Both | str) -> Markup:
        address = self._addresses.get(iri)
        text = self.text(said)
        if address:
            return Markup(f'<a href="{self._up}{address.stem}.html">{text}</a>')
        if WEB.match(iri) and iri not in self._labels:
            return Markup('<a class="out" href="{}" rel="external">{}</a>').format(iri, text)
        return text

    def names(self, iris: Iterable[str], last: str = "") -> Markup:
        """Several names with commas, and a word before the last."""
        return _joined([self.name(iri) for iri in iris], last)

    def shorts(self, iris: Iterable[str], last: str = "") -> Markup:
        """Several names as one says them in a sentence."""
        return _joined([self.short(iri) for iri in iris], last)

    def cite(self, statements: Iterable[Iri]) -> Markup:
        """The statements something rests on, or gaps, as small links with their ids."""
        key = (self._lang, self._up, *statements)
        if key not in self._cited:
            marks = [
                Markup('<a href="{}">{}</a>').format(self.href(iri), local_name(iri).removeprefix("gap-"))
                for iri in key[2:]
            ]
            self._cited[key] = Markup('<span class="cite">{}</span>').format(Markup(" ").join(marks))
        return self._cited[key] if len(key) > 2 else Markup("")

    def mark(self, name: str) -> Markup:
        """The id of a statement as a small link; the number of an owner's own document as it stands."""
        key = (self._up, name)  # the pages of both trees lie alike
        if key not in self._marks:
            iri = PREFIXES["kgs"] + name
            self._marks[key] = (
                Markup('<a href="{}">{}</a>').format(self.href(iri), name)
                if iri in self._addresses
                else Markup("<span>{}</span>").format(name)
            )
        return self._marks[key]

    def cell(self, value: Term) -> Markup:
        """A value in a narrow table: a statement by its id, all else as it is shown elsewhere."""
        if isinstance(value, Iri) and value.startswith(PREFIXES["kgs"]) and value in self._addresses:
            return self.cite([value])
        return self.term(value)

    def term(self, value: Term) -> Markup:
        """Any value as it can be shown: a thing by its name, a text as it stands with its language."""
        if isinstance(value, Iri):
            return self.name(value)
        if isinstance(value, Text) and value.lang and value.lang != self._lang:
            return Markup('<span lang="{}">{}</span>').format(value.lang, str(value))
        return escape(str(value))


def as_markup(made: str) -> str:
    """Markup that the project itself has made, with every text in it escaped."""
    return Markup(made)


def _joined(found: list[Markup], last: str) -> Markup:
    if len(found) < 2 or not last:
        return Markup(", ").join(found)
    return Markup(", ").join(found[:-1]) + Markup(" {} ").format(last) + found[-1]


def _spaced(number: int) -> str:
    """A number with a space between thousands, as Swedish and international use have it."""
    return f"{number:,}".replace(",", "\u202f")
