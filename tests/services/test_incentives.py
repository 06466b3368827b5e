"""Pay tied to results: off until its purpose is stated, void while quality is falling."""

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.climbed import MONDAY
from tests.climbed import measure as measured
from tests.services.plan import DUE, Plan, goal, milestone, write
from trigpoint.core.graph.span import MISSING, Span
from trigpoint.core.lenses.cascade.incentive import Part, earned
from trigpoint.core.refusal import Refused
from trigpoint.services.cascade import incentives
from trigpoint.services.cascade.incentives import IncentiveDraft
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.measures import disputes
from trigpoint.services.organisation import organisation
from trigpoint.store.models import Drive, Generation, Goal, Measure, Reading, Target

pytestmark = pytest.mark.django_db

PURPOSE = "To share what the whole team earns in the peak season."


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Orders' own milestone is done, Ana's is not: Orders stands at one half."""
    found = write(cast)
    milestone(cast, "tuan", found.team, done=True)
    milestone(cast, "ana", found.own)
    return found


def draft(cast: Cast, plan: Plan, **more) -> IncentiveDraft:
    values = {
        "person": cast.people["ana"],
        "title": "Peak season",
        "amount": 1000.0,
        "currency": "EUR",
        "own_goal": plan.own,
        "own_share": 20,
        "team_goal": plan.team,
        "team_share": 50,
        "whole_goal": plan.top,
        "whole_share": 30,
        "besides": "Two days of learning.",
        **more,
    }
    return IncentiveDraft(**values)


def stated(cast: Cast) -> None:
    incentives.state_purpose(cast.dara, PURPOSE)
    for actor in cast.actors.values():
        actor.memo.clear()


@pytest.mark.req("CASCADE-7", via="core")
def test_pay_is_off_until_the_purpose_is_stated_and_again_once_it_is_withdrawn(
    cast: Cast, plan: Plan
):
    with pytest.raises(Invalid, match="has not stated what it would be for"):
        incentives.add(cast.tuan, draft(cast, plan))
    with pytest.raises(NotAllowed):
        incentives.state_purpose(cast.tuan, PURPOSE)
    stated(cast)
    incentives.add(cast.tuan, draft(cast, plan))
    assert incentives.show(cast.rui).purpose.words == PURPOSE
    incentives.withdraw_purpose(cast.dara, reason="The council asked for it.")
    assert incentives.show(cast.at("ana", NOW)).incentives == ()


@pytest.mark.req("CASCADE-7", via="core")
def test_what_was_earned_is_reckoned_in_stated_shares(cast: Cast, plan: Plan):
    stated(cast)
    incentives.add(cast.tuan, draft(cast, plan))
    [mine] = incentives.show(cast.at("ana", NOW)).incentives
    assert [(p.share, p.low, p.high) for p in mine.parts] == [
        (20, 0.0, 0.0),
        (50, 250.0, 250.0),
        (30, 150.0, 150.0),
    ]
    assert (mine.low, mine.high, mine.void, mine.findings) == (400.0, 400.0, None, ())
    for other in ("rui", "bea", "dara", "mira", "wanda"):
        assert incentives.show(cast.at(other, NOW)).incentives == (), other
    with pytest.raises(Invalid, match="come to 90 %"):
        incentives.add(cast.tuan, draft(cast, plan, own_share=10))
    with pytest.raises(NotAllowed):
        incentives.add(cast.ana, draft(cast, plan))
    with pytest.raises(Invalid, match="hold themselves"):
        incentives.add(cast.tuan, draft(cast, plan, own_goal=plan.team))


@pytest.mark.req("CASCADE-7", via="core")
@pytest.mark.parametrize("mode", ["self_only", "team_only"])
def test_where_persons_are_guarded_it_is_impossible(cast: Cast, plan: Plan, mode: str):
    stated(cast)
    incentives.add(cast.tuan, draft(cast, plan))
    seen = organisation.show(cast.dara).version
    organisation.edit(cast.dara, seen, {"privacy_mode": mode}, "agreed with all")
    tuan = cast.at("tuan", NOW)
    assert incentives.show(tuan).incentives == ()
    with pytest.raises(Invalid, match="no pay"):
        incentives.add(tuan, draft(cast, plan))
    with pytest.raises(Invalid, match="no pay"):
        incentives.state_purpose(cast.at("dara", NOW), PURPOSE)


@pytest.mark.req("CASCADE-7", "BEYOND-2", via="core")
def test_it_is_void_while_what_must_not_get_worse_has_got_worse(cast: Cast, plan: Plan):
    stated(cast)
    incentives.add(cast.tuan, draft(cast, plan))
    guard = Measure.objects.create(organisation=cast.organisation, title="Satisfaction", kpi="csat")
    target = Target.objects.get(goal__public_id=plan.team)
    target.guard, target.guard_limit = guard, 0.8
    target.save()
    Generation.objects.create(
        organisation=cast.organisation, number=1, published_at=NOW, data_as_of=NOW
    )
    Reading.objects.create(
        measure=guard,
        grain="window",
        start=NOW.date(),
        end=DUE,
        n=400,
        value=0.6,
        low=0.55,
        high=0.65,
        generation=1,
    )
    [mine] = incentives.show(cast.at("ana", NOW)).incentives
    assert (mine.low, mine.high) == (0.0, 0.0)
    assert "quality is falling" in str(mine.void)


@pytest.mark.req("PEOPLE-5", "CASCADE-7", via="core")
@pytest.mark.parametrize("role", ["measure", "guard"])
def test_it_waits_while_anything_its_goals_are_reckoned_from_is_in_dispute(
    cast: Cast, plan: Plan, role: str
):
    stated(cast)
    incentives.add(cast.tuan, draft(cast, plan))
    below = goal(cast, "rui", cast.people["rui"], "Label the vague ones", plan.team)
    target = Target.objects.get(public_id=milestone(cast, "rui", below, done=True))
    of_rui = measured(cast, "rui", "reopen_rate")
    window = {"grain": "window", "start": MONDAY, "end": DUE, "n": 20, "generation": 1}
    Reading.objects.create(measure=of_rui, value=0.3, low=0.2, high=0.4, **window)
    if role == "guard":
        target.guard, target.guard_limit = of_rui, 0.5
    else:
        target.kind_of_target, target.measure, target.baseline = "lower", of_rui, 0.4
        target.points = [[DUE.isoformat(), 0.2]]
    target.save()
    [before] = incentives.show(cast.at("tuan", NOW)).incentives
    said = disputes.add(cast.rui, of_rui.public_id, MONDAY, "Two were not mine.")
    [waits] = incentives.show(cast.at("tuan", NOW)).incentives
    disputes.answer(cast.tuan, said, 1, "They count for whoever had them.")
    [after] = incentives.show(cast.at("tuan", NOW)).incentives
    assert before.low > 0
    assert (waits.low, waits.high) == (0.0, 0.0)
    assert str(waits.void) == "Waits: a figure behind “Right person, first touch” is in dispute."
    assert (after.low, after.high, after.void) == (before.low, before.high, None)


@pytest.mark.req("CASCADE-7", via="core")
def test_money_alone_and_a_pull_against_a_shared_goal_are_worth_a_look(cast: Cast, plan: Plan):
    Drive.objects.create(
        organisation=cast.organisation,
        cause=Goal.objects.get(public_id=plan.own),
        effect=Goal.objects.get(public_id=plan.team),
        sign=-1,
    )
    stated(cast)
    incentives.add(cast.tuan, draft(cast, plan, besides=" "))
    [mine] = incentives.show(cast.at("ana", NOW)).incentives
    told = " ".join(map(str, mine.findings))
    assert "Money is the only reason" in told
    assert "pulls against “Right person, first touch”" in told


def test_a_missing_figure_makes_a_range_and_shares_that_do_not_add_up_are_refused():
    found = earned(100.0, [Part(40, Span(0.5, 0.5)), Part(60, MISSING)], void=False)
    assert (found.low, found.high) == (20.0, 80.0)
    assert earned(100.0, [Part(100, Span(2.0, 2.0))], void=False).high == 100.0
    for shares in ([40, 50], [120, -20]):
        with pytest.raises(Refused):
            earned(100.0, [Part(share, MISSING) for share in shares], void=False)


@pytest.mark.req("CASCADE-7", via="web")
def test_purpose_shares_and_arithmetic_stand_on_the_page(cast: Cast, plan: Plan):
    dara, tuan, ana = Client(), Client(), Client()
    for client, who in ((dara, "dara"), (tuan, "tuan"), (ana, "ana")):
        client.force_login(getattr(cast, who).user)
    assert "has not stated what it would be for" in ana.get("/pay/").content.decode()
    assert dara.post("/pay/?edit=purpose", {"words": PURPOSE}).status_code == 302
    said = draft(cast, plan, besides="")
    form = {name: str(getattr(said, name)) for name in IncentiveDraft.__slots__}
    wrong = tuan.post("/pay/?edit=new", {**form, "own_share": "10"})
    assert "come to 90" in wrong.content.decode()
    assert tuan.post("/pay/?edit=new", form).status_code == 302
    page = ana.get("/pay/").content.decode()
    assert "400.00 EUR" in page
    assert "Money is the only reason" in page
    [mine] = incentives.show(cast.at("ana", NOW)).incentives
    away = f"/pay/?edit=away-{mine.id}"
    assert away.removeprefix("/pay/") not in page, "it is not hers to take away"
    assert away.removeprefix("/pay/") in tuan.get("/pay/").content.decode()
    assert "Why it is taken away" in tuan.get(away).content.decode()
    assert tuan.post(away, {"version": mine.version}).status_code == 422
    assert tuan.post(away, {"version": mine.version, "reason": "Over."}).status_code == 302
    assert mine.title not in tuan.get("/pay/").content.decode()
    assert tuan.get(away).status_code == 404


@pytest.mark.req("CASCADE-7", via="api")
def test_a_program_states_sets_and_reads_it(cast: Cast, plan: Plan):
    dara, tuan = Program(cast.dara), Program(cast.tuan)
    assert tuan.get("/pay").json()["possible"] is False
    assert dara.send("PUT", "/pay/purpose", {"words": PURPOSE}).json()["possible"] is True
    values = {name: getattr(draft(cast, plan), name) for name in IncentiveDraft.__slots__}
    made = tuan.post("/pay/incentives", values)
    [mine] = made.json()["incentives"]
    assert (mine["low"], mine["parts"][1]["share"]) == (400.0, 50)
    assert Program(cast.rui).get(f"/pay/incentives/{mine['id']}").status_code == 404
    against = {"effect": plan.team, "sign": "against", "sentence": "Haste brings them back."}
    Program(cast.ana).post(f"/goals/{plan.own}/drives", against)
    [pulling] = tuan.get("/pay").json()["incentives"]
    assert "pulls against “Right person, first touch”" in " ".join(pulling["findings"])
    seen = dara.get("/organisation").json()["version"]
    for mode in ("self_only", "team_only"):
        body = {"privacy_mode": mode, "reason": "Agreed with all."}
        assert dara.patch("/organisation", body, seen).status_code == 200
        seen += 1
        assert tuan.get("/pay").json()["possible"] is False
        assert "no pay" in tuan.post("/pay/incentives", values).json()["detail"]
    dara.patch("/organisation", {"privacy_mode": "individual", "reason": "Again."}, seen)
    gone = tuan.send("DELETE", f"/pay/incentives/{mine['id']}?reason=Over", If_Match='"1"')
    assert gone.status_code == 204
    assert tuan.get("/pay").json()["incentives"] == []
