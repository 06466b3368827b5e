"""Making a backup: a job of the worker, since it alone opens the warehouse."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import duckdb
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks import task

from trigpoint.core.text import _
from trigpoint.jobs.backup import key, tables
from trigpoint.jobs.backup.archive import FORMAT, Manifest, Writer
from trigpoint.jobs.install import keys_in_use
from trigpoint.services.errors import ServiceError
from trigpoint.store.models import ChainHead
from trigpoint.store.moment import one_moment

SEALED_KEY = "secret_key.sealed"
WAREHOUSE = "warehouse.duckdb"
FOLDERS = ("facts", "files")


@task
def make(target: str, passphrase_file: str = "") -> dict[str, object]:
    """Write a backup to `target`, an absolute path, while everything else goes on.

    The tables are those of one moment. While this runs the worker does nothing else, so the
    warehouse does not move, and the files that the tables name are all there.
    """
    place = Path(target)
    if not place.parent.is_dir():
        raise ServiceError(_("There is no folder {folder}.", folder=place.parent))
    writer = Writer(place, _manifest())
    add_tables(writer)
    add_warehouse(writer)
    for name, path in kept_files():
        writer.add(name, path)
    if passphrase_file:
        sealed = key.seal(keys_in_use(), key.read_passphrase(Path(passphrase_file)))
        writer.add_bytes(SEALED_KEY, sealed)
    writer.finish()
    rows = sum(int(str(count)) for _digest, count in writer.manifest.tables.values())
    return {
        "file": target,
        "bytes": place.stat().st_size,
        "rows": rows,
        "key": "sealed" if passphrase_file else "left out",
    }


def add_tables(writer: Writer) -> None:
    """Add every table as of one moment, and the ends of the histories at that moment."""
    with tempfile.TemporaryDirectory(dir=settings.TRIGPOINT_DATA) as folder, one_moment():
        for model in tables.kept(apps):
            name = f"tables/{model._meta.label_lower}.jsonl.gz"
            path = Path(folder, model._meta.label_lower)
            writer.manifest.tables[model._meta.label_lower] = list(tables.write(model, path))
            writer.add(name, path)
        writer.manifest.heads = heads()


def heads() -> dict[str, list[object]]:
    """Return number and hash of the last entry of each organisation's history."""
    rows = ChainHead.objects.values_list("organisation__public_id", "seq", "hash")
    return {organisation: [seq, last] for organisation, seq, last in rows}


def add_warehouse(writer: Writer) -> None:
    """Add the warehouse, with its log folded in, while its lock is held."""
    path = Path(settings.TRIGPOINT_DATA) / WAREHOUSE
    if not path.exists():
        return
    with duckdb.connect(str(path)) as db:
        db.execute("CHECKPOINT")
        writer.add(WAREHOUSE, path)


def kept_files() -> Iterator[tuple[str, Path]]:
    """Yield name and place of every published fact and every file that came in."""
    root = Path(settings.TRIGPOINT_DATA)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            inside = path.relative_to(root)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield str(inside), path


def _manifest() -> Manifest:
    executor = MigrationExecutor(connection)
    return Manifest(
        format=FORMAT,
        trigpoint=version("trigpoint"),
        made_at=timezone.now().isoformat(),
        database=connection.vendor,
        migrations=[list(node) for node in sorted(executor.loader.graph.leaf_nodes())],
        key_fingerprint=key.fingerprint(keys_in_use()),
    )
