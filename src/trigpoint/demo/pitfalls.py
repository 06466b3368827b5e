"""The pitfalls that were built into the simulated organisation, by the rule that has to find them.

What the figures bring about by themselves is not here: nobody built it in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.demo import changes, everyday, signals, story, voices, weekly_numbers
from trigpoint.demo import organisation as ours
from trigpoint.demo.fill_goals import GOALS, PERSON_TEAM
from trigpoint.demo.people import PEOPLE, Person
from trigpoint.demo.plan import Goal
from trigpoint.demo.timeline import Timeline

NOT_TAKEN_UP = "Everybody can see their own numbers"
"""An aim of Operations that nobody was asked about."""
NOT_THANKED = "Know the five most frequent faults by heart"


@dataclass(frozen=True)
class Vague:
    """A goal that means anything: who writes it for whom, under which, and what is said of it."""

    title: str
    owner: str
    by: str
    above: str
    why: str
    sentence: str
    note: str


BE_THE_BEST = Vague(
    "Be the best",
    "billing",
    "sofia.lind",
    "first-time",
    "Because we can.",
    "Who is the best solves the most.",
    "It feels right.",
)
GROW = Vague(
    "Grow every day",
    "grace.liu",
    "grace.liu",
    "invoice",
    "I want to be asked more.",
    "Who grows makes fewer mistakes.",
    "A good week.",
)
CONCERNS = (
    ("amir.patel", "concern", "The best at what? I would not know when I am."),
    ("grace.liu", "concern", "Last year we were told the same."),
    ("kwame.mensah", "agree", ""),
)
NEVER_ANSWERED = "escalations"
"""The unit that was asked to take a part, and stayed silent."""
TWO_WEEKS = datetime.timedelta(days=14)

Planted = dict[str, list[str]]


def planted(timeline: Timeline) -> Planted:
    """Return the names of goals, units and people by rule, sorted."""
    by_key = {goal.key: goal.title for goal in GOALS}
    quiet = [goal for goal in GOALS if is_quiet(goal)]
    found: dict[str, Iterable[str]] = {
        "loose": [story.ORPHAN[0]],
        "nobody_carries": [BE_THE_BEST.title],
        "nobody_asked": [NOT_TAKEN_UP],
        "without_goal": [person.name for person in PEOPLE if carries_nothing(person)],
        "unanswered": {by_key[a.goal] for a in voices.ANSWERS if not a.said},
        "lead_silent": [goal.title for goal in quiet if goal.owner not in PERSON_TEAM],
        "silent": [goal.title for goal in quiet if goal.owner in PERSON_TEAM],
        "concerns": [BE_THE_BEST.title],
        "department_silent": [BE_THE_BEST.title],
        "means_anything": [BE_THE_BEST.title, GROW.title],
        "no_measure": [BE_THE_BEST.title],
        "word_alone": [GROW.title],
        "only_money": paid_alone(),
        "signal_unanswered": [by_key[goal] for goal in questioned(timeline)],
        "no_thanks": [NOT_THANKED],
        "too_many": [person.name for person in PEOPLE if person.key == story.OVERLOADED],
        "department_apart": [by_key["right-person"]],
        "fewer_check_ins": [ours.UNIT_NAMES[everyday.FADING]],
        "against_figures": [by_key[goal] for goal in everyday.HOPEFUL],
        "not_borne_out": [by_key[weekly_numbers.UNDRIVEN[0]]],
        "never_began": [ours.UNIT_NAMES[everyday.NEVER_BEGAN]],
    }
    return {rule: sorted(names) for rule, names in found.items()}


def is_quiet(goal: Goal) -> bool:
    """Whether nothing was said on a goal for more than two weeks, though it runs."""
    if goal.earlier or goal.private or goal.state != "active":
        return False
    if PERSON_TEAM.get(goal.owner, goal.owner) in {everyday.NEVER_BEGAN, everyday.FADING}:
        return True
    said = [check.weeks_ago for check in voices.CHECK_INS if check.goal == goal.key]
    return goal.key in everyday.OWED and min(said) * 7 > TWO_WEEKS.days


def paid_alone() -> list[str]:
    """Return for whom nothing but an amount is named."""
    names = {person.key: person.name for person in PEOPLE}
    return [names[pay.who] for pay in changes.PAYS if not pay.besides]


def carries_nothing(person: Person) -> bool:
    """Whether somebody works here, leads nothing, and neither holds nor shares a goal."""
    holds = any(goal.owner == person.key and not goal.private for goal in GOALS)
    shares = any(share.who == person.key for share in voices.SHARES)
    return person.left is None and person.role not in ours.LEADING and not (holds or shares)


def questioned(timeline: Timeline) -> list[str]:
    """Return the first goal of each signal that is open for two weeks at least."""
    old = timeline.last_day - TWO_WEEKS - datetime.timedelta(days=1)
    return [s.goals[0] for s in signals.SIGNALS if not s.decision and timeline.day(s.week) <= old]
