"""A V2MOM as the scene of its sheet: the page's own words, with names or without."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext

from trigpoint.pictures.v2mom_sheet import Hindrance, Line, V2momSheet, Work
from trigpoint.services.plans.v2mom_page import V2momPage
from trigpoint.web import formats
from trigpoint.web.components import AnyFigure, Figure
from trigpoint.web.shapes import v2mom
from trigpoint.web.shapes.v2mom import LinePart, MethodPart, ObstaclePart, SheetPage


def scene(page: V2momPage, now: datetime.datetime, *, names: bool = True) -> V2momSheet:
    """Return the scene of a V2MOM; without names, people are not named in it."""
    made = v2mom.sheet(page, now)
    weeks = {
        (m.id, place): line.trend for m in page.methods for place, line in enumerate(m.measures)
    }
    return V2momSheet(
        owner=owner(page, made, names=names),
        dates=", ".join(
            part
            for part in (gettext("V2MOM, {dates}").format(dates=made.dates), made.stood)
            if part
        ),
        supports=made.supports,
        lead=made.lead if names else "",
        vision=page.vision or gettext("No vision yet"),
        voice=made.voice,
        review=gettext("Next review {when}").format(when=made.review) if made.review else "",
        values=[
            (f"{value.rank}. {value.title}", "; ".join(seen for _id, seen, _tie in value.seen))
            for value in made.values
        ],
        methods=[work(m, weeks, names=names) for m in made.methods],
        foot=foot(made, now),
        labels={
            "voice": gettext("What people think"),
            "values": gettext("Values"),
            "methods": gettext("Methods"),
            "obstacle": gettext("Obstacle"),
            "then": gettext("If it happens"),
        },
    )


def owner(page: V2momPage, made: SheetPage, *, names: bool) -> str:
    """Return whose V2MOM it is; a person's name only where names are shown."""
    return gettext("One person") if page.owner.kind == "person" and not names else made.title


def foot(made: SheetPage, now: datetime.datetime) -> list[str]:
    """Return the lines at the foot of the sheet."""
    printed = gettext("Printed {when}.").format(when=formats.when(now, now))
    numbers = gettext("Numbers as of {when}.").format(when=made.as_of) if made.as_of else ""
    return [f"{made.foot} {made.written}", f"{numbers} {printed}".strip()]


def work(
    view: MethodPart, weeks: dict[tuple[str, int], tuple[float | None, ...]], *, names: bool
) -> Work:
    """Return a method as the scene draws it."""
    return Work(
        title=view.title,
        why=view.why,
        serves=" · ".join(part for part in (view.serves, view.steps_words) if part),
        lines=[
            line(part, weeks.get((view.id, place), ())) for place, part in enumerate(view.lines)
        ],
        obstacles=[hindrance(part, names=names) for part in view.obstacles],
        note=view.silent,
    )


def line(part: LinePart, weeks: tuple[float | None, ...]) -> Line:
    """Return a measure as the scene draws it."""
    title = part.title
    if part.guard and part.guard_chip:
        title = f"{title} ({part.guard}: {part.guard_chip.words})"
    goal = gettext("goal {goal}").format(goal=part.goal)
    value = figure(part.figure)
    return Line(title, weeks, value, goal, part.chip.status, part.chip.words)


def figure(found: AnyFigure | None) -> str:
    """Return a figure with its likely range in one line."""
    if found is None:
        return ""
    if not isinstance(found, Figure):
        return found.reason
    if found.exact or not found.low or found.low == found.high:
        return found.value
    return gettext("{value}, likely {low} to {high}").format(
        value=found.value, low=found.low, high=found.high
    )


def hindrance(part: ObstaclePart, *, names: bool) -> Hindrance:
    """Return an obstacle as the scene draws it."""
    now = part.now if part.state != "unknown" else ""
    who = part.owner if names else ""
    return Hindrance(
        title=part.title,
        weight=part.weight,
        sign_label=part.sign_label,
        sign=f"{part.sign} {now}".strip(),
        then=f"{part.contingency} {who}".strip(),
        come=part.state == "come",
    )
