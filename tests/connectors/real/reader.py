"""Reads a real Request Tracker into a warehouse on the disk, and says each landing; may be killed.

Started as `python -m tests.connectors.real.reader ADDRESS FILE TOGETHER`: so many records are
landed together, and are asked for at once where they are fewer than usual.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.connectors.real.tracker import PASSWORD
from trigpoint.connectors.request_tracker import reading as tracker
from trigpoint.connectors.sync import Given, Rows, reading
from trigpoint.net import Client, Patience
from trigpoint.tickets.warehouse import Warehouse


def read(address: str, file: Path, together: int) -> None:
    """Read from where the last one ended to the end, a line for each landing."""
    reading.ENOUGH, tracker.PAGE = together, min(tracker.PAGE, together)
    ask = Patience(Client(allowed=frozenset({"127.0.0.1"})))
    said = {"address": address, "user": "root", "secret": PASSWORD}
    with Warehouse.open(file, memory="200MB", threads=1) as warehouse:
        came = warehouse.cursors("desk")
        given = Given(ask, said, b"salt", int(time.time()), came, Rows(), frozenset())
        for landing in reading.landings(tracker.RequestTracker(), given):
            warehouse.land(
                "desk", landing.records, batch="sync", landed_at=0, cursors=landing.cursors
            )
            sys.stdout.write("landed\n")
            sys.stdout.flush()


if __name__ == "__main__":
    read(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
