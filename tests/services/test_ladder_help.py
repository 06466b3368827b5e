"""Steps from history, whether a step says enough, coaching, skills, what helps and hinders."""

import datetime

import numpy as np
import pytest

from tests.cast import NOW, Cast
from tests.climbed import fill, measure
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.inbox import inbox
from trigpoint.services.ladders import (
    climbing,
    coachings,
    ladder_help,
    ladder_page,
    ladder_proposals,
    ladders,
    rung_checks,
    rungs,
)
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.ladders.rungs import CriterionDraft, RungDraft

pytestmark = pytest.mark.django_db
DUE = datetime.date(2027, 2, 14)
PAST = datetime.date(2026, 11, 1)


def history(
    cast: Cast, weeks: int, kpi: str = "first_contact_resolution", *, last: float | None = None
) -> str:
    """A figure of Ana's that goes up and down around 70 in 100; `last` is its last week."""
    found = measure(cast, "ana", kpi)
    dice = np.random.default_rng(7)
    values = np.clip(0.7 + 0.06 * dice.standard_normal(weeks), 0.2, 0.95)
    values[-1] = values[-1] if last is None else last
    first = datetime.date(2026, 11, 16) - datetime.timedelta(weeks=weeks)
    fill(found, [float(v) for v in values], since=first, n=40)
    return found.public_id


def ladder(cast: Cast, *steps: RungDraft, **more: str) -> str:
    made = ladders.add(
        cast.ana, LadderDraft(owner=cast.people["ana"], title="Carrier claims", **more)
    )
    if steps:
        rungs.add(cast.ana, made, steps)
        ladders.begin(cast.ana, made)
    return made


@pytest.mark.req("LADDER-3", via="core")
def test_steps_are_proposed_at_the_chances_that_were_asked_for(cast: Cast):
    offer = ladder_proposals.propose(cast.ana, history(cast, 80), DUE, (80, 50, 20))
    assert offer.refused is None
    assert offer.way == "raise"
    values = [step.likelihood.value for step in offer.steps]
    assert values == sorted(values)
    assert all(value > offer.now for value in values), "no step below today's value"
    assert all(str(step.likelihood.reason) for step in offer.steps)
    for step in offer.steps:
        if not step.raised:
            assert abs(step.likelihood.hundredths - step.wanted) <= 8


@pytest.mark.req("LADDER-3", via="core")
def test_thin_history_is_refused_with_the_reason_and_the_range_seen_so_far(cast: Cast):
    offer = ladder_proposals.propose(cast.ana, history(cast, 19), DUE)
    assert offer.steps == ()
    assert "19" in str(offer.refused)
    assert offer.lowest < offer.highest


@pytest.mark.req("PITFALL-6", via="core")
def test_a_moved_value_has_its_own_chance_and_what_is_out_of_reach_or_trivial_is_said(cast: Cast):
    counted = history(cast, 80, last=0.6)
    near, far = (
        ladder_proposals.likelihood(cast.ana, counted, value, DUE) for value in (0.72, 0.95)
    )
    assert near.hundredths > far.hundredths
    made = ladder(
        cast,
        RungDraft(
            title="Better",
            due=DUE,
            criteria=(
                CriterionDraft(kind="measure", measure=counted, value=0.72),
                CriterionDraft(kind="measure", measure=counted, value=0.97),
            ),
        ),
    )
    [rung] = ladder_page.show(cast.ana, made).rungs
    rules = {rule.key: rule for rule in rung_checks.of_rung(cast.ana, rung.id)}
    assert not rules["within_reach"].good
    assert "97 % or more, held 4 weeks: " in str(rules["within_reach"].words)
    assert "out of reach" in str(rules["within_reach"].words)
    assert "72" not in str(rules["within_reach"].words)
    assert "or more, held 4 weeks" in str(rules["within_reach"].better)
    assert "97" not in str(rules["within_reach"].better)


@pytest.mark.req("LADDER-7", via="api")
def test_every_rule_says_what_is_missing_and_a_better_wording(cast: Cast):
    counted = history(cast, 80, last=0.6)
    draft = CriterionDraft(kind="measure", measure=counted, value=0.8)
    made = ladder(cast, RungDraft(title="Quicker", due=DUE, criteria=(draft,)))
    [rung] = ladder_page.show(cast.ana, made).rungs
    rules = {rule.key: rule for rule in rung_checks.of_rung(cast.ana, rung.id)}
    assert list(rules) == ["clear", "measured", "within_reach", "serves", "dated"]
    assert not rules["clear"].good
    assert "80 % or more, held 4 weeks" in str(rules["clear"].better).replace("\u00a0", " ")
    rungs.edit(cast.ana, rung.id, rung.version, {"title": str(rules["clear"].better)})
    again = {rule.key: rule for rule in rung_checks.of_rung(cast.at("ana", NOW), rung.id)}
    assert again["clear"].good
    assert not again["measured"].good, "without a minimum a week of one ticket would count"
    assert not again["serves"].good
    assert "on at least 20 tickets" in str(again["measured"].better)
    assert "looked at again on" not in str(again["within_reach"].better)


@pytest.mark.req("PITFALL-6", via="core")
def test_where_no_better_value_is_as_likely_as_not_more_time_is_proposed_and_none_is_taken(
    cast: Cast,
):
    draft = CriterionDraft(kind="measure", measure=history(cast, 80), value=0.97)
    made = ladder(cast, RungDraft(title="Better", due=DUE, criteria=(draft,)))
    [rung] = ladder_page.show(cast.ana, made).rungs
    rules = {rule.key: rule for rule in rung_checks.of_rung(cast.ana, rung.id)}
    assert "no value better than today’s is as likely as not" in str(rules["within_reach"].words)
    assert "looked at again on" in str(rules["within_reach"].better)
    with pytest.raises(Invalid):
        rung_checks.take_nearer(cast.ana, rung.id, lambda title, *_values: title)


def test_a_step_serves_the_goal_of_its_ladder_or_the_ladder_above(cast: Cast):
    team = ladders.add(
        cast.at("tuan", NOW), LadderDraft(owner=cast.units["Orders"], title="Fewer hand-overs")
    )
    taught = CriterionDraft(kind="training", words="Rules")
    steps = [RungDraft(title="Learn it well", due=DUE, criteria=(taught,))]
    rungs.add(cast.at("tuan", NOW), team, steps)
    made = ladder(cast, *steps)
    ladders.edit(cast.at("ana", NOW), made, 2, {"above": team})
    [rung] = ladder_page.show(cast.at("ana", NOW), made).rungs
    rules = {rule.key: rule for rule in rung_checks.of_rung(cast.at("ana", NOW), rung.id)}
    assert rules["serves"].good
    assert "Fewer hand-overs" in str(rules["serves"].words)


def test_the_way_to_go_is_counted_from_the_value_that_is_called_todays(cast: Cast):
    counted = history(cast, 80)
    offer = ladder_proposals.propose(cast.ana, counted, DUE)
    step = offer.steps[-1].likelihood
    points = round(100 * (step.value - offer.now), 1)
    assert f"{points:+g} points" in str(step.reason)


def test_speed_asks_for_what_must_not_get_worse(cast: Cast):
    found = measure(cast, "ana", "first_reply_time")
    fill(found, [3600.0] * 8, since=datetime.date(2026, 9, 21))
    draft = CriterionDraft(kind="measure", measure=found.public_id, value=1800.0)
    made = ladder(cast, RungDraft(title="Reply within 30 min", due=DUE, criteria=(draft,)))
    [rung] = ladder_page.show(cast.ana, made).rungs
    rules = {rule.key: rule for rule in rung_checks.of_rung(cast.ana, rung.id)}
    assert not rules["guarded"].good
    assert str(rules["guarded"].better).endswith("while quality does not get worse")


def test_a_day_that_has_passed_and_impossible_chances_are_refused(cast: Cast):
    counted = history(cast, 80)
    with pytest.raises(Invalid, match="passed"):
        ladder_proposals.propose(cast.ana, counted, PAST)
    with pytest.raises(Invalid, match="between 5 and 95"):
        ladder_proposals.propose(cast.ana, counted, DUE, (100,))
    with pytest.raises(NotThere):
        ladder_proposals.propose(cast.rui, counted, DUE)


@pytest.mark.req("LADDER-6", via="api")
def test_notes_of_a_coaching_are_for_the_two_alone(cast: Cast):
    made = ladder(cast, coach=cast.people["rui"])
    taught = CriterionDraft(kind="training", words="Rules")
    rungs.add(cast.ana, made, [RungDraft(title="Learn", due=DUE, criteria=(taught,))])
    ladders.begin(cast.ana, made)
    at = NOW + datetime.timedelta(days=4)
    with pytest.raises(NotAllowed):
        coachings.book(cast.at("tuan", NOW), made, at, "Claims")
    booked = coachings.book(cast.at("rui", NOW), made, at, "Claims; where, and why", 45)
    coachings.note(cast.at("rui", NOW), booked, 1, "She is afraid of the phone.")
    [seen] = ladder_page.show(cast.at("ana", NOW), made).coachings
    assert seen.notes == "She is afraid of the phone."
    assert ladder_page.show(cast.at("tuan", NOW), made).coachings == ()
    for name in ("tuan", "dara", "jo", "bea"):
        with pytest.raises(NotThere):
            coachings.note(cast.at(name, NOW), booked, 2, "Let me see.")
        with pytest.raises(NotThere):
            coachings.calendar(cast.at(name, NOW), booked)
    calendar = coachings.calendar(cast.at("ana", NOW), booked)
    assert "DTSTART:20261126T090000Z\r\nDTEND:20261126T094500Z" in calendar
    assert "SUMMARY:Claims\\; where\\, and why" in calendar
    assert "afraid" not in calendar
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))


@pytest.mark.req("LADDER-6", via="api")
def test_resources_are_asked_for_and_marked_as_there(cast: Cast):
    taught = CriterionDraft(kind="training", words="Rules")
    made = ladder(cast, RungDraft(title="Learn", due=DUE, criteria=(taught,)))
    [rung] = ladder_page.show(cast.ana, made).rungs
    found = ladder_help.add_resource(cast.ana, rung.id, "tool", "Claim checklist")
    with pytest.raises(Invalid):
        ladder_help.add_resource(cast.ana, rung.id, "tool", "Trap", "javascript:alert(1)")
    ladder_help.settle_resource(cast.ana, found, 1, there=True)
    [shown] = ladder_page.show(cast.at("ana", NOW), made).rungs[0].resources
    assert (shown.title, shown.kind, shown.there) == ("Claim checklist", "tool", True)


def test_a_skill_counts_once_both_say_that_it_is_practised(cast: Cast):
    skilled = CriterionDraft(kind="skill", words="Hard conversations")
    made = ladder(cast, RungDraft(title="Talk", due=DUE, criteria=(skilled,)))
    [skill] = ladder_page.show(cast.ana, made).skills
    ladder_help.assess(cast.ana, skill.id, 1, 3, "I dare to now.")
    assert climbing.watch(cast.organisation, NOW) == 0
    ladder_help.assess(cast.at("tuan", NOW), skill.id, 2, 3, "She does.")
    assert climbing.watch(cast.organisation, NOW) == 1
    [shown] = ladder_page.show(cast.at("ana", NOW), made).skills
    assert (shown.own_words, shown.lead_words) == ("I dare to now.", "She does.")
    with pytest.raises(NotThere):
        ladder_help.assess(cast.at("bea", NOW), skill.id, 3, 1)


def test_of_a_teams_ladder_its_people_speak_for_it_and_whoever_leads_or_coaches_beside(cast: Cast):
    draft = LadderDraft(
        owner=cast.units["Care"], title="Fewer hand-overs", coach=cast.people["bea"]
    )
    made = ladders.add(cast.at("jo", NOW), draft)
    skill = ladder_help.add_skill(cast.at("jo", NOW), made, "Handing over")
    ladder_help.assess(cast.at("ana", NOW), skill, 1, 2, "We try.")
    ladder_help.assess(cast.at("bea", NOW), skill, 2, 3, "They do.")
    ladder_help.assess(cast.at("jo", NOW), skill, 3, 1, "Not yet.")
    page = ladder_page.show(cast.at("ana", NOW), made)
    assert (page.skills[0].own_words, page.skills[0].lead_words) == ("We try.", "Not yet.")
    assert page.speaks
    stranger = cast.at("wanda", NOW)
    assert not ladder_page.show(stranger, made).speaks
    with pytest.raises(NotAllowed):
        ladder_help.assess(stranger, skill, 4, 3, "Why not.")


def test_who_reached_a_step_reads_it_in_the_inbox_until_it_was_seen(cast: Cast):
    taught = CriterionDraft(kind="training", words="Rules")
    made = ladder(cast, RungDraft(title="Learn", due=DUE, criteria=(taught,)))
    [rung] = ladder_page.show(cast.ana, made).rungs
    rungs.attend(cast.ana, rung.criteria[0].id, 1, NOW.date())
    climbing.watch(cast.organisation, NOW)
    [told] = [q for q in inbox.questions(cast.at("ana", NOW)) if q.kind == "ladder"]
    assert told.about.title == "Learn"
    assert not [q for q in inbox.questions(cast.at("tuan", NOW)) if q.kind == "ladder"]
    inbox.answer(cast.at("ana", NOW), "ladder", told.id, "seen")
    assert not [q for q in inbox.questions(cast.at("ana", NOW)) if q.kind == "ladder"]


def test_what_stands_in_the_way_is_kept_with_the_ladder(cast: Cast):
    made = ladder(cast)
    ladder_help.add_hindrance(cast.ana, made, "process", "Two systems for one claim.")
    [shown] = ladder_page.show(cast.at("ana", NOW), made).hindrances
    assert shown.words == "Two systems for one claim."
    ladder_help.remove_hindrance(cast.at("ana", NOW), shown.id, shown.version)
    assert ladder_page.show(cast.at("ana", NOW), made).hindrances == ()
