"""A small plan of the cast: what the organisation, a team and a person want."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from tests.cast import Cast
from trigpoint.services.goals import goals, targets
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.goals.targets import TargetDraft

DUE = datetime.date(2026, 12, 31)


@dataclass(frozen=True)
class Plan:
    """Goals by public id: Mira's of the organisation, Tuan's of Orders, Ana's own."""

    top: str
    team: str
    own: str


def write(cast: Cast) -> Plan:
    """Write the plan."""
    top = goal(cast, "mira", cast.units["Northwind"], "Keep the customers we win", cast.vision)
    team = goal(cast, "tuan", cast.units["Orders"], "Right person, first touch", top)
    return Plan(top, team, goal(cast, "ana", cast.people["ana"], "Solve claims at once", team))


def goal(cast: Cast, who: str, owner: str, title: str, above: str, **more) -> str:
    """Write an active goal that carries another one or a direction; return its public id."""
    draft = GoalDraft(
        title=title,
        why="Waiting costs trust.",
        owner=owner,
        period=cast.period,
        state="active",
        carries=(LinkDraft(above=above, sentence="It is a part of it."),),
        **more,
    )
    return goals.add(getattr(cast, who), draft)


def milestone(
    cast: Cast, who: str, goal_id: str, *, weight: float = 1.0, done: bool = False
) -> str:
    """Give a goal a milestone, reached or not; return its public id."""
    actor = getattr(cast, who)
    draft = TargetDraft(kind="milestone", title="Rules written", due=DUE, weight=weight)
    made = targets.add(actor, goal_id, draft, reason="plan")
    if done:
        targets.mark_done(actor, made, 1, actor.today)
    return made
