"""Rows of Zendesk that say what is: agents, groups, tickets, promises, ratings."""

from __future__ import annotations

from trigpoint.connectors.reduce import salted_hash
from trigpoint.connectors.sync import Misfit, Row, Staff
from trigpoint.connectors.sync.statuses import unknown
from trigpoint.core.text import _
from trigpoint.tickets.records import Category, Promise, Rating, Record, Step, SurveyKind, TicketRow

NEVER = 7_258_118_399
"""A due time for promises in working hours: Zendesk itself says when these are broken."""
TARGETS = {"reply_time": "first_reply", "total_resolution_time": "resolution"}
"""Metrics of Zendesk whose promises can be followed; of others it says only when they break."""
STEPS = {"apply_sla": Step.APPLIED, "breach": Step.BREACHED}
SYSTEM = "-1"
PAGES = "web"


def account(row: Row, staff: Staff) -> list[Record]:
    """Return an agent or an administrator."""
    active = not row.flag("suspended")
    return staff.account(row, lambda one: one.text("name"), active=active)


def state(name: str) -> Category:
    """Return what a state means; Zendesk's own are ours, and states of one's own lie below them."""
    name = {"on-hold": "hold"}.get(name, name)
    if name not in set(Category):
        raise unknown(name)
    return Category(name)


def ticket(row: Row, salt: bytes, staff: Staff) -> list[Record]:
    """Return a ticket as it is, for what its events leave open.

    One that an agent wrote on Zendesk's own pages, for somebody who does not work there, went out.
    Mails that an agent passed on and calls that came in name the agent as well.
    """
    row.require("via", "tags")
    asking, opened = row.stated("requester_id"), row.moment("created_at")
    via = row.inner("via").stated("channel")
    ours = [staff.worked(one, opened) for one in (row.stated("submitter_id"), asking)]
    return [
        TicketRow(
            ticket=row.text("id"), created_at=opened,
            seen_at=row.moment("generated_timestamp"), category=state(row.text("status")),
            assignee=row.stated("assignee_id"), queue=row.stated("group_id"),
            priority=row.stated("priority"), channel=via,
            tags=tuple(sorted(str(tag) for tag in row.several("tags"))),
            requester=salted_hash(salt, asking) if asking else None,
            outbound=via == PAGES and ours == [True, False],
        )
    ]  # fmt: skip


def promise(row: Row) -> list[Record]:
    """Return what became of a promise that can be followed; clocks without one are none."""
    target, step = TARGETS.get(row.text("metric")), STEPS.get(row.text("type"))
    at, cycle = row.moment("time"), row.whole("instance_id")
    later_reply = target == "first_reply" and cycle != 1
    if target is None or step is None or later_reply or row.fields.get("deleted") is True:
        return []
    due = due_at(row.inner("sla"), at) if step is Step.APPLIED else None
    return [
        Promise(
            ticket=row.text("ticket_id"), at=at, target=target, step=step, due_at=due, cycle=cycle
        )
    ]


def due_at(sla: Row, at: int) -> int:
    """Return when a promise falls due, given in minutes; in working hours only Zendesk knows."""
    minutes = sla.text("target")
    if not minutes.isdecimal():
        raise Misfit("type", _("{field} is no number of minutes.", field="target"))
    return NEVER if sla.flag("business_hours") else at + int(minutes) * 60


def rating(row: Row) -> list[Record]:
    """Return an answer, or that a survey was offered; comments are not read.

    Whoever answers, or thinks again, makes a record with a number of its own: a ticket has one.
    """
    score = row.text("score")
    if score == "unoffered":
        return []
    answered = score in {"good", "bad"}
    return [
        Rating(
            rating=row.text("ticket_id"), kind=SurveyKind.CSAT, sent_at=row.moment("created_at"),
            answered_at=row.moment("updated_at") if answered else None,
            score=int(score == "good") if answered else None,
            lowest=0, highest=1, ticket=row.text("ticket_id"),
            assignee=row.stated("assignee_id"), queue=row.stated("group_id"),
        )
    ]  # fmt: skip
