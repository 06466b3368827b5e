"""Workers are killed at random: each effect comes once, and no message is lost."""

import os
import random
import signal
import time
from functools import partial
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import QuerySet, Sum

from tests.faults import writing
from tests.faults.conftest import Installation
from tests.faults.hunting import SLACK, attempt_of, cut_short, strike
from tests.faults.nursery import Nursery, alive, kill
from trigpoint.services.work import defer
from trigpoint.store.models import Job, KeptAnswer, Organisation, OutboxMessage, User

WORKER = "tests.faults.children:worker"
KILLS = 25


class Effects:
    """Jobs whose effects can be counted."""

    def __init__(self) -> None:
        self.count = 0
        self.user = User.objects.create(
            organisation=Organisation.objects.get(), email="one@example.org"
        )

    def put_down(self, count: int) -> None:
        """Put them down all at once: on a slow disk too there are more than are worked off."""
        with transaction.atomic():
            for number in range(self.count, self.count + count):
                defer(
                    "tests.jobs.tasks.count_once",
                    organisation=None,
                    arguments={"user": self.user.pk, "key": str(number)},
                )
            # Nobody is laid aside for having been killed often.
            Job.objects.update(max_attempts=1000)
        self.count += count

    def go_on(self) -> None:
        """See that there is something to do."""
        if all_done():
            self.put_down(50)


def all_done() -> bool:
    return not Job.objects.exclude(state=Job.State.DONE).exists()


def kill_at_work(nursery: Nursery, effects: Effects) -> None:
    """Kill one of two workers again and again, each time with a job in hand, then finish."""
    chance = random.Random(11)
    workers = [nursery.start(WORKER) for _ in range(2)]
    for _kill in range(KILLS):
        victim = workers.pop(chance.randrange(2))
        strike(
            victim,
            partial(attempt_of, victim),
            lambda _attempt: chance.uniform(0, 0.01),
            when_idle=effects.go_on,
        )
        workers.append(nursery.start(WORKER))
    while not all_done():
        time.sleep(0.02)
    for worker in workers:
        kill(worker)


def test_a_worker_that_is_asked_to_end_finishes_the_job_in_hand(installed: Installation):
    effects = Effects()
    effects.put_down(40)
    worker = installed.nursery.start(WORKER)
    while attempt_of(worker) is None:
        time.sleep(0.001)
    os.kill(worker, signal.SIGTERM)
    while alive(worker):
        time.sleep(0.01)
    mine = Job.objects.filter(task="tests.jobs.tasks.count_once")
    done = mine.filter(state=Job.State.DONE).count()
    assert 0 < done < effects.count
    assert not Job.objects.filter(state=Job.State.RUNNING).exists()
    assert KeptAnswer.objects.count() == done
    assert cut_short() == 0


def test_a_job_that_outlasts_each_stop_of_its_worker_keeps_its_attempts(installed: Installation):
    job = defer("tests.jobs.tasks.go_on", organisation=None, arguments={})
    Job.objects.update(max_attempts=2)
    for _stop in range(3):
        worker = installed.nursery.start("tests.faults.children:hurried_worker")
        while attempt_of(worker) is None:
            time.sleep(0.005)
        os.kill(worker, signal.SIGTERM)
        while alive(worker):
            time.sleep(0.01)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.RUNNING, 1)


@pytest.mark.req("PLATFORM-5", via="core")
def test_each_of_a_thousand_effects_comes_once_when_workers_are_killed(installed: Installation):
    effects = Effects()
    effects.put_down(1000)
    kill_at_work(installed.nursery, effects)
    assert sorted(KeptAnswer.objects.values_list("key", flat=True)) == sorted(
        str(number) for number in range(effects.count)
    )
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}
    assert cut_short() >= KILLS - SLACK


def waiting() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(delivered_at__isnull=True)


def deliveries() -> set[tuple[int, int]]:
    """Return the deliveries that were begun and have no end, as (message, attempt)."""
    return set(waiting().filter(attempts__gt=0).values_list("pk", "attempts"))


class Messages:
    """Messages of one object, so that they have an order, delivered to a file."""

    def __init__(self, received: Path) -> None:
        self.count = 0
        self.received = received

    def write(self, count: int) -> None:
        writing.write(*range(self.count, self.count + count))
        self.count += count

    def go_on(self) -> None:
        """See that there is something to deliver."""
        if not waiting().exists():
            self.write(50)

    def deliver(self, nursery: Nursery) -> int:
        """Start a worker that delivers; what it leaves half done is soon taken up by the next."""
        return nursery.start(WORKER, deliver_to=str(self.received), lease=0.2)

    def kill_at_work(self, nursery: Nursery) -> None:
        """Kill one worker after the other in the middle of a delivery, then finish."""
        chance = random.Random(13)
        for _kill in range(KILLS):
            begun = deliveries()
            strike(
                self.deliver(nursery),
                partial(delivery_beside, begun),
                lambda _delivery: chance.uniform(0, 0.02),
                when_idle=self.go_on,
            )
        worker = self.deliver(nursery)
        while waiting().exists():
            time.sleep(0.02)
        kill(worker)


def delivery_beside(known: set[tuple[int, int]]) -> tuple[int, int] | None:
    return next(iter(deliveries() - known), None)


def test_messages_are_delivered_at_least_once_and_in_order_when_workers_are_killed(
    installed: Installation, tmp_path: Path
):
    messages = Messages(tmp_path / "received")
    messages.write(150)
    messages.kill_at_work(installed.nursery)
    lines = [line.split() for line in messages.received.read_text(encoding="ascii").splitlines()]
    first_seen = list(dict.fromkeys(identity for identity, _number in lines))
    numbers = {identity: int(number) for identity, number in lines}
    assert [numbers[identity] for identity in first_seen] == list(range(messages.count))
    assert len(lines) <= messages.count + KILLS
    begun = OutboxMessage.objects.aggregate(all=Sum("attempts"))["all"]
    assert messages.count + KILLS - SLACK <= begun <= messages.count + KILLS
