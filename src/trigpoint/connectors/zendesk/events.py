"""One update of a ticket: each of its child events says one thing that changed or was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from trigpoint.connectors.sync import Deed, Misfit, Row, Staff
from trigpoint.connectors.zendesk.rows import state
from trigpoint.core.text import _
from trigpoint.tickets.records import Author, Category, Change, Field, Message, Record

FIELDS: Mapping[str, Field] = {
    "status": Field.STATUS,
    "assignee_id": Field.ASSIGNEE,
    "group_id": Field.QUEUE,
    "priority": Field.PRIORITY,
}
AROUND = {"id", "via", "via_reference_id", "event_type", "previous_value"}
"""What a change says beside the field that has changed."""
MERGED = "closed_by_merge"
"""The tag that Zendesk gives a ticket which it closes because it went into another."""


def event(row: Row, staff: Staff) -> Iterator[Record]:
    """Yield what one update of a ticket says."""
    ticket, at, by = row.text("ticket_id"), row.moment("timestamp"), row.stated("updater_id")
    if not isinstance(row.fields.get("child_events"), list):
        raise Misfit("missing", _("{field} is missing.", field="child_events"))
    for child in row.inners("child_events"):
        yield from told(child, Deed(ticket, at, child.order(), staff.author(by, at), by), staff)


def told(child: Row, update: Deed, staff: Staff) -> Iterator[Record]:
    """Yield what one child event says."""
    if child.text("event_type") == "Comment":
        yield written(child, update, staff)
        return
    if child.text("event_type") in {"Create", "Change"} and not child.fields.keys() - AROUND:
        raise Misfit("missing", _("What has changed is missing."))
    rule = child.inner("via").maybe("channel") == "rule"
    # Rules act for nobody.
    deed = (replace(update, author=Author.SYSTEM) if rule else update).of_agents_only()
    for name, field in FIELDS.items():
        if name in child.fields:
            yield changed(child, deed, name, field)
    for tag in child.several("added_tags"):
        yield deed.set(Field.TAG_ADDED, str(tag))
        if tag == MERGED:
            yield deed.set(Field.STATUS, Category.MERGED.value)
    for tag in child.several("removed_tags"):
        yield deed.set(Field.TAG_REMOVED, str(tag))


def written(child: Row, update: Deed, staff: Staff) -> Message:
    """Return that somebody wrote; a comment may have another author than its update."""
    who = child.stated("author_id") or update.actor
    deed = replace(update, author=staff.author(who, update.at), actor=who).of_agents_only()
    return deed.wrote(public=child.flag("public"))


def changed(child: Row, deed: Deed, name: str, field: Field) -> Change:
    """Return that a field took a value; what a creation sets was so from the start."""
    new, old = child.maybe(name), child.maybe("previous_value")
    if field is Field.STATUS:
        new, old = state(child.text(name)).value, state(old).value if old else None
    return deed.set(field, new, new if child.maybe("event_type") == "Create" else old)
