"""Syncing a fake into a warehouse in memory, as the job does it, without the app around it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trigpoint.connectors.sync import Connector, Given, Rows
from trigpoint.connectors.sync.reading import landings
from trigpoint.net import Fetch, Patience
from trigpoint.tickets import fold
from trigpoint.tickets.columns import table
from trigpoint.tickets.staging import KINDS
from trigpoint.tickets.warehouse import Warehouse

NOW = 1_790_000_000
SCHEDULES = int(os.environ.get("TRIGPOINT_FAULT_SCHEDULES", "6"))
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
            landed = self.warehouse.land(
                "desk", landing.records, batch="sync", landed_at=0, cursors=landing.cursors
            )
            new += landed.new
            self.refused |= {(one.line, one.code) for one in landed.refused}
            if count == stop_after:
                break
        return new

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
        tables = [table(kind).name for kind in KINDS]
        return {t: self.warehouse._db.execute(count.format(t)).fetchall()[0][0] for t in tables}


def patient(net: Any) -> Patience:
    """Return the program's own patience, on the clock of a faulty network."""
    return Patience(net, sleep=net.sleep, clock=lambda: net.clock)
