"""A target split among those below: previewed, refused where it does not add up, asked for."""

import re
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import Cast
from tests.services.plan import DUE, Plan, write
from trigpoint.services.cascade import proposals, splitting
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.store.models import Goal, Measure, Target

pytestmark = pytest.mark.django_db

TEAM = ("ana", "rui", "ines", "lena", "omar")


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return write(cast)


def aim(cast: Cast, goal: str, kpi: str, start: float, end: float, kind: str) -> str:
    measure = Measure.objects.create(organisation=cast.organisation, title=kpi, kpi=kpi)
    draft = TargetDraft(
        kind=kind, measure=measure.public_id, baseline=start, points=((DUE, end),), due=DUE
    )
    return targets.add(cast.tuan, goal, draft, reason="Peak.")


@pytest.mark.req("CASCADE-1", via="core")
def test_a_count_is_split_by_hours_into_parts_that_add_up(cast: Cast, plan: Plan):
    aim(cast, plan.team, "backlog", 1500, 300, "lower")
    found = splitting.preview(cast.tuan, plan.team, "hours")
    assert (found.adds_up, found.together, len(found.parts)) == (True, 300, 6)
    assert {part.value for part in found.parts} == {50}
    thin = splitting.preview(cast.tuan, plan.team, "capability")
    assert "Split by hours, or give everybody a part by hand" in str(thin.refused)
    assert [part.value for part in thin.parts] == [None] * 6


@pytest.mark.req("CASCADE-1", "GRAPH-7", via="core")
def test_each_is_asked_and_parts_that_do_not_add_up_are_refused(cast: Cast, plan: Plan):
    aim(cast, plan.team, "backlog", 1500, 300, "lower")
    values = {cast.people[name]: 60.0 for name in TEAM}
    short = {**values, cast.people["ana"]: 20.0}
    with pytest.raises(Invalid, match=r"40\.0 is not carried yet"):
        splitting.ask(cast.tuan, plan.team, short, title="Close the old ones")
    asked = splitting.ask(cast.tuan, plan.team, values, title="Close the old ones")
    assert len(asked) == 5
    [mine] = proposals.waiting(cast.ana)
    proposals.accept(cast.ana, mine.id)
    made = Goal.objects.get(public_id=mine.made)
    assert (made.owner_person.name, made.how) == ("Ana Costa", "")
    assert Target.objects.get(goal=made).points == [["2026-12-31", 60.0]]
    with pytest.raises(Invalid):
        splitting.ask(cast.tuan, plan.team, {cast.people["bea"]: 300.0}, title="Yours")


def test_a_rate_is_not_split_but_shared(cast: Cast, plan: Plan):
    aim(cast, plan.team, "first_contact_resolution", 0.7, 0.8, "raise")
    found = splitting.preview(cast.tuan, plan.team, "even")
    assert (found.adds_up, {part.value for part in found.parts}) == (False, {0.8})


def test_without_a_number_there_is_nothing_to_split(cast: Cast, plan: Plan):
    with pytest.raises(Invalid, match="Set a target"):
        splitting.preview(cast.tuan, plan.team)


@pytest.fixture
def past(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give Orders a past of twelve weeks: tickets and the share solved at first contact."""
    weeks = {"tuan": (0, 0.5), "ana": (30, 0.9), "rui": (10, 0.5)}
    weeks |= dict.fromkeys(("ines", "lena", "omar"), (20, 0.7))
    cells = [SimpleNamespace(key=cast.people[who], n=n, value=v) for who, (n, v) in weeks.items()]
    monkeypatch.setattr(splitting.exploring, "compute", lambda *_args, **_more: cells)


@pytest.mark.req("CASCADE-1", via="web")
def test_the_page_splits_a_count_by_tickets_and_says_what_a_rates_parts_would_give(
    cast: Cast, plan: Plan, past: None
):
    aim(cast, plan.team, "backlog", 1500, 300, "lower")
    lead, place = Client(), f"/g/{plan.team}/carry/"
    lead.force_login(cast.tuan.user)
    page = lead.get(f"{place}?by=volume").content.decode()
    assert part_on(page, cast.people["ana"]) == "90"
    assert part_on(page, cast.people["rui"]) == "30"
    assert "Together 300 of 300." in page
    assert {part_on(lead.get(f"{place}?by=even").content.decode(), i) for i in ids(cast)} == {"50"}
    Target.objects.all().delete()
    aim(cast, plan.team, "first_contact_resolution", 0.7, 0.8, "raise")
    page = lead.get(f"{place}?by=capability").content.decode()
    assert "by their volumes these parts would give 80%; the goal is 80%" in page
    mine, ruis = (float(part_on(page, cast.people[who]).rstrip(" %")) for who in ("ana", "rui"))
    assert mine > 80 > ruis, "each takes the same step from their own past"


@pytest.mark.req("CASCADE-1", via="api")
def test_programs_split_by_each_way(cast: Cast, plan: Plan, past: None):
    aim(cast, plan.team, "backlog", 1500, 300, "lower")
    tuan = Program(cast.tuan)
    for way, part in {"even": 50, "hours": 50, "volume": 90}.items():
        found = tuan.get(f"/goals/{plan.team}/split?method={way}").json()
        values = {p["holder"]["id"]: p["value"] for p in found["parts"]}
        assert (values[cast.people["ana"]], sum(values.values())) == (part, 300), way
    Target.objects.all().delete()
    aim(cast, plan.team, "first_contact_resolution", 0.7, 0.8, "raise")
    found = tuan.get(f"/goals/{plan.team}/split?method=capability").json()
    assert (found["adds_up"], round(found["together"], 6)) == (False, 0.8)


def ids(cast: Cast) -> list[str]:
    return [cast.people[name] for name in (*TEAM, "tuan")]


def part_on(page: str, person: str) -> str:
    return re.search(rf'name="part-{person}" value="([^"]*)"', page)[1]


@pytest.mark.req("CASCADE-1", "GRAPH-7", "BEYOND-5", via="web")
def test_a_lead_splits_on_the_page_and_an_agent_offers_something_else(cast: Cast, plan: Plan):
    aim(cast, plan.team, "backlog", 1500, 300, "lower")
    lead, ana = Client(), Client()
    lead.force_login(cast.tuan.user)
    ana.force_login(cast.ana.user)
    address = f"/g/{plan.team}/carry/"
    assert "By hours worked" in lead.get(address + "?by=hours").content.decode()
    form = {f"part-{cast.people[name]}": "60" for name in TEAM} | {"title": "Old ones"}
    wrong = lead.post(address, {**form, f"part-{cast.people['ana']}": "20"})
    assert wrong.status_code == 422
    assert "40 is not carried yet" in wrong.content.decode()
    assert 'value="20"' in wrong.content.decode()
    assert lead.post(address, form).status_code == 302
    [asked] = proposals.waiting(cast.ana)
    page = ana.get(address).content.decode()
    assert "Offer something else" in page
    answer = {"answer": "counter", "value": "40", "words": "On leave from the 19th."}
    ana.post(f"/proposals/{asked.id}/answer/", answer)
    [offer] = proposals.waiting(cast.tuan)
    assert offer.terms.value == 40.0
    lead.post(f"/proposals/{offer.id}/answer/", {"answer": "accept"})
    told = lead.get(address).content.decode()
    assert "On leave from the 19th." in told
    assert "What came of it" in told


@pytest.mark.req("CASCADE-1", via="api")
def test_a_program_splits_and_asks(cast: Cast, plan: Plan):
    aim(cast, plan.team, "backlog", 1500, 300, "lower")
    tuan = Program(cast.tuan)
    found = tuan.get(f"/goals/{plan.team}/split?method=even").json()
    assert sum(part["value"] for part in found["parts"]) == 300
    parts = [{"holder": p["holder"]["id"], "value": p["value"]} for p in found["parts"]]
    made = tuan.post(f"/goals/{plan.team}/split/ask", {"parts": parts, "title": "Old ones"})
    assert (made.status_code, len(made.json())) == (200, 6)
