"""What a page must not give away about figures and goals that its reader may not see."""

import datetime

import pytest

from tests.cast import Cast
from trigpoint.core.graph.status import Status
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import cards, goal_page, goals, sight, targets
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.loop import check_ins
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import CheckIn

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 12, 1)


def goal(cast: Cast, who: str, owner: str, title: str, **more) -> str:
    draft = GoalDraft(
        title=title, why="People wait.", owner=owner, period=cast.period, state="active", **more
    )
    return goals.add(getattr(cast, who), draft)


def test_a_guard_whose_figure_is_hidden_says_nothing_through_the_status(cast: Cast, monkeypatch):
    mine = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    small = measures.add(
        cast.amir,
        MeasureDraft(kpi="transfers", scope="unit", member=cast.units["Billing"]),
    )
    guarded = TargetDraft(
        kind="milestone",
        due=DAY,
        title="New desk",
        guard=small,
        guard_limit=1,
    )
    targets.add(cast.tuan, mine, guarded, reason="agreed")
    told = iter([Status.HELD] * 9)
    monkeypatch.setattr(cards, "target_status", lambda *_: next(told))
    assert measures.show(cast.tuan, small).standing is None
    page = goal_page.show(cast.tuan, mine)
    assert page.targets[0].guard.hidden
    assert page.targets[0].status is page.card.computed is Status.UNDECIDED


def test_who_carries_a_goal_by_a_private_one_is_not_named(cast: Cast):
    above = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    link = LinkDraft(above=above, sentence="What I want to learn makes us faster.")
    goal(cast, "ana", cast.people["ana"], "Become a lead", private=True, carries=(link,))
    names = {c.holder.name for c in sight.look(cast.ana, above).carriers if c.holder}
    assert "Ana Costa" in names
    seen = sight.look(cast.tuan, above).carriers
    assert "Ana Costa" not in {c.holder.name for c in seen if c.holder}


def test_a_partner_is_not_told_which_units_of_the_house_carry_a_goal_with_them(cast: Cast):
    above = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    serves = LinkDraft(above=above, sentence="The night is covered.")
    goal(cast, "jo", cast.units["Helpline"], "Answer by night", carries=(serves,))
    cast.pat.memo.clear()
    carried = sight.look(cast.pat, above).carriers
    assert {c.holder.name for c in carried if c.holder} == {"Helpline"}
    assert {c.holder.name for c in sight.look(cast.jo, above).carriers if c.holder} > {"Helpline"}


def test_a_cycle_is_refused_without_the_titles_of_hidden_goals(cast: Cast):
    orders = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    serves = LinkDraft(above=orders, sentence="What I want to learn makes us faster.")
    secret = goal(cast, "ana", cast.people["ana"], "Become a lead", private=True, carries=(serves,))
    step = LinkDraft(above=secret, sentence="A course first.")
    open_goal = goal(cast, "ana", cast.people["ana"], "Take a course", carries=(step,))
    with pytest.raises(Invalid) as refused:
        goals.link(cast.tuan, orders, LinkDraft(above=open_goal, sentence="Round it goes."))
    assert "Take a course" in str(refused.value.text)
    assert "Become a lead" not in str(refused.value.text)


def test_the_figure_beside_a_check_in_is_for_those_who_may_see_figures(cast: Cast):
    mine = goal(cast, "amir", cast.units["Billing"], "Fewer transfers")
    small = MeasureDraft(kpi="transfers", scope="unit", member=cast.units["Billing"])
    held = {"kind": "lower", "baseline": 9.0, "due": DAY, "points": ((DAY, 1.0),)}
    fewer = TargetDraft(measure=measures.add(cast.amir, small), **held)
    target = targets.add(cast.amir, mine, fewer, reason="agreed")
    check_ins.check_in(cast.amir, mine, CheckInDraft(status="on_track"))
    CheckIn.objects.update(value=2.5, n=40)
    assert goal_page.show(cast.amir, mine).check_ins[0].value == 2.5
    assert goal_page.show(cast.ana, mine).check_ins[0].value is None
    targets.remove(cast.amir, target, reason="done")
    assert goal_page.show(cast.ana, mine).check_ins[0].value is None
