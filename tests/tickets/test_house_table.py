"""The catalogue holds the whole house table, and each row of it can be cut as it should be."""

from collections.abc import Iterator

import pytest

from tests.tickets.test_every_cut import histories
from tests.tickets.test_figures import ROSTER, query
from tests.tickets.test_kpis import published
from trigpoint.tickets.catalogue import catalogue
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
    "19 replies per resolution": ("replies_per_ticket",),
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


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    folder = published(histories(36, 600), tmp_path_factory.mktemp("house"))
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
