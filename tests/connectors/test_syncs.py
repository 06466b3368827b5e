"""Laws of every connector: whatever goes wrong on the way, what is known in the end is the same.

Tables of a warehouse have the same laws in test_warehouse.py: they are read without a network.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache

import pytest

from tests.connectors import desks
from tests.connectors.cases import CASES, HERE, HOURS, clean
from tests.connectors.desks.answers import Case, FakeDesk, last_seen, says_when
from tests.connectors.desks.faults import SKEW, Faulty, bent, moved, skewed
from tests.connectors.desks.syncing import NOW, SCHEDULES, Quick, Store, patient
from trigpoint.connectors.sync import (
    Connector,
    Given,
    all_connectors,
    connector_of,
    reading,
)
from trigpoint.connectors.sync.pages import FORGOTTEN
from trigpoint.net import Answer, ComeBack, NotReached
from trigpoint.tickets.cursors import LOOKS
from trigpoint.tickets.records import Refused, TicketRow

ROUNDS = 6
TICKETS, A_PAGE = 18, 7
HISTORIES = 3
FORGETFUL = 4
"""In one schedule of so many the help desk forgets between readings which pages it gave."""
WHOLE = 10
"""One schedule of so many lands and folds everything as it comes."""


def test_every_connector_that_is_asked_over_the_network_has_its_case():
    assert {case.key for case in CASES} == all_connectors().keys() - {"warehouse"}


def test_a_second_and_a_third_reading_change_no_row(case: Case):
    desk, store = case.make(30), Store()
    first = store.sync(connector_of(case.key), desk, HERE)
    before = store.landed()
    assert first == sum(before.values()) >= 30
    for _again in range(2):
        assert store.sync(connector_of(case.key), desk, HERE) == 0
    store.warehouse.begin_anew("desk")
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


@pytest.fixture
def short_pages(case: Case, monkeypatch) -> None:
    """Let a few tickets fill several pages, at the help desk and in what it is asked for."""
    all_connectors()  # What is imported for the first time now would keep the short pages.
    ours = {f"trigpoint.connectors.{name}" for name in (case.key, "sync")}
    ours.add(f"{desks.__name__}.{case.key}")
    for name, module in list(sys.modules.items()):
        if name in ours or name.rpartition(".")[0] in ours:
            for size in ("FULL", "SIZE", "PAGE"):
                if isinstance(getattr(module, size, None), int):
                    monkeypatch.setattr(module, size, A_PAGE)


def troubled(case: Case, history: int) -> FakeDesk:
    """Return a help desk with tickets of some history; only the clocks of the first were right."""
    desk = case.make(
        TICKETS if case.knows_what_is_new else TICKETS // 4
    )  # it makes four times more
    if history:
        skewed(desk.stamped(), random.Random(history))
    return desk


@cache
def fault_free(case: Case, history: int) -> Quick:
    store = Quick()
    store.sync(connector_of(case.key), troubled(case, history), HERE)
    return store


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("seed", SCHEDULES)
def test_whatever_goes_wrong_the_state_in_the_end_is_the_same(case: Case, seed: int, monkeypatch):
    dice, history = random.Random(seed), seed % HISTORIES
    monkeypatch.setattr(reading, "ENOUGH", dice.choice([40, 100, 5000]))
    desk, connector = troubled(case, history), connector_of(case.key)
    store = Quick() if seed % WHOLE else Store()
    whole, now = fault_free(case, history), last_stamp(desk)
    desk.now = now + 2 * SKEW  # its clock; ours is behind it, or ahead, or as far as its newest row
    net = Faulty(desk, dice, every=dice.uniform(1.5, 8))
    desk.clock, desk.limit = lambda: net.clock, dice.choice([None, 6, 40])
    desk.late = dice.sample(late := desk.lateable(), min(4, len(late)))
    for _round in range(dice.randrange(1, 4)):
        if case.forgets and seed % FORGETFUL == 0:
            desk.forget_pages()
        net.given.clear()  # A page of another reading, given as this one's first, nobody can tell.
        try:
            ours = now + dice.choice([-SKEW, 0, SKEW])
            stop = dice.choice([None, 1, 2])
            store.sync(connector, patient(net), HERE, now=ours, stop_after=stop)
        except ComeBack as wait:
            net.sleep(wait.after)
        except NotReached:
            continue
    net.calm, desk.late, desk.limit = True, [], None
    read_until_nothing_changes(store, connector, net)
    assert net.impatient == 0
    assert store.same_as(whole), net.harm


def last_stamp(desk: FakeDesk) -> int:
    """Return when anything was last changed at a help desk."""
    return max((last_seen(row) for rows in desk.streams() for row in rows), default=NOW)


def read_until_nothing_changes(store: Store, connector: Connector, net: Faulty) -> None:
    """Read on until a reading brings no row and ends where it began: all after it do the same."""
    for _round in range(ROUNDS):
        before = store.cursors()
        new = store.sync(connector, patient(net), HERE)
        if not new and store.cursors() == before:
            return
    raise AssertionError("it never comes to rest")


SMALL = 6


@pytest.mark.usefixtures("short_pages")
def test_a_row_that_does_not_fit_for_once_is_read_within_the_same_reading(case: Case):
    whole, connector = Quick(), connector_of(case.key)
    whole.sync(connector, desk := case.make(SMALL), HERE)
    for nth in range(1, len(desk.asked) + 1):
        store = Quick()
        store.sync(connector, emptied(case.make(SMALL), only=nth), HERE)
        assert not refused_in(store), nth
        assert store.same_as(whole), nth


@pytest.mark.usefixtures("short_pages")
def test_for_rows_that_never_fit_a_reading_begins_again_once_at_most(case: Case):
    store, connector, asked = Quick(), connector_of(case.key), [0]
    desk = troubled(case, 0)
    net = emptied(desk)
    for _hour in range(4):
        store.sync(connector, net, HERE)
        asked.append(len(desk.asked) - sum(asked))
    assert refused_in(store)
    assert [one.given_up for one in store.came].index(True) == len(store.came) - 3
    assert asked[4] == asked[3] <= asked[2] <= asked[1] < 4 * len(clean_asked(case))


def emptied(desk: FakeDesk, only: int | None = None) -> Callable[..., Answer]:
    """Return a net on which the first row of lists holds its number alone: of all, or the nth."""

    def net(*request):
        def bare(rows):
            return [{"id": rows[0].get("id")}, *rows[1:]]

        return bent(lambda: desk(*request), bare if only in {None, len(desk.asked) + 1} else list)

    return net


def refused_in(store: Quick) -> list[Refused]:
    """Return the rows that were put aside."""
    return [one for came in store.came for one in came.records if isinstance(one, Refused)]


def clean_asked(case: Case) -> list[object]:
    """Return what is asked of a help desk without faults."""
    desk = troubled(case, 0)
    Quick().sync(connector_of(case.key), desk, HERE)
    return desk.asked


FORGETTING = [one for one in CASES if one.forgets]


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("status", [400, 410, 422])
@pytest.mark.parametrize("case", FORGETTING, ids=lambda case: case.key)
def test_a_page_that_is_known_no_longer_is_gone_back_from_and_that_is_said(
    case: Case, status: int, monkeypatch
):
    monkeypatch.setattr(reading, "ENOUGH", 1)
    desk, store, connector = troubled(case, 0), Quick(), connector_of(case.key)
    desk.over = status
    for landed in (3, 3):
        store.sync(connector, desk, HERE, stop_after=landed)
        desk.forget_pages()
    assert store.cursors().keys() & {"page", "tickets_page"}
    given = Given(desk, HERE, b"salt", NOW, store.cursors())
    landed = list(reading.landings(connector, given))
    for one in landed:
        store.land(one)
    assert FORGOTTEN in [one.said for one in landed]
    assert store.same_as(fault_free(case, 0))
    assert store.sync(connector, desk, HERE) == 0


@pytest.mark.parametrize("case", FORGETTING, ids=lambda case: case.key)
def test_a_page_that_is_refused_again_and_again_is_no_endless_loop(case: Case, monkeypatch):
    monkeypatch.setattr(reading, "ENOUGH", 1)
    desk, store = case.make(60), Quick()

    def forgetful(method, url, headers, body=None):
        desk.forget_pages()
        return desk(method, url, headers, body)

    for _run in range(2):
        with suppress(NotReached):
            store.sync(connector_of(case.key), forgetful, HERE)
    assert len(desk.asked) < 60


LOOKING = [one for one in CASES if one.looks]
OWNERS = (1, 2, 1, 2, 2, 1)
"""Whose a ticket is on each of some days."""


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("case", LOOKING, ids=lambda case: case.key)
def test_a_help_desk_that_changes_while_a_row_is_refused_ends_as_one_without(case: Case):
    assert day_by_day(case, refused=True).state() == day_by_day(case, refused=False).state()


def day_by_day(case: Case, *, refused: bool) -> Store:
    """Read a help desk daily while a ticket goes from one to another; then all of it again."""
    desk, store, connector = case.make(A_PAGE // 2), Store(), connector_of(case.key)
    odd = next(row for row in reversed(desk.tickets) if not row.get("spam"))
    right = odd["status"]
    odd["status"] = 99 if refused else right
    for day, owner in enumerate(OWNERS):
        desk.pass_on(owner, NOW + (24 * day - 1) * HOURS)
        store.sync(connector, desk, HERE, now=NOW + 24 * day * HOURS)
    assert bool(store.refused) == refused
    odd["status"] = right
    store.warehouse.begin_anew("desk")
    store.sync(connector, desk, HERE, now=NOW + 300 * HOURS)
    return store


@pytest.mark.parametrize("case", LOOKING, ids=lambda case: case.key)
def test_reading_all_again_finds_out_what_was_not_found_out(case: Case):
    desk, store, connector = case.make(2), Store(), connector_of(case.key)
    desk.pass_on(1, NOW - HOURS)
    store.sync(connector, desk, HERE)
    first = {name: text for name, text in store.cursors().items() if name.startswith(LOOKS)}
    desk.pass_on(2, NOW + HOURS)
    store.sync(connector, desk, HERE, now=NOW + 2 * HOURS)
    # A change that was landed, and whose look was lost: what was found out is true no more.
    store.warehouse.land("desk", [], batch="sync", landed_at=0, cursors=first)
    desk.pass_on(1, NOW + 3 * HOURS)
    store.sync(connector, desk, HERE, now=NOW + 4 * HOURS)
    assert owner(store) == "desk/2"
    store.warehouse.begin_anew("desk")
    store.sync(connector, desk, HERE, now=NOW + 5 * HOURS)
    assert owner(store) == "desk/1"
    before = store.landed()
    store.warehouse.begin_anew("desk")
    assert store.sync(connector, desk, HERE, now=NOW + 6 * HOURS) == 0
    assert store.landed() == before


def owner(store: Store) -> str:
    """Return whose the first ticket is."""
    found = store.warehouse._db.execute("SELECT account FROM ticket WHERE ticket = '1'").fetchall()
    return found[0][0]


BY_TIME = [one for one in CASES if one.by_time]


@pytest.mark.parametrize("moves", [0, 3, 6])
@pytest.mark.parametrize("case", BY_TIME, ids=lambda case: case.key)
def test_a_second_that_fills_pages_is_read_whole_though_some_of_it_are_worked_with(
    case: Case, moves: int
):
    desk = case.make(250)
    tickets = list(desk.streams()[0])
    last = max(tickets, key=last_seen)
    for ticket in tickets:
        ticket[says_when(last)] = last[says_when(last)]
    left = iter(tickets[: 40 * moves : 40])

    def worked_with(method, url, headers, body=None):
        answer = desk(method, url, headers, body)
        if re.search("tickets|conversations", url) and (one := next(left, None)):
            one[says_when(one)] = moved(one[says_when(one)], HOURS)
        return answer

    given = Given(worked_with, HERE, b"salt", NOW)
    landed = list(reading.landings(connector_of(case.key), given))
    records = [one for landing in landed for one in landing.records]
    found = {one.ticket for one in records if isinstance(one, TicketRow)}
    assert len(found) == len(tickets)
    assert len(desk.asked) < 1000


@pytest.mark.parametrize("case", BY_TIME, ids=lambda case: case.key)
def test_a_row_that_comes_late_behind_a_page_where_a_reading_was_broken_off_is_met(
    case: Case, monkeypatch
):
    monkeypatch.setattr(reading, "ENOUGH", 1)
    desk, connector = case.make(60), connector_of(case.key)
    whole = met(connector, desk, NOW, {})
    rows = sorted(next(iter(desk.streams())), key=last_seen)
    rows = [row for row in rows if last_seen(row) > last_seen(rows[-1]) - 160 * HOURS]
    late, then = rows[0], last_seen(rows[0]) + 40 * HOURS
    desk.late = [row for row in rows if last_seen(row) > then] + [late]
    cursors: dict[str, str] = {}
    found = met(connector, desk, then, cursors, broken_off=True)
    desk.late = [late]
    found |= met(connector, desk, then + 100 * HOURS, cursors)
    desk.late = []
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
