"""Whose person was erased loses the name in every file, and gets it back from no reading."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.traces import said_in
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.records import Account, Author, Record, TicketRow
from trigpoint.tickets.rewriting import rewrite
from trigpoint.tickets.warehouse import Warehouse

KIM = Account(
    account="77", name="Kim Zanzibarquetzal", seen_at=5, email="kim@zanzibarquetzal.example"
)
RUI = Account(account="78", name="Rui Matos", seen_at=5, email="rui@x.example")
LATER = replace(KIM, name="Kim Zanzibarquetzal-Ito", seen_at=9, active=False)
OPENED = [TicketRow(ticket=str(n), created_at=n, seen_at=9) for n in range(50)]
SEEN: list[Record] = [KIM, RUI, *OPENED]
TABLES = ("landed_account", "repeated", "forgotten", "batch", "ticket")


def traces(folder: Path) -> set[str]:
    """Return the files below a folder that name Kim, by their bytes or by what Parquet holds."""
    files = filter(Path.is_file, folder.rglob("*"))
    return {path.name for path in files if b"zanzibarquetzal" in said_in(path).lower()}


def held(warehouse: Warehouse) -> dict[str, list[tuple[object, ...]]]:
    return {name: warehouse._db.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in TABLES}


def land(warehouse: Warehouse, *batches: tuple[str, list[Record]], source: str = "desk") -> int:
    return sum(warehouse.land(source, rows, batch=name, landed_at=9).new for name, rows in batches)


@pytest.mark.req("BEYOND-7", via="core")
def test_no_file_names_a_forgotten_account_once_nobody_reads_the_earlier_ones(tmp_path: Path):
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        land(warehouse, ("a", SEEN))
        warehouse.publish(tmp_path / "facts")
        land(warehouse, ("b", [TicketRow(ticket="1", created_at=1, seen_at=99), LATER]))
        reader = Facts.open(warehouse.publish(tmp_path / "facts").path.parent)
        generation = warehouse.forget([("desk", "77")])
        warehouse.publish(tmp_path / "facts")
        assert not warehouse.retire(tmp_path / "facts", generation)
    assert {row.name for row in reader.accounts()} == {LATER.name, RUI.name}
    assert traces(tmp_path) == {"w.duckdb", "account.parquet"}
    reader.close()
    rewrite(tmp_path / "w.duckdb")
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        assert warehouse.retire(tmp_path / "facts", generation)
    assert traces(tmp_path) == set()
    with Facts.open(tmp_path / "facts") as facts:
        known = [(row.account, row.email, row.active) for row in facts.accounts()]
    assert known == [("77", None, False), ("78", RUI.email, True)]


def test_a_forgotten_account_is_what_it_would_be_had_it_never_had_a_name(tmp_path: Path):
    anew = replace(KIM, name="Kim Z.")  # the same moment under another name
    batches = [("a", [*SEEN, LATER]), ("b", [KIM, anew]), ("c", [anew, RUI])]
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        land(warehouse, *batches)
        forgotten = warehouse.forget([("desk", "77")])
        assert warehouse.forget([("desk", "77"), ("other", "77")]) == forgotten
    rewrite(tmp_path / "w.duckdb")
    with (
        Warehouse.open(tmp_path / "w.duckdb") as warehouse,
        Warehouse.open(tmp_path / "never.duckdb") as never,
    ):
        never.forget([("desk", "77"), ("other", "77")])
        land(never, *batches)
        assert held(warehouse) == held(never)
        assert (land(warehouse, *batches), warehouse.generation) == (0, forgotten)
        for batch in "ab":
            warehouse.undo(batch)
            never.undo(batch)
        assert held(warehouse) == held(never)


def test_of_another_source_the_account_with_that_id_keeps_its_name(tmp_path: Path):
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        land(warehouse, ("a", SEEN))
        land(warehouse, ("b", [KIM]), source="other")
        warehouse.forget([("desk", "77")])
        land(warehouse, ("c", [replace(KIM, seen_at=11, author=Author.BOT)]))
        kept = "SELECT source, account, name FROM landed_account ORDER BY ALL"
        assert warehouse._db.execute(kept).fetchall() == [
            ("desk", "77", "\u2014"), ("desk", "77", "\u2014"), ("desk", "78", RUI.name),
            ("other", "77", KIM.name),
        ]  # fmt: skip
