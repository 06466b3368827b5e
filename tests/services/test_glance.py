"""The first useful page: eight figures from what came in, before anything is set up."""

import datetime

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.measures import figures, glance, measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Measure

pytestmark = pytest.mark.django_db

ROWS = "".join(solved(n, "11-03", hours=n % 5 + 1) for n in range(40)) + solved(99, "11-17")
EARLIER = "".join(solved(200 + n, "10-07", hours=10) for n in range(40))


def page(actor, address: str = "/measures/glance/") -> str:
    client = Client()
    client.force_login(actor.user)
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.req("START-3", via="core")
def test_eight_figures_are_there_as_soon_as_tickets_are(desk: Desk, cast: Cast):
    assert glance.show(cast.dara).figures == ()
    desk.bring(ROWS + EARLIER)
    shown = glance.show(cast.dara)
    assert len(shown.figures) == 8
    assert (shown.start, shown.last_day) == (
        datetime.date(2026, 10, 19),
        datetime.date(2026, 11, 15),
    )
    found = {glimpse.kpi.key: glimpse for glimpse in shown.figures}
    resolution = found["full_resolution_time"]
    assert (resolution.figure.n, resolution.figure.value, resolution.before) == (
        40,
        3 * 3600,
        36_000,
    )
    assert found["backlog"].figure.value == 0
    assert (shown.unmatched, shown.queues) == (1, 1)


def test_measures_that_count_no_tickets_themselves_are_beside_it(desk: Desk, cast: Cast):
    name = {"name": "Agents with the certificate"}
    measures.add(cast.dara, MeasureDraft(kpi="typed_number_to_raise", params=name))
    desk.bring(ROWS)
    assert len(glance.show(cast.dara).figures) == 8


def test_what_the_file_can_tell_comes_first(desk: Desk, cast: Cast):
    desk.bring(ROWS)
    keys = [glimpse.kpi.key for glimpse in glance.show(cast.dara).figures]
    assert {"full_resolution_time", "reopen_rate", "transfers"} <= set(keys)
    counts = [glimpse.figure.n > 0 for glimpse in glance.show(cast.dara).figures]
    assert counts == sorted(counts, reverse=True)


def test_the_eight_are_kept_as_measures_once(desk: Desk, cast: Cast):
    with pytest.raises(Invalid):
        glance.keep(cast.dara)
    desk.bring(ROWS)
    kept = glance.keep(cast.dara)
    assert sorted(glance.keep(cast.dara)) == sorted(kept)
    assert Measure.objects.count() == 8
    desk.work()
    assert all(glimpse.measure for glimpse in glance.show(cast.dara).figures)
    series = measures.show(cast.dara, glance.show(cast.dara).figures[0].measure).series
    assert series
    with pytest.raises(NotAllowed):
        glance.keep(cast.ana)


def test_who_was_lent_to_us_sees_no_figures_over_all_tickets(desk: Desk, cast: Cast):
    desk.bring(ROWS)
    with pytest.raises(NotAllowed):
        glance.show(cast.pat)


def test_a_count_of_everything_is_a_figure_and_its_range_is_itself(desk: Desk, cast: Cast):
    measure = measures.add(cast.mira, MeasureDraft(kpi="backlog", pinned=True))
    desk.bring(ROWS)
    standing = measures.show(cast.mira, measure).standing
    assert standing is not None
    assert (standing.value, standing.low, standing.high) == (0, 0, 0)
    assert standing.to_core() is not None
    seen = figures.published(cast.organisation)
    assert seen.number
    assert "Too few for a figure" not in page(cast.mira, f"/m/{measure}/")


@pytest.mark.req("START-3", via="web")
def test_the_page_shows_the_eight_and_where_to_go_on(desk: Desk, cast: Cast):
    assert "No tickets yet" in page(cast.dara)
    run = desk.bring(ROWS)
    assert "/measures/glance/" in page(cast.dara, f"/settings/imports/{run.id}/")
    said = page(cast.dara)
    assert said.count('<section class="panel glimpse">') == 8
    assert "counted, not estimated" in said
    assert "Say who 1 account of the help desk is" in said
    client = Client()
    client.force_login(cast.dara.user)
    assert client.post("/measures/glance/").status_code == 302
    assert "Keep these as measures" not in page(cast.dara)


@pytest.mark.asks("glance.keep")
@pytest.mark.req("START-3", via="api")
def test_a_program_sees_the_same_eight(desk: Desk, cast: Cast):
    desk.bring(ROWS)
    dara = Program(cast.dara)
    shown = dara.get("/glance").json()
    assert [g["kpi"]["key"] for g in shown["figures"]] == [
        g.kpi.key for g in glance.show(cast.dara).figures
    ]
    assert Program(cast.pat).post("/glance").status_code == 403
    kept = dara.post("/glance").json()
    assert all(glimpse["measure"] for glimpse in kept["figures"])
