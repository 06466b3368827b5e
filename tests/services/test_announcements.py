"""Announcements: to whom they go, what each reads, and what leads may know of it."""

import datetime
from dataclasses import replace

import pytest

from tests.access.acts import goal
from tests.cast import NOW
from tests.services import plan as small
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.inbox import announcements, inbox
from trigpoint.services.inbox.announcements import AnnouncementDraft
from trigpoint.services.plans import plan_methods, plans
from trigpoint.services.plans.plan_methods import MethodDraft
from trigpoint.services.plans.plans import PlanDraft

DRAFT = AnnouncementDraft(
    title="One hand from now on",
    purpose="A second question costs a customer a day.",
    expectation="Whoever opens a claim sees it through.",
    benefit="Fewer angry calls for you.",
)
ASKING = replace(
    DRAFT, question="Who closes a claim?", choices=("Whoever opened it", "The lead"), right=0
)


@pytest.fixture
def plan(cast):
    return small.write(cast)


def announced(cast, plan, draft=DRAFT):
    return announcements.announce(cast.tuan, plan.team, draft)


def test_it_reaches_all_whom_the_goal_concerns_and_nobody_else(cast, plan):
    made = announced(cast, plan)
    for name in ("ana", "rui", "ines", "lena", "omar"):
        assert [q.id for q in inbox.questions(getattr(cast, name))] == [made], name
    for name in ("tuan", "bea", "amir", "mira", "pat", "fern"):
        assert inbox.questions(getattr(cast, name)) == [], name


def test_a_goal_further_up_concerns_those_who_carry_it(cast, plan):
    made = announcements.announce(cast.mira, plan.top, DRAFT)
    assert [q.id for q in inbox.questions(cast.ana)] == [made]


def test_each_reads_it_with_their_own_part(cast, plan):
    made = announced(cast, plan)
    assert announcements.show(cast.ana, made).part == ((plan.own, "Solve claims at once"),)
    assert announcements.show(cast.rui, made).part == ()


def test_reading_takes_it_out_of_the_inbox_and_is_counted_without_names(cast, plan):
    made = announced(cast, plan)
    inbox.answer(cast.ana, "announcement", made, "read")
    assert inbox.questions(cast.ana) == []
    counts = announcements.show(cast.tuan, made).counts
    assert (counts.read, counts.missing) == (1, ())
    assert announcements.show(cast.ana, made).counts is None


def test_the_product_reminds_after_three_days(cast, plan):
    announced(cast, plan)
    [first] = inbox.questions(cast.ana)
    later = cast.at("ana", cast.ana.now + datetime.timedelta(days=3))
    [second] = inbox.questions(later)
    assert "reminder" not in str(first.asks)
    assert "A reminder" in str(second.asks)


def test_names_only_where_everybody_must_read_it(cast, plan):
    made = announced(cast, plan, replace(DRAFT, mandatory=True))
    announcements.read(cast.ana, made)
    missing = announcements.show(cast.tuan, made).counts.missing
    assert "Rui Matos" in missing
    assert "Ana Costa" not in missing
    assert announcements.show(cast.rui, made).counts is None


def test_one_question_shows_whether_it_was_understood(cast, plan):
    made = announced(cast, plan, ASKING)
    [question] = inbox.questions(cast.ana)
    assert question.choices == ()
    with pytest.raises(Invalid, match="Choose an answer"):
        announcements.read(cast.ana, made)
    assert announcements.show(cast.ana, made).right is None
    announcements.read(cast.ana, made, choice=1, part="I call back myself.")
    shown = announcements.show(cast.ana, made)
    assert (shown.choice, shown.right, shown.own_part) == (1, 0, "I call back myself.")
    counts = announcements.show(cast.tuan, made).counts
    assert (counts.answered, counts.right) == (1, 0)


def test_somebody_s_own_words_are_for_them_alone(cast, plan):
    made = announced(cast, plan)
    announcements.read(cast.ana, made, part="Zanzibarquetzal")
    for name in ("tuan", "mira", "dara", "rui"):
        assert "Zanzibarquetzal" not in str(announcements.show(getattr(cast, name), made))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"purpose": " "}, "purpose"),
        ({"expectation": ""}, "expectation"),
        ({"benefit": ""}, "benefit"),
        ({"question": "Why?"}, "question"),
        ({"question": "Why?", "choices": ("So", "Or so"), "right": 5}, "question"),
        ({"media": (("Film", "javascript:alert(1)"),)}, "media"),
    ],
)
def test_what_explains_nothing_is_refused(cast, plan, change, field):
    with pytest.raises(Invalid) as refused:
        announced(cast, plan, replace(DRAFT, **change))
    assert field in refused.value.fields


def test_only_whoever_may_change_the_goal_announces_it(cast, plan):
    with pytest.raises(NotAllowed):
        announcements.announce(cast.rui, plan.team, DRAFT)


def test_what_belongs_to_a_hidden_goal_is_not_there(cast):
    wish = goal(cast, "ana", cast.people["ana"], "A wish", private=True)
    made = announcements.announce(cast.ana, wish, DRAFT)
    for name in ("rui", "tuan", "mira", "dara", "olga", "pat"):
        with pytest.raises(NotThere):
            announcements.show(getattr(cast, name), made)


def test_somebody_it_was_not_sent_to_has_nothing_to_confirm(cast, plan):
    made = announced(cast, plan)
    with pytest.raises(NotAllowed):
        announcements.read(cast.bea, made)


def test_meetings_that_were_held_are_recorded(cast, plan):
    made = announced(cast, plan)
    day = datetime.date(2026, 11, 20)
    announcements.record_talk(cast.tuan, made, cast.units["Orders"], day, "What of holidays?")
    [talk] = announcements.show(cast.ana, made).talks
    assert (talk.unit, talk.held_by, talk.day) == ("Orders", "Tuan Nguyen", day)
    with pytest.raises(Invalid):
        announcements.record_talk(
            cast.tuan, made, cast.units["Orders"], datetime.date(2026, 12, 24)
        )
    with pytest.raises(NotAllowed):
        announcements.record_talk(cast.rui, made, cast.units["Orders"], day)


@pytest.mark.req("LOOP-8", via="core")
def test_a_plan_is_announced_to_those_whose_plan_it_is_with_their_own_part(cast, plan):
    v2mom = plans.add(cast.tuan, PlanDraft(owner=cast.units["Orders"], period=cast.period))
    plan_methods.add(cast.at("tuan", NOW), v2mom, MethodDraft(goal=plan.team))
    plans.edit(cast.at("tuan", NOW), v2mom, 1, {"state": "discussion"})
    with pytest.raises(NotAllowed):
        announcements.announce_plan(cast.at("rui", NOW), v2mom, DRAFT)
    made = announcements.announce_plan(cast.at("tuan", NOW), v2mom, DRAFT)
    ana = cast.at("ana", NOW)
    shown = announcements.show(ana, made)
    assert (shown.goal, shown.plan, shown.goal_title) == ("", v2mom, "Orders")
    assert [title for _id, title in shown.part] == ["Solve claims at once"]
    assert "announcement" in {question.kind for question in inbox.questions(ana)}
    announcements.read(ana, made, part="I call first.")
    assert announcements.show(cast.at("tuan", NOW), made).counts.read == 1
    assert announcements.show(cast.at("rui", NOW), made).counts is None
    with pytest.raises(NotThere):
        announcements.show(cast.olga, made)
    assert [a.id for a in announcements.of_plan(cast.at("ana", NOW), v2mom)] == [made]
