"""What if, on a page: tried by oneself, seen up to the top, and nothing is written."""

import datetime

import pytest
from django.test import Client

from tests.cast import Cast
from tests.climbed import measure as measured
from tests.services.plan import DUE, Plan, milestone, write
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.store.models import Contribution, Entry, Goal, Reading

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 11, 9)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Orders' own milestone is done; Ana's goal stands at a figure half way to its target."""
    found = write(cast)
    milestone(cast, "tuan", found.team, done=True)
    of_ana = measured(cast, "ana", "reopen_rate")
    draft = TargetDraft(
        kind="lower", measure=of_ana.public_id, baseline=0.4, points=((DUE, 0.2),), due=DUE
    )
    targets.add(cast.ana, found.own, draft, reason="It is counted now.")
    window = {"grain": "window", "start": MONDAY, "end": DUE, "n": 20, "generation": 1}
    Reading.objects.create(measure=of_ana, value=0.3, low=0.3, high=0.3, **window)
    return found


def reader(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast.actors[who].user)
    return client


def rows(page: str) -> dict[str, tuple[str, str]]:
    """Return before and after by the title of a goal, as the table says it."""
    found = {}
    for row in page.split('<th scope="row" class="wide">')[1:]:
        title = row.split("<bdi>")[1].split("</bdi>")[0]
        before = row.split("<del>")[1].split("</del>")[0] if "<del>" in row else "hidden"
        found[title] = (before, row.split("<b>")[1].split("</b>")[0])
    return found


@pytest.mark.req("BEYOND-4", via="web")
def test_other_values_weights_goals_above_and_states_are_tried_up_to_the_top(
    cast: Cast, plan: Plan
):
    ana, address = reader(cast, "ana"), f"/g/{plan.own}/what-if/"
    assert address in ana.get(f"/g/{plan.own}/").content.decode()
    target = Goal.objects.get(public_id=plan.own).targets.get().public_id
    link = Contribution.objects.get(child__public_id=plan.own).public_id
    own, team, top = (
        "Solve claims at once",
        "Right person, first touch",
        "Keep the customers we win",
    )
    whole = {
        f"value-{target}": "30 %",
        f"weight-{link}": "1",
        f"above-{link}": plan.team,
        "state": "active",
    }
    before = Entry.objects.count()
    up = {team: ("75%", "100%"), top: ("75%", "100%")}
    tries = {
        f"value-{target}": ("30 %", {own: ("50%", "100%"), **up}),
        f"weight-{link}": ("3", {team: ("75%", "63%"), top: ("75%", "63%")}),
        f"above-{link}": (plan.top, {team: ("75%", "100%")}),
        "state": ("retired", up),
    }
    as_it_is = {**whole, f"value-{target}": "20 %"}
    for field, (said, moved) in tries.items():
        answer = ana.get(address, {**as_it_is, field: said})
        assert answer.status_code == 200, field
        found = rows(answer.content.decode())
        assert {goal: found.get(goal) for goal in moved} == moved, field
    assert Entry.objects.count() == before
    assert "Change something first." in ana.get(address, as_it_is).content.decode()


@pytest.mark.req("BEYOND-4", via="web")
def test_another_range_of_a_figure_that_is_kept_within_one_is_tried(cast: Cast, plan: Plan):
    target = Goal.objects.get(public_id=plan.own).targets.get()
    draft = TargetDraft(
        kind="keep_within",
        measure=target.measure.public_id,
        low=0.1,
        high=0.2,
        tolerance=0.2,
        due=DUE,
    )
    targets.edit(cast.ana, target.public_id, target.version, draft, reason="It is to be kept.")
    ana, address = reader(cast, "ana"), f"/g/{plan.own}/what-if/"
    low, high = (f"{name}-{target.public_id}" for name in ("low", "high"))
    shown = ana.get(address).content.decode()
    assert 'value="10 %"' in shown
    assert 'value="20 %"' in shown
    wider = ana.get(address, {low: "10 %", high: "25 %"})
    assert rows(wider.content.decode())["Solve claims at once"] == ("50%", "75%")
    empty = ana.get(address, {low: "30 %", high: "20 %"})
    assert empty.status_code == 422
    assert "below where the range begins" in empty.content.decode()


@pytest.mark.req("BEYOND-4", via="web")
def test_what_cannot_be_is_said_and_what_one_may_not_see_stays_closed(cast: Cast, plan: Plan):
    target = Goal.objects.get(public_id=plan.own).targets.get().public_id
    ana, rui = reader(cast, "ana"), reader(cast, "rui")
    address = f"/g/{plan.own}/what-if/"
    wrong = ana.get(address, {f"value-{target}": "soon"})
    assert wrong.status_code == 422
    assert "Write a number" in wrong.content.decode()
    link = Contribution.objects.get(child__public_id=plan.team).public_id
    around = reader(cast, "tuan").get(f"/g/{plan.team}/what-if/", {f"above-{link}": plan.own})
    assert "would add to themselves" in around.content.decode()
    closed = rui.get(address, {"state": "retired"}).content.decode()
    assert "30" not in "".join("".join(pair) for pair in rows(closed).values())
    assert "not shown to you" in closed
    assert f"value-{target}" not in closed
