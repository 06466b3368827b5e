"""Many goals changed at once: all of them or none."""

import pytest

from tests.cast import Cast
from trigpoint.services.errors import Invalid, NotAllowed, Stale
from trigpoint.services.goals import goal_page, goals
from trigpoint.services.goals.goals import GoalDraft

pytestmark = pytest.mark.django_db


def draft(cast: Cast, title: str, why: str = "It matters.", state: str = "active") -> GoalDraft:
    return GoalDraft(
        title=title, why=why, owner=cast.units["Orders"], period=cast.period, state=state
    )


def states(cast: Cast, ids: list[str]) -> list[str]:
    return [goal_page.show(cast.tuan, goal).card.state for goal in ids]


def test_one_reason_stands_in_the_history_of_each(cast: Cast):
    ids = goals.add_many(cast.tuan, [draft(cast, "One"), draft(cast, "Two")])
    versions = dict.fromkeys(ids, 1)
    goals.edit_many(cast.tuan, versions, {"state": "retired"}, reason="The half is over.")
    assert states(cast, ids) == ["retired", "retired"]
    for goal in ids:
        newest = goal_page.show(cast.tuan, goal).changes[0]
        assert newest.reason == "The half is over."


def test_where_one_is_refused_none_is_changed_and_it_is_named(cast: Cast):
    ids = goals.add_many(
        cast.tuan,
        [
            draft(cast, "With a why", state="draft"),
            draft(cast, "Without a why", "", state="draft"),
        ],
    )
    with pytest.raises(Invalid, match="Without a why"):
        goals.edit_many(cast.tuan, dict.fromkeys(ids, 1), {"state": "active"})
    assert states(cast, ids) == ["draft", "draft"]


def test_where_one_was_changed_meanwhile_none_is_changed(cast: Cast):
    ids = goals.add_many(cast.tuan, [draft(cast, "One"), draft(cast, "Two")])
    goals.edit(cast.tuan, ids[1], 1, {"how": "Otherwise."})
    with pytest.raises(Stale):
        goals.edit_many(cast.tuan, dict.fromkeys(ids, 1), {"state": "retired"}, reason="Over.")
    assert states(cast, ids) == ["active", "active"]


def test_who_may_not_change_one_of_them_changes_none(cast: Cast):
    ids = goals.add_many(cast.tuan, [draft(cast, "One"), draft(cast, "Two")])
    with pytest.raises(NotAllowed):
        goals.edit_many(cast.bea, dict.fromkeys(ids, 1), {"state": "retired"}, reason="Over.")
    assert states(cast, ids) == ["active", "active"]


def test_what_people_count_on_does_not_change_without_a_reason(cast: Cast):
    ids = goals.add_many(cast.tuan, [draft(cast, "One")])
    with pytest.raises(Invalid) as refused:
        goals.edit_many(cast.tuan, dict.fromkeys(ids, 1), {"state": "retired"})
    assert list(refused.value.fields) == ["reason"]
