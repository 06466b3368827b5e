"""Reviews: what a unit talks about each week, month or quarter, prepared from what is known.

A review is read together, often on a wall, so it speaks of the goals of units and never of a
person's own. What is decided in it becomes a step of its goal: the next review asks after it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from trigpoint.core.graph.status import Status
from trigpoint.core.text import _
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import graph, scope, steps
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView
from trigpoint.services.goals.rights import Rights
from trigpoint.services.loop import cadence, closing
from trigpoint.services.loop.check_ins import HurdleView
from trigpoint.services.loop.closing import ClosingView
from trigpoint.services.loop.help_wanted import in_the_way
from trigpoint.store.models import CheckIn, Goal, Step

RHYTHMS = {"weekly": 7, "monthly": 30, "quarterly": 91}
"""Days that a review looks back, and ahead for what falls due."""
RISKY = {Status.AT_RISK, Status.OFF_TRACK}
SAID_RISKY = {Goal.Status.AT_RISK.value, Goal.Status.OFF_TRACK.value}


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """What was said of a goal since last time; `before` is the status of then, "" where none."""

    goal: str
    title: str
    owner: HolderView
    before: str
    status: str
    note: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class ReviewRisk:
    """A goal at risk: by its owner's word (`stated`), by its numbers (`computed`), or by both.

    `note` is the last word on it and `hurdles` are what is in its way.
    """

    goal: str
    title: str
    owner: HolderView
    stated: str
    computed: Status
    note: str
    hurdles: tuple[HurdleView, ...]


@dataclass(frozen=True, slots=True)
class ReviewPromise:
    """A step of a goal that was promised. `state` is late, due or kept; late ones come first."""

    step: str
    title: str
    goal: str
    goal_title: str
    person: HolderView | None
    due: datetime.date | None
    done_on: datetime.date | None
    result: str
    state: str


@dataclass(frozen=True, slots=True)
class ReviewGoal:
    """A goal of the review on which something is to be done: decided on, or closed."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The agenda: what changed since `since`, what is at risk and why, and what was promised.

    `as_before` counts the goals of which nothing new was said. `open_to` are the goals to which
    the actor may add what is decided. `to_close` are those in force whose dates are over or nearly
    so, `closed` what was said at the end of others since.
    """

    unit: HolderView
    rhythm: str
    since: datetime.date
    as_of: datetime.datetime
    goals: int
    as_before: int
    changed: tuple[ReviewChange, ...]
    at_risk: tuple[ReviewRisk, ...]
    promised: tuple[ReviewPromise, ...]
    open_to: tuple[ReviewGoal, ...]
    to_close: tuple[ReviewGoal, ...]
    closed: tuple[ClosingView, ...]


def show(actor: Actor, unit_id: str, rhythm: str) -> ReviewPage:
    """Return the agenda of a unit's review.

    Raises:
        NotThere: for a unit that the actor may not see.
        Invalid: for a rhythm that is not weekly, monthly or quarterly.
    """
    if rhythm not in RHYTHMS:
        raise Invalid({"rhythm": _("Choose weekly, monthly or quarterly.")})
    where = scope.find(actor, unit_id)
    if where.holder.kind != "unit":
        raise NotThere
    cards = Cards(actor, graph.load(actor))
    whole = scope.goals(cards, replace(where, period=None))
    rights = Rights(actor, cards.state)
    told = [g for g in whole if is_open(cards, g) and rights.hear(g)]
    goals = [
        goal
        for goal in cadence.running(cards.state, told, actor.today)
        if scope.in_period(cards.state, goal, where.period)
    ]
    since = actor.now - datetime.timedelta(days=RHYTHMS[rhythm])
    last, hurdles = cadence.newest([g.pk for g in goals]), in_the_way([g.pk for g in goals])
    changed = tuple(changes(cards, goals, last, since))
    return ReviewPage(
        unit=where.holder,
        rhythm=rhythm,
        since=local_day(since, actor.organisation),
        as_of=actor.now,
        goals=len(goals),
        as_before=len(goals) - len(changed),
        changed=changed,
        at_risk=tuple(
            risk(card, last.get(goal.pk), hurdles.get(goal.pk, ()))
            for goal in goals
            if is_risky(card := cards.card(goal))
        ),
        promised=promises(cards, goals, local_day(since, actor.organisation), RHYTHMS[rhythm]),
        open_to=named(g for g in goals if rights.change(g)),
        to_close=named(closing.due(cards.state, told, actor.today)),
        closed=closing.of_goals(cards, told, since),
    )


def named(goals: Iterable[Goal]) -> tuple[ReviewGoal, ...]:
    """Return goals by name."""
    return tuple(ReviewGoal(goal.public_id, goal.title) for goal in goals)


def is_open(cards: Cards, goal: Goal) -> bool:
    """Whether it is the goal of a unit that the actor sees openly."""
    return bool(goal.owner_unit_id) and not goal.private and not cards.is_partly_shown(goal)


def changes(
    cards: Cards, goals: list[Goal], last: dict[int, CheckIn], since: datetime.datetime
) -> Iterator[ReviewChange]:
    """Yield what was said since last time, the newest first."""
    fresh = [goal for goal in goals if goal.pk in last and last[goal.pk].at > since]
    before = cadence.newest([goal.pk for goal in fresh], since)
    for goal in sorted(fresh, key=lambda g: last[g.pk].at, reverse=True):
        said, then = last[goal.pk], before.get(goal.pk)
        yield ReviewChange(
            goal=goal.public_id,
            title=goal.title,
            owner=cards.owner(goal),
            before=then.status if then else "",
            status=said.status,
            note=said.note,
            at=said.at,
        )


def is_risky(card: GoalCard) -> bool:
    """Whether the owner or the numbers say that a goal may not be reached."""
    return card.stated in SAID_RISKY or card.computed in RISKY


def risk(card: GoalCard, said: CheckIn | None, hurdles: tuple[HurdleView, ...]) -> ReviewRisk:
    """Return a goal at risk, with why."""
    return ReviewRisk(
        goal=card.id,
        title=card.title,
        owner=card.owner,
        stated=card.stated,
        computed=card.computed,
        note=said.note if said else "",
        hurdles=hurdles,
    )


def promises(
    cards: Cards, goals: list[Goal], since: datetime.date, ahead: int
) -> tuple[ReviewPromise, ...]:
    """Return what was promised: kept since last time, late, and due before the next one."""
    today = cards.actor.today
    until = today + datetime.timedelta(days=ahead)
    found = [
        promise(cards, goal, step, today)
        for goal in goals
        for step in cards.state.steps.get(goal.pk, ())
        if (step.done_on >= since if step.done_on else step.due is None or step.due <= until)
    ]
    order = ("late", "due", "kept")
    return tuple(sorted(found, key=lambda p: (order.index(p.state), p.due or until)))


def promise(cards: Cards, goal: Goal, step: Step, today: datetime.date) -> ReviewPromise:
    """Return a step as a promise."""
    late = step.due is not None and step.due < today
    return ReviewPromise(
        step=step.public_id,
        title=step.title,
        goal=goal.public_id,
        goal_title=goal.title,
        person=cards.holder(None, step.person_id) if step.person_id else None,
        due=step.due,
        done_on=step.done_on,
        result=step.result,
        state="kept" if step.done_on else "late" if late else "due",
    )


def decide(
    actor: Actor,
    unit_id: str,
    goal_id: str,
    words: str,
    *,
    person: str = "",
    due: datetime.date | None = None,
) -> str:
    """Write down what a review decided, as a step of one of its goals; return the step's id.

    Raises:
        NotThere: for a unit that the actor may not see.
        Invalid: for a goal that is not in the review, or without words.
    """
    page = show(actor, unit_id, "quarterly")
    if goal_id not in {goal.id for goal in page.open_to}:
        raise Invalid({"goal": _("Choose the goal that it is for.")})
    return steps.add(actor, goal_id, words, person=person, due=due)
