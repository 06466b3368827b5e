"""Records as they are, or as they stood at an earlier moment."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from trigpoint.store.models import Organisation, Version
from trigpoint.store.models.base import Recorded

R = TypeVar("R", bound=Recorded)


def records(
    model: type[R],
    organisation: Organisation,
    at: datetime.datetime | None = None,
    *related: str,
    **equal: int | str | Sequence[int] | Sequence[str] | None,
) -> list[R]:
    """Return the organisation's records of one model, now or as they stood `at` a moment.

    `related` are ways to what they refer to, as in `select_related`: that stands there as it did
    then too. `equal` are columns and what they hold, `column__in` one of what. What erasure or
    retention has removed is left out of the past too.
    """
    if at is None:
        rows = model._default_manager.filter(organisation=organisation, retired=False, **equal)
        return list(rows.select_related(*related) if related else rows)
    said = {f"body__{column}": value for column, value in equal.items()}
    rows_then = versions(model, organisation, at).filter(body__retired=False, **said)
    found = [revive(model, organisation, row) for row in rows_then.order_by("object_id")]
    for way in related:
        tie(found, way, organisation, at)
    return found


def lines(
    model: type[R],
    organisation: Organisation,
    at: datetime.datetime | None,
    columns: Sequence[str],
) -> Iterable[Any]:
    """Return what `records` would, where only some columns are read of very many.

    A line has each column under its name, and nothing else: it leads nowhere and is not saved.
    """
    if at is not None:
        return records(model, organisation, at)
    rows = model._default_manager.filter(organisation=organisation, retired=False)
    return rows.values_list(*columns, named=True)


def versions(
    model: type[Recorded] | type[Organisation], organisation: Organisation, at: datetime.datetime
) -> QuerySet[Version]:
    """Return the versions that held `at` a moment and still say something."""
    return Version.objects.filter(
        Q(recorded_to__isnull=True) | Q(recorded_to__gt=at),
        organisation=organisation,
        kind=model._meta.model_name,
        recorded_from__lte=at,
        body__isnull=False,
    )


def home(organisation: Organisation, at: datetime.datetime | None) -> Organisation | None:
    """Return the organisation as it is, or as it stood `at` a moment; None where it was not yet."""
    if at is None:
        return organisation
    row = versions(Organisation, organisation, at).first()
    return Organisation(pk=organisation.pk, **values(Organisation, row)) if row else None


def revive(model: type[R], organisation: Organisation, row: Version) -> R:
    """Return a record as a version has kept it. It is not meant to be saved."""
    return model(id=row.object_id, organisation=organisation, **values(model, row))


def values(model: type[Model], row: Version) -> dict[str, Any]:
    """Return what a version has kept, by column."""
    body: dict[str, Any] = row.body or {}
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return {name: columns[name].to_python(said) for name, said in body.items() if name in columns}


def tie(
    found: Sequence[Model], way: str, organisation: Organisation, at: datetime.datetime
) -> None:
    """Let past records hold what they refer to as it stood then, so that nothing of today is read.

    What keeps no versions, or none that still says anything, is as it is today.
    """
    if not found:
        return
    name, _, rest = way.partition("__")
    field: Any = found[0]._meta.get_field(name)
    untied = [record for record in found if not field.is_cached(record)]
    keys = {getattr(record, field.attname) for record in untied} - {None}
    others = stood(field.related_model, organisation, keys, at)
    for record in untied:
        setattr(record, name, others.get(getattr(record, field.attname)))
    if rest:
        held = (getattr(record, name) for record in found)
        tie([other for other in held if other is not None], rest, organisation, at)


def stood(
    model: type[Any], organisation: Organisation, keys: Iterable[int], at: datetime.datetime
) -> dict[int, Any]:
    """Return records by their keys, retired ones too, as they stood `at` a moment."""
    wanted = set(keys)
    found = {}
    if issubclass(model, Recorded):
        rows = versions(model, organisation, at).filter(object_id__in=wanted)
        found = {row.object_id: revive(model, organisation, row) for row in rows}
    return {**model._default_manager.in_bulk(wanted - found.keys()), **found}
