"""Ids that say whose account it is, of people who were erased: a digest stands in their place.

Where agents stand in a file by name, the name is the id of the account. Its stand-in is a salted
digest of it, the same wherever the account is named, so every figure stays; which id it stands for
is told by no list, and a later reading finds it by the digest of what it reads.
"""

# ruff: noqa: S608 - the only names put into SQL here are this package's own
from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from hashlib import blake2b
from types import SimpleNamespace
from typing import Any

import duckdb
import numpy as np

from trigpoint.tickets.columns import TICKETS, Row, digest, key_of, table
from trigpoint.tickets.records import Account, Change, Field, Refused

PREFIX = "erased-"
PIECE = 20_000
"""Rows held in Python at a time."""
_OPAQUE = re.compile(
    rf"\d+|[0-9a-f]{{24,}}|[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}|{PREFIX}[0-9a-f]{{32}}",
    re.IGNORECASE,
)
OURS = {"msgid", "plural", "code"}
"""Parts of a sentence, and of a problem of a file, as JSON, in which nobody is named."""
_NAMING = ("assignee", "actor", "account")
"""Fields of records that hold the id of an account."""

Pair = tuple[str, str]
"""A source, and the id of an account there."""


def is_telling(account: str) -> bool:
    """Return whether an id may say whose account it is: it is no number and no random one."""
    return _OPAQUE.fullmatch(account) is None


def salt_of(db: duckdb.DuckDBPyConnection) -> bytes:
    """Return the salt of this warehouse, which is in no file that is published."""
    found = db.execute("SELECT salt FROM salt").fetchall()
    if not found:
        db.execute("INSERT INTO salt VALUES (?)", [secrets.token_bytes(32)])
        return salt_of(db)
    return bytes(found[0][0])


def stand_in(salt: bytes, source: str, account: str) -> str:
    """Return what stands in the place of an id; an id that tells nothing stands for itself."""
    if not is_telling(account):
        return account
    said = f"{source}\x1f{account}".encode()
    return PREFIX + blake2b(said, digest_size=16, key=salt).hexdigest()


class AtTheDoor:
    """What stands in the place of the ids of one source, as its records come in."""

    def __init__(self, salt: bytes, source: str, forgotten: frozenset[str]) -> None:
        self._salt, self._source = salt, source
        self._known = frozenset(one for one in forgotten if one.startswith(PREFIX))
        self._seen: dict[str, str] = {}

    def of(self, account: str) -> str:
        """Return the id under which an account lands."""
        if account not in self._seen:
            made = stand_in(self._salt, self._source, account)
            self._seen[account] = made if made in self._known else account
        return self._seen[account]

    def given(self, record: Any) -> Any:
        """Return the record as it may land."""
        if not self._known:
            return record
        changes = {}
        for name in naming(record):
            said = getattr(record, name)
            if said is not None and (made := self.of(said)) != said:
                changes[name] = made
        return replace(record, **changes) if changes else record


def naming(record: Any) -> tuple[str, ...]:
    """Return the fields of a record that may hold the id of an account."""
    if isinstance(record, Change) and record.field == Field.ASSIGNEE:
        return ("actor", "value", "old")
    kind: type = type(record)
    return ("line",) if kind is Refused else _columns(kind)


@cache
def _columns(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name in _NAMING)


def put(db: duckdb.DuckDBPyConnection, pairs: Mapping[Pair, str]) -> bool:
    """Put stand-ins in the place of ids in all that has landed; return whether any was there.

    Afterwards the landed rows are those that would be there had they come in under them.
    """
    changed = [_put(db, kind, pairs) for kind in (*TICKETS, Account)]
    for (source, account), made in pairs.items():
        db.execute(
            "UPDATE quarantine SET line = ? WHERE line = ?"
            " AND batch IN (SELECT batch FROM batch WHERE source = ?)",
            [made, account, source],
        )
    return any(changed)


def _put(db: duckdb.DuckDBPyConnection, kind: type, pairs: Mapping[Pair, str]) -> bool:
    name = table(kind).name
    places = [(column, "TRUE") for column in _columns(kind)]
    if kind is Change:
        places += [(column, f"field = '{Field.ASSIGNEE}'") for column in ("value", "old")]
    count = 0
    for (source, account), made in pairs.items():
        for column, where in places:
            order = f"UPDATE {name} SET {column} = ? WHERE source = ? AND {column} = ? AND {where}"
            count += int(db.execute(order, [made, source, account]).fetchall()[0][0])
    if count:
        stands = " OR ".join(f"{column} IN (SELECT unnest(?))" for column, _where in places)
        _address(db, kind, stands, [[*pairs.values()]] * len(places))
    return bool(count)


def _address(db: duckdb.DuckDBPyConnection, kind: type, where: str, given: list[list[str]]) -> None:
    """Give rows the address that their content has now, wherever the old one stands."""
    name = table(kind).name
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE stale AS SELECT id, row_number() OVER () AS n FROM {name}"
        f" WHERE {where}",
        given,
    )
    # By name: an older file has the columns that records have learned since at its end.
    columns = ", ".join(f'landed."{column}"' for column, _sql in table(kind).columns)
    db.execute("CREATE OR REPLACE TEMP TABLE moved (id UUID, made UUID, key BIGINT)")
    for first in range(
        1, int(db.execute("SELECT count(*) FROM stale").fetchall()[0][0]) + 1, PIECE
    ):
        rows = db.execute(
            f"SELECT {columns} FROM {name} landed JOIN stale USING (id) WHERE n BETWEEN ? AND ?",
            [first, first + PIECE - 1],
        ).fetchall()
        _note_moved(db, [(str(row[0]), *_address_of(kind, row)) for row in rows])
    db.execute(
        f"UPDATE {name} SET id = made, key = moved.key FROM moved WHERE {name}.id = moved.id"
    )
    db.execute(
        "UPDATE repeated SET id = made FROM moved WHERE repeated.id = moved.id AND kind = ?", [name]
    )
    for temporary in ("stale", "moved"):
        db.execute(f"DROP TABLE {temporary}")


def _address_of(kind: type, row: Row) -> tuple[str, int]:
    """Return the id and the key that a landed row has by its content."""
    shape = table(kind)
    _id, _key, source, _batch, *values = row
    names = [field.name for field in fields(kind)]
    own = shape.keyed(SimpleNamespace(**dict(zip(names, values, strict=True))))
    return digest(shape.name, source, *values), key_of(source, own) if own else 0


def _note_moved(db: duckdb.DuckDBPyConnection, rows: list[tuple[str, str, int]]) -> None:
    old, made, keys = zip(*rows, strict=True)
    piece = {
        "id": np.array(old, dtype=object),
        "made": np.array(made, dtype=object),
        "key": np.array(keys, dtype=np.int64),
    }
    db.register("piece", piece)
    db.execute("INSERT INTO moved SELECT id::UUID, made::UUID, key FROM piece")
    db.unregister("piece")


def without(said: Any, account: str, made: str) -> Any:
    """Return JSON in whose texts a stand-in is where the id stood as a word.

    Names stay, and so do our own sentences, by which their translations are found.
    """
    match said:
        case str():
            return re.sub(rf"(?<!\w){re.escape(account)}(?!\w)", made, said)
        case list():
            return [without(each, account, made) for each in said]
        case dict():
            return {
                name: each if name in OURS else without(each, account, made)
                for name, each in said.items()
            }
    return said
