"""What the guides tell leads to do, as counts: of how many goals it is so, and of which it is not.

Counts, no marks: nobody is ranked by them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from trigpoint.core.craft.picture import GoalSeen, Id, Picture
from trigpoint.core.text import Text, _


@dataclass(frozen=True, slots=True)
class Habit:
    """A habit of good goal work: to which goals it applies, and of which it is true."""

    key: str
    title: Text
    meaning: Text
    applies: Callable[[Picture, GoalSeen], bool]
    holds: Callable[[Picture, GoalSeen], bool]


@dataclass(frozen=True, slots=True)
class Count:
    """A habit among some goals: `good` of `all`, and the goals of which it is not true."""

    habit: Habit
    good: int
    all: int
    missing: tuple[Id, ...]


def every(_picture: Picture, _goal: GoalSeen) -> bool:
    """Apply to all goals."""
    return True


HABITS: tuple[Habit, ...] = (
    Habit(
        "why",
        _("Tell the why"),
        _("goals that say what for, and how they help what they serve"),
        every,
        lambda _p, g: bool(g.why.strip()) and all(s.strip() for s in g.sentences),
    ),
    Habit(
        "part",
        _("Let people take part"),
        _("goals of teams and departments about which somebody was asked"),
        lambda _p, g: bool(g.unit),
        lambda _p, g: bool(g.answers.asked or g.parts or g.questions),
    ),
    Habit(
        "how",
        _("Leave the how to people"),
        _("goals whose way is in their owner's words, or in steps of their own"),
        lambda _p, g: bool(g.person),
        lambda _p, g: bool(g.how.strip() or g.steps),
    ),
    Habit(
        "share",
        _("Share accountability"),
        _("shared goals that say who answers for what"),
        lambda _p, g: bool(g.parts),
        lambda _p, g: all(part.answers_for.strip() for part in g.parts),
    ),
    Habit(
        "feedback",
        _("Give feedback"),
        _("people's goals on which somebody gave open feedback within six weeks"),
        lambda _p, g: bool(g.person),
        lambda _p, g: g.feedback,
    ),
    Habit(
        "look",
        _("Look at it regularly"),
        _("goals that were checked in on within their rhythm"),
        lambda _p, g: g.due is not None,
        lambda p, g: g.due is not None and g.due >= p.day,
    ),
    Habit(
        "notice",
        _("Notice what went well"),
        _("goals on which all that was reached was thanked for"),
        lambda _p, g: bool(g.deeds),
        lambda _p, g: all(deed.thanked for deed in g.deeds),
    ),
    Habit(
        "adapt",
        _("Adapt"),
        _("goals off track that were changed within a quarter"),
        lambda _p, g: g.computed == "off track",
        lambda p, g: p.days_since(g.changed) < 91,
    ),
)


def counted(picture: Picture, goals: Iterable[GoalSeen], told: Collection[Id]) -> list[Count]:
    """Return the habits among some goals; only those that are `told` are named as missing."""
    listed = list(goals)
    return [count(picture, habit, listed, told) for habit in HABITS]


def count(picture: Picture, habit: Habit, goals: list[GoalSeen], told: Collection[Id]) -> Count:
    """Return one habit among some goals."""
    concerned = [goal for goal in goals if habit.applies(picture, goal)]
    missing = [goal.id for goal in concerned if not habit.holds(picture, goal)]
    named = tuple(goal for goal in missing if goal in told)
    return Count(habit, len(concerned) - len(missing), len(concerned), named)
