"""What a row of the file is."""

from __future__ import annotations

from trigpoint.connectors.files.guess.draft import Sure
from trigpoint.connectors.files.guess.looks import Look
from trigpoint.connectors.files.guess.meanings import doings
from trigpoint.connectors.files.guess.sample import Sample
from trigpoint.connectors.files.guess.vocabulary import name_score, plain
from trigpoint.connectors.files.mapping import ROLES, Shape
from trigpoint.core.text import Text, _

CLEAR = 0.9
NAMED = 0.7
"""How a column is called that bears a name of a role, be it the last of them."""
ALONE = 1.01
"""Rows a ticket, up to which it counts as one."""


def best(looks: list[Look], shape: Shape, role: str, least: float = 0.5) -> Look | None:
    """Return the column whose name speaks loudest for a role that it can hold."""
    kind = ROLES[shape][role].kind
    scored = [(name_score(look.name, role), look) for look in looks if look.fits(kind)]
    score, found = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return found if score >= least else None


def ticket_column(looks: list[Look]) -> Look | None:
    """Return the column that says which ticket a row is about."""
    return best(looks, Shape.STATE, "ticket")


def guess_shape(sample: Sample, looks: list[Look]) -> tuple[Shape, Sure, Text]:
    """Return the shape, how sure that is, and why."""
    status = best(looks, Shape.STATE, "status")
    if best(looks, Shape.CHANGE, "field", CLEAR) and best(looks, Shape.CHANGE, "value", CLEAR):
        return Shape.CHANGE, Sure.SURE, _("It has a column for the field and one for its value.")
    if best(looks, Shape.MESSAGE, "public", CLEAR) and status is None:
        return Shape.MESSAGE, Sure.SURE, _("It says of each row whether the customer sees it.")
    if best(looks, Shape.REVIEW, "points", CLEAR) and best(looks, Shape.REVIEW, "possible", CLEAR):
        return Shape.REVIEW, Sure.LIKELY, _("It has points, and how many were possible.")
    work = _is_work(looks)
    if work is not None:
        return Shape.WORK, Sure.SURE, work
    if _is_call(looks):
        return Shape.CALL, Sure.SURE, _("It says of each call when it came in and when it ended.")
    score = best(looks, Shape.SURVEY, "score")
    if score is not None and status is None:
        why = _("It has scores in “{name}”, and no status.", name=score.name)
        return Shape.SURVEY, Sure.SURE, why
    return _by_repetition(sample, looks, ticket_column(looks), status)


def _is_work(looks: list[Look]) -> Text | None:
    """Return why the rows say what people did from when to when, None where they do not.

    Their columns could also be those of tickets; what decides are words for what somebody does, or
    that the times are called those of a shift.
    """
    wanted = ("assignee", "started_at", "ended_at")
    found = [best(looks, Shape.WORK, role, NAMED) for role in wanted]
    who, began, ended = found
    if who is None or began is None or ended is None:
        return None
    doing = best(looks, Shape.WORK, "doing")
    known = sum(rows for word, rows in doing.common if word in doings(doing)) if doing else 0
    if doing is not None and known * 2 > doing.filled:
        return _("It says from when to when, and “{name}” what somebody did.", name=doing.name)
    if "shift" in plain(began.name).split() or "shift" in plain(ended.name).split():
        return _("It says from when to when a shift lasts.")
    if began.day and began.day == ended.day and ticket_column(looks) is None:
        return _("It says of each day from when to when.")
    return None


def _is_call(looks: list[Look]) -> bool:
    """Whether the rows are calls: numbered, with a begin and an end, and something of a phone."""
    wanted = ("call", "offered_at", "ended_at")
    found = [best(looks, Shape.CALL, role, NAMED) for role in wanted]
    if None in found or len({look.index for look in found if look}) < len(wanted):
        return False
    of_phone = any(best(looks, Shape.CALL, role, CLEAR) for role in ("talk", "hold", "after"))
    names = {word for look in looks for word in plain(look.name).split()}
    return of_phone or bool(names & {"call", "calls", "anruf"})


def _by_repetition(
    sample: Sample, looks: list[Look], ticket: Look | None, status: Look | None
) -> tuple[Shape, Sure, Text]:
    """Return the shape by how often a ticket occurs."""
    if ticket is None:
        return Shape.STATE, Sure.CHOOSE, _("No column was found that numbers the tickets.")
    times = _rows_a_ticket(sample, ticket)
    if times <= ALONE:
        return Shape.TICKET, Sure.SURE, _("Each {name} occurs once.", name=ticket.name)
    shown = f"{times:.1f}"
    if status is None and best(looks, Shape.MESSAGE, "author") is not None:
        why = _("Each {name} occurs {times} times, with who wrote.", name=ticket.name, times=shown)
        return Shape.MESSAGE, Sure.LIKELY, why
    why = _(
        "Each {name} occurs {times} times, states follow each other.", name=ticket.name, times=shown
    )
    return Shape.STATE, Sure.SURE if status else Sure.LIKELY, why


def _rows_a_ticket(sample: Sample, ticket: Look) -> float:
    """Return how many different rows a ticket has; the same row twice counts once."""
    rows = set(sample.cells)
    tickets = {row[ticket.index] for row in rows}
    return len(rows) / max(1, len(tickets))
