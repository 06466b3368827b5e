"""A unit stands under one other at a time; a move changes nothing of what was before it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trigpoint.core.people.places import Places

DAY = date(2026, 12, 1)
BEFORE = DAY - timedelta(days=1)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
trees = st.builds(
    lambda moves: Places({"b": "a", "c": "a"}, {"b": tuple(sorted(moves.items()))}),
    st.dictionaries(days, st.sampled_from(["a", "c"]), max_size=4),
)


@given(trees, days)
def test_a_unit_is_placed_once_on_every_day_where_its_last_move_put_it(places: Places, day: date):
    held = [p.parent for p in places.placements() if p.unit == "b" and p.valid.holds(day)]
    assert held == [places.above("b", day)]


def test_the_day_before_a_move_reads_as_it_was():
    places = Places({"team": "old", "old": "top", "new": "top"}, {}).moved("team", "new", DAY)
    assert (places.above("team", BEFORE), places.above("team", DAY)) == ("old", "new")
    assert places.way_up("team", DAY) == ("new", "top")
    assert places.last_move("team") == DAY


def test_two_moves_that_meet_only_later_are_a_circle_all_the_same():
    places = Places({"a": "top", "b": "top"}, {}).moved("a", "b", DAY)
    assert places.circle() == ()
    assert set(places.moved("b", "a", DAY + timedelta(days=9)).circle()) == {"a", "b"}
