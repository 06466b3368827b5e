"""A table of a warehouse, connected on the page and by a program, becomes tickets with figures."""

import re

import duckdb
import pytest
from django.test import Client

from tests.cast import Cast
from tests.connectors.test_warehouse import MAPPING, TABLE
from tests.services.conftest import Desk

pytestmark = pytest.mark.django_db
TICKETS = 30


@pytest.fixture
def desk(cast: Cast, tmp_path, settings) -> Desk:
    settings.TRIGPOINT_DATA = tmp_path
    return Desk(cast)


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.dara.user)
    return client


@pytest.fixture
def table(tmp_path, settings) -> dict[str, str]:
    """Return how the administrator names a table of tickets in a file that may be read."""
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as db:
        db.execute("CREATE SCHEMA marts")
        db.execute(TABLE)
        db.execute(
            "INSERT INTO marts.\"the tickets\" SELECT n, TIMESTAMP '2026-03-02 09:00:00',"
            " TIMESTAMP '2026-03-02 12:00:00', 'Solved', 'ana', 'canary@cust.test',"
            f" TIMESTAMP '2026-03-02 12:00:00' FROM range({TICKETS}) AS t(n)"
        )
    settings.TRIGPOINT_ALLOW = [str(path)]
    return {
        "address": f"duckdb://{path}",
        "table": "marts.the tickets",
        "grows": "changed",
        "mapping": MAPPING,
    }


@pytest.mark.req("MEASURE-1", via="web")
def test_a_table_is_connected_on_the_page_and_what_is_wrong_is_said_at_its_field(
    client: Client, desk: Desk, table: dict[str, str]
):
    new = "/settings/connections/new/warehouse/"
    wrong = client.post(new, {"key": "dwh", **table, "address": ""})
    assert wrong.status_code == 422
    assert "marts.the tickets" in wrong.content.decode()
    broken = client.post(new, {"key": "broken", **table, "mapping": "name: [\n"})
    assert broken.status_code == 422
    assert "Mapping, line 2: This is not YAML" in broken.content.decode()
    answer = client.post(new, {"key": "dwh", **table})
    assert answer.status_code == 302
    desk.work()
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Up to date" in page
    assert "canary@cust.test" not in page


@pytest.mark.req("MEASURE-1", via="api")
def test_a_program_connects_a_table_and_its_tickets_have_figures(
    client: Client, desk: Desk, table: dict[str, str]
):
    body = {"connector": "warehouse", "source": "dwh", "settings": table}
    made = client.post("/api/v1/connections", body, content_type="application/json")
    assert made.status_code == 201, made.content
    here = f"/api/v1/connections/{made.json()['id']}/syncs"
    started = client.post(here, {}, content_type="application/json").json()
    desk.work()
    done = client.get(f"/api/v1/syncs/{started['id']}").json()
    assert (done["state"], done["counts"]["new"] >= TICKETS) == ("done", True)
    asked = "/api/v1/kpis/solved_tickets/figures?start=2026-03-01&last=2026-03-31&grain=whole"
    [figure] = client.get(asked).json()["items"]
    assert figure["value"] == TICKETS


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"mapping": MAPPING.replace("assignee: owner", "assignee: owners")}, "owners"),
        ({"grows": "change"}, "change"),
    ],
)
def test_a_column_that_the_table_lacks_is_named_before_anything_is_kept(
    client: Client, table: dict[str, str], wrong: dict[str, str], said: str
):
    new = "/settings/connections/new/warehouse/"
    answer = client.post(new, {"key": "dwh", **table, **wrong})
    assert answer.status_code == 422
    near = {"owners": "owner", "change": "changed"}[said]
    page = answer.content.decode()
    assert f"The table has no column “{said}”. Did you mean “{near}”?" in page
    made = client.post(new, {"key": "dwh", **table})
    here = made.headers["Location"]
    version = re.search(
        r'name="version" value="(\d+)"', client.get(f"{here}?edit=1").content.decode()
    )
    assert version is not None
    later = client.post(f"{here}?edit=1", {"version": version[1], **table, **wrong})
    assert later.status_code == 422
    assert f"The table has no column “{said}”" in later.content.decode()


def test_a_table_that_cannot_be_looked_at_yet_is_kept_and_its_first_reading_says_why(
    client: Client, desk: Desk, table: dict[str, str], settings
):
    settings.TRIGPOINT_ALLOW = []
    made = client.post("/settings/connections/new/warehouse/", {"key": "dwh", **table})
    assert made.status_code == 302
    desk.work()
    assert "TRIGPOINT_ALLOW" in client.get(made.headers["Location"]).content.decode()
