"""A goal's end, as its page and the review show it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext

from trigpoint.services.loop.closing import ClosingPage, ClosingView
from trigpoint.web import addresses, formats
from trigpoint.web.components import Link
from trigpoint.web.shapes import goal as goal_shape


@dataclass(frozen=True, slots=True)
class ClosingPart:
    """What was said of a goal at its end; `next` is the goal that carries it over."""

    goal: Link
    owner: str
    said_by: str
    when: str
    verdict: str
    reached: bool
    score: str
    numbers: str
    decision: str
    next: Link | None
    learned: str


@dataclass(frozen=True, slots=True)
class ClosingSheet:
    """What pages/closing.html reads."""

    id: str
    goal: Link
    dates: str
    progress: str
    closing: ClosingPart | None
    open_steps: tuple[str, ...]
    may_undo: bool


def page(found: ClosingPage, now: datetime.datetime) -> ClosingSheet:
    """Return the page."""
    card = found.card
    return ClosingSheet(
        id=card.id,
        goal=Link(card.title, addresses.goal(card.id)),
        dates=formats.days(card.starts, card.due),
        progress="" if found.closing else goal_shape.progress(card),
        closing=part(found.closing, now) if found.closing else None,
        open_steps=found.open_steps,
        may_undo=found.may_undo,
    )


def part(one: ClosingView, now: datetime.datetime) -> ClosingPart:
    """Return what was said of a goal at its end."""
    decisions = {
        "keep": gettext("Kept as it is"),
        "change": gettext("Goes on, changed"),
        "drop": gettext("Ends here"),
    }
    told = one.low is not None and one.high is not None
    return ClosingPart(
        goal=Link(one.title, addresses.goal(one.goal)),
        owner=one.owner.name,
        said_by=one.by.name if one.by else "",
        when=formats.when(one.at, now),
        verdict=gettext("Reached") if one.reached else gettext("Not reached"),
        reached=one.reached,
        score=formats.percent(one.score / 100) if one.score is not None else "",
        numbers=share(one.low or 0.0, one.high or 0.0) if told else "",
        decision=decisions[one.decision],
        next=Link(one.next.title, addresses.goal(one.next.id)) if one.next else None,
        learned=one.learned,
    )


def share(low: float, high: float) -> str:
    """Return progress by the numbers, as one figure or as the range it lies in."""
    first, last = formats.percent(low), formats.percent(high)
    if first == last:
        return first
    return gettext("between {low} and {high}").format(low=first, high=last)
