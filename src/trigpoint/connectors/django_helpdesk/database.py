"""From the database, read-only: follow-ups and the changes beside them, which REST leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.connectors.django_helpdesk.rows import STATES, follow_up, looked, ticket_row
from trigpoint.connectors.sync import Deed, Given, Piece, Row, Staff
from trigpoint.connectors.sync.databases import Database, opened
from trigpoint.connectors.sync.looks import LAST
from trigpoint.connectors.sync.origin import ORIGIN
from trigpoint.connectors.sync.statuses import states
from trigpoint.tickets.records import Account, Author, Category, Field, Queue, Record

KINDS = ("postgresql", "sqlite")
PEOPLE = (
    "SELECT id, username, email, is_staff FROM auth_user WHERE is_staff OR username IN"
    " (SELECT new_value FROM helpdesk_ticketchange WHERE field = 'Owner')"
)
"""Whoever held a ticket was of the staff then, also where they no longer are."""
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
    with opened(given.settings["database"], KINDS, given.allowed) as database:
        desk = Desk(given, database)
        yield Piece(desk.reference(), desk.staff.seen())
        yield from database.numbered(given, "tickets", desk.tickets(), desk.ticket, changing=True)
        yield from database.numbered(given, "followups", FOLLOW_UPS, desk.follow_up)
        yield from database.numbered(given, "changes", CHANGES, desk.change)


class Desk:
    """The tables of one django-helpdesk."""

    def __init__(self, given: Given, database: Database) -> None:
        self.given = given
        self.named_rows = database.named_rows
        self.known = states(STATES, given)
        self.staff = Staff.before(given)
        self.names: dict[str, str] = {}
        self.queues: dict[str, str] = {}

    def reference(self) -> list[Record]:
        """Return who works there, and the queues."""
        each = self.given.rows.each
        return [
            *each("auth_user", self.named_rows(PEOPLE), self.person),
            *each("helpdesk_queue", self.named_rows(QUEUES), self.queue),
        ]

    def tickets(self) -> str:
        """Return the query of tickets, with the fields of their own that hold language and site."""
        numbers = {str(row["name"]): int(row["id"]) for row in self.named_rows(OWN_FIELDS)}
        named = {one.name: self.given.settings.get(one.name, "").strip() for one in ORIGIN}
        found = {name: numbers[field] for name, field in named.items() if field in numbers}
        own = "".join(OWN.format(number=number, name=name) for name, number in found.items())
        return TICKETS.format(own=own)

    def person(self, row: Row) -> list[Record]:
        """Return somebody who is of the staff, or was."""
        number, name = row.text("id"), row.text("username")
        self.names[name] = number
        self.staff.take(number, there=bool(row.fields["is_staff"]))
        return [Account(account=number, name=name, seen_at=1, email=row.maybe("email"))]

    def queue(self, row: Row) -> list[Record]:
        """Return a queue."""
        number, title = row.text("id"), row.text("title")
        self.queues[title] = number
        return [Queue(queue=number, name=title, seen_at=1)]

    def ticket(self, row: Row) -> list[Record]:
        """Return a ticket as it is, for what its follow-ups and changes leave open."""
        look = looked(row, self.known, {one.name: row.maybe(one.name) for one in ORIGIN}, "_id")
        opened, seen = row.moment("created"), row.moment("modified")
        now = ticket_row(row, look, opened, seen, self.given.salt)
        if row.maybe("merged_to_id") is None:
            return [now]
        by_nobody = Deed(now.ticket, seen, LAST, Author.SYSTEM)
        return [now, by_nobody.set(Field.STATUS, Category.MERGED.value, Category.OPEN.value)]

    def deed(self, row: Row, seq: str) -> Deed:
        """Return who followed a ticket up."""
        user, at = row.maybe("user_id"), row.moment("date")
        author = Author.AGENT if self.staff.worked(user, at) else Author.CUSTOMER
        return Deed(row.text("ticket_id"), at, row.whole(seq), author, user).of_agents_only()

    def follow_up(self, row: Row) -> Iterator[Record]:
        """Yield that somebody wrote, and the state that was set."""
        return follow_up(self.deed(row, "id"), row, self.known, wrote=bool(row.fields.get("wrote")))

    def change(self, row: Row) -> list[Record]:
        """Return that an owner, a queue or a priority changed."""
        field = FIELDS.get(row.text("field"))
        if field is None:
            return []
        known = {Field.ASSIGNEE: self.names, Field.QUEUE: self.queues}.get(field)
        old, new = row.maybe("old_value"), row.maybe("new_value")
        if known is not None:
            old, new = known.get(old or ""), known.get(new or "")
        return [self.deed(row, "followup").set(field, new, old)]
