"""The connector against the real django-helpdesk: over REST, and from its database."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.conftest import set_aside
from tests.connectors.desks.syncing import Store
from tests.connectors.real import helpdesk as real
from tests.connectors.real.helpdesk import Helpdesk
from trigpoint.connectors.sync import Given, connector_of
from trigpoint.connectors.sync.reading import landings
from trigpoint.net import Client, Patience

pytestmark = pytest.mark.slow
ASK = Patience(Client(allowed=frozenset({"127.0.0.1"})))
WORK = """
from django.contrib.auth import get_user_model
from helpdesk.models import CustomField, FollowUp, Queue, Ticket, TicketCustomFieldValue
from helpdesk.update_ticket import update_ticket
from django.utils import timezone
import time
ana, rui = (get_user_model().objects.get(username=n) for n in ("ana", "rui"))
t = Ticket.objects.create(title="canary-title", queue=Queue.objects.get(slug="orders"),
    submitter_email="canary@cust.test", description="canary-body", priority=3)
FollowUp.objects.create(ticket=t, title="Ticket Opened", comment="canary-body", public=True,
    date=timezone.now())
for name, value in (("spoken", "de"), ("place", "Porto")):
    own = CustomField.objects.create(name=name, label=name, data_type="varchar")
    TicketCustomFieldValue.objects.create(ticket=t, field=own, value=value)
time.sleep(1.1)
update_ticket(ana, t, comment="canary-answer", public=True, owner=ana.pk)
update_ticket(ana, t, comment="canary-note", public=False, owner=rui.pk, priority=1)
update_ticket(rui, t, comment="canary-done", public=True, new_status=3)
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpdesk]:
    if found := real.lacking():
        set_aside(found)
    with real.running(tmp_path_factory.mktemp("desk")) as made:
        made.act(WORK)
        yield made


def sync(store: Store, desk: Helpdesk, *, sql: bool = False, now: int = 0) -> None:
    said = {"address": desk.address, "secret": desk.token, "language": "spoken", "site": "place"}
    if sql:
        said["database"] = f"sqlite://{desk.database}"
    given = Given(
        ASK, said, b"salt", now or int(time.time()), store.warehouse.cursors("desk"),
        allowed=frozenset({str(desk.database)}),
    )  # fmt: skip
    for landing in landings(connector_of("django_helpdesk"), given):
        landed = store.warehouse.land(
            "desk", landing.records, batch="sync", landed_at=0, cursors=landing.cursors
        )
        store.refused |= {(one.line, one.code) for one in landed.refused}


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    return store.warehouse._db.execute(sql).fetchall()


@pytest.mark.req("MEASURE-1", via="core")
def test_over_rest_messages_and_states_are_read_and_the_owner_as_it_is(desk: Helpdesk):
    store = Store()
    sync(store, desk)
    assert store.refused == set()
    found = rows(store, "SELECT category, account FROM ticket WHERE ticket = '1'")
    assert found == [("solved", "desk/2")]
    messages = rows(
        store, "SELECT author, public FROM landed_message WHERE ticket = '1' ORDER BY occurred, seq"
    )
    assert messages == [
        ("customer", True), ("agent", True), ("agent", False), ("agent", True),
    ]  # fmt: skip
    assert rows(store, "SELECT handovers, replies FROM solve") == [(0, 2)]
    assert rows(store, "SELECT language, site FROM origin") == [("de", "Porto")]


def test_from_the_database_the_handover_is_known_too(desk: Helpdesk):
    store = Store()
    sync(store, desk, sql=True)
    assert store.refused == set()
    assert rows(store, "SELECT handovers, replies, account FROM solve") == [(1, 2, "desk/2")]
    assert rows(store, "SELECT language, site FROM origin") == [("de", "Porto")]
    assert ("desk/2", "rui") in [
        (f"desk/{account}", name)
        for account, name in rows(store, "SELECT account, name FROM landed_account")
    ]
    before = store.landed()
    sync(store, desk, sql=True)
    assert store.landed() == before


def test_a_patch_leaves_no_trace_there_and_is_found_by_looking_twice(desk: Helpdesk):
    desk.act(
        "from helpdesk.models import *\nt = Ticket.objects.create(title='x', priority=3,"
        " queue=Queue.objects.get(slug='billing'))\n"
        "FollowUp.objects.create(ticket=t, title='Ticket Opened', comment='x', public=True)"
    )
    store = Store()
    sync(store, desk)
    desk.act("from helpdesk.models import *\nTicket.objects.filter(title='x').update(status=4)")
    later = int(time.time()) + 60
    sync(store, desk, now=later)
    found = rows(
        store,
        "SELECT e.occurred, e.category, e.inferred FROM ticket_event e JOIN ticket t USING (key)"
        " WHERE t.ticket = '2' AND e.kind = 'status'",
    )
    assert found == [(later, "closed", True)]


@pytest.mark.parametrize("sql", [False, True])
def test_nothing_that_a_customer_wrote_or_is_called_comes_in(desk: Helpdesk, sql: bool):
    store = Store()
    sync(store, desk, sql=sql)
    for kind in store.landed():
        assert "canary" not in str(rows(store, f"SELECT * FROM {kind}")), kind
