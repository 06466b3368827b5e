"""One agent who puts tickets to waiting for the customer without a word, for half an hour.

It is laid over the finished events and asks no random number, so that all else stays as it was but
for how long those tickets waited for the customer, and for us.
"""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from trigpoint.demo.counts import Rows
from trigpoint.demo.ledger import Author, Events, Kind, Status
from trigpoint.demo.people import AGENTS
from trigpoint.demo.timeline import Timeline

WHO = "ana.costa"
SIGN = "waiting_unasked"
SINCE = 66
"""The week from which on; the sign looks at the last thirteen."""
EVERY = 2
"""One in so many of those tickets that lay quiet before that agent's reply."""
BEGINS, ENDS, QUIET = 90 * 60, 60 * 60, 3 * 3600
"""Seconds before the reply; so long nothing else had happened to the ticket."""


def parked(events: Events, timeline: Timeline) -> Events:
    """Return the events with those waits in them; by ticket and then by time."""
    rows = chosen(events, timeline)
    together = [
        events,
        turned(events, rows, BEGINS, Status.PENDING),
        turned(events, rows, ENDS, Status.OPEN),
    ]
    columns = {
        f.name: np.concatenate([getattr(part, f.name) for part in together]) for f in fields(Events)
    }
    joined = Events(**columns)
    return joined.take(np.lexsort((joined.seq, joined.at, joined.ticket)))


def chosen(events: Events, timeline: Timeline) -> Rows:
    """Return the agent's public replies before which the ticket lay open with them, and quiet."""
    who = next(n for n, agent in enumerate(AGENTS) if agent.key == WHO)
    found = np.flatnonzero(
        (events.kind == Kind.MESSAGE) & (events.author == Author.AGENT) & (events.actor == who)
    )
    found = found[events.public[found] & (timeline.week_of(events.at[found]) >= SINCE)]
    before = found - 1
    own = (before >= 0) & (events.ticket[before] == events.ticket[found])
    lay_open = (events.status[before] == Status.OPEN) & (events.agent[before] == who)
    quiet: Rows = found[own & lay_open & (events.at[found] - events.at[before] >= QUIET)]
    return quiet[::EVERY]


def turned(events: Events, rows: Rows, ahead: int, status: Status) -> Events:
    """Return what the agent does so long ahead of each of these replies."""
    replied = events.take(rows)
    return replace(
        replied,
        at=replied.at - ahead,
        kind=np.full_like(replied.kind, Kind.STATUS),
        public=np.zeros_like(replied.public),
        status=np.full_like(replied.status, status),
    )
