"""Goals through the services: written, carried, seen, refused."""

import datetime

import pytest

from tests.cast import Cast
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.goals import goal_page, goals, sight, targets, voice
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.inbox import home
from trigpoint.services.loop import check_ins
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Goal

pytestmark = pytest.mark.django_db
DUE = datetime.date(2026, 12, 1)


def top(cast: Cast) -> str:
    return goals.add(
        cast.mira,
        GoalDraft(
            title="Keep the customers we win",
            why="A customer who stays costs a fifth of a new one.",
            owner=cast.units["Northwind"],
            period=cast.period,
            state="active",
            carries=(LinkDraft(above=cast.vision, sentence="People recommend what they keep."),),
        ),
    )


def below(cast: Cast, above: str) -> str:
    return goals.add(
        cast.tuan,
        GoalDraft(
            title="Right person, first touch",
            why="Passing on doubles the wait.",
            owner=cast.units["Orders"],
            period=cast.period,
            state="active",
            carries=(LinkDraft(above=above, sentence="Passed on means slow.", weight=2.0),),
        ),
    )


def own(cast: Cast, above: str, **more) -> str:
    return goals.add(
        cast.ana,
        GoalDraft(
            title="Solve 8 in 10 claims without a hand-off",
            why="A claim passed on waits a day.",
            owner=cast.people["ana"],
            period=cast.period,
            state="active",
            carries=(LinkDraft(above=above, sentence="Claims are a quarter of it."),),
            **more,
        ),
    )


@pytest.mark.req("GRAPH-3", via="core")
def test_the_line_of_sight_runs_from_a_persons_goal_to_the_vision(cast: Cast):
    mine = own(cast, below(cast, top(cast)))
    up = sight.look(cast.ana, mine).up
    assert [step.goal.title if step.goal else step.direction for step in up] == [
        "Right person, first touch",
        "Keep the customers we win",
        "The support team people tell their friends about.",
    ]
    assert up[0].link.sentence == "Claims are a quarter of it."


@pytest.mark.req("GRAPH-2", via="core")
def test_a_cycle_is_refused_with_the_titles_on_its_path(cast: Cast):
    first = top(cast)
    second = below(cast, first)
    with pytest.raises(Invalid) as refused:
        goals.link(cast.mira, first, LinkDraft(above=second, sentence="Round and round."))
    assert "Keep the customers we win → Right person, first touch → Keep" in str(refused.value)


def test_two_people_who_edit_the_same_goal_do_not_overwrite_each_other(cast: Cast):
    goal = below(cast, top(cast))
    goals.edit(cast.tuan, goal, 1, {"title": "First touch"}, reason="shorter")
    with pytest.raises(Stale) as stale:
        goals.edit(cast.jo, goal, 1, {"title": "One touch"}, reason="clearer")
    assert stale.value.version == 2
    assert stale.value.current["title"] == "First touch"


def test_a_change_of_what_was_agreed_asks_for_a_reason_but_the_own_way_does_not(cast: Cast):
    goal = own(cast, top(cast))
    with pytest.raises(Invalid) as refused:
        goals.edit(cast.ana, goal, 1, {"title": "Less"})
    assert "reason" in refused.value.fields
    goals.edit(cast.ana, goal, 1, {"how": "Sit in with Lena."})
    assert goal_page.show(cast.ana, goal).how == "Sit in with Lena."


@pytest.mark.parametrize("state", ["agreed", "active", "achieved", "missed"])
def test_what_a_goal_was_held_to_does_not_change_without_a_reason(cast: Cast, state: str):
    goal = own(cast, top(cast))
    draft = TargetDraft(kind="milestone", title="A list of causes", due=DUE)
    target = targets.add(cast.ana, goal, draft, reason="It is the first step.")
    Goal.objects.filter(public_id=goal).update(state=state)
    for change in (
        lambda: targets.remove(cast.ana, target),
        lambda: targets.add(cast.ana, goal, draft),
    ):
        with pytest.raises(Invalid) as refused:
            change()
        assert "reason" in refused.value.fields


@pytest.mark.req("GRAPH-1", via="core")
def test_the_history_of_a_goal_says_who_when_and_why(cast: Cast):
    goal = below(cast, top(cast))
    goals.edit(cast.tuan, goal, 1, {"title": "First touch"}, reason="shorter")
    newest = goal_page.show(cast.jo, goal).changes[0]
    assert (newest.by, newest.reason, newest.at) == ("Tuan Nguyen", "shorter", cast.tuan.now)
    assert [(f.field, f.before, f.after) for f in newest.fields] == [
        ("title", "Right person, first touch", "First touch")
    ]


@pytest.mark.req("GRAPH-6", via="core")
def test_a_goal_can_be_seen_as_it_stood_before_a_change(cast: Cast):
    goal = below(cast, top(cast))
    later = cast.at("tuan", cast.tuan.now + datetime.timedelta(days=3))
    goals.edit(later, goal, 1, {"title": "First touch"}, reason="shorter")
    before = later.now - datetime.timedelta(days=1)
    assert goal_page.show(later, goal, before).card.title == "Right person, first touch"
    assert goal_page.show(later, goal).card.title == "First touch"


def test_what_one_may_not_see_is_not_there(cast: Cast):
    wish = own(cast, top(cast), private=True)
    for name in ("tuan", "jo", "mira", "dara", "rui", "olga", "fern", "pat"):
        with pytest.raises(NotThere):
            goal_page.show(getattr(cast, name), wish)
    assert goal_page.show(cast.ana, wish).card.private


def test_a_lead_sees_a_persons_goal_but_does_not_impose_one(cast: Cast):
    goal = own(cast, top(cast))
    assert goal_page.show(cast.tuan, goal).card.title.startswith("Solve 8 in 10")
    with pytest.raises(NotAllowed):
        goals.edit(cast.tuan, goal, 1, {"title": "Solve more"}, reason="ambition")


def test_a_milestone_and_a_yes_or_no_move_the_goals_above(cast: Cast):
    upper = top(cast)
    goal = below(cast, upper)
    due = datetime.date(2026, 12, 31)
    step = targets.add(
        cast.tuan, goal, TargetDraft(kind="milestone", title="Rules", due=due), reason="plan"
    )
    assert goal_page.show(cast.tuan, goal).card.progress_low == 0.0
    targets.mark_done(cast.tuan, step, 1, datetime.date(2026, 11, 1))
    assert goal_page.show(cast.tuan, goal).card.progress_low == 1.0
    assert goal_page.show(cast.mira, upper).card.progress_low == 1.0


def test_checking_in_states_the_status_and_home_shows_it(cast: Cast):
    goal = own(cast, top(cast))
    later = cast.at("ana", cast.ana.now + datetime.timedelta(days=8))
    assert home.show(later).check_in_due
    check_ins.check_in(later, goal, CheckInDraft(status="at_risk", note="Two new carriers."))
    shown = home.show(cast.at("ana", later.now))
    assert not shown.check_in_due
    assert shown.main is not None
    assert shown.main.stated == "at_risk"
    assert shown.last_check_in is not None
    assert shown.last_check_in.note == "Two new carriers."


def test_a_concern_needs_words_and_is_kept(cast: Cast):
    goal = below(cast, top(cast))
    voice.ask(cast.tuan, goal, cast.people["ana"])
    assert [a.goal.id for a in home.show(cast.ana).asked] == [goal]
    with pytest.raises(Invalid):
        voice.answer(cast.ana, goal, "concern")
    voice.answer(cast.ana, goal, "concern", "We are two short.")
    assert home.show(cast.ana).asked == ()
    assert goal_page.show(cast.tuan, goal).voices.concerns == ("We are two short.",)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"why": ""}, "why"),
        ({"state": "wished"}, "state"),
        ({"period": "nope"}, "period"),
        ({"owner": "nope"}, "owner"),
    ],
)
def test_a_goal_that_breaks_a_rule_is_refused_with_its_field(cast: Cast, draft, field):
    good = {
        "title": "Answer first",
        "why": "Waiting costs trust.",
        "owner": cast.units["Orders"],
        "period": cast.period,
        "state": "active",
    }
    with pytest.raises(Invalid) as refused:
        goals.add(cast.tuan, GoalDraft(**{**good, **draft}))
    assert set(refused.value.fields) == {field}


def test_a_card_shows_the_target_that_tells_most(cast: Cast):
    goal = top(cast)
    day = datetime.date(2026, 12, 31)
    milestone = TargetDraft(kind="yes_no", due=day, title="The plan is there")
    targets.add(cast.mira, goal, milestone, reason="First.")
    measure = measures.add(cast.mira, MeasureDraft(kpi="backlog"))
    number = TargetDraft(kind="lower", due=day, measure=measure, baseline=9.0, points=((day, 5.0),))
    targets.add(cast.mira, goal, number, reason="Then.")
    main = goal_page.show(cast.at("mira", cast.mira.now), goal).card.main
    assert main is not None
    assert main.kind == "lower"
