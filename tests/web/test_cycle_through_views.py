"""A circle whose links were made in three views: refused at each door, with the way and a cure."""

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.plan import write
from trigpoint.connectors import goal_files
from trigpoint.services.cascade import proposals
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.goals import goal_uses
from trigpoint.services.goals.goal_uses import UseDraft
from trigpoint.services.plans import plan_methods, plans, v2mom_page
from trigpoint.services.plans.plan_methods import MethodDraft
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.services.pyramid import meetings
from trigpoint.services.pyramid.meetings import MeetingDraft, MotionDraft
from trigpoint.store.models import Contribution, Goal

pytestmark = pytest.mark.django_db

WAY = ("Keep the customers we win", "Ask first", "Ask the carriers", "Call depots")
CURE = "Take one of these links out first, or choose another goal above."


@pytest.fixture
def ends(cast: Cast) -> tuple[str, str]:
    """Return the highest and the lowest goal of a way that three views wrote.

    Orders' method serves the organisation's, Ana carries a part of it by the cascade, and a
    meeting for the pyramid agrees on what serves Ana's, which is an objective on the map too.
    """
    top, orders = write(cast).top, cast.units["Orders"]
    goal_uses.use(cast.at("mira", NOW), top, UseDraft(lens="v2mom"))
    plan = plans.add(cast.at("tuan", NOW), PlanDraft(owner=orders, period=cast.period))
    drafted = MethodDraft(title="Ask first", why="So.", above=top, sentence="A part.")
    plan_methods.add(cast.at("tuan", NOW), plan, drafted)
    [method] = v2mom_page.show(cast.at("tuan", NOW), plan).methods
    terms = Terms(title="Ask the carriers", sentence="A part of it.")
    question = Question(kind="carry", goal=method.goal.id, holder=cast.people["ana"], terms=terms)
    asked = proposals.ask(cast.at("tuan", NOW), question)
    proposals.accept(cast.at("ana", NOW), asked)
    lowest = agreed(cast, proposals.show(cast.at("ana", NOW), asked).made)
    goal_uses.use(cast.at("tuan", NOW), lowest, UseDraft(lens="map"))
    return top, lowest


def agreed(cast: Cast, above: str) -> str:
    """Return what a meeting of Orders agreed on, below another goal."""
    orders, tuan = cast.units["Orders"], cast.at("tuan", NOW)
    called = MeetingDraft(unit=orders, period=cast.period, title="Ours", day=NOW.date())
    meeting = meetings.call(tuan, called)
    wanted = MotionDraft(title="Call depots", why="So.", owner=orders, above=above, sentence="So.")
    motion = meetings.propose(cast.at("tuan", NOW), meeting, wanted)
    meetings.speak(cast.at("tuan", NOW), motion, "agree")
    return meetings.settle(cast.at("tuan", NOW), motion, agreed=True)


def refused(words: str) -> bool:
    """Whether words name all goals on the way in their order, and the cure."""
    named = [words.find(title) for title in WAY]
    return "add to themselves" in words and -1 not in named and CURE in words


@pytest.mark.req("GRAPH-2", "GRAPH-9", via="web")
def test_a_cycle_through_three_views_is_refused_on_the_page_with_the_place_and_the_cure(
    cast: Cast, ends: tuple[str, str]
):
    top, lowest = ends
    mira, links = Client(), Contribution.objects.count()
    mira.force_login(cast.mira.user)
    body = {"above": lowest, "sentence": "Round.", "weight": "1", "evidence": "none"}
    page = mira.post(f"/g/{top}/?edit=link", body)
    assert page.status_code == 422
    assert refused(page.content.decode())
    assert "Round." in page.content.decode(), "what was typed stays"
    begun = mira.post("/cascade/changes/", {"title": "Round"}).headers["Location"]
    method = Goal.objects.get(title="Ask first").public_id
    moved = {"goals": [method], "version": "1", "to": lowest}
    assert "add to themselves" in mira.post(begun, moved).content.decode()
    assert Contribution.objects.count() == links


@pytest.mark.req("GRAPH-2", "GRAPH-9", via="api")
def test_a_cycle_through_three_views_is_refused_to_programs_and_files_too(
    cast: Cast, ends: tuple[str, str]
):
    top, lowest = ends
    mira, links = Program(cast.mira), Contribution.objects.count()
    answer = mira.post(f"/goals/{top}/contributions", {"above": lowest, "sentence": "Round."})
    assert answer.status_code == 422
    assert refused(str(answer.json()))
    edit = {"edits": [{"edit": "add_link", "child": top, "parent": lowest}]}
    tried = mira.post("/what-if", edit)
    assert tried.status_code == 422
    assert refused(str(tried.json()))
    text = goal_files.export(cast.at("mira", NOW))
    loop = f"\n      - to: {lowest}\n        because: A loop.\n      - to: vision"
    [problem] = goal_files.plan(
        cast.at("mira", NOW), text.replace("\n      - to: vision", loop, 1)
    ).problems
    assert refused(f"{problem.what} {problem.cure or ''}")
    assert problem.line > 1
    assert Contribution.objects.count() == links
