"""Who must act when the record changes: those whom the documents let close, appoint, be heard or step in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgov.answers.paths import Upwards
from kgov.language import Both, join
from kgov.model.knowledge import Knowledge
from kgov.model.things import Link
from kgov.namespaces import expand
from kgov.storage.terms import Iri

OR = Both("eller", "or")
CLOSES, SETS_MEMBERS = expand("kgc:link-closes"), expand("kgc:link-sets-members-of")
APPOINTED_BY = expand("kgc:link-appointed-by")
#: What is a decision on a body or on who sits in it.
DECISIONS = (CLOSES, SETS_MEMBERS, APPOINTED_BY)
#: How it is said of a seat who appoints to it, who is heard and who recommends.
APPOINTING = tuple(
    expand(f"kgc:link-{name}") for name in ("appointed-by", "consults", "recommended-by", "reconciled-with")
)


@dataclass(frozen=True)
class Act:
    """What somebody decides, or may do.

    ``who`` is None where the documents do not name the one who acts; ``decides`` says that the change rests on
    that decision, without a condition, and not on being heard or on taking a seat.
    """

    who: Iri | None
    text: Both
    statements: tuple[str, ...]
    may: bool = False
    decides: bool = False


class Acting:
    """Who acts, as the norm and the relations of the record say.

    Args:
        knowledge: the model with the lists as they are.
        gone: bodies that cease: they act no more.
    """

    def __init__(self, knowledge: Knowledge, gone: Iterable[Iri] = ()) -> None:
        self.knowledge = knowledge
        self.upwards = Upwards(knowledge)
        self.gone = set(gone)

    def closing(self, body: Iri) -> list[Act]:
        """Who closes a body."""
        return self._upon(body, CLOSES)

    def setting_members(self, body: Iri) -> list[Act]:
        """Who settles who sits in a body."""
        return self._upon(body, SETS_MEMBERS)

    def standing_in(self, body: Iri) -> list[Act]:
        """Who may do the tasks of a body when there is none."""
        selves = set(self.upwards.selves(body))
        return [
            Act(
                bearer,
                Both("{who} kan {what}", "{who} may {what}").fill(
                    who=self.knowledge.thing(bearer).spoken, what=permission.label
                ),
                tuple(permission.statements),
                may=True,
            )
            for permission in self.knowledge.permissions.values()
            if selves & set(permission.iris("kg:standsInFor"))
            for bearer in permission.bearers
            if bearer not in self.gone
        ]

    def appointing(self, seat: Iri, body: Iri) -> list[Act]:
        """Who appoints to a seat in a body, who is heard, and whose office fills it."""
        acts = []
        for link in self.upwards.by_start.get(seat, []):
            if link.kind in APPOINTING:
                phrase = self.knowledge.concepts[link.kind].text("kg:hasForwardPhrase")
                for end, _ in self.upwards.bodies_meant(body, link.end):
                    if end not in self.gone:
                        acts.append(self._act(end, seat, phrase, end, link))
        fillers = self.knowledge.seats[seat].filled_by
        if fillers:
            text = Both("{seat} fylls av {who}", "{seat} is filled by {who}").fill(
                seat=self.knowledge.thing(seat).spoken,
                who=join([self.knowledge.thing(filler).spoken for filler in fillers], OR),
            )
            only = fillers[0] if len(fillers) == 1 else None
            acts.append(Act(only, text, tuple(self.knowledge.seats[seat].statements)))
        return acts

    def is_appointer_named(self, seat: Iri) -> bool:
        """Whether the documents say who appoints to a seat."""
        return any(link.kind == APPOINTED_BY for link in self.upwards.by_start.get(seat, []))

    def _upon(self, body: Iri, kind: str) -> list[Act]:
        phrase = self.knowledge.concepts[Iri(kind)].text("kg:hasForwardPhrase")
        return [
            self._act(who, who, phrase, body, link)
            for me in self.upwards.selves(body)
            for link in self.upwards.by_end.get(me, [])
            if link.kind == kind
            for who, _ in self.upwards.bodies_meant(body, link.start)
            if who not in self.gone
        ]

    def _act(self, who: Iri, subject: Iri, phrase: Both, thing: Iri, link: Link) -> Act:
        condition = link.condition
        may = Both(" (kan", " (may") if link.is_permission else Both("", "")
        notes = Both(
            _noted(may.sv, condition.sv),
            _noted(may.en, condition.en),
        )
        text = Both("{subject} {phrase} {thing}", "{subject} {phrase} {thing}").fill(
            subject=self.knowledge.thing(subject).spoken,
            phrase=phrase,
            thing=self.knowledge.thing(thing).spoken,
        )
        return Act(
            who,
            Both(text.sv + notes.sv, text.en + notes.en),
            tuple(link.statements),
            link.is_permission,
            link.kind in DECISIONS and not condition.sv,
        )


def _noted(may: str, condition: str) -> str:
    if not condition:
        return f"{may})" if may else ""
    return f"{may}; {condition})" if may else f" ({condition})"


def once(acts: Iterable[Act]) -> list[Act]:
    """Each act once; what must be done before what may be done."""
    unique = list(dict.fromkeys(acts))
    return [act for act in unique if not act.may] + [act for act in unique if act.may]


def deciders(knowledge: Knowledge, acts: Iterable[Act]) -> list[Both]:
    """Those who must decide, each named once."""
    names = [act.who for act in acts if act.who is not None and act.decides and not act.may]
    return [knowledge.thing(who).spoken for who in dict.fromkeys(names)]
