"""Laws of every connector: whatever goes wrong on the way, what is known in the end is the same.

Tables of a warehouse have the same laws in test_warehouse.py: they are read without a network.
"""

from __future__ import annotations

import contextlib
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import pytest

from tests.connectors.desks.answers import RECORDED, FakeDesk
from tests.connectors.desks.chatwoot import FakeChatwoot
from tests.connectors.desks.django_helpdesk import FakeHelpdesk
from tests.connectors.desks.faults import Faulty
from tests.connectors.desks.freshdesk import FakeFreshdesk
from tests.connectors.desks.intercom import FakeIntercom
from tests.connectors.desks.request_tracker import FakeRequestTracker
from tests.connectors.desks.syncing import NOW, SCHEDULES, Store, patient
from tests.connectors.desks.zammad import FakeZammad
from tests.connectors.desks.zendesk import FakeZendesk
from trigpoint.connectors.chatwoot import rows as chatwoot_rows
from trigpoint.connectors.sync import Connector, Given, Rows, connector_of, reading
from trigpoint.net import Answer, ComeBack, NotReached

HERE = {"address": "https://desk.example.org", "user": "root", "secret": "password"}
ROUNDS = 6
SKEW = 900


@dataclass(frozen=True)
class Case:
    """A connector with its fake, and which values of its answers are lists of rows.

    One `by_time` asks for what was changed since a moment.
    """

    key: str
    make: Callable[[int], FakeDesk]
    lists: tuple[str, ...]
    knows_what_is_new: bool = True
    by_time: bool = False


def tracker(tickets: int) -> FakeRequestTracker:
    desk = FakeRequestTracker()
    desk.live(tickets)
    return desk


def zendesk(tickets: int) -> FakeZendesk:
    desk = FakeZendesk()
    desk.live(tickets)
    return desk


def helpdesk(tickets: int) -> FakeHelpdesk:
    desk = FakeHelpdesk()
    desk.live(tickets * 4)
    return desk


def living(make: Callable[[], FakeDesk]) -> Callable[[int], FakeDesk]:
    def come_alive(tickets: int) -> FakeDesk:
        desk = make()
        desk.live(tickets)
        return desk

    return come_alive


OF_ZENDESK = (
    "tickets", "ticket_events", "ticket_metric_events", "satisfaction_ratings", "users", "groups",
)  # fmt: skip
CASES = [
    Case("request_tracker", tracker, ("items",)),
    Case("zendesk", zendesk, OF_ZENDESK, by_time=True),
    Case("freshdesk", living(FakeFreshdesk), (), by_time=True),
    Case("zammad", living(FakeZammad), ("history",), by_time=True),
    Case("chatwoot", living(FakeChatwoot), ("payload",), by_time=True),
    Case("intercom", living(FakeIntercom), ("conversations", "admins", "teams"), by_time=True),
    Case("django_helpdesk", helpdesk, ("results",), knows_what_is_new=False),
]


@pytest.fixture(params=CASES, ids=lambda case: case.key)
def case(request) -> Case:
    return request.param


def clean(case: Case, tickets: int) -> Store:
    store = Store()
    store.sync(connector_of(case.key), case.make(tickets), HERE)
    return store


@cache
def fault_free(case: Case) -> dict[str, object]:
    return clean(case, 12).state()


def test_a_second_and_a_third_reading_change_no_row(case: Case):
    desk, store = case.make(30), Store()
    first = store.sync(connector_of(case.key), desk, HERE)
    before = store.landed()
    assert first == sum(before.values()) >= 30
    for _again in range(2):
        assert store.sync(connector_of(case.key), desk, HERE) == 0
    store.warehouse.forget_cursors("desk")
    assert store.sync(connector_of(case.key), desk, HERE) == 0
    assert store.landed() == before


def test_no_text_and_no_name_of_a_customer_passes_the_door(case: Case):
    store = clean(case, 30)
    for name in store.landed():
        for row in store.warehouse._db.execute(f"SELECT * FROM {name}").fetchall():
            assert "canary" not in repr(row)
            assert "901" not in row, "a customer's own number"


def test_broken_off_after_any_landing_it_goes_on_and_ends_the_same(case: Case, monkeypatch):
    monkeypatch.setattr(reading, "ENOUGH", 1)
    desk, whole = case.make(30), clean(case, 30).state()
    store, runs = Store(), 0
    while store.state() != whole:
        store.sync(connector_of(case.key), desk, HERE, stop_after=1 + runs % 3)
        runs += 1
        assert runs < 60, "it never ends"
    assert runs > 1, "it was never broken off"


def test_what_is_new_is_read_without_reading_all_again(case: Case):
    desk, store = case.make(250), Store()
    store.sync(connector_of(case.key), desk, HERE)
    first = len(desk.asked)
    store.sync(connector_of(case.key), desk, HERE)
    again = len(desk.asked) - first
    assert again < first or not case.knows_what_is_new


@pytest.mark.parametrize("seed", range(SCHEDULES))
def test_whatever_goes_wrong_the_state_in_the_end_is_the_same(case: Case, seed: int, monkeypatch):
    monkeypatch.setattr(reading, "ENOUGH", 100)
    dice = random.Random(seed)
    desk, store, connector = case.make(12), Store(), connector_of(case.key)
    whole = fault_free(case)
    net = Faulty(desk, dice, case.lists, every=dice.uniform(1.5, 8))
    desk.late = late_ones(desk, dice)
    for _round in range(dice.randrange(1, 4)):
        try:
            now = NOW + dice.choice([-SKEW, 0, SKEW])
            store.sync(connector, patient(net), HERE, now=now, stop_after=dice.choice([None, 1, 2]))
        except ComeBack as wait:
            net.sleep(wait.after)
        except NotReached:
            continue
    net.calm, desk.late = True, set()
    read_until_nothing_changes(store, connector, net)
    assert net.impatient == 0
    assert store.state() == whole, net.harm


def read_until_nothing_changes(store: Store, connector: Connector, net: Faulty) -> None:
    """Read on until a reading brings no row and ends where it began: all after it do the same."""
    for _round in range(ROUNDS):
        before = store.warehouse.cursors("desk")
        new = store.sync(connector, patient(net), HERE)
        if not new and store.warehouse.cursors("desk") == before:
            return
    raise AssertionError("it never comes to rest")


def late_ones(desk: FakeDesk, dice: random.Random) -> set[str]:
    """Return a few rows that the help desk does not give out at first."""
    rows = desk.lateable()
    return {row["id"] for row in dice.sample(rows, min(3, len(rows)))}


HOURS = 3600


@pytest.mark.parametrize("case", [one for one in CASES if one.by_time], ids=lambda case: case.key)
def test_a_row_that_comes_late_behind_a_page_where_a_reading_was_broken_off_is_met(
    case: Case, monkeypatch
):
    monkeypatch.setattr(reading, "ENOUGH", 1)
    desk, connector = case.make(60), connector_of(case.key)
    whole = met(connector, desk, NOW, {})
    rows = sorted(desk.lateable(hours=160), key=last_seen)
    late, then = rows[0]["id"], last_seen(rows[0]) + 40 * HOURS
    desk.late = {row["id"] for row in rows if last_seen(row) > then} | {late}
    cursors: dict[str, str] = {}
    found = met(connector, desk, then, cursors, broken_off=True)
    desk.late = {late}
    found |= met(connector, desk, then + 100 * HOURS, cursors)
    desk.late = set()
    assert not whole <= found
    assert whole <= found | met(connector, desk, then + 101 * HOURS, cursors)


def met(
    connector: Connector, desk: FakeDesk, now: int, cursors: dict[str, str], *, broken_off=False
) -> set[str]:
    """Read on from cursors, and to the last landing but one where it is broken off."""
    landed = list(reading.landings(connector, Given(desk, HERE, b"salt", now, dict(cursors))))
    if broken_off:
        landed = landed[:-1]
    for landing in landed:
        cursors.update(landing.cursors)
    return {repr(record) for landing in landed for record in landing.records}


def last_seen(row: dict[str, object]) -> int:
    """Return when a row of any help desk was last changed, in seconds since 1970."""
    found = next(
        row[name] for name in ("timestamp", "last_activity_at", "updated_at") if name in row
    )
    return found if isinstance(found, int) else int(datetime.fromisoformat(found).timestamp())


def test_a_field_that_comes_anew_is_seen(case: Case):
    desk, rows = case.make(5), Rows()
    Store().sync(connector_of(case.key), desk, HERE, rows=rows)
    assert rows.fields
    assert all("id" in fields for fields in rows.fields.values())


def test_every_response_shape_cites_its_page_and_the_date_on_which_it_was_read(case: Case):
    desk, read = case.make(12), set()

    def noting(method, url, headers, body=None):
        answer = desk(method, url, headers, body)
        if answer.status == 200:
            read.add(re.sub(r"/\d+(?=/|$)", "/[id]", desk.asked[-1].path))
        return answer

    Store().sync(connector_of(case.key), noting, HERE)
    assert read == set(desk.shapes)
    for cited in desk.shapes.values():
        assert cited.where.startswith("https://") or cited.where == RECORDED
        assert date.fromisoformat(cited.read) >= date(2026, 11, 1)


def test_a_key_that_is_not_accepted_is_said_and_not_tried_again(case: Case):
    asked = []

    def refusing(*request):
        asked.append(request)
        return Answer(401, {}, b"{}")

    with pytest.raises(NotReached, match="does not accept the key"):
        Store().sync(connector_of(case.key), refusing, HERE)
    assert len(asked) == 1


def test_the_same_page_again_and_again_is_no_endless_loop(case: Case):
    desk = case.make(30)
    kept: dict[str, object] = {}

    def stuck(method, url, headers, body=None):
        return kept.setdefault(url.split("?")[0], desk(method, url, headers, body))

    with contextlib.suppress(NotReached):
        Store().sync(connector_of(case.key), stuck, HERE)
    assert len(desk.asked) < 300


@pytest.mark.req("MEASURE-1", via="core")
def test_how_far_a_reading_is_is_told_before_anything_is_landed():
    told: list[tuple[int, int]] = []
    given = Given(tracker(60), HERE, b"salt", NOW)
    landed = list(
        reading.landings(connector_of("request_tracker"), given, lambda *far: told.append(far))
    )
    assert len(landed) == 1
    assert len(set(told)) > 2
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_request_tracker_that_is_written_to_all_the_time_is_read_to_an_end():
    desk, later = tracker(3), tracker(200).transactions
    now = len(desk.transactions)
    desk.transactions, waiting = later[:now], later[now:]

    def busy(method, url, headers, body=None):
        answer = desk(method, url, headers, body)
        desk.transactions.append(waiting.pop(0))
        return answer

    given = Given(busy, HERE, b"salt", NOW)
    landed = list(reading.landings(connector_of("request_tracker"), given))
    assert len(waiting) > 100
    assert landed[-1].as_of == NOW


def test_where_nobody_knows_how_much_there_is_the_records_are_counted():
    told: list[tuple[int, int]] = []
    given = Given(zendesk(12), HERE, b"salt", NOW)
    landed = list(reading.landings(connector_of("zendesk"), given, lambda *far: told.append(far)))
    assert told == sorted(told)
    assert told[-1] == (sum(len(landing.records) for landing in landed), 0)


def test_a_key_of_zammad_that_may_not_list_groups_learns_their_names_from_tickets():
    desk, store = FakeZammad(), Store()
    desk.live(3)

    def agent(method, url, headers, body=None):
        listing = url.split("?")[0].endswith("/groups")
        return Answer(403, {}, b"{}") if listing else desk(method, url, headers, body)

    store.sync(connector_of("zammad"), agent, HERE)
    found = store.warehouse._db.execute("SELECT queue, name FROM landed_queue").fetchall()
    assert found == [("1", "Sales")]
    assert store.landed()["landed_ticket_row"] == 3


def test_a_number_that_is_none_refuses_its_row_and_no_more():
    message = {"conversation_id": 7, "created_at": 1_782_892_800, "message_type": 0, "sender": {}}
    items = [{**message, "id": "c0ffee"}, {**message, "id": 8}]
    refused, read = Rows().each("messages", items, chatwoot_rows.message)
    assert (refused.code, refused.line) == ("type", "messages c0ffee")
    assert read.seq == 8
