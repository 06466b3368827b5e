"""A generation's Parquet files as views: the base without what changed, and what changed."""

# ruff: noqa: S608 - the only names put into SQL here are this package's own
from __future__ import annotations

from pathlib import Path

import duckdb

from trigpoint.tickets.fold import FACTS, empty
from trigpoint.tickets.publish import Manifest

REFERENCE = ("account", "queue", "freshness")


def views(db: duckdb.DuckDBPyConnection, folder: Path, manifest: Manifest) -> None:
    """Make a view for every fact and reference table of the generation."""
    base = folder / manifest.base
    newest = base if manifest.delta is None else folder / manifest.delta
    for name in FACTS:
        if not (base / f"{name}.parquet").exists():
            db.execute(empty(name))
            continue
        select = f"SELECT * FROM {_parquet(base / name)}"
        if manifest.delta is not None:
            select += (
                f" WHERE key NOT IN (SELECT key FROM {_parquet(newest / 'changed')})"
                f" UNION ALL SELECT * FROM {_parquet(newest / name)}"
            )
        db.execute(f"CREATE VIEW {name} AS {select}")
    for name in REFERENCE:
        db.execute(f"CREATE VIEW {name} AS SELECT * FROM {_parquet(newest / name)}")


def _parquet(path: Path) -> str:
    quoted = f"{path}.parquet".replace("'", "''")
    return f"read_parquet('{quoted}')"
