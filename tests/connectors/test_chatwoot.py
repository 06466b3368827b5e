"""What is particular about Chatwoot: pages of any length, and orders that it does not keep."""

import pytest

from tests.connectors.desks import chatwoot as desks
from tests.connectors.desks.chatwoot import FakeChatwoot
from tests.connectors.desks.syncing import Store
from trigpoint.connectors.chatwoot import CONNECTOR

HERE = {"address": "https://desk.example.org", "user": "root", "secret": "password"}


@pytest.fixture
def desk() -> FakeChatwoot:
    made = FakeChatwoot()
    made.live(30)
    return made


def count(store: Store, table: str) -> int:
    return store.landed()[f"landed_{table}"]


def test_conversations_are_all_read_where_a_page_is_shorter_than_usual(desk, monkeypatch):
    monkeypatch.setattr(desks, "PAGE", 10)
    store = Store()
    store.sync(CONNECTOR, desk, HERE)
    assert count(store, "ticket_row") == 30
    assert count(store, "rating") == len(desk.ratings)


def test_a_message_that_was_brought_in_later_with_an_earlier_time_is_read(desk):
    one = desk.messages["1"][0]
    rest = [{**one, "id": 1000 + n, "created_at": one["created_at"] + n} for n in range(150)]
    early = {**one, "id": 2000, "created_at": one["created_at"] - 60}
    desk.messages["1"] = [early, *rest]
    for told in desk.messages["1"]:
        told["message_type"] = 0
    store = Store()
    store.sync(CONNECTOR, desk, HERE)
    found = store.warehouse._db.execute(
        "SELECT count(*) FROM landed_message WHERE ticket = '1'"
    ).fetchall()
    assert found == [(151,)]


def test_a_conversation_in_which_an_agent_wrote_first_went_out(desk):
    [first, *_rest] = sorted(desk.messages["1"], key=lambda one: one["created_at"])
    for kind, sender, out in ((1, "user", True), (1, "agent_bot", False), (0, "contact", False)):
        first.update(message_type=kind, private=False, sender={"id": 3, "type": sender})
        store = Store()
        store.sync(CONNECTOR, desk, HERE)
        found = store.warehouse._db.execute("SELECT excluded FROM ticket WHERE ticket = '1'")
        assert found.fetchall() == [("outbound" if out else "",)]


def test_ratings_that_came_after_a_reading_are_read_by_the_next(desk):
    whole, store = list(desk.ratings), Store()
    while len(whole) < 40:
        days = 60 - len(whole)
        whole.append({**whole[-1], "id": 900 + len(whole), "created_at": desk.now - days * 86_400})
    late = {**whole[-1], "id": 5000, "created_at": desk.now}
    desk.ratings = whole
    store.sync(CONNECTOR, desk, HERE, now=desk.now)
    desk.ratings = [*whole, late]
    assert store.sync(CONNECTOR, desk, HERE, now=desk.now) == 1
