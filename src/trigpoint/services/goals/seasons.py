"""Targets from last year: each week so much above, or below, the same week a year before."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trigpoint.core.stats.refusal import Refusal
from trigpoint.core.stats.season import Phased, phased
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.insight import pasts
from trigpoint.services.insight.pasts import Past
from trigpoint.services.measures import catalogue, figures, given
from trigpoint.store.models import Measure, Reading, Target

MOST_WEEKS = 100
"""So many points a target may have."""
Points = tuple[tuple[datetime.date, float], ...]


@dataclass(frozen=True, slots=True)
class Season:
    """The points of a target from last year, all values in the measure's unit.

    `growth` and `grew` are shares for counts and durations, differences for others; `grew` is last
    year's growth on the year before, None where that is not known. `before` is what each day's
    week had a year ago, with the season smoothed.
    """

    growth: float
    last_year: float
    grew: float | None
    points: Points
    before: Points

    def kept(self) -> dict[str, object]:
        """Return what a target keeps of it beside its points."""
        return {
            "growth": self.growth,
            "last_year": self.last_year,
            "grew": self.grew,
            "before": {day.isoformat(): value for day, value in self.before},
        }


def of_target(target: Target) -> Season:
    """Return what a target from last year keeps, also one that is not saved."""
    kept = target.season
    return Season(
        growth=kept["growth"],
        last_year=kept["last_year"],
        grew=kept["grew"],
        points=by_day(target.points),
        before=by_day(kept["before"].items()),
    )


def ended(kept: Mapping[str, object]) -> dict[str, object]:
    """Return what a target keeps once it follows last year no more: where each week begins."""
    return {"before": kept["before"]} if kept else {}


def by_day(values: Iterable[tuple[str, float]]) -> Points:
    """Return values by their days, the first day first."""
    return tuple(sorted((datetime.date.fromisoformat(day), value) for day, value in values))


def of(actor: Actor, measure: Measure, growth: float, due: datetime.date) -> Season:
    """Return the points of a target on a measure, week by week until its day.

    Raises:
        Invalid: where last year is not known to the actor or carries no season, with the reason.
    """
    past = past_of(actor, measure)
    ahead = -(-(due - past.last_day).days // 7)
    if ahead > MOST_WEEKS:
        raise refused(_("A target from last year reaches at most {n} weeks ahead.", n=MOST_WEEKS))
    wanted, plain = (found(past, each, ahead) for each in (growth, 0.0))
    days = [
        min(due, past.last_day + datetime.timedelta(weeks=week)) for week in range(1, ahead + 1)
    ]
    return Season(
        growth=growth,
        last_year=wanted.last_year,
        grew=wanted.grew,
        points=tuple(zip(days, map(float, wanted.targets), strict=True)),
        before=tuple(zip(days, map(float, plain.targets), strict=True)),
    )


def past_of(actor: Actor, measure: Measure) -> Past:
    """Return the past weeks of a measure; raises Invalid where the actor may not know them."""
    seen = figures.published(actor.organisation)
    may_see = measure.pk in access.visible_ids(actor, "figure")
    weeks = figures.series(measure, Reading.Grain.WEEK, seen, actor.now) if may_see else []
    past = pasts.of_figures(weeks, catalogue.reference(measure).unit, actor.today)
    if past is None:
        raise refused(_("There are no weeks of this measure from which last year could be taken."))
    given.give(actor, measure)
    return past


def found(past: Past, growth: float, ahead: int) -> Phased:
    """Return last year's weeks moved by a growth; raises Invalid where they carry no season."""
    answer = phased(past.history, growth, ahead)
    if isinstance(answer, Refusal):
        raise refused(answer.reason)
    return answer


def refused(why: Text) -> Invalid:
    """Return the refusal at its field."""
    return Invalid({"growth": why})
