"""What is true of the simulated organisation, as plain data for `truth.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trigpoint.demo import churn, counts, effects, pitfalls, story, waits, weekly_numbers
from trigpoint.demo.ledger import NOBODY
from trigpoint.demo.people import AGENTS
from trigpoint.demo.simulation import Simulation
from trigpoint.demo.staffing import AGENT_TEAM, TEAMS
from trigpoint.demo.timeline import (
    HIRING_WEEK,
    OUTAGE_WEEK,
    OUTSOURCING_ENDS_WEEK,
    ROUTING_WEEK,
    SATURDAYS_WEEK,
    TRAINING_WEEK,
    Timeline,
)
from trigpoint.demo.topics import OUTAGE_TOPICS
from trigpoint.demo.v2moms import V2MOMS, V2mom

Truth = dict[str, Any]


def truth(simulation: Simulation) -> Truth:
    """Return what is true: sizes, built-in effects with their weeks, teams, people, weekly counts.

    Weeks are counted from 0, the first; `monday` is the local day on which one begins.
    """
    timeline = simulation.timeline
    return {
        "seed": simulation.seed,
        "end": timeline.end,
        "first_day": timeline.first_day.isoformat(),
        "last_day": timeline.last_day.isoformat(),
        "tickets": len(simulation.arrivals),
        "events": len(simulation.events),
        "surveys": len(simulation.satisfaction) + len(simulation.recommendation),
        "effects": _effects(simulation),
        "teams": {team: _team(simulation, number) for number, team in enumerate(TEAMS)},
        "people": {agent.key: _person(simulation, n) for n, agent in enumerate(AGENTS)},
        "weeks": _weeks(simulation),
        "story": _story(),
        "pitfalls": pitfalls.planted(timeline),
        "gaming": {"sign": churn.SIGN, "person": churn.WHO, **_from(timeline, churn.SINCE)},
        "asked": {"sign": waits.SIGN, "person": waits.WHO, **_from(timeline, waits.SINCE)},
        "links": _links(),
        "plans": {plan.owner: _plan(plan) for plan in V2MOMS},
    }


def _story() -> Truth:
    """Return what people asked of each other, by the keys of people and goals."""
    return {
        "orphans": [story.ORPHAN[0]],
        "overloaded": [story.OVERLOADED],
        "split": {
            "goal": story.SPLIT_GOAL,
            "agreed": [p.who for p in story.PARTS if p.said == "accept"],
            "countered": [p.who for p in story.PARTS if p.said == "counter"],
            "open": [p.who for p in story.PARTS if not p.said],
        },
        "changes_declined": [c.by for c in story.CHANGES if c.accepted is False],
        "roots": {owner: goal for owner, _writer, goal in story.ROOTS},
    }


def _links() -> Truth:
    """Return which arrow of the map is true of the weekly numbers, and which one is not."""
    cause, effect, lag, strength = weekly_numbers.DRIVEN
    return {
        "driven": {"cause": cause, "effect": effect, "lag_weeks": lag, "strength": strength},
        "undriven": dict(zip(("cause", "effect"), weekly_numbers.UNDRIVEN, strict=True)),
    }


def write(simulation: Simulation, path: Path) -> None:
    """Write `truth.json`."""
    path.write_text(json.dumps(truth(simulation), indent=1, sort_keys=True) + "\n", "utf-8")


def _effects(simulation: Simulation) -> Truth:
    timeline, outcome = simulation.timeline, simulation.outcome
    added = outcome.expected - outcome.untrained
    answered = outcome.answerer != NOBODY
    trained = answered & (AGENT_TEAM[outcome.answerer] == TEAMS.index(effects.TRAINED_TEAM))
    trained &= timeline.week_of(outcome.replied) >= TRAINING_WEEK
    return {
        "training": {
            **_from(timeline, TRAINING_WEEK),
            "team": effects.TRAINED_TEAM,
            "added_to_chance_of_first_contact": effects.TRAINING_EFFECT,
            "added_to_first_contact_rate": _mean(added[trained]),
        },
        "routing": {
            **_from(timeline, ROUTING_WEEK),
            "team": effects.ROUTED_TEAM,
            "chance_of_being_passed_on_times": effects.ROUTING_EFFECT,
        },
        "outage": {
            **_from(timeline, OUTAGE_WEEK),
            "days": effects.OUTAGE_DAYS,
            "begins_on_weekday": 1,
            "topics": list(OUTAGE_TOPICS),
            "times_as_many_tickets": effects.OUTAGE_FACTOR,
        },
        "hiring": {
            **_from(timeline, HIRING_WEEK),
            "people": [agent.key for agent in AGENTS if agent.joined == HIRING_WEEK],
        },
        "outsourcing_ends": {
            **_from(timeline, OUTSOURCING_ENDS_WEEK),
            "people": [agent.key for agent in AGENTS if agent.employer == "brightdesk"],
        },
        "saturdays_open": _from(timeline, SATURDAYS_WEEK),
        "growth": effects.GROWTH,
        "satisfaction": {
            "log_odds_at_zero_wait": effects.CSAT_AT_ZERO_WAIT,
            "log_odds_of_first_contact": effects.CSAT_FIRST_CONTACT,
            "log_odds_per_log_hour": effects.CSAT_PER_LOG_HOUR,
        },
        "skill_on_first_contact": effects.SKILL_ON_FIRST_CONTACT,
    }


def _from(timeline: Timeline, week: int) -> Truth:
    return {"week": week, "monday": timeline.day(week).isoformat()}


def _team(simulation: Simulation, team: int) -> Truth:
    """Return a team's first contacts, by the week of the first answer that could solve a ticket."""
    outcome, timeline = simulation.outcome, simulation.timeline
    mine = (outcome.answerer != NOBODY) & (AGENT_TEAM[outcome.answerer] == team)
    week, size = timeline.week_of(outcome.replied[mine]), timeline.weeks
    answered = np.bincount(week, minlength=size)
    return {
        "answered": answered.tolist(),
        "solved_at_first_contact": _sums(week, outcome.first_contact[mine], size),
        "expected_first_contact": _sums(week, outcome.expected[mine], size),
        "expected_without_training": _sums(week, outcome.untrained[mine], size),
        "expected_first_contact_rate": _mean(outcome.expected[mine]),
    }


def _person(simulation: Simulation, number: int) -> Truth:
    agent, skill = AGENTS[number], simulation.staffing.skill[:, number]
    employed = np.flatnonzero(simulation.staffing.employed[:, number])
    return {
        "team": agent.team,
        "joined_week": agent.joined,
        "left_week": agent.left,
        "skill_at_first": round(float(skill[employed[0]]), 4),
        "skill_at_last": round(float(skill[employed[-1]]), 4),
        "ceiling": agent.ceiling,
    }


def _weeks(simulation: Simulation) -> Truth:
    events, timeline = simulation.events, simulation.timeline
    size = timeline.weeks

    def by_week(rows: NDArray[np.intp]) -> list[int]:
        found: list[int] = np.bincount(timeline.week_of(events.at[rows]), minlength=size).tolist()
        return found

    created = timeline.week_of(simulation.arrivals.created)
    return {
        "monday": [timeline.day(week).isoformat() for week in range(size)],
        "created": np.bincount(created, minlength=size).tolist(),
        "solved": by_week(counts.solves(events)),
        "ended": by_week(counts.endings(events)),
        "reopened": by_week(counts.reopens(events)),
        "transferred": by_week(counts.transfers(events)[0]),
        "events": by_week(np.arange(len(events))),
    }


def _plan(plan: V2mom) -> Truth:
    """Return what is true of a V2MOM: the sign that has come, who was not heard, who refused."""
    return {
        "methods": [goal for goal, _values in plan.methods],
        "signs_that_have_come": [o.title for o in plan.obstacles if o.days],
        "areas_not_heard": [a for a in plan.areas if a not in {p[1] for p in plan.people if p[2]}],
        "departments_that_refused": [r.unit for r in plan.requests if not r.accepted],
    }


def _sums(week: NDArray[np.intp], values: NDArray[Any], size: int) -> list[float]:
    return [round(total, 4) for total in np.bincount(week, values, size).tolist()]


def _mean(values: NDArray[np.float64]) -> float | None:
    return round(float(values.mean()), 4) if len(values) else None
