"""The catalogue holds the whole house table, and each row of it can be cut as it should be."""

from collections.abc import Iterator

import pytest

from tests.tickets.test_every_cut import histories
from tests.tickets.test_figures import ROSTER, query
from tests.tickets.test_kpis import published
from trigpoint.tickets.catalogue import catalogue
from trigpoint.tickets.definition import Statistic
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.oracle.more_kpis import TWINS
from trigpoint.tickets.query import By, Dimension, Grain

HOURS = "hours"
HOUSE: dict[str, tuple[str, ...]] = {
    "1 first reply time": ("first_reply_time",),
    "2 next reply time": ("next_reply_time",),
    "3 first resolution time": ("first_resolution_time",),
    "4 full resolution time": ("full_resolution_time",),
    "5 requester wait": ("requester_wait_time",),
    "6 agent work time": ("agent_work_time",),
    "7 agent wait": ("customer_wait_time",),
    "8 on hold": ("on_hold_time",),
    "9 handle time of tickets": ("handle_time",),
    "11 first-contact resolution": ("first_contact_resolution",),
    "12 one-touch": ("one_touch",),
    "13 SLA attainment": ("sla_attainment",),
    "14 reopen rate": ("reopen_rate", "reopens"),
    "15 backlog": ("backlog", "unanswered_backlog"),
    "16 backlog age": ("backlog_age", "old_backlog"),
    "17 net flow": ("net_flow",),
    "18 transfers": ("transfers", "passed_on_share"),
    "19 replies per resolution": ("replies_per_ticket", "usual_replies"),
    "20 volume": ("new_tickets", "solved_tickets"),
    "21 abandonment": ("abandonment",),
    "22 service level": ("service_level",),
    "23 average speed of answer": ("answer_speed", "answer_wait"),
    "24 average handle time": ("call_handle_time",),
    "25 occupancy": ("occupancy",),
    "26 CSAT": ("csat",),
    "27 DSAT": ("dsat",),
    "28 NPS": ("nps",),
    "29 CES": ("ces", "ces_mean"),
    "30 QA score": ("qa_score",),
    "31 self-service": ("self_service", "self_service_score"),
    "32 containment": ("containment",),
    "33 retention": ("retention",),
    "34 eNPS": ("enps",),
    "35 turnover": ("turnover",),
    "36 cost per ticket": ("cost_per_ticket",),
    "proactive contacts": ("proactive_contacts",),
}
"""Each row of the table of house definitions; its tenth is the setting of those before it."""
OF_NOBODY = {"self_service", "retention", "turnover", "enps"}
"""No account stands in these rows, so there is no employer to cut them by."""
OF_NO_TICKET = {"occupancy"}
"""Time free for work is spent in no language and at no site."""
EVERY = [key for keys in HOUSE.values() for key in keys]

S = Statistic
SOLVER = "whoever held the ticket at that solve"
GIVER = "whoever passed the ticket on; whoever held it at that solve, who need not have"
SENT = "whoever held the ticket when the survey was sent"
THEN = "whoever held the ticket at that moment"
TOOK = "whoever took the call"
ANSWER = "the answer, or the sending while there is none"
CALL = "when the call came in"
TIME = "the begin of the time they are of"
LIES = "as it lies in each period"
HAD = "whoever had the ticket in that time"
DEFINED: dict[str, tuple[Statistic, str, str]] = {
    "first_reply_time": (
        S.QUANTILE, "the reply, or the creation while there is none", "whoever wrote the reply"
    ),
    "next_reply_time": (
        S.QUANTILE, "the reply, or the message while there is none", "whoever wrote the reply"
    ),
    "first_resolution_time": (S.QUANTILE, "the first solve", SOLVER),
    "full_resolution_time": (S.QUANTILE, "the last solve", SOLVER),
    "requester_wait_time": (S.QUANTILE, LIES, HAD),
    "agent_work_time": (S.QUANTILE, LIES, HAD),
    "customer_wait_time": (S.QUANTILE, LIES, HAD),
    "on_hold_time": (S.QUANTILE, LIES, HAD),
    "handle_time": (
        S.MEAN,
        "the last solve; the opening, where open time is counted",
        "whoever was at work on it, each with their own seconds",
    ),
    "first_contact_resolution": (S.SHARE, "the first solve", SOLVER),
    "one_touch": (S.SHARE, "the last solve", SOLVER),
    "sla_attainment": (S.SHARE, "when the promise was kept, or broken", THEN),
    "reopen_rate": (S.SHARE, "the first solve", SOLVER),
    "backlog": (S.COUNT, "the end of the period", THEN),
    "backlog_age": (S.QUANTILE, "the end of the period", THEN),
    "net_flow": (S.SUM, "when it came or went", "whoever held the ticket then"),
    "replies_per_ticket": (S.MEAN, "the last solve", SOLVER),
    "usual_replies": (S.QUANTILE, "the last solve", SOLVER),
    "occupancy": (S.RATIO, LIES, "whoever it is of"),
    "abandonment": (S.SHARE, CALL, f"{TOOK}; nobody where nobody did"),
    "service_level": (S.SHARE, CALL, f"{TOOK}; nobody where nobody did"),
    "answer_speed": (S.MEAN, CALL, TOOK),
    "answer_wait": (S.QUANTILE, CALL, TOOK),
    "call_handle_time": (S.MEAN, "the end of the call", TOOK),
    "csat": (S.SHARE, ANSWER, SENT),
    "dsat": (S.SHARE, ANSWER, SENT),
    "nps": (S.NPS, ANSWER, f"{SENT}, where there was a ticket"),
    "ces": (S.SHARE, ANSWER, SENT),
    "ces_mean": (S.MEAN, ANSWER, SENT),
    "qa_score": (S.MEAN, "the review", "whoever the review is about"),
    "self_service": (S.POOLED, TIME, "nobody"),
    "retention": (S.POOLED, TIME, "nobody"),
    "enps": (S.NPS, ANSWER, "the queue or unit that the survey names, never a person"),
}  # fmt: skip
"""Statistic, date and owner by the house table, in the words of the definitions."""
BY_SETTING: dict[str, dict[str, str]] = {
    "new_tickets": {"holder": "first"},
    "containment": {"counts": "begun", "holder": "bot"},
}
"""Those whose date and owner are the table's by a setting; without it they are as they were."""
APART: dict[str, tuple[Statistic, str, str]] = {
    "transfers": (S.MEAN, "the last solve", GIVER),
    "passed_on_share": (S.SHARE, "the last solve", GIVER),
    "turnover": (S.RATIO, TIME, "the unit or queue that the entry names"),
    "cost_per_ticket": (
        S.RATIO,
        "the begin of the time that a cost is of; the last solve",
        "the queue that the entry names; whoever held the ticket at that solve",
    ),
}
"""Those that differ from the table and say so, with what they are: decisions 0366 and 0380."""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    folder = published(histories(38, 600), tmp_path_factory.mktemp("house"))
    with Facts.open(folder, roster=ROSTER) as opened:
        yield opened


@pytest.mark.req("MEASURE-2", via="core")
def test_the_catalogue_is_the_house_table_and_nothing_is_twice_in_it() -> None:
    assert sorted(EVERY) == sorted(catalogue())


@pytest.mark.req("MEASURE-2", via="core")
@pytest.mark.parametrize("key", EVERY)
def test_each_has_its_query_its_twin_words_and_pitfalls(key: str) -> None:
    definition = catalogue()[key]
    assert key in TWINS
    assert definition.sql.named_selects
    assert str(definition.words.title)
    assert str(definition.words.meaning).endswith(".")
    assert len(definition.words.pitfalls) >= 2


@pytest.mark.req("MEASURE-2", via="core")
@pytest.mark.parametrize("key", [*DEFINED, *APART])
def test_each_has_the_statistic_the_date_and_the_owner_of_the_table_or_is_known_to_differ(
    key: str,
) -> None:
    found = catalogue()[key]
    assert (found.statistic, found.date, found.owner) == {**DEFINED, **APART}[key]


@pytest.mark.req("MEASURE-2", via="core")
@pytest.mark.parametrize("key", BY_SETTING)
def test_what_is_of_the_table_by_a_setting_has_that_setting(key: str) -> None:
    found = catalogue()[key]
    assert found.settled(BY_SETTING[key]).items() >= BY_SETTING[key].items()


@pytest.mark.req("MEASURE-2", via="core")
def test_each_row_of_the_table_is_held_to_it() -> None:
    first = {keys[0] for keys in HOUSE.values()} - {"proactive_contacts"}
    assert first <= {*DEFINED, *BY_SETTING, *APART}


@pytest.mark.req("MEASURE-2", via="core")
@pytest.mark.parametrize("key", EVERY)
def test_each_is_counted_as_a_whole_and_by_language_site_and_employer(
    key: str, facts: Facts
) -> None:
    assert sum(one.n for one in facts.compute(query(key, None, Grain.WHOLE)))
    by_origin = [] if key in OF_NO_TICKET else [Dimension.LANGUAGE, Dimension.SITE]
    by_holder = [] if key in OF_NOBODY else [Dimension.EMPLOYER]
    for dimension in (*by_origin, *by_holder):
        cut = facts.compute(query(key, By(dimension), Grain.WHOLE))
        assert any(one.key is not None and one.n for one in cut), dimension


@pytest.mark.req("MEASURE-2", via="core")
def test_what_runs_from_one_moment_to_another_can_run_in_working_hours() -> None:
    rows = list(HOUSE.values())[:8]
    for key in (key for keys in rows for key in keys):
        assert HOURS in catalogue()[key].parameters
