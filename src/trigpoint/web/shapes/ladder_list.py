"""Ladders in a list, and steps that are celebrated."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.services.ladders.ladder_page import Index
from trigpoint.services.ladders.ladder_views import Celebrated, LadderLine
from trigpoint.web import formats
from trigpoint.web.components import PersonMark
from trigpoint.web.shapes import past
from trigpoint.web.shapes.goal import mark
from trigpoint.web.shapes.ladder_words import reached_words, state_words


@dataclass(frozen=True, slots=True)
class Line:
    """A ladder in the list; `marks` are its steps from the lowest: reached, here or later."""

    title: str
    href: str
    owner: PersonMark
    said: str
    here: str
    marks: tuple[str, ...]
    state: str
    state_key: str


@dataclass(frozen=True, slots=True)
class Cheer:
    """A step that somebody wants others to know of."""

    words: str
    day: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """What pages/ladders.html reads: my own ladders, the others, and what is celebrated."""

    mine: tuple[Line, ...]
    others: tuple[Line, ...]
    cheers: tuple[Cheer, ...]


def listing(found: Index, today: datetime.date, at: datetime.datetime | None = None) -> ListPage:
    """Return the list of ladders; each is opened on the day on which the list is looked at."""
    day = f"?at={past.day(at)}" if at else ""
    lines = [(each.mine, line(each, today, day)) for each in found.lines]
    return ListPage(
        tuple(made for mine, made in lines if mine),
        tuple(made for mine, made in lines if not mine),
        tuple(cheer(each, today) for each in found.celebrated),
    )


def line(found: LadderLine, today: datetime.date, query: str = "") -> Line:
    """Return a ladder as a line of the list; `query` is what its address carries."""
    marks = ["reached"] * found.reached
    rest = found.steps - found.reached
    if rest:
        marks += ["here" if found.state == "climbing" else "later", *["later"] * (rest - 1)]
    here = ""
    if found.here and found.due:
        here = gettext("{step}, until {day}").format(
            step=found.here, day=formats.day(found.due, today)
        )
    return Line(
        title=found.title,
        href=reverse("ladder", args=[found.id]) + query,
        owner=mark(found.owner),
        said=reached_words(found.reached, found.steps),
        here=here,
        marks=tuple(marks),
        state=state_words(found.state, person=found.owner.kind == "person"),
        state_key=found.state,
    )


def cheer(found: Celebrated, today: datetime.date) -> Cheer:
    """Return a step that is celebrated."""
    words = gettext("{who} reached “{step}” on the ladder “{ladder}”").format(
        who=found.owner.name, step=found.step, ladder=found.ladder
    )
    return Cheer(words, formats.day(found.reached_on, today))
