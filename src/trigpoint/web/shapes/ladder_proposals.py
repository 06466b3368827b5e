"""What is proposed from history, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, ngettext

from trigpoint.core.text import Text
from trigpoint.services.ladders.ladder_proposals import GuardOffer, Offer, OfferedStep
from trigpoint.services.ladders.ladder_views import Likelihood
from trigpoint.web import formats, parse
from trigpoint.web.shapes.ladders import needed

PRESETS = [
    ("80,50,20", gettext_lazy("80, 50 and 20 in 100")),
    ("90,70,50", gettext_lazy("90, 70 and 50 in 100")),
    ("60,40,10", gettext_lazy("60, 40 and 10 in 100")),
    ("50", gettext_lazy("one step, at 50 in 100")),
]


@dataclass(frozen=True, slots=True)
class Said:
    """The chance of a value, in words."""

    value: str
    chance: Text | str
    reason: Text | str
    hundredths: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """A proposed step with its slider: from, to and by what it moves, in the measure's unit."""

    place: int
    number: int
    wanted: int
    value: str
    said: Said
    note: str
    low: str
    high: str
    tick: str


@dataclass(frozen=True, slots=True)
class Guard:
    """What could stand beside the steps, with a limit to begin from."""

    id: str
    title: str
    now: str
    limit: str


@dataclass(frozen=True, slots=True)
class Page:
    """What pages/ladder_propose.html reads of an offer."""

    measure: str
    title: str
    unit: str
    today: str
    seen: str
    steps: tuple[Step, ...]
    refused: Text | None
    fast: bool
    guards: tuple[Guard, ...]


def offer(found: Offer) -> Page:
    """Return an offer as its page shows it."""
    unit = found.measure.unit
    return Page(
        measure=found.measure.id,
        title=found.measure.title,
        unit=unit,
        today=today_words(found),
        seen=seen_words(found),
        steps=tuple(step(found, place, each) for place, each in enumerate(found.steps)),
        refused=found.refused,
        fast=found.fast,
        guards=tuple(map(guard, found.guards)),
    )


def today_words(found: Offer) -> str:
    """Return where the measure stands, and how much history there is."""
    if found.now is None:
        return gettext("No figure yet.")
    said = gettext("Today {value}: {n} in the last four weeks that had any.").format(
        value=formats.value_words(found.now, found.measure.unit), n=formats.tickets(found.n)
    )
    weeks = ngettext("History: {n} week.", "History: {n} weeks.", found.weeks)
    return f"{said} {weeks.format(n=found.weeks)}"


def seen_words(found: Offer) -> str:
    """Return the range of single weeks seen so far."""
    if found.lowest is None or found.highest is None:
        return ""
    return gettext("Single weeks lay between {low} and {high}.").format(
        low=formats.value_words(found.lowest, found.measure.unit),
        high=formats.value_words(found.highest, found.measure.unit),
    )


def step(found: Offer, place: int, each: OfferedStep) -> Step:
    """Return a proposed step with its slider."""
    unit, tick = found.measure.unit, found.tick
    values = [s.likelihood.value for s in found.steps] + [found.now or 0.0]
    width = max(max(values) - min(values), 4 * tick)
    low, high = max(0.0, min(values) - width / 2), max(values) + width / 2
    if unit == "share":
        high = min(1.0, high)
    note = gettext("The value for that chance lies on this side of today’s: the first beyond it.")
    return Step(
        place=place,
        number=place + 1,
        wanted=each.wanted,
        value=f"{each.likelihood.value:.10g}",
        said=said(each.likelihood, unit, found.way),
        note=note if each.raised else "",
        low=f"{tick * round(low / tick):.10g}",
        high=f"{tick * round(high / tick):.10g}",
        tick=f"{tick:.10g}",
    )


def said(found: Likelihood, unit: str, way: str = "") -> Said:
    """Return the chance of a value in words."""
    shown = formats.value_words(found.value, unit)
    return Said(
        needed(way, shown) if way else shown,
        found.chance or found.refused or "",
        found.reason or "",
        found.hundredths,
    )


def guard(found: GuardOffer) -> Guard:
    """Return what could stand beside the steps; its limit is a little beyond today's value."""
    unit, now = found.measure.unit, found.now
    slack = 0.0 if now is None else (now * 1.2 if found.measure.direction == "lower" else now * 0.9)
    if unit == "share":
        slack = min(1.0, round(slack, 2))
    return Guard(
        found.measure.id,
        found.measure.title,
        "–" if now is None else formats.value_words(now, unit),
        "" if now is None else parse.typed(round(slack, 4), unit),
    )
