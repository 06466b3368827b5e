"""A reading of each help desk: who counts as staff, which shapes are seen, and what is told of it.

That whatever goes wrong on the way changes nothing in the end is in test_syncs.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date

import pytest

from tests.connectors.cases import CASES, CASES_BY_KEY, HERE, HOURS, clean
from tests.connectors.desks.answers import RECORDED, Case, FakeDesk, parts
from tests.connectors.desks.faults import bent
from tests.connectors.desks.syncing import NOW, Store
from tests.connectors.desks.zammad import FakeZammad
from trigpoint.connectors.chatwoot import rows as chatwoot_rows
from trigpoint.connectors.sync import Api, Given, Rows, connector_of, reading
from trigpoint.net import Answer, NotAnswered, NotReached
from trigpoint.services.helpdesks.syncs import drift


def test_people_who_leave_take_nothing_of_what_they_did_with_them(case: Case):
    desk, store = case.make(30), Store()
    store.sync(connector_of(case.key), desk, HERE)
    before, written = store.landed(), messages(store)
    desk.leave(*case.staff[1:])
    assert store.sync(connector_of(case.key), desk, HERE, now=NOW + HOURS) == 0
    store.warehouse.begin_anew("desk")
    assert store.sync(connector_of(case.key), desk, HERE, now=NOW + 2 * HOURS) == 0
    assert (store.landed(), messages(store)) == (before, written)


def messages(store: Store) -> list[tuple[object, ...]]:
    """Return what was written by whom."""
    return store.warehouse._db.execute("SELECT * FROM landed_message ORDER BY id").fetchall()


@pytest.mark.parametrize("key", ["zendesk", "freshdesk", "zammad"])
def test_whoever_holds_a_ticket_was_of_the_staff_also_who_left_before_the_first_reading(key: str):
    desk, store = CASES_BY_KEY[key].make(30), Store()
    desk.leave(*CASES_BY_KEY[key].staff)
    store.sync(connector_of(key), desk, HERE)
    store.warehouse.begin_anew("desk")  # Those who were met on a later page are known on the first.
    store.sync(connector_of(key), desk, HERE, now=NOW + HOURS)
    assert messages(store) == messages(clean(CASES_BY_KEY[key], 30))


@pytest.mark.parametrize("key", ["zendesk", "request_tracker", "freshdesk"])
def test_what_somebody_does_who_left_the_staff_is_not_an_agents(key: str):
    case = CASES_BY_KEY[key]
    desk, empty, store = case.make(9), case.make(0), Store()
    store.sync(connector_of(key), empty, HERE, now=1)
    for one in (empty, desk):
        one.leave(*case.staff)
    store.sync(connector_of(key), empty, HERE, now=2)
    store.sync(connector_of(key), desk, HERE)
    assert not [row for row in messages(store) if "agent" in row]


def test_a_field_that_comes_anew_is_seen(case: Case):
    before, now = noted(case, lambda _row: None), noted(case, lambda row: row.update(brand_new={}))
    assert all("id" in fields for fields in before.values())
    assert {(name, kind) for _stream, name, kind in drift(before, now)} == {("brand_new", "new")}
    assert {stream for stream, *_rest in drift(before, now)} == before.keys()


@pytest.mark.parametrize(
    ("key", "field", "path"),
    [
        ("chatwoot", "assignee", "meta.assignee"),
        ("intercom", "assigned_to", "conversation_parts.conversation_parts[].assigned_to"),
        ("freshdesk", "resolved_at", "stats.resolved_at"),
        ("request_tracker", "Owner", "Owner"),
        ("zammad", "owner_id", "owner_id"),
    ],
)
def test_a_field_that_has_another_name_now_is_seen_however_deep_it_lies(
    key: str, field: str, path: str
):
    case = next(one for one in CASES if one.key == key)

    def renamed(row):
        for part in parts(row):
            if field in part:
                part[f"{field}_v2"] = part.pop(field)

    found = drift(noted(case, lambda _row: None), noted(case, renamed))
    assert path in {name for _stream, name, kind in found if kind == "gone"}


def test_a_number_that_is_a_text_now_is_seen():
    case = next(one for one in CASES if one.key == "freshdesk")
    now = noted(case, lambda row: row.update(id=str(row["id"])))
    found = drift(noted(case, lambda _row: None), now)
    assert ["tickets", "id", "other"] in found
    assert {kind for _stream, _name, kind in found} == {"other"}


def noted(case: Case, change: Callable[[dict[str, object]], None]) -> dict[str, set[str]]:
    """Read a help desk all of whose rows were changed; return the fields that were noted."""
    desk, rows = case.make(12), Rows()

    def net(*request):
        answer = bent(lambda: desk(*request), lambda found: [change(row) or row for row in found])
        one = json.loads(answer.body)
        if isinstance(one, dict) and "id" in one:
            change(one)
        return Answer(answer.status, answer.headers, json.dumps(one).encode())

    Store().sync(connector_of(case.key), net, HERE, rows=rows)
    return rows.fields


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
    desk = case.make(250)
    kept: dict[str, object] = {}

    def stuck(method, url, headers, body=None):
        return kept.setdefault(url.split("?")[0], desk(method, url, headers, body))

    with pytest.raises(NotAnswered):
        Store().sync(connector_of(case.key), stuck, HERE)
    assert len(desk.asked) < 300


@pytest.mark.req("MEASURE-1", via="core")
def test_how_far_a_reading_is_is_told_before_anything_is_landed():
    told: list[tuple[int, int]] = []
    given = Given(CASES_BY_KEY["request_tracker"].make(60), HERE, b"salt", NOW)
    landed = list(
        reading.landings(connector_of("request_tracker"), given, lambda *far: told.append(far))
    )
    assert len(landed) == 1
    assert len(set(told)) > 2
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_request_tracker_that_is_written_to_all_the_time_is_read_to_an_end():
    make = CASES_BY_KEY["request_tracker"].make
    desk, later = make(3), make(200).transactions
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
    given = Given(CASES_BY_KEY["zendesk"].make(12), HERE, b"salt", NOW)
    landed = list(reading.landings(connector_of("zendesk"), given, lambda *far: told.append(far)))
    assert told == sorted(told)
    assert told[-1] == (sum(len(landing.records) for landing in landed), 0)


def test_all_queues_of_a_request_tracker_are_read_where_they_fill_several_pages():
    desk, store = CASES_BY_KEY["request_tracker"].make(1), Store()
    desk.queues = {str(number): f"Queue {number}" for number in range(1, 251)}
    store.sync(connector_of("request_tracker"), desk, HERE)
    assert store.landed()["landed_queue"] == 250


@pytest.mark.parametrize(
    "host", ["Desk.Example.org", "desk.example.org:443", "DESK.example.org:443"]
)
def test_a_link_to_the_next_page_is_followed_however_the_address_was_written(host: str):
    api = Api(FakeDesk(), f"https://{host}/api/v2", {})
    link = "https://desk.example.org/api/v2/users.json?page=2"
    assert api.url(link, {}) == link
    for other in ("desk.example.org:8443", "desk.example.com", "desk.example.org:x"):
        with pytest.raises(NotAnswered):
            api.url(f"https://{other}/api/v2/users.json", {})


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
    message = {
        "conversation_id": 7,
        "created_at": 1_782_892_800,
        "message_type": 0,
        "private": False,
    }
    items = [{**message, "id": "c0ffee"}, {**message, "id": 8}]
    refused, read = Rows().each("messages", items, chatwoot_rows.message)
    assert (refused.code, refused.line) == ("type", "messages c0ffee")
    assert read.seq == 8
