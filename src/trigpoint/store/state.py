"""Records as they are, or as they stood at an earlier moment."""

from __future__ import annotations

import datetime
from typing import Any, TypeVar

from django.db.models import Q

from trigpoint.store.models import Organisation, Version
from trigpoint.store.models.base import Recorded

R = TypeVar("R", bound=Recorded)


def records(
    model: type[R], organisation: Organisation, at: datetime.datetime | None = None
) -> list[R]:
    """Return the organisation's records of one model, now or as they stood `at` a moment.

    What erasure or retention has removed is left out of the past too.
    """
    if at is None:
        return list(model._default_manager.filter(organisation=organisation, retired=False))
    rows = Version.objects.filter(
        Q(recorded_to__isnull=True) | Q(recorded_to__gt=at),
        organisation=organisation,
        kind=model.kind(),
        recorded_from__lte=at,
        body__isnull=False,
    ).order_by("object_id")
    revived = [revive(model, organisation, row) for row in rows]
    return [record for record in revived if not record.retired]


def revive(model: type[R], organisation: Organisation, row: Version) -> R:
    """Return a record as a version has kept it. It is not meant to be saved."""
    body: dict[str, Any] = row.body or {}
    columns = {field.attname: field for field in model._meta.concrete_fields}
    values = {
        name: columns[name].to_python(value) for name, value in body.items() if name in columns
    }
    return model(id=row.object_id, organisation=organisation, **values)
