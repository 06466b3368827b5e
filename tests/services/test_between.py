"""The difference of two moments: goals added, changed, retired; in services, web and API."""

import datetime

import pytest
from django.test import Client

from tests.cast import NOW, Cast
from tests.services.plan import Plan, write
from trigpoint.services.cascade import cascade, proposals
from trigpoint.services.cascade.cascade import Wanted
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import goals
from trigpoint.services.history import between
from trigpoint.services.plans import plan_values, plans
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.store.models import Goal

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
LATER = NOW + HOUR


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """The small plan, changed an hour later."""
    made = write(cast)
    v2mom = plans.add(cast.tuan, PlanDraft(owner=cast.units["Orders"], period=cast.period))
    later = cast.at("tuan", LATER)
    goals.edit(later, made.team, 1, {"title": "Right person at once"}, reason="Shorter.")
    goals.edit(cast.at("ana", LATER), made.own, 1, {"state": "retired"}, reason="Done with.")
    draft = goals.GoalDraft(title="Know why", owner=cast.units["Orders"], period=cast.period)
    goals.add(cast.at("tuan", LATER), draft)
    plan_values.add(cast.at("tuan", LATER), v2mom, "Kind")
    return made


@pytest.mark.req("GRAPH-6", via="core")
def test_what_was_added_changed_and_retired_between_two_moments(cast: Cast, plan: Plan):
    reader = cast.at("bea", LATER + HOUR)
    found = between.show(reader, cast.units["Orders"], "", NOW + HOUR / 2)
    assert [change.title for change in found.added] == ["Know why"]
    [changed] = found.changed
    assert [(line.column, line.before, line.after) for line in changed.lines] == [
        ("title", "Right person, first touch", "Right person at once")
    ]
    assert [change.title for change in found.retired] == ["Solve claims at once"]
    assert [d.section for d in found.plan] == ["values"]


def test_two_moments_of_the_past_are_compared_and_nothing_after_them(cast: Cast, plan: Plan):
    reader = cast.at("bea", LATER + HOUR)
    found = between.show(reader, cast.units["Orders"], "", NOW + HOUR / 4, NOW + HOUR / 2)
    assert (found.added, found.changed, found.retired, found.plan) == ((), (), (), ())


def test_what_is_private_is_in_neither_side(cast: Cast, plan: Plan):
    Goal.objects.filter(public_id=plan.own).update(private=True)
    reader = cast.at("bea", LATER + HOUR)
    found = between.show(reader, cast.units["Orders"], "", NOW + HOUR / 2)
    assert found.retired == ()


def test_days_in_the_wrong_order_and_strangers_are_refused(cast: Cast, plan: Plan):
    with pytest.raises(Invalid, match="after the first"):
        between.show(cast.bea, "", "", NOW, NOW - HOUR)
    with pytest.raises(NotThere):
        between.show(cast.olga, cast.units["Orders"], "", NOW - HOUR)


@pytest.mark.req("GRAPH-6", via="web")
def test_the_page_compares_two_days(cast: Cast, plan: Plan):
    client = Client()
    client.force_login(cast.bea.user)
    orders = cast.units["Orders"]
    page = client.get(f"/changes/?unit={orders}&first=2026-11-01").content.decode()
    assert "New goal: Know why" in page
    known = Goal.objects.get(title="Know why").public_id
    assert f'href="/g/{known}/">Open the goal' in page
    assert "Not pursued any more" in page
    assert client.get("/changes/?first=2026-11-20&last=2026-11-10").status_code == 422
    assert client.get("/changes/?first=nonsense").status_code == 422
    assert client.get("/changes/?unit=0000000000000").status_code == 404


@pytest.mark.req("GRAPH-6", via="api")
def test_programs_compare_two_moments(cast: Cast, plan: Plan):
    client = Client()
    client.force_login(cast.bea.user)
    place = f"/api/v1/changes?whose={cast.units['Orders']}&first="
    found = client.get(f"{place}2026-11-22T09:30:00Z").json()
    assert [change["title"] for change in found["added"]] == ["Know why"]
    assert client.get(f"{place}2099-11-22T09:30:00Z").status_code == 422
    assert client.get(f"{place}yesterday").status_code == 422


@pytest.mark.req("GRAPH-6", via="api")
def test_the_cascade_of_a_past_moment_says_what_waited_then(cast: Cast):
    made = write(cast)
    question = Question(
        kind="carry",
        goal=made.team,
        holder=cast.people["rui"],
        terms=Terms(title="Claims first", sentence="They wait longest."),
    )
    asked = proposals.ask(cast.at("tuan", NOW + HOUR), question)
    proposals.accept(cast.at("rui", NOW + 2 * HOUR), asked)
    reader, home = cast.at("bea", NOW + 4 * HOUR), cast.units["Orders"]

    def waiting(at: datetime.datetime | None) -> int:
        return cascade.show(reader, Wanted(whose=home, at=at)).counts["proposed"]

    assert [waiting(NOW + HOUR * n) for n in (0.5, 1.5, 3)] == [0, 1, 0]
    assert waiting(None) == 0
    client = Client()
    client.force_login(cast.bea.user)
    place = f"/api/v1/cascade/under/{made.team}?whose={home}"
    before = client.get(f"{place}&as_of=2026-11-22T09:30:00Z").json()
    assert [row["card"]["title"] for row in before] == ["Solve claims at once"]
    assert len(client.get(place).json()) == 2
