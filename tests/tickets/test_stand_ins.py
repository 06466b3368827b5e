"""Agents who stand in a file by name: whoever is erased leaves figures, and no name in them."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.tickets.test_forgotten import KIM, land, traces
from trigpoint.tickets.beside import Call, Doing, Review, Stretch
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.fold import FACTS
from trigpoint.tickets.records import (
    Account,
    Author,
    Category,
    Change,
    Field,
    Message,
    Rating,
    Record,
    Refused,
    Snapshot,
    SurveyKind,
    TicketRow,
)
from trigpoint.tickets.rewriting import rewrite
from trigpoint.tickets.stand_ins import is_telling, without
from trigpoint.tickets.warehouse import Warehouse

WHO = "Kim Zanzibarquetzal"
OPENED = [TicketRow(ticket=str(n), created_at=n, seen_at=n) for n in range(1, 5)]
SAID: list[Record] = [
    replace(KIM, account=WHO),
    Account(account="Rui", name="Rui Matos", seen_at=5),
    *OPENED,
    TicketRow(ticket="5", created_at=1, seen_at=9, category=Category.OPEN, assignee=WHO),
    Snapshot(ticket="6", at=5, category=Category.NEW, assignee=WHO, actor="Rui"),
    Snapshot(ticket="6", at=9, category=Category.SOLVED, assignee="Rui", actor=WHO),
    Change(ticket="1", at=10, field=Field.ASSIGNEE, value=WHO, actor=WHO),
    Change(ticket="1", at=20, field=Field.ASSIGNEE, value="Rui", old=WHO, actor="Rui"),
    Change(ticket="2", at=20, field=Field.ASSIGNEE, value=WHO, actor="Rui"),
    Change(ticket="2", at=30, field=Field.STATUS, value="solved", actor=WHO),
    # Both wrote in the same second: the one who goes takes nothing of the other along.
    Message(ticket="2", at=25, seq=1, author=Author.AGENT, public=True, actor=WHO),
    Message(ticket="2", at=25, seq=1, author=Author.AGENT, public=True, actor="Rui"),
    Rating(rating="r", kind=SurveyKind.CSAT, sent_at=40, answered_at=50, score=5, assignee=WHO),
    Call(call="c", offered_at=1, answered_at=2, ended_at=9, account=WHO),
    Stretch(account=WHO, doing=Doing.AWAY, started_at=1, ended_at=9),
    Review(review="v", reviewed_at=9, points=1, possible=2, account=WHO),
    Refused(line=WHO, code="missing", reason="Something is missing."),
    Rating(rating="bad", kind=SurveyKind.CSAT, sent_at=-1, assignee=WHO),
]  # fmt: skip
LANDED = (
    "account",
    "ticket_row",
    "snapshot",
    "change",
    "message",
    "rating",
    "call",
    "stretch",
    "review",
)
HELD = (*(f"landed_{name}" for name in LANDED), *FACTS, "repeated", "quarantine")
BATCHES = [("a", SAID), ("b", SAID[::2])]


def held(warehouse: Warehouse) -> dict[str, list[str]]:
    """Return all rows, in an order that does not hang on which of two came first."""
    return {n: sorted(map(repr, warehouse._db.execute(f"FROM {n}").fetchall())) for n in HELD}


@pytest.mark.req("BEYOND-7", via="core")
def test_an_account_whose_id_is_a_name_is_what_it_would_be_had_it_come_under_its_stand_in(
    tmp_path: Path,
):
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        land(warehouse, *BATCHES)
        warehouse.publish(tmp_path / "facts")
        before = {name: len(rows) for name, rows in held(warehouse).items()}
        generation = warehouse.forget([("desk", WHO)])
        assert warehouse.forget([("desk", WHO), ("other", WHO)]) == generation
        made = warehouse.stand_in("desk", WHO)
        assert made == warehouse.stand_in("desk", WHO) != warehouse.stand_in("other", WHO)
        assert warehouse.stand_in("desk", made) == made
        after = held(warehouse)
        assert {name: len(rows) for name, rows in after.items()} == before
        assert land(warehouse, *BATCHES) == 0, "reading it again brings nothing, and no name"
        assert held(warehouse) == after
        warehouse.rebuild()
        assert held(warehouse) == after
        warehouse.publish(tmp_path / "facts")
        assert warehouse.retire(tmp_path / "facts", generation)
    rewrite(tmp_path / "w.duckdb")
    assert traces(tmp_path) == set()
    with Facts.open(tmp_path / "facts") as facts:
        assert {row.account for row in facts.accounts()} == {made, "Rui"}
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        for batch in "ab":
            warehouse.undo(batch)
        assert not any(held(warehouse)[f"landed_{name}"] for name in LANDED)


@pytest.mark.parametrize(
    ("account", "telling"),
    [
        ("77", False), ("0b7c7c3e-8b1d-4b5e-9a52-0f3f1c1d2e3f", False),
        ("5f1d7f3a9c0e4b2a8d6c1e0f", False), ("kim", True), ("kim@example.org", True),
        ("Kim Lee", True), ("agent-7", True), ("\u91d1", True),
    ],
)  # fmt: skip
def test_which_ids_may_tell_whose_they_are(account: str, telling: bool):
    assert is_telling(account) is telling


def test_what_was_said_of_a_row_loses_an_id_and_keeps_its_shape():
    """Whatever the help desk calls them, such as like a column or a letter of an escape."""
    what = {"msgid": "No {n}.", "params": {"n": "n"}}
    said = [{"value": "value, n\n", "line": 7, "what": what}]
    assert without(without(said, "value", "erased-1"), "n", "erased-2") == [
        {"value": "erased-1, erased-2\n", "line": 7, "what": {**what, "params": {"n": "erased-2"}}}
    ]
