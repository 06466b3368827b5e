"""What really changed in the figures that somebody answers for, and how often that is false.

Watched are the measures of running goals, and what must not get worse for them: of goals of the
asking person, of the teams they lead, and of goals that they share. So are those of the steps that
they, or the teams they lead, climb now, and of the steps on which they coach. The newest twelve
weeks are held against all before.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from trigpoint.core.stats.alerts import YEAR
from trigpoint.core.text import Text
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.inbox.asked import Thing
from trigpoint.services.insight import foreseen, outlook
from trigpoint.services.insight.outlook import WATCHED, RealChange
from trigpoint.services.insight.pasts import Past
from trigpoint.services.ladders import present_steps
from trigpoint.services.measures import catalogue, given
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.store.models import Goal, Measure

RUNNING = {Goal.State.AGREED, Goal.State.ACTIVE}
LONG = 104
FALSE_LONG, FALSE_SHORT = 0.07, 0.14
"""So many false alarms a measure and a year at most, with two years of baseline and with one."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A figure that moved beyond its usual ups and downs since a day.

    `about` is one goal that has it, or the ladder whose present step does.
    """

    measure: MeasureRef
    about: Thing
    since: datetime.date
    words: Text


@dataclass(frozen=True, slots=True)
class Alerts:
    """What really changed, the newest first.

    `watched` is how many measures are watched, and `false_a_year` how many false alarms of all of
    them together are to be expected in a year, at most. `too_short` have too little history.
    """

    alerts: tuple[Alert, ...]
    watched: int
    false_a_year: float
    too_short: int


_changes: graph.Cache[RealChange] = graph.Cache(kept=512)


def forget() -> None:
    """Let go of what was watched: for a database that began anew under this process."""
    _changes.clear()


def mine(actor: Actor) -> Alerts:
    """Return what really changed in the figures that the actor answers for and may see."""
    if actor.person is None:
        return Alerts((), 0, 0.0, 0)
    return among(Cards(actor, graph.load(actor)))


def among(cards: Cards) -> Alerts:
    """Return what really changed for the person whose cards these are."""
    state = cards.state
    answered = dict(answered_for(cards))
    pasts = foreseen.pasts_of(
        cards.actor.organisation, answered, state.measures, state.published, state.known.day
    )
    known = {pk: past for pk, past in pasts.items() if past is not None}
    found = []
    for pk, past in known.items():
        change = kept_change(cards, state.measures[pk], past)
        if change.found and change.since is not None:
            ref = cards.named(state.measures[pk])
            given.give(cards.actor, state.measures[pk])
            found.append(Alert(ref, answered[pk], change.since, change.words))
    weeks = [past.history.trimmed().values.size - WATCHED for past in known.values()]
    watched = [count for count in weeks if count >= YEAR]
    return Alerts(
        alerts=tuple(sorted(found, key=lambda alert: alert.since, reverse=True)),
        watched=len(watched),
        false_a_year=sum(FALSE_LONG if count >= LONG else FALSE_SHORT for count in watched),
        too_short=len(answered) - len(watched),
    )


def answered_for(cards: Cards) -> Iterator[tuple[int, Thing]]:
    """Yield the measures whose figures the actor may see, each once, with what they are of."""
    given: set[int] = set()
    for measure, about in chain(of_goals(cards), of_steps(cards)):
        known = measure in cards.state.measures and measure in cards.measures
        if known and measure not in given:
            given.add(measure)
            yield measure, about


def of_goals(cards: Cards) -> Iterator[tuple[int, Thing]]:
    """Yield the measures of running goals that the actor answers for."""
    state = cards.state
    for pk, goal in state.goals.items():
        if goal.state not in RUNNING or pk not in cards.goals or not is_theirs(cards, goal):
            continue
        for target in state.targets.get(pk, ()):
            for measure in (target.measure_id, target.guard_id):
                if measure is not None:
                    yield measure, Thing("goal", goal.public_id, goal.title)


def of_steps(cards: Cards) -> Iterator[tuple[int, Thing]]:
    """Yield the measures of the steps that are climbed now, with their ladders."""
    for measure, ladder in present_steps.measured(cards.actor):
        yield measure, Thing("ladder", ladder.public_id, ladder.title)


def is_theirs(cards: Cards, goal: Goal) -> bool:
    """Whether the actor owns or shares a goal, or leads a team that does."""
    actor = cards.actor
    person = actor.person.pk if actor.person else 0
    leads = {int(unit) for unit in access.viewer_of(actor).facts.leads}
    parts = cards.state.co_owners.get(goal.pk, ())
    holders = [(goal.owner_person_id, goal.owner_unit_id)]
    holders += [(part.person_id, part.unit_id) for part in parts]
    return any(who == person or unit in leads for who, unit in holders)


def kept_change(cards: Cards, measure: Measure, past: Past) -> RealChange:
    """Return whether a measure really changed, watched once for a generation and a day."""
    seen = cards.state.published
    key = (
        cards.actor.organisation.pk, seen.number, seen.revision, seen.published_at,
        cards.state.known.day, measure.pk,
    )  # fmt: skip
    return _changes.found(key, lambda: outlook.change_of(past, catalogue.reference(measure).unit))
