"""What stands in a V2MOM as the rules of the core read it: for gates, editions, meetings."""

from __future__ import annotations

from trigpoint.core.lenses.v2mom.written import Method, Obstacle, Value, Written
from trigpoint.services.goals.graph import State
from trigpoint.services.measures import catalogue
from trigpoint.services.plans.plan_state import PlanState
from trigpoint.store import models as m


def written(graph: State, state: PlanState, plan: m.Plan) -> Written:
    """Return a plan as plain data; people and goals are named by public id."""
    return Written(
        vision=plan.vision,
        values=tuple(value(state, record) for record in state.values.get(plan.pk, ())),
        methods=tuple(
            method(graph, record)
            for record in state.methods.get(plan.pk, ())
            if record.goal_id in graph.goals
        ),
        obstacles=tuple(obstacle(graph, record) for record in state.obstacles.get(plan.pk, ())),
    )


def value(state: PlanState, record: m.PlanValue) -> Value:
    """Return a value with its behaviours."""
    seen = tuple(b.text for b in state.behaviours.get(record.pk, ()))
    return Value(record.public_id, record.title, record.meaning, seen)


def method(graph: State, record: m.Method) -> Method:
    """Return a method with the goal behind it; private goals give no words away."""
    goal = graph.goals[record.goal_id]
    unit = graph.units.get(goal.owner_unit_id or 0)
    person = graph.people.get(goal.owner_person_id or 0)
    holder = unit or person
    if goal.private:
        return Method(record.public_id, goal.public_id, "", values=tuple(record.values))
    return Method(
        id=record.public_id,
        goal=goal.public_id,
        title=goal.title,
        why=goal.why,
        owner=holder.public_id if holder else "",
        values=tuple(record.values),
        measures=tuple(measures(graph, goal.pk)),
        steps=tuple(step.title for step in graph.steps.get(goal.pk, ())),
    )


def measures(graph: State, goal: int) -> list[str]:
    """Return what shows a goal: the titles of its targets; of a person's measure the KPI's."""
    found = []
    for target in graph.targets.get(goal, ()):
        measure = graph.measures.get(target.measure_id or 0)
        if measure is None:
            found.append(target.title)
        elif measure.person_id is None:
            found.append(target.title or measure.title)
        else:
            found.append(str(catalogue.default_title(measure.kpi, {})))
    return found


def obstacle(graph: State, record: m.Obstacle) -> Obstacle:
    """Return an obstacle with its warning sign in words."""
    owner = graph.people.get(record.owner_id or 0)
    return Obstacle(
        id=record.public_id,
        title=record.title,
        likelihood=record.likelihood,
        impact=record.impact,
        threatens=tuple(record.threatens),
        mitigation=record.mitigation,
        contingency=record.contingency,
        owner=owner.public_id if owner else "",
        sign=sign(graph, record),
    )


def sign(graph: State, record: m.Obstacle) -> str:
    """Return a warning sign so that two of them can be compared by eye."""
    measure = graph.measures.get(record.sign_measure_id or 0)
    if measure is None or record.sign_threshold is None:
        return record.sign_words
    mark = ">" if record.sign_side == m.Obstacle.Side.ABOVE else "<"
    unit = catalogue.reference(measure).unit
    limit = f"{record.sign_threshold:g} ({unit})"
    return f"{measure.title} {mark} {limit} × {record.sign_days}"
