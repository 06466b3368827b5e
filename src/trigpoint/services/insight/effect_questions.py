"""What an effect puts into the inbox: that 3, 6 or 12 months are over and it is said again.

Each stage is told once to whoever answers for the goal, where there is something to read: since
the goal began, since each finished step, and since each training that is to move it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.inbox import noted
from trigpoint.services.inbox.asked import Question, Thing
from trigpoint.services.insight import alerts, effects
from trigpoint.services.insight.effects import MONTHS, WEEKS
from trigpoint.services.trainings import trainings
from trigpoint.store.models import Goal

BEGUN = {Goal.State.ACTIVE, Goal.State.ACHIEVED, Goal.State.MISSED}
TOLD_FOR = datetime.timedelta(weeks=6)
"""So long after a stage is over it is told; who comes later finds it on the goal's page."""


class Look(NamedTuple):
    """A stage that is over: of which goal, since which day, and where it is read."""

    goal: Goal
    since: datetime.date
    months: int
    about: Thing

    @property
    def id(self) -> str:
        """Return what names it for ever."""
        return f"{self.about.id}-{self.goal.public_id}-{self.since:%Y%m%d}-{self.months}"

    @property
    def over(self) -> datetime.date:
        """Return the first day after its weeks."""
        return self.since + datetime.timedelta(weeks=WEEKS[self.months])


class EffectQuestions:
    """Tells whoever answers for a goal that there is more to say of whether it worked."""

    kind = "effect"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the stages that are over and not seen yet, and of which something can be said."""
        cards = Cards(actor, graph.load(actor))
        found = list(looks(cards))
        seen = noted.known(actor, self.kind) if found else frozenset()
        for look in found:
            titles = said(cards, look) if look.id not in seen else ()
            if titles:
                yield question(actor, look, titles)

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:  # noqa: ARG002 - a noun's signature
        """Say that it was seen."""
        noted.answer(actor, self.kind, question, said)


def looks(cards: Cards) -> Iterator[Look]:
    """Yield the stages of the actor's goals that were over within the last weeks, by the days."""
    mine = [goal for goal in cards.state.goals.values() if is_mine(cards, goal)]
    for goal in mine:
        about = Thing("goal_effect", goal.public_id, goal.title)
        for begun in effects.beginnings(cards.state, goal):
            yield from stages(cards, goal, begun.day, about)
    if not mine:
        return
    oldest = cards.actor.today - datetime.timedelta(weeks=WEEKS[MONTHS[-1]]) - TOLD_FOR
    held = trainings.rows(cards.actor).filter(aim__in=[goal.pk for goal in mine], ends__gt=oldest)
    for row in held:
        goal = cards.state.goals[row.aim_id]
        if row.goal_id in cards.goals:
            about = Thing("goal_trainings", row.goal.public_id, row.title)
            yield from stages(cards, goal, row.ends, about)


def is_mine(cards: Cards, goal: Goal) -> bool:
    """Whether the actor answers for a goal that has begun and has figures for them."""
    begun = goal.state in BEGUN and goal.pk in cards.goals
    return begun and alerts.is_theirs(cards, goal) and not cards.is_partly_shown(goal)


def stages(cards: Cards, goal: Goal, since: datetime.date, about: Thing) -> Iterator[Look]:
    """Yield the stages since a day that were over within the last weeks."""
    for months in MONTHS:
        look = Look(goal, since, months, about)
        if look.over <= cards.actor.today < look.over + TOLD_FOR:
            yield look


def said(cards: Cards, look: Look) -> tuple[str, ...]:
    """Return the measures of which the stage says something."""
    found = effects.of_goal(cards, look.goal, look.since)
    return tuple(
        each.measure.title
        for each in found.effects
        if any(stage.months == look.months for stage in each.stages)
    )


def question(actor: Actor, look: Look, titles: tuple[str, ...]) -> Question:
    """Return the tidings of one stage; its figures stand on the page that it leads to."""
    zone = ZoneInfo(actor.organisation.zone)
    return Question(
        kind=EffectQuestions.kind,
        id=look.id,
        about=look.about,
        by=None,
        at=datetime.datetime.combine(look.over, datetime.time.min, zone),
        asks=asks(look),
        terms=", ".join(titles),
        choices=(noted.NOTED,),
    )


def asks(look: Look) -> Text:
    """Return that there is something to read, and whether it lasted where that is known."""
    if look.months == MONTHS[0]:
        return _("3 months are over since {day}. Read whether it worked.", day=look.since)
    return _(
        "{months} months are over since {day}. Read whether what it did has lasted.",
        months=look.months,
        day=look.since,
    )
