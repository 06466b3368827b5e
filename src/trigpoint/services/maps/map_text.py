"""What stands on a strategy map as the rules of the core read it: for gates and editions."""

from __future__ import annotations

from collections.abc import Sequence

from trigpoint.core.lenses.strategy_map.written import (
    Link,
    Objective,
    Pain,
    Perspective,
    Stage,
    Theme,
    Written,
)
from trigpoint.services.actor import Actor
from trigpoint.services.goals.graph import State
from trigpoint.services.maps import map_state, maps
from trigpoint.services.maps.map_state import MapState
from trigpoint.services.plans.plan_text import measures
from trigpoint.store import models as m


def written(actor: Actor, graph: State, plan: m.Plan) -> Written:
    """Return a map as plain data; private goals are not in it."""
    state = map_state.load(actor)
    lanes = {p.pk: p.title for p in state.perspectives.get(plan.pk, ())}
    held = [
        o
        for o in state.objectives.get(plan.pk, ())
        if o.goal_id in graph.goals and not graph.goals[o.goal_id].private
    ]
    return Written(
        perspectives=tuple(
            Perspective(p.public_id, p.title, p.question)
            for p in state.perspectives.get(plan.pk, ())
        ),
        objectives=tuple(objective(graph, state, o, lanes) for o in held),
        links=tuple(links(graph, held)),
        pains=tuple(pains(graph, state, plan, held)),
        themes=tuple(Theme(t.public_id, t.title) for t in state.themes.get(plan.pk, ())),
        stages=tuple(
            Stage(s.public_id, s.title, s.touchpoints) for s in state.stages.get(plan.pk, ())
        ),
    )


def objective(
    graph: State, state: MapState, record: m.Objective, lanes: dict[int, str]
) -> Objective:
    """Return an objective with the goal behind it."""
    goal = graph.goals[record.goal_id]
    holder = graph.units.get(goal.owner_unit_id or 0) or graph.people.get(goal.owner_person_id or 0)
    themes = {t.pk: t.title for t in state.themes.get(record.plan_id, ())}
    return Objective(
        id=record.public_id,
        goal=goal.public_id,
        title=goal.title,
        perspective=lanes.get(record.perspective_id, ""),
        theme=themes.get(record.theme_id or 0, ""),
        owner=holder.public_id if holder else "",
        measure=next(iter(measures(graph, goal.pk)), ""),
    )


def links(graph: State, held: Sequence[m.Objective]) -> list[Link]:
    """Return what is believed between objectives."""
    return [
        Link(
            id=drive.public_id,
            cause=graph.goals[drive.cause_id].title,
            effect=graph.goals[drive.effect_id].title,
            sentence=drive.sentence,
            sign="with" if drive.sign > 0 else "against",
            lag_weeks=drive.lag_weeks,
        )
        for drive in maps.drives_among(graph, held)
    ]


def pains(graph: State, state: MapState, plan: m.Plan, held: Sequence[m.Objective]) -> list[Pain]:
    """Return what hurts, with those who serve it."""
    titles = {o.public_id: graph.goals[o.goal_id].title for o in held}
    return [
        Pain(
            point.public_id,
            point.title,
            stage.title,
            tuple(titles[each] for each in point.serves if each in titles),
            tuple(point.tags),
            point.moment_of_truth,
        )
        for stage in state.stages.get(plan.pk, ())
        for point in state.pain_points.get(stage.pk, ())
    ]
