"""What people asked of each other: a split that was countered, changes above, a load."""

from __future__ import annotations

from dataclasses import dataclass

LEAD = "tuan.nguyen"
SPLIT_GOAL = "causes"
SPLIT_BY = 0.8
"""What share of the backlog is to be left."""
LEAST = 20.0
"""From so many tickets a target begins at least: in a small demo there are hardly any."""


@dataclass(frozen=True)
class Part:
    """A part of the split target: whose, how much of the whole, and what they said."""

    who: str
    share: float
    said: str = ""
    words: str = ""
    instead: float = 0.0


@dataclass(frozen=True)
class Change:
    """A change that somebody proposed to a goal above, and its answer."""

    goal: str
    by: str
    title: str
    words: str
    owner: str
    accepted: bool | None = None
    answer: str = ""


PARTS = (
    Part("ana.costa", 0.3, "accept", "Yes: the carriers' ones are mine anyway."),
    Part(
        "ben.okafor",
        0.3,
        "counter",
        "I am away until the 8th. Two thirds of it, and Noor takes what is left.",
        instead=0.2,
    ),
    Part("noor.aziz", 0.4),
)
SPLIT_TITLE = "Close what has waited longest"
SPLIT_WORDS = "So that nothing old is left when the season begins."
CHANGES = (
    Change(
        "first-time",
        "ana.costa",
        "Resolved the first time, or called back the same day",
        "A customer who is called back does not feel that we failed.",
        "jo.silva",
        accepted=False,
        answer="Called back is not resolved. Make it a step of yours; I look at it in January.",
    ),
    Change(
        "right-person",
        "chloe.martin",
        "Right person, first touch, in every language",
        "French tickets are handed over twice as often.",
        LEAD,
    ),
)
ORPHAN = (
    "Be there on the messenger too",
    "orders",
    "Half of those under thirty never write a mail.",
)
"""A goal that carries nothing: title, owner, why."""
OVERLOADED = "dev.patel"
LOAD = (
    ("right-person", "Know the ten commonest hand-overs by heart", "Each one known is one less."),
    ("answer-first", "Clear my mail before lunch", "What waits past noon waits a day."),
    ("first-time", "Ask back at most once", "A second question is a second contact."),
)
"""Parts that one person took up beside what they carried already."""
ROOTS = (("northwind", "mira.rossi", "keep"), ("orders", LEAD, "right-person"))
