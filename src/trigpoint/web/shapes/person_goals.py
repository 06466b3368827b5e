"""A person's own page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.services.pyramid.person_goals import Aspiration, OwnGoal, PersonGoals, ToDo
from trigpoint.web import addresses, formats
from trigpoint.web.components import Banner, Chip, GoalLine, Link, NextStep
from trigpoint.web.shapes import goals, past, words
from trigpoint.web.shapes.sheet import day_words

LEAST = 0.001
"""The smallest part of an uppermost goal that is said: less would read as nothing."""


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A goal with what it carries: the sentence, the goal above, and its part of the top."""

    line: GoalLine
    carries: Link | None
    sentence: str
    part: str


@dataclass(frozen=True, slots=True)
class NextLine:
    """What to do next, for which goal."""

    title: str
    step: NextStep


@dataclass(frozen=True, slots=True)
class AspirationLine:
    """An aspiration, the goals that serve it, and the way to share it."""

    title: str
    href: str
    why: str
    share_href: str
    served_by: tuple[Link, ...]
    chip: Chip


@dataclass(frozen=True, slots=True)
class Page:
    """What pages/person_goals.html reads."""

    name: str
    href: str
    mine: bool
    goals: tuple[OwnLine, ...]
    over: tuple[GoalLine, ...]
    next: tuple[NextLine, ...]
    aspirations: tuple[AspirationLine, ...]
    pyramid_href: str
    at: str
    banner: Banner | None


def page(found: PersonGoals, today: datetime.date) -> Page:
    """Return a person's own page."""
    return Page(
        name=found.person.name,
        href=addresses.holder("person", found.person.id),
        mine=found.mine,
        goals=tuple(own(each, today) for each in found.goals),
        over=tuple(goals.line(card, today) for card in found.over),
        next=tuple(to_do(each, today) for each in found.next) if found.mine else (),
        aspirations=tuple(aspiration(each) for each in found.aspirations),
        pyramid_href=reverse("pyramid") + addresses.query(unit=found.person.id),
        at=day_words(found.at),
        banner=past.banner(found.at),
    )


def own(each: OwnGoal, today: datetime.date) -> OwnLine:
    """Return a goal with what it carries."""
    first = each.up[0] if each.up else None
    above = first.goal if first else None
    carries = Link(above.title, addresses.goal(above.id)) if above else None
    if first is not None and above is None:
        carries = Link(first.direction, "")
    part = ""
    if each.top is not None and each.share >= LEAST:
        part = gettext("{share} of “{goal}”").format(
            share=formats.percent(each.share, 1 if each.share < 0.1 else 0), goal=each.top.title
        )
    return OwnLine(
        line=goals.line(each.goal, today, level=formats.days(each.goal.starts, each.goal.due)),
        carries=carries,
        sentence=first.link.sentence if first else "",
        part=part,
    )


def to_do(each: ToDo, today: datetime.date) -> NextLine:
    """Return what to do next for a goal."""
    where = addresses.goal(each.goal.id)
    if each.step is None:
        write = Link(gettext("Write a step"), where + "?edit=step#steps")
        step = NextStep(gettext("No step is written for this goal yet."), write)
    else:
        sentence = each.step.title
        if each.step.due:
            sentence = gettext("{step}, by {day}").format(
                step=each.step.title, day=formats.weekday(each.step.due, today)
            )
        done = Link(gettext("Done"), f"{where}?edit=step-{each.step.id}#steps")
        step = NextStep(sentence, done)
    return NextLine(each.goal.title, step)


def aspiration(each: Aspiration) -> AspirationLine:
    """Return an aspiration."""
    return AspirationLine(
        title=each.goal.title,
        href=addresses.goal(each.goal.id),
        why=each.goal.why,
        share_href=reverse("aspiration_share", args=[each.goal.id]),
        served_by=tuple(Link(g.title, addresses.goal(g.id)) for g in each.served_by),
        chip=words.chip(each.goal),
    )
