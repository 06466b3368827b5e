"""The published facts of one generation, and the questions that any process can ask of them."""

from __future__ import annotations

import fcntl
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import duckdb

from trigpoint.tickets import deeds, inferred, signs
from trigpoint.tickets.behind import FIRST, Behind, BehindRow, Page, behind, narrowed, of_ticket
from trigpoint.tickets.catalogue import counts_tickets, definition
from trigpoint.tickets.compose import Question, ask, prepare
from trigpoint.tickets.deeds import Deed
from trigpoint.tickets.engines import DuckDB
from trigpoint.tickets.figures import figures
from trigpoint.tickets.mix import Share, shares
from trigpoint.tickets.publish import Manifest, manifest_path, newest, read_manifest
from trigpoint.tickets.query import By, Dimension, Figure, Query
from trigpoint.tickets.ratio import divided
from trigpoint.tickets.roster import Roster
from trigpoint.tickets.signs import Sign, Tally
from trigpoint.tickets.views import views

ACCOUNTS = """
    SELECT held.account, coalesce(source, split_part(held.account, '/', 1)),
        coalesce(own, substr(held.account, strpos(held.account, '/') + 1)),
        coalesce(name, substr(held.account, strpos(held.account, '/') + 1)),
        coalesce(author, 'agent'), email, coalesce(active, TRUE)
    FROM (SELECT account FROM account UNION SELECT account FROM active UNION SELECT account FROM
        solve UNION SELECT reply_account FROM ticket UNION SELECT account FROM rating
        UNION SELECT account FROM call UNION SELECT account FROM stretch UNION SELECT account FROM
        review) held
    LEFT JOIN account USING (account) WHERE held.account IS NOT NULL ORDER BY 1"""
QUEUES = """
    SELECT held.queue, coalesce(source, split_part(held.queue, '/', 1)),
        coalesce(own, substr(held.queue, strpos(held.queue, '/') + 1)),
        coalesce(name, substr(held.queue, strpos(held.queue, '/') + 1))
    FROM (SELECT queue FROM queue UNION SELECT queue FROM active UNION SELECT queue FROM solve
        UNION SELECT queue FROM call UNION SELECT queue FROM entry) held
    LEFT JOIN queue USING (queue) WHERE held.queue IS NOT NULL ORDER BY 1"""
_VALUES = {
    Dimension.CHANNEL: "SELECT DISTINCT channel FROM ticket WHERE channel > '' ORDER BY 1",
    Dimension.PRIORITY: "SELECT DISTINCT priority FROM ticket WHERE priority > '' ORDER BY 1",
    Dimension.LANGUAGE: "SELECT DISTINCT language FROM origin WHERE language > '' ORDER BY 1",
    Dimension.SITE: "SELECT DISTINCT site FROM origin WHERE site > '' ORDER BY 1",
    Dimension.TAG: "SELECT DISTINCT tag FROM tag ORDER BY 1",
    Dimension.CUSTOM: "SELECT DISTINCT value FROM custom WHERE name = ? ORDER BY 1",
}


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account of a source; `key` is what figures and the roster call it."""

    key: str
    source: str
    account: str
    name: str
    author: str
    email: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A queue of a source; `key` is what figures and filters call it."""

    key: str
    source: str
    queue: str
    name: str


FEW_MOMENTS = 200
"""Up to so many moments, comparing each stretch with each moment costs less than sorting both."""
_BEGAN = (
    "SELECT LEAST((SELECT MIN(created) FROM ticket), (SELECT MIN(sent) FROM rating),"
    " (SELECT MIN(offered) FROM call), (SELECT MIN(started) FROM stretch),"
    " (SELECT MIN(reviewed) FROM review), (SELECT MIN(dated) FROM entry))"
)


class Facts:
    """One generation of facts with a roster; use it as a context manager, in one thread."""

    def __init__(
        self, db: duckdb.DuckDBPyConnection, lock: BinaryIO, manifest: Manifest, roster: Roster
    ) -> None:
        self._db = db
        self._lock = lock
        self._engine = DuckDB(db)
        self._roster = roster
        self._manifest = manifest
        self.generation = manifest.generation
        self.as_of = manifest.as_of

    @classmethod
    def open(
        cls, folder: Path, generation: int | None = None, roster: Roster | None = None
    ) -> Facts:
        """Open a published generation (the newest, where none is named).

        Raises FileNotFoundError where it is not published, or swept. While the object is open
        its files stay.
        """
        chosen = newest(folder) if generation is None else generation
        path = manifest_path(folder, -1 if chosen is None else chosen)
        lock = path.open("rb")
        fcntl.flock(lock, fcntl.LOCK_SH)
        manifest = read_manifest(path)
        db = duckdb.connect(config={"threads": 2, "nested_loop_join_threshold": FEW_MOMENTS})
        views(db, folder, manifest)
        return cls(db, lock, manifest, roster or Roster())

    def __enter__(self) -> Facts:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._db.close()
        self._lock.close()

    def compute(self, query: Query) -> list[Figure]:
        """Return the figures, by member of the cut and period; groups without rows are left out.

        Raises ParameterError for a KPI, version or parameter that does not exist.
        """
        if query.over is not None:
            part = self.compute(replace(query, over=None))
            statistic = definition(query.kpi, query.version).statistic
            return divided(part, self.compute(query.over), statistic)
        question = ask(query, self.as_of)
        prepare(self._engine, question, self._roster)
        return figures(self._engine, question)

    def quality(self, query: Query, found: list[Figure]) -> list[Figure]:
        """Return figures with a flag of how much behind each was worked out, not told."""
        if query.over is not None or not counts_tickets(query.kpi) or not self._has_inferred():
            return found
        question = ask(query, self.as_of)
        prepare(self._engine, question, self._roster)
        return inferred.flagged(self._engine, question, found)

    def _has_inferred(self) -> bool:
        return bool(self._rows("SELECT 1 FROM ticket_event WHERE inferred LIMIT 1"))

    def behind(
        self, query: Query, key: str | None = None, start: int | None = None, page: Page = FIRST
    ) -> Behind:
        """Return the tickets behind one point of `query`: of member `key`, in the period `start`.

        Without `start`: of the whole time. Those that count come first.
        """
        question = narrowed(ask(query, self.as_of), key, start)
        prepare(self._engine, question, self._roster)
        return behind(self._engine, question, page)

    def mix(self, question: Question, topic: str | None, *, logs: bool) -> list[Share]:
        """Return what each member of the question's cut had of each kind of ticket."""
        prepare(self._engine, question, self._roster)
        return shares(self._engine, question, topic, logs=logs)

    def of_ticket(self, query: Query, ticket: str) -> list[BehindRow]:
        """Return the rows of one ticket behind the whole of `query`; none where it has none."""
        question = narrowed(ask(query, self.as_of), None, None)
        prepare(self._engine, question, self._roster)
        return of_ticket(self._engine, question, ticket)

    def tallies(self, sign: Sign, span: tuple[int, int], topic: str | None) -> list[Tally]:
        """Return how many tickets of each person show a sign, by kind, between two moments."""
        return signs.tallies(self._db, self._roster.persons(), sign, span, topic)

    def showing(
        self, sign: Sign, span: tuple[int, int], topic: str | None, person: str
    ) -> list[str]:
        """Return the numbers of the newest tickets of a person that show a sign."""
        return signs.tickets(self._db, self._roster.persons(), sign, span, topic, person)

    def deeds(self, person: str) -> list[Deed]:
        """Return the events of tickets that a person caused or held, the oldest first."""
        return deeds.of_person(self._db, self._roster.persons(), person)

    def unseen(self, span: tuple[int, int]) -> dict[str, list[Sign]]:
        """Return, for each source with tickets in that time, the signs it cannot show."""
        return signs.unseen(self._db, span)

    def accounts(self) -> list[AccountRow]:
        """Return the accounts that the sources named, and those that only hold tickets."""
        return [AccountRow(*row) for row in self._rows(ACCOUNTS)]

    def queues(self) -> list[QueueRow]:
        """Return the queues that the sources named, and those that only hold tickets."""
        return [QueueRow(*row) for row in self._rows(QUEUES)]

    def began(self) -> int | None:
        """Return when the first ticket was opened or the first survey sent, in seconds UTC."""
        found: int | None = self._rows(_BEGAN)[0][0]
        return found

    def values(self, by: By) -> list[str]:
        """Return the values that tickets have in a dimension of theirs, for filters and cuts."""
        sql, parameters = _VALUES[by.dimension], [by.name] if by.name else []
        return [str(row[0]) for row in self._rows(sql, parameters)]

    def custom_fields(self) -> list[str]:
        """Return the names of the custom fields that tickets have."""
        return [str(row[0]) for row in self._rows("SELECT DISTINCT name FROM custom ORDER BY name")]

    def _rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        return self._db.execute(sql, list(parameters)).fetchall()
