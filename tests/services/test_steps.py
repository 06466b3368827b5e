"""Steps and co-owners through the services: written, changed, taken away, refused."""

import datetime

import pytest

from tests.cast import Cast
from tests.services.plan import DUE, Plan, write
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.goals import co_owners, goal_page, goals, steps
from trigpoint.store.models import Contribution

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return write(cast)


def test_a_step_is_said_anew_and_keeps_what_came_of_it(cast: Cast, plan: Plan):
    made = steps.add(cast.tuan, plan.team, "Collect the questions", due=DUE)
    steps.finish(cast.tuan, made, 1, datetime.date(2026, 11, 20), "Eleven.")
    steps.edit(cast.tuan, made, 2, "Collect the ten questions", person=cast.people["rui"])
    [step] = goal_page.show(cast.rui, plan.team).steps
    assert (step.title, step.due, step.result) == ("Collect the ten questions", None, "Eleven.")
    assert step.person is not None
    assert step.person.name == "Rui Matos"


def test_a_step_goes_and_stays_in_the_history(cast: Cast, plan: Plan):
    made = steps.add(cast.tuan, plan.team, "Collect the questions")
    steps.remove(cast.tuan, made, 1)
    page = goal_page.show(cast.tuan, plan.team)
    assert page.steps == ()
    assert [c.command for c in page.changes][:2] == ["step.remove", "step.add"]
    with pytest.raises(NotThere):
        steps.remove(cast.tuan, made, 2)


def test_steps_are_not_overwritten_nor_changed_by_others(cast: Cast, plan: Plan):
    made = steps.add(cast.ana, plan.own, "Sit in with Lena")
    steps.edit(cast.ana, made, 1, "Sit in with Lena twice")
    with pytest.raises(Stale):
        steps.edit(cast.ana, made, 1, "Sit in with Omar")
    with pytest.raises(Stale):
        steps.remove(cast.ana, made, 1)
    with pytest.raises(NotAllowed):
        steps.remove(cast.tuan, made, 2)
    with pytest.raises(NotThere):
        steps.edit(cast.olga, made, 2, "Mine now")
    with pytest.raises(Invalid):
        steps.edit(cast.ana, made, 2, "  ")


@pytest.mark.req("GRAPH-5", via="core")
def test_a_goal_is_shared_with_what_each_answers_for_and_shared_no_more(cast: Cast, plan: Plan):
    rui = co_owners.add(cast.tuan, plan.team, cast.people["rui"], "the macros")
    team = co_owners.add(cast.tuan, plan.team, cast.units["Billing"], "refunds")
    co_owners.edit(cast.tuan, rui, 1, "the macros and their words", reason="more")
    co_owners.remove(cast.tuan, team, 1, reason="Billing has its own")
    page = goal_page.show(cast.bea, plan.team)
    assert [(c.id, c.version, c.holder.name, c.answers_for) for c in page.co_owners] == [
        (rui, 2, "Rui Matos", "the macros and their words")
    ]
    assert page.changes[0].reason == "Billing has its own"


def test_whoever_shares_a_goal_may_change_it_until_they_share_it_no_more(cast: Cast, plan: Plan):
    rui = co_owners.add(cast.ana, plan.own, cast.people["rui"], "the macros")
    steps.add(cast.rui, plan.own, "Write them")
    co_owners.remove(cast.ana, rui, 1, reason="Done.")
    cast.rui.memo.clear()
    with pytest.raises(NotAllowed):
        steps.add(cast.rui, plan.own, "Write more")


@pytest.mark.parametrize(
    ("holder", "answers_for", "field"),
    [
        ("rui", " ", "answers_for"),
        ("rui", "x" * 301, "answers_for"),
        ("lena", "refunds too", "holder"),
        ("ana", "all of it", "holder"),
    ],
)
def test_a_part_needs_words_and_somebody_new(
    cast: Cast, plan: Plan, holder: str, answers_for: str, field: str
):
    co_owners.add(cast.ana, plan.own, cast.people["lena"], "refunds")
    with pytest.raises(Invalid) as refused:
        co_owners.add(cast.ana, plan.own, cast.people[holder], answers_for)
    assert set(refused.value.fields) == {field}


@pytest.mark.req("GRAPH-6", via="core")
def test_what_people_count_on_is_not_carried_weighed_or_shared_otherwise_without_a_reason(
    cast: Cast, plan: Plan
):
    shared = co_owners.add(cast.tuan, plan.team, cast.people["rui"], "the macros")
    link = Contribution.objects.get(child__public_id=plan.team)
    writes = (
        lambda why: co_owners.edit(cast.tuan, shared, 1, "the words", reason=why),
        lambda why: co_owners.remove(cast.tuan, shared, 2, reason=why),
        lambda why: goals.edit_link(cast.tuan, link.public_id, 2, {"weight": 2.0}, reason=why),
        lambda why: goals.unlink(cast.tuan, link.public_id, reason=why),
    )
    goals.edit_link(cast.tuan, link.public_id, 1, {"sentence": "In other words."})
    for change in writes:
        with pytest.raises(Invalid) as refused:
            change(" ")
        assert set(refused.value.fields) == {"reason"}
        change("It is so.")


def test_parts_are_not_overwritten(cast: Cast, plan: Plan):
    made = co_owners.add(cast.tuan, plan.team, cast.people["rui"], "the macros")
    co_owners.edit(cast.tuan, made, 1, "the words", reason="x")
    with pytest.raises(Stale):
        co_owners.edit(cast.jo, made, 1, "the pictures", reason="x")
    with pytest.raises(Stale):
        co_owners.remove(cast.jo, made, 1, reason="x")
