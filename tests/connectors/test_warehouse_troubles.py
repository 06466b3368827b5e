"""What can be wrong with a warehouse is said with its cause and its cure; nothing is guessed."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import psycopg
import pytest

from tests.connectors.desks.syncing import Store
from tests.connectors.test_warehouse import MAPPING, Warehouse, postgres, states, warehouse
from trigpoint.net import NotAnswered, NotReached

__all__ = ["postgres", "warehouse"]

pytestmark = pytest.mark.req("MEASURE-1", via="core")


def said(warehouse: Warehouse, store: Store | None = None, **other: str) -> NotReached:
    """Return why the warehouse is not read."""
    with pytest.raises(NotReached) as refused:
        warehouse.sync(store or Store(), **other)
    return refused.value


def test_a_column_that_is_gone_is_named_with_what_it_may_be_called_now(warehouse: Warehouse):
    store = Store()
    warehouse.put(1)
    warehouse.sync(store)
    warehouse.execute('ALTER TABLE marts."the tickets" RENAME COLUMN owner TO owners')
    found = said(warehouse, store)
    assert str(found).startswith("The table has no column “owner”. Did you mean “owners”?")
    assert not isinstance(found, NotAnswered), "the next reading will say the same"
    mended = MAPPING.replace("assignee: owner", "assignee: owners")
    warehouse.put(2)
    warehouse.sync(store, mapping=mended)
    assert set(states(store)) == {"1", "2"}


def test_a_table_that_is_gone_may_be_there_the_next_time(warehouse: Warehouse):
    found = said(warehouse, table="marts.elsewhere")
    assert str(found).startswith("There is no such table or view")
    assert isinstance(found, NotAnswered)


def test_a_growing_column_of_another_type_says_to_begin_anew(warehouse: Warehouse):
    store = Store()
    warehouse.put(1)
    warehouse.sync(store)
    warehouse.execute('ALTER TABLE marts."the tickets" DROP COLUMN changed')
    warehouse.execute('ALTER TABLE marts."the tickets" ADD COLUMN changed BIGINT')
    warehouse.execute('UPDATE marts."the tickets" SET changed = 7')
    found = said(warehouse, store)
    assert "of another type than before. Read everything again" in str(found)


def at(path: Path) -> Warehouse:
    """Return a warehouse that is allowed at a path, whatever lies there."""
    return Warehouse(f"duckdb://{path}", str(path), None)


def test_a_file_that_is_not_there_or_no_database_is_said_to_be_so(tmp_path: Path):
    assert str(said(at(tmp_path / "gone.duckdb"))).startswith("There is no file at this path.")
    text = tmp_path / "text.duckdb"
    text.write_text("This is no database, whatever it is called.\n" * 400)
    assert str(said(at(text))).startswith("This is no DuckDB file")


def test_a_view_that_reads_files_of_the_machine_is_refused(tmp_path: Path):
    path, secret = tmp_path / "w.duckdb", tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with duckdb.connect(str(path)) as db:
        db.execute("CREATE SCHEMA marts")
        db.execute(f"CREATE VIEW marts.\"the tickets\" AS SELECT * FROM read_csv('{secret}')")
    assert "reads from outside its file" in str(said(at(path)))


@pytest.fixture
def reader(postgres: psycopg.Connection) -> Iterator[str]:
    """A user that has to give a password; every other one is let in as before."""
    postgres.execute("CREATE ROLE reader LOGIN PASSWORD 'a-long-word'")
    [(file,)] = postgres.execute("SHOW hba_file").fetchall()
    rules = Path(file).read_text()
    Path(file).write_text(f"local all reader scram-sha-256\n{rules}")
    postgres.execute("SELECT pg_reload_conf()")
    yield f"postgresql://reader@/{postgres.info.dbname}?host={postgres.info.host}"
    Path(file).write_text(rules)
    postgres.execute("SELECT pg_reload_conf()")
    postgres.execute("DROP OWNED BY reader")
    postgres.execute("DROP ROLE reader")


@pytest.mark.parametrize("warehouse", ["postgres"], indirect=True)
def test_a_wrong_password_missing_rights_and_a_view_that_writes(warehouse: Warehouse, reader: str):
    warehouse.put(1)
    wrong = said(warehouse, address=reader, secret="another-word")
    assert str(wrong).startswith("The database does not accept this user with this password.")
    assert not isinstance(wrong, NotAnswered)
    assert "password" in str(said(warehouse, address=reader))
    right = {"address": reader, "secret": "a-long-word"}
    assert str(said(warehouse, **right)).startswith("The user may not read this table. Grant it")
    warehouse.execute("GRANT USAGE ON SCHEMA marts TO reader")
    warehouse.execute("GRANT SELECT ON ALL TABLES IN SCHEMA marts TO reader")
    store = Store()
    warehouse.sync(store, **right)
    assert list(states(store)) == ["1"]
    warehouse.execute("CREATE SEQUENCE marts.counted")
    warehouse.execute(
        "CREATE VIEW marts.writing AS SELECT *, nextval('marts.counted') AS n"
        ' FROM marts."the tickets"'
    )
    # A view is looked at before its rows are read: what it does shows in them.
    wanted = MAPPING.replace("ticket: number", "ticket: n")
    assert "writes while it is read" in str(
        said(warehouse, table="marts.writing", mapping=wanted, grows="changed")
    )


@pytest.mark.parametrize("warehouse", ["postgres"], indirect=True)
def test_a_database_that_is_not_there_and_one_that_does_not_answer(warehouse: Warehouse):
    here = warehouse.settings["address"]
    other = here.replace("?", "x?")
    assert str(said(warehouse, address=other)).startswith("The server has no database of this name")
    warehouse.allowed = warehouse.allowed | {"127.0.0.1"}
    silent = said(warehouse, address="postgresql://reader@127.0.0.1:9/desk")
    assert str(silent).startswith("The database does not answer.")
    assert isinstance(silent, NotAnswered)
