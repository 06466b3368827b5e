"""Measures with weeks of readings, for ladders to be climbed on."""

import datetime
from collections.abc import Sequence

from tests.cast import NOW, Cast
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Generation, Measure, Reading

MONDAY = datetime.date(2026, 11, 9)
N = 20


def measure(cast: Cast, who: str, kpi: str) -> Measure:
    """Return a KPI of a person, set up by them."""
    draft = MeasureDraft(kpi=kpi, scope="person", member=cast.people[who])
    Generation.objects.get_or_create(
        organisation=cast.organisation,
        number=1,
        defaults={"folder": "1", "published_at": NOW, "data_as_of": NOW},
    )
    return Measure.objects.get(public_id=measures.add(getattr(cast, who), draft))


def fill(
    found: Measure, values: Sequence[float], since: datetime.date = MONDAY, n: int = N
) -> None:
    """Write a reading a week, of shares or of seconds."""
    for place, value in enumerate(values):
        start = since + datetime.timedelta(weeks=place)
        Reading.objects.create(
            measure=found,
            grain="week",
            start=start,
            end=start + datetime.timedelta(weeks=1),
            numerator=value * n if value <= 1 else None,
            denominator=n if value <= 1 else None,
            n=n,
            value=value,
            low=value * 0.9,
            high=min(1.0, value * 1.1) if value <= 1 else value * 1.1,
            generation=1,
        )
