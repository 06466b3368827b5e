"""How help desks count what we count: what of it differs, and by which settings ours comes near.

Source: the vendors' own descriptions of their reports, or their source, in `PAGES`. They change; a
user who sees another number than ours reads here why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from trigpoint.core.text import Text, _


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a help desk counts under the same name.

    `params` are the settings of ours that come nearest to it; without any its rule is ours. What
    the help desk itself leaves to its user is in `leaves`. Where another KPI of ours comes nearer
    than this one does, `kpi` names it.
    """

    desk: str
    differs: Text
    params: Mapping[str, str | int] = field(default_factory=dict)
    kpi: str = ""
    leaves: tuple[str, ...] = ()

    def settings(self, ours: Mapping[str, str | int]) -> dict[str, str | int]:
        """Return the settings beside a measure that has those: of them only what is left open."""
        return {**self.params, **{name: ours[name] for name in self.leaves if name in ours}}


_CLOCK = ("quantile", "hours")
"""Which statistic, and whether the clock stops outside working hours."""


PAGES: Mapping[str, str] = MappingProxyType(
    {
        "Zendesk": "https://support.zendesk.com/hc/articles/4408827693594",
        "Freshdesk": "https://support.freshdesk.com/en/support/solutions/articles/50000000041-support-metrics-in-freshdesk-analytics",
        "Intercom": "https://www.intercom.com/help/en/articles/7022438-reporting-metrics-attributes",
        "Chatwoot": "https://github.com/chatwoot/chatwoot/blob/067d585b31b8cee063b925ed696c322f2dc7c91e/app/listeners/reporting_event_listener.rb",
        "Zammad": "https://github.com/zammad/zammad/tree/5df98684da64aed93cc29e4be029d81566520906/lib/report",
    }
)
"""Where each help desk says how it counts; looked at on 2026-11-27, as stored copies."""

ELSEWHERE: Mapping[str, tuple[Elsewhere, ...]] = MappingProxyType(
    {
        "first_reply_time": (
            Elsewhere(
                "Zendesk",
                _(
                    "Also from the opening to the first public reply of a person, unanswered ones"
                    " left out. In working hours it takes one schedule, that of the reply, for the"
                    " whole time."
                ),
                {"hours": "calendar", "schedule": "at_end"},
                leaves=_CLOCK,
            ),
            Elsewhere(
                "Freshdesk",
                _(
                    "An average, so a few very long ones move it. Public notes are replies too, as"
                    " with us; only tickets with an agent or group count."
                ),
                {"quantile": "mean", "hours": "calendar", "tickets": "held"},
                leaves=("hours",),
            ),
            Elsewhere(
                "Intercom",
                _(
                    "It stands on the day the conversation began; ours usually on that of the"
                    " reply."
                ),
                {"quantile": "median", "hours": "calendar", "dated": "opening"},
                leaves=_CLOCK,
            ),
            Elsewhere(
                "Chatwoot",
                _(
                    "An average, so a few very long ones move it. What a bot had solved and was"
                    " opened again waits from then. Where working hours are off, its time in"
                    " working hours is 0 and is averaged in."
                ),
                {"quantile": "mean", "hours": "calendar", "restart": "reopen"},
                leaves=("hours",),
            ),
            Elsewhere(
                "Zammad",
                _(
                    "It stands at each ticket, in the working hours of its SLA, and is summed up"
                    " nowhere: ours is of the hours of the queue that held the ticket."
                ),
                {"hours": "business"},
                leaves=("quantile",),
            ),
        ),
        "full_resolution_time": (
            Elsewhere(
                "Zendesk",
                _(
                    "Also from the opening to the last solve. In working hours it takes one"
                    " schedule, that of the solve, for the whole time."
                ),
                {"hours": "calendar", "schedule": "at_end"},
                leaves=_CLOCK,
            ),
            Elsewhere(
                "Freshdesk",
                _(
                    "An average, so a few very long ones move it. What was merged into another"
                    " ticket counts no more; its interface does not tell which these are, so what"
                    " is read from there counts with us."
                ),
                {"quantile": "mean", "hours": "calendar"},
                leaves=("hours",),
            ),
            Elsewhere(
                "Chatwoot",
                _(
                    "An average with a row for each time a conversation was resolved, each counted"
                    " from the opening: opened again, it counts twice. With us it counts once, to"
                    " its last solve."
                ),
                {"quantile": "mean", "hours": "calendar", "counts": "solves"},
                leaves=("hours",),
            ),
            Elsewhere(
                "Intercom",
                _("The time to the last close, on the day on which the conversation began."),
                {"quantile": "median", "hours": "calendar", "dated": "opening"},
                leaves=_CLOCK,
            ),
        ),
        "first_resolution_time": (
            Elsewhere(
                "Zendesk",
                _(
                    "Also from the opening to the first solve; of a ticket that was closed without"
                    " one, to that close. In working hours it takes one schedule for the whole"
                    " time."
                ),
                {"hours": "calendar", "schedule": "at_end"},
                leaves=_CLOCK,
            ),
            Elsewhere(
                "Intercom",
                _("The time to the first close, on the day on which the conversation began."),
                {"quantile": "median", "hours": "calendar", "dated": "opening"},
                leaves=_CLOCK,
            ),
        ),
        "next_reply_time": (
            Elsewhere(
                "Zendesk",
                _("Also from a public comment of the customer to the next reply of a person."),
                {"quantile": "median"},
                leaves=_CLOCK,
            ),
            Elsewhere(
                "Chatwoot",
                _(
                    "An average. After a conversation was opened again, its wait may run from long"
                    " before, which makes single ones very long."
                ),
                {"quantile": "mean"},
                leaves=("hours",),
            ),
            Elsewhere(
                "Intercom",
                _(
                    "The median over all replies after a customer’s; in its office hours where that"
                    " is chosen."
                ),
                {"quantile": "median", "hours": "calendar"},
                leaves=_CLOCK,
            ),
            Elsewhere(
                "Zammad",
                _(
                    "Its waiting time is an average over today alone, and of several messages in a"
                    " row it runs from the last; ours from the first."
                ),
                {"quantile": "mean"},
            ),
        ),
        "new_tickets": (
            Elsewhere(
                "Freshdesk",
                _(
                    "What was merged into another ticket counts no more. Its interface does not"
                    " tell which these are, so what is read from there counts with us."
                ),
            ),
        ),
        "requester_wait_time": (
            Elsewhere(
                "Zendesk",
                _("Also the time new, open and on hold."),
                {"quantile": "median", "counts": "at_end"},
                leaves=_CLOCK,
            ),
        ),
        "agent_work_time": (
            Elsewhere(
                "Zendesk",
                _("Also the time new and open."),
                {"quantile": "median", "counts": "at_end"},
                leaves=_CLOCK,
            ),
        ),
        "customer_wait_time": (
            Elsewhere(
                "Zendesk",
                _("It calls the same time agent wait time: that in which the ticket is pending."),
                {"quantile": "median", "counts": "at_end"},
                leaves=_CLOCK,
            ),
        ),
        "solved_tickets": (
            Elsewhere(
                "Freshdesk",
                _(
                    "What was merged into another ticket counts no more. Its interface does not"
                    " tell which these are, so what is read from there counts with us."
                ),
            ),
            Elsewhere(
                "Intercom",
                _("Every close counts, so what was opened again and closed again counts twice."),
                {"counts": "solves"},
            ),
            Elsewhere(
                "Chatwoot",
                _("Each time a conversation is resolved counts: opened again, it counts twice."),
                {"counts": "solves"},
            ),
        ),
        "transfers": (
            Elsewhere(
                "Zendesk",
                _(
                    "How many assignees or groups a ticket had, the first one too; ours is how"
                    " often it was passed on."
                ),
                {"first": "counted"},
                leaves=("among",),
            ),
        ),
        "replies_per_ticket": (
            Elsewhere(
                "Zendesk",
                _(
                    "All public replies of agents to a ticket, at any time; ours are those up to"
                    " the last solve, of tickets that are solved."
                ),
            ),
        ),
        "passed_on_share": (
            Elsewhere(
                "Intercom",
                _(
                    "It counts what was assigned more than once after a teammate’s reply, also back"
                    " to the same one; with us only a handover to somebody else counts."
                ),
                {"counts": "after_reply"},
            ),
        ),
        "first_contact_resolution": (
            Elsewhere(
                "Freshdesk",
                _(
                    "Resolved with the first response, whoever had the ticket. Whether the customer"
                    " came back, or it was opened again, is not asked."
                ),
                {"days": 0, "counts": "first_response"},
            ),
            Elsewhere(
                "Intercom",
                _(
                    "Closed once, with one teammate, however many replies it took: what was opened"
                    " again is none, however much later. Whether the customer came back otherwise"
                    " is not asked."
                ),
                {"days": 0, "counts": "closed_once"},
            ),
            Elsewhere(
                "Zammad",
                _(
                    "What it calls first solution is how many were closed within 15 minutes of the"
                    " opening, whatever was written: a count, and no share."
                ),
                {"counts": "quarter_hour"},
                kpi="solved_tickets",
            ),
        ),
        "one_touch": (
            Elsewhere(
                "Zendesk",
                _("Fewer than two replies: solved without any reply counts as well."),
                {"counts": "under_two"},
            ),
        ),
        "reopen_rate": (
            Elsewhere(
                "Freshdesk",
                _(
                    "A count of what was opened again, on the day that it was; ours is a share,"
                    " charged to the day of the solve."
                ),
                kpi="reopens",
            ),
            Elsewhere(
                "Zendesk",
                _("A count of reopens at any time later; ours is a share, and asks within days."),
                kpi="reopens",
            ),
            Elsewhere(
                "Intercom",
                _("A count of reopens for each conversation, at any time later; ours is a share."),
                kpi="reopens",
            ),
            Elsewhere(
                "Zammad",
                _(
                    "A count of reopens on the day they happen; ours is a share, charged to the day"
                    " of the solve."
                ),
                kpi="reopens",
            ),
        ),
        "sla_attainment": (
            Elsewhere(
                "Zendesk",
                _(
                    "Also the targets kept, of those kept or broken. Where a schedule was changed"
                    " since, its times and what it says of a target may contradict each other."
                ),
                leaves=("target",),
            ),
            Elsewhere(
                "Freshdesk",
                _(
                    "A broken promise is charged to whoever held the ticket as the time ran out."
                    " So it is with us."
                ),
                leaves=("target",),
            ),
            Elsewhere(
                "Zammad",
                _(
                    "A merged ticket may still break its promise; with us it counts no more. It"
                    " stands at each ticket and is summed up nowhere; what is promised of updates"
                    " is held against the longest wait that has ended."
                ),
                {"merged": "counted"},
                leaves=("target",),
            ),
        ),
        "csat": (
            Elsewhere(
                "Zendesk",
                _("Good ones of good and bad; of five, 4 and 5 are good and 3 is bad. As ours."),
            ),
            Elsewhere(
                "Chatwoot",
                _(
                    "It counts for whoever holds the conversation when the customer answers: of"
                    " everything together that is ours, of a team or a person it may be another."
                ),
                {"holder": "answered"},
            ),
            Elsewhere(
                "Intercom",
                _(
                    "Also 4 and 5 of five. It counts for whoever had the conversation when it was"
                    " rated."
                ),
                {"holder": "answered"},
            ),
        ),
        "dsat": (
            Elsewhere(
                "Zendesk",
                _("All that is not good is bad, 3 of five too; with us neutral ones are neither."),
                {"neutral": "bad"},
            ),
        ),
        "backlog": (
            Elsewhere(
                "Zammad",
                _(
                    "What its report calls backlog is what was opened less what was closed for the"
                    " first time: how the backlog moves, not how large it is."
                ),
                {"counts": "first"},
                kpi="net_flow",
            ),
            Elsewhere(
                "Zendesk",
                _("A look once a day, in the last hour; ours is of the end of the day."),
            ),
        ),
        "handle_time": (
            Elsewhere(
                "Intercom",
                _(
                    "The time a conversation was open and assigned to somebody, not the time at"
                    " work on it, once it is closed. It leaves out what a bot holds, which here"
                    " counts like anybody; choose the average there, since ours is one."
                ),
                {"counts": "held"},
            ),
        ),
        "self_service": (
            Elsewhere(
                "Zendesk",
                _(
                    "Visits of the help centre over users with tickets: a ratio, and no share. It"
                    " says how many came there for each who asked us."
                ),
                kpi="self_service_score",
            ),
        ),
    }
)


def elsewhere(kpi: str) -> tuple[Elsewhere, ...]:
    """Return how help desks count a KPI, in the order of their names."""
    return tuple(sorted(ELSEWHERE.get(kpi, ()), key=lambda one: one.desk))
