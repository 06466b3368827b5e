"""The keys of webhooks: sealed for their row and its address, and given to whoever signs alone."""

from __future__ import annotations

import base64
import datetime
import os

from django.db.models import Q

from trigpoint.core.text import _
from trigpoint.services.errors import Invalid
from trigpoint.store.models import Outlet, OutletSecret
from trigpoint.store.sealing import Unreadable, seal, unseal

BYTES = 32
OVERLAP = datetime.timedelta(hours=24)
"""How long a replaced key still signs beside the new one."""


def fresh() -> str:
    """Return a new key as Standard Webhooks write it."""
    return "whsec_" + base64.b64encode(os.urandom(BYTES)).decode()


def add(row: Outlet, said: str, now: datetime.datetime) -> None:
    """Seal a key, in the caller's transaction."""
    OutletSecret.objects.create(
        organisation=row.organisation, outlet=row, sealed=seal(said, bound_to(row)), set_at=now
    )


def rotate(row: Outlet, said: str, now: datetime.datetime) -> None:
    """Let a new key sign, and the one that was used until now for a day beside it."""
    row.secrets.filter(until__isnull=False).delete()
    row.secrets.update(until=now + OVERLAP)
    add(row, said, now)


def signing(row: Outlet, now: datetime.datetime) -> list[str]:
    """Return the keys that sign now, the newest first.

    Raises:
        Invalid: where one cannot be opened any more, such as after a restore without the key.
    """
    good = row.secrets.filter(Q(until=None) | Q(until__gt=now)).order_by("-pk")
    try:
        return [unseal(bytes(one.sealed), bound_to(row)) for one in good]
    except Unreadable as error:
        raise Invalid({"": _("The key cannot be read any more. Replace it.")}) from error


def bound_to(row: Outlet) -> str:
    """Return what a key is sealed for: one address of one webhook."""
    return f"outlet {row.organisation_id} {row.public_id} {row.address}"
