"""What is particular about Zammad: what it tells of promises that run, were kept or broken."""

import pytest

from tests.connectors.desks.syncing import Store
from tests.connectors.desks.zammad import BEGAN, FakeZammad, stamp
from trigpoint.connectors.zammad import CONNECTOR

HERE = {"address": "https://desk.example.org", "user": "root", "secret": "password"}
HOUR = 3600


def promises(store: Store, what: str) -> list[tuple[object, ...]]:
    return store.warehouse._db.execute(
        f"SELECT t.ticket, target, {what} FROM promise JOIN ticket t USING (key) ORDER BY ALL"
    ).fetchall()


def look(desk: FakeZammad, store: Store, hours: int, **ticket: object) -> None:
    """Let the one ticket of a help desk become otherwise, and read it."""
    desk.tickets[0].update(ticket, updated_at=stamp(BEGAN + hours * HOUR))
    store.sync(CONNECTOR, desk, HERE)


NOTHING = {
    "first_response_at": None, "first_response_diff_in_min": None, "close_at": None,
    "first_response_escalation_at": None, "close_escalation_at": None, "close_diff_in_min": None,
}  # fmt: skip


@pytest.fixture
def desk() -> FakeZammad:
    """One ticket that nobody answered, with a promise of an answer after two hours."""
    desk = FakeZammad()
    desk.live(1)
    desk.articles, desk.history = {"1": []}, {"1": []}
    due = {"first_response_escalation_at": stamp(BEGAN + 2 * HOUR)}
    desk.tickets[0].update(NOTHING | due, created_at=stamp(BEGAN), state="open")
    return desk


WHOLE = "met, settled, cancelled"
ANSWER = ("1", "first_reply")


@pytest.mark.req("MEASURE-1", via="core")
def test_a_promise_that_is_late_and_still_runs_is_missed_when_it_fell_due(desk: FakeZammad):
    store = Store()
    look(desk, store, 1)
    late = [(*ANSWER, 0, BEGAN + 2 * HOUR, 0)]
    assert promises(store, WHOLE) == late, "it needs no other look to become late"
    look(desk, store, 30, state="pending reminder", first_response_escalation_at=None)
    assert promises(store, WHOLE) == late, "to wait takes nothing back"
    answered = stamp(BEGAN + 40 * HOUR)
    look(desk, store, 40, first_response_at=answered, first_response_diff_in_min=-300)
    assert promises(store, WHOLE) == late, "nor does the answer move it into another week"


def test_a_promise_that_rests_before_it_is_late_runs_again_to_its_new_end(desk: FakeZammad):
    store = Store()
    look(desk, store, 0)
    look(desk, store, 1, state="pending reminder", first_response_escalation_at=None)
    assert promises(store, WHOLE) == [(*ANSWER, 0, BEGAN + 2 * HOUR, 1)], "it does not count"
    due = {"first_response_escalation_at": stamp(BEGAN + 9 * HOUR)}
    look(desk, store, 8, state="open", **due)
    assert promises(store, WHOLE) == [(*ANSWER, 0, BEGAN + 9 * HOUR, 0)]
    answered = stamp(BEGAN + 11 * HOUR)
    look(desk, store, 11, first_response_at=answered, first_response_diff_in_min=60)
    kept = [(*ANSWER, 1, BEGAN + 11 * HOUR, 0)]
    assert promises(store, WHOLE) == kept, "its end was moved between two looks"


def test_a_ticket_without_an_sla_has_no_promise(desk: FakeZammad):
    store = Store()
    look(desk, store, 1, first_response_escalation_at=None)
    assert promises(store, WHOLE) == []


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
    assert promises(store, "met, settled") == [
        ("1", "first_reply", 1, BEGAN + 2 * HOUR),
        ("2", "first_reply", 0, BEGAN + HOUR),
        ("2", "resolution", 1, BEGAN + 9 * HOUR),
        ("3", "resolution", 0, BEGAN + 9 * HOUR - 60),
    ]
