"""Workers are killed at random: each effect comes once, and no message is lost."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import writing
from tests.faults.conftest import Installation
from tests.faults.nursery import Nursery, kill
from trigpoint.services.work import defer
from trigpoint.store.models import Job, KeptAnswer, Organisation, OutboxMessage, User

WORKER = "tests.faults.children:worker"


def work_and_kill(
    nursery: Nursery,
    finished: Callable[[], bool],
    *,
    workers: int,
    least_kills: int,
    **options: str,
) -> int:
    """Kill one of the workers again and again, and start another, until all is done."""
    chance = random.Random(11)
    children = [nursery.start(WORKER, **options) for _ in range(workers)]
    kills = 0
    while kills < least_kills or not finished():
        time.sleep(chance.uniform(0.02, 0.15) if kills < least_kills else chance.uniform(0.3, 1))
        victim = children.pop(chance.randrange(workers))
        kill(victim)
        kills += 1
        children.append(nursery.start(WORKER, **options))
    for child in children:
        kill(child)
    return kills


def effects(count: int) -> None:
    user = User.objects.create(organisation=Organisation.objects.get(), email="one@example.org")
    for number in range(count):
        defer(
            "tests.jobs.tasks.count_once",
            organisation=None,
            arguments={"user": user.pk, "key": str(number)},
        )
    # Nobody is laid aside for having been killed often.
    Job.objects.update(max_attempts=1000)


def all_done() -> bool:
    return not Job.objects.exclude(state=Job.State.DONE).exists()


@pytest.mark.req("PLATFORM-5", via="core")
@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.slow)])
def test_each_effect_comes_once_when_workers_are_killed(installed: Installation, count: int):
    effects(count)
    work_and_kill(installed.nursery, all_done, workers=2, least_kills=25)
    assert sorted(KeptAnswer.objects.values_list("key", flat=True)) == sorted(
        str(number) for number in range(count)
    )
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}


def test_messages_are_delivered_at_least_once_and_in_order_when_workers_are_killed(
    installed: Installation, tmp_path: Path
):
    received = tmp_path / "received"
    for number in range(150):
        writing.write(number)

    def all_told() -> bool:
        return not OutboxMessage.objects.filter(delivered_at__isnull=True).exists()

    kills = work_and_kill(
        installed.nursery, all_told, workers=1, least_kills=25, deliver_to=str(received)
    )
    lines = [line.split() for line in received.read_text(encoding="ascii").splitlines()]
    first_seen = list(dict.fromkeys(identity for identity, _number in lines))
    numbers = {identity: int(number) for identity, number in lines}
    assert [numbers[identity] for identity in first_seen] == list(range(150))
    assert len(lines) <= 150 + kills
