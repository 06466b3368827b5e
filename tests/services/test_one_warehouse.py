"""Facts do not say whose they are: only the installation's own organisation brings any in."""

import io

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.services.conftest import HEADER, MAPPING, Desk, solved
from tests.services.test_pulse_figures import MIXED, TEAM, of, over, rows
from trigpoint.connectors.sync.entering import enter
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.helpdesks import imports, schedules
from trigpoint.services.loop import pulse_figures
from trigpoint.store.models import PulseRound, Source

pytestmark = pytest.mark.django_db
ONE = "the tickets of one organisation"
SAID = {"address": "https://rt.example.org", "user": "root", "secret": "s3cret"}


@pytest.fixture
def stranger(cast: Cast) -> Actor:
    """Return the word of another organisation of the same installation, which may do anything."""
    return Actor(cast.olga.organisation, None, None, "setup", timezone.now())


def test_another_organisation_brings_in_nothing_by_any_way(desk: Desk, stranger: Actor):
    file = io.BytesIO((HEADER + solved(1, "11-03")).encode())
    with pytest.raises(Invalid, match=ONE):
        imports.start(stranger, file, file_name="a.csv", mapping=MAPPING, source_key="desk")
    with pytest.raises(Invalid, match=ONE):
        enter(stranger, "request_tracker", "desk", "", SAID)
    with pytest.raises(Invalid, match=ONE):
        schedules.start(stranger, "schedules: {}", "desk")
    with pytest.raises(Invalid, match=ONE):
        imports.warehouse_of(stranger.organisation)
    assert not Source.objects.filter(organisation=stranger.organisation).exists()


@pytest.mark.req("MEASURE-1", via="api")
def test_what_another_organisations_pulse_says_is_in_no_figure_of_ours(
    desk: Desk, cast: Cast, stranger: Actor
):
    made = over(cast, "tuan", "Orders", of(TEAM, MIXED))
    assert pulse_figures.land_all(timezone.now()) == len(TEAM)
    ours = rows(cast)
    row = PulseRound.objects.get(public_id=made)
    PulseRound.objects.filter(pk=row.pk).update(organisation=stranger.organisation)
    with pytest.raises(Invalid, match=ONE):
        pulse_figures.land(stranger.organisation, timezone.now())
    assert pulse_figures.land_all(timezone.now()) == 0
    assert rows(cast) == ours
