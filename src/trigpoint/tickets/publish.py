"""Facts as immutable Parquet files, a generation at a time, for any process to read.

A generation is a base (all tickets, as of an earlier generation) and a delta (the tickets folded
anew since then), named by a manifest. The base is written again when the delta has grown to a
share of it, so that a small change costs little to publish. Whole folders appear by rename after
their files are on disk, and the manifest last of all; a reader holds a shared lock on it, so that
`sweep` never takes away what is being read.
"""

# ruff: noqa: S608 - the only names put into SQL here are this package's own
from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from trigpoint.tickets.fold import FACTS

KEPT = 2
"""How many of the newest generations `sweep` leaves alone."""
SHARE = 0.05
"""The delta's share of all tickets from which on the base is written anew."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A published generation and the manifest that names its files."""

    generation: int
    path: Path


@dataclass(frozen=True, slots=True)
class Manifest:
    """What makes up a generation: the folder of the base, and of the delta where there is one."""

    generation: int
    base: str
    delta: str | None
    as_of: int


def publish(db: duckdb.DuckDBPyConnection, folder: Path) -> Publication:
    """Write the warehouse's generation below `folder`, unless it is there; sweep old ones."""
    folder.mkdir(parents=True, exist_ok=True)
    generation, base = db.execute("SELECT generation, base FROM state").fetchall()[0]
    target = manifest_path(folder, generation)
    if not target.exists():
        if _base_needed(db, folder, base):
            base = _write_base(db, folder, generation)
            delta = None
        else:
            delta = _write_delta(db, folder, generation)
        as_of = db.execute("SELECT coalesce(max(landed_at), 0) FROM batch").fetchall()[0][0]
        _write_manifest(target, Manifest(generation, f"base-{base}", delta, as_of))
    sweep(folder)
    return Publication(generation, target)


def manifest_path(folder: Path, generation: int) -> Path:
    """Return where the manifest of a generation lies."""
    return folder / f"generation-{generation:012d}.json"


def read_manifest(path: Path) -> Manifest:
    """Return what a manifest says."""
    return Manifest(**json.loads(path.read_text(encoding="utf-8")))


def newest(folder: Path) -> int | None:
    """Return the newest published generation, or None where there is none."""
    found = sorted(folder.glob("generation-*.json"))
    return read_manifest(found[-1]).generation if found else None


def sweep(folder: Path) -> None:
    """Remove generations older than the newest ones that nobody reads, and files nobody names."""
    for path in sorted(folder.glob("generation-*.json"))[:-KEPT]:
        _remove(path)
    _remove_unnamed(folder)


def retire(folder: Path, before: int) -> bool:
    """Remove all generations before one that nobody reads, with their files.

    Returns:
        whether none is left.
    """
    manifests = sorted(folder.glob("generation-*.json"))
    old = [path for path in manifests if read_manifest(path).generation < before]
    gone = [_remove(path) for path in old]
    _remove_unnamed(folder)
    return all(gone)


def _remove(manifest: Path) -> bool:
    """Remove a manifest, and return True, unless somebody reads what it names."""
    with manifest.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        manifest.unlink()
    return True


def _remove_unnamed(folder: Path) -> None:
    """Remove the files that no manifest names."""
    named = {
        part
        for path in folder.glob("generation-*.json")
        for part in (read_manifest(path).base, read_manifest(path).delta)
    }
    for path in folder.iterdir():
        if path.is_dir() and path.name not in named:
            shutil.rmtree(path)


def _base_needed(db: duckdb.DuckDBPyConnection, folder: Path, base: int | None) -> bool:
    there = folder / f"base-{base}"
    if base is None or not all((there / f"{name}.parquet").exists() for name in FACTS):
        return True
    changed, every = db.execute(
        "SELECT (SELECT count(DISTINCT key) FROM unpublished), (SELECT count(*) FROM ticket)"
    ).fetchall()[0]
    return bool(changed > SHARE * every)


def _write_base(db: duckdb.DuckDBPyConnection, folder: Path, generation: int) -> int:
    with _folder(folder, f"base-{generation}") as part:
        for name, order in FACTS.items():
            _copy(db, f"SELECT * FROM {name} ORDER BY {', '.join(order)}", part / f"{name}.parquet")
        _write_reference(db, part)
    db.execute("BEGIN")
    db.execute("UPDATE state SET base = ?", [generation])
    db.execute("DELETE FROM unpublished")
    db.execute("COMMIT")
    return generation


def _write_delta(db: duckdb.DuckDBPyConnection, folder: Path, generation: int) -> str:
    name = f"delta-{generation}"
    changed = "(SELECT DISTINCT key FROM unpublished)"
    with _folder(folder, name) as part:
        for fact, order in FACTS.items():
            _copy(
                db,
                f"SELECT * FROM {fact} WHERE key IN {changed} ORDER BY {', '.join(order)}",
                part / f"{fact}.parquet",
            )
        _copy(db, f"SELECT * FROM {changed} ORDER BY key", part / "changed.parquet")
        _write_reference(db, part)
    return name


def _write_reference(db: duckdb.DuckDBPyConnection, part: Path) -> None:
    """Write who and what the keys stand for: small, and whole every time."""
    for name in ("account", "queue"):
        latest = (
            f"SELECT source || '/' || {name} AS {name}, * EXCLUDE (id, key, batch, {name}),"
            f" {name} AS own FROM landed_{name} QUALIFY row_number() OVER"
            f" (PARTITION BY source, {name} ORDER BY seen_at DESC, id DESC) = 1 ORDER BY 1"
        )
        _copy(db, latest, part / f"{name}.parquet")
    _copy(
        db,
        "SELECT source, max(landed_at) AS landed_at, count(*) AS imports FROM batch"
        " GROUP BY source ORDER BY source",
        part / "freshness.parquet",
    )


def _copy(db: duckdb.DuckDBPyConnection, select: str, path: Path) -> None:
    db.execute(f"COPY ({select}) TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd)")
    flush(path)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


@contextmanager
def _folder(parent: Path, name: str) -> Iterator[Path]:
    """Give a folder to fill that appears under its name when whole."""
    part = Path(tempfile.mkdtemp(prefix="part-", dir=parent))
    yield part
    flush(part)
    final = parent / name
    if final.exists():
        shutil.rmtree(final)
    part.rename(final)
    flush(parent)


def _write_manifest(target: Path, manifest: Manifest) -> None:
    part = target.with_suffix(".part")
    fields = {name: getattr(manifest, name) for name in Manifest.__slots__}
    with part.open("w", encoding="utf-8") as file:
        json.dump(fields, file)
        file.flush()
        os.fsync(file.fileno())
    part.rename(target)
    flush(target.parent)


def flush(path: Path) -> None:
    """Return when a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
