"""The connector against the real Request Tracker 5: what people did there is what we know."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import set_aside
from tests.connectors.desks.syncing import Store
from tests.connectors.real import tracker as real
from tests.connectors.real.tracker import Tracker
from trigpoint.connectors.sync import connector_of
from trigpoint.net import Client, NotReached, Patience

pytestmark = pytest.mark.slow
TICKETS = int(os.environ.get("TRIGPOINT_TRACKER_TICKETS", "12"))
"""Tickets that are there when the reading is killed; `make tracker` fills it with 2,000."""
TOGETHER = 15 if TICKETS < 500 else 5_000
ASK = Patience(Client(allowed=frozenset({"127.0.0.1"})))


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    if found := real.lacking():
        set_aside(found)
    with real.running(tmp_path_factory.mktemp("rt")) as made:
        for name in ("ana", "rui"):
            made.send(
                "POST",
                "user",
                {"Name": name, "EmailAddress": f"{name}@desk.test", "Privileged": 1},
            )
        made.send("POST", "queue", {"Name": "Billing"})
        yield made


def sync(store: Store, tracker: Tracker) -> int:
    said = {"address": tracker.address, "user": "root", "secret": real.PASSWORD}
    return store.sync(connector_of("request_tracker"), ASK, said, now=int(time.time()))


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    return store.warehouse._db.execute(sql).fetchall()


def events(store: Store, ticket: str) -> list[tuple[object, ...]]:
    return rows(
        store,
        "SELECT e.kind, e.category, e.account, e.author FROM ticket_event e JOIN ticket t"
        f" USING (key) WHERE t.ticket = '{ticket}' ORDER BY e.n",
    )


@pytest.mark.req("MEASURE-1", via="core")
def test_what_was_done_in_the_real_program_is_what_we_know(tracker: Tracker):
    one = tracker.ticket(Requestor="carl@cust.test")
    tracker.send("PUT", f"ticket/{one}", {"Owner": "root"})
    said = {"Content": "Try again", "ContentType": "text/plain"}
    tracker.send("POST", f"ticket/{one}/correspond", said)
    tracker.send("POST", f"ticket/{one}/comment", {**said, "Content": "Odd"})
    tracker.send("PUT", f"ticket/{one}", {"Status": "resolved"})
    tracker.mail("carl@cust.test", f"[test.local #{one}] Broken")
    tracker.send("PUT", f"ticket/{one}", {"Queue": "Billing", "Priority": 40})
    tracker.send("PUT", f"ticket/{one}", {"Status": "resolved"})
    twin = tracker.ticket(Requestor="carl@cust.test")
    tracker.send("PUT", f"ticket/{twin}", {"MergeInto": one})
    store = Store()
    sync(store, tracker)
    assert store.refused == set()
    found = rows(
        store, "SELECT ticket, category, account, excluded FROM ticket ORDER BY ticket::int"
    )
    assert found == [(one, "solved", "desk/root", ""), (twin, "merged", None, "merged")]
    [(solves, reopened)] = rows(
        store,
        f"SELECT count(*), count(reopened) FROM solve JOIN ticket USING (key)"
        f" WHERE ticket.ticket = '{one}'",
    )
    assert (solves, reopened) == (2, 1)
    replies = rows(store, "SELECT author, public FROM landed_message ORDER BY occurred, seq")
    assert replies == [("agent", True), ("agent", False), ("customer", True)]
    [(handovers,)] = rows(store, "SELECT max(handovers) FROM solve")
    assert handovers == 0, "a first owner is no handover, though RT notes it twice"
    assert sync(store, tracker) == 0


def test_what_was_done_long_ago_keeps_its_seconds(tracker: Tracker):
    if real.CLOCK is None:
        set_aside("libfaketime (Debian: faketime)")
    tracker.at("2025-06-02 08:00:00")
    one = tracker.ticket(Requestor="carl@cust.test")
    tracker.at("2025-06-02 10:30:00")
    said = {"Content": "Try again", "ContentType": "text/plain"}
    tracker.send("POST", f"ticket/{one}/correspond", said)
    tracker.at("2025-06-04 09:00:00")
    tracker.send("PUT", f"ticket/{one}", {"Status": "resolved"})
    tracker.at("+0")
    store = Store()
    sync(store, tracker)
    [(created, replied, solved)] = rows(
        store,
        "SELECT t.created, t.replied, s.solved FROM ticket t JOIN solve s USING (key)"
        f" WHERE t.ticket = '{one}'",
    )
    assert created == 1_748_851_200, "2025-06-02 08:00 UTC"
    assert (replied - created, solved - created) == (2.5 * 3600, 49 * 3600)


def test_nothing_that_a_customer_wrote_or_is_called_comes_in(tracker: Tracker):
    tracker.ticket(Subject="canary-subject", Content="canary-body", Requestor="canary@cust.test")
    tracker.mail("canary@cust.test", "canary-mail")
    store = Store()
    sync(store, tracker)
    for kind in store.landed():
        assert "canary" not in str(rows(store, f"SELECT * FROM {kind}")), kind


def test_a_wrong_password_is_said(tracker: Tracker):
    said = {"address": tracker.address, "user": "root", "secret": "wrong"}
    with pytest.raises(NotReached, match="does not accept"):
        Store().sync(connector_of("request_tracker"), ASK, said)


@pytest.mark.req("MEASURE-1", via="core")
def test_a_reading_that_is_killed_goes_on_and_every_fact_is_as_without_the_kill(
    tracker: Tracker, tmp_path: Path
):
    tracker.fill(TICKETS, ("ana", "rui"))
    file = tmp_path / "warehouse.duckdb"
    child = reader(tracker, file)
    assert child.stdout is not None
    assert child.stdout.readline() == "landed\n"
    child.kill()
    child.communicate()
    assert child.returncode == -signal.SIGKILL, "it was not through yet"
    broken = Store(file)
    [(part,)] = rows(broken, "SELECT count(*) FROM ticket")
    broken.warehouse.close()
    began = time.monotonic()
    again, _said = reader(tracker, file).communicate()
    took = time.monotonic() - began
    whole = Store()
    sync(whole, tracker)
    [(there,)] = rows(whole, "SELECT count(*) FROM ticket")
    print(f"{part} of {there} tickets before the kill, the rest in {took:.0f} s")  # noqa: T201 - for `make tracker`
    assert again.count("landed") > 1
    assert Store(file).state() == whole.state()
    new = tracker.ticket()
    assert 0 < sync(whole, tracker) < 10, "only what is new is new"
    assert rows(whole, f"SELECT category FROM ticket WHERE ticket = '{new}'") == [("new",)]


def reader(tracker: Tracker, file: Path) -> subprocess.Popen[str]:
    """Begin a reading in a process of its own."""
    program = [sys.executable, "-m", "tests.connectors.real.reader"]
    asked = [tracker.address, str(file), str(TOGETHER)]
    return subprocess.Popen([*program, *asked], stdout=subprocess.PIPE, text=True)
