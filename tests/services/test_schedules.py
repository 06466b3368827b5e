"""Opening hours: figures in working hours follow them, and a new file replaces the old one."""

import datetime

import pytest

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.helpdesks import schedules
from trigpoint.services.measures import figures, measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Job

pytestmark = pytest.mark.django_db

WEEK = datetime.date(2026, 11, 2)
ROWS = "".join(solved(n, "11-03", hours=30) for n in range(12)) + solved(80, "11-17")
FILE = """
schedules:
  days: {{zone: Etc/UTC, openings: {{tuesday: {hours}, wednesday: {hours}}}}}
queues: {{"*": days}}
"""


def file(hours: str) -> str:
    return FILE.format(hours=hours)


@pytest.fixture
def measure(cast: Cast) -> str:
    params = {"hours": "business"}
    draft = MeasureDraft(kpi="full_resolution_time", params=params, pinned=True)
    return measures.add(cast.mira, draft)


def hours(cast: Cast, measure: str) -> float | None:
    """Return the first week's figure in hours, None where there is none."""
    mira = cast.at("mira", cast.mira.now)  # who asks anew has read nothing yet
    [found] = [f for f in measures.show(mira, measure).series if f.start == WEEK]
    return None if found.value is None else found.value / 3600


@pytest.mark.req("MEASURE-2", via="core")
def test_working_hours_count_once_they_are_known_and_anew_when_they_change(
    desk: Desk, cast: Cast, measure: str
):
    desk.bring(ROWS)
    assert hours(cast, measure) is None
    as_of = figures.published(cast.organisation).data_as_of
    for said, counted in (("09:00-17:00", 14), ("09:00-13:00", 8)):
        schedules.start(cast.dara, file(said), "desk")
        desk.work()
        assert hours(cast, measure) == counted
    assert figures.published(cast.organisation).data_as_of == as_of


def test_hours_may_be_there_before_the_first_ticket(desk: Desk, cast: Cast, measure: str):
    schedules.start(cast.dara, file("09:00-17:00"), "desk")
    desk.work()
    desk.bring(ROWS)
    assert hours(cast, measure) == 14


def test_a_file_that_is_wrong_changes_nothing_and_its_work_is_laid_aside(desk: Desk, cast: Cast):
    job = schedules.start(cast.dara, "schedules: {}", "desk")
    desk.work()
    assert Job.objects.get(public_id=job).state == "dead"
    assert figures.published(cast.organisation).number == 0


def test_only_whoever_may_import_brings_hours_in(cast: Cast, desk: Desk):
    with pytest.raises(NotAllowed):
        schedules.start(cast.tuan, file("09:00-17:00"), "desk")
    with pytest.raises(Invalid):
        schedules.start(cast.dara, file("09:00-17:00"), " ")
