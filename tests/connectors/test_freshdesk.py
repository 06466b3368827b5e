"""What is inferred of a Freshdesk's tickets, and what customers said in its surveys."""

from typing import Any

import pytest

from tests.connectors.desks.freshdesk import BEGAN, FakeFreshdesk, stamp
from tests.connectors.desks.syncing import Store
from trigpoint.connectors.freshdesk.history import ALWAYS
from trigpoint.connectors.freshdesk.rows import rating
from trigpoint.connectors.sync import Row, connector_of


@pytest.mark.parametrize(
    ("face", "score"),
    [(103, 1), (101, 1), (100, 0), (-101, -1), (-103, -1), (1, 1), (2, 0), (3, -1)],
)
def test_a_face_is_happy_neutral_or_unhappy_in_surveys_of_both_kinds(face: int, score: int):
    row = {
        "id": 1,
        "ticket_id": 2,
        "ratings": {"default_question": face},
        "created_at": stamp(BEGAN),
        "agent_id": None,
        "group_id": None,
    }
    [said] = rating(Row(row))
    assert said.score == score


SAID = {"address": "https://desk.example.org", "secret": "password"}


def at_work() -> tuple[FakeFreshdesk, dict[str, Any], Store]:
    """A help desk with one open ticket that an agent holds, read once."""
    desk, store = FakeFreshdesk(), Store()
    desk.live(1)
    [ticket] = desk.tickets
    desk.talk["1"] = []
    ticket["stats"] = dict.fromkeys(ticket["stats"])
    ticket.update(spam=False, status=2, responder_id=501, updated_at=stamp(BEGAN + 20_000))
    store.sync(connector_of("freshdesk"), desk, SAID)
    return desk, ticket, store


def become(ticket: dict[str, Any], after: int, *, status: int, agent: int, **stats: int) -> None:
    """Let a ticket be of a state and whose, with moments of its stats, so many seconds later."""
    moments = {name: stamp(BEGAN + at) if at else None for name, at in stats.items()}
    ticket["stats"].update(moments, status_updated_at=stamp(BEGAN + after))
    ticket.update(status=status, responder_id=agent, updated_at=stamp(BEGAN + after))


def solves(store: Store) -> list[tuple[Any, ...]]:
    return store.warehouse._db.execute(
        f"SELECT solved - {BEGAN}, account, reopened - {BEGAN}, handovers FROM solve ORDER BY nth"
    ).fetchall()


def read(desk: FakeFreshdesk, store: Store) -> None:
    store.sync(connector_of("freshdesk"), desk, SAID)


def test_a_solve_a_reopen_and_another_solve_that_were_looked_at_each_time_are_what_they_were():
    desk, ticket, store = at_work()
    become(ticket, 60_000, status=4, agent=501, resolved_at=60_000)
    read(desk, store)
    assert solves(store) == [(60_000, "desk/501", None, 0)]
    become(ticket, 160_000, status=2, agent=502, resolved_at=0, reopened_at=160_000)
    read(desk, store)
    become(ticket, 260_000, status=4, agent=502, resolved_at=260_000)
    read(desk, store)
    assert solves(store) == [(60_000, "desk/501", 160_000, 0), (260_000, "desk/502", None, 1)]


def test_a_solve_that_nobody_looked_at_is_inferred_from_the_reopening():
    desk, ticket, store = at_work()
    become(ticket, 260_000, status=4, agent=502, resolved_at=260_000, reopened_at=160_000)
    read(desk, store)
    assert solves(store) == [(159_999, "desk/501", 160_000, 0), (260_000, "desk/502", None, 1)]
    told = "SELECT value, name FROM landed_change WHERE field = 'status' ORDER BY occurred"
    assert store.warehouse._db.execute(told).fetchall() == [
        ("solved", "inferred"), ("open", None), ("solved", None),
    ]  # fmt: skip


def test_a_reading_from_the_beginning_infers_nothing_else():
    desk, ticket, store = at_work()
    become(ticket, 60_000, status=4, agent=502, resolved_at=60_000)
    read(desk, store)
    before = solves(store)
    store.warehouse.begin_anew("desk")
    read(desk, store)
    assert solves(store) == before == [(60_000, "desk/502", None, 1)]


def test_a_ticket_that_is_deleted_or_spam_waits_no_more_and_one_that_comes_back_does():
    desk, ticket, store = at_work()
    ticket.update(spam=True, updated_at=stamp(BEGAN + 30_000))
    read(desk, store)
    assert states(store) == [("spam", "spam")]
    become(ticket, 20_000, status=2, agent=501)
    ticket.update(spam=False, updated_at=stamp(BEGAN + 40_000))
    read(desk, store)
    assert states(store) == [("open", "")]
    desk.delete(1, BEGAN + 50_000)
    read(desk, store)
    assert states(store) == [("deleted", "deleted")]
    store.warehouse.begin_anew("desk")
    read(desk, store)
    assert states(store) == [("deleted", "deleted")]


def states(store: Store) -> list[tuple[Any, ...]]:
    return store.warehouse._db.execute("SELECT category, excluded FROM ticket").fetchall()


def test_where_the_help_desk_gives_only_the_moments_of_its_page_they_are_enough():
    desk, ticket, store = at_work()
    become(ticket, 60_000, status=5, agent=501, resolved_at=60_000, closed_at=60_000)
    ticket["stats"] = {name: ticket["stats"][name] for name in ALWAYS}
    read(desk, store)
    assert solves(store) == [(60_000, "desk/501", None, 0)]
    assert store.refused == set()


def test_a_plan_without_surveys_gives_no_ratings_and_all_else():
    desk, store = FakeFreshdesk(surveys=False), Store()
    desk.live(12)
    store.sync(connector_of("freshdesk"), desk, SAID)
    landed = store.landed()
    assert (landed["landed_rating"], landed["landed_ticket_row"]) == (0, 12)
    desk.surveys = True
    store.sync(connector_of("freshdesk"), desk, SAID)
    assert store.landed()["landed_rating"] == len(desk.ratings) > 0
