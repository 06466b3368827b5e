"""Thanks: tied to a goal or to a value's behaviour, private unless the receiver likes it public.

There are no points and no ranks, and nobody is counted. What was achieved without a word of thanks
for fourteen days is shown to the lead.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.letters import delivery
from trigpoint.services.loop import help_wanted
from trigpoint.services.plans import plan_state
from trigpoint.store.models import Behaviour, Delivery, Goal, Person, Thanks

LONGEST = 1000
LATELY = datetime.timedelta(days=30)
UNTHANKED_AFTER = datetime.timedelta(days=14)
FORGOTTEN_AFTER = datetime.timedelta(days=90)
SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksDraft:
    """What somebody is thanked for, in words; `evidence` is a ticket, or a step that was reached.

    `goal` and `behaviour` are public ids, "" for none.
    """

    to: str
    words: str
    goal: str = ""
    behaviour: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ThanksView:
    """A word of thanks as those see it who may."""

    id: str
    by: HolderView
    to: HolderView
    goal: str
    goal_title: str
    behaviour: str
    words: str
    evidence: str
    at: datetime.datetime
    public: bool
    to_me: bool


@dataclass(frozen=True, slots=True)
class Unthanked:
    """Something that somebody achieved, and nobody has thanked them for yet."""

    person: HolderView
    goal: str
    goal_title: str
    what: str
    day: datetime.date


@dataclass(frozen=True, slots=True)
class MonthOfThanks:
    """The thanks of a month that the actor may read; `mine` are those to the actor."""

    month: datetime.date
    mine: tuple[ThanksView, ...]
    shown: tuple[ThanksView, ...]


@dataclass(frozen=True, slots=True)
class ThanksPage:
    """What the page of thanks shows. `likes_public` is what the actor has chosen for theirs."""

    likes_public: bool
    months: tuple[MonthOfThanks, ...]
    unthanked: tuple[Unthanked, ...]


def own(actor: Actor) -> Person:
    """Return who thanks; raise `NotAllowed` for a log-in without a person."""
    if actor.person is None:
        raise NotAllowed(_("Only a person can say thank you."))
    return actor.person


def say(actor: Actor, draft: ThanksDraft) -> str:
    """Thank somebody; return the public id of the thanks.

    Raises:
        Invalid: without words, without goal or behaviour, to oneself, or to somebody who has left.
    """
    me = own(actor)
    to = access.person(actor, draft.to, Verb.SEE)
    wrong: dict[str, Text] = {}
    if to == me:
        wrong["to"] = _("Thank somebody else.")
    elif to.valid_to is not None and to.valid_to <= actor.today:
        wrong["to"] = _("{name} does not work here any more.", name=to.name)
    if not draft.words.strip() or len(draft.words) > LONGEST:
        wrong["words"] = _("Say in a sentence or two what for.")
    if not draft.goal and not draft.behaviour:
        wrong["goal"] = _("Choose the goal it helped, or the value that was seen.")
    if wrong:
        raise Invalid(wrong)
    row = Thanks(
        organisation=actor.organisation,
        by=me,
        to=to,
        goal=access.goal(actor, draft.goal, Verb.SEE) if draft.goal else None,
        behaviour=seen_behaviour(actor, draft.behaviour) if draft.behaviour else None,
        words=draft.words.strip(),
        evidence=draft.evidence.strip()[:200],
        at=actor.now,
        public=likes_public(to),
    )
    with command(actor, "thanks.say") as journal:
        journal.create(row)
        journal.tell("thanks.said", thanks=row.public_id)
    return row.public_id


def seen_behaviour(actor: Actor, behaviour_id: str) -> Behaviour:
    """Return a behaviour of a plan that the actor sees; raise `NotThere` otherwise."""
    found = next((b for b in behaviours(actor) if b.public_id == behaviour_id), None)
    if found is None:
        raise NotThere
    return found


def behaviours(actor: Actor) -> list[Behaviour]:
    """Return the behaviours of the plans that the actor sees, as plans rank their values."""
    state = plan_state.load(actor)
    plans = access.visible_ids(actor, "plan")
    values = [v for pk, held in state.values.items() if pk in plans for v in held]
    return [b for value in values for b in state.behaviours.get(value.pk, ())]


def likes_public(person: Person) -> bool:
    """Whether a person has said that thanks to them may be read by everybody."""
    row = Delivery.objects.filter(person=person).first()
    return bool(row and row.thanks_public)


def prefer(actor: Actor, *, public: bool) -> None:
    """Choose whether new thanks to the actor may be read by everybody who sees the goal."""
    row = delivery.of_person(own(actor))
    row.thanks_public = public
    delivery.write(actor, row, "thanks.prefer")


def choose(actor: Actor, thanks_id: str, *, public: bool) -> None:
    """Let everybody read a word of thanks to oneself, or nobody else.

    Raises:
        NotThere: where it is not for the actor to see.
        NotAllowed: for anybody but its receiver.
    """
    row = rows(actor).filter(public_id=thanks_id).first()
    if row is None:
        raise NotThere
    if actor.person is None or row.to_id != actor.person.pk:
        raise NotAllowed(_("Whoever was thanked decides who reads it."))
    row.public = public
    with command(actor, "thanks.choose") as journal:
        journal.save(row)


def rows(actor: Actor) -> QuerySet[Thanks]:
    """Return the thanks that the actor may read, the newest first.

    They are theirs; and public ones for a goal that they see or a value.
    """
    mine = Q(by=actor.person) | Q(to=actor.person) if actor.person else Q(pk__in=())
    known = Q(goal=None) | Q(goal__in=access.ids_with_words(actor))
    people = Q(to__in=access.visible_ids(actor, "person"))
    return (
        Thanks.objects.filter(
            mine | Q(public=True) & known & people,
            organisation=actor.organisation,
            retired=False,
        )
        .select_related("by", "to", "goal", "behaviour")
        .order_by("-at", "-pk")
    )


def view(actor: Actor, row: Thanks) -> ThanksView:
    """Return a word of thanks as it is shown."""
    me = actor.person.pk if actor.person else 0
    return ThanksView(
        id=row.public_id,
        by=HolderView("person", row.by.public_id, row.by.name),
        to=HolderView("person", row.to.public_id, row.to.name),
        goal=row.goal.public_id if row.goal else "",
        goal_title=row.goal.title if row.goal else "",
        behaviour=row.behaviour.text if row.behaviour else "",
        words=row.words,
        evidence=row.evidence,
        at=row.at,
        public=row.public,
        to_me=row.to_id == me,
    )


def lately(actor: Actor) -> list[ThanksView]:
    """Return what the actor was thanked for in the last 30 days, the newest first."""
    if actor.person is None:
        return []
    mine = Thanks.objects.filter(to=actor.person, retired=False, at__gte=actor.now - LATELY)
    named = mine.select_related("by", "to", "goal", "behaviour").order_by("-at", "-pk")
    return [view(actor, row) for row in named]


def one(actor: Actor, thanks_id: str) -> ThanksView:
    """Return one word of thanks; raise `NotThere` where it is not for the actor to read."""
    row = rows(actor).filter(public_id=thanks_id).first()
    if row is None:
        raise NotThere
    return view(actor, row)


def goals(actor: Actor) -> list[tuple[str, str]]:
    """Return the goals for which somebody can be thanked: (public id, title), by title."""
    state, seen = graph.load(actor), access.ids_with_words(actor)
    held = (g for g in state.goals.values() if g.pk in seen and not g.private)
    return sorted(((g.public_id, g.title) for g in held), key=lambda pair: pair[1].casefold())


def of_goal(actor: Actor, goal_id: str) -> tuple[ThanksView, ...]:
    """Return the thanks for a goal that the actor may read, the newest first."""
    goal = access.goal(actor, goal_id, Verb.SEE)
    return tuple(view(actor, row) for row in rows(actor).filter(goal=goal)[:SHOWN])


def show(actor: Actor) -> ThanksPage:
    """Return the thanks by month, and what nobody has thanked the actor's people for."""
    found = [view(actor, row) for row in rows(actor)[:SHOWN]]
    return ThanksPage(
        likes_public(actor.person) if actor.person else False,
        tuple(months(found)),
        tuple(unthanked(actor)),
    )


def months(found: Iterable[ThanksView]) -> Iterable[MonthOfThanks]:
    """Yield thanks by the month in which they were said, the newest first."""
    by_month: dict[datetime.date, list[ThanksView]] = {}
    for one in found:
        by_month.setdefault(one.at.date().replace(day=1), []).append(one)
    for month, said in by_month.items():
        mine = tuple(one for one in said if one.to_me)
        yield MonthOfThanks(month, mine, tuple(one for one in said if not one.to_me))


def unthanked(actor: Actor) -> list[Unthanked]:
    """Return what the actor's people achieved at least 14 days ago without a word of thanks.

    Achievements are steps that were done and goals that were achieved; nobody is nagged about what
    lies more than 90 days back.
    """
    cards = Cards(actor, graph.load(actor))
    drawn = access.viewer_of(actor).chart
    led = {k for k in help_wanted.answered_for(actor, drawn) if help_wanted.sees(actor, cards, k)}
    if not led:
        return []
    latest = actor.today - UNTHANKED_AFTER
    earliest = actor.today - FORGOTTEN_AFTER
    thanked = set(
        Thanks.objects.filter(
            organisation=actor.organisation, to__in=led, retired=False, at__date__gte=earliest
        ).values_list("to", "goal")
    )
    found = [
        Unthanked(cards.holder(None, who), goal.public_id, goal.title, what, day)
        for goal, who, what, day in achieved(cards, led)
        if earliest <= day <= latest and (who, goal.pk) not in thanked
    ]
    return sorted(found, key=lambda one: (one.day, one.person.name))


def achieved(cards: Cards, people: set[int]) -> Iterable[tuple[Goal, int, str, datetime.date]]:
    """Yield the steps that people reached: the goal, who, what, and when."""
    for goal in cards.state.goals.values():
        if goal.pk not in cards.goals or goal.private:
            continue
        for step in cards.state.steps.get(goal.pk, ()):
            who = step.person_id or goal.owner_person_id
            if step.done_on is not None and who in people:
                yield goal, who, step.title, step.done_on
        for target in cards.state.targets.get(goal.pk, ()):
            if target.done_on is not None and goal.owner_person_id in people:
                yield goal, goal.owner_person_id or 0, target.title, target.done_on
