"""What the weeks say of every drive: borne out, the other way, not shown, or why not tested.

All drives of the organisation are one family: at most 5 % of those that are called borne out are
expected to be false, and a drive says the same on every page that shows it. They are tested once
for each generation of readings and kept.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from trigpoint.core.stats import links, words
from trigpoint.core.stats.links import Link
from trigpoint.core.stats.refusal import Refusal
from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph, scope
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.graph import State
from trigpoint.services.insight import foreseen
from trigpoint.services.insight.pasts import Past
from trigpoint.services.measures import catalogue, given
from trigpoint.store.models import Drive, Measure, Target

TURNS = {"raise": 1, "lower": -1}


class Verdict(StrEnum):
    """What became of a belief that one goal moves another.

    SUPPORTED: the cause comes first, and the effect goes the way that was believed. AGAINST: it
    comes first, and the effect goes the other way. REVERSED: the effect seems to come first.
    NOT_SHOWN: the weeks do not show it; a weak one would usually be missed. REFUSED: the weeks
    carry no statement. UNMEASURED: a goal has no number of its own. HIDDEN: not for these eyes.
    """

    SUPPORTED = "supported"
    AGAINST = "against"
    REVERSED = "reversed"
    NOT_SHOWN = "not_shown"
    REFUSED = "refused"
    UNMEASURED = "unmeasured"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class DriveEvidence:
    """What the weeks say of one drive, in sentences; `drive`, `cause` and `effect` are public ids.

    `lag_weeks` says by how many weeks the cause comes first where the link is strongest, and
    `strength` how much of what is left of the effect it explains: a partial r from 0 to 1. Both
    are None where there is no statement. `weeks` is how many weeks the test could use.
    """

    drive: str
    cause: str
    effect: str
    verdict: Verdict
    words: Text
    lag_weeks: int | None = None
    strength: float | None = None
    weeks: int = 0


class Pair(NamedTuple):
    """The measures of a drive's two goals, by key, and after how many weeks it is said to come."""

    cause: int
    effect: int
    lag: int


Found: TypeAlias = Mapping[Pair, links.Evidence | Refusal]

_tested: graph.Cache[Found] = graph.Cache()


def of_drives(cards: Cards, drives: Iterable[Drive]) -> dict[str, DriveEvidence]:
    """Return the evidence of drives by their public ids, as far as the actor sees both goals."""
    there = cards.goals & cards.state.goals.keys()
    seen = [drive for drive in drives if {drive.cause_id, drive.effect_id} <= there]
    found = tested(cards) if seen else {}
    return {drive.public_id: told(cards, drive, found) for drive in seen}


def among(cards: Cards, goals: Iterable[int]) -> dict[str, DriveEvidence]:
    """Return the evidence of all drives between goals of these keys, such as those of a scope."""
    wanted = frozenset(goals)
    return of_drives(cards, (d for d in every(cards.state) if {d.cause_id, d.effect_id} <= wanted))


def of_scope(
    actor: Actor, whose: str = "", period: str = "", at: datetime.datetime | None = None
) -> tuple[DriveEvidence, ...]:
    """Return the evidence of all drives between goals of a unit or person and a period.

    Raises:
        NotThere: for a unit, a person or a period that is not for the actor to see.
    """
    found = scope.find(actor, whose, period, at)
    cards = Cards(actor, graph.load(actor, at))
    keys = (goal.pk for goal in scope.goals(cards, found))
    return tuple(among(cards, keys).values())


def every(state: State) -> list[Drive]:
    """Return all drives of the organisation, each once."""
    return [d for goal, held in state.drives.items() for d in held if d.cause_id == goal]


def tested(cards: Cards) -> Found:
    """Return what the weeks say of all pairs of measures that drives connect, tested together."""
    pairs = pairs_of(cards.state)
    if not pairs:
        return {}
    return _tested.found(key_of(cards, pairs), lambda: test(pairs, pasts(cards, pairs)))


def pairs_of(state: State) -> list[Pair]:
    """Return the pairs of measures that drives connect, each once, in order."""
    return sorted({pair for drive in every(state) if (pair := pair_of(state, drive))})


def key_of(cards: Cards, pairs: Iterable[Pair]) -> tuple[object, ...]:
    """Return what a test of pairs depends on: the figures, the day and the pairs."""
    seen, home = cards.state.published, cards.actor.organisation.pk
    return (home, seen.number, seen.revision, seen.published_at, cards.state.known.day, *pairs)


def pasts(cards: Cards, pairs: Iterable[Pair]) -> Mapping[int, Past | None]:
    """Return the weeks of the measures of pairs, by key."""
    state, home = cards.state, cards.actor.organisation
    wanted = {measure for pair in pairs for measure in (pair.cause, pair.effect)}
    return foreseen.pasts_of(home, wanted, state.measures, state.published, state.known.day)


def test(pairs: Iterable[Pair], past: Mapping[int, Past | None]) -> Found:
    """Test the pairs, with the share of false findings held over all of them."""
    ready = [
        (pair, Link(cause.history, effect.history, pair.lag))
        for pair in pairs
        if (cause := past[pair.cause]) and (effect := past[pair.effect])
    ]
    said = links.evidence([link for _pair, link in ready])
    return {pair: each for (pair, _link), each in zip(ready, said, strict=True)}


def forget() -> None:
    """Let go of what was tested: for a database that began anew under this process."""
    _tested.clear()


def pair_of(state: State, drive: Drive) -> Pair | None:
    """Return the two measures of a drive; None where a goal has none, or both have the same."""
    cause, effect = (measured(state, goal) for goal in (drive.cause_id, drive.effect_id))
    if cause is None or effect is None or cause.measure_id == effect.measure_id:
        return None
    return Pair(cause.measure_id or 0, effect.measure_id or 0, drive.lag_weeks)


def measured(state: State, goal: int) -> Target | None:
    """Return the first target of a goal that holds to a measure."""
    held = state.targets.get(goal, ())
    return next((target for target in held if target.measure_id in state.measures), None)


def told(cards: Cards, drive: Drive, found: Found) -> DriveEvidence:
    """Return what may be said to the actor of a drive between two goals that they see."""
    state = cards.state
    cause, effect = (measured(state, goal) for goal in (drive.cause_id, drive.effect_id))
    if cause is None or effect is None:
        said = _(
            "Cannot be tested: one of the two goals has no measure. Give it a target that holds to "
            "one."
        )
        return answer(state, drive, Verdict.UNMEASURED, said)
    if not {cause.measure_id, effect.measure_id} <= cards.measures:
        said = _("Its figures are not for you to see.")
        return answer(state, drive, Verdict.HIDDEN, said)
    pair = pair_of(state, drive)
    if pair is None:
        said = _(
            "Cannot be tested: both goals have the same measure. Give one of them a target that "
            "holds to another one."
        )
        return answer(state, drive, Verdict.UNMEASURED, said)
    result = found.get(pair)
    if result is None:
        said = _(
            "Cannot be tested yet: one of the two measures has no weeks. Bring its tickets in, or "
            "type its values."
        )
        return answer(state, drive, Verdict.REFUSED, said)
    for pk in (pair.cause, pair.effect):
        given.give(cards.actor, state.measures[pk])
    if isinstance(result, Refusal):
        return answer(state, drive, Verdict.REFUSED, result.reason)
    names = [cards.named(state.measures[pk]) for pk in (pair.cause, pair.effect)]
    text = words.link(result, *(name.title for name in names))
    expected = drive.sign * turn(cause, state.measures) * turn(effect, state.measures)
    verdict = verdict_of(result, expected)
    if verdict is Verdict.AGAINST:
        text = _("{said} That is not the way it was believed to go.", said=text)
    return answer(state, drive, verdict, text, result)


def turn(target: Target, measures: Mapping[int, Measure]) -> int:
    """Return +1 where a rise of the measure brings the goal nearer, -1 where a fall does."""
    if target.kind_of_target in TURNS:
        return TURNS[target.kind_of_target]
    kpi = measures[target.measure_id or 0].kpi
    return 1 if catalogue.higher_is_better(kpi) else -1


def verdict_of(found: links.Evidence, expected: int) -> Verdict:
    """Return the verdict, for the sign that the two measures were believed to have."""
    if found.supported:
        return Verdict.SUPPORTED if found.sign == expected else Verdict.AGAINST
    return Verdict.REVERSED if found.reversed else Verdict.NOT_SHOWN


def answer(
    state: State,
    drive: Drive,
    verdict: Verdict,
    said: Text,
    found: links.Evidence | None = None,
) -> DriveEvidence:
    """Return the evidence of a drive; lag and strength only where there is a link to speak of."""
    shown = found if verdict in {Verdict.SUPPORTED, Verdict.AGAINST} else None
    return DriveEvidence(
        drive=drive.public_id,
        cause=state.goals[drive.cause_id].public_id,
        effect=state.goals[drive.effect_id].public_id,
        verdict=verdict,
        words=said,
        lag_weeks=shown.lag if shown else None,
        strength=shown.strength if shown else None,
        weeks=found.weeks if found else 0,
    )
