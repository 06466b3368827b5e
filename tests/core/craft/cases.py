"""For each rule a picture that triggers it, and one that nearly does."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from trigpoint.core.craft.picture import (
    Announced,
    Answers,
    Deed,
    GoalSeen,
    Part,
    PaySeen,
    PersonSeen,
    Picture,
    Question,
    SignalSeen,
    SignSeen,
    TargetSeen,
    UnitSeen,
    Word,
)

DAY = datetime.date(2026, 11, 22)


def ago(days: int) -> datetime.date:
    """Return the day so many days before the picture's."""
    return DAY - datetime.timedelta(days=days)


def target(**changes: Any) -> TargetSeen:
    """Return a target that is measured and within reach."""
    usual: dict[str, Any] = {
        "id": "t1",
        "title": "Solved at first contact",
        "measured": True,
        "has_figure": True,
        "since": ago(100),
        "chance": 0.6,
    }
    return TargetSeen(**(usual | changes))


def a_goal(**changes: Any) -> GoalSeen:
    """Return a team's goal about which nothing is to be said."""
    usual: dict[str, Any] = {
        "id": "g1",
        "title": "Claims solved without a hand-over: 80 %",
        "level": "team",
        "unit": "u1",
        "why": "People tell it once.",
        "how": "Ask in the form what it is about.",
        "began": ago(100),
        "ends": ago(-100),
        "changed": ago(20),
        "carried": True,
        "sentences": ("Each one less is a call less.",),
        "targets": (target(),),
        "answers": Answers(asked=3, agreed=3),
        "due": ago(-3),
        "word": Word(ago(4), "on_track"),
        "computed": "on track",
    }
    return GoalSeen(**(usual | changes))


def with_goal(**changes: Any) -> Picture:
    """Return a picture of one goal."""
    return Picture(DAY, {"g1": a_goal(**changes)})


def with_unit(weeks: tuple[int, ...], people: int = 6, goals: int = 3, since: int = 200) -> Picture:
    """Return a picture of one unit."""
    return Picture(DAY, units=(UnitSeen("u1", "Orders", people, goals, ago(since), weeks),))


def bare(**changes: Any) -> Picture:
    """Return a picture of a goal with nothing to it but its title."""
    return with_goal(targets=(), carried=False, how="", **changes)


@dataclass(frozen=True)
class Case:
    """A picture that triggers a rule, and one that nearly does."""

    rule: str
    hit: Callable[[], Picture]
    near: Callable[[], Picture]


def personal(**changes: Any) -> Picture:
    """Return a picture of a person's goal."""
    return with_goal(unit="", person="p1", level="person", **changes)


def somebody(**changes: Any) -> Picture:
    """Return a picture of a person."""
    usual: dict[str, Any] = {"id": "p1", "since": ago(400), "own": (), "carries": True}
    return Picture(DAY, people=(PersonSeen(**(usual | changes)),))


def paid(*, only_money: bool = False, against: tuple[str, ...] = ()) -> Picture:
    """Return a picture of an amount."""
    return Picture(DAY, pay=(PaySeen("i1", "p1", "Bonus", only_money, against),))


def announced(days: int, read: int) -> Picture:
    """Return a picture of an announcement to ten."""
    return Picture(DAY, announced=(Announced("a1", "g1", "New goals", ago(days), 10, read),))


def sign(days: int) -> Picture:
    """Return a picture of a warning sign that has come."""
    return Picture(DAY, signs=(SignSeen("o1", "v1", "Queues over 2 h", "u1", "", ago(days)),))


def signal(days: int) -> Picture:
    """Return a picture of something that happened outside."""
    return Picture(DAY, signals=(SignalSeen("s1", "A rival is free", ago(days), ("g1", "g2")),))


def deed(days: int, *, thanked: bool = False) -> Picture:
    """Return a picture of something that was reached."""
    return personal(deeds=(Deed("Tracing in one screen", ago(days), thanked),))


CASES = (
    Case("loose", lambda: with_goal(loose=True), with_goal),
    Case(
        "nobody_carries",
        lambda: with_goal(nobody=True, targets=()),
        lambda: with_goal(nobody=True, targets=(), steps=1),
    ),
    Case(
        "without_goal",
        lambda: somebody(carries=False),
        lambda: somebody(carries=False, since=ago(59)),
    ),
    Case(
        "unanswered",
        lambda: with_goal(answers=Answers(asked=3, agreed=2, waiting=ago(14))),
        lambda: with_goal(answers=Answers(asked=3, agreed=2, waiting=ago(13))),
    ),
    Case("silent", lambda: personal(due=ago(8)), lambda: personal(due=ago(7))),
    Case("lead_silent", lambda: with_goal(due=ago(8)), lambda: with_goal(due=ago(7))),
    Case("unread", lambda: announced(14, 4), lambda: announced(14, 5)),
    Case(
        "nobody_asked",
        lambda: with_goal(answers=Answers(), carried=False),
        lambda: with_goal(answers=Answers(asked=1, agreed=1), carried=False),
    ),
    Case(
        "concerns",
        lambda: with_goal(answers=Answers(asked=4, agreed=2, concerns=2)),
        lambda: with_goal(answers=Answers(asked=5, agreed=3, concerns=2)),
    ),
    Case(
        "unchanged",
        lambda: with_goal(computed="off track", changed=ago(91), word=None),
        lambda: with_goal(computed="off track", changed=ago(90), word=None),
    ),
    Case("sign_unanswered", lambda: sign(14), lambda: sign(13)),
    Case("signal_unanswered", lambda: signal(14), lambda: signal(13)),
    Case(
        "only_believed",
        lambda: with_goal(groundless=1),
        lambda: with_goal(groundless=1, began=ago(90)),
    ),
    Case(
        "word_alone",
        lambda: personal(targets=(), carried=False),
        lambda: personal(targets=(), carried=False, steps=1),
    ),
    Case("no_thanks", lambda: deed(14), lambda: deed(14, thanked=True)),
    Case("only_money", lambda: paid(only_money=True), paid),
    Case("pay_against", lambda: paid(against=("g1",)), paid),
    Case(
        "out_of_reach",
        lambda: with_goal(targets=(target(chance=0.04),)),
        lambda: with_goal(targets=(target(chance=0.05),)),
    ),
    Case(
        "no_effort",
        lambda: with_goal(targets=(target(chance=0.99),)),
        lambda: with_goal(targets=(target(chance=0.99),), ends=ago(-28)),
    ),
    Case(
        "too_many",
        lambda: somebody(own=("g1", "g2", "g3", "g4")),
        lambda: somebody(own=("g1", "g2", "g3")),
    ),
    Case(
        "means_anything",
        lambda: bare(title="Improve claims handling"),
        lambda: bare(title="Halve claims handling by 2027"),
    ),
    Case(
        "no_figure",
        lambda: with_goal(targets=(target(has_figure=False, chance=None, since=ago(35)),)),
        lambda: with_goal(targets=(target(has_figure=False, chance=None, since=ago(34)),)),
    ),
    Case("no_measure", bare, lambda: bare(steps=1)),
    Case("not_borne_out", lambda: with_goal(disproved=("d1",)), with_goal),
    Case(
        "against_figures",
        lambda: with_goal(computed="off track"),
        lambda: with_goal(computed="off track", word=Word(ago(4), "at_risk")),
    ),
    Case(
        "department_silent",
        lambda: with_goal(questions=(Question("u2", "Logistics", ago(14)),)),
        lambda: with_goal(questions=(Question("u2", "Logistics", ago(13)),)),
    ),
    Case(
        "department_apart",
        lambda: with_goal(parts=(Part("u2", "Billing", "refunds", took_part=False),)),
        lambda: with_goal(parts=(Part("u2", "Billing", "refunds", took_part=True),)),
    ),
    Case(
        "fewer_check_ins",
        lambda: with_unit((0, 0, 0, 0, 3, 3, 2, 2, 2, 1, 1, 0)),
        lambda: with_unit((0, 0, 0, 0, 3, 3, 2, 2, 2, 1, 1, 1)),
    ),
    Case("never_began", lambda: with_unit((0,) * 12), lambda: with_unit((0,) * 12, people=4)),
)
