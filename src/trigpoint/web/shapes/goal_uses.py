"""What a goal is used as, as lines of its page."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.services.goals.goal_uses import UseView
from trigpoint.web import formats
from trigpoint.web.forms.goal_uses import ROLES
from trigpoint.web.lens import PAGES, Focus


@dataclass(frozen=True, slots=True)
class UseLine:
    """A role of a goal: what it is, in whose plan, where that is read."""

    id: str
    version: int
    role: str
    whose: str
    dates: str
    href: str
    may_end: bool


def lines(found: tuple[UseView, ...]) -> tuple[UseLine, ...]:
    """Return the roles of a goal."""
    return tuple(map(line, found))


def line(use: UseView) -> UseLine:
    """Return one role of a goal."""
    more = {"show": "roots"} if use.lens == "cascade" else {}
    return UseLine(
        id=use.id,
        version=use.version,
        role=str(ROLES[use.lens]),
        whose=use.owner.name,
        dates=formats.days(use.period.starts, use.period.ends),
        href=Focus(unit=use.owner.id, period=use.period.id).address(PAGES[use.lens], **more),
        may_end=use.may_end,
    )
