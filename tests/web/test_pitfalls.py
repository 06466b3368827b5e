"""The ten pitfalls, made by the cast two months ago, found on the page and by a program today."""

import datetime

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW
from tests.services.v2moms import write_v2mom
from trigpoint.services.cascade import proposals
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.goals import goals, steps
from trigpoint.services.goals.goals import GoalDraft
from trigpoint.services.plans import plan_obstacles
from trigpoint.store.models import Goal, Obstacle

THEN = NOW - datetime.timedelta(days=60)
LATELY = NOW - datetime.timedelta(days=20)
RULES = {
    2: ("silent", "lead_silent"),
    3: ("nobody_asked",),
    4: ("sign_unanswered",),
    5: ("no_thanks",),
    6: ("too_many",),
    7: ("means_anything",),
    8: ("no_measure",),
    9: ("department_silent",),
    10: ("never_began",),
}


@pytest.fixture
def two_months(cast):
    """Orders two months ago: goals that nobody spoke of since, and what was asked and reached."""
    write_v2mom(cast)
    tuan, ana = cast.at("tuan", THEN), cast.at("ana", THEN)
    team = [goal(cast, tuan, cast.units["Orders"], t) for t in ("Better claims", "Calm mornings")]
    own = [goal(cast, ana, cast.people["ana"], f"Part {name}") for name in "abcd"]
    ana = cast.at("ana", LATELY)
    step = steps.add(ana, own[0], "Tracing in one screen")
    steps.finish(cast.at("ana", LATELY), step, 1, LATELY.date(), "Live.")
    terms = Terms(answers_for="refunds")
    asked = Question(
        kind="share", goal=team[0], holder=cast.units["Billing"], terms=terms, words="Will you?"
    )
    proposals.ask(cast.at("tuan", LATELY), asked)
    sign = Obstacle.objects.get(plan__owner_unit__name="Orders")
    plan_obstacles.say_come(cast.at("tuan", LATELY), sign.public_id, sign.version, reason="Six.")
    return cast


def goal(cast, actor, owner, title):
    draft = GoalDraft(
        title=title,
        owner=owner,
        period=cast.period,
        why="People wait.",
        state=Goal.State.ACTIVE,
    )
    return goals.add(actor, draft)


def test_the_page_shows_every_pitfall_to_the_lead_with_reason_and_mend(two_months):
    client = Client()
    client.force_login(two_months.tuan.user)
    page = client.get("/audit/").content.decode()
    for rule in (key for keys in RULES.values() for key in keys):
        assert f'id="{rule}-' in page, rule
    assert "Goals die of silence." in page
    assert "What is not noticed is not repeated." in page


def test_a_program_reads_every_pitfall_with_reason_and_mend(two_months):
    found = Program(two_months.tuan).get("/audit").json()["findings"]
    for pitfall, rules in RULES.items():
        for rule in rules:
            cases = [one for one in found if one["rule"] == rule]
            assert cases, rule
            assert all(one["pitfall"] == pitfall and one["reason"] for one in cases)
            assert all(one["mend"]["page"] and one["mend"]["label"] for one in cases)


def test_another_teams_lead_is_told_nothing_of_it(two_months):
    found = Program(two_months.amir).get("/audit").json()["findings"]
    ours = {two_months.people["ana"], two_months.units["Orders"]}
    assert not any(one["about"]["id"] in ours for one in found)
    assert not any(one["rule"] == "silent" for one in found)
