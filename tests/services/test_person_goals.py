"""A person's own page: what carries most comes first, what comes next, what stays private."""

import pytest

from tests.access.acts import goal
from tests.cast import Cast
from trigpoint.services import access
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import steps
from trigpoint.services.goals.goals import LinkDraft
from trigpoint.services.pyramid import person_goals

pytestmark = pytest.mark.django_db


def link(above: str, weight: float = 1.0) -> dict[str, object]:
    return {"carries": (LinkDraft(above=above, sentence="It adds to it.", weight=weight),)}


@pytest.fixture
def built(cast: Cast) -> dict[str, str]:
    top = goal(cast, "mira", cast.units["Northwind"], "Keep customers", **link(cast.vision))
    team = goal(cast, "tuan", cast.units["Orders"], "Answer first", **link(top))
    ana = cast.people["ana"]
    small = goal(cast, "ana", ana, "Tag every ticket", **link(team, 1.0))
    large = goal(cast, "ana", ana, "Answer before lunch", **link(team, 3.0))
    dream = goal(cast, "ana", ana, "Lead a training one day", private=True)
    return {"top": top, "team": team, "small": small, "large": large, "dream": dream}


@pytest.mark.req("PYRAMID-4", via="core")
def test_goals_come_in_order_of_what_they_carry_with_the_next_step_of_each(cast: Cast, built):
    steps.add(cast.ana, built["large"], "Read the morning mail first")
    page = person_goals.show(cast.ana, cast.people["ana"])
    assert [(own.goal.id, own.share) for own in page.goals] == [
        (built["large"], 0.75),
        (built["small"], 0.25),
    ]
    assert page.goals[0].top.id == built["top"]
    assert page.goals[0].up[0].goal.id == built["team"]
    assert [(todo.goal.id, todo.step and todo.step.title) for todo in page.next] == [
        (built["large"], "Read the morning mail first"),
        (built["small"], None),
    ]


@pytest.mark.req("PYRAMID-4", via="core")
def test_an_aspiration_is_mine_alone_until_i_share_it(cast: Cast, built):
    serves = goal(cast, "ana", cast.people["ana"], "Explain refunds", **link(built["dream"]))
    [mine] = person_goals.show(cast.ana, cast.people["ana"]).aspirations
    assert mine.goal.id == built["dream"]
    assert [card.id for card in mine.served_by] == [serves]
    for other in (cast.tuan, cast.rui, cast.dara):
        assert person_goals.show(other, cast.people["ana"]).aspirations == ()
    person_goals.share_aspiration(cast.ana, built["dream"])
    access.forget(cast.rui)
    page = person_goals.show(cast.rui, cast.people["ana"])
    assert built["dream"] in {own.goal.id for own in page.goals}
    with pytest.raises(Invalid):
        person_goals.share_aspiration(cast.ana, built["dream"])


def test_nobody_else_shares_it_for_me(cast: Cast, built):
    with pytest.raises(NotThere):
        person_goals.share_aspiration(cast.tuan, built["dream"])


def test_what_carries_an_aspiration_does_not_give_it_away(cast: Cast, built):
    goal(cast, "ana", cast.people["ana"], "Explain refunds", **link(built["dream"]))
    page = person_goals.show(cast.rui, cast.people["ana"])
    shown = next(own for own in page.goals if own.goal.title == "Explain refunds")
    assert (shown.top, shown.share, shown.up) == (None, 0.0, ())
