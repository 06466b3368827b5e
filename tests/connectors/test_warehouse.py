"""Tables of a warehouse read in place: DuckDB and PostgreSQL, by a mapping, never by SQL.

Of the laws in test_syncs.py, those of a network (status, time-out, cut JSON, paging) have nothing
to say of a table. Rows are met up to an hour late, not 48: the column that grows is one's own, and
whoever fills a warehouse by night has it written then.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from tests.connectors.desks.syncing import SCHEDULES, Store
from tests.tickets.postgres import postgres
from trigpoint.connectors.sync import Rows, connector_of
from trigpoint.net import NotReached, Refusal

__all__ = ["postgres"]

MAPPING = """
name: Tickets of the warehouse
shape: ticket
dates: {formats: ["%Y-%m-%d %H:%M:%S"], zone: Etc/UTC}
columns:
  ticket: number
  created_at: opened
  solved_at: solved
  status: state
  assignee: owner
  requester: customer
statuses: {Open: open, Solved: solved}
"""
TABLE = (
    'CREATE TABLE marts."the tickets" (number BIGINT, opened TIMESTAMP, solved TIMESTAMP,'
    " state VARCHAR, owner VARCHAR, customer VARCHAR, changed TIMESTAMP)"
)


class Warehouse:
    """A warehouse, written to from outside and asked by the connector."""

    def __init__(self, address: str, allowed: str, execute: Any) -> None:
        self.settings = {
            "address": address,
            "table": "marts.the tickets",
            "grows": "changed",
            "mapping": MAPPING,
        }
        self.allowed = frozenset({allowed})
        self.execute = execute

    def put(self, number: int, state: str = "Open", changed: str = "2026-03-02 12:00:00") -> None:
        solved = f"'{changed}'" if state == "Solved" else "NULL"
        self.execute(
            f"INSERT INTO marts.\"the tickets\" VALUES ({number}, '2026-03-02 09:00:00', {solved},"
            f" '{state}', 'ana', 'canary@cust.test', '{changed}')"
        )

    def sync(
        self, store: Store, rows: Rows | None = None, stop_after: int | None = None, **other: str
    ) -> int:
        return store.sync(
            connector_of("warehouse"), None, {**self.settings, **other},
            rows=rows, stop_after=stop_after, allowed=self.allowed,
        )  # fmt: skip


@pytest.fixture(params=["duckdb", "postgres"])
def warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Warehouse]:
    if request.param == "duckdb":
        path = str(tmp_path / "w.duckdb")

        def execute(sql: str) -> None:
            with duckdb.connect(path) as db:
                db.execute(sql)

        found = Warehouse(f"duckdb://{path}", path, execute)
    else:
        pg: psycopg.Connection = request.getfixturevalue("postgres")
        said = pg.info.get_parameters()
        address = f"postgresql://{said['user']}@/{pg.info.dbname}?host={pg.info.host}"
        found = Warehouse(address, pg.info.host, pg.execute)
    found.execute("CREATE SCHEMA marts")
    found.execute(TABLE)
    yield found
    if request.param == "postgres":
        found.execute("DROP SCHEMA marts CASCADE")


def states(store: Store) -> dict[str, str]:
    found = store.warehouse._db.execute("SELECT ticket, category FROM ticket").fetchall()
    return dict(found)


@pytest.mark.req("MEASURE-1", via="core")
def test_rows_become_tickets_and_only_what_is_new_is_read_again(warehouse: Warehouse):
    store = Store()
    for number in range(3):
        warehouse.put(number)
    warehouse.put(3, "Solved", "2026-03-03 15:00:00")
    assert warehouse.sync(store) > 0
    assert states(store) == {"0": "open", "1": "open", "2": "open", "3": "solved"}
    assert warehouse.sync(store) == 0, "what overlaps changes nothing"
    warehouse.put(4, "Solved", "2026-03-03 14:30:00")
    assert warehouse.sync(store) > 0, "half an hour late, and met"
    assert states(store)["4"] == "solved"
    landed = str(store.warehouse._db.execute("SELECT * FROM landed_ticket_row").fetchall())
    assert "canary" not in landed


def test_broken_off_it_goes_on_and_ends_the_same(warehouse: Warehouse, monkeypatch):
    monkeypatch.setattr("trigpoint.connectors.warehouse.reading.PAGE", 2)
    monkeypatch.setattr("trigpoint.connectors.sync.reading.ENOUGH", 1)
    for number in range(7):
        warehouse.put(number, changed=f"2026-03-0{2 + number // 2} 12:00:00")
    whole, broken = Store(), Store()
    warehouse.sync(whole)
    for _run in range(3):
        warehouse.sync(broken, stop_after=2)
    warehouse.sync(broken)
    assert broken.state() == whole.state()


TABLE_NAMED = 'marts."the tickets"'


def test_a_row_refused_before_a_break_is_read_again_once_it_is_mended(
    warehouse: Warehouse, monkeypatch
):
    monkeypatch.setattr("trigpoint.connectors.warehouse.reading.PAGE", 1)
    monkeypatch.setattr("trigpoint.connectors.sync.reading.ENOUGH", 1)
    for number in range(10):
        warehouse.put(number, changed=f"2026-03-02 {10 + number}:00:00")
    warehouse.execute(f"UPDATE {TABLE_NAMED} SET state = 'Torn' WHERE number = 0")
    store = Store()
    warehouse.sync(store, stop_after=2)
    assert "0" not in states(store)
    warehouse.execute(f"UPDATE {TABLE_NAMED} SET state = 'Open' WHERE number = 0")
    for _run in range(2):
        warehouse.sync(store)
    assert states(store)["0"] == "open"


def facts(store: Store) -> dict[str, list[Any]]:
    """Return what measures read; people are kept as often as they were seen."""
    return {name: rows for name, rows in store.state().items() if name != "landed_account"}


def moved(warehouse: Warehouse, store: Store) -> None:
    """A column that is called otherwise for a while: nothing is read, and nothing is lost."""
    warehouse.execute(f"ALTER TABLE {TABLE_NAMED} RENAME COLUMN state TO condition")
    with pytest.raises(NotReached):
        warehouse.sync(store)
    warehouse.execute(f"ALTER TABLE {TABLE_NAMED} RENAME COLUMN condition TO state")


@pytest.mark.parametrize("warehouse", ["duckdb"], indirect=True)
@pytest.mark.parametrize("seed", range(max(2, len(SCHEDULES) // 6)))
def test_shuffled_doubled_late_and_torn_or_broken_off_it_ends_the_same(
    warehouse: Warehouse, seed: int, monkeypatch
):
    monkeypatch.setattr("trigpoint.connectors.warehouse.reading.PAGE", 5)
    monkeypatch.setattr("trigpoint.connectors.sync.reading.ENOUGH", 1)
    dice, store, whole = random.Random(seed), Store(), Store()
    rows = [
        (
            n,
            dice.choice(["Open", "Solved"]),
            f"2026-03-02 {12 + n // 4}:{15 * (n % 4):02}:00",
        )
        for n in range(12)
    ]
    late = dice.sample(rows[-4:-1], 2)
    there = [row for row in rows if row not in late]
    dice.shuffle(there)
    for row in [*there, *dice.sample(there, 3)]:
        warehouse.put(*row)
    torn, breaks = (-1, [None, 1, 2]) if seed % 2 else (dice.choice(there)[0], [None])
    warehouse.execute(f"UPDATE {TABLE_NAMED} SET opened = NULL WHERE number = {torn}")
    for _round in range(dice.randrange(1, 3)):
        warehouse.sync(store, stop_after=dice.choice(breaks))
    moved(warehouse, store)
    opened = "opened = '2026-03-02 09:00:00'"
    warehouse.execute(f"UPDATE {TABLE_NAMED} SET {opened} WHERE number = {torn}")
    for row in late:
        warehouse.put(*row)
    for _round in range(2):
        warehouse.sync(store)
    warehouse.execute(f"DELETE FROM {TABLE_NAMED}")
    for row in rows:
        warehouse.put(*row)
    warehouse.sync(whole)
    assert len(states(whole)) == len(rows)
    assert facts(store) == facts(whole)


def test_a_row_that_fits_not_is_put_aside_and_a_new_column_is_seen(warehouse: Warehouse):
    store, rows = Store(), Rows()
    warehouse.put(1)
    warehouse.put(2, "Elsewhere")
    warehouse.execute('ALTER TABLE marts."the tickets" ADD COLUMN mood VARCHAR')
    warehouse.sync(store, rows)
    assert list(states(store)) == ["1"]
    assert {line for line, _code in store.refused} == {"2"}
    assert "mood" in rows.fields["table"]


@pytest.mark.parametrize(
    "other",
    [
        {"table": 'marts."the tickets"; DROP TABLE x'},
        {"table": "marts.the tickets) --"},
        {"grows": "changed DESC; DELETE FROM x"},
        {"mapping": MAPPING.replace("number", "1; DROP TABLE x")},
    ],
)
def test_no_name_is_ever_sql(warehouse: Warehouse, other: dict[str, str]):
    warehouse.put(1)
    with pytest.raises(NotReached):
        warehouse.sync(Store(), **other)
    store = Store()
    warehouse.sync(store)
    assert list(states(store)) == ["1"]


@pytest.mark.parametrize(
    "address",
    [
        "duckdb:///etc/other.duckdb",
        "postgresql://reader@10.0.0.1/desk",
        "postgresql://reader@named.intern/desk?host=10.0.0.1",
        "postgresql://reader@named.intern/desk?hostaddr=10.0.0.1",
        "postgresql://reader@named.intern/desk?service=other",
        "mysql://named.intern/desk",
    ],
)
@pytest.mark.parametrize("key", ["warehouse", "django_helpdesk"])
def test_what_the_administrator_did_not_name_is_not_opened(key: str, address: str):
    said = {"table": "a", "grows": "b", "mapping": MAPPING, "address": address}
    with pytest.raises(Refusal):
        Store().sync(
            connector_of(key), None, {**said, "database": address},
            allowed=frozenset({"named.intern"}),
        )  # fmt: skip
