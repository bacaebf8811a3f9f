"""Names that users type: short name, abbreviation, label or IRI, resolved to one thing or to candidates."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from kgov.errors import KgovError
from kgov.language import Both, swedish_key
from kgov.model.knowledge import Knowledge
from kgov.model.things import Thing
from kgov.namespaces import PREFIXES
from kgov.storage.terms import Iri


def _names(thing: Thing) -> set[str]:
    names = {thing.short, thing.label.sv, thing.label.en, thing.spoken.sv, thing.spoken.en}
    names.update(str(text) for text in thing.all("skos:altLabel"))
    return {name.casefold() for name in names}


def find_one(
    knowledge: Knowledge,
    text: str,
    among: Mapping[Iri, Thing] | None = None,
    owner: str | None = None,
    what: Both | None = None,
) -> Iri:
    """The one thing that a user means.

    Args:
        knowledge: the model with the lists at hand.
        text: IRI, prefixed name, short name, abbreviation or label.
        among: the things it may be; bodies, offices and units unless given.
        owner: short name of the user's own region, preferred where a name is shared.
        what: what is looked for, for the message.

    Raises:
        KgovError: no such thing, or several; the candidates are named.
    """
    things: Mapping[Iri, Thing] = knowledge.entities if among is None else among
    wanted = text.strip()
    for prefix, base in PREFIXES.items():
        if wanted.startswith(prefix + ":"):
            wanted = base + wanted[len(prefix) + 1 :]
            break
    if Iri(wanted) in things:
        return Iri(wanted)
    folded = wanted.casefold()
    by_short = [iri for iri, thing in things.items() if thing.short.casefold() == folded]
    if len(by_short) == 1:
        return by_short[0]
    found = [iri for iri, thing in things.items() if folded in _names(thing)]
    if len(found) > 1 and owner:
        mine = [iri for iri in found if things[iri].short.startswith(owner)]
        found = mine or found
    if len(found) == 1:
        return found[0]
    noun = what or Both("grupp", "body")
    if found:
        listed = _listed([things[iri] for iri in found])
        raise KgovError(
            Both(f"”{text}” kan vara flera:\n{listed.sv}", f"“{text}” may be several:\n{listed.en}"),
            Both("Ange kortnamnet till vänster.", "Give the short name to the left."),
        )
    near = _nearest(folded, things)
    raise KgovError(
        Both(f"okänd {noun.sv}: {text}", f"unknown {noun.en}: {text}"),
        Both(
            f"Menar du:\n{_listed(near).sv}" if near else "Se alla: kgov bodies.",
            f"Did you mean:\n{_listed(near).en}" if near else "See all: kgov bodies.",
        ),
    )


def _listed(things: list[Thing]) -> Both:
    ordered = sorted(things, key=lambda thing: swedish_key(thing.short))
    width = max((len(thing.short) for thing in ordered), default=0)
    return Both(
        "\n".join(f"  {thing.short:<{width}}  {thing.label.sv}" for thing in ordered),
        "\n".join(f"  {thing.short:<{width}}  {thing.label.en}" for thing in ordered),
    )


def _nearest(text: str, things: Mapping[Iri, Thing]) -> list[Thing]:
    by_name: dict[str, Iri] = {}
    for iri, thing in things.items():
        for name in _names(thing):
            by_name.setdefault(name, iri)
    close = difflib.get_close_matches(text, by_name, n=5, cutoff=0.6)
    close += [name for name in by_name if text in name and name not in close][: 5 - len(close)]
    return [things[iri] for iri in dict.fromkeys(by_name[name] for name in close)]
