"""What Zendesk's rows become: replies, promises, merges, ratings; and no text of a customer."""

from __future__ import annotations

import csv
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.connectors.desks.syncing import Store
from tests.connectors.desks.zendesk import BEGAN, FakeZendesk, Life, comment, stamp
from trigpoint.connectors.sync import connector_of
from trigpoint.tickets.records import Rating, SurveyKind

SAID = {"address": "https://desk.example.org", "user": "root", "secret": "password"}


def synced(desk: FakeZendesk) -> Store:
    store = Store()
    store.sync(connector_of("zendesk"), desk, SAID)
    return store


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    return store.warehouse._db.execute(sql).fetchall()


def ticket(desk: FakeZendesk, **more: Any) -> None:
    said = {
        "id": 7, "status": "solved", "assignee_id": 501, "group_id": 71, "priority": "high",
        "requester_id": 901, "submitter_id": 901, "created_at": stamp(BEGAN),
        "updated_at": stamp(BEGAN + 9000),
        "generated_timestamp": BEGAN + 9000, "tags": [], "via": {"channel": "email"},
    }  # fmt: skip
    desk.tickets.append({**said, **more})


def life(desk: FakeZendesk) -> Life:
    made = Life(desk, random.Random(0), 7, BEGAN)
    made.event(901, [{"event_type": "Create", "status": "new"}, comment(901, public=True)])
    return made


@pytest.mark.req("MEASURE-1", via="core")
def test_a_reply_a_handover_a_solve_and_a_reopen_are_read_from_the_events():
    desk = FakeZendesk()
    ticket(desk)
    made, now = life(desk), {"status": "new", "assignee_id": None}
    made.at += 600
    made.event(501, [made.change(now, "assignee_id", 501), comment(501, public=True)])
    made.at += 600
    made.event(501, [made.change(now, "status", "solved")])
    made.at += 600
    made.event(901, [comment(901, public=True)])
    made.event(-1, [made.change(now, "status", "open")], via="rule")
    made.event(501, [made.change(now, "assignee_id", 502)])
    made.at += 600
    made.event(502, [made.change(now, "status", "solved")])
    store = synced(desk)
    assert rows(store, "SELECT replied - created, reply_account, category FROM ticket") == [
        (600, "desk/501", "solved")
    ]
    assert rows(
        store, "SELECT nth, elapsed, account, handovers, replies FROM solve ORDER BY nth"
    ) == [(1, 1200, "desk/501", 0, 1), (2, 2400, "desk/502", 1, 1)]
    assert store.refused == set()


def test_a_promise_is_kept_by_a_reply_in_time_and_broken_when_zendesk_says_so():
    desk = FakeZendesk()
    ticket(desk)
    made = life(desk)
    made.metric("reply_time", "apply_sla", sla={"target": 60, "business_hours": False})
    made.metric("agent_work_time", "apply_sla", sla={"target": 60, "business_hours": False})
    made.at += 600
    made.event(501, [comment(501, public=True)])
    made.metric("reply_time", "fulfill")
    ticket(desk, id=8)
    other = Life(desk, made.dice, 8, BEGAN)
    other.event(901, [{"event_type": "Create", "status": "new"}])
    other.metric("reply_time", "apply_sla", sla={"target": 10, "business_hours": True})
    other.at += 90_000
    other.metric("reply_time", "breach")
    found = rows(synced(desk), "SELECT target, met FROM promise ORDER BY met")
    assert found == [("first_reply", 0), ("first_reply", 1)]


def test_a_ticket_closed_by_a_merge_counts_no_more():
    desk = FakeZendesk()
    ticket(desk, status="closed", tags=["closed_by_merge"])
    made, now = life(desk), {"status": "new"}
    made.at += 60
    made.event(
        501,
        [
            made.change(now, "status", "closed"),
            {"event_type": "Change", "tags": ["closed_by_merge"],
             "added_tags": ["closed_by_merge"], "removed_tags": []},
        ],
    )  # fmt: skip
    assert rows(synced(desk), "SELECT category, excluded FROM ticket") == [("merged", "merged")]


@pytest.mark.parametrize(
    ("submitter", "requester", "channel", "excluded"),
    [
        (501, 901, "web", "outbound"), (501, 501, "web", ""), (501, 502, "web", ""),
        (901, 901, "web", ""), (501, 901, "email", ""), (501, 901, "voice", ""),
    ],
)  # fmt: skip
def test_what_an_agent_wrote_first_on_zendesks_pages_went_out(
    submitter: int, requester: int, channel: str, excluded: str
):
    desk = FakeZendesk()
    ticket(desk, submitter_id=submitter, requester_id=requester, via={"channel": channel})
    assert rows(synced(desk), "SELECT excluded FROM ticket") == [(excluded,)]


def test_good_is_one_bad_is_none_and_an_offer_waits():
    desk = FakeZendesk()
    for number, score in enumerate(["good", "bad", "offered", "unoffered"], start=7):
        ticket(desk, id=number)
        desk.ratings.append(
            {
                "id": number, "ticket_id": number, "assignee_id": 501, "group_id": 71,
                "score": score,
                "created_at": stamp(BEGAN), "updated_at": stamp(BEGAN + 5), "at": BEGAN + 5,
            }
        )  # fmt: skip
    found = rows(synced(desk), "SELECT score, answered IS NULL, account FROM rating ORDER BY 1")
    assert sorted(found, key=str) == [
        (0, False, "desk/501"), (1, False, "desk/501"), (None, True, "desk/501"),
    ]  # fmt: skip


def test_whoever_rates_twice_has_rated_once_as_they_said_last_since_they_were_asked():
    desk, store = FakeZendesk(), Store()
    ticket(desk)
    made = life(desk)
    earlier = Rating(rating="70", kind=SurveyKind.CSAT, sent_at=BEGAN, ticket="7", lowest=0)
    store.warehouse.land("desk", [earlier], batch="sync", landed_at=0)
    for nth, score in enumerate(["offered", "bad", "good"]):
        made.rated({"assignee_id": 501, "group_id": 71}, nth, score)
        store.sync(connector_of("zendesk"), desk, SAID)
    found = rows(store, f"SELECT score, sent - {BEGAN}, answered - {BEGAN} FROM rating")
    assert found == [(1, 0, 100)]
    assert store.sync(connector_of("zendesk"), desk, SAID) == 0


def test_nothing_that_a_customer_wrote_comes_in():
    desk = FakeZendesk()
    desk.live(20)
    store = synced(desk)
    for kind in store.landed():
        found = str(rows(store, f"SELECT * FROM {kind}"))
        assert "canary" not in found, kind
        assert "'901'" not in found, "a customer's number is no account"


def test_tables_of_zendesk_go_through_the_mapper(shared_data: Path):
    """Rows as they lie in a warehouse, put back into the shapes of the interface."""
    desk = FakeZendesk()
    for row in table(shared_data, "ticket"):
        ticket(
            desk,
            **{name: row[name] or None for name in ("assignee_id", "group_id", "priority")},
            id=int(row["id"]),
            status=row["status"],
            requester_id=row["requester_id"],
            created_at=row["created_at"],
            updated_at=row["updated_at"],
            generated_timestamp=seconds(row["updated_at"]),
            via={"channel": row["via_channel"]},
        )
    known = {ticket["id"] for ticket in desk.tickets}
    for number, row in enumerate(table(shared_data, "ticket_field_history")):
        if int(row["ticket_id"]) in known:
            child = {"id": number, "event_type": "Change", row["field_name"]: row["value"]}
            desk.rows.append(
                {
                    "id": number, "ticket_id": int(row["ticket_id"]), "child_events": [child],
                    "timestamp": seconds(row["updated"]), "updater_id": row["user_id"] or None,
                }
            )  # fmt: skip
    store = synced(desk)
    assert store.refused == set()
    assert rows(store, "SELECT count(*), count(DISTINCT ticket) FROM ticket") == [(10, 10)]
    assert dict(rows(store, "SELECT excluded, count(*) FROM ticket GROUP BY 1")) == {
        "": 8,
        "deleted": 2,
    }
    [(solved, reopened)] = rows(
        store,
        "SELECT solved, reopened FROM solve JOIN ticket USING (key) WHERE ticket.ticket = '11071'",
    )
    assert (solved, reopened) == (seconds("2020-11-14 11:01:27"), None)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "zendesk_tables" / f"{name}_data.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    "lost", [{"event_type": "Change", "previous_value": "new"}, {"event_type": "Create"}]
)
def test_a_change_that_does_not_say_of_what_is_put_aside(lost):
    desk = FakeZendesk()
    desk.live(1)
    desk.rows[0]["child_events"] = [{"id": 1, "via": {}, **lost}]
    assert {code for _line, code in synced(desk).refused} == {"missing"}
