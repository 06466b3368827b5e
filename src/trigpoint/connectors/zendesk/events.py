"""One update of a ticket: each of its child events says one thing that changed or was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trigpoint.connectors.sync import Misfit, Row
from trigpoint.connectors.zendesk.rows import Names, state
from trigpoint.tickets.records import Author, Category, Change, Field, Message, Record

FIELDS: Mapping[str, Field] = {
    "status": Field.STATUS,
    "assignee_id": Field.ASSIGNEE,
    "group_id": Field.QUEUE,
    "priority": Field.PRIORITY,
}
MERGED = "closed_by_merge"
"""The tag that Zendesk gives a ticket which it closes because it went into another."""


@dataclass(frozen=True, slots=True)
class Update:
    """What all child events of one update share."""

    ticket: str
    at: int
    updater: str | None
    names: Names


def event(row: Row, names: Names) -> list[Record]:
    """Return what one update of a ticket says."""
    update = Update(row.text("ticket_id"), row.moment("timestamp"), row.maybe("updater_id"), names)
    children = row.fields.get("child_events")
    if not isinstance(children, list):
        raise Misfit("missing", "child_events is missing.")
    found: list[Record] = []
    for child in children:
        if isinstance(child, dict):
            found += told(Row(child), update)
    return found


def told(child: Row, update: Update) -> Iterator[Record]:
    """Yield what one child event says."""
    if child.maybe("event_type") == "Comment":
        yield written(child, update)
        return
    for name, field in FIELDS.items():
        if name in child.fields:
            yield changed(child, update, name, field)
    for tag in child.several("added_tags"):
        yield change(child, update, Field.TAG_ADDED, str(tag))
        if tag == MERGED:
            yield change(child, update, Field.STATUS, Category.MERGED.value)
    for tag in child.several("removed_tags"):
        yield change(child, update, Field.TAG_REMOVED, str(tag))


def written(child: Row, update: Update) -> Message:
    """Return that somebody wrote; a customer's number is not kept."""
    who = child.maybe("author_id") or update.updater
    author = update.names.author(who)
    return Message(
        ticket=update.ticket,
        at=update.at,
        author=author,
        public=child.fields.get("public") is True,
        seq=child.order(),
        actor=who if author is Author.AGENT else None,
    )


def changed(child: Row, update: Update, name: str, field: Field) -> Change:
    """Return that a field took a value; what a creation sets was so from the start."""
    new, old = child.maybe(name), child.maybe("previous_value")
    if field is Field.STATUS:
        new, old = state(child.text(name)).value, state(old).value if old else None
    if child.maybe("event_type") == "Create":
        old = new
    return change(child, update, field, new, old)


def change(
    child: Row, update: Update, field: Field, new: str | None, old: str | None = None
) -> Change:
    """Return a change with who made it; rules act for nobody."""
    author = update.names.author(update.updater)
    if child.inner("via").maybe("channel") == "rule":
        author = Author.SYSTEM
    return Change(
        ticket=update.ticket,
        at=update.at,
        field=field,
        value=new,
        old=old,
        seq=child.order(),
        actor=update.updater if author is Author.AGENT else None,
        author=author,
    )
