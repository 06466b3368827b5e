"""The law of the outbox: workers are killed and the receiver fails, and nothing is lost or made up.

The size is a sample; `TRIGPOINT_OUTBOX=10000/200` is what is promised: so many messages, so many
kills, a receiver that fails a fifth of the time.
"""

import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from tests.faults.conftest import Installation
from tests.faults.nursery import Nursery, kill
from tests.faults.writing import TOPIC, write
from trigpoint.store.models import Entry, Organisation, OutboxMessage

WORKER = "tests.faults.children:flaky_worker"
MESSAGES, KILLS = map(int, os.environ.get("TRIGPOINT_OUTBOX", "200/5").split("/"))
BATCH = 50
UNDONE = 7
"""Each seventh batch is rolled back."""


class UndoneError(Exception):
    """What rolls a batch back."""


def tell(numbers: range) -> list[OutboxMessage]:
    home, now = Organisation.objects.get(), timezone.now()
    entry = Entry.objects.latest("seq")
    rows = [
        OutboxMessage(
            organisation=home,
            entry=entry,
            topic=TOPIC,
            body={"object": str(number % 97), "number": number},
            created_at=now,
            next_attempt_at=now,
        )
        for number in numbers
    ]
    return OutboxMessage.objects.bulk_create(rows)


def commit_most() -> tuple[set[str], set[str]]:
    """Write messages in batches, some of which are rolled back; return the ids of both kinds."""
    write(0)
    told = set(OutboxMessage.objects.values_list("public_id", flat=True))
    undone, number = set(), 0
    while len(told) < MESSAGES:
        batch, number = range(number, number + BATCH), number + BATCH
        try:
            with transaction.atomic():
                ids = {row.public_id for row in tell(batch)}
                if batch.start // BATCH % UNDONE == UNDONE - 1:
                    raise UndoneError
            told |= ids
        except UndoneError:
            undone |= ids
    return told, undone


def received(path: Path) -> list[str]:
    return (
        [line.split()[0] for line in path.read_text("ascii").splitlines()] if path.exists() else []
    )


def kill_again_and_again(nursery: Nursery, path: Path) -> int:
    """Kill the worker while it delivers; return how often it was."""
    chance, killed = random.Random(5), 0
    while killed < KILLS and OutboxMessage.objects.filter(delivered_at=None).exists():
        worker = nursery.start(WORKER, deliver_to=str(path), seed=killed)
        before = path.stat().st_size if path.exists() else 0
        until = time.monotonic() + 20
        while time.monotonic() < until and not (path.exists() and path.stat().st_size > before):
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.05))
        kill(worker)
        killed += 1
    return killed


@pytest.mark.req("LOOP-7", via="core")
def test_what_is_received_is_what_was_committed_and_twice_only_after_a_kill(
    installed: Installation, tmp_path: Path
):
    path = tmp_path / "received"
    told, undone = commit_most()
    killed = kill_again_and_again(installed.nursery, path)
    worker = installed.nursery.start(WORKER, deliver_to=str(path), seed=-1)
    while OutboxMessage.objects.filter(delivered_at=None).exists():
        time.sleep(0.05)
    kill(worker)
    counts = Counter(received(path))
    assert set(counts) == told
    assert not undone & set(counts)
    assert sum(counts.values()) - len(counts) <= killed
    assert killed > 0
