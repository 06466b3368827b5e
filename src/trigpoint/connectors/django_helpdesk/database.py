"""From the database, read-only: follow-ups and the changes beside them, which REST leaves out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import psycopg

from trigpoint.connectors.django_helpdesk.states import STATES, state
from trigpoint.connectors.reduce import salted_hash
from trigpoint.connectors.sync import Given, Misfit, Piece, Row
from trigpoint.connectors.sync.origin import ORIGIN
from trigpoint.connectors.sync.postgres import postgres, require_allowed
from trigpoint.connectors.sync.statuses import states
from trigpoint.core.text import _
from trigpoint.net import NotAnswered
from trigpoint.tickets.records import (
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

PAGE = 2_000
OVERLAP = 500
"""Rows of a table that are read again: a number given early may be committed late."""
PEOPLE = "SELECT id, username, email, is_active FROM auth_user WHERE is_staff"
QUEUES = "SELECT id, title FROM helpdesk_queue"
TICKETS = (
    "SELECT id, created, modified, status, on_hold, priority, assigned_to_id, queue_id,"
    " submitter_email, merged_to_id{own} FROM helpdesk_ticket WHERE id > {{since}}"
    " ORDER BY id LIMIT {{n}}"
)
OWN_FIELDS = "SELECT id, name FROM helpdesk_customfield"
OWN = (
    ", (SELECT value FROM helpdesk_ticketcustomfieldvalue v"
    " WHERE v.ticket_id = helpdesk_ticket.id AND v.field_id = {number}) AS {name}"
)
FOLLOW_UPS = (
    "SELECT id, date, ticket_id, user_id, public, new_status, comment IS NOT NULL AND comment <> ''"
    " AS wrote FROM helpdesk_followup WHERE id > {since} ORDER BY id LIMIT {n}"
)
CHANGES = (
    "SELECT c.id, c.field, c.old_value, c.new_value, f.id AS followup, f.date, f.ticket_id,"
    " f.user_id FROM helpdesk_ticketchange c JOIN helpdesk_followup f ON f.id = c.followup_id"
    " WHERE c.id > {since} ORDER BY c.id LIMIT {n}"
)
FIELDS = {"Owner": Field.ASSIGNEE, "Priority": Field.PRIORITY, "Queue": Field.QUEUE}
"""What the program calls the fields of its changes, in English; states come with the follow-ups."""


def pieces(given: Given) -> Iterator[Piece]:
    """Yield people, queues and tickets, then follow-ups and changes by number."""
    with opened(given) as cursor:
        desk = Desk(given, cursor)
        yield Piece(desk.reference())
        yield from desk.stream("tickets", desk.tickets(), desk.ticket, anew=True)
        yield from desk.stream("followups", FOLLOW_UPS, desk.follow_up)
        yield from desk.stream("changes", CHANGES, desk.change)


@contextmanager
def opened(given: Given) -> Iterator[Any]:
    """Give a cursor of the database, for reading only.

    Raises:
        Refusal: where the administrator of this machine has not named its host or file.
    """
    address = given.settings["database"]
    parts = urlsplit(address)
    try:
        if parts.scheme == "sqlite":
            require_allowed(parts.path in given.allowed)
            with closing(sqlite3.connect(f"file:{parts.path}?mode=ro", uri=True)) as db:
                yield db.cursor()
        else:
            with postgres(address, given.allowed) as pg:
                yield pg.cursor()
    except (sqlite3.Error, psycopg.Error) as error:
        raise NotAnswered(_("The database does not answer as it should.")) from error


class Desk:
    """The tables of one django-helpdesk."""

    def __init__(self, given: Given, cursor: Any) -> None:
        self.given = given
        self.cursor = cursor
        self.known = states(STATES, given.settings.get("statuses", ""))
        self.staff: dict[str, str] = {}
        self.queues: dict[str, str] = {}

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Return the rows of a query as objects."""
        self.cursor.execute(sql)
        names = [str(column[0]) for column in self.cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in self.cursor.fetchall()]

    def reference(self) -> list[Record]:
        """Return who works there, and the queues."""
        each = self.given.rows.each
        return [
            *each("auth_user", self.rows(PEOPLE), self.person),
            *each("helpdesk_queue", self.rows(QUEUES), self.queue),
        ]

    def tickets(self) -> str:
        """Return the query of tickets, with the fields of their own that hold language and site."""
        numbers = {str(row["name"]): int(row["id"]) for row in self.rows(OWN_FIELDS)}
        named = {one.name: self.given.settings.get(one.name, "").strip() for one in ORIGIN}
        own = [
            OWN.format(number=numbers[field], name=name)
            for name, field in named.items()
            if field in numbers
        ]
        return TICKETS.format(own="".join(own))

    def stream(self, name: str, sql: str, build: Any, *, anew: bool = False) -> Iterator[Piece]:
        """Yield a table by the numbers of its rows; `anew` for one whose rows change."""
        since = int(self.given.cursors.get(name, 0))
        while found := self.rows(sql.format(since=since, n=PAGE)):
            since = int(found[-1]["id"])
            records = list(self.given.rows.each(name, found, build))
            yield Piece(records, {name: str(since)})
        yield Piece([], {name: "" if anew else str(max(0, since - OVERLAP))})

    def person(self, row: Row) -> list[Record]:
        """Return somebody of the staff."""
        number, name = row.text("id"), row.text("username")
        self.staff[name] = number
        return [Account(account=number, name=name, seen_at=1, email=row.maybe("email"))]

    def queue(self, row: Row) -> list[Record]:
        """Return a queue."""
        number, title = row.text("id"), row.text("title")
        self.queues[title] = number
        return [Queue(queue=number, name=title, seen_at=1)]

    def ticket(self, row: Row) -> list[Record]:
        """Return a ticket as it is, for what its follow-ups and changes leave open."""
        mail, merged = row.maybe("submitter_email"), row.maybe("merged_to_id") is not None
        on_hold = bool(row.fields.get("on_hold"))
        now = state(self.known, row.text("status"), on_hold=on_hold, merged=merged)
        changed = at(row, "modified")
        found: list[Record] = [
            TicketRow(
                ticket=row.text("id"),
                created_at=at(row, "created"),
                seen_at=changed,
                category=now,
                assignee=row.maybe("assigned_to_id"),
                queue=row.text("queue_id"),
                priority=row.maybe("priority"),
                requester=salted_hash(self.given.salt, mail.casefold()) if mail else None,
                language=row.maybe("language"),
                site=row.maybe("site"),
            )
        ]
        if merged:
            found.append(status(row.text("id"), changed, Category.MERGED))
        return found

    def follow_up(self, row: Row) -> list[Record]:
        """Return that somebody wrote, and the state that was set."""
        user, number, moment = row.maybe("user_id"), row.text("ticket_id"), at(row, "date")
        author = Author.AGENT if user in self.staff.values() else Author.CUSTOMER
        seq, found = row.whole("id"), []
        if row.fields.get("wrote"):
            actor = user if author is Author.AGENT else None
            public = bool(row.fields.get("public"))
            message = Message(
                ticket=number, at=moment, author=author, public=public, seq=seq, actor=actor
            )
            found.append(message)
        new = row.maybe("new_status")
        changes = [status(number, moment, state(self.known, new), seq, user, author)] if new else []
        return [*found, *changes]

    def change(self, row: Row) -> list[Record]:
        """Return that an owner, a queue or a priority changed."""
        field = FIELDS.get(row.text("field"))
        if field is None:
            return []
        user = row.maybe("user_id")
        known = {Field.ASSIGNEE: self.staff, Field.QUEUE: self.queues}.get(field)
        old, new = row.maybe("old_value"), row.maybe("new_value")
        return [
            Change(
                ticket=row.text("ticket_id"),
                at=at(row, "date"),
                field=field,
                value=new if known is None else known.get(new or ""),
                old=old if known is None else known.get(old or ""),
                seq=row.whole("followup"),
                actor=user,
                author=Author.AGENT if user in self.staff.values() else Author.CUSTOMER,
            )
        ]


def status(
    ticket: str,
    moment: int,
    new: Category,
    seq: int = 2**31,
    user: str | None = None,
    author: Author = Author.SYSTEM,
) -> Change:
    """Return that a ticket took a state."""
    return Change(
        ticket=ticket, at=moment, field=Field.STATUS, value=new.value, old=Category.OPEN.value,
        seq=seq, actor=user if author is Author.AGENT else None, author=author,
    )  # fmt: skip


def at(row: Row, name: str) -> int:
    """Return a time of either database; both keep UTC."""
    found = row.fields.get(name)
    if isinstance(found, datetime):
        return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())
    if found is None:
        raise Misfit("missing", f"{name} is missing.")
    return row.moment(name)
