"""What happened, row by row, in columns: written by the simulator, turned into files by `files`."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trigpoint.demo.calendars import Seconds

Ints = NDArray[np.intp]
NOBODY = -1


class Kind(IntEnum):
    """What a row says."""

    CREATED = 0
    MESSAGE = 1
    STATUS = 2
    ASSIGNEE = 3
    QUEUE = 4
    PRIORITY = 5


class Author(IntEnum):
    """Who did it."""

    AGENT = 0
    CUSTOMER = 1
    BOT = 2
    SYSTEM = 3


class Status(IntEnum):
    """The state of a ticket, in the words of the engine's categories."""

    NEW = 0
    OPEN = 1
    PENDING = 2
    HOLD = 3
    SOLVED = 4
    CLOSED = 5
    SPAM = 6


@dataclass(frozen=True)
class Events:
    """One row an event, by ticket and then by time; `status` to `priority` hold after it.

    `actor` and `agent` are positions in `people.AGENTS`, or `NOBODY`; `ticket` is the position of
    the ticket; `seq` orders what happened in the same second.
    """

    ticket: NDArray[np.int64]
    at: Seconds
    seq: NDArray[np.int16]
    kind: NDArray[np.int8]
    author: NDArray[np.int8]
    actor: NDArray[np.int16]
    public: NDArray[np.bool_]
    status: NDArray[np.int8]
    desk: NDArray[np.int8]
    agent: NDArray[np.int16]
    priority: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.ticket)

    def take(self, rows: Ints | NDArray[np.bool_]) -> Events:
        """Return these rows."""
        return Events(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})


@dataclass
class Tickets:
    """The tickets as they stand while they are worked on; every array has one row a ticket."""

    now: Seconds
    desk: Ints
    agent: Ints
    status: Ints
    priority: Ints


@dataclass
class Ledger:
    """Collects rows in batches; each batch is later than the ones before it, ticket by ticket."""

    tickets: Tickets
    batches: list[dict[str, NDArray[Any]]] = field(default_factory=list)

    def write(
        self,
        kind: Kind,
        rows: Ints,
        author: Author,
        actor: Ints | None = None,
        *,
        public: bool = False,
    ) -> None:
        """Write one event for each ticket in `rows`, at its present moment and in its state."""
        held = self.tickets
        size = len(rows)
        self.batches.append(
            {
                "ticket": rows.astype(np.int64),
                "at": held.now[rows],
                "seq": np.full(size, len(self.batches), np.int16),
                "kind": np.full(size, kind, np.int8),
                "author": np.full(size, author, np.int8),
                "actor": (np.full(size, NOBODY) if actor is None else actor).astype(np.int16),
                "public": np.full(size, public),
                "status": held.status[rows].astype(np.int8),
                "desk": held.desk[rows].astype(np.int8),
                "agent": held.agent[rows].astype(np.int16),
                "priority": held.priority[rows].astype(np.int8),
            }
        )

    def turn(self, rows: Ints, status: Status, author: Author, actor: Ints | None = None) -> None:
        """Give the tickets a new status and write it down."""
        self.tickets.status[rows] = status
        self.write(Kind.STATUS, rows, author, actor)

    def events(self, end: int) -> Events:
        """Return what happened up to `end`, in order."""
        columns = {
            f.name: np.concatenate([batch[f.name] for batch in self.batches])
            for f in fields(Events)
        }
        happened = columns["at"] <= end
        events = Events(**{name: column[happened] for name, column in columns.items()})
        return events.take(np.lexsort((events.seq, events.at, events.ticket)))
