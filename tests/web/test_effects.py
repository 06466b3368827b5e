"""The pages and the interface tell whether it worked."""

import datetime

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services import plan
from tests.services.test_effects import WEEKS, of_orders, risen
from tests.services.test_foreseen import wavy
from trigpoint.services.goals import steps
from trigpoint.services.inbox import inbox
from trigpoint.services.letters import letters
from trigpoint.store.models import Generation, Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(cast: Cast) -> str:
    made = plan.write(cast).team
    of_orders(cast, made, risen(0.08))
    return made


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.tuan.user)
    return client


@pytest.mark.req("PYRAMID-9", via="web")
def test_the_goal_page_and_the_page_of_the_effect_tell_it_in_words(client: Client, goal: str):
    page = client.get(f"/g/{goal}/").content.decode()
    told = page[page.index('id="effect"') :]
    assert "Did it work?" in told
    assert "First-contact resolution, Orders rose" in told
    assert "likely between" in told
    page = client.get(f"/g/{goal}/effect/").content.decode()
    assert "from here on the effect is judged" in page
    assert "After 3 months" in page
    assert "After 6 months" in page
    assert "The next time" in page
    assert client.get(f"/g/{goal}/effect/?on=2026-11-02").content.decode().count("Too early") == 1
    assert client.get(f"/g/{goal}/effect/?on=2030-01-01").status_code == 422


@pytest.mark.req("PYRAMID-9", via="api")
def test_the_interface_gives_the_stages_with_their_ranges(client: Client, goal: str):
    found = client.get(f"/api/v1/goals/{goal}/effect").json()
    [effect] = found["effects"]
    assert [stage["months"] for stage in effect["stages"]] == [3, 6]
    first = effect["stages"][0]
    assert 0.06 < first["low"] < first["middle"] < first["high"] < 0.1
    assert effect["next"]
    early = client.get(f"/api/v1/goals/{goal}/effect?since=2026-11-02").json()["effects"][0]
    assert early["stages"] == []
    assert "Too early" in early["refused"]


@pytest.mark.req("PYRAMID-9", via="web")
@pytest.mark.req("PYRAMID-9", via="api")
@pytest.mark.parametrize(("months", "weeks"), [(3, 13), (6, 26), (12, 52)])
def test_it_is_said_again_after_3_6_and_12_months_in_inbox_letter_page_and_interface(
    cast: Cast, client: Client, months: int, weeks: int
):
    made = plan.write(cast).team
    day = cast.tuan.today - datetime.timedelta(weeks=weeks, days=6)
    step = steps.add(cast.tuan, made, "Everybody trained")
    steps.finish(cast.tuan, step, 1, day, "All of them.")
    values = wavy(WEEKS)
    values[-weeks:] += 0.08
    of_orders(cast, made, values)
    over = f"{months} months are over since"
    asked = inbox.questions(cast.at("tuan", cast.tuan.now))
    assert [over in str(each.asks) for each in asked if each.kind == "effect"] == [True]
    letters.write(cast.organisation, cast.tuan.now + datetime.timedelta(days=1))
    lines = [line["what"] for letter in Letter.objects.all() for line in letter.lines]
    assert any("months are over since" in line["msgid"] for line in lines)
    page = client.get(f"/g/{made}/effect/?on={day}").content.decode()
    assert f"After {months} months" in page
    found = client.get(f"/api/v1/goals/{made}/effect?since={day}").json()["effects"]
    assert [each["stages"][-1]["months"] for each in found] == [months]
    assert ("It lasted" in str(found[0]["lasting"])) == (months > 3)


@pytest.mark.req("GRAPH-6", via="web")
@pytest.mark.req("GRAPH-6", via="api")
def test_on_a_past_day_it_rests_on_what_had_been_published_by_then(
    cast: Cast, client: Client, goal: str
):
    published = cast.tuan.today
    Generation.objects.update(published_at=cast.tuan.now + datetime.timedelta(days=2))
    then = client.get(f"/g/{goal}/effect/?at={published}").content.decode()
    assert "This is how it stood on 22 November 2026" in then
    assert "No week has a figure yet." in then
    assert f'name="at" value="{published}"' in then
    assert "After 3 months" in client.get(f"/g/{goal}/effect/").content.decode()
    of_goal = client.get(f"/g/{goal}/?at={published}").content.decode()
    assert f"/g/{goal}/effect/?at={published}" in of_goal
    address = f"/api/v1/goals/{goal}/effect"
    told = client.get(address, {"as_of": f"{published}T20:00:00Z"}).json()
    assert told["effects"][0]["refused"] == "No week has a figure yet."
    assert client.get(address, {"as_of": "2026-01-01T00:00:00Z"}).status_code == 404
    late = client.get(f"/g/{goal}/effect/?at={published}&since=2026-11-24")
    assert late.status_code == 422
