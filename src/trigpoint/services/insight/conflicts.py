"""Does what must not get worse get worse as the target gets better? Week by week, over all guards.

All pairs of a target's measure and its guard in the organisation are one family: at most 5 % of the
conflicts that are told are expected to be false. They are tested once for each generation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from trigpoint.core.stats import conflict as stats
from trigpoint.core.stats import words
from trigpoint.core.stats.conflict import Conflict, Measured
from trigpoint.core.stats.refusal import Refusal
from trigpoint.core.text import Text
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.graph import State
from trigpoint.services.insight import foreseen
from trigpoint.services.insight.pasts import Past
from trigpoint.services.measures import catalogue, given
from trigpoint.store.models import Goal, Measure, Target


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Whether a target's measure and its guard pull against each other, in a sentence.

    `found` is True where, in the same weeks, one tends to get worse as the other gets better.
    Where the weeks carry no statement the sentence says why.
    """

    target: str
    found: bool
    words: Text


class Pair(NamedTuple):
    """A target's measure and what must not get worse, by key."""

    measure: int
    guard: int


Found: TypeAlias = Mapping[Pair, Conflict | Refusal]

_tested: graph.Cache[Found] = graph.Cache()


def forget() -> None:
    """Let go of what was tested: for a database that began anew under this process."""
    _tested.clear()


def of_goal(cards: Cards, goal: Goal) -> tuple[ConflictView, ...]:
    """Return the conflicts of a goal's guarded targets, of which the actor sees both figures."""
    state = cards.state
    held = [
        (target, pair)
        for target in state.targets.get(goal.pk, ())
        if (pair := pair_of(state, target)) is not None and {*pair} <= cards.measures
    ]
    found = tested(cards) if held else {}
    return tuple(told(cards, target, pair, found[pair]) for target, pair in held if pair in found)


def pair_of(state: State, target: Target) -> Pair | None:
    """Return the pair of a guarded target; None for one without a guard of its own."""
    measure, guard = target.measure_id or 0, target.guard_id or 0
    if measure == guard or measure not in state.measures or guard not in state.measures:
        return None
    return Pair(measure, guard)


def tested(cards: Cards) -> Found:
    """Return what the weeks say of all pairs of the organisation, tested together."""
    state, seen = cards.state, cards.state.published
    pairs = sorted(
        {
            pair
            for held in state.targets.values()
            for target in held
            if (pair := pair_of(state, target)) is not None
        }
    )
    home, day = cards.actor.organisation.pk, state.known.day
    key = (home, seen.number, seen.revision, seen.published_at, day, *pairs)
    return _tested.found(key, lambda: test(cards, pairs))


def test(cards: Cards, pairs: Sequence[Pair]) -> Found:
    """Test pairs of which both measures have weeks, together."""
    state, home = cards.state, cards.actor.organisation
    wanted = {measure for pair in pairs for measure in pair}
    past = foreseen.pasts_of(home, wanted, state.measures, state.published, state.known.day)
    ready = [pair for pair in pairs if past[pair.measure] and past[pair.guard]]
    said = stats.conflicts(
        [(side(state, pair.measure, past), side(state, pair.guard, past)) for pair in ready]
    )
    return dict(zip(ready, said, strict=True))


def side(state: State, measure: int, past: Mapping[int, Past | None]) -> Measured:
    """Return a measure's weeks and which way is better; it has some."""
    known = past[measure]
    if known is None:
        raise LookupError(measure)
    good = 1 if catalogue.higher_is_better(state.measures[measure].kpi) else -1
    return Measured(known.history, good)


def told(cards: Cards, target: Target, pair: Pair, found: Conflict | Refusal) -> ConflictView:
    """Return what is said of a pair whose figures the actor may see."""
    for pk in pair:
        given.give(cards.actor, cards.state.measures[pk])
    if isinstance(found, Refusal):
        return ConflictView(target.public_id, found=False, words=found.reason)
    one, other = (name(cards, cards.state.measures[pk]) for pk in pair)
    return ConflictView(target.public_id, found.found, words.conflict(found, one, other))


def name(cards: Cards, measure: Measure) -> str:
    """Return what a measure is called for the actor."""
    return cards.named(measure).title
