"""Weeks that are declared to be unlike others: nothing is learnt from them."""

import datetime
import json

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services import plan
from tests.services.two_years import DUE, WEEKS, noise, solved
from trigpoint.services.goals import goal_page, targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measure_changes, measures
from trigpoint.web import addresses

pytestmark = pytest.mark.django_db
OUTAGE = datetime.date(2026, 3, 4)
WEEK = datetime.date(2026, 3, 2)


@pytest.fixture
def goal(cast: Cast) -> str:
    return plan.write(cast).team


@pytest.fixture
def measure(cast: Cast, goal: str) -> str:
    """Solved tickets of two years; in one week ten times as many as ever."""
    values = 200 + noise()
    monday = cast.mira.today - datetime.timedelta(days=cast.mira.today.weekday())
    values[WEEKS - (monday - WEEK).days // 7] = 2000
    return solved(cast, goal, values)


@pytest.fixture
def tuan(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.tuan.user)
    return client


def last_year(cast: Cast, goal: str, measure: str) -> float:
    tuan = cast.at("tuan", cast.tuan.now)
    draft = TargetDraft(kind="raise", measure=measure, growth=0.05, due=DUE)
    made = targets.add(tuan, goal, draft, reason="x")
    found = next(t for t in goal_page.show(tuan, goal).targets if t.id == made)
    assert found.last_year is not None
    return found.last_year


@pytest.mark.req("GRAPH-4", via="web")
def test_a_week_is_declared_on_the_page_left_out_of_last_year_and_counted_again(
    cast: Cast, goal: str, measure: str, tuan: Client
):
    page = addresses.measure(measure)
    raised = last_year(cast, goal, measure)
    sent = {"version": "1", "day": OUTAGE.isoformat(), "exceptional": "The shop was down."}
    assert tuan.post(f"{page}?edit=week", sent).status_code == 302
    shown = tuan.get(page).content.decode()
    assert "<bdi>The shop was down.</bdi>" in shown
    assert last_year(cast, goal, measure) == pytest.approx(200, abs=2)
    assert raised > 205
    figure = next(f for f in measures.show(cast.tuan, measure).series if f.start == WEEK)
    assert (figure.value, figure.flags) == (2000, ("exceptional",)), "its own figure stays"
    again = {"version": "2", "remove": WEEK.isoformat()}
    assert tuan.post(f"{page}?edit=week", again).status_code == 302
    assert "The shop was down." not in tuan.get(page).content.decode()


@pytest.mark.req("GRAPH-4", via="api")
def test_programs_declare_all_of_them_at_once(measure: str, tuan: Client):
    address = f"/api/v1/measures/{measure}"

    def change(*weeks: tuple[datetime.date, str]):
        said = {"exceptional": [{"day": day.isoformat(), "why": why} for day, why in weeks]}
        tag = tuan.get(address).headers["ETag"]
        return tuan.patch(
            address, json.dumps(said), content_type="application/json", headers={"If-Match": tag}
        )

    made = change((OUTAGE, "Down."), (WEEK, "The shop was down."))
    assert made.status_code == 200, made.content
    assert made.json()["exceptional"] == [{"day": "2026-03-02", "why": "The shop was down."}]
    refused = change((datetime.date(2099, 11, 20), "It goes on."))
    assert refused.status_code == 422
    assert "is over" in refused.content.decode()
    assert change().json()["exceptional"] == []


@pytest.mark.req("GRAPH-6", via="web")
@pytest.mark.req("GRAPH-6", via="api")
def test_a_past_day_shows_what_was_declared_by_then(cast: Cast, measure: str, tuan: Client):
    noon, evening = (cast.tuan.now.replace(hour=hour) for hour in (12, 18))
    before = measures.show(cast.at("tuan", evening), measure).measure.title
    said = {"exceptional": [(OUTAGE, "The shop was down.")], "title": "Solved at last"}
    measure_changes.edit(cast.at("tuan", evening), measure, 1, said)
    now = measures.show(cast.at("tuan", evening), measure)
    then = measures.show(cast.at("tuan", evening), measure, at=noon)
    flags = [{f for each in page.series for f in each.flags} for page in (then, now)]
    assert [page.measure.title for page in (then, now)] == [before, "Solved at last"]
    assert [len(page.exceptional) for page in (then, now)] == [0, 1]
    assert flags == [set(), {"exceptional"}]
    day = cast.tuan.today
    past, today = (day - datetime.timedelta(days=1), day + datetime.timedelta(days=1))
    page = addresses.measure(measure)
    assert tuan.get(f"{page}?at={past}").status_code == 404, "it was not there yet"
    assert "The shop was down." in tuan.get(f"{page}?at={today}").content.decode()
    address = f"/api/v1/measures/{measure}"
    told = tuan.get(address, {"as_of": noon.isoformat().replace("+00:00", "Z")}).json()
    assert (told["exceptional"], told["measure"]["title"]) == ([], before)


def test_whoever_may_not_change_a_measure_declares_nothing(cast: Cast, measure: str):
    client = Client()
    client.force_login(cast.ana.user)
    sent = {"version": "1", "day": OUTAGE.isoformat(), "exceptional": "No."}
    client.post(f"{addresses.measure(measure)}?edit=week", sent)
    assert measures.show(cast.dara, measure).exceptional == ()
