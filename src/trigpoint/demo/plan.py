"""The shape in which the goals of the simulated organisation are written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Want(Enum):
    """The status that the figures are to show for a target, so that the demo shows them all."""

    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    UNDECIDED = "can't tell yet"
    HELD = "held"


@dataclass(frozen=True)
class Aim:
    """A target on a KPI of the catalogue; its value is found from the data (`aims`).

    Attributes:
        who: unit or person whose tickets count; "" is the goal's owner.
        statistic: "median" or "p90" where the KPI has quantiles.
        weeks: how many weeks the standing figure is over.
        topic: the contact reason that alone counts, or all.
        guard: the KPI that must not get worse, over the same tickets.
    """

    kpi: str
    want: Want
    who: str = ""
    statistic: str = ""
    weeks: int = 8
    weight: float = 1.0
    topic: str = ""
    guard: str = ""


@dataclass(frozen=True)
class Thing:
    """A target that is reached or not. `done_week` counts from the first week."""

    title: str
    done_week: int | None = None
    weight: float = 1.0


@dataclass(frozen=True)
class Link:
    """What a goal carries, and the sentence that says how; `above` is a goal's key or VISION."""

    above: str
    sentence: str
    weight: float = 1.0
    evidence: str = "opinion"
    source: str = ""


@dataclass(frozen=True)
class Goal:
    """A goal as its owner wrote it. The first link is the one the line of sight takes."""

    key: str
    title: str
    owner: str
    why: str
    links: tuple[Link, ...] = ()
    aims: tuple[Aim, ...] = ()
    things: tuple[Thing, ...] = ()
    how: str = ""
    state: str = "active"
    earlier: bool = False
    private: bool = False


@dataclass(frozen=True)
class Share:
    """Somebody else who answers for a part of a goal."""

    goal: str
    who: str
    answers_for: str


@dataclass(frozen=True)
class Step:
    """A piece of the work on a goal; `done` and `result` where it is behind us."""

    goal: str
    title: str
    who: str
    due_week: int
    done_week: int | None = None
    result: str = ""


@dataclass(frozen=True)
class Answer:
    """What somebody who was asked said to a goal; no answer where `said` is empty."""

    goal: str
    who: str
    said: str = "agree"
    words: str = ""


@dataclass(frozen=True)
class CheckIn:
    """How a goal went, in its owner's words, so many weeks before the end."""

    goal: str
    who: str
    weeks_ago: int
    status: str
    note: str
    confidence: int | None = None
    wants_help: bool = False
    hurdle: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody asks of a leader, so that a goal can be reached."""

    goal: str
    who: str
    kind: str
    words: str
    leader: str
    weeks_ago: int


@dataclass(frozen=True)
class Thanks:
    """A word of thanks from one to another, tied to a goal."""

    giver: str
    to: str
    goal: str
    words: str


VISION = "vision"
