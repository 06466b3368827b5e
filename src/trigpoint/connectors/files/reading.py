"""The second phase: the records of a file, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from trigpoint.connectors.files.cast import Cast
from trigpoint.connectors.files.checking import EVERY, Progress
from trigpoint.connectors.files.limits import Limits
from trigpoint.connectors.files.mapping import FileMapping, used_columns
from trigpoint.connectors.files.problems import RowRefused, put_together
from trigpoint.connectors.files.rows import RowReader
from trigpoint.connectors.files.table import open_table
from trigpoint.tickets.records import Record, Refused


def read(
    path: Path,
    mapping: FileMapping,
    salt: bytes,
    *,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Iterator[Record]:
    """Yield the records of a file, last the accounts and queues that it names.

    A row that becomes no record is yielded as `Refused`.

    `salt` is the organisation's secret for hashes of customers. Raises FileRefused where the file
    as a whole cannot be read, which `check` says beforehand.
    """
    wanted = used_columns(mapping)
    with open_table(path, mapping.layout, limits or Limits(), wanted) as table:
        reader, cast = RowReader(mapping, table, salt), Cast()
        for count, (line, row) in enumerate(table.rows):
            if progress is not None and count % EVERY == 0:
                progress(table.done(), table.total)
            try:
                _values, records = reader(line, row)
            except RowRefused as refused:
                yield _refused(line, refused)
                continue
            cast.note(records)
            yield from records
        yield from cast.records()
        if progress is not None:
            progress(table.total, table.total)


def _refused(line: int, refused: RowRefused) -> Refused:
    first = refused.problems[0]
    reason = put_together(refused.problems)
    return Refused(line=str(line), code=first.code.value, reason=reason)
