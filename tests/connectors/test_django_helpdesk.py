"""What two looks at a ticket tell: what changed between them, marked as found out."""

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
