"""The first phase: read a file to its end, say everything that is wrong, apply nothing."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from trigpoint.connectors.files.cast import Cast, Seen
from trigpoint.connectors.files.limits import Limits
from trigpoint.connectors.files.mapping import FileMapping, Shape, used_columns
from trigpoint.connectors.files.problems import Bad, FileRefused, Problem, RowRefused
from trigpoint.connectors.files.report import Group, Report
from trigpoint.connectors.files.rows import RowReader
from trigpoint.connectors.files.table import Row, Table, open_table

Progress = Callable[[int, int], None]
"""Called now and then with how much is done, and of how much: bytes of a CSV file, else rows."""

KEPT = 20_000
"""Problems that a report keeps one by one; beyond it counts them."""
LISTED = 5_000
"""Accounts, and queues, that a report lists."""
EVERY = 4_096

_WHEN = {Shape.TICKET: "created_at", Shape.SURVEY: "sent_at"}
_WHEN |= {Shape.CALL: "offered_at", Shape.WORK: "started_at", Shape.REVIEW: "reviewed_at"}


def check(
    path: Path,
    mapping: FileMapping,
    *,
    progress: Progress | None = None,
    limits: Limits | None = None,
    most: int | None = None,
) -> Report:
    """Return what the file would bring and everything that is wrong with it.

    `most` looks at so many first rows only, for a quick look while columns are being chosen.
    Never raises for what stands in the file: one that cannot be read at all is a report with
    that problem.
    """
    tally = _Tally(mapping.shape)
    table: Table | None = None
    reader: RowReader | None = None
    try:
        bounds = limits or Limits()
        with open_table(path, mapping.layout, bounds, used_columns(mapping)) as table:
            reader = RowReader(mapping, table, salt=b"")
            for count, (line, row) in enumerate(islice(table.rows, most)):
                tally.row(reader, line, row)
                if progress is not None and count % EVERY == 0:
                    progress(table.done(), table.total)
            if progress is not None:
                progress(table.total, table.total)
    except FileRefused as refused:
        tally.problems_of(refused.problems)
    return tally.report(mapping, table, reader)


class _Tally:
    """Counts as rows go by, in memory that stays small: 24 bytes a row."""

    def __init__(self, shape: Shape) -> None:
        self._when = _WHEN.get(shape, "at")
        self._rows = self._refused = self._records = self._problem_count = 0
        self._hashes, self._tickets, self._times = array("q"), array("q"), array("q")
        self._cast = Cast()
        self._problems: list[Problem] = []
        self._groups: dict[tuple[str | None, str, str | None], Problem] = {}
        self._times_of: Counter[tuple[str | None, str, str | None]] = Counter()

    def row(self, reader: RowReader, line: int, row: Row | Bad) -> None:
        self._rows += 1
        try:
            values, records = reader(line, row)
        except RowRefused as refused:
            self._refused += 1
            self.problems_of(refused.problems)
            return
        self._records += len(records)
        self._cast.note(records)
        self._count(values)

    def _count(self, values: dict[str, Any]) -> None:
        self._hashes.append(hash(tuple(values.values())))
        self._tickets.append(hash(values.get("ticket")))
        self._times.append(values[self._when])

    def problems_of(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        for problem in problems:
            self._problem_count += 1
            if len(self._problems) < KEPT:
                self._problems.append(problem)
            key = (problem.column, problem.code.value, problem.value)
            if key in self._groups or len(self._groups) < KEPT:
                self._groups.setdefault(key, problem)
                self._times_of[key] += 1

    def report(self, mapping: FileMapping, table: Table | None, reader: RowReader | None) -> Report:
        fitting = self._rows - self._refused
        tickets = np.frombuffer(self._tickets, dtype=np.int64)
        times = np.frombuffer(self._times, dtype=np.int64)
        used = used_columns(mapping)
        return Report(
            shape=mapping.shape,
            format=table.format if table else "",
            layout=table.layout if table else mapping.layout,
            rows=self._rows,
            fitting=fitting,
            refused=self._refused,
            tickets=_different(tickets) if "ticket" in mapping.columns else 0,
            records=self._records,
            duplicates=fitting - _different(np.frombuffer(self._hashes, dtype=np.int64)),
            out_of_order=_out_of_order(tickets, times) if mapping.shape in _ORDERED else 0,
            accounts=_commonest(self._cast.accounts),
            queues=_commonest(self._cast.queues),
            first_at=int(times.min()) if fitting else None,
            last_at=int(times.max()) if fitting else None,
            dropped_columns=tuple(n for n in table.header if n not in used) if table else (),
            left_out=tuple(reader.left_out.most_common()) if reader else (),
            problems=tuple(self._problems),
            problem_count=self._problem_count,
            groups=tuple(Group(self._groups[key], n) for key, n in self._times_of.most_common()),
        )


def _commonest(seen: Seen) -> tuple[tuple[str, int], ...]:
    """Return keys with how often they occur, the commonest first."""
    pairs = ((key, times) for key, (times, _at) in seen.items())
    return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:LISTED])


_ORDERED = frozenset({Shape.STATE, Shape.CHANGE, Shape.MESSAGE})


def _different(hashes: npt.NDArray[np.int64]) -> int:
    return len(np.unique(hashes))


def _out_of_order(tickets: npt.NDArray[np.int64], times: npt.NDArray[np.int64]) -> int:
    """Return how many rows lie before the row of the same ticket that stands above them."""
    order = np.argsort(tickets, kind="stable")
    same = np.diff(tickets[order]) == 0
    return int(np.count_nonzero(same & (np.diff(times[order]) < 0)))
