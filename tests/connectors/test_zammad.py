"""What is particular about Zammad: a promise is told once it was kept or broken."""

import pytest

from tests.connectors.desks.syncing import Store
from tests.connectors.desks.zammad import BEGAN, FakeZammad, stamp
from trigpoint.connectors.zammad import CONNECTOR

HERE = {"address": "https://desk.example.org", "user": "root", "secret": "password"}
HOUR = 3600


@pytest.mark.req("MEASURE-1", via="core")
def test_a_promise_is_kept_or_broken_by_the_minutes_that_were_left():
    desk = FakeZammad()
    desk.live(3)
    answered = {"created_at": stamp(BEGAN), "first_response_at": stamp(BEGAN + 2 * HOUR)}
    closed = {"close_at": stamp(BEGAN + 9 * HOUR)}
    for ticket, left, resolved in zip(desk.tickets, (0, -60, None), (None, 5, -1), strict=True):
        told = {"first_response_diff_in_min": left, "close_diff_in_min": resolved}
        ticket.update(answered | closed | told)
    store = Store()
    store.sync(CONNECTOR, desk, HERE)
    found = store.warehouse._db.execute(
        "SELECT t.ticket, target, met, settled FROM promise JOIN ticket t USING (key) ORDER BY ALL"
    ).fetchall()
    assert found == [
        ("1", "first_reply", 1, BEGAN + 2 * HOUR),
        ("2", "first_reply", 0, BEGAN + HOUR),
        ("2", "resolution", 1, BEGAN + 9 * HOUR),
        ("3", "resolution", 0, BEGAN + 9 * HOUR - 60),
    ]
