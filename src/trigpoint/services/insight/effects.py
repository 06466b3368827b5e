"""Did it work? What a goal's measures did since a day, against what would have happened anyway.

Where there are teams of the same kind that did not set out to change the same figure, the
difference to them is judged; without any, the measure's own past. It is said again after 3, 6 and
12 months, as the weeks come in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from trigpoint.core.people.kinds import Verb
from trigpoint.core.stats import effect as stats
from trigpoint.core.stats import words
from trigpoint.core.stats.refusal import Refusal
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.graph import State
from trigpoint.services.insight import foreseen, outlook, similar_teams
from trigpoint.services.insight.pasts import Past
from trigpoint.services.insight.similar_teams import SimilarTeams
from trigpoint.services.measures import figures, given
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.figures import Figure
from trigpoint.store.models import Goal, Measure, Reading

MONTHS = (3, 6, 12)
WEEKS = {3: 13, 6: 26, 12: 52}


@dataclass(frozen=True, slots=True)
class Beginning:
    """A day from which on something may have worked, and what happened then."""

    day: datetime.date
    what: Text


@dataclass(frozen=True, slots=True)
class EffectStage:
    """The effect in the weeks up to so many months after the day, in a sentence and in numbers.

    For counts and durations a share of what would have been (-0.25: a quarter less), for rates a
    difference in shares, for others in the measure's unit. `clear` is whether 0 lies outside.
    """

    months: int
    low: float
    middle: float
    high: float
    clear: bool
    words: Text


@dataclass(frozen=True, slots=True)
class TeamsWeek:
    """What similar teams had in a week, taken together; without a value there were too few."""

    start: datetime.date
    value: float | None


@dataclass(frozen=True, slots=True)
class MeasuredEffect:
    """What one measure of a goal did since a day. `refused` says why there is no effect, else None.

    `headline` is the newest stage in one sentence and `others` what similar teams did meanwhile;
    `teams` are their names. `trust` says how it was judged, `lasting` whether it lasted, and `next`
    is the day on which it is said again. `weeks` are those of the measure, the oldest first, and
    `beside` those of the teams it was judged against, where they were asked for.
    """

    target: str
    measure: MeasureRef
    since: datetime.date
    headline: Text | None
    others: Text | None
    lasting: Text | None
    trust: Text | None
    refused: Text | None
    stages: tuple[EffectStage, ...]
    teams: tuple[str, ...]
    next: datetime.date | None
    weeks: tuple[Figure, ...] = ()
    beside: tuple[TeamsWeek, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalEffect:
    """Whether what was done for a goal worked: since which day, measure by measure.

    `beginnings` are the days that can be chosen: when the goal began, and its finished steps.
    """

    goal: str
    title: str
    since: Beginning
    beginnings: tuple[Beginning, ...]
    effects: tuple[MeasuredEffect, ...]


_judged: graph.Cache[stats.Effect | Refusal] = graph.Cache(kept=64)


def show(
    actor: Actor,
    goal_id: str,
    since: datetime.date | None = None,
    at: datetime.datetime | None = None,
) -> GoalEffect:
    """Return the effects on a goal's measures from a day on; without one, from its beginning.

    As they were known `at` a moment: with the weeks that had been published by then.

    Raises:
        NotThere: where the goal is not for the actor to see, or was not there then.
        Invalid: for a day that lies ahead.
    """
    cards = Cards(actor, graph.load(actor, at))
    goal = cards.stood(access.goal(actor, goal_id, Verb.SEE))
    if since is not None and since > cards.state.known.day:
        raise Invalid({"since": _("That day lies ahead.")})
    found = of_goal(cards, goal, since)
    return drawn(cards, found)


def drawn(cards: Cards, found: GoalEffect) -> GoalEffect:
    """Return the effects on a goal with the weeks of their measures, for charts."""
    return drawn_all(cards, [found])[0]


def drawn_all(cards: Cards, found: Sequence[GoalEffect]) -> list[GoalEffect]:
    """Return effects with the weeks of their measures, which are read once for all of them."""
    named = {measure.public_id: measure for measure in cards.state.measures.values()}
    measures = {e.measure.id: named[e.measure.id] for each in found for e in each.effects}
    weeks = weeks_told(cards, measures.values())
    return [
        replace(
            each,
            effects=tuple(
                placed(cards, (m := measures[e.measure.id]), e, weeks[m.pk]) for e in each.effects
            ),
        )
        for each in found
    ]


def weeks_told(cards: Cards, measures: Iterable[Measure]) -> dict[int, list[Figure]]:
    """Return the weeks of measures, by key, the oldest first."""
    seen, now = cards.state.published, cards.actor.now
    return figures.many_series(measures, Reading.Grain.WEEK, seen, now)


def with_weeks(
    cards: Cards,
    measure: Measure,
    effect: MeasuredEffect,
    apart: frozenset[int] = similar_teams.NOBODY,
) -> MeasuredEffect:
    """Return an effect with its measure's weeks and those of the teams it was judged against."""
    weeks = weeks_told(cards, [measure])[measure.pk]
    return placed(cards, measure, effect, weeks, apart)


def placed(
    cards: Cards,
    measure: Measure,
    effect: MeasuredEffect,
    weeks: Iterable[Figure],
    apart: frozenset[int] = similar_teams.NOBODY,
) -> MeasuredEffect:
    """Return an effect with weeks that were read, beside those of the teams it was judged by."""
    own = past_of(cards, measure) if effect.teams else None
    teams = similar_teams.of(cards, measure, own, apart) if own else None
    beside = tuple(weeks_of(teams, own)) if own and teams else ()
    return replace(effect, weeks=tuple(weeks), beside=beside)


def weeks_of(teams: SimilarTeams, own: Past) -> Iterable[TeamsWeek]:
    """Yield the weeks of similar teams, the oldest first."""
    values = teams.history.values
    first = own.last_day - datetime.timedelta(days=7 * values.size - 1)
    for place, value in enumerate(values):
        told = None if np.isnan(value) else float(value)
        yield TeamsWeek(first + datetime.timedelta(weeks=place), told)


def of_goal(cards: Cards, goal: Goal, since: datetime.date | None = None) -> GoalEffect:
    """Return the effects on those measures of a goal whose figures the actor may see."""
    known = () if cards.is_partly_shown(goal) else tuple(beginnings(cards.state, goal))
    began = cards.state.periods[goal.period_id].starts
    chosen = next((each for each in known if each.day == since), None)
    if chosen is None:
        usual = Beginning(began, _("The goal began."))
        chosen = Beginning(since, _("The day you chose.")) if since else usual
    held = cards.state.targets.get(goal.pk, ())
    return GoalEffect(
        goal=goal.public_id,
        title=goal.title,
        since=chosen,
        beginnings=known,
        effects=tuple(
            effect_on(cards, target.public_id, measure, chosen.day)
            for target in held
            if (measure := cards.state.measures.get(target.measure_id or 0)) is not None
            and measure.pk in cards.measures
        ),
    )


def beginnings(state: State, goal: Goal) -> Iterable[Beginning]:
    """Yield the days from which something may have worked, the oldest first."""
    yield Beginning(state.periods[goal.period_id].starts, _("The goal began."))
    done = [step for step in state.steps.get(goal.pk, ()) if step.done_on]
    for step in sorted(done, key=lambda step: step.done_on or datetime.date.min):
        if step.done_on:
            yield Beginning(step.done_on, _("Done: {step}", step=step.title))


def effect_on(
    cards: Cards,
    target: str,
    measure: Measure,
    since: datetime.date,
    apart: frozenset[int] = similar_teams.NOBODY,
) -> MeasuredEffect:
    """Return what a measure that the actor may see did since a day, without its weeks.

    Units whose keys are in `apart` are not compared with: they had a part in it themselves.
    """
    own = past_of(cards, measure)
    ref = cards.named(measure)
    if own is None:
        return without(target, ref, since, _("No week has a figure yet."))
    given.give(cards.actor, measure)
    teams = similar_teams.of(cards, measure, own, apart)
    found = kept_judgement(cards, measure, own, since, teams)
    again = next_day(own, since)
    if isinstance(found, Refusal):
        return without(target, ref, since, found.reason, again)
    units = outlook.units_of(ref.unit)
    compared = found.method is stats.Method.COMPARISON
    newest = found.stages[-1]
    return MeasuredEffect(
        target=target,
        measure=ref,
        since=since,
        headline=words.headline(newest, found, units, ref.title),
        others=of_others(own, since, teams, newest.months, ref.unit) if compared else None,
        lasting=words.lasting(found),
        trust=words.trust(found),
        refused=None,
        stages=tuple(
            EffectStage(s.months, s.low, s.middle, s.high, s.clear, words.stage(s, found, units))
            for s in found.stages
        ),
        teams=teams.names if teams and compared else (),
        next=again,
    )


def past_of(cards: Cards, measure: Measure) -> Past | None:
    """Return the weeks of a measure that are over, None where no week has a figure."""
    state = cards.state
    known = foreseen.pasts_of(
        cards.actor.organisation, [measure.pk], state.measures, state.published, state.known.day
    )
    return known[measure.pk]


def without(
    target: str,
    measure: MeasureRef,
    since: datetime.date,
    refused: Text,
    again: datetime.date | None = None,
) -> MeasuredEffect:
    """Return that no effect can be given, and why."""
    return MeasuredEffect(
        target=target,
        measure=measure,
        since=since,
        headline=None,
        others=None,
        lasting=None,
        trust=None,
        refused=refused,
        stages=(),
        teams=(),
        next=again,
    )


def place_of(past: Past, day: datetime.date) -> int:
    """Return which week of a past a day lies in, the first one being 0."""
    return past.history.values.size - 1 - (past.last_day - day).days // 7


def kept_judgement(
    cards: Cards, measure: Measure, own: Past, since: datetime.date, teams: SimilarTeams | None
) -> stats.Effect | Refusal:
    """Return the judgement, reckoned once for a generation, a day and a choice of teams."""
    seen = cards.state.published
    key = (
        cards.actor.organisation.pk, seen.number, seen.revision, seen.published_at,
        cards.state.known.day, measure.pk, since, teams.names if teams else (),
    )  # fmt: skip
    return _judged.found(key, lambda: judge(own, since, teams))


def forget() -> None:
    """Let go of what was reckoned: for a database that began anew under this process."""
    _judged.clear()
    similar_teams.forget()


def judge(own: Past, since: datetime.date, teams: SimilarTeams | None) -> stats.Effect | Refusal:
    """Return the effect against similar teams; against the own past where they do not carry it."""
    change = place_of(own, since)
    if teams is not None:
        found = stats.effect(own.history, change, teams.history)
        if not isinstance(found, Refusal):
            return found
    return stats.effect(own.history, change)


def of_others(
    own: Past, since: datetime.date, teams: SimilarTeams | None, months: int, unit: str
) -> Text | None:
    """Return what similar teams did in the same weeks, against their own past."""
    if teams is None:
        return None
    found = stats.effect(teams.history, place_of(own, since))
    if isinstance(found, Refusal):
        return None
    stage = next((each for each in found.stages if each.months == months), None)
    return words.others(stage, found, outlook.units_of(unit)) if stage else None


def next_day(own: Past, since: datetime.date) -> datetime.date | None:
    """Return the day on which the next stage is over; None after the last."""
    begin = since - datetime.timedelta(days=(since - own.last_day).days % 7 - 1)
    ends = [begin + datetime.timedelta(weeks=WEEKS[months]) for months in MONTHS]
    return next((day for day in ends if day > own.last_day + datetime.timedelta(days=1)), None)
