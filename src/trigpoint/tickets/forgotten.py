"""Accounts of people who were erased: on a list, by the help desk's own ids, and without a name.

What is landed of them is what would be there had they never had a name: so a later reading of the
same record finds it again, and changes nothing.
"""

# ruff: noqa: S608 - the only names put into SQL here are this package's own
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

import duckdb

from trigpoint.tickets.records import Account

NAMELESS = "\u2014"
"""What an account is called whose person was erased."""
_ACCOUNTS = "landed_account"
_NAMED = (
    f"SELECT id FROM {_ACCOUNTS} SEMI JOIN forgotten USING (source, account)"
    f" WHERE name <> '{NAMELESS}' OR email IS NOT NULL"
)
_BROUGHT = (
    f"SELECT id, batch FROM {_ACCOUNTS}"
    f" UNION SELECT id, batch FROM repeated WHERE kind = '{_ACCOUNTS}'"
)


def add(db: duckdb.DuckDBPyConnection, accounts: Iterable[tuple[str, str]]) -> None:
    """Put accounts, by source and id there, on the list; what is on it already stays."""
    rows = list(accounts)
    if rows:
        db.executemany("INSERT OR IGNORE INTO forgotten VALUES (?, ?)", rows)


def let_go(db: duckdb.DuckDBPyConnection, accounts: Iterable[tuple[str, str]]) -> None:
    """Take ids from the list that tell whose they are; what stands for them is on it."""
    rows = list(accounts)
    if rows:
        db.executemany("DELETE FROM forgotten WHERE source = ? AND account = ?", rows)


def of(db: duckdb.DuckDBPyConnection, source: str) -> frozenset[str]:
    """Return the ids of the forgotten accounts of a source."""
    rows = db.execute("SELECT account FROM forgotten WHERE source = ?", [source]).fetchall()
    return frozenset(account for (account,) in rows)


def nameless(account: Account) -> Account:
    """Return the record without name and mail address."""
    return replace(account, name=NAMELESS, email=None)


def take_out(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str, Account]]:
    """Take out what names a forgotten account; return it by source, with every batch it is of."""
    names = [field.name for field in fields(Account)]
    columns = ", ".join(f"landed.{name}" for name in names)
    db.execute(f"CREATE OR REPLACE TEMP TABLE named AS {_NAMED}")
    rows = db.execute(
        f"SELECT landed.source, brought.batch, {columns} FROM {_ACCOUNTS} landed"
        f" JOIN ({_BROUGHT}) brought USING (id) SEMI JOIN named USING (id) ORDER BY ALL"
    ).fetchall()
    db.execute(f"DELETE FROM repeated WHERE kind = '{_ACCOUNTS}' AND id IN (SELECT id FROM named)")
    db.execute(f"DELETE FROM {_ACCOUNTS} WHERE id IN (SELECT id FROM named)")
    db.execute("DROP TABLE named")
    return [
        (source, batch, Account(**dict(zip(names, values, strict=True))))
        for source, batch, *values in rows
    ]
