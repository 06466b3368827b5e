"""The five views over the one graph, and what stays chosen when one goes from view to view.

A `Focus` is read from an address and written back into one: whose goals, of which dates, on which
day, which goal is open beside the view, and which filters are on. Every page of a view is made
with `frame`, so that they all have the same bar, the same choices and the same side sheet.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import scope, sheet
from trigpoint.services.goals.scope import Scope
from trigpoint.web import addresses, formats
from trigpoint.web.components import Banner
from trigpoint.web.door import day_of, end_of
from trigpoint.web.forms.lens import ScopeForm
from trigpoint.web.shapes import past
from trigpoint.web.shapes import sheet as sheet_shape
from trigpoint.web.shapes.sheet import SideSheet

LENSES = {
    "map": gettext_lazy("Strategy map"),
    "v2mom": gettext_lazy("V2MOM"),
    "cascade": gettext_lazy("Cascade"),
    "ladders": gettext_lazy("Ladders"),
    "pyramid": gettext_lazy("Pyramid"),
}
"""The views by the name of their page, in the order of the bar and of the keys 1 to 5."""

PAGES = {"v2mom": "v2mom", "cascade": "cascade", "map": "map", "ladder": "ladders"}
"""The page on which a plan of each way of writing is read."""

FILTERS = ("words", "state", "status", "level", "mine")
"""Filters that mean the same in every view and in the list of all goals."""

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Focus:
    """What an address of a view says.

    `unit` is the public id of a unit or of a person, `period` and `goal` are public ids, `at` is a
    past day; "" and None are the usual. `kept` are filters that are on, by name.
    """

    unit: str = ""
    period: str = ""
    goal: str = ""
    at: datetime.date | None = None
    kept: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, asked: QueryDict) -> Focus:
        """Return the focus that an address carries; what it does not understand is left out."""
        return cls(
            unit=asked.get("unit", "")[:LONGEST],
            period=asked.get("period", "")[:LONGEST],
            goal=asked.get("goal", "")[:LONGEST],
            at=day_of(asked.get("at", "")),
            kept=tuple((n, asked.get(n, "")[:LONGEST]) for n in FILTERS if asked.get(n)),
        )

    def to(self, **changes: Any) -> Focus:
        """Return the focus with something else chosen."""
        return replace(self, **changes)

    def with_filter(self, name: str, value: str) -> Focus:
        """Return the focus with a filter on, or off for ""."""
        rest = tuple(pair for pair in self.kept if pair[0] != name)
        return replace(self, kept=(*rest, (name, value)) if value else rest)

    def filter(self, name: str) -> str:
        """Return what a filter is set to, "" where it is off."""
        return dict(self.kept).get(name, "")

    def parameters(self) -> dict[str, str]:
        """Return what an address says of this focus; the usual is not said."""
        said = {
            "unit": self.unit,
            "period": self.period,
            "at": self.at.isoformat() if self.at else "",
            **dict(self.kept),
            "goal": self.goal,
        }
        return {name: value for name, value in said.items() if value}

    def query(self, **more: str) -> str:
        """Return the focus as a query string; `more` is what only one view knows."""
        return addresses.query(**self.parameters(), **more)

    def address(self, lens: str, **more: str) -> str:
        """Return the address of a view with this focus."""
        return reverse(lens) + self.query(**more)

    def opening(self, lens: str, goal: str, **more: str) -> str:
        """Return the address of a view with a goal open beside it."""
        return self.to(goal=goal).address(lens, **more)

    def moment(self, actor: Actor) -> datetime.datetime | None:
        """Return the end of the past day that is looked at, None for now."""
        return end_of(self.at, actor)


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A view in the bar, with its key."""

    label: str
    href: str
    key: str
    here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What every view's page has: the bar, the choices, the sheet, and the line of a past day.

    `kept` are the hidden fields of the form of choices. `sheet_source` is the address of the
    sheet's fragment, with GOAL where a goal's id belongs.
    """

    key: str
    title: str
    views: tuple[ViewLink, ...]
    focus: Focus
    scope: Scope
    form: ScopeForm
    kept: tuple[tuple[str, str], ...]
    dates: str
    banner: Banner | None
    sheet: SideSheet | None
    sheet_source: str
    closed: str


def look_at(request: HttpRequest, unit: str, period: str) -> None:
    """Let the address of a request say whose goals of which dates it looks at."""
    asked = request.GET.copy()
    asked.update({"unit": unit, "period": period})
    request.GET = asked  # type: ignore[assignment]  # the bar of views reads the choice from it


def of_plan(way: str, owner: str, period: str) -> str:
    """Return where the plans of a way of writing are read, for an owner and dates."""
    return Focus(unit=owner, period=period).address(PAGES.get(way, way))


def frame(request: HttpRequest, actor: Actor, key: str, **more: str) -> Frame:
    """Return the frame of a view's page; `more` is what only this view's addresses carry.

    Raises:
        NotThere: for a unit, a person or a period that is not for the actor to see.
    """
    return framed(actor, key, Focus.of(request.GET), more)


def frame_of_today(request: HttpRequest, actor: Actor, key: str) -> Frame:
    """Return the frame of a page on which something is written, whatever day was looked at."""
    return framed(actor, key, Focus.of(request.GET).to(at=None), {})


def framed(actor: Actor, key: str, focus: Focus, more: dict[str, str]) -> Frame:
    """Return the frame of a page with what its address says; raises like `frame`."""
    at = focus.moment(actor)
    found = scope.find(actor, focus.unit, focus.period, at)
    return Frame(
        key=key,
        title=str(LENSES[key]),
        views=tuple(bar(focus, key)),
        focus=focus,
        scope=found,
        form=choices(focus, found, actor),
        kept=(*focus.kept, *more.items(), ("goal", focus.goal)),
        dates=formats.days(found.period.starts, found.period.ends) if found.period else "",
        banner=past.banner(at),
        sheet=open_sheet(actor, key, focus, **more),
        sheet_source=reverse("goal_sheet", args=["GOAL"]),
        closed=focus.to(goal="").address(key, **more),
    )


def bar(focus: Focus, key: str) -> Iterable[ViewLink]:
    """Yield the links of the bar, each with the same focus."""
    for number, (name, label) in enumerate(LENSES.items(), 1):
        yield ViewLink(str(label), focus.address(name), str(number), name == key)


def choices(focus: Focus, found: Scope, actor: Actor) -> ScopeForm:
    """Return the form of what can be chosen, as it is chosen now."""
    indent = "\u2003"
    units = [(unit.id, f"{indent * unit.depth}{unit.name}") for unit in found.units]
    if actor.person is not None:
        units.append((actor.person.public_id, gettext("Me")))
    if found.holder.id not in dict(units):
        units.append((found.holder.id, found.holder.name))
    periods = [(p.id, formats.days(p.starts, p.ends)) for p in found.periods]
    chosen = {
        "unit": found.holder.id,
        "period": found.period.id if found.period else "",
        "at": focus.at,
    }
    return ScopeForm(units=units, periods=periods, initial=chosen, auto_id="scope-%s")


def open_sheet(actor: Actor, key: str, focus: Focus, **more: str) -> SideSheet | None:
    """Return the sheet of the goal that is open, also where there is no such goal to be seen."""
    if not focus.goal:
        return None

    def way(goal: str) -> str:
        return focus.opening(key, goal, **more)

    closed = focus.to(goal="").address(key, **more)
    try:
        found = sheet.show(actor, focus.goal, focus.moment(actor))
    except NotThere:
        return sheet_shape.gone(closed, past=focus.at is not None)
    return sheet_shape.sheet(found, actor.today, way, closed)
