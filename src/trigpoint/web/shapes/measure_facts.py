"""The definition of a measure, line by line."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, ngettext

from trigpoint.services.measures import measures
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.query import Dimension, Filter
from trigpoint.web import formats
from trigpoint.web.shapes import definitions


def facts(service: measures.MeasurePage) -> tuple[tuple[str, str], ...]:
    """Return the definition line by line, as administrators and works councils read it."""
    kpi, weeks, days = service.kpi, service.window_weeks, service.settles
    window = ngettext("of the last whole week", "of the last {n} whole weeks", weeks)
    definition = gettext("Definition"), f"{kpi.key}, {gettext('version {n}').format(n=kpi.version)}"
    lines = [
        (gettext("Counts"), definitions.say(kpi.population)),
        (gettext("Belongs to"), definitions.say(kpi.date)),
        (gettext("Held by"), definitions.say(kpi.owner)),
    ]
    if which := narrowed(service.filters):
        lines.insert(1, (gettext("Only these"), which))
    if kpi.key in BY_HAND:
        return (*lines, (gettext("Figure"), gettext("the newest day")), definition)
    lines += [
        (gettext("Clock"), definitions.say(kpi.clock)),
        (gettext("Figure"), window.format(n=weeks)),
        (
            gettext("At least"),
            gettext("{tickets}, else no figure").format(tickets=formats.tickets(kpi.minimum)),
        ),
        definition,
    ]
    if days:
        settles = ngettext("{n} day after the days end", "{n} days after the days end", days)
        lines.insert(-2, (gettext("Settles"), settles.format(n=days)))
    return tuple(lines)


NAMES = {
    Dimension.UNIT: gettext_lazy("Unit"),
    Dimension.EMPLOYER: gettext_lazy("Employer"),
    Dimension.QUEUE: gettext_lazy("Queue"),
    Dimension.CHANNEL: gettext_lazy("Channel"),
    Dimension.PRIORITY: gettext_lazy("Priority"),
    Dimension.LANGUAGE: gettext_lazy("Language of the ticket"),
    Dimension.SITE: gettext_lazy("Site"),
    Dimension.TAG: gettext_lazy("Tags"),
}


def narrowed(filters: Iterable[Filter]) -> str:
    """Return which of the tickets count, "" where all do."""
    return "; ".join(map(condition, filters))


def condition(one: Filter) -> str:
    """Return one condition in words; a field of one's own is called as its desk calls it."""
    said = gettext("{name}: all but {values}") if one.excluded else gettext("{name}: {values}")
    values = (gettext("nothing at all") if value is None else value for value in one.values)
    return said.format(
        name=one.name or NAMES.get(one.dimension, one.dimension), values=", ".join(values)
    )


def better(direction: str) -> str:
    """Return which way is better."""
    return gettext("higher is better") if direction == "raise" else gettext("lower is better")


@dataclass(frozen=True, slots=True)
class ApartWeek:
    """A week that was unlike others: its first day, its days in words, and why."""

    day: str
    words: str
    why: str


def exceptional(found: measures.MeasurePage) -> tuple[ApartWeek, ...]:
    """Return the weeks from which nothing is learnt, the newest first."""
    return tuple(
        ApartWeek(
            week.day.isoformat(),
            formats.days(week.day, week.day + datetime.timedelta(days=6)),
            week.why,
        )
        for week in reversed(found.exceptional)
    )
