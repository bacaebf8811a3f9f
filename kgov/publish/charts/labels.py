"""What things are called in a chart, and where their pages lie."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kgov.answers.paths import Step
from kgov.language import NOTHING, Both, Lang
from kgov.model.knowledge import BODY_CLASSES, Knowledge
from kgov.model.things import Seat, Thing
from kgov.namespaces import expand, local_name
from kgov.publish.addresses import Addresses, link
from kgov.publish.charts.graph import PAD_X, Band
from kgov.publish.charts.lettering import Words, longest_word, plain, width, wrap
from kgov.publish.charts.twin import Part
from kgov.storage.terms import Iri

REGION_RANK = 4
MUNICIPAL_BAND = "beside"
MUNICIPAL, REGION = expand("kgc:level-municipal"), expand("kgc:level-region")
INFERRED = expand("kgc:basis-inferred")
BODIES = {expand(f"kg:{name}") for name in BODY_CLASSES}
LEVELS = {
    1: Both("Nationell nivå", "National level"),
    2: Both("Sjukvårdsregional nivå", "Healthcare-regional level"),
    3: Both("Sjukvårdsregional och regional nivå", "Healthcare-regional and regional level"),
    4: Both("Region", "Region"),
    5: Both("Vårdteam", "Care team"),
    None: Both("Nivå sägs inte", "Level not stated"),
}
STATUS = {
    "derived": Both("gäller för slaget", "holds for the kind"),
    "interpreted": Both("enligt en tolkning", "by an interpretation"),
    "supplemented": Both("ägarens komplettering", "the owner's supplement"),
}
BESIDE = Both("Kommuner, vid sidan av regionen", "Municipalities, beside the region")
LONGEST_ABBREVIATION = 6
#: A box is widened for a word up to this; a longer one is divided.
LONGEST_WORD = 184.0
#: Words between the name of a seat and that of its body.
JOINTS = (" i ", " in ", " of ", " in a ", " of a ", " in the ", " of the ")
NOT_IN_IDS = re.compile(r"[^a-z0-9-]+")


@dataclass(frozen=True)
class Labels:
    """Names and links for one page of the site.

    Args:
        knowledge: the model, redacted as the publication demands.
        addresses: where things have pages.
        lang: the language of the page.
        page: the path of the page that the chart stands in; in one folder all links are the same.
        owner: the owner whose name need not be said again in the boxes.
        lone: texts that exist in one language only, with that language.
    """

    knowledge: Knowledge
    addresses: Addresses
    lang: Lang
    page: str
    owner: Iri | None = None
    lone: Mapping[str, str] = field(default_factory=dict, compare=False)
    _hrefs: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)
    _told: dict[tuple[Iri, Step], tuple[Part, ...]] = field(default_factory=dict, compare=False, repr=False)

    def say(self, text: Both) -> str:
        """A text in the language of the page, on one line."""
        return plain(text.pick(self.lang))

    def tongue(self, text: Both) -> str:
        """The language of a text that exists only in another than the page's; empty for all other texts."""
        lang = self.lone.get(text.pick(self.lang), self.lang)
        return "" if lang == self.lang else lang

    def tongue_of(self, iri: Iri) -> str:
        """The same of the name of a thing."""
        return self.tongue(self.knowledge.thing(iri).label)

    def name(self, iri: Iri) -> str:
        """The whole name of a thing."""
        return self.say(self.knowledge.thing(iri).label)

    def spoken(self, iri: Iri) -> str:
        """The name of a thing as one says it in a sentence."""
        return self.say(self.knowledge.thing(iri).spoken)

    def href(self, iri: str) -> str | None:
        """The link to the page of a thing; None for what has no page here."""
        if iri not in self._hrefs:
            address = self.addresses.get(iri)
            self._hrefs[iri] = None if address is None else link(self.page, address.page(self.lang))
        return self._hrefs[iri]

    def part(self, iri: Iri, text: str | None = None) -> Part:
        """The name of a thing, as a link where it has a page."""
        return Part(self.spoken(iri) if text is None else text, self.href(iri), self.tongue_of(iri))

    def statements(self, ids: tuple[str, ...] | list[str]) -> list[Part]:
        """The statements that something rests on, in brackets; nothing for none."""
        parts: list[Part] = []
        for name in ids:
            parts += [Part(", "), Part(name, self.href(expand(f"kgs:{name}")))]
        return [Part(" ("), *parts[1:], Part(")")] if parts else []

    def step(self, node: Iri, step: Step, keep: bool) -> tuple[Part, ...]:
        """A step as a sentence, with links, its condition, its status and its statements.

        Args:
            node: where it starts; a seat of it is named itself.
            step: the step, which leads somewhere.
            keep: whether other charts with these labels will ask for it too.
        """
        place = node, step
        told = self._told.get(place) or self._step(node, step)
        if keep:
            self._told[place] = told
        return told

    def _step(self, node: Iri, step: Step) -> tuple[Part, ...]:
        assert step.end is not None
        start = step.start if step.start in self.knowledge.seats else node
        parts = [self.part(start), Part(f" {self.say(step.phrase)} "), self.part(step.end)]
        if step.via is not None:
            parts += [Part(", via "), self.part(step.via)]
        for extra in (step.condition, STATUS.get(step.status, NOTHING)):
            if said := self.say(extra):
                parts += [Part(", "), Part(said, lang=self.tongue(extra))]
        return (*parts, *self.statements(step.statements))

    def lines(self, iri: Iri, room: float) -> tuple[Words, ...]:
        """The name of a thing for a box: its abbreviation above the rest, the owner only where it differs."""
        lang = self.tongue_of(iri)
        return tuple(replace(words, lang=lang) for words in name_lines(self._shortened(iri), room))

    def _shortened(self, iri: Iri) -> str:
        name = self.name(iri)
        if self.owner is not None and self.owner_of(iri) == self.owner:
            head, _, tail = name.rpartition(" (")
            if head and tail.endswith(")") and len(tail) < 30:
                return head
        return name

    def seat_name(self, seat: Seat, body: Iri) -> str:
        """The name of a seat without that of its body, where it ends with it or goes on after a colon."""
        name = self.name(seat.iri).split(" (")[0]
        bodies = {self.spoken(one) for one in (body, *seat.bodies)}
        for one in sorted(bodies, key=lambda words: (-len(words), words)):
            for joint in JOINTS:
                head, found, tail = name.partition(f"{joint}{one}")
                if found and (not tail or tail.startswith(":")):
                    return head + tail
        return name

    def owner_of(self, iri: Iri) -> Iri | None:
        """The owner of a thing, as the documents or a list say."""
        owners = self.knowledge.thing(iri).iris("kg:hasOwner")
        if not owners:
            owners = [
                owner
                for kind in self.knowledge.kinds_of(iri)
                for owner in self.knowledge.thing(kind).iris("kg:hasOwner")
            ]
        return owners[0] if owners else None

    # ---- levels and looks

    def levels(self, iri: Iri) -> set[Iri]:
        """The levels that are stated of a thing or of its kind."""
        own = self.knowledge.thing(iri).iris("kg:hasLevel")
        kinds = self.knowledge.kinds_of(iri)
        return set(
            own or [level for kind in kinds for level in self.knowledge.thing(kind).iris("kg:hasLevel")]
        )

    def rank(self, iri: Iri) -> int | None:
        return self.knowledge.level_rank(iri)

    def is_municipal(self, iri: Iri) -> bool:
        """Whether a thing stands at the municipal level, and not in the region."""
        levels = self.levels(iri)
        return Iri(MUNICIPAL) in levels and Iri(REGION) not in levels

    def level_words(self, iri: Iri) -> str:
        """The level of a thing in words, and whether it is inferred."""
        text = Both("kommunal nivå", "municipal level") if self.is_municipal(iri) else LEVELS[self.rank(iri)]
        if Iri(INFERRED) in self.knowledge.thing(iri).iris("kg:hasLevelBasis"):
            text = Both(f"{text.sv}, läst ur sammanhanget", f"{text.en}, inferred from the context")
        words = self.say(text)
        return words[:1].lower() + words[1:]

    def form(self, iri: Iri) -> str:
        """How the box of a thing looks."""
        knowledge = self.knowledge
        if iri in knowledge.seats:
            return "seat"
        if iri in knowledge.offices:
            return "office"
        if iri in knowledge.kinds:
            return "kind"
        types = knowledge.thing(iri).types
        return "body" if types & BODIES or types & knowledge.kinds else "other"

    def band(self, iri: Iri, room_beside: bool) -> str:
        """The key of the band that a thing stands in.

        Args:
            iri: the thing.
            room_beside: whether the municipalities stand beside the region; else they have a band of their own.
        """
        if self.is_municipal(iri) and not room_beside:
            return MUNICIPAL_BAND
        return str(self.rank(iri))

    def bands(self, keys: set[str]) -> tuple[Band, ...]:
        """The bands of the keys given, from the top; what has no level stands outside the scale."""
        bands = [
            Band(str(rank), self.say(title), self.say(BESIDE), is_outside=rank is None)
            for rank, title in LEVELS.items()
        ]
        region = next(index for index, band in enumerate(bands) if band.key == str(REGION_RANK))
        bands.insert(region + 1, Band(MUNICIPAL_BAND, self.say(BESIDE)))
        return tuple(band for band in bands if band.key in keys)


class ByName(Labels):
    """Names that lead to the IRIs of things, for a picture that is not part of a page."""

    def href(self, iri: str) -> str | None:
        """The IRI itself."""
        return iri


def name_lines(name: str, room: float) -> tuple[Words, ...]:
    """A name in the lines of a box: an abbreviation at its end stands first, in bold."""
    head, comma, tail = name.rpartition(", ")
    if comma and tail.isupper() and len(tail) <= LONGEST_ABBREVIATION:
        return (Words(tail, "strong"), *wrap(head, wide_enough(head, room), "small", 4))
    if name.isupper() and width(name, "strong") <= room:
        return (Words(name, "strong"),)
    return tuple(wrap(name, wide_enough(name, room, "plain"), "plain", 4)) or (Words("–"),)


def wide_enough(text: str, room: float, style: str = "small") -> float:
    """The room for a text, or more where it has a word that would have to be divided."""
    return max(room, min(longest_word(text, style), LONGEST_WORD))


def box_room(wide: float) -> float:
    """The width of the text in a box of a width."""
    return wide - 2 * PAD_X


def chart_id(sort: str, iri: str, lang: str) -> str:
    """An id that is unique among the charts of a page, and safe in markup."""
    name = local_name(iri).lower()
    safe = NOT_IN_IDS.sub("-", name).strip("-")[:40]
    mark = "" if safe == name else "-" + hashlib.sha256(iri.encode()).hexdigest()[:8]
    return f"{sort}-{safe or 'x'}{mark}-{lang}"


def thing_sort(knowledge: Knowledge, thing: Thing) -> tuple[str, ...]:
    """What a thing is, by its kinds and classes: things that may be drawn as one are alike in this."""
    return tuple(sorted(thing.types & knowledge.kinds) or sorted(thing.types))
