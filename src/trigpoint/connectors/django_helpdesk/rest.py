"""Over REST: all tickets with their follow-ups, looked through from the first page to the last.

The interface knows no "changed since", and a change of the owner, the queue or the priority leaves
no trace in it. So each look is compared with the one before, ticket by ticket; what differs is
yielded as a change marked as inferred, at the time of the look. What the last look saw is kept in
cursors, a block of tickets each, and committed with the rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from trigpoint.connectors.django_helpdesk.states import STATES, state
from trigpoint.connectors.reduce import salted_hash
from trigpoint.connectors.sync import Api, Given, Misfit, Piece, Row, listed
from trigpoint.connectors.sync.changed import STUCK
from trigpoint.connectors.sync.origin import told
from trigpoint.connectors.sync.statuses import states
from trigpoint.net import NotAnswered
from trigpoint.tickets.records import (
    INFERRED,
    Account,
    Author,
    Category,
    Change,
    Field,
    Message,
    Queue,
    Record,
    TicketRow,
)

PAGE = 100
BLOCK = 100
"""Tickets whose last look lies in one cursor."""
LOOKED = (
    Field.STATUS, Field.ASSIGNEE, Field.QUEUE, Field.PRIORITY, Field.LANGUAGE, Field.SITE,
)  # fmt: skip

Look = list[str | None]
"""What `LOOKED` names of a ticket, as it was last seen."""


def pieces(given: Given) -> Iterator[Piece]:
    """Yield page after page; a reading that was broken off goes on with its page."""
    token = {"Authorization": f"Token {given.settings['secret']}"}
    api = Api(given.fetch, f"{given.settings['address'].rstrip('/')}/api", token)
    page = int(given.cursors.get("page", 1))
    looks = Looks({name: text for name, text in given.cursors.items() if name != "page"})
    known = states(STATES, given.settings.get("statuses", ""))
    while True:
        answer = api.get("tickets/", page=page, page_size=PAGE)
        found, total = listed(answer.get("results")), int(answer.get("count") or 0)
        records = list(
            given.rows.each("tickets", found, lambda row: ticket(row, given, looks, known))
        )
        done = min(total, (page - 1) * PAGE + len(found))
        last = answer.get("next") is None
        page = 1 if last else page + 1
        yield Piece(records, {**looks.taken(), "page": str(page)}, done, total)
        if last:
            return
        if (page - 2) * PAGE > total:
            raise NotAnswered(STUCK)


@dataclass(slots=True)
class Looks:
    """What was last seen of each ticket, by blocks; `taken` gives the blocks that changed."""

    kept: dict[str, str]
    blocks: dict[str, dict[str, Look]] = field(default_factory=dict)

    def swap(self, number: str, look: Look) -> Look | None:
        """Keep a look and return the one before, or None for the first."""
        block = self._block(number)
        before = block.get(number)
        block[number] = look
        return before

    def taken(self) -> dict[str, str]:
        """Return the cursors of the blocks that were looked at, and let go of them."""
        found = {name: json.dumps(block, sort_keys=True) for name, block in self.blocks.items()}
        self.kept.update(found)
        self.blocks.clear()
        return found

    def _block(self, number: str) -> dict[str, Look]:
        name = f"looks {int(number) // BLOCK}"
        if name not in self.blocks:
            self.blocks[name] = json.loads(self.kept.get(name) or "{}")
        return self.blocks[name]


def ticket(row: Row, given: Given, looks: Looks, known: Mapping[str, Category]) -> list[Record]:
    """Return a ticket, its follow-ups, and what changed without a follow-up since the last look."""
    number = row.text("id")
    written = [Row(entry) for entry in row.several("followup_set") if isinstance(entry, dict)]
    written.sort(key=lambda entry: (entry.moment("date"), entry.whole("id")))
    if not written:
        raise Misfit("missing", "followup_set is empty: nobody knows when it was opened.")
    now = state(
        known,
        row.text("status"),
        on_hold=row.fields.get("on_hold") is True,
        merged=row.maybe("merged_to") is not None,
    )
    opened, changed = written[0].moment("date"), written[-1].moment("date")
    own = told(given.settings, lambda name: row.maybe(f"custom_{name}"))
    look: Look = [
        now.value, row.maybe("assigned_to"), row.text("queue"), row.maybe("priority"),
        own.get("language"), own.get("site"),
    ]  # fmt: skip
    records: list[Record] = [
        TicketRow(
            ticket=number,
            created_at=opened,
            seen_at=opened,
            category=now,
            assignee=look[1],
            queue=look[2],
            priority=look[3],
            requester=asking(row, given.salt),
            language=look[4],
            site=look[5],
        )
    ]
    follow = [rec for entry in written for rec in entries(number, entry, written[0], known)]
    records += [
        *people(look[1], written),
        Queue(queue=row.text("queue"), name=row.text("queue"), seen_at=1),
    ]
    before = looks.swap(number, look)
    if before is None:
        return first(records, follow, number, now, changed)
    seen = dict(zip(LOOKED, before, strict=False))  # earlier looks had no language and no site
    fresh = {of: value for of, value in zip(LOOKED, look, strict=True) if value != seen.get(of)}
    records = [rec for rec in records if not isinstance(rec, TicketRow)]
    if last_state(follow) == now:
        fresh.pop(Field.STATUS, None)
    return [*records, *follow, *found_out(number, given.now, fresh, seen)]


def first(
    records: list[Record], follow: list[Record], number: str, now: Category, changed: int
) -> list[Record]:
    """Return a ticket seen for the first time; its last state may have been set silently."""
    silent = last_state(follow) not in {None, now}
    fresh: dict[Field, str | None] = {Field.STATUS: now.value} if silent else {}
    return [*records, *follow, *found_out(number, changed, fresh, {})]


def found_out(
    number: str,
    at: int,
    fresh: Mapping[Field, str | None],
    seen: Mapping[Field, str | None],
) -> list[Record]:
    """Return changes that nobody told of, as they were found at a moment."""
    return [
        Change(
            ticket=number,
            at=at,
            field=of,
            value=value,
            old=seen.get(of),
            seq=2**31,
            name=INFERRED,
            author=Author.SYSTEM,
        )
        for of, value in fresh.items()
    ]


def last_state(follow: list[Record]) -> Category | None:
    """Return the state that the follow-ups end with; None where none of them set one."""
    told = [r.value for r in follow if isinstance(r, Change) and r.field is Field.STATUS]
    return Category(told[-1]) if told and told[-1] else None


def entries(
    number: str, entry: Row, opening: Row, known: Mapping[str, Category]
) -> Iterator[Record]:
    """Yield what a follow-up says: that somebody wrote, and the state it set."""
    user, at, seq = entry.maybe("user"), entry.moment("date"), entry.whole("id")
    author = Author.AGENT if user else Author.CUSTOMER
    opened_by_us = entry is opening and user is not None
    if entry.maybe("comment") is not None and not opened_by_us:
        public = entry.fields.get("public") is True
        yield Message(ticket=number, at=at, author=author, public=public, seq=seq, actor=user)
    new = entry.maybe("new_status")
    if new is not None:
        yield Change(
            ticket=number, at=at, field=Field.STATUS, value=state(known, new).value, seq=seq,
            old=Category.OPEN.value, actor=user, author=author,
        )  # fmt: skip


def people(assignee: str | None, written: list[Row]) -> list[Record]:
    """Return the accounts that act; REST does not say what they are called."""
    named = {assignee, *(entry.maybe("user") for entry in written)} - {None}
    return [Account(account=str(who), name=f"#{who}", seen_at=1) for who in sorted(map(str, named))]


def asking(row: Row, salt: bytes) -> str | None:
    """Return the hash of who asks."""
    mail = row.maybe("submitter_email")
    return salted_hash(salt, mail.casefold()) if mail else None
