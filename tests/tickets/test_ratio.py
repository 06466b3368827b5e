"""A ratio of two measures: cell by cell, and its range holds whatever both ranges allow."""

from hypothesis import given
from hypothesis import strategies as st

from trigpoint.tickets.catalogue import definition
from trigpoint.tickets.definition import Statistic
from trigpoint.tickets.query import Figure
from trigpoint.tickets.ratio import divided, why_not

NUMBERS = st.floats(0.01, 1000)
RANGES = st.tuples(NUMBERS, NUMBERS, NUMBERS).map(sorted)


def figure(low: float, value: float, high: float, n: int = 9, start: int = 0) -> Figure:
    return Figure(None, start, start + 7, None, n, n, value, low, high, 0)


@given(RANGES, RANGES, st.floats(0, 1), st.floats(0, 1))
def test_whatever_both_are_within_their_ranges_the_ratio_is_within_its_own(
    over, below, here, there
):
    [found] = divided([figure(*over)], [figure(*below)], Statistic.SHARE)
    up = over[0] + here * (over[2] - over[0])
    down = below[0] + there * (below[2] - below[0])
    assert found.value == over[1] / below[1]
    assert found.low <= up / down * (1 + 1e-9)
    assert up / down <= found.high * (1 + 1e-9)


def test_nothing_below_is_no_figure_and_nothing_above_is_nought():
    week = 7
    some, none = figure(4, 4, 4), figure(0, 0, 0, 0, week)
    assert [f.value for f in divided([some], [some, none], Statistic.COUNT)] == [1.0, None]
    later = figure(2, 2, 2, 2, week)
    assert [f.value for f in divided([some], [some, later], Statistic.COUNT)] == [1.0, 0.0]
    assert len(divided([some], [some, later], Statistic.SHARE)) == 1


def test_a_lower_range_that_reaches_nought_gives_a_value_without_a_range():
    [found] = divided([figure(1, 2, 3)], [figure(0, 2, 3)], Statistic.MEAN)
    assert (found.value, found.low, found.high) == (1.0, None, None)


def test_what_cannot_be_divided_is_said_by_the_setting_to_blame():
    solved, nps = definition("solved_tickets"), definition("nps")
    assert why_not(nps, solved) == {}
    assert list(why_not(solved, nps)) == ["whole"]
    assert list(why_not(solved, definition("net_flow"))) == ["whole"]
    assert list(why_not(definition("enps"), solved)) == ["part"]
    assert list(why_not(solved, definition("ratio_to_raise"))) == ["whole"]
