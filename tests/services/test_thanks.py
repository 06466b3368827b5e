"""Thanks: for a goal or a value, read as their receiver likes, and what nobody thanked for."""

import datetime

import pytest

from tests.access.acts import goal
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.letters import letters
from trigpoint.services.loop import thanks
from trigpoint.services.loop.thanks import ThanksDraft
from trigpoint.services.plans import plan_values, plans
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.store.models import Goal, Step

WORD = "CANARY5520"


@pytest.fixture
def own(cast):
    return goal(cast, "ana", cast.people["ana"], "Own every claim")


def said(cast, own, **changes):
    usual = {"to": cast.people["ana"], "words": f"{WORD} you stayed with it.", "goal": own}
    return ThanksDraft(**(usual | changes))


def texts(actor):
    actor.memo.clear()
    page = thanks.show(actor)
    return [one.words for month in page.months for one in (*month.mine, *month.shown)]


def test_thanks_are_between_the_two_until_their_receiver_shows_them(cast, own):
    made = thanks.say(cast.rui, said(cast, own))
    for who in ("tuan", "jo", "mira", "dara", "ines", "olga"):
        assert texts(getattr(cast, who)) == []
    assert len(texts(cast.ana)) == len(texts(cast.rui)) == 1
    with pytest.raises(NotAllowed):
        thanks.choose(cast.rui, made, public=True)
    with pytest.raises(NotThere):
        thanks.choose(cast.tuan, made, public=True)
    thanks.choose(cast.ana, made, public=True)
    assert len(texts(cast.ines)) == 1
    assert texts(cast.olga) == []
    thanks.choose(cast.ana, made, public=False)
    assert texts(cast.ines) == []


def test_who_likes_thanks_public_has_new_ones_read_by_all(cast, own):
    thanks.prefer(cast.ana, public=True)
    thanks.say(cast.rui, said(cast, own))
    assert len(texts(cast.ines)) == 1


def test_thanks_for_a_behaviour_of_a_value(cast):
    plan = plans.add(cast.tuan, PlanDraft(owner=cast.units["Orders"], period=cast.period))
    plan_values.add(cast.tuan, plan, "Kind", behaviour="Says what happens next.")
    [behaviour] = thanks.behaviours(cast.rui)
    made = thanks.say(cast.rui, said(cast, "", behaviour=behaviour.public_id))
    assert thanks.one(cast.ana, made).behaviour == "Says what happens next."


@pytest.mark.parametrize(
    "wrong", [{"words": " "}, {"goal": ""}, {"words": "x" * 1001}, {"to": "rui"}, {"to": "fern"}]
)
def test_thanks_for_nothing_to_oneself_or_to_somebody_who_left_are_refused(cast, own, wrong):
    changes = dict(wrong)
    if "to" in changes:
        changes["to"] = cast.people[changes["to"]]
    with pytest.raises(Invalid):
        thanks.say(cast.rui, said(cast, own, **changes))


def test_the_mail_says_who_thanks_and_not_the_words(cast, own):
    thanks.say(cast.rui, said(cast, own))
    lines = [str(item.line.to_json()) for item in letters.items(cast.at("ana", cast.ana.now))]
    assert any("thanks you" in line for line in lines)
    assert WORD not in str(lines)


def reach(cast, own, days_ago):
    day = cast.ana.today - datetime.timedelta(days=days_ago)
    Step.objects.create(
        organisation=cast.organisation,
        goal_id=goal_pk(own),
        person_id=None,
        title="Nine carriers on one page",
        done_on=day,
    )


def goal_pk(public_id):
    return Goal.objects.get(public_id=public_id).pk


@pytest.mark.parametrize(("days_ago", "shown"), [(13, 0), (14, 1), (90, 1), (91, 0)])
def test_what_was_reached_a_fortnight_ago_without_thanks_is_shown_to_the_lead(
    cast, own, days_ago, shown
):
    reach(cast, own, days_ago)
    found = thanks.show(cast.at("tuan", cast.tuan.now)).unthanked
    assert [one.what for one in found] == ["Nine carriers on one page"] * shown
    for who in ("rui", "jo", "dara"):
        assert thanks.show(getattr(cast, who)).unthanked == ()


def test_a_word_of_thanks_takes_it_off_the_list(cast, own):
    reach(cast, own, 20)
    thanks.say(cast.tuan, said(cast, own))
    assert thanks.show(cast.at("tuan", cast.tuan.now)).unthanked == ()


def month_mails(cast, who, now):
    found = letters.items(cast.at(who, now))
    return [item for item in found if item.line.about.kind == "thanks_month"]


@pytest.mark.req("LOOP-4", via="core")
def test_a_month_of_thanks_is_told_once_when_it_is_over_without_a_private_word(cast, own):
    thanks.say(cast.rui, said(cast, own))
    assert month_mails(cast, "ana", cast.ana.now) == []
    after = datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC)
    for who in ("ana", "rui"):
        [item] = month_mails(cast, who, after)
        assert item.line.about.id == "2026-11"
        assert WORD not in str(item)
    assert month_mails(cast, "ines", after) == [], "nothing there that she may read"
    later = after + datetime.timedelta(days=15)
    assert month_mails(cast, "ana", later) == []
