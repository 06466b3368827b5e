"""The goals with what they carry, their targets, steps and shares, written through the services."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from trigpoint.demo import organisation as ours
from trigpoint.demo import voices
from trigpoint.demo.fill_people import Filled
from trigpoint.demo.goals_of_people import PEOPLE_GOALS
from trigpoint.demo.goals_of_units import UNIT_GOALS
from trigpoint.demo.people import PEOPLE
from trigpoint.demo.plan import VISION, Goal, Link, Thing
from trigpoint.services.goals import co_owners, goals, steps, targets
from trigpoint.services.goals.targets import TargetDraft

GOALS = UNIT_GOALS + PEOPLE_GOALS
PERSON_TEAM = {person.key: person.team for person in PEOPLE}


def lead_of(unit: str) -> str:
    """Return who leads a unit, and so writes its goals."""
    return next(p.key for p in PEOPLE if p.team == unit and p.role in ours.LEADING)


def writer(goal: Goal) -> str:
    """Return who writes a goal: the lead of the unit, or the person."""
    return goal.owner if goal.owner in PERSON_TEAM else lead_of(goal.owner)


def fill_goals(filled: Filled) -> None:
    """Write every goal, level by level, so that what a goal carries is there before it."""
    for level in _levels(GOALS):
        for name in ("earlier", "running"):
            _write(filled, name, [goal for goal in level if goal.earlier == (name == "earlier")])
    for goal in GOALS:
        for thing in goal.things:
            _thing(filled, goal, thing)
    _steps_and_shares(filled)


def period_of(filled: Filled, goal: Goal) -> ours.Span:
    """Return the days in which a goal runs."""
    today = filled.timeline.last_day
    return ours.earlier_period(today) if goal.earlier else ours.running_period(today)


def _levels(left: Iterable[Goal]) -> Iterator[list[Goal]]:
    """Yield goals whose goals above have been yielded before, level by level."""
    waiting, known = list(left), {VISION}
    while waiting:
        ready = [g for g in waiting if all(link.above in known for link in g.links)]
        yield ready
        known.update(goal.key for goal in ready)
        waiting = [goal for goal in waiting if goal not in ready]


def _write(filled: Filled, period: str, level: list[Goal]) -> None:
    """Write the goals of a level, those of one writer in one transaction."""
    by_writer: dict[str, list[Goal]] = {}
    for goal in level:
        by_writer.setdefault(writer(goal), []).append(goal)
    for key, mine in by_writer.items():
        day = period_of(filled, mine[0]).starts - datetime.timedelta(days=7)
        ids = goals.add_many(
            filled.person(key, day), [_draft(filled, goal, period) for goal in mine]
        )
        filled.goals.update({goal.key: id_ for goal, id_ in zip(mine, ids, strict=True)})


def _draft(filled: Filled, goal: Goal, period: str) -> goals.GoalDraft:
    return goals.GoalDraft(
        title=goal.title,
        owner=filled.holder(goal.owner),
        period=filled.periods[period],
        why=goal.why,
        how=goal.how,
        state="active" if goal.earlier else goal.state,
        private=goal.private,
        carries=tuple(
            _link(filled, link, primary=place == 0) for place, link in enumerate(goal.links)
        ),
    )


def _link(filled: Filled, link: Link, *, primary: bool) -> goals.LinkDraft:
    return goals.LinkDraft(
        above=filled.vision if link.above == VISION else filled.goals[link.above],
        sentence=link.sentence,
        weight=link.weight,
        evidence=link.evidence,
        evidence_source=link.source,
        primary=primary,
    )


def _thing(filled: Filled, goal: Goal, thing: Thing) -> None:
    """Give a goal a target that is reached or not, and say when it was."""
    span = period_of(filled, goal)
    draft = TargetDraft(kind="yes_no", due=span.ends, title=thing.title, weight=thing.weight)
    actor = filled.person(writer(goal), span.starts)
    target = targets.add(actor, filled.goals[goal.key], draft, reason="The first plan.")
    if thing.done_week is not None:
        day = min(filled.timeline.day(thing.done_week), filled.timeline.last_day)
        targets.mark_done(filled.person(writer(goal), day), target, 1, day)


def _steps_and_shares(filled: Filled) -> None:
    by_key = {goal.key: goal for goal in GOALS}
    for share in voices.SHARES:
        goal = by_key[share.goal]
        actor = filled.person(writer(goal), period_of(filled, goal).starts)
        co_owners.add(
            actor,
            filled.goals[goal.key],
            filled.holder(share.who),
            share.answers_for,
            reason="Agreed when the goal began.",
        )
    for step in voices.STEPS:
        goal = by_key[step.goal]
        actor = filled.person(writer(goal), period_of(filled, goal).starts)
        due = filled.timeline.day(step.due_week)
        made = steps.add(
            actor, filled.goals[goal.key], step.title, person=filled.people[step.who], due=due
        )
        if step.done_week is not None:
            day = filled.timeline.day(step.done_week)
            steps.finish(filled.person(writer(goal), day), made, 1, day, step.result)
