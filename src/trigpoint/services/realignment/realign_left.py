"""The goals of units that move: those that carry a goal which they leave behind, or none."""

from __future__ import annotations

from trigpoint.services.realignment.realign_sandbox import Sandbox
from trigpoint.services.realignment.realign_views import LeftGoal
from trigpoint.store.models import Goal

OVER = {Goal.State.RETIRED, Goal.State.ACHIEVED, Goal.State.MISSED}


def left_goals(tried: Sandbox) -> tuple[LeftGoal, ...]:
    """Return the goals to look at, as far as the actor sees them: first those that stay tied."""
    moves, cards = tried.moves, tried.cards
    if not moves.made:
        return ()
    behind = {pk for move in moves.made for pk in moves.left(move)}
    found = []
    for pk, goal in tried.state.goals.items():
        if pk in cards.goals and goal.state not in OVER and is_theirs(tried, goal):
            above = above_of(tried, goal)
            if not above or any(up.owner_unit_id in behind for up in above):
                found.append(line(tried, goal, above))
    return tuple(sorted(found, key=lambda left: (not left.above, left.title.casefold())))


def is_theirs(tried: Sandbox, goal: Goal) -> bool:
    """Whether a unit that moves, one below it, or somebody in them holds a goal."""
    if goal.owner_unit_id is not None:
        return goal.owner_unit_id in tried.moves.moved
    person = str(goal.owner_person_id)
    units = tried.moves.charts[1].units_of(person)
    return not goal.private and any(int(unit) in tried.moves.moved for unit in units)


def above_of(tried: Sandbox, goal: Goal) -> list[Goal]:
    """Return the goals that one would carry."""
    return [tried.state.by_public_id[link.parent] for link in tried.after.up[goal.public_id]]


def line(tried: Sandbox, goal: Goal, above: list[Goal]) -> LeftGoal:
    """Return one of them."""
    seen = [up.title for up in above if up.pk in tried.cards.goals]
    return LeftGoal(
        goal=goal.public_id,
        title=goal.title,
        owner=tried.cards.owner(goal),
        above=seen[0] if seen else "…" if above else "",
    )
