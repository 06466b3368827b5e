"""The warehouse: landed records, what is folded from them, and the generation, in one file.

One process at a time owns the file (DuckDB locks it). Everything an import changes is committed in
one transaction, so that a process killed at any moment leaves the state before or after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType, TracebackType

import duckdb

from trigpoint.tickets import cursors as kept
from trigpoint.tickets import fold, forgotten, landing, stand_ins
from trigpoint.tickets.columns import table
from trigpoint.tickets.folding import Surroundings, fold_all, fold_touched, surroundings
from trigpoint.tickets.publish import Publication, publish, retire
from trigpoint.tickets.records import Account
from trigpoint.tickets.refusals import Refusal
from trigpoint.tickets.staging import KINDS, Progress, Staged, discard, silent, stage
from trigpoint.tickets.stand_ins import is_telling

MEMORY = "500MB"
"""What DuckDB keeps in memory: with Python beside it, an import stays below 300 MB."""
ADVANCE = "UPDATE state SET generation = generation + 1"
NOWHERE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Landed:
    """What an import did. `generation` is unchanged where nothing was new.

    `applied` is False where the import was strict and rows were refused: then nothing is landed.
    """

    batch: str
    read: int
    new: int
    repeated: int
    refused: tuple[Refusal, ...]
    tickets_touched: int
    generation: int
    applied: bool = True

    @property
    def quarantined(self) -> int:
        """How many rows were refused."""
        return len(self.refused)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one reading of a source brought. `landed_at` is when, `cursors` where to go on.

    With `replaces`, what a batch of that name brought before goes away with it.
    """

    name: str
    source: str
    records: Iterable[object]
    landed_at: int
    cursors: Mapping[str, str] = field(default_factory=dict)
    replaces: bool = False


class Warehouse:
    """The one owner of the DuckDB file; use it as a context manager."""

    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        self._db = db

    @classmethod
    def open(cls, path: Path, *, memory: str = MEMORY, threads: int = 2) -> Warehouse:
        """Open or create the file at `path`; raises duckdb.IOException where another owns it.

        `memory` bounds what DuckDB keeps in memory; beyond it spills to files beside `path`.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        db = duckdb.connect(str(path), config={"memory_limit": memory, "threads": threads})
        db.execute("SET preserve_insertion_order = false")
        _create(db)
        return cls(db)

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file free."""
        self._db.close()

    @property
    def generation(self) -> int:
        """Return the number of the last committed change; 0 is an empty warehouse."""
        return int(self._one("SELECT generation FROM state"))

    def land(
        self,
        source: str,
        records: Iterable[object],
        *,
        batch: str,
        landed_at: int,
        cursors: Mapping[str, str] = NOWHERE,
        strict: bool = False,
        progress: Progress = silent,
    ) -> Landed:
        """Land records of one source and fold the tickets they touch, in one transaction.

        A record that is there already changes nothing. `landed_at` is when the source was read,
        `cursors` where to go on reading, a stream each. `strict` lands nothing where any row is
        refused. `progress` is told the rows read so far.
        """
        one = Batch(batch, source, records, landed_at, cursors)
        return self.land_all([one], strict=strict, progress=progress)[0]

    def land_all(
        self, batches: Sequence[Batch], *, strict: bool = False, progress: Progress = silent
    ) -> list[Landed]:
        """Land several batches in one transaction, and fold the tickets that they touch once.

        `strict` lands nothing of any where any row of any is refused; else as `land`.
        """
        try:
            staged = self._staged(batches, progress)
            if strict and any(one.refused for one in staged):
                return [
                    Landed(
                        b.name, s.read, 0, 0, tuple(s.refused), 0, self.generation, applied=False
                    )
                    for b, s in zip(batches, staged, strict=True)
                ]
            with self._transaction():
                return self._landed(batches, staged)
        finally:
            discard(self._db)

    def undo(self, batch: str) -> Landed:
        """Take back an import; what another import brought as well stays.

        `new` of the result is negative: the rows that went away.
        """
        with self._transaction():
            before = surroundings(self._db)
            landing.begin(self._db)
            gone = landing.remove(self._db, batch)
            touched = landing.tickets_of(self._db, batch)
            self._fold(before)
            generation = self._advance() if gone else self.generation
            return Landed(batch, 0, -gone, 0, (), touched, generation)

    def forget(self, accounts: Iterable[tuple[str, str]]) -> int:
        """Take name and mail address from accounts, by source and id there, now and for good.

        In the place of an id that tells whose it is stands its `stand_in` from then on. What is
        published then has them in no file. Returns the generation; it is unchanged where nothing
        named them.
        """
        known = list(accounts)
        told = {pair: self.stand_in(*pair) for pair in known if is_telling(pair[1])}
        try:
            with self._transaction():
                forgotten.add(self._db, {(pair[0], told.get(pair, pair[1])) for pair in known})
                forgotten.let_go(self._db, told)
                if stand_ins.put(self._db, told):
                    fold_all(self._db)
                    self._write_anew()
                named = forgotten.take_out(self._db)
                if named:
                    self._land_anew(named)
                return self.generation
        finally:
            discard(self._db)

    def stand_in(self, source: str, account: str) -> str:
        """Return the id under which an account stands once it is forgotten; most keep theirs."""
        return stand_ins.stand_in(stand_ins.salt_of(self._db), source, account)

    def retire(self, folder: Path, before: int) -> bool:
        """Remove published generations before one; return whether none is left, all unread."""
        return retire(folder, before)

    def rebuild(self) -> int:
        """Fold everything anew from the landed records; return the generation."""
        with self._transaction():
            fold_all(self._db)
            return self._advance()

    def publish(self, folder: Path) -> Publication:
        """Write the facts of this generation as immutable Parquet below `folder`."""
        return publish(self._db, folder)

    def cursor(self, source: str, stream: str) -> str | None:
        """Return where a connector left off, as it said itself."""
        rows = self._db.execute(
            "SELECT value FROM cursor WHERE source = ? AND stream = ?", [source, stream]
        ).fetchall()
        return str(rows[0][0]) if rows else None

    def cursors(self, source: str) -> dict[str, str]:
        """Return where a connector left off in each of its streams."""
        return kept.kept(self._db, source)

    def begin_anew(self, source: str) -> None:
        """Let a connector begin from the beginning; what is landed stays."""
        with self._transaction():
            kept.begin_anew(self._db, source)

    def quarantine(self, batch: str) -> list[tuple[str, str, str]]:
        """Return the refused rows of an import: line, code, reason in English."""
        return self._db.execute(
            "SELECT line, code, reason FROM quarantine WHERE batch = ? ORDER BY n", [batch]
        ).fetchall()

    def _staged(self, batches: Sequence[Batch], progress: Progress) -> list[Staged]:
        found: list[Staged] = []
        for batch in batches:
            before = sum(one.read for one in found)
            tell = partial(_further, progress, before)
            found.append(stage(self._db, batch.source, batch.name, batch.records, tell))
        return found

    def _landed(self, batches: Sequence[Batch], staged: Sequence[Staged]) -> list[Landed]:
        before = surroundings(self._db)
        landing.begin(self._db)
        new = [self._append(*pair) for pair in zip(batches, staged, strict=True)]
        touched = [landing.tickets_of(self._db, batch.name) for batch in batches]
        if any(new) or any(batch.replaces for batch in batches):
            self._fold(before)
            self._advance()
        generation = self.generation
        return [
            Landed(
                batch.name,
                one.read,
                count,
                one.read - len(one.refused) - count,
                tuple(one.refused),
                tickets,
                generation,
            )
            for batch, one, count, tickets in zip(batches, staged, new, touched, strict=True)
        ]

    def _append(self, batch: Batch, staged: Staged) -> int:
        if batch.replaces:
            landing.remove(self._db, batch.name)
        new = landing.append(self._db, batch.name)
        landing.keep(self._db, batch.name, staged.refused)
        landing.note(self._db, batch.source, batch.name, batch.landed_at, batch.cursors)
        return new

    def _land_anew(self, named: Sequence[tuple[str, str, Account]]) -> None:
        """Land accounts again, without their names, and have the next base written without them."""
        landing.begin(self._db)
        for (source, batch), rows in groupby(named, key=itemgetter(0, 1)):
            stage(self._db, source, batch, [record for *_of, record in rows], silent)
            landing.append(self._db, batch)
        self._write_anew()

    def _write_anew(self) -> None:
        """Have the next files be written from a new base: an older one says what is gone."""
        self._db.execute("UPDATE state SET base = NULL")
        self._advance()

    def _fold(self, before: Surroundings) -> None:
        """Fold what the change touched; where hours or bots changed, that is every ticket."""
        if surroundings(self._db) == before:
            fold_touched(self._db)
        else:
            fold_all(self._db)

    def _advance(self) -> int:
        self._db.execute(ADVANCE)
        return self.generation

    def _one(self, sql: str) -> int:
        return int(self._db.execute(sql).fetchall()[0][0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            with suppress(duckdb.Error):
                self._db.execute("ROLLBACK")
            raise


def _further(progress: Progress, before: int, read: int) -> None:
    progress(before + read)


def _create(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("BEGIN")
    for kind in KINDS:
        db.execute(f"CREATE TABLE IF NOT EXISTS {table(kind).name} ({table(kind).ddl})")
    _widen(db)
    there = {name for (name,) in db.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    db.execute(fold.statement("tables"))
    if "state" in there and not there >= fold.FACTS.keys():
        # A file from before a fact: what is landed in it tells that fact too.
        fold_all(db)
        db.execute(ADVANCE)
    db.execute("COMMIT")


def _widen(db: duckdb.DuckDBPyConnection) -> None:
    """Give the landed tables of an older file the columns that records have learned since."""
    there = set(db.execute("SELECT table_name, column_name FROM duckdb_columns()").fetchall())
    for shape in map(table, KINDS):
        for name, sql in shape.columns:
            if (shape.name, name) not in there:
                db.execute(f'ALTER TABLE {shape.name} ADD COLUMN "{name}" {sql}')
