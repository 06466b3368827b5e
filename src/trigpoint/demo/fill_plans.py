"""V2MOMs written through the services, after the figures are there: a warning sign has come."""

from __future__ import annotations

import datetime

from trigpoint.demo.fill_people import Filled
from trigpoint.demo.v2moms import V2MOMS, Obstacle, V2mom
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.plans import (
    edition_answers,
    editions,
    plan_methods,
    plan_obstacles,
    plan_people,
    plan_requests,
    plan_values,
    plans,
    v2mom_page,
)
from trigpoint.services.plans.plan_methods import MethodDraft
from trigpoint.services.plans.plan_obstacles import ObstacleDraft
from trigpoint.services.plans.plan_values import BehaviourDraft
from trigpoint.services.plans.plans import PlanDraft

WROTE, PUBLISHED = 40, 33
"""Days before the end of the data on which the plans were written and published."""


def fill_plans(filled: Filled) -> None:
    """Write the plans from the top down, so that each finds the one above it."""
    for wanted in V2MOMS:
        write(filled, wanted)


def watched(filled: Filled) -> list[str]:
    """Set up the measures that warning signs will watch; return their public ids.

    They are read before the plans are written: a sign is placed by what it says.
    """
    return [
        watched_by(filled, wanted)
        for wanted in V2MOMS
        if any(obstacle.days for obstacle in wanted.obstacles)
    ]


def watched_by(filled: Filled, wanted: V2mom) -> str:
    """Return the measure of a holder's backlog."""
    draft = MeasureDraft(
        kpi="backlog", scope="unit", member=filled.units[wanted.owner], pinned=True
    )
    return measures.add(filled.person(wanted.writer), draft)


def day(filled: Filled, before: int) -> datetime.date:
    """Return a day so many days before the end of the data."""
    return filled.timeline.last_day - datetime.timedelta(days=before)


def write(filled: Filled, wanted: V2mom) -> None:
    """Write one plan with everything people said of it."""
    wrote = day(filled, WROTE)
    actor = filled.person(wanted.writer, wrote)
    draft = PlanDraft(
        owner=filled.holder(wanted.owner), period=filled.periods["running"], vision=wanted.vision
    )
    plan = plans.add(actor, draft)
    values = {
        v.title: plan_values.add(actor, plan, v.title, behaviour=v.seen) for v in wanted.values
    }
    for value in wanted.values:
        if value.qa:
            plan_values.add_behaviour(
                actor, values[value.title], BehaviourDraft(text=value.qa, tie="qa")
            )
    methods = {}
    for goal, serves in wanted.methods:
        tied = [values[title] for title in serves]
        methods[goal] = plan_methods.add(
            actor, plan, MethodDraft(goal=filled.goals[goal], values=tied)
        )
    for obstacle in wanted.obstacles:
        name(filled, wanted, plan, obstacle, methods)
    together(filled, wanted, plan)
    publish(filled, wanted, plan)


def name(
    filled: Filled, wanted: V2mom, plan: str, obstacle: Obstacle, methods: dict[str, str]
) -> None:
    """Name an obstacle; a live sign watches the backlog of the holder."""
    actor = filled.person(wanted.writer, day(filled, WROTE))
    measure, threshold = "", None
    if obstacle.days:
        measure = watched_by(filled, wanted)
        threshold = backlog(filled, wanted, measure, obstacle.limit)
    plan_obstacles.add(
        actor,
        plan,
        ObstacleDraft(
            title=obstacle.title,
            likelihood=obstacle.likelihood,
            impact=obstacle.impact,
            impact_words=obstacle.cost,
            threatens=[methods[goal] for goal in obstacle.threatens],
            contingency=obstacle.contingency,
            owner=filled.people[obstacle.owner],
            sign_words=obstacle.sign,
            sign_measure=measure if threshold is not None else "",
            sign_threshold=threshold,
            sign_days=obstacle.days or 1,
        ),
    )


def backlog(filled: Filled, wanted: V2mom, measure: str, limit: float) -> float:
    """Return a round threshold well below what the backlog of a unit usually is."""
    page = measures.show(filled.person(wanted.writer), measure)
    known = [figure.value for figure in page.series if figure.value is not None]
    usual = known[-1] if known else 10.0
    return max(1.0, round(limit * usual))


def together(filled: Filled, wanted: V2mom, plan: str) -> None:
    """Let people write along, and ask departments."""
    wrote = day(filled, WROTE - 2)
    actor = filled.person(wanted.writer, wrote)
    version = v2mom_page.show(actor, plan).version
    changes = {"areas": list(wanted.areas), "open_sections": ["values", "measures"]}
    plans.edit(actor, plan, version, {**changes, "state": "discussion"})
    for person, area, text in wanted.people:
        plan_people.invite(
            filled.person(wanted.writer, wrote),
            plan,
            filled.people[person],
            area=area,
            writes=False,
        )
        if text:
            said = plan_people.suggest(filled.person(person, wrote), plan, "values", text)
            plan_people.answer(filled.person(wanted.writer, wrote), said, 1, taken=True)
    for request in wanted.requests:
        asked = plan_requests.ask(
            filled.person(wanted.writer, wrote),
            plan,
            filled.units[request.unit],
            request.part,
            filled.goals[request.goal],
        )
        lead = filled.person(
            {"billing": "sofia.lind", "product": "helena.vogt"}[request.unit], wrote
        )
        plan_requests.answer(lead, asked, 1, accepted=request.accepted, words=request.words)


def publish(filled: Filled, wanted: V2mom, plan: str) -> None:
    """Publish the plan although something is missing, and let people answer."""
    at = day(filled, PUBLISHED)
    actor = filled.person(wanted.writer, at)
    why = "The rest is agreed in the first review."
    version = v2mom_page.show(actor, plan).version
    editions.publish(actor, plan, version, override_reason=why)
    for person, said, words in wanted.answers:
        edition_answers.answer(filled.person(person, at), plan, said, words)
    actor = filled.person(wanted.writer, day(filled, 5))
    version = v2mom_page.show(actor, plan).version
    plans.review(actor, plan, version, reason="On the way; the peak is what worries us.")
