"""How a goal's figure comes about: every sum on the way down to the readings it rests on."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from trigpoint.core.graph.confidence import Confidences
from trigpoint.core.graph.explain import Explained, GoalPart, MixedPart, Part, TargetPart, explain
from trigpoint.core.graph.reading import Reading
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import confidences, graph
from trigpoint.services.goals.cards import Cards
from trigpoint.store.models import Goal


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What a target rests on: a value with its range in the measure's unit, cases, and its age.

    `inferred` is how many of a hundred events behind it were worked out and not told.
    """

    value: float
    low: float
    high: float
    n: int
    as_of: datetime.datetime
    inferred: int


@dataclass(frozen=True, slots=True)
class PartView:
    """One term of a goal's sum: `share` of the pool times a figure from `low` to `high`.

    `kind` is "target", "goal", or "mixed" for several goals whose own figures are not for the actor
    to see. `id` names a target, or a goal that is explained below; "" for "mixed".
    """

    kind: str
    id: str
    name: str | Text
    weight: float
    share: float
    low: float
    high: float
    text: Text | None
    reading: ReadingView | None


@dataclass(frozen=True, slots=True)
class GoalSum:
    """One goal's figure, from 0 (baseline) to 1 (target), with the terms that make it up."""

    id: str
    title: str
    low: float
    high: float
    text: Text
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The sums of a goal and of all goals below that count in it, each once, the asked one first.

    `shown` is False, and there are no sums, where the goal's figure is not for the actor to see, or
    would give away one that is not. `confidences` are those stated below, which no sum adds up;
    None where none may be read.
    """

    goal: str
    shown: bool
    sums: tuple[GoalSum, ...]
    confidences: Confidences | None


def show(actor: Actor, goal_id: str, at: datetime.datetime | None = None) -> Explanation:
    """Return how a goal's figure comes about, now or as it stood at an earlier moment.

    Raises:
        NotThere: where the goal is not for the actor to see, or was not there then.
    """
    cards = Cards(actor, graph.load(actor, at))
    goal = cards.stood(access.goal(actor, goal_id, Verb.SEE))
    found = explained(cards, goal)
    sums = tuple(goal_sum(at) for at in each_once(found)) if found else ()
    stated = None if cards.is_partly_shown(goal) else confidences.of_goal(cards, goal)
    return Explanation(goal_id, shown=found is not None, sums=sums, confidences=stated)


def lines(cards: Cards, goal: Goal) -> tuple[tuple[int, Text], ...]:
    """Return the same line by line with its depth; nothing where it is not to be shown."""
    found = explained(cards, goal)
    return tuple(found.lines()) if found else ()


def explained(cards: Cards, goal: Goal) -> Explained | None:
    """Return the core's explanation, or None where the goal's own figure is withheld.

    Goals below whose figures the actor may not see are mixed into one term.
    """
    state = cards.state
    if goal.public_id in cards.withheld:
        return None
    titles = {g.public_id: g.title for g in state.goals.values()}
    for held in state.targets.values():
        for target in held:
            measure = state.measures.get(target.measure_id or 0)
            titles[target.public_id] = target.title or (measure.title if measure else "")
    found = explain(state.graph, goal.public_id, state.known, titles, cards.withheld)
    give(cards, found)
    return found


def give(cards: Cards, found: Explained) -> None:
    """Hand out the readings that an explanation names."""
    parts = (part for at in each_once(found) for part in at.parts)
    named = {part.id for part in parts if isinstance(part, TargetPart) and part.reading}
    for held in cards.state.targets.values() if named else ():
        for target in held:
            if target.public_id in named:
                cards.figure(target.measure_id)


def each_once(top: Explained) -> Iterator[Explained]:
    """Yield a goal's explanation and those it rests on, each goal once, from the top down."""
    seen: set[str] = set()
    stack = [top]
    while stack:
        at = stack.pop()
        if at.id in seen:
            continue
        seen.add(at.id)
        yield at
        below = [part for part in at.following() if isinstance(part, Explained)]
        stack.extend(reversed(below))


def goal_sum(at: Explained) -> GoalSum:
    """Return one goal's sum as the faces write it."""
    parts = tuple(part_view(part) for part in at.parts)
    return GoalSum(at.id, at.name, at.span.low, at.span.high, at.text, parts)


def part_view(part: Part) -> PartView:
    """Return one term as the faces write it."""
    kind, id_, text, reading = "mixed", "", None, None
    match part:
        case TargetPart():
            kind, id_, text = "target", part.id, part.text
            reading = reading_view(part.reading) if part.reading else None
        case GoalPart():
            kind, id_, text = "goal", part.id, part.goal.text
        case MixedPart():
            pass
    low, high = part.span.low, part.span.high
    return PartView(kind, id_, part.name, part.weight, part.share, low, high, text, reading)


def reading_view(reading: Reading) -> ReadingView:
    """Return a reading as the faces write it."""
    as_of = datetime.datetime.fromtimestamp(reading.as_of, datetime.UTC)
    return ReadingView(reading.value, reading.low, reading.high, reading.n, as_of, reading.inferred)
