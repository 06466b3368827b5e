"""What the rules look at: the organisation's goals and what happened around them, as plain facts.

Everything is named by public id. Wishes of one's own are not in it, nor is any text that somebody
wrote in private: a rule cannot give away what it does not know.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Id = str

LEAST_PEOPLE = 5
"""What is counted by unit is told of units with so many people at least."""


@dataclass(frozen=True, slots=True)
class TargetSeen:
    """A target: whether it is on a measure, whether that has a figure, and since when it runs.

    `chance` is the chance of getting there from history, 0 to 1, None where there is none.
    """

    id: Id
    title: str
    measured: bool
    has_figure: bool
    since: datetime.date
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A unit that shares a goal, and whether it has a goal, a step or an answer for it."""

    unit: Id
    name: str
    answers_for: str
    took_part: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """How those who were asked about a goal answered; `waiting` since the oldest open question."""

    asked: int = 0
    agreed: int = 0
    concerns: int = 0
    waiting: datetime.date | None = None

    @property
    def open(self) -> int:
        """How many have not answered."""
        return self.asked - self.agreed - self.concerns


@dataclass(frozen=True, slots=True)
class Word:
    """The last check-in on a goal: when, and which status was stated."""

    day: datetime.date
    status: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was reached, by whom and when, and whether anybody has thanked them."""

    what: str
    day: datetime.date
    thanked: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked of a unit about a goal (or by a plan), and has no answer since a day."""

    unit: Id
    name: str
    since: datetime.date
    proposal: Id = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSeen:
    """A goal that is in force today. One of `unit` and `person` holds it.

    `loose` is that it carries nothing, `nobody` that no goal and no sharer carries it (both as
    the cascade says); `carried` that a goal with a target of its own stands somewhere below.
    `groundless` is how many of its links upwards say of themselves that they rest on nothing.
    `due` is the day on which the next check-in falls, `every` the days between two; `changed` the
    day of the last change of the goal, its targets or its links, other than its status.
    """

    id: Id
    title: str
    level: str
    unit: Id = ""
    person: Id = ""
    why: str = ""
    how: str = ""
    began: datetime.date
    ends: datetime.date
    changed: datetime.date
    loose: bool = False
    nobody: bool = False
    carried: bool = True
    sentences: tuple[str, ...] = ()
    groundless: int = 0
    targets: tuple[TargetSeen, ...] = ()
    parts: tuple[Part, ...] = ()
    steps: int = 0
    answers: Answers = Answers()
    every: int = 7
    due: datetime.date | None = None
    word: Word | None = None
    computed: str = ""
    deeds: tuple[Deed, ...] = ()
    questions: tuple[Question, ...] = ()
    disproved: tuple[Id, ...] = ()
    feedback: bool = False


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement of a goal: how many got it, and how many have read it."""

    id: Id
    goal: Id
    title: str
    day: datetime.date
    sent: int
    read: int


@dataclass(frozen=True, slots=True)
class SignSeen:
    """A warning sign that has come, and for which nothing was said since."""

    id: Id
    plan: Id
    title: str
    unit: Id
    person: Id
    day: datetime.date


@dataclass(frozen=True, slots=True)
class SignalSeen:
    """What happened outside, open since a day, and the goals in force that it questions."""

    id: Id
    title: str
    day: datetime.date
    questions: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class PaySeen:
    """An amount that is tied to results, with the goals that its own one is believed to lower."""

    id: Id
    person: Id
    title: str
    only_money: bool
    against: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Somebody, the goals of their own, and whether they carry any at all."""

    id: Id
    since: datetime.date
    own: tuple[Id, ...]
    carries: bool


@dataclass(frozen=True, slots=True)
class UnitSeen:
    """A unit with the people in it, and in how many of its check-ins of each week somebody spoke.

    `weeks` are counts of check-ins that were given, the oldest first, the newest week last;
    `goals` how many of its goals are in force, and `since` the day on which the first of them
    began.
    """

    id: Id
    name: str
    people: int
    goals: int
    since: datetime.date
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The organisation on a day."""

    day: datetime.date
    goals: Mapping[Id, GoalSeen] = field(default_factory=dict)
    people: tuple[PersonSeen, ...] = ()
    units: tuple[UnitSeen, ...] = ()
    announced: tuple[Announced, ...] = ()
    signs: tuple[SignSeen, ...] = ()
    signals: tuple[SignalSeen, ...] = ()
    pay: tuple[PaySeen, ...] = ()

    def days_since(self, day: datetime.date) -> int:
        """Return how many days ago a day was."""
        return (self.day - day).days

    def older(self, days: int) -> Iterator[GoalSeen]:
        """Yield the goals that have run for so many days at least."""
        return (goal for goal in self.goals.values() if self.days_since(goal.began) >= days)
