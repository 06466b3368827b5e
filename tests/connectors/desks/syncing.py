"""Syncing a fake into a warehouse in memory, as the job does it, without the app around it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from trigpoint.connectors.sync import Connector, Given, Rows
from trigpoint.connectors.sync.reading import Landing, landings
from trigpoint.net import Fetch, Patience
from trigpoint.tickets import fold
from trigpoint.tickets.columns import table
from trigpoint.tickets.records import Refused
from trigpoint.tickets.staging import KINDS
from trigpoint.tickets.warehouse import Warehouse

NOW = 1_790_000_000
TABLES = [table(kind).name for kind in KINDS]
IDS = " UNION ALL ".join(f"SELECT id FROM {name}" for name in TABLES)


def seeds(said: str) -> range:
    """Return the seeds to play: so many, or from one to before another (`200-1000`)."""
    first, _to, end = said.rpartition("-")
    return range(int(first or 0), int(end))


SCHEDULES = seeds(os.environ.get("TRIGPOINT_FAULT_SCHEDULES", "10"))
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
        given = Given(fetch, settings, b"salt", now, self.cursors(), rows or Rows(), allowed)
        new = 0
        for count, landing in enumerate(landings(connector, given), start=1):
            new += self.land(landing)
            if count == stop_after:
                break
        return new

    def cursors(self) -> dict[str, str]:
        """Return where to go on."""
        return self.warehouse.cursors("desk")

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


class Quick(Store):
    """A store for many schedules: what came is kept as it came, and landed only where it matters.

    Where exactly the records came that come without faults, in whatever order and however often,
    the same lies there in the end: that is a law of the warehouse's own. Else they are landed one
    after the other and compared row by row, and folded where rows differ.
    """

    def __init__(self) -> None:
        self.came: list[Landing] = []
        self.there: set[str] = set()
        self.kept: dict[str, str] = {}

    def cursors(self) -> dict[str, str]:
        return dict(self.kept)

    def land(self, landing: Landing) -> int:
        """Keep what was read; return how many records were not there."""
        before = len(self.there)
        self.came.append(landing)
        self.kept.update(landing.cursors)
        self.there |= {repr(one) for one in landing.records if not isinstance(one, Refused)}
        return len(self.there) - before

    @cached_property
    def warehouse(self) -> Warehouse:
        """Return a warehouse in which everything was landed as it came."""
        made = Unfolded.open(Path(":memory:"), memory="200MB", threads=1)
        for one in self.came:
            made.land("desk", one.records, batch="sync", landed_at=0, cursors=one.cursors)
        return made

    @cached_property
    def ids(self) -> set[bytes]:
        """Return what tells all landed rows apart: the digests of all that they say."""
        return {one for (one,) in self.warehouse._db.execute(IDS).fetchall()}

    def same_as(self, whole: Quick) -> bool:
        """Whether measures read the same here as from what came without faults."""
        if self.there == whole.there and len(whole.ids) == len(whole.there):
            return True
        return self.ids == whole.ids or super().same_as(whole)

    @cached_property
    def folded(self) -> dict[str, list[Any]]:
        self.warehouse.rebuild()
        return super().state()

    def state(self) -> dict[str, list[Any]]:
        """Return everything that measures read, folded once."""
        return self.folded


def patient(net: Any) -> Patience:
    """Return the program's own patience, on the clock of a faulty network."""
    return Patience(net, sleep=net.sleep, clock=lambda: net.clock)
