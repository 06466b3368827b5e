"""Any order, repetition or overlap of imports gives the same rows, however it is folded."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.tickets import worlds
from tests.tickets.test_kpis import published
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.fold import FACTS
from trigpoint.tickets.publish import manifest_path, newest
from trigpoint.tickets.query import By, Dimension, Grain, Query
from trigpoint.tickets.records import (
    Author,
    Category,
    Change,
    Field,
    Message,
    Record,
    Refused,
    Snapshot,
    TicketRow,
)
from trigpoint.tickets.warehouse import Batch, Warehouse

Rows = dict[str, list[tuple[object, ...]]]


def desk(seed: int, tickets: int) -> list[Record]:
    random = Random(seed)
    return worlds.schedules() + [r for n in range(tickets) for r in worlds.ticket(random, n)]


def contents(folder: Path) -> Rows:
    """Return every published fact in the order of its keys."""
    with Facts.open(folder) as facts:
        return {name: sorted(facts._rows(f"SELECT * FROM {name}"), key=repr) for name in FACTS}


def at_once(records: Sequence[Record], folder: Path) -> Rows:
    with Warehouse.open(folder / "once.duckdb") as warehouse:
        warehouse.land(worlds.SOURCE, records, batch="all", landed_at=1)
        warehouse.publish(folder / "once")
    return contents(folder / "once")


@pytest.mark.slow
@settings(max_examples=2, deadline=None, phases=[Phase.generate])
@given(seed=st.integers(0, 2**32), pieces=st.integers(2, 3))
def test_pieces_in_any_order_give_what_one_import_gives(
    seed: int, pieces: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    records = desk(seed, 25)
    whole = at_once(records, folder)
    random = Random(seed)
    random.shuffle(records)
    overlapping = [random.sample(records, len(records) // 3) for _ in range(pieces)] + [records]
    with Warehouse.open(folder / "pieces.duckdb") as warehouse:
        for n, piece in enumerate(overlapping):
            warehouse.land(worlds.SOURCE, piece, batch=f"b{n}", landed_at=n)
            warehouse.publish(folder / "pieces")
        assert contents(folder / "pieces") == whole
        warehouse.rebuild()
        warehouse.publish(folder / "rebuilt")
    assert contents(folder / "rebuilt") == whole


def test_landing_the_same_again_changes_nothing(tmp_path: Path) -> None:
    records = desk(1, 20)
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        first = warehouse.land("desk", records, batch="a", landed_at=1)
        again = warehouse.land("desk", records, batch="b", landed_at=2)
    assert again.new == 0
    assert again.repeated == len(records)
    assert again.generation == first.generation


def test_a_later_reading_of_the_same_thing_replaces_the_earlier_of_its_batch(
    tmp_path: Path,
) -> None:
    opened = TicketRow(ticket="1", created_at=0, seen_at=0)
    as_seen = TicketRow(ticket="1", created_at=0, seen_at=900, category=Category.OPEN)
    reply = Message(ticket="1", at=60, author=Author.AGENT, public=True, seq=7)
    moved = Change(ticket="1", at=90, field=Field.ASSIGNEE, value="ana", seq=8)
    whole = [opened, replace(as_seen, assignee="ana"), reply, moved]
    bent = [opened, as_seen, replace(reply, public=False), replace(moved, value=None)]
    beside = replace(reply, seq=0)
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        warehouse.land("desk", [*bent, beside], batch="sync", landed_at=0)
        assert warehouse.land("desk", [*whole, beside], batch="sync", landed_at=0).new == 3
        kept = "SELECT count(*), count(*) FILTER (public) FROM landed_message"
        assert warehouse._db.execute(kept).fetchall() == [(2, 2)]
        held = "SELECT count(*), max(assignee) FROM landed_ticket_row"
        assert warehouse._db.execute(held).fetchall() == [(2, "ana")]
        assert warehouse._db.execute("SELECT value FROM landed_change").fetchall() == [("ana",)]
        warehouse.land("desk", [replace(reply, public=False)], batch="another", landed_at=0)
        assert warehouse._db.execute(kept).fetchall() == [(3, 2)]


def test_an_undone_import_leaves_what_was_there_before(tmp_path: Path) -> None:
    first, second = desk(2, 15), desk(3, 15)
    whole = at_once(first, tmp_path)
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        warehouse.land("desk", first, batch="a", landed_at=1)
        warehouse.land("desk", [*second, *first[:40]], batch="b", landed_at=2)
        warehouse.undo("b")
        warehouse.publish(tmp_path / "facts")
    assert contents(tmp_path / "facts") == whole


def test_a_record_that_two_imports_brought_outlives_the_undoing_of_one(tmp_path: Path) -> None:
    records = desk(4, 10)
    whole = at_once(records, tmp_path)
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        warehouse.land("desk", records, batch="a", landed_at=1)
        warehouse.land("desk", records, batch="b", landed_at=2)
        warehouse.undo("a")
        warehouse.publish(tmp_path / "facts")
    assert contents(tmp_path / "facts") == whole


def test_batches_landed_together_are_what_they_are_one_after_another(tmp_path: Path) -> None:
    first, second = desk(2, 15), desk(3, 15)
    whole = at_once(first, tmp_path)
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        landed = warehouse.land_all(
            [
                Batch("a", "desk", [*first[:40], *second], 1),
                Batch("b", "desk", first, 1),
            ]
        )
        assert landed[1].repeated >= 40
        assert {one.generation for one in landed} == {1}
        warehouse.undo("a")
        warehouse.publish(tmp_path / "facts")
    assert contents(tmp_path / "facts") == whole


def test_undoing_the_only_import_leaves_an_empty_warehouse(tmp_path: Path) -> None:
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        warehouse.land("desk", desk(5, 5), batch="a", landed_at=1)
        warehouse.undo("a")
        warehouse.publish(tmp_path / "facts")
    assert not any(contents(tmp_path / "facts").values())


def test_a_row_that_cannot_be_read_is_kept_apart_with_its_reason(tmp_path: Path) -> None:
    bad = [
        Refused(line="7", code="date", reason="The date in column opened_at cannot be read."),
        TicketRow(ticket="", created_at=5, seen_at=5),
        TicketRow(ticket="T", created_at=-5, seen_at=5),
        Change(ticket="T", at=5, field=Field.STATUS, value="weird"),
    ]
    good = TicketRow(ticket="T", created_at=5, seen_at=5)
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        landed = warehouse.land("desk", [*bad, good], batch="a", landed_at=1)
        kept = warehouse.quarantine("a")
    assert (landed.new, landed.quarantined) == (1, 4)
    assert [code for _line, code, _reason in kept] == ["date", "missing", "time", "status"]


def test_a_strict_import_with_a_bad_row_lands_nothing(tmp_path: Path) -> None:
    bad = Refused(line="7", code="date", reason="The date cannot be read.")
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        landed = warehouse.land("desk", [*desk(1, 3), bad], batch="a", landed_at=1, strict=True)
        assert (landed.applied, landed.new, landed.quarantined) == (False, 0, 1)
        assert warehouse.generation == 0


def test_a_second_owner_is_refused(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from trigpoint.tickets.warehouse import Warehouse;"
        "Warehouse.open(Path(sys.argv[1]))"
    )
    with Warehouse.open(tmp_path / "w.duckdb"):
        found = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "w.duckdb")],
            capture_output=True,
            check=False,
        )
    assert duckdb.IOException.__name__.encode() in found.stderr


def test_events_before_their_ticket_wait_for_it(tmp_path: Path) -> None:
    solved = Change(ticket="T", at=900, field=Field.STATUS, value=Category.SOLVED)
    row = TicketRow(ticket="T", created_at=500, seen_at=500)
    whole = at_once([row, solved], tmp_path)
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        warehouse.land("desk", [solved], batch="a", landed_at=1)
        warehouse.land("desk", [row], batch="b", landed_at=1)
        warehouse.publish(tmp_path / "facts")
    assert contents(tmp_path / "facts") == whole


def test_a_reader_keeps_its_generation_while_newer_ones_come(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        warehouse.land("desk", desk(6, 30), batch="a", landed_at=10**10)
        warehouse.publish(folder)
        with Facts.open(folder) as facts:
            query = Query(kpi="backlog", start=0, end=worlds.START * 2)
            before = facts.compute(query)
            for n in range(2):
                more = [
                    Snapshot(ticket=f"N{n}-{i}", at=5, category=Category.OPEN) for i in range(9)
                ]
                warehouse.land("desk", more, batch=f"n{n}", landed_at=10**10)
                warehouse.publish(folder)
            assert facts.compute(query) == before
            assert manifest_path(folder, facts.generation).exists()
        assert newest(folder) == 3
        warehouse.land("desk", desk(7, 1), batch="last", landed_at=10**10)
        warehouse.publish(folder)
    assert not manifest_path(folder, 1).exists()
    assert len(list(folder.glob("generation-*.json"))) == 2


def test_periods_without_tickets_have_a_figure_that_says_so(tmp_path: Path) -> None:
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        row = TicketRow(ticket="T", created_at=86_400, seen_at=86_400)
        warehouse.land("desk", [row], batch="a", landed_at=10 * 86_400)
        warehouse.publish(tmp_path / "facts")
    with Facts.open(tmp_path / "facts") as facts:
        days = facts.compute(Query(kpi="backlog", start=0, end=3 * 86_400, grain=Grain.DAY))
        replies = facts.compute(Query(kpi="first_reply_time", start=0, end=3 * 86_400))
    assert [figure.value for figure in days] == [0, 1, 1]
    assert [(figure.value, figure.missing) for figure in replies] == [(None, 1)]


def test_a_file_from_before_there_were_languages_learns_them(tmp_path: Path) -> None:
    def row(number: int, language: str | None) -> TicketRow:
        return TicketRow(ticket=f"T{number}", created_at=number, seen_at=9, language=language)

    path = tmp_path / "old.duckdb"
    with Warehouse.open(path) as warehouse:
        warehouse.land("desk", [row(1, None), row(2, None)], batch="old", landed_at=10)
    with duckdb.connect(str(path)) as db:
        db.execute("ALTER TABLE landed_ticket_row DROP COLUMN language")
        db.execute("ALTER TABLE landed_ticket_row DROP COLUMN site")
        db.execute("DROP TABLE origin")
    found = Change(ticket="T1", at=9, field=Field.LANGUAGE, value="pt")
    with Warehouse.open(path) as warehouse:
        warehouse.land("desk", [row(3, "de"), found], batch="new", landed_at=11)
        warehouse.publish(tmp_path / "facts")
    with Facts.open(tmp_path / "facts") as facts:
        assert facts.values(By(Dimension.LANGUAGE)) == ["de", "pt"]
        asked = Query(kpi="new_tickets", start=0, end=10, by=By(Dimension.LANGUAGE))
        assert {f.key: f.n for f in facts.compute(asked)} == {None: 1, "de": 1, "pt": 1}


def test_a_bare_creation_takes_nothing_away_from_the_ticket_as_it_is(tmp_path: Path) -> None:
    """A new ticket that nobody has touched was last changed in the second of its creation."""
    records = [
        TicketRow(ticket=f"T{n}", created_at=5, seen_at=5, **more)
        for n in range(20)  # which digest is the higher one differs from ticket to ticket
        for more in ({}, {"category": Category.NEW, "channel": "mail", "site": "Porto"})
    ]
    with Facts.open(published(records, tmp_path)) as facts:
        for dimension in (Dimension.CHANNEL, Dimension.SITE):
            asked = Query(kpi="new_tickets", start=0, end=10, by=By(dimension))
            assert [f.n for f in facts.compute(asked)] == [20], dimension


def test_a_file_from_before_a_fact_is_folded_anew_as_it_is_opened(tmp_path: Path) -> None:
    whole = at_once(desk(3, 20), tmp_path)
    with duckdb.connect(str(tmp_path / "once.duckdb")) as older:
        older.execute("DROP TABLE handover")
    with Warehouse.open(tmp_path / "once.duckdb") as warehouse:
        assert warehouse.generation == 2
        warehouse.publish(tmp_path / "again")
    assert contents(tmp_path / "again") == whole
    with Warehouse.open(tmp_path / "once.duckdb") as warehouse:
        assert warehouse.generation == 2
