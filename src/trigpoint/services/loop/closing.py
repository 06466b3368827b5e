"""Closing a goal when its dates are over: how far it got, whether it goes on, what was learned.

Nothing is decided for anybody: the progress by the numbers stands beside the score that its owner
gives. Whatever a closing did is taken back in one press, until something is built upon it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView
from trigpoint.services.history import undoing
from trigpoint.services.loop import carrying_over
from trigpoint.services.loop.cadence import LIVE
from trigpoint.services.organisation.organisation import PeriodView, period_view
from trigpoint.store.models import Closing, Goal, Version
from trigpoint.store.state import records

LONGEST = 2000
ASKED_BEFORE = datetime.timedelta(days=14)
"""So long before the last day a goal may stand on the list of those to close."""
LATE = _(
    "The goal, or the one that goes on, was changed after the closing, and that is kept. Give this"
    " goal another state by hand where it is to go on."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingDraft:
    """What is said of a goal at its end.

    `score` is in per cent. `period` names the dates it goes on in, "" the next ones; `title` says
    it anew where it goes on changed.
    """

    reached: bool
    score: int
    decision: str
    learned: str
    period: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class NextGoal:
    """The goal that carries another one over."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ClosingView:
    """What was said of a goal at its end.

    Numbers are None where its figures are not to be seen, and so is `next` where there is no goal
    that goes on, or it is not to be seen.
    `low` and `high` are its progress by the numbers as it stood, from 0 to 1.
    """

    id: str
    goal: str
    title: str
    owner: HolderView
    by: HolderView | None
    at: datetime.datetime
    reached: bool
    score: int | None
    low: float | None
    high: float | None
    decision: str
    next: NextGoal | None
    learned: str


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """One goal's end: what was said, or what there is to say it with.

    `open_steps` are promised and not done: they go with the goal where it goes on.
    """

    card: GoalCard
    closing: ClosingView | None
    open_steps: tuple[str, ...]
    periods: tuple[PeriodView, ...]
    may_close: bool
    may_undo: bool


def show(actor: Actor, goal_id: str, at: datetime.datetime | None = None) -> ClosingPage:
    """Return what is said of a goal at its end, or was `at` a moment.

    Raises:
        NotThere: where the goal is not for the actor to see, or was not there then.
    """
    record = access.goal(actor, goal_id, Verb.SEE)
    cards = Cards(actor, graph.load(actor, at))
    goal = cards.stood(record)
    said = standing(actor, goal, at)
    told = said if said and access.sees_check_ins(actor, record) else None
    may = at is None and Verb.CHANGE.value in access.may(actor, record)
    steps = cards.state.steps.get(goal.pk, ()) if may else ()
    return ClosingPage(
        card=cards.card(goal),
        closing=view(cards, told) if told else None,
        open_steps=tuple(step.title for step in steps if step.done_on is None),
        periods=tuple(period_view(p) for p in carrying_over.later_periods(cards.state, goal)),
        may_close=may and said is None and goal.state in LIVE,
        may_undo=may and said is not None,
    )


def standing(actor: Actor, goal: Goal, at: datetime.datetime | None = None) -> Closing | None:
    """Return the closing of a goal that stands, or stood `at` a moment, or None."""
    found = records(Closing, actor.organisation, at, "goal", "next_goal", goal_id=goal.pk)
    return found[0] if found else None


def view(cards: Cards, row: Closing) -> ClosingView:
    """Return a closing as it is shown."""
    goal, after = row.goal, row.next_goal
    hidden = goal.public_id in cards.withheld
    return ClosingView(
        id=row.public_id,
        goal=goal.public_id,
        title=goal.title,
        owner=cards.owner(goal),
        by=cards.holder(None, row.person_id) if row.person_id else None,
        at=row.at,
        reached=goal.state == Goal.State.ACHIEVED,
        score=None if hidden else row.score,
        low=None if hidden else row.low,
        high=None if hidden else row.high,
        decision=row.decision,
        next=NextGoal(after.public_id, after.title) if after and after.pk in cards.goals else None,
        learned=row.learned,
    )


def close(actor: Actor, goal_id: str, draft: ClosingDraft, *, version: int | None = None) -> str:
    """Say how a goal ended, and carry it over where it goes on; return the closing's public id.

    Raises:
        Invalid: for a score outside 0 to 100, without what was learned, or for a goal that is not
            in force; nothing is written.
        Stale: where somebody changed the goal since `version`.
    """
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    refuse(goal, draft)
    state = graph.load(actor)
    made = None
    if draft.decision != Closing.Decision.DROP:
        into = carrying_over.period(state, goal, draft.period)
        title = draft.title if draft.decision == Closing.Decision.CHANGE else ""
        made = carrying_over.next_goal(goal, into, title)
    row = written(actor, goal, draft, made)
    goal.state = Goal.State.ACHIEVED if draft.reached else Goal.State.MISSED
    with command(actor, "goal.close") as journal:
        journal.hold()
        journal.save(goal, expected=version)
        if made is not None:
            carrying_over.write(journal, state, goal, made)
        journal.create(row)
        journal.tell("goal.changed", goal=goal.public_id)
    return row.public_id


def written(actor: Actor, goal: Goal, draft: ClosingDraft, made: Goal | None) -> Closing:
    """Return the closing of a draft, not yet saved, with the progress as it stands.

    Where the numbers say nothing, from 0 to 1 is left out.
    """
    span = graph.load(actor).rolled[goal.public_id].clipped()
    known = span.high - span.low < 1
    return Closing(
        organisation=actor.organisation,
        goal=goal,
        person=actor.person,
        at=actor.now,
        score=draft.score,
        low=span.low if known else None,
        high=span.high if known else None,
        decision=draft.decision,
        next_goal=made,
        learned=draft.learned.strip(),
    )


def refuse(goal: Goal, draft: ClosingDraft) -> None:
    """Raise `Invalid` for what cannot be said of a goal's end, each with its cure."""
    wrong: dict[str, Text] = {}
    if goal.state not in LIVE:
        raise Invalid(
            {"": _("Only a goal in force is closed. Take the earlier closing back first.")}
        )
    if draft.score not in range(101):
        wrong["score"] = _("The score runs from 0 to 100 per cent.")
    if draft.decision not in Closing.Decision.values:
        wrong["decision"] = _("Choose whether it is kept, changed or ends.")
    if not draft.learned.strip() or len(draft.learned) > LONGEST:
        wrong["learned"] = _(
            "Say in a sentence or two what was learned; the next goal begins there."
        )
    if draft.decision == Closing.Decision.CHANGE and draft.title.strip() in {"", goal.title}:
        wrong["title"] = _("Say how it reads from now on.")
    if wrong:
        raise Invalid(wrong)


def undo(actor: Actor, goal_id: str) -> None:
    """Take a closing back, with the goal that it carried over.

    Raises:
        Invalid: where the goal is not closed, or something was built upon it since.
    """
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    row = standing(actor, goal)
    if row is None:
        raise Invalid({"goal": _("This goal is not closed.")})
    wrote = Version.objects.select_related("entry").get(
        kind=Closing.kind(), object_id=row.pk, version=1
    )
    with command(actor, "goal.reopen") as journal:
        journal.hold()
        changed = undoing.changed_in(wrote.entry, late=LATE)
        undoing.tell(journal, undoing.put_back(journal, changed))


def of_goals(
    cards: Cards, goals: Iterable[Goal], since: datetime.datetime
) -> tuple[ClosingView, ...]:
    """Return what was said at the end of goals since a moment, the newest first."""
    found = Closing.objects.filter(
        goal__in=[goal.pk for goal in goals], at__gt=since, retired=False
    ).select_related("goal", "next_goal")
    return tuple(view(cards, row) for row in found.order_by("-at", "-pk"))


def due(state: graph.State, goals: Iterable[Goal], today: datetime.date) -> list[Goal]:
    """Return the goals in force whose dates are over, or end within fourteen days, oldest first."""
    over = today + ASKED_BEFORE
    found = [g for g in goals if g.state in LIVE and state.periods[g.period_id].ends <= over]
    return sorted(found, key=lambda g: (state.periods[g.period_id].ends, g.pk))


def mine(actor: Actor) -> list[tuple[Goal, datetime.date]]:
    """Return the goals in force, of the actor or of units that they lead, whose dates are over.

    Each with its last day; the oldest first.
    """
    if actor.person is None:
        return []
    state, me = graph.load(actor), actor.person.pk
    drawn = access.viewer_of(actor).chart
    units = {int(u) for u in drawn.units_of(str(me)) if str(me) in drawn.leads(u)}
    held = (g for g in state.goals.values() if g.owner_person_id == me or g.owner_unit_id in units)
    ends = ((goal, state.periods[goal.period_id].ends) for goal in held if goal.state in LIVE)
    return sorted(
        ((goal, day) for goal, day in ends if day < actor.today), key=lambda p: (p[1], p[0].pk)
    )
