"""Messages to programs: what goes out of a change, and what became of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from trigpoint.core.delivery.outlets import named
from trigpoint.services.outlets import secrets
from trigpoint.store.models import Goal, Outlet, Plan

TRIAL = "trial"
MOST_FAILURES = 20
"""In a row; with the pauses of the outbox that is about half a day."""


class Resting(Exception):  # noqa: N818 - a state of the webhook, told to the outbox
    """Nothing is to go there now; what is owed waits until it is let go on, or taken away."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message as it is posted to a program. `data` are ids; `secrets` sign, the newest first."""

    address: str
    secrets: tuple[str, ...]
    topic: str
    at: datetime.datetime
    data: Mapping[str, str]


def opened(body: Mapping[str, Any], at: datetime.datetime, now: datetime.datetime) -> Parcel | None:
    """Return what is to be posted; None where it is never to go there any more.

    What is private to somebody, or is by now, is not told of at all.

    Raises:
        Resting: where the webhook was paused, or stopped by itself.
        Invalid: where its key cannot be read any more.
    """
    row = Outlet.objects.filter(public_id=body["outlet"], retired=False).first()
    data = named(body["data"])
    if row is None or is_private(data):
        return None
    if row.paused or row.stopped_at is not None:
        message = "paused" if row.paused else f"stopped: {row.stop_words}"
        raise Resting(message)
    signing = tuple(secrets.signing(row, now))
    return Parcel(row.address, signing, str(body["type"]), at, data)


def is_private(data: Mapping[str, str]) -> bool:
    """Whether a message is about an aspiration that is not shared, or a plan of one person."""
    goals = Goal.objects.filter(public_id=data.get("goal", ""), private=True)
    plans = Plan.objects.filter(public_id=data.get("plan", ""), owner_person__isnull=False)
    return goals.exists() or plans.exists()


def arrived(outlet_id: str) -> None:
    """Note that a webhook works."""
    Outlet.objects.filter(public_id=outlet_id, failures__gt=0).update(failures=0)


def failed(outlet_id: str, words: str, now: datetime.datetime, *, gone: bool = False) -> None:
    """Note that the other side did not take a message; after many in a row stop asking it."""
    rows = Outlet.objects.filter(public_id=outlet_id)
    rows.update(failures=F("failures") + 1)
    worn = rows.filter(stopped_at=None) if gone else rows.filter(failures__gte=MOST_FAILURES)
    worn.filter(stopped_at=None).update(stopped_at=now, stop_words=words[:200])
