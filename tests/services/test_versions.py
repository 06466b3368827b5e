"""A definition that comes in a second version: what was set up by the first one stays with it."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.services.measures import desk_numbers, measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Measure, Reading
from trigpoint.tickets import catalogue, kpis
from trigpoint.tickets.definition import parse

pytestmark = pytest.mark.django_db
DRAFT = MeasureDraft(kpi="solved_tickets", window_weeks=4, pinned=True)
ROWS = "".join(solved(n, "11-03") for n in range(12)) + solved(99, "11-17")


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Iterator:
    """Register a second version of solved tickets, which counts none that took under a day."""

    def second() -> None:
        text = (files(kpis) / "solved_tickets.sql").read_text(encoding="utf-8")
        text = text.replace("version: 1", "version: 2")
        counts = "WHEN excluded <> '' THEN excluded"
        later = parse(text.replace(counts, f"WHEN elapsed < 86400 THEN 'spam' {counts}"), {})
        known = {**catalogue.versions(), (later.key, later.version): later}
        monkeypatch.setattr(catalogue, "versions", lambda: known)
        catalogue.catalogue.cache_clear()

    yield second
    monkeypatch.undo()
    catalogue.catalogue.cache_clear()


@pytest.mark.req("MEASURE-2", via="web")
def test_an_old_measure_keeps_its_version_and_shows_the_new_one_beside_it(
    desk: Desk, cast: Cast, register
):
    old = measures.add(cast.mira, DRAFT)
    desk.bring(ROWS)
    before = list(Reading.objects.order_by("pk").values_list("start", "grain", "value"))
    assert before
    register()
    desk.bring(ROWS)
    assert list(Reading.objects.order_by("pk").values_list("start", "grain", "value")) == before
    found = desk_numbers.beside(cast.at("mira", cast.mira.now), old)
    assert found.ours is not None
    assert found.newer is not None
    assert found.newer.counted is None or found.newer.counted.value == 0
    assert (found.version, found.ours.value, found.newer.version) == (1, 12, 2)
    browser = Client()
    browser.force_login(cast.mira.user)
    page = browser.get(f"/m/{old}/").content.decode()
    assert "It is counted by version 1 of the definition; version 2 has come since." in page
    beside = browser.get(f"/m/{old}/desks/").content.decode()
    assert "Ours, version 2" in beside
    assert "/measures/new/?kpi=solved_tickets" in beside


def test_a_new_measure_takes_the_newest_version_and_is_another_one(cast: Cast, register):
    old = measures.add(cast.mira, DRAFT)
    assert measures.add(cast.mira, DRAFT) == old
    register()
    new = measures.add(cast.mira, DRAFT)
    assert new != old
    assert measures.add(cast.mira, DRAFT) == new
    assert Measure.objects.get(public_id=new).kpi_version == 2
    assert measures.show(cast.mira, new).newer is None
    assert measures.show(cast.mira, old).kpi.version == 1
