"""The page's words for what the services name: states, statuses, targets, evidence."""

from __future__ import annotations

import datetime
import math
from typing import Literal

from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from trigpoint.core.graph.status import Status as Computed
from trigpoint.services.goals.cards import GoalCard, TargetView
from trigpoint.services.pyramid.pyramid import Standing
from trigpoint.web import formats
from trigpoint.web.components import STATUS_WORDS, Chip, Status

STATES = {
    "draft": pgettext_lazy("state of a goal", "Draft"),
    "proposed": pgettext_lazy("state of a goal", "Proposed"),
    "agreed": pgettext_lazy("state of a goal", "Agreed"),
    "active": pgettext_lazy("state of a goal", "Active"),
    "achieved": pgettext_lazy("state of a goal", "Achieved"),
    "missed": pgettext_lazy("state of a goal", "Missed"),
    "retired": pgettext_lazy("state of a goal", "Retired"),
}

COMPUTED: dict[Computed, Status] = {
    Computed.OLD: "old",
    Computed.HELD: "held",
    Computed.ACHIEVED: "achieved",
    Computed.ON_TRACK: "on_track",
    Computed.AT_RISK: "at_risk",
    Computed.OFF_TRACK: "off_track",
    Computed.UNDECIDED: "open",
}

STATED: dict[str, Status] = {
    "on_track": "on_track",
    "at_risk": "at_risk",
    "off_track": "off_track",
    "achieved": "achieved",
}

SAYS = {
    "on_track": gettext_lazy("on track"),
    "at_risk": gettext_lazy("at risk"),
    "off_track": gettext_lazy("off track"),
    "achieved": gettext_lazy("achieved"),
    "open": gettext_lazy("can’t tell yet"),
}

ATTENTION: tuple[Status, ...] = (
    "off_track", "at_risk", "held", "open", "old", "on_track", "achieved"
)  # fmt: skip
"""How a goal can stand; what wants attention comes first."""

STANDS = [(status, STATUS_WORDS[status]) for status in ATTENTION]

RHYTHMS = {7: _("every week"), 14: _("every two weeks"), 28: _("every four weeks")}
"""How often a goal is checked in on, by days."""

LEVELS = {
    "organisation": _("Organisation"),
    "department": _("Department"),
    "team": _("Team"),
    "person": _("Person"),
}

UNITS = {**LEVELS, "partner": _("Partner")}
"""The kinds of units."""


def chip(card: GoalCard | Standing) -> Chip:
    """Return the status a goal is shown with.

    What the owner states stands first. Old data and a broken guard cannot be talked away, and a
    goal that is not in force yet shows its state.
    """
    if card.private:
        return Chip("private")
    if card.state in {"draft", "proposed"}:
        return Chip("draft", str(STATES[card.state]))
    if card.state == "achieved":
        return Chip("achieved")
    if card.state in {"missed", "retired"}:
        return Chip("old", str(STATES[card.state]))
    computed = COMPUTED[card.computed]
    if computed in {"old", "held"}:
        return Chip(computed)
    return Chip(STATED.get(card.stated, computed))


def said_by_numbers(card: GoalCard) -> Status | Literal[""]:
    """Return the status of the numbers where the owner states another one, "" elsewhere."""
    stated, computed = STATED.get(card.stated), COMPUTED[card.computed]
    if stated is None or stated == computed or computed not in SAYS or card.private:
        return ""
    return computed if card.state in {"agreed", "active"} else ""


def disagreement(card: GoalCard) -> str:
    """Return the sentence that shows both, where the owner and the numbers differ."""
    computed, stated = said_by_numbers(card), STATED.get(card.stated)
    if not computed or stated is None:
        return ""
    if computed == "open":
        return gettext("{owner} says {stated}. The numbers cannot tell yet.").format(
            owner=card.owner.name, stated=SAYS[stated]
        )
    return gettext("{owner} says {stated}. The numbers say {computed}.").format(
        owner=card.owner.name, stated=SAYS[stated], computed=SAYS[computed]
    )


def as_of(data: datetime.datetime | None, now: datetime.datetime) -> str:
    """Return up to when the numbers of a page go."""
    if data is None:
        return gettext("No data yet.")
    return gettext("Numbers as of {when}.").format(when=formats.when(data, now))


def target(view: TargetView, today: datetime.date) -> str:
    """Return a target written out: 80% or more; 76% or more now, 80% by 30 Jun 2027."""
    due = formats.day(view.due, today)
    if view.kind == "milestone":
        return gettext("done, by {due}").format(due=due)
    if view.kind == "yes_no":
        return gettext("yes, by {due}").format(due=due)
    unit = view.measure.unit if view.measure else "tickets"
    if view.kind == "keep_within":
        return within(view.low or 0.0, view.high or 0.0, unit)
    if view.aimed is None:
        return gettext("by {due}").format(due=due)
    aimed = formats.value(view.aimed, unit)
    if view.asked is None or (view.asked == view.aimed and view.growth is None):
        return side(view.kind, aimed)
    now = side(view.kind, formats.value(view.asked, unit))
    if view.growth is not None:
        pattern = gettext("last year’s week {growth}: {now} now, {aimed} by {due}")
        return pattern.format(growth=growth(view.growth, unit), now=now, aimed=aimed, due=due)
    return gettext("{now} now, {aimed} by {due}").format(now=now, aimed=aimed, due=due)


def phases(view: TargetView, today: datetime.date) -> list[str]:
    """Return the values of a target in phases, each with its day; none for a target of one.

    One from last year has a value for each week: it is said as a whole.
    """
    if view.growth is not None:
        return []
    unit = view.measure.unit if view.measure else "tickets"
    return [
        gettext("{target} by {due}").format(
            target=side(view.kind, formats.value(value, unit)), due=formats.day(day, today)
        )
        for day, value in (view.points if len(view.points) > 1 else ())
    ]


def growth(change: float, unit: formats.Unit) -> str:
    """Return a growth on last year with its sign: + 5 %, − 2 points."""
    sign, size = ("+" if change >= 0 else "\u2212"), abs(change)
    if unit in {"seconds", "tickets"}:
        return f"{sign} {formats.percent(size, 0 if round(size, 6) * 100 % 1 == 0 else 1)}"
    if unit == "share":
        points = formats.number(size * 100)
        return ngettext("{size} point", "{size} points", round(size * 100)).format(
            size=f"{sign} {points}"
        )
    return f"{sign} {formats.number(size)}"


def within(low: float, high: float, unit: formats.Unit) -> str:
    """Return a range to keep to; a side that every figure keeps is not said."""
    if low <= formats.floor(unit):
        return side("lower", formats.value(high, unit))
    if high >= formats.CEILING.get(unit, math.inf):
        return side("raise", formats.value(low, unit))
    first, last = formats.ends(low, high, unit)
    return gettext("{low} to {high}").format(low=first, high=last)


def side(kind: str, value: str) -> str:
    """Return a value with the side on which it is reached."""
    pattern = gettext("{value} or more") if kind == "raise" else gettext("{value} or less")
    return pattern.format(value=value)


def evidence(kind: str, source: str) -> str:
    """Return what a sentence rests on."""
    words = {
        "none": gettext("nothing behind it yet"),
        "opinion": gettext("opinion"),
        "measured": gettext("measured"),
    }[kind]
    return f"{words}, {source}" if source else words
