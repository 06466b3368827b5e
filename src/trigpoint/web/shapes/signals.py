"""Signals from outside and rising contact reasons as their page shows them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.core.text import Text
from trigpoint.services.outside.rising import RisingReason, RisingReasons
from trigpoint.services.outside.signals import QuestionedGoal, SignalView
from trigpoint.web import addresses, formats
from trigpoint.web.forms.signals import KINDS


@dataclass(frozen=True, slots=True)
class GoalLink:
    """A goal and where it is found."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal: what, when, which goals, and what was decided; `decide` is where that is said."""

    id: str
    version: int
    kind: str
    title: str
    day: str
    by: str
    goals: tuple[GoalLink, ...]
    decision: str
    decided: str
    decide: str


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A contact reason that rises; `log` is where it is logged.

    Once it is, `said` tells what became of it, and `signal` is where that stands.
    """

    title: str
    words: Text
    tags: str
    goals: tuple[GoalLink, ...]
    log: str
    said: str
    signal: str


@dataclass(frozen=True, slots=True)
class RisingPart:
    """What rises, and how far that can be trusted; `hidden` says that it is not for the reader."""

    hidden: bool
    lines: tuple[ReasonLine, ...]
    watched: int
    too_short: int
    false_a_year: str


def line(view: SignalView, today: datetime.date) -> SignalLine:
    """Return one signal."""
    decided = ""
    if view.decided_at:
        who = view.decided_by.name if view.decided_by else ""
        decided = ", ".join(part for part in (who, formats.when(view.decided_at)) if part)
    place = f"{reverse('signals')}?edit=decide-{view.id}#edit"
    return SignalLine(
        id=view.id,
        version=view.version,
        kind=str(KINDS[view.kind]),
        title=view.title,
        day=formats.day(view.day, today),
        by=view.by.name if view.by else "",
        goals=tuple(map(link, view.questions)),
        decision=view.decision,
        decided=decided,
        decide=place if view.may_decide else "",
    )


def link(goal: QuestionedGoal) -> GoalLink:
    """Return a goal as a link."""
    return GoalLink(addresses.goal(goal.id), goal.title)


def rising(found: RisingReasons, *, hidden: bool) -> RisingPart:
    """Return the contact reasons that rise, or that they are not for the reader to see."""
    return RisingPart(
        hidden=hidden,
        lines=tuple(map(reason, found.reasons)),
        watched=found.watched,
        too_short=found.too_short,
        false_a_year=formats.number(found.false_a_year, 1),
    )


def reason(found: RisingReason) -> ReasonLine:
    """Return one reason, with the form that logs it filled in."""
    asked = addresses.query(
        edit="signal",
        kind="reason",
        title=found.title,
        day=found.since.isoformat(),
        goals=",".join(goal.id for goal in found.goals),
    )
    return ReasonLine(
        title=found.title,
        words=found.words,
        tags=", ".join(found.tags),
        goals=tuple(map(link, found.goals)),
        log=f"{reverse('signals')}{asked}#edit",
        said=became(found),
        signal=f"#{found.signal}",
    )


def became(found: RisingReason) -> str:
    """Return what became of a reason that was logged, "" for one that was not."""
    if not found.signal:
        return ""
    return gettext("decided") if found.decided else gettext("logged, waits for a decision")
