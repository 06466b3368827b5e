"""The audit as the cast knows it: who is told what, mutes, and habits."""

import datetime
from dataclasses import replace

import pytest

from tests.access.acts import goal
from tests.cast import NOW
from trigpoint.core.craft.rule import Ref
from trigpoint.services.audit import audit, findings, mutes
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.store.models import Entry


@pytest.fixture
def loose(cast):
    return goal(cast, "tuan", cast.units["Orders"], "Improve claims")


@pytest.fixture
def own(cast):
    return goal(cast, "ana", cast.people["ana"], "Own every claim")


def told(actor, whose="", rule="loose"):
    actor.memo.clear()
    return [one.about.id for one in audit.show(actor, whose).findings if one.rule == rule]


def test_whoever_can_mend_a_pitfall_is_told_of_it_and_nobody_else(cast, loose):
    for name in ("tuan", "jo", "mira", "dara"):
        assert loose in told(getattr(cast, name)), name
    for name in ("ana", "amir", "bea", "wanda", "pat", "olga"):
        assert loose not in told(getattr(cast, name)), name


def test_a_persons_goal_is_told_to_them_and_their_leads(cast, own):
    for name in ("ana", "tuan"):
        assert own in told(getattr(cast, name)), name
    for name in ("rui", "amir", "dara", "olga"):
        assert own not in told(getattr(cast, name)), name


def test_a_finding_says_why_it_matters_how_sure_it_is_and_what_to_do(cast, loose):
    one = next(f for f in audit.show(cast.tuan).findings if f.about.id == loose)
    assert one.pitfall == 1
    assert one.sure == "certain"
    assert str(one.reason)
    assert str(one.basis)
    assert (one.mend.page, one.mend.id) == ("goal_links", loose)


def test_who_may_not_check_in_on_a_goal_gone_quiet_is_led_to_it_and_not_to_a_refusal(cast, loose):
    pages = {}
    for actor in (cast.tuan, cast.dara):
        later = replace(actor, now=NOW + datetime.timedelta(weeks=4), memo={})
        quiet = [f for f in audit.show(later).findings if f.rule == "lead_silent"]
        pages[actor.label] = {one.mend.page for one in quiet if one.about.id == loose}
    assert list(pages.values()) == [{"goal_check_in"}, {"goal"}]


def test_a_unit_shows_what_lies_in_it_and_below(cast, loose):
    assert loose in told(cast.mira, cast.units["Care"])
    assert loose not in told(cast.mira, cast.units["Billing"])
    with pytest.raises(NotThere):
        audit.show(cast.olga, cast.units["Orders"])


def test_a_muted_finding_is_kept_with_its_reason_and_can_be_told_again(cast, loose):
    made = mutes.mute(cast.tuan, "loose", Ref("goal", loose), "A trial until May.")
    assert loose not in told(cast.tuan)
    assert loose not in told(cast.mira)
    cast.jo.memo.clear()
    [kept] = [f for f in audit.show(cast.jo).muted if f.about.id == loose]
    assert (kept.muted.reason, kept.muted.by) == ("A trial until May.", "Tuan Nguyen")
    assert Entry.objects.filter(command="audit.mute", reason="A trial until May.").exists()
    mutes.unmute(cast.jo, made)
    assert loose in told(cast.tuan)


def test_a_rule_muted_for_a_unit_is_silent_in_all_of_it_and_only_there(cast, loose):
    other = goal(cast, "amir", cast.units["Billing"], "Improve refunds")
    mutes.mute(cast.tuan, "loose", Ref("unit", cast.units["Orders"]), "We are being merged.")
    assert told(cast.mira) == [other]
    with pytest.raises(NotThere):
        mutes.mute(cast.tuan, "loose", Ref("unit", cast.units["Care"]), "No.")


def test_only_whoever_can_mend_it_mutes_it_and_with_a_reason(cast, loose):
    for name in ("ana", "amir", "olga"):
        with pytest.raises(NotThere):
            mutes.mute(getattr(cast, name), "loose", Ref("goal", loose), "So.")
    with pytest.raises(NotThere):
        mutes.mute(cast.tuan, "no_such_rule", Ref("goal", loose), "So.")
    with pytest.raises(Invalid):
        mutes.mute(cast.tuan, "loose", Ref("goal", loose), " ")
    made = mutes.mute(cast.tuan, "loose", Ref("goal", loose), "So.")
    with pytest.raises(NotThere):
        mutes.unmute(cast.ana, made)
    assert mutes.mine(cast.ana) == ()


def test_a_lead_of_a_unit_is_not_named_for_anothers_missing_habits(cast, own):
    cast.amir.memo.clear()
    counts = {h.key: h for h in audit.show(cast.amir, cast.units["Orders"]).habits}
    assert all(not habit.missing for habit in counts.values())
    assert audit.show(cast.bea, cast.people["amir"]).habits == ()


def test_the_audit_costs_as_many_queries_for_many_goals_as_for_few(
    cast, loose, django_assert_max_num_queries
):
    actor = cast.mira
    audit.show(actor)
    actor.memo.clear()
    with django_assert_max_num_queries(6):
        audit.show(actor)


def test_everything_is_found_once_for_a_state(cast, loose):
    first = findings.everything(cast.mira)
    assert findings.everything(cast.tuan) is first
