"""A worker is killed amid a reading: the next one goes on where the last landing ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from tests.connectors.desks.request_tracker import FakeRequestTracker
from tests.connectors.desks.syncing import Store
from tests.faults.conftest import Installation
from tests.faults.nursery import kill
from trigpoint.connectors.sync import connector_of
from trigpoint.connectors.sync.entering import enter
from trigpoint.services.actor import part_of_ours
from trigpoint.services.helpdesks import imports, syncs
from trigpoint.store.models import Organisation, SyncRun
from trigpoint.tickets.warehouse import Warehouse

READER = "tests.faults.children:reader"
SAID = {"address": "https://rt.example.org", "user": "root", "secret": "password"}
TICKETS = 200
FACTS = (
    "SELECT created, category, replied FROM ticket ORDER BY ALL",
    "SELECT nth, solved, elapsed, replies, handovers, reopened FROM solve ORDER BY ALL",
)
PATIENCE = 120


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, SyncRun.objects.values("state", "counts", "said")
        time.sleep(0.02)


def landed() -> int:
    return int(SyncRun.objects.get().counts.get("new", 0))


def begins(noted: Path) -> list[int]:
    """Return behind which transaction each question for more began."""
    return [int(line) for line in noted.read_text(encoding="ascii").split()]


@pytest.mark.req("MEASURE-1", via="core")
def test_the_next_worker_goes_on_where_the_last_landing_ended(
    installed: Installation, tmp_path: Path
):
    actor = part_of_ours(Organisation.objects.get(), "setup", timezone.now())
    syncs.start(actor, enter(actor, "request_tracker", "rt", "RT", SAID))
    first, second = tmp_path / "first", tmp_path / "second"
    worker = installed.nursery.start(READER, tickets=TICKETS, noted=str(first))
    until(lambda: landed() > 200)
    kill(worker)
    assert SyncRun.objects.get().state == SyncRun.State.RUNNING
    worker = installed.nursery.start(READER, tickets=TICKETS, noted=str(second))
    until(lambda: SyncRun.objects.get().state == SyncRun.State.DONE)
    kill(worker)
    assert begins(first)[0] == 0
    assert begins(second)[0] > 0, "from where the first one had landed"
    desk, whole = FakeRequestTracker(), Store()
    desk.live(TICKETS)
    whole.sync(connector_of("request_tracker"), desk, SAID)
    with Warehouse.open(imports.warehouse_path()) as warehouse:
        for sql in FACTS:
            found = warehouse._db.execute(sql).fetchall()
            assert found == whole.warehouse._db.execute(sql).fetchall()
