"""One agent who solves tickets, opens them again without a word of the customer, and solves them.

It is laid over the finished events and asks no random number, so that all else stays as it was.
"""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from trigpoint.demo.counts import Rows, solves
from trigpoint.demo.handling import Outcome
from trigpoint.demo.ledger import Author, Events, Kind, Status
from trigpoint.demo.people import AGENTS
from trigpoint.demo.timeline import Timeline

WHO = "dev.patel"
SIGN = "solved_and_opened"
SINCE = 66
"""The week from which on; the sign looks at the last thirteen."""
EVERY = 5
"""One in so many of that agent's solves."""
OPENED_AFTER, SOLVED_AFTER, QUIET = 20 * 60, 50 * 60, 2 * 3600
"""Seconds after the solve; so long nothing else happens to the ticket."""
ANSWER = (
    "I solve it when the parcel is booked and open it again to add the tracking number. "
    "Nobody told me that this counts as a second solve."
)


def churned(outcome: Outcome, events: Events, timeline: Timeline) -> tuple[Outcome, Events]:
    """Return both with those solves undone and done again; events by ticket and then by time.

    What was solved at the first contact is no longer, for it was opened again.
    """
    rows = chosen(events, timeline)
    undone = again(events, rows, OPENED_AFTER, Status.OPEN)
    done = again(events, rows, SOLVED_AFTER, Status.SOLVED)
    together = Events(
        **{
            f.name: np.concatenate([getattr(part, f.name) for part in (events, undone, done)])
            for f in fields(Events)
        }
    )
    once = outcome.first_contact.copy()
    once[events.ticket[rows]] = False
    ordered = together.take(np.lexsort((together.seq, together.at, together.ticket)))
    return replace(outcome, first_contact=once), ordered


def chosen(events: Events, timeline: Timeline) -> Rows:
    """Return the solves that are undone: after which nothing happens for a while."""
    who = next(n for n, agent in enumerate(AGENTS) if agent.key == WHO)
    found = solves(events)
    found = found[(events.agent[found] == who) & (events.actor[found] == who)]
    found = found[timeline.week_of(events.at[found]) >= SINCE]
    following = np.minimum(found + 1, len(events) - 1)
    alone = (events.ticket[following] != events.ticket[found]) | (following == found)
    until = np.where(alone, timeline.end, events.at[following])
    quiet: Rows = found[until - events.at[found] >= QUIET]
    return quiet[::EVERY]


def again(events: Events, rows: Rows, after: int, status: Status) -> Events:
    """Return what the agent does so long after each of these solves."""
    solved = events.take(rows)
    return replace(
        solved,
        at=solved.at + after,
        kind=np.full_like(solved.kind, Kind.STATUS),
        author=np.full_like(solved.author, Author.AGENT),
        public=np.zeros_like(solved.public),
        status=np.full_like(solved.status, status),
    )
