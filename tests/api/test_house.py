"""Log-ins, a person's data, the record of changes and the rules, for programs."""

from urllib.parse import quote

import pytest
from django.utils import timezone

from tests.api.program import Program
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.req("PLATFORM-2", via="api")
def test_rights_are_given_and_the_last_administrator_stays(cast: Cast):
    dara = Program(cast.dara)
    items = dara.get("/logins").json()["items"]
    ana, own = (next(i for i in items if i["name"] == n) for n in ("Ana Costa", "Dara Kelly"))
    said = dara.send("PUT", f"/logins/{ana['id']}/rights", {"role": "observer", "active": False})
    assert (said.json()["role"], said.json()["active"]) == ("observer", False)
    refused = dara.send("PUT", f"/logins/{own['id']}/rights", {"role": "member", "active": True})
    assert refused.status_code == 422
    assert Program(cast.tuan).get("/logins").status_code == 403


@pytest.mark.req("BEYOND-7", via="api")
def test_a_person_takes_their_data_along_sees_the_reads_and_is_erased(cast: Cast):
    ana, address = Program(cast.ana), f"/people/{cast.people['ana']}"
    assert ana.get(f"{address}/data").json()["tables"]["person by pk"][0]["name"] == "Ana Costa"
    assert Program(cast.dara).get(f"{address}/data").status_code == 403
    assert ana.get("/reads/mine").json()["items"] == []
    assert Program(cast.dara).post(f"{address}/erase", {"reason": "asked"}).status_code == 200
    assert Program(cast.dara).get(address).status_code == 404


@pytest.mark.req("PLATFORM-5", via="api")
def test_the_record_of_changes_is_listed_and_verified(cast: Cast):
    dara = Program(cast.dara)
    newest = dara.get("/history").json()
    assert {"number", "at", "by", "program", "through", "command", "kind"} == set(newest[0])
    assert dara.get("/history/verification").json()["flaws"] == []
    assert dara.get("/history/head").json()["length"] >= newest[0]["number"]
    assert Program(cast.ana).get("/history").status_code == 403


@pytest.mark.req("GRAPH-2", via="api")
def test_a_single_period_and_direction_are_read_as_they_stood(cast: Cast, dara: Program):
    for place, change in (
        (f"/organisation/periods/{cast.period}", {"name": "Renamed"}),
        (f"/organisation/directions/{cast.vision}", {"text": "Another", "reason": "It was long."}),
    ):
        [field, *_reason] = change
        before = dara.get(place)
        then = quote(timezone.now().isoformat())
        method = "PATCH" if field == "name" else "PUT"
        sent = dara.send(method, place, change, If_Match=before.headers["ETag"])
        assert sent.status_code == 200, sent.content
        assert dara.get(place).json()[field] == change[field]
        assert dara.get(f"{place}?as_of={then}").json() == before.json()
        assert dara.get(f"{place}?as_of=2001-01-02T00:00:00Z").status_code == 404
