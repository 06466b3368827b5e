"""The worker is killed while files come in: in the end all is as if it had not been."""

import datetime
import io
import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import Installation
from tests.faults.nursery import Nursery, kill
from trigpoint.services import imports
from trigpoint.services.actor import part_of_ours
from trigpoint.store.models import (
    Account,
    Generation,
    ImportRun,
    Job,
    Measure,
    Organisation,
    Queue,
    Reading,
)
from trigpoint.tickets.publish import newest
from trigpoint.tickets.warehouse import Warehouse

KILLS = 25
FILES = 3
TICKETS = 150
FIRST = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
HEADER = "number,at,seq,state,opened,owner,team\n"
MAPPING = """
name: A row per change
shape: state
dates: {formats: ["%Y-%m-%d %H:%M"], zone: Etc/UTC}
columns:
  ticket: number
  at: at
  seq: seq
  status: state
  created_at: opened
  assignee: owner
  queue: team
statuses: {New: new, Open: open, Solved: solved, Closed: closed}
"""
STATES = ("New", "Open", "Solved", "Open", "Solved", "Closed")


def rows(part: int) -> bytes:
    """Some tickets with their changes; some are opened again, some pass to another team."""
    chance = random.Random(part)
    lines = [HEADER]
    for ticket in range(TICKETS):
        at = opened = FIRST + datetime.timedelta(hours=ticket + 200 * part)
        for seq, state in enumerate(STATES[: chance.choice((3, 6))]):
            owner, team = chance.choice(("ana", "rui")), chance.choice(("Orders", "Billing"))
            lines.append(
                f"{part}-{ticket},{at:%Y-%m-%d %H:%M},{seq},{state},{opened:%Y-%m-%d %H:%M},"
                f"{owner},{team}\n"
            )
            at += datetime.timedelta(minutes=chance.randrange(5, 3000))
    return "".join(lines).encode()


def send_in() -> None:
    """Put down the work on every file, and two measures that hang on them."""
    organisation = Organisation.objects.get()
    for kpi in ("full_resolution_time", "reopen_rate"):
        Measure.objects.create(organisation=organisation, title=kpi, kpi=kpi, pinned=True)
    for part in range(FILES):
        imports.start(
            part_of_ours(organisation, "test"),
            io.BytesIO(rows(part)),
            file_name=f"{part}.csv",
            mapping=MAPPING,
            source_key="desk",
        )
    be_patient()


def be_patient() -> None:
    """Let no job be laid aside, however often its worker is killed."""
    Job.objects.update(max_attempts=1000)


def carried_in() -> bool:
    assert not Job.objects.filter(state=Job.State.DEAD).exists()
    return not Job.objects.exclude(state=Job.State.DONE).exists()


def work(nursery: Nursery, kills: int) -> None:
    """Let a worker do all of it, and kill it so many times on its way."""
    chance = random.Random(5)
    while kills:
        worker = nursery.start("tests.faults.children:worker")
        time.sleep(chance.uniform(0.02, 0.6))
        kill(worker)
        be_patient()
        kills -= 1
    worker = nursery.start("tests.faults.children:worker")
    while not carried_in():
        time.sleep(0.02)
    kill(worker)


def state() -> dict[str, list[Any]]:
    """What people see in the end, without the numbers of rows and generations."""
    columns = ("grain", "start", "end", "numerator", "denominator", "n", "value", "low", "high")
    seen = Reading.objects.filter(until__isnull=True)
    return {
        "readings": sorted(seen.values_list("measure__kpi", *columns), key=str),
        "accounts": sorted(Account.objects.values_list("external_id", flat=True)),
        "queues": sorted(Queue.objects.values_list("external_id", flat=True)),
        "runs": list(ImportRun.objects.order_by("pk").values_list("state", "counts__rows")),
    }


def assert_agreement(data: Path) -> None:
    """The warehouse, the published facts and the app are at the same generation."""
    with Warehouse.open(data / "warehouse.duckdb") as warehouse:
        generation = warehouse.generation
    shown = Generation.objects.order_by("number").last()
    assert shown is not None
    assert generation == newest(data / "facts") == shown.number
    assert not Reading.objects.filter(generation__gt=generation).exists()


@pytest.fixture(scope="module")
def undisturbed(
    install: Callable[[str, Path], AbstractContextManager[Installation]],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, list[Any]]:
    """The state after the same files without a kill."""
    with install("sqlite", tmp_path_factory.mktemp("undisturbed")) as made:
        send_in()
        work(made.nursery, kills=0)
        return state()


@pytest.mark.req("PLATFORM-5", via="core")
def test_an_import_whose_worker_is_killed_ends_as_if_it_had_not_been(
    undisturbed: dict[str, list[Any]], installed: Installation
):
    assert undisturbed["readings"]
    send_in()
    work(installed.nursery, KILLS)
    assert_agreement(installed.data)
    assert state() == undisturbed
