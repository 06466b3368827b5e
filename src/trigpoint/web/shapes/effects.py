"""Did it work? In plain words, with the picture, and when it is said again."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.core.text import Text
from trigpoint.services.insight.effects import Beginning, GoalEffect, MeasuredEffect
from trigpoint.web import addresses, formats
from trigpoint.web.components import Chart
from trigpoint.web.shapes import measure_chart
from trigpoint.web.shapes.measure_chart import Beside
from trigpoint.web.templatetags.trigpoint import say

SHOWN = 78
"""How many of the newest weeks the chart shows: a year and a half, to see both sides of the day."""


@dataclass(frozen=True, slots=True)
class EffectPart:
    """One measure: the news of it, what others did, whether it lasted, how it was judged."""

    title: str
    href: str
    headline: Text | None
    others: Text | None
    lasting: Text | None
    trust: Text | None
    refused: Text | None
    stages: tuple[Text, ...]
    teams: str
    again: str
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class BeginningPart:
    """A day that can be chosen."""

    day: str
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class EffectPage:
    """What pages/effect.html and pages/goal_effect.html read."""

    goal: str
    href: str
    title: str
    since: str
    day: str
    at: str
    what: Text
    beginnings: tuple[BeginningPart, ...]
    parts: tuple[EffectPart, ...]


def page(found: GoalEffect, today: datetime.date, at: str = "") -> EffectPage:
    """Return the effects on a goal's measures as pages show them, or did on the past day `at`."""
    then = addresses.query(at=at)
    return EffectPage(
        goal=addresses.goal(found.goal) + then,
        href=reverse("goal_effect", args=[found.goal]) + then,
        title=found.title,
        since=formats.day(found.since.day, today),
        day=found.since.day.isoformat(),
        at=at,
        what=found.since.what,
        beginnings=tuple(beginning(each, found, today) for each in found.beginnings),
        parts=tuple(part(each, today, then=then) for each in found.effects),
    )


def beginning(each: Beginning, found: GoalEffect, today: datetime.date) -> BeginningPart:
    """Return a day that can be chosen, with what happened then."""
    label = f"{formats.day(each.day, today)}: {say(each.what)}"
    return BeginningPart(each.day.isoformat(), label, each == found.since)


def part(
    view: MeasuredEffect, today: datetime.date, beside: Beside | None = None, then: str = ""
) -> EffectPart:
    """Return one measure's effect; `beside` names the lines of its chart in other words.

    `then` is the past day as addresses carry it.
    """
    weeks, lines = view.weeks[-SHOWN:], beside or similar(view)
    again = ""
    if view.next:
        again = gettext("The next time: {day}.").format(day=formats.day(view.next, today))
    return EffectPart(
        title=view.measure.title,
        href=addresses.measure(view.measure.id) + then,
        headline=view.headline,
        others=view.others,
        lasting=view.lasting,
        trust=view.trust,
        refused=view.refused,
        stages=tuple(stage.words for stage in view.stages),
        teams=", ".join(view.teams),
        again=again,
        chart=measure_chart.chart(view.measure, weeks, began=view.since, beside=lines),
    )


def similar(view: MeasuredEffect) -> Beside | None:
    """Return the line of the teams that a measure was judged against; None where there are none."""
    return of_teams(view, view.measure.title, gettext("Similar teams"))


def of_teams(view: MeasuredEffect, own: str, theirs: str) -> Beside | None:
    """Return the line of the teams beside a measure under the names that both lines have."""
    if not view.beside:
        return None
    return Beside(own, theirs, {week.start: week.value for week in view.beside})
