"""What is built in is found again by scripts that know nothing of how it was made."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize

from trigpoint.demo import counts, effects, truth
from trigpoint.demo.ledger import Author, Kind, Status
from trigpoint.demo.people import AGENTS
from trigpoint.demo.simulation import Simulation
from trigpoint.demo.staffing import AGENT_TEAM, TEAMS
from trigpoint.demo.timeline import (
    HIRING_WEEK,
    OUTAGE_WEEK,
    OUTSOURCING_ENDS_WEEK,
    TRAINING_WEEK,
)


def first_contacts(simulation: Simulation, team: str, weeks: range) -> tuple[float, float, int]:
    """Return rate, variance of the rate, and number of a team's tickets solved in some weeks."""
    outcome = simulation.outcome
    answered = (outcome.answerer >= 0) & (AGENT_TEAM[outcome.answerer] == TEAMS.index(team))
    week = simulation.timeline.week_of(outcome.replied)
    hit = outcome.first_contact[answered & (week >= weeks.start) & (week < weeks.stop)]
    rate = float(hit.mean())
    return rate, rate * (1 - rate) / len(hit), len(hit)


def test_before_and_after_against_untrained_teams_finds_the_training(full: Simulation) -> None:
    before, after = range(TRAINING_WEEK - 20, TRAINING_WEEK), range(TRAINING_WEEK, 76)
    change, variance = 0.0, 0.0
    for team, sign, part in (("billing", 1, 1), ("product", -1, 0.5), ("night", -1, 0.5)):
        for weeks, way in ((before, -1), (after, 1)):
            rate, spread, _ = first_contacts(full, team, weeks)
            change += sign * way * part * rate
            variance += part**2 * spread
    true = truth.truth(full)["effects"]["training"]["added_to_first_contact_rate"]
    assert change / variance**0.5 > 4
    assert abs(change - true) < 2 * variance**0.5


def test_the_expected_rate_of_each_team_is_the_observed_one_within_chance(full: Simulation) -> None:
    for team, told in truth.truth(full)["teams"].items():
        rate, variance, size = first_contacts(full, team, range(100))
        assert size == sum(told["answered"])
        assert abs(rate - told["expected_first_contact_rate"]) < 3 * variance**0.5


def test_satisfaction_depends_on_waiting_and_on_being_solved_at_once(full: Simulation) -> None:
    surveys = full.satisfaction
    good_ones = surveys.score > 0
    ticket = surveys.ticket[good_ones]
    good = surveys.score[good_ones] >= 4
    hours = (full.outcome.replied - full.arrivals.created)[ticket] / 3600
    columns = np.stack(
        [np.ones(len(ticket)), full.outcome.first_contact[ticket], np.log1p(hours)], axis=1
    )

    def loss(weights: np.ndarray) -> float:
        odds = columns @ weights
        return float(np.sum(np.logaddexp(0, odds) - good * odds))

    _, first_contact, waiting = minimize(loss, np.zeros(3)).x
    # Who is very unhappy answers more often, which bends the estimates a little.
    assert abs(first_contact - effects.CSAT_FIRST_CONTACT) < 0.25
    assert abs(waiting - effects.CSAT_PER_LOG_HOUR) < 0.06


def test_the_outage_shows_in_tickets_and_in_waiting(full: Simulation) -> None:
    created = np.array(truth.truth(full)["weeks"]["created"])
    assert created[OUTAGE_WEEK] > 1.2 * np.median(created[OUTAGE_WEEK - 6 : OUTAGE_WEEK + 7])


def test_skills_grow_and_the_outsourcer_leaves(full: Simulation) -> None:
    told = truth.truth(full)
    assert all(p["skill_at_last"] >= p["skill_at_first"] for p in told["people"].values())
    left = [p for p in told["people"].values() if p["left_week"] == OUTSOURCING_ENDS_WEEK]
    assert len(left) == 4


def test_weekly_counts_add_up(full: Simulation) -> None:
    told = truth.truth(full)
    weeks = told["weeks"]
    assert sum(weeks["created"]) == told["tickets"]
    assert sum(weeks["events"]) == told["events"]
    assert len(weeks["monday"]) == len(weeks["created"])
    assert weeks["created"][-1] > 0


def test_truth_is_written_the_same_for_the_same_seed(small: Simulation, tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    truth.write(small, one)
    truth.write(small, two)
    assert one.read_bytes() == two.read_bytes()
    assert json.loads(one.read_text())["seed"] == 1


def test_the_hiring_wave_and_part_timers_are_in_the_past(full: Simulation) -> None:
    told = truth.truth(full)
    hired = told["effects"]["hiring"]["people"]
    assert len(hired) > 1
    assert {told["people"][key]["joined_week"] for key in hired} == {HIRING_WEEK}
    assert any(agent.share < 1 for agent in AGENTS)


@pytest.mark.req("BEYOND-3")
def test_one_agent_solves_and_opens_again_without_a_word_of_the_customer(full: Simulation) -> None:
    told, events = truth.truth(full)["gaming"], full.events
    opened = counts.reopens(events)
    own = opened[(events.author[opened] == Author.AGENT)]
    who = [AGENTS[agent].key for agent in events.actor[own]]
    assert set(who) == {told["person"]}
    assert len(own) > 20
    assert full.timeline.week_of(events.at[own]).min() >= told["week"]
    undone = events.at[own] - events.at[own - 1]
    assert (events.kind[own - 1] == Kind.STATUS).all()
    assert undone.max() < 86_400


@pytest.mark.req("BEYOND-3")
def test_one_agent_lets_tickets_wait_for_customers_whom_nobody_asked(full: Simulation) -> None:
    told, events = truth.truth(full)["asked"], full.events
    waits = np.flatnonzero((events.kind == Kind.STATUS) & (events.status == Status.PENDING))
    before = waits - 1
    unasked = waits[events.at[waits] - events.at[before] > 3_600]
    assert {AGENTS[agent].key for agent in events.actor[unasked]} == {told["person"]}
    assert len(unasked) > 10
    assert full.timeline.week_of(events.at[unasked]).min() >= told["week"]
