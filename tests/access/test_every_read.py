"""A figure of somebody's own: whatever page or route hands it to another is noted for them."""

import datetime
import re

import pytest
from django.test import Client

from tests.access import asking
from tests.access.routes import API, STANDING, WEB
from tests.access.test_matrix import all_routes, named
from tests.access.things import Things, make
from tests.cast import NOW, Cast
from trigpoint.api import auth
from trigpoint.services.goals import graph, handed_out
from trigpoint.services.limits import Limit
from trigpoint.store.models import (
    Criterion,
    Experiment,
    Generation,
    Goal,
    Reading,
    ReadLogLine,
    Target,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

VALUE, BASE, AIM = 48_317.0, 100_000.0, 1_477.0
"""Seconds to a first reply: 13 h 25 min; (BASE - VALUE) / (BASE - AIM) is .5246."""
TELLING = re.compile(
    r"48[\u202f\u00a0, ]?317\b|13\s?h\s?25|\b13\.4\d?\s|0\.524[56]|\b52\s?(?:%|percent|in 100)"
)
"""How the figure, or how far its goal is by it, is written."""


def plant(cast: Cast, things: Things) -> None:
    """Give Ana a figure like no other, and hang it wherever one can hang."""
    home, held = cast.organisation, things.records["measure", "own"]
    mine: Goal = things.records["goal", "own"]
    Generation.objects.create(organisation=home, number=1, published_at=NOW, data_as_of=NOW)
    end = NOW.date() - datetime.timedelta(days=NOW.weekday())
    shared = {"measure": held, "n": 60, "value": VALUE, "generation": 1}
    shared |= {"low": VALUE - 1, "high": VALUE + 1}
    for week in range(80):
        start = end - datetime.timedelta(weeks=week + 1)
        Reading.objects.create(grain="week", start=start, end=start + WEEK, **shared)
    Reading.objects.create(grain="window", start=end - 4 * WEEK, end=end, **shared)
    Target.objects.filter(goal=mine).delete()
    Target.objects.create(
        organisation=home,
        goal=mine,
        kind_of_target="lower",
        measure=held,
        baseline=BASE,
        due=LATER,
        points=[[str(LATER), AIM]],
    )
    Experiment.objects.filter(goal=mine).update(measure=held, starts=end - 8 * WEEK, ends=LATER)
    Criterion.objects.filter(rung=things.records["rung", "own"]).update(
        kind_of_criterion="figure", measure=held
    )
    graph.forget()


WEEK = datetime.timedelta(weeks=1)
LATER = NOW.date() + datetime.timedelta(days=20)


@pytest.fixture
def things(cast: Cast, monkeypatch) -> Things:
    monkeypatch.setattr(auth, "REQUESTS", Limit(burst=1_000_000, per_second=1_000_000))
    monkeypatch.setattr(graph, "_cache", graph.Cache())
    made = make(cast, STANDING)
    plant(cast, made)
    return made


NEED_TICKETS = {
    "ladders.stand", "splits.preview", "glance.show", "tickets.sight", "measure_cuts.show",
    "desk_numbers.show", "goal_carry", "ladder_stand", "glance", "measure_desks", "measure_cuts",
    "measure_cuts_csv",
}  # fmt: skip
"""These reckon from tickets, which are not there: their own tests hold them to it."""
AT_LEAST = 45
"""So many routes hand the figure out; fewer, and it is looked for wrongly."""


def body_of(answer) -> str:
    return b"".join(answer if answer.streaming else [answer.content]).decode("utf-8", "replace")


def test_every_page_and_route_that_hands_out_my_figure_notes_it_for_me(cast: Cast, things: Things):
    client = Client()
    client.force_login(cast.tuan.user)
    told, silent = [], []
    for route in all_routes(things):
        row = API.get(route.name) or WEB.get(route.name)
        if route.method != "GET" or row is None or route.name in NEED_TICKETS:
            continue
        ReadLogLine.objects.all().delete()
        handed_out.forget()
        address = route.address.format(**named(row, route.params, things, "own"))
        answer = client.get(address + asking.QUERIES.get(route.name, ""))
        if answer.status_code < 400 and TELLING.search(body_of(answer)):
            told.append(route.name)
            if not ReadLogLine.objects.filter(subject__public_id=cast.people["ana"]).exists():
                silent.append(route.name)
    assert silent == []
    assert len(told) >= AT_LEAST, told
