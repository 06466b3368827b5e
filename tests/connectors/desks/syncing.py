"""Syncing a fake into a warehouse in memory, as the job does it, without the app around it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from trigpoint.connectors.sync import Connector, Given, Rows
from trigpoint.connectors.sync.reading import Landing, landings
from trigpoint.net import Fetch, Patience
from trigpoint.tickets import fold
from trigpoint.tickets.columns import table
from trigpoint.tickets.landing import note
from trigpoint.tickets.staging import KINDS
from trigpoint.tickets.warehouse import Warehouse

NOW = 1_790_000_000
TABLES = [table(kind).name for kind in KINDS]
IDS = " UNION ALL ".join(f"SELECT id FROM {name}" for name in TABLES)


def seeds(said: str) -> range:
    """Return the seeds to play: so many, or from one to before another (`200-1000`)."""
    first, _to, end = said.rpartition("-")
    return range(int(first or 0), int(end))


SCHEDULES = seeds(os.environ.get("TRIGPOINT_FAULT_SCHEDULES", "12"))
"""Seeded schedules of faults that each connector goes through."""


class Store:
    """One source in a warehouse of its own."""

    def __init__(self, file: Path = Path(":memory:")) -> None:
        self.warehouse = Warehouse.open(file, memory="200MB", threads=1)
        self.refused: set[tuple[str, str]] = set()

    def sync(
        self,
        connector: Connector,
        fetch: Fetch,
        settings: Mapping[str, str],
        *,
        now: int = NOW,
        stop_after: int | None = None,
        rows: Rows | None = None,
        allowed: frozenset[str] = frozenset(),
    ) -> int:
        """Read to the end, or break off after so many landings; return how many rows are new."""
        came = self.warehouse.cursors("desk")
        given = Given(fetch, settings, b"salt", now, came, rows or Rows(), allowed)
        new = 0
        for count, landing in enumerate(landings(connector, given), start=1):
            new += self.land(landing)
            if count == stop_after:
                break
        return new

    def land(self, landing: Landing) -> int:
        """Land what was read; return how many rows are new."""
        landed = self.warehouse.land(
            "desk", landing.records, batch="sync", landed_at=0, cursors=landing.cursors
        )
        self.refused |= {(one.line, one.code) for one in landed.refused}
        return landed.new

    def state(self) -> dict[str, list[Any]]:
        """Return everything that measures read: the facts, people and queues."""
        db = self.warehouse._db
        found = {
            name: db.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in fold.FACTS
        }
        for name in ("landed_account", "landed_queue"):
            rows = db.execute(f"SELECT * EXCLUDE (batch) FROM {name} ORDER BY ALL").fetchall()
            found[name] = rows
        return found

    def landed(self) -> dict[str, int]:
        """Return how many rows of each kind lie there."""
        count = "SELECT count(*) FROM {}"
        return {t: self.warehouse._db.execute(count.format(t)).fetchall()[0][0] for t in TABLES}

    def same_as(self, other: Store) -> bool:
        """Whether measures read the same here as there."""
        return self.state() == other.state()


class Unfolded(Warehouse):
    """A warehouse that folds only when it is rebuilt: a fold is most of what a landing costs."""

    def _fold(self, before: object) -> None:
        """Leave it for later."""


def unfolded() -> Warehouse:
    """Return such a warehouse in memory."""
    return Unfolded.open(Path(":memory:"), memory="200MB", threads=1)


@cache
def shared() -> Warehouse:
    """Return one for all schedules: to make one takes longer than to empty it."""
    return unfolded()


def emptied(warehouse: Warehouse) -> Warehouse:
    """Return a warehouse without all that was landed in it."""
    for name in (*TABLES, "cursor", "batch", "quarantine", "repeated"):
        warehouse._db.execute(f"DELETE FROM {name}")
    return warehouse


class Quick(Store):
    """A store for many schedules: it folds once it has to, and lands what is not there already.

    That a row which lies there changes nothing when it comes again, and that tickets folded one by
    one are what all of them are at once, are laws of their own; a `Store` goes the whole way.
    """

    def __init__(self, warehouse: Warehouse | None = None) -> None:
        self.warehouse = warehouse or unfolded()
        self.refused: set[tuple[str, str]] = set()
        self.there: set[str] = set()
        self.rows = 0

    def land(self, landing: Landing) -> int:
        """Land what is not known to lie there; where a row took another's place, none is known."""
        came = {said: one for one in landing.records if (said := repr(one)) not in self.there}
        if not came:
            note(self.warehouse._db, "desk", "sync", 0, landing.cursors)
            return 0
        new = super().land(replace(landing, records=list(came.values())))
        if new:
            before, self.rows = self.rows, len(self.ids())
            self.there |= came.keys()
            if self.rows != before + new:
                self.there.clear()
        return new

    def ids(self) -> set[bytes]:
        """Return what tells all landed rows apart: the digests of all that they say."""
        return {one for (one,) in self.warehouse._db.execute(IDS).fetchall()}

    def same_as(self, other: Store) -> bool:
        """Whether the same rows lie here and there; else whether the same is folded from them."""
        if isinstance(other, Quick) and self.ids() == other.ids():
            return True
        return super().same_as(other)

    def state(self) -> dict[str, list[Any]]:
        """Return everything that measures read, folded now."""
        self.warehouse.rebuild()
        return super().state()


def patient(net: Any) -> Patience:
    """Return the program's own patience, on the clock of a faulty network."""
    return Patience(net, sleep=net.sleep, clock=lambda: net.clock)
