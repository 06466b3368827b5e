"""What two looks at a ticket tell: what changed between them, marked as found out."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.connectors.desks.django_helpdesk import FakeHelpdesk
from tests.connectors.desks.syncing import NOW, Store
from trigpoint.connectors.sync import connector_of
from trigpoint.net import Refusal

SAID = {"address": "https://desk.example.org", "secret": "password"}


def sync(store: Store, desk: FakeHelpdesk, now: int = NOW) -> int:
    return store.sync(connector_of("django_helpdesk"), desk, SAID, now=now)


def events(store: Store, ticket: int) -> list[tuple[Any, ...]]:
    return store.warehouse._db.execute(
        "SELECT e.occurred, e.kind, e.category, e.account, e.inferred FROM ticket_event e"
        f" JOIN ticket t USING (key) WHERE t.ticket = '{ticket}' AND e.occurred > e.created + 1"
        " ORDER BY e.n"
    ).fetchall()


def test_what_was_patched_between_two_looks_is_a_change_at_the_second_marked_as_inferred():
    desk, store = FakeHelpdesk(), Store()
    desk.live(1)
    ticket = desk.tickets[0]
    ticket.update(
        status=1, assigned_to=None, on_hold=False, followup_set=ticket["followup_set"][:1]
    )
    sync(store, desk)
    assert events(store, 1) == []
    ticket.update(status=3, assigned_to=2)
    assert sync(store, desk, NOW + 3600) > 0
    assert events(store, 1) == [
        (NOW + 3600, "assignee", "open", "desk/2", True),
        (NOW + 3600, "status", "solved", "desk/2", True),
    ]
    assert sync(store, desk, NOW + 7200) == 0


def test_a_language_that_was_named_later_or_corrected_is_found_by_the_next_look():
    desk, store, connector = FakeHelpdesk(), Store(), connector_of("django_helpdesk")
    desk.live(1)
    store.sync(connector, desk, SAID)
    for spoken in ("de", "pt"):
        desk.tickets[0]["custom_spoken"] = spoken
        store.sync(connector, desk, {**SAID, "language": "spoken"}, now=NOW + 60)
        found = store.warehouse._db.execute("SELECT language FROM origin").fetchall()
        assert found == [(spoken,)]


def test_a_state_of_ones_own_is_put_aside_until_it_is_named():
    desk, store, connector = FakeHelpdesk(), Store(), connector_of("django_helpdesk")
    desk.live(1)
    desk.tickets[0].update(status=8, on_hold=False)
    store.sync(connector, desk, SAID)
    assert store.refused == {("tickets 1", "status")}
    store.sync(connector, desk, {**SAID, "statuses": "8=hold"})
    found = store.warehouse._db.execute("SELECT category FROM ticket").fetchall()
    assert found == [("hold",)]


def test_a_ticket_without_an_entry_is_put_aside():
    desk, store = FakeHelpdesk(), Store()
    desk.live(1)
    desk.tickets[0]["followup_set"] = []
    sync(store, desk)
    assert store.refused == {("tickets 1", "missing")}


def test_from_the_database_whoever_left_was_staff(tmp_path: Path):
    file, store = tmp_path / "desk.sqlite3", Store()
    with closing(sqlite3.connect(file)) as database:
        database.executescript(TABLES)
    named, said = frozenset({str(file)}), {**SAID, "database": f"sqlite://{file}"}
    connector = connector_of("django_helpdesk")
    store.sync(connector, FakeHelpdesk(), said, allowed=named)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE auth_user SET is_staff = 0 WHERE username = 'ana'")
    store.warehouse.begin_anew("desk")
    assert store.sync(connector, FakeHelpdesk(), said, allowed=named, now=NOW + 60) == 0
    written = "SELECT author, actor FROM landed_message ORDER BY seq"
    assert store.warehouse._db.execute(written).fetchall() == [
        ("customer", None), ("agent", "1"), ("agent", "2"), ("agent", "1"), ("customer", None),
    ]  # fmt: skip


TABLES = """
CREATE TABLE auth_user (id, username, email, is_active, is_staff);
INSERT INTO auth_user VALUES (1, 'ana', 'ana@desk.test', 1, 1), (2, 'rui', 'rui@desk.test', 1, 0),
    (3, 'carl', 'carl@cust.test', 1, 0);
CREATE TABLE helpdesk_queue (id, title);
INSERT INTO helpdesk_queue VALUES (1, 'General');
CREATE TABLE helpdesk_customfield (id, name);
CREATE TABLE helpdesk_ticket (id, created, modified, status, on_hold, priority, assigned_to_id,
    queue_id, submitter_email, merged_to_id);
INSERT INTO helpdesk_ticket VALUES
    (1, '2026-06-01', '2026-06-02', 1, 0, 3, 1, 1, 'carl@cust.test', NULL),
    (2, '2026-06-01', '2026-06-02', 1, 0, 3, 1, 1, 'carl@cust.test', NULL),
    (3, '2026-06-01', '2026-06-02', 1, 0, 3, 1, 1, 'Ana@desk.test', NULL),
    (4, '2026-06-01', '2026-06-02', 1, 0, 3, 1, 1, 'carl@cust.test', NULL);
CREATE TABLE helpdesk_followup (id, date, ticket_id, user_id, public, new_status, comment);
INSERT INTO helpdesk_followup VALUES
    (1, '2026-06-01', 1, NULL, 1, NULL, 'x'), (2, '2026-06-01', 2, 1, 1, NULL, 'x'),
    (3, '2026-06-02', 2, 2, 1, NULL, 'x'), (4, '2026-06-01', 3, 1, 1, NULL, 'x'),
    (5, '2026-06-01', 4, 3, 1, NULL, 'x');
CREATE TABLE helpdesk_ticketchange (id, followup_id, field, old_value, new_value);
INSERT INTO helpdesk_ticketchange VALUES
    (1, 3, 'Owner', 'rui', 'ana'), (2, 3, 'Owner', 'ana', 'rui');
"""
"""Rui is no longer of the staff, and once held a ticket."""


def test_nothing_that_a_customer_wrote_comes_in():
    desk, store = FakeHelpdesk(), Store()
    desk.live(20)
    sync(store, desk)
    for kind in store.landed():
        found = store.warehouse._db.execute(f"SELECT * FROM {kind}").fetchall()
        assert "canary" not in str(found), kind


@pytest.mark.parametrize(
    "address", ["sqlite:///etc/desk.sqlite3", "postgresql://reader@10.0.0.1/desk", "file:///x"]
)
def test_a_database_that_the_administrator_did_not_name_is_not_opened(address):
    with pytest.raises(Refusal, match=r"TRIGPOINT_ALLOW|no address"):
        Store().sync(connector_of("django_helpdesk"), FakeHelpdesk(), {**SAID, "database": address})


def test_a_reading_that_was_broken_off_ends_where_the_list_has_become_shorter_since():
    desk, store, connector = FakeHelpdesk(), Store(), connector_of("django_helpdesk")
    desk.live(101)
    store.warehouse.land("desk", [], batch="sync", landed_at=0, cursors={"page": "2"})
    del desk.tickets[100:]
    store.sync(connector, desk, SAID)
    assert store.warehouse.cursor("desk", "page") == ""
