"""What Intercom's parts become: states, replies, assignments; and its ratings."""

from __future__ import annotations

from typing import Any

import pytest

from tests.connectors.desks.intercom import RATING, FakeIntercom
from tests.connectors.desks.syncing import Store
from trigpoint.connectors.sync import connector_of

SAID = {"address": "https://desk.example.org", "secret": "password"}


def part(kind: str, after: int, **more: Any) -> dict[str, Any]:
    return {"part_type": kind, "at": after, "body": None, "assigned_to": None, **more}


def read(*parts: dict[str, Any], rating: dict[str, Any] | None = None) -> Store:
    """Read a conversation with these parts, so many seconds after it was opened."""
    desk, store = FakeIntercom(), Store()
    desk.live(1)
    talk = desk.talks["1"]
    told = [
        {"type": "conversation_part", "id": str(n), "author": {"type": "admin", "id": "501"},
         "created_at": talk["created_at"] + one.pop("at"), "updated_at": 0, **one}
        for n, one in enumerate(parts, start=1)
    ]  # fmt: skip
    talk["conversation_parts"] = {"conversation_parts": told, "total_count": len(told)}
    talk["conversation_rating"] = {**dict.fromkeys(RATING), "teammate": {"id": None, "type": None}}
    for name, value in (rating or {}).items():
        at = name.endswith("_at")
        talk["conversation_rating"][name] = talk["created_at"] + value if at else value
    store.sync(connector_of("intercom"), desk, SAID)
    assert store.refused == set()
    return store


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    return store.warehouse._db.execute(sql).fetchall()


@pytest.mark.parametrize(
    "kind",
    ["open", "assign_and_reopen", "note_and_reopen", "unsnoozed", "timer_unsnooze",
     "assign_and_unsnooze", "note_and_unsnooze"],
)  # fmt: skip
def test_whatever_opens_a_conversation_again_ends_its_first_solve(kind: str):
    store = read(part("close", 3600), part(kind, 4000), part("close", 9000))
    assert rows(store, "SELECT elapsed, reopened - created FROM solve ORDER BY nth") == [
        (3600, 4000), (9000, None),
    ]  # fmt: skip


def test_a_conversation_waits_from_its_snooze_until_the_timer_ends_it():
    store = read(part("snoozed", 60), part("timer_unsnooze", 3600), part("close", 9000))
    told = "SELECT occurred - created, category FROM ticket_event WHERE kind = 'status' ORDER BY n"
    assert rows(store, told) == [(60, "pending"), (3600, "open"), (9000, "closed")]


def test_a_part_that_does_something_and_carries_a_text_is_a_reply_too():
    store = read(part("note_and_reopen", 60, body="x"), part("close", 600, body="x"))
    said = "SELECT occurred - created, public FROM ticket_event WHERE kind = 'message' ORDER BY n"
    assert rows(store, said) == [(60, False), (600, True)]
    assert rows(read(part("close", 600)), said) == []


def test_a_survey_without_an_answer_was_sent_all_the_same():
    asked = {"created_at": 3700, "teammate": {"type": "admin", "id": "501"}}
    [(sent, answered, score, account)] = rows(
        read(part("close", 3600), rating=asked),
        "SELECT r.sent - t.created, answered, score, r.account"
        " FROM rating r JOIN ticket t USING (key)",
    )
    assert (sent, answered, score, account) == (3700, None, None, "desk/501")


@pytest.mark.parametrize(
    ("parts", "more", "answered"),
    [
        ([part("conversation_rating_changed", 5000)], {}, 5000),
        ([], {"updated_at": 5100}, 5100),
        ([], {}, 3700),
    ],
)
def test_an_answer_is_of_when_it_is_noted_and_of_the_question_where_that_is_not_told(
    parts: list[dict[str, Any]], more: dict[str, int], answered: int
):
    asked = {"created_at": 3700, "rating": 5, "teammate": {"type": "admin", "id": "501"}, **more}
    found = rows(
        read(part("close", 3600), *[dict(one) for one in parts], rating=asked),
        "SELECT r.sent - t.created, r.answered - t.created FROM rating r JOIN ticket t USING (key)",
    )
    assert found == [(3700, answered)]


def test_who_was_never_asked_has_no_survey():
    assert rows(read(part("close", 3600)), "SELECT * FROM rating") == []
