"""What a file says, wherever it says it: in its bytes, and where Parquet packs it, unpacked."""

from pathlib import Path

import duckdb


def said_in(path: Path) -> bytes:
    """Return the bytes of a file, with the rows of a Parquet file as text behind them."""
    said = path.read_bytes()
    if path.suffix == ".parquet":
        said += repr(duckdb.read_parquet(str(path)).fetchall()).encode()
    return said
