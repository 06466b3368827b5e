"""The weeks of measures as climbing reads them, for many measures in one query."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from trigpoint.core.lenses.ladder.demand import Week, pooled
from trigpoint.core.stats.forecast import SPAN
from trigpoint.services.actor import Actor
from trigpoint.services.insight import pasts
from trigpoint.services.insight.pasts import Past
from trigpoint.services.measures import catalogue, figures
from trigpoint.services.measures.figures import Published
from trigpoint.store.models import Measure, Reading

Weeks = Mapping[int, list[Week]]


def of_measures(measures: Iterable[Measure], seen: Published, now: datetime.datetime) -> Weeks:
    """Return the weeks that are over of each measure, by its key, oldest first.

    A week whose figure somebody disputes has no value until they have an answer, and is apart, so
    that it does not count as a guard's week either. One declared as exceptional keeps its value.
    """
    by_pk = {measure.pk: measure for measure in measures}
    if not by_pk:
        return {}
    doubts = figures.disputed(by_pk.values(), now)
    rows = figures.visible(seen.number).filter(measure__in=by_pk, grain=Reading.Grain.WEEK)
    found: defaultdict[int, list[Week]] = defaultdict(list)
    for row in rows.order_by("start"):
        if "open" in row.flags:
            continue
        doubted = any(row.start <= day < row.end for day in doubts.get(row.measure_id, ()))
        value = None if doubted else row.value
        apart = doubted or figures.is_exceptional(by_pk[row.measure_id], row.grain, row.start)
        found[row.measure_id].append(
            Week(row.start, value, row.n, row.numerator, row.denominator, apart)
        )
    return found


def past_of(measure: Measure, weeks: Iterable[Week], today: datetime.date) -> Past | None:
    """Return a measure's past for the statistics, which learn nothing from exceptional weeks."""
    unit = catalogue.reference(measure).unit
    learnt = [pasts.Week(w.start, None if w.apart else w.value, w.n) for w in weeks]
    return pasts.of_weeks(learnt, unit, today)


def weeks_of(actor: Actor, measure: Measure) -> list[Week]:
    """Return a measure's weeks that were over by the actor's day, oldest first."""
    seen = figures.published(actor.organisation)
    weeks = of_measures([measure], seen, actor.now).get(measure.pk, [])
    return [week for week in weeks if week.last_day < actor.today]


def today_of(measure: Measure, actor: Actor) -> float | None:
    """Return what a measure's last four weeks up to the actor's day come to, None without any."""
    return now_of(weeks_of(actor, measure))


def now_of(weeks: list[Week]) -> float | None:
    """Return what the last four weeks with a value come to, None without any."""
    return pooled(recent(weeks))


def recent(weeks: list[Week]) -> list[Week]:
    """Return the last four weeks that have a value and are like others: a ladder's today."""
    return [week for week in weeks if week.value is not None and week.n and not week.apart][-SPAN:]
