"""What somebody does well and could learn, as their own ladders say; read by themselves alone.

Where the organisation keeps personal figures to the person, only what they say of themselves
counts: neither the lead's word on a skill nor what the data found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from trigpoint.core.loop.matching import Subject
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.ladders import assessment
from trigpoint.services.ladders.assessment import Side, StandPart
from trigpoint.services.measures import catalogue
from trigpoint.services.mentors import mentor_state
from trigpoint.store.models import Criterion, Ladder, LadderSkill, MentorWord

PRACTISED = 3
SAID = _("You say that you can show others.")
BY_BOTH = _("You and your lead say that you practise it.")
BY_SELF = _("You say that you practise it.")
REACHED = _("You reached a step that counts it.")
NOT_YET = _("It is on your ladder, not practised yet.")
NEXT_STEP = _("Your next step counts it.")


@dataclass(frozen=True, slots=True)
class Strength:
    """Something that somebody does well or could learn, and how that is known."""

    subject: Subject
    why: Text


def said(actor: Actor) -> list[Strength]:
    """Return what the actor says that they can show others."""
    if actor.person is None:
        return []
    own = mentor_state.load(actor).said_by(actor.person.pk, MentorWord.Side.SHOWS)
    return [Strength(mentor_state.subject(word), SAID) for word in own]


def strengths(actor: Actor) -> list[Strength]:
    """Return what the actor does well: their own word first, then skills and steps reached."""
    practised = [
        Strength(Subject(skill.name), BY_BOTH if open_to_lead(actor) else BY_SELF)
        for skill in skills(actor)
        if is_practised(actor, skill)
    ]
    return merged([*said(actor), *practised, *steps(actor, reached=True)])


def lessons(actor: Actor) -> list[Strength]:
    """Return what the actor's ladders ask of them next."""
    waiting = [s for s in skills(actor) if not is_practised(actor, s)]
    named = [Strength(Subject(skill.name), NOT_YET) for skill in waiting]
    return merged([*named, *steps(actor, reached=False)])


def compared(actor: Actor) -> list[Strength]:
    """Return in which measures the actor is really better than usual on similar tickets."""
    own = ladders(actor).order_by("-pk").first()
    if own is None:
        return []
    found = assessment.show(actor, own.public_id)
    return [
        Strength(of_kpi(measure.kpi), line.words)
        for measure in found.measures
        for line in measure.lines
        if line.part is StandPart.ALL and line.side is Side.STRENGTH
    ]


def open_to_lead(actor: Actor) -> bool:
    """Whether the lead's word and the data count beside the person's own."""
    return access.leads_see_figures(actor)


def is_practised(actor: Actor, skill: LadderSkill) -> bool:
    """Whether a skill is practised, by both or, where it is the person's affair, by themselves."""
    if open_to_lead(actor):
        return skill.practised_on is not None
    return skill.own_level == PRACTISED


def ladders(actor: Actor) -> QuerySet[Ladder]:
    """Return the ladders that the actor climbs."""
    return Ladder.objects.filter(
        organisation=actor.organisation,
        owner_person=actor.person,
        state=Ladder.State.CLIMBING,
        retired=False,
    )


def skills(actor: Actor) -> tuple[LadderSkill, ...]:
    """Return the skills on the actor's own ladders, read once for the actor."""
    found = actor.memo.get("own skills")
    if not isinstance(found, tuple):
        own = LadderSkill.objects.filter(
            organisation=actor.organisation, ladder__in=ladders(actor), retired=False
        )
        found = actor.memo["own skills"] = tuple(own.order_by("pk"))
    return found


def counted(actor: Actor) -> frozenset[tuple[str, bool]]:
    """Return the KPIs that count for the actor's steps, each with whether it is reached."""
    found = actor.memo.get("own steps")
    if not isinstance(found, frozenset):
        rows = Criterion.objects.filter(
            organisation=actor.organisation,
            rung__ladder__in=ladders(actor),
            rung__retired=False,
            rung__opened_on__isnull=False,
            measure__isnull=False,
            retired=False,
        ).exclude(measure__kpi="")
        pairs = rows.values_list("measure__kpi", "rung__reached_on")
        found = actor.memo["own steps"] = frozenset((kpi, day is not None) for kpi, day in pairs)
    return found


def steps(actor: Actor, *, reached: bool) -> list[Strength]:
    """Return the KPIs that count for steps which the actor reached, or climbs now."""
    if reached and not open_to_lead(actor):
        return []
    kpis = sorted(kpi for kpi, done in counted(actor) if done is reached)
    return [Strength(of_kpi(kpi), REACHED if reached else NEXT_STEP) for kpi in kpis]


def of_kpi(kpi: str) -> Subject:
    """Return a KPI as something that can be learned."""
    return Subject(catalogue.kpi(kpi).title.msgid, kpi)


def merged(found: Iterable[Strength]) -> list[Strength]:
    """Return each subject once, as it was named first."""
    kept: dict[str, Strength] = {}
    for each in found:
        kept.setdefault(each.subject.kpi or each.subject.name.casefold(), each)
    return list(kept.values())
