"""Rows to values and records: a mapping bound to the header of one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from trigpoint.connectors.files import cells
from trigpoint.connectors.files.cells import Cell, Memo
from trigpoint.connectors.files.dates import Moments
from trigpoint.connectors.files.mapping import FileMapping, Kind, Role, Source, fold, role_of
from trigpoint.connectors.files.problems import (
    Bad,
    Code,
    FileRefused,
    Problem,
    RowRefused,
    did_you_mean,
    shorten,
)
from trigpoint.connectors.files.shapes import builder
from trigpoint.connectors.files.table import Row, Table
from trigpoint.connectors.reduce import salted_hash
from trigpoint.core.text import Text, _
from trigpoint.tickets.beside import Doing, EntryKind
from trigpoint.tickets.records import Record

EMPTY: dict[Kind, object] = {Kind.TAGS: (), Kind.WHOLE: 0, Kind.TRUTH: False, Kind.MONEY: None}
MAY_BE_EMPTY = frozenset({Kind.SCORE, Kind.VALUE})
"""Kinds whose column is needed, while a cell of it may say "nothing here"."""


@dataclass(frozen=True, slots=True)
class Column:
    """One role of the mapping, bound: where its cells stand and what converts them."""

    role: str
    shown: str
    indices: tuple[int, ...]
    sign: str
    convert: Memo
    secret: bool


class RowReader:
    """Reads the rows of one table by one mapping. Raises FileRefused when a column is missing."""

    def __init__(self, mapping: FileMapping, table: Table, salt: bytes) -> None:
        self._cell = table.cell
        self._width = len(table.header)
        converters = Converters(mapping, salt)
        bound = list(_bind(mapping, table.header, converters))
        self._single = [column for column in bound if len(column.indices) == 1]
        self._joined = [column for column in bound if len(column.indices) > 1]
        self.columns = [*self._single, *self._joined]
        self._pick = _picker([column.indices[0] for column in self._single])
        self._memos = [column.convert for column in self.columns]
        self._constants = _constants(mapping, converters)
        self._names = [column.role for column in self.columns]
        self._build = builder(mapping)
        self.left_out = self._build.left_out

    def __call__(self, line: int, row: Row | Bad) -> tuple[dict[str, Any], list[Record]]:
        """Return a row's values by role, and its records. Raises RowRefused."""
        if isinstance(row, Bad):
            raise RowRefused([Problem(line, None, None, row.code, row.what, row.cure)])
        if len(row) != self._width:
            row = self._fitted(line, row)
        taken = self._taken(row)
        try:
            values = dict(
                zip(
                    self._names,
                    [memo[cell] for memo, cell in zip(self._memos, taken, strict=True)],
                    strict=True,
                )
            )
            values.update(self._constants)
            return values, self._build(values)
        except Bad as bad:
            raise RowRefused(self._problems(line, taken, bad)) from None

    def _taken(self, row: Row) -> list[Cell]:
        """Return the cells of the mapped columns, in the order of `columns`."""
        taken = list(map(self._cell, self._pick(row)))
        for column in self._joined:
            parts = (cells.part(self._cell(row[index])) for index in column.indices)
            taken.append(column.sign.join(part for part in parts if part))
        return taken

    def _fitted(self, line: int, row: Row) -> Row:
        """Return a row that is only too long by empty cells, cut to width. Raises RowRefused."""
        if len(row) > self._width and not any(row[self._width :]):
            return row[: self._width]
        what = _(
            "The row has {count} cells, the header {width}.", count=len(row), width=self._width
        )
        cure = _("Put a cell that holds the delimiter in quotes, or export again.")
        raise RowRefused([Problem(line, None, None, Code.RAGGED, what, cure)])

    def _problems(self, line: int, taken: list[Cell], first: Bad) -> list[Problem]:
        """Return what is wrong with each cell, or, where each is good, with the whole row."""
        found = []
        for column, cell in zip(self.columns, taken, strict=True):
            try:
                column.convert[cell]
            except Bad as bad:
                found.append(_problem(line, column, cell, bad))
        if found:
            return found
        for column, cell in zip(self.columns, taken, strict=True):
            if column.role == first.role:
                return [_problem(line, column, cell, first)]
        return [Problem(line, None, None, first.code, first.what, first.cure)]


def _problem(line: int, column: Column, cell: Cell, bad: Bad) -> Problem:
    value = None if column.secret else shorten(cells.words(cell))
    return Problem(line, column.shown, value, bad.code, bad.what, bad.cure)


def _picker(indices: list[int]) -> Callable[[Row], tuple[Any, ...]]:
    if len(indices) == 1:
        return lambda row: (row[indices[0]],)
    return itemgetter(*indices) if indices else lambda _row: ()


def _bind(mapping: FileMapping, header: tuple[str, ...], made: Converters) -> Iterator[Column]:
    """Yield the bound columns. Raises FileRefused with every column that is missing or double."""
    problems: list[Problem] = []
    for name, source in mapping.columns.items():
        role = role_of(mapping.shape, name)
        if role is None or not source.columns:
            continue
        problems += [p for column in source.columns if (p := _absent(column, header)) is not None]
        if problems:
            continue
        yield Column(
            name,
            " + ".join(source.columns),
            tuple(header.index(column) for column in source.columns),
            " " if role.kind is Kind.TIME else " / ",
            made.memo(role, source),
            role.hashed or source.hashed or role.kind is Kind.COMMENT,
        )
    if problems:
        raise FileRefused(*problems)


def _absent(column: str, header: tuple[str, ...]) -> Problem | None:
    times = header.count(column)
    if times == 1:
        return None
    if times:
        what, cure = _("Two columns have this name."), _("Rename one of them in the file.")
        return Problem(1, column, None, Code.DOUBLE_COLUMN, what, cure)
    what = _("The file has no column of this name.")
    return Problem(1, column, None, Code.MISSING_COLUMN, what, did_you_mean(column, header))


def _constants(mapping: FileMapping, made: Converters) -> dict[str, Any]:
    found = {}
    for name, source in mapping.columns.items():
        role = role_of(mapping.shape, name)
        if role is None or source.value is None:
            continue
        try:
            found[name] = made.memo(role, source)[source.value]
        except Bad as bad:
            raise FileRefused(
                Problem(0, name, shorten(source.value), bad.code, bad.what, bad.cure)
            ) from None
    return found


class Converters:
    """The converters of one mapping, a kind each; times share what they have learned of days."""

    def __init__(self, mapping: FileMapping, salt: bytes) -> None:
        self._mapping = mapping
        self._salt = salt
        self._moments = Moments(mapping.formats, mapping.zone)

    def memo(self, role: Role, source: Source) -> Memo:
        """Return the remembering converter of one column."""
        hashed = role.hashed or source.hashed
        plain = self._reduced if hashed else self._plain(role.kind, source)
        needed = role.required and role.kind not in MAY_BE_EMPTY
        empty, nulls = EMPTY.get(role.kind), self._mapping.nulls

        def convert(cell: Cell) -> Any:
            if cell == "" or cell in nulls:
                if needed:
                    raise Bad(Code.MISSING_VALUE, *MISSING)
                return empty
            return plain(cell)

        return Memo(convert)

    def _plain(self, kind: Kind, source: Source) -> Callable[[Any], Any]:
        listed = self._mapping
        made: dict[Kind, Callable[[], Callable[[Any], Any]]] = {
            Kind.TIME: lambda: self._moments,
            Kind.WHOLE: lambda: cells.whole,
            Kind.TRUTH: lambda: cells.truth,
            Kind.STATUS: lambda: cells.meaning(listed.statuses, Code.UNKNOWN_STATUS, "statuses"),
            Kind.QUEUE: lambda: cells.renamed(listed.queues, Code.UNKNOWN_QUEUE, "queues"),
            Kind.PRIORITY: lambda: cells.renamed(
                listed.priorities, Code.UNKNOWN_WORD, "priorities"
            ),
            Kind.CHANNEL: lambda: cells.renamed(listed.channels, Code.UNKNOWN_WORD, "channels"),
            Kind.AUTHOR: lambda: cells.meaning(listed.authors, Code.UNKNOWN_WORD, "authors"),
            Kind.FIELD: lambda: lambda cell: self._field(cells.key(cell)),
            Kind.SCORE: lambda: cells.score(listed.scores),
            Kind.DOING: lambda: cells.meaning(
                {**{word.value: word for word in Doing}, **listed.doings},
                Code.UNKNOWN_WORD,
                "doings",
            ),
            Kind.COUNTED: lambda: cells.meaning(
                {word.value: word for word in EntryKind}, Code.UNKNOWN_WORD, "columns"
            ),
            Kind.MONEY: lambda: cells.money,
            Kind.TAGS: lambda: cells.tags(source.split),
            Kind.COMMENT: lambda: lambda cell: cells.unbroken(cells.words(cell)),
            Kind.VALUE: lambda: lambda cell: cell,
        }
        return made.get(kind, lambda: cells.key)()

    def _reduced(self, cell: Cell) -> str:
        return salted_hash(self._salt, cells.unbroken(cells.words(cell)))

    def _field(self, word: str) -> str:
        """Return what a change of this field becomes; a question mark before what is left out."""
        return self._mapping.fields.get(fold(word), f"?{word}")


MISSING: tuple[Text, Text] = (
    _("Nothing stands here, and something has to."),
    _("Fill it in the source, or leave the row out."),
)
