"""Views of the list of goals that people keep for themselves."""

import pytest

from tests.cast import Cast
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import saved_views
from trigpoint.services.goals.goal_list import Filter

pytestmark = pytest.mark.django_db
AT_RISK = Filter(status="at_risk", level="team", sort="-due", page=3)


def test_a_view_is_found_again_from_its_first_page_and_by_nobody_else(cast: Cast):
    saved_views.keep(cast.tuan, "  At risk  ", AT_RISK)
    [view] = saved_views.views(cast.tuan)
    assert view.name == "At risk"
    assert view.wanted == Filter(status="at_risk", level="team", sort="-due")
    assert saved_views.views(cast.ana) == []


def test_keeping_again_under_the_same_name_replaces(cast: Cast):
    first = saved_views.keep(cast.tuan, "Mine", AT_RISK)
    assert saved_views.keep(cast.tuan, "Mine", Filter(mine=True)) == first
    assert [v.wanted for v in saved_views.views(cast.tuan)] == [Filter(mine=True)]


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_view_needs_a_name_of_some_length(cast: Cast, name: str):
    with pytest.raises(Invalid):
        saved_views.keep(cast.tuan, name, AT_RISK)


def test_there_is_an_end_to_how_many_are_kept(cast: Cast):
    for number in range(saved_views.MOST):
        saved_views.keep(cast.tuan, f"View {number}", Filter(words=str(number)))
    with pytest.raises(Invalid):
        saved_views.keep(cast.tuan, "One more", AT_RISK)
    saved_views.keep(cast.tuan, "View 0", AT_RISK)


def test_only_ones_own_view_can_be_taken_away(cast: Cast):
    view = saved_views.keep(cast.tuan, "At risk", AT_RISK)
    with pytest.raises(NotThere):
        saved_views.drop(cast.ana, view)
    saved_views.drop(cast.tuan, view)
    assert saved_views.views(cast.tuan) == []
