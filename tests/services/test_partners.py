"""What a partner's people see of goals: that the ones they serve are there, and not more."""

import pytest

from tests.cast import Cast
from tests.services.test_goals import below, top
from trigpoint.services.goals import goal_list, goal_page, goals
from trigpoint.services.goals.goal_list import Filter
from trigpoint.services.goals.goals import GoalDraft, LinkDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(cast: Cast) -> str:
    """A goal of Orders in which one of the partner's counts."""
    upper = below(cast, top(cast))
    goals.add(
        cast.mira,
        GoalDraft(
            title="Answer the night",
            why="Nobody waits for the morning.",
            owner=cast.units["Helpline"],
            period=cast.period,
            state="active",
            carries=(LinkDraft(above=upper, sentence="Night counts."),),
        ),
    )
    return upper


@pytest.mark.req("PEOPLE-1", via="core")
def test_a_partner_sees_the_title_of_what_they_serve_and_no_owner_or_words(cast: Cast, served: str):
    page = goal_page.show(cast.pat, served)
    assert page.card.title == "Right person, first touch"
    assert (page.card.why, page.card.owner.name, page.how) == ("", "", "")
    assert (page.steps, page.changes, page.co_owners, page.arithmetic) == ((), (), (), ())
    assert not page.card.shows_progress


def test_hidden_words_are_not_found_by_searching_for_them(cast: Cast, served: str):
    assert goal_list.find(cast.pat, Filter(words="Passing on doubles")).total == 0
    assert goal_list.find(cast.pat, Filter(words="first touch")).total == 1
    assert goal_list.find(cast.rui, Filter(words="Passing on doubles")).total == 1
