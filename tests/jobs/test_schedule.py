"""Each slot of a periodic task has one job, however many workers ask."""

import datetime

import pytest

from trigpoint.jobs.schedule import Periodic, put_down_due
from trigpoint.store.models import Job

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
HOURLY = (Periodic("a.b", every=3600),)

pytestmark = pytest.mark.django_db


def test_a_slot_has_one_job():
    for minute in (0, 1, 59):
        put_down_due(NOON + datetime.timedelta(minutes=minute), HOURLY)
    assert Job.objects.count() == 1
    put_down_due(NOON + datetime.timedelta(minutes=60), HOURLY)
    assert Job.objects.count() == 2


def test_slots_that_nobody_was_there_for_are_not_made_up():
    put_down_due(NOON, HOURLY)
    put_down_due(NOON + datetime.timedelta(days=7), HOURLY)
    assert Job.objects.count() == 2
