"""Steps proposed from history at chances that the person chooses, and the chance of any value.

Where history is too thin nothing is proposed: the reason is given, with the range seen so far.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trigpoint.core.stats import words
from trigpoint.core.stats.attainability import Aim, Chance, Way, chance, rungs
from trigpoint.core.stats.refusal import Refusal
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.insight.outlook import units_of
from trigpoint.services.insight.pasts import Past
from trigpoint.services.ladders import climbing_weeks
from trigpoint.services.ladders.ladder_views import Likelihood
from trigpoint.services.ladders.rungs import seen_figure
from trigpoint.services.measures import catalogue
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.store.models import Measure

USUAL = (80, 50, 20)
LEAST, MOST = 5, 95
TICKS = {"share": 0.01, "seconds": 300.0, "tickets": 1.0, "points": 1.0}
"""To which part of its unit a proposed value is rounded."""
FINE = 0.01
NOTHING = _("There is no week with a figure yet.")
TAKE_ONE = _("Choose at least one of the steps.")
NO_NUMBER = _("Write the limit as a number, such as 7 %.")
QUALITY = ("reopen_rate", "csat", "first_contact_resolution")
"""What can stand beside a step for speed or volume, the first that is there."""


@dataclass(frozen=True, slots=True)
class OfferedStep:
    """A proposed step: its chance as wanted, its value and what that comes to.

    `raised` says that the value wanted would lie on this side of today's: it is the first beyond.
    """

    wanted: int
    likelihood: Likelihood
    raised: bool


@dataclass(frozen=True, slots=True)
class GuardOffer:
    """What could stand beside a step: a measure with its value today."""

    measure: MeasureRef
    now: float | None


@dataclass(frozen=True, slots=True)
class Offer:
    """Steps of a measure by a day, the surest first; none where `refused` says why.

    `way` is raise or lower. `now` and `n` are of the last four weeks with tickets; `lowest` and
    `highest` are single weeks seen so far.
    `ahead` are the weeks to the day; `fast` says that a guard is needed, `guards` what could be.
    """

    measure: MeasureRef
    way: str
    due: datetime.date
    ahead: int
    weeks: int
    now: float | None
    n: int
    lowest: float | None
    highest: float | None
    steps: tuple[OfferedStep, ...]
    refused: Text | None
    tick: float
    fast: bool
    guards: tuple[GuardOffer, ...]


def propose(
    actor: Actor, measure_id: str, due: datetime.date, wanted: Sequence[int] = USUAL
) -> Offer:
    """Return steps on a measure at wanted chances (in 100), reached by a day.

    Raises:
        NotThere: where there is no such measure for the actor.
        Invalid: for a day that has passed, chances that cannot be, or figures not to be seen.
    """
    measure = checked(actor, measure_id, due)
    if not wanted or any(not LEAST <= each <= MOST for each in wanted):
        raise Invalid({"chances": _("Choose chances between 5 and 95 in 100.")})
    reference = catalogue.reference(measure)
    weeks = climbing_weeks.weeks_of(actor, measure)
    past = climbing_weeks.past_of(measure, weeks, actor.today)
    now = climbing_weeks.now_of(weeks)
    known = [w.value for w in weeks if w.value is not None and w.n]
    ahead = past.weeks_until(due) if past else 0
    found, refused = offered(measure, past, ahead, now, tuple(sorted(set(wanted), reverse=True)))
    return Offer(
        measure=reference,
        way="raise" if way_of(measure) is Way.AT_LEAST else "lower",
        due=due,
        ahead=ahead,
        weeks=len(known),
        now=now,
        n=sum(w.n for w in climbing_weeks.recent(weeks)),
        lowest=min(known, default=None),
        highest=max(known, default=None),
        steps=found,
        refused=refused,
        tick=TICKS.get(reference.unit, FINE),
        fast=catalogue.is_fast(measure.kpi),
        guards=tuple(guards_for(actor, measure)),
    )


def likelihood(actor: Actor, measure_id: str, value: float, due: datetime.date) -> Likelihood:
    """Return the chance of a value by a day; raises like `propose`."""
    measure = checked(actor, measure_id, due)
    weeks = climbing_weeks.weeks_of(actor, measure)
    past = climbing_weeks.past_of(measure, weeks, actor.today)
    return foreseen(measure, past, value, due, climbing_weeks.now_of(weeks))


def foreseen(
    measure: Measure, past: Past | None, value: float, due: datetime.date, now: float | None
) -> Likelihood:
    """Return the chance that a measure with this past has a value when due, from what is `now`."""
    if past is None:
        return Likelihood(value, None, None, None, NOTHING)
    return of_value(measure, past, past.weeks_until(due), value, now)


def checked(actor: Actor, measure_id: str, due: datetime.date) -> Measure:
    """Return a measure whose figures the actor may see, for a day to come."""
    if due <= actor.today:
        raise Invalid({"due": _("That day has passed. Choose a later one.")})
    return seen_figure(actor, measure_id, "measure")


def offered(
    measure: Measure,
    past: Past | None,
    ahead: int,
    now: float | None,
    wanted: tuple[int, ...],
) -> tuple[tuple[OfferedStep, ...], Text | None]:
    """Return the steps at the wanted chances, or none and why."""
    if past is None or now is None:
        return (), NOTHING
    found = rungs(past.history, ahead, way_of(measure), [each / 100 for each in wanted])
    if isinstance(found, Refusal):
        return (), found.reason
    made: list[OfferedStep] = []
    for rung in found:
        value, raised = rounded(measure, rung.target, now)
        if all(value != step.likelihood.value for step in made):
            said = of_value(measure, past, ahead, value, now)
            made.append(OfferedStep(round(100 * rung.chance), said, raised))
    return tuple(made), None


def rounded(measure: Measure, target: float, now: float) -> tuple[float, bool]:
    """Return a value as people say it, and whether it had to be moved beyond today's."""
    tick = TICKS.get(catalogue.reference(measure).unit, FINE)
    up = way_of(measure) is Way.AT_LEAST
    value = tick * (math.ceil(target / tick - 1e-9) if up else math.floor(target / tick + 1e-9))
    first = tick * (math.floor(now / tick + 1e-9) + 1 if up else math.ceil(now / tick - 1e-9) - 1)
    beyond = value < first if up else value > first
    found = first if beyond else value
    if catalogue.reference(measure).unit == "share":
        found = min(1.0, max(0.0, found))
    return round(max(0.0, found) if not up else found, 10), beyond


def of_value(
    measure: Measure, past: Past, ahead: int, value: float, now: float | None
) -> Likelihood:
    """Return the chance of a value so many weeks ahead; its way to go is counted from `now`."""
    sides = (value, math.inf) if way_of(measure) is Way.AT_LEAST else (-math.inf, value)
    found = chance(past.history, Aim(ahead, *sides))
    if isinstance(found, Refusal):
        return Likelihood(value, None, None, None, found.reason)
    if now is not None:
        found = replace(found, now=now, needed=to_go(measure, value, now))
    units = units_of(catalogue.reference(measure).unit)
    return Likelihood(
        value, in_hundred(found), words.chance(found), words.reason(found, units), None
    )


def to_go(measure: Measure, value: float, now: float) -> float:
    """Return the change from today's value that a value asks for, 0 where it is met."""
    share = catalogue.reference(measure).unit == "share"
    gap = round(value - now, 3) if share else value - now
    return max(0.0, gap) if way_of(measure) is Way.AT_LEAST else min(0.0, gap)


def in_hundred(found: Chance) -> int | None:
    """Return a chance in 100 as it may be shown: never under 2 or over 98, none where thin."""
    return None if found.thin else min(98, max(2, round(100 * found.chance)))


def way_of(measure: Measure) -> Way:
    """Return on which side of a value a measure is better."""
    return Way.AT_LEAST if catalogue.higher_is_better(measure.kpi) else Way.AT_MOST


def guards_for(actor: Actor, measure: Measure) -> list[GuardOffer]:
    """Return what could stand beside a step on a measure: quality of the same people."""
    same = Measure.objects.filter(
        organisation=actor.organisation,
        retired=False,
        kpi__in=QUALITY,
        scope=measure.scope,
        unit=measure.unit_id,
        person=measure.person_id,
        queue=measure.queue_id,
    )
    open_to = access.visible_ids(actor, "figure")
    seen = [m for m in same.order_by("-pk") if m.pk in open_to and m.kpi != measure.kpi]
    found = list({m.kpi: m for m in seen}.values())
    found.sort(key=lambda m: QUALITY.index(m.kpi))
    return [
        GuardOffer(catalogue.reference(m), climbing_weeks.today_of(m, actor)) for m in found[:3]
    ]
