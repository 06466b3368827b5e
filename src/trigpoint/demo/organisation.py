"""The simulated organisation: its units and periods; `people` are who is in them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

NAME = "Northwind Care"
MISSION = "Every customer gets an answer they can act on, from somebody who cares."
VISION = "The support team people tell their friends about."
PRIORITIES = (
    "Keep the customers we win.",
    "Make it easy to be a customer.",
    "Be a place where good people stay.",
)
PASSWORD = "northwind-demo"  # noqa: S105 - printed by the command, for a demo on one's own machine
LOGINS = ("ana.costa", "tuan.nguyen", "jo.silva", "mira.rossi", "dara.kelly")
"""Who can log in: an agent, a lead, a head, an executive, and the administrator."""
ADMINISTRATOR = "dara.kelly"


@dataclass(frozen=True)
class Unit:
    """A part of the organisation, or a company that lends people."""

    key: str
    name: str
    kind: str
    parent: str = ""


UNITS = (
    Unit("northwind", NAME, "organisation"),
    Unit("front-line", "Front line", "department", "northwind"),
    Unit("specialists", "Specialists", "department", "northwind"),
    Unit("operations", "Operations", "department", "northwind"),
    Unit("orders", "Orders & delivery", "team", "front-line"),
    Unit("billing", "Billing", "team", "front-line"),
    Unit("product", "Product help", "team", "front-line"),
    Unit("night", "Night cover", "team", "front-line"),
    Unit("escalations", "Escalations", "team", "specialists"),
    Unit("self-service", "Self-service", "team", "specialists"),
    Unit("brightdesk", "Brightdesk", "partner"),
    Unit("maple", "Maple Support", "partner"),
)
UNIT_NAMES = {unit.key: unit.name for unit in UNITS}
TITLES = {
    "agent": "Agent",
    "lead": "Team lead",
    "head": "Head of support",
    "executive": "Chief customer officer",
    "administrator": "Head of operations",
    "analyst": "Data analyst",
    "planner": "Workforce planner",
    "trainer": "Trainer",
}
LEADING = frozenset({"lead", "head", "executive", "administrator"})


@dataclass(frozen=True)
class Span:
    """A period by its first and its last day."""

    name: str
    starts: date
    ends: date

    def elapsed(self, day: date) -> float:
        """Return which part of the period has passed by the end of a day, 0 to 1."""
        start = self.starts - timedelta(days=1)
        return min(1.0, max(0.0, (day - start).days / (self.ends - start).days))


def running_period(today: date) -> Span:
    """Return the six months that began four calendar months ago: more than half is over."""
    return _half_year(_month(today, -4))


def earlier_period(today: date) -> Span:
    """Return the six months before the running ones."""
    return _half_year(_month(today, -10))


def next_period(today: date) -> Span:
    """Return the six months after the running ones, into which goals are carried over."""
    return _half_year(_month(today, 2))


def _half_year(starts: date) -> Span:
    last = _month(starts, 5)
    ends = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return Span(f"{starts:%B %Y} to {ends:%B %Y}", starts, ends)


def _month(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
