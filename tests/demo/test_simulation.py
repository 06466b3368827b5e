"""What holds of every simulated help desk, whatever its seed and its end."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.demo.conftest import END
from trigpoint.demo import counts
from trigpoint.demo.ledger import NOBODY, Author, Events, Kind, Status
from trigpoint.demo.people import AGENTS
from trigpoint.demo.shards import shards
from trigpoint.demo.simulation import Simulation, simulate

DAY = 86_400
ENDS = st.integers(END - 700 * DAY, END + 700 * DAY)
few = settings(max_examples=8, deadline=None)


def each_ticket(events: Events) -> list[np.ndarray]:
    return np.split(np.arange(len(events)), np.flatnonzero(np.diff(events.ticket)) + 1)


@few
@given(seed=st.integers(0, 2**32), end=ENDS)
def test_the_same_seed_and_end_give_the_same_bytes(seed: int, end: int) -> None:
    one, two = (simulate(end, seed=seed, tickets=300) for _ in range(2))
    for part in ("arrivals", "outcome", "events", "promises", "satisfaction", "recommendation"):
        for f in fields(getattr(one, part)):
            column = getattr(getattr(one, part), f.name)
            assert column.tobytes() == getattr(getattr(two, part), f.name).tobytes()


def test_another_seed_gives_another_history(small: Simulation) -> None:
    other = simulate(END, seed=2, tickets=300)
    assert not np.array_equal(other.arrivals.created[:100], small.arrivals.created[:100])


@few
@given(seed=st.integers(0, 2**32), end=ENDS, part=st.floats(0.0, 1.0))
def test_backlog_is_what_came_in_less_what_went_out(seed: int, end: int, part: float) -> None:
    simulation = simulate(end, seed=seed, tickets=400)
    events = simulation.events
    start = int(simulation.timeline.midnights[0])
    one = round(start + part * (end - start) / 2)
    two = round((one + end) / 2)

    def between(rows: np.ndarray) -> int:
        at = events.at[rows]
        return int(((at > one) & (at <= two)).sum())

    came = between(np.flatnonzero(events.kind == Kind.CREATED)) + between(counts.reopens(events))
    went = between(counts.endings(events))
    assert counts.backlog(events, two) == counts.backlog(events, one) + came - went


def test_nothing_happens_after_the_end_or_before_the_beginning(small: Simulation) -> None:
    assert small.events.at.max() <= END
    assert small.events.at.min() >= small.timeline.midnights[0]
    assert small.satisfaction.sent.max() <= END
    assert small.satisfaction.answered.max() <= END


def test_a_ticket_is_created_first_and_goes_forward_in_time(small: Simulation) -> None:
    events = small.events
    for rows in each_ticket(events):
        assert events.kind[rows[0]] == Kind.CREATED
        assert (events.kind[rows[1:]] != Kind.CREATED).all()
        assert (np.diff(events.at[rows]) >= 0).all()
        same = np.diff(events.at[rows]) == 0
        assert (np.diff(events.seq[rows])[same] > 0).all()


def test_every_row_but_messages_and_creations_changes_what_it_says(small: Simulation) -> None:
    columns = {
        Kind.STATUS: "status",
        Kind.ASSIGNEE: "agent",
        Kind.QUEUE: "desk",
        Kind.PRIORITY: "priority",
    }
    for kind, name in columns.items():
        column = getattr(small.events, name)
        rows = np.flatnonzero(small.events.kind == kind)
        assert len(rows)
        assert (column[rows] != column[rows - 1]).all()


def test_only_people_employed_that_day_are_given_tickets(full: Simulation) -> None:
    events = full.events
    taken = np.flatnonzero(events.kind == Kind.ASSIGNEE)
    day = full.timeline.day_of(events.at[taken])
    assert full.staffing.employed[day, events.agent[taken]].all()


def test_agents_act_and_nobody_else_has_an_account(small: Simulation) -> None:
    by_agent = small.events.author == Author.AGENT
    assert ((small.events.actor != NOBODY) == by_agent).all()
    assert small.events.actor.max() < len(AGENTS)


def test_first_contact_is_one_reply_one_solve_and_no_second_ticket_within_a_week(
    small: Simulation,
) -> None:
    events, outcome, arrivals = small.events, small.outcome, small.arrivals
    opened = {
        (customer, topic, created)
        for customer, topic, created in zip(
            arrivals.customer.tolist(),
            arrivals.topic.tolist(),
            arrivals.created.tolist(),
            strict=True,
        )
    }
    by_who: dict[tuple[int, int], list[int]] = {}
    for customer, topic, created in opened:
        by_who.setdefault((customer, topic), []).append(created)
    replied = (events.kind == Kind.MESSAGE) & events.public & (events.author == Author.AGENT)
    solved = (events.kind == Kind.STATUS) & (events.status == Status.SOLVED)
    for ticket, rows in enumerate(each_ticket(events)):
        moment = int(outcome.solved[ticket])
        if not moment or moment > END - 7 * DAY:
            continue
        who = (int(arrivals.customer[ticket]), int(arrivals.topic[ticket]))
        back = any(moment < created <= moment + 7 * DAY for created in by_who[who])
        once = replied[rows].sum() == 1 and solved[rows].sum() == 1 and not back
        assert once == outcome.first_contact[ticket]


def test_customers_come_back_and_some_within_a_week(full: Simulation) -> None:
    _, tickets = np.unique(full.arrivals.customer, return_counts=True)
    assert tickets.max() > 2
    assert 0.01 < (full.outcome.again > 0).mean() < 0.10


def test_the_full_organisation_is_as_large_as_promised(full: Simulation) -> None:
    assert len(full.arrivals) >= 60_000
    assert len(full.events) >= 500_000
    assert len(AGENTS) == 60


@pytest.mark.parametrize("wanted", [900_000])
def test_shards_go_on_where_the_last_one_ended(wanted: int) -> None:
    made = list(shards(END, wanted))
    assert sum(len(shard.events) for shard in made) >= wanted
    tickets = np.concatenate([np.unique(shard.events.ticket) for shard in made])
    assert np.array_equal(tickets, np.arange(len(tickets)))
    one, two = made
    assert one.arrivals.customer.max() < two.arrivals.customer.min()
    assert two.first_ticket == len(one.arrivals)
