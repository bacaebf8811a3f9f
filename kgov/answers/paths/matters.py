"""The way of a matter from a body: handed on, settled, received, or to a receiver that is not stated."""

from __future__ import annotations

from collections.abc import Iterable

from kgov.answers.indexing import concerning, index
from kgov.answers.paths.steps import APPOINTED_BY, OR, Step, Upwards, Way, names_of, owner_of
from kgov.language import Both, capital, join
from kgov.model.knowledge import Knowledge
from kgov.model.things import Gap, Provision
from kgov.storage.terms import Iri

#: By whom a matter is settled, what they do, and the statements that say so.
Settled = tuple[Iri, Both, tuple[str, ...]]

TYPES = {
    "handed-on": Both("lämnas vidare", "handed on"),
    "settled": Both("avgörs eller hanteras här", "settled or handled here"),
    "received": Both("tas emot här", "received here"),
    "receiver-not-stated": Both("dokumenten säger inte vem som tar emot", "the documents name no receiver"),
    "not-stated": Both("dokumenten säger ingenting", "the documents say nothing"),
}


class Matters:
    """Which matters the documents support for a body, and the way each takes.

    What is found for a node is kept: the ways of many bodies meet further up.

    Args:
        knowledge: the model, with the lists at hand.
        upwards: the steps of the model, where they are at hand already.
    """

    def __init__(self, knowledge: Knowledge, upwards: Upwards | None = None) -> None:
        self.knowledge = knowledge
        self.upwards = upwards or Upwards(knowledge)
        provisions: list[Provision] = [
            *knowledge.duties.values(),
            *knowledge.permissions.values(),
            *knowledge.rules.values(),
        ]
        self._borne = index(provisions, lambda item: item.bearers)
        self._received = index(provisions, lambda item: item.iris("kg:hasCounterparty"))
        self._about: dict[Iri, set[str]] = {}
        for source in (*knowledge.links.values(), *provisions):
            for matter in source.iris("kg:concernsMatter"):
                self._about.setdefault(matter, set()).update(source.statements)
        self._onward: dict[tuple[Iri, Iri, int], list[Step]] = {}
        self._settled: dict[tuple[Iri, Iri], list[Settled]] = {}

    def of(self, body: Iri) -> dict[Iri, str]:
        """The matters of a body, each with its type."""
        return {matter: way.type for matter, way in self.ways(body).items()}

    def ways(self, body: Iri) -> dict[Iri, Way]:
        """The matters of a body, each with its way."""
        upwards = self.upwards
        found: set[Iri] = set()
        for me in {*upwards.selves(body), *upwards.seats_of(body)}:
            for link in (*upwards.by_start.get(me, []), *upwards.by_end.get(me, [])):
                found.update(link.matters)
            for _, provision in (*self._borne.get(me, []), *self._received.get(me, [])):
                found.update(provision.matters)
        return {matter: self.way(body, matter) for matter in sorted(found)}

    def _borne_by(self, mine: Iterable[Iri], matter: Iri) -> list[Provision]:
        """What is asked of some things in a matter, in the order of the model."""
        return [item for item in concerning(self._borne, mine) if matter in item.matters]

    def _steps(self, node: Iri, matter: Iri, distance: int) -> list[Step]:
        """The steps of a matter from a node.

        Who sets up, closes or appoints to a body on the way is that body's own affair, not the way of the matter.
        """
        place = node, matter, distance
        if place not in self._onward:
            self._onward[place] = self._found_steps(node, matter, distance)
        return self._onward[place]

    def _found_steps(self, node: Iri, matter: Iri, distance: int) -> list[Step]:
        at_start = distance == 1
        steps: list[Step] = []
        for me in [*self.upwards.selves(node), *self.upwards.seats_of(node)]:
            holder = node if me not in self.knowledge.seats else me
            for link in self.upwards.links_from(node, me):
                if link.kind == APPOINTED_BY and not at_start:
                    continue
                if matter in link.matters and self.upwards.direction(link) == "forward":
                    for end, moved in self.upwards.bodies_meant(node, link.end):
                        steps.append(self.upwards.step(holder, link, end, False, distance, moved))
            for link in self.upwards.by_end.get(me, []) if at_start else []:
                if matter in link.matters and self.upwards.direction(link) == "backward":
                    for end, moved in self.upwards.bodies_meant(node, link.start):
                        steps.append(self.upwards.step(holder, link, end, True, distance, moved))
        return list(dict.fromkeys(steps))

    def _settling(self, node: Iri, matter: Iri) -> list[Settled]:
        """What is done with the matter at a node: by whom, what, on which statement."""
        place = node, matter
        if place not in self._settled:
            self._settled[place] = self._settles(node, matter)
        return self._settled[place]

    def _settles(self, node: Iri, matter: Iri) -> list[Settled]:
        selves = set(self.upwards.selves(node))
        mine = selves | set(self.upwards.seats_of(node))
        found: list[Settled] = []
        for provision in self._borne_by(mine, matter):
            bearers = mine & set(provision.bearers)
            bearer = node if bearers & selves else min(bearers)
            found.append((bearer, provision.label, tuple(provision.statements)))
        told = {statement for _, _, statements in found for statement in statements}
        for me in mine:
            for link in self.upwards.links_from(node, me):
                if (
                    matter in link.matters
                    and self.upwards.direction(link) != "forward"
                    and not told & set(link.statements)
                ):
                    what = Both("{phrase} {end}", "{phrase} {end}").fill(
                        phrase=self.knowledge.concepts[link.kind].text("kg:hasForwardPhrase"),
                        end=self.knowledge.thing(link.end).spoken,
                    )
                    holder = node if me not in self.knowledge.seats else me
                    found.append((holder, what, tuple(link.statements)))
        return sorted(dict.fromkeys(found), key=lambda item: (item[2], item[0]))

    def way(self, body: Iri, matter: Iri) -> Way:
        """The way of a matter from a body: steps, who settles it, what is not said."""
        hops: list[Step] = []
        order, frontier, distance = [body], [body], 0
        while frontier:
            distance += 1
            reached = []
            for node in frontier:
                for step in self._steps(node, matter, distance):
                    if step.end == node or step in hops:
                        continue
                    hops.append(step)
                    if step.end is not None and step.end not in order:
                        order.append(step.end)
                        reached.append(step.end)
            frontier = reached
        hops.sort(key=lambda step: (step.distance, not step.demanded, step.statements))
        settled = list(dict.fromkeys(item for node in order for item in self._settling(node, matter)))
        mine = {*self.upwards.selves(body), *self.upwards.seats_of(body)}
        lacking = any(provision.flag("kg:lacksReceiver") for provision in self._borne_by(mine, matter))
        gaps = self._gaps(order, matter)
        received = any(
            matter in link.matters and self.upwards.direction(link) != "backward"
            for me in mine
            for link in self.upwards.by_end.get(me, [])
        ) or any(matter in provision.matters for me in mine for _, provision in self._received.get(me, []))
        if any(step.end is not None for step in hops):
            kind = "handed-on"
        elif hops or lacking:
            kind = "receiver-not-stated"
        elif any(node in mine for node, _, _ in settled):
            kind = "settled"
        elif received:
            kind = "received"
        else:
            kind = "not-stated"
        summary, because = self._sentence(body, matter, kind, hops, settled, order)
        return Way(
            start=body,
            matter=matter,
            type=kind,
            summary=summary,
            ends_because=because,
            hops=[step for step in hops if step.status != "supplemented"],
            settled=settled,
            gaps=gaps,
            supplements=[step for step in hops if step.status == "supplemented"],
        )

    def _gaps(self, order: list[Iri], matter: Iri) -> list[Gap]:
        about = self._about.get(matter, set())
        nodes = {self_ for node in order for self_ in self.upwards.selves(node)}
        found: list[Gap] = []
        for gap in self.knowledge.gaps.values():
            if about & set(gap.statements) and nodes & {*gap.concerns, *gap.iris("kg:stopsAt")}:
                found.append(gap)
        for node in order[1:]:
            found += [gap for gap in self.upwards.silence(node) if gap not in found]
        return found

    def _at(self, node: Iri, settled: list[Settled]) -> list[Settled]:
        """What is done with the matter at a node: by itself first, then by those who hold its seats."""
        seats = set(self.upwards.seats_of(node))
        return [item for item in settled if item[0] == node] + [item for item in settled if item[0] in seats]

    def _sentence(
        self,
        body: Iri,
        matter: Iri,
        kind: str,
        hops: list[Step],
        settled: list[Settled],
        order: list[Iri],
    ) -> tuple[Both, Both]:
        knowledge = self.knowledge
        me = knowledge.thing(body).spoken
        what = knowledge.thing(matter).label
        parts = [
            capital(
                Both("{what}, {me}: {kind}.", "{what}, {me}: {kind}.").fill(
                    what=what, me=me, kind=TYPES[kind]
                )
            )
        ]
        for step in hops[:3]:
            target = (
                knowledge.thing(step.end).spoken
                if step.end is not None
                else Both("en mottagare som inte namnges", "a receiver that is not named")
            )
            sentence = Both("{me} {phrase} {them}{when}.", "{me} {phrase} {them}{when}.").fill(
                me=knowledge.thing(step.start).spoken,
                phrase=step.phrase,
                them=target,
                when=Both(
                    f" ({step.condition.sv})" if step.condition.sv else "",
                    f" ({step.condition.en})" if step.condition.en else "",
                ),
            )
            parts.append(capital(sentence))
        onward = {owner_of(knowledge, step.start) for step in hops if step.end is not None}
        ends = [node for node in order if node not in onward]
        silent = [node for node in ends if not self._at(node, settled)]
        last = next((self._at(node, settled) for node in reversed(ends) if node not in silent), [])
        because = Both("", "")
        if kind == "not-stated":
            because = Both(
                "Dokumenten säger inget om detta för {me}.", "The documents say nothing of this for {me}."
            ).fill(me=me)
        elif kind == "receiver-not-stated":
            because = Both("Mottagaren är inte angiven.", "The receiver is not stated.")
        elif last:
            because = Both("{them}: {what}.", "{them}: {what}.").fill(
                them=knowledge.thing(last[0][0]).spoken, what=last[0][1]
            )
        if silent and kind in ("handed-on", "settled", "received"):
            after = Both(
                "Vad som sedan händer hos {them} säger dokumenten inte.",
                "What then happens at {them} the documents do not say.",
            ).fill(them=join(names_of(knowledge, silent), OR))
            because = Both(
                f"{capital(because).sv} {after.sv}".strip(), f"{capital(because).en} {after.en}".strip()
            )
        parts.append(capital(because))
        return Both(" ".join(p.sv for p in parts), " ".join(p.en for p in parts)), capital(because)
