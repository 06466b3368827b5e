"""What a row that counts says: reached or not, and what made the difference."""

from __future__ import annotations

from trigpoint.core.text import Text, _

OUTCOMES: dict[str, Text] = {
    "replied": _("Answered by a person."),
    "solved": _("Solved, and solved still."),
    "waiting": _("Not solved at that moment."),
    "resolved": _("One reply of one person, and it stayed quiet."),
    "second_reply": _("It took more than one reply."),
    "passed_on": _("Passed on to somebody else."),
    "opened_again": _("Opened again within the days given."),
    "wrote_again": _("The customer opened another ticket within the days given."),
    "stayed_solved": _("It stayed solved within the days given."),
    "came_back": _("Opened again within the days given, after this solve."),
    "kept": _("Done before it fell due."),
    "broken": _("It fell due before it was done."),
    "positive": _("In the upper quarter of the scale."),
    "not_positive": _("Below the upper quarter of the scale."),
    "promoter": _("Answered 9 or 10."),
    "passive": _("Answered 7 or 8."),
    "detractor": _("Answered 0 to 6."),
}
REACHED = frozenset({"resolved", "stayed_solved", "kept", "positive", "promoter"})
"""Those by which a ticket speaks for the figure's better side; others are neutral or against it."""

_BY_AMOUNT: dict[str, dict[int, str]] = {
    "first_contact_resolution": {1: "resolved"},
    "reopen_rate": {0: "stayed_solved", 1: "came_back"},
    "sla_attainment": {0: "broken", 1: "kept"},
    "csat": {0: "not_positive", 1: "positive"},
    "nps": {-1: "detractor", 0: "passive", 1: "promoter"},
}
_ALWAYS: dict[str, str] = {
    "first_reply_time": "replied",
    "full_resolution_time": "solved",
    "transfers": "solved",
    "backlog": "waiting",
    "backlog_age": "waiting",
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
