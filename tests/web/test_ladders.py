"""The pages of ladders, used like a person does."""

import datetime
import re

import numpy as np
import pytest
from django.test import Client

from tests.access.acts import goal
from tests.cast import NOW, Cast
from tests.climbed import MONDAY, fill, measure
from tests.services.test_ladder_help import DUE, history, ladder
from tests.services.test_ladders import begin, held, step
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.ladders import climbing, ladder_page, ladders, rungs
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.ladders.rungs import CriterionDraft, RungDraft
from trigpoint.store.models import Entry, Rung
from trigpoint.web.shapes.ladders import needed, tile
from trigpoint.web.views.ladder_steps import renamed

pytestmark = pytest.mark.django_db
TAUGHT = CriterionDraft(kind="training", words="Carrier rules")


@pytest.fixture
def ana(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.ana.user)
    return client


@pytest.mark.req("LADDER-2", via="web")
def test_a_ladder_is_begun_given_a_step_and_climbed(cast: Cast, ana: Client):
    made = ana.post("/ladders/new/", {"title": "Claims", "owner": cast.people["ana"]})
    assert made.status_code == 302
    where = made.headers["Location"]
    due = (datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(weeks=9)).date()
    step = ana.post(
        f"{where}step/", {"title": "Learn the rules", "due": due.isoformat(), "reward": "shifts"}
    )
    assert step.status_code == 302
    training = {"part": "criterion", "kind": "training", "words": "Rules", "hold_weeks": 4}
    ana.post(step.headers["Location"], {**training, "least": 0})
    ana.post(f"{where}do/", {"do": "begin"})
    page = ana.get(where).content.decode()
    for words in ("You are here", "Learn the rules", "first pick of shifts", "Rules", "Attended"):
        assert words in page


@pytest.mark.req("BEYOND-2", via="web")
def test_a_step_whose_guard_is_broken_says_that_nothing_counts(cast: Cast, ana: Client):
    solved = measure(cast, "ana", "first_contact_resolution")
    reopened = measure(cast, "ana", "reopen_rate")
    weeks = MONDAY - datetime.timedelta(weeks=2)
    fill(solved, [0.9, 0.9, 0.9], since=weeks)
    fill(reopened, [0.2, 0.2, 0.2], since=weeks)
    guarded = CriterionDraft(
        kind="measure",
        measure=solved.public_id,
        value=0.95,
        hold_weeks=2,
        guard=reopened.public_id,
        guard_limit=0.07,
    )
    early = cast.at("ana", NOW - datetime.timedelta(weeks=5))
    made = ladders.add(early, LadderDraft(owner=cast.people["ana"], title="Carrier claims"))
    rungs.add(early, made, [RungDraft(title="Better", due=DUE, criteria=(guarded,))])
    ladders.begin(early, made)
    page = " ".join(ana.get(f"/l/{made}/").content.decode().split())
    assert "Must not get worse" in page
    assert "Broken: nothing counts" in page


def test_the_chance_of_a_moved_value_is_a_fragment_with_its_reason(cast: Cast, ana: Client):
    counted = history(cast, 19)
    asked = {"measure": counted, "due": "2020-01-01", "value": "0.8", "unit": "share"}
    said = ana.get("/ladders/chance/", asked)
    assert said.status_code == 200
    assert "That day has passed" in said.content.decode()


def test_a_ladder_of_somebody_else_is_not_there(cast: Cast):
    made = ladder(cast, RungDraft(title="Learn", due=DUE, criteria=(TAUGHT,)))
    client = Client()
    client.force_login(cast.bea.user)
    assert client.get(f"/l/{made}/").status_code == 404
    assert client.get(f"/l/{made}/propose/").status_code == 404


@pytest.mark.req("LADDER-9", via="web")
def test_somebody_says_who_is_told_and_steps_off_without_cost(cast: Cast, ana: Client):
    made = ladder(cast, RungDraft(title="Learn", due=DUE, criteria=(TAUGHT,)))
    ana.post(f"/l/{made}/do/", {"do": "audience", "audience": "team"})
    assert ladder_page.show(cast.at("ana", cast.ana.now), made).audience == "team"
    ana.post(f"/l/{made}/do/", {"do": "decline", "words": "Later."})
    page = ana.get(f"/l/{made}/").content.decode()
    assert "Stepped off, only you see it" in page
    assert "It may be in the file with my data" in page


@pytest.mark.req("LADDER-6", via="web")
def test_coaching_is_booked_noted_and_put_into_the_calendar(cast: Cast, ana: Client):
    made = ladder(cast, coach=cast.people["rui"])
    booked = {"do": "book", "at": "2099-01-05T14:00", "topic": "Hard calls", "minutes": "30"}
    ana.post(f"/l/{made}/do/", booked)
    [meeting] = ladder_page.show(cast.at("ana", cast.ana.now), made).coachings
    calendar = ana.get(f"/ladders/coaching/{meeting.id}.ics")
    assert calendar.headers["Content-Type"].startswith("text/calendar")
    assert b"SUMMARY:Hard calls" in calendar.content
    notes = {"version": meeting.version, "notes": "Breathe first."}
    ana.post(f"/ladders/coaching/{meeting.id}/", notes)
    assert "Breathe first." in ana.get(f"/ladders/coaching/{meeting.id}/").content.decode()
    moved = {"version": meeting.version + 1, "topic": "Hard calls", "minutes": "45"}
    past = ana.post(f"/ladders/coaching/{meeting.id}/", {**moved, "at": "2020-01-05T14:00"})
    assert "That moment has passed" in past.content.decode()
    ana.post(f"/ladders/coaching/{meeting.id}/", {**moved, "at": "2099-01-06T14:00"})
    coach = Client()
    coach.force_login(cast.rui.user)
    assert (
        "A coaching meeting is booked: 6 Jan 2099 at 14:00" in coach.get("/inbox/").content.decode()
    )
    boss = Client()
    boss.force_login(cast.dara.user)
    assert boss.get(f"/ladders/coaching/{meeting.id}/").status_code == 404


@pytest.mark.req("LADDER-7", via="web")
def test_a_step_says_what_is_missing_and_takes_a_better_wording(cast: Cast, ana: Client):
    counted = history(cast, 80)
    draft = CriterionDraft(kind="measure", measure=counted, value=0.8)
    made = ladder(cast, RungDraft(title="Quicker", due=DUE, criteria=(draft,)))
    [rung] = ladder_page.show(cast.ana, made).rungs
    page = ana.get(f"/ladders/step/{rung.id}/").content.decode()
    assert "can be read in many ways" in page
    ana.post(f"/ladders/step/{rung.id}/", {"part": "better", "title": "80 % solved at once"})
    page = ana.get(f"/ladders/step/{rung.id}/").content.decode()
    assert "The title says what is to be seen." in page


def standing_out(cast: Cast, newest: float) -> str:
    """Return a measure whose newest four weeks alone stand far from where it usually is."""
    found = measure(cast, "ana", "first_contact_resolution")
    dice = np.random.default_rng(7)
    usual = [float(v) for v in np.clip(0.7 + 0.06 * dice.standard_normal(76), 0.2, 0.95)]
    first = datetime.date(2026, 11, 16) - datetime.timedelta(weeks=80)
    fill(found, [*usual, *[newest] * 4], since=first, n=40)
    return found.public_id


@pytest.mark.req("LADDER-3", "LADDER-7", via="web")
def test_a_nearer_value_is_asked_for_at_one_click_and_the_title_follows(cast: Cast, ana: Client):
    counted = standing_out(cast, 0.55)
    draft = CriterionDraft(kind="measure", measure=counted, value=0.97, hold_weeks=3)
    made = ladder(cast, RungDraft(title="97% solved at once", due=DUE, criteria=(draft,)))
    [rung] = ladder_page.show(cast.ana, made).rungs
    page = ana.get(f"/ladders/step/{rung.id}/").content.decode()
    assert "take a nearer value" in page
    assert re.search(r'name="part" value="nearer">\s*Use it', page)
    before = Entry.objects.count()
    ana.post(f"/ladders/step/{rung.id}/", {"part": "nearer"})
    assert Entry.objects.count() == before + 1, "the value and the title are one change"
    [now] = ladder_page.show(cast.at("ana", cast.ana.now), made).rungs
    [count] = now.criteria
    assert count.value < 0.97
    assert count.hold_weeks == 3
    assert now.title == f"{round(100 * count.value)}% solved at once"
    page = ana.get(f"/ladders/step/{rung.id}/").content.decode()
    assert "take a nearer value" not in page
    again = ana.post(f"/ladders/step/{rung.id}/", {"part": "nearer"}, follow=True)
    assert "History proposes no nearer value" in again.content.decode()


def test_where_no_better_value_is_as_likely_as_not_none_is_proposed(cast: Cast, ana: Client):
    """The last weeks stood out: whatever lies beyond them is unlikely, however near."""
    counted = standing_out(cast, 0.9)
    draft = CriterionDraft(kind="measure", measure=counted, value=0.97, hold_weeks=3)
    made = ladder(cast, RungDraft(title="97% solved at once", due=DUE, criteria=(draft,)))
    [rung] = ladder_page.show(cast.ana, made).rungs
    page = ana.get(f"/ladders/step/{rung.id}/").content.decode()
    assert "no value better than today’s is as likely as not" in page
    assert 'value="nearer"' not in page


@pytest.mark.parametrize(
    ("title", "unit", "old", "new", "after"),
    [
        ("71% at once", "share", 0.71, 0.6, "60% at once"),
        ("71 in 100, none comes back", "share", 0.71, 0.6, "60 in 100, none comes back"),
        ("Better", "share", 0.71, 0.6, "Better"),
        ("9 things in 4 weeks", "tickets", 9.0, 7.0, "9 things in 4 weeks"),
    ],
)
def test_a_title_that_names_the_value_names_the_nearer_one(
    title: str, unit: str, old: float, new: float, after: str
):
    assert renamed(title, unit, old, new) == after


@pytest.mark.req("LADDER-3", via="web")
def test_steps_from_history_open_with_what_counts_on_the_ladder(cast: Cast, ana: Client):
    counted = history(cast, 80)
    draft = CriterionDraft(kind="measure", measure=counted, value=0.9)
    made = ladder(cast, RungDraft(title="Better", due=DUE, criteria=(TAUGHT, draft)))
    page = ana.get(f"/l/{made}/propose/").content.decode()
    assert re.search(rf'<option value="{counted}" selected>', page)
    assert "Take these steps" in page
    none = ladder(cast, RungDraft(title="Learn", due=DUE, criteria=(TAUGHT,)))
    page = ana.get(f"/l/{none}/propose/").content.decode()
    assert "Choose what you want to raise" in page


@pytest.mark.parametrize(("way", "words"), [("raise", "80% or more"), ("lower", "80% or less")])
def test_a_value_is_said_with_its_side(way: str, words: str):
    assert needed(way, "80%") == words


@pytest.mark.req("LADDER-5", "GRAPH-9", via="web")
def test_a_goal_is_used_as_a_step_and_a_ladder_is_tied_to_the_teams(cast: Cast, ana: Client):
    solved = measure(cast, "ana", "first_contact_resolution")
    wanted = goal(cast, "ana", cast.people["ana"], "Solve more at once")
    points = ((DUE, 0.85),)
    draft = TargetDraft(
        kind="raise", due=DUE, measure=solved.public_id, baseline=0.6, points=points
    )
    targets.add(cast.ana, wanted, draft, reason="We agreed.")
    team = ladders.add(
        cast.at("tuan", cast.ana.now), LadderDraft(owner=cast.units["Orders"], title="Ours")
    )
    rungs.add(
        cast.at("tuan", cast.ana.now), team, [RungDraft(title="Go", due=DUE, criteria=(TAUGHT,))]
    )
    ladders.begin(cast.at("tuan", cast.ana.now), team)
    made = ladder(cast)
    page = ladder_page.show(cast.at("ana", cast.ana.now), made)
    sent = {"version": page.version, "title": "Claims", "goal": wanted, "above": team}
    assert ana.post(f"/l/{made}/edit/", sent).status_code == 302
    ana.post(f"/l/{made}/do/", {"do": "use_goal", "goal": wanted})
    shown = ana.get(f"/l/{made}/").content.decode()
    for words in ("Solve more at once", "Ours", "85% or more"):
        assert words in shown


@pytest.mark.req("LADDER-8", via="web")
def test_a_step_is_recalibrated_and_what_was_reached_stays(cast: Cast, ana: Client):
    steps = [RungDraft(title=each, due=DUE, criteria=(TAUGHT,)) for each in ("First", "Second")]
    made = ladder(cast, *steps)
    first, second = ladder_page.show(cast.ana, made).rungs
    rungs.attend(cast.ana, first.criteria[0].id, 1, cast.ana.today)
    climbing.watch(cast.organisation, cast.ana.now)
    later = {"part": "step", "title": "A nearer one", "due": "2099-01-01", "reward": "thanks"}
    assert ana.post(f"/ladders/step/{second.id}/", later).status_code == 302
    refused = ana.post(f"/ladders/step/{first.id}/", later)
    assert "This step is reached, and stays as it is" in refused.content.decode()
    page = ladder_page.show(cast.at("ana", cast.ana.now), made)
    assert [(r.title, bool(r.reached_on)) for r in page.rungs] == [
        ("First", True),
        ("A nearer one", False),
    ]


def test_a_step_that_two_change_shows_what_it_said_says_now_and_was_typed(cast: Cast, ana: Client):
    made = ladder(cast, RungDraft(title="Learn", due=DUE, criteria=(TAUGHT,)))
    [rung] = ladder_page.show(cast.ana, made).rungs
    sent = {"part": "step", "version": rung.version, "due": DUE.isoformat(), "reward": "thanks"}
    ana.post(f"/ladders/step/{rung.id}/", {**sent, "title": "Learn it"})
    page = ana.post(f"/ladders/step/{rung.id}/", {**sent, "title": "Teach it"}).content.decode()
    table = page[: page.index("You wrote")].rpartition("<table")[0]
    shown = page[len(table) :].partition("</table>")[0]
    assert [f"<bdi>{said}</bdi>" in shown for said in ("Learn", "Learn it", "Teach it")] == [
        True
    ] * 3


@pytest.mark.req("LADDER-6", via="web")
def test_what_was_asked_for_is_there_and_is_taken_away_again(cast: Cast, ana: Client):
    made = ladder(cast, RungDraft(title="Learn", due=DUE, criteria=(TAUGHT,)))
    [rung] = ladder_page.show(cast.ana, made).rungs
    address = f"/ladders/step/{rung.id}/"
    ana.post(address, {"part": "resource", "kind": "tool", "title": "A checklist"})
    [found] = ladder_page.show(cast.at("ana", cast.ana.now), made).rungs[0].resources
    sent = {"part": "settled", "resource": found.id, "version": found.version}
    ana.post(address, sent)
    assert ladder_page.show(cast.at("ana", cast.ana.now), made).rungs[0].resources[0].there
    ana.post(address, {**sent, "version": found.version + 1, "away": "1"})
    assert ladder_page.show(cast.at("ana", cast.ana.now), made).rungs[0].resources == ()


@pytest.mark.req("LADDER-1", via="web")
def test_a_round_is_begun_answered_and_ended(cast: Cast, ana: Client):
    lead = Client()
    lead.force_login(cast.tuan.user)
    begun = lead.post("/ladders/rounds/", {"unit": cast.units["Orders"], "question": ""})
    where = begun.headers["Location"]
    assert ana.post(where, {"key": "process", "words": "Two systems."}).status_code == 302
    page = ana.get(where).content.decode()
    assert "Shown once 5 people have spoken" in page
    assert "Two systems." in page, "one reads what one has said"
    assert "Two systems." not in lead.get(where).content.decode()
    assert ana.post(where, {"key": "", "words": "x"}).status_code == 422
    lead.post(where, {"end": "1"})
    assert "Ended" in lead.get("/ladders/rounds/").content.decode()
    assert lead.post("/ladders/rounds/", {"unit": "nobody"}).status_code == 422


@pytest.mark.req("LADDER-1", via="web")
def test_where_it_stands_shows_skills_by_both_in_few_queries(
    cast: Cast, ana: Client, django_assert_max_num_queries
):
    made = ladder(cast, RungDraft(title="Learn", due=DUE, criteria=(TAUGHT,)))
    ana.post(f"/l/{made}/do/", {"do": "skill", "name": "Hard calls", "from": "stand"})
    [skill] = ladder_page.show(cast.at("ana", cast.ana.now), made).skills
    said = {"do": "assess", "skill": skill.id, "version": skill.version, "level": "2"}
    back = ana.post(f"/l/{made}/do/", {**said, "from": "stand"})
    assert back.headers["Location"] == f"/l/{made}/stand/"
    ana.get(f"/l/{made}/stand/")
    with django_assert_max_num_queries(12):
        page = ana.get(f"/l/{made}/stand/").content.decode()
    for words in ("Hard calls", "Oneself:", "nearly", "Lead or coach:"):
        assert words in page


def test_a_week_of_a_step_says_between_what_its_figure_likely_lies_and_leads_to_its_tickets(
    cast: Cast,
):
    solved = measure(cast, "ana", "first_contact_resolution")
    fill(solved, [0.5])
    made = begin(cast, step("First", held(solved.public_id, hold_weeks=6)))
    fill(solved, [0.9, 0.9, 0.9], since=MONDAY + datetime.timedelta(weeks=1))
    later = NOW + datetime.timedelta(weeks=4)
    [counted] = ladder_page.show(cast.at("ana", later), made).rungs[0].criteria
    week = tile(counted, counted.now.weeks[-1], later.date())
    assert week.counts.startswith("90%, held")
    assert week.likely == "likely between 70 and 97%"
    assert week.href.startswith(f"/m/{solved.public_id}/?start=")


@pytest.mark.req("LADDER-1", via="web")
def test_a_ladder_is_taken_away_by_a_second_press_while_no_step_of_it_is_reached(
    cast: Cast, ana: Client
):
    climbed = ladder(cast, RungDraft(title="Learn", due=DUE, criteria=(TAUGHT,)))
    made = ladder(cast)
    Rung.objects.update(reached_on=DUE)
    where = f"/l/{climbed}/edit/"
    refused = ana.post(where, {"remove": "1", "version": "1"}, follow=True).content.decode()
    assert "End the ladder, so that it stays." in refused
    assert "Yes, take it away" not in refused
    where = f"/l/{made}/edit/"
    assert "Yes, take it away" in ana.get(where).content.decode()
    assert ana.post(where, {"remove": "1", "version": "9"}).headers["Location"] == where
    assert ana.post(where, {"remove": "1", "version": "1"}).headers["Location"] == "/ladders/"
    assert ana.get(f"/l/{made}/").status_code == 404


@pytest.mark.req("LADDER-3", via="web")
def test_the_ladders_page_says_whether_the_step_can_be_reached_or_why_it_cannot_say(
    cast: Cast, ana: Client
):
    today = datetime.datetime.now(tz=datetime.UTC).date()
    monday = today - datetime.timedelta(days=today.weekday())
    solved = measure(cast, "ana", "first_contact_resolution")
    made = ladders.add(cast.ana, LadderDraft(owner=cast.people["ana"], title="Claims"))
    counted = CriterionDraft(kind="measure", measure=solved.public_id, value=0.65)
    due = today + datetime.timedelta(weeks=10)
    rungs.add(cast.ana, made, [RungDraft(title="Two in three", due=due, criteria=[counted])])
    ladders.begin(cast.ana, made)
    fill(solved, [0.6, 0.62], since=monday - datetime.timedelta(weeks=2))
    assert "No chance can be said yet." in ana.get(f"/l/{made}/").content.decode()
    fill(solved, [0.6, 0.62, 0.58, 0.61] * 14, since=monday - datetime.timedelta(weeks=58))
    page = ana.get(f"/l/{made}/").content.decode()
    assert re.search(r"<b>(About \d+|Less than 2|More than 98) in 100", page)
    assert "Needs +" in page
    assert 'class="tabs-inline lens-bar"' in page


def test_a_teams_ladder_does_not_promise_that_nobody_learns_of_stepping_off(cast: Cast):
    made = ladders.add(cast.tuan, LadderDraft(owner=cast.units["Orders"], title="Fewer hand-overs"))
    due = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(weeks=9)
    rungs.add(cast.tuan, made, [RungDraft(title="Rules", due=due, criteria=[TAUGHT])])
    ladders.begin(cast.tuan, made)
    lead = Client()
    lead.force_login(cast.tuan.user)
    page = lead.get(f"/l/{made}/").content.decode()
    assert "Whoever sees this ladder sees that it was stepped off." in page
    assert "nobody else sees that you stepped off" not in page
    lead.post(f"/l/{made}/do/", {"do": "decline"})
    page = lead.get(f"/l/{made}/").content.decode()
    assert "Who learns of it" not in page


def test_days_away_are_taken_back_on_the_page(cast: Cast, ana: Client):
    made = ladders.add(cast.ana, LadderDraft(owner=cast.people["ana"], title="Claims"))
    days = {"first": "2027-01-04", "last": "2027-01-08"}
    ana.post(f"/l/{made}/do/", {"do": "leave", **days})
    assert 'value="2027-01-04"' in ana.get(f"/l/{made}/").content.decode()
    ana.post(f"/l/{made}/do/", {"do": "stay", **days})
    assert 'value="2027-01-04"' not in ana.get(f"/l/{made}/").content.decode()
