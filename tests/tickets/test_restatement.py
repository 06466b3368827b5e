"""When the past changes, it is said what a figure was and what it is now."""

from pathlib import Path

from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import Grain, Query
from trigpoint.tickets.records import Rating, SurveyKind, TicketRow
from trigpoint.tickets.restatement import restatements
from trigpoint.tickets.warehouse import Warehouse

DAY = 86_400


def answers(first: int, scores: list[int]) -> list[Rating]:
    return [
        Rating(
            rating=f"r{first + n}", kind=SurveyKind.CSAT, sent_at=DAY, answered_at=DAY + 60,
            score=score,
        )
        for n, score in enumerate(scores)
    ]  # fmt: skip


def test_late_answers_are_named_with_what_they_changed(tmp_path: Path) -> None:
    query = Query(kpi="csat", start=0, end=3 * DAY, grain=Grain.DAY)
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        warehouse.land("desk", answers(0, [5, 5, 5, 1]), batch="a", landed_at=9 * DAY)
        warehouse.publish(tmp_path / "facts")
        with Facts.open(tmp_path / "facts") as before:
            late = [*answers(10, [1, 1]), TicketRow(ticket="T", created_at=5, seen_at=5)]
            warehouse.land("desk", late, batch="b", landed_at=9 * DAY)
            warehouse.publish(tmp_path / "facts")
            with Facts.open(tmp_path / "facts") as after:
                found = restatements(before, after, query)
    assert [(r.start, r.was and r.was.value, r.now and r.now.value, r.more) for r in found] == [
        (DAY, 0.75, 0.5, 2)
    ]
