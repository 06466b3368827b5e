"""A help desk whose files come in, and a worker for them, for tests of what follows from them."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from tests.cast import Cast
from trigpoint.jobs.attempt import attempt
from trigpoint.jobs.claim import claim
from trigpoint.jobs.pace import Pace
from trigpoint.services.helpdesks import accounts, imports
from trigpoint.services.helpdesks.imports import Run

QUICK = Pace(lease=30, poll=0.01, tick=0, grace=1, first_wait=10, longest_wait=100)
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
  site: {value: Porto}
statuses: {New: new, Open: open, Solved: solved}
"""
STAMP = "%Y-%m-%d %H:%M"


def moment(day: str, hour: int = 9) -> datetime.datetime:
    """Return an hour of a day of 2026, written as month-day."""
    return datetime.datetime.fromisoformat(f"2026-{day}T{hour:02}:00+00:00")


def solved(number: int, day: str, owner: str = "ana", hours: int = 1) -> str:
    """Return the rows of a ticket that is opened at nine and solved so many hours later."""
    opened = moment(day)
    done = opened + datetime.timedelta(hours=hours)
    return change(number, opened, opened, "New", owner) + change(
        number, opened, done, "Solved", owner
    )


def change(
    number: int, opened: datetime.datetime, at: datetime.datetime, state: str, owner: str = "ana"
) -> str:
    """Return one row: what the ticket was from this moment on."""
    seq = int((at - opened).total_seconds()) // 60
    return f"{number},{at:{STAMP}},{seq},{state},{opened:{STAMP}},{owner},Front\n"


class Desk:
    """Hands files in and lets a worker do what is due."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def send(self, rows: str, *, trial: bool = False, mapping: str = MAPPING) -> str:
        """Hand a file in; return the run."""
        return imports.start(
            self.cast.dara,
            io.BytesIO((HEADER + rows).encode()),
            file_name="changes.csv",
            mapping=mapping,
            source_key="desk",
            trial=trial,
        )

    def work(self) -> None:
        """Do everything that is due."""
        while lease := claim("test", timezone.now(), QUICK):
            attempt(lease, QUICK)

    def show(self, run: str) -> Run:
        """Return how a run stands."""
        return imports.show(self.cast.dara, run)

    def bring(self, rows: str) -> Run:
        """Hand a file in and see it through."""
        run = self.send(rows)
        self.work()
        return self.show(run)

    def tie(self, **people: str) -> None:
        """Say whose the accounts are, by first names."""
        known = {account.external_id: account.id for account in accounts.accounts(self.cast.dara)}
        pairs = [(known[name], self.cast.people[person]) for name, person in people.items()]
        accounts.tie(self.cast.dara, pairs, datetime.date(2026, 1, 1))
        self.work()


@pytest.fixture
def desk(cast: Cast, tmp_path: Path, settings: LazySettings) -> Desk:
    settings.TRIGPOINT_DATA = tmp_path
    return Desk(cast)
