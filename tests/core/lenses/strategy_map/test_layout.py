"""Where objectives come to stand: few crossings, no two on one place, nothing moves by itself."""

import random
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.lenses.strategy_map.worlds import plain, world
from trigpoint.core.lenses.strategy_map.grid import Arrow, Spot, crossings, routes
from trigpoint.core.lenses.strategy_map.layout import arrange, nearest, place_new

SIZES = st.tuples(st.integers(1, 30), st.integers(0, 25), st.integers(0, 10_000))


def some(size):
    objectives, links, seed = size
    return world(objectives, min(links, max(0, objectives - 4)), seed)


@given(SIZES)
def test_everybody_has_a_place_in_their_lane_and_no_two_the_same(size):
    rows, arrows = some(size)
    places = arrange(rows, arrows)
    assert {n: s.lane for n, s in places.items()} == {n: at for at, r in enumerate(rows) for n in r}
    assert len(set(places.values())) == len(places)


@pytest.mark.parametrize("seed", range(12))
def test_at_most_as_many_crossings_as_a_plain_barycentre_pass(seed):
    rows, arrows = world(60, 100, seed)
    assert crossings(arrange(rows, arrows), arrows) <= crossings(plain(rows, arrows), arrows)


@pytest.mark.parametrize("seed", range(6))
def test_a_map_without_need_of_a_crossing_has_none(seed):
    rows, _links = world(24, 0, seed)
    tree = [Arrow(rows[at + 1][n], rows[at][n // 2]) for at in range(3) for n in range(6)]
    dice = random.Random(seed)
    shuffled = [dice.sample(row, len(row)) for row in rows]
    assert crossings(arrange(shuffled, tree), tree) == 0


@given(SIZES)
def test_the_same_map_is_laid_out_the_same(size):
    rows, arrows = some(size)
    assert arrange(rows, arrows) == arrange(rows, arrows)


@given(SIZES, st.data())
def test_what_is_placed_by_hand_stays(size, data):
    rows, arrows = some(size)
    nodes = sorted(arrange(rows, arrows))
    chosen = data.draw(st.sets(st.sampled_from(nodes), max_size=5))
    lane_of = {n: at for at, row in enumerate(rows) for n in row}
    fixed = {n: Spot(lane_of[n], 2 * at) for at, n in enumerate(sorted(chosen))}
    places = arrange(rows, arrows, fixed)
    assert fixed.items() <= places.items()
    assert len(set(places.values())) == len(places)


@given(SIZES)
def test_an_objective_that_is_added_moves_no_other(size):
    rows, arrows = some(size)
    places = arrange(rows, arrows)
    spot = place_new(places, "new", 0, [*arrows, Arrow(rows[0][0], "new")])
    assert spot.lane == 0
    assert spot not in places.values()


@pytest.mark.parametrize("seed", range(6))
def test_of_the_free_places_the_one_with_the_fewest_crossings_is_taken(seed):
    rows, arrows = world(20, 18, seed)
    places = arrange(rows, arrows)
    mine = [*arrows, Arrow("new", rows[0][-1])]
    got = place_new(places, "new", 1, mine)
    wide = max(s.column for s in places.values()) + 2
    free = [Spot(1, c) for c in range(wide) if Spot(1, c) not in places.values()]
    least = min(crossings(places | {"new": spot}, mine) for spot in free)
    assert crossings(places | {"new": got}, mine) == least


def test_an_arrow_over_a_lane_passes_between_what_stands_there():
    places = {"top": Spot(0, 1), "between": Spot(1, 1), "beside": Spot(1, 2), "low": Spot(2, 1)}
    [way] = routes(places, [Arrow("low", "top")])
    assert way.lanes == (2, 1, 0)
    assert way.columns[1] not in {1, 2}


@given(
    st.lists(st.floats(0, 12), min_size=1, max_size=5),
    st.sets(st.integers(0, 12), min_size=5, max_size=8),
)
def test_columns_are_the_nearest_in_sum(wanted, columns):
    known = sorted(columns)
    got = nearest(wanted, known)
    best = min(
        sum(abs(c - w) for c, w in zip(each, wanted, strict=True))
        for each in combinations(known, len(wanted))
    )
    assert got == sorted(set(got))
    assert sum(abs(c - w) for c, w in zip(got, wanted, strict=True)) == pytest.approx(best)


@given(SIZES)
def test_crossings_are_counted_as_a_pair_at_a_time_would(size):
    rows, arrows = some(size)
    places = arrange(rows, arrows)
    assert crossings(places, arrows) == pair_by_pair(places, arrows)


def pair_by_pair(places, arrows):
    """Cut every arrow at the lanes, and look at each pair of pieces of one channel."""
    pieces = []
    for way in routes(places, arrows):
        steps = list(zip(way.lanes, way.columns, strict=True))
        for (lane, at), (next_lane, next_at) in pairwise(steps):
            if lane == next_lane:
                pieces.append(("arc", lane, min(at, next_at), max(at, next_at)))
            else:
                high, low = sorted([(lane, at), (next_lane, next_at)])
                pieces.append(("line", high[0], high[1], low[1]))
    count = 0
    for i, (kind, lane, a, b) in enumerate(pieces):
        for other, at, c, d in pieces[:i]:
            if lane != at:
                continue
            if kind == other == "line":
                count += (a - c) * (b - d) < 0
            elif kind == other == "arc":
                count += a < c < b < d or c < a < d < b
            else:
                (left, right), above = ((a, b), c) if kind == "arc" else ((c, d), a)
                count += left < above < right
    return count
