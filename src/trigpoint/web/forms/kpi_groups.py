"""What can be counted, in groups by what one wants to know; the most usual of each comes first."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trigpoint.services.measures.catalogue import KPI
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.ratio import RATIOS
from trigpoint.web.templatetags.trigpoint import say

Group = tuple[str | Promise, list[tuple[str, str]]]

GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (
        _("How fast"),
        (
            "first_reply_time", "next_reply_time", "first_resolution_time", "full_resolution_time",
            "sla_attainment", "requester_wait_time", "agent_work_time", "customer_wait_time",
            "on_hold_time",
        ),
    ),
    (
        _("How well"),
        (
            "first_contact_resolution", "one_touch", "reopen_rate", "reopens", "transfers",
            "passed_on_share", "replies_per_ticket", "usual_replies", "qa_score", "containment",
        ),
    ),
    (
        _("How much"),
        (
            "new_tickets", "solved_tickets", "backlog", "unanswered_backlog", "backlog_age",
            "old_backlog", "net_flow", "proactive_contacts", "handle_time", "occupancy",
            "cost_per_ticket",
        ),
    ),
    (
        _("What customers say and do"),
        (
            "csat", "dsat", "nps", "ces", "ces_mean", "self_service", "self_service_score",
            "retention",
        ),
    ),
    (
        _("Calls"),
        ("answer_speed", "answer_wait", "service_level", "abandonment", "call_handle_time"),
    ),
    (_("Our people"), ("enps", "turnover")),
    (_("Of your own"), (*RATIOS, *BY_HAND)),
)  # fmt: skip


def grouped(kpis: Iterable[KPI]) -> list[Group]:
    """Return the choices of a select: a group each, of those KPIs that are offered."""
    named = {kpi.key: say(kpi.title) for kpi in kpis}
    found = [(label, [(key, named[key]) for key in keys if key in named]) for label, keys in GROUPS]
    return [(label, choices) for label, choices in found if choices]
