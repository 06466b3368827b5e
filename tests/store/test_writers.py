"""Many writers at once: of two who read the same version, one writes and the other is told."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.cli.conftest import call, environment
from tests.store.writers import OBJECTS, Outcome, busy_hour


def in_a_file(data: Path, writers: int, times: int) -> Outcome:
    """SQLite as it is used; the database of the tests is in memory, and locks otherwise."""
    assert call(data, "init").returncode == 0
    settings = {"DJANGO_SETTINGS_MODULE": "trigpoint.config.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.writers", str(writers), str(times)],
        env=environment(data, **settings),
        capture_output=True,
        check=True,
    )
    return Outcome(**json.loads(done.stdout))


@pytest.mark.slow
@pytest.mark.parametrize(("writers", "times"), [(8, 8), (50, 40)])
@pytest.mark.django_db(transaction=True)
def test_no_update_is_lost(writers, times, tmp_path):
    if connection.vendor == "postgresql":
        outcome = busy_hour(writers, times)
    else:
        outcome = in_a_file(tmp_path / "data", writers, times)
    assert outcome.right == OBJECTS
    assert outcome.flaws == 0
    assert outcome.written + outcome.stale + outcome.busy == writers * times
    assert outcome.written > outcome.busy
