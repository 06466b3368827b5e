"""The ten pitfalls, made by the cast months ago, found on the page and by a program today."""

import datetime

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW
from tests.services.test_foreseen import publish, wavy
from tests.services.v2moms import write_v2mom
from trigpoint.services.cascade import incentives, proposals
from trigpoint.services.cascade.incentives import IncentiveDraft
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.goals import co_owners, goals, steps, targets, voice
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.inbox import announcements
from trigpoint.services.inbox.announcements import AnnouncementDraft
from trigpoint.services.loop import check_ins
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.outside import signals
from trigpoint.services.outside.signals import SignalDraft
from trigpoint.services.plans import plan_obstacles
from trigpoint.store.models import Goal, Obstacle

LONG_AGO = NOW - datetime.timedelta(days=120)
THEN = NOW - datetime.timedelta(days=60)
LATELY = NOW - datetime.timedelta(days=20)
DAY_BEFORE = NOW - datetime.timedelta(days=1)
RULES = {
    1: ("loose", "nobody_carries"),
    2: ("silent", "lead_silent", "unread", "unanswered"),
    3: ("nobody_asked", "concerns"),
    4: ("unchanged", "sign_unanswered", "signal_unanswered"),
    5: ("no_thanks", "only_money"),
    6: ("out_of_reach", "no_effort", "too_many"),
    7: ("means_anything", "no_figure"),
    8: ("no_measure", "only_believed", "against_figures", "word_alone"),
    9: ("department_silent", "department_apart"),
    10: ("fewer_check_ins",),
}
ALL = [key for keys in RULES.values() for key in keys]
PITFALLS = tuple(f"PITFALL-{number}" for number in RULES if number != 1)


@pytest.fixture
def months(cast):
    """Orders months ago: what was written then, asked, said, reached, and left as it was."""
    plans = write_v2mom(cast)
    tuan, ana, orders = cast.at("tuan", THEN), cast.at("ana", THEN), cast.units["Orders"]
    team = [goal(cast, tuan, orders, t) for t in ("Better claims", "Calm mornings")]
    own = [goal(cast, ana, cast.people["ana"], f"Part {name}") for name in "abcd"]
    stubborn = goal(cast, cast.at("tuan", LONG_AGO), orders, "Solve at once", plans.goals.top)
    figures(cast, stubborn, team[1], own[3])
    around(cast, team[0], stubborn)
    people_said(cast, team, own, plans.goals.team, stubborn)
    step = steps.add(cast.at("ana", LATELY), own[0], "Tracing in one screen")
    steps.finish(cast.at("ana", LATELY), step, 1, LATELY.date(), "Live.")
    sign = Obstacle.objects.get(plan__owner_unit__name="Orders")
    plan_obstacles.say_come(cast.at("tuan", LATELY), sign.public_id, sign.version, reason="Six.")
    pay(cast, own[0], stubborn, plans.goals.top)
    for actor in cast.actors.values():
        actor.memo.clear()
    return cast


def figures(cast, stubborn, calm, own):
    """A target out of reach for months, one that comes by itself, one without a figure."""
    draft = MeasureDraft(kpi="first_contact_resolution", scope="unit", member=cast.units["Orders"])
    solved = measures.add(cast.mira, draft)
    lone = measures.add(cast.mira, MeasureDraft(kpi="transfers", scope="organisation"))
    aim(cast.at("tuan", LONG_AGO), stubborn, solved, 0.95)
    aim(cast.at("tuan", THEN), calm, solved, 0.6)
    aim(cast.at("ana", THEN), own, lone, 0.5)
    publish(cast, solved, wavy())


def aim(actor, goal_id, measure, value):
    due = NOW.date() + datetime.timedelta(weeks=5)
    draft = TargetDraft(
        kind="raise", measure=measure, baseline=0.4, points=((due, value),), due=due
    )
    targets.add(actor, goal_id, draft, reason="plan")


def around(cast, shared, stubborn):
    """What others were asked, and what was announced and logged three weeks ago."""
    tuan = cast.at("tuan", LATELY)
    terms = Terms(answers_for="refunds")
    billing = cast.units["Billing"]
    asked = Question(kind="share", goal=shared, holder=billing, terms=terms, words="Will you?")
    proposals.ask(tuan, asked)
    co_owners.add(cast.at("tuan", THEN), stubborn, billing, "refunds")
    signal = SignalDraft(
        kind="law", title="A law on reasons", day=LATELY.date(), questions=[stubborn]
    )
    signals.log(tuan, signal)
    draft = AnnouncementDraft(
        title="One hand", purpose="Days.", expectation="See it through.", benefit="Fewer calls."
    )
    announcements.announce(tuan, stubborn, draft)


def people_said(cast, team, own, carried, stubborn):
    """Two concerns, a silence, a word against the figures, one without any, and fewer of them."""
    tuan = cast.at("tuan", LATELY)
    for name in ("rui", "ines", "lena"):
        voice.ask(tuan, team[0], cast.people[name])
    for name in ("rui", "ines"):
        voice.answer(cast.at(name, LATELY), team[0], "concern", "The form stays empty.")
    fine = CheckInDraft(status="on_track")
    check_ins.check_in(cast.at("ana", THEN + datetime.timedelta(weeks=2)), own[1], fine)
    for week in range(8):
        then = NOW - datetime.timedelta(days=30 + 3 * week)
        check_ins.check_in(cast.at("tuan", then), carried, fine)
    check_ins.check_in(cast.at("tuan", DAY_BEFORE), stubborn, fine)


def pay(cast, own, team, top):
    incentives.state_purpose(cast.dara, "To share what the peak brings.")
    draft = IncentiveDraft(
        person=cast.people["ana"],
        title="Peak season",
        amount=1000.0,
        currency="EUR",
        own_goal=own,
        own_share=20,
        team_goal=team,
        team_share=50,
        whole_goal=top,
        whole_share=30,
        besides="",
    )
    incentives.add(cast.at("tuan", DAY_BEFORE), draft)


def goal(cast, actor, owner, title, above=""):
    draft = GoalDraft(
        title=title,
        owner=owner,
        period=cast.period,
        why="People wait.",
        state=Goal.State.ACTIVE,
        carries=(LinkDraft(above=above, sentence="It helps."),) if above else (),
    )
    return goals.add(actor, draft)


@pytest.mark.req(*PITFALLS, via="web")
def test_the_page_shows_every_pitfall_to_the_lead_with_reason_and_mend(months):
    client = Client()
    client.force_login(months.tuan.user)
    page = client.get("/audit/").content.decode()
    assert [rule for rule in ALL if f'id="{rule}-' not in page] == []
    assert "Goals die of silence." in page
    assert "What is not noticed is not repeated." in page
    assert "fewer since" in page


@pytest.mark.req(*PITFALLS, via="api")
def test_a_program_reads_every_pitfall_with_reason_and_mend(months):
    found = Program(months.tuan).get("/audit").json()["findings"]
    assert [rule for rule in ALL if rule not in {one["rule"] for one in found}] == []
    for pitfall, rules in RULES.items():
        for rule in rules:
            cases = [one for one in found if one["rule"] == rule]
            assert all(one["pitfall"] == pitfall and one["reason"] for one in cases)
            assert all(one["mend"]["page"] and one["mend"]["label"] for one in cases)


def test_the_mend_of_every_finding_is_a_page_that_opens(months):
    client = Client()
    client.force_login(months.tuan.user)
    page = client.get("/audit/").content.decode()
    rows = page.split('<div class="do">')
    mends = {row.split('href="')[1].split('"')[0] for row in rows[1:]}
    assert mends
    for mend in mends:
        assert client.get(mend.replace("&amp;", "&").split("#")[0]).status_code == 200, mend


def test_another_teams_lead_is_told_nothing_of_it(months):
    found = Program(months.amir).get("/audit").json()["findings"]
    ours = {months.people["ana"], months.units["Orders"]}
    assert not any(one["about"]["id"] in ours for one in found)
    assert not any(one["rule"] == "silent" for one in found)
