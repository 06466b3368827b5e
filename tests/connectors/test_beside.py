"""Files that are no tickets: calls, shifts and states, QA reviews, costs; as figures in the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.connectors.tables import records
from trigpoint.connectors.files import check, load_mapping
from trigpoint.tickets.beside import Call, Entry, EntryKind, Review
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import By, Dimension, Figure, Query
from trigpoint.tickets.warehouse import Warehouse

EXAMPLES = Path("docs/examples/mappings")
NOW = 1_790_000_000
CALLS = """call_id,offered,answered,ended,talk_seconds,hold_seconds,wrap_up_seconds,agent,line
1,2026-07-01T08:00:00,2026-07-01T08:00:15,2026-07-01T08:05:00,200,10,30,ana,first
2,2026-07-01T08:01:00,2026-07-01T08:01:45,2026-07-01T08:04:00,100,0,20,rui,first
3,2026-07-01T08:02:00,,2026-07-01T08:03:00,0,0,0,,first
4,2026-07-01T08:02:00,,2026-07-01T08:02:03,0,0,0,,first
"""
SHIFTS = """agent,state,from,to,case
ana,Busy,2026-07-01T08:00:00,2026-07-01T08:10:00,C1
ana,Busy,2026-07-01T08:05:00,2026-07-01T08:15:00,C2
ana,Idle,2026-07-01T08:15:00,2026-07-01T08:20:00,
ana,Lunch,2026-07-01T12:00:00,2026-07-01T13:00:00,
"""
REVIEWS = """review_id,reviewed,points,possible,auto_fail,agent,case
1,2026-07-01,17,20,no,ana,C1
2,2026-07-02,20,20,yes,ana,C2
"""
QUESTIONS = """review,date,question,points,possible,weight,agent
R1,2026-07-01,tone,4,5,3,ana
R1,2026-07-01,solution,2,5,2,ana
R1,2026-07-01,upsell,0,0,9,ana
"""
EFFORT = """answer,sent,effort
1,2026-07-01T08:00:00Z,1
2,2026-07-01T08:00:00Z,4
3,2026-07-01T08:00:00Z,9
"""
COSTS = """month,team,amount,currency
2026-07-01,first,1234.50,EUR
2026-07-01,second,100,usd
"""


def brought(folder: Path, name: str, table: str) -> list:
    path = folder / f"{name}.csv"
    path.write_text(table, "utf-8")
    mapping = load_mapping((EXAMPLES / f"{name}.yaml").read_text("utf-8"))
    report = check(path, mapping)
    assert report.fits, report.problems
    return list(records(path, mapping))


def figures(folder: Path, name: str, table: str, kpi: str, **asked) -> list[Figure]:
    with Warehouse.open(folder / "w.duckdb") as warehouse:
        landed = warehouse.land("f", brought(folder, name, table), batch=name, landed_at=NOW)
        assert not landed.refused
        warehouse.publish(folder / "facts")
    with Facts.open(folder / "facts") as facts:
        return facts.compute(Query(kpi=kpi, start=0, end=NOW, **asked))


@pytest.mark.req("MEASURE-1", via="core")
@pytest.mark.parametrize(
    ("kpi", "params", "numerator", "denominator"),
    [
        ("abandonment", {}, 1, 3),
        ("abandonment", {"short": 0}, 2, 4),
        ("service_level", {}, 1, 4),
        ("service_level", {"short": 5}, 1, 3),
        ("service_level", {"of": "answered"}, 1, 2),
        ("answer_speed", {}, 60, 2),
        ("answer_wait", {}, None, 2),
        ("call_handle_time", {}, 360, 2),
    ],
)
def test_calls_of_a_file(tmp_path: Path, kpi, params, numerator, denominator):
    [figure] = figures(tmp_path, "calls", CALLS, kpi, params=params)
    assert (figure.numerator, figure.denominator) == (numerator, denominator)


@pytest.mark.req("MEASURE-2", via="core")
def test_calls_and_numbers_of_a_time_are_cut_by_their_own_language_and_site(tmp_path: Path):
    """Said later for a call that is known already, it is learned, and taken for the call's own."""
    told = {"call": "1", "offered_at": 5, "answered_at": 7, "ended_at": 9}
    cost = {"kind": EntryKind.COST, "at": 5, "amount": 700, "currency": "EUR"}
    records = [
        Call(**told),
        Call(**told, language="pt", site="Porto"),
        Call(call="2", offered_at=5, answered_at=8, ended_at=9),
        Entry(entry="e", site="Porto", **cost),
        Entry(entry="e", **cost),
    ]
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        warehouse.land("f", records, batch="b", landed_at=10)
        warehouse.publish(tmp_path / "facts")
    with Facts.open(tmp_path / "facts") as facts:
        for by, told_by in ((Dimension.LANGUAGE, "pt"), (Dimension.SITE, "Porto")):
            waits = facts.compute(Query(kpi="answer_speed", start=0, end=10, by=By(by)))
            assert {figure.key: figure.value for figure in waits} == {told_by: 2, None: 3}
        [spent] = facts.compute(
            Query(kpi="cost_per_ticket", start=0, end=10, by=By(Dimension.SITE))
        )
    assert (spent.key, spent.numerator) == ("Porto", 700)


@pytest.mark.req("MEASURE-2", via="core")
def test_chats_at_the_same_time_are_not_counted_twice(tmp_path: Path):
    [figure] = figures(tmp_path, "shifts", SHIFTS, "handle_time", version=1)
    assert (figure.numerator, figure.n) == (900, 2)


def test_occupancy_is_of_the_time_at_work_or_free_for_it(tmp_path: Path):
    [figure] = figures(
        tmp_path, "shifts", SHIFTS, "occupancy", by=By(Dimension.ACCOUNT)
    )  # fmt: skip
    assert (figure.key, figure.value) == ("f/ana", 900 / 1200)


def test_a_review_that_failed_counts_nothing(tmp_path: Path):
    [figure] = figures(tmp_path, "reviews", REVIEWS, "qa_score")
    assert (figure.value, figure.n) == (42.5, 2)
    assert isinstance(brought(tmp_path, "reviews", REVIEWS)[0], Review)


@pytest.mark.req("MEASURE-1", via="core")
@pytest.mark.req("MEASURE-2", via="core")
def test_questions_of_a_review_count_as_they_weigh_and_one_that_did_not_apply_not_at_all(
    tmp_path: Path,
):
    [figure] = figures(tmp_path, "review_questions", QUESTIONS, "qa_score")
    assert (figure.value, figure.n) == (64, 1)


@pytest.mark.req("MEASURE-2", via="core")
def test_a_scale_on_which_a_low_answer_is_the_good_one_is_turned_round(tmp_path: Path):
    [share] = figures(tmp_path, "effort", EFFORT, "ces")
    with Facts.open(tmp_path / "facts") as facts:
        asked = Query(kpi="ces_mean", start=0, end=NOW, params={"highest": 5})
        [mean] = facts.compute(asked)
    assert (share.numerator, share.n) == (1, 2)
    assert (mean.value, mean.missing) == (3.5, 1)


def test_currencies_never_mix(tmp_path: Path):
    [figure] = figures(tmp_path, "costs", COSTS, "cost_per_ticket")
    assert (figure.numerator, figure.missing, figure.value) == (123450, 1, None)
    [found, _other] = brought(tmp_path, "costs", COSTS)
    assert isinstance(found, Entry)
    assert (found.kind, found.currency, found.entry) == (
        EntryKind.COST,
        "EUR",
        "2026-07-01 / first",
    )


@pytest.mark.parametrize(
    ("name", "table", "column"),
    [
        ("calls", CALLS.replace("08:05:00", "07:05:00"), "ended"),
        ("shifts", SHIFTS.replace("Busy", "Juggling"), "state"),
        ("reviews", REVIEWS.replace("17,20", "27,20"), "points"),
        ("costs", COSTS.replace("1234.50", "a lot"), "amount"),
        ("costs", COSTS.replace("EUR", ""), "currency"),
    ],
)
def test_what_cannot_be_is_refused_with_its_column(tmp_path: Path, name, table, column):
    path = tmp_path / "f.csv"
    path.write_text(table, "utf-8")
    report = check(path, load_mapping((EXAMPLES / f"{name}.yaml").read_text("utf-8")))
    assert {problem.column for problem in report.problems} == {column}


def test_a_generation_that_is_older_than_a_fact_has_none_of_it(tmp_path: Path):
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        call = Call(call="1", offered_at=1, ended_at=2)
        warehouse.land("f", [call], batch="1", landed_at=NOW)
        warehouse.publish(tmp_path / "facts")
    for path in (tmp_path / "facts").glob("*/call.parquet"):
        path.unlink()
    with Facts.open(tmp_path / "facts") as facts:
        [figure] = facts.compute(Query(kpi="abandonment", start=0, end=NOW))
    assert (figure.n, figure.value) == (0, None)
