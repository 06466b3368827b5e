"""Needs: time, a tool, training or people, asked for from a goal of a leader who is named."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThen, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.store.models import Goal, Need, Person
from trigpoint.store.state import records

LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedDraft:
    """What is asked for (time, tool, training or people), why, and of which leader."""

    kind: str
    words: str
    leader: str


@dataclass(frozen=True, slots=True)
class NeedView:
    """A need. `state` is open, granted, dated (granted from `day` on) or refused.

    `goal` and its title are "" for others than its owner where it is private.
    """

    id: str
    goal: str
    goal_title: str
    by: HolderView
    leader: HolderView
    kind: str
    words: str
    at: datetime.datetime
    state: str
    day: datetime.date | None
    answer: str
    answered_at: datetime.datetime | None
    mine_to_answer: bool


def leaders(actor: Actor) -> list[HolderView]:
    """Return the leaders whom the actor may ask, nearest first."""
    if actor.person is None:
        return []
    drawn, me = access.viewer_of(actor).chart, str(actor.person.pk)
    found: dict[str, None] = {}
    for unit in sorted(drawn.units_of(me)):
        for at in (unit, *drawn.above(unit)):
            found |= dict.fromkeys(sorted(drawn.leads(at) - {me}))
    known = graph.load(actor).people
    there = (known[int(key)] for key in found if int(key) in known)
    return [HolderView("person", leader.public_id, leader.name) for leader in there]


def made(actor: Actor, goal: Goal, draft: NeedDraft) -> Need:
    """Return a need that is not saved yet.

    Raises:
        Invalid: for an unknown kind, without words, or for somebody who is no leader of theirs.
    """
    if draft.kind not in Need.Kind.values:
        raise Invalid({"need": _("Choose time, a tool, training or people.")})
    words = draft.words.strip()
    if not words or len(words) > LONGEST:
        raise Invalid({"need_words": _("Say in a sentence what you need, and what for.")})
    if draft.leader not in {leader.id for leader in leaders(actor)}:
        raise Invalid({"leader": _("Choose which leader you ask.")})
    return Need(
        organisation=actor.organisation,
        goal=goal,
        person=actor.person,
        leader=Person.objects.get(public_id=draft.leader),
        kind_of_need=draft.kind,
        words=words,
        at=actor.now,
    )


def ask(actor: Actor, goal_id: str, draft: NeedDraft) -> str:
    """Ask for what a goal needs; return the need's public id. Raises like `made`."""
    goal = access.goal_to_check_in(actor, goal_id)
    if actor.person is None:
        raise NotAllowed(_("Only a person can ask for something."))
    need = made(actor, goal, draft)
    with command(actor, "need.ask") as journal:
        journal.create(need)
        journal.tell("need.asked", need=need.public_id, goal=goal.public_id)
    return need.public_id


def answer(
    actor: Actor, need_id: str, said: str, words: str = "", day: datetime.date | None = None
) -> None:
    """Grant a need, refuse it with a reason, or name the day from which it is there.

    Raises:
        NotThere: for anybody but the asked leader and the asker.
        NotAllowed: for the asker.
        Invalid: for a refusal without words, or for a day that has passed.
    """
    need = find(actor, need_id)
    if actor.person is None or need.leader_id != actor.person.pk:
        raise NotAllowed(_("Whoever was asked answers this."))
    if said not in {Need.State.GRANTED, Need.State.REFUSED, Need.State.DATED}:
        raise Invalid({"answer": _("Grant it, refuse it, or name a day.")})
    if said == Need.State.REFUSED and not words.strip():
        raise Invalid({"words": _("Say why not, so that they can look for another way.")})
    if said == Need.State.DATED and (day is None or day < actor.today):
        raise Invalid({"day": _("Name a day that is still to come.")})
    need.state, need.answer = said, words.strip()[:LONGEST]
    need.day = day if said == Need.State.DATED else None
    need.answered_at = actor.now
    with command(actor, "need.answer") as journal:
        journal.save(need)
        journal.tell("need.answered", need=need.public_id, goal=need.goal.public_id)


def find(actor: Actor, need_id: str) -> Need:
    """Return a need that the actor asked for or is to answer, of a goal they may know."""
    need = rows(actor).filter(concerning(actor), public_id=need_id).first()
    if need is None:
        raise NotThere
    return need


def concerning(actor: Actor) -> Q:
    """Needs that the actor asked for, or was asked for."""
    if actor.person is None:
        return Q(pk__in=())
    return Q(person=actor.person) | Q(leader=actor.person)


def rows(actor: Actor) -> QuerySet[Need]:
    """Return the organisation's needs with what a view mentions, the oldest first."""
    found = Need.objects.filter(organisation=actor.organisation, retired=False)
    return found.select_related("goal", "person", "leader").order_by("at", "pk")


def show(actor: Actor, need_id: str, at: datetime.datetime | None = None) -> NeedView:
    """Return one need, as it is or as it stood `at` a moment; raises like `find`."""
    need = find(actor, need_id)
    if at is None:
        return view(actor, need)
    for then in stood(actor, at, public_id=need_id):
        return view(actor, then)
    raise NotThen


def stood(actor: Actor, at: datetime.datetime, **equal: int | str) -> list[Need]:
    """Return needs as they stood `at` a moment, the oldest first; `equal` is as in `records`."""
    found = records(Need, actor.organisation, at, "goal", "person", "leader", **equal)
    return sorted(found, key=lambda need: (need.at, need.pk))


def view(actor: Actor, need: Need) -> NeedView:
    """Return a need as it is shown; a goal that its owner keeps to themselves is not named."""
    me = actor.person
    told = not need.goal.private or (me is not None and need.person_id == me.pk)
    return NeedView(
        id=need.public_id,
        goal=need.goal.public_id if told else "",
        goal_title=need.goal.title if told else "",
        by=HolderView("person", need.person.public_id, need.person.name),
        leader=HolderView("person", need.leader.public_id, need.leader.name),
        kind=need.kind_of_need,
        words=need.words,
        at=need.at,
        state=need.state,
        day=need.day,
        answer=need.answer,
        answered_at=need.answered_at,
        mine_to_answer=actor.person is not None
        and need.leader_id == actor.person.pk
        and need.state == Need.State.OPEN,
    )


def views(actor: Actor, found: Iterable[Need]) -> tuple[NeedView, ...]:
    """Return needs as they are shown."""
    return tuple(view(actor, need) for need in found)


def of_goal(
    actor: Actor, goal_id: str, at: datetime.datetime | None = None
) -> tuple[NeedView, ...]:
    """Return what a goal needs, or needed `at` a moment; who may not read its check-ins: their own.

    Raises:
        NotThere: where the goal is not for the actor to see, or was not there then.
    """
    goal = access.find_goal(actor, goal_id)
    if goal is None:
        raise NotThere
    if at is None:
        found = list(rows(actor).filter(goal=goal))
    else:
        Cards(actor, graph.load(actor, at)).stood(goal)
        found = stood(actor, at, goal_id=goal.pk)
    if not access.sees_check_ins(actor, goal):
        me = actor.person.pk if actor.person else 0
        found = [need for need in found if me in {need.person_id, need.leader_id}]
    return views(actor, found)


def mine(actor: Actor) -> tuple[NeedView, ...]:
    """Return what the actor asked for, the newest first."""
    if actor.person is None:
        return ()
    return views(actor, rows(actor).filter(person=actor.person).order_by("-at", "-pk")[:30])


def waiting(actor: Actor) -> tuple[NeedView, ...]:
    """Return what waits for the actor's answer, the oldest first."""
    if actor.person is None:
        return ()
    return views(actor, rows(actor).filter(leader=actor.person, state=Need.State.OPEN))
