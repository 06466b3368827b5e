"""The small words of the last weeks: check-ins, open feedback and thanks, through the services."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from trigpoint.demo import everyday, voices
from trigpoint.demo.fill_goals import GOALS, PERSON_TEAM, period_of, writer
from trigpoint.demo.fill_people import Filled
from trigpoint.demo.plan import Goal
from trigpoint.services.loop import check_ins, feedback, thanks

SATURDAY = 5
LEAST_DAYS = 2
"""The newest word on a goal is so many days old, or one to three more."""


@dataclass(frozen=True)
class Said:
    """A check-in to be made: on which goal, on which day, and the how many-eth it is."""

    goal: Goal
    day: datetime.date
    number: int


def fill_everyday(filled: Filled) -> None:
    """Check in on what runs, in the order in which it happened; give feedback, say thanks."""
    for said in sorted(everything(filled), key=lambda said: said.day):
        status = status_of(said)
        notes = everyday.NOTES[status]
        check_ins.check_in(
            filled.person(writer(said.goal), said.day),
            filled.goals[said.goal.key],
            check_ins.CheckInDraft(
                status=status,
                note=notes[said.number % len(notes)] if said.number % 2 else "",
                confidence=everyday.CONFIDENCE[status] - said.number % 2,
            ),
        )
    for word in everyday.FEEDBACK:
        tell(filled, word)
    for number, kind in enumerate(everyday.THANKS):
        day = filled.timeline.last_day - datetime.timedelta(days=3 + 2 * number)
        thanks.prefer(filled.person(kind.to, day), public=True)
        draft = thanks.ThanksDraft(
            to=filled.people[kind.to], words=kind.words, goal=filled.goals[kind.goal]
        )
        thanks.say(filled.person(kind.giver, day), draft)


def everything(filled: Filled) -> Iterator[Said]:
    """Yield a check-in every week or two on each goal that runs, but not before it began."""
    told = {check.goal for check in voices.CHECK_INS}
    for place, goal in enumerate(runs()):
        began = period_of(filled, goal).starts
        for step, ago in enumerate(days_ago(goal, place, told=goal.key in told)):
            day = workday(filled.timeline.last_day - datetime.timedelta(days=ago))
            if day > began:
                yield Said(goal, day, place + step)


def runs() -> Iterator[Goal]:
    """Yield the goals that people speak of: in force, of those whose team takes part."""
    for goal in GOALS:
        live = goal.state == "active" and not (goal.earlier or goal.private)
        if live and team_of(goal) != everyday.NEVER_BEGAN and goal.key not in everyday.OWED:
            yield goal


def team_of(goal: Goal) -> str:
    """Return the unit of a goal, or of whoever holds it."""
    return PERSON_TEAM.get(goal.owner, goal.owner)


def days_ago(goal: Goal, place: int, *, told: bool) -> tuple[int, ...]:
    """Return how many days before the end a goal was spoken of."""
    first = place % 4
    if team_of(goal) == everyday.FADING:
        return tuple(everyday.STOPPED_DAYS_AGO + first + 7 * week for week in range(4))
    newest = everyday.DUE_DAYS_AGO if goal.key == everyday.DUE else LEAST_DAYS + first
    return (newest,) if told else (newest, newest + 7, newest + 21, newest + 35)


def workday(day: datetime.date) -> datetime.date:
    """Return the day itself, or the Friday before it."""
    return day - datetime.timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def status_of(said: Said) -> str:
    """Return how the owner sees it; where the figures leave it open, now so and now so."""
    wanted = said.goal.aims[0].want if said.goal.aims else None
    if wanted in everyday.STATUS:
        return everyday.STATUS[wanted]
    return "at_risk" if said.number % 3 == 0 else "on_track"


def tell(filled: Filled, word: everyday.Word) -> None:
    """Give open feedback."""
    day = filled.timeline.last_day - datetime.timedelta(days=word.days_ago)
    draft = feedback.FeedbackDraft(
        private=False,
        strength=word.strength,
        next_step=word.next_step,
        evidence=word.evidence,
        support=word.support,
    )
    giver = filled.person(word.by, day)
    feedback.give(giver, filled.goals[word.goal], filled.people[word.to], draft)
