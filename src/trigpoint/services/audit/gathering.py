"""The picture of the organisation that the rules look at, in a fixed number of queries.

It is of the whole organisation, whoever asks; what somebody may be told is decided in `findings`.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trigpoint.core.craft.picture import (
    Answers,
    Deed,
    GoalSeen,
    Part,
    Picture,
    Question,
    TargetSeen,
    UnitSeen,
    Word,
)
from trigpoint.core.lenses.cascade import alignment
from trigpoint.core.lenses.cascade.alignment import Held, Unaligned
from trigpoint.core.lenses.cascade.tree import LEVELS, rank
from trigpoint.core.loop.cadence import USUAL_DAYS
from trigpoint.core.people.units import Chart
from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.audit import around
from trigpoint.services.audit.around import Around
from trigpoint.services.cascade.unaligned import AT_ONCE
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.insight import evidence_before, foreseen
from trigpoint.services.loop import cadence
from trigpoint.services.loop.cadence import Cadence
from trigpoint.services.measures import catalogue
from trigpoint.services.plans import plan_state
from trigpoint.store import chart
from trigpoint.store.models import Evidence, Goal, Target


@dataclass(frozen=True, slots=True)
class Ground:
    """What was read for one picture."""

    actor: Actor
    state: graph.State
    chart: Chart
    running: dict[int, Goal]
    around: Around
    words: dict[int, Cadence]
    chances: dict[str, float]
    disproved: dict[int, tuple[str, ...]]
    measured_below: frozenset[int]
    aligned: Unaligned
    loose: frozenset[int]
    nobody: frozenset[int]


def picture(actor: Actor) -> Picture:
    """Return the organisation as it stands today."""
    ground = read(actor)
    return Picture(
        day=actor.today,
        goals={goal.public_id: seen(ground, goal) for goal in ground.running.values()},
        people=tuple(around.people(ground.state, ground.chart, ground.aligned)),
        units=tuple(units(ground)),
        announced=tuple(around.announced(actor, ground.running)),
        signs=tuple(around.signs(plan_state.load(actor), ground.state, actor.today)),
        signals=tuple(around.signals(actor, ground.running)),
        pay=tuple(around.pay(actor, ground.state)),
    )


def read(actor: Actor) -> Ground:
    """Read what a picture is made of."""
    state, organisation = graph.load(actor), actor.organisation
    drawn = chart.on(organisation, actor.today, access.head_of(actor))
    running = {g.pk: g for g in cadence.running(state, state.goals.values(), actor.today)}
    running = {pk: goal for pk, goal in running.items() if not goal.private}
    told = foreseen.chances_now(
        organisation,
        (t for pk in running for t in state.targets.get(pk, ())),
        state.measures,
        state.published,
        actor.today,
    )
    cards = Cards(actor, state)
    disproved: dict[int, tuple[str, ...]] = {}
    for drive in evidence_before.disproved(cards):
        disproved[drive.cause_id] = (*disproved.get(drive.cause_id, ()), drive.public_id)
    unaligned = aligned(actor, state, drawn)
    near = around.read(actor, state)
    said = cadence.newest_here(actor)
    return Ground(
        actor=actor,
        state=state,
        chart=drawn,
        running=running,
        around=near,
        words=cadence.of_goals(actor, state, running.values(), said, near.written),
        chances={target: chance.chance for target, chance in told.items()},
        disproved=disproved,
        measured_below=measured_below(state),
        aligned=unaligned,
        loose=frozenset(unaligned.loose),
        nobody=frozenset(unaligned.nobody),
    )


def aligned(actor: Actor, state: graph.State, drawn: Chart) -> Unaligned:
    """Return who is not aligned in the whole organisation, by the rules of the cascade."""
    people = [pk for pk, person in state.people.items() if str(pk) in drawn.units]
    leads = {int(unit): {int(p) for p in drawn.leads(unit)} for unit in drawn.kinds}
    return alignment.unaligned(held(state, actor.today), people, leads, AT_ONCE)


def held(state: graph.State, today: datetime.date) -> Iterator[Held]:
    """Yield the goals of today's periods as the rules of the cascade look at them."""
    over = {Goal.State.MISSED, Goal.State.ACHIEVED, Goal.State.RETIRED}
    for pk, goal in state.goals.items():
        period = state.periods[goal.period_id]
        if goal.private or goal.state in over or not period.starts <= today <= period.ends:
            continue
        yield Held(
            goal=pk,
            unit=goal.owner_unit_id,
            person=goal.owner_person_id,
            level=level(state, goal),
            in_force=goal.state in cadence.LIVE,
            serves=pk in state.up,
            carried=bool(state.graph.counted(goal.public_id)),
            also=frozenset(c.person_id for c in state.co_owners.get(pk, ()) if c.person_id),
        )


def level(state: graph.State, goal: Goal) -> str:
    """Return on which level a goal stands."""
    unit = state.units.get(goal.owner_unit_id or 0)
    return LEVELS[rank(unit.kind_of_unit) if unit else 3]


def measured_below(state: graph.State) -> frozenset[int]:
    """Return the goals under which, however far, a goal has a target of its own."""
    found: set[int] = set()
    waiting = [pk for pk in state.goals if state.targets.get(pk)]
    while waiting:
        for link in state.up.get(waiting.pop(), ()):
            if link.parent_id is not None and link.parent_id not in found:
                found.add(link.parent_id)
                waiting.append(link.parent_id)
    return frozenset(found)


def seen(ground: Ground, goal: Goal) -> GoalSeen:
    """Return a goal as the rules look at it."""
    state, pk, near = ground.state, goal.pk, ground.around
    unit = state.units.get(goal.owner_unit_id or 0)
    person = state.people.get(goal.owner_person_id or 0)
    period, word = state.periods[goal.period_id], ground.words.get(pk)
    began = began_on(ground, goal)
    last = word.last if word else None
    return GoalSeen(
        id=goal.public_id,
        title=goal.title,
        level=level(state, goal),
        unit=unit.public_id if unit else "",
        person=person.public_id if person else "",
        why=goal.why,
        how=goal.how,
        began=began,
        ends=period.ends,
        changed=near.changed.get(pk, began),
        loose=pk in ground.loose,
        nobody=pk in ground.nobody,
        carried=pk in ground.measured_below,
        sentences=tuple(link.sentence for link in state.up.get(pk, ())),
        groundless=groundless(state, pk),
        targets=tuple(target_of(ground, target, began) for target in state.targets.get(pk, ())),
        parts=tuple(parts(ground, goal)),
        steps=len(state.steps.get(pk, ())),
        answers=near.answers.get(pk, Answers()),
        every=word.days if word else USUAL_DAYS,
        due=word.due if word else None,
        word=Word(local_day(last.at, ground.actor.organisation), last.status) if last else None,
        computed=state.computed[goal.public_id].value,
        deeds=tuple(deeds(ground, goal)),
        questions=tuple(questions(ground, goal)),
        disproved=ground.disproved.get(pk, ()),
        feedback=pk in near.feedback,
    )


def groundless(state: graph.State, pk: int) -> int:
    """Return how many links from a goal to goals above say that they rest on nothing."""
    links = state.up.get(pk, ())
    return sum(link.parent_id is not None and link.evidence == Evidence.NONE for link in links)


def target_of(ground: Ground, target: Target, began: datetime.date) -> TargetSeen:
    """Return a target as the rules look at it."""
    measure = ground.state.measures.get(target.measure_id or 0)
    figure = ground.state.standing.get(target.measure_id or 0)
    title = target.title or (catalogue.reference(measure).title if measure else "")
    return TargetSeen(
        id=target.public_id,
        title=title,
        measured=measure is not None,
        has_figure=figure is not None and figure.value is not None,
        since=began,
        chance=ground.chances.get(target.public_id),
    )


def parts(ground: Ground, goal: Goal) -> Iterator[Part]:
    """Yield the units that share a goal, and whether they took part."""
    for share in ground.state.co_owners.get(goal.pk, ()):
        unit = ground.state.units.get(share.unit_id or 0)
        if unit is not None and str(unit.pk) in ground.chart.kinds:
            took = took_part(ground, goal, str(unit.pk))
            yield Part(unit.public_id, unit.name, share.answers_for, took)


def took_part(ground: Ground, goal: Goal, unit: str) -> bool:
    """Whether somebody in a unit has a goal below, a step or an answer for a goal."""
    state, drawn = ground.state, ground.chart
    below = {unit, *drawn.below(unit)}
    people = {int(person) for person in drawn.everyone(unit)}
    carriers = [state.goals[link.child_id] for link in state.down.get(goal.pk, ())]
    if any(str(g.owner_unit_id) in below or g.owner_person_id in people for g in carriers):
        return True
    if any(step.person_id in people for step in state.steps.get(goal.pk, ())):
        return True
    return bool(people & ground.around.answered.get(goal.pk, set()))


def deeds(ground: Ground, goal: Goal) -> Iterator[Deed]:
    """Yield what was reached for a goal, by steps and targets, and whether it was noticed."""
    state, thanked = ground.state, ground.around.thanked
    for step in state.steps.get(goal.pk, ()):
        who = step.person_id or goal.owner_person_id
        if step.done_on is not None and who is not None:
            yield Deed(step.title, step.done_on, (who, goal.pk) in thanked)
    for target in state.targets.get(goal.pk, ()):
        if target.done_on is not None and goal.owner_person_id is not None:
            noticed = (goal.owner_person_id, goal.pk) in thanked
            yield Deed(target.title, target.done_on, noticed)


def questions(ground: Ground, goal: Goal) -> Iterator[Question]:
    """Yield what other units were asked about a goal and have not answered."""
    for unit, since, proposal in ground.around.asked.get(goal.pk, ()):
        found = ground.state.units.get(unit)
        if found is not None and unit != goal.owner_unit_id:
            yield Question(found.public_id, found.name, since, proposal)


def units(ground: Ground) -> Iterator[UnitSeen]:
    """Yield the units with how much was said on their goals in the last weeks."""
    goals = by_unit(ground)
    for key in ground.chart.kinds:
        unit = ground.state.units.get(int(key))
        held_here = goals.get(int(key), [])
        if unit is not None:
            began = [began_on(ground, goal) for goal in held_here]
            yield UnitSeen(
                id=unit.public_id,
                name=unit.name,
                people=len({link.person for link in ground.chart.people[key]}),
                goals=len(held_here),
                since=min(began, default=ground.actor.today),
                weeks=spoken(ground, held_here),
            )


def began_on(ground: Ground, goal: Goal) -> datetime.date:
    """Return since when a goal runs: since it was written, or since its period began."""
    starts = ground.state.periods[goal.period_id].starts
    return max(ground.around.written.get(goal.pk, starts), starts)


def by_unit(ground: Ground) -> dict[int, list[Goal]]:
    """Return the running goals by the unit that holds them, or in which their person works."""
    found: dict[int, list[Goal]] = defaultdict(list)
    for goal in ground.running.values():
        if goal.owner_unit_id is not None:
            found[goal.owner_unit_id].append(goal)
        else:
            for unit in ground.chart.units_of(str(goal.owner_person_id)):
                found[int(unit)].append(goal)
    return found


def spoken(ground: Ground, goals: Iterable[Goal]) -> tuple[int, ...]:
    """Return how many check-ins the goals had in each of the last weeks, the newest last."""
    counts = [0] * around.WEEKS
    for goal in goals:
        for back in ground.around.spoken.get(goal.pk, ()):
            counts[-1 - back] += 1
    return tuple(counts)
