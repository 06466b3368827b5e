"""Who works when, how well, and how long tickets wait for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trigpoint.demo import effects
from trigpoint.demo.people import AGENTS
from trigpoint.demo.timeline import Timeline
from trigpoint.demo.topics import DESK_NAMES, Desk

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

TEAM_DESKS = {
    "orders": (Desk.ORDERS, Desk.CLAIMS),
    "billing": (Desk.BILLING,),
    "product": (Desk.PRODUCT,),
    "night": (Desk.NIGHT,),
    "escalations": (Desk.ESCALATIONS,),
    "self-service": (Desk.COMMUNITY,),
}
TEAMS = tuple(TEAM_DESKS)
AGENT_TEAM = np.array([TEAMS.index(agent.team) for agent in AGENTS])
DESK_TEAM = np.array(
    [next(n for n, team in enumerate(TEAMS) if desk in TEAM_DESKS[team]) for desk in Desk]
)
ON_LEAVE = 0.09
"""Share of weeks that an agent is away."""
HARDLY = 1e-6
"""The weight of someone employed who does not work that day: only where nobody does."""


@dataclass(frozen=True)
class Staffing:
    """Presence and skill of every agent on every day.

    Attributes:
        skill: days x agents, 0 to 1.
        weight: desks x days x agents: the share of a desk's tickets that an agent takes.
        employed: days x agents.
        wait: desks x days: working days that a new ticket waits for its turn.
    """

    skill: Floats
    weight: Floats
    employed: NDArray[np.bool_]
    wait: Floats

    def pick(self, desks: Ints, days: Ints, chance: Floats, but: Ints) -> Ints:
        """Choose an agent for each ticket, by weight; `but` is who it must not be (-1: anyone)."""
        chosen = np.full(len(desks), -1, dtype=np.intp)
        for desk in Desk:
            here = np.flatnonzero(desks == desk)
            members = np.flatnonzero(self.weight[desk].any(axis=0))
            weight = self.weight[desk][np.ix_(days[here], members)]
            weight[members[None, :] == but[here, None]] = 0.0
            upto = np.cumsum(weight, axis=1)
            found = (upto <= chance[here, None] * upto[:, -1:]).sum(axis=1)
            chosen[here] = members[np.minimum(found, len(members) - 1)]
        return chosen


def staff(timeline: Timeline, load: Floats, rng: np.random.Generator) -> Staffing:
    """Return the staffing for a load of desks x days (tickets, in any one unit)."""
    days = np.arange(timeline.days)
    employed = np.stack([_employed(n, days) for n in range(len(AGENTS))], axis=1)
    weekday = np.stack([_works(agent.days, days) for agent in AGENTS], axis=1)
    away = np.repeat(rng.random((timeline.weeks, len(AGENTS))) < ON_LEAVE, 7, axis=0)
    present = employed & weekday & ~away[: timeline.days]
    skill = np.stack([_skill(n, days) for n in range(len(AGENTS))], axis=1)
    output = present * (0.6 + effects.SKILL_ON_OUTPUT * skill)
    weight = np.stack([_weights(desk, output, employed) for desk in Desk])
    return Staffing(skill, weight, employed, _waits(load, weight))


def _employed(agent: int, days: Ints) -> NDArray[np.bool_]:
    joined, left = AGENTS[agent].joined, AGENTS[agent].left
    return (days >= 7 * (joined or 0)) & (days < 7 * (left if left is not None else 10_000))


def _works(weekdays: str, days: Ints) -> NDArray[np.bool_]:
    return np.isin(days % 7, [int(day) for day in weekdays])


def _skill(agent: int, days: Ints) -> Floats:
    """Skill nears the agent's ceiling; half of the way is made in one half-life."""
    person = AGENTS[agent]
    weeks = person.tenure + np.maximum(days / 7 - (person.joined or 0), 0)
    learnt = 1 - 0.5 ** (weeks / effects.SKILL_HALF_LIFE_WEEKS)
    return person.ceiling * (0.45 + 0.55 * learnt)


def _weights(desk: Desk, output: Floats, employed: NDArray[np.bool_]) -> Floats:
    belongs = np.array([_part(n, desk) for n in range(len(AGENTS))])
    weights: Floats = belongs * np.maximum(output, HARDLY * employed)
    return weights


def _part(agent: int, desk: Desk) -> float:
    """Return the share of a full week that the agent gives to the desk."""
    person = AGENTS[agent]
    hours = len(person.days) / 5
    part = person.share if person.second_team else hours
    if desk in TEAM_DESKS[person.team]:
        return part
    if person.second_team and desk in TEAM_DESKS[person.second_team]:
        return 1 - part
    return 0.0


def _waits(load: Floats, weight: Floats) -> Floats:
    """Let each team work off its load day by day; what is left over is what tickets wait behind."""
    waits = np.zeros((len(DESK_NAMES), load.shape[1]))
    for team in range(len(TEAMS)):
        desks = np.flatnonzero(team == DESK_TEAM)
        arriving = load[desks].sum(axis=0)
        able = weight[desks[0]].sum(axis=1)
        able *= arriving.sum() / able.sum() / effects.UTILISATION
        usual = np.convolve(np.pad(able, 7, mode="edge"), np.ones(15) / 15, mode="valid")
        left = 0.0
        for day in range(load.shape[1]):
            left = max(0.0, left + arriving[day] - able[day])
            waits[desks, day] = left / usual[day]
    return waits
