"""The worker is killed while files come in: in the end all is as if it had not been."""

import datetime
import io
import itertools
import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.faults.conftest import Installation
from tests.faults.hunting import SLACK, Attempt, attempt_of, cut_short, strike
from tests.faults.nursery import Nursery, kill
from trigpoint.services.actor import part_of_ours
from trigpoint.services.helpdesks import imports
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

WORKER = "tests.faults.children:worker"
KILLS = 25
KINDS = ("check",) * 3 + ("apply",) * 4
GUESSED = {"check": 0.02, "apply": 0.3}
TICKETS = 40
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


class Files:
    """The files, sent in one after the other, as many as are wanted."""

    def __init__(self) -> None:
        self.organisation = Organisation.objects.get()
        self.sent = 0
        for kpi in ("full_resolution_time", "reopen_rate"):
            Measure.objects.create(organisation=self.organisation, title=kpi, kpi=kpi, pinned=True)

    def send(self) -> None:
        """Put down the work on the next file."""
        imports.start(
            part_of_ours(self.organisation, "test"),
            io.BytesIO(rows(self.sent)),
            file_name=f"{self.sent}.csv",
            mapping=MAPPING,
            source_key="desk",
        )
        self.sent += 1
        be_patient()

    def send_when_all_is_in(self) -> None:
        if carried_in():
            self.send()


def be_patient() -> None:
    """Let no job be laid aside, however often its worker is killed."""
    Job.objects.update(max_attempts=1000)


def carried_in() -> bool:
    assert not Job.objects.filter(state=Job.State.DEAD).exists()
    return not Job.objects.exclude(state=Job.State.DONE).exists()


def finish(nursery: Nursery) -> None:
    """Let a worker bring in all that is left."""
    worker = nursery.start(WORKER)
    while not carried_in():
        time.sleep(0.02)
    kill(worker)


def killed_at_work(nursery: Nursery, files: Files) -> list[str]:
    """Kill one worker after the other at a job, anywhere from its beginning to its end.

    Return which kind of job each of them was cut short at. How long jobs last is guessed until
    some have ended here: it differs from machine to machine, and with what else runs on it.
    """
    chance = random.Random(5)
    return [
        strike(
            worker := nursery.start(WORKER),
            partial(at, kind, worker),
            lambda attempt: chance.uniform(0, (GUESSED | durations())[attempt.kind]),
            when_idle=files.send_when_all_is_in,
        ).kind
        for kind in itertools.islice(itertools.cycle(KINDS), KILLS)
    ]


def at(kind: str, worker: int) -> Attempt | None:
    """Return what a worker has begun and not ended, if it is of this kind."""
    found = attempt_of(worker)
    return found if found is not None and found.kind == kind else None


def durations() -> dict[str, float]:
    """Return the seconds that the last attempt at a job of each kind took, the middle one."""
    done = Job.objects.filter(state=Job.State.DONE).order_by("task", "pk")
    return {
        task.rpartition(".")[2]: median(
            (job.finished_at - job.started_at).total_seconds() for job in jobs
        )
        for task, jobs in itertools.groupby(done, key=lambda job: job.task)
    }


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


@pytest.mark.req("PLATFORM-5", via="core")
def test_an_import_whose_worker_is_killed_ends_as_if_it_had_not_been(
    install: Callable[[str, Path], AbstractContextManager[Installation]],
    installed: Installation,
    tmp_path_factory: pytest.TempPathFactory,
):
    files = Files()
    struck = killed_at_work(installed.nursery, files)
    finish(installed.nursery)
    assert len(struck) == KILLS
    assert KILLS - SLACK <= cut_short() <= KILLS
    assert set(struck) == {"check", "apply"}
    assert_agreement(installed.data)
    seen = state()
    with install("sqlite", tmp_path_factory.mktemp("undisturbed")) as undisturbed:
        same = Files()
        for _file in range(files.sent):
            same.send()
        finish(undisturbed.nursery)
        assert cut_short() == 0
        assert state()["readings"]
        assert seen == state()
