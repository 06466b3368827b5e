"""Ladders: begun, tied, climbed as the data say, stepped off; and who may do and see what."""

import datetime

import pytest

from tests.access.acts import goal
from tests.cast import NOW, Cast
from tests.climbed import MONDAY, fill, measure
from trigpoint.services.actor import for_user
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.inbox import home
from trigpoint.services.ladders import (
    climbing,
    climbing_weeks,
    ladder_page,
    ladder_proposals,
    ladders,
    rungs,
)
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.ladders.rungs import CriterionDraft, RungDraft
from trigpoint.services.measures import disputes, measure_changes
from trigpoint.services.people import export_person
from trigpoint.store.models import PrivacyMode, User

pytestmark = pytest.mark.django_db
DUE = datetime.date(2026, 12, 31)
HELD_UNTIL = MONDAY + datetime.timedelta(weeks=6, days=-1)


def begin(cast: Cast, *steps: RungDraft, who: str = "ana", owner: str = "") -> str:
    draft = LadderDraft(owner=owner or cast.people[who], title="Carrier claims")
    made = ladders.add(getattr(cast, who), draft)
    if steps:
        rungs.add(getattr(cast, who), made, steps)
        ladders.begin(getattr(cast, who), made)
    return made


def held(measure_id: str, value: float = 0.8, **more) -> CriterionDraft:
    asked = {"kind": "measure", "measure": measure_id, "value": value, "hold_weeks": 2, **more}
    return CriterionDraft(**asked)


def step(title: str = "8 in 10 solved", *criteria: CriterionDraft, **more) -> RungDraft:
    return RungDraft(title=title, due=DUE, criteria=criteria, **more)


TAUGHT = CriterionDraft(kind="training", words="Carrier rules 2026")


def test_home_shows_the_ladders_that_one_climbs_and_nobody_elses(cast: Cast):
    mine = begin(cast, step("First", TAUGHT))
    begin(cast, step("First", TAUGHT), who="tuan", owner=cast.units["Orders"])
    assert [line.id for line in home.show(cast.at("ana", NOW)).ladders] == [mine]
    assert home.show(cast.at("tuan", NOW)).ladders == ()
    user = User.objects.create(organisation=cast.organisation, email="office@example.org")
    assert home.show(for_user(user, NOW)).ladders == ()


@pytest.mark.req("LADDER-4", via="api")
def test_a_step_is_reached_when_the_data_say_so_and_the_next_one_opens(cast: Cast):
    solved = measure(cast, "ana", "first_contact_resolution")
    fill(solved, [0.5, 0.6])
    made = begin(cast, step("First", held(solved.public_id)), step("Second", TAUGHT))
    fill(solved, [0.9, 0.9], since=MONDAY + datetime.timedelta(weeks=2))
    later = NOW + datetime.timedelta(weeks=3)
    assert climbing.watch(cast.organisation, later) == 1
    first, second = ladder_page.show(cast.at("ana", later), made).rungs
    assert (first.state, second.state) == ("reached", "here")
    assert first.reached_on == MONDAY + datetime.timedelta(weeks=4, days=-1)
    assert second.opened_on == first.reached_on + datetime.timedelta(days=1)
    [counted] = first.criteria
    assert counted.evidence.value == pytest.approx(0.9)
    assert counted.evidence.n == 40


@pytest.mark.req("LADDER-4", via="api")
def test_nothing_that_is_reached_is_taken_back_by_bad_weeks_or_a_restated_past(cast: Cast):
    solved = measure(cast, "ana", "first_contact_resolution")
    fill(solved, [0.5, 0.6])
    made = begin(cast, step("First", held(solved.public_id)))
    fill(solved, [0.9, 0.9], since=MONDAY + datetime.timedelta(weeks=2))
    climbing.watch(cast.organisation, NOW + datetime.timedelta(weeks=3))
    before = ladder_page.show(cast.at("ana", NOW), made).rungs[0].reached_on
    solved.readings.update(value=0.1, numerator=2)
    assert climbing.watch(cast.organisation, NOW + datetime.timedelta(weeks=4)) == 0
    assert ladder_page.show(cast.at("ana", NOW), made).rungs[0].reached_on == before


@pytest.mark.req("LADDER-4", via="api")
def test_a_week_declared_as_exceptional_pauses_a_hold_and_is_no_part_of_today(cast: Cast):
    solved = measure(cast, "ana", "first_contact_resolution")
    fill(solved, [0.6])
    made = begin(cast, step("First", held(solved.public_id, 0.65)))
    fill(solved, [0.9, 0.1, 0.1, 0.7], since=MONDAY + datetime.timedelta(weeks=2))
    later = NOW + datetime.timedelta(weeks=5)
    assert climbing.watch(cast.organisation, later) == 0
    outage = [MONDAY + datetime.timedelta(weeks=n) for n in (3, 4)]
    ana = cast.at("ana", later)
    said = {"exceptional": [(day, "The shop was down.") for day in outage]}
    measure_changes.edit(ana, solved.public_id, solved.version, said)
    assert climbing.watch(cast.organisation, later) == 1
    [rung] = ladder_page.show(ana, made).rungs
    assert (rung.reached_on, rung.criteria[0].evidence.n) == (HELD_UNTIL, 40)
    solved.refresh_from_db()
    assert climbing_weeks.today_of(solved, ana) == pytest.approx((0.6 + 0.9 + 0.7) / 3)
    measure_changes.edit(ana, solved.public_id, solved.version, {"exceptional": []})
    assert climbing.watch(cast.organisation, later) == 0
    assert ladder_page.show(ana, made).rungs[0].reached_on == HELD_UNTIL


@pytest.mark.req("BEYOND-2", via="api")
def test_a_step_counts_nothing_while_its_guard_is_broken(cast: Cast):
    solved = measure(cast, "ana", "first_contact_resolution")
    reopened = measure(cast, "ana", "reopen_rate")
    fill(solved, [0.5])
    guarded = held(solved.public_id, guard=reopened.public_id, guard_limit=0.07)
    made = begin(cast, step("First", guarded))
    fill(solved, [0.9, 0.9, 0.9], since=MONDAY + datetime.timedelta(weeks=1))
    fill(reopened, [0.2, 0.2, 0.2], since=MONDAY + datetime.timedelta(weeks=1))
    later = NOW + datetime.timedelta(weeks=4)
    assert climbing.watch(cast.organisation, later) == 0
    [rung] = ladder_page.show(cast.at("ana", later), made).rungs
    assert rung.criteria[0].now.guard_kept is False
    assert rung.criteria[0].now.good == 2


@pytest.mark.req("PEOPLE-5", "LADDER-4", via="core")
@pytest.mark.parametrize("doubted", ["measure", "guard"])
def test_a_week_in_dispute_holds_no_step_until_it_is_answered(cast: Cast, doubted: str):
    solved = measure(cast, "ana", "first_contact_resolution")
    reopened = measure(cast, "ana", "reopen_rate")
    fill(solved, [0.5])
    guarded = held(solved.public_id, guard=reopened.public_id, guard_limit=0.07)
    made = begin(cast, step("First", guarded))
    begun = MONDAY + datetime.timedelta(weeks=1)
    fill(solved, [0.9, 0.9], since=begun + datetime.timedelta(weeks=1))
    fill(reopened, [0.0, 0.05], since=begun + datetime.timedelta(weeks=1))
    figure = solved if doubted == "measure" else reopened
    week = begun + datetime.timedelta(weeks=1)
    later = NOW + datetime.timedelta(weeks=4)
    said = disputes.add(cast.at("ana", later), figure.public_id, week, "One was not mine.")
    assert climbing.watch(cast.organisation, later) == 0
    [waits] = ladder_page.show(cast.at("ana", later), made).rungs
    assert [each.mark for each in waits.criteria[0].now.weeks] == ["paused", "held"]
    disputes.answer(cast.at("tuan", later), said, 1, "It counts for whoever had it.")
    assert climbing.watch(cast.organisation, later) == 1


@pytest.mark.req("LADDER-2", via="api")
def test_measures_skills_and_trainings_count_for_a_step(cast: Cast):
    skill = CriterionDraft(kind="skill", words="Hard conversations")
    made = begin(cast, step("Both", skill, TAUGHT))
    page = ladder_page.show(cast.ana, made)
    [rung] = page.rungs
    assert [c.words for c in rung.criteria] == ["Hard conversations", "Carrier rules 2026"]
    assert [s.name for s in page.skills] == ["Hard conversations"]
    taught = rung.criteria[1]
    with pytest.raises(Invalid):
        rungs.attend(cast.ana, taught.id, taught.version, NOW.date() + datetime.timedelta(days=1))
    rungs.attend(cast.ana, taught.id, taught.version, NOW.date())
    assert ladder_page.show(cast.ana, made).rungs[0].criteria[1].done_on == NOW.date()


@pytest.mark.req("LADDER-5", via="api")
@pytest.mark.req("GRAPH-9", via="api")
def test_a_goal_becomes_a_step_and_ladders_are_tied_to_goals_and_to_each_other(cast: Cast):
    solved = measure(cast, "ana", "first_contact_resolution")
    wanted = goal(cast, "ana", cast.people["ana"], "Solve more at once")
    draft = TargetDraft(
        kind="raise", due=DUE, measure=solved.public_id, baseline=0.6, points=((DUE, 0.85),)
    )
    targets.add(cast.ana, wanted, draft, reason="We agreed.")
    team = begin(cast, who="tuan", owner=cast.units["Orders"])
    made = begin(cast)
    rungs.use_as_rung(cast.ana, made, wanted)
    ladders.edit(cast.ana, made, 1, {"above": team, "goal": wanted})
    page = ladder_page.show(cast.at("ana", NOW), made)
    [rung] = page.rungs
    assert (rung.title, rung.due, rung.goal.id) == ("Solve more at once", DUE, wanted)
    assert (rung.criteria[0].value, rung.criteria[0].measure.id) == (0.85, solved.public_id)
    assert (page.goal.id, page.above.id) == (wanted, team)
    assert [b.id for b in ladder_page.show(cast.at("tuan", NOW), team).below] == []
    ladders.begin(cast.ana, made)
    assert [b.id for b in ladder_page.show(cast.at("tuan", NOW), team).below] == [made]


def test_a_goal_without_a_number_is_no_step_and_the_cure_is_said(cast: Cast):
    wanted = goal(cast, "ana", cast.people["ana"], "Be kind")
    with pytest.raises(Invalid, match="by hand"):
        rungs.use_as_rung(cast.ana, begin(cast), wanted)


@pytest.mark.parametrize("mode", list(PrivacyMode))
def test_a_ladder_of_a_person_is_seen_as_the_privacy_mode_allows(cast: Cast, mode):
    cast.organisation.privacy_mode = mode
    cast.organisation.save()
    solved = measure(cast, "ana", "first_contact_resolution")
    fill(solved, [0.5])
    made = begin(cast, step("First", held(solved.public_id)))
    page = ladder_page.show(cast.at("tuan", NOW), made)
    open_to_lead = mode == PrivacyMode.INDIVIDUAL
    assert page.rungs[0].criteria[0].hidden is not open_to_lead
    assert (page.rungs[0].criteria[0].now is not None) is open_to_lead
    for name in ("rui", "jo", "dara", "wanda", "bea"):
        with pytest.raises(NotThere):
            ladder_page.show(cast.at(name, NOW), made)
    ladders.edit(cast.ana, made, 2, {"coach": cast.people["rui"]})
    assert ladder_page.show(cast.at("rui", NOW), made).coach.id == cast.people["rui"]


def test_a_draft_and_what_was_stepped_off_are_for_the_person_alone(cast: Cast):
    made = begin(cast)
    with pytest.raises(NotThere):
        ladder_page.show(cast.tuan, made)
    rungs.add(cast.ana, made, [step("First", TAUGHT)])
    ladders.begin(cast.ana, made)
    assert ladder_page.show(cast.at("tuan", NOW), made).state == "climbing"
    with pytest.raises(NotAllowed):
        ladders.decline(cast.at("tuan", NOW), made)
    ladders.decline(cast.ana, made, "Too much on my plate.")
    with pytest.raises(NotThere):
        ladder_page.show(cast.at("tuan", NOW), made)
    assert ladder_page.show(cast.at("ana", NOW), made).declined_words == "Too much on my plate."


def test_stepping_off_is_in_no_file_without_consent_and_costs_nothing(cast: Cast):
    made = begin(cast, step("First", TAUGHT))
    ladders.decline(cast.ana, made, "Too much on my plate.")

    def exported() -> str:
        return str(export_person.export(cast.at("ana", NOW), cast.people["ana"]))

    assert "Carrier claims" not in exported()
    assert "plate" not in exported()
    page = ladder_page.show(cast.at("ana", NOW), made)
    ladders.edit(cast.ana, made, page.version, {"may_export": True})
    assert "Too much on my plate." in exported()
    ladders.begin(cast.at("ana", NOW), made)
    page = ladder_page.show(cast.at("ana", NOW), made)
    assert (page.state, page.rungs[0].title) == ("climbing", "First")


@pytest.mark.req("LADDER-8", via="api")
def test_a_ladder_is_recalibrated_and_what_was_reached_is_kept(cast: Cast):
    made = begin(cast, step("First", TAUGHT), step("Second", TAUGHT))
    [first, second] = ladder_page.show(cast.ana, made).rungs
    rungs.attend(cast.ana, first.criteria[0].id, 1, NOW.date())
    assert climbing.watch(cast.organisation, NOW) == 1
    ana = cast.at("ana", NOW)
    [first, second] = ladder_page.show(ana, made).rungs
    with pytest.raises(Invalid):
        rungs.edit(ana, first.id, first.version, {"title": "Another"})
    with pytest.raises(Invalid):
        rungs.remove(ana, first.id, first.version)
    rungs.edit(ana, second.id, second.version, {"title": "A nearer one", "due": DUE})
    shown = ladder_page.show(cast.at("ana", NOW), made)
    assert [r.title for r in shown.rungs] == ["First", "A nearer one"]
    assert shown.rungs[0].reached_on == NOW.date()


@pytest.mark.req("LADDER-9", via="api")
def test_a_step_is_celebrated_as_the_person_prefers(cast: Cast):
    made = begin(cast, step("First", TAUGHT, reward="shifts", reward_words="January first"))
    [rung] = ladder_page.show(cast.ana, made).rungs
    rungs.attend(cast.ana, rung.criteria[0].id, 1, NOW.date())
    climbing.watch(cast.organisation, NOW)
    told = {
        "private": set(),
        "team": {"rui", "tuan", "ana"},
        "everyone": {"rui", "tuan", "ana", "bea", "mira"},
    }
    for audience, who in told.items():
        page = ladder_page.show(cast.at("ana", NOW), made)
        ladders.edit(cast.at("ana", NOW), made, page.version, {"audience": audience})
        knows = {
            name
            for name in ("ana", "rui", "tuan", "bea", "mira")
            if ladder_page.index(cast.at(name, NOW)).celebrated
        }
        assert knows == who, audience


WRONG = [
    ({"due": datetime.date(2026, 11, 1)}, {}, "due"),
    ({}, {"value": 0.4}, "value"),
    ({}, {"value": None}, "value"),
    ({}, {"hold_weeks": 0}, "hold_weeks"),
    ({}, {"guard_limit": None, "guard": "same"}, "guard_limit"),
    ({}, {"guard_limit": 0.1, "guard": "same"}, "guard"),
]


@pytest.mark.parametrize(("of_step", "of_measure", "field"), WRONG)
def test_what_cannot_be_climbed_is_refused_with_the_cure(cast: Cast, of_step, of_measure, field):
    solved = measure(cast, "ana", "first_contact_resolution")
    fill(solved, [0.5, 0.6])
    asked = {**of_measure}
    if asked.get("guard") == "same":
        asked["guard"] = solved.public_id
    draft = RungDraft(
        **{"title": "First", "due": DUE, "criteria": (held(solved.public_id, **asked),), **of_step}
    )
    with pytest.raises(Invalid) as refused:
        rungs.add(cast.ana, begin(cast), [draft])
    assert list(refused.value.fields) == [field]
    assert len(str(refused.value.fields[field])) > 15


def test_a_ladder_without_a_step_or_with_an_empty_one_is_not_begun(cast: Cast):
    made = begin(cast)
    with pytest.raises(Invalid, match="Add a step"):
        ladders.begin(cast.ana, made)
    rungs.add(cast.ana, made, [step("Empty")])
    with pytest.raises(Invalid, match="Empty"):
        ladders.begin(cast.ana, made)


def test_others_neither_begin_nor_change_somebodys_ladder(cast: Cast):
    with pytest.raises(NotAllowed):
        begin(cast, who="tuan", owner=cast.people["ana"])
    made = begin(cast, step("First", TAUGHT))
    with pytest.raises(NotAllowed):
        rungs.add(cast.at("tuan", NOW), made, [step("Higher", TAUGHT)])
    with pytest.raises(NotAllowed):
        begin(cast, who="rui", owner=cast.units["Orders"])


@pytest.mark.parametrize(
    ("field", "cure"),
    [
        ("coach", "from the list of people"),
        ("goal", "a goal that you can see"),
        ("above", "the ladder of a team"),
    ],
)
def test_who_or_what_is_not_there_is_refused_at_its_field_with_the_cure(
    cast: Cast, field: str, cure: str
):
    asked = {"owner": cast.people["ana"], "title": "Carrier claims", field: "0000000000000"}
    with pytest.raises(Invalid) as refused:
        ladders.add(cast.ana, LadderDraft(**asked))
    assert cure in str(refused.value.fields[field])


@pytest.mark.req("LADDER-3", via="api")
def test_the_step_that_is_climbed_says_the_chance_of_its_value_by_its_day(cast: Cast):
    solved = measure(cast, "ana", "first_contact_resolution")
    since = MONDAY - datetime.timedelta(weeks=60)
    fill(solved, [0.6, 0.62, 0.58, 0.61] * 15, since=since)
    steps = step("First", held(solved.public_id, 0.65)), step("Second", held(solved.public_id, 0.9))
    made = begin(cast, *steps)
    first, second = ladder_page.show(cast.at("ana", NOW), made).rungs
    asked = ladder_proposals.likelihood(cast.at("ana", NOW), solved.public_id, 0.65, DUE)
    seen = first.criteria[0].outlook
    assert seen is not None
    assert seen.chance == asked.chance
    assert asked.chance is not None
    assert second.criteria[0].outlook is None, "it is not climbed yet"
    assert ladder_page.show(cast.at("tuan", NOW), made).rungs[0].criteria[0].outlook == seen
    cast.organisation.privacy_mode = PrivacyMode.SELF_ONLY
    cast.organisation.save()
    hidden = ladder_page.show(cast.at("tuan", NOW), made).rungs[0].criteria[0]
    assert (hidden.hidden, hidden.outlook) == (True, None)


@pytest.mark.req("LADDER-8", via="api")
def test_what_counts_is_recalibrated_while_it_goes_well_and_what_was_met_stays(cast: Cast):
    solved = measure(cast, "ana", "first_contact_resolution")
    opened = measure(cast, "ana", "reopen_rate")
    fill(solved, [0.5, 0.6])
    made = begin(cast, step("First", held(solved.public_id), TAUGHT))
    fill(solved, [0.9, 0.9], since=MONDAY + datetime.timedelta(weeks=2))
    later = NOW + datetime.timedelta(weeks=3)
    climbing.watch(cast.organisation, later)
    ana = cast.at("ana", later)
    counted = ladder_page.show(ana, made).rungs[0].criteria[0]
    assert counted.met_on is not None
    rungs.edit_criterion(ana, counted.id, counted.version, held(solved.public_id))
    same = ladder_page.show(ana, made).rungs[0].criteria[0]
    assert same.met_on == counted.met_on, "nothing else is asked"
    guarded = held(solved.public_id, guard=opened.public_id, guard_limit=0.1)
    rungs.edit_criterion(ana, same.id, same.version, guarded)
    now = ladder_page.show(ana, made).rungs[0].criteria[0]
    assert (now.guard_limit, now.met_on) == (0.1, None)
    with pytest.raises(Invalid, match="Choose a higher value"):
        rungs.edit_criterion(ana, now.id, now.version, held(solved.public_id, 0.7))


def test_leave_that_was_said_by_mistake_is_taken_back(cast: Cast):
    made = begin(cast, step("First", TAUGHT))
    first, last = NOW.date(), NOW.date() + datetime.timedelta(days=400 - 50)
    ladders.take_leave(cast.ana, made, first, last)
    ladders.stay(cast.at("ana", NOW), made, first, last)
    assert ladder_page.show(cast.at("ana", NOW), made).away == ()
    with pytest.raises(Invalid, match="Nobody said to be away"):
        ladders.stay(cast.at("ana", NOW), made, first, last)
