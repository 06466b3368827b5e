"""The whole simulated help desk: tickets, events, promises and surveys from a seed and an end."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from trigpoint.demo.arrivals import Arrivals, again, arrive, desk_load, intensity
from trigpoint.demo.calendars import Seconds
from trigpoint.demo.churn import churned
from trigpoint.demo.handling import Outcome, Shift, World
from trigpoint.demo.ledger import Events
from trigpoint.demo.opening import openings
from trigpoint.demo.staffing import Staffing, staff
from trigpoint.demo.surveys import Surveys, recommendation, satisfaction
from trigpoint.demo.timeline import Timeline
from trigpoint.demo.waits import parked

Ints = NDArray[np.intp]

Columns = TypeVar("Columns", Arrivals, Outcome, Events)
FULL_TICKETS = 60_000
SMALL_TICKETS = FULL_TICKETS // 30
REPLY_HOURS = np.array([16.0, 8.0, 4.0, 1.0])
RESOLUTION_HOURS = np.array([100.0, 60.0, 30.0, 12.0])


@dataclass(frozen=True)
class Promises:
    """What the help desk promised for each ticket when it came in: due moments by open hours."""

    reply_due: Seconds
    resolution_due: Seconds


@dataclass(frozen=True)
class Simulation:
    """Everything that happened, in columns.

    Tickets are numbered in order of creation, from `first_ticket` on.
    """

    timeline: Timeline
    seed: int
    staffing: Staffing
    arrivals: Arrivals
    outcome: Outcome
    events: Events
    promises: Promises
    satisfaction: Surveys
    recommendation: Surveys
    first_ticket: int = 0


def simulate(end: int, *, seed: int = 1, tickets: int = FULL_TICKETS) -> Simulation:
    """Simulate about so many tickets in the eighteen months up to `end` (seconds since 1970 UTC).

    The same arguments give the same simulation, to the byte.
    """
    rng = np.random.default_rng(seed)
    timeline = Timeline(end)
    expected = intensity(timeline, tickets, rng)
    staffing = staff(timeline, desk_load(expected), rng)
    world = World(timeline, openings(timeline), staffing)
    first = arrive(timeline, expected, rng)
    events, outcome = Shift(world, first, rng, write_anew=True).work()
    anew = np.flatnonzero(outcome.again)
    second = again(first.take(anew), outcome.again[anew])
    more_events, more_outcome = Shift(world, second, rng, write_anew=False).work()
    arrivals, outcome, events = _together(
        (first, outcome, events), (second, more_outcome, more_events)
    )
    surveys = (
        satisfaction(arrivals.created, outcome, end, rng),
        recommendation(timeline, len(arrivals), outcome, rng),
    )
    outcome, events = churned(outcome, events, timeline)
    events = parked(events, timeline)
    return Simulation(
        timeline,
        seed,
        staffing,
        arrivals,
        outcome,
        events,
        _promises(world, arrivals),
        *surveys,
    )


def _together(
    one: tuple[Arrivals, Outcome, Events], two: tuple[Arrivals, Outcome, Events]
) -> tuple[Arrivals, Outcome, Events]:
    """Number the tickets of both anew, in order of creation."""
    created = np.concatenate([one[0].created, two[0].created])
    order = np.argsort(created, kind="stable")
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    arrivals = Arrivals(**_stacked(one[0], two[0])).take(order)
    outcome = Outcome(**{k: v[order] for k, v in _stacked(one[1], two[1]).items()})
    columns = _stacked(one[2], two[2])
    shift = np.concatenate([np.zeros(len(one[2]), np.int64), np.full(len(two[2]), len(one[0]))])
    columns["ticket"] = number[columns["ticket"] + shift]
    events = Events(**columns)
    return arrivals, outcome, events.take(np.argsort(events.ticket, kind="stable"))


def _stacked(one: Columns, two: Columns) -> dict[str, NDArray[Any]]:
    return {
        f.name: np.concatenate([getattr(one, f.name), getattr(two, f.name)]) for f in fields(one)
    }


def _promises(world: World, arrivals: Arrivals) -> Promises:
    desk, created, priority = arrivals.first_desk, arrivals.created, arrivals.priority
    return Promises(
        world.openings.later(desk, created, REPLY_HOURS[priority]),
        world.openings.later(desk, created, RESOLUTION_HOURS[priority]),
    )
