"""Which hours each queue works by, made into the tables that the fold joins."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import Any

import duckdb
import numpy as np

from trigpoint.tickets.hours import Stretch, slots, stretches
from trigpoint.tickets.records import Opening, Schedule

History = tuple[tuple[int, str | None], ...]


def prepare(db: duckdb.DuckDBPyConnection) -> bool:
    """Make the tables of hours over the time of `event`; say if any hours are known.

    `queue_calendar` names the calendar of a queue, one schedule after another; `in_force` that of
    the schedule by which it works at a moment, as if it had always held; `slot` has both kinds.
    """
    db.execute(
        "CREATE OR REPLACE TEMP TABLE slot (calendar INTEGER, day BIGINT, started BIGINT,"
        " ended BIGINT, open INTEGER, before BIGINT)"
    )
    db.execute(
        "CREATE OR REPLACE TEMP TABLE queue_calendar"
        " (source VARCHAR, queue VARCHAR, calendar INTEGER)"
    )
    db.execute(
        "CREATE OR REPLACE TEMP TABLE in_force (source VARCHAR, queue VARCHAR, since BIGINT,"
        " until BIGINT, calendar INTEGER)"
    )
    histories = _histories(db)
    first, last = db.execute("SELECT min(occurred), max(occurred) + 1 FROM event").fetchall()[0]
    if not histories or first is None:
        return False
    schedules = _schedules(db)
    numbers: dict[tuple[str, History], int] = {}
    for (source, queue), history in histories.items():
        number = numbers.setdefault((source, history), len(numbers))
        db.execute("INSERT INTO queue_calendar VALUES (?, ?, ?)", [source, queue, number])
    for (source, history), number in numbers.items():
        known = [(since, schedules.get((source, name or ""))) for since, name in history]
        _fill(db, number, stretches(known, first, last))
    alone = {plan: n for n, plan in enumerate(schedules, start=len(numbers))}
    for plan, number in alone.items():
        _fill(db, number, stretches([(first, schedules[plan])], first, last))
    for (source, queue), history in histories.items():
        ends = [since for since, _name in history[1:]] + [last]
        for (since, name), until in zip(history, ends, strict=True):
            row = [source, queue, since, until, alone.get((source, name or ""))]
            db.execute("INSERT INTO in_force VALUES (?, ?, ?, ?, ?)", row)
    return True


def working_hours(db: duckdb.DuckDBPyConnection) -> list[Any]:
    """Return which queue works by which hours, to compare with another time."""
    plans = {name: replace(plan, seen_at=0) for name, plan in _schedules(db).items()}
    return [sorted(_histories(db).items()), sorted(plans.items())]


def _fill(db: duckdb.DuckDBPyConnection, calendar: int, history: list[Stretch]) -> None:
    made = [(s.day, s.started, s.ended, s.open, s.before) for s in slots(history)]
    if not made:
        return
    columns = np.array(made, dtype=np.int64).T
    names = ("day", "started", "ended", "open", "before")
    db.register("piece", dict(zip(names, columns, strict=True)))
    db.execute(
        "INSERT INTO slot SELECT ?, day, started, ended, open::INTEGER, before FROM piece",
        [calendar],
    )
    db.unregister("piece")


def _histories(db: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], History]:
    """Return, for each (source, queue), its schedules in time; queue '' is every other queue."""
    found: dict[tuple[str, str], dict[int, str | None]] = defaultdict(dict)
    rows = db.execute(
        "SELECT source, coalesce(queue, ''), since, schedule FROM landed_queue_hours ORDER BY id"
    ).fetchall()
    for source, queue, since, schedule in rows:
        found[source, queue][since] = schedule
    return {owner: tuple(sorted(history.items())) for owner, history in found.items()}


def _schedules(db: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], Schedule]:
    rows = db.execute(
        "SELECT source, schedule, name, zone, openings, seen_at, holidays FROM landed_schedule"
        " ORDER BY seen_at, id"
    ).fetchall()
    return {(row[0], row[1]): _schedule(*row[1:]) for row in rows}


def _schedule(
    schedule: str, name: str, zone: str, openings: str | None, seen_at: int, holidays: str | None
) -> Schedule:
    parts: list[dict[str, Any]] = json.loads(openings or "[]")
    return Schedule(
        schedule=schedule,
        name=name,
        zone=zone,
        openings=tuple(Opening(**part) for part in parts),
        seen_at=seen_at,
        holidays=tuple(json.loads(holidays or "[]")),
    )
