"""Reading tickets again through the pages of a help desk: `make resync`, a sample in the tests.

A copy of Zendesk in this process holds them and gives a thousand rows a page, as Zendesk does. The
connector, its paging, its cursors and the landing are the program's own.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import Any

from tests.connectors.desks.syncing import Store
from tests.connectors.desks.zendesk import FakeZendesk
from trigpoint.bench import sync
from trigpoint.bench.page import speed
from trigpoint.bench.report import Check, Report
from trigpoint.connectors.zendesk import CONNECTOR

HERE = {"address": "https://desk.example.org", "user": "root", "secret": "password"}
A_PAGE, TIES, APART = 1_000, 200, 600
YEAR = 366 * 86_400


@dataclass
class Ordered(FakeZendesk):
    """A Zendesk with so much in it that a page is looked up instead of found by looking at all."""

    def live(self, tickets: int, seed: int = 1, apart: int = APART) -> None:
        """Let it all happen, and put it in order once; its clock is long past it."""
        super().live(tickets, seed, apart)
        for rows, at in ((self.tickets, "generated_timestamp"), (self.metrics, "at")):
            rows.sort(key=itemgetter(at, "id"))
        self.rows.sort(key=itemgetter("timestamp", "id"))
        self.now = self.rows[-1]["timestamp"] + YEAR

    def given_out(self, rows: list[dict[str, Any]], at: str, since: int) -> list[dict[str, Any]]:
        """Return a page's rows and more: enough to see that there are more."""
        first = bisect_left(rows, since, key=itemgetter(at))
        return rows[first : first + self.page + TIES]

    def there(self, rows: Any) -> Any:
        """Return all rows: none comes late here."""
        return rows


def resync(tickets: int, page: int = A_PAGE) -> Check:
    """Read so many tickets once and three times over, from the beginning each time."""
    desk = Ordered(page=page)
    desk.live(tickets)

    def read(file: Path, _tickets: int, _time_over: int) -> int:
        store = Store(file)
        store.warehouse.begin_anew("desk")
        new = store.sync(CONNECTOR, desk, HERE, now=desk.now)
        store.warehouse.close()
        return new

    check = sync.read_again(tickets, read)
    asked = f"{check.how}; {len(desk.asked):,} requests for pages of up to {page:,} rows"
    return replace(check, name="rows changed by reading Zendesk again", how=asked)


def main() -> None:
    """Read a hundred thousand tickets, or as many as are named, and write what was measured."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--tickets", type=int, default=sync.TICKETS)
    asked.add_argument("--page", type=Path, required=True)
    given = asked.parse_args()
    report = Report([resync(given.tickets)])
    before = given.page.read_text(encoding="utf-8")
    given.page.write_text(speed(before, "resync", report), encoding="utf-8")


if __name__ == "__main__":
    main()
