"""Where a matter goes, and the way to a level or a body."""

from __future__ import annotations

from kgov.answers.paths.matters import Matters
from kgov.answers.paths.reporting import chain
from kgov.answers.paths.steps import Step, Upwards, Way, computed_gap, owner_of, telling
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Thing
from kgov.namespaces import local_name
from kgov.storage.terms import Iri


def escalate(
    knowledge: Knowledge,
    body: Iri,
    matter: Iri | None = None,
    to: Iri | None = None,
    upwards: Upwards | None = None,
) -> Way:
    """The way of a matter upwards from a body, mixing kinds of link.

    Args:
        knowledge: the model, with the lists at hand.
        body: where the matter starts.
        matter: code of the matter; without it, all links upwards are walked.
        to: a body or level; only the steps on the way there are kept.
        upwards: the steps of the model, where they are asked for many bodies.

    Raises:
        KgovError: the matter is not known.
    """
    if matter is not None:
        if matter not in knowledge.concepts:
            raise KgovError(
                Both(f"okänt ärendeslag: {local_name(matter)}", f"unknown matter: {local_name(matter)}")
            )
        way = Matters(knowledge, upwards).way(body, matter)
        return _towards(knowledge, way, to) if to else way
    whole = chain(knowledge, body, upwards)
    whole.hops = sorted([*whole.hops, *whole.continues], key=lambda step: step.distance)
    whole.continues = []
    return _towards(knowledge, whole, to) if to else whole


def _towards(knowledge: Knowledge, way: Way, goal: Iri) -> Way:
    """Keep the steps on a shortest way to a body or level; say so where none leads there."""

    def arrives(node: Iri) -> bool:
        if node == goal:
            return True
        thing: Thing = knowledge.thing(node)
        return goal in thing.all("kg:hasLevel")

    previous: dict[Iri, tuple[Iri, Step]] = {}
    reached = [way.start]
    for node in reached:
        for step in sorted(way.hops, key=telling):
            if step.end is None or step.end in previous or step.end == way.start:
                continue
            holder = owner_of(knowledge, step.start)
            if node in (step.start, holder) or holder in knowledge.kinds_of(node):
                previous[step.end] = node, step
                reached.append(step.end)
    goals = [node for node in reached[1:] if arrives(node)]
    name = knowledge.thing(goal).spoken
    if not goals:
        way.gaps = [
            computed_gap(
                way.start,
                Both(
                    f"något samband från {knowledge.thing(way.start).spoken.sv} till {name.sv}",
                    f"any link from {knowledge.thing(way.start).spoken.en} to {name.en}",
                ),
            ),
            *way.gaps,
        ]
        way.ends_because = Both(
            f"Inget angivet samband leder till {name.sv}.", f"No stated link leads to {name.en}."
        )
        way.summary = Both(
            f"{way.ends_because.sv} Här är de samband som finns.",
            f"{way.ends_because.en} Here are the links there are.",
        )
        return way
    steps: list[Step] = []
    node = goals[0]
    while node != way.start:
        node, step = previous[node]
        steps.insert(0, step)
    way.hops = steps
    way.ends_because = Both(f"Vägen når {name.sv}.", f"The way reaches {name.en}.")
    listed = "; ".join
    way.summary = Both(
        "Vägen: " + listed(_say(knowledge, s).sv for s in steps) + ".",
        "The way: " + listed(_say(knowledge, s).en for s in steps) + ".",
    )
    return way


def _say(knowledge: Knowledge, step: Step) -> Both:
    end = knowledge.thing(step.end).spoken if step.end is not None else Both("?", "?")
    return Both("{a} {p} {b}", "{a} {p} {b}").fill(a=knowledge.thing(step.start).spoken, p=step.phrase, b=end)
