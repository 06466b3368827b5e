"""How often the pages of trainings, signals and reports ask the database."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW, Cast
from tests.services.maps import write_map
from tests.services.test_evidence import measured
from trigpoint.services.measures import benchmarks
from trigpoint.services.measures.benchmarks import BenchmarkDraft
from trigpoint.services.outside import signals
from trigpoint.services.outside.signals import SignalDraft
from trigpoint.services.trainings import trainings
from trigpoint.services.trainings.trainings import TrainingDraft

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 5, 1)
MOST = 12


@pytest.mark.parametrize("count", [1, 8])
def test_pages_ask_as_often_for_many_as_for_one(cast: Cast, count: int):
    drawn = write_map(cast)
    goal = drawn.goals.top
    csat = measured(cast, "mira", goal, "csat")
    for number in range(count):
        mira = cast.at("mira", NOW)
        planned = TrainingDraft(programme="own", title=f"No {number}", starts=DAY, ends=DAY)
        trainings.plan(mira, goal, planned)
        said = SignalDraft(kind="law", title=f"No {number}", day=DAY, questions=[goal])
        signals.log(mira, said)
        benchmarks.enter(mira, csat, BenchmarkDraft(value=0.5, source=f"No {number}", day=DAY))
    client = Client()
    client.force_login(cast.mira.user)
    asked = {}
    for page in (
        f"/g/{goal}/trainings/",
        f"/m/{csat}/others/",
        "/signals/",
        f"/plan/{drawn.id}/report/",
        f"/map/?chain={drawn.top}",
    ):
        client.get(page)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page).status_code == 200
        asked[page] = len(seen)
    assert {page: n for page, n in asked.items() if n > MOST} == {}
