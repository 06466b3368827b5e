"""Trainings of a goal: planned, attended, and whether what they were for moved."""

import datetime

import pytest

from tests.cast import NOW, Cast
from tests.services import plan
from tests.services.maps import write_map
from tests.services.test_effects import of_orders, risen
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import goals
from trigpoint.services.goals.goals import GoalDraft
from trigpoint.services.maps import map_voices
from trigpoint.services.trainings import attendance, training_effects, trainings
from trigpoint.services.trainings.trainings import TrainingDraft

pytestmark = pytest.mark.django_db

HELD = datetime.date(2026, 1, 1)


@pytest.fixture
def goal(cast: Cast) -> str:
    return plan.write(cast).team


def draft(**more) -> TrainingDraft:
    said = {"programme": "empathy", "title": "Kind words", "starts": HELD, "ends": HELD}
    return TrainingDraft(**(said | more))


def planned(cast: Cast, goal: str, **more) -> str:
    return trainings.plan(cast.at("tuan", NOW), goal, draft(**more))


@pytest.mark.req("MAP-5", via="core")
def test_a_training_says_whether_its_goal_moved_since_it_was_held(cast: Cast, goal: str):
    of_orders(cast, goal, risen(0.08))
    made = planned(cast, goal)
    found = training_effects.show(cast.at("tuan", NOW), goal, made)
    assert "Kind words" in str(found.since.what)
    [effect] = found.effects
    assert "likely between" in str(effect.headline)


@pytest.mark.parametrize(
    ("wrong", "field", "cure"),
    [
        ({"ends": datetime.date(2025, 12, 31)}, "ends", "Swap"),
        ({"title": " "}, "title", "Name the training"),
        ({"programme": "juggling"}, "programme", "Choose"),
        ({"aim": "0000000000000"}, "aim", "Choose a goal"),
        ({"ends": datetime.date(2028, 1, 1)}, "ends", "at most a year"),
    ],
)
def test_a_training_that_cannot_be_is_refused_with_the_cure(
    cast: Cast, goal: str, wrong: dict, field: str, cure: str
):
    with pytest.raises(Invalid) as refused:
        planned(cast, goal, **wrong)
    assert cure in str(refused.value.fields[field])


@pytest.mark.req("MAP-5", via="core")
def test_unknown_people_are_named_rows_and_all_others_are_taken(cast: Cast, goal: str):
    made = planned(cast, goal)
    text = "Email;Name;Day\nana@northwind.example;;\n;Nobody At All;\n;Rui Matos;2026-03-01\n"
    found = attendance.take(cast.at("tuan", NOW), goal, made, text)
    assert (found.added, found.known) == (1, 0)
    assert [(p.row, p.who) for p in found.problems] == [(3, "Nobody At All"), (4, "Rui Matos")]
    assert "add the person under People" in str(found.problems[0].words)
    assert "not held on that day" in str(found.problems[1].words)
    again = attendance.take(cast.at("tuan", NOW), goal, made, text)
    assert (again.added, again.known) == (0, 1)


@pytest.mark.req("MEASURE-1", via="core")
def test_a_row_is_named_as_an_editor_counts_it_and_one_without_a_name_says_so(
    cast: Cast, goal: str
):
    made = planned(cast, goal)
    text = "name,day\n\nAna Costa,\n\n,2026-03-02\nNobody At All,\n"
    found = attendance.take(cast.at("tuan", NOW), goal, made, text)
    assert found.added == 1
    assert [p.row for p in found.problems] == [5, 6]
    assert "names nobody" in str(found.problems[0].words)


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("who\nana\n", "name the columns"),
        ('name\n"a', "no CSV"),
        ("", "name the columns"),
        ("day\n2026-03-02\n", "names nobody. It needs a column email or name"),
    ],
)
def test_what_is_no_list_is_refused(cast: Cast, goal: str, text: str, cure: str):
    made = planned(cast, goal)
    with pytest.raises(Invalid, match=cure):
        attendance.take(cast.at("tuan", NOW), goal, made, text)


def test_names_are_for_whoever_may_change_the_goal_others_see_how_many(cast: Cast, goal: str):
    made = planned(cast, goal)
    text = "name\nAna Costa\nRui Matos\n"
    attendance.take(cast.at("tuan", NOW), goal, made, text)

    def seen(who: str) -> tuple[int, list[str]]:
        view = trainings.show(cast.at(who, NOW), goal, made)
        return view.attended, [each.person.name for each in view.people]

    assert seen("tuan") == (2, ["Ana Costa", "Rui Matos"])
    assert seen("ana") == (2, ["Ana Costa"])
    assert seen("bea") == (2, [])
    with pytest.raises(NotAllowed):
        attendance.take(cast.at("bea", NOW), goal, made, text)
    with pytest.raises(NotThere):
        trainings.show(cast.olga, goal, made)


def test_what_is_taken_away_is_gone_with_its_list(cast: Cast, goal: str):
    made = planned(cast, goal)
    attendance.take(cast.at("tuan", NOW), goal, made, "name\nAna Costa\n")
    trainings.edit(cast.at("tuan", NOW), goal, made, 1, draft(title="Kinder words"))
    [view] = trainings.of_goal(cast.at("ana", NOW), goal)
    assert (view.title, view.attended) == ("Kinder words", 1)
    trainings.remove(cast.at("tuan", NOW), goal, made, view.version)
    assert trainings.of_goal(cast.at("ana", NOW), goal) == ()


@pytest.mark.req("MAP-5")
def test_a_training_that_is_to_move_an_objective_is_shown_beside_it(cast: Cast):
    drawn = write_map(cast)
    trainings.plan(cast.at("mira", NOW), drawn.goals.team, draft(aim=drawn.goals.top))
    secret = GoalDraft(title="A wish", owner=cast.people["ana"], period=cast.period, private=True)
    wish = goals.add(cast.at("ana", NOW), secret)
    trainings.plan(cast.at("ana", NOW), wish, draft(title="For me", aim=drawn.goals.top))
    for objective in (drawn.top, drawn.team):
        beside = map_voices.show(cast.at("mira", NOW), drawn.id, objective).trainings
        assert [each.title for each in beside] == ["Kind words"]
