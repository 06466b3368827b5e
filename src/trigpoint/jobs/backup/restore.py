"""Restoring a backup into a new installation, and the proof that all of it is there."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from trigpoint.core.text import _
from trigpoint.jobs.backup import cut_off, key, tables
from trigpoint.jobs.backup.archive import Manifest, unpack
from trigpoint.jobs.backup.histories import broken
from trigpoint.jobs.backup.make import FOLDERS, SEALED_KEY, WAREHOUSE, heads
from trigpoint.jobs.install import (
    collect_static,
    data_folder,
    key_file,
    make_folder,
    use_keys,
    write_keys,
)
from trigpoint.jobs.key_hold import held_by_nobody
from trigpoint.services.errors import ServiceError
from trigpoint.store.patience import patient


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    made_at: str
    rows: int
    files: int
    histories: int


def restore(source: Path, *, key_path: Path | None, passphrase_path: Path | None) -> Restored:
    """Restore a backup into an empty folder of data and an empty database.

    The secret key comes from `key_path`, or out of the backup with the passphrase in
    `passphrase_path`, or lies in the folder of data already.

    Whatever cuts this off, it may be run again in the same place.

    Raises:
        ServiceError: where the backup is damaged, the place is taken, or the key is not the one;
            the place is then as empty as it was.
    """
    data = data_folder()
    make_folder(data)
    with held_by_nobody(), patient(), cut_off.alone():
        cut_off.clear()
        with tempfile.TemporaryDirectory(dir=data, prefix=cut_off.UNPACKED) as folder:
            parts = Path(folder)
            manifest = unpack(source, parts)
            secret = find_key(manifest, parts, key_path, passphrase_path)
            use_keys(secret)
            with cut_off.marked():
                files = fill(manifest, parts, data)
                put_key(secret)
    rows = sum(int(str(count)) for _digest, count in manifest.tables.values())
    return Restored(manifest.made_at, rows, files, len(manifest.heads))


def fill(manifest: Manifest, parts: Path, data: Path) -> int:
    """Fill the empty place with the parts of a backup; return how many files there are."""
    fill_database(manifest, parts / "tables")
    bring_forward()
    refuse_other_history(manifest)
    call_command("createcachetable", verbosity=0)
    files = put_files(parts, data)
    collect_static()
    return files


def find_key(
    manifest: Manifest, parts: Path, key_path: Path | None, passphrase_path: Path | None
) -> str:
    """Return the secret keys that the backup was made with, as their file says them.

    A file that has gone on since, with a newer key above them, holds them too.
    """
    found: str | None = None
    if passphrase_path is not None and (parts / SEALED_KEY).exists():
        sealed = (parts / SEALED_KEY).read_bytes()
        found = key.unseal(sealed, key.read_passphrase(passphrase_path))
    elif (path := key_path or key_file()).exists():
        found = path.read_text(encoding="ascii")
    keys = (found or "").split()
    for newest in range(len(keys)):
        then = "\n".join(keys[newest:])
        if key.fingerprint(then) == manifest.key_fingerprint:
            return then
    raise ServiceError(
        _(
            "The secret key of this backup is needed: name its copy with --key-file, or the"
            " passphrase it was sealed with by --passphrase-file."
        )
    )


def put_key(secret: str) -> None:
    """Put the key in its place; a file there that has gone on since is kept beside it.

    It may be the only copy of a key that newer backups need.
    """
    place = key_file()
    if place.exists() and place.read_text(encoding="ascii").split() != secret.split():
        write_keys(place.read_text(encoding="ascii"), place.with_name("secret_key.newer"))
    write_keys(secret, place)


def fill_database(manifest: Manifest, folder: Path) -> None:
    """Make the tables as they were when the backup was made, fill them, and compare them.

    Rows that are not those of the backup are not committed.
    """
    executor = MigrationExecutor(connection)
    targets = [(app, name) for app, name in manifest.migrations]
    if not set(targets) <= set(executor.loader.graph.nodes):
        raise ServiceError(_("This backup was made by a newer version of Trigpoint."))
    models = tables.kept(executor.migrate(targets).apps)
    with transaction.atomic(durable=True):
        for model in models:
            tables.load(model, folder / f"{model._meta.label_lower}.jsonl.gz")
        tables.mend_sequences(models)
        for model in models:
            label = model._meta.label_lower
            if tables.digest(model) != manifest.tables[label][0]:
                raise ServiceError(_("The table {table} did not come back as it was.", table=label))


def bring_forward() -> None:
    """Migrate the tables of an older version; those of this one stand as they are."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def put_files(parts: Path, data: Path) -> int:
    """Move warehouse, facts and files to their places; return how many files there are."""
    count = 0
    for name in (WAREHOUSE, *FOLDERS):
        if (parts / name).exists():
            shutil.move(parts / name, data / name)
            count += sum(path.is_file() for path in (data / name).rglob("*")) or 1
    return count


def refuse_other_history(manifest: Manifest) -> None:
    """Raise where a history does not end as it did, or does not hold."""
    if heads() != manifest.heads:
        raise ServiceError(_("The history did not come back as it was."))
    found = broken()
    if found is not None:
        raise ServiceError(_("The history does not hold: {found}", found=found))
