"""Which measures to put beside one: what moves before it, what follows, what must not get worse.

The catalogue's KPIs by key, with the reason in a sentence. Those of speed and volume have a guard.
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


SATISFIED_BEFORE = Proposal(Role.LEADING, "csat", _("Marks fall for weeks before customers leave."))
AT_ONCE_CHEAPER = Proposal(
    Role.LEADING, "first_contact_resolution", _("A second contact costs as much as the first.")
)
ASKED_BACK = Proposal(
    Role.LEADING,
    "replies_per_ticket",
    _("Every question that is asked back makes the ticket wait for an answer."),
)
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
TIRED = Proposal(
    Role.GUARD, "enps", _("Less for each ticket must not be paid by those who answer: ask them.")
)
CHEAPER = Proposal(
    Role.LAGGING, "cost_per_ticket", _("Time saved on each ticket shows in what a ticket costs.")
)
STAYED = Proposal(
    Role.LAGGING, "retention", _("Who found it easy and was well served stays; it shows late.")
)
EASY = Proposal(
    Role.LEADING, "ces", _("Effort is felt in every contact, long before somebody leaves.")
)
COSTLIER = Proposal(
    Role.GUARD, "cost_per_ticket", _("Customers can be kept at any price: watch what it costs.")
)
GIVEN_UP = Proposal(
    Role.GUARD, "abandonment", _("A short wait can hide those who gave up: watch calls given up.")
)
ALL_BUSY = Proposal(
    Role.LEADING, "occupancy", _("Where everybody is on the phone, the next one waits.")
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
    "reopens": (PASSED_ON, SATISFIED, SLOWER),
    "csat": (AT_ONCE, RECOMMENDED, SLOWER),
    "ces": (AT_ONCE, PASSED_ON, STAYED, SLOWER),
    "ces_mean": (AT_ONCE, PASSED_ON, STAYED, SLOWER),
    "retention": (EASY, SATISFIED_BEFORE, RECOMMENDED, COSTLIER),
    "enps": (
        Proposal(Role.LEADING, "old_backlog", _("Old tickets weigh on everybody who answers.")),
        Proposal(Role.LAGGING, "turnover", _("Who would not recommend it here leaves in the end.")),
        SLOWER,
    ),
    "cost_per_ticket": (
        Proposal(
            Role.LEADING, "handle_time", _("Most of what a ticket costs is time spent on it.")
        ),
        AT_ONCE_CHEAPER,
        Proposal(Role.LAGGING, "retention", _("Savings that customers feel show in who stays.")),
        REOPENED,
        TIRED,
    ),
    "handle_time": (PASSED_ON, CHEAPER, REOPENED, TIRED),
    "call_handle_time": (PASSED_ON, CHEAPER, REOPENED, TIRED),
    "agent_work_time": (PASSED_ON, SATISFIED, REOPENED),
    "first_resolution_time": (ANSWERED, PASSED_ON, SATISFIED, REOPENED),
    "requester_wait_time": (ANSWERED, WAITING, SATISFIED, REOPENED),
    "customer_wait_time": (ASKED_BACK, SATISFIED, REOPENED),
    "next_reply_time": (WAITING, SATISFIED, REOPENED),
    "on_hold_time": (PASSED_ON, SATISFIED, REOPENED),
    "service_level": (WAITING, SATISFIED, LEFT_LYING),
    "new_tickets": (AT_ONCE, RECOMMENDED, PLEASED),
    "solved_tickets": (PASSED_ON, SATISFIED, REOPENED),
    "net_flow": (AT_ONCE, SATISFIED, REOPENED),
    "unanswered_backlog": (WAITING, SATISFIED, REOPENED),
    "proactive_contacts": (WAITING, SATISFIED, PLEASED),
    "answer_speed": (ALL_BUSY, SATISFIED, GIVEN_UP),
    "answer_wait": (ALL_BUSY, SATISFIED, GIVEN_UP),
    "nps": (
        AT_ONCE,
        Proposal(Role.LEADING, "csat", _("Marks for each answer move first.")),
        STAYED,
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
