"""Writers who all change a few records at once, and what became of it.

Started as `python -m tests.store.writers WRITERS TIMES` in a folder of data it prints the outcome.
"""

import datetime
import json
import random
import sys
import threading
from collections import Counter
from dataclasses import asdict, dataclass

import django
from django.db import OperationalError, connections

if __name__ == "__main__":
    django.setup()

from trigpoint.services.actor import Actor, part_of_ours
from trigpoint.services.command import command
from trigpoint.services.errors import Stale
from trigpoint.services.history import trail
from trigpoint.services.organisation import organisation
from trigpoint.store.models import Organisation, Period

OBJECTS = 20
NOW = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)


class Ledger:
    """What every writer was told."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.written: Counter[int] = Counter()
        self.stale = 0
        self.busy = 0

    def write(self, actor: Actor, dice: random.Random, keys: list[int]) -> None:
        """Read a record, and write it as it was read plus one word."""
        record = Period.objects.get(pk=dice.choice(keys))
        record.name = f"{record.name}+"
        try:
            with command(actor, "test.write") as journal:
                journal.save(record)
        except Stale:
            with self.lock:
                self.stale += 1
        except OperationalError:
            with self.lock:
                self.busy += 1
        else:
            with self.lock:
                self.written[record.pk] += 1


def run(home: Organisation, keys: list[int], writers: int, times: int) -> Ledger:
    """Let so many threads write so often, all at once."""
    ledger, gate = Ledger(), threading.Barrier(writers)

    def work(number: int) -> None:
        dice = random.Random(number)
        actor = part_of_ours(home, f"writer {number}", NOW)
        gate.wait()
        try:
            for _ in range(times):
                ledger.write(actor, dice, keys)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ledger


@dataclass(frozen=True)
class Outcome:
    """`right` is how many records stand at just what was written to them."""

    right: int
    written: int
    stale: int
    busy: int
    flaws: int


def busy_hour(writers: int, times: int) -> Outcome:
    """Make an organisation, let everybody write, and look at what stands there."""
    home = organisation.make("Busy", "UTC", NOW)
    setup = part_of_ours(home, "setup", NOW)
    day = datetime.date(2026, 1, 1)
    for number in range(OBJECTS):
        organisation.add_period(setup, f"p{number}", day, day)
    records = Period.objects.filter(organisation=home)
    ledger = run(home, list(records.values_list("pk", flat=True)), writers, times)
    right = sum(
        record.version == 1 + ledger.written[record.pk]
        and record.name.count("+") == ledger.written[record.pk]
        for record in records.all()
    )
    written = sum(ledger.written.values())
    return Outcome(right, written, ledger.stale, ledger.busy, len(trail.of(home).flaws))


if __name__ == "__main__":
    print(json.dumps(asdict(busy_hour(*map(int, sys.argv[1:])))))  # noqa: T201 - what this program is for
