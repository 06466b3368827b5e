"""The warehouse's file written anew: what was deleted stays in free pages of the old one."""

from __future__ import annotations

from pathlib import Path

import duckdb

from trigpoint.tickets.publish import flush
from trigpoint.tickets.warehouse import MEMORY


def rewrite(path: Path) -> None:
    """Write the file anew with what is in it now, and put it in the place of the old one.

    Killed at any moment it leaves the old file or the new one. Raises duckdb.IOException where
    another process owns the file; it is owned until the new one is in place.
    """
    fresh = path.with_name(f"{path.name}.fresh")
    fresh.unlink(missing_ok=True)
    with duckdb.connect(str(path), config={"memory_limit": MEMORY, "threads": 2}) as db:
        db.execute("SET preserve_insertion_order = false")
        # Or the log of the old file would be taken for one of the new file.
        db.execute("CHECKPOINT")
        [(name,)] = db.execute("SELECT current_database()").fetchall()
        quoted = str(fresh).replace("'", "''")
        db.execute(f"ATTACH '{quoted}' AS fresh")
        db.execute(f'COPY FROM DATABASE "{name}" TO fresh')
        db.execute("DETACH fresh")
        flush(fresh)
        fresh.replace(path)
        flush(path.parent)
