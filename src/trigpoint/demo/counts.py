"""What can be counted in the simulated events by hand: reopens, transfers, backlog, durations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from trigpoint.demo.calendars import Seconds
from trigpoint.demo.ledger import Events, Kind, Status

Rows = NDArray[np.intp]
DONE = (Status.SOLVED, Status.CLOSED, Status.SPAM)


def transfers(events: Events) -> tuple[Rows, Rows]:
    """Return the events at which a ticket goes from one agent to another one, and from whom."""
    taken = np.flatnonzero(events.kind == Kind.ASSIGNEE)
    ticket, agent = events.ticket[taken], events.agent[taken]
    moved = (ticket[1:] == ticket[:-1]) & (agent[1:] != agent[:-1])
    moves: Rows = taken[1:][moved]
    giver: Rows = agent[:-1][moved].astype(np.intp)
    return moves, giver


def reopens(events: Events) -> Rows:
    """Return the events at which a solved or closed ticket becomes active again."""
    return _status_rows(events, was_done=True, is_done=False)


def solves(events: Events) -> Rows:
    """Return the events at which an active ticket becomes solved; each reopened one counts anew."""
    done = _status_rows(events, was_done=False, is_done=True)
    solved: Rows = done[events.status[done] == Status.SOLVED]
    return solved


def endings(events: Events) -> Rows:
    """Return the events at which an active ticket leaves the backlog: solved, or spam."""
    return _status_rows(events, was_done=False, is_done=True)


def full_resolution(events: Events) -> tuple[Rows, Seconds]:
    """Return the last solves of the tickets that are solved now, and the seconds from creation."""
    last = np.append(events.ticket[1:] != events.ticket[:-1], True)
    finished = np.isin(events.status, (Status.SOLVED, Status.CLOSED))
    done = np.zeros(int(events.ticket.max()) + 1, dtype=bool)
    done[events.ticket[last & finished]] = True
    solved = solves(events)
    final = np.append(events.ticket[solved][1:] != events.ticket[solved][:-1], True)
    kept = solved[final & done[events.ticket[solved]]]
    created = created_at(events)
    return kept, events.at[kept] - created[events.ticket[kept]]


def created_at(events: Events) -> Seconds:
    """Return the moment of creation of every ticket, by its number."""
    opened = np.flatnonzero(events.kind == Kind.CREATED)
    created = np.zeros(int(events.ticket.max()) + 1, dtype=np.int64)
    created[events.ticket[opened]] = events.at[opened]
    return created


def backlog(events: Events, moment: int) -> int:
    """Return how many tickets are active at the end of a moment, from their states alone."""
    known = np.flatnonzero(events.at <= moment)
    ticket = events.ticket[known]
    latest = known[np.append(ticket[1:] != ticket[:-1], True)] if len(known) else known
    return int((~np.isin(events.status[latest], DONE)).sum())


def _status_rows(events: Events, *, was_done: bool, is_done: bool) -> Rows:
    done = np.isin(events.status, DONE)
    same = events.ticket[1:] == events.ticket[:-1]
    turned = same & (done[:-1] == was_done) & (done[1:] == is_done)
    return np.flatnonzero(turned) + 1
