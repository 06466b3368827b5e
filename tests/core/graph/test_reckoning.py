from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.graph.worlds import WEEK, values, worlds
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.reckoning import Reckoning
from trigpoint.core.graph.rollup import RollUp
from trigpoint.core.graph.status import Status

chances = st.sampled_from([Status.ON_TRACK, Status.OFF_TRACK, Status.UNDECIDED])
moments = st.sampled_from([0, 60, WEEK + 1])


@st.composite
def news(draw, known, ids):
    """What is known a little later: some readings new, some gone, some too old by now."""
    some = st.dictionaries(st.sampled_from(ids), st.none() | values, max_size=3)
    later, changed = known.now + draw(moments), [draw(some), draw(some)]
    readings, guards = (
        {id_: reading for id_, reading in held.items() if id_ not in new}
        | {id_: Reading.stated(value, later) for id_, value in new.items() if value is not None}
        for held, new in zip((known.readings, known.guards), changed, strict=True)
    )
    foreseen = draw(st.dictionaries(st.sampled_from(ids), chances, max_size=2))
    return replace(known, readings=readings, guards=guards, now=later), foreseen


@pytest.mark.req("GRAPH-4", via="core")
@given(worlds(), st.data())
def test_news_worked_into_the_goals_above_equals_reckoning_every_goal(world, data):
    graph, known = world
    ids = [target.id for goal in graph.goals.values() for target in goal.targets]
    found = Reckoning.of(graph, RollUp.of(graph), known)
    for _ in range(2 if ids else 0):
        known, foreseen = data.draw(news(known, ids))
        found, whole = (
            found.after(known, foreseen),
            Reckoning.of(graph, found.roll_up, known, foreseen),
        )
        assert found.statuses == whole.statuses
        for goal in graph.goals:
            for mine, all_ in ((found.progress, whole.progress), (found.likely, whole.likely)):
                ends = (all_[goal].low, all_[goal].high)
                assert (mine[goal].low, mine[goal].high) == pytest.approx(ends, abs=1e-9)
                assert mine[goal].is_exact is all_[goal].is_exact
