"""Proposals through the services: asked, countered, agreed to, declined; and the ledger of it."""

import datetime

import pytest

from tests.cast import NOW, Cast
from tests.services.plan import DUE, Plan, write
from trigpoint.services.cascade import ledger, proposals
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import goal_page, targets, voice
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.store.models import Contribution, Goal, Measure, OutboxMessage, Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return write(cast)


def count(cast: Cast, goal: str) -> str:
    """Give the team's goal a target of a count; return its public id."""
    measure = Measure.objects.create(
        organisation=cast.organisation, title="Backlog, Orders", kpi="backlog"
    )
    draft = TargetDraft(
        kind="lower",
        measure=measure.public_id,
        baseline=1500.0,
        points=((DUE, 300.0),),
        due=DUE,
    )
    return targets.add(cast.tuan, goal, draft, reason="Peak is near.")


def carry(cast: Cast, goal: str, who: str = "ana", **terms) -> str:
    draft = Terms(title="Close the old ones", sentence="A sixth of them are mine.", **terms)
    question = Question(
        kind="carry", goal=goal, holder=cast.people[who], terms=draft, words="Before peak?"
    )
    return proposals.ask(cast.tuan, question)


@pytest.mark.req("GRAPH-7", "CASCADE-1", via="core")
def test_what_is_proposed_counts_for_nothing_until_the_one_asked_agrees(cast: Cast, plan: Plan):
    target = count(cast, plan.team)
    asked = carry(cast, plan.team, target=target, value=50.0)
    made = Goal.objects.get(public_id=proposals.show(cast.ana, asked).made)
    assert (made.state, made.owner_person.name) == ("proposed", "Ana Costa")
    assert [p.id for p in proposals.waiting(cast.ana)] == [asked]
    assert proposals.waiting(cast.rui) == []
    proposals.accept(cast.ana, asked, "Yes.")
    made.refresh_from_db()
    assert (made.state, made.why) == ("agreed", "Waiting costs trust.")
    part = Target.objects.get(goal=made)
    assert (part.points, part.measure.scope) == ([["2026-12-31", 50.0]], "person")
    assert part.measure.person.name == "Ana Costa"
    link = Contribution.objects.get(child=made)
    assert (link.parent.public_id, link.sentence) == (plan.team, "A sixth of them are mine.")
    told = OutboxMessage.objects.filter(topic="proposal.answered").last()
    assert told.body["proposal"] == asked


@pytest.mark.req("GRAPH-7", "BEYOND-5", via="core")
def test_a_counter_proposal_goes_back_to_the_asker_whose_yes_makes_it_so(cast: Cast, plan: Plan):
    target = count(cast, plan.team)
    asked = carry(cast, plan.team, target=target, value=50.0)
    offered = proposals.counter(
        cast.ana,
        asked,
        Terms(title="Close the old ones", target=target, value=40.0),
        "I am on leave from the 19th.",
    )
    view = proposals.show(cast.tuan, offered)
    assert (view.asked.name, view.holder.name, view.counters) == (
        "Tuan Nguyen",
        "Ana Costa",
        asked,
    )
    with pytest.raises(NotAllowed):
        proposals.accept(cast.ana, offered)
    proposals.accept(cast.tuan, offered)
    assert Target.objects.get(goal__public_id=view.made).points == [["2026-12-31", 40.0]]
    found = ledger.of_goal(cast.tuan, plan.team)
    assert [(line.did, line.who.name) for line in found.lines] == [
        ("asked", "Tuan Nguyen"),
        ("countered", "Ana Costa"),
        ("agreed", "Tuan Nguyen"),
    ]
    assert (found.asked, found.read, found.agreed, found.objected, found.open) == (1, 1, 1, 1, 0)
    assert found.lines[-1].became == view.made
    with pytest.raises(Invalid, match="answered already"):
        proposals.accept(cast.ana, asked)


@pytest.mark.req("GRAPH-7", via="core")
def test_a_refusal_needs_a_word_and_leaves_no_goal(cast: Cast, plan: Plan):
    asked = carry(cast, plan.team)
    with pytest.raises(Invalid):
        proposals.decline(cast.ana, asked, " ")
    with pytest.raises(NotAllowed):
        proposals.decline(cast.rui, asked, "No.")
    proposals.decline(cast.ana, asked, "I have four already.")
    view = proposals.show(cast.tuan, asked)
    assert (view.state, view.answer) == ("declined", "I have four already.")
    assert Goal.objects.get(public_id=view.made).state == "retired"
    assert proposals.show(cast.bea, asked).answer == ""
    with pytest.raises(NotThere):
        proposals.show(cast.olga, asked)


@pytest.mark.req("GRAPH-5", "GRAPH-7", via="core")
def test_co_owners_are_asked_separately_and_each_answers_for_themselves(cast: Cast, plan: Plan):
    questions = [
        Question(
            kind="share",
            goal=plan.team,
            holder=holder,
            terms=Terms(answers_for=part),
        )
        for holder, part in ((cast.people["rui"], "macros"), (cast.units["Billing"], "refunds"))
    ]
    rui, billing = proposals.ask_many(cast.tuan, questions)
    proposals.accept(cast.rui, rui)
    page = goal_page.show(cast.tuan, plan.team)
    assert [(c.holder.name, c.answers_for) for c in page.co_owners] == [("Rui Matos", "macros")]
    assert [p.id for p in proposals.waiting(cast.amir)] == [billing]
    with pytest.raises(NotAllowed):
        proposals.ask(cast.bea, questions[0])


@pytest.mark.req("PYRAMID-6", via="core")
def test_anyone_proposes_a_change_above_and_sees_the_answer(cast: Cast, plan: Plan):
    made = proposals.propose_change(
        cast.ana, plan.top, Terms(title="Keep the customers we have"), "We lose no new ones."
    )
    with pytest.raises(NotAllowed):
        proposals.accept(cast.tuan, made)
    proposals.accept(cast.mira, made, "Better said.")
    assert Goal.objects.get(public_id=plan.top).title == "Keep the customers we have"
    [view] = proposals.mine(cast.ana)
    assert (view.state, view.answer, view.seen_at) == ("accepted", "Better said.", None)
    assert view.may == {"see"}
    proposals.mark_seen(cast.ana, made)
    assert proposals.mine(cast.ana)[0].seen_at == NOW


@pytest.mark.req("CASCADE-1", via="core")
def test_a_part_is_adopted_by_those_whose_goals_one_may_set(cast: Cast, plan: Plan):
    terms = Terms(title="Answer claims first", sentence="Claims wait longest.")
    made = proposals.adopt(cast.rui, plan.team, cast.people["rui"], terms)
    goal = Goal.objects.get(public_id=made)
    assert (goal.state, goal.how, goal.owner_person.name) == ("agreed", "", "Rui Matos")
    with pytest.raises(NotAllowed):
        proposals.adopt(cast.tuan, plan.team, cast.people["rui"], terms)


def test_a_goal_is_taken_over_only_with_the_new_owners_yes(cast: Cast, plan: Plan):
    question = Question(kind="take", goal=plan.team, holder=cast.units["Billing"], words="Yours?")
    asked = proposals.ask(cast.tuan, question)
    proposals.accept(cast.amir, asked)
    assert Goal.objects.get(public_id=plan.team).owner_unit.name == "Billing"


def test_what_was_taken_back_is_not_answered(cast: Cast, plan: Plan):
    asked = carry(cast, plan.team)
    proposals.mark_read(cast.ana, asked)
    assert proposals.show(cast.tuan, asked).read_at == NOW
    proposals.withdraw(cast.tuan, asked)
    with pytest.raises(Invalid):
        proposals.accept(cast.ana, asked)
    assert proposals.waiting(cast.ana) == []


@pytest.mark.parametrize(
    ("kind", "terms", "field"),
    [
        ("carry", Terms(), "title"),
        ("carry", Terms(title="A", value=3.0), "target"),
        ("carry", Terms(title="A", weight=-1.0), "weight"),
        ("carry", Terms(title="A" * 201), "title"),
        ("share", Terms(title="A"), "answers_for"),
        ("change", Terms(title="A"), "kind"),
    ],
)
def test_terms_that_nobody_could_answer_are_refused(
    cast: Cast, plan: Plan, kind: str, terms: Terms, field: str
):
    question = Question(kind=kind, goal=plan.team, holder=cast.people["ana"], terms=terms)
    with pytest.raises(Invalid) as refused:
        proposals.ask(cast.tuan, question)
    assert set(refused.value.fields) == {field}


@pytest.mark.req("BEYOND-5", via="core")
def test_the_ledger_names_who_merely_said_something_only_to_those_in_charge(cast: Cast, plan: Plan):
    voice.ask(cast.tuan, plan.team, cast.people["ana"])
    voice.answer(cast.ana, plan.team, "concern", "Only if claims wait.")
    mine = ledger.of_goal(cast.tuan, plan.team)
    assert [(line.did, line.who and line.who.name) for line in mine.lines] == [
        ("asked", "Tuan Nguyen"),
        ("objected", "Ana Costa"),
    ]
    theirs = ledger.of_goal(cast.bea, plan.team)
    assert [line.who for line in theirs.lines if line.did == "objected"] == [None]
    assert theirs.lines[0].other is None
    assert (theirs.asked, theirs.objected) == (1, 1)


def test_a_part_due_earlier_is_dated_by_its_own_day(cast: Cast, plan: Plan):
    target = count(cast, plan.team)
    day = datetime.date(2026, 12, 18)
    asked = carry(cast, plan.team, target=target, value=50.0, due=day)
    proposals.accept(cast.ana, asked)
    view = proposals.show(cast.ana, asked)
    assert Target.objects.get(goal__public_id=view.made).due == day
