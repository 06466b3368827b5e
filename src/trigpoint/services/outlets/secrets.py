"""The keys of ways out: sealed for their row and its address, and given to whoever sends alone."""

from __future__ import annotations

import base64
import datetime
import os
from collections.abc import Mapping

from django.db.models import Q

from trigpoint.core.text import _
from trigpoint.services.errors import Invalid
from trigpoint.store.models import Outlet, OutletSecret
from trigpoint.store.sealing import Unreadable, seal, unseal

SIGNING = "signing"
BYTES = 32
OVERLAP = datetime.timedelta(hours=24)
"""How long a replaced key still signs beside the new one."""


def fresh() -> str:
    """Return a new key as Standard Webhooks write it."""
    return "whsec_" + base64.b64encode(os.urandom(BYTES)).decode()


def keep(row: Outlet, given: Mapping[str, str], now: datetime.datetime) -> None:
    """Seal keys in place of those of the same name, in the caller's transaction."""
    for name, said in given.items():
        row.secrets.filter(name=name).delete()
        add(row, name, said, now)


def add(row: Outlet, name: str, said: str, now: datetime.datetime) -> None:
    """Seal one key more."""
    OutletSecret.objects.create(
        organisation=row.organisation,
        outlet=row,
        name=name,
        sealed=seal(said, bound_to(row, name)),
        set_at=now,
    )


def rotate(row: Outlet, said: str, now: datetime.datetime) -> None:
    """Let a new key sign, and the one that was used until now for a day beside it."""
    held = row.secrets.filter(name=SIGNING)
    held.filter(until__isnull=False).delete()
    held.update(until=now + OVERLAP)
    add(row, SIGNING, said, now)


def named(row: Outlet, name: str, now: datetime.datetime) -> list[str]:
    """Return the keys of a name that are good now, the newest first.

    Raises:
        Invalid: where one cannot be opened any more, such as after a restore without the key.
    """
    good = row.secrets.filter(Q(until=None) | Q(until__gt=now), name=name).order_by("-pk")
    try:
        return [unseal(bytes(one.sealed), bound_to(row, name)) for one in good]
    except Unreadable as error:
        raise Invalid({"": _("The key cannot be read any more. Enter it once more.")}) from error


def bound_to(row: Outlet, name: str) -> str:
    """Return what a key is sealed for: one name at one address of one way out."""
    return f"outlet {row.organisation_id} {row.public_id} {name} {row.address}"
