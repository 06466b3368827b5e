"""Tables as lines of JSON, in one form for both databases, and back."""

from __future__ import annotations

import base64
import datetime
import decimal
import gzip
import hashlib
import itertools
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models

Model = type[models.Model]

LEFT_OUT = {"sessions.session"}
"""Log-ins end with a restore: one that was ended since the backup must not come back to life."""
BATCH = 1000


def kept(apps: Apps) -> list[Model]:
    """Return the models whose rows a backup keeps, in a fixed order."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    ]
    return sorted(found, key=lambda model: model._meta.label_lower)


def lines(model: Model) -> Iterator[bytes]:
    """Yield a model's table: the names of its columns, sorted, then its rows by primary key."""
    names = sorted(field.attname for field in model._meta.concrete_fields)
    yield line(names)
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=BATCH):
        yield line([plain(value) for value in row])


def line(values: list[Any]) -> bytes:
    """Return one line: the same bytes for the same values, whatever database they came from."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def plain(value: Any) -> Any:
    """Return a column's value as JSON knows it."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, decimal.Decimal | uuid.UUID):
        return str(value)
    return value


def digest(model: Model) -> str:
    """Return the SHA-256 of a model's lines, in hex."""
    found = hashlib.sha256()
    for one in lines(model):
        found.update(one)
    return found.hexdigest()


def write(model: Model, path: Path) -> tuple[str, int]:
    """Write a model's lines to a gzip file; return their SHA-256 and the number of rows."""
    found, count = hashlib.sha256(), -1
    with gzip.open(path, "wb", compresslevel=1) as file:
        for one in lines(model):
            file.write(one)
            found.update(one)
            count += 1
    return found.hexdigest(), count


def load(model: Model, path: Path) -> None:
    """Fill a model's table with the rows of a file, and with nothing else."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.DateField):
            # A restored row keeps its moments: it is neither made nor changed now.
            field.auto_now = field.auto_now_add = False
    if model._base_manager.exists():
        model._base_manager.all().delete()
    with gzip.open(path, "rb") as file:
        rows = (json.loads(one) for one in file)
        names = next(rows)
        make = maker(model, names)
        for batch in batches(rows):
            model._base_manager.bulk_create([make(row) for row in batch])


def maker(model: Model, names: list[str]) -> Callable[[list[Any]], models.Model]:
    """Return a function from a row of JSON values to a record."""
    columns = {field.attname: field for field in model._meta.concrete_fields}

    def make(row: list[Any]) -> models.Model:
        values = {
            name: None if value is None else columns[name].to_python(value)
            for name, value in zip(names, row, strict=True)
        }
        return model(**values)

    return make


def batches(rows: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    """Yield the rows in pieces."""
    rows = iter(rows)
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def mend_sequences(loaded: list[Model]) -> None:
    """Let new rows get numbers after those that were loaded."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), loaded):
            cursor.execute(statement)
