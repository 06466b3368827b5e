"""The pulse as its pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.services.loop.pulse_results import PulseFigure, PulseGroup, PulseTrend
from trigpoint.services.loop.pulses import ENPS, PulseRoundView
from trigpoint.web import formats
from trigpoint.web.components import Link
from trigpoint.web.templatetags.trigpoint import say


@dataclass(frozen=True, slots=True)
class PulseLine:
    """A round in the list; `do` is the word on its link."""

    link: Link
    days: str
    counted: str
    do: str
    waits: bool


@dataclass(frozen=True, slots=True)
class PulseRow:
    """A group: its newest figure with its range and number, and what it was before."""

    unit: str
    value: str
    likely: str
    n: str
    before: str


@dataclass(frozen=True, slots=True)
class PulseTable:
    """A question with a row for each group that may be told."""

    question: str
    head: str
    rows: tuple[PulseRow, ...]
    kept_back: str


@dataclass(frozen=True, slots=True)
class PulsePage:
    """What pages/pulse.html reads."""

    unit: str
    days: str
    counted: str
    open: bool
    tables: tuple[PulseTable, ...]


def lines(rounds: Iterable[PulseRoundView]) -> list[PulseLine]:
    """Return the rounds as a list."""
    return [
        PulseLine(
            Link(one.unit.name, reverse("pulse", args=[one.id])),
            days(one),
            counted(one),
            do(one),
            one.mine,
        )
        for one in rounds
    ]


def do(one: PulseRoundView) -> str:
    """Return what can be done with a round."""
    if one.mine:
        return gettext("Answer, in half a minute")
    return gettext("It goes on") if one.open else gettext("What was said")


def days(one: PulseRoundView) -> str:
    """Return from when to when it is, or was."""
    return formats.days(one.opened_on, one.closes_on)


def counted(one: PulseRoundView) -> str:
    """Return how many have answered."""
    return gettext("{answered} of {asked} have answered").format(
        answered=formats.number(one.answered, 0), asked=formats.number(one.asked, 0)
    )


def page(one: PulseRoundView, trends: Iterable[PulseTrend]) -> PulsePage:
    """Return a round as its page shows it."""
    tables = tuple(table(trend) for trend in trends)
    return PulsePage(one.unit.name, days(one), counted(one), one.open, tables)


def table(trend: PulseTrend) -> PulseTable:
    """Return a question as a table."""
    enps = trend.question.key == ENPS
    few = ngettext(
        "{n} group is not told, so that nobody’s answer can be worked out.",
        "{n} groups are not told, so that nobody’s answer can be worked out.",
        trend.kept_back,
    )
    return PulseTable(
        question=say(trend.question.text) if trend.question.text else trend.question.own,
        head=gettext("Would, less would not") if enps else gettext("Say yes"),
        rows=tuple(row(group, enps=enps) for group in trend.groups),
        kept_back=few.format(n=formats.number(trend.kept_back, 0)) if trend.kept_back else "",
    )


def row(group: PulseGroup, *, enps: bool) -> PulseRow:
    """Return a group as a row."""
    *before, last = group.figures
    return PulseRow(
        unit=group.unit.name,
        value=shown(last.value, enps=enps),
        likely=gettext("likely between {low} and {high}").format(
            low=shown(last.low, enps=enps), high=shown(last.high, enps=enps)
        ),
        n=formats.number(last.n, 0),
        before=", ".join(then(one, enps=enps) for one in before),
    )


def then(one: PulseFigure, *, enps: bool) -> str:
    """Return what it was in a round before."""
    return gettext("{value} on {day}").format(
        value=shown(one.value, enps=enps), day=formats.day(one.closed_on)
    )


def shown(value: float, *, enps: bool) -> str:
    """Return a share in percent, or the eNPS as a whole number."""
    if enps:
        return formats.number(value, 0)
    return formats.percent(value)
