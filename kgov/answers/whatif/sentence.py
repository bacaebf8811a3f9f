"""The change in words, and the sentence that one can say aloud."""

from __future__ import annotations

from kgov.answers.whatif.acting import deciders
from kgov.answers.whatif.answer import Answer
from kgov.answers.whatif.changes import Change, Close, Merge, Remove, Rename, Vacate
from kgov.answers.whatif.outcomes import Shift
from kgov.language import Both, capital, join
from kgov.model.knowledge import Knowledge
from kgov.namespaces import local_name

#: How many rules come to an outcome: one rule, several rules.
OUTCOMES = {
    "violated": (
        Both("1 regel är inte längre uppfylld", "1 rule is no longer met"),
        Both("{n} regler är inte längre uppfyllda", "{n} rules are no longer met"),
    ),
    "unclear": (
        Both("1 regel blir en tolkningsfråga", "1 rule becomes a question of interpretation"),
        Both("{n} regler blir tolkningsfrågor", "{n} rules become questions of interpretation"),
    ),
    "missing": (
        Both("för 1 regel saknas underlag", "for 1 rule data are missing"),
        Both("för {n} regler saknas underlag", "for {n} rules data are missing"),
    ),
}
LOSE = (
    Both("1 grupp förlorar ett steg på vägen uppåt", "1 body loses a step on its way upwards"),
    Both("{n} grupper förlorar ett steg på vägen uppåt", "{n} bodies lose a step on their way upwards"),
)
CARRY = (
    Both("1 steg uppåt har ingen som tar det", "1 step upwards has nobody to take it"),
    Both("{n} steg uppåt har ingen som tar dem", "{n} steps upwards have nobody to take them"),
)
BETTER = (
    Both("1 regel får ingen anmärkning längre", "1 rule gives no remark any more"),
    Both("{n} regler får ingen anmärkning längre", "{n} rules give no remark any more"),
)


def counted(number: int, forms: tuple[Both, Both]) -> Both:
    """The form for one or for several."""
    return forms[0] if number == 1 else forms[1].fill(n=number)


def name_of(knowledge: Knowledge, change: Change) -> Both:
    """A change as the end of *if …*. A person is called what the user called the person."""

    def spoken(iri: object) -> Both:
        return knowledge.thing(iri).spoken  # type: ignore[arg-type]

    match change:
        case Vacate():
            text = Both("{entry} lämnar platsen ”{seat}”{where}", "{entry} leaves the seat “{seat}”{where}")
            if not change.only:
                text = Both("platsen ”{seat}”{where} blir tom", "the seat “{seat}”{where} becomes empty")
            own = change.body in knowledge.seats[change.seat].bodies
            where = Both("", "") if own else Both(" i {body}", " in {body}").fill(body=spoken(change.body))
            entry = ", ".join(local_name(entry) for entry in change.only)
            return text.fill(seat=spoken(change.seat), where=where, entry=entry)
        case Remove():
            text = Both("{name} lämnar sina platser och funktioner", "{name} leaves all seats and offices")
            return text.fill(name=change.name)
        case Close():
            return Both("{me} avvecklas", "{me} is closed").fill(me=spoken(change.body))
        case Merge():
            text = Both("{me} slås samman med {them}", "{me} is merged into {them}")
            return text.fill(me=spoken(change.body), them=spoken(change.into))
        case Rename():
            text = Both("{me} byter namn till {name}", "{me} takes the name {name}")
            return text.fill(me=spoken(change.thing), name=change.name)


def summary(knowledge: Knowledge, answer: Answer) -> Both:
    """What the change means, in a sentence or two."""
    changes = join([name_of(knowledge, change) for change in answer.changes])
    parts = [
        counted(number, forms)
        for outcome, forms in OUTCOMES.items()
        if (number := rules([s for s in answer.shifts.worse if s.after == outcome]))
    ]
    losing = [loss for loss in answer.losses if loss.steps and not loss.whole]
    carried = sum(len(loss.carried) for loss in answer.losses)
    parts += [counted(len(losing), LOSE)] if losing else []
    parts += [counted(carried, CARRY)] if carried else []
    if answer.shifts.better:
        parts.append(counted(rules(answer.shifts.better), BETTER))
    if not parts:
        others = any(loss.whole for loss in answer.losses)
        way = (
            Both(
                "ingen annan grupp förlorar ett steg på vägen uppåt",
                "no other body loses a step on its way upwards",
            )
            if others
            else Both("ingen väg uppåt förlorar ett steg", "no way upwards loses a step")
        )
        parts = [Both("ingen regel bryts", "no rule breaks"), way] if answer.before else [way]
    opening = Both("Om {what} den {day}: {parts}.", "If {what} on {day}: {parts}.").fill(
        what=changes, day=answer.on, parts=join(parts)
    )
    names = deciders(knowledge, answer.acts)
    if not names:
        return opening
    verb = "decides" if len(names) == 1 else "decide"
    ending = capital(
        Both("{who} beslutar enligt dokumenten.", f"{{who}} {verb} according to the documents.").fill(
            who=join(names)
        )
    )
    return Both(f"{opening.sv} {ending.sv}", f"{opening.en} {ending.en}")


def rules(shifts: list[Shift]) -> int:
    """How many rules there are among shifts."""
    return len({shift.finding.rule.id for shift in shifts})
