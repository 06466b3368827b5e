"""Whoever looks at a goal, a measure, a person or a team is told who else sees it."""

import datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.plan import write
from trigpoint.services.knowledge import posts
from trigpoint.services.knowledge.posts import PostDraft
from trigpoint.services.loop import review_papers
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.pyramid import meetings
from trigpoint.services.pyramid.meetings import MeetingDraft
from trigpoint.store.models import Generation, Goal, Measure, Reading

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 11, 2)
WEEK = datetime.timedelta(weeks=1)


@pytest.fixture
def ana(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.ana.user)
    return client


@pytest.mark.req("BEYOND-7", via="web")
def test_each_object_says_who_can_see_it_from_the_table(cast: Cast, ana: Client):
    plan = write(cast)
    goal = plan.own
    proposed = {
        "title": "Keep them",
        "why": "Waiting costs trust.",
        "words": "We lose no new ones.",
    }
    paper = review_papers.ask(cast.tuan, cast.people["ana"], MONDAY, MONDAY + WEEK)
    measure = measures.add(cast.tuan, MeasureDraft(kpi="reopen_rate"))
    pages = [
        reverse("goal", args=[goal]),
        reverse("measure", args=[measure]),
        reverse("person", args=[cast.people["ana"]]),
        reverse("unit", args=[cast.units["Orders"]]),
        ana.post(f"/g/{plan.top}/propose/", proposed).headers["Location"],
        reverse("review_paper", args=[paper.id]),
        reverse("reads"),
        reverse("disputes"),
    ]
    for page in pages:
        said = ana.get(page).content.decode()
        assert "Who can see this" in said, page
        assert "Administrators, as such:" in said, page


@pytest.mark.req("BEYOND-7", via="api")
def test_programs_are_told_who_sees_a_thing_in_the_words_of_its_page(cast: Cast, ana: Client):
    plan = write(cast)
    post = posts.write(cast.ana, PostDraft(kind="idea", title="First line", words="They skim."))
    measure = measures.add(cast.tuan, MeasureDraft(kpi="reopen_rate"))
    things = {
        f"/goals/{plan.own}": (reverse("goal", args=[plan.own]), ["goal of a person"]),
        f"/goals/{plan.top}": (reverse("goal", args=[plan.top]), ["goal"]),
        f"/people/{cast.people['ana']}": (
            reverse("person", args=[cast.people["ana"]]),
            ["person", "figure of a person"],
        ),
        f"/measures/{measure}": (
            reverse("measure", args=[measure]),
            ["measure", "figure of the organisation"],
        ),
        f"/knowledge/{post}": (reverse("post", args=[post]), ["post"]),
    }
    program = Program(cast.ana)
    for address, (page, kinds) in things.items():
        told = program.get(f"{address}/audience").json()
        assert [one["kind"] for one in told] == kinds
        shown = unescape(ana.get(page).content.decode())
        for line in told[-1]["who"]:
            assert line in shown, page


@pytest.mark.req("BEYOND-7", via="api")
def test_who_sees_what_one_may_not_see_is_no_answer_at_all(cast: Cast):
    Goal.objects.filter(public_id=(mine := write(cast).own)).update(private=True)
    answers = [Program(cast.rui).get(f"/goals/{key}/audience") for key in (mine, "0" * 13)]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].content == answers[1].content


@pytest.mark.req("BEYOND-7", via="web")
def test_what_stands_between_few_or_follows_another_thing_says_who_sees_it(cast: Cast):
    plan = write(cast)
    said = PostDraft(kind="idea", title="Say it in the first line", words="They skim.")
    draft = MeetingDraft(unit=cast.units["Orders"], period=cast.period, title="Ours", day=MONDAY)
    pages = {
        reverse("meeting", args=[meetings.call(cast.tuan, draft)]): "has a say",
        reverse("post", args=[posts.write(cast.ana, said)]): "On no goal: everyone employed here.",
        reverse(
            "one_on_one", args=[cast.people["ana"]]
        ): "Leads further up and administrators: no.",
        reverse("review", args=[cast.units["Orders"]]): "No goal of a person is on it.",
        reverse("mentors"): "A no is known to nobody",
        reverse("goal_experiments", args=[plan.team]): "Whoever may see its goal",
        reverse("goal_trainings", args=[plan.team]): "Who was there, by name",
        reverse("thanks"): "The two alone, unless",
        reverse("signals"): "it names no other goal",
        reverse("pay"): "The purpose is for all to read.",
    }
    tuan = Client()
    tuan.force_login(cast.tuan.user)
    rules = tuan.get(reverse("rules")).content.decode()
    for page, words in pages.items():
        shown = tuan.get(page).content.decode()
        assert "Who can see this?" in shown, page
        assert words in shown, page
        assert words in rules, "the page of all rules says the same"


def figure_of(measure: str) -> None:
    """Give a measure the figure of two weeks."""
    record = Measure.objects.get(public_id=measure)
    Reading.objects.create(
        measure=record,
        grain="window",
        start=MONDAY,
        end=MONDAY + datetime.timedelta(days=14),
        n=40,
        value=0.1,
        low=0.05,
        high=0.2,
        generation=1,
    )


@pytest.mark.req("PEOPLE-5", via="web")
def test_whom_a_figure_is_about_can_say_on_its_page_that_it_is_wrong(cast: Cast, ana: Client):
    draft = MeasureDraft(kpi="reopen_rate", scope="person", member=cast.people["ana"])
    mine, of_all = measures.add(cast.ana, draft), measures.add(cast.tuan, MeasureDraft(kpi="csat"))
    Generation.objects.create(
        organisation=cast.organisation, number=1, folder="1", published_at=NOW, data_as_of=NOW
    )
    figure_of(mine)
    figure_of(of_all)
    assert "This is wrong" in ana.get(reverse("measure", args=[mine])).content.decode()
    assert "This is wrong" not in ana.get(reverse("measure", args=[of_all])).content.decode()
