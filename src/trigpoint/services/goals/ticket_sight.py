"""From a ticket to the goals and the vision it serves, and from the vision to what moved it.

A ticket counts in measures, measures in targets, targets in goals. Nothing of what a customer wrote
is known here, and who handled the ticket is not told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, GoalCard
from trigpoint.services.goals.graph import State
from trigpoint.services.goals.sight import SightStep, way_up
from trigpoint.services.goals.standing import IN_FORCE
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.measures import asking, catalogue, figures
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.figures import Figure
from trigpoint.services.people.people import log_read
from trigpoint.store.models import Direction, Goal, Measure
from trigpoint.tickets.behind import BehindRow
from trigpoint.tickets.catalogue import counts_tickets
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import Grain

LONGEST = 60


@dataclass(frozen=True, slots=True)
class TicketUse:
    """A measure in which a ticket has a part: whether it counts there, and why (not)."""

    measure: MeasureRef
    counts: bool
    reason: Text
    dated: datetime.datetime
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServedGoal:
    """A goal that a ticket serves, with the way from it up to what the organisation works for."""

    goal: GoalCard
    up: tuple[SightStep, ...]


@dataclass(frozen=True, slots=True)
class TicketSight:
    """What a ticket serves: goals with their way up, and the measures through which it does.

    Both are empty where no goal in force counts it, or none that the actor may see.
    """

    ticket: str
    goals: tuple[ServedGoal, ...]
    uses: tuple[TicketUse, ...]


@dataclass(frozen=True, slots=True)
class Mover:
    """A measure below a direction, with its figure: its tickets are what moved it."""

    measure: MeasureRef
    figure: Figure
    goal: GoalCard
    levels: int


@dataclass(frozen=True, slots=True)
class DirectionMoved:
    """A direction with the measures behind it, those nearest to it first."""

    id: str
    kind: str
    text: str
    movers: tuple[Mover, ...]


def of_ticket(actor: Actor, number: str) -> TicketSight:
    """Return what the ticket of a number serves, among goals in force.

    Raises:
        Invalid: without a number, or for one that none can be.
    """
    ticket = number.strip().removeprefix("#").strip()
    if not ticket or len(ticket) > LONGEST or "\x00" in ticket:
        raise Invalid({"number": _("Write the number of a ticket, as the help desk shows it.")})
    cards = Cards(actor, graph.load(actor))
    held = goals_by_measure(cards)
    uses = tuple(found(actor, cards.state, ticket, held))
    served = dict.fromkeys(goal for use in uses if use.counts for goal in use.goals)
    goals = (cards.state.by_public_id[goal] for goal in served)
    return TicketSight(
        ticket, tuple(ServedGoal(cards.card(g), tuple(way_up(cards, g))) for g in goals), uses
    )


def goals_by_measure(cards: Cards) -> dict[int, list[Goal]]:
    """Return the goals in force that hold to each measure whose tickets the actor may see."""
    drills = cards.measures & access.visible_ids(cards.actor, "tickets")
    held: dict[int, list[Goal]] = {}
    for pk, targets in cards.state.targets.items():
        goal = cards.state.goals.get(pk)
        if goal is None or pk not in cards.goals or goal.state not in IN_FORCE:
            continue
        for measure in {t.measure_id for t in targets if t.measure_id in drills}:
            held.setdefault(measure or 0, []).append(goal)
    return held


def found(
    actor: Actor, state: State, ticket: str, held: dict[int, list[Goal]]
) -> Iterator[TicketUse]:
    """Yield the measures in which a ticket has a part since the goals' dates began."""
    seen = figures.published(actor.organisation)
    if not seen.number or not held:
        return
    known = roster.of(actor.organisation)
    with Facts.open(facts_folder(), seen.number, known) as facts:
        for pk, goals in held.items():
            measure = state.measures[pk]
            start = min(state.periods[goal.period_id].starts for goal in goals)
            for row in rows(facts, actor, measure, start, ticket):
                yield use(actor, measure, row, goals)


def rows(
    facts: Facts, actor: Actor, measure: Measure, start: datetime.date, ticket: str
) -> list[BehindRow]:
    """Return the rows of a ticket behind a measure since a day."""
    tomorrow = actor.today + datetime.timedelta(days=1)
    if start >= tomorrow or not counts_tickets(measure.kpi):
        return []
    question = asking.query(
        measure,
        actor.organisation,
        start,
        tomorrow,
        Grain.WHOLE,
        only=asking.scope_filter(measure),
    )
    return facts.of_ticket(question, ticket)


def use(actor: Actor, measure: Measure, row: BehindRow, goals: list[Goal]) -> TicketUse:
    """Return a row as the part of a ticket in a measure; a look at a person's is kept."""
    if measure.person is not None:
        log_read(actor, measure.person, f"a ticket behind measure {measure.public_id}")
    return TicketUse(
        measure=catalogue.reference(measure),
        counts=row.counts,
        reason=row.reason,
        dated=datetime.datetime.fromtimestamp(row.dated, datetime.UTC),
        goals=tuple(goal.public_id for goal in goals),
    )


def of_direction(actor: Actor, direction_id: str) -> DirectionMoved:
    """Return the measures through which tickets moved a direction.

    Raises:
        NotThere: where there is no such direction.
    """
    cards = Cards(actor, graph.load(actor))
    direction = next(
        (d for d in cards.state.directions.values() if d.public_id == direction_id), None
    )
    if direction is None:
        raise NotThere
    return moved(cards, newest(cards), direction)


def all_directions(actor: Actor) -> tuple[DirectionMoved, ...]:
    """Return every direction with the measures through which tickets moved it."""
    cards = Cards(actor, graph.load(actor))
    known = newest(cards)
    return tuple(moved(cards, known, each) for each in cards.state.directions.values())


def newest(cards: Cards) -> dict[int, Figure]:
    """Return the newest figure of each measure behind which the actor may see the tickets."""
    drills = cards.measures & access.visible_ids(cards.actor, "tickets")
    measures = [measure for pk, measure in cards.state.measures.items() if pk in drills]
    return figures.newest(measures, cards.state.published, cards.actor.now)


def moved(cards: Cards, known: dict[int, Figure], direction: Direction) -> DirectionMoved:
    """Return a direction with the measures below it, each once, by the goal nearest to it."""
    movers: dict[int, Mover] = {}
    for goal, levels in below(cards.state, direction):
        if goal.pk not in cards.goals or goal.state not in IN_FORCE:
            continue
        for target in cards.state.targets.get(goal.pk, ()):
            pk = target.measure_id or 0
            figure = known.get(pk)
            if figure is not None and figure.n and pk not in movers:
                reference = catalogue.reference(cards.state.measures[pk])
                movers[pk] = Mover(reference, figure, cards.card(goal), levels)
    return DirectionMoved(
        id=direction.public_id,
        kind=direction.kind_of_direction,
        text=direction.text,
        movers=tuple(sorted(movers.values(), key=lambda m: (m.levels, -m.figure.n))),
    )


def below(state: State, direction: Direction) -> Iterable[tuple[Goal, int]]:
    """Yield the goals that serve a direction, however far below, with how far; each once."""
    level = [c.child_id for c in state.links if c.direction_id == direction.pk]
    seen = set(level)
    depth = 0
    while level:
        yield from ((state.goals[pk], depth) for pk in level if pk in state.goals)
        under = (c.child_id for pk in level for c in state.down.get(pk, ()))
        level = [pk for pk in dict.fromkeys(under) if pk not in seen]
        seen.update(level)
        depth += 1
