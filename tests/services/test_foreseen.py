"""The computed status of a target and its goal, from the chance of getting there."""

import datetime

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.services import plan
from trigpoint.core.graph.status import Status
from trigpoint.services.goals import goal_page, targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.insight import foreseen
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Generation, Measure, Reading

pytestmark = pytest.mark.django_db

WEEKS = 110


def wavy(count: int = WEEKS) -> np.ndarray:
    """Return shares around .7 that wander a little."""
    noise = np.random.default_rng(3).standard_normal(count)
    return 0.7 + 0.01 * noise


def publish(cast: Cast, measure: str, values, number: int = 1) -> None:
    """Publish a past that ends with the last whole week, and the figure that stands for it."""
    pk = Measure.objects.get(public_id=measure).pk
    today = cast.mira.today
    monday = today - datetime.timedelta(days=today.weekday())
    first = monday - datetime.timedelta(weeks=len(values))

    def row(grain: str, start: datetime.date, weeks: int, value: float) -> Reading:
        end = start + datetime.timedelta(weeks=weeks)
        return Reading(
            measure_id=pk, grain=grain, start=start, end=end, n=200, value=value,
            low=value - 0.02, high=value + 0.02, flags=[], generation=number,
        )  # fmt: skip

    rows = [
        row("week", first + datetime.timedelta(weeks=week), 1, float(value))
        for week, value in enumerate(values)
    ]
    last = float(np.mean(values[-4:]))
    rows.append(row("window", monday - datetime.timedelta(weeks=4), 4, last))
    Reading.objects.filter(measure_id=pk, until__isnull=True).update(until=number)
    Reading.objects.bulk_create(rows)
    Generation.objects.create(
        organisation=cast.mira.organisation, number=number, folder="none",
        published_at=cast.mira.now, data_as_of=cast.mira.now,
    )  # fmt: skip


@pytest.fixture
def team(cast: Cast) -> str:
    """A goal of a team, to be raised to a share by the end of the year."""
    return plan.write(cast).team


@pytest.fixture
def measure(cast: Cast) -> str:
    return measures.add(
        cast.mira,
        MeasureDraft(kpi="first_contact_resolution", scope="unit", member=cast.units["Orders"]),
    )


def aim(cast: Cast, team: str, measure: str, value: float, baseline: float = 0.5) -> str:
    due = cast.mira.today + datetime.timedelta(weeks=12)
    draft = TargetDraft(
        kind="raise", measure=measure, baseline=baseline, points=((due, value),), due=due
    )
    return targets.add(cast.tuan, team, draft, reason="plan")


def seen(cast: Cast, team: str) -> tuple[Status, Status]:
    """What a new request sees: one request sees one published state."""
    page = goal_page.show(cast.at("tuan", cast.tuan.now), team)
    return page.targets[0].status, page.card.computed


def test_a_goal_ahead_of_its_line_is_off_track_where_the_past_says_so(
    cast: Cast, team: str, measure: str
):
    """Most of the way is behind it, and what is left has never been gone in the time."""
    aim(cast, team, measure, 0.78, baseline=0.2)
    publish(cast, measure, wavy())
    assert seen(cast, team) == (Status.OFF_TRACK, Status.OFF_TRACK)


def test_a_goal_that_the_past_carries_is_on_track(cast: Cast, team: str, measure: str):
    aim(cast, team, measure, 0.66)
    publish(cast, measure, wavy())
    assert seen(cast, team) == (Status.ON_TRACK, Status.ON_TRACK)


def test_short_history_leaves_the_straight_line(cast: Cast, team: str, measure: str):
    aim(cast, team, measure, 0.71, baseline=0.2)
    publish(cast, measure, wavy(20))
    page = goal_page.show(cast.tuan, team)
    assert page.targets[0].status is Status.ON_TRACK
    assert page.outlooks[0].chance is None
    assert "26 needed" in str(page.outlooks[0].refused)


def test_one_odd_week_does_not_change_the_colour_and_a_second_one_does(
    cast: Cast, team: str, measure: str
):
    aim(cast, team, measure, 0.69)
    calm = np.concatenate([wavy(WEEKS - 2), [0.7, 0.7]])
    fallen = calm - 0.0
    fallen[-1] = 0.45
    publish(cast, measure, calm)
    colour = seen(cast, team)[0]
    publish(cast, measure, fallen, 2)
    assert seen(cast, team)[0] is colour
    twice = fallen.copy()
    twice[-2] = 0.45
    publish(cast, measure, twice, 3)
    assert seen(cast, team)[0] is not colour


def test_a_write_asks_only_about_the_targets_it_touched(
    cast: Cast, team: str, measure: str, monkeypatch: pytest.MonkeyPatch
):
    aim(cast, team, measure, 0.72)
    publish(cast, measure, wavy())
    seen(cast, team)
    asked: list[int] = []
    reckon = foreseen.chances
    monkeypatch.setattr(
        foreseen, "chances", lambda pasts, aims: asked.append(len(aims)) or reckon(pasts, aims)
    )
    plan.milestone(cast, "tuan", team)
    seen(cast, team)
    assert sum(asked) == 0
    aim(cast, team, measure, 0.74)
    seen(cast, team)
    assert 0 < sum(asked) <= foreseen.LOOKS


def weekly(cast: Cast, team: str) -> int:
    """How many queries for weeks a page costs that nothing is remembered of."""
    foreseen.forget()
    with CaptureQueriesContext(connection) as caught:
        seen(cast, team)
    return sum("'week'" in each["sql"] for each in caught)


def test_the_weeks_of_all_measures_come_in_as_many_queries_as_those_of_one(
    cast: Cast, team: str, measure: str
):
    aim(cast, team, measure, 0.72)
    publish(cast, measure, wavy())
    alone = weekly(cast, team)
    other = measures.add(cast.mira, MeasureDraft(kpi="first_contact_resolution"))
    aim(cast, team, other, 0.73)
    publish(cast, other, wavy(), 2)
    assert weekly(cast, team) == alone
