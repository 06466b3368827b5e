"""Who learns from whom: a pair that is closed, one that runs, and one that waits for a word."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.demo.fill_people import Filled
from trigpoint.services.mentors import mentor_words, pairs


@dataclass(frozen=True)
class Learning:
    """Who wants to learn what from whom; `outcome` is "" while it runs."""

    learner: str
    mentor: str
    subject: str
    weeks_ago: int
    agreed: bool = True
    outcome: str = ""


LEARNINGS = (
    Learning(
        "chloe.martin",
        "ana.costa",
        "Asking for the right number first",
        30,
        outcome="I ask in the first sentence now. Half of my hand-offs are gone.",
    ),
    Learning("dev.patel", "ana.costa", "Closing claims without a hand-off", 9),
    Learning("emre.kaya", "chloe.martin", "Kind words for a no", 1, agreed=False),
)
LASTED = datetime.timedelta(weeks=12)


def fill_mentors(filled: Filled) -> None:
    """Say what each wants and can show, and let both agree."""
    for one in LEARNINGS:
        day = filled.timeline.last_day - datetime.timedelta(weeks=one.weeks_ago)
        wish = mentor_words.say(filled.person(one.learner, day), "wants", one.subject)
        mentor_words.say(filled.person(one.mentor, day), "shows", one.subject)
        pair = pairs.answer_wish(filled.person(one.mentor, day), wish, yes=True)
        if one.agreed:
            pairs.answer_offer(filled.person(one.learner, day), pair, yes=True)
        if one.outcome:
            pairs.close(filled.person(one.learner, day + LASTED), pair, one.outcome)
