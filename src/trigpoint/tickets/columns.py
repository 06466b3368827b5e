"""How records lie in tables: one table a kind of record, its columns read off the dataclass."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache, lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any, get_type_hints

from trigpoint.tickets import beside, records

Row = tuple[Any, ...]

TICKETS: tuple[type, ...] = (
    records.Snapshot,
    records.TicketRow,
    records.Change,
    records.Message,
    records.Promise,
    records.Rating,
    beside.Call,
    beside.Stretch,
    beside.Review,
    beside.Entry,
)
"""Records about one ticket (or one answer, call, account, entry): they are folded key by key."""
REFERENCE: tuple[type, ...] = (
    records.Account,
    records.Queue,
    records.Schedule,
    records.QueueHours,
)
"""Records about the help desk itself."""

REMEMBERED = 10_000
"""Texts of tags and custom fields kept: the same few come again with every ticket."""
_RENAMED = {"at": "occurred"}  # "at" is a word of DuckDB's own


@dataclass(frozen=True, slots=True)
class Table:
    """The landed table of one kind of record.

    `columns` are names and SQL types; the first four are the record's id (its content's digest),
    the key it is folded by, the source and the batch that brought it.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    encode: Callable[[Any], Row]
    keyed: Callable[[Any], str]

    @property
    def ddl(self) -> str:
        """Return the column list for CREATE TABLE."""
        return ", ".join(f'"{name}" {kind}' for name, kind in self.columns)


@cache
def table(kind: type) -> Table:
    """Return the landed table of a class of records."""
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind)]
    own = tuple((_RENAMED.get(name, name), _sql_type(hints[name])) for name in names)
    head = (("id", "UUID"), ("key", "BIGINT"), ("source", "VARCHAR"), ("batch", "VARCHAR"))
    nested = [i for i, (_, sql) in enumerate(own) if sql == "JSON"]
    columns = head + tuple((name, "VARCHAR" if sql == "JSON" else sql) for name, sql in own)
    return Table(f"landed_{_snake(kind.__name__)}", columns, _encoder(names, nested), _keyed(kind))


def digest(*parts: object) -> str:
    """Return the content's address: 32 hexadecimal digits."""
    return blake2b(_joined(parts), digest_size=16).hexdigest()


def key_of(source: str, own: str) -> int:
    """Return the number by which a ticket is folded: 63 bits of a digest, the same everywhere."""
    return int.from_bytes(blake2b(_joined((source, own)), digest_size=8).digest(), "big") >> 1


def _joined(parts: tuple[object, ...]) -> bytes:
    return "\x1f".join(["\x00" if part is None else str(part) for part in parts]).encode()


def _encoder(names: list[str], nested: list[int]) -> Callable[[Any], Row]:
    values: Callable[[Any], Row] = attrgetter(*names)
    if not nested:
        return values

    def encode(record: object) -> Row:
        row = list(values(record))
        for i in nested:
            row[i] = _json(row[i])
        return tuple(row)

    return encode


def _json(value: Any) -> str | None:
    """Return a canonical text of tags, custom fields or openings; None for an empty one."""
    if not value:
        return None
    if isinstance(value, Mapping):
        return _fields_text(tuple(value.items()))
    if isinstance(value[0], str):
        return _tags_text(tuple(value))
    return json.dumps([asdict(part) for part in value], sort_keys=True)


@lru_cache(maxsize=REMEMBERED)
def _fields_text(items: tuple[tuple[str, str], ...]) -> str:
    return json.dumps(dict(items), sort_keys=True, ensure_ascii=False)


@lru_cache(maxsize=REMEMBERED)
def _tags_text(tags: tuple[str, ...]) -> str:
    return json.dumps(sorted(set(tags)), ensure_ascii=False)


def _keyed(kind: type) -> Callable[[Any], str]:
    own = _OWN_KEYS.get(kind)
    if own is not None:
        return lambda record: getattr(record, "ticket", None) or f"\x00{own[0]}{own[1](record)}"
    if kind is beside.Stretch:
        return lambda record: f"\x00stretch {record.account}"
    if kind in TICKETS:
        return attrgetter("ticket")
    return lambda _record: ""


_OWN_KEYS: dict[type, tuple[str, Callable[[Any], Any]]] = {
    records.Rating: ("", attrgetter("rating")),
    beside.Call: ("call ", attrgetter("call")),
    beside.Review: ("review ", attrgetter("review")),
    beside.Entry: ("entry ", attrgetter("entry")),
}
"""What is folded with its ticket, or by a key of its own where it has none."""


def _sql_type(hint: Any) -> str:
    text = str(hint)
    if "tuple" in text or "Mapping" in text:
        return "JSON"
    if hint is bool:
        return "BOOLEAN"
    return "BIGINT" if hint in {int, int | None} else "VARCHAR"


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
