"""One ticket's records, told in order: its events, with the state after each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from trigpoint.tickets.records import (
    Author,
    Category,
    Change,
    Field,
    Message,
    Promise,
    Rating,
    Snapshot,
    TicketRow,
)

TicketRecord = Snapshot | TicketRow | Change | Message | Promise | Rating
STATE = ("status", "assignee", "queue", "priority", "channel")
RANK = {"assignee": 2, "queue": 3, "priority": 4, "channel": 5, "message": 6, "status": 7}
DONE = {Category.SOLVED, Category.CLOSED}
ACTIVE = {Category.NEW, Category.OPEN, Category.PENDING, Category.HOLD}
GONE = {Category.DELETED, Category.SPAM, Category.MERGED}


@dataclass(frozen=True, slots=True)
class State:
    """What a ticket is at a moment; None is nobody, nothing."""

    status: str
    assignee: str | None = None
    queue: str | None = None
    priority: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, and the state after it."""

    at: int
    kind: str
    state: State
    actor: str | None = None
    public_reply: bool = False
    asked: bool = False
    """A customer wrote, after the opening."""
    by_bot: bool = False
    """A bot wrote in public."""


@dataclass(frozen=True, slots=True)
class History:
    """A ticket from its creation on."""

    ticket: str
    created: int
    events: tuple[Event, ...]
    requester: str | None
    excluded: str
    promises: tuple[Promise, ...]
    tags: frozenset[str]
    custom: Mapping[str, str]
    language: str | None = None
    site: str | None = None

    def state_at(self, moment: int) -> State | None:
        """Return the state after the last event until `moment`."""
        found = [event.state for event in self.events if event.at <= moment]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class _Move:
    """A field takes a value; ordered as it happened."""

    order: tuple[int, int, int, str]
    at: int
    field: str
    value: str
    actor: str | None = None
    public_reply: bool = False
    asked: bool = False
    by_bot: bool = False


def history(records: Sequence[TicketRecord]) -> History | None:
    """Return the history that the records of one ticket tell; None where none tells of it."""
    row = max(_of(records, TicketRow), key=_says_more, default=None)
    snapshots = sorted(_of(records, Snapshot), key=lambda s: (s.at, s.seq))
    changes = sorted(_of(records, Change), key=lambda c: (c.at, c.seq))
    messages = _of(records, Message)
    stated = [s.created_at for s in snapshots if s.created_at is not None]
    stated += [row.created_at] if row else []
    told = [record.at for record in (*snapshots, *changes, *messages)]
    if not stated and not told:
        return None
    created = min(stated) if stated else min(told)
    state = _first_state(row, snapshots, changes)
    moves = [*_snapshot_moves(snapshots), *_change_moves(changes), *map(_message_move, messages)]
    moves += _row_moves(row, known_status=bool(snapshots) or _has(changes), messages=messages)
    events = tuple(_events(state, created, moves))
    return History(
        ticket=next(r.ticket for r in records if r.ticket is not None),
        created=created,
        events=events,
        requester=row.requester if row else (snapshots[-1].requester if snapshots else None),
        excluded=_excluded(events[-1].state, row),
        promises=tuple(_of(records, Promise)),
        tags=_tags(snapshots[-1] if snapshots else row, changes),
        custom=_custom(snapshots[-1] if snapshots else row, changes),
        language=_origin(Field.LANGUAGE, snapshots[-1] if snapshots else row, changes),
        site=_origin(Field.SITE, snapshots[-1] if snapshots else row, changes),
    )


def _says_more(row: TicketRow) -> tuple[int, bool, int]:
    return row.seen_at, row.category is not None, [row.language, row.site].count(None) * -1


def _of(records: Iterable[TicketRecord], kind: type) -> list[Any]:
    found: list[Any] = []
    for record in records:
        if isinstance(record, kind) and record not in found:
            found.append(record)
    return found


def _has(changes: Iterable[Change]) -> bool:
    return any(change.field == Field.STATUS for change in changes)


def _first_state(
    row: TicketRow | None, snapshots: Sequence[Snapshot], changes: Sequence[Change]
) -> State:
    if snapshots:
        return _state_of(snapshots[0])
    values: dict[str, str | None] = {}
    for name in STATE:
        own = [change for change in changes if change.field == name]
        if own:
            values[name] = own[0].old
        elif row and name != "status":
            values[name] = getattr(row, name)
    status = values.pop("status", None)
    if not status and row:
        status = Category.OPEN if row.category in DONE else row.category
    return State(status or Category.NEW, **values)


def _state_of(s: Snapshot) -> State:
    return State(s.category, s.assignee, s.queue, s.priority, s.channel)


def _snapshot_moves(snapshots: Sequence[Snapshot]) -> Iterable[_Move]:
    for before, after in pairwise(snapshots):
        for name in STATE:
            value = getattr(_state_of(after), name) or ""
            if value != (getattr(_state_of(before), name) or ""):
                yield _move(after.at, after.seq, name, value, after.actor)


def _change_moves(changes: Sequence[Change]) -> Iterable[_Move]:
    for change in changes:
        if change.field in STATE:
            yield _move(change.at, change.seq, change.field, change.value or "", change.actor)


def _message_move(message: Message) -> _Move:
    move = _move(message.at, message.seq, "message", "", message.actor)
    reply = message.public and message.author == Author.AGENT
    asked = message.public and message.author == Author.CUSTOMER
    by_bot = message.public and message.author == Author.BOT
    return replace(move, public_reply=reply, asked=asked, by_bot=by_bot)


def _row_moves(
    row: TicketRow | None, *, known_status: bool, messages: Sequence[Message]
) -> Iterable[_Move]:
    if row and row.first_replied_at is not None and not messages:
        first = _move(row.first_replied_at, 0, "message", "", row.assignee)
        yield replace(first, public_reply=True)
    if row and row.category in DONE and not known_status:
        times = (row.solved_at, row.closed_at, row.seen_at)
        when = next(time for time in times if time is not None)
        yield _move(when, 0, "status", row.category, row.assignee)


def _move(at: int, seq: int, name: str, value: str, actor: str | None) -> _Move:
    return _Move((at, seq, RANK[name], value), at, str(name), str(value), actor)


def _events(state: State, created: int, moves: Iterable[_Move]) -> Iterable[Event]:
    yield Event(created, "created", state)
    for move in sorted(moves, key=lambda m: (max(m.at, created), m.order)):
        at = max(move.at, created)
        if move.field == "message":
            later = at > created
            reply, asked = move.public_reply and later, move.asked and later
            yield Event(at, "message", state, move.actor, reply, asked, move.by_bot)
        elif (getattr(state, move.field) or "") != move.value:
            change: dict[str, Any] = {move.field: move.value or None}
            state = replace(state, **change)
            yield Event(at, move.field, state, move.actor)


def _tags(last: Snapshot | TicketRow | None, changes: Sequence[Change]) -> frozenset[str]:
    tags = set(last.tags if last else ())
    for change in changes:
        if change.field == Field.TAG_ADDED and change.value:
            tags.add(change.value)
        elif change.field == Field.TAG_REMOVED:
            tags.discard(change.value or "")
    return frozenset(tags)


def _custom(last: Snapshot | TicketRow | None, changes: Sequence[Change]) -> dict[str, str]:
    values: dict[str, str | None] = dict(last.custom if last else {})
    values |= {c.name: c.value for c in changes if c.field == Field.CUSTOM and c.name}
    return {name: value for name, value in values.items() if value is not None}


def _origin(
    field: Field, last: Snapshot | TicketRow | None, changes: Sequence[Change]
) -> str | None:
    told = [change.value for change in changes if change.field == field]
    found: str | None = told[-1] if told else getattr(last, field, None)
    return found


def _excluded(state: State, row: TicketRow | None) -> str:
    if state.status in GONE:
        return str(state.status)
    return "outbound" if row and row.outbound else ""
