"""Whether the records stand as the history says: each row beside its newest version."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import BinaryField, F, Field, JSONField, Model

from trigpoint.core.history.canonical import canonical
from trigpoint.store.journal import body_of
from trigpoint.store.models import Organisation, Version
from trigpoint.store.models.base import Recorded

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Astray:
    """A record that does not stand as it was written.

    `entry` is the number of the one that wrote its newest version, None where none ever did;
    `there` is whether there is a row.
    """

    kind: str
    record: str
    entry: int | None
    there: bool


def astray(organisation: Organisation) -> Iterator[Astray]:
    """Yield the records whose row is not what its newest version says, kind by kind.

    A version whose text was erased says nothing more than its number, and needs no row. Reads each
    row and its version once, in the order of their keys, and keeps none.
    """
    for model in recorded():
        for row, newest in side_by_side(model, organisation):
            if row is None and newest is not None and newest.body is not None:
                known = str(newest.body.get("public_id", newest.object_id))
                yield Astray(newest.kind, known, newest.number, there=False)
            elif row is not None and (newest is None or not is_said(row, newest)):
                entry = newest.number if newest else None
                yield Astray(model._meta.model_name or "", row.public_id, entry, there=True)


def recorded() -> list[Any]:
    """Return the models whose records have a history."""
    models = apps.get_app_config("store").get_models()
    return [Organisation, *(model for model in models if issubclass(model, Recorded))]


def side_by_side(model: Any, organisation: Organisation) -> Iterator[tuple[Any, Any]]:
    """Yield the rows of a model with their newest versions, None for one that is not there."""
    own = {"pk": organisation.pk} if model is Organisation else {"organisation": organisation}
    rows = model._default_manager.filter(**own).order_by("pk").iterator(AT_ONCE)
    standing = Version.objects.filter(
        organisation=organisation, kind=model._meta.model_name, recorded_to__isnull=True
    ).annotate(number=F("entry__seq"))
    versions = standing.order_by("object_id", "version").iterator(AT_ONCE)
    both = heapq.merge(
        ((row.pk, 0, row) for row in rows),
        ((version.object_id, 1, version) for version in versions),
        key=itemgetter(0, 1),
    )
    for _key, found in groupby(both, key=itemgetter(0)):
        side = {which: one for _same, which, one in found}
        yield side.get(0), side.get(1)


def is_said(row: Any, newest: Version) -> bool:
    """Whether a row is what a version says, as far as that still says something.

    What the version does not name is a column that the tables had not got when it was written.
    """
    if row.version != newest.version:
        return False
    if newest.body is None:
        return True
    now = body_of(row)
    return all(
        same(field, now[field.attname], newest.body[field.attname])
        for field in columns(type(row))
        if field.attname in newest.body and field.attname in now
    )


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    """Return the columns of a record that change by a version alone."""
    beside: frozenset[str] = getattr(model, "BESIDE", frozenset())
    return [field for field in model._meta.concrete_fields if field.attname not in beside]


def same(field: Field[Any, Any], now: Any, said: Any) -> bool:
    """Whether two values of a column mean the same, such as one moment in two zones."""
    try:
        if isinstance(field, JSONField):
            return canonical(now) == canonical(said)
        if now == said or isinstance(field, BinaryField):
            return bool(now == said)
        return bool(field.to_python(now) == field.to_python(said))
    except (ValidationError, ValueError, TypeError):
        return False
