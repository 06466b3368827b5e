"""A table of a database, and its rows in order. Names become quoted identifiers, never SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from trigpoint.connectors.files.problems import did_you_mean
from trigpoint.connectors.sync.databases import Database
from trigpoint.core.text import Text, _
from trigpoint.net import Refusal

DEEPEST = 3
"""A table's name has at most so many parts: database, schema, table."""


@dataclass(frozen=True, slots=True)
class Place:
    """A table of an open database."""

    database: Database
    table: exp.Table

    def columns(self) -> tuple[str, ...]:
        """Return the names of the table's columns, of which the reader may see them."""
        cursor = self.database.cursor
        cursor.execute(exp.select("*").from_(self.table).limit(0).sql(self.database.dialect))
        return tuple(str(column[0]) for column in cursor.description or ())

    def lacking(self, wanted: Iterable[str], there: Iterable[str]) -> list[str]:
        """Return which columns are wanted and not there.

        DuckDB takes a name in any letters, PostgreSQL as it was written.
        """
        if self.database.dialect == "postgres":
            return [name for name in wanted if name not in set(there)]
        known = {name.casefold() for name in there}
        return [name for name in wanted if name.casefold() not in known]

    def rows(
        self, columns: Sequence[str], grows: str, since: str, page: int
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Yield rows from `since` on, in the order in which `grows` does, by pages."""
        place = exp.column(grows, quoted=True)
        query = exp.select(*(exp.column(name, quoted=True) for name in columns)).from_(self.table)
        query = query.where(exp.Not(this=place.is_(exp.null()))).order_by(place)
        if since:
            query = query.where(exp.GTE(this=place.copy(), expression=exp.Literal.string(since)))
        self.database.cursor.execute(query.sql(self.database.dialect))
        while found := self.database.cursor.fetchmany(page):
            yield found


def table_named(settings: Mapping[str, str]) -> exp.Table:
    """Return the table that is meant, each part of its name quoted."""
    parts = [part.strip() for part in settings["table"].split(".")]
    if not all(parts) or len(parts) > DEEPEST:
        raise Refusal(_("Name the table as schema.table."))
    names = [exp.to_identifier(part, quoted=True) for part in reversed(parts)]
    return exp.Table(**dict(zip(("this", "db", "catalog"), names, strict=False)))


def lacks(lacking: Sequence[str], columns: Iterable[str]) -> Text:
    """Return which columns a table lacks, with what the first of them may be called there."""
    return _(
        "The table has no column “{names}”. {hint} Correct the name in the settings, or the table.",
        names="”, “".join(lacking),
        hint=did_you_mean(lacking[0], columns),
    )
