"""The side sheet: a goal in short, beside the view it was found in."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from trigpoint.services.goals import goal_page as service
from trigpoint.services.goals.cards import TargetView
from trigpoint.services.goals.sheet import GoalSheet
from trigpoint.services.goals.sight import SightStep
from trigpoint.web import addresses, formats
from trigpoint.web.components import AnyFigure, Chip, PersonMark, Why
from trigpoint.web.shapes import figures, goal, goals, words

Way = Callable[[str], str]
"""From a goal's public id to the address of the same view with that goal open."""

SHOWN_CARRIERS = 8


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target in the sheet: what is asked, the figure, what must not get worse."""

    title: str
    words: str
    figure: AnyFigure | None
    verdict: str
    guard: str
    guard_chip: Chip | None


@dataclass(frozen=True, slots=True)
class RiseLine:
    """A step of the way up: why the goal beneath carries this one."""

    title: str
    href: str
    owner: str
    why: Why
    direction: bool = False


@dataclass(frozen=True, slots=True)
class CarrierLine:
    """A goal that carries this one."""

    title: str
    href: str
    owner: PersonMark
    share: str
    figure: AnyFigure | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class SideSheet:
    """What components/side_sheet.html reads. Without a `title` there is no such goal to be seen."""

    id: str
    title: str
    href: str
    closed: str
    under: str = ""
    owner: PersonMark | None = None
    with_: tuple[tuple[PersonMark, str], ...] = ()
    chip: Chip | None = None
    remark: str = ""
    why: str = ""
    how: str = ""
    progress: str = ""
    targets: tuple[TargetLine, ...] = ()
    up: tuple[RiseLine, ...] = ()
    gap: bool = False
    carried_by: tuple[CarrierLine, ...] = ()
    more: str = ""
    voice_words: str = ""
    mine: str = ""
    may_answer: bool = False
    missing: str = ""


def sheet(found: GoalSheet, today: datetime.date, way: Way, closed: str) -> SideSheet:
    """Return a goal in short; `way` leads to other goals in the same view, `closed` back to it."""
    card = found.card
    day = formats.days(card.starts, card.due)
    full = addresses.goal(card.id)
    shown = found.children[:SHOWN_CARRIERS]
    return SideSheet(
        id=card.id,
        title=card.title,
        href=full + addresses.query(at=day_words(found.at)),
        closed=closed,
        under=f"{words.STATES[card.state]}, {day}",
        owner=goal.mark(card.owner),
        with_=tuple((goal.mark(c.holder), c.answers_for) for c in found.co_owners),
        chip=words.chip(card),
        remark=words.disagreement(card),
        why=card.why,
        how=found.how,
        progress=goal.progress(card),
        targets=tuple(target(t, today) for t in found.targets),
        up=tuple(rise(step, way) for step in found.up),
        gap=not found.up or found.up[-1].goal is not None,
        carried_by=tuple(carrier(child, way) for child in shown),
        more=more(len(found.children) - len(shown)),
        voice_words=goal.voice_words(found.voices),
        mine=found.voices.mine,
        may_answer=found.at is None,
    )


def day_words(at: datetime.datetime | None) -> str:
    """Return the past day as an address says it, "" for now."""
    return at.date().isoformat() if at else ""


def gone(closed: str, *, past: bool) -> SideSheet:
    """Return the sheet of a goal that is not there."""
    missing = (
        gettext("This goal was not there on that day, or it is not for you to see.")
        if past
        else gettext("There is no such goal, or it is not for you to see.")
    )
    return SideSheet(id="", title="", href="", closed=closed, missing=missing)


def target(view: TargetView, today: datetime.date) -> TargetLine:
    """Return a target as lines of the sheet."""
    return TargetLine(
        title=view.title,
        words=words.target(view, today),
        figure=figures.target_figure(view),
        verdict=figures.verdict(view),
        guard=goal.guard_words(view),
        guard_chip=goal.guard_chip(view),
    )


def rise(step: SightStep, way: Way) -> RiseLine:
    """Return a step of the way up."""
    why = goals.why(step.link)
    if step.goal is None:
        return RiseLine(step.direction, "", "", why, direction=True)
    return RiseLine(step.goal.title, way(step.goal.id), step.goal.owner.name, why)


def carrier(child: service.Neighbour, way: Way) -> CarrierLine:
    """Return a goal that carries this one."""
    card = child.goal
    if card is None:
        message = "below a goal stand goals"
        raise TypeError(message)
    return CarrierLine(
        title=card.title,
        href=way(card.id),
        owner=goal.mark(card.owner),
        share=formats.percent(child.link.share),
        figure=figures.target_figure(card.main) if card.main else None,
        chip=words.chip(card),
    )


def more(count: int) -> str:
    """Return how many further goals carry this one."""
    return ngettext("{n} more", "{n} more", count).format(n=count) if count else ""
