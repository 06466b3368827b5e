"""What came of an experiment, and whether its guard asks to stop it.

While it runs nothing is said of its measure: who looks each week and stops when it looks good
finds effects that are none.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trigpoint.core.text import Text, _
from trigpoint.services.goals.cards import Cards
from trigpoint.services.insight import alerts, effects, foreseen
from trigpoint.services.insight.effects import MeasuredEffect
from trigpoint.services.measures import catalogue
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.store.models import Experiment, Measure, TakesPart

SHORTEST = datetime.timedelta(weeks=13)
"""So long an experiment runs at least: sooner no effect can be told."""
TOO_SHORT = _("It ended before 13 weeks were over: what it did cannot be told.")


@dataclass(frozen=True, slots=True)
class ExperimentResult:
    """What came of it: a verdict in a sentence, and the effect with its range.

    `verdict` is None where no effect can be given yet; the effect says why.
    """

    verdict: Text | None
    effect: MeasuredEffect


def measure(cards: Cards, key: int | None) -> Measure | None:
    """Return a measure whose figures the actor may see, else None."""
    return cards.state.measures.get(key) if key in cards.measures and key is not None else None


def reference(cards: Cards, key: int | None) -> MeasureRef | None:
    """Return a measure in short, where its figures are for the actor."""
    found = measure(cards, key)
    return cards.named(found) if found else None


def of(
    cards: Cards, record: Experiment, parts: Sequence[TakesPart], *, drawn: bool
) -> ExperimentResult | None:
    """Return what came of an experiment that is over; None where the figures are not to be seen.

    Teams that take part are not those it is compared with. `drawn` asks for the weeks of both.
    """
    found = measure(cards, record.measure_id)
    if found is None:
        return None
    apart = frozenset(part.unit_id for part in parts if part.unit_id)
    effect = effects.effect_on(cards, "", found, record.starts, apart)
    if drawn:
        effect = effects.with_weeks(cards, found, effect, apart)
    if ran_short(record):
        return ExperimentResult(TOO_SHORT, replace(effect, stages=()))
    return ExperimentResult(verdict(effect), effect)


def ran_short(record: Experiment) -> bool:
    """Whether it ended before its first three months were over, so that they say nothing of it."""
    return record.stopped_on is not None and record.stopped_on - record.starts < SHORTEST


def verdict(effect: MeasuredEffect) -> Text | None:
    """Say whether the first three months did what was hoped."""
    if not effect.stages:
        return None
    first = effect.stages[0]
    if not first.clear:
        return _("No difference can be told from the usual ups and downs. That is a result too.")
    if (first.middle > 0) is (effect.measure.direction == "raise"):
        return _("It did what was hoped, by more than the usual ups and downs.")
    return _("It went the other way, by more than the usual ups and downs.")


def warning(cards: Cards, record: Experiment) -> Text | None:
    """Return that the guard of a running experiment really got worse since it began, else None."""
    guard = measure(cards, record.guard_id)
    if guard is None:
        return None
    state = cards.state
    past = foreseen.pasts_of(
        cards.actor.organisation, [guard.pk], state.measures, state.published, state.known.day
    )[guard.pk]
    if past is None:
        return None
    change = alerts.kept_change(cards, guard, past)
    better = change.rose is (catalogue.reference(guard).direction == "raise")
    if not change.found or better or change.since is None or change.since < record.starts:
        return None
    return change.words
