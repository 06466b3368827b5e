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
    """Return the question's figures, each with its flag; the question has been prepared."""
    percent = dict(_percents(engine, question))
    return [
        replace(one, flags=(*one.flags, f"{FLAG}{percent[one.key, one.start]}"))
        if percent.get((one.key, one.start))
        else one
        for one in figures
    ]


def percent_of(flags: Iterable[str]) -> int:
    """Return how many of a hundred events were worked out, as a figure's flags say; 0 for none."""
    found = [int(flag.removeprefix(FLAG)) for flag in flags if flag.startswith(FLAG)]
    return found[0] if found else 0


def _percents(engine: Engine, question: Question) -> list[tuple[tuple[str | None, int], int]]:
    rows = compose.rows(question.statement).subquery("found")
    each = ("cut", "period")
    tickets = select(*each, "key").distinct().from_(rows).where("reason = ''").subquery("counted")
    query = (
        select(*each, "SUM(CASE WHEN told.inferred THEN 1 ELSE 0 END)", "COUNT(*)")
        .from_(tickets)
        .join("ticket_event AS told", on="told.key = counted.key AND told.kind <> 'created'")
        .group_by(*each)
    )
    found = engine.rows(query.sql(engine.dialect))
    return [((cut, start), round(100 * int(some) / int(n))) for cut, start, some, n in found]
