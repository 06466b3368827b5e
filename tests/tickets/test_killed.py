"""A worker that is killed at any moment leaves whole imports and whole files, and goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests.tickets.test_warehouse import at_once, contents, desk
from trigpoint.tickets.fold import FACTS
from trigpoint.tickets.publish import newest
from trigpoint.tickets.warehouse import Warehouse

BATCHES = 6
SEED = 11
WORKER = """
import sys
from pathlib import Path
from tests.tickets.test_killed import work
work(Path(sys.argv[1]))
"""


def batch(n: int) -> list[object]:
    """Return every sixth record, and some that another batch has too."""
    records = desk(SEED, 30)
    return [*records[n::BATCHES], *records[: 10 * n]]


def work(folder: Path) -> None:
    """Land and publish one batch after another, telling which are acknowledged."""
    with Warehouse.open(folder / "w.duckdb") as warehouse:
        warehouse.publish(folder / "facts")
        _tell("ready")
        for n in range(BATCHES):
            warehouse.land("desk", batch(n), batch=f"b{n}", landed_at=n)
            _tell(str(n))
            warehouse.publish(folder / "facts")


def _tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def killed_after(folder: Path, seconds: float) -> set[str]:
    """Run the worker, kill it that long after it is ready, and return what it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(seconds)
        os.kill(child.pid, signal.SIGKILL)
        return set(child.stdout.read().split())


@pytest.mark.slow
def test_ten_kills_lose_nothing_and_leave_nothing_half_done(tmp_path: Path) -> None:
    random = Random(5)
    acknowledged: set[str] = set()
    for _ in range(10):
        acknowledged |= killed_after(tmp_path, random.uniform(0, 2.5))
        with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
            landed = {row[0] for row in warehouse._db.execute("SELECT batch FROM batch").fetchall()}
            assert {f"b{n}" for n in acknowledged} <= landed
            stored = {
                name: sorted(warehouse._db.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
                for name in FACTS
            }
            warehouse.publish(tmp_path / "facts")
            assert newest(tmp_path / "facts") == warehouse.generation
        assert contents(tmp_path / "facts") == stored
        assert not list((tmp_path / "facts").glob("part-*"))
    work(tmp_path)
    assert contents(tmp_path / "facts") == at_once(desk(SEED, 30), tmp_path)
