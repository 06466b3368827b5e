"""How much of what lies behind figures was never told: it was worked out from how tickets looked.

A source without history shows a ticket as it is. What happened in between is found by comparing two
looks, or taken from the one row there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlglot import select

from trigpoint.tickets import compose
from trigpoint.tickets.compose import Question
from trigpoint.tickets.engines import Engine
from trigpoint.tickets.query import Figure

FLAG = "inferred:"
"""The flag of a figure begins so; the whole percent of events follows that were worked out."""


def flagged(engine: Engine, question: Question, figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures of the question's whole time, each with its flag; it has been prepared."""
    percent = dict(_percents(engine, question))
    return [
        replace(one, flags=(*one.flags, f"{FLAG}{percent[one.key]}"))
        if percent.get(one.key)
        else one
        for one in figures
    ]


def percent_of(flags: Iterable[str]) -> int:
    """Return how many of a hundred events were worked out, as a figure's flags say; 0 for none."""
    found = [int(flag.removeprefix(FLAG)) for flag in flags if flag.startswith(FLAG)]
    return found[0] if found else 0


def _percents(engine: Engine, question: Question) -> list[tuple[str | None, int]]:
    rows = compose.rows(question.statement).subquery("found")
    tickets = select("cut", "key").distinct().from_(rows).where("reason = ''").subquery("counted")
    query = (
        select("cut", "SUM(CASE WHEN told.inferred THEN 1 ELSE 0 END)", "COUNT(*)")
        .from_(tickets)
        .join("ticket_event AS told", on="told.key = counted.key AND told.kind <> 'created'")
        .group_by("cut")
    )
    found = engine.rows(query.sql(engine.dialect))
    return [(cut, round(100 * int(some) / int(n))) for cut, some, n in found]
