"""Every template of every sector, written down on the pages and by programs."""

import datetime
from html import unescape

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from trigpoint.core.lenses.templates import SECTORS, find
from trigpoint.core.lenses.templates.template import Template
from trigpoint.services.actor import part_of_ours
from trigpoint.services.organisation import organisation as organisations
from trigpoint.store.models import Period

pytestmark = pytest.mark.django_db

WAYS = ("v2mom", "cascade", "pyramid")
STEPS = {
    "cascade": ["whys", "parents", "split", "ask", "agree", "publish", "review"],
    "pyramid": ["top", "meeting", "layers", "line", "load", "refine", "review"],
}


@pytest.fixture
def dates(cast: Cast) -> dict[str, str]:
    """Return a period for each sector, so that one unit has a plan of every one of them."""
    setup = part_of_ours(cast.organisation, "setup", NOW)
    for year, sector in enumerate(SECTORS, 2027):
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        organisations.add_period(setup, sector, first, last)
    known = Period.objects.filter(organisation=cast.organisation)
    return {period.name: period.public_id for period in known}


def titles(template: Template) -> list[str]:
    return [str(goal.title) for goal in template.goals]


def begun(client: Client, template: Template, unit: str, period: str) -> str:
    """Begin with a template on its page; return the page on which it then stands."""
    at = f"?unit={unit}&period={period}"
    if template.lens == "v2mom":
        sent = {"owner": unit, "period": period, "template": template.key}
        page = client.post("/v2mom/new/", sent, follow=True)
    else:
        steps = f"/{template.lens}/steps/{at}"
        assert str(SECTORS[template.sector]) in unescape(client.get(steps).content.decode())
        walked = client.post(steps, {"template": template.key}, follow=True)
        assert 'aria-current="step"' in walked.content.decode()
        page = client.get(f"/{template.lens}/{at}&fold=person")
    return unescape(page.content.decode())


@pytest.mark.req("START-1", via="web")
@pytest.mark.parametrize("way", WAYS)
def test_a_lead_begins_with_the_words_of_each_sector(cast: Cast, dates: dict[str, str], way: str):
    tuan, unit = Client(), cast.units["Orders"]
    tuan.force_login(cast.tuan.user)
    written = find(way)
    assert {template.sector for template in written} == set(SECTORS)
    for template in written:
        page = begun(tuan, template, unit, dates[template.sector])
        missing = [title for title in titles(template) if title not in page]
        assert missing == [], template.key


def test_where_one_publishes_is_shown_to_whom_may(cast: Cast, dates: dict[str, str]):
    template = find("cascade")[0]
    at = f"?unit={cast.units['Orders']}&period={dates[template.sector]}"
    tuan, ana = Client(), Client()
    tuan.force_login(cast.tuan.user)
    ana.force_login(cast.ana.user)
    begun(tuan, template, cast.units["Orders"], dates[template.sector])
    leads = {
        name: {step.key: href for step, href in client.get(f"/cascade/steps/{at}").context["steps"]}
        for name, client in (("tuan", tuan), ("ana", ana))
    }
    assert leads["tuan"]["publish"].endswith("/announce/")
    assert leads["ana"]["publish"] == ""
    assert leads["ana"]["split"] != ""


@pytest.mark.req("START-1", "START-2", via="api")
@pytest.mark.parametrize("way", WAYS)
def test_programs_begin_with_each_sector_and_skip_a_step(
    cast: Cast, dates: dict[str, str], way: str
):
    tuan = Program(cast.tuan)
    listed = tuan.get(f"/templates?lens={way}").json()
    assert {line["sector"] for line in listed} == set(SECTORS)
    for template in find(way):
        body = {"owner": cast.units["Orders"], "period": dates[template.sector], "lens": way}
        made = tuan.post("/plans", {**body, "template": template.key})
        assert made.status_code == 201, made.content
        goals = tuan.get(f"/goals?period={dates[template.sector]}").json()["goals"]
        assert {goal["title"] for goal in goals} == set(titles(template))
        assert {goal["state"] for goal in goals} == {"draft"}
    plan = made.json()
    states = {step["key"]: step["state"] for step in plan["guide"]}
    assert list(states) == STEPS.get(way, list(states))
    [following] = [key for key, state in states.items() if state == "next"]
    path = f"/plans/{plan['id']}/skip"
    guide = tuan.post(path, {"step": following}).json()["guide"]
    after = {step["key"]: step["state"] for step in guide}
    assert after[following] == "skipped"
    assert {"done", "next"} < set(after.values())
