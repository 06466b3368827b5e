"""A new figure is seen in what the goal carries, without reading again what people wrote."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW, Cast
from tests.services import plan
from trigpoint.services.goals import graph, targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Generation, Measure, Reading

pytestmark = pytest.mark.django_db
WEEK = datetime.date(2026, 11, 9)


def publish(cast: Cast, measure: str, number: int, value: float) -> None:
    """Let a generation say another figure of the last week."""
    Reading.objects.filter(measure__public_id=measure).update(until=number)
    Reading.objects.create(
        measure=Measure.objects.get(public_id=measure),
        grain="window",
        start=WEEK,
        end=WEEK + datetime.timedelta(weeks=1),
        n=200,
        value=value,
        low=value - 0.02,
        high=value + 0.02,
        generation=number,
    )
    Generation.objects.create(
        organisation=cast.organisation,
        number=number,
        folder=str(number),
        published_at=NOW,
        data_as_of=NOW,
    )


@pytest.mark.req("GRAPH-4", via="core")
def test_a_new_figure_moves_the_goal_above_and_reads_no_record_again(cast: Cast):
    written = plan.write(cast)
    draft = MeasureDraft(kpi="first_contact_resolution", scope="unit", member=cast.units["Orders"])
    measure = measures.add(cast.mira, draft)
    due = cast.mira.today + datetime.timedelta(weeks=12)
    aim = TargetDraft(kind="raise", measure=measure, baseline=0.5, points=((due, 0.9),), due=due)
    targets.add(cast.tuan, written.team, aim, reason="plan")
    publish(cast, measure, 1, 0.6)
    before = graph.load(cast.at("mira", NOW))
    publish(cast, measure, 2, 0.8)
    with CaptureQueriesContext(connection) as asked:
        after = graph.load(cast.at("mira", NOW))
    assert after.rolled[written.top].low > before.rolled[written.top].low
    assert after.goals is before.goals
    assert not [query for query in asked if 'FROM "store_goal"' in query["sql"]]
