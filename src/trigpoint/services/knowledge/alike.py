"""Others with a goal like this, by KPI or by the words of its title, and what they say."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.loop.matching import telling
from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, GoalCard
from trigpoint.services.goals.graph import State
from trigpoint.services.knowledge import post_page, posts
from trigpoint.services.knowledge.post_page import PostView
from trigpoint.store.models import Goal

MOST = 12
ALIKE_WORDS = 2
"""So many telling words of two titles have to be the same, where no KPI is."""


@dataclass(frozen=True, slots=True)
class AlikeGoals:
    """Goals like one, the most alike first, and posts on them or about the same."""

    goal: str
    title: str
    goals: tuple[GoalCard, ...]
    posts: tuple[PostView, ...]


def show(actor: Actor, goal_id: str, *, figures: bool = True) -> AlikeGoals:
    """Return what others know who have a goal like this.

    Without `figures` the titles alone are shown, and nobody's figure counts as handed out.

    Raises:
        NotThere: where the goal is not for the actor to see.
    """
    goal = access.goal(actor, goal_id, Verb.SEE)
    cards = Cards(actor, graph.load(actor), figures=figures)
    near = nearest(cards, goal)
    keys = {each.pk for each in near} | {goal.pk}
    by_words = post_page.keys(actor, sorted(telling(goal.title)), every=False)
    seen = posts.rows(actor)
    tied = list(seen.filter(goal__in=keys))
    about = list(seen.filter(pk__in=by_words[:MOST]).exclude(pk__in=[row.pk for row in tied]))
    return AlikeGoals(
        goal=goal.public_id,
        title=goal.title,
        goals=tuple(cards.card(each) for each in near),
        posts=post_page.views(actor, [*tied, *about][:MOST]),
    )


def nearest(cards: Cards, goal: Goal) -> list[Goal]:
    """Return the goals that are most alike, of those that the actor sees."""
    state = cards.state
    wanted, title = kpis(state, goal), telling(goal.title)
    scored = []
    for other in state.goals.values():
        if other.pk == goal.pk or other.private or other.pk not in cards.goals:
            continue
        same, words = len(wanted & kpis(state, other)), len(title & telling(other.title))
        if same or words >= ALIKE_WORDS:
            scored.append(((-same, -words, other.title), other))
    return [other for _score, other in sorted(scored, key=lambda pair: pair[0])[:MOST]]


def kpis(state: State, goal: Goal) -> set[str]:
    """Return the KPIs that a goal's targets count."""
    held = (state.measures.get(t.measure_id or 0) for t in state.targets.get(goal.pk, ()))
    return {measure.kpi for measure in held if measure is not None and measure.kpi}
