"""What customers wrote with their answers, redacted; it is part of no record."""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path

from trigpoint.connectors.files.limits import Limits
from trigpoint.connectors.files.mapping import COMMENT, FileMapping, used_columns
from trigpoint.connectors.files.problems import RowRefused
from trigpoint.connectors.files.rows import RowReader
from trigpoint.connectors.files.table import open_table
from trigpoint.connectors.redaction import redact, says_something
from trigpoint.tickets.records import Rating


def comments(path: Path, mapping: FileMapping, names: Set[str]) -> Iterator[tuple[Rating, str]]:
    """Yield the answers of a file that say something in words, each with its redacted text.

    `names` are folded words that are taken out. Nothing where the mapping names no comments.
    Raises FileRefused where the file cannot be read.
    """
    if COMMENT not in mapping.columns:
        return
    with open_table(path, mapping.layout, Limits(), used_columns(mapping)) as table:
        reader = RowReader(mapping, table, b"")
        for line, row in table.rows:
            try:
                values, records = reader(line, row)
            except RowRefused:
                continue
            said = redact(values[COMMENT] or "", names)
            if says_something(said):
                yield from ((each, said) for each in records if isinstance(each, Rating))
