"""What a measure would show, through the interface for programs."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.store.models import Measure

pytestmark = pytest.mark.django_db


@pytest.mark.req("MEASURE-3", via="api")
def test_its_last_weeks_come_without_a_measure_being_made(cast: Cast, tmp_path, settings):
    settings.TRIGPOINT_DATA = tmp_path
    Desk(cast).bring("".join(solved(n, "11-03") for n in range(12)))
    client = Client()
    client.force_login(cast.dara.user)
    body = {
        "kpi": "solved_tickets",
        "filters": [{"dimension": "priority", "values": ["high"], "excluded": True}],
    }
    answer = client.post("/api/v1/measures/preview", body, content_type="application/json")
    assert answer.status_code == 200
    assert [week["n"] for week in answer.json() if week["n"]] == [12]
    assert not Measure.objects.exists()
    wrong = {"kpi": "solved_tickets", "params": {"moon": "full"}}
    refused = client.post("/api/v1/measures/preview", wrong, content_type="application/json")
    assert refused.status_code == 422
    mistyped = {"kpi": "solved_tickets", "filters": [{"dimension": "site", "values": ["Prto"]}]}
    refused = client.post("/api/v1/measures/preview", mistyped, content_type="application/json")
    assert refused.status_code == 422
    assert "No ticket has “Prto”. Did you mean “Porto”?" in refused.content.decode()
