"""Rows of a table in a warehouse, as tickets, by the same mapping that a file has."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from trigpoint.connectors.files import FileMapping, FileRefused, Layout, MappingError, load_mapping
from trigpoint.connectors.files.cast import Cast
from trigpoint.connectors.files.columnar import cell
from trigpoint.connectors.files.mapping import used_columns
from trigpoint.connectors.files.problems import Code, RowRefused, put_together
from trigpoint.connectors.files.rows import RowReader
from trigpoint.connectors.files.table import Table
from trigpoint.connectors.sync import Given, Piece, Setting
from trigpoint.connectors.sync.databases import OVERLAP, PAGE, opened
from trigpoint.connectors.sync.statuses import nameable
from trigpoint.connectors.warehouse.place import Place, lacks, table_named
from trigpoint.core.text import Text, _
from trigpoint.net import NotReached, Refusal
from trigpoint.tickets.records import Record, Refused

KINDS = ("duckdb", "postgresql")
LATE = datetime.timedelta(hours=1)
"""How much later than its own time a row may be committed, or a clock be off."""


class WarehouseTable:
    """The connector of a table in a warehouse."""

    key = "warehouse"
    name = "Warehouse (DuckDB, PostgreSQL)"
    tried = _("Tried out against DuckDB files and against PostgreSQL itself.")
    settings = (
        Setting(
            "address",
            _("Database"),
            _(
                "duckdb:///srv/warehouse.duckdb or postgresql://reader@host/name. The administrator"
                " of this machine has to allow the file or the host by TRIGPOINT_ALLOW."
            ),
        ),
        Setting(
            "secret", _("Password"), _("Only for PostgreSQL. It is sealed."),
            secret=True, needed=False,
        ),
        Setting("table", _("Table or view"), _("Such as marts.tickets")),
        Setting(
            "grows",
            _("Column that only grows"),
            _("A time of change or a number: by it we know what is new. Best with an index."),
        ),
        Setting(
            "mapping",
            _("Mapping"),
            _("What the columns are, as for files: shape, columns, statuses."),
            long=True,
        ),
    )  # fmt: skip

    def pieces(self, given: Given) -> Iterator[Piece]:
        """Yield the rows from where the last reading ended, those that may be late once more."""
        mapping, grows = mapping_of(given.settings), given.settings["grows"].strip()
        with place_of(given.settings, given.allowed) as place:
            header = tuple(sorted({*used_columns(mapping), grows}))
            there = place.columns()
            note_shape(given, there)
            if lacking := place.lacking(header, there):
                raise NotReached(lacks(lacking, there))
            rows = bound(mapping, header, place.database.dialect, given.salt)
            since, last, done = given.cursors.get("since", ""), None, 0
            for page in place.rows(header, grows, since, PAGE):
                done += len(page)
                last = page[-1][header.index(grows)]
                yield Piece(list(rows.records(page, done - len(page))), {"since": str(last)}, done)
            end = {} if last is None else {"since": str(overlapped(last))}
            yield Piece(list(rows.cast.records()), end, done, done)

    def wrong(self, entered: Mapping[str, str], allowed: Collection[str]) -> Mapping[str, Text]:
        """Return what does not fit, by setting: of the mapping, or of the table's columns.

        Where the table cannot be looked at yet, the first reading says why.
        """
        try:
            mapping = mapping_of(entered)
        except Refusal as refused:
            return {"mapping": refused.text}
        try:
            with place_of(entered, allowed) as place:
                return misnamed(place, mapping, entered["grows"].strip())
        except NotReached:
            return {}


@contextmanager
def place_of(settings: Mapping[str, str], allowed: Collection[str]) -> Iterator[Place]:
    """Give the table that is meant, in its database; raises as `opened`."""
    table, secret = table_named(settings), settings.get("secret", "")
    with opened(settings["address"], KINDS, allowed, secret) as database:
        yield Place(database, table)


def misnamed(place: Place, mapping: FileMapping, grows: str) -> dict[str, Text]:
    """Return by setting which columns the table does not have."""
    there = place.columns()
    named = {"mapping": sorted(used_columns(mapping)), "grows": [grows]}
    lacking = {setting: place.lacking(columns, there) for setting, columns in named.items()}
    return {setting: lacks(columns, there) for setting, columns in lacking.items() if columns}


@dataclass(frozen=True, slots=True)
class Bound:
    """A mapping bound to the columns of the table, and the people and queues it has named."""

    read: RowReader
    cast: Cast

    def records(self, page: Sequence[tuple[Any, ...]], before: int) -> Iterator[Record]:
        """Yield the records of some rows; what becomes none is refused with its reason."""
        for number, row in enumerate(page, start=before + 1):
            try:
                _values, found = self.read(number, row)
            except RowRefused as refused:
                yield put_aside(refused, str(number))
                continue
            self.cast.note(found)
            yield from found


def put_aside(row: RowRefused, line: str) -> Refused:
    """Return a row that becomes no record; a state that the mapping lacks is named."""
    first, reason = row.problems[0], put_together(row.problems)
    if first.code is not Code.UNKNOWN_STATUS:
        return Refused(line=line, code=first.code.value, reason=reason)
    value = nameable(first.value or "")
    return Refused(line=line, code=first.code.value, reason=reason, value=value, setting="mapping")


def bound(mapping: FileMapping, header: tuple[str, ...], dialect: str, salt: bytes) -> Bound:
    """Bind the mapping to the columns that are read."""
    table = Table(dialect, header, iter(()), cell, lambda: 0, 0, Layout())
    try:
        return Bound(RowReader(mapping, table, salt), Cast())
    except FileRefused as refused:
        raise Refusal(refused.problems[0].what) from refused


def mapping_of(settings: Mapping[str, str]) -> FileMapping:
    """Return the mapping that was written down; what is wrong with it is said with its line."""
    try:
        return load_mapping(settings["mapping"])
    except MappingError as error:
        first = error.problems[0]
        raise Refusal(
            _(
                "Mapping, line {line}: {what} {cure}",
                line=first.line,
                what=first.what,
                cure=first.cure,
            )
        ) from error


def note_shape(given: Given, columns: Sequence[str]) -> None:
    """Note which columns there are, so that a change of the table is reported."""
    given.rows.fields.setdefault("table", set()).update(columns)


def overlapped(last: Any) -> Any:
    """Return from where to read the next time, so that rows committed late are met."""
    match last:
        case bool() | str():
            return last
        case int():
            return last - OVERLAP
        case datetime.datetime():
            return last - LATE
        case datetime.date():
            return last - datetime.timedelta(days=1)
        case _:
            return last
