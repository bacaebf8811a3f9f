"""The reporting chain of a body, the other links upwards, and the silence where they end."""

from __future__ import annotations

from kgov.answers.paths.steps import (
    OR,
    Edge,
    Step,
    Upwards,
    Way,
    computed_gap,
    is_national,
    names_of,
    telling,
)
from kgov.language import Both, capital, join
from kgov.model.knowledge import Knowledge
from kgov.model.things import Gap
from kgov.namespaces import local_name
from kgov.storage.terms import Iri


def _unknown_receiver(knowledge: Knowledge, node: Iri) -> Gap:
    name = knowledge.thing(node).spoken
    label = Both(f"vem {name.sv} rapporterar till", f"whom {name.en} reports to")
    return computed_gap(node, label)


def chain(knowledge: Knowledge, start: Iri, upwards: Upwards | None = None) -> Way:
    """The reporting chain of a body, the other links upwards, and what the documents do not say.

    Args:
        knowledge: the model, with the lists at hand.
        start: IRI of a body, kind, unit or office.
        upwards: the steps of the model, where they are asked for many starts.

    Returns:
        A way whose ``hops`` are links of the reporting kind only. It is never empty: where nothing is
        said, that is a gap of the answer.
    """
    upwards = upwards or Upwards(knowledge)
    hops: list[Step] = []
    depth = {start: 0}
    for node in (order := [start]):
        for step in upwards.reporting(node, depth[node] + 1):
            if step.status == "supplemented":
                continue
            if step not in hops:
                hops.append(step)
            if step.end is not None and step.end not in depth:
                depth[step.end] = depth[node] + 1
                order.append(step.end)
    in_chain = list(order)
    hops.sort(key=lambda step: step.distance)
    continues: list[Step] = []
    seen: set[Edge] = set()
    queue = [(node, depth[node] + 1) for node in in_chain]
    while queue:
        queue.sort(key=lambda item: item[1])  # what the chain reached later must not come before nearer nodes
        node, distance = queue.pop(0)
        later = [] if node in in_chain else upwards.reporting(node, distance)
        for step in [*later, *upwards.others(node, distance)]:
            if step.edge in seen or step.status == "supplemented":
                continue
            seen.add(step.edge)
            continues.append(step)
            if step.end is not None and step.end not in depth:
                depth[step.end] = distance
                order.append(step.end)
                if not is_national(knowledge, step.end):
                    queue.append((step.end, distance + 1))
    gaps: list[Gap] = []
    for node in order:
        found = upwards.silence(node)
        ends_here = node in in_chain and not any(step.start == node for step in hops)
        recorded = any(local_name(str(gap.one("kg:hasGapKind"))) == "gap-reporting-line" for gap in found)
        if ends_here and not recorded and (node == start or not is_national(knowledge, node)):
            gaps.append(_unknown_receiver(knowledge, node))
        gaps += [gap for gap in found if gap not in gaps]
    supplements = _supplements(upwards, depth, [*hops, *continues])
    summary, ends = _chain_sentence(knowledge, start, hops, continues, in_chain)
    return Way(
        start=start,
        matter=None,
        type="handed-on" if hops else "receiver-not-stated",
        summary=summary,
        ends_because=ends,
        hops=hops,
        continues=continues,
        gaps=gaps,
        supplements=supplements,
    )


def _supplements(upwards: Upwards, depth: dict[Iri, int], stated: list[Step]) -> list[Step]:
    """What the owner has added from the nodes reached, and what is said from where that leads."""
    told = {step.edge for step in stated}
    found: dict[Edge, Step] = {}
    added: set[Iri] = set()
    queue = sorted(depth.items(), key=lambda item: item[1])
    while queue:
        node, distance = queue.pop(0)
        for step in [*upwards.reporting(node, distance + 1), *upwards.others(node, distance + 1)]:
            known = step.edge in told or node not in added
            if step.edge in found or (step.status != "supplemented" and known):
                continue
            found[step.edge] = step
            if step.end is not None and step.end not in depth and step.end not in added:
                added.add(step.end)
                queue.append((step.end, distance + 1))
        queue.sort(key=lambda item: item[1])
    return list(found.values())


def _chain_sentence(
    knowledge: Knowledge,
    start: Iri,
    hops: list[Step],
    continues: list[Step],
    in_chain: list[Iri],
) -> tuple[Both, Both]:
    me = knowledge.thing(start).spoken
    sentences: list[Both] = []
    if hops:
        first = [
            Both(
                f"{name.sv} ({step.condition.sv})" if step.status == "interpreted" else name.sv,
                f"{name.en} ({step.condition.en})" if step.status == "interpreted" else name.en,
            )
            for step in hops
            if step.start == start and step.end is not None
            for name in [knowledge.thing(step.end).spoken]
        ]
        sentences.append(
            Both("{me} rapporterar till {them}.", "{me} reports to {them}.").fill(me=me, them=join(first, OR))
        )
    ends = [node for node in in_chain if not any(step.start == node for step in hops)]
    silent = [node for node in ends if node == start or not is_national(knowledge, node)]
    because = Both(
        "Vem {them} rapporterar till säger dokumenten inte.",
        "The documents do not say whom {them} reports to.",
    ).fill(them=join(names_of(knowledge, silent), OR))
    if silent:
        sentences.append(because)
        for node in silent:
            near = next(
                (
                    step
                    for step in sorted(continues, key=telling)
                    if step.start == node and step.end is not None and step.demanded
                ),
                None,
            )
            if near is not None and near.end is not None:
                sentences.append(
                    Both("{me} {phrase} {them}.", "{me} {phrase} {them}.").fill(
                        me=knowledge.thing(node).spoken,
                        phrase=near.phrase,
                        them=knowledge.thing(near.end).spoken,
                    )
                )
                break
    else:
        because = Both("Den nationella nivån är nådd.", "The national level is reached.")
    sentences = [capital(sentence) for sentence in sentences]
    if continues:
        sentences.append(Both("Vidare uppåt finns andra samband.", "Further up there are other links."))
    return (
        Both(" ".join(s.sv for s in sentences), " ".join(s.en for s in sentences)),
        capital(because),
    )
