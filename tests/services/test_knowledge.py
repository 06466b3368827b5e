"""What teams know: who reads and finds it, what it did, answers, and what it became."""

import datetime

import pytest

from tests.cast import NOW, Cast
from tests.services import plan
from tests.services.test_effects import of_orders, risen
from tests.services.test_experiments import draft as experiment_draft
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThen, NotThere, Stale
from trigpoint.services.experiments import planning
from trigpoint.services.goals import goals
from trigpoint.services.goals.goals import GoalDraft
from trigpoint.services.knowledge import alike, post_page, posts
from trigpoint.services.knowledge.posts import PostDraft
from trigpoint.services.letters import letters
from trigpoint.store.models import Goal

pytestmark = pytest.mark.django_db
SINCE = datetime.date(2026, 1, 1)


@pytest.fixture
def team(cast: Cast) -> str:
    return plan.write(cast).team


def written(cast: Cast, who: str = "tuan", **more) -> str:
    said = {
        "kind": "problem",
        "title": "Reminders cross with payments",
        "words": "Who has solved this?",
    }
    return posts.write(cast.at(who, NOW), PostDraft(**(said | more)))


def story(cast: Cast, goal: str, who: str = "tuan", **more) -> str:
    said = {"title": "Claims keep their owner", "words": "Out of the common queue.", "since": SINCE}
    return written(cast, who, kind="story", goal=goal, **(said | more))


def titles(cast: Cast, who: str, words: str = "", kind: str = "") -> list[str]:
    return [each.title for each in post_page.search(cast.at(who, NOW), words, kind)]


@pytest.mark.req("PYRAMID-7", via="core")
def test_a_story_carries_what_its_work_measurably_did(cast: Cast, team: str):
    of_orders(cast, team, risen(0.08))
    made = story(cast, team)
    [effect] = post_page.show(cast.at("tuan", NOW), made).effects
    assert effect.since == SINCE
    assert effect.stages[0].clear
    assert effect.headline is not None


@pytest.mark.req("PYRAMID-7", via="core")
def test_it_is_found_by_those_with_a_similar_goal(cast: Cast, team: str):
    made = story(cast, team)
    other = plan.goal(cast, "amir", cast.units["Billing"], "The right person, at once", cast.vision)
    found = alike.show(cast.at("bea", NOW), other)
    assert team in [card.id for card in found.goals]
    assert [each.id for each in found.posts] == [made]
    far = plan.goal(cast, "amir", cast.units["Billing"], "Fewer invoices", cast.vision)
    assert alike.show(cast.at("bea", NOW), far).posts == ()


@pytest.mark.req("PYRAMID-7", via="core")
def test_words_are_found_in_posts_and_in_what_was_answered(cast: Cast):
    made = written(cast)
    posts.answer(cast.at("bea", NOW), made, "We send ours on Wednesdays.")
    for words in ("remind", "WEDNESDAY", "payments cross"):
        assert titles(cast, "ines", words) == ["Reminders cross with payments"]
    assert titles(cast, "ines", "thursdays") == []
    assert titles(cast, "ines", "remind", kind="idea") == []
    assert titles(cast, "ines", kind="problem") == ["Reminders cross with payments"]


@pytest.mark.req("PYRAMID-7", via="core")
def test_a_problem_is_solved_together_and_becomes_an_experiment(cast: Cast, team: str):
    of_orders(cast, team, risen(0.08))
    made = written(cast, "rui", goal=team)
    said = posts.answer(cast.at("bea", NOW), made, "Two lines in the letter.")
    with pytest.raises(NotAllowed):
        posts.solve(cast.at("bea", NOW), made, said)
    with pytest.raises(NotThere):
        posts.solve(cast.at("rui", NOW), made, "0000000000000")
    posts.solve(cast.at("rui", NOW), made, said)
    assert [each.solved for each in post_page.show(cast.at("bea", NOW), made).answers] == [True]
    begins = {"starts": datetime.date(2026, 12, 1), "ends": datetime.date(2027, 3, 8)}
    trial = planning.plan(cast.at("tuan", NOW), team, experiment_draft(cast, team, **begins))
    with pytest.raises(NotAllowed):
        posts.turn_into(cast.at("bea", NOW), made, team, trial)
    posts.turn_into(cast.at("tuan", NOW), made, team, trial)
    assert post_page.show(cast.at("rui", NOW), made).experiment.id == trial
    worked = story(cast, team)
    with pytest.raises(Invalid):
        posts.turn_into(cast.at("tuan", NOW), worked, team, trial)


def test_whoever_asked_is_told_of_an_answer_without_a_word_of_it(cast: Cast):
    made = written(cast, "rui")
    posts.answer(cast.at("bea", NOW), made, "CANARY7781")
    posts.answer(cast.at("rui", NOW), made, "Thanks.")
    found = [item for item in letters.items(cast.at("rui", NOW)) if item.line.about.kind == "post"]
    assert [item.line.about.id for item in found] == [made]
    assert "Bea Lund" in str(found)
    assert "CANARY7781" not in str(found)
    assert [i for i in letters.items(cast.at("bea", NOW)) if i.line.about.kind == "post"] == []


def test_who_may_not_read_a_goals_words_reads_no_post_on_it(cast: Cast, team: str):
    story(cast, team)
    written(cast, title="Of everybody")
    assert set(titles(cast, "ines")) == {"Claims keep their owner", "Of everybody"}
    assert titles(cast, "pat") == titles(cast, "pat", "claims") == []
    assert post_page.search(cast.olga) == post_page.search(cast.olga, "claims") == ()


def test_private_goals_are_not_written_about(cast: Cast):
    draft = GoalDraft(
        title="Learn to say no", why="", owner=cast.people["ana"], period=cast.period, private=True
    )
    own = goals.add(cast.ana, draft)
    with pytest.raises(Invalid):
        story(cast, own, who="ana")
    with pytest.raises(NotThere):
        story(cast, own, who="tuan")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"words": ""}, "words"),
        ({"kind": "story"}, "goal"),
        ({"kind": "rumour"}, "kind"),
        ({"title": "x" * 201}, "title"),
    ],
)
def test_what_lacks_something_is_refused_with_its_cure(cast: Cast, wrong: dict, field: str):
    with pytest.raises(Invalid) as refused:
        written(cast, **wrong)
    assert field in refused.value.fields


def test_a_story_from_a_day_ahead_is_refused(cast: Cast, team: str):
    with pytest.raises(Invalid):
        story(cast, team, since=NOW.date() + datetime.timedelta(days=1))


def test_a_post_is_changed_and_taken_away_by_whoever_wrote_it(cast: Cast):
    made = written(cast, "rui")
    draft = PostDraft(kind="idea", title="Book before reminding", words="On Tuesdays.")
    with pytest.raises(NotAllowed):
        posts.edit(cast.at("tuan", NOW), made, 1, draft)
    posts.edit(cast.at("rui", NOW), made, 1, draft)
    assert titles(cast, "ines", "reminders") == []
    assert titles(cast, "ines", "tuesday") == ["Book before reminding"]
    with pytest.raises(Stale):
        posts.remove(cast.at("rui", NOW), made, 1)
    posts.remove(cast.at("rui", NOW), made, 2)
    assert titles(cast, "ines") == []


@pytest.mark.req("GRAPH-6", via="core")
def test_a_post_as_it_stood_is_for_whoever_may_read_it_today_and_might_read_it_then(cast: Cast):
    hour = datetime.timedelta(hours=1)
    own = GoalDraft(
        title="Lead one day",
        owner=cast.people["tuan"],
        period=cast.period,
        why="Yes.",
        private=True,
    )
    dream = goals.add(cast.at("tuan", NOW), own)
    made = written(cast)
    row = posts.find(cast.at("tuan", NOW), made)
    row.goal = Goal.objects.get(public_id=dream)
    with command(cast.at("tuan", NOW + hour), "test") as journal:
        journal.save(row)
    row.goal, row.title = None, "Reminders wait a day"
    with command(cast.at("tuan", NOW + 2 * hour), "test") as journal:
        journal.save(row)
    bea, tuan = cast.at("bea", NOW + 3 * hour), cast.at("tuan", NOW + 3 * hour)
    assert post_page.show(bea, made).title == "Reminders wait a day"
    assert post_page.show(bea, made, NOW).title == "Reminders cross with payments"
    assert post_page.show(tuan, made, NOW + hour).goal == dream
    for missed in (NOW + hour, NOW - hour):
        with pytest.raises(NotThen):
            post_page.show(bea, made, missed)
