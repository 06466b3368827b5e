"""What people say: who was asked and what they answered, and the check-ins."""

from __future__ import annotations

import datetime

from trigpoint.demo import voices
from trigpoint.demo.fill_goals import GOALS, period_of, writer
from trigpoint.demo.fill_people import Filled
from trigpoint.services.goals import voice
from trigpoint.services.loop import check_ins, needs, thanks

WEEK = datetime.timedelta(weeks=1)


def fill_voices(filled: Filled) -> None:
    """Ask, answer and check in, in the order in which it happened."""
    by_key = {goal.key: goal for goal in GOALS}
    for answer in voices.ANSWERS:
        goal = by_key[answer.goal]
        day = period_of(filled, goal).starts - datetime.timedelta(days=3)
        asking = filled.person(writer(goal), day)
        voice.ask(asking, filled.goals[goal.key], filled.people[answer.who])
        if answer.said:
            told = filled.person(answer.who, day + datetime.timedelta(days=1))
            voice.answer(told, filled.goals[goal.key], answer.said, answer.words)
    for check in sorted(voices.CHECK_INS, key=lambda check: -check.weeks_ago):
        day = filled.timeline.last_day - check.weeks_ago * WEEK
        check_ins.check_in(
            filled.person(check.who, day),
            filled.goals[check.goal],
            check_ins.CheckInDraft(
                status=check.status,
                note=check.note,
                confidence=check.confidence,
                wants_help=check.wants_help,
                new_hurdle=check.hurdle,
            ),
        )
    for need in voices.NEEDS:
        day = filled.timeline.last_day - need.weeks_ago * WEEK
        needs.ask(
            filled.person(need.who, day),
            filled.goals[need.goal],
            needs.NeedDraft(kind=need.kind, words=need.words, leader=filled.people[need.leader]),
        )
    for number, word in enumerate(voices.THANKS):
        day = filled.timeline.last_day - (number + 1) * WEEK
        to = filled.person(word.to, day)
        if number != 1:  # the second one likes it between the two
            thanks.prefer(to, public=True)
        thanks.say(
            filled.person(word.giver, day),
            thanks.ThanksDraft(
                to=filled.people[word.to], words=word.words, goal=filled.goals[word.goal]
            ),
        )
