"""One more link on a full map: nothing moves but the arrows that make room for it."""

import random

import pytest

from tests.core.lenses.strategy_map.worlds import world
from trigpoint.core.lenses.strategy_map.grid import Arrow as Link
from trigpoint.core.lenses.strategy_map.grid import routes
from trigpoint.core.lenses.strategy_map.layout import arrange
from trigpoint.pictures.map_arrows import ASIDE, PORTS, Arrow, Way, ways
from trigpoint.pictures.map_card import Card
from trigpoint.pictures.map_places import Grid, Spot

OBJECTIVES, LINKS = 60, 100


def drawn(links, places) -> list[Way]:
    spots = {name: Spot(*spot) for name, spot in places.items()}
    cards = [Card(name, spot, name, name, "") for name, spot in spots.items()]
    grid = Grid.of(list(spots.values()))
    arrows = [
        Arrow(r.arrow.cause, r.arrow.effect, r.lanes, r.columns, "untested", "", "")
        for r in routes(places, links)
    ]
    return ways(arrows, cards, grid)


def shares(one: Arrow, new: Arrow) -> bool:
    """Whether two arrows meet at an objective or pass through the same gap."""
    through = [
        set(zip(a.lanes, a.columns, strict=True)) - {(a.lanes[0], a.columns[0])} for a in (one, new)
    ]
    ends = {one.cause, one.effect} & {new.cause, new.effect}
    return bool(ends or through[0] & through[1])


def moved(before: Way, after: Way) -> float:
    """Return by how many pixels an arrow moved sideways at most."""
    pairs = zip(before.bends, after.bends, strict=True)
    return max(abs(p.x - q.x) for a, b in pairs for p, q in ((a.start, b.start), (a.end, b.end)))


@pytest.mark.parametrize("seed", range(8))
def test_a_link_that_is_added_moves_only_the_arrows_it_meets_and_those_by_one_place(seed):
    rows, links = world(OBJECTIVES, LINKS, seed)
    places = arrange(rows, links)
    dice = random.Random(seed)
    lower, upper = dice.choice(rows[3]), dice.choice(rows[0])
    new = Link(lower, upper)
    if new in links:
        links.remove(new)
    before, after = drawn(links, places), drawn([*links, new], places)
    added = after[-1].arrow
    movements = [
        (moved(b, a), shares(b.arrow, added)) for b, a in zip(before, after[:-1], strict=True)
    ]
    assert all(far == 0 for far, met in movements if not met)
    assert max(far for far, _met in movements) <= PORTS + ASIDE
    assert sum(far > 0 for far, _met in movements) <= LINKS / 5
