"""Which measures to put beside one: what moves before it, what follows, what must not get worse.

The catalogue's KPIs by key, with the reason in a sentence. Speed and volume always ask for a guard.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trigpoint.core.text import Text, _


class Role(StrEnum):
    """How a measure stands to another one: before it, after it, or as its guard."""

    LEADING = "leading"
    LAGGING = "lagging"
    GUARD = "guard"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A KPI to put beside an objective, and why."""

    role: Role
    kpi: str
    reason: Text


SPEED_AND_VOLUME = frozenset(
    {"first_reply_time", "full_resolution_time", "backlog", "backlog_age", "sla_attainment"}
)
"""KPIs whose targets can be met at the cost of quality."""
REOPENED = Proposal(
    Role.GUARD, "reopen_rate", _("Answers that are only quick come back: watch what is reopened.")
)
SATISFIED = Proposal(
    Role.LAGGING, "csat", _("Customers feel it some weeks later; their marks show whether they do.")
)
RECOMMENDED = Proposal(
    Role.LAGGING, "nps", _("Who was well served over months recommends us; it moves last.")
)
PASSED_ON = Proposal(
    Role.LEADING, "transfers", _("What is passed on is solved later and rarely at once.")
)
ANSWERED = Proposal(
    Role.LEADING, "first_reply_time", _("The first word comes before every solution.")
)
WAITING = Proposal(
    Role.LEADING, "backlog", _("What piles up today makes everybody wait in the weeks to come.")
)
AT_ONCE = Proposal(
    Role.LEADING,
    "first_contact_resolution",
    _("What is solved at once needs no second contact; satisfaction follows."),
)
SOLVED = Proposal(
    Role.LAGGING, "first_contact_resolution", _("Fewer hand-overs show in what is solved at once.")
)
SLOWER = Proposal(
    Role.GUARD, "full_resolution_time", _("Care can turn into delay: watch how long solving takes.")
)
LEFT_LYING = Proposal(
    Role.GUARD, "backlog_age", _("What is over its deadline is easily left lying: watch its age.")
)
PLEASED = Proposal(
    Role.GUARD, "csat", _("Fewer tickets must not mean that people give up: watch satisfaction.")
)
BESIDE: dict[str, tuple[Proposal, ...]] = {
    "first_reply_time": (WAITING, SATISFIED, REOPENED),
    "full_resolution_time": (ANSWERED, PASSED_ON, SATISFIED, REOPENED),
    "backlog": (ANSWERED, SATISFIED, REOPENED, PLEASED),
    "backlog_age": (WAITING, SATISFIED, REOPENED),
    "sla_attainment": (WAITING, SATISFIED, LEFT_LYING),
    "first_contact_resolution": (PASSED_ON, SATISFIED, RECOMMENDED, REOPENED),
    "transfers": (SOLVED, SATISFIED, REOPENED),
    "reopen_rate": (PASSED_ON, SATISFIED, SLOWER),
    "csat": (AT_ONCE, RECOMMENDED, SLOWER),
    "nps": (
        AT_ONCE,
        Proposal(Role.LEADING, "csat", _("Marks for each answer move first.")),
        SLOWER,
    ),
}
UNMEASURED = (
    Proposal(Role.LEADING, "first_contact_resolution", _("What is solved at once moves early.")),
    Proposal(Role.LAGGING, "csat", _("Customers' marks show in the end whether it helped.")),
)
"""What may show an objective that nothing measures yet."""


def proposals(kpi: str) -> tuple[Proposal, ...]:
    """Return what to put beside a KPI, "" for an objective without a measure."""
    return BESIDE.get(kpi, UNMEASURED) if kpi else UNMEASURED
