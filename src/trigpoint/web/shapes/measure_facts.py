"""The definition of a measure, line by line."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from trigpoint.services.measures import measures
from trigpoint.tickets.by_hand import BY_HAND
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
        lines.insert(5, (gettext("Settles"), settles.format(n=days)))
    return tuple(lines)


def better(direction: str) -> str:
    """Return which way is better."""
    return gettext("higher is better") if direction == "raise" else gettext("lower is better")
