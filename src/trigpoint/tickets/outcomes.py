"""What a row that counts says: reached or not, and what made the difference."""

from __future__ import annotations

from trigpoint.core.text import Text, _

OUTCOMES: dict[str, Text] = {
    "replied": _("Answered by a person."),
    "solved": _("Solved, and solved still."),
    "solved_first": _("Solved for the first time."),
    "waiting": _("Not solved at that moment."),
    "resolved": _("One reply of one person, and it stayed quiet."),
    "second_reply": _("It took more than one reply."),
    "passed_on": _("Passed on to somebody else."),
    "two_replied": _("More than one person replied."),
    "closed_once": _("Closed once, with one person."),
    "first_response": _("Solved with the first reply."),
    "opened_again": _("Opened again within the days given."),
    "wrote_again": _("The customer opened another ticket within the days given."),
    "stayed_solved": _("It stayed solved within the days given."),
    "came_back": _("Opened again within the days given, after this solve."),
    "thanked": _("Opened again, and solved within a day without another reply."),
    "kept": _("Done before it fell due."),
    "broken": _("It fell due before it was done."),
    "positive": _("In the upper quarter of the scale."),
    "not_positive": _("Below the upper quarter of the scale."),
    "promoter": _("Answered 9 or 10."),
    "passive": _("Answered 7 or 8."),
    "detractor": _("Answered 0 to 6."),
    "one_touch": _("At most one reply was enough."),
    "with_one": _("One held it from the first to the last."),
    "undone": _("Opened again after it was solved."),
    "opened": _("Opened by a customer."),
    "old": _("Older than the days given, at that moment."),
    "young": _("No older than the days given, at that moment."),
    "unanswered_then": _("Nobody had answered at that moment."),
    "negative": _("In the lower quarter of the scale."),
    "not_negative": _("Above the lower quarter of the scale."),
    "easy": _("In the upper third of the scale: it was easy."),
    "answered_call": _("Answered."),
    "given_up_call": _("The caller gave up."),
    "in_time": _("Answered within the seconds given."),
    "not_in_time": _("Not answered within the seconds given."),
    "worked_on": _("Somebody was at work on it."),
    "at_work_or_free": _("At work, or free for it."),
    "reviewed": _("Reviewed."),
    "counted": _("A number that was typed in or imported, or a ticket that it is shared by."),
    "came": _("It became active."),
    "went": _("It ceased to be active."),
    "by_bot": _("The bot was enough, and it stayed solved."),
    "not_by_bot": _("A person had to answer, or it came back."),
    "begun_by_us": _("Opened by a person of ours."),
    "said_how_easy": _("Said how easy it was."),
    "not_easy": _("Below the upper third of the scale."),
}
REACHED = frozenset(
    {
        "resolved", "closed_once", "first_response", "stayed_solved", "thanked", "kept", "positive",
        "promoter", "one_touch",
        "with_one", "young", "not_negative", "easy", "answered_call", "in_time", "by_bot",
    }
)  # fmt: skip
"""Those by which a ticket speaks for the figure's better side; others are neutral or against it."""

_BY_AMOUNT: dict[str, dict[int, str]] = {
    "first_contact_resolution": {1: "resolved"},
    "reopen_rate": {0: "stayed_solved", 1: "came_back"},
    "sla_attainment": {0: "broken", 1: "kept"},
    "csat": {0: "not_positive", 1: "positive"},
    "nps": {-1: "detractor", 0: "passive", 1: "promoter"},
    "one_touch": {0: "second_reply", 1: "one_touch"},
    "passed_on_share": {0: "with_one", 1: "passed_on"},
    "old_backlog": {0: "young", 1: "old"},
    "abandonment": {0: "answered_call", 1: "given_up_call"},
    "service_level": {0: "not_in_time", 1: "in_time"},
    "net_flow": {-1: "went", 1: "came"},
    "containment": {0: "not_by_bot", 1: "by_bot"},
    "enps": {-1: "detractor", 0: "passive", 1: "promoter"},
    "dsat": {0: "not_negative", 1: "negative"},
    "ces": {0: "not_easy", 1: "easy"},
}
_ALWAYS: dict[str, str] = {
    "first_reply_time": "replied",
    "full_resolution_time": "solved",
    "transfers": "solved",
    "backlog": "waiting",
    "backlog_age": "waiting",
    "first_resolution_time": "solved_first",
    "next_reply_time": "replied",
    "requester_wait_time": "solved",
    "agent_work_time": "solved",
    "customer_wait_time": "solved",
    "on_hold_time": "solved",
    "replies_per_ticket": "solved",
    "usual_replies": "solved",
    "solved_tickets": "solved",
    "new_tickets": "opened",
    "reopens": "undone",
    "answer_speed": "answered_call",
    "answer_wait": "answered_call",
    "ces_mean": "said_how_easy",
    "call_handle_time": "answered_call",
    "handle_time": "worked_on",
    "occupancy": "at_work_or_free",
    "qa_score": "reviewed",
    "self_service": "counted",
    "self_service_score": "counted",
    "retention": "counted",
    "turnover": "counted",
    "cost_per_ticket": "counted",
    "proactive_contacts": "begun_by_us",
    "unanswered_backlog": "unanswered_then",
}


def depends_on_amount(kpi: str) -> bool:
    """Whether what a row says depends on its amount."""
    return kpi in _BY_AMOUNT


def outcome(kpi: str, amount: int | None, cause: str) -> str:
    """Return the key in OUTCOMES of a row that counts; `cause` is the KPI's own, where it has."""
    if cause:
        return cause
    known = _BY_AMOUNT.get(kpi)
    return _ALWAYS[kpi] if known is None else known[amount or 0]
